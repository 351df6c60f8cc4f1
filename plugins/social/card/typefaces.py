"""Which font draws which characters. Knows fonts only by the characters they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
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


class Chain(tuple[Typeface, ...]):  # noqa: SLOT001 (the hash needs a place)
    """Fonts in the order in which they are asked; hashed once, since they are looked up with every word."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


@lru_cache(maxsize=512)
def assign(text: str, typefaces: tuple[Typeface, ...]) -> tuple[tuple[int, str], ...]:
    """Return `text` in runs of one font file each: its index and the characters, in their order.

    A word is drawn by the first family that has all of it, so that no letter of it looks foreign; only where none has,
    by several. A space is that of the word before it, where its font has one. Characters that no font has are left out:
    see `missing`.
    """
    found: list[tuple[int, str]] = []
    for unit in units(text):
        word = unit.rstrip()
        found += drawn(word, typefaces)
        if space := unit[len(word) :]:
            before = found[-1][0] if found else 0
            found.append((before if SPACE in typefaces[before].characters else 0, space))
    return tuple((index, "".join(part for _, part in run)) for index, run in groupby(found, key=lambda part: part[0]))


@lru_cache(maxsize=1024)
def drawn(word: str, typefaces: tuple[Typeface, ...]) -> tuple[tuple[int, str], ...]:
    """Return a word in parts with the font of each."""
    wanted = shapes(word)
    whole = (family for family in families(typefaces) if wanted <= covered(family, typefaces))
    indexes: Sequence[int] = range(len(typefaces))
    if EMOJI_MARKS.isdisjoint(word):
        indexes = next(whole, indexes)
        if wanted <= typefaces[indexes[0]].characters:
            return ((indexes[0], word),) if word else ()
    parts = [(first(character, typefaces, indexes), character) for character in graphemes(word)]
    return tuple((index, part) for index, part in parts if index is not None)


@lru_cache(maxsize=16)
def families(typefaces: tuple[Typeface, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the indexes of the files of each family; families in the order of their first files."""
    found: dict[str, list[int]] = {}
    for index, typeface in enumerate(typefaces):
        found.setdefault(typeface.family, []).append(index)
    return tuple(map(tuple, found.values()))


@lru_cache(maxsize=64)
def covered(family: tuple[int, ...], typefaces: tuple[Typeface, ...]) -> frozenset[str]:
    """Return the characters that the files of a family have together."""
    return frozenset().union(*(typefaces[index].characters for index in family))


@lru_cache(maxsize=1024)
def first(text: str, typefaces: Sequence[Typeface], indexes: Iterable[int]) -> int | None:
    """Return the first font, of some, that has all of `text`; an emoji sequence asks those in colour first."""
    wanted = shapes(text)
    if not EMOJI_MARKS.isdisjoint(text):
        indexes = sorted(indexes, key=lambda index: not typefaces[index].is_colourful)
    return next((index for index in indexes if wanted <= typefaces[index].characters), None)


@lru_cache(maxsize=1024)
def shapes(text: str) -> frozenset[str]:
    """Return the characters that a font must have to draw `text`; white space and joiners need no shape."""
    if text.isascii() and text.isprintable():
        return frozenset(text) - {SPACE}
    return frozenset(c for c in text if not c.isspace() and category(c) not in SHAPELESS and ord(c) not in VARIANTS)


def missing(words: Iterable[str], typefaces: Sequence[Typeface]) -> tuple[str, ...]:
    """Return the characters that no font has, each once, in the order in which they stand in the words."""
    everything = range(len(typefaces))
    found = dict.fromkeys(c for text in words for c in graphemes(text) if first(c, typefaces, everything) is None)
    return tuple(found)


def spelled(character: str) -> str:
    """Return a character so that it can be told: “ก” (U+0E01 THAI CHARACTER KO KAI)."""
    told = " ".join(f"U+{ord(c):04X} {name(c, 'without a name')}" for c in character)
    return f"“{character}” ({told})"
