"""Which variants a picture has: decided from its header and its bytes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures.variants import (
    AVIF,
    LEAST_STEP,
    TINY,
    WEBP,
    WIDTHS,
    candidates,
    has_variants,
    name_of,
    widths,
    worthwhile,
)
from writing.pictures import Measured


def measured(width=1200, height=630, kind="image/png", size=50_000) -> Measured:
    """Return a picture's measures."""
    return Measured(width, height, kind, size)


@pytest.mark.parametrize(
    ("width", "steps"),
    [
        (1, (1,)),
        (16, (16,)),
        (360, (360,)),
        (400, (400,)),  # 360 is next to it
        (424, (360, 424)),
        (720, (360, 720)),
        (800, (360, 800)),
        (1200, (360, 720, 1200)),
        (1440, (360, 720, 1080, 1440)),
        (6000, (360, 720, 1080, 1440)),
    ],
)
def test_widths(width, steps):
    """Nothing is enlarged, nothing is wider than a screen needs, no two are alike."""
    assert widths(width) == steps


@given(st.integers(1, 100_000))
def test_widths_of_any_picture(width):
    """They grow, end at what the picture has or the widest there is, and each saves something."""
    found = widths(width)

    assert found[-1] == min(width, WIDTHS[-1])
    assert list(found) == sorted(set(found))
    assert all(step <= found[-1] * LEAST_STEP for step in found[:-1])


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (measured(), True),
        (measured(kind="image/jpeg"), True),
        (measured(kind="image/webp"), True),
        (measured(kind="image/avif"), True),
        (measured(kind="image/gif"), False),
        (measured(kind=""), False),
        (measured(size=TINY), False),
        (measured(size=TINY + 1), True),
    ],
)
def test_has_variants(picture, found):
    """Pictures of pixels have some, unless they are tiny already; a GIF may be a film."""
    assert has_variants(picture) is found


def test_candidates():
    """Both formats in all widths, the better format first, under names that say so."""
    avif, webp = candidates(measured(800), "digest")

    assert (avif.form.type, webp.form.type) == ("image/avif", "image/webp")
    assert [variant.width for variant in avif.variants] == [360, 800]
    name = name_of("digest")
    assert [variant.path for variant in avif.variants] == [f"pictures/{name}-360.avif", f"pictures/{name}-800.avif"]
    assert [variant.path for variant in webp.variants] == [f"pictures/{name}-360.webp", f"pictures/{name}-800.webp"]


@pytest.mark.parametrize(("height", "forms"), [(16_383, [AVIF, WEBP]), (16_384, [AVIF]), (65_536, [])])
def test_candidates_of_a_very_long_picture(height, forms):
    """A screenshot of a whole page may be longer than a format can hold."""
    assert [source.form for source in candidates(measured(1000, height), "digest")] == forms


def test_name(monkeypatch):
    """It changes with the bytes, the settings and the programs that draw, and with nothing else."""
    before = name_of("one")

    assert name_of("one") == before
    assert name_of("other") != before
    monkeypatch.setitem(AVIF.options, "quality", 61)
    assert name_of("one") != before


@pytest.mark.parametrize(
    ("avif", "webp", "size", "forms"),
    [
        (10, 20, 30, [AVIF, WEBP]),
        (10, 30, 30, [AVIF]),  # no lighter than the file itself
        (20, 10, 30, [WEBP]),  # more browsers know it, and it is lighter
        (10, 10, 30, [WEBP]),
        (30, 20, 30, [WEBP]),
        (30, 40, 30, []),
    ],
)
def test_worthwhile(avif, webp, size, forms):
    """A format is offered only where it saves bytes."""
    found = worthwhile(candidates(measured(), "digest"), [avif, webp], size)

    assert [source.form for source in found] == forms
