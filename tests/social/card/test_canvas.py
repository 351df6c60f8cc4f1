"""Flat colours as rows of a PNG: what was drawn is what a decoder sees, wherever it begins."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from social.card.canvas import DEPTHS, SETTINGS, FlatCanvas, FullCanvas, distinct, jpeg
from social.card.layouts import Box
from social.card.typesetting import Cover

GROUND, INK, OTHER = (10, 20, 30), (250, 240, 230), (200, 30, 30)
SIZE = (40, 24)
depths = pytest.mark.parametrize("depth", DEPTHS)


def canvas(depth, ground=None):
    """Return a canvas for two inks."""
    return FlatCanvas(ground or Image.new("RGB", SIZE, GROUND), GROUND, (INK, OTHER), 4, depth)


def decoded(flat) -> Image.Image:
    """Return a canvas as a reader has it."""
    with Image.open(io.BytesIO(flat.png())) as image:
        assert image.mode == "P"
        return image.convert("RGB")


def cover(width, height, value=255) -> Cover:
    """Return words that cover a whole box; HarfBuzz begins each row at a multiple of four bytes."""
    stride = -(-width // 4) * 4
    return Cover((bytes([value]) * width).ljust(stride, b"\0") * height, 0, 0, width, height, stride)


@given(st.sampled_from(list(DEPTHS)), st.integers(0, 30), st.integers(0, 14), st.integers(1, 10), st.integers(1, 10))
def test_words_and_strokes_stand_where_they_are_put(depth, x, y, width, height):
    """To the px, in the middle of a byte as well; nothing else changes."""
    expected = Image.new("RGB", SIZE, GROUND)
    expected.paste(INK, (x, y, x + width, y + height))
    with_words, with_stroke = canvas(depth), canvas(depth)
    with_words.words(cover(width, height), (x, y), INK)
    with_stroke.fill(Box(x, y, width, height), INK)

    for found in map(decoded, (with_words, with_stroke)):
        assert ImageChops.difference(found, expected).getbbox() is None


@depths
def test_rows_begin_at_the_bottom(depth):
    """As HarfBuzz draws them."""
    flat = canvas(depth)
    flat.words(Cover(b"\xff\0\0\0" + bytes(4), 0, 0, 4, 2, 4), (10, 5), INK)

    assert decoded(flat).getpixel((10, 6)) == INK
    assert decoded(flat).getpixel((10, 5)) == GROUND


@depths
def test_words_that_reach_into_each_other(depth):
    """The ground around a word erases nothing of the words before it."""
    flat = canvas(depth)
    flat.words(cover(6, 6), (4, 4), INK)
    flat.words(Cover(bytes(4 * 6) + b"\0\0\0\xff" * 2, 0, 0, 4, 8, 4), (8, 8), OTHER)
    found = decoded(flat)

    assert found.getpixel((9, 9)) == INK
    assert found.getpixel((11, 8)) == OTHER


@depths
def test_edges_are_smooth(depth):
    """A pixel that is half covered has a colour half way."""
    flat = canvas(depth)
    flat.words(cover(2, 2, 128), (4, 4), INK)

    halves = [(one + other) / 2 for one, other in zip(GROUND, INK, strict=True)]
    assert decoded(flat).getpixel((4, 4)) == pytest.approx(halves, abs=16)


@depths
def test_a_copy_is_independent(depth):
    """What is drawn on it leaves the empty card as it was."""
    empty = canvas(depth)
    before = empty.png()
    other = empty.copy()
    other.words(cover(6, 6), (4, 4), INK)

    assert empty.png() == before != other.png()


def test_the_ground_keeps_its_main_colours():
    """Exactly those of its areas; what differs too little to be seen is one colour."""
    ground = Image.new("RGB", SIZE, GROUND)
    ground.paste((90, 90, 90), (0, 0, 10, 10))
    ground.paste((92, 90, 90), (30, 0, 32, 2))
    found = decoded(canvas(None, ground))

    assert found.getpixel((5, 5)) == found.getpixel((31, 1)) == (90, 90, 90)
    assert found.getpixel((20, 20)) == GROUND


@pytest.mark.parametrize(("areas", "depth"), [(2, 4), (9, 8)])
def test_as_few_bits_as_the_colours_need(areas, depth):
    """Two pixels share a byte where sixteen colours are enough."""
    ground = Image.new("RGB", SIZE, GROUND)
    for number in range(areas):
        ground.paste((20 * number, 100, 100), (4 * number, 0, 4 * number + 4, 4))

    assert FlatCanvas(ground, GROUND, (INK, OTHER), areas + 1).depth == depth


def test_distinct():
    """The first of near ones stays."""
    assert distinct([(0, 0, 0), (5, 5, 5), (0, 6, 0), (0, 0, 0), (1, 7, 1)]) == [(0, 0, 0), (0, 6, 0)]


def test_full_canvas():
    """Over a picture words cover pixels in their share."""
    full = FullCanvas(Image.new("RGB", SIZE, (0, 0, 0)))
    full.fill(Box(0, 0, 4, 4), OTHER)
    full.words(cover(2, 2, 255), (10, 10), INK)

    assert [full.image.getpixel(at) for at in ((3, 3), (11, 11), (12, 11))] == [OTHER, INK, (0, 0, 0)]


def test_what_fits_at_once_is_packed_at_once(monkeypatch):
    """A light picture is packed a single time, in the best setting."""
    tried = []
    monkeypatch.setattr(
        "social.card.canvas.compressed", lambda _image, _kind, **options: tried.append(options["quality"]) or bytes(9)
    )
    jpeg(Image.new("RGB", SIZE), 10)

    assert tried == [SETTINGS[0].quality]
