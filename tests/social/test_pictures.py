"""Which picture stands for a page: on networks its card or what its writer chose, elsewhere one without words."""

from dataclasses import replace

import pytest
from factories import BLOG, described, picture, site, source
from social.advice import advice
from social.metadata import describe
from social.model import (
    Author,
    Card,
    CardDesign,
    CardLayout,
    Code,
    Crop,
    LocalFile,
    PageKind,
    Sourced,
    Term,
    Typeface,
    Visibility,
)
from social.pictures import CROP_WIDTH, largest, may_be_cut, suits_sharing

DEFAULT = site().share_picture
PHOTO = picture(
    url=f"{BLOG}/images/photo.webp",
    alt="A photo",
    width=3000,
    height=2000,
    type="image/webp",
    file=LocalFile("images/photo.webp", "photo"),
)
WIDE = picture(url=f"{BLOG}/images/wide.png", file=LocalFile("images/wide.png", "wide"))
SMALL = replace(PHOTO, width=599, height=400, file=LocalFile("images/small.webp", "small"))
VECTOR = LocalFile("a.svg", "vector")
DRAWING = picture(url=f"{BLOG}/a.svg", width=None, height=None, type=None, size=None, file=VECTOR)
ELSEWHERE = picture(url="https://example.com/a.png", width=None, height=None, type=None, size=None)
LISTS = (
    *(PageKind.CATEGORY, PageKind.TAG, PageKind.AUTHOR, PageKind.ARCHIVES),
    *(PageKind.CATEGORIES, PageKind.TAGS, PageKind.AUTHORS),
)


@pytest.mark.parametrize(
    ("changes", "suits"),
    [
        pytest.param({}, True, id="1200x630-png"),
        pytest.param({"type": "image/jpeg"}, True, id="jpeg"),
        # types that a network refuses
        *(
            pytest.param({"type": kind}, False, id=str(kind))
            for kind in ("image/svg+xml", "image/avif", "image/webp", "image/gif", None)
        ),
        # at least 600×315
        pytest.param({"width": 600, "height": 315}, True, id="smallest"),
        pytest.param({"width": 599, "height": 315}, False, id="too-narrow"),
        pytest.param({"width": 600, "height": 314}, False, id="too-low"),
        # wide, as far as the common crop loses nothing
        pytest.param({"width": 1200, "height": 675}, True, id="16:9"),
        pytest.param({"width": 1200, "height": 600}, True, id="2:1"),
        pytest.param({"width": 1700, "height": 1000}, True, id="1.7:1"),
        pytest.param({"width": 2100, "height": 1000}, True, id="2.1:1"),
        pytest.param({"width": 1699, "height": 1000}, False, id="not-wide-enough"),
        pytest.param({"width": 2101, "height": 1000}, False, id="too-wide"),
        pytest.param({"width": 1200, "height": 1200}, False, id="square"),
        pytest.param({"width": 1000, "height": 1500}, False, id="portrait"),
        # not too heavy
        pytest.param({"size": 599_999}, True, id="heavy"),
        pytest.param({"size": 600_001}, False, id="too-heavy"),
        # not measured
        pytest.param({"width": None, "height": None, "type": None, "size": None}, False, id="elsewhere"),
        pytest.param({"size": None}, False, id="no-size"),
        pytest.param({"height": None}, False, id="no-height"),
        pytest.param({"width": 0, "height": 0}, False, id="empty"),
    ],
)
def test_suits_sharing(changes, suits):
    """PNG or JPEG, big enough, wide, and not too heavy: then every network shows the picture large."""
    assert suits_sharing(picture(**changes)) is suits


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (PHOTO, True),
        (replace(PHOTO, width=600, height=315), True),
        (replace(PHOTO, width=800, height=2400), True),
        (SMALL, False),
        (replace(PHOTO, width=600, height=314), False),
        (DRAWING, False),
        (ELSEWHERE, False),
    ],
)
def test_may_be_cut(found, may):
    """A file of ours with pixels, and enough of them."""
    assert may_be_cut(found) is may


# The picture that networks show


def shared(fields, **changes):
    """Return the share picture of a post, with its origin."""
    return described(PageKind.ARTICLE, fields, **changes).share_picture


