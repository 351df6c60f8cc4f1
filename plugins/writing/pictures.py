"""What can be measured of a picture file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import file_digest
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

ACCEPTED = "JPEG, PNG, WebP, AVIF or GIF"
TYPES = frozenset(("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"))  # what every browser shows
DRAWING = ".svg"
# EXIF's tag, and the first of its values that turn the picture by 90°. https://exiftool.org/TagNames/EXIF.html
ORIENTATION, ROTATED = 0x0112, 5
# Pillow's name for a JPEG with a second picture inside, as phones store it; to everybody else it is a JPEG.
MULTI_PICTURE, JPEG = "MPO", "JPEG"


@dataclass(frozen=True, slots=True)
class Measured:
    """Width and height in pixels, media type ("image/png"), and bytes of a picture file."""

    width: int
    height: int
    type: str
    size: int


def measure(path: Path) -> Measured | None:
    """Return what a picture file is, or None when it is no picture that Pillow can open (SVG is none).

    Reads only the file's header. A photo that a camera stored sideways is measured as it is shown.
    """
    stat = path.stat()
    return measured(path, stat.st_size, stat.st_mtime_ns)


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
        return "" if is_drawing(path) else "is no drawing that can be read; save it anew as SVG"
    found = measure(path)
    if found is None:
        return f"is no picture that can be read; accepted is {ACCEPTED}, or SVG"
    return "" if found.type in TYPES else f"is {found.type}, which browsers do not show; save it as {ACCEPTED}"


def is_drawing(path: Path) -> bool:
    """Return whether a file is SVG: XML whose root says so."""
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return bool(etree.QName(root).localname == "svg")
