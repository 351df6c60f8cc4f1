"""What can be measured of a picture file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest
from pathlib import Path

from lxml import etree
from reuse.store import Store

from writing.probes import BYTES, is_noting, note

ACCEPTED = "JPEG, PNG, WebP, AVIF or GIF"
TYPES = frozenset(("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"))  # what every browser shows
DRAWING = ".svg"
SVG = "{http://www.w3.org/2000/svg}svg"
# CSS px in a unit. Text is 16 px high in a file by itself, its small letters about half of that.
# https://www.w3.org/TR/css-values-4/#lengths
UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
UNITS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}
LENGTH = re.compile(r"(?P<number>\d*\.?\d+)(?P<unit>[a-z]*)")
BOX = re.compile(r"[\s,]+")
# EXIF's tag, and the first of its values that turn the picture by 90°. https://exiftool.org/TagNames/EXIF.html
ORIENTATION, ROTATED = 0x0112, 5
# Pillow's name for a JPEG with a second picture inside, as phones store it; to everybody else it is a JPEG.
MULTI_PICTURE, JPEG = "MPO", "JPEG"
SECTION = "measured"  # of the store

_stores: list[Store | None] = [None]


@dataclass(frozen=True, slots=True)
class Measured:
    """Width and height in pixels, media type ("image/png"), and bytes of a picture file."""

    width: int
    height: int
    type: str
    size: int


def keep_measures(store: Store | None) -> None:
    """Keep what is measured in a build's store from here on: to open a picture takes a library that is slow to load."""
    _stores[:] = [store]


def measure(path: Path) -> Measured | None:
    """Return what a picture file is, or None when it is no picture that Pillow can open (SVG is none).

    Reads only the file's header. A photo that a camera stored sideways is measured as it is shown.
    """
    note_bytes(path)
    stat = path.stat()
    return measured(path, stat.st_size, stat.st_mtime_ns)


def note_bytes(path: Path) -> None:
    """Note what bytes a file has, where somebody wants to know what is asked."""
    if is_noting():
        note(BYTES, str(path), digest(path))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    stat = path.stat()
    return digested(path, stat.st_size, stat.st_mtime_ns)


@cache
def digested(path: Path, size: int, changed: int) -> str:
    """Return `digest(path)` for a file of these bytes and this time: many pages may show one picture."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@cache
def measured(path: Path, size: int, changed: int) -> Measured | None:
    """Return `measure(path)` for a file of these bytes and this time, so that the preview server sees a new one."""
    (store,) = _stores
    key = digested(path, size, changed) if store else ""
    found: Measured | None = store.get(SECTION, key) if store else None
    if found is None:
        found = opened(path, size)
        if store and found:
            store.put(SECTION, key, found)
    return found


def opened(path: Path, size: int) -> Measured | None:
    """Return what the header of a picture file tells; None when it is none."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 (slow to load, and seldom needed: see above)

    try:
        with Image.open(path) as image:
            width, height = image.size
            # A PNG's own method would read all pixels first, in search of EXIF after them.
            if Image.Image.getexif(image).get(ORIENTATION, 1) >= ROTATED:
                width, height = height, width
            kind = JPEG if image.format == MULTI_PICTURE else image.format or ""
            return Measured(width, height, Image.MIME.get(kind, ""), size)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def fault(path: Path) -> str:
    """Return why no page can show a file as a picture, and what to do; "" when one can.

    A page can show what browsers do, a drawing (SVG) included.
    """
    if path.suffix.lower() == DRAWING:
        return unreadable(path)
    found = measure(path)
    if found is None:
        return f"is no picture that can be read; accepted is {ACCEPTED}, or SVG"
    return "" if found.type in TYPES else f"is {found.type}, which browsers do not show; save it as {ACCEPTED}"


def unreadable(path: Path) -> str:
    """Return why browsers show nothing of a drawing (SVG), and what to do; "" when they do."""
    root = root_of(path)
    if root is None or etree.QName(root).localname != "svg":
        return "is no drawing that can be read; save it anew as SVG"
    return "" if root.tag == SVG else f'is SVG that lacks its name; write xmlns="{SVG[1:-4]}" behind its first <svg'


def root_of(path: Path) -> etree._Element | None:
    """Return the root of an XML file, None when it is no XML."""
    note_bytes(path)
    try:
        return etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def drawn_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of a drawing (SVG) in CSS px, None when it does not tell them or is none.

    They are what its root says; a side that it leaves out follows from its `viewBox`, both are as large as that.
    """
    root = root_of(path) if path.suffix.lower() == DRAWING else None
    if root is None or root.tag != SVG:
        return None
    width, height = (length(root.get(name, "")) for name in ("width", "height"))
    box = [length(part) for part in BOX.split(root.get("viewBox", "").strip())[2:4]]
    if len(box) == len(("width", "height")) and all(box):
        width, height = width or (height or box[1]) * box[0] / box[1], height or (width or box[0]) * box[1] / box[0]
    found = round(width), round(height)
    return found if all(found) else None


def length(text: str) -> float:
    """Return a length of SVG in CSS px; 0 for one that depends on where it stands, such as 100%."""
    found = LENGTH.fullmatch(text.strip().lower())
    return float(found["number"]) * UNITS.get(found["unit"], 0.0) if found else 0.0
