"""Which variants a picture has: decided from its header and its bytes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures.variants import (
    AVIF,
    FLAT_WEBP,
    LEAST_STEP,
    TINY,
    WEBP,
    WIDTHS,
    Look,
    candidates,
    has_variants,
    lighter,
    looks,
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
    avif, webp = candidates(measured(800), "digest", Look.RICH)

    assert (avif.form.type, webp.form.type) == ("image/avif", "image/webp")
    assert [variant.width for variant in avif.variants] == [360, 800]
    name = name_of("digest", Look.RICH)
    assert [variant.path for variant in avif.variants] == [f"pictures/{name}-360.avif", f"pictures/{name}-800.avif"]
    assert [variant.path for variant in webp.variants] == [f"pictures/{name}-360.webp", f"pictures/{name}-800.webp"]


@pytest.mark.parametrize(
    ("look", "forms"),
    [(Look.FLAT, [FLAT_WEBP]), (Look.RICH, [AVIF, WEBP])],
)
def test_candidates_of_each_look(look, forms):
    """Each look has its formats, and no look takes the files of another for its own."""
    found = candidates(measured(), "digest", look)
    paths = {variant.path for source in found for variant in source.variants}
    others = {name_of("digest", other) for other in Look if other is not look}

    assert [source.form for source in found] == forms
    assert not any(name in path for name in others for path in paths)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("image/jpeg", (Look.RICH,)),
        ("image/png", (Look.FLAT, Look.RICH)),
        ("image/webp", (Look.FLAT, Look.RICH)),
    ],
)
def test_looks(kind, found):
    """A JPEG is a photograph; what others are their pixels tell."""
    assert looks(measured(kind=kind)) == found


@pytest.mark.parametrize(
    ("weights", "kept"),
    [((1, 2, 3), (360, 720, 1200)), ((1, 3, 3), (360, 1200)), ((1, 4, 3), (360, 1200)), ((4, 5, 3), (1200,))],
)
def test_lighter(weights, kept):
    """Nobody is offered a narrower variant that is no lighter than a wider one."""
    (source,) = candidates(measured(), "digest", Look.FLAT)
    found = lighter(source, dict(zip((variant.path for variant in source.variants), weights, strict=True)))

    assert tuple(variant.width for variant in found.variants) == kept


@pytest.mark.parametrize(("height", "forms"), [(16_383, [AVIF, WEBP]), (16_384, [AVIF]), (65_536, [])])
def test_candidates_of_a_very_long_picture(height, forms):
    """A screenshot of a whole page may be longer than a format can hold."""
    assert [source.form for source in candidates(measured(1000, height), "digest", Look.RICH)] == forms


def test_name(monkeypatch):
    """It changes with the bytes, the settings and the programs that draw, and with nothing else."""
    before = name_of("one", Look.RICH)

    assert name_of("one", Look.RICH) == before
    assert name_of("other", Look.RICH) != before
    monkeypatch.setitem(AVIF.options, "quality", 61)
    assert name_of("one", Look.RICH) != before


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
    found = worthwhile(candidates(measured(), "digest", Look.RICH), [avif, webp], size)

    assert [source.form for source in found] == forms
