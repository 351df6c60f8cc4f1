"""What `describe` decides: one group of tests a concept, a row a rung of its ladder."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from factories import BLOG, described, picture, site, source
from hypothesis import given, settings
from hypothesis import strategies as st
from social.metadata import DESCRIPTION_LENGTH, INDEXABLE, NOT_INDEXABLE, describe
from social.model import Alternate, Author, Metadata, PageKind, Sourced, Term, Video, Visibility
from social.text import one_line

ADA = Author(name="Ada", url=f"{BLOG}/author/ada/", twitter="@ada", fediverse="@ada@example.org")
BO = Author(name="Bo", url=f"{BLOG}/author/bo/")
TOPIC = Term(name="Topic", url=f"{BLOG}/category/topic/")
TAG = Term(name="Tag", url=f"{BLOG}/tag/tag/")
TOPICS = Term(name="Topics", url=f"{BLOG}/categories/")
HOME = Term(name="Site", url=f"{BLOG}/")
LISTS = [kind for kind in PageKind if kind not in (PageKind.ARTICLE, PageKind.PAGE, PageKind.NOT_FOUND)]
MONDAY, TUESDAY, FRIDAY = (datetime(2026, 1, day, 9, tzinfo=UTC) for day in (5, 6, 9))

HOSTILE = st.text() | st.sampled_from(["</script>", "&amp;", "\n\n", "\ud800", "\x0c", "<html>", "😀", "**", "日本語"])
HEADING = HOSTILE.filter(one_line)  # no file without a title is published
KEYS = ("title", "share_title", "summary", "share_description", "share_text", "share_text_x", "hashtags", "campaign")


def sourced(meta: Metadata) -> dict[str, Sourced]:
    """Return every value that says where it came from, those for single networks included."""
    found = {field.name: getattr(meta, field.name) for field in fields(meta)}
    single = {f"share_text_{key}": value for key, value in meta.share_texts.items()}
    return {name: value for name, value in (found | single).items() if isinstance(value, Sourced)}


# Title


@pytest.mark.parametrize(
    ("found", "changes", "expected"),
    [
        pytest.param(
            {"title": "A title", "share_title": "Shared"}, {}, Sourced("Shared", "Share_Title, line 2"), id="1"
        ),
        pytest.param({"title": "A title"}, {}, Sourced("A title", "Title, line 1"), id="2"),
        pytest.param({"title": "A title", "share_title": " "}, {}, Sourced("A title", "Title, line 1"), id="2-empty-1"),
        pytest.param({}, {"heading": "Tag"}, Sourced("Tag", "name of the article page"), id="2-no-line"),
        # as it stands: neither Markdown nor HTML
        pytest.param(
            {"share_title": "*A* <b>title</b>  &amp; `more`"},
            {},
            Sourced("*A* <b>title</b> &amp; `more`", "Share_Title, line 1"),
            id="as-it-stands",
        ),
    ],
)
def test_title(found, changes, expected):
    """1. `Share_Title`. 2. The page's title as it stands."""
    assert described(PageKind.ARTICLE, found, **changes).title == expected


def test_title_never_has_the_name_of_the_site_added():
    """WhatsApp and Apple show the site's name beside it; only the browser's tab has both."""
    meta = described()

    assert (meta.title.value, meta.document_title) == ("A title", "A title | Site")


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        (PageKind.ARTICLE, {}, "A title | Site"),
        (PageKind.TAG, {"heading": "Growth", "page_number": 3}, "Growth, page 3 | Site"),
        # the name is there already
        (PageKind.PAGE, {"heading": "About Site"}, "About Site"),
        # the home page is called by the name
        (PageKind.HOME, {}, "Site: A tagline"),
        (PageKind.HOME, {"page_number": 2}, "Site: A tagline, page 2"),
    ],
)
def test_document_title(kind, changes, expected):
    """The visible title and the site's name; the home page begins with the name."""
    assert described(kind, **changes).document_title == expected


