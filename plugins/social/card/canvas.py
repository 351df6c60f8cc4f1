"""Two grounds to draw on: flat colours, kept as indexes into a palette, and full colour.

A card without a picture has few colours: its ground, and the edges of words between their colour and that ground. Drawn
as indexes from the start, it needs no reduction afterwards, which would take as long as everything else together.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import Protocol

from PIL import Image, ImageChops, ImageFile

from social.card.colours import Colour, ramp
from social.card.layouts import Box

# Steps between the colour of words and their ground; edges look smooth from about this many on.
EDGE_STEPS = 9
PALETTE_SIZE = 256
VISIBLE = 8  # of 255: what covers less of a pixel is not drawn
# Of zlib: 4 takes a third less time than 6, its default, for six per cent more bytes. A card with very much on it is
# packed as hard as can be, which takes ten times as long.
COMPRESSION, HARDEST, PNG_BYTES = 4, 9, 40_000
# JPEG quality and chroma subsampling, best first: coloured words and flat shapes keep sharp edges without subsampling;
# what a busy photograph does not fit into so, it fits into with it. The last number: bytes of a photograph as a share
# of those with the first setting, as measured on some; others differ by about 3 %, so that few have to be tried.
FULL_COLOUR, HALF_COLOUR = "4:4:4", "4:2:0"
QUALITIES = ((90, 1.0), (84, 0.78), (78, 0.66))
LOWER_QUALITIES = (
    *((82, 0.48), (74, 0.39), (66, 0.33), (58, 0.29), (50, 0.25)),
    *((40, 0.21), (30, 0.16), (20, 0.11), (10, 0.04)),
)
SETTINGS = (
    *((quality, FULL_COLOUR, share) for quality, share in QUALITIES),
    *((quality, HALF_COLOUR, share) for quality, share in LOWER_QUALITIES),
)
DOUBT = 1.05  # a setting is not tried that should need so many times the bytes there are


# Pillow writes an optimised JPEG in one piece and fails where its buffer is too small for a busy picture.
ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 2**23)


class Canvas(Protocol):
    """What a card is drawn on."""

    def fill(self, box: Box, colour: Colour) -> None:
        """Fill a box with a colour."""

    def words(self, mask: Image.Image, at: tuple[int, int], colour: Colour) -> None:
        """Draw words: a mask ("L") with its upper left corner at a point."""

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        """Draw a small picture with transparency ("RGBA"), such as an emoji."""


class FlatCanvas:
    """A card of flat colours, as indexes.

    Args:
        ground: what lies behind everything, "RGB".
        background: the colour behind words.
        inks: the colours that words and strokes will have.
        colours: how many of the ground's own colours to keep, the most frequent first.
    """

    def __init__(self, ground: Image.Image, background: Colour, inks: Iterable[Colour], colours: int) -> None:
        counted = sorted(ground.getcolors(ground.width * ground.height) or (), reverse=True)
        self.colours = [colour for _, colour in counted[:colours] if isinstance(colour, tuple)]
        self.edges: dict[Colour, int] = {}
        for ink in inks:
            self.edges[ink] = len(self.colours)
            self.colours += ramp(background, ink, EDGE_STEPS)
        self.background = background
        behind = self.colours.index(background)
        self.covers = {ink: steps(behind, first) for ink, first in self.edges.items()}
        self.pictures: list[tuple[Image.Image, tuple[int, int]]] = []
        indexes = ground.quantize(palette=palette_image(self.colours), dither=Image.Dither.NONE)
        self.image = Image.frombytes("L", indexes.size, indexes.tobytes())
        for index, colour in enumerate(self.colours[:colours]):  # Pillow takes what is near for what is there
            self.image.paste(index, mask=where(ground, colour))

    def copy(self) -> FlatCanvas:
        """Return an independent canvas that looks the same."""
        other = FlatCanvas.__new__(FlatCanvas)
        other.image, other.background = self.image.copy(), self.background
        other.edges, other.covers = self.edges, self.covers
        other.colours, other.pictures = list(self.colours), []
        return other

    def fill(self, box: Box, colour: Colour) -> None:
        self.image.paste(self.edges[colour] + EDGE_STEPS - 1, corners(box))

    def words(self, mask: Image.Image, at: tuple[int, int], colour: Colour) -> None:
        self.image.paste(mask.point(self.covers[colour]), at, mask.point(VISIBLE_ONLY, "1"))

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        self.pictures.append((image, at))

    def place_pictures(self) -> None:
        """Draw the pictures that were collected, in colours that they share: the palette's room is for all of them."""
        room = PALETTE_SIZE - len(self.colours)
        width = sum(image.width for image, _ in self.pictures)
        height = max(image.height for image, _ in self.pictures)
        strip = Image.new("RGB", (width, height), self.background)
        lefts = accumulate((image.width for image, _ in self.pictures), initial=0)
        boxes = [Box(left, 0, *image.size) for left, (image, _) in zip(lefts, self.pictures, strict=False)]
        for box, (image, _) in zip(boxes, self.pictures, strict=True):
            strip.paste(image, (box.x, box.y), image)
        few = strip.quantize(room, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        first = len(self.colours)
        indexes = Image.frombytes("L", few.size, few.tobytes()).point([min(first + n, 255) for n in range(256)])
        for box, (image, at) in zip(boxes, self.pictures, strict=True):
            self.image.paste(indexes.crop(corners(box)), at, image.getchannel("A").point(VISIBLE_ONLY, "1"))
        parts = iter(few.getpalette() or ())
        self.colours += list(zip(parts, parts, parts, strict=True))[:room]

    def png(self) -> bytes:
        """Return the card as a file; nothing can be drawn on it afterwards."""
        if self.pictures:
            self.place_pictures()
        self.image.putpalette([part for colour in self.colours for part in colour])
        packed = compressed(self.image, "PNG", compress_level=COMPRESSION)
        return packed if len(packed) <= PNG_BYTES else compressed(self.image, "PNG", compress_level=HARDEST)


class FullCanvas:
    """A card in full colour, over a picture ("RGB"), which it draws on."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image

    def fill(self, box: Box, colour: Colour) -> None:
        self.image.paste(colour, corners(box))

    def words(self, mask: Image.Image, at: tuple[int, int], colour: Colour) -> None:
        self.image.paste(colour, (*at, at[0] + mask.width, at[1] + mask.height), mask)

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        self.image.paste(image, at, image)


def steps(behind: int, first: int) -> list[int]:
    """Return the index of each cover, 0 to 255, of a pixel: `behind` without ink, then those from `first` on."""
    found = (round(cover * (EDGE_STEPS - 1) / 255) for cover in range(256))
    return [first + step if step else behind for step in found]


def where(image: Image.Image, colour: Colour) -> Image.Image:
    """Return a mask of the pixels that have exactly a colour."""
    bands = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    farthest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return farthest.point([255] + [0] * 255)


VISIBLE_ONLY = [255 * (cover > VISIBLE) for cover in range(256)]


def corners(box: Box) -> tuple[int, int, int, int]:
    """Return a box as Pillow wants it: left, top, right, bottom."""
    return box.x, box.y, box.right, box.bottom


def palette_image(colours: Sequence[Colour]) -> Image.Image:
    """Return what Pillow takes a palette from."""
    found = Image.new("P", (1, 1))
    padded = [*colours, *[colours[0]] * (PALETTE_SIZE - len(colours))]
    found.putpalette([part for colour in padded for part in colour])
    return found


def jpeg(image: Image.Image, limit: int) -> bytes:
    """Return a picture as JPEG of at most `limit` bytes, as good as that allows.

    Only pure noise may be more than the limit, at the lowest quality.
    """

    @cache
    def attempt(place: int) -> bytes:
        quality, subsampling, _ = SETTINGS[place]
        return compressed(image, "JPEG", quality=quality, subsampling=subsampling, optimize=True)

    def expected(place: int, known: int) -> float:
        """Return about how many bytes a setting takes, from those of another."""
        return len(attempt(known)) * SETTINGS[place][2] / SETTINGS[known][2]

    worst = len(SETTINGS) - 1
    place = next((place for place in range(worst) if expected(place, 0) <= limit), worst)
    while place < worst and len(attempt(place)) > limit:
        place += 1
    while place and expected(place - 1, place) <= limit * DOUBT and len(attempt(place - 1)) <= limit:
        place -= 1
    return attempt(place)


def compressed(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as a file of a kind that Pillow knows."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
