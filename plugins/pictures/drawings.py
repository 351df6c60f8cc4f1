"""Drawings (SVG) as part of a page, where their colours follow its scheme.

A file says its colours as any program writes them. Those of the brand, black, white and `currentColor` become the
theme's; classes such as `fill-accent` name them too. One with colours of its own stays a picture: in the dark it might
not be readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import etree
from markupsafe import Markup
from writing.pictures import drawn_size

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
# Bytes of a drawing's markup, about a third of that compressed: a page has 14 KB for all that it is, and its text takes
# most of them.
LARGEST = 6_000

# No <mask>: what is white in one is seen, whatever the scheme.
SHAPES = ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "textPath", "tspan", "use")
GROUPS = ("clipPath", "defs", "desc", "g", "marker", "pattern", "svg", "symbol", "title")
GRADIENTS = ("linearGradient", "radialGradient", "stop")
ELEMENTS = frozenset((*SHAPES, *GROUPS, *GRADIENTS))
WORDS = frozenset(("text", "textPath", "tspan", "title", "desc"))  # hold text; between others white space is nothing
DROPPED = "metadata"

# https://www.w3.org/TR/SVG2/painting.html and the chapters beside it
COLOURS = ("fill", "stroke", "stop-color", "color")
REFERRING = ("clip-path", "marker-start", "marker-mid", "marker-end", "marker")
PLAIN = frozenset(
    (
        *("id", "lang", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
        *("d", "points", "width", "height", "viewBox", "preserveAspectRatio", "transform", "rotate", "pathLength"),
        *("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "offset", "fill-rule", "clip-rule"),
        *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
        *("stroke-dashoffset", "paint-order", "vector-effect", "display", "visibility", "overflow"),
        *("font-family", "font-size", "font-style", "font-weight", "font-variant", "font-stretch", "letter-spacing"),
        *("word-spacing", "text-anchor", "text-decoration", "dominant-baseline", "alignment-baseline"),
        *("baseline-shift", "direction", "writing-mode", "unicode-bidi", "textLength", "lengthAdjust"),
        *("startOffset", "method", "spacing", "side", "shape-rendering", "text-rendering", "color-interpolation"),
        *("gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "patternUnits"),
        *("patternContentUnits", "patternTransform", "markerUnits", "markerWidth", "markerHeight", "refX", "refY"),
        "orient",
    )
)
# Say nothing of how a drawing looks: what editors add, and what is for those who hear it.
IDLE = re.compile(
    r"\{.*|version|baseProfile|data-.*|aria-.*|role|-.*|enable-background|tabindex|line-height|text-align|pointer-events"
)
FETCHING = re.compile(r"url\s*\(|\\", re.IGNORECASE)  # also behind CSS's escapes
LOCAL = re.compile(r"""url\(\s*(?P<quote>['"]?)#(?P<id>[^'")\s]+)(?P=quote)\s*\)""")
KEYWORDS = {"none": "none", "currentcolor": "currentColor", "inherit": "inherit", "transparent": "transparent"}
CLASS = re.compile(r"(?P<name>fill|stroke)-(?P<colour>\w+)")
BLACK, WHITE = "#000000", "#ffffff"


class Unsuitable(Exception):  # noqa: N818 (nothing is wrong with the file)
    """Raised for what a page could not hold, or not show in both schemes."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that may be part of a page: its tree, which nobody changes, and its width and height in CSS px."""

    root: ET.Element
    width: int
    height: int


def read_drawing(file: Path, colours: Mapping[str, str]) -> Drawing | None:
    """Return a drawing that may be part of a page; None for any other, which stays a picture.

    `colours` are the brand's in the light scheme, "#rrggbb" by name. Nothing that runs, fetches or styles comes
    through, nor what is not known here, nor what is too large.
    """
    size = drawn_size(file)
    if size is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = Cleaner(colours).element(etree.fromstring(file.read_bytes(), parser))
        complete(root, size)
    except (etree.XMLSyntaxError, Unsuitable):
        return None
    return Drawing(root, *size) if len(ET.tostring(root, encoding="utf-8")) <= LARGEST else None


class Cleaner:
    """Copies a drawing as far as it is known to be harmless, in the theme's colours. Its methods raise Unsuitable."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self.named = {name: f"var(--{name.replace('_', '-')})" for name in colours}
        brand = {colours[name].lower(): self.named[name] for name in reversed(list(colours))}
        self.known = {BLACK: "currentColor", WHITE: "var(--paper)", **brand}

    def element(self, node: etree._Element) -> ET.Element:
        """Return a copy of an element without namespaces."""
        name = self.name(node)
        if name not in ELEMENTS:
            raise Unsuitable(name)
        copy = ET.Element(name, dict(self.attributes(node)))
        copy.text = self.text(name, node.text)
        for child in node:
            if self.name(child) not in (DROPPED, ""):
                made = self.element(child)
                made.tail = self.text(name, child.tail)
                copy.append(made)
        return copy

    def name(self, node: etree._Element) -> str:
        """Return the name of an element of SVG, "" for one of an editor."""
        if not isinstance(node.tag, str):  # an entity
            raise Unsuitable(str(node))
        name = etree.QName(node)
        return str(name.localname) if name.namespace == SVG else ""

    def text(self, name: str, text: str | None) -> str | None:
        """Return the text in an element of that name."""
        return text if name in WORDS else None

    def attributes(self, node: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield what an element says, the strongest last: attributes, then styles, then classes of the theme."""
        for name, value in node.attrib.items():
            if name not in ("style", "class"):
                yield from self.attribute("href" if name == HREF else str(name), str(value).strip())
        for declaration in filter(str.strip, node.get("style", "").split(";")):
            name, _, value = declaration.partition(":")
            yield from self.attribute(name.strip(), value.strip())
        for word in node.get("class", "").split():
            found = CLASS.fullmatch(word)
            if found and found["colour"] in self.named:
                yield found["name"], self.named[found["colour"]]

    def attribute(self, name: str, value: str) -> Iterator[tuple[str, str]]:
        """Yield an attribute as it may stand in a page, or nothing when it does not matter there."""
        is_reference = name in REFERRING and (value == "none" or LOCAL.fullmatch(value))
        is_link = name == "href" and value.startswith("#")
        if name in COLOURS:
            yield name, self.colour(value)
        elif is_reference or is_link or (name in PLAIN and not FETCHING.search(value)):
            yield name, value
        elif not IDLE.fullmatch(name):
            raise Unsuitable(name)

    def colour(self, value: str) -> str:
        """Return a colour as the theme has it."""
        if value.lower() in KEYWORDS:
            return KEYWORDS[value.lower()]
        if LOCAL.fullmatch(value):
            return value
        from PIL import ImageColor  # noqa: PLC0415 (most builds read no drawing anew)

        try:
            red, green, blue, *rest = ImageColor.getrgb(value)
        except ValueError as error:
            raise Unsuitable(value) from error
        if rest or (found := f"#{red:02x}{green:02x}{blue:02x}") not in self.known:
            raise Unsuitable(value)
        return self.known[found]


def complete(root: ET.Element, size: tuple[int, int]) -> None:
    """Give a drawing what it has by itself as a file, and would take from the page around it as a part of that.

    Raises Unsuitable when two parts have one name.
    """
    root.attrib = {"viewBox": f"0 0 {size[0]} {size[1]}", "fill": "currentColor", **root.attrib}
    if root.find(".//text") is not None:
        root.attrib = {"font-size": "16", "direction": "ltr", **root.attrib}
    for name in ("width", "height", "x", "y"):
        root.attrib.pop(name, None)
    used = {found for node in root.iter() for _, found in references(node)}
    for node in root.iter():
        if node.get("id") not in used:
            node.attrib.pop("id", None)
    ids = [node.get("id") for node in root.iter() if "id" in node.attrib]
    if len(ids) != len(set(ids)):
        raise Unsuitable("id")


def references(node: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes that name a part of the drawing, each with that part's id."""
    for name, value in node.items():
        if found := LOCAL.fullmatch(value):
            yield name, found["id"]
        elif name == "href":
            yield name, value.removeprefix("#")


def markup(drawing: Drawing, alt: str, prefix: str, attributes: Mapping[str, str]) -> Markup:
    """Return a drawing as part of a page, a mere decoration where `alt` is empty.

    `prefix` makes its ids the only ones of the page; `attributes` are those of the whole, such as width and height.
    """
    root = deepcopy(drawing.root)
    for node in root.iter():
        for name, found in list(references(node)):
            node.set(name, f"#{prefix}{found}" if name == "href" else f"url(#{prefix}{found})")
        if "id" in node.attrib:
            node.set("id", f"{prefix}{node.get('id')}")
    root.attrib |= attributes
    if alt:
        root.attrib |= {"role": "img", "aria-label": alt}
        if (description := root.find("desc")) is not None:
            description.set("id", f"{prefix}desc")
            root.set("aria-describedby", f"{prefix}desc")
    else:
        root.set("aria-hidden", "true")
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 (ElementTree has escaped it)
