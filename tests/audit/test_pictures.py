"""Pictures are measured without Pillow where that is safe, and as Pillow does it."""

from io import BytesIO
from pathlib import Path

import pytest
from audit import pictures
from audit.pictures import measured, opened_by_pillow
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image


def turned() -> bytes:
    """Return notes of a camera that was held upright."""
    notes = Image.Exif()
    notes[0x0112] = 6
    return notes.tobytes()


SIZE = (40, 21)
MODES = ("RGB", "L", "P", "RGBA", "1", "LA", "I;16", "CMYK")
OPTIONS = ({}, {"optimize": True}, {"progressive": True}, {"dpi": (72, 72)}, {"exif": turned()})


def saved(mode: str, kind: str, **options) -> bytes:
    """Return a picture as Pillow writes it."""
    buffer = BytesIO()
    Image.new(mode, SIZE).save(buffer, kind, **options)
    return buffer.getvalue()


def made() -> list[bytes]:
    """Return pictures of all makes that there are."""
    found = []
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        for mode in MODES:
            for options in OPTIONS:
                try:
                    found.append(saved(mode, kind, **options))
                except (OSError, ValueError):
                    continue
    return found


MADE = made()


@pytest.mark.parametrize(("mode", "kind", "options"), [("RGB", "PNG", {}), ("P", "PNG", {}), ("RGB", "JPEG", {})])
def test_ordinary_pictures_need_no_pillow(tmp_path, monkeypatch, mode, kind, options):
    """As cards and screenshots are."""
    monkeypatch.setattr(pictures, "opened_by_pillow", None)
    file = tmp_path / "picture"
    file.write_bytes(saved(mode, kind, **options))

    assert measured(file) == (*SIZE, f"image/{kind.lower()}", file.stat().st_size, "")


@pytest.mark.parametrize("data", [*MADE, b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"<svg/>", b"text"])
def test_all_pictures_are_measured_as_pillow_does(tmp_path, data):
    """Of whatever make."""
    file = tmp_path / "picture"
    file.write_bytes(data)

    assert measured(file) == opened_by_pillow(file, len(data))


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("pictures") / "picture"


@pytest.mark.filterwarnings("ignore")  # Pillow's own, of notes and sizes that make no sense
@settings(max_examples=300, deadline=None)
@given(data=st.sampled_from(MADE), place=st.integers(0, 700), new=st.binary(max_size=3), cut=st.integers(0, 900))
def test_broken_pictures_are_measured_as_pillow_does(file, data, place, new, cut):
    """What is said of a picture that is damaged or cut short does not depend on who looks."""
    broken = data[:place] + new + data[place + len(new) :]
    broken = broken[:cut] if cut % 3 == 0 else broken
    file.write_bytes(broken)

    assert measured(file) == opened_by_pillow(file, len(broken))
