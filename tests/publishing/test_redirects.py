"""One list of aliases redirects on every kind of host, and no alias takes the place of a page."""

import re
from pathlib import PurePosixPath
from unicodedata import is_normalized, normalize
from urllib.parse import quote, unquote, urljoin

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from publishing.redirects import (
    APACHE,
    MAPS,
    NETLIFY,
    NGINX,
    Alias,
    Collision,
    Redirect,
    apache,
    collisions,
    copies_in_the_way,
    file_of,
    forms,
    has_stub,
    netlify,
    nginx,
    outputs,
    parse_alias,
    stub,
)

HOST = "https://example.org"
BASES = ("", "/blog", "/bl%C3%B6g", "/a%20b/c")
HARD = (
    "c++/",
    'say "hi"/',
    "a'b/",
    "x$1/",
    "${HOME}/",
    "(a|b)*/",
    "a:b/",
    "50%-off/",
    "#1/",
    "q?/",
    "a.b-c/",
    "a b.html",
)


def parsed(text: str) -> str | None:
    """Return the normal form of a text, None for one that is refused."""
    try:
        return parse_alias(text)
    except ValueError:
        return None


def is_name(text: str) -> bool:
    """Return whether a text is the whole of one part between slashes."""
    return (parsed(f"/{quote(text, safe='')}/") or "").count("/") == 1


characters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="/\\")
NAMES = st.text(characters, min_size=1, max_size=20).filter(is_name)
PATHS = st.builds(
    lambda names, end: "/".join(names) + end, st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["", "/"])
)
OLD = st.one_of(st.sampled_from(HARD), PATHS.map(lambda path: parsed("/" + quote(path))).filter(bool))
REDIRECTS = st.builds(
    lambda old, path, base: (Redirect(old, f"{HOST}{base}/{quote(path)}"), base), OLD, PATHS, st.sampled_from(BASES)
)


# What writers type


@pytest.mark.parametrize(
    ("typed", "old"),
    [
        # with and without slashes
        ("/old-post/", "old-post/"),
        ("old-post", "old-post/"),
        ("/old-post", "old-post/"),
        (" old-post/ ", "old-post/"),
        ("2019/05/old", "2019/05/old/"),
        # files
        ("2019/05/old.html", "2019/05/old.html"),
        ("/old.HTM", "old.HTM"),
        ("old.php", "old.php"),
        ("/old/index.html", "old/"),
        ("index.php/2019/old", "index.php/2019/old/"),
        # a full stop is no suffix
        ("release-1.5", "release-1.5/"),
        ("node.js/", "node.js/"),
        ("old.html/", "old.html/"),
        (".well-known/old", ".well-known/old/"),
        # encoded or not
        ("/old post/", "old post/"),
        ("/old%20post/", "old post/"),
        ("/caf%C3%A9/", "café/"),
        ("/cafe\u0301/", "café/"),
        ("/50%-off/", "50%-off/"),
        ("/50%25-off/", "50%-off/"),
        ("/what%3F/", "what?/"),
        ("/12:30/", "12:30/"),
        ("12:30", "12:30/"),
    ],
)
def test_parse(typed, old):
    """However an address was typed, it has one form."""
    assert parse_alias(typed) == old


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("/", "is the home page"),
        ("index.html", "is the home page"),
        # elsewhere
        ("https://example.org/old/", "names a scheme or a host"),
        ("mailto:a@example.org", "names a scheme or a host"),
        ("//example.org/old/", "names a scheme or a host"),
        # not of the path
        ("/?p=123", "has a ?"),
        ("/old/?a#b", "has a ?"),
        ("/old/#part", "has a #"),
        # not below the site
        ("../old/", "empty, . or .."),
        ("/a/../b/", "empty, . or .."),
        ("/a/%2e%2e/b/", "empty, . or .."),
        ("./old/", "empty, . or .."),
        ("/a//b/", "empty, . or .."),
        ("/old//", "empty, . or .."),
        (r"\old", "has a backslash"),
        ("/old%5Cpost/", "has a backslash"),
        # no names of files
        ("/old\tpost/", "has a control character"),
        ("/old%00/", "has a control character"),
        ("/old%0Apost/", "has a control character"),
        ("/a\u2028b/", "has a control character"),
        ("/\ud800/", "has a control character"),
        ("/caf%E9/", "not as UTF-8"),
        ("/" + "x" * 256, "more than 255 bytes"),
        ("/" + "é" * 128, "more than 255 bytes"),
    ],
)
def test_refused(typed, why):
    """What is no path of the site is refused, with what to write instead."""
    with pytest.raises(ValueError, match=re.escape(why)) as error:
        parse_alias(typed)

    assert str(error.value).endswith("; write a path of this site such as /old-post/ or /2019/05/old.html")


