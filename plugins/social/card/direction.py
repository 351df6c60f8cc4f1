"""Which parts of a line run right to left, and in which order they stand from left to right.

https://www.unicode.org/reports/tr9/
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from bidi import algorithm as bidi

# What Unicode calls explicit formatting; the words of a card have none.
CONTROLS = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

Run = tuple[int, str, int]
"""A font's index, characters in reading order, and their level."""


@lru_cache(maxsize=2048)
def levels(text: str) -> tuple[int, ...]:
    """Return the embedding level of each character of a line without explicit formatting; odd is right to left.

    The first letter with a direction decides that of the line. A joiner has the level of the character before it.
    """
    storage = bidi.get_empty_storage()
    base = bidi.get_base_level(text)
    storage |= {"base_level": base, "base_dir": "RL"[base == 0]}
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
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


def visual_runs(parts: Iterable[tuple[int, str]]) -> list[Run]:
    """Return runs of one font and one level (font, characters in reading order, level), from left to right."""
    parts = list(parts)
    level_of = iter(levels("".join(text for _, text in parts)))
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
