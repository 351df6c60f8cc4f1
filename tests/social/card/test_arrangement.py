"""Where everything of a card stands, with a measure that gives every character half a px at a size of 1 px: no font."""

from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from social.card.arrangement import arrange
from social.card.layouts import LAYOUTS, POSTS, SHARE, Box, Role
from social.model import Card, CardLayout, LocalFile

LETTER = 0.5  # px, the width of any character at a size of 1 px
LEADING = 1.2
CROPPED = 15  # px that a crop to 2:1 takes below
FORMATS = (SHARE, *POSTS)
SQUARE_CROP = Box(285, 0, 630, 630)  # what is left of the share card in a square
WIDE_CROP = Box(0, 15, 1200, 600)  # in 2:1
VIDEO_CROP = Box(40, 0, 1120, 630)  # in 16:9
PICTURE_SHARE = 0.4  # of a card's height at least remains of its picture
ORDER = (Role.SITE, Role.KICKER, Role.TITLE, Role.ENTRY, Role.BYLINE)

LONG = "Every page that is shared is judged by the picture and the words that a network shows for it. " * 10
TITLES = {
    "one character": "A",
    "one word": "Sharing",
    "two lines": "What social media optimisation is",
    "300 characters": LONG[:300],
    "900 characters": LONG[:900],
    "word of 80 letters": "x" * 80,
    "without spaces": "社交媒体优化是什么？如何写出值得分享的文章" * 4,
}
ENTRIES = ("A post", "Another post with a title that is so long that no line of any card has room for all of it, ever")
FULL = {"kicker": "Ad · Social media optimisation", "byline": "Editorial Team, Somebody Else · 7 min read"}
EMPTY = {"kicker": "", "byline": ""}
CARDS = list(product(CardLayout, FORMATS, TITLES.items(), (FULL, EMPTY)))
NAMES = [
    f"{layout}-{form.name}-{name}-{'full' if words is FULL else 'bare'}" for layout, form, (name, _), words in CARDS
]

ALPHABETS = st.sampled_from(["abc", "AB c", "xyz -/", "漢字かな。「」", "한국 어", "שלום ", "x ", "🚀😀 ", "…—·"])
WORDS = ALPHABETS.flatmap(lambda alphabet: st.text(alphabet=alphabet, min_size=1, max_size=300))
LINE = WORDS.map(lambda text: " ".join(text.split()) or "x")
SHORT = st.just("") | LINE.map(lambda text: text[:80].strip())


def card(layout=CardLayout.TEXT, **changes) -> Card:
    """Return a card of a layout, with entries or a picture where the layout has them."""
    facts = {
        "kicker": "Topic",
        "title": "A title of a few words",
        "byline": "Somebody · 7 min read",
        "entries": ENTRIES * 4 if layout is CardLayout.LIST else (),
        "site_name": "Wellshared",
        "language": "en-GB",
        "direction": "ltr",
        "picture": LocalFile("a.png", "0") if layout is CardLayout.PICTURE else None,
    }
    return Card(layout=layout, **{**facts, **changes})


def measure(text: str, weight: int) -> float:
    return LETTER * len(text)


def leading(text: str) -> float:
    return LEADING


def arranged(found: Card, form=SHARE, logo_ratio: float = 1.0):
    """Return the arrangement of a card."""
    return arrange(
        found,
        form,
        LAYOUTS[found.layout],
        measure,
        leading=leading,
        logo_ratio=logo_ratio,
    )


def place(form, found) -> Box:
    """Return where words may stand: in the column; on a panel, as far down as no crop takes anything."""
    lowest = form.height - CROPPED if found.panel else form.column.bottom
    column = form.column.mirrored(form.width) if found.from_right else form.column
    return column._replace(height=lowest - column.y)


def is_within(inner: Box, outer: Box) -> bool:
    """Whether no part of a box is outside another."""
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


def is_apart(one: Box, other: Box) -> bool:
    """Whether two boxes have no px in common."""
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@pytest.fixture(params=CARDS, ids=NAMES)
def case(request):
    """A card of each layout in each format, with titles of each kind: the card, its format, its arrangement."""
    layout, form, (_, title), words = request.param
    found = card(layout, title=title, **words)
    return found, form, arranged(found, form)


def test_words_and_logo_stand_in_the_column(case):
    """Neither words nor the logo leave the part of a card that every crop shows."""
    _, form, found = case

    assert found.canvas == Box(0, 0, form.width, form.height)
    assert is_within(form.column, found.canvas)
    assert all(is_within(box, place(form, found)) for box in (found.logo, *(words.box for words in found.words)))


