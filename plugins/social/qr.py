"""The address of a page as a QR code, for those who read it on paper. ISO/IEC 18004

What is the same for all codes of a size is worked out once. The rest is arithmetic on the text as one large number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, zip_longest
from operator import itemgetter
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from social.card.names import HASH_LENGTH
from social.model import Code, Drawing

FOLDER = "qr"
QUIET = 4  # modules that stay white around a code, as the standard asks
INK, PAPER = "#000", "#fff"

# Level M, table 9: 15 % of a code may be stained or torn. Of each version, 1 to 40, bytes of correction in a block, and
# how many blocks there are.
CORRECTION = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
VERSIONS = range(1, 41)
LONG_FROM = 10  # the version from which on the length of a text has 16 bits, 8 before
BYTES = 0b0100  # mode in which a text is a row of bytes
PADDING = b"\xec\x11"
FIELD = 0x11D  # the polynomial of the field in which bytes of correction are reckoned, 7.5.2

# What a code says of itself, 7.9: level M and mask 0, with its own correction and the pattern laid over it. The mask
# turns every second module over, like a chessboard. Any of the eight can be read; trying all would take many times as
# long, and of 200 addresses this one has, by the standard's own measure (7.8.3), 4 % more to complain of than the best.
FORMAT = 0x5412
VERSION_FROM, VERSION_CHECK = 7, 0x1F25  # 7.10
FINDER, SEPARATED = 7, 8  # modules of the patterns in three corners, without and with the white line around them
TIMING = 6  # row and column in which every second module is dark

RUNS = re.compile("0+|1+")


class TooLongError(ValueError):
    """A text that no code can hold."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all codes of a version have in common.

    Attributes:
        side: in modules.
        bits: for how many there is room.
        turned: a number of so many bits, those that the mask turns over.
        pick: takes the modules, from left to right and from above, out of these bits followed by "0" and "1".
    """

    side: int
    bits: int
    turned: int
    pick: Callable[[str], tuple[str, ...]]


def code_for(address: str) -> Drawing:
    """Return the file that holds an address as a QR code, under its public name."""
    return Drawing(
        f"{FOLDER}/{sha256(f'{address} {drawn_by()}'.encode()).hexdigest()[:HASH_LENGTH]}.svg", Code(address)
    )


@cache
def drawn_by() -> str:
    """Return a hash of what draws: this file."""
    return sha256(Path(__file__).read_bytes()).hexdigest()


def svg(code: Code) -> bytes:
    """Return a QR code as SVG, dark on white, a unit a module. Raises TooLongError."""
    rows = modules(code.text.encode())
    side = str(len(rows) + 2 * QUIET)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {side} {side}"})
    root.set("shape-rendering", "crispEdges")  # or fine lines of paper show between the rows
    SubElement(root, "path", {"fill": PAPER, "d": f"M0 0h{side}v{side}H0z"})
    SubElement(root, "path", {"stroke": INK, "d": "".join(strokes(rows))})
    return tostring(root)


def strokes(rows: Sequence[str]) -> Iterator[str]:
    """Yield lines through the middle of the dark modules of each row."""
    for y, row in enumerate(rows, start=QUIET):
        yield f"M{QUIET} {y}.5"
        yield from map(stroke, RUNS.findall(row.rstrip("0")))


@cache
def stroke(run: str) -> str:
    """Return a line as long as a run of dark modules, or a step over one of white ones."""
    return f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0"


def modules(data: bytes) -> list[str]:
    """Return the rows of a code, "1" for each dark module, of the lowest version that has room. Raises TooLongError."""
    version = next((version for version in VERSIONS if fits(len(data), version)), None)
    if version is None:
        raise TooLongError(f"{len(data)} bytes are too many for a QR code")
    found, message = frame(version), codewords(data, version)
    stream = (int.from_bytes(message) << found.bits - 8 * len(message)) ^ found.turned
    picked = "".join(found.pick(f"{stream:0{found.bits}b}01"))
    return [picked[start : start + found.side] for start in range(0, len(picked), found.side)]


def fits(length: int, version: int) -> bool:
    """Return whether so many bytes have room; before them stand four bits and their number, behind them four bits."""
    return length + (3 if version >= LONG_FROM else 2) <= capacity(version)


@cache
def capacity(version: int) -> int:
    """Return for how many bytes there is room beside those of correction."""
    return frame(version).bits // 8 - CORRECTION[version - 1] * BLOCKS[version - 1]


def codewords(data: bytes, version: int) -> bytes:
    """Return a text with all that stands around it and with its correction, in the order of the code (7.6)."""
    size = 16 if version >= LONG_FROM else 8
    head = BYTES << size | len(data)
    message = ((head << 8 * len(data) | int.from_bytes(data)) << 4).to_bytes(len(data) + (size + 8) // 8)
    message = (message + PADDING * capacity(version))[: capacity(version)]
    blocks = list(parts(message, BLOCKS[version - 1]))
    corrections = [correction(block, CORRECTION[version - 1]) for block in blocks]
    woven = chain(*zip_longest(*blocks), *zip(*corrections, strict=True))
    return bytes(byte for byte in woven if byte is not None)


def parts(message: bytes, number: int) -> Iterator[bytes]:
    """Yield a message in so many blocks, the last of which are a byte longer where it cannot be parted evenly."""
    short, longer = divmod(len(message), number)
    at = 0
    for place in range(number):
        end = at + short + (place >= number - longer)
        yield message[at:end]
        at = end


def correction(block: bytes, length: int) -> bytes:
    """Return so many bytes from which a damaged block can be restored: the rest of a division of polynomials."""
    table, top = multiples(length), 8 * (length - 1)
    rest = 0
    for byte in block:
        factor = byte ^ rest >> top
        rest = (rest & (1 << top) - 1) << 8 ^ table[factor]
    return rest.to_bytes(length)


@cache
def multiples(length: int) -> tuple[int, ...]:
    """Return the multiples of the polynomial of so many bytes of correction, without its first term, by factor."""
    divisor, root = [1], 1
    for _ in range(length):
        shifted = [*divisor, 0]
        divisor = [one ^ product(other, root) for one, other in zip(shifted, [0, *divisor], strict=True)]
        root = product(root, 2)
    return tuple(int.from_bytes(bytes(product(term, factor) for term in divisor[1:])) for factor in range(256))


def product(one: int, other: int) -> int:
    """Return the product of two bytes in the field."""
    found = 0
    while other:
        if other & 1:
            found ^= one
        one = one << 1 ^ (FIELD if one & 0x80 else 0)
        other >>= 1
    return found


@cache
def frame(version: int) -> Frame:
    """Return what all codes of a version have in common."""
    side = 17 + 4 * version
    fixed = dict(patterns(version, side))
    free = [place for place in way(side) if place not in fixed]
    number = {place: at for at, place in enumerate(free)}
    white = len(free)
    everywhere = [(x, y) for y in range(side) for x in range(side)]
    pick = itemgetter(*(number.get(place, white + fixed.get(place, 0)) for place in everywhere))
    turned = int("".join("01"[(x + y) % 2 == 0] for x, y in free), 2)
    return Frame(side, len(free), turned, pick)


def way(side: int) -> Iterator[tuple[int, int]]:
    """Yield the places of modules in the order of bits: two columns at a time from the right, up and down in turn."""
    columns = [*range(side - 1, TIMING, -2), *range(TIMING - 1, 0, -2)]
    for number, right in enumerate(columns):
        for y in range(side) if number % 2 else range(side - 1, -1, -1):
            yield right, y
            yield right - 1, y


def patterns(version: int, side: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the modules that do not depend on the text, 1 for a dark one; later ones stand over earlier ones."""
    for at in range(side):
        yield (at, TIMING), 1 - at % 2
        yield (TIMING, at), 1 - at % 2
    last = side - FINDER
    for left, top in alignments(version, side):
        yield from rings(left, top, 2, (0, 2))
    for left, top in ((0, 0), (last, 0), (0, last)):
        inside = ((x, y) for (x, y), _ in rings(left + 3, top + 3, 4, ()))
        dark = dict(rings(left + 3, top + 3, 4, (0, 1, 3)))
        yield from (((x, y), dark[x, y]) for x, y in inside if 0 <= x < side and 0 <= y < side)
    yield from format_modules(side)
    if version >= VERSION_FROM:
        bits = version << 12 | remainder(version << 12, VERSION_CHECK)
        for at in range(18):
            one, other = at // 3, side - 11 + at % 3
            yield (one, other), bits >> at & 1
            yield (other, one), bits >> at & 1


