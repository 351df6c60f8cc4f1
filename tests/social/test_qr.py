"""The QR code of a page's address: what stands in the file is what a scanner reads."""

import re
from xml.etree import ElementTree as ET

import pytest
import segno
from factories import described, site
from hypothesis import given
from hypothesis import strategies as st
from social.model import Code, Visibility
from social.qr import (
    BLOCKS,
    CORRECTION,
    LONG_FROM,
    VERSIONS,
    TooLongError,
    capacity,
    code_for,
    codewords,
    correction,
    fits,
    modules,
    multiples,
    parts,
    product,
    svg,
)

ADDRESS = "https://example.org/smo-vs-smm/"
LINE = re.compile(r"M4 (\d+)\.5((?:h\d+|m\d+ 0)*)")
STEP = re.compile(r"([hm])(\d+)")


def drawn(data: bytes) -> list[str]:
    """Return the rows of a drawing with its margin, "1" for each dark module."""
    root = ET.fromstring(data)
    ground, ink = root
    side = int(root.get("viewBox").split()[2])
    assert (ground.get("fill"), ground.get("d")) == ("#fff", f"M0 0h{side}v{side}H0z")
    assert ink.get("stroke") == "#000"
    assert LINE.sub("", ink.get("d")) == ""
    rows = {
        int(y): "".join(STEP_OF[kind] * int(length) for kind, length in STEP.findall(steps))
        for y, steps in LINE.findall(ink.get("d"))
    }
    return [("0000" + rows.get(y, "")).ljust(side, "0") for y in range(side)]


STEP_OF = {"h": "1", "m": "0"}


@given(st.text(min_size=1, max_size=200))
def test_every_module_is_drawn(text):
    """The drawing has each dark module of the code, and four white ones around it."""
    rows = modules(text.encode())
    blank = ["0" * (len(rows) + 8)] * 4

    assert drawn(svg(Code(text))) == [*blank, *(f"0000{row}0000" for row in rows), *blank]


@pytest.mark.parametrize("version", VERSIONS)
def test_another_encoder_makes_the_same_code(version):
    """Of each size, filled to its last byte: every pattern, bit and byte of correction is where the standard has it."""
    text = (ADDRESS * 80)[: capacity(version) - (3 if version >= LONG_FROM else 2)]
    other = segno.make(text, error="m", mask=0, micro=False, boost_error=False, mode="byte")

    assert modules(text.encode()) == ["".join(map(str, row)) for row in other.matrix]
    assert other.version == version


@given(st.binary(max_size=2331))
def test_a_scanner_reads_the_text(data):
    """In the mode of bytes, with its length before it and what the standard asks for behind it."""
    version = next(version for version in VERSIONS if fits(len(data), version))
    number, length = BLOCKS[version - 1], CORRECTION[version - 1]
    woven = codewords(data, version)
    sizes = [len(block) for block in parts(bytes(capacity(version)), number)]
    blocks = [bytearray() for _ in sizes]
    rest = iter(woven)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(rest))
    checks = [bytes(check) for check in zip(*[iter(rest)] * number, strict=True)]
    message = b"".join(blocks).hex()
    size = 4 if version >= LONG_FROM else 2
    text, padding = message[1 + size : 1 + size + 2 * len(data)], message[1 + size + 2 * len(data) :]

    assert (message[0], int(message[1 : 1 + size], 16)) == ("4", len(data))
    assert bytes.fromhex(text) == data
    assert padding == ("0" + "ec11" * len(padding))[: len(padding)]
    assert [bytes(check) for check in zip(*checks, strict=True)] == [
        correction(bytes(block), length) for block in blocks
    ]


@given(st.binary(min_size=1, max_size=150), st.sampled_from(sorted(set(CORRECTION))))
def test_correction(block, length):
    """A block with its correction is a multiple of the polynomial: each of its roots makes it nothing."""
    root = 1
    for _ in range(length):
        value = 0
        for byte in block + correction(block, length):
            value = product(value, root) ^ byte
        assert value == 0
        root = product(root, 2)


def test_product():
    """The field has 255 powers of two, all different, and every factor its own multiple."""
    powers = [1]
    for _ in range(254):
        powers.append(product(powers[-1], 2))

    assert sorted(powers) == list(range(1, 256))
    assert len(set(multiples(10))) == 256


@pytest.mark.parametrize(("length", "version"), [(1, 1), (14, 1), (15, 2), (180, 9), (181, 10), (2331, 40)])
def test_the_smallest_code_that_has_room(length, version):
    """Large modules are read from further away. Lengths of table 7, level M."""
    assert len(modules(b"x" * length)) == 17 + 4 * version


def test_too_long():
    """What no code can hold is told."""
    with pytest.raises(TooLongError, match="2332 bytes"):
        modules(bytes(2332))


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

    assert len(drawn(built.text(picture.removeprefix("/blog/")).encode())) >= 29
