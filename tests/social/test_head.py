"""The head as values: which tags, in which order, and that HTML changes none of them."""

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import html5lib
import pytest
from factories import BLOG, described, picture, site, source
from hypothesis import given, settings
from hypothesis import strategies as st
from social.head import Tag, as_script, render, tags
from social.json_ld import json_ld
from social.metadata import describe
from social.model import Alternate, Author, FeedLink, Icon, PageKind, Sourced, Term
from social.text import one_line

ADA = Author(name="Ada", url=f"{BLOG}/author/ada/", twitter="@ada", fediverse="@ada@example.org")
BO = Author(name="Bo", url=f"{BLOG}/author/bo/")
GROWTH, LONG_READ = Term(name="Growth", url=f"{BLOG}/tag/growth/"), Term(name="Long read", url=f"{BLOG}/tag/long-read/")
ATOM = FeedLink(title="Site: Atom", url=f"{BLOG}/feed.xml", type="application/atom+xml")
ICON = Icon(rel="icon", url=f"{BLOG}/favicon.ico", sizes="32x32")
SVG = Icon(rel="icon", url=f"{BLOG}/icon.svg", type="image/svg+xml")
FULL_SITE = site(twitter="@site", fediverse="@site@example.org", feeds=(ATOM,), icons=(ICON, SVG))
FULL_POST = source(
    PageKind.ARTICLE,
    {
        "share_title": "Shared",
        "summary": "The summary.",
        "share_description": "Shared words.",
        "image": "a.png",
        "card": "none",
    },
    modified=datetime(2026, 1, 3, tzinfo=UTC),
    authors=(ADA, BO),
    section=Term(name="Topic", url=f"{BLOG}/category/topic/"),
    tags=(GROWTH, LONG_READ),
    picture=picture(),
    alternates=(
        Alternate(language="en-GB", url=f"{BLOG}/post/"),
        Alternate(language="fr", url=f"{BLOG}/fr/post/"),
        Alternate(language="fr-FR", url=f"{BLOG}/fr-fr/post/"),
        Alternate(language="x-default", url=f"{BLOG}/post/"),
    ),
)

# Words that break naive printing, and characters that HTML, Python or JSON treat in their own way.
HOSTILE = st.lists(
    st.sampled_from(
        [
            *('"', "'", "<", ">", "&", "&amp;", "&lt", "&notit;", "&#x27;", "&", "=", "`", "{}", "{0}", "%s", "\\"),
            *("</title>", "</script>", "<script>", "<!--", "-->", "]]>", "<b>", "</head>", "{{ x }}"),
            *("\n", "\r\n", "\t", "\x00", "\x0c", "\u2028", "\xa0", "\ud800", "\ufeff", "\ufffe"),
            *("日本語", "العربية", "😀", "👩‍👩‍👧", "é", "e\u0301"),
        ]
    )
    | st.text(max_size=5),
    max_size=8,
).map("".join)
LINES = HOSTILE.map(one_line)


def named(name: str, content: str) -> Tag:
    return Tag("meta", (("name", name), ("content", content)))


def graph(name: str, content: str) -> Tag:
    return Tag("meta", (("property", name), ("content", content)))


def link(rel: str, href: str, **attributes: str) -> Tag:
    return Tag("link", (("rel", rel), *attributes.items(), ("href", href)))


def found(head: list[Tag], name: str) -> list[str]:
    """Return the contents of all meta elements of a name."""
    named_so = (dict(tag.attributes) for tag in head if tag.name == "meta")
    return [meta["content"] for meta in named_so if name in (meta.get("name"), meta.get("property"))]


def names(head: list[Tag]) -> list[str]:
    """Return name, property, rel or, without any of them, the element of each tag."""
    keys = (dict(tag.attributes) for tag in head)
    return [
        key.get("name") or key.get("property") or key.get("rel") or tag.name
        for tag, key in zip(head, keys, strict=True)
    ]


def every_kind():
    """Return the metadata of a page of each kind as pytest's parameters."""
    return [pytest.param(full(kind), id=kind) for kind in PageKind]


def full(kind: PageKind):
    """Return the metadata of a page with everything that a page of its kind can have."""
    if kind is PageKind.ARTICLE:
        return describe(FULL_POST, FULL_SITE)
    author = ADA if kind is PageKind.AUTHOR else None
    return describe(source(kind, published=None, words=None, author=author), FULL_SITE)


