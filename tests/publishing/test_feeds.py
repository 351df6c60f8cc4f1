"""The three feeds tell the same of each post, and any feed reader understands them."""

import json
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup
from factories import BLOG, described, picture, site
from hypothesis import example, given
from hypothesis import strategies as st
from publishing.feed_texts import absolute_html
from publishing.feeds import (
    ATOM,
    CONTENT,
    DUBLIN_CORE,
    JSON_FEED,
    MEDIA,
    NEVER,
    Entry,
    Feed,
    atom,
    json_feed,
    rss,
)
from social.model import Author, Term

NAMESPACES = {"a": ATOM, "c": CONTENT, "dc": DUBLIN_CORE, "m": MEDIA}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PARIS = timezone(timedelta(hours=1))
ADDRESSES = {atom: f"{BLOG}/feed.xml", rss: f"{BLOG}/rss.xml", json_feed: f"{BLOG}/feed.json"}
HOSTILE = "Tom & \"Jerry\" </title><b>x</b> <![CDATA[ ]]> &amp; 'quoted' <!-- 😀 -->"


def entry(html: str = "<p>Text.</p>", identity: str = "tag:example.org,2026:post", **changes) -> Entry:
    """Return a post in a feed, with changes to what was found about it."""
    return Entry(id=identity, meta=described(**changes), html=html)


def feed(*entries: Entry) -> Feed:
    """Return a feed of these posts."""
    return Feed(id="tag:example.org,2026:feed", site=site(), entries=entries)


FULL = entry(
    fields={"title": "T", "summary": "A summary", "image": "a.png"},
    modified=datetime(2026, 2, 3, 9, tzinfo=PARIS),
    authors=(Author(name="Ada", url=f"{BLOG}/authors/ada/"), Author(name="Bo", url=f"{BLOG}/authors/bo/")),
    section=Term(name="Topic", url=f"{BLOG}/topics/topic/"),
    tags=(Term(name="Tag", url=f"{BLOG}/tags/tag/"), Term(name="Topic", url=f"{BLOG}/tags/topic/")),
    picture=picture(),
)
OLDER = entry("<p>Older.</p>", "tag:example.org,2026:older", path="older/", published=datetime(2025, 1, 1, tzinfo=UTC))


def atom_of(*entries: Entry) -> ET.Element:
    """Return the Atom feed of these posts, parsed."""
    return ET.fromstring(atom(feed(*entries), ADDRESSES[atom]))


def rss_of(*entries: Entry) -> ET.Element:
    """Return the RSS channel of these posts, parsed."""
    return ET.fromstring(rss(feed(*entries), ADDRESSES[rss])).find("channel")


def json_of(*entries: Entry) -> dict:
    """Return the JSON Feed of these posts, parsed."""
    return json.loads(json_feed(feed(*entries), ADDRESSES[json_feed]))


def text(element: ET.Element, path: str) -> str | None:
    """Return the text of a descendant, None when there is none."""
    return element.findtext(path, namespaces=NAMESPACES)


# --- What every feed tells --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("write", "version"), [(atom, "atom10"), (rss, "rss20")])
def test_a_feed_reader_understands_it(write, version):
    """A reader of many years' experience finds the feed well-formed and every post in it, newest first."""
    found = feedparser.parse(write(feed(FULL, OLDER), ADDRESSES[write]))

    assert not found.bozo
    assert found.version == version
    assert found.feed.title == "Site"
    assert [link.href for link in found.feed.links if link.rel == "self"] == [ADDRESSES[write]]
    assert [item.id for item in found.entries] == ["tag:example.org,2026:post", "tag:example.org,2026:older"]
    assert [item.link for item in found.entries] == [f"{BLOG}/post/", f"{BLOG}/older/"]
    assert [item.content[0].value for item in found.entries] == ["<p>Text.</p>", "<p>Older.</p>"]
    assert found.entries[0].title == "A title"
    assert found.entries[0].summary == "A summary"
    assert [author.name for author in found.entries[0].authors] == ["Ada", "Bo"]
    assert [tag.term for tag in found.entries[0].tags] == ["Topic", "Tag"]
    assert found.entries[0].published_parsed[:5] == (2026, 1, 2, 10, 30)
    assert found.entries[0].media_content[0]["url"] == f"{BLOG}/images/a.png"


