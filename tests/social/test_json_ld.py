"""The page as a graph: complete, joined, and saying what the head says."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import html5lib
import pytest
from factories import BLOG, described, picture, site, source
from hypothesis import given, settings
from hypothesis import strategies as st
from social.head import as_script, render, tags
from social.json_ld import json_ld
from social.metadata import describe
from social.model import Author, Definition, PageKind, Term

ADA = Author(
    name="Ada",
    url=f"{BLOG}/author/ada/",
    description="Writes.",
    same_as=("https://example.com/ada",),
)
TEAM = Author(name="Team", url=f"{BLOG}/author/team/", kind="Organization")
FULL_SITE = site(same_as=("https://example.com/site",))
HOSTILE = st.text() | st.lists(
    st.sampled_from(
        ["</script>", "<script>", "<!--", "-->", "]]>", "&amp;", "&", '"', "\\", "\n", "\x00", "\u2028", "😀", "日本語"]
    )
).map("".join)
JSON = st.recursive(
    HOSTILE | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=8,
)


def full(kind: PageKind):
    """Return the metadata of a page with everything that a page of its kind can have."""
    if kind is not PageKind.ARTICLE:
        author = ADA if kind is PageKind.AUTHOR else None
        return describe(source(kind, published=None, words=None, author=author), FULL_SITE)
    topic = Term(name="Topic", url=f"{BLOG}/category/topic/")
    post = source(
        PageKind.ARTICLE,
        {"share_title": "Shared", "summary": "The summary.", "share_description": "Shared words.", "image": "a.png"},
        modified=datetime(2026, 1, 3, tzinfo=UTC),
        authors=(ADA, TEAM),
        section=topic,
        trail=(topic,),
        tags=(Term(name="Growth", url=f"{BLOG}/tag/growth/"), Term(name="R&D", url=f"{BLOG}/tag/rd/")),
        picture=picture(),
    )
    return describe(post, FULL_SITE)


EVERY_KIND = pytest.mark.parametrize("meta", [pytest.param(full(kind), id=kind) for kind in PageKind])


def nodes(meta) -> dict[str, dict]:
    """Return the nodes of a page's graph by the last part of their identifier."""
    return {node["@id"].rpartition("#")[2]: node for node in json_ld(meta)["@graph"]}


def values(data):
    """Yield every value at any depth, objects and lists included."""
    yield data
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from values(value)


class Scripts(HTMLParser):
    """Collects the texts of all scripts as Python's own parser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.found[-1] += data


def as_python_reads(html: str) -> list[str]:
    return Scripts(html).found


def as_a_browser_reads(html: str) -> list[str]:
    document = html5lib.parse(f"<!doctype html><head>{html}<base>", namespaceHTMLElements=False)
    assert document.find("head")[-1].tag == "base", "what follows was swallowed"
    return [script.text for script in document.iter("script")]


READERS = pytest.mark.parametrize("parse", [as_python_reads, as_a_browser_reads])


# The graph


@EVERY_KIND
def test_one_graph(meta):
    """Mastodon would read a headline from objects at the top level: there is one, and it is no page."""
    assert set(json_ld(meta)) == {"@context", "@graph"}
    assert json_ld(meta)["@context"] == "https://schema.org"


@EVERY_KIND
def test_every_node_has_a_name_of_its_own(meta):
    """Each node has a type and an identifier that no other node of the page has."""
    graph = json_ld(meta)["@graph"]

    assert all(node["@type"] for node in graph)
    assert len({node["@id"] for node in graph}) == len(graph)


@EVERY_KIND
def test_every_reference_leads_to_a_node(meta):
    """What is referred to stands in the same graph, and what stands there is referred to, but for the page itself."""
    graph = json_ld(meta)["@graph"]
    referred = {value["@id"] for value in values(json_ld(meta)) if isinstance(value, dict) and set(value) == {"@id"}}
    identifiers = {node["@id"] for node in graph}

    assert referred <= identifiers
    assert identifiers - referred <= {f"{meta.address}#webpage"}


@EVERY_KIND
def test_nothing_is_empty(meta):
    """No property without anything to say, at any depth."""
    assert not [value for value in values(json_ld(meta)) if value in (None, "", [], {}, ())]


def test_nothing_is_empty_where_little_is_known():
    """Neither on a page without picture, authors, topic, tags and dates, of a site without profiles."""
    bare = json_ld(described(PageKind.ARTICLE, published=None, words=None))

    assert not [value for value in values(bare) if value in (None, "", [], {}, ())]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PageKind.HOME, ["WebSite", "Organization", "WebPage"]),
        (
            PageKind.ARTICLE,
            ["WebSite", "Organization", "WebPage", "BreadcrumbList", "BlogPosting", "Person", "Organization"],
        ),
        (PageKind.PAGE, ["WebSite", "Organization", "WebPage", "BreadcrumbList"]),
        (PageKind.AUTHOR, ["WebSite", "Organization", "ProfilePage", "BreadcrumbList", "Person"]),
        *(
            (PageKind(kind), ["WebSite", "Organization", "CollectionPage", "BreadcrumbList"])
            for kind in ("category", "tag", "archives", "categories", "tags", "authors")
        ),
        (PageKind.NOT_FOUND, ["WebSite", "Organization", "WebPage"]),
    ],
)
def test_types(kind, expected):
    """Which nodes a page of each kind has."""
    assert [node["@type"] for node in json_ld(full(kind))["@graph"]] == expected


# What each node must and should have


@EVERY_KIND
def test_website(meta):
    """Google takes the site's name from here. https://developers.google.com/search/docs/appearance/site-names"""
    assert nodes(meta)["website"] == {
        "@type": "WebSite",
        "@id": f"{BLOG}/#website",
        "url": f"{BLOG}/",
        "name": "Site",
        "description": "A tagline",
        "inLanguage": "en-GB",
        "publisher": {"@id": f"{BLOG}/#org"},
    }