class Head(HTMLParser):
    """Collects the tags of a head as Python's own parser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open = tag in ("title", "script")
        self.tags.append(Tag(tag, tuple(attrs), "" if self.open else None))

    def handle_endtag(self, tag):
        self.open = False

    def handle_data(self, data):
        if self.open:
            self.tags[-1] = replace(self.tags[-1], text=self.tags[-1].text + data)
        else:
            assert data.strip() == "", "text between the tags"


def as_python_reads(html: str) -> list[Tag]:
    return Head(html).tags


def as_a_browser_reads(html: str) -> list[Tag]:
    """Return the tags that a parser by the standard leaves in the head of the document."""
    document = html5lib.parse(f"<!doctype html><head>{html}</head>", namespaceHTMLElements=False)
    assert not "".join(document.find("body").itertext()).strip(), "text fell out of the head"
    assert not len(document.find("body")), "tags fell out of the head"
    return [
        Tag(element.tag, tuple(element.items()), (element.text or "") if element.tag in ("title", "script") else None)
        for element in document.find("head")
    ]


READERS = pytest.mark.parametrize("parse", [as_python_reads, as_a_browser_reads])


# Values


def test_head_of_a_post():
    """A post that says everything itself, tag by tag."""
    meta = describe(FULL_POST, FULL_SITE)

    assert tags(meta) == [
        Tag("meta", (("charset", "utf-8"),)),
        named("viewport", "width=device-width, initial-scale=1"),
        Tag("title", (), "A title | Site"),
        link("canonical", f"{BLOG}/post/"),
        named("description", "The summary."),
        named("author", "Ada, Bo"),
        named("robots", "index, follow, max-image-preview:large, max-snippet:-1, max-video-preview:-1"),
        link("alternate", f"{BLOG}/post/", hreflang="en-GB"),
        link("alternate", f"{BLOG}/fr/post/", hreflang="fr"),
        link("alternate", f"{BLOG}/fr-fr/post/", hreflang="fr-FR"),
        link("alternate", f"{BLOG}/post/", hreflang="x-default"),
        # Open Graph
        graph("og:title", "Shared"),
        graph("og:type", "article"),
        graph("og:url", f"{BLOG}/post/"),
        graph("og:description", "Shared words."),
        graph("og:site_name", "Site"),
        graph("og:locale", "en_GB"),
        graph("og:locale:alternate", "fr_FR"),
        graph("og:image", f"{BLOG}/images/a.png"),
        graph("og:image:width", "1200"),
        graph("og:image:height", "630"),
        graph("og:image:type", "image/png"),
        graph("og:image:alt", "A picture"),
        graph("article:published_time", "2026-01-02T10:30:00+00:00"),
        graph("article:modified_time", "2026-01-03T00:00:00+00:00"),
        graph("article:author", f"{BLOG}/author/ada/"),
        graph("article:author", f"{BLOG}/author/bo/"),
        graph("article:section", "Topic"),
        graph("article:tag", "Growth"),
        graph("article:tag", "Long read"),
        # X and Slack
        named("twitter:card", "summary_large_image"),
        named("twitter:site", "@site"),
        named("twitter:creator", "@ada"),
        named("twitter:image:alt", "A picture"),
        named("twitter:label1", "Written by"),
        named("twitter:data1", "Ada, Bo"),
        named("twitter:label2", "Reading time"),
        named("twitter:data2", "3 min"),
        # fediverse, feeds, icons, colours, JSON-LD
        named("fediverse:creator", "@ada@example.org"),
        link("alternate", f"{BLOG}/feed.xml", type="application/atom+xml", title="Site: Atom"),
        link("icon", f"{BLOG}/favicon.ico", sizes="32x32"),
        link("icon", f"{BLOG}/icon.svg", type="image/svg+xml"),
        Tag("meta", (("name", "theme-color"), ("media", "(prefers-color-scheme: dark)"), ("content", "#000000"))),
        Tag("meta", (("name", "theme-color"), ("media", "(prefers-color-scheme: light)"), ("content", "#ffffff"))),
        Tag("script", (("type", "application/ld+json"),), as_script(json_ld(meta))),
    ]


def test_head_of_a_page_with_nothing_of_its_own():
    """What a page and its site do not have leaves no empty tag."""
    assert names(tags(described(PageKind.PAGE, published=None, words=None))) == [
        *("meta", "viewport", "title", "canonical", "description", "robots"),
        *("og:title", "og:type", "og:url", "og:description", "og:site_name", "og:locale"),
        *("og:image", "og:image:width", "og:image:height", "og:image:type", "og:image:alt"),
        *("twitter:card", "twitter:image:alt", "theme-color", "theme-color", "script"),
    ]


# Rules


@pytest.mark.parametrize("meta", every_kind())
def test_charset_comes_first(meta):
    """A parser looks for it in the first 1,024 bytes, before any other text. https://html.spec.whatwg.org/#charset"""
    assert tags(meta)[0] == Tag("meta", (("charset", "utf-8"),))