def test_all_feeds_tell_the_same():
    """Id, address, title, summary, text, authors and terms of a post agree in the three formats."""
    (an_atom,) = atom_of(FULL).findall("a:entry", NAMESPACES)
    (an_rss,) = rss_of(FULL).findall("item")
    (an_item,) = json_of(FULL)["items"]

    for atom_value, rss_value, json_value in [
        (text(an_atom, "a:id"), text(an_rss, "guid"), an_item["id"]),
        (an_atom.find("a:link", NAMESPACES).get("href"), text(an_rss, "link"), an_item["url"]),
        (text(an_atom, "a:title"), text(an_rss, "title"), an_item["title"]),
        (text(an_atom, "a:summary"), text(an_rss, "description"), an_item["summary"]),
        (text(an_atom, "a:content"), text(an_rss, "c:encoded"), an_item["content_html"]),
        (
            [person.text for person in an_atom.findall("a:author/a:name", NAMESPACES)],
            [person.text for person in an_rss.findall("dc:creator", NAMESPACES)],
            [author["name"] for author in an_item["authors"]],
        ),
        (
            [term.get("term") for term in an_atom.findall("a:category", NAMESPACES)],
            [term.text for term in an_rss.findall("category")],
            an_item["tags"],
        ),
    ]:
        assert atom_value == rss_value == json_value


def saying(words: str, html: str) -> Entry:
    """Return a post in which everything that has a name or a text says these words."""
    return entry(
        html,
        heading=words,
        authors=(Author(name=words, url=BLOG),),
        tags=(Term(name=words, url=BLOG),),
        fields={"image": "a.png"},
        picture=picture(alt=words),
    )


@pytest.mark.parametrize("words", [HOSTILE, "ソーシャル 最適化", "100 % — “quoted”", "\\n {{ x }}"])
def test_any_text_is_read_back(words):
    """Names, titles, terms, text and what a picture shows come out of a feed as they were decided."""
    said = saying(words, f"<p>{words}</p>")
    (an_atom,) = atom_of(said).findall("a:entry", NAMESPACES)
    (an_rss,) = rss_of(said).findall("item")

    assert [text(an_atom, path) for path in ("a:title", "a:author/a:name")] == [words] * 2
    assert [text(an_rss, path) for path in ("title", "dc:creator", "category")] == [words] * 3
    assert an_atom.find("a:category", NAMESPACES).get("term") == words
    assert text(an_atom, "a:content") == text(an_rss, "c:encoded") == f"<p>{words}</p>"
    alt = said.meta.picture.value.alt
    assert text(an_atom, "m:content/m:description") == text(an_rss, "m:content/m:description") == alt


def test_hostile_text_is_text_to_a_feed_reader():
    """Markup in an Atom title is shown, not obeyed."""
    found = feedparser.parse(atom(feed(entry(heading="Use <b> & </title>")), ADDRESSES[atom])).entries[0]

    assert found.title_detail.type == "text/plain"
    assert found.title == "Use <b> & </title>"


@given(st.text(st.characters(codec="utf-8")))
@example("a\x00b\x07c\x0bd\x1fe\ufffef")
@example("<![if x]>a<![; b")
def test_no_character_of_a_text_breaks_a_feed(words):
    """Whatever was pasted into a title, a tag or a body, every feed can be parsed."""
    found = saying(words, absolute_html(f"<p>{words}</p>", f"{BLOG}/post/"))

    assert len(atom_of(found).findall("a:entry", NAMESPACES)) == 1
    assert len(rss_of(found).findall("item")) == 1
    assert len(json_of(found)["items"]) == 1


