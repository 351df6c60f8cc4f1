"""Variants as bytes: upright, with their colours and transparency, without a word on who took them where."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import reduce
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageOps
from social.card.drawing import in_srgb
from writing.pictures import MULTI_PICTURE

from pictures.variants import Format

# What Pillow raises for a file that is broken, cut short or absurdly large.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
# Modes whose profile describes a variant's pixels as well; colours of all others are made sRGB's.
COLOURED = ("RGB", "RGBA", "P", "PA")
REDUCING_GAP = 2.0  # a picture is reduced to twice the wanted size before it is resampled: no difference is to be seen
OPAQUE = (255, 255)  # least and most of an alpha channel
# A picture is flat when it has no more colours than the first number, and those of its largest areas, so many, make up
# nearly all of it: the rest are smooth edges.
MOST_COLOURS, AREAS, NEARLY_ALL = 1024, 16, 0.95
FLAT_COLOURS = 40  # with more, no difference is to be seen in areas and smooth edges
# A small area of a colour of its own is lost among so few: of all pixels this share may differ so much, of 255.
MOST_FAR, FAR = 0.002, 16


def is_animated(file: Path) -> bool:
    """Return whether a picture moves. Raises one of `UNREADABLE` for a file that is broken."""
    with Image.open(file) as image:
        return image.format != MULTI_PICTURE and bool(getattr(image, "is_animated", False))


def check(file: Path) -> None:
    """Raise one of `UNREADABLE` when a picture cannot be read to its end."""
    with Image.open(file) as image:
        image.load()


def opened(file: Path, width: int) -> Image.Image:
    """Return a picture as it is shown, not much wider than needed for `width`: in RGB or, where transparent, RGBA.

    All that it says of itself is gone but the profile of colours that are not sRGB's. Raises one of `UNREADABLE`.
    """
    with Image.open(file) as image:
        image.draft("RGB", (width, width))
        upright = ImageOps.exif_transpose(image)
    profile = upright.info.get("icc_profile")
    kept = profile if upright.mode in COLOURED and is_wide(profile) else None
    shown = upright if upright.mode in COLOURED else in_srgb(upright)
    shown = shown.convert("RGBA" if shown.has_transparency_data else "RGB")
    if shown.mode == "RGBA" and shown.getchannel("A").getextrema() == OPAQUE:
        shown = shown.convert("RGB")
    shown.info = {"icc_profile": kept} if kept else {}
    return shown


def is_wide(profile: bytes | None) -> bool:
    """Return whether a profile is another one than sRGB's, which pictures have without one. A broken one is none."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            return "sRGB" not in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    return False


def is_flat(image: Image.Image) -> bool:
    """Return whether a picture consists of areas of few colours, as illustrations do."""
    found = image.getcolors(MOST_COLOURS)
    if found is None:
        return False
    counts, pixels = sorted((count for count, _ in found), reverse=True), image.width * image.height
    if sum(counts[:AREAS]) < NEARLY_ALL * pixels:
        return False
    bands = ImageChops.difference(image, flat(image, image.width)).split()
    return sum(reduce(ImageChops.lighter, bands).histogram()[FAR + 1 :]) <= MOST_FAR * pixels


def flat(image: Image.Image, width: int) -> Image.Image:
    """Return a flat picture in another width, still with few colours; none of its edges has a seam."""
    found = image.resize(size_at(image, width), Image.Resampling.HAMMING) if image.width != width else image
    few = found.quantize(FLAT_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert(image.mode)
    few.info = dict(image.info)
    return few


def size_at(image: Image.Image, width: int) -> tuple[int, int]:
    """Return the size of a picture in another width, its height in proportion."""
    return (width, max(1, round(image.height * width / image.width)))


def resized(image: Image.Image, width: int) -> Image.Image:
    """Return a picture in another width, its height in proportion."""
    size = size_at(image, width)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=REDUCING_GAP) if image.size != size else image


def encoded(image: Image.Image, form: Format) -> bytes:
    """Return the bytes of a variant: the same for the same pixels, on every run.

    Pillow keeps the options of a save on the picture, where another thread that saves the same one would read them.
    https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.Image.save
    """
    file = io.BytesIO()
    image.copy().save(file, form.name, icc_profile=image.info.get("icc_profile", b""), **form.options)
    return file.getvalue()
