"""The QR code of a page's address: what stands in the file is what a scanner reads."""

import re
from xml.etree import ElementTree as ET

import segno
from factories import described, site
from hypothesis import given
from hypothesis import strategies as st
from social.model import Code, Visibility
from social.qr import MASK, code_for, svg

ADDRESS = "https://example.org/smo-vs-smm/"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def modules(data: bytes) -> tuple[int, set[tuple[int, int]]]:
    """Return the side of a drawing in modules, and the places that are dark."""
    root = ET.fromstring(data)
    ground, ink = root
    side = int(root.get("viewBox").split()[2])
    assert (ground.get("fill"), ground.get("d")) == ("#fff", f"M0 0h{side}v{side}H0z")
    assert ink.get("fill") == "#000"
    assert RUN.sub("", ink.get("d")) == ""
    runs = [tuple(map(int, run)) for run in RUN.findall(ink.get("d"))]
    return side, {(x + step, y) for x, y, length in runs for step in range(length)}


@given(st.text(min_size=1, max_size=200))
def test_every_module_is_drawn(text):
    """The drawing has each dark module of the code, and four white ones around it."""
    expected = segno.make(text, error="m", mask=MASK, micro=False)
    side, dark = modules(svg(Code(text)))

    assert side == len(expected.matrix) + 8
    assert dark == {(x + 4, y + 4) for y, row in enumerate(expected.matrix) for x, bit in enumerate(row) if bit}


def test_robust():
    """A code can be read when a part of it is stained."""
    assert segno.make(ADDRESS, error="m", micro=False).error in ("M", "Q", "H")


def test_same_bytes():
    """Nothing but the address changes a code, and its name changes with it."""
    assert svg(Code(ADDRESS)) == svg(Code(ADDRESS))
    assert code_for(ADDRESS) == code_for(ADDRESS)
    assert code_for(ADDRESS).path != code_for(f"{ADDRESS}x").path
    assert re.fullmatch(r"qr/[0-9a-f]{20}\.svg", code_for(ADDRESS).path)


def test_code_of_an_article():
    """A post's code leads to its canonical address, wherever it was read."""
    meta = described(fields={"canonical": "https://elsewhere.example/post/"})

    made = code_for("https://elsewhere.example/post/")
    assert meta.code == site().address(made.path)
    assert made in meta.drawings


def test_no_code_for_what_is_not_public():
    """Nothing is drawn for drafts and hidden posts."""
    assert described(visibility=Visibility.HIDDEN).code == ""


def test_published(built):
    """The file lies where the page looks for it."""
    picture = built.page("plain/").select_one(".scan img")["src"]

    assert modules(built.text(picture.removeprefix("/blog/")).encode())
