"""What each network shows of a page: order, crop and cuts of its documented rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks.head import Head, Link, Meta
from networks.rules import READERS, TABLE, Layout, Source
from networks.shown import File, shown

URL = "https://www.example.org/post/"
CARD = File(1200, 630, 60_000, "image/jpeg")
FULL = {
    "og:title": "Title",
    "og:type": "article",
    "og:url": URL,
    "og:description": "Description",
    "og:site_name": "Site",
    "og:image": "https://www.example.org/card.jpg",
    "og:image:width": "1200",
    "og:image:height": "630",
    "og:image:alt": "What it shows",
    "twitter:card": "summary_large_image",
    "description": "For search",
}


def metas(tags: dict[str, str]) -> tuple[Meta, ...]:
    """Return tags under the attribute that each has by its standard, a line each."""
    names = ("description", "robots", "theme-color")
    return tuple(
        Meta("name" if key in names or key.startswith(("twitter:", "fediverse:")) else "property", key, value, line)
        for line, (key, value) in enumerate(tags.items(), 1)
        if value is not None
    )


def head(*more: Meta, **facts) -> Head:
    """Return a whole head, with more tags behind it."""
    return Head(url=URL, title="Document", heading="Heading", metas=(*metas(FULL), *more), **facts)


def seen(key, tags=None, file=CARD, **facts):
    """Return what a network shows of a head with such tags instead of the whole one's; None takes a tag away."""
    found = Head(url=URL, title="Document", heading="Heading", metas=metas({**FULL, **(tags or {})}))
    return shown(replace(found, **facts), READERS[key], lambda _: file)


@pytest.mark.parametrize("key", READERS)
def test_every_rule_has_a_source(key):
    """Each rule names a public address and a day."""
    sources = READERS[key].sources

    assert sources
    assert all(isinstance(source, Source) and source.url.startswith("https://") for source in sources)
    assert all(len(source.date.split("-")) == 3 for source in sources)


@pytest.mark.parametrize(
    ("key", "certain"),
    [
        ("whatsapp", True),
        ("discord", True),
        ("slack", False),
        ("telegram", False),
        ("teams", False),
        ("threads", False),
    ],
)
def test_approximate(key, certain):
    """What the network does not document itself is approximate."""
    assert READERS[key].is_certain is certain


@pytest.mark.parametrize(
    ("key", "title", "description", "site"),
    [
        ("google", "Document", "For search", "Site"),
        ("facebook", "Title", "Description", "example.org"),
        ("linkedin", "Title", None, "example.org"),
        ("x", None, None, "example.org"),
        ("whatsapp", "Title", "Description", "example.org"),
        ("slack", "Title", "Description", "Site"),
        ("discord", "Title", "Description", "Site"),
        ("telegram", "Title", "Description", "Site"),
        ("signal", "Title", "Description", "example.org"),
        ("imessage", "Title", None, "example.org"),
        ("mastodon", "Title", "Description", "Site"),
        ("bluesky", "Title", "Description", "example.org"),
        ("threads", "Title", None, "example.org"),
        ("teams", "Title", "Description", "example.org"),
        ("reddit", "Title", None, "example.org"),
    ],
)
def test_what_is_shown_and_left_out(key, title, description, site):
    """Each network takes its own tags of a whole head, and leaves out its own part of them."""
    found = seen(key)

    assert found.problem == ""
    assert found.remarks == ()
    assert (found.title and found.title.text, found.description and found.description.text) == (title, description)
    assert found.site.text == site


