"""Words into lines, with a measure that gives every character half a px at a size of 1 px: no font takes part."""

from itertools import combinations, pairwise
from statistics import pvariance

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from social.card.lines import Fitted, balanced, cut, fit, graphemes, lines_of, shortened, units

LETTER = 0.5  # px, the width of any character at a size of 1 px
# What a reader counts as one character each.
FAMILY, CODER, FLAG, KEYCAP = "👨‍👩‍👧‍👦", "👩🏽‍💻", "🇬🇧", "1️⃣"
ACCENTED = "e\u0301"
CLUSTERS = [*"abcé.,-漢字かなカ。、」「한국어שלاب", ACCENTED, FAMILY, CODER, FLAG, KEYCAP, "क्ष"]
# No Japanese or Chinese line begins with these, and none ends with those. https://www.w3.org/TR/clreq/#prohibition_rules
NEVER_FIRST = "。、」』）！？ーっゃ…"
NEVER_LAST = "「『（"

WORD = st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=24).map("".join)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
ENGLISH = st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=6), min_size=1, max_size=14).map(" ".join)
JAPANESE = st.from_regex("([「『（]?[漢字かなカナ書]{1,3}[。、」』）！？ーっゃ]?){1,12}", fullmatch=True)
ROOM = st.tuples(st.integers(60, 400), st.integers(20, 300))
SIZES = st.tuples(st.integers(20, 80), st.integers(8, 20))
LEADING = st.sampled_from([1.0, 1.14, 1.36])
ROWS = st.sampled_from([1, 2, 3, 99])


def measure(text: str) -> float:
    return LETTER * len(text)


def wide(characters: int) -> float:
    """Return the width of a number of characters."""
    return LETTER * characters


def needed(pieces, width: float) -> int:
    """Return how many lines pieces need, 0 when one is too wide."""
    return lines_of([(measure(piece.rstrip()), measure(piece)) for piece in pieces], width)


@pytest.mark.parametrize(
    ("text", "room", "sizes", "rows", "expected"),
    [
        # one line: its width decides, or its height, or the largest size
        ("abcd", (100, 100), (60, 10), 1, (("abcd",), 50)),
        ("abcd", (100, 30), (60, 10), 1, (("abcd",), 30)),
        ("abcd", (100, 100), (40, 10), 1, (("abcd",), 40)),
        ("ab cd", (100, 100), (60, 10), 1, (("ab cd",), 40)),
        # more lines where they let the words be larger
        ("ab cd", (100, 100), (60, 10), 2, (("ab", "cd"), 50)),
        ("ab cd", (100, 100), (60, 10), 99, (("ab", "cd"), 50)),
        ("ab cd", (100, 60), (60, 10), 2, (("ab cd",), 40)),
        ("ab cd efg", (100, 300), (90, 10), 2, (("ab cd", "efg"), 40)),
        # exactly as much room as is needed
        ("abcd", (20, 10), (10, 10), 1, (("abcd",), 10)),
        ("abcd efgh", (20, 20), (10, 10), 2, (("abcd", "efgh"), 10)),
        # a word too long for its line is cut, as large as that fits, rather than shrunk below the smallest size
        ("abcdefgh", (20, 40), (20, 10), 99, (("abc", "def", "gh"), 13)),
        ("abcdefgh", (20, 40), (20, 5), 99, (("abcdefgh",), 5)),
        ("abcdefghi", (20, 20), (20, 5), 99, (("abcde", "fghi"), 8)),
    ],
)
def test_fit(text, room, sizes, rows, expected):
    """Words stand as large as there is room for, in lines as even as they get."""
    found = fit(text, room, sizes, measure, leading=1.0, rows=rows)

    assert found == Fitted(*expected)


@pytest.mark.parametrize(
    ("leading", "size"),
    [(1.0, 50), (1.25, 40), (2.0, 40), (2.6, 38)],
)
def test_leading_takes_room(leading, size):
    """Higher lines leave room for a smaller size, or for fewer of them."""
    assert fit("ab cd", (100, 100), (60, 10), measure, leading=leading, rows=2).size == size


