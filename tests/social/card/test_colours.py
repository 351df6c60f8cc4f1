"""Colours, and which of them can be read on which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from social.card.colours import BLACK, LEAST_CONTRAST, WHITE, contrast, luminance, parse, ramp, readable

PART = st.integers(0, 255)
COLOUR = st.tuples(PART, PART, PART)
RED, GREY, TEAL = (255, 0, 0), (119, 119, 119), (11, 93, 87)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#000000", BLACK),
        ("#ffffff", WHITE),
        ("#FFFFFF", WHITE),
        ("#0b5d57", TEAL),
        ("#0B5d57", TEAL),
    ],
)
def test_parse(text, expected):
    """A colour is "#" and six hexadecimal digits, large or small."""
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "#fff",
        "0b5d57",
        "#0b5d5",
        "#0b5d577",
        "#0b5d57ff",
        "#gggggg",
        "#0b5d57 ",
        "#0b5d57\n",
        "#０b5d57",
        "red",
    ],
)
def test_parse_tells_what_is_no_colour(text):
    """Anything else is an error that says what was written, and what to write."""
    with pytest.raises(ValueError, match="is no colour; write #rrggbb") as error:
        parse(text)

    assert repr(text) in str(error.value)


@given(COLOUR)
def test_parse_reads_what_is_printed(colour):
    """Every colour can be written so."""
    assert parse("#{:02x}{:02x}{:02x}".format(*colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # the ends of the scale
        (BLACK, WHITE, 21),
        (WHITE, WHITE, 1),
        (TEAL, TEAL, 1),
        # the greys on both sides of the limit. https://webaim.org/articles/contrast/
        ((118, 118, 118), WHITE, 4.54),
        (GREY, WHITE, 4.48),
        # pure colours
        (RED, WHITE, 4.00),
        ((0, 0, 255), WHITE, 8.59),
        ((0, 255, 0), WHITE, 1.37),
    ],
)
def test_contrast(one, other, expected):
    """The ratios are those of WCAG."""
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways(one, other):
    """It does not matter which of two colours lies behind; the ratio is 1 to 21."""
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@pytest.mark.parametrize(("colour", "expected"), [(BLACK, 0), (WHITE, 1), (RED, 0.2126), ((0, 255, 0), 0.7152)])
def test_luminance(colour, expected):
    """From black to white, green the brightest of the three."""
    assert luminance(colour) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("background", "wanted", "expected"),
    [
        # the first that can be read
        (WHITE, [TEAL, BLACK], TEAL),
        (WHITE, [BLACK, TEAL], BLACK),
        (WHITE, [GREY, TEAL], TEAL),
        (TEAL, [(246, 196, 83), WHITE], (246, 196, 83)),
        # none can, or none is wanted
        (WHITE, [GREY, WHITE], BLACK),
        (TEAL, [TEAL], WHITE),
        (BLACK, [], WHITE),
        ((255, 255, 0), [], BLACK),
        (GREY, [GREY], BLACK),
    ],
)
def test_readable(background, wanted, expected):
    """The designer's order counts as far as it can be read; then black or white."""
    assert readable(background, wanted) == expected


@settings(max_examples=300)
@given(COLOUR, st.lists(COLOUR, max_size=4))
def test_readable_always_is(background, wanted):
    """On any background, and the first wanted colour that suffices is kept."""
    found = readable(background, wanted)
    sufficient = [colour for colour in wanted if contrast(colour, background) >= LEAST_CONTRAST]

    assert contrast(found, background) >= 4.5
    assert found in (sufficient[:1] or [BLACK, WHITE])


def test_black_or_white_can_be_read_on_every_grey():
    """Also on those in the middle, where both are hard to read."""
    assert all(contrast(readable((part,) * 3, []), (part,) * 3) >= 4.5 for part in range(256))


@pytest.mark.parametrize(
    ("start", "end", "steps", "expected"),
    [
        (BLACK, WHITE, 2, [BLACK, WHITE]),
        (BLACK, (10, 20, 40), 3, [BLACK, (5, 10, 20), (10, 20, 40)]),
        (WHITE, (155, 255, 205), 5, [WHITE, (230, 255, 242), (205, 255, 230), (180, 255, 218), (155, 255, 205)]),
        (TEAL, TEAL, 3, [TEAL, TEAL, TEAL]),
    ],
)
def test_ramp(start, end, steps, expected):
    """Even steps from one colour to the other."""
    assert ramp(start, end, steps) == expected


@given(COLOUR, COLOUR, st.integers(2, 40))
def test_ramp_goes_one_way(start, end, steps):
    """It has that many colours, begins and ends as asked, and no part of a colour ever turns back."""
    found = ramp(start, end, steps)

    assert (len(found), found[0], found[-1]) == (steps, start, end)
    for parts, first, last in zip(zip(*found, strict=True), start, end, strict=True):
        assert list(parts) == sorted(parts, reverse=first > last)