@pytest.mark.parametrize(
    ("key", "tags", "title"),
    [
        ("facebook", {"twitter:title": "X"}, "Title"),
        ("facebook", {"og:title": None, "twitter:title": "X"}, "Document"),
        ("linkedin", {"og:title": None, "twitter:title": "X"}, "Document"),
        ("x", {"twitter:title": "X", "twitter:card": "summary"}, "X"),
        ("x", {"twitter:card": "summary"}, "Title"),
        ("slack", {"og:title": None, "twitter:title": "X"}, "X"),
        ("discord", {"og:title": None, "twitter:title": "X"}, "X"),
        ("discord", {"og:title": None, "twitter:title": None}, None),
        ("telegram", {"og:title": None, "twitter:title": "X"}, "X"),
        ("signal", {"og:title": None, "twitter:title": "X"}, "Document"),
        ("imessage", {"og:title": None, "twitter:title": "X"}, "X"),
        ("mastodon", {"og:title": None, "twitter:title": "X"}, "Document"),
        ("teams", {"og:title": None, "twitter:title": "X"}, "X"),
        ("whatsapp", {"og:title": None, "twitter:title": "X"}, None),
    ],
)
def test_order_of_titles(key, tags, title):
    """Where two tags say something, the network's order decides."""
    found = seen(key, tags).title

    assert (found and found.text) == title


def test_discord_takes_what_stands_first_in_the_page():
    """Of og:title and twitter:title Discord takes the first that is not empty, in the order of the page."""
    tags = {"twitter:title": "X", "og:title": "Open Graph"}
    found = [
        shown(Head(metas=metas(dict(order))), READERS["discord"]) for order in (tags.items(), [*tags.items()][::-1])
    ]

    assert [one.title.text for one in found] == ["X", "Open Graph"]


@pytest.mark.parametrize(
    ("tags", "title", "description"),
    [
        ({}, "Document", "For search"),
        ({"description": None}, None, None),
        ({"og:description": "Only this"}, None, "Only this"),
    ],
)
def test_discord_takes_title_and_description_as_a_pair(tags, title, description):
    """`<title>` counts for Discord only together with a description, and only where no tag for networks is."""
    none = dict.fromkeys(("og:title", "og:description"))
    found = seen("discord", {**none, **tags})

    assert (found.title and found.title.text) == title
    assert (found.description and found.description.text) == description


def test_signal_reads_property_alone():
    """og:title under `name` does not count for Signal."""
    found = shown(Head(title="Document", metas=(Meta("name", "og:title", "Named"),)), READERS["signal"])

    assert found.title.text == "Document"


@pytest.mark.parametrize(
    ("key", "links", "url"),
    [
        ("signal", ("icon", "apple-touch-icon"), "/apple-touch-icon"),
        ("signal", ("icon", "shortcut icon"), "/shortcut icon"),
        ("signal", ("icon",), "/icon"),
        ("imessage", ("icon", "apple-touch-icon"), "/apple-touch-icon"),
        ("facebook", ("icon", "apple-touch-icon"), None),
    ],
)
def test_icons_stand_in(key, links, url):
    """Signal and iMessage show an icon, small, for want of a picture."""
    found = seen(
        key,
        {"og:image": None},
        File(180, 180, 5000, "image/png"),
        links=tuple(Link(rel=tuple(rel.split()), href=f"/{rel}") for rel in links),
    )

    assert (found.picture and found.picture.url) == url
    assert found.layout is (Layout.SMALL if url else Layout.NONE)


