"""How long a text is for a network, and where it cuts it: in bytes, characters as people see them, or pixels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from unicodedata import east_asian_width

from uniseg.graphemecluster import grapheme_clusters

ELLIPSIS = "…"
# Line feeds, Latin, Greek, Cyrillic, Hebrew and Arabic letters and their punctuation, kana and Chinese characters: none
# joins another. What most texts are made of is counted without Unicode's table.
ALONE = (
    "\n -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d4"
    "\u2010-\u2027\u2030-\u205e\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff5e"
)
SINGLE = re.compile(f"[{ALONE}]*")
# One of these, or all up to the next two of them, between which there is always the end of a character.
PIECES = re.compile(f"(?:[{ALONE}]?[^{ALONE}]+)+[{ALONE}]?|[{ALONE}]")
# Thousandths of the size of type, of the characters from space to ~: Helvetica's, which Arial has too.
# https://www.pdfa.org/norm-refs/5012_Type1_suppl.pdf names the metric files of the fourteen standard fonts.
WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
SPACE, OTHER, WIDE = ord(" "), 556, 1000
TITLE_SIZE = 20  # px, of a title among Google's results on a desktop


def is_single(text: str) -> bool:
    """Return whether each code point of a text is known to be a character of its own, and no emoji."""
    return SINGLE.fullmatch(text) is not None


def clusters(text: str) -> list[str]:
    """Return a text's characters as people see them: an emoji of several code points, a letter with marks."""
    if is_single(text):
        return list(text)
    return list(chain.from_iterable(map(joined, PIECES.findall(text))))


@lru_cache(maxsize=4096)
def joined(text: str) -> tuple[str, ...]:
    """Return a text's characters by Unicode's table, which takes long."""
    return tuple(text) if is_single(text) else tuple(grapheme_clusters(text))


def graphemes(text: str) -> int:
    """Return how many characters people see."""
    return len(text) if is_single(text) else len(clusters(text))


def characters(text: str) -> int:
    """Return how many code points a text has."""
    return len(text)


def utf8(text: str) -> int:
    """Return how many bytes a text has in UTF-8."""
    return len(text.encode())


def pixels(text: str) -> int:
    """Return how wide a title is among Google's results, in px, about: Arial's widths, an em for wide characters."""
    return round(sum(map(thousandths, text)) * TITLE_SIZE / 1000)


def thousandths(character: str) -> int:
    """Return the width of a character in thousandths of the size of type."""
    place = ord(character) - SPACE
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    return WIDE if east_asian_width(character) in "WF" else OTHER


MEASURES: Mapping[str, Callable[[str], int]] = {
    "bytes": utf8,
    "graphemes": graphemes,
    "characters": characters,
    "pixels": pixels,
}


def cut(text: str, unit: str, limit: int) -> str:
    """Return a text that is no longer than a limit; one that is longer ends with "…", between two characters."""
    measure = MEASURES[unit]
    if measure(text) <= limit:
        return text
    kept, found = 0, clusters(text)
    low, high = 0, len(found)
    while low <= high:
        middle = (low + high) // 2
        if measure("".join(found[:middle])) <= limit:
            kept, low = middle, middle + 1
        else:
            high = middle - 1
    return "".join(found[:kept]).rstrip() + ELLIPSIS