@pytest.mark.parametrize(
    ("text", "room", "rows", "lines"),
    [
        # more words than lines
        ("one two three", (25, 100), 1, ("one…",)),
        ("one two three four", (35, 100), 2, ("one two", "three…")),
        # more words than height
        ("one two three four", (35, 20), 99, ("one two", "three…")),
        # a long word, of which the rest has no room
        ("abcdefghijkl", (20, 20), 99, ("abcd", "efg…")),
        # no room for a whole line: one it is, all the same
        ("one two", (25, 3), 99, ("one…",)),
    ],
)
def test_ellipsis(text, room, rows, lines):
    """Only what has no room at the smallest size becomes "…", and that is told."""
    found = fit(text, room, (20, 10), measure, leading=1.0, rows=rows)

    assert found == Fitted(lines, 10, is_whole=False)


def test_a_word_of_eighty_letters_is_cut_between_letters():
    """It fills its lines at a size that can be read."""
    found = fit("x" * 80, (560, 400), (120, 29), measure, leading=1.1, rows=99)

    assert "".join(found.lines) == "x" * 80
    assert found.is_whole
    assert found.size > 29
    assert len({len(line) for line in found.lines[:-1]}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        # at spaces, which stay with the word before
        ("one two", ("one ", "two")),
        ("one  two ", ("one  ", "two ")),
        (" one", (" ", "one")),
        # after a hyphen, dash or stroke inside a word
        ("well-known fact", ("well-", "known ", "fact")),
        ("2026–27", ("2026–", "27")),
        ("and/or", ("and/", "or")),
        # not where such a mark begins or ends a word
        ("-5 degrees", ("-5 ", "degrees")),
        ("pre- and post-war", ("pre- ", "and ", "post-", "war")),
        # a sign of its own
        ("R & D", ("R ", "& ", "D")),
        # nowhere else in scripts with spaces
        ("semi.colon;x", ("semi.colon;x",)),
        ("سوشيال ميديا", ("سوشيال ", "ميديا")),
        ("सोशल मीडिया", ("सोशल ", "मीडिया")),
        # Korean at spaces alone
        ("소셜 미디어 최적화", ("소셜 ", "미디어 ", "최적화")),
        ("최적화란 무엇인가?", ("최적화란 ", "무엇인가?")),
        # Japanese at the ends of phrases, Chinese nearly everywhere, but not before or after certain marks
        ("漢字を書く", ("漢字を", "書く")),
        ("漢字。かな", ("漢字。", "かな")),
        ("「括弧」です", ("「括弧」です",)),
        ("ソーシャルメディア最適化とは", ("ソーシャルメディア", "最適化とは")),
        ("什么？如何", ("什", "么？", "如", "何")),
        ("SEO 使用", ("SEO ", "使", "用")),
        ("12月", ("12", "月")),
    ],
)
def test_units(text, expected):
    """A line may end where readers of its script expect it."""
    assert units(text) == expected