def test_share_image_comes_first():
    """1. `Share_Image` is cut to 1200×630 as JPEG, whatever it was; its address tells its bytes, not its name."""
    meta = described(PageKind.ARTICLE, {"image": "a", "share_image": "b"}, picture=WIDE, share_picture=PHOTO)
    found = meta.share_picture.value

    assert meta.share_picture.origin == "Share_Image, line 2"
    assert (found.width, found.height, found.type, found.alt) == (1200, 630, "image/jpeg", "A photo")
    assert meta.card is None
    assert [made.recipe for made in meta.drawings if made.path in found.url] == [
        Crop(picture=PHOTO.file, width=1200, height=630, limit=300_000)
    ]


def test_finished_share_image_is_published_as_it_is():
    """A PNG or JPEG of 1200×630 pixels and at most 300 KB loses nothing."""
    meta = described(share_picture=WIDE)

    assert meta.drawings[0].recipe == WIDE.file
    assert meta.share_picture.value.type == "image/png"


@pytest.mark.parametrize(
    "changes", [{"size": 300_001}, {"width": 1201}, {"height": 631}, {"type": "image/webp"}], ids=str
)
def test_share_image_that_is_not_finished_is_cut(changes):
    """Everything else becomes a fitting JPEG."""
    assert isinstance(described(share_picture=replace(WIDE, **changes)).drawings[0].recipe, Crop)


def test_share_image_from_elsewhere_is_used_as_it_is():
    """Nothing is fetched at build time, so nothing is known of it but its address."""
    meta = described(fields={"share_image": "x"}, share_picture=ELSEWHERE)

    assert meta.share_picture == Sourced(ELSEWHERE, "Share_Image, line 1")
    assert [made for made in meta.drawings if not isinstance(made.recipe, Code)] == []


@pytest.mark.parametrize("unusable", [SMALL, DRAWING], ids=["small", "vector"])
def test_unusable_share_image_gives_way_to_the_card(unusable):
    """What is too small, or SVG, is not shown; the writer is told."""
    found = source(PageKind.ARTICLE, {"share_image": "x"}, share_picture=unusable)
    meta = describe(found, site())

    assert meta.card is not None
    assert [piece.key for piece in advice(found, meta)] == ["share_image"]


def test_card_comes_next():
    """2. The card, as large as networks want it, at an address that tells what is on it."""
    one, other = described(heading="One"), described(heading="Other")

    assert one.share_picture.origin == "drawn from the page’s title"
    assert (one.share_picture.value.width, one.share_picture.value.height) == (1200, 630)
    assert one.share_picture.value.type == "image/png"
    assert one.share_picture.value.url == f"{BLOG}/{one.drawings[0].path}"
    assert one.share_picture.value.url != other.share_picture.value.url


def test_without_card_the_picture_stands_for_the_page():
    """3. `Image` when it suits every network. 4. The site's default picture."""
    fields = {"card": "none", "image": "a"}

    assert shared(fields, picture=WIDE) == Sourced(WIDE, "Image, line 2")
    assert shared(fields, picture=PHOTO) == Sourced(DEFAULT, "site default")
    assert shared(fields, picture=ELSEWHERE) == Sourced(DEFAULT, "site default")
    assert shared(fields) == Sourced(DEFAULT, "site default")


# What is on a card


@pytest.mark.parametrize(
    ("changes", "has_card"),
    [
        ({}, True),
        ({"visibility": Visibility.DRAFT}, False),
        ({"visibility": Visibility.HIDDEN}, False),
    ],
)
def test_cards_are_for_pages_that_everybody_may_find(changes, has_card):
    """Drafts and hidden pages have none."""
    assert (described(**changes).card is not None) is has_card


def test_no_card_for_what_search_engines_must_not_list():
    """Neither 404 nor noindex pages nor tags with a single post have a card."""
    assert described(PageKind.NOT_FOUND).card is None
    assert described(fields={"robots": "noindex"}).card is None
    assert described(PageKind.TAG, entries=1).card is None


@pytest.mark.parametrize(
    ("own", "asked", "layout"),
    [
        # what the page has
        (None, "", CardLayout.TEXT),
        (PHOTO, "", CardLayout.PICTURE),
        (WIDE, "", CardLayout.PICTURE),
        (SMALL, "", CardLayout.TEXT),
        (DRAWING, "", CardLayout.TEXT),
        (ELSEWHERE, "", CardLayout.TEXT),
        # what its writer asks for
        (PHOTO, "text", CardLayout.TEXT),
        (PHOTO, "Text", CardLayout.TEXT),
        (PHOTO, "picture", CardLayout.PICTURE),
        (None, "picture", CardLayout.TEXT),
    ],
)
def test_layout(own, asked, layout):
    """A picture lies behind the words where there is one that can, unless `Card: text`."""
    card = described(PageKind.ARTICLE, {"image": "a", "card": asked} if asked else {"image": "a"}, picture=own).card

    assert card.layout is layout
    assert card.picture == (own.file if layout is CardLayout.PICTURE else None)