def test_share_title_leaves_the_page_as_it_is():
    """Only networks see `Share_Title`: the h1 and the browser's tab keep the page's own."""
    meta = described(PageKind.ARTICLE, {"share_title": "Shared"})

    assert (meta.title.value, meta.heading, meta.document_title) == ("Shared", "A title", "A title | Site")


@pytest.mark.parametrize("kind", LISTS)
def test_no_page_of_a_list_is_called_as_another(kind):
    """From the second page on, title, heading, tab and description say the number; the first has none."""
    first, second = (described(kind, page_number=number, listed=("Post",)) for number in (1, 2))

    for name in ("title", "heading", "document_title", "description", "share_description"):
        one, two = (getattr(meta, name) for meta in (first, second))
        if isinstance(one, Sourced):
            one, two = one.value, two.value
        assert "2" not in one
        assert "2" in two


# Description


@pytest.mark.parametrize(
    ("found", "changes", "expected"),
    [
        pytest.param(
            {"summary": "The *summary*, R&amp;D."},
            {
                "about": Sourced("About", "topic.md, Summary, line 3"),
                "first_paragraph": "First.",
                "listed": ("Post",),
            },
            Sourced("The summary, R&D.", "Summary, line 1"),
            id="1",
        ),
        pytest.param(
            {"summary": " "},
            {
                "about": Sourced("*About* R&amp;D", "topic.md, Summary, line 3"),
                "first_paragraph": "First.",
                "listed": ("Post",),
            },
            Sourced("About R&D", "topic.md, Summary, line 3"),
            id="2",
        ),
        pytest.param(
            {}, {"first_paragraph": "First.", "listed": ("Post",)}, Sourced("First.", "first paragraph"), id="3"
        ),
        pytest.param(
            {},
            {"heading": "Growth", "listed": ("One", "Two")},
            Sourced("Growth on Site: One; Two", "what the page lists"),
            id="4",
        ),
        pytest.param({}, {}, Sourced("What the site is about.", "site default"), id="5"),
        # a summary may begin like a list or a heading
        pytest.param({"summary": "1. First"}, {}, Sourced("1. First", "Summary, line 1"), id="begins-like-a-list"),
        pytest.param({"summary": "<html>"}, {}, Sourced("What the site is about.", "site default"), id="no-words"),
    ],
)
def test_description(found, changes, expected):
    """1. `Summary`. 2. The topic's or author's own. 3. The first paragraph. 4. What a list lists. 5. The site's."""
    assert described(PageKind.ARTICLE, found, **changes).description == expected


LONG = "word " * 100


@pytest.mark.parametrize(
    ("found", "changes", "cut"),
    [
        # written by hand
        ({"summary": LONG}, {}, False),
        ({}, {"about": Sourced(LONG, "topic.md")}, False),
        # of our own making
        ({}, {"first_paragraph": LONG.strip()}, True),
        ({}, {"listed": (LONG,)}, True),
    ],
)
def test_only_a_description_of_our_own_making_is_cut(found, changes, cut):
    """A hand-written description is never cut; ours is, at a word."""
    description = described(PageKind.ARTICLE, found, **changes).description.value

    assert (len(description) <= DESCRIPTION_LENGTH) is cut
    assert description.endswith("word…" if cut else "word")


def test_description_of_a_second_page():
    """It says the number, whatever the description is made of."""
    assert described(PageKind.TAG, page_number=2).description == Sourced(
        "Page 2. What the site is about.", "site default"
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            {"summary": "Found", "share_description": "*Shared*"},
            Sourced("Shared", "Share_Description, line 2"),
            id="1",
        ),
        pytest.param(
            {"summary": "Found", "share_description": ""}, Sourced("Found", "Summary, line 1"), id="2-empty-1"
        ),
        pytest.param({}, Sourced("What the site is about.", "site default"), id="2-default"),
    ],
)
def test_share_description(found, expected):
    """1. `Share_Description`. 2. The description."""
    assert described(PageKind.ARTICLE, found).share_description == expected