@given(TEXT)
def test_units_are_the_text(text):
    """Nothing is lost between two places where a line may end."""
    assert "".join(units(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("abc", ("a", "b", "c")),
        ("é" + ACCENTED, ("é", ACCENTED)),
        (f"{FAMILY}{CODER}{FLAG}{KEYCAP}", (FAMILY, CODER, FLAG, KEYCAP)),
        ("🇬🇧🇩🇪", ("🇬🇧", "🇩🇪")),
        ("❤️!", ("❤️", "!")),
        ("한", ("한",)),
        ("שָׁל", ("שָׁ", "ל")),
    ],
)
def test_graphemes(text, expected):
    """Characters are what a reader counts: a letter with its accents, an emoji of several code points."""
    assert graphemes(text) == expected


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("", 4, 0),
        ("one", 3, 1),
        # a line is filled before the next begins; the space at its end needs no room
        ("one two three", 7, 2),
        ("one two three", 6, 3),
        ("one two three", 13, 1),
        # too narrow for a word
        ("one three", 4, 0),
    ],
)
def test_lines_of(words, width, expected):
    """Lines are filled from the first to the last, in characters here."""
    assert needed(units(words), wide(width)) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # no short word alone on the last line
        ("aaaa bbbb cc", 10, ("aaaa ", "bbbb cc")),
        ("one two three four", 14, ("one two ", "three four")),
        ("how to be shared a lot", 20, ("how to be ", "shared a lot")),
        ("aaa bb cc dd ee ff g", 14, ("aaa bb cc ", "dd ee ff g")),
        ("aaaaaa bb cc d", 6, ("aaaaaa ", "bb ", "cc d")),
        # unless nothing is more even
        ("aaaaaaaaaa b", 10, ("aaaaaaaaaa ", "b")),
        # one line stays one
        ("aaaa bb", 10, ("aaaa bb",)),
    ],
)
def test_balanced(text, width, lines):
    """Lines are as even as the words allow, and not more than are needed."""
    pieces = units(text)
    count = needed(pieces, wide(width))

    assert balanced(pieces, count, wide(width), measure) == lines


@settings(deadline=None)
@given(ENGLISH, st.integers(6, 40))
def test_no_other_lines_are_more_even(text, width):
    """Of all ways to set words in that many lines, none has less difference between them."""
    pieces = units(text)
    count = needed(pieces, wide(width))
    assume(len(pieces) < 10)
    found = balanced(pieces, count, wide(width), measure)

    def widths(lines):
        return [measure(line.rstrip()) for line in lines]

    cuts = ((0, *way, len(pieces)) for way in combinations(range(1, len(pieces)), count - 1))
    ways = [widths("".join(pieces[start:end]) for start, end in pairwise(way)) for way in cuts]

    assert "".join(found) == text
    assert len(found) == count
    assert max(widths(found)) <= wide(width)
    assert pvariance(widths(found)) <= min(pvariance(way) for way in ways if max(way) <= wide(width)) + 1e-9


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        # nothing to cut
        ("one two", 3, ("one ", "two")),
        # in parts that fill a line
        ("abcdefgh", 3, ("abc", "def", "gh")),
        ("one abcdef", 3, ("one ", "abc", "def")),
        # the space after a word needs no room
        ("abcdef gh", 3, ("abc", "def ", "gh")),
        # never inside a character
        (f"a{ACCENTED}b", 2, ("a", ACCENTED, "b")),
        (f"{FAMILY}{FLAG}", 3, (FAMILY, FLAG)),
    ],
)
def test_cut(text, width, expected):
    """Words too long for a line are cut between characters, others are left alone."""
    assert cut(units(text), wide(width), measure) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        # all of it has room, but more would follow
        ("one two", 8, "one two…"),
        # at a word
        ("one two three", 8, "one two…"),
        ("one two three", 12, "one two…"),
        ("three two one", 8, "three…"),
        # inside a word of which more than half would be lost otherwise
        ("a bcdefghijk", 9, "a bcdefg…"),
        ("abcdefgh", 5, "abcd…"),
        # marks before "…" go
        ("One. Two, three", 10, "One. Two…"),
        ("one — two three", 7, "one…"),
        ("one… two three", 6, "one…"),
        ("one … two three", 9, "one…"),
        # never inside a character
        (f"abc{FAMILY}", 8, "abc…"),
        (f"ab{ACCENTED}", 4, "ab…"),
        # no room for anything
        ("abc", 1, "…"),
        ("abc", 0, "…"),
    ],
)
def test_shortened(text, width, expected):
    """What has no room becomes "…" after the last word that has."""
    assert shortened(text, wide(width), measure) == expected


@settings(deadline=None)
@given(TEXT, st.integers(1, 60))
def test_shortened_text_is_the_beginning(text, width):
    """It begins as the text does, ends with "…" and fits."""
    short = shortened(text, wide(width), measure)

    assert short.endswith("…")
    assert text.startswith(short.removesuffix("…"))
    assert measure(short) <= wide(width)


