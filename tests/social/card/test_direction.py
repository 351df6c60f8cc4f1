"""Which parts of a line run right to left, and in which order they stand from left to right."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from social.card.direction import (
    CONTROLS,
    LEFT,
    RIGHT,
    bracket_pairs,
    first_strong,
    fragments,
    levels,
    reordered,
    visual_runs,
)

LATIN, HEBREW = "abc", "אבג"
NON_JOINER, JOINER = "\u200c", "\u200d"
BASE = st.sampled_from([LEFT, RIGHT])
PLAIN = st.text(alphabet=f"{LATIN}{HEBREW}12 -·", max_size=24)
# As people write: brackets stand around words, and belong together.
WORD = st.sampled_from([LATIN, HEBREW, "SMO", "מדיה", "2026", "10%", "א1", "a1", "مرحبا"])
INSIDE = st.lists(WORD, min_size=1, max_size=2).map(" ".join)
SENTENCE = st.lists(WORD | INSIDE.map("({})".format) | INSIDE.map("[{}]".format), min_size=1, max_size=7).map(" ".join)


def ordered(runs) -> str:
    """Return the characters of runs as they stand from left to right."""
    return "".join(part[::-1] if level % 2 else part for _, part, level in runs)


def shown(text: str, base: int) -> str:
    """Return a line as it is seen: brackets that are read from the right are turned, as fonts do."""
    turned = str.maketrans("()[]", ")(][")
    runs = visual_runs([(0, text)], base)
    return ordered((font, part.translate(turned) if level % 2 else part, level) for font, part, level in runs)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("", LEFT, ""),
        ("", RIGHT, ""),
        # one direction
        ("abc", LEFT, "000"),
        ("שלום", RIGHT, "1111"),
        ("مرحبا", RIGHT, "11111"),
        ("ab cd, ef", LEFT, "000000000"),
        ("שלום עולם", RIGHT, "111111111"),
        # letters of the other direction
        ("ab אב cd", LEFT, "00011000"),
        ("אב cd גד", RIGHT, "11122111"),
        ("دليل SMO الكامل", RIGHT, "111112221111111"),
        # also at the beginning: the line's direction is that of its language, not of its first letter
        ("SMM אב", RIGHT, "222111"),
        ("אב abc", LEFT, "110000"),
        ("abc", RIGHT, "222"),
        ("אב", LEFT, "11"),
        # digits run left to right in any text
        ("12", LEFT, "00"),
        ("12", RIGHT, "22"),
        ("אב 12", RIGHT, "11122"),
        ("לשנת 2026!", RIGHT, "1111122221"),
        ("لعام ٢٠٢٦", RIGHT, "111112222"),
        ("12 אב", RIGHT, "22111"),
        ("אב 10%", RIGHT, "111222"),
        ("אב 1-2", RIGHT, "111222"),
        ("ab אב 12", LEFT, "00011122"),
        # marks take the direction of what is on both sides, else that of the line
        ("ab, אב", LEFT, "000011"),
        ("אב (cd) גד", RIGHT, "1111221111"),
        ("ab (אב) cd", LEFT, "0000110000"),
        ("אב: גד", RIGHT, "111111"),
        ("ab · אב", LEFT, "0000011"),
        ("שלום!", LEFT, "11110"),
        ("abc!", RIGHT, "2221"),
        # the space at a line's end is the line's
        ("אב ", RIGHT, "111"),
        ("ab אב ", LEFT, "000110"),
        ("אב cd ", RIGHT, "111221"),
    ],
)
def test_levels(text, base, expected):
    """Odd levels run right to left; the line's own level is that of its language."""
    assert "".join(map(str, levels(text, base))) == expected