def test_share_description_leaves_search_results_as_they_are():
    """Search engines and lists never see `Share_Description`."""
    meta = described(PageKind.ARTICLE, {"summary": "Found", "share_description": "Shared"})

    assert meta.description == Sourced("Found", "Summary, line 1")


# Address


@pytest.mark.parametrize(
    ("found", "expected", "original"),
    [
        pytest.param(
            {"canonical": " https://example.com/first/ "},
            Sourced("https://example.com/first/", "Canonical, line 1"),
            False,
            id="1",
        ),
        pytest.param({"canonical": f"{BLOG}/post/"}, Sourced(f"{BLOG}/post/", "Canonical, line 1"), True, id="1-own"),
        pytest.param({"canonical": ""}, Sourced(f"{BLOG}/post/", "the page’s address"), True, id="2-empty-1"),
        pytest.param({}, Sourced(f"{BLOG}/post/", "the page’s address"), True, id="2"),
    ],
)
def test_canonical(found, expected, original):
    """1. `Canonical`, where the text was first published. 2. The page's own address."""
    meta = described(PageKind.ARTICLE, found)

    assert meta.url == expected
    assert meta.address == f"{BLOG}/post/"
    assert meta.is_original is original


@pytest.mark.parametrize(
    ("path", "expected"),
    [("", f"{BLOG}/"), ("tag/a/page/2/", f"{BLOG}/tag/a/page/2/"), ("404.html", f"{BLOG}/404.html")],
)
def test_every_page_is_its_own_canonical(path, expected):
    """The home page keeps its slash, page N of a list is not its first page."""
    assert described(PageKind.TAG, path=path, page_number=2).url.value == expected


# Robots


@pytest.mark.parametrize("kind", PageKind)
@pytest.mark.parametrize(
    ("visibility", "robots", "expected"),
    [
        # public: what the writer says, else everything
        (Visibility.PUBLIC, None, Sourced(INDEXABLE, "site default")),
        (Visibility.PUBLIC, " , ", Sourced(INDEXABLE, "site default")),
        (Visibility.PUBLIC, "NoIndex, nofollow,", Sourced(("noindex", "nofollow"), "Robots, line 1")),
        (Visibility.PUBLIC, "max-snippet:50", Sourced(("max-snippet:50",), "Robots, line 1")),
        # what not everybody is meant to find: nothing that the writer says lets it into search results
        (Visibility.HIDDEN, None, Sourced(NOT_INDEXABLE, "status hidden")),
        (Visibility.HIDDEN, "index", Sourced(NOT_INDEXABLE, "status hidden")),
        (Visibility.HIDDEN, "noindex, nofollow", Sourced(("noindex", "nofollow"), "Robots, line 1")),
        (Visibility.DRAFT, None, Sourced(NOT_INDEXABLE, "status draft")),
        (Visibility.DRAFT, "index", Sourced(NOT_INDEXABLE, "status draft")),
    ],
)
def test_robots(kind, visibility, robots, expected):
    """1. noindex for 404. 2. `Robots`. 3. noindex for drafts and hidden pages. 4. Everything allowed."""
    meta = described(kind, {"robots": robots} if robots else {}, visibility=visibility)

    assert meta.robots == (Sourced(NOT_INDEXABLE, "page not found") if kind is PageKind.NOT_FOUND else expected)


@pytest.mark.parametrize("kind", [*LISTS, PageKind.NOT_FOUND])
@pytest.mark.parametrize("entries", [0, 1, 2, 50])
def test_robots_of_lists(kind, entries):
    """3. A tag with a single post says nothing that the post does not say, an empty list of posts nothing at all."""
    least = {PageKind.TAG: 2, PageKind.CATEGORY: 1, PageKind.AUTHOR: 1}
    indexable = kind is not PageKind.NOT_FOUND and entries >= least.get(kind, 0)

    assert described(kind, entries=entries).is_indexable is indexable


