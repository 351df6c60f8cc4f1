"""An address that was published once leads somewhere ever after, or is given up on purpose."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing.addresses import (
    COMMENT,
    answering,
    lost,
    lost_message,
    promised,
    read,
    superfluous,
    superfluous_message,
    written,
)
from publishing.redirects import parse_alias


def accepted(text: str) -> str | None:
    """Return the address that a text is, None for one that is refused."""
    try:
        return f"/{parse_alias(text)}"
    except ValueError:
        return None


def refused(line: int, message: str) -> None:
    """Fail: no line of the list is wrong."""
    pytest.fail(f"{line}: {message}")


ADDRESSES = st.frozensets(st.text(min_size=1).map(accepted).filter(bool))


# What is promised


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("post/", "/post/"),
        ("fr/caf%C3%A9/", "/fr/café/"),
        ("node.js/", "/node.js/"),
        ("2019/old.html", "/2019/old.html"),
    ],
)
def test_promised(url, address):
    """What a page is found under is an address of the list."""
    assert promised([url]) == {address}


def test_what_is_promised(built):
    """Posts, pages, topics and authors keep their address; drafts, lists, their later pages and tags come and go."""
    manifest = json.loads((built.folder.parent / ".cache" / "manifest.json").read_text(encoding="utf-8"))
    passing = re.compile(r"(404.html|archives/|authors/|topics/|tags/.*|drafts/.*|.*page/\d+/)?")

    assert set(manifest["addresses"]) == {f"/{page}" for page in built.pages() if not passing.fullmatch(page)}


def test_nothing_is_promised():
    """A site without pages promises nothing."""
    assert promised([]) == set()


# The lists


@given(ADDRESSES)
def test_read_what_was_written(addresses):
    """What is written is read as it was, whatever stands in an address."""
    text = written(addresses)

    assert set(read(text, refused)) == addresses
    assert text.isascii()
    assert text.endswith("\n")


def test_written():
    """The list is sorted, one address a line, the same for the same addresses, and says who keeps it."""
    expected = f"{COMMENT}/a%2Cb/\n/a/\n/b%20c/\n/caf%C3%A9/\n"

    assert written(["/café/", "/b c/", "/a/", "/a,b/", "/a/"]) == expected
    assert written([]) == COMMENT
    assert all(line.startswith("#") for line in COMMENT.splitlines())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("# nothing\n\n", {}),
        ("/old/", {"/old/": 1}),
        ("\ufeff/old/\r\n\r\n# why\r\n  /b.html  \r\n", {"/old/": 1, "/b.html": 4}),
        ("/old\n/caf%C3%A9/\n/café/\n", {"/old/": 1, "/café/": 2}),
        ("/old/ # it was wrong\n#/a/\n", {"/old/": 1}),
    ],
)
def test_read(text, found):
    """Comments and empty lines count for nothing; people need not know about slashes and percent signs."""
    assert read(text, refused) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("old/", [(1, '"old/" is no address; write a path that begins with a slash')]),
        ("https://example.org/old/", [(1, "is no address")]),
        ("# a\n/old/?p=1", [(2, '"/old/?p=1" has a ?')]),
        ("/", [(1, '"/" is the home page')]),
        (
            "/a/\n<<<<<<< HEAD\n/b/\n=======\n/c/\n>>>>>>> main\n",
            [(2, 'git left a merge here, "<<<<<<< HEAD"'), (4, "git left a merge"), (6, "git left a merge")],
        ),
    ],
)
def test_unreadable(text, told):
    """What is no address is told with its line, all of it at once, and never guessed at."""
    found = []
    read(text, lambda *problem: found.append(problem))

    assert [line for line, _ in found] == [line for line, _ in told]
    assert all(words in message for (_, message), (_, words) in zip(found, told, strict=True))


# What is lost


@pytest.mark.parametrize(
    ("before", "now", "aliases", "gone", "expected"),
    [
        ((), {"/a/"}, (), (), []),
        (("/a/",), {"/a/", "/b/"}, (), (), []),
        (("/b/", "/a/"), set(), (), (), ["/a/", "/b/"]),
        (("/a/",), {"/A/"}, (), (), ["/a/"]),
        # kept
        (("/a/",), {"/b/"}, ("a/",), (), []),
        (("/a.html",), {"/b/"}, ("a.html",), (), []),
        (("/a/",), {"/b/"}, (), ("/a/",), []),
        # given up or redirected, but not this one
        (("/a/",), {"/b/"}, ("c/",), ("/d/",), ["/a/"]),
    ],
)
def test_lost(before, now, aliases, gone, expected):
    """Whatever was published is published, redirects, or is given up; anything else is lost."""
    assert lost(before, now, aliases, gone) == expected


@given(ADDRESSES, ADDRESSES)
def test_nothing_is_lost_to_the_next_publish(now, old):
    """What one publish writes the next finds whole when nothing has changed, and misses an alias that is taken out."""
    aliases = [address.removeprefix("/") for address in old]
    before = read(written(now | answering(aliases)), refused)

    assert lost(before, now, aliases, ()) == []
    assert lost(before, now, (), ()) == sorted(old - now)


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ((), ""),
        (("/about/",), ""),
        (("/about/", "/what-is-seo/"), ", perhaps that at /what-is-seo/"),
    ],
)
def test_lost_message(new, hint):
    """The message says both ways out, with the likely page where there is one."""
    assert lost_message("/what-is-smo/", new) == (
        '"/what-is-smo/" was published and would be gone; write “Aliases: /what-is-smo/” into the page that takes its '
        f"place{hint}, or put the line /what-is-smo/ into content/gone.txt"
    )


def test_a_withdrawn_page_can_come_back():
    """The file that has the address and is a draft is named."""
    message = lost_message("/a/", (), "content/posts/a.md")

    assert "publish content/posts/a.md again, which is no longer public; or write “Aliases: /a/”" in message


def test_the_message_can_be_followed():
    """What it says to write is read as the address that was lost, also as one entry of a list with commas."""
    address = "/a, b #1?/"
    entry = lost_message(address, ()).partition("Aliases: ")[2].partition("”")[0]

    assert "," not in entry
    assert f"/{parse_alias(entry)}" == address
    assert set(read(entry, refused)) == {address}


def test_superfluous():
    """An address that is given up and answers all the same is told with its line."""
    assert superfluous({"/a/": 1, "/b/": 3}, {"/b/", "/c/"}) == {"/b/": 3}
    assert superfluous_message("/b/") == '"/b/" answers, so that it is not gone; take the line out'
