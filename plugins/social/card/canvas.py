"""Two grounds to draw on: flat colours, kept as indexes into a palette, and full colour.

A card without a picture has few colours: its ground, and the edges of words between their colour and that ground. Drawn
as indexes from the start, it needs no reduction afterwards, which would take as long as everything else together.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Protocol

from PIL import Image

from social.card.colours import Colour, ramp
from social.card.layouts import Box

# Steps between the colour of words and their ground; edges look smooth from about this many on.
EDGE_STEPS = 12
PALETTE_SIZE = 256
EMOJI_COLOURS = 64  # of each emoji, as far as the palette has room
VISIBLE = 8  # of 255: what covers less of a pixel is not drawn
# JPEG qualities, tried until the file is small enough; below 60 the edges of flat areas begin to smear.
QUALITIES = range(90, 55, -5)
FULL_COLOUR = 0  # no chroma subsampling: coloured words and flat shapes keep sharp edges


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
        indexes = ground.quantize(palette=palette_image(self.colours), dither=Image.Dither.NONE)
        self.image = Image.frombytes("L", indexes.size, indexes.tobytes())

    def copy(self) -> FlatCanvas:
        """Return an independent canvas that looks the same."""
        other = FlatCanvas.__new__(FlatCanvas)
        other.image, other.background, other.edges = self.image.copy(), self.background, self.edges
        other.colours = list(self.colours)
        return other

    def fill(self, box: Box, colour: Colour) -> None:
        self.image.paste(self.edges[colour] + EDGE_STEPS - 1, corners(box))

    def words(self, mask: Image.Image, at: tuple[int, int], colour: Colour) -> None:
        first = self.edges[colour]
        indexes = mask.point([first + round(cover * (EDGE_STEPS - 1) / 255) for cover in range(256)])
        self.image.paste(indexes, at, mask.point(VISIBLE_ONLY))

    def picture(self, image: Image.Image, at: tuple[int, int]) -> None:
        room = min(EMOJI_COLOURS, PALETTE_SIZE - len(self.colours))
        if room < 1:
            return
        shown = Image.alpha_composite(Image.new("RGBA", image.size, self.background), image).convert("RGB")
        few = shown.quantize(room, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        first = len(self.colours)
        parts = iter(few.getpalette() or ())
        self.colours += list(zip(parts, parts, parts, strict=True))[:room]
        indexes = Image.frombytes("L", few.size, few.tobytes()).point([min(first + n, 255) for n in range(256)])
        self.image.paste(indexes, at, image.getchannel("A").point(VISIBLE_ONLY))

    def png(self) -> bytes:
        """Return the card as a file."""
        image = Image.frombytes("P", self.image.size, self.image.tobytes())
        image.putpalette([part for colour in self.colours for part in colour])
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()


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
    """Return a picture as JPEG of at most `limit` bytes, as good as that allows; of the lowest quality if none does."""
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=FULL_COLOUR, optimize=True, progressive=True)
        data = out.getvalue()
        if len(data) <= limit:
            break
    return data