def test_robots_of_a_tag_name_their_reason():
    """Who wonders why a tag is not found reads how many posts it needs."""
    assert described(PageKind.TAG, entries=1).robots == Sourced(NOT_INDEXABLE, "tag with fewer than 2 posts")


@pytest.mark.parametrize(
    ("robots", "indexable"),
    [("noindex", False), ("NOINDEX, follow", False), ("none", False), ("all", True), ("nofollow", True)],
)
def test_is_indexable(robots, indexable):
    """`none` means `noindex, nofollow`. https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"""
    assert described(PageKind.ARTICLE, {"robots": robots}).is_indexable is indexable


# Pictures


@pytest.mark.parametrize(("caption", "expected"), [("A *graph* of R&amp;D", "A graph of R&D"), (" ", ""), (None, "")])
def test_picture_caption(caption, expected):
    """`Image_Caption` as plain words, else nothing."""
    assert described(PageKind.ARTICLE, {"image_caption": caption} if caption else {}).picture_caption == expected


# Dates


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        # published, modified, changed
        pytest.param({"published": MONDAY}, (MONDAY, MONDAY, MONDAY), id="published"),
        pytest.param({"published": MONDAY, "modified": TUESDAY}, (MONDAY, TUESDAY, TUESDAY), id="modified"),
        pytest.param(
            {"published": MONDAY, "modified": TUESDAY, "changed": FRIDAY}, (MONDAY, TUESDAY, FRIDAY), id="changed"
        ),
        pytest.param({"published": None, "changed": FRIDAY}, (None, None, FRIDAY), id="list"),
        pytest.param({"published": None}, (None, None, None), id="none"),
    ],
)
def test_dates(dates, expected):
    """Without `Modified` a page is as it was published; what never had a date gets none."""
    meta = described(PageKind.ARTICLE, **dates)

    assert (meta.published, meta.modified, meta.changed) == expected


def test_dates_keep_their_time_zone():
    """The hour is printed as the writer wrote it."""
    moment = datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=2)))

    assert described(published=moment).published.isoformat() == "2026-07-01T09:00:00+02:00"


# Authors, topic, tags


@pytest.mark.parametrize(
    ("found", "authors", "expected"),
    [
        pytest.param({"authors": "Ada; Bo"}, (ADA, BO), Sourced((ADA, BO), "Authors, line 1"), id="1"),
        pytest.param({"author": "Ada"}, (ADA,), Sourced((ADA,), "Author, line 1"), id="1-singular"),
        pytest.param({}, (ADA,), Sourced((ADA,), "site default"), id="1-default"),
        pytest.param({}, (), Sourced((), "none given"), id="2"),
    ],
)
def test_authors(found, authors, expected):
    """1. `Authors`, else the site's default author, as the page names them. 2. None."""
    assert described(PageKind.ARTICLE, found, authors=authors).authors == expected


@pytest.mark.parametrize(
    ("authors", "twitter", "fediverse"),
    [
        ((ADA,), "@ada", "@ada@example.org"),
        # the first who has an account
        ((BO, ADA), "@ada", "@ada@example.org"),
        # X is told nothing, the fediverse the site's account
        ((BO,), "", "@site@example.org"),
        ((), "", "@site@example.org"),
    ],
)
def test_creators(authors, twitter, fediverse):
    """The accounts of the first author who has one; in the fediverse, else, the site's."""
    meta = describe(source(authors=authors), site(fediverse="@site@example.org", twitter="@site"))

    assert (meta.twitter_creator, meta.fediverse_creator) == (twitter, fediverse)