@pytest.mark.parametrize(
    ("entries", "updated"),
    [
        # Atom wants a date all the same
        ([], NEVER),
        ([OLDER], datetime(2025, 1, 1, tzinfo=UTC)),
        ([FULL, OLDER], datetime(2026, 2, 3, 9, tzinfo=PARIS)),
        # an old post that was changed last
        ([FULL, entry(modified=datetime(2026, 3, 1, tzinfo=UTC))], datetime(2026, 3, 1, tzinfo=UTC)),
        # offsets are compared as moments
        (
            [
                entry(modified=datetime(2026, 3, 1, 9, tzinfo=UTC)),
                entry(modified=datetime(2026, 3, 1, 9, 30, tzinfo=PARIS)),
            ],
            datetime(2026, 3, 1, 9, tzinfo=UTC),
        ),
        ([entry(published=None)], NEVER),
    ],
    ids=["no entries", "published", "modified", "old but changed", "offsets", "no dates"],
)
def test_updated(entries, updated):
    """A feed is as new as the newest change of any entry, never as the build."""
    found = feed(*entries)

    assert found.updated == updated
    assert text(atom_of(*entries), "a:updated") == updated.isoformat()
    assert parsedate_to_datetime(text(rss_of(*entries), "lastBuildDate")) == updated


def test_same_entries_same_bytes():
    """Writing one format leaves no trace in the next."""
    for write, address in ADDRESSES.items():
        first = write(feed(FULL, OLDER), address)
        for other, its_address in ADDRESSES.items():
            other(feed(OLDER), its_address)
        assert write(feed(FULL, OLDER), address) == first


def test_pictures():
    """A post's picture is its own, else the one that networks show; one on another host has no length."""
    own = entry(fields={"image": "a.png"}, picture=picture(url=f"{BLOG}/own.png", size=1234))
    none = entry(fields={"card": "none"})
    elsewhere = entry(
        fields={"image": "x"},
        picture=picture(url="https://example.net/x.png", width=None, height=None, type=None, size=None),
    )
    items = rss_of(own, none, elsewhere).findall("item")

    assert [item["image"] for item in json_of(own, none, elsewhere)["items"]] == [
        f"{BLOG}/own.png",
        f"{BLOG}/images/default.png",
        "https://example.net/x.png",
    ]
    assert [[enclosure.attrib for enclosure in item.findall("enclosure")] for item in items] == [
        [{"url": f"{BLOG}/own.png", "length": "1234", "type": "image/png"}],
        [{"url": f"{BLOG}/images/default.png", "length": "20000", "type": "image/png"}],
        [],
    ]
    assert [item.find("m:content", NAMESPACES).attrib for item in items][1:] == [
        {"url": f"{BLOG}/images/default.png", "medium": "image", "type": "image/png", "width": "1200", "height": "630"},
        {"url": "https://example.net/x.png", "medium": "image"},
    ]


def test_a_post_from_elsewhere():
    """A post that was first published on another host leads there, under an id of ours."""
    canonical = "https://example.net/original/"
    found = entry(fields={"canonical": canonical})

    assert text(rss_of(found), "item/link") == canonical
    assert atom_of(found).find("a:entry/a:link", NAMESPACES).get("href") == canonical
    assert json_of(found)["items"][0]["url"] == canonical
    assert text(rss_of(found), "item/guid") == found.id


# --- Atom -------------------------------------------------------------------------------------------------------------


def test_atom_has_what_the_specification_demands():
    """RFC 4287: id, title and updated once in the feed and in each entry, an author, one alternate, one self."""
    root = atom_of(FULL, OLDER)

    for element in (root, *root.findall("a:entry", NAMESPACES)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NAMESPACES)) == 1, name
        relations = [link.get("rel") for link in element.findall("a:link", NAMESPACES)]
        assert relations.count("alternate") == 1
    assert text(root, "a:id") == "tag:example.org,2026:feed"
    assert text(root, "a:author/a:name") == "Organisation"
    assert root.get(LANGUAGE) == "en-GB"
    assert [link.attrib for link in root.findall("a:link", NAMESPACES)] == [
        {"rel": "self", "type": "application/atom+xml", "href": ADDRESSES[atom]},
        {"rel": "alternate", "type": "text/html", "href": f"{BLOG}/"},
    ]


def test_atom_dates():
    """Dates have their offset, as RFC 3339 wants it."""
    found = atom_of(FULL).find("a:entry", NAMESPACES)

    assert text(found, "a:published") == "2026-01-02T10:30:00+00:00"
    assert text(found, "a:updated") == "2026-02-03T09:00:00+01:00"