@pytest.mark.parametrize("kind", LISTS)
def test_lists_show_what_they_hold(kind):
    """The card of a list names the first three of its entries."""
    card = described(kind, listed=("A", "B", "C", "D"), entries=4).card

    assert card.layout is CardLayout.LIST
    assert card.entries == ("A", "B", "C")


ARTICLE = {
    "section": Term(name="Marketing", url=f"{BLOG}/topics/marketing/"),
    "authors": (Author(name="Ada", url="a"), Author(name="Bo", url="b")),
    "words": 2000,
}


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        # kicker, title, byline
        (PageKind.ARTICLE, ARTICLE, ("Marketing", "A title", "Ada, Bo · 9 min read")),
        (PageKind.ARTICLE, {"words": 10}, ("", "A title", "1 min read")),
        (PageKind.HOME, {}, ("Blog", "A title", "A tagline")),
        (PageKind.PAGE, {}, ("Page", "A title", "A tagline")),
        (PageKind.CATEGORY, {"entries": 1}, ("Topic", "A title", "1 article")),
        (PageKind.TAG, {"entries": 12}, ("Tag", "A title", "12 articles")),
        (PageKind.AUTHOR, {"entries": 2}, ("Author", "A title", "2 articles")),
        (PageKind.ARCHIVES, {"entries": 6}, ("Archive", "A title", "6 articles")),
        (PageKind.CATEGORIES, {"entries": 6, "listed": ("A", "B")}, ("Overview", "A title", "2 topics")),
        (PageKind.TAGS, {"entries": 6, "listed": ("A",)}, ("Overview", "A title", "1 tag")),
        (PageKind.AUTHORS, {"entries": 6, "listed": ("A",)}, ("Overview", "A title", "1 author")),
    ],
)
def test_words(kind, changes, words):
    """A card says what its page is, its title, and who wrote it or how much it holds."""
    card = described(kind, **changes).card

    assert (card.kicker, card.title, card.byline) == words
    assert card.site_name == "Site"


def test_the_title_is_the_one_that_networks_show():
    """`Share_Title` is on the card too."""
    assert described(fields={"share_title": "Shared"}).card.title == "Shared"


def test_paid_posts_say_so_on_their_card():
    """The label of an advertisement comes first."""
    assert described(fields={"sponsored": "true"}, **ARTICLE).card.kicker == "Ad · Marketing"


def test_letters_and_their_accents_are_one_character():
    """A title typed as letter and accent looks like any other."""
    assert described(heading="Cafe\u0301").card.title == "Café"


def test_direction():
    """The card of an Arabic page is laid out from right to left."""
    assert (described(language="ar").card.direction, described(language="fr").card.direction) == ("rtl", "ltr")


# Alternative texts


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        (
            PageKind.ARTICLE,
            ARTICLE,
            "Share card of an article on Site: “A title”; Marketing; Ada, Bo · 9 min read.",
        ),
        (
            PageKind.ARTICLE,
            {**ARTICLE, "picture": PHOTO, "fields": {"image": "a", "image_alt": "Two *dots*"}},
            "Share card of an article on Site: “A title”; Marketing; Ada, Bo · 9 min read. Behind the words: Two dots",
        ),
        (
            PageKind.CATEGORY,
            {"entries": 2, "listed": ("One", "Two")},
            "Share card of a topic on Site: “A title”; 2 articles; One; Two.",
        ),
        (PageKind.HOME, {}, "Share card of the home page on Site: “A title”; A tagline."),
    ],
)
def test_alternative_text_of_a_card(kind, changes, words):
    """Who cannot see the card is told what page it is of, the words on it, and what the picture shows."""
    changes = dict(changes)

    assert described(kind, changes.pop("fields", {}), **changes).share_picture.value.alt == words


def test_writer_may_describe_the_card():
    """`Share_Image_Alt` counts, as plain words."""
    assert shared({"share_image_alt": "My *own* words"}).value.alt == "My own words"


def test_alternative_text_is_as_long_as_networks_take():
    """X takes 420 characters."""
    assert len(shared({}, heading="word " * 200).value.alt) <= 420