@pytest.mark.parametrize("base", [LEFT, RIGHT])
@pytest.mark.parametrize(
    "text",
    [
        f"می{NON_JOINER}خواهم",
        f"क्{JOINER}ष",
        f"שלו{JOINER}ם abc",
        f"{NON_JOINER}אב",
        f"ab{NON_JOINER}",
        f"אב{NON_JOINER} {JOINER}cd",
        f"(א{JOINER}ב) {JOINER}(cd)",
        "so\u00adft אב",
        "א\u061cב",
        "a\ufeffb",
        "👩🏽\u200d💻 אב",
    ],
)
def test_joiners_keep_their_place(text, base):
    """Each character has its level, those without a width too: that of the character before."""
    found = levels(text, base)

    assert len(found) == len(text)
    assert all(found[n] == found[n - 1] for n, character in enumerate(text) if n and character in "\u200c\u200d\u00ad")


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("", LEFT, ""),
        ("abc", LEFT, "abc"),
        ("אבג", RIGHT, "גבא"),
        ("ab אב cd", LEFT, "ab בא cd"),
        ("אב cd גד", RIGHT, "דג cd בא"),
        ("אב cd ef גד", RIGHT, "דג cd ef בא"),
        ("ab אב גד cd", LEFT, "ab דג בא cd"),
        # a line may begin with a word of the other direction
        ("SMM עדיף", RIGHT, "ףידע SMM"),
        ("עולם means world", LEFT, "םלוע means world"),
        # digits
        ("אב 12 גד", RIGHT, "דג 12 בא"),
        ("לשנת 2026", RIGHT, "2026 תנשל"),
        ("2026 SMM", RIGHT, "SMM 2026"),
        ("ab אב 12 גד", LEFT, "ab דג 12 בא"),
        # brackets look the same way as their words
        ("אב (גד)", RIGHT, "(דג) בא"),
        ("ab (אב)", LEFT, "ab (בא)"),
        ("אב (cd) גד", RIGHT, "דג (cd) בא"),
        ("(cd) אב", RIGHT, "בא (cd)"),
        # both brackets are of one direction, also where another word of it stands before them
        ("אב SMO (cd) גד", RIGHT, "דג SMO (cd) בא"),
        ("מדריך SMO (Social Media) למתחילים", RIGHT, "םיליחתמל SMO (Social Media) ךירדמ"),
        ("דע SMO (12)", RIGHT, "SMO (12) עד"),
        ("דע (12) SMO", RIGHT, "SMO (12) עד"),
        ("ab (cd אב) גד", LEFT, "ab (cd בא) דג"),
        ("אב SMO [cd (ef)] גד", RIGHT, "דג SMO [cd (ef)] בא"),
        # a bracket without another is a mark like others
        ("אב SMO (cd גד", RIGHT, "דג SMO (cd בא"),
        ("אב 1) גד", RIGHT, "דג (1 בא"),
    ],
)
def test_visual_order(text, base, expected):
    """From left to right stands what a reader of both scripts expects."""
    assert shown(text, base) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("()", [(0, 1)]),
        ("a(b)c", [(1, 3)]),
        ("(a)(b)", [(0, 2), (3, 5)]),
        # one inside another, in the order of the opening ones
        ("(a[b]c)", [(0, 6), (2, 4)]),
        # crossed: the inner one is none
        ("a(b]c)d", [(1, 5)]),
        ("a(b[c)d]", [(1, 5)]),
        # without another
        ("(a", []),
        ("a)", []),
        (")(", []),
        ("(a))", [(0, 2)]),
        ("((a)", [(1, 3)]),
        # of other scripts; "<" and ">" are no brackets, quotation marks neither
        ("「a」", [(0, 2)]),
        ("（a）", [(0, 2)]),
        ("<a>", []),
        ("«a»", []),
        # two forms of one bracket belong together
        ("\u2329a\u3009", [(0, 2)]),
    ],
)
def test_bracket_pairs(text, expected):
    """The brackets that belong together. https://www.unicode.org/reports/tr9/#BD16"""
    assert bracket_pairs(list(text)) == expected


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [
        ("abc אב", RIGHT, LEFT),
        ("אב abc", LEFT, RIGHT),
        ("مرحبا abc", LEFT, RIGHT),
        # digits and marks have no direction of their own
        ("12 – אב", LEFT, RIGHT),
        ("(12) ab", RIGHT, LEFT),
        ("12", LEFT, LEFT),
        ("12", RIGHT, RIGHT),
        ("", RIGHT, RIGHT),
    ],
)
def test_first_strong(text, otherwise, expected):
    """The first letter decides; where there is none, the line."""
    assert first_strong(text, otherwise) == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        # a line without separators has its own direction
        ("ab", RIGHT, [("ab", RIGHT)]),
        ("אב", LEFT, [("אב", LEFT)]),
        ("", LEFT, [("", LEFT)]),
        # parts each have that of their first letter, and stand in the line's
        ("ab · cd", LEFT, [("ab", LEFT), (" · ", LEFT), ("cd", LEFT)]),
        ("אב · 7 min", RIGHT, [("7 min", LEFT), (" · ", RIGHT), ("אב", RIGHT)]),
        ("אב · 7 min", LEFT, [("אב", RIGHT), (" · ", LEFT), ("7 min", LEFT)]),
        ("ab · אב · 12", RIGHT, [("12", RIGHT), (" · ", RIGHT), ("אב", RIGHT), (" · ", RIGHT), ("ab", LEFT)]),
    ],
)
def test_fragments(text, base, expected):
    """An author's name does not turn round what stands beside it."""
    assert list(fragments(text, " · ", base)) == expected


