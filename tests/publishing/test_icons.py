"""One drawing becomes all icons, in the brand's colours."""

import json
from io import BytesIO

import pytest
from factories import BLOG, site
from lxml import etree
from PIL import Image
from publishing.icon_pictures import SAFE_RADIUS, icons
from publishing.icons import (
    DRAWN,
    FAVICON,
    FILES,
    MANIFEST,
    MASKABLE,
    SVG,
    TOUCH,
    IconError,
    coloured,
    kept_icons,
    manifest,
)

COLOURS = {"accent": "#0b5d57", "paper": "#fcfbf7"}
ACCENT, PAPER = (11, 93, 87), (252, 251, 247)
GROUND = '<rect width="64" height="64" rx="14" class="fill-accent"/>'
MARK = '<circle cx="12" cy="32" r="8" class="fill-paper"/>'


def svg(*inside: str, box: str = "0 0 64 64") -> bytes:
    """Return a drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(inside)}</svg>'.encode()


@pytest.fixture(scope="module")
def paint(tmp_path_factory):
    """Return a function that colours a drawing."""
    folder = tmp_path_factory.mktemp("icons")
    return lambda drawing: coloured(drawing, COLOURS, folder)


@pytest.fixture(scope="module")
def with_ground(paint) -> dict[str, bytes]:
    """The icons of a mark on a ground with round corners."""
    return icons(paint(svg(GROUND, MARK)), PAPER)


@pytest.fixture(scope="module")
def without_ground(paint) -> dict[str, bytes]:
    """The icons of a mark alone."""
    return icons(paint(svg(GROUND.replace("64", "60").replace("<rect", '<rect x="2" y="2"'), MARK)), PAPER)


def opened(data: bytes) -> Image.Image:
    """Return a picture."""
    return Image.open(BytesIO(data))


def test_sizes(with_ground):
    """Each icon has the kind and the size that its place asks for."""
    found = {name: (opened(data).format, opened(data).size) for name, data in with_ground.items() if name != SVG}

    assert found == {
        "favicon.ico": ("ICO", (48, 48)),
        "apple-touch-icon.png": ("PNG", (180, 180)),
        "icon-192.png": ("PNG", (192, 192)),
        "icon-512.png": ("PNG", (512, 512)),
        "icon-maskable.png": ("PNG", (512, 512)),
    }
    assert set(with_ground) == set(DRAWN)
    assert opened(with_ground[FAVICON]).info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_transparency(with_ground):
    """Phones get icons without transparency; the others keep the round corners of the drawing."""
    corners = {name: opened(with_ground[name]).convert("RGBA").getpixel((0, 0)) for name in DRAWN if name != SVG}

    assert corners.pop(TOUCH) == corners.pop(MASKABLE) == (*ACCENT, 255)
    assert {corner[3] for corner in corners.values()} == {0}


def test_ground(without_ground):
    """A drawing without a ground of its own gets the brand's paper, and air around it."""
    touch = opened(without_ground[TOUCH]).convert("RGB")

    assert touch.getpixel((0, 0)) == touch.getpixel((90, 10)) == PAPER
    assert touch.getpixel((90, 90)) == ACCENT


@pytest.mark.parametrize("kind", ["with_ground", "without_ground"])
def test_safe_zone(kind, request):
    """Whatever shape is cut of the maskable icon, what is to be seen lies in the middle."""
    image = opened(request.getfixturevalue(kind)[MASKABLE]).convert("RGB")
    ground, middle = image.getpixel((0, 0)), image.width / 2
    seen = [
        (x, y)
        for x in range(0, image.width, 4)
        for y in range(0, image.height, 4)
        if max(abs(a - b) for a, b in zip(image.getpixel((x, y)), ground, strict=True)) > 8
    ]

    assert seen
    assert max(((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 for x, y in seen) <= SAFE_RADIUS * image.width + 2


def test_colours(paint):
    """Classes become the brand's colours as attributes; what else the drawing says stays."""
    found = etree.fromstring(
        paint(svg('<path class="fill-accent stroke-paper other" stroke="red" d="M0 0"/><path fill="#123"/>'))
    )

    assert [dict(path.attrib) for path in found] == [
        {"class": "fill-accent stroke-paper other", "stroke": "#fcfbf7", "d": "M0 0", "fill": "#0b5d57"},
        {"fill": "#123"},
    ]


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (b"nothing", "it is no SVG"),
        (b"\x89PNG\r\n", "it is no SVG"),
        (b"<html></html>", "cannot be drawn"),
        (svg(box="0 0 64 32"), "not square"),
    ],
)
def test_no_drawing(paint, drawing, why):
    """What is no square SVG is refused, however often it is tried."""
    for _ in range(2):
        with pytest.raises(IconError, match=why):
            paint(drawing)


def test_a_drawing_is_tried_once(paint, monkeypatch):
    """What could be drawn is not tried again; another drawing is."""
    paint(svg(GROUND))
    monkeypatch.setattr("publishing.icon_pictures.drawn", lambda *_: pytest.fail("it was drawn again"))

    paint(svg(GROUND))
    with pytest.raises(pytest.fail.Exception):
        paint(svg(MARK))


def test_drawn_once(tmp_path, monkeypatch, paint, with_ground):
    """The same drawing gives the same bytes, and is drawn once; another ground is another drawing."""
    drawing = paint(svg(GROUND, MARK))
    first = kept_icons(tmp_path, drawing, PAPER)
    assert first == with_ground

    monkeypatch.setattr("publishing.icon_pictures.icons", lambda *_: pytest.fail("it was drawn again"))
    assert kept_icons(tmp_path, drawing, PAPER) == first
    with pytest.raises(pytest.fail.Exception):
        kept_icons(tmp_path, drawing, (0, 0, 0))


@pytest.mark.parametrize(("language", "direction"), [("en-GB", "ltr"), ("ar", "rtl")])
def test_manifest(language, direction):
    """The manifest names the site, its part of the host, its colours and icons that are there."""
    found = json.loads(manifest(site(language=language), "/blog"))
    names = {icon["src"].removeprefix("/blog/") for icon in found["icons"]}

    assert (found["name"], found["lang"], found["dir"]) == ("Site", language, direction)
    assert (found["start_url"], found["scope"]) == ("/blog/", "/blog/")
    assert found["theme_color"] == found["background_color"] == "#ffffff"
    assert names < set(FILES)
    assert {icon.get("purpose") for icon in found["icons"]} == {None, "maskable"}


def test_icons_are_published(built):
    """Every page announces the icons and the manifest, and all of them are there, under the path of the site."""
    page = built.page("plain/")
    links = {
        link["href"].removeprefix("/blog/")
        for link in page.find_all("link", rel=["icon", "apple-touch-icon", "manifest"])
    }
    found = json.loads(built.text(MANIFEST))

    assert built.url == BLOG
    assert links == {FAVICON, SVG, TOUCH, MANIFEST}
    for icon in (*links, *(icon["src"].removeprefix("/blog/") for icon in found["icons"])):
        assert (built.folder / icon).is_file(), icon
