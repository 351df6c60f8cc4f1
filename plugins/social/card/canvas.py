"""Two grounds to draw on: flat colours, kept as indexes into a palette, and full colour.

A card without a picture has few colours: its ground, and the edges of words between their colour and that ground. It is
drawn as the rows of a PNG, two pixels a byte where that is possible: they need no reduction afterwards, and are packed
as they are. https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import io
import zlib
from binascii import unhexlify
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from struct import pack
from typing import NamedTuple, Protocol

from PIL import Image, ImageChops, ImageFile

from social.card.colours import Colour, ramp
from social.card.layouts import Box
from social.card.typesetting import Cover

# Steps between the ground and the colour of words, that colour included: edges look smooth from about so many on. Most
# words have the first ink.
EDGE_STEPS, OTHER_EDGE_STEPS = 8, 5
NEAR = 6  # of 255: colours of the ground that differ by less in each part are one
DEPTHS = {4: 16, 8: 256}  # bits of a pixel, and how many colours they can tell apart
DIGITS = b"0123456789abcdef"
VISIBLE = 8  # of 255: what covers less of a pixel is not drawn
# Of zlib: runs alone are looked for, in a quarter of the time that its default takes, for a tenth more bytes. A card
# with very much on it is packed as hard as can be, which takes many times as long.
RUNS, HARDEST, PNG_BYTES = zlib.Z_RLE, 9, 40_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
INDEXED = 3  # colour type


class Setting(NamedTuple):
    """How a JPEG is packed.

    `share` is about how many bytes of those with the first setting a photograph takes, so that few have to be tried.
    """

    quality: int
    subsampling: str
    optimize: bool
    share: float


# Best first. Coloured words and flat shapes keep sharp edges where colours have all rows and half the columns; what a
# busy photograph does not fit into so, it fits into with half of both. Looking for the best code takes as long as all
# the rest, and saves a tenth: only what is too heavy otherwise is worth that. The shares are medians of some
# photographs.
HALF_COLOUR, QUARTER_COLOUR = "4:2:2", "4:2:0"
QUALITIES = ((82, 0.61), (74, 0.5), (66, 0.41), (58, 0.35), (50, 0.31), (40, 0.26), (30, 0.2), (20, 0.13), (10, 0.05))
SETTINGS = (
    Setting(90, HALF_COLOUR, optimize=False, share=1.0),
    Setting(84, HALF_COLOUR, optimize=True, share=0.75),
    Setting(78, HALF_COLOUR, optimize=True, share=0.63),
    *(Setting(quality, QUARTER_COLOUR, optimize=True, share=share) for quality, share in QUALITIES),
)
DOUBT = 1.05  # a setting is not tried that should need so many times the bytes there are


# Pillow writes an optimised JPEG in one piece and fails where its buffer is too small for a busy picture.
ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 2**23)


class Canvas(Protocol):
    """What a card is drawn on."""

    def fill(self, box: Box, colour: Colour) -> None:
        """Fill a box with a colour."""

    def words(self, cover: Cover, at: tuple[int, int], colour: Colour) -> None:
        """Draw words that cover pixels, with the upper left corner at a point."""

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        """Draw a small picture with transparency ("RGBA"), such as an emoji."""


class FlatCanvas:
    """A card of flat colours, as rows of indexes; index 0 is the colour behind words.

    Args:
        ground: what lies behind everything, "RGB".
        background: the colour behind words.
        inks: the colours that words and strokes will have; most of them the first.
        colours: how many of the ground's own colours to keep, the most frequent first.
        depth: bits of a pixel; None for as few as the colours need.
    """

    def __init__(
        self, ground: Image.Image, background: Colour, inks: Iterable[Colour], colours: int, depth: int | None = None
    ) -> None:
        self.width, self.height = ground.size
        self.background = background
        self.colours = distinct([background, *frequent(ground, colours)])
        own = len(self.colours)
        covers: dict[Colour, list[int]] = {}
        for number, ink in enumerate(inks):
            steps = OTHER_EDGE_STEPS if number else EDGE_STEPS
            covers[ink] = indexes_of_covers(len(self.colours), steps)
            self.colours += ramp(background, ink, steps + 1)[1:]
        few = min(bits for bits, most in DEPTHS.items() if len(self.colours) <= most)
        self.depth = depth or (8 if self.width % 2 else few)
        self.tables = {ink: bytes(self.symbol(index) for index in found) for ink, found in covers.items()}
        self.pictures: list[tuple[Image.Image, tuple[int, int]]] = []
        self.lowest = 0  # px: no words stand there or below
        self.row = 1 + self.width * self.depth // 8  # bytes: the filter that was applied, none, comes first
        self.data = self.packed(indexed(ground, self.colours, own))

    def symbol(self, index: int) -> int:
        """Return what stands for an index before pixels are packed: a hexadecimal digit where a byte takes two."""
        return DIGITS[index] if self.depth == 4 else index  # noqa: PLR2004 (see DEPTHS)

    def packed(self, indexes: Image.Image) -> bytearray:
        """Return the rows of a picture of indexes ("L")."""
        pixels = self.bytes_of(
            indexes.tobytes().translate(bytes(map(self.symbol, range(DEPTHS[self.depth]))).ljust(256))
        )
        width = self.row - 1
        return bytearray(b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width)))

    def bytes_of(self, symbols: bytes) -> bytes:
        """Return the symbols of pixels as bytes of a row."""
        return unhexlify(symbols) if self.depth == 4 else symbols  # noqa: PLR2004 (see DEPTHS)

    def copy(self) -> FlatCanvas:
        """Return an independent canvas that looks the same."""
        other = FlatCanvas.__new__(FlatCanvas)
        other.__dict__ |= self.__dict__
        other.data, other.colours, other.pictures = bytearray(self.data), list(self.colours), []
        return other

    def fill(self, box: Box, colour: Colour) -> None:
        stride = box.width + box.width % 2
        row = (b"\xff" * box.width).ljust(stride, b"\0")
        self.stamp(Cover(row * box.height, 0, 0, box.width, box.height, stride), (box.x, box.y), colour)

    def words(self, cover: Cover, at: tuple[int, int], colour: Colour) -> None:
        self.stamp(cover, at, colour)
        self.lowest = max(self.lowest, at[1] + cover.height)

    def stamp(self, cover: Cover, at: tuple[int, int], colour: Colour) -> None:
        """Draw what covers pixels; what is not covered becomes the colour behind words, unless words are there."""
        symbols, stride = cover.data.translate(self.tables[colour]), cover.stride
        pixels = 8 // self.depth
        left, shift = divmod(at[0], pixels)
        if shift:  # begins in the middle of a byte
            rows = (symbols[start : start + stride] for start in range(0, len(symbols), stride))
            symbols, stride = b"0" + b"00".join(rows) + b"0", stride + 2
        packed, step = self.bytes_of(symbols), stride // pixels
        width = min(-(-(cover.width + shift) // pixels), self.row - 1 - left)
        first, data, taken = at[1] * self.row + 1 + left, self.data, self.lowest * self.row
        starts = range(first + (cover.height - 1) * self.row, first - 1, -self.row)  # from below
        for start, place in zip(starts, range(0, cover.height * step, step), strict=True):
            new = packed[place : place + width]
            if start < taken:
                new = bytes(map(max, data[start : start + width], new))
            data[start : start + width] = new

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        self.pictures.append((image, at))

    def place_pictures(self) -> None:
        """Draw the pictures that were collected, in colours that they share: the palette's room is for all of them."""
        room = DEPTHS[self.depth] - len(self.colours)
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
        card = Image.frombytes("L", (self.row, self.height), bytes(self.data))
        for box, (image, at) in zip(boxes, self.pictures, strict=True):
            mask = image.getchannel("A").point(VISIBLE_ONLY, "1")
            card.paste(indexes.crop(corners(box)), (at[0] + 1, at[1]), mask)
        self.data = bytearray(card.tobytes())
        parts = iter(few.getpalette() or ())
        self.colours += list(zip(parts, parts, parts, strict=True))[:room]

    def png(self) -> bytes:
        """Return the card as a file; nothing can be drawn on it afterwards."""
        if self.pictures:
            self.place_pictures()
        runs = zlib.compressobj(strategy=RUNS)
        packed = runs.compress(self.data) + runs.flush()
        if len(packed) > PNG_BYTES:
            packed = zlib.compress(self.data, HARDEST)
        header = pack(">IIBBBBB", self.width, self.height, self.depth, INDEXED, 0, 0, 0)
        palette = bytes(part for colour in self.colours for part in colour)
        parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", packed), (b"IEND", b""))
        return SIGNATURE + b"".join(chunk(kind, data) for kind, data in parts)