def test_section_and_tags():
    """They come from `Category` and `Tags`, or are said to be missing."""
    fields = {"category": TOPIC.name, "tags": TAG.name}
    with_both, without = described(PageKind.ARTICLE, fields, section=TOPIC, tags=(TAG,)), described()

    assert with_both.section == Sourced(TOPIC, "Category, line 1")
    assert with_both.tags == Sourced((TAG,), "Tags, line 2")
    assert (without.section, without.tags) == (Sourced(None, "none given"), Sourced((), "none given"))


# Kind of page


@pytest.mark.parametrize("kind", PageKind)
def test_open_graph_type(kind):
    """Posts are articles, authors profiles, everything else is part of a website. https://ogp.me/#types"""
    expected = {PageKind.ARTICLE: "article", PageKind.AUTHOR: "profile"}

    assert described(kind).og_type == expected.get(kind, "website")


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        # where a reader cannot go up
        (PageKind.HOME, {"path": ""}, []),
        (PageKind.HOME, {"path": "page/2/", "page_number": 2}, []),
        (PageKind.NOT_FOUND, {}, []),
        # directly under the home page
        (PageKind.PAGE, {"path": "about/"}, [("Site", f"{BLOG}/"), ("A title", f"{BLOG}/about/")]),
        # with a step between
        (
            PageKind.ARTICLE,
            {"trail": (TOPIC,)},
            [("Site", f"{BLOG}/"), ("Topic", TOPIC.url), ("A title", f"{BLOG}/post/")],
        ),
        (
            PageKind.CATEGORY,
            {"trail": (TOPICS,), "path": "category/topic/page/2/", "heading": "Topic", "page_number": 2},
            [("Site", f"{BLOG}/"), ("Topics", TOPICS.url), ("Topic, page 2", f"{BLOG}/category/topic/page/2/")],
        ),
    ],
)
def test_breadcrumb(kind, changes, expected):
    """The steps from the home page to this one, both included."""
    assert [(step.name, step.url) for step in described(kind, **changes).breadcrumb] == expected


def test_breadcrumb_stays_on_this_site():
    """A text that was first published elsewhere still has its place here."""
    meta = described(PageKind.ARTICLE, {"canonical": "https://example.com/first/", "share_title": "Shared"})

    assert meta.breadcrumb == (HOME, Term(name="A title", url=f"{BLOG}/post/"))


@pytest.mark.parametrize(
    ("language", "locale", "direction"), [("en-GB", "en_GB", "ltr"), ("ar", "ar_EG", "rtl"), ("tlh", "en_US", "ltr")]
)
def test_language(language, locale, direction):
    """Each page has its own language, whatever the site's is."""
    meta = described(language=language)

    assert (meta.language, meta.locale, meta.direction) == (language, locale, direction)


def test_alternates_are_those_found():
    """All versions, in the order found."""
    versions = (
        Alternate(language="en-GB", url=f"{BLOG}/post/"),
        Alternate(language="fr", url=f"{BLOG}/fr/post/"),
        Alternate(language="x-default", url=f"{BLOG}/post/"),
    )

    assert described(alternates=versions).alternates == versions


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (238, 1), (239, 2), (2380, 10), (None, None)])
def test_reading_minutes(words, minutes):
    """238 words a minute, rounded up, at least one; lists have none."""
    assert described(words=words).reading_minutes == minutes


