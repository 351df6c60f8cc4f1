"""The site's icons and its web manifest, all of one drawing in the brand's colours.

Where they stand never changes: browsers and crawlers ask for /favicon.ico unasked, phones for /apple-touch-icon.png.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from math import hypot
from pathlib import Path

import resvg_py
from lxml import etree
from PIL import Image, ImageChops
from social.card.canvas import compressed
from social.card.colours import Colour
from social.files import write_whole
from social.languages import direction
from social.model import Site

FAVICON, SVG, TOUCH, MANIFEST = "favicon.ico", "icon.svg", "apple-touch-icon.png", "site.webmanifest"
MASKABLE = "icon-maskable.png"
SIDES = {"icon-192.png": 192, "icon-512.png": 512}  # px; https://web.dev/articles/add-manifest#icons
# https://developers.google.com/search/docs/appearance/favicon-in-search asks for a multiple of 48 px.
FAVICON_SIDES = (16, 32, 48)
TOUCH_SIDE, MASKABLE_SIDE = 180, 512
# What a mask leaves at least: a circle around the middle with this share of the side as its radius.
# https://www.w3.org/TR/appmanifest/#icon-masks
SAFE_RADIUS = 0.4
# How much of the side a drawing without a ground of its own takes where one is put behind it.
INSET = 0.8
OPAQUE = 255
ROUNDING = 8  # of 255: what differs less from the ground is part of it
SEEN = [255 * (difference > ROUNDING) for difference in range(256)]
PAINTED = ("fill", "stroke")
DRAWN = (FAVICON, SVG, TOUCH, MASKABLE, *SIDES)
FILES = (*DRAWN, MANIFEST)  # in the output folder
ENGINES = ("pillow", "resvg-py")  # what draws: another version may draw other pixels


class IconError(ValueError):
    """A drawing of which no icons can be made; the message says why."""


def coloured(drawing: bytes, colours: Mapping[str, str]) -> bytes:
    """Return an SVG with the colours of which its classes speak, such as `fill-accent`, as attributes.

    Raises IconError for what is no square SVG.
    """
    try:
        root = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise IconError(f"it is no SVG ({error})") from error
    for element in root.iter(etree.Element):
        for name in element.get("class", "").split():
            paint, _, colour = name.partition("-")
            if paint in PAINTED and colour in colours:
                element.set(paint, colours[colour])
    found = etree.tostring(root, encoding="unicode").encode()
    if len(set(drawn(found, max(FAVICON_SIDES)).size)) > 1:
        raise IconError("it is not square")
    return found


def drawn(svg: bytes, side: int) -> Image.Image:
    """Return a drawing at a height in px, with transparency. Raises IconError when it cannot be drawn."""
    try:
        data = resvg_py.svg_to_bytes(svg_string=svg.decode(), height=side, skip_system_fonts=True)
    except ValueError as error:
        raise IconError(f"it cannot be drawn ({error})") from error
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA")


def kept_icons(cache: Path, svg: bytes, paper: Colour) -> dict[str, bytes]:
    """Return what `icons` does, drawn once: the files lie in a folder that is named after all that changes a pixel."""
    engines = (f"{name} {version(name)}" for name in ENGINES)
    makers = (svg, repr(paper).encode(), Path(__file__).read_bytes(), *map(str.encode, engines))
    folder = cache / sha256(b"".join(sha256(part).digest() for part in makers)).hexdigest()
    if not all((folder / name).is_file() for name in DRAWN):
        for name, data in icons(svg, paper).items():
            write_whole(folder / name, data)
    return {name: (folder / name).read_bytes() for name in DRAWN}


def icons(svg: bytes, paper: Colour) -> dict[str, bytes]:
    """Return all icons, by their path in the output folder; `paper` lies behind a drawing that has no ground."""
    pictures = {
        TOUCH: touch_icon(svg, paper),
        MASKABLE: maskable_icon(svg, paper),
        **{name: drawn(svg, side) for name, side in SIDES.items()},
    }
    return {
        FAVICON: favicon(svg),
        SVG: svg,
        **{name: compressed(picture, "PNG") for name, picture in pictures.items()},
    }


def favicon(svg: bytes) -> bytes:
    """Return an icon of several sizes in one file, each drawn for itself."""
    *smaller, largest = (drawn(svg, side) for side in FAVICON_SIDES)
    sizes = [(side, side) for side in FAVICON_SIDES]
    return compressed(largest, "ICO", sizes=sizes, append_images=smaller)


def touch_icon(svg: bytes, paper: Colour) -> Image.Image:
    """Return the icon for home screens of iOS, which rounds its corners and shows black where it is transparent."""
    ground = ground_of(drawn(svg, TOUCH_SIDE))
    return on_ground(svg, TOUCH_SIDE, ground or paper, 1 if ground else INSET)


def maskable_icon(svg: bytes, paper: Colour) -> Image.Image:
    """Return an icon of which any system may cut a shape: what is to be seen lies in the safe zone."""
    whole = drawn(svg, MASKABLE_SIDE)
    ground = ground_of(whole) or paper
    return on_ground(svg, MASKABLE_SIDE, ground, min(1, SAFE_RADIUS / reach(whole, ground)))


def on_ground(svg: bytes, side: int, ground: Colour, share: float) -> Image.Image:
    """Return a drawing in the middle of a square of a colour; it takes a share of the side."""
    drawing = drawn(svg, round(side * share))
    image = Image.new("RGB", (side, side), ground)
    image.paste(drawing, ((side - drawing.width) // 2, (side - drawing.height) // 2), drawing)
    return image


def ground_of(image: Image.Image) -> Colour | None:
    """Return the colour that lies behind a drawing up to the middle of each side, None where there is none."""
    middle, last = image.width // 2, image.width - 1
    places = ((middle, 0), (middle, last), (0, middle), (last, middle))
    edges = {image.crop((x, y, x + 1, y + 1)).tobytes() for x, y in places}
    red, green, blue, cover = edges.pop()
    return (red, green, blue) if not edges and cover == OPAQUE else None


def reach(image: Image.Image, ground: Colour) -> float:
    """Return how far from the middle anything differs from the ground, at most, as a share of the side."""
    shown = Image.new("RGB", image.size, ground)
    shown.paste(image, mask=image)
    difference = ImageChops.difference(shown, Image.new("RGB", image.size, ground)).convert("L")
    left, top, right, bottom = difference.point(SEEN).getbbox() or (0, 0, *image.size)
    middle = image.width / 2
    across, along = max(middle - left, right - middle), max(middle - top, bottom - middle)
    return hypot(across, along) / image.width


def manifest(site: Site, base_path: str) -> bytes:
    """Return the web manifest, by which a reader can keep the site among apps. https://www.w3.org/TR/appmanifest/"""
    paper = site.theme_colours[0]
    found = {
        "name": site.name,
        "short_name": site.name,
        "description": site.description,
        "lang": site.language,
        "dir": direction(site.language),
        "start_url": f"{base_path}/",
        "scope": f"{base_path}/",
        "display": "minimal-ui",  # articles are read, left and shared, for which a browser's own buttons are needed
        "theme_color": paper,
        "background_color": paper,
        "icons": [
            {"src": f"{base_path}/{SVG}", "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": f"{base_path}/{name}", "sizes": f"{side}x{side}", "type": "image/png"}
                for name, side in SIDES.items()
            ),
            {
                "src": f"{base_path}/{MASKABLE}",
                "sizes": f"{MASKABLE_SIDE}x{MASKABLE_SIDE}",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