@pytest.mark.parametrize("meta", every_kind())
def test_each_tag_stands_once(meta):
    """Only what may be a list is told more than once; a second og:image would become a gallery on Discord."""
    several = {"alternate", "icon", "theme-color", "article:author", "article:tag", "og:locale:alternate"}
    once = [name for name in names(tags(meta)) if name not in several]

    assert len(once) == len(set(once))


@pytest.mark.parametrize("meta", every_kind())
def test_the_picture_is_followed_by_its_companions(meta):
    """Discord attaches size, type and alternative text to the og:image right above them."""
    all_names = names(tags(meta))
    at = all_names.index("og:image")

    assert all_names.count("og:image") == 1
    assert all_names[at + 1 : at + 5] == ["og:image:width", "og:image:height", "og:image:type", "og:image:alt"]


def test_a_picture_of_which_nothing_is_known_is_told_alone():
    """A picture on another host is not measured; its size is not invented."""
    elsewhere = picture(url="https://example.com/a.png", width=None, height=None, type=None, size=None)
    meta = described(PageKind.ARTICLE, {"share_image": "…"}, share_picture=elsewhere)

    assert [name for name in names(tags(meta)) if name.startswith("og:image")] == ["og:image", "og:image:alt"]


@pytest.mark.parametrize("meta", every_kind())
def test_open_graph_is_property_and_all_else_is_name(meta):
    """Signal and Synapse read og: from `property` alone, twitter: from `name` alone."""
    prefixes = ("og:", "article:", "profile:")

    for tag in tags(meta)[1:]:
        if tag.name == "meta":
            (attribute, name), *_ = tag.attributes
            assert attribute == ("property" if name.startswith(prefixes) else "name"), name


@pytest.mark.parametrize("meta", every_kind())
def test_nothing_is_empty(meta):
    """An empty tag is worse than none: Facebook would show its emptiness."""
    for tag in tags(meta):
        assert all(value.strip() for _, value in tag.attributes), tag
        assert tag.text is None or tag.text.strip(), tag


@pytest.mark.parametrize("meta", every_kind())
def test_only_posts_have_what_belongs_to_articles(meta):
    """article:* and Slack's two facts on posts, profile:* on authors' pages."""
    all_names = names(tags(meta))

    for name, kind in {
        "article:published_time": PageKind.ARTICLE,
        "article:tag": PageKind.ARTICLE,
        "twitter:label1": PageKind.ARTICLE,
        "twitter:data2": PageKind.ARTICLE,
        "author": PageKind.ARTICLE,
        "profile:username": PageKind.AUTHOR,
    }.items():
        assert (name in all_names) is (meta.kind is kind), name


@pytest.mark.parametrize("meta", every_kind())
def test_the_light_colour_stands_last(meta):
    """Discord takes the last theme-color."""
    colours = [dict(tag.attributes) for tag in tags(meta) if ("name", "theme-color") in tag.attributes]

    assert [colour["content"] for colour in colours] == ["#000000", "#ffffff"]
    assert "light" in colours[-1]["media"]


@pytest.mark.parametrize("meta", every_kind())
def test_groups_stand_together_and_json_ld_stands_last(meta):
    """Tags of one vocabulary are neighbours, so that none is read into another's picture."""
    prefixes = [name.partition(":")[0] for name in names(tags(meta)) if ":" in name]
    starts = [prefixes[0], *(after for before, after in pairwise(prefixes) if before != after)]

    assert starts == list(dict.fromkeys(starts))
    assert tags(meta)[-1].name == "script"


