"""Which font draws which characters, with fonts of a few characters."""

from itertools import pairwise
from string import ascii_letters, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from social.card.typefaces import assign, first, missing, shapes, spelled
from social.model import Typeface

GREEK_LETTERS = "αβγδεΑΩλόγος"
LATIN = Typeface("latin", "1", frozenset(ascii_letters + digits + " .,:-·é"))
GREEK = Typeface("greek", "2", frozenset(GREEK_LETTERS))  # has no space
BOTH = Typeface("both", "3", frozenset(ascii_letters + GREEK_LETTERS + " €"))
SYMBOLS = Typeface("symbols", "4", frozenset("❤☺"))
EMOJI = Typeface("emoji", "5", frozenset("❤🚀👩💻🏽🇬🇧1#\u20e3"), is_colourful=True)
FONTS = (LATIN, GREEK, BOTH, SYMBOLS, EMOJI)
JOINER, TEXT_FORM, EMOJI_FORM = "\u200d", "\ufe0e", "\ufe0f"

CHARACTERS = [*"abé. ,-1αλ€❤🚀漢字กü ", "❤\ufe0f", "1\ufe0f\u20e3", "🇬🇧", "👩🏽\u200d💻", "e\u0301", "\u200c"]
TEXT = st.lists(st.sampled_from(CHARACTERS), max_size=20).map("".join)


def named(text: str, typefaces=FONTS) -> list[tuple[str, str]]:
    """Return the fonts that draw a text by their names, with their characters."""
    return [(typefaces[index].family, part) for index, part in assign(text, typefaces)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        # one font for all
        ("a word", [("latin", "a word")]),
        ("λόγος", [("greek", "λόγος")]),
        # a word by the one font that has all of it, not by two that have half
        ("aα", [("both", "aα")]),
        ("10€", [("latin", "10"), ("both", "€")]),
        ("a€", [("both", "a€")]),
        ("a λόγος", [("latin", "a "), ("greek", "λόγος")]),
        # a word that no font has whole, by as many as it takes
        ("éα", [("latin", "é"), ("greek", "α")]),
        ("1λόγος", [("latin", "1"), ("greek", "λόγος")]),
        # a word ends where a line may: at spaces and hyphens
        ("é-α", [("latin", "é-"), ("greek", "α")]),
        # space is that of the word before, of the first font where that has none
        ("aα aα", [("both", "aα aα")]),
        ("aα a", [("both", "aα "), ("latin", "a")]),
        ("λόγος αβγ", [("greek", "λόγος"), ("latin", " "), ("greek", "αβγ")]),
        ("🚀 🚀", [("emoji", "🚀"), ("latin", " "), ("emoji", "🚀")]),
        (" ", [("latin", " ")]),
        # what no font has is left out
        ("a漢b", [("latin", "ab")]),
        ("漢", []),
        ("漢 a", [("latin", " a")]),
    ],
)
def test_assign(text, expected):
    """A word is drawn by the first font that has all of it."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # letters in the form of text or of an emoji
        ("❤", [("symbols", "❤")]),
        ("❤" + TEXT_FORM, [("symbols", "❤" + TEXT_FORM)]),
        ("❤" + EMOJI_FORM, [("emoji", "❤" + EMOJI_FORM)]),
        # an emoji that no font in colour has, in black
        ("☺" + EMOJI_FORM, [("symbols", "☺" + EMOJI_FORM)]),
        # keycaps: the digit alone is a text font's
        ("1", [("latin", "1")]),
        ("1\ufe0f\u20e3", [("emoji", "1\ufe0f\u20e3")]),
        ("1\u20e3", [("emoji", "1\u20e3")]),
        # sequences stay whole
        ("👩🏽\u200d💻", [("emoji", "👩🏽\u200d💻")]),
        ("🇬🇧", [("emoji", "🇬🇧")]),
        # beside letters
        ("a❤" + EMOJI_FORM, [("latin", "a"), ("emoji", "❤" + EMOJI_FORM)]),
        ("10❤" + EMOJI_FORM + "a", [("latin", "10"), ("emoji", "❤" + EMOJI_FORM), ("latin", "a")]),
        ("a🚀", [("latin", "a"), ("emoji", "🚀")]),
        ("a ❤ b", [("latin", "a "), ("symbols", "❤"), ("latin", " b")]),
    ],
)
def test_assign_emoji(text, expected):
    """U+FE0F asks for colours, and so does a keycap; U+FE0E and nothing at all do not."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a word with letters of two files of a family is theirs, though another font has all of it
        ("aź", [(0, "a"), (1, "ź")]),
        ("źaź", [(1, "ź"), (0, "a"), (1, "ź")]),
        ("za aź", [(0, "za a"), (1, "ź")]),
        # a word that one file has whole is drawn by that file
        ("za", [(0, "za")]),
        ("źź", [(1, "źź")]),
        # the next family where a letter is lacking
        ("aź€", [(2, "aź€")]),
        ("źa €", [(1, "ź"), (0, "a "), (2, "€")]),
        # and by several where no family has the word whole
        ("ź字€", [(1, "ź"), (3, "字"), (2, "€")]),
    ],
)
def test_families(text, expected):
    """Files of one family look alike: a word is drawn by the first family that has all of it."""
    typefaces = (
        Typeface("brand", "1", frozenset("az ")),
        Typeface("brand", "2", frozenset("źł")),
        Typeface("other", "3", frozenset("azźł€")),
        Typeface("third", "4", frozenset("字")),
    )

    assert list(assign(text, typefaces)) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("a", (LATIN, BOTH), "latin"),
        ("a", (BOTH, LATIN), "both"),
        ("aα", (LATIN, GREEK, BOTH), "both"),
        ("❤", (EMOJI, SYMBOLS), "emoji"),
        ("❤" + EMOJI_FORM, (SYMBOLS, EMOJI), "emoji"),
        ("❤" + EMOJI_FORM, (SYMBOLS,), "symbols"),
        # joiners and marks need no font of their own
        ("a" + JOINER, (GREEK, LATIN), "latin"),
        ("", (GREEK, LATIN), "greek"),
        (" ", (GREEK, LATIN), "greek"),
    ],
)
def test_first(text, order, expected):
    """The order of the fonts decides; an emoji in colours asks those in colour first."""
    assert order[first(text, order, range(len(order)))].family == expected