class FullCanvas:
    """A part of a card in full colour, "RGB", which is drawn on; `left` and `top` are its place on the card."""

    def __init__(self, image: Image.Image, left: int = 0, top: int = 0) -> None:
        self.image = image
        self.left, self.top = left, top

    def fill(self, box: Box, colour: Colour) -> None:
        self.image.paste(colour, corners(box._replace(x=box.x - self.left, y=box.y - self.top)))

    def words(self, cover: Cover, at: tuple[int, int], colour: Colour) -> None:
        x, y = at[0] - self.left, at[1] - self.top
        self.image.paste(colour, (x, y, x + cover.width, y + cover.height), cover.mask())

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        self.image.paste(image, (at[0] - self.left, at[1] - self.top), image)


def indexes_of_covers(first: int, steps: int) -> list[int]:
    """Return the index of each cover, 0 to 255, of a pixel: 0 without ink, then those from `first` on."""
    found = (round(cover * steps / 255) for cover in range(256))
    return [first + step - 1 if step else 0 for step in found]


def frequent(image: Image.Image, most: int) -> list[Colour]:
    """Return the most frequent colours of a picture ("RGB"), at most so many, in that order."""
    counted = sorted(image.getcolors(image.width * image.height) or (), reverse=True)
    return [colour for _, colour in counted[:most] if isinstance(colour, tuple)]


