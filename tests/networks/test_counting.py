"""How long a text is for a network, and where it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks.counting import ELLIPSIS, MEASURES, clusters, cut, graphemes, is_single, pixels, utf8
from uniseg.graphemecluster import grapheme_clusters

FAMILY = "👨‍👩‍👧‍👦"
KEYCAP, FLAG, WAVE = "1️⃣", "🇬🇧", "👋🏽"
E_ACUTE = "e\u0301"
UNITS = st.sampled_from(sorted(MEASURES))
# Letters of many scripts, marks, joiners, flags and skin tones: what makes one character of several code points.
TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\u0301\u200d\ufe0f🏽👩🇬🇧한각\u0915\u094d")))


@pytest.mark.parametrize(
    ("text", "characters", "seen", "size"),
    [
        ("", 0, 0, 0),
        ("plain", 5, 5, 5),
        ("“quoted” – and …", 16, 16, 24),
        (FAMILY, 7, 1, 25),
        (KEYCAP, 3, 1, 7),
        (FLAG, 2, 1, 8),
        (WAVE, 2, 1, 8),
        (E_ACUTE, 2, 1, 3),
        ("社交媒体优化", 6, 6, 18),
        ("Соцсети", 7, 7, 14),
        ("한국", 2, 2, 6),
        ("हिन्दी", 6, 2, 18),
        ("\r\n", 2, 1, 2),
    ],
)
def test_lengths(text, characters, seen, size):
    """Code points, characters as people see them, and bytes are three numbers."""
    assert MEASURES["characters"](text) == characters
    assert graphemes(text) == seen
    assert utf8(text) == size


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("i", 4), ("W", 19), ("iiii", 18), ("社", 20), ("A title", 50), ("é", 11)]
)
def test_widths(text, width):
    """A title among Google's results is as wide as in Arial of 20 px; a wide character takes an em."""
    assert pixels(text) == width


@pytest.mark.parametrize(
    ("text", "unit", "limit", "shown"),
    [
        ("short", "bytes", 70, "short"),
        ("a" * 70, "bytes", 70, "a" * 70),
        ("a" * 71, "bytes", 70, f"{'a' * 70}{ELLIPSIS}"),
        ("社" * 23, "bytes", 70, "社" * 23),
        ("社" * 24, "bytes", 70, f"{'社' * 23}{ELLIPSIS}"),
        ("ж" * 35, "bytes", 70, "ж" * 35),
        ("ж" * 36, "bytes", 70, f"{'ж' * 35}{ELLIPSIS}"),
        (FAMILY * 3, "bytes", 70, f"{FAMILY * 2}{ELLIPSIS}"),
        (FAMILY * 3, "graphemes", 3, FAMILY * 3),
        (FAMILY * 4, "graphemes", 3, f"{FAMILY * 3}{ELLIPSIS}"),
        (FAMILY, "characters", 3, ELLIPSIS),
        (f"{E_ACUTE}{E_ACUTE}", "characters", 3, f"{E_ACUTE}{ELLIPSIS}"),
        ("one two", "characters", 4, f"one{ELLIPSIS}"),
        ("W" * 31, "pixels", 600, "W" * 31),
        ("W" * 32, "pixels", 600, f"{'W' * 31}{ELLIPSIS}"),
        ("社" * 31, "pixels", 600, f"{'社' * 30}{ELLIPSIS}"),
    ],
)
def test_cut(text, unit, limit, shown):
    """A text is cut between two characters, in the unit of the network."""
    assert cut(text, unit, limit) == shown


@given(TEXTS, UNITS, st.integers(0, 80))
def test_cut_never_exceeds_the_limit(text, unit, limit):
    """Without the sign that it goes on, what is shown is never longer than the limit."""
    shown = cut(text, unit, limit)
    kept = shown if shown == text else shown.removesuffix(ELLIPSIS)

    assert MEASURES[unit](kept) <= limit


@given(TEXTS, UNITS, st.integers(0, 80))
def test_cut_splits_no_character(text, unit, limit):
    """What is left are whole characters from the beginning of the text, space at the end aside."""
    shown = cut(text, unit, limit)
    found = list(grapheme_clusters(text))
    beginnings = {"".join(found[:number]).rstrip() for number in range(len(found) + 1)}

    assert shown == text or shown.removesuffix(ELLIPSIS) in beginnings


@given(TEXTS, UNITS)
def test_cut_leaves_short_texts_alone(text, unit):
    """A text that has room is shown as it is, however often it is cut."""
    limit = MEASURES[unit](text)

    assert cut(cut(text, unit, limit), unit, limit) == text


@given(TEXTS, UNITS, st.integers(1, 80))
def test_a_longer_limit_shows_no_less(text, unit, limit):
    """More room never shows less."""
    shorter, longer = (cut(text, unit, room).removesuffix(ELLIPSIS) for room in (limit, limit + 1))

    assert longer.startswith(shorter)


@given(st.one_of(TEXTS, st.text(st.characters(max_codepoint=0x2060))))
def test_characters_as_unicode_has_them(text):
    """Texts of letters that never join are counted by a shorter way, with the same result."""
    assert clusters(text) == list(grapheme_clusters(text))


def test_no_letter_of_the_shorter_way_joins_another():
    """Whatever is counted without Unicode's table stands alone by that table, too."""
    letters = "".join(filter(is_single, map(chr, range(0x10000))))

    assert len(letters) > 20_000
    assert list(grapheme_clusters(letters)) == list(letters)
