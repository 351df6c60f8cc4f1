"""Each rule finds what it is meant to find, and nothing else does."""

import pytest
from audit.judge import chosen, judge
from audit.model import Level
from audit.reading import srcset
from audit.robots_txt import parse
from audit.rules import RULES
from audit.rules.feeds import shown_addresses
from audit.site import read
from broken import ABOUT, BROKEN, HOME, MISSING, Change, about, at, before_head_ends, in_body, meta, post, write


def found(folder, *, url="", elsewhere=()) -> list[str]:
    """Return the rules that find something in a folder, each once."""
    return sorted({finding.rule for finding in judge(read(folder, url, elsewhere=elsewhere), chosen())})


def test_nothing_is_wrong_with_the_tiny_site(tmp_path):
    """Every rule passes the site that all broken ones are made of."""
    assert judge(read(write(tmp_path)), chosen()) == []


@pytest.mark.parametrize(("rule", "changes"), BROKEN, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(BROKEN)])
def test_a_fault_is_found_by_its_own_rule(tmp_path, rule, changes):
    """One fault, one rule."""
    assert found(write(tmp_path, *changes)) == [rule]


def test_every_rule_has_a_fault():
    """No rule is without a page that breaks it."""
    assert sorted(RULES) == sorted({rule for rule, _ in BROKEN} | {"site-address", "site-https"})


def test_a_site_that_tells_no_address(tmp_path):
    """Without a single absolute address nothing can be compared with the site's own, and that is told."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Words</title>", encoding="utf-8")

    assert "site-address" in found(tmp_path)
    assert "site-address" not in found(tmp_path, url="https://example.org")


@pytest.mark.parametrize(
    ("url", "is_told"),
    [("http://example.net", True), ("https://example.net", False), ("http://localhost:8000", False)],
)
def test_a_site_without_tls(tmp_path, url, is_told):
    """It is told once for the whole site; a preview on one's own machine needs no certificate."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Words</title>", encoding="utf-8")

    assert ("site-https" in found(tmp_path, url=url)) is is_told


# What looks like a fault of the rule named, and is none.
SOUND = [
    ("canonical-one", in_body('<p>&lt;link rel="canonical" href="/"&gt;</p>')),
    ("charset", about('<meta charset="utf-8">', '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">')),
    ("title-one", in_body("<svg><title>A drawing</title></svg>")),
    ("meta-once", before_head_ends(meta("theme-color", "#000000"))),
    ("meta-once", before_head_ends("<!--" + meta("og:title", "Old", "property") + "-->")),
    ("og-type", about('og:type" content="website"', 'og:type" content="shop:product"')),
    ("address-encoded", before_head_ends(meta("og:video", "https://example.net/a%20b.mp4", "property"))),
    ("article-tags", before_head_ends(meta("article:publisher", "https://www.facebook.com/site", "property"))),
    ("json-ld-author-one", post("By Ada Byron,", "By Ada Byron, Band Leader,")),
    ("json-ld-breadcrumb", post(',\n"item": "https://example.org/post/"', "")),
    ("lang-form", about('<html lang="en">', '<html lang="en-Latn-GB">')),
    ("robots-known", about("index, follow", "INDEX, follow, max-snippet:-1, unavailable_after: 2030-01-01")),
    ("robots-txt-preview", at("robots.txt", "User-agent: *", "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *")),
    ("robots-txt-picture", at("robots.txt", "Allow: /\n", "Disallow: /*.png\nAllow: /card.png$\n")),
    ("sitemap-dates", at("sitemap.xml", "2026-01-03", "2026-01")),
    ("link-exists", in_body('<a href="../post/?a=1#part">A</a> <a href="mailto:a@example.org">B</a>')),
    ("link-exists", (*in_body('<a href="/caf%C3%A9/">A</a>'), Change("café/index.html", None, ""))),
    ("anchor-exists", in_body('<a href="#top">Up</a> <a href="/post/#:~:text=words">Words</a>')),
    ("anchor-exists", in_body('<a name="old"></a><a href="#old">Old</a>')),
    ("link-words", in_body('<a href="/post/"><img src="/photo.png" alt="The post"></a>')),
    ("link-words", in_body('<a href="/post/" aria-label="The post"><svg></svg></a>')),
    (
        "resource-exists",
        in_body('<img src="data:image/png;base64,AAAA" alt=""> <img src="//example.net/a.png" alt="">'),
    ),
    ("share-link", in_body('<a href="https://www.facebook.com/our.page?ref=site">Our page</a>')),
    (
        "share-link",
        in_body('<a href="https://wa.me/?text=See%20https%3A%2F%2Fexample.org%2Fpost%2F%3Futm_source%3Dw">S</a>'),
    ),
    ("share-link", in_body('<a href="https://x.com/intent/post?text=Words%20alone">Say so</a>')),
    ("share-link", in_body('<a href="https://x.com/intent/post?text=At%20https%3A%2F%2Fexample.org%2Fpost%2F">S</a>')),
    ("alt", in_body('<img src="/photo.png" alt="">')),
    ("title-unique", at(MISSING, "<title>Not found | Site</title>", "<title>About | Site</title>")),
    ("page-linked", at(HOME, '<a href="/about/">About</a>', "")),
]


