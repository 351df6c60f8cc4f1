"""The site's icons and its web manifest, all of one drawing in the brand's colours.

Where they stand never changes: browsers and crawlers ask for /favicon.ico unasked, phones for /apple-touch-icon.png.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from lxml import etree
from social.card.colours import Colour
from social.files import write_whole
from social.languages import direction
from social.model import Site

FAVICON, SVG, TOUCH, MANIFEST = "favicon.ico", "icon.svg", "apple-touch-icon.png", "site.webmanifest"
MASKABLE = "icon-maskable.png"
SIDES = {"icon-192.png": 192, "icon-512.png": 512}  # px; https://web.dev/articles/add-manifest#icons
# https://developers.google.com/search/docs/appearance/favicon-in-search asks for a multiple of 48 px.
FAVICON_SIDES = (16, 32, 48)
MASKABLE_SIDE = 512  # px
PAINTED = ("fill", "stroke")
DRAWN = (FAVICON, SVG, TOUCH, MASKABLE, *SIDES)
FILES = (*DRAWN, MANIFEST)  # in the output folder
PROOF = "square"  # in the cache folder, tells of which drawing that is known
ENGINES = ("pillow", "resvg-py")  # what draws: another version may draw other pixels


class IconError(ValueError):
    """A drawing of which no icons can be made; the message says why."""


def coloured(drawing: bytes, colours: Mapping[str, str], cache: Path) -> bytes:
    """Return an SVG with the colours of which its classes speak, such as `fill-accent`, as attributes.

    Raises IconError for what is no square SVG; whether it can be drawn is tried once, and kept in the folder `cache`.
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
    proof, known = cache / PROOF, hash_of(found).encode()
    if not proof.is_file() or proof.read_bytes() != known:
        from publishing.icon_pictures import drawn  # noqa: PLC0415 (libraries that most builds do without)

        if len(set(drawn(found, max(FAVICON_SIDES)).size)) > 1:
            raise IconError("it is not square")
        write_whole(proof, known)
    return found


def hash_of(*parts: bytes) -> str:
    """Return a hash of what changes a pixel: some parts, our own code, and the versions of what draws."""
    code = (Path(__file__).with_name(name).read_bytes() for name in ("icons.py", "icon_pictures.py"))
    return sha256(b"".join(sha256(part).digest() for part in (*parts, *code, *engines()))).hexdigest()


@cache
def engines() -> tuple[bytes, ...]:
    """Return what draws, with its versions."""
    return tuple(f"{name} {version(name)}".encode() for name in ENGINES)


def kept_icons(cache: Path, svg: bytes, paper: Colour) -> dict[str, bytes]:
    """Return what `icons` does, drawn once: the files lie in a folder that is named after all that changes a pixel."""
    folder = cache / hash_of(svg, repr(paper).encode())
    if not all((folder / name).is_file() for name in DRAWN):
        from publishing.icon_pictures import icons  # noqa: PLC0415 (libraries that most builds do without)

        for name, data in icons(svg, paper).items():
            write_whole(folder / name, data)
    return {name: (folder / name).read_bytes() for name in DRAWN}


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
