"""Pictures as measured: those of an ordinary make by their first bytes, all others by Pillow."""

from __future__ import annotations

import os
from pathlib import Path
from struct import Struct
from zlib import crc32

from audit.site import Picture

HEAD = 4096  # bytes; what stands before the pixels of a picture without a profile or notes is far shorter
MOST_PIXELS = 50_000_000  # of more Pillow may have something to say
# https://www.w3.org/TR/png-3/#5PNG-file-signature, #11IHDR
PNG = b"\x89PNG\r\n\x1a\n"
CHUNK, HEADER, CHECKSUM = Struct(">I4s"), Struct(">IIBBBBB"), Struct(">I")
DEPTHS = frozenset(((8, 0), (8, 2), (1, 3), (2, 3), (4, 3), (8, 3), (8, 4), (8, 6)))  # bits, and the type of colours
# https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1
JPEG = b"\xff\xd8"
SEGMENT, FRAME = Struct(">BBH"), Struct(">BHHB")
JFIF, QUANTISATION, HUFFMAN, SCAN = 0xE0, 0xDB, 0xC4, 0xDA
FRAMES = (0xC0, 0xC2)  # baseline and progressive
JFIF_LENGTH, TABLE_LENGTH = 14, 65


def measured(file: Path) -> Picture:
    """Return size, type and bytes of a picture; its header is enough."""
    with file.open("rb", buffering=0) as opened:
        head, size = opened.read(HEAD), os.fstat(opened.fileno()).st_size
    for kind, sides in (("image/png", png_sides(head)), ("image/jpeg", jpeg_sides(head))):
        if sides and 0 < sides[0] * sides[1] <= MOST_PIXELS:
            return Picture(*sides, kind, size)
    return opened_by_pillow(file, size)


def opened_by_pillow(file: Path, size: int) -> Picture:
    from PIL import Image  # noqa: PLC0415 (it takes 50 ms, and is seldom needed)

    # What Pillow raises for a file that is broken, cut short or absurdly large.
    unreadable = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
    try:
        with Image.open(file) as image:
            return Picture(*image.size, image.get_format_mimetype() or "", size)
    except unreadable as error:
        if b"<svg" in file.read_bytes()[:2048]:
            return Picture(type="image/svg+xml", size=size)
        return Picture(size=size, error=str(error) or type(error).__name__)


def png_sides(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG with nothing but header and palette before its pixels, None of any other."""
    if not data.startswith(PNG):
        return None
    sides, place = None, len(PNG)
    while place + CHUNK.size <= len(data):
        length, name = CHUNK.unpack_from(data, place)
        if name == b"IDAT":
            return sides
        end = place + CHUNK.size + length
        if (
            end + CHECKSUM.size > len(data)
            or name not in (b"IHDR", b"PLTE")
            or (name == b"IHDR") is not (sides is None)
            or crc32(data[place + 4 : end]) != CHECKSUM.unpack_from(data, end)[0]
        ):
            return None
        if name == b"IHDR":
            if length != HEADER.size:
                return None
            width, height, depth, colours, *methods = HEADER.unpack_from(data, place + CHUNK.size)
            if (depth, colours) not in DEPTHS or any(methods):
                return None
            sides = width, height
        place = end + CHECKSUM.size
    return None


def jpeg_sides(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG that begins as JFIF has it, without notes or profiles, None of any other."""
    if not data.startswith(JPEG):
        return None
    sides, place = None, len(JPEG)
    while place + SEGMENT.size <= len(data):
        sign, marker, length = SEGMENT.unpack_from(data, place)
        held = data[place + SEGMENT.size : place + 2 + length]
        if sign != 0xFF or len(held) != length - 2:  # noqa: PLR2004 (each marker begins so)
            return None
        if marker == SCAN:
            return sides
        if marker in FRAMES and sides is None and len(held) >= FRAME.size:
            bits, height, width, layers = FRAME.unpack_from(held)
            if bits != 8 or layers not in (1, 3) or len(held) != FRAME.size + 3 * layers:  # noqa: PLR2004 (bytes)
                return None
            sides = width, height
        elif not is_passed_over(marker, held):
            return None
        place += 2 + length
    return None


def is_passed_over(marker: int, held: bytes) -> bool:
    """Return whether a segment of a JPEG is sound, and says nothing of its size."""
    if marker == QUANTISATION:
        return len(held) % TABLE_LENGTH == 0 and all(number < 16 for number in held[::TABLE_LENGTH])  # noqa: PLR2004
    return marker == HUFFMAN or (marker == JFIF and held.startswith(b"JFIF\0") and len(held) == JFIF_LENGTH)