def test_strokes_stand_on_the_card(case):
    """A stroke stands in the column, beside it or on the panel's upper edge, and nowhere touches words or logo."""
    card, form, found = case

    for rule in found.rules:
        assert is_within(rule, found.canvas)
        assert min(rule.width, rule.height) > 0
        assert all(is_apart(rule, box) for box in (found.logo, *(words.box for words in found.words)))
        if found.panel:
            assert (rule.x, rule.width, rule.bottom) == (found.panel.x, found.panel.width, found.panel.y)
        elif card.entries:
            assert is_within(rule, form.column)
        else:
            assert rule.right < form.column.x
            assert form.column.y < rule.y < rule.bottom < form.column.bottom


def test_nothing_stands_on_anything_else(case):
    """Words overlap neither one another nor the logo."""
    _, _, found = case
    boxes = [found.logo, *(words.box for words in found.words)]

    assert all(is_apart(one, other) for one, other in combinations(boxes, 2))


def test_order(case):
    """From top to bottom: site, kicker, title, entries, byline; each role in the order of reading."""
    _, _, found = case
    roles = [words.role for words in found.words]

    assert roles == sorted(roles, key=ORDER.index)
    assert all(above.box.bottom <= below.box.y for above, below in pairwise(found.words))


def test_a_role_is_there_when_it_has_words(case):
    """Title and logo are always there, kicker and byline where the card has them, the site's name on every card."""
    card, _, found = case
    has_site_line = card.layout is CardLayout.PICTURE  # where the site's name stands in the byline

    assert len(found.of(Role.TITLE)) == 1
    assert len(found.of(Role.KICKER)) == bool(card.kicker)
    assert len(found.of(Role.SITE)) == (not has_site_line)
    assert len(found.of(Role.BYLINE)) == (bool(card.byline) or has_site_line)
    assert len(found.of(Role.ENTRY)) <= len(card.entries)
    assert min(found.logo.width, found.logo.height) > 0


def test_sizes(case):
    """Words are as large as their layout allows at most, as small at least, and their box is as high as its lines."""
    card, form, found = case

    for words in found.words:
        kind = LAYOUTS[card.layout].types[words.role]
        assert round(kind.smallest * form.scale) <= words.size <= round(kind.largest * form.scale)
        assert words.box.height == words.line_height * len(words.lines)
        assert words.line_height == pytest.approx(words.size * LEADING * kind.leading, abs=0.51)
        assert all(LETTER * len(line) * words.size <= words.box.width for line in words.lines)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("layout", CardLayout)
def test_crops_of_the_share_card(layout, title):
    """Networks show it as a square, in 2:1 or in 16:9: logo, strokes beside words and all words are left."""
    found = arranged(card(layout, title=title, **FULL))
    shown = (found.logo, *(words.box for words in found.words), *(() if found.panel else found.rules))

    for crop in (SQUARE_CROP, WIDE_CROP, VIDEO_CROP):
        assert all(is_within(box, crop) for box in shown)


@pytest.mark.parametrize("words", [FULL, EMPTY], ids=["full", "bare"])
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_panel(form, title, words):
    """It lies behind all words and the logo, reaches the lower edge, and leaves the picture to be seen above it."""
    found = arranged(card(CardLayout.PICTURE, title=title, **words), form)

    assert found.panel.bottom == form.height
    assert min(rule.y for rule in found.rules) >= form.height * PICTURE_SHARE
    assert all(is_within(box, found.panel) for box in (found.logo, *(words.box for words in found.words)))
    assert is_within(found.panel, found.canvas)


@pytest.mark.parametrize("layout", [CardLayout.TEXT, CardLayout.LIST])
def test_only_pictures_need_a_panel(layout):
    """Words alone stand on the card's own ground."""
    assert arranged(card(layout)).panel is None