def distinct(colours: Iterable[Colour]) -> list[Colour]:
    """Return colours without those that are near an earlier one."""
    found: list[Colour] = []
    for colour in colours:
        if not any(max(abs(a - b) for a, b in zip(colour, other, strict=True)) < NEAR for other in found):
            found.append(colour)
    return found


def indexed(image: Image.Image, colours: Sequence[Colour], exact: int) -> Image.Image:
    """Return a picture ("RGB") as indexes ("L") of the nearest of some colours; the first ones are found exactly."""
    nearest = image.quantize(palette=palette_image(colours), dither=Image.Dither.NONE)
    found = Image.frombytes("L", nearest.size, nearest.tobytes())
    for index, colour in enumerate(colours[:exact]):  # Pillow takes what is near for what is there
        found.paste(index, mask=where(image, colour))
    return found


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(data, zlib.crc32(kind)))


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
    padded = [*colours, *[colours[0]] * (256 - len(colours))]
    found.putpalette([part for colour in padded for part in colour])
    return found


def jpeg(image: Image.Image, limit: int) -> bytes:
    """Return a picture as JPEG of at most `limit` bytes, as good as that allows.

    Only pure noise may be more than the limit, at the lowest quality.
    """

    @cache
    def attempt(place: int) -> bytes:
        quality, subsampling, optimize, _ = SETTINGS[place]
        return compressed(image, "JPEG", quality=quality, subsampling=subsampling, optimize=optimize)

    def expected(place: int, known: int) -> float:
        """Return about how many bytes a setting takes, from those of another."""
        return len(attempt(known)) * SETTINGS[place].share / SETTINGS[known].share

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