@given(st.text())
@example("%2e%2e/%2e%2e/etc")
@example("a/index.html/")
def test_normal_form(typed):
    """Whatever is accepted comes back from what is written of it, and its file lies in the output folder."""
    old = parsed(typed)
    if old is None:
        return

    assert parse_alias(f"/{quote(old)}") == old
    assert is_normalized("NFC", old)
    path = PurePosixPath(file_of(old))
    assert not path.is_absolute()
    assert path.parts
    assert not {"..", ".", ""} & set(file_of(old).split("/"))
    assert all(len(part.encode()) <= 255 for part in path.parts)


@pytest.mark.parametrize(
    ("old", "file", "stands"),
    [
        ("old/", "old/index.html", True),
        ("2019/old/", "2019/old/index.html", True),
        ("node.js/", "node.js/index.html", True),
        ("old.html", "old.html", True),
        ("old.HTM", "old.HTM", True),
        ("old.php", "old.php", False),
        ("old.xhtml", "old.xhtml", False),
    ],
)
def test_files(old, file, stands):
    """A stub is a file that a host of plain files serves as HTML; elsewhere only the maps redirect."""
    assert file_of(old) == file
    assert has_stub(old) is stands


# Stubs


def read_stub(data: bytes):
    """Return a stub's tree; raises where it is no valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data)


def addresses(data: bytes) -> list[str]:
    """Return where a stub leads: canonical address, refresh, visible link."""
    page = read_stub(data)
    delay, _, refresh = page.find("head/meta[@http-equiv='refresh']").get("content").partition("; url=")
    assert delay == "0"
    return [page.find("head/link[@rel='canonical']").get("href"), refresh, page.find("body/p/a").get("href")]


@pytest.mark.parametrize("base", ["", "/blog"])
def test_stub(base):
    """Search engines get the absolute address, readers a link from the host's root, also under a path."""
    data = stub(Redirect("old/", f"{HOST}{base}/new/"), "fr")
    page = read_stub(data)

    assert data.startswith(b"<!DOCTYPE html>\n")
    assert page.get("lang") == "fr"
    assert page.find("head/meta[@charset]").get("charset") == "utf-8"
    assert page.findtext("head/title") == page.findtext("body/p/a") == f"{HOST}{base}/new/"
    assert addresses(data) == [f"{HOST}{base}/new/", f"{base}/new/", f"{base}/new/"]


def test_stub_requests_nothing():
    """A stub is one request: it has no picture, style or script."""
    page = read_stub(stub(Redirect("old/", f"{HOST}/new/"), "en"))

    assert {element.tag for element in page.iter()} == {"html", "head", "meta", "title", "link", "body", "p", "a"}
    assert [link.get("rel") for link in page.iter("link")] == ["canonical"]


@given(REDIRECTS)
def test_stub_leads_to_the_new_address(redirect):
    """Whatever stands in the address, all three ways lead to it."""
    one, _ = redirect

    assert [urljoin(one.new, address) for address in addresses(stub(one, "en"))] == [one.new] * 3


@pytest.mark.parametrize("path", ["a&amp;b/", "<script>/", 'a"b/', "a'b/", "é/", "{new}/"])
def test_stub_is_escaped_once(path):
    """An address that was not encoded is, and nothing in it is markup."""
    found = addresses(stub(Redirect("old/", f"{HOST}/{path}"), "en"))

    assert [unquote(urljoin(HOST, address)) for address in found] == [f"{HOST}/{path}"] * 3


# Maps


def lines(text: str) -> list[str]:
    """Return the lines of a map without its comments."""
    assert text.endswith("\n")
    return [line for line in text.splitlines() if not line.startswith("#")]


