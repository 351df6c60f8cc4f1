"""Which variants of a picture there are: widths, formats and names. Nothing is drawn here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from writing.pictures import Measured

FOLDER = "pictures"  # under the site's address, and in the cache
HASH_LENGTH = 16  # hexadecimal digits, 64 bits: no two pictures of a site meet
# In px: a card or a phone's column once, twice and three times (390 CSS px have 355 for the text), a desk's column of
# 662 CSS px once and twice.
WIDTHS = (360, 720, 1080, 1440)
# A variant that is hardly narrower than the widest saves hardly a byte.
LEAST_STEP = 0.85
# Bytes up to which a picture stays as it is: what a variant saves, its address in the page costs.
TINY = 4_000
# GIF films cannot be told from pictures by their type, and nobody uses it for anything else.
SOURCES = frozenset(("image/jpeg", "image/png", "image/webp", "image/avif"))


@dataclass(frozen=True, slots=True)
class Format:
    """A format that variants are drawn in.

    Attributes:
        name: Pillow's name for it.
        suffix: ends its files' names.
        longest: px that a side may have.
        options: of Pillow's `save`.
    """

    name: str
    suffix: str
    longest: int
    options: Mapping[str, str | int]

    @property
    def type(self) -> str:
        return f"image/{self.suffix}"


class Look(StrEnum):
    """What a picture is like, which decides its formats."""

    FLAT = "flat"  # areas of few colours, as illustrations have
    RICH = "rich"  # anything else, such as a photograph


# Full colour resolution, since the edges of flat illustrations bleed without it, for 4 % more bytes; at this quality no
# difference was seen at twice the size. One thread, since the tiles of a picture, and so its bytes, depend on it.
# https://pillow.readthedocs.io/en/stable/handbook/image-file-formats.html#avif
AVIF = Format("AVIF", "avif", 65_535, {"quality": 60, "speed": 6, "subsampling": "4:4:4", "max_threads": 1})
# WebP ends at 16383 px. https://developers.google.com/speed/webp/faq
WEBP = Format("WEBP", "webp", 16_383, {"quality": 80, "method": 4})
# Without loss: as light as AVIF where colours are few, in a twentieth of the time, and its edges are clean.
FLAT_WEBP = Format("WEBP", "webp", 16_383, {"lossless": True, "quality": 20, "method": 1})
FORMATS: Mapping[Look, tuple[Format, ...]] = {
    Look.FLAT: (FLAT_WEBP,),
    Look.RICH: (AVIF, WEBP),
}


@cache
def formats(look: Look) -> tuple[Format, ...]:
    """Return the formats, best first: browsers take the first that they know. Not every build of Pillow has all."""
    from PIL import features  # noqa: PLC0415 (most builds draw nothing, and do without)

    return tuple(form for form in FORMATS[look] if features.check(form.suffix))


def looks(picture: Measured) -> tuple[Look, ...]:
    """Return what a picture may be like, as far as its header tells: JPEG is made for photographs."""
    return (Look.RICH,) if picture.type == "image/jpeg" else (Look.FLAT, Look.RICH)


@cache
def engines() -> list[str | None]:
    """Return what changes pixels beside the settings: the encoders, and our own code."""
    from PIL import __version__, features  # noqa: PLC0415 (as above)

    ours = sha256(Path(__file__).with_name("drawing.py").read_bytes()).hexdigest()
    return [__version__, *(features.version(form.suffix) for form in (AVIF, WEBP)), ours]


@dataclass(frozen=True, slots=True)
class Variant:
    """A drawn file: its path under the site, which tells all that changes a pixel, and its width in px."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class Source:
    """The variants of a picture in one format, narrowest first."""

    form: Format
    variants: tuple[Variant, ...]


def has_variants(picture: Measured) -> bool:
    """Return whether variants of a picture may be lighter than it, as far as its header tells."""
    return picture.type in SOURCES and picture.size > TINY


def widths(width: int) -> tuple[int, ...]:
    """Return the widths in px of a picture's variants: never wider than it is, and none next to the widest."""
    widest = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step <= widest * LEAST_STEP), widest)


def candidates(picture: Measured, digest: str, look: Look) -> tuple[Source, ...]:
    """Return all that could be drawn of a picture whose bytes have that SHA-256, best format first."""
    name = name_of(digest, look)
    steps = widths(picture.width)
    height = picture.height * steps[-1] / picture.width
    return tuple(
        Source(form, tuple(Variant(f"{FOLDER}/{name}-{width}.{form.suffix}", width) for width in steps))
        for form in formats(look)
        if height <= form.longest
    )


def name_of(digest: str, look: Look) -> str:
    """Return what the names of a picture's variants begin with: a hash of its bytes, the settings and the encoders."""
    found = {"picture": digest, "formats": [asdict(form) for form in formats(look)], "drawn by": engines()}
    return sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:HASH_LENGTH]


def worthwhile(sources: Sequence[Source], weights: Sequence[int], size: int) -> tuple[Source, ...]:
    """Return the formats whose widest variant, each of so many bytes, is lighter than the picture and all after it.

    The others would cost readers more than the file itself, or than a format that more browsers know.
    """
    return tuple(source for place, source in enumerate(sources) if weights[place] < min([size, *weights[place + 1 :]]))


def lighter(source: Source, weights: Mapping[str, int]) -> Source:
    """Return a source without the variants that are no lighter than a wider one; `weights` are bytes by path."""
    kept: list[Variant] = []
    for variant in reversed(source.variants):
        if not kept or weights[variant.path] < weights[kept[0].path]:
            kept.insert(0, variant)
    return Source(source.form, tuple(kept))