def test_atom_content_is_html_in_its_language():
    """The text is escaped HTML and says in which language it is."""
    content = atom_of(entry("<p>Texte &amp; suite</p>", language="fr")).find("a:entry/a:content", NAMESPACES)

    assert content.text == "<p>Texte &amp; suite</p>"
    assert (content.get("type"), content.get(LANGUAGE)) == ("html", "fr")


# --- RSS --------------------------------------------------------------------------------------------------------------


def test_rss_has_what_the_specification_demands():
    """RSS 2.0: title, link and description of the channel; a guid that is no link."""
    channel = rss_of(FULL)

    assert text(channel, "title") == "Site"
    assert text(channel, "link") == f"{BLOG}/"
    assert text(channel, "description") == "What the site is about."
    assert text(channel, "language") == "en-gb"
    assert channel.find("a:link", NAMESPACES).attrib == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": ADDRESSES[rss],
    }
    assert channel.find("item/guid").attrib == {"isPermaLink": "false"}


def test_rss_dates():
    """Dates are those of mail, with four digits of the year and their offset."""
    channel = rss_of(FULL)

    assert text(channel, "item/pubDate") == "Fri, 02 Jan 2026 10:30:00 +0000"
    assert text(channel, "lastBuildDate") == "Tue, 03 Feb 2026 09:00:00 +0100"


# --- JSON Feed --------------------------------------------------------------------------------------------------------


def test_json_feed():
    """The whole document, as version 1.1 has it."""
    assert json_of(FULL) == {
        "version": JSON_FEED,
        "title": "Site",
        "description": "What the site is about.",
        "home_page_url": f"{BLOG}/",
        "feed_url": ADDRESSES[json_feed],
        "language": "en-GB",
        "icon": f"{BLOG}/images/logo.png",
        "authors": [{"name": "Organisation", "url": f"{BLOG}/"}],
        "items": [
            {
                "id": "tag:example.org,2026:post",
                "url": f"{BLOG}/post/",
                "title": "A title",
                "summary": "A summary",
                "content_html": "<p>Text.</p>",
                "image": f"{BLOG}/images/a.png",
                "date_published": "2026-01-02T10:30:00+00:00",
                "date_modified": "2026-02-03T09:00:00+01:00",
                "authors": [
                    {"name": "Ada", "url": f"{BLOG}/authors/ada/"},
                    {"name": "Bo", "url": f"{BLOG}/authors/bo/"},
                ],
                "tags": ["Topic", "Tag"],
                "language": "en-GB",
            }
        ],
    }


def test_json_feed_leaves_out_what_is_not_known():
    """No key has null or an empty list for a value; the text is there even when it is empty, as it must be."""
    (item,) = json_of(entry("", published=None))["items"]

    assert item.keys() == {"id", "url", "title", "summary", "content_html", "image", "language"}
    assert item["content_html"] == ""


def test_json_feed_is_utf_8():
    """Text of any script stands as it is."""
    document = json_feed(feed(entry(heading=HOSTILE)), ADDRESSES[json_feed])

    assert "😀".encode() in document
    assert json.loads(document)["items"][0]["title"] == HOSTILE