def split_quoted(line: str) -> list[str]:
    """Return the words of a line as nginx and Apache read it: an escaped quote is a quote, other signs keep theirs."""
    return [re.sub(r"\\([\"'])", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]


def matched(pattern: str, old: str, base: str) -> list[bool]:
    """Return whether a pattern takes the forms of an old path, and then what it must not take."""
    path = f"{unquote(base)}/{old}"
    others = [f"{path}x", f"/x{path}", path.swapcase(), f"{path.rstrip('/')}/feed/"]
    takes = re.compile(pattern.encode())  # both servers compare bytes
    right = [bool(takes.search(f"{unquote(base)}/{form}".encode())) for form in forms(old)]
    return [*right, *(not takes.search(other.encode()) for other in others if other not in (path, f"{path}/"))]


@given(REDIRECTS)
def test_nginx(redirect):
    """A line of nginx takes the decoded path, with and without the slash at its end, and nothing else."""
    one, base = redirect
    (line,) = lines(nginx([one], base))
    key, value = split_quoted(line)

    assert line.endswith(";")
    assert key.startswith("~^")
    assert all(matched(key[1:], one.old, base))
    assert "$" not in value
    assert value.isascii()
    assert unquote(value) == unquote(one.new)


@given(REDIRECTS)
def test_apache(redirect):
    """A line of Apache takes the same, and has the address decoded, since Apache encodes it."""
    one, base = redirect
    (line,) = lines(apache([one], base))
    key, value = split_quoted(line)

    assert line.startswith('RedirectMatch 301 "^')
    assert all(matched(key, one.old, base))
    assert not re.search(r"(?<!\\)\$", value)
    assert value.replace("\\$", "$") == unquote(one.new)


@given(REDIRECTS)
def test_netlify(redirect):
    """A line of `_redirects` is three words, percent-encoded, and none is a placeholder or a splat."""
    one, base = redirect
    found = [line.split(" ") for line in lines(netlify([one], base))]
    plain = [(old, new) for old, new, status in found if status == "301"]
    forced = [(old, new) for old, new, status in found if status == "301!"]

    assert [unquote(old) for old, _ in plain] == [f"{unquote(base)}/{form}" for form in forms(one.old)]
    assert forced == (plain[-1:] if has_stub(one.old) else [])
    for old, new in plain:
        assert f"{old}{new}".isascii()
        assert not re.search(r"[*\s]|:[A-Za-z]", f"{old}|{new}")
        assert not re.search(r"[#?]", old)
        assert unquote(new) == unquote(one.new)


def test_netlify_lines():
    """Netlify is forced past the stub first; others read the rest; a file has no second form."""
    redirects = [Redirect("z.php", f"{HOST}/b/new/"), Redirect("old/", f"{HOST}/b/new/")]

    assert lines(netlify(redirects, "/b")) == [
        f"/b/old/ {HOST}/b/new/ 301!",
        f"/b/old {HOST}/b/new/ 301",
        f"/b/old/ {HOST}/b/new/ 301",
        f"/b/z.php {HOST}/b/new/ 301",
    ]


@pytest.mark.parametrize("write", [netlify, nginx, apache])
def test_maps_are_sorted(write):
    """In whatever order aliases are found, the same list makes the same bytes; each says how it is used."""
    redirects = [Redirect(f"{name}/", f"{HOST}/new/") for name in "bca"]

    assert write(redirects, "") == write(reversed(redirects), "")
    assert write([], "").startswith("# Redirects from old addresses, written by the publish.")


def test_outputs():
    """All files of one list: a stub where one can stand, and the maps, also of no alias at all."""
    redirects = [Redirect("old/", f"{HOST}/new/"), Redirect("old.php", f"{HOST}/new/")]
    found = outputs(redirects, "", "en")

    assert set(outputs([], "", "en")) == set(MAPS)
    assert set(found) == {"old/index.html", *MAPS}
    assert found["old/index.html"] == stub(redirects[0], "en")
    assert found[NETLIFY] == netlify(redirects, "").encode()
    assert found[NGINX] == nginx(redirects, "").encode()
    assert found[APACHE] == apache(redirects, "").encode()


# Collisions

PAGES = {
    "about/index.html": "content/pages/about.md",
    "post/index.html": "content/posts/post.md",
    "tags/index.html": "",
    "feed.xml": "",
    "images/a.html/b.png": "",
}


def alias(old: str, file: str = "content/posts/post.md", line: int = 3) -> Alias:
    """Return an alias of the post."""
    return Alias(Redirect(old, f"{HOST}/post/"), file, line, f"/{old}")


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("old/", None),
        ("old.php", None),
        ("about/old/", None),
        ("images/", None),
        # pages and files
        ("about/", "is the address of content/pages/about.md; take it out"),
        ("post/", "is the address of this very page; take it out"),
        ("tags/", "is the address of a list or a file of the site; take it out"),
        ("feed.xml", "is the address of a list or a file of the site; take it out"),
        # one file on many machines
        ("About/", "is on many machines, which do not mind case, the address of content/pages/about.md; take it out"),
        # files and folders
        ("feed.xml/old/", 'lies below "feed.xml", which is a file; take it out'),
        ("images/a.html", 'is the folder of "images/a.html/b.png"; take it out'),
        ("_redirects/", 'lies below "_redirects", which is a file; take it out'),
    ],
)
def test_collisions(old, reason):
    """An alias must not be where something else is; the message says what, and what to do."""
    expected = [] if reason is None else [Collision("content/posts/post.md", 3, f'the alias "/{old}" {reason}')]

    assert collisions([alias(old)], PAGES) == expected


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("old/", "other/", None),
        ("old.php", "old.php/x/", None),
        ("old/", "old/", "stands in content/posts/a.md:2 too; keep one"),
        ("old/", "Old/", "stands in content/posts/a.md:2 too; keep one"),
        ("old.php", "old.php", "stands in content/posts/a.md:2 too; keep one"),
        ("old.html", "old.html/x/", 'lies below "old.html" (content/posts/a.md:2), which is a file; take it out'),
        ("old.html/x/", "old.html", 'is the folder of "old.html/x/index.html"; take it out'),
    ],
)
def test_collisions_of_two(first, second, reason):
    """Of two aliases for one place the later is told, with the place of the earlier, in whatever order they come."""
    found = [alias(first, "content/posts/a.md", 2), alias(second, "content/posts/b.md", 4)]
    expected = [] if reason is None else [Collision("content/posts/b.md", 4, f'the alias "/{second}" {reason}')]

    assert collisions(found, PAGES) == collisions(reversed(found), PAGES) == expected


