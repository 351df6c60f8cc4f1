"""The address of a page as a QR code, for those who read it on paper. ISO/IEC 18004"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from xml.etree.ElementTree import Element, SubElement, tostring

from social.card.names import HASH_LENGTH
from social.model import Code, Drawing

FOLDER = "qr"
CORRECTION = "m"  # 15 % of a code may be stained or torn
QUIET = 4  # modules that stay white around a code, as the standard asks
# Which modules are turned over, so that nothing looks like the patterns by which scanners find their way. Any of the
# eight masks can be read. Trying all takes five times as long as all else; of 200 addresses this one has, by the
# standard's own measure (7.8.3), 4 % more to complain of than the best mask of each.
MASK = 0
INK, PAPER = "#000", "#fff"
RUN = re.compile(rb"\x01+")


def code_for(address: str) -> Drawing:
    """Return the file that holds an address as a QR code, under its public name."""
    made_of = "\n".join((address, CORRECTION, str(QUIET), str(MASK), encoder()))
    return Drawing(f"{FOLDER}/{sha256(made_of.encode()).hexdigest()[:HASH_LENGTH]}.svg", Code(address))


@cache
def encoder() -> str:
    """Return the version of what fills a code: another one may do it otherwise."""
    return version("segno")


def svg(code: Code) -> bytes:
    """Return a QR code as SVG, dark on white, a unit a module."""
    import segno  # noqa: PLC0415 (a build that draws no code does without)

    rows = segno.make(code.text, error=CORRECTION, mask=MASK, micro=False).matrix
    side = str(len(rows) + 2 * QUIET)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {side} {side}"})
    root.set("shape-rendering", "crispEdges")  # or fine lines of paper show between the rows
    SubElement(root, "path", {"fill": PAPER, "d": f"M0 0h{side}v{side}H0z"})
    SubElement(root, "path", {"fill": INK, "d": "".join(strokes(rows))})
    return tostring(root)


def strokes(rows: Iterable[bytearray]) -> Iterator[str]:
    """Yield each run of dark modules as a part of a path."""
    for y, row in enumerate(rows, start=QUIET):
        for run in RUN.finditer(row):
            start, end = run.span()
            yield f"M{start + QUIET} {y}h{end - start}v1h-{end - start}z"