# Shares


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            {"share_text": "*Read* this", "share_title": "Shared"},
            Sourced("Read this", "Share_Text, line 1"),
            id="1",
        ),
        pytest.param(
            {"share_text": "", "share_title": "Shared"}, Sourced("Shared", "Share_Title, line 2"), id="2-empty-1"
        ),
        pytest.param({"title": "A title"}, Sourced("A title", "Title, line 1"), id="2"),
    ],
)
def test_share_text(found, expected):
    """1. `Share_Text`. 2. The title that networks show."""
    assert described(PageKind.ARTICLE, found).share_text == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"share_text": "For all"}, {}),
        (
            {"share_text_x": "For *X*", "share_text_mastodon": "For Mastodon"},
            {
                "x": Sourced("For X", "Share_Text_X, line 1"),
                "mastodon": Sourced("For Mastodon", "Share_Text_Mastodon, line 2"),
            },
        ),
        # without words it is as if not written
        ({"share_text_x": ""}, {}),
        ({"share_text_x": "<b></b>", "sponsored": "true"}, {}),
    ],
)
def test_share_texts(found, expected):
    """`Share_Text_<Network>`, by network, where the writer wants another text there."""
    assert described(PageKind.ARTICLE, found).share_texts == expected


@pytest.mark.parametrize(
    ("written", "sponsored"),
    [("true", True), ("TRUE ", True), ("yes", True), ("false", False), ("no", False), ("", False), (None, False)],
)
def test_paid_posts_say_so_first(written, sponsored):
    """The label stands at the start, in plain words, in the text for every network."""
    found = {"share_text": "Read", "share_text_x": "Read on X"}
    meta = described(PageKind.ARTICLE, found | ({} if written is None else {"sponsored": written}))

    assert meta.sponsored is sponsored
    assert meta.share_text.value == ("Ad: Read" if sponsored else "Read")
    assert meta.share_texts["x"].value == ("Ad: Read on X" if sponsored else "Read on X")
    assert meta.title.value == "A title"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("SocialMedia, smo_2026", ("SocialMedia", "smo_2026"), id="1"),
        # the sign, spaces and punctuation go
        pytest.param("#SMO, Social Media, R&D, e-mail", ("SMO", "SocialMedia", "RD", "email"), id="cleaned"),
        # letters of every script, with their vowel signs
        pytest.param("Größe, 東京, हिन्दी, ภาษาไทย", ("Größe", "東京", "हिन्दी", "ภาษาไทย"), id="scripts"),
        # written as on a network, and twice
        pytest.param("#one #two, One, #one", ("one", "two", "One"), id="as-posted"),
        # no network takes digits alone
        pytest.param("2026, #1, 2026x", ("2026x",), id="digits"),
    ],
)
def test_hashtags(written, expected):
    """1. `Hashtags`, without the sign and without what no network allows in one."""
    assert described(PageKind.ARTICLE, {"hashtags": written}).hashtags == Sourced(expected, "Hashtags, line 1")


@pytest.mark.parametrize("found", [{}, {"hashtags": ""}, {"hashtags": " , #, 42"}])
def test_no_hashtags(found):
    """2. None."""
    assert described(PageKind.ARTICLE, found).hashtags == Sourced((), "none given")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param({"campaign": " Spring  Sale 2026 "}, Sourced("spring-sale-2026", "Campaign, line 1"), id="1"),
        pytest.param({"campaign": " "}, Sourced("share-button", "site default"), id="2-empty-1"),
        pytest.param({}, Sourced("share-button", "site default"), id="2"),
    ],
)
def test_campaign(found, expected):
    """1. `Campaign`, lower case with hyphens. 2. The site's."""
    assert described(PageKind.ARTICLE, found).campaign == expected


@pytest.mark.parametrize("text", ["Read", "Ad: Read", "ad: Read"])
def test_an_advertisement_is_labelled_once(text):
    """What is paid for says so first, also where the writer has said it already, and in titles of shares too."""
    meta = described(PageKind.ARTICLE, {"sponsored": "true", "share_text": text, "share_title": text})

    assert meta.share_text.value.lower() == meta.share_title.value.lower() == "ad: read"
    assert meta.title.value == text


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("About", "About | Site"), ("About Site", "About Site"), ("Sites of Rome", "Sites of Rome | Site")],
)
def test_document_title_names_the_site_once(heading, expected):
    """The site's name follows the title, unless that names it."""
    assert described(PageKind.PAGE, heading=heading).document_title == expected