@pytest.mark.parametrize(
    ("key", "file", "layout"),
    [
        ("facebook", File(1200, 630), Layout.LARGE),
        ("facebook", File(600, 315), Layout.LARGE),
        ("facebook", File(599, 315), Layout.SMALL),
        ("facebook", File(199, 200), Layout.NONE),
        ("facebook", File(1200, 630, 8_000_001), Layout.NONE),
        ("facebook", File(0, 0, 900, "image/svg+xml"), Layout.NONE),
        ("linkedin", File(401, 210), Layout.LARGE),
        ("linkedin", File(400, 210), Layout.SMALL),
        ("x", File(300, 157), Layout.LARGE),
        ("x", File(299, 157), Layout.SMALL),
        ("x", File(143, 157), Layout.NONE),
        ("x", File(0, 0, 900, "image/svg+xml"), Layout.NONE),
        ("whatsapp", File(300, 157), Layout.LARGE),
        ("whatsapp", File(299, 157), Layout.SMALL),
        ("whatsapp", File(1200, 300), Layout.LARGE),
        ("whatsapp", File(1200, 299), Layout.SMALL),
        ("whatsapp", File(1200, 630, 600_000), Layout.LARGE),
        ("whatsapp", File(1200, 630, 600_001), Layout.NONE),
        ("signal", File(200, 190), Layout.SMALL),
        ("signal", File(1200, 630), Layout.LARGE),
        ("signal", File(1200, 1200), Layout.SMALL),
        ("signal", File(1049, 1000), Layout.SMALL),
        ("signal", File(1050, 1000), Layout.LARGE),
        ("signal", File(), Layout.SMALL),
        ("signal", File(1200, 630, 1_048_577), Layout.NONE),
        ("imessage", File(900, 400), Layout.LARGE),
        ("imessage", File(899, 400), Layout.SMALL),
        ("imessage", File(149, 149), Layout.NONE),
        ("mastodon", File(1200, 630), Layout.LARGE),
        ("mastodon", File(630, 1200), Layout.SMALL),
        ("mastodon", File(1200, 630, 2_000_001), Layout.NONE),
        ("bluesky", File(200, 900), Layout.LARGE),
        ("bluesky", File(1200, 630, 1_000_001), Layout.NONE),
        ("discord", File(1200, 630, 900, "image/avif"), Layout.LARGE),
        ("discord", File(0, 0, 900, "image/svg+xml"), Layout.NONE),
        ("teams", File(1200, 630), Layout.SMALL),
        ("reddit", File(1200, 630), Layout.SMALL),
        ("google", File(1200, 630), Layout.SMALL),
    ],
)
def test_size_type_and_bytes_of_the_picture(key, file, layout):
    """A picture of such pixels, bytes and type is shown so; where it is not shown, it is said why."""
    found = seen(key, {}, file)

    assert found.layout is layout
    assert bool(found.remarks) is (layout is Layout.NONE)


@pytest.mark.parametrize("key", READERS)
def test_a_picture_that_is_not_there(key):
    """Where nothing answers at its address no network shows a picture."""
    found = seen(key, {}, File(is_missing=True))

    assert found.picture is None
    assert "there is no picture at its address" in found.remarks


@pytest.mark.parametrize(
    ("key", "large", "small"),
    [
        ("facebook", 1.91, 1),
        ("linkedin", 1.91, 1),
        ("x", 2, 1),
        ("bluesky", 1.91, 1),
        ("signal", 0, 1),
        ("discord", 0, 1),
        ("reddit", 0, 4 / 3),
    ],
)
def test_crops(key, large, small):
    """The shape to which a large and a small picture are cut; 0 is for whole."""
    found = [shown(head(), READERS[key], lambda _: CARD, layout) for layout in (Layout.LARGE, Layout.SMALL)]

    assert [one.picture.ratio for one in found] == [large, small]


@pytest.mark.parametrize("key", ["x", "slack", "discord"])
@pytest.mark.parametrize(
    ("card", "layout"), [("summary_large_image", Layout.LARGE), ("summary", Layout.SMALL), (None, Layout.SMALL)]
)
def test_the_tag_makes_it_large(key, card, layout):
    """On X, Slack and Discord twitter:card decides, whatever the picture."""
    assert seen(key, {"twitter:card": card}).layout is layout


@pytest.mark.parametrize("key", ["x", "discord"])
def test_the_last_card_wins(key):
    """Of several twitter:card the last counts."""
    found = shown(head(Meta("name", "twitter:card", "summary")), READERS[key], lambda _: CARD)

    assert found.layout is Layout.SMALL


@pytest.mark.parametrize(
    ("card", "site"), [("summary", ("Title", "Description")), ("summary_large_image", (None, None))]
)
def test_x_shows_no_words_below_a_large_picture(card, site):
    """Since October 2023 X shows the host alone there."""
    found = seen("x", {"twitter:card": card})

    assert (found.title and found.title.text, found.description and found.description.text) == site


