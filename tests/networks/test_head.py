"""What stands in a head, and what a place of the table finds in it."""

import pytest
from networks.head import JSON_LD, Block, Link, Meta, read
from networks.places import Reading, read_place
from networks.rules import READERS, Takes

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<title>
  A &amp; B
</title>
<meta name="Description" content=" Words ">
<meta property="og:title" content="First"><meta name="og:title" content="Second">
<meta property="OG:Title" content="Shouted">
<link rel="Icon Shortcut" href="/favicon.ico" sizes="32x32">
<script type="application/ld+json">{"@type": "WebPage", "headline": "Said"}</script>
<script type="application/ld+json">{broken</script>
</head>
<body><h1>A <em>heading</em></h1></body>
</html>
"""


def test_read():
    """A head is read with the line of each tag."""
    head = read(PAGE, "https://www.example.org/a/")

    assert (head.url, head.language) == ("https://www.example.org/a/", "en-GB")
    assert (head.title, head.title_line) == ("A & B", 4)
    assert (head.heading, head.heading_line) == ("A heading", 14)
    assert head.metas[:2] == (Meta("name", "Description", "Words", 7), Meta("property", "og:title", "First", 8))
    assert head.links == (Link(rel=("icon", "shortcut"), href="/favicon.ico", sizes="32x32", line=10),)
    assert head.blocks[0] == Block({"@type": "WebPage", "headline": "Said"}, "", 11)
    assert head.blocks[1].problem.startswith("Expecting property name")


@pytest.mark.parametrize("html", ["", " ", "<!-- -->", "words", "<p>", "<?xml version='1.0' encoding='utf-16'?><p>"])
def test_anything_is_a_page(html):
    """What is hardly a page has an empty head."""
    head = read(html)

    assert (head.title, head.metas, head.links, head.blocks) == (None, (), (), ())


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("title", Reading("A & B", "title", 4)),
        ("h1", Reading("A heading", "h1", 14)),
        ("host", Reading("example.org", "host")),
        ("any:description", Reading("Words", "any:description", 7)),
        ("property:description", None),
        ("name:og:title", Reading("Second", "name:og:title", 8)),
        ("property:og:title", Reading("First", "property:og:title", 8)),
        ("any:og:title|twitter:title", Reading("First", "any:og:title", 8)),
        ("any:OG:Title", Reading("Shouted", "any:OG:Title", 9)),
        ("link:icon", Reading("/favicon.ico", "link:icon", 10)),
        ("link:shortcut icon", Reading("/favicon.ico", "link:shortcut icon", 10)),
        ("link:apple-touch-icon", None),
        ("json-ld:headline", Reading("Said", "json-ld:headline", 11)),
        ("json-ld:site", None),
    ],
)
def test_places(place, found):
    """A place finds what its name says; HTML's own names count in whatever letters, the others as they are written."""
    assert read_place(read(PAGE, "https://www.example.org/a/"), place) == found


def test_last():
    """Of several tags the last counts where the rule says so."""
    assert read_place(read(PAGE), "any:og:title", Takes.LAST).text == "Second"


def script(data: str) -> str:
    """Return a JSON-LD script."""
    return f'<script type="{JSON_LD}">{data}</script>'


@pytest.mark.parametrize(
    ("scripts", "title"),
    [
        ('{"@type": "NewsArticle", "headline": "News"}', "News"),
        ('{"@type": "WebPage", "headline": "Page"}', "Page"),
        ('[{"@type": "Organization"}, {"@type": "WebPage", "headline": "Listed"}]', "Listed"),
        ('{"@type": "BlogPosting", "headline": "Post"}', "Open Graph"),
        ('{"@type": "Article", "headline": "Article"}', "Open Graph"),
        ('{"@graph": [{"@type": "NewsArticle", "headline": "Inside"}]}', "Open Graph"),
        ('{"@type": ["NewsArticle"], "headline": "Types"}', "Open Graph"),
        ('{"@type": "WebPage", "name": "No headline"}', "Open Graph"),
        (
            '{"@type": "WebPage"}</script><script type="application/ld+json">{"@type": "WebPage", "headline": "2"}',
            "Open Graph",
        ),
        ('{broken</script><script type="application/ld+json">{"@type": "WebPage", "headline": "After"}', "After"),
        ('"words"', "Open Graph"),
    ],
)
def test_what_mastodon_finds_in_json_ld(scripts, title):
    """Mastodon takes the first NewsArticle or WebPage at the top of a script, never in a graph, before Open Graph.

    https://github.com/mastodon/mastodon/blob/016c1e4/app/lib/link_details_extractor.rb
    """
    head = read(f'<meta property="og:title" content="Open Graph">{script(scripts)}')
    found = (read_place(head, place) for place in READERS["mastodon"].title.order)

    assert next(reading.text for reading in found if reading) == title