@EVERY_KIND
def test_organisation(meta):
    """Name, address, logo and profiles. https://developers.google.com/search/docs/appearance/structured-data/organization"""
    assert nodes(meta)["org"] == {
        "@type": "Organization",
        "@id": f"{BLOG}/#org",
        "name": "Organisation",
        "url": f"{BLOG}/",
        "description": "What the site is about.",
        "email": "mail@example.org",
        "logo": {
            "@type": "ImageObject",
            "url": f"{BLOG}/images/logo.png",
            "contentUrl": f"{BLOG}/images/logo.png",
            "width": 512,
            "height": 512,
            "encodingFormat": "image/png",
            "caption": "Logo",
        },
        "sameAs": ["https://example.com/site"],
    }


PICTURE = {
    "@type": "ImageObject",
    "url": f"{BLOG}/images/a.png",
    "contentUrl": f"{BLOG}/images/a.png",
    "width": 1200,
    "height": 630,
    "encodingFormat": "image/png",
    "caption": "A picture",
}


def test_article():
    """All that Google recommends. https://developers.google.com/search/docs/appearance/structured-data/article"""
    assert nodes(full(PageKind.ARTICLE))["article"] == {
        "@type": "BlogPosting",
        "@id": f"{BLOG}/post/#article",
        "url": f"{BLOG}/post/",
        "mainEntityOfPage": {"@id": f"{BLOG}/post/#webpage"},
        "isPartOf": {"@id": f"{BLOG}/post/#webpage"},
        "headline": "Shared",
        "description": "The summary.",
        "image": PICTURE,
        "datePublished": "2026-01-02T10:30:00+00:00",
        "dateModified": "2026-01-03T00:00:00+00:00",
        "author": [{"@id": f"{BLOG}/author/ada/#author"}, {"@id": f"{BLOG}/author/team/#author"}],
        "publisher": {"@id": f"{BLOG}/#org"},
        "articleSection": "Topic",
        "keywords": ["Growth", "R&D"],
        "wordCount": 500,
        "inLanguage": "en-GB",
    }


def test_page_of_an_article():
    """The page names its picture, its breadcrumb and the post that it is about."""
    assert nodes(full(PageKind.ARTICLE))["webpage"] == {
        "@type": "WebPage",
        "@id": f"{BLOG}/post/#webpage",
        "url": f"{BLOG}/post/",
        "name": "Shared",
        "description": "The summary.",
        "inLanguage": "en-GB",
        "isPartOf": {"@id": f"{BLOG}/#website"},
        "datePublished": "2026-01-02T10:30:00+00:00",
        "dateModified": "2026-01-03T00:00:00+00:00",
        "primaryImageOfPage": PICTURE,
        "breadcrumb": {"@id": f"{BLOG}/post/#breadcrumb"},
        "mainEntity": {"@id": f"{BLOG}/post/#article"},
    }


def test_authors():
    """Several authors are several nodes; a person works for the organisation, a team is a part of it."""
    by_id = {node["@id"]: node for node in json_ld(full(PageKind.ARTICLE))["@graph"]}

    assert by_id[f"{BLOG}/author/ada/#author"] == {
        "@type": "Person",
        "@id": f"{BLOG}/author/ada/#author",
        "name": "Ada",
        "url": f"{BLOG}/author/ada/",
        "description": "Writes.",
        "sameAs": ["https://example.com/ada"],
    }
    assert by_id[f"{BLOG}/author/team/#author"] == {
        "@type": "Organization",
        "@id": f"{BLOG}/author/team/#author",
        "name": "Team",
        "url": f"{BLOG}/author/team/",
        "parentOrganization": {"@id": f"{BLOG}/#org"},
    }


def test_profile():
    """An author's page is about the author, under the identifier that posts use."""
    assert nodes(full(PageKind.AUTHOR))["webpage"]["mainEntity"] == {"@id": f"{BLOG}/author/ada/#author"}
    assert nodes(full(PageKind.AUTHOR))["author"] in json_ld(full(PageKind.ARTICLE))["@graph"]