def test_discord_makes_a_gallery_of_several_pictures():
    """Two og:image are no choice for Discord, which shows up to four; the others take the first."""
    more = [Meta("property", "og:image", f"https://www.example.org/{number}.jpg") for number in range(5)]
    found = {key: shown(head(*more), reader, lambda _: CARD) for key, reader in READERS.items()}

    assert [len(one.gallery) for one in found.values()] == [3 if key == "discord" else 0 for key in found]
    assert {one.picture.url for one in found.values()} == {FULL["og:image"]}


@pytest.mark.parametrize(
    ("key", "text", "cut"),
    [
        ("discord", "社" * 23, False),
        ("discord", "社" * 24, True),
        ("discord", "ж" * 35, False),
        ("discord", "ж" * 36, True),
        ("discord", "😀" * 17, False),
        ("discord", "😀" * 18, True),
        ("discord", "a" * 71, True),
        ("mastodon", "社" * 400, False),
        ("teams", "社" * 75, False),
        ("teams", "社" * 76, True),
        ("teams", "👨‍👩‍👧‍👦" * 75, False),
    ],
)
def test_titles_are_cut_in_the_networks_unit(key, text, cut):
    """Discord's 70 are bytes: 23 Chinese or 35 Cyrillic characters, 17 emoji; others count what people see."""
    found = seen(key, {"og:title": text}).title

    assert found.is_cut is cut
    assert found.text.endswith("…") is cut
    assert found.whole == text


@pytest.mark.parametrize(("length", "cut"), [(70, False), (71, True)])
def test_x_counts_seventy_characters(length, cut):
    """The documented maximum of a title beside a small picture."""
    assert seen("x", {"twitter:card": "summary", "twitter:title": "a" * length}).title.is_cut is cut


@pytest.mark.parametrize(("key", "limit"), [("discord", 350), ("x", 200), ("slack", 300), ("google", 155)])
def test_descriptions_are_cut(key, limit):
    """Each network has its own length of a description."""
    cut = []
    for length in (limit, limit + 1):
        text = "a" * length
        found = seen(key, {"og:description": text, "description": text, "twitter:card": "summary"})
        cut.append(found.description.is_cut)

    assert cut == [False, True]


@pytest.mark.parametrize(("picture", "lines"), [(FULL["og:image"], 2), (None, 4)])
def test_bluesky_has_more_lines_without_a_picture(picture, lines):
    """Two lines of a description below a picture, four without."""
    assert seen("bluesky", {"og:image": picture}).description.lines == lines


@pytest.mark.parametrize(
    ("key", "tags", "problem"),
    [
        ("discord", {"og:site_name": "s" * 257}, "the site’s name is longer than 256 characters"),
        ("discord", {"og:site_name": "s" * 256}, ""),
        ("discord", {"og:image": f"https://example.org/{'a' * 2048}"}, "the picture’s address is longer than 2,048"),
        ("discord", {"og:image:alt": "a" * 4097}, "the picture’s alternative text is longer than 4,096"),
        ("slack", {"og:site_name": "s" * 257}, ""),
        ("whatsapp", {"og:description": None}, "there is no description that it reads"),
        ("whatsapp", {"og:title": None, "og:description": None}, "there is no title and no description"),
        ("x", {"twitter:card": None, "og:type": None}, "there is neither twitter:card nor og:type"),
        ("x", {"twitter:card": None}, ""),
        ("google", {"robots": "noindex"}, "the page asks not to be listed"),
        ("google", {"robots": "index, NONE"}, "the page asks not to be listed"),
        ("google", {"robots": "index, follow"}, ""),
        *((key, {"robots": "noindex"}, "") for key in READERS if key != "google"),
    ],
)
def test_no_preview(key, tags, problem):
    """Why there is no preview at all; noindex keeps a page out of search results alone."""
    found = seen(key, tags).problem

    assert found.startswith(problem)
    assert bool(found) is bool(problem)


@pytest.mark.parametrize("key", READERS)
def test_an_empty_page(key):
    """A page that says nothing has no preview, and it is said why."""
    assert shown(Head(), READERS[key]).problem