@settings(deadline=None)
@given(TEXT, ROOM, SIZES, LEADING, ROWS)
def test_words_stay_in_their_box(text, room, sizes, leading, rows):
    """No line is wider than its box, unless it is one character; no lines are higher, unless it is one line."""
    found = fit(text, room, sizes, measure, leading=leading, rows=rows)

    assert sizes[1] <= found.size <= sizes[0]
    assert 0 < len(found.lines) <= rows
    assert len(found.lines) == 1 or len(found.lines) * found.size * leading <= room[1]
    assert all(len(graphemes(line)) == 1 or measure(line) * found.size <= room[0] for line in found.lines)
    assert all(line == line.strip() != "" for line in found.lines)


@settings(deadline=None)
@given(TEXT, ROOM, SIZES, LEADING, ROWS)
def test_words_are_kept(text, room, sizes, leading, rows):
    """The lines hold every character of the text in its order and in one piece, or else its beginning and "…"."""
    found = fit(text, room, sizes, measure, leading=leading, rows=rows)
    kept = [character for line in found.lines for character in graphemes(line) if not character.isspace()]
    whole = [character for character in graphemes(text) if not character.isspace()]

    if found.is_whole:
        assert kept == whole
    else:
        assert kept.pop() == "…"
        assert kept == whole[: len(kept)]


@settings(deadline=None)
@given(TEXT, ROOM, SIZES, LEADING, ROWS)
def test_nothing_is_lost_while_a_smaller_size_has_room(text, room, sizes, leading, rows):
    """Text is shortened at the smallest size alone, and only where its words have no room even when they are cut."""
    found = fit(text, room, sizes, measure, leading=leading, rows=rows)
    smallest = sizes[1]
    width = room[0] / smallest
    count = needed(cut(units(text), width, measure), width)
    has_room = 0 < count <= min(rows, max(1, int(room[1] / (smallest * leading))))

    assert found.is_whole == has_room
    assert found.is_whole or found.size == smallest


@settings(deadline=None)
@given(ENGLISH, ROOM, SIZES, LEADING, ROWS)
def test_no_larger_size_fits(text, room, sizes, leading, rows):
    """At one px more, whole words would have no room."""
    found = fit(text, room, sizes, measure, leading=leading, rows=rows)
    larger = found.size + 1
    count = needed(units(text), room[0] / larger)

    assert found.size == sizes[0] or not 0 < count <= min(rows, int(room[1] / (larger * leading)))


@settings(deadline=None)
@given(JAPANESE, st.integers(6, 30))
def test_japanese_lines_begin_and_end_as_they_may(text, width):
    """No line begins with a mark that belongs to the line before, none ends with an opening bracket."""
    pieces = units(text)
    count = needed(pieces, wide(width))
    assume(count)
    lines = balanced(pieces, count, wide(width), measure)

    assert all(line[0] not in NEVER_FIRST for line in lines[1:])
    assert all(line[-1] not in NEVER_LAST for line in lines[:-1])


@pytest.mark.parametrize("width", range(4, 21))
def test_a_japanese_title_keeps_the_rules_at_every_width(width):
    """Also balanced lines of real words."""
    pieces = cut(units("ソーシャルメディア最適化とは何か？「シェアされる記事」の書き方。"), wide(width), measure)
    lines = balanced(pieces, needed(pieces, wide(width)), wide(width), measure)

    assert len(lines) > 1
    assert all(line[0] not in NEVER_FIRST and line[-1] not in NEVER_LAST for line in lines)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="한국어소셜", min_size=1, max_size=4), min_size=1, max_size=9), ROOM)
def test_korean_words_stay_whole(words, room):
    """Korean lines end where words do."""
    found = fit(" ".join(words), room, (20, 8), measure, leading=1.0, rows=99)
    assume(found.is_whole)

    assert [word for line in found.lines for word in line.split()] == words