@pytest.mark.parametrize(
    ("author", "username"), [(ADA, ["ada"]), (BO, [])], ids=["with an account", "without an account"]
)
def test_profile_of_an_author(author, username):
    """The name of the account without @, when there is one."""
    assert found(tags(described(PageKind.AUTHOR, author=author)), "profile:username") == username


def test_a_post_without_author_is_written_by_the_site():
    """Slack shows a label only with its fact."""
    assert found(tags(described(authors=())), "twitter:data1") == ["Site"]


def test_other_locales_are_told_once():
    """Two versions in French are one locale, the page's own language and x-default are none."""
    assert found(tags(describe(FULL_POST, FULL_SITE)), "og:locale:alternate") == ["fr_FR"]


def test_the_canonical_address_is_the_one_for_networks():
    """Shares of a text from elsewhere count there."""
    first = "https://example.com/first/?a=1&b=2"
    head = tags(described(PageKind.ARTICLE, {"canonical": first}))

    assert link("canonical", first) in head
    assert found(head, "og:url") == [first]


# HTML


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (Tag("meta", (("charset", "utf-8"),)), '<meta charset="utf-8">'),
        (named("a", "b"), '<meta name="a" content="b">'),
        # in an attribute
        (named("a", "\"'"), '<meta name="a" content="&#34;&#39;">'),
        (named("a", "<&amp;>"), '<meta name="a" content="&lt;&amp;amp;&gt;">'),
        (named("a", "{} %s 😀 日本語"), '<meta name="a" content="{} %s 😀 日本語">'),
        # in a text
        (Tag("title", (), "R&D </title>"), "<title>R&amp;D &lt;/title&gt;</title>"),
        # a script's text stands as it is
        (Tag("script", (("type", "a"),), '{"a":"\\u003c"}'), '<script type="a">{"a":"\\u003c"}</script>'),
        (Tag("script", (("src", "a.js"),), ""), '<script src="a.js"></script>'),
    ],
)
def test_render_one(tag, expected):
    """Attributes in double quotes, each value escaped once."""
    assert render([tag]) == expected


def test_render_many():
    """A line a tag, and nothing for none."""
    assert render([named("a", "b"), Tag("title", (), "c")]) == '<meta name="a" content="b">\n<title>c</title>'
    assert render([]) == ""


@READERS
@settings(deadline=None)
@given(values=st.lists(st.tuples(st.sampled_from(["meta", "link", "title"]), LINES), max_size=6))
def test_what_is_printed_is_read_back(parse, values):
    """Whatever a text holds, an HTML parser finds the same tags with the same values."""
    head = [
        Tag("title", (), text) if name == "title" else Tag(name, (("name", "a"), ("content", text)))
        for name, text in values
    ]

    assert parse(render(head)) == head


@READERS
@settings(deadline=None)
@given(title=HOSTILE.filter(one_line), words=HOSTILE, other=LINES.filter(bool))
def test_whatever_a_writer_writes_is_read_back(parse, title, words, other):
    """A hostile post on a hostile site: its head is read back tag by tag, JSON-LD included."""
    written = dict.fromkeys(("share_title", "summary", "share_description"), words)
    where = replace(FULL_SITE, name=other, tagline=other, share_picture=picture(alt=other), feeds=(ATOM, ATOM))
    term = Term(name=other, url=f"{BLOG}/term/")
    post = source(
        PageKind.ARTICLE, written, heading=title, section=term, tags=(term,), authors=(replace(ADA, name=other),)
    )
    head = tags(describe(post, where))

    assert parse(render(head)) == head


@READERS
@pytest.mark.parametrize("meta", every_kind())
def test_every_kind_is_read_back(parse, meta):
    """The heads of all kinds of pages."""
    assert parse(render(tags(meta))) == tags(meta)


@pytest.mark.parametrize("kind", [PageKind.CATEGORY, PageKind.TAG])
@pytest.mark.parametrize("number", [1, 2])
def test_head_of_a_list_tells_its_number(kind, number):
    """Title, og:title and both descriptions of page N differ from those of page 1."""
    meta = described(kind, heading="Growth", page_number=number, about=Sourced("About growth.", "topic.md"))
    head = tags(meta)

    assert found(head, "og:title") == ["Growth" if number == 1 else "Growth, page 2"]
    assert found(head, "description") == ["About growth." if number == 1 else "Page 2. About growth."]
