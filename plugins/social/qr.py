"""The address of a page as a QR code, for those who read it on paper. ISO/IEC 18004"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

import segno

from social.card.names import HASH_LENGTH
from social.model import Code, Drawing

FOLDER = "qr"
CORRECTION = "m"  # 15 % of a code may be stained or torn
QUIET = 4  # modules that stay white around a code, as the standard asks
INK, PAPER = "#000", "#fff"


def code_for(address: str) -> Drawing:
    """Return the file that holds an address as a QR code, under its public name."""
    made_of = "\n".join((address, CORRECTION, str(QUIET), segno.__version__))
    return Drawing(f"{FOLDER}/{sha256(made_of.encode()).hexdigest()[:HASH_LENGTH]}.svg", Code(address))


def svg(code: Code) -> bytes:
    """Return a QR code as SVG, dark on white, a unit a module."""
    rows = segno.make(code.text, error=CORRECTION, micro=False).matrix
    side = str(len(rows) + 2 * QUIET)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {side} {side}"})
    root.set("shape-rendering", "crispEdges")  # or fine lines of paper show between the rows
    SubElement(root, "path", {"fill": PAPER, "d": f"M0 0h{side}v{side}H0z"})
    SubElement(root, "path", {"fill": INK, "d": "".join(strokes(rows))})
    return tostring(root)


def strokes(rows: Iterable[bytearray]) -> Iterator[str]:
    """Yield each run of dark modules as a part of a path."""
    for y, row in enumerate(rows, start=QUIET):
        x = QUIET
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
