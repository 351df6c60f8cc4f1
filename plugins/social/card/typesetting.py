"""Words as shapes: HarfBuzz shapes and rasterises them, with the fonts of the project alone.

Nothing comes from the system: Pillow would ask it for FriBiDi, and draw Arabic and Devanagari wrong without a word
where there is none. https://pillow.readthedocs.io/en/stable/installation/building-from-source.html
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from brotli import error as BrotliError  # noqa: N812 (that is what it is)
from fontTools.ttLib import TTFont, TTLibError
from PIL import Image

from social.card.arrangement import MeasureType
from social.card.direction import CONTROLS, LEFT, RIGHT, fragments, visual_runs
from social.card.fonts import FontError
from social.card.typefaces import Chain, assign
from social.card.words import SEPARATOR
from social.files import write_whole
from social.languages import direction
from social.model import Typeface

WEB_FONT = ".woff2"
# Heights of a line as a multiple of the size; fonts of some scripts claim far more than their letters need.
SOLID = 0.94  # of what a font claims is enough where no paragraph of text has to be read
LEAST_LEADING, MOST_LEADING = 1.12, 1.36
# How many words' widths, lines, and languages are remembered: enough for what recurs from card to card.
WIDTHS, LINES, LANGUAGES = 2048, 64, 16
FONT = attrgetter("font")


@dataclass(frozen=True, eq=False)
class FontFile:
    """A font: its bytes as OpenType, and what is asked of it. Weights that it has no axis for are as they are."""

    family: str
    data: hb.Blob
    digest: str

    @cached_property
    def face(self) -> hb.Face:
        return hb.Face(self.data)

    @cached_property
    def typeface(self) -> Typeface:
        """Return what the rest of the code knows of the font."""
        characters = frozenset(map(chr, self.face.unicodes))
        return Typeface(self.family, self.digest, characters, is_colourful=self.face.has_color_layers)

    @cached_property
    def is_colourful(self) -> bool:
        return self.typeface.is_colourful

    @cached_property
    def em(self) -> int:
        """Return the units of an em."""
        upem: int = self.face.upem
        return upem

    @cached_property
    def extents(self) -> tuple[float, float]:
        """Return how far letters reach above and below the baseline, both positive, as multiples of the size."""
        found = hb.Font(self.face).get_font_extents("ltr")
        return found.ascender / self.em, -found.descender / self.em

    @cached_property
    def has_weights(self) -> bool:
        return any(axis.tag == "wght" for axis in self.face.axis_infos)

    @lru_cache(maxsize=16)  # noqa: B019 (fonts live as long as the process)
    def font(self, weight: int) -> hb.Font:
        """Return the font at a weight, in units of its em."""
        font = hb.Font(self.face)
        if self.has_weights:
            font.set_variations({"wght": weight})
        return font


def open_font(path: Path, cache: Path, family: str) -> FontFile:
    """Return a font file of a family; a web font is unpacked into the folder `cache`, which takes 60 ms the first time.

    Raises FontError when it is none.
    """
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    if path.suffix == WEB_FONT:
        kept = cache / f"{digest}.ttf"
        if not kept.is_file():
            write_whole(kept, unpacked(path, data))
        data = kept.read_bytes()
    font = FontFile(family, hb.Blob(data), digest)
    if not font.face.unicodes:
        raise FontError(f"{path} is no font that can be read")
    return font


def unpacked(path: Path, data: bytes) -> bytes:
    """Return a web font as OpenType. Raises FontError when it is none."""
    try:
        font, out = TTFont(io.BytesIO(data), recalcTimestamp=False), io.BytesIO()
        font.flavor = None
        font.save(out)
    except (TTLibError, BrotliError) as error:
        raise FontError(f"{path} is no font that can be read ({error})") from error
    return out.getvalue()


class Glyph(NamedTuple):
    """A shape of a font, and where it stands: px at a size of 1 px, right and up from the beginning of the line."""

    font: FontFile
    number: int
    x: float
    y: float


class Line(NamedTuple):
    """A shaped line: glyphs from left to right; width in px at a size of 1 px."""

    glyphs: tuple[Glyph, ...]
    width: float


class Placed(NamedTuple):
    """A line of text, and where it begins: px right of and below the beginning of a block."""

    text: str
    x: int
    y: int


class Cover(NamedTuple):
    """How much of each pixel words cover, 0 to 255: `height` rows of `stride` bytes, the lowest row first.

    The upper left corner is `x` px right of and `y` px below the beginning of the block; nothing is covered right of
    `width`.
    """

    data: bytes
    x: int
    y: int
    width: int
    height: int
    stride: int

    def mask(self) -> Image.Image:
        """Return the cover as a mask ("L")."""
        return Image.frombuffer("L", (self.width, self.height), self.data, "raw", "L", self.stride, -1)


class Emoji(NamedTuple):
    """A picture in its own colours ("RGBA"), `x` px right of and `y` px below the beginning of the block."""

    image: Image.Image
    x: int
    y: int


class Block(NamedTuple):
    """Drawn lines: their words, where there are some, and their emoji."""

    cover: Cover | None
    emoji: tuple[Emoji, ...]


class Typesetter:
    """Shapes, measures and draws single lines in a chain of fonts, asked in their order.

    Of what it has seen it remembers the widths of words, and the latest lines: names and topics stand on many cards.
    """

    def __init__(self, fonts: Sequence[FontFile]) -> None:
        self.fonts = fonts
        self.typefaces = Chain(font.typeface for font in fonts)
        self.measure = lru_cache(maxsize=LANGUAGES)(self._measure)
        self.width = lru_cache(maxsize=WIDTHS)(self._width)
        self.shape = lru_cache(maxsize=LINES)(self._shape)
        self._draw_line = lru_cache(maxsize=LINES)(self._draw)
        self._outlines = hb.RasterDraw()
        self._colours = hb.RasterPaint()

    def _measure(self, language: str) -> MeasureType:
        """Return a function of text and weight that gives the width in px at a size of 1 px."""
        return lambda text, weight: self.width(text, weight, language)

    def leading(self, text: str) -> float:
        """Return the height of a line as a multiple of the size: what the tallest font in it needs."""
        used = {self.fonts[index] for index, _ in assign(text, self.typefaces)}
        heights = [sum(font.extents) * SOLID for font in used if not font.is_colourful]
        return min(max(heights, default=LEAST_LEADING), MOST_LEADING)

    def ascent(self, text: str) -> float:
        """Return which share of a line's height stands above its baseline: that of the font with most of the text."""
        runs = [(len(part), index) for index, part in assign(text, self.typefaces)]
        above, below = self.fonts[max(runs)[1]].extents if runs else (0.8, 0.2)
        return above / (above + below)

    def _width(self, text: str, weight: int, language: str) -> float:
        """Return the width of a line in px at a size of 1 px."""
        width = 0.0
        for file, buffer in self._runs(text, weight, language):
            for position in buffer.glyph_positions:
                width += position.x_advance / file.em
        return width

    def _shape(self, text: str, weight: int, language: str) -> Line:
        """Return a line of text; words in scripts that are read from right to left stand so."""
        glyphs: list[Glyph] = []
        x = 0.0
        for file, buffer in self._runs(text, weight, language):
            em = file.em
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                glyphs.append(Glyph(file, info.codepoint, x + position.x_offset / em, position.y_offset / em))
                x += position.x_advance / em
        return Line(tuple(glyphs), x)

    def _runs(self, text: str, weight: int, language: str) -> Iterator[tuple[FontFile, hb.Buffer]]:
        """Yield the parts of a line that one font draws in one direction, from left to right, each shaped."""
        base = RIGHT if direction(language) == "rtl" else LEFT
        for part, its_base in fragments(text.translate(CONTROLS), SEPARATOR, base):
            for index, run, level in visual_runs(assign(part, self.typefaces), its_base):
                file = self.fonts[index]
                buffer = hb.Buffer()
                buffer.add_str(run)
                buffer.direction = "rtl" if level % 2 else "ltr"
                buffer.language = language
                buffer.guess_segment_properties()
                hb.shape(file.font(weight), buffer)
                yield file, buffer

    def draw(self, lines: tuple[Placed, ...], size: int, weight: int, language: str) -> Block:
        """Return the pixels of lines. A single one is remembered: several are a title, large and of one card alone."""
        draw = self._draw_line if len(lines) == 1 else self._draw
        return draw(lines, size, weight, language)

    def _draw(self, lines: tuple[Placed, ...], size: int, weight: int, language: str) -> Block:
        """Return the pixels of lines, all words as one cover, since letters of one may reach into the next."""
        self._outlines.clear()
        emoji: list[Emoji] = []
        for text, left, down in lines:
            for file, glyphs in groupby(self.shape(text, weight, language).glyphs, key=FONT):
                scale, font = size / file.em, file.font(weight)
                for glyph in glyphs:
                    transform = (scale, 0, 0, scale, left + glyph.x * size, glyph.y * size - down)
                    if file.is_colourful:
                        emoji += self._emoji(glyph, weight, transform)
                    else:
                        self._outlines.transform = transform
                        self._outlines.draw_glyph(font, glyph.number)
        image = self._outlines.render()
        return Block(cover(image) if image and image.extents.width else None, tuple(emoji))

    def _emoji(self, glyph: Glyph, weight: int, transform: tuple[float, ...]) -> Iterator[Emoji]:
        font = glyph.font.font(weight)
        self._colours.reset()
        self._colours.transform = transform
        extents = font.get_glyph_extents(glyph.number)
        if extents and self._colours.set_glyph_extents(extents):
            self._colours.paint_glyph(font, glyph.number)
            if image := self._colours.render():
                yield picture(image)


def cover(image: hb.RasterImage) -> Cover:
    """Return a mask of HarfBuzz, whose rows come bottom first, and whose y grows upwards."""
    found = image.extents
    return Cover(
        bytes(image.buffer), found.x_origin, -found.y_origin - found.height, found.width, found.height, found.stride
    )


def picture(image: hb.RasterImage) -> Emoji:
    """Return a picture of HarfBuzz as one of Pillow; its rows come bottom first."""
    found = image.extents
    pixels = Image.frombuffer("RGBA", (found.width, found.height), image.buffer, "raw", "BGRa", found.stride, -1)
    return Emoji(pixels, found.x_origin, -found.y_origin - found.height)