# --- Addresses inside the text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # addresses of the site
        ('<a href="/blog/a/">x</a>', '<a href="https://example.org/blog/a/">x</a>'),
        ('<a href="../a/">x</a>', f'<a href="{BLOG}/a/">x</a>'),
        ('<a href="a.pdf">x</a>', f'<a href="{BLOG}/post/a.pdf">x</a>'),
        ('<a href="?a=1&amp;b=2">x</a>', f'<a href="{BLOG}/post/?a=1&amp;b=2">x</a>'),
        ('<a href="#part">x</a>', f'<a href="{BLOG}/post/#part">x</a>'),
        ('<a href="">x</a>', f'<a href="{BLOG}/post/">x</a>'),
        # all elements that have addresses
        ('<img src="/a.png"/>', '<img src="https://example.org/a.png"/>'),
        ('<video poster="/a.png" src="/a.mp4"></video>', None),
        ('<blockquote cite="/a/">x</blockquote>', None),
        ('<object data="/a.pdf"></object>', None),
        ('<iframe src="/a/"></iframe>', None),
        # elsewhere
        ('<a href="https://example.net/a?b=1">x</a>', '<a href="https://example.net/a?b=1">x</a>'),
        ('<a href="//example.net/a">x</a>', '<a href="https://example.net/a">x</a>'),
        ('<a href="mailto:a@example.org">x</a>', '<a href="mailto:a@example.org">x</a>'),
        ('<img src="data:image/png;base64,AA=="/>', '<img src="data:image/png;base64,AA=="/>'),
        # no address at all
        ("<p>/blog/a/ &amp; &lt;b&gt;</p>", "<p>/blog/a/ &amp; &lt;b&gt;</p>"),
        ("", ""),
    ],
)
def test_addresses_in_the_text_are_absolute(html, expected):
    """A feed reader knows nothing of the page that a text stood in."""
    if expected is None:
        expected = html.replace('"/', '"https://example.org/')
    assert absolute_html(html, f"{BLOG}/post/") == expected


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("/a.png", "https://example.org/a.png"),
        ("/a.png 1x, /b.png 2x", "https://example.org/a.png 1x, https://example.org/b.png 2x"),
        ("/a.png x(y,z) 1x, b.png 2x", f"https://example.org/a.png x(y,z) 1x, {BLOG}/post/b.png 2x"),
        ("  /w=1,h=2/a.png   2x , ", "  https://example.org/w=1,h=2/a.png   2x , "),
        ("", ""),
    ],
)
def test_candidates_of_a_picture_are_absolute(srcset, expected):
    """Each candidate of a `srcset` has its address, and its descriptor as it was."""
    found = BeautifulSoup(absolute_html(f'<img srcset="{srcset}"/>', f"{BLOG}/post/"), "html.parser")

    assert found.img["srcset"] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a"><a href="#a">Words and <code>code</code></a></h2>', '<h2 id="a">Words and <code>code</code></h2>'),
        ('<h3 id="ü"><a class="x" href="#ü">Words</a></h3>', '<h3 id="ü">Words</h3>'),
        ('<h2 id="a"><a href="#b">b</a></h2>', f'<h2 id="a"><a href="{BLOG}/post/#b">b</a></h2>'),
        ('<h2><a href="/b/">b</a></h2>', '<h2><a href="https://example.org/b/">b</a></h2>'),
        ('<p id="a"><a href="#a">a</a></p>', f'<p id="a"><a href="{BLOG}/post/#a">a</a></p>'),
    ],
)
def test_headings_are_no_links_to_themselves(html, expected):
    """Such a link helps to copy the address of a part, which a feed reader does not show; any other stays."""
    assert absolute_html(html, f"{BLOG}/post/") == expected


@given(st.sampled_from(["/a/", "b.png", "../c", "#d", "?e=f", "https://example.net/g"]))
def test_absolute_addresses_stay(reference):
    """Made absolute once, a text stays as it is."""
    once = absolute_html(f'<a href="{reference}"><img src="{reference}"/></a>', f"{BLOG}/post/")

    assert absolute_html(once, "https://example.com/other/") == once


def test_tools_are_worked_examples():
    """No feed reader shows forms: there a tool is a list of what is filled in, and of formulas with their answers."""
    html = (
        '<form aria-label="Rate" data-tool="calculator"><ul><li><label>Reach <input value="6,400"></label></li>'
        '<li><label>Term <input value=""></label></li><li><label>Words <textarea>A &amp; b</textarea></label></li>'
        '<li><label>Kind <select><option>a</option><option selected="">b</option></select></label></li></ul><ul><li>'
        'Rate <small>= 1 ÷ Reach =</small> <output>0%</output><button>Copy</button><span role="status"></span></li>'
        "</ul><button>Reset</button></form>"
    )

    assert absolute_html(html, BLOG) == (
        "<div><strong>Rate</strong><ul><li>Reach: 6,400</li><li>Words: A &amp; b</li><li>Kind: b</li></ul>"
        "<ul><li>Rate <small>= 1 ÷ Reach =</small> 0%</li></ul></div>"
    )