def test_runs_of_several_fonts():
    """A run is of one font and one level; those of a part that is read from the right stand the other way round."""
    parts = [(0, "ab "), (1, "אב"), (0, " "), (2, "12"), (0, " "), (1, "גד"), (0, " cd")]

    assert visual_runs(parts, LEFT) == [
        (0, "ab ", 0),
        (1, "גד", 1),
        (0, " ", 1),
        (2, "12", 2),
        (0, " ", 1),
        (1, "אב", 1),
        (0, " cd", 0),
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("", ""),
        ("000", "abc"),
        ("111", "cba"),
        ("0110", "acbd"),
        ("1221", "dbca"),
        ("0121", "adcb"),
        ("2", "a"),
        ("22", "ab"),
        ("12321", "ebcda"),
        ("01210", "adcbe"),
        ("10101", "abcde"),
    ],
)
def test_reordered(levels, expected):
    """From the highest level to 1, everything of at least that level is turned round."""
    runs = [(0, letter, int(level)) for letter, level in zip("abcde", levels, strict=False)]

    assert "".join(letter for _, letter, _ in reordered(runs)) == expected


@pytest.mark.parametrize("control", ["\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069"])
def test_controls(control):
    """Marks of direction and embeddings are left out of the words of a card."""
    assert f"a{control}b".translate(CONTROLS) == "ab"


@pytest.mark.parametrize("joiner", [JOINER, NON_JOINER])
def test_joiners_are_no_controls(joiner):
    """They shape words."""
    assert f"a{joiner}b".translate(CONTROLS) == f"a{joiner}b"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), PLAIN), max_size=6), BASE)
def test_runs_are_the_text_in_another_order(parts, base):
    """No character is lost or drawn by another font."""

    def each(found):
        return sorted((font, character) for font, part, *_ in found for character in part)

    assert each(visual_runs(parts, base)) == each(parts)


@settings(deadline=None)
@given(st.lists(PLAIN.filter(bool), max_size=6), BASE)
def test_fonts_do_not_change_the_order(parts, base):
    """Where a line changes from one font to another, its characters stand as in one font."""
    assert ordered(visual_runs(enumerate(parts), base)) == ordered(visual_runs([(0, "".join(parts))], base))


@settings(deadline=None, max_examples=300)
@given(PLAIN, BASE)
def test_the_order_is_that_of_unicode(text, base):
    """Another implementation of the same rules puts every character in the same place."""
    assert ordered(visual_runs([(0, text)], base)) == get_display(text, base_dir="LR"[base])


@settings(deadline=None, max_examples=300)
@given(SENTENCE, BASE)
def test_the_order_is_that_of_unicode_around_brackets(text, base):
    """Brackets stand around the same words as in another implementation."""
    assert ordered(visual_runs([(0, text)], base)) == get_display(text, base_dir="LR"[base])