def test_a_collision_stands_in_nobodys_way():
    """An alias that cannot be is told for itself, and what is told of the next is true without it."""
    found = collisions([alias("About/", line=2), alias("about/", line=3)], PAGES)

    assert [collision.message.partition('" ')[2] for collision in found] == [
        "is on many machines, which do not mind case, the address of content/pages/about.md; take it out",
        "is the address of content/pages/about.md; take it out",
    ]


@pytest.mark.parametrize(
    ("copy", "reason"),
    [
        ("files/a.pdf", None),
        ("images/b.png", None),
        ("feed.xml", "is the address of a list or a file of the site; take it out"),
        ("_redirects", "is the address of a list or a file of the site; take it out"),
        ("post/index.html", "is the address of content/posts/post.md; take it out"),
        ("about", 'is the folder of "about/index.html"; take it out'),
        ("feed.xml/a.png", 'lies below "feed.xml", which is a file; take it out'),
    ],
)
def test_copies_in_the_way(copy, reason):
    """A file of the content folder that is copied does not replace what the publish makes."""
    expected = [] if reason is None else [Collision("content/extra/x", 1, f'the file "{copy}" {reason}')]

    assert copies_in_the_way({copy: "content/extra/x"}, PAGES) == expected


@given(st.lists(OLD, max_size=6), st.lists(OLD, max_size=6))
def test_what_does_not_collide_can_be_written(olds, pages):
    """Aliases without a collision are files beside all others, on machines too that do not mind case."""
    published = {normalize("NFC", file_of(old)): "" for old in pages}
    found = [alias(old, line=line) for line, old in enumerate(olds, 1)]
    wrong = {collision.line for collision in collisions(found, published)}
    stubs = [file_of(one.redirect.old) for one in found if one.line not in wrong and has_stub(one.redirect.old)]
    folded = [PurePosixPath(normalize("NFC", file.casefold())) for file in stubs]
    others = {PurePosixPath(normalize("NFC", file.casefold())) for file in published}

    assert len({*folded}) == len(folded)
    assert not others & {*folded}
    for file in folded:
        assert not {*file.parents} & ({*folded} | others)
