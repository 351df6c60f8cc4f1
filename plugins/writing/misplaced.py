"""Keys that stand in the text, where they count for nothing: a draft would be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from writing.front_matter import LINE_END, Document, normal_key
from writing.lines import without_code
from writing.schema import known
from writing.values import STATUSES, YES

# No heading, and no code, which is indented by four spaces.
START = r"^(?!\s*#| {4}|\t)\W*"
KEY_LINE = re.compile(rf"{START}(?P<key>[A-Za-z][\w-]*)\s*[:：=]\s*\S")
# Wherever they stand: nobody writes such a line for readers.
KEPT_BACK = re.compile(
    rf"{START}(?:draft\W+(?:{'|'.join(YES)})|status\W+(?:{'|'.join(STATUSES[1:])}))\W*$", re.IGNORECASE
)

CODE = re.compile("[`~]")  # one of these stands in each line with code
KEEPING = ("draft", "status")  # in small letters, one of them stands in each such line


class Misplaced(NamedTuple):
    """A line of the text that looks like one of the front matter: where it stands, its key, and what to do."""

    line: int
    key: str
    message: str


def misplaced(document: Document) -> Iterator[Misplaced]:
    """Yield the lines of a text that were meant for the front matter.

    These are the first lines, as long as each begins with a known key, and below them what keeps a post back.
    """
    folded = document.body.casefold()
    may_keep_back = any(word in folded for word in KEEPING)
    first = next(filter(str.strip, LINE_END.split(document.body)), "")
    if not may_keep_back and not CODE.search(first) and not key_of(first):
        return
    lines = enumerate(LINE_END.split(without_code(document.body)), document.body_line)
    written = ((number, line) for number, line in lines if line and not line.isspace())
    at_the_top = True
    for number, line in written:
        key = key_of(line) if at_the_top else ""
        at_the_top = bool(key)
        if not (at_the_top or may_keep_back):
            return
        if at_the_top or KEPT_BACK.match(line):
            key = key or key_of(line)
            message = f'"{line.strip()}" stands in the text, where it counts for nothing; move it up to the other keys'
            yield Misplaced(number, key or "draft", message)


def key_of(line: str) -> str:
    """Return the known key that a line begins with, or ""."""
    match = KEY_LINE.match(line)
    key = normal_key(match["key"]) if match else ""
    return key if known(key) else ""
