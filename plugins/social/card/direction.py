"""Which parts of a line run right to left, and in which order they stand from left to right.

https://www.unicode.org/reports/tr9/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any
from unicodedata import category, normalize

from bidi import algorithm as bidi
from bidi.mirror import MIRRORED

# What Unicode calls explicit formatting; the words of a card have none.
CONTROLS = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
LEFT, RIGHT = 0, 1  # levels of a line
RIGHTWARD = frozenset(("R", "AL", "AN"))  # types without which no character of a line leaves its level
LETTERS_LEFT, LETTERS_RIGHT = ("L",), ("R", "AL", "EN", "AN")  # digits count as right to left among neutrals

Run = tuple[int, str, int]
"""A font's index, characters in reading order, and their level."""


@lru_cache(maxsize=512)
def levels(text: str, base: int) -> tuple[int, ...]:
    """Return the embedding level of each character of a line without explicit formatting; odd is right to left.

    `base` is the level of the line, 0 or 1. A joiner has the level of the character before it.
    """
    if base == LEFT and RIGHTWARD.isdisjoint(map(bidi.bidirectional, text)):
        return (LEFT,) * len(text)
    storage = bidi.get_empty_storage()
    storage |= {"base_level": base, "base_dir": "LR"[base]}
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    resolve_brackets(storage["chars"], base)
    bidi.resolve_neutral_types(storage, debug=False)
    bidi.resolve_implicit_levels(storage, debug=False)
    kept = iter(storage["chars"])
    found: list[int] = []
    for character in text:
        joins = bidi.bidirectional(character) in bidi.X9_REMOVED
        found.append((found[-1] if found else base) if joins else next(kept)["level"])
    # The space at a line's end belongs to the line, not to its last word (rule L1).
    end = len(text.rstrip())
    return (*found[:end], *(base for _ in found[end:]))


def first_strong(text: str, otherwise: int) -> int:
    """Return the level of a line that takes its direction from its first letter; `otherwise` where it has none."""
    types = (bidi.bidirectional(character) for character in text)
    return next((LEFT if kind == "L" else RIGHT for kind in types if kind in ("L", "R", "AL")), otherwise)


def resolve_brackets(characters: list[dict[str, Any]], base: int) -> None:
    """Give both brackets of a pair one direction, that of what they hold (rule N0, which python-bidi leaves out)."""
    for opening, closing in bracket_pairs([character["ch"] for character in characters]):
        inside = {strong(character) for character in characters[opening + 1 : closing]} - {None}
        if base in inside:
            found = base
        elif inside:
            before = (strong(character) for character in reversed(characters[:opening]))
            found = next((level for level in before if level is not None), base)
        else:
            continue
        for index in (opening, closing):
            characters[index]["type"] = "LR"[found]


def strong(character: dict[str, Any]) -> int | None:
    """Return the level that a character's type asks for; None for neutral ones."""
    if character["type"] in LETTERS_LEFT:
        return LEFT
    return RIGHT if character["type"] in LETTERS_RIGHT else None


def bracket_pairs(characters: list[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order of the opening ones (definition BD16)."""
    found, waiting = [], []
    for index, character in enumerate(characters):
        kind = category(character) if character in MIRRORED else ""
        if kind == "Ps":
            waiting.append((normalize("NFC", MIRRORED[character]), index))
        elif kind == "Pe":
            same = [place for place, (closing, _) in enumerate(waiting) if closing == normalize("NFC", character)]
            if same:
                found.append((waiting[same[-1]][1], index))
                del waiting[same[-1] :]
    return sorted(found)


def visual_runs(parts: Iterable[tuple[int, str]], base: int) -> list[Run]:
    """Return runs of one font and one level (font, characters in reading order, level), from left to right."""
    parts = list(parts)
    found = levels("".join(text for _, text in parts), base)
    if not any(found):
        return [(font, text, LEFT) for font, text in parts if text]
    level_of = iter(found)
    runs = []
    for font, text in parts:
        marked = [(character, next(level_of)) for character in text]
        for level, run in groupby(marked, key=lambda pair: pair[1]):
            runs.append((font, "".join(character for character, _ in run), level))
    return reordered(runs)


def reordered(runs: list[Run]) -> list[Run]:
    """Return runs in the order in which they stand from left to right (rule L2)."""
    present = [level for *_, level in runs]
    for lowest in range(max(present, default=0), 0, -1):
        runs = [run for group in grouped(runs, lowest) for run in group]
    return runs


def grouped(runs: list[Run], lowest: int) -> list[list[Run]]:
    """Return neighbours of at least a level together, the other way round; all others one by one."""
    found: list[list[Run]] = []
    was_high = False
    for run in runs:
        is_high = run[2] >= lowest
        if is_high and was_high:
            found[-1].insert(0, run)
        else:
            found.append([run])
        was_high = is_high
    return found


def fragments(text: str, separator: str, base: int) -> Iterator[tuple[str, int]]:
    """Yield the parts of a line from left to right, each with the level of its own first letter.

    Parts and the separators between them stand in the direction of the line, as if each part were in a `<bdi>`; a line
    without separators is one part and has its direction.
    """
    parts = text.split(separator)
    if len(parts) == 1:
        yield text, base
        return
    ordered = parts if base == LEFT else parts[::-1]
    for number, part in enumerate(ordered):
        if number:
            yield separator, base
        yield part, first_strong(part, base)
