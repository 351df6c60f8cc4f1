"""The same text card by two other engines: resvg with an SVG, Skia with its canvas.

Both get for nothing what the arrangement decides: line breaks, sizes and places. Both get the fonts as static files of
the weights that are needed, and keep between cards what their interfaces let them keep.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import resvg_py
import skia
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image
from social.card.colours import Colour
from social.card.drawing import RULE_COLOUR, Artist
from social.card.layouts import LAYOUTS, SHARE, Box
from social.card.names import words_of
from social.card.typefaces import assign
from social.model import Card, CardLayout

SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", SVG)
LAYOUT = LAYOUTS[CardLayout.TEXT]
WEIGHTS = sorted({kind.weight for kind in LAYOUT.types.values()})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: `x` and `y` of the beginning of its baseline and its size in px."""

    text: str
    x: int
    y: int
    size: int
    weight: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Scene:
    """All that changes from one text card to the next."""

    lines: tuple[Line, ...]
    rules: tuple[Box, ...]


def heading_font(artist: Artist) -> int:
    """Return the index of the font that draws plain letters."""
    return assign("a", artist.type.typefaces)[0][0]


def is_in_heading_font(card: Card, artist: Artist) -> bool:
    """Return whether the words of a card need no font but that of plain letters."""
    font = heading_font(artist)
    runs = (run for text in words_of(card) for run in assign(text, artist.type.typefaces))
    return all(index == font or text.isspace() for index, text in runs)


def scene(card: Card, artist: Artist) -> Scene:
    """Return what stands where on a text card of ours."""
    found = artist.arrangement(card)
    lines = (
        Line(
            text,
            words.box.x,
            round(words.box.y + words.line_height * (number + artist.type.ascent(text))),
            words.size,
            LAYOUT.types[words.role].weight,
            artist.colour(LAYOUT, words.role),
        )
        for words in found.words
        for number, text in enumerate(words.lines)
    )
    return Scene(tuple(lines), found.rules)


def static_fonts(font: bytes, folder: Path) -> Mapping[int, Path]:
    """Write a variable font as one file a weight, of the families "w500" and so on; return them by weight."""
    found = {}
    for weight in WEIGHTS:
        instance = instantiateVariableFont(TTFont(BytesIO(font)), {"wght": weight})
        for name in (1, 4, 6, 16):
            instance["name"].setName(family(weight), name, 3, 1, 0x409)
        instance["OS/2"].usWeightClass = 400
        found[weight] = folder / f"{family(weight)}.ttf"
        instance.save(found[weight])
    return found


def family(weight: int) -> str:
    """Return the name of the static font of a weight."""
    return f"w{weight}"