@pytest.mark.parametrize(
    ("own", "fields", "expected"),
    [
        ("Its own", {"image_alt": "Of the other"}, "Its own"),
        ("", {"image_alt": "Of the other"}, "Of the other"),
        ("", {}, "A title"),
    ],
)
def test_alternative_text_of_a_share_image(own, fields, expected):
    """1. `Share_Image_Alt`. 2. `Image_Alt`. 3. The title."""
    assert shared({"share_image": "a.png", **fields}, share_picture=replace(WIDE, alt=own)).value.alt == expected


def test_alternative_text_is_plain():
    """An alternative text is words on one line, whatever the writer typed."""
    own = replace(WIDE, alt="Two *green*\ncircles &amp; a <b>dot</b>")
    meta = described(PageKind.ARTICLE, {"image": "a.png", "card": "none"}, picture=own)

    assert meta.picture.value.alt == meta.share_picture.value.alt == "Two green circles & a dot"


# The picture without words


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(PHOTO, Sourced(PHOTO, "Image, line 1"), id="1"),
        pytest.param(None, Sourced(None, "none given"), id="2"),
    ],
)
def test_picture(own, expected):
    """1. `Image`. 2. None: the card has words on it and is no substitute."""
    assert described(PageKind.ARTICLE, {"image": "a", "share_image": "b"}, picture=own).picture == expected


def test_crops_are_the_shapes_that_google_asks_for():
    """16:9, 4:3 and 1:1 of the post's own picture, as JPEG with its alternative text, each a file to be made."""
    meta = described(fields={"image": "a"}, picture=PHOTO)

    assert [(crop.width, crop.height) for crop in meta.crops] == [(1200, 675), (1200, 900), (1200, 1200)]
    assert {(crop.type, crop.alt) for crop in meta.crops} == {("image/jpeg", "A photo")}
    made = [drawing.path for drawing in meta.drawings if isinstance(drawing.recipe, Crop)]
    assert [crop.url for crop in meta.crops] == [f"{BLOG}/{path}" for path in made]


@pytest.mark.parametrize("own", [None, SMALL, DRAWING, ELSEWHERE])
def test_no_crops_of_what_cannot_be_cut(own):
    """A picture that is not ours, or too small, stays as it is."""
    assert described(fields={"image": "a"}, picture=own).crops == ()


@pytest.mark.parametrize(
    ("shape", "own", "expected"),
    [
        ((16, 9), (1200, 630), (1120, 630)),
        ((4, 3), (1200, 630), (840, 630)),
        ((1, 1), (1200, 630), (630, 630)),
        ((16, 9), (6000, 4000), (CROP_WIDTH, 675)),
        ((16, 9), (800, 2400), (800, 450)),
        ((1, 1), (800, 2400), (800, 800)),
    ],
)
def test_largest(shape, own, expected):
    """The largest part of a shape, never larger than the picture nor wider than 1200 px."""
    assert largest(shape, own) == expected


# What the writer is told


FEW = CardDesign("design", (Typeface("Few", "few", frozenset("A title·1minread")),))


@pytest.mark.parametrize(
    ("fields", "changes", "keys"),
    [
        ({"image": "a"}, {"picture": PHOTO}, []),
        ({"image": "a"}, {"picture": SMALL}, ["image"]),
        ({"image": "a"}, {"picture": DRAWING}, ["image"]),
        # a picture elsewhere cannot be known; who writes Card knows what they do
        ({"image": "a"}, {"picture": ELSEWHERE}, []),
        ({"image": "a", "card": "text"}, {"picture": SMALL}, []),
        ({"image": "a"}, {"picture": SMALL, "visibility": Visibility.DRAFT}, []),
    ],
)
def test_advice_about_pictures(fields, changes, keys):
    """A picture that the card cannot use is told, with its size and the one that is needed."""
    found = source(PageKind.ARTICLE, fields, **changes)
    told = list(advice(found, describe(found, site())))

    assert [piece.key for piece in told] == keys
    assert all("600×315 pixels" in piece.message for piece in told)


def test_advice_names_characters_that_no_font_has():
    """Each once, with its code point and name, so that a font can be found."""
    found = source(heading="A title ไ ไ ★", words=1)
    told = list(advice(found, describe(found, site(name="A title", cards=FEW))))

    assert [piece.key for piece in told] == ["title", "title"]
    assert "“ไ” (U+0E44 THAI CHARACTER SARA AI MAIMALAI)" in told[0].message
    assert "“★” (U+2605 BLACK STAR)" in told[1].message


def test_card_is_a_value():
    """Cards of the same words are equal, wherever they came from."""
    assert isinstance(described().card, Card)
    assert described().card == described(path="other/").card