@pytest.mark.parametrize(("rule", "changes"), SOUND, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(SOUND)])
def test_what_only_looks_like_a_fault(tmp_path, rule, changes):
    """A rule passes what it must pass."""
    assert rule not in found(write(tmp_path, *changes))


def test_pages_that_send_readers_on_are_not_judged(tmp_path):
    """A redirect is no page; a link to it leads somewhere."""
    redirect = '<!doctype html><meta http-equiv="refresh" content="0; url=/post/"><a href="/post/">Post</a>'
    folder = write(tmp_path, Change("old/index.html", None, redirect), *in_body('<a href="/old/">Old</a>'))

    assert found(folder) == []


def test_what_something_else_answers(tmp_path):
    """Links to a shop on the same host are none of ours to check."""
    folder = write(tmp_path, *in_body('<a href="/shop/cart">Cart</a>'))

    assert found(folder) == ["link-exists"]
    assert found(folder, elsewhere=("/shop/",)) == []


def test_a_site_under_a_path(tmp_path):
    """Links begin with the path, and what lies beside it is not ours."""
    page = '<!doctype html><title>A</title><a href="/blog/">A</a><a href="/blog/b/">B</a><a href="/other/">C</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    site = read(tmp_path, "https://example.org/blog")

    assert [finding.message for finding in judge(site, chosen(only=("link-exists",)))] == [
        "the link “/blog/b/” leads to nothing in the folder"
    ]


def test_lines_are_those_of_the_file(tmp_path):
    """A finding names the line of the tag."""
    folder = write(tmp_path, *about("@site", "site"))
    (finding,) = judge(read(folder), chosen())
    lines = (folder / ABOUT).read_text(encoding="utf-8").splitlines()

    assert "twitter:site" in lines[finding.line - 1]


@pytest.mark.parametrize(
    "page",
    [
        *(b"", b"\x00", b"<", b"<html>", b"\xff\xfe\x00", b"<meta property='og:title'>", b"plain words"),
        *(b'<script type="application/ld+json"></script>', b"<a href='http://[bad'>a</a>", b"<!doctype html><title>"),
        b'<meta property="og:image" content="http://[bad"><link rel="canonical" href="http://[bad">',
        b'<script type="application/ld+json">[1, null, {"@graph": 3, "@type": ["Article", 2], "author": [4]}]</script>',
        b'<link rel="alternate" hreflang="en" href="http://[bad"><link rel="alternate" type="application/rss+xml">',
    ],
)
def test_no_page_breaks_the_audit(tmp_path, page):
    """Whatever stands in a file, it is judged."""
    (tmp_path / "index.html").write_bytes(page)

    assert found(tmp_path, url="https://example.org")


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a$", "/abc", True),
        ("Disallow: /*.png$", "/a/b.png", False),
        ("Disallow: /*.png$", "/a/b.png?c", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /  # all of it", "/a", False),
    ],
)
def test_robots_txt(rules, path, is_allowed):
    """The longest pattern decides, between equals the one that allows (RFC 9309)."""
    assert parse(f"User-agent: *\n{rules}\n").allows("Twitterbot", path) is is_allowed


def test_robots_txt_of_one_crawler():
    """A crawler's own group counts alone, and several may share one."""
    robots = parse("User-agent: a\nUser-agent: B\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n")

    assert [robots.allows(name, path) for name in ("A", "b", "c") for path in ("/x", "/y")] == [
        *(False, True, False, True, False, False),
    ]


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("/a.png", ["/a.png"]),
        ("/a.png 1x, /b.png 2x", ["/a.png", "/b.png"]),
        ("/a.png 320w,/b.png 640w", ["/a.png", "/b.png"]),
        ("/a,b.png 1x", ["/a,b.png"]),
        (" , ", []),
    ],
)
def test_srcset(value, addresses):
    """Commas within addresses belong to them."""
    assert srcset(value) == addresses


def test_nothing_is_wrong_with_our_own_site(any_site):
    """No error and no warning."""
    findings = judge(read(any_site.folder, any_site.url), chosen(levels=(Level.ERROR, Level.WARNING)))

    assert [(finding.rule, finding.file, finding.message) for finding in findings] == []


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<p><a class="b" href="/a/">x</a> <img alt="" src=\'b.png\'></p>', ["/a/", "b.png"]),
        ('<code>&lt;img src="a.png"&gt;</code> <!-- <img src="b.png"> -->', []),
    ],
)
def test_addresses_in_the_text_of_a_feed(html, addresses):
    """Code that shows a tag has none, nor has a comment."""
    assert shown_addresses(html) == addresses