def test_home():
    """The home page is about the organisation."""
    assert nodes(full(PageKind.HOME))["webpage"]["about"] == {"@id": f"{BLOG}/#org"}


def test_breadcrumb():
    """Positions count from 1, each step has name and address."""
    assert nodes(full(PageKind.ARTICLE))["breadcrumb"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Site", "item": f"{BLOG}/"},
        {"@type": "ListItem", "position": 2, "name": "Topic", "item": f"{BLOG}/category/topic/"},
        {"@type": "ListItem", "position": 3, "name": "A title", "item": f"{BLOG}/post/"},
    ]


def test_glossary():
    """Its words stand in a set that the page is about. https://schema.org/DefinedTermSet"""
    rate = Definition(name="Click-through rate", others=("CTR",), meaning="Clicks < views.", fragment="rate")
    size = Definition(name="Größe", meaning="Wie groß.", fragment="größe")
    found = nodes(described(PageKind.PAGE, definitions=(rate, size)))

    assert found["webpage"]["mainEntity"] == {"@id": f"{BLOG}/post/#glossary"}
    assert found["glossary"] == {
        "@type": "DefinedTermSet",
        "@id": f"{BLOG}/post/#glossary",
        "url": f"{BLOG}/post/",
        "name": "A title",
        "inLanguage": "en-GB",
        "isPartOf": {"@id": f"{BLOG}/post/#webpage"},
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": "Click-through rate",
                "alternateName": ["CTR"],
                "description": "Clicks < views.",
                "url": f"{BLOG}/post/#rate",
            },
            {
                "@type": "DefinedTerm",
                "name": "Größe",
                "description": "Wie groß.",
                "url": f"{BLOG}/post/#gr%C3%B6%C3%9Fe",
            },
        ],
    }


@EVERY_KIND
def test_breadcrumbs_have_two_steps_or_are_left_out(meta):
    """Google asks for two. https://developers.google.com/search/docs/appearance/structured-data/breadcrumb"""
    steps = nodes(meta).get("breadcrumb", {}).get("itemListElement", [])

    assert len(steps) != 1
    assert bool(steps) is ("breadcrumb" in nodes(meta)["webpage"])


# Agreement with the head


@EVERY_KIND
def test_the_graph_says_what_the_head_says(meta):
    """Headline and name are og:title, the address is canonical, the description that of search results."""
    head = {dict(tag.attributes).get("property") or dict(tag.attributes).get("name"): tag for tag in tags(meta)}
    said = {name: dict(tag.attributes).get("content") for name, tag in head.items()}

    for node in (nodes(meta)["webpage"], *(node for name, node in nodes(meta).items() if name == "article")):
        assert node.get("headline", node.get("name")) == said["og:title"]
        assert node["url"] == said["og:url"]
        assert node["description"] == said["description"]
        assert node.get("datePublished") == said.get("article:published_time")
        assert node.get("dateModified") == said.get("article:modified_time")


def test_a_text_from_elsewhere_keeps_its_nodes_here():
    """The address said is where it was first published; identifiers stay those of this page."""
    meta = described(PageKind.ARTICLE, {"canonical": "https://example.com/first/"})
    article, page = nodes(meta)["article"], nodes(meta)["webpage"]

    assert (article["url"], page["url"]) == ("https://example.com/first/", "https://example.com/first/")
    assert (article["@id"], page["@id"]) == (f"{BLOG}/post/#article", f"{BLOG}/post/#webpage")


def test_the_picture_for_networks_is_none_for_search():
    """`Share_Image` may hold words, which Google does not want in a picture."""
    shared = picture(url=f"{BLOG}/images/words.png")
    meta = described(PageKind.ARTICLE, {"share_image": "words.png"}, share_picture=shared)

    assert "image" not in nodes(meta)["article"]
    assert "primaryImageOfPage" not in nodes(meta)["webpage"]


# As text in HTML


@READERS
@settings(deadline=None)
@given(data=JSON)
def test_any_data_survives_html(parse, data):
    """A script's text, as an HTML parser reads it, is the JSON that went in."""
    assert [json.loads(text) for text in parse(f"<script>{as_script(data)}</script>")] == [data]


@READERS
@settings(deadline=None)
@given(title=HOSTILE, words=HOSTILE)
def test_a_hostile_post_survives_html(parse, title, words):
    """Whatever a writer writes, the page has one script, and it holds the whole graph."""
    meta = described(
        PageKind.ARTICLE,
        {"share_title": title, "summary": words},
        authors=(replace(ADA, name=" ".join(words.split()) or "Ada"),),
    )

    assert [json.loads(text) for text in parse(render(tags(meta)))] == [json_ld(meta)]


@settings(deadline=None)
@given(JSON)
def test_a_script_has_no_markup(data):
    """Neither an end tag nor the beginning of a comment can stand in it."""
    assert not set("<>&") & set(as_script(data))