def hexadecimal(colour: Colour) -> str:
    """Return a colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


class Resvg:
    """Draws a card as one SVG: the artwork as elements, each line as <text>."""

    def __init__(self, artist: Artist, logo: Box, fonts: Iterable[Path]) -> None:
        self.fonts = [str(font) for font in fonts]
        self.stylesheet = artist.brand.stylesheet
        self.rule = hexadecimal(artist.brand.colours[RULE_COLOUR])
        self.ground = self._ground(artist, logo)

    def _ground(self, artist: Artist, logo: Box) -> ET.Element:
        """Return the SVG of a card without words."""
        width, height, side = SHARE.width, SHARE.height, round(SHARE.motif * SHARE.scale)
        root = ET.Element(f"{{{SVG}}}svg", {"width": str(width), "height": str(height)})
        rectangle(root, Box(0, 0, width, height), hexadecimal(artist.brand.colours[LAYOUT.background]))
        corner = Box(width - side, 0, side, side)
        motif = artist.brand.artwork / f"{LAYOUT.artwork}.svg"
        embed(root, motif, corner)
        turned = ET.SubElement(root, f"{{{SVG}}}g", {"transform": f"rotate(180 {width / 2} {height / 2})"})
        embed(turned, motif, corner)
        embed(root, artist.brand.logo_file, logo)
        return root

    def draw(self, wanted: Scene) -> bytes:
        """Return a card as PNG."""
        root = copy.copy(self.ground)  # its elements are shared, only the list of them is new
        for rule in wanted.rules:
            rectangle(root, rule, self.rule)
        for line in wanted.lines:
            place = {"x": str(line.x), "y": str(line.y), "fill": hexadecimal(line.colour)}
            type_ = {"font-family": family(line.weight), "font-size": str(line.size)}
            ET.SubElement(root, f"{{{SVG}}}text", place | type_).text = line.text
        svg = ET.tostring(root, encoding="unicode")
        return resvg_py.svg_to_bytes(
            svg_string=svg, style_sheet=self.stylesheet, font_files=self.fonts, skip_system_fonts=True
        )


def rectangle(parent: ET.Element, box: Box, colour: str) -> None:
    """Add a filled box to an SVG."""
    place = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    ET.SubElement(parent, f"{{{SVG}}}rect", place | {"fill": colour})


def embed(parent: ET.Element, file: Path, box: Box) -> None:
    """Add a whole SVG file to another, in a box; what reaches out of it is off the card, and clipping costs time."""
    inner = ET.parse(file).getroot()
    inner.set("overflow", "visible")
    inner.attrib |= dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    parent.append(inner)


class Skia:
    """Draws a card on a canvas of Skia; a card without words is kept as a picture, as ours is."""

    def __init__(self, artist: Artist, logo: Box, fonts: Mapping[int, Path]) -> None:
        self.typefaces = {weight: skia.Typeface.MakeFromFile(str(file)) for weight, file in fonts.items()}
        self.rule = paint(artist.brand.colours[RULE_COLOUR])
        self.surface = skia.Surface(SHARE.width, SHARE.height)
        self.ground = self._ground(artist, logo)

    def _ground(self, artist: Artist, logo: Box) -> skia.Image:
        """Return a picture of a card without words."""
        canvas = self.surface.getCanvas()
        canvas.clear(skia.Color(*artist.brand.colours[LAYOUT.background]))
        side = round(SHARE.motif * SHARE.scale)
        motif = artist.brand.motif(LAYOUT.artwork, side)
        canvas.drawImage(skia_image(motif), SHARE.width - side, 0)
        canvas.drawImage(skia_image(motif.transpose(Image.Transpose.ROTATE_180)), 0, SHARE.height - side)
        canvas.drawImage(skia_image(artist.brand.logo(logo.height)), logo.x, logo.y)
        return self.surface.makeImageSnapshot()

    def draw(self, wanted: Scene) -> bytes:
        """Return a card as PNG."""
        canvas = self.surface.getCanvas()
        canvas.drawImage(self.ground, 0, 0)
        for rule in wanted.rules:
            canvas.drawRect(skia.Rect.MakeXYWH(*rule), self.rule)
        for line in wanted.lines:
            font = skia.Font(self.typefaces[line.weight], line.size)
            font.setSubpixel(True)
            font.setHinting(skia.FontHinting.kNone)
            blob = skia.TextBlob.MakeFromShapedText(line.text, font)  # with kerning; it adds the ascent itself
            canvas.drawTextBlob(blob, line.x, line.y + font.getMetrics().fAscent, paint(line.colour))
        return bytes(self.surface.makeImageSnapshot().encodeToData(skia.kPNG, 100))


def paint(colour: Colour) -> skia.Paint:
    """Return a fill of a colour with smooth edges."""
    return skia.Paint(Color=skia.Color(*colour), AntiAlias=True)


def skia_image(image: Image.Image) -> skia.Image:
    """Return a picture with transparency ("RGBA") as one of Skia."""
    return skia.Image.frombytes(image.tobytes(), image.size, skia.kRGBA_8888_ColorType)


def engines(artist: Artist, cards: Sequence[Card], folder: Path) -> tuple[Resvg, Skia]:
    """Return both engines, ready to draw; their fonts are unpacked into `folder`."""
    logo = artist.arrangement(cards[0]).logo
    fonts = static_fonts(artist.type.fonts[heading_font(artist)].data.data, folder)
    return Resvg(artist, logo, fonts.values()), Skia(artist, logo, fonts)
