"""The table of networks as JSON, for the page that checks other people's heads in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from unicodedata import category, east_asian_width

from networks import counting, places, shown
from networks.rules import TABLE, Reader

WIDE, UNASSIGNED = frozenset("WF"), "Cn"
UNUSED = frozenset(("key", "source", "note", "most_bytes", "gallery", "accent"))
# Wide characters stand below: the planes of ideographs are the last that have any.
# https://www.unicode.org/reports/tr11/
END_OF_WIDE = 0x40000


def network_table() -> bytes:
    """Return every network's rules and what they are applied with; the same bytes on every run."""
    table = {
        "readers": [reader(found) for found in TABLE],
        "mastodon": places.READ_BY_MASTODON,
        "google": places.READ_BY_GOOGLE,
        "large": shown.LARGE_CARD,
        "square": shown.SQUARE,
        "unlisted": sorted(shown.UNLISTED),
        "ellipsis": counting.ELLIPSIS,
        "first": counting.SPACE,
        "widths": counting.WIDTHS,
        "other": counting.OTHER,
        "wide": counting.WIDE,
        "size": counting.TITLE_SIZE,
        "steps": list(steps()),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def reader(found: Reader) -> dict[str, object]:
    """Return a network's rules without what a head does not tell, such as bytes; where they were read stands once."""
    rules = told(asdict(found)) | {
        name: told(asdict(getattr(found, name))) for name in ("title", "description", "picture")
    }
    sources = [(source.url.removeprefix("https://"), source.date) for source in found.sources]
    return {**rules, "is_certain": found.is_certain, "sources": sources}


def told(rules: dict[str, object]) -> dict[str, object]:
    """Return the rules that the browser needs; 0, false and "" it need not be told, a list it does even if empty."""
    return {key: value for key, value in rules.items() if key not in UNUSED and (value or value == ())}


def steps() -> Iterator[int]:
    """Yield where wide characters begin, and where they end, in turn, each as the distance from the step before.

    What no character is ends nothing: Python 3.11 takes it for wide, later ones do not.
    """
    characters = [code for code in range(END_OF_WIDE) if category(chr(code)) != UNASSIGNED]
    before = 0
    for _, run in groupby(characters, lambda code: east_asian_width(chr(code)) in WIDE):
        start = next(run)
        if start:
            yield start - before
            before = start