def rings(x: int, y: int, reach: int, dark: Sequence[int]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield a square around a module, whose rings at some distances are dark."""
    for across in range(-reach, reach + 1):
        for down in range(-reach, reach + 1):
            yield (x + across, y + down), int(max(abs(across), abs(down)) in dark)


def alignments(version: int, side: int) -> Iterator[tuple[int, int]]:
    """Yield the middles of the small patterns that straighten a code, annex E: a grid without three of its corners."""
    if version == 1:
        return
    number = version // 7 + 2
    step = 26 if version == 32 else (4 * version + 2 * number + 1) // (2 * number - 2) * 2  # noqa: PLR2004 (the one exception)
    lines = [TIMING, *(side - FINDER - step * place for place in range(number - 1))]
    corners = {(TIMING, TIMING), (TIMING, side - FINDER), (side - FINDER, TIMING)}
    yield from ((x, y) for x in lines for y in lines if (x, y) not in corners)


def format_modules(side: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield what a code says of itself, twice, and the module that is always dark."""
    beside = [*range(6), 7, 8]  # around the corner, without the line of timing
    for at in range(15):
        bit = FORMAT >> at & 1
        yield ((8, beside[at]) if at < len(beside) else (beside[14 - at], 8)), bit
        yield ((side - 1 - at, 8) if at < SEPARATED else (8, side - 15 + at)), bit
    yield (8, side - SEPARATED), 1


def remainder(number: int, divisor: int) -> int:
    """Return the rest of a division of polynomials over single bits."""
    while number.bit_length() >= divisor.bit_length():
        number ^= divisor << number.bit_length() - divisor.bit_length()
    return number