def test_an_author_named_twice_is_one():
    """No author stands twice under a post."""
    assert described(authors=(ADA, ADA)).authors.value == (ADA,)


# Laws


@pytest.mark.parametrize("kind", PageKind)
@pytest.mark.parametrize("written", [{}, {"title": "A", "date": "2026-01-02", "lang": "fr", "sponsored": "true"}])
def test_every_value_knows_where_it_came_from(kind, written):
    """Each field of Metadata but the site and the origins themselves has an origin in words."""
    meta = described(kind, written)
    values = {field.name for field in fields(meta)} - {"site", "origins"}

    assert {name for name in values if not meta.origin(name)} == set()
    if written:
        assert [meta.origin(name) for name in ("heading", "published", "modified", "locale", "sponsored")] == [
            *("Title, line 1", "Date, line 2", "Date, line 2", "Lang, line 3", "Sponsored, line 4")
        ]


def test_every_value_can_name_its_line():
    """Of a page that says everything itself, each value names the line on which it stands."""
    keys = [
        *("title", "share_title", "summary", "share_description", "canonical", "robots", "image", "share_image"),
        *("authors", "share_text", "share_text_x", "hashtags", "campaign", "category", "tags", "video"),
        "question",
    ]
    meta = described(
        PageKind.ARTICLE,
        dict.fromkeys(keys, "https://example.com/"),
        picture=picture(url=f"{BLOG}/own.png"),
        share_picture=picture(url=f"{BLOG}/finished.png"),
        video=Video(url=f"{BLOG}/film.mp4", type="video/mp4"),
        authors=(ADA,),
        section=TOPIC,
        tags=(TAG,),
    )
    assert {name: value.origin for name, value in sourced(meta).items()} == {
        "title": "Share_Title, line 2",
        "share_title": "Share_Title, line 2",
        "description": "Summary, line 3",
        "share_description": "Share_Description, line 4",
        "url": "Canonical, line 5",
        "robots": "Robots, line 6",
        "picture": "Image, line 7",
        "share_picture": "Share_Image, line 8",
        "authors": "Authors, line 9",
        "share_text": "Share_Text, line 10",
        "share_text_x": "Share_Text_X, line 11",
        "hashtags": "Hashtags, line 12",
        "campaign": "Campaign, line 13",
        "section": "Category, line 14",
        "tags": "Tags, line 15",
        "video": "Video, line 16",
        "question": "Question, line 17",
    }


@pytest.mark.parametrize("kind", PageKind)
@pytest.mark.parametrize("visibility", Visibility)
def test_every_value_names_its_origin(kind, visibility):
    """Of a page that says nothing itself, each value still says where it came from."""
    assert all(value.origin for value in sourced(described(kind, visibility=visibility)).values())


@settings(deadline=None)
@given(kind=st.sampled_from(PageKind), texts=st.dictionaries(st.sampled_from(KEYS), HOSTILE), heading=HEADING)
def test_text_is_plain_whatever_is_written(kind, texts, heading):
    """All text is one line without control characters, and a title and a description are never empty."""
    meta = described(kind, texts, heading=heading, about=Sourced(heading, "topic.md"), listed=(heading,))
    found = {name: value.value for name, value in sourced(meta).items() if isinstance(value.value, str)}
    found |= {"heading": meta.heading, "document_title": meta.document_title}

    assert {name: one_line(text) for name, text in found.items()} == found
    assert all(found[name] for name in ("title", "description", "share_description", "share_text", "document_title"))


@settings(deadline=None)
@given(kind=st.sampled_from(PageKind), texts=st.dictionaries(st.sampled_from(KEYS), HOSTILE))
def test_describe_is_pure(kind, texts):
    """The same page on the same site is described in the same way, and stays what it was."""
    page, where = source(kind, texts), site()

    assert describe(page, where) == describe(page, where)
    assert (page, where) == (source(kind, texts), site())