@pytest.mark.parametrize(
    ("robots", "description", "picture"),
    [
        ("max-image-preview:large", True, True),
        ("nosnippet", False, True),
        ("max-image-preview: none", True, False),
        ("nosnippet, max-image-preview:none", False, False),
    ],
)
def test_google_keeps_to_the_robots_directives(robots, description, picture):
    """What the page forbids search engines is not shown there, and shown elsewhere."""
    google, facebook = seen("google", {"robots": robots}), seen("facebook", {"robots": robots})

    assert (google.description is not None, google.picture is not None) == (description, picture)
    assert (facebook.description is not None, facebook.picture is not None) == (True, True)


@pytest.mark.parametrize(
    ("key", "tags", "remark"),
    [
        ("facebook", {"og:image:width": None}, "the first share shows no picture"),
        ("facebook", {"og:image:height": None}, "the first share shows no picture"),
        ("linkedin", {"og:image:width": None}, ""),
        ("whatsapp", {"og:url": None}, "og:url, which it asks for, is not there"),
        ("facebook", {"og:url": None}, ""),
    ],
)
def test_remarks(key, tags, remark):
    """What a network asks for and can do without for once is remarked."""
    found = " ".join(seen(key, tags).remarks)

    assert found.startswith(remark)
    assert bool(found) is bool(remark)


@pytest.mark.parametrize(
    ("key", "tags", "alt"),
    [
        ("mastodon", {"twitter:image:alt": "On X"}, "What it shows"),
        ("x", {"twitter:image:alt": "On X"}, "On X"),
        ("x", {}, "What it shows"),
    ],
)
def test_alternative_texts(key, tags, alt):
    """X has a tag of its own for what a picture shows."""
    assert seen(key, tags).picture.alt == alt


def test_fields_and_byline():
    """Slack shows two pairs of label and value, Mastodon the author, Discord the last colour."""
    more = {
        "twitter:label1": "By",
        "twitter:data1": "Ada",
        "twitter:label2": "Alone",
        "fediverse:creator": "@a@b.example",
    }
    colours = [Meta("name", "theme-color", colour) for colour in ("#000000", "#ffffff")]
    found = {key: shown(head(*metas(more), *colours), reader) for key, reader in READERS.items()}

    assert found["slack"].fields == (("By", "Ada"),)
    assert found["mastodon"].byline.text == "@a@b.example"
    assert found["discord"].accent.text == "#ffffff"
    assert all(not one.fields for key, one in found.items() if key != "slack")
    assert all(not one.byline for key, one in found.items() if key != "mastodon")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("telegram", "remembers the noindex"),
        ("reddit", "types its title"),
        ("linkedin", "small picture"),
        ("discord", ""),
    ],
)
def test_notes(key, words):
    """What no preview can show is said in words."""
    assert words in READERS[key].note
    assert bool(words) is bool(READERS[key].note)


@pytest.mark.parametrize("key", READERS)
def test_whole(key):
    """A short and complete page is whole everywhere."""
    assert seen(key).is_whole


@given(
    st.sampled_from(TABLE),
    st.lists(
        st.builds(
            Meta,
            st.sampled_from(("property", "name", "itemprop")),
            st.sampled_from((*FULL, "twitter:title", "twitter:image", "robots", "theme-color", "fediverse:creator")),
            st.text(max_size=90),
            st.integers(0, 99),
        )
    ),
    st.sampled_from((None, CARD, File(), File(is_missing=True), File(10, 4000, 9_999_999, "image/svg+xml"))),
    st.none() | st.sampled_from(tuple(Layout)),
)
def test_anything_is_shown_or_refused(reader, tags, file, layout):
    """Whatever stands in a head, a network shows words of it, no longer than its limit, or it is said why not."""
    found = shown(Head(url=URL, metas=tuple(tags)), reader, lambda _: file, layout)

    said = {meta.content for meta in tags}
    for words in (found.title, found.description):
        assert words is None or (words.whole in said and (words.is_cut or words.text == words.whole))
    assert found.problem or found.found_title or found.found_description or found.picture
