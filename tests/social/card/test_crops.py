"""Which part of a picture is shown in a frame of another shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from social.card.crops import cover
from social.card.layouts import Box

SIDE = st.integers(1, 20_000)
SIZE = st.tuples(SIDE, SIDE)
FRAME = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
SHARE, SQUARE, UPRIGHT = (1200, 630), (1080, 1080), (1000, 1500)


@pytest.mark.parametrize(
    ("picture", "frame", "expected"),
    [
        # the shape of the frame already, at any size
        ((1200, 630), SHARE, (0, 0, 1200, 630)),
        ((2400, 1260), SHARE, (0, 0, 2400, 1260)),
        ((400, 210), SHARE, (0, 0, 400, 210)),
        # wider: as much goes on the left as on the right
        ((2400, 1200), SHARE, (57, 0, 2286, 1200)),
        ((1200, 630), SQUARE, (285, 0, 630, 630)),
        ((1200, 630), UPRIGHT, (390, 0, 420, 630)),
        # higher: more goes below than above
        ((1000, 1000), SHARE, (0, 190, 1000, 525)),
        ((800, 2400), SHARE, (0, 792, 800, 420)),
        ((1000, 2000), UPRIGHT, (0, 200, 1000, 1500)),
        # strips
        ((10_000, 10), SHARE, (4990, 0, 19, 10)),
        ((10, 10_000), SHARE, (0, 3998, 10, 5)),
        # hardly anything: a whole px at least
        ((1, 1), SHARE, (0, 0, 1, 1)),
        ((1, 9), (9, 1), (0, 3, 1, 1)),
        ((9, 1), (1, 9), (4, 0, 1, 1)),
    ],
)
def test_cover(picture, frame, expected):
    """Sides are cut evenly, top and bottom around a point above the middle, where faces are."""
    assert cover(picture, frame) == Box(*expected)


@pytest.mark.parametrize(("focus", "y"), [(0, 0), (0.5, 100), (1, 200)])
def test_focus(focus, y):
    """The part kept of a high picture may be its top, its middle or its bottom."""
    assert cover((100, 300), (1, 1), focus) == Box(0, y, 100, 100)


@given(SIZE, FRAME)
def test_a_crop_is_a_part_of_the_picture(picture, frame):
    """It lies inside, and reaches two opposite sides: no larger one would."""
    box = cover(picture, frame)

    assert 0 <= box.x < box.right <= picture[0]
    assert 0 <= box.y < box.bottom <= picture[1]
    assert box.width == picture[0] or box.height == picture[1]


@given(SIZE, FRAME)
def test_a_crop_has_the_shape_of_its_frame(picture, frame):
    """The side that is cut is right to the px."""
    box = cover(picture, frame)

    if box.height == picture[1]:
        assert abs(box.width - max(1, box.height * frame[0] / frame[1])) <= 1 or box.width == picture[0]
    if box.width == picture[0]:
        assert abs(box.height - max(1, box.width * frame[1] / frame[0])) <= 1 or box.height == picture[1]


@given(SIZE, FRAME)
def test_what_goes_from_the_sides_is_even(picture, frame):
    """Left and right differ by a px at most; above goes as much as below, or less."""
    box = cover(picture, frame)

    assert 0 <= (picture[0] - box.right) - box.x <= 1
    assert box.y <= picture[1] - box.bottom


@given(SIZE, SIZE)
def test_a_crop_is_cropped_no_further(picture, frame):
    """What is cropped for a frame covers it to the px."""
    box = cover(picture, frame)
    again = cover((box.width, box.height), frame)

    assert max(box.width - again.width, 0) <= max(1, frame[0] / frame[1])
    assert max(box.height - again.height, 0) <= max(1, frame[1] / frame[0])