def test_right_to_left_is_the_mirror_image(case):
    """Every box stands on the other side, as large and as high up; the words are the same."""
    card, form, found = case
    other = arranged(replace(card, direction="rtl"), form)

    def turned(box):
        return Box(form.width - box.x - box.width, *box[1:])

    assert (found.from_right, other.from_right) == (False, True)
    assert other == replace(
        found,
        logo=turned(found.logo),
        words=tuple(replace(words, box=turned(words.box)) for words in found.words),
        rules=tuple(turned(rule) for rule in found.rules),
        panel=found.panel and turned(found.panel),
        from_right=True,
    )


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("number", [1, 2, 5, 40])
@pytest.mark.parametrize("title", ["Tags", LONG[:300], LONG[:900]], ids=["short", "300", "900"])
def test_entries(form, number, title):
    """All that have room stand below the title, in order, a line each, of one size; a long title leaves room for two.

    A name too long for its line is shortened.
    """
    names = tuple(f"{n} {name}" for n, name in zip(range(number), ENTRIES * 20, strict=False))
    found = arranged(card(CardLayout.LIST, entries=names, title=title), form).of(Role.ENTRY)

    assert min(number, 2) <= len(found) <= number
    assert len({words.size for words in found}) == 1
    assert all(len(words.lines) == 1 for words in found)
    assert [words.is_whole for words in found] == [len(name) < 40 for name in names[: len(found)]]
    assert all(name.startswith(words.lines[0].rstrip("…")) for words, name in zip(found, names, strict=False))


def test_entries_are_as_large_as_the_longest_allows():
    """Short names alone are larger than beside a long one."""
    short = arranged(card(CardLayout.LIST, entries=("a", "b"))).of(Role.ENTRY)
    mixed = arranged(card(CardLayout.LIST, entries=("a", "b" * 45))).of(Role.ENTRY)

    assert short[0].size == LAYOUTS[CardLayout.LIST].types[Role.ENTRY].largest
    assert mixed[0].size == mixed[1].size < short[0].size
    assert mixed[1].is_whole


def test_a_list_without_entries():
    """Its title has the room to itself."""
    alone = arranged(card(CardLayout.LIST, entries=(), title=LONG[:100]))
    beside = arranged(card(CardLayout.LIST, title=LONG[:100]))

    assert alone.of(Role.TITLE)[0].size > beside.of(Role.TITLE)[0].size


@pytest.mark.parametrize("ratio", [0.3, 1.0, 2.5, 4.0, 8.0])
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("layout", CardLayout)
def test_logo(layout, form, ratio):
    """It keeps its shape, takes half a column at most, and the words beside it keep their distance."""
    found = arranged(card(layout), form, ratio)
    beside = found.of(Role.BYLINE if found.panel else Role.SITE)[0]

    assert found.logo.width <= form.column.width / 2
    assert abs(found.logo.width - found.logo.height * ratio) <= max(1, ratio) / 2 + 0.5
    assert is_within(found.logo, place(form, found))
    assert is_apart(found.logo, beside.box)
    assert is_within(beside.box, place(form, found))


@pytest.mark.parametrize(
    ("title", "is_whole"),
    [("A", True), (LONG[:300], True), (LONG[:900], False), ("x" * 80, True)],
    ids=["1", "300", "900", "word of 80"],
)
def test_a_title_of_300_characters_is_whole(title, is_whole):
    """More than that is not asked of the share card."""
    assert arranged(card(title=title)).of(Role.TITLE)[0].is_whole == is_whole


@pytest.mark.parametrize("layout", CardLayout)
@settings(deadline=None, max_examples=60)
@given(title=LINE, kicker=SHORT, byline=SHORT, site=LINE, form=st.sampled_from(FORMATS), rtl=st.booleans())
def test_nothing_ever_leaves_its_place(layout, title, kicker, byline, site, form, rtl):  # noqa: PLR0917 (a card's words)
    """Whatever is written on a card stays in its box, the box in the column, and apart from all others."""
    words = {"title": title, "kicker": kicker, "byline": byline, "site_name": site}
    found = arranged(card(layout, direction="rtl" if rtl else "ltr", **words), form)
    boxes = [found.logo, *(words.box for words in found.words)]

    assert all(is_within(box, place(form, found)) for box in boxes)
    assert all(is_apart(one, other) for one, other in combinations(boxes, 2))
    assert all(LETTER * len(line) * words.size <= words.box.width for words in found.words for line in words.lines)


@settings(deadline=None)
@given(names=st.lists(LINE, min_size=1, max_size=12), title=LINE, form=st.sampled_from(FORMATS))
def test_entries_never_leave_the_column(names, title, form):
    """However many a list holds, and however long they are, the byline stays free."""
    found = arranged(card(CardLayout.LIST, entries=tuple(names), title=title), form)
    boxes = [words.box for words in found.words]

    assert found.of(Role.ENTRY)
    assert all(is_within(box, form.column) for box in boxes)
    assert all(is_apart(one, other) for one, other in combinations(boxes, 2))
