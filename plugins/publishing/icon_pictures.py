"""The icons of a site as pixels."""

from __future__ import annotations

from io import BytesIO
from math import hypot

import resvg_py
from PIL import Image, ImageChops
from social.card.canvas import compressed
from social.card.colours import Colour

from publishing.icons import FAVICON, FAVICON_SIDES, MASKABLE, MASKABLE_SIDE, SIDES, SVG, TOUCH, IconError

TOUCH_SIDE = 180  # px
# What a mask leaves at least: a circle around the middle with this share of the side as its radius.
# https://www.w3.org/TR/appmanifest/#icon-masks
SAFE_RADIUS = 0.4
# How much of the side a drawing without a ground of its own takes where one is put behind it.
INSET = 0.8
OPAQUE = 255
ROUNDING = 8  # of 255: what differs less from the ground is part of it
SEEN = [255 * (difference > ROUNDING) for difference in range(256)]


def drawn(svg: bytes, side: int) -> Image.Image:
    """Return a drawing at a height in px, with transparency. Raises IconError when it cannot be drawn."""
    try:
        data = resvg_py.svg_to_bytes(svg_string=svg.decode(), height=side, skip_system_fonts=True)
    except ValueError as error:
        raise IconError(f"it cannot be drawn ({error})") from error
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA")


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
