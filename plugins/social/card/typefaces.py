"""Which font draws which characters. Knows fonts only by the characters they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from unicodedata import category, name

from social.card.lines import graphemes, units
from social.model import Typeface

# Asks for the colourful form of the character before it; keycaps have that alone. https://www.unicode.org/reports/tr51/
EMOJI_MARKS = frozenset("\ufe0f\u20e3")
SPACE = " "
# What stands for no shape of its own: joiners, marks of direction, choices of a variant.
SHAPELESS = ("Cf", "Cc", "Zl", "Zp")
VARIANTS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


@lru_cache(maxsize=2048)
def assign(text: str, typefaces: tuple[Typeface, ...]) -> tuple[tuple[int, str], ...]:
    """Return `text` in runs of one font each: its index and the characters, in their order.

    A word is drawn by the first font that has all of it, so that no letter of it looks foreign; only where none has, by
    several. A space is that of the word before it, where its font has one. Characters that no font has are left out:
    see `missing`.
    """
    found: list[tuple[int, str]] = []
    for unit in units(text):
        word = unit.rstrip()
        index = None if EMOJI_MARKS.intersection(word) else first(word, typefaces)
        parts = [(index, word)] if index is not None else [(first(part, typefaces), part) for part in graphemes(word)]
        found += [(index, part) for index, part in parts if index is not None and part]
        if space := unit[len(word) :]:
            before = found[-1][0] if found else 0
            found.append((before if SPACE in typefaces[before].characters else 0, space))
    return tuple((index, "".join(part for _, part in run)) for index, run in groupby(found, key=lambda part: part[0]))


def first(text: str, typefaces: Sequence[Typeface]) -> int | None:
    """Return the index of the first font that has all of `text`; an emoji sequence asks those in colour first."""
    wanted = shapes(text)
    having = [index for index, typeface in enumerate(typefaces) if wanted <= typeface.characters]
    if EMOJI_MARKS.intersection(text):
        having.sort(key=lambda index: not typefaces[index].is_colourful)
    return having[0] if having else None


@lru_cache(maxsize=4096)
def shapes(text: str) -> frozenset[str]:
    """Return the characters that a font must have to draw `text`; white space and joiners need no shape."""
    return frozenset(c for c in text if not c.isspace() and category(c) not in SHAPELESS and ord(c) not in VARIANTS)


def missing(words: Iterable[str], typefaces: Sequence[Typeface]) -> tuple[str, ...]:
    """Return the characters that no font has, each once, in the order in which they stand in the words."""
    found = dict.fromkeys(c for text in words for c in graphemes(text) if first(c, typefaces) is None)
    return tuple(found)


def spelled(character: str) -> str:
    """Return a character so that it can be told: “ก” (U+0E01 THAI CHARACTER KO KAI)."""
    told = " ".join(f"U+{ord(c):04X} {name(c, 'without a name')}" for c in character)
    return f"“{character}” ({told})"