def test_first_is_none_where_no_font_has_all():
    """Neither half a word is enough, nor a font that is not asked, nor none."""
    assert first("aα", (LATIN, GREEK), (0, 1)) is None
    assert first("a", (LATIN, GREEK), (1,)) is None
    assert first("a", (), ()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("ab a", "ab"),
        # white space of any kind
        ("a\xa0b\u3000", "ab"),
        # joiners, marks of direction, soft hyphens
        ("a\u200cb\u200dc\u200e\u200f\u00ad\u2060", "abc"),
        # choices of a variant
        ("❤\ufe0f❤\ufe0e漢\U000e0100", "❤漢"),
        # accents are shapes
        ("e\u0301", "e\u0301"),
        ("1\ufe0f\u20e3", "1\u20e3"),
    ],
)
def test_shapes(text, expected):
    """What has no shape of its own needs no font."""
    assert shapes(text) == set(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ()),
        (("all here", "λόγος"), ()),
        # once each, in the order of reading
        (("字b漢", "漢字"), ("字", "漢")),
        (("ก", "a漢ก"), ("ก", "漢")),
        # as a reader counts characters
        (("xe\u0301",), ("e\u0301",)),
        (("👩\u200d🔧",), ("👩\u200d🔧",)),
        # nothing that needs no shape
        (("a\u200db\ufe0f\u200c \u00ad",), ()),
        (("👩🏽\u200d💻 1\ufe0f\u20e3",), ()),
    ],
)
def test_missing(words, expected):
    """Told is what no font has, each character once."""
    assert missing(words, FONTS) == expected


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("ก", "“ก” (U+0E01 THAI CHARACTER KO KAI)"),
        ("e\u0301", "“e\u0301” (U+0065 LATIN SMALL LETTER E U+0301 COMBINING ACUTE ACCENT)"),
        ("\ue000", "“\ue000” (U+E000 without a name)"),
        ("🚀", "“🚀” (U+1F680 ROCKET)"),
    ],
)
def test_spelled(character, expected):
    """A writer can find the character, whatever the screen shows of it."""
    assert spelled(character) == expected


@settings(deadline=None)
@given(TEXT)
def test_every_character_is_drawn_or_missing(text):
    """Fonts draw the characters of a text in their order, each one that it has, and what is left out is told."""
    runs = assign(text, FONTS)
    lost = missing([text], FONTS)
    left = iter(text)

    assert all(character in left for _, part in runs for character in part)  # in that order
    assert all(shapes(part) <= FONTS[index].characters for index, part in runs)
    assert (sum(len(part) for _, part in runs) == len(text)) == (not lost)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_words_do_not_change_each_other(one, two):
    """A text's fonts are those of its words: what stands after a space makes no difference."""

    def each(text):
        return [(name, character) for name, part in named(text) for character in part.replace(" ", "")]

    assert each(f"{one} {two}") == [*each(one), *each(two)]


@given(TEXT)
def test_runs_are_as_long_as_can_be(text):
    """Two neighbours are never of one font."""
    fonts = [index for index, _ in assign(text, FONTS)]

    assert all(one != other for one, other in pairwise(fonts))


def test_a_font_is_known_by_its_digest():
    """Two readings of one file are the same font, without a look at its characters."""

    class NeverCompared(frozenset):
        __hash__ = None

        def __eq__(self, other):
            raise AssertionError

    one, other = (Typeface("brand", "1", NeverCompared("az")) for _ in range(2))

    assert one == other
    assert hash(one) == hash(other)
    assert one != Typeface("brand", "2", one.characters)
