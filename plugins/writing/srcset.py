"""The candidates of a `srcset`: several pictures, each with what it is good for."""

from __future__ import annotations

import re
from collections.abc import Callable

# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
# An address ends at white space. One that ends with a comma has no descriptor, and the comma is not its own; else the
# descriptor goes on to the next comma that stands in no brackets.
GAP = re.compile(r"[ \t\n\f\r,]*+")
URL = re.compile(r"[^ \t\n\f\r]++")
DESCRIPTOR = re.compile(r"(?:\([^)]*+\)?|[^,(])*+")


def replaced(srcset: str, new: Callable[[str], str]) -> str:
    """Return a `srcset` with `new(address)` in the place of each address; descriptors and spaces stay."""
    parts, end = [], 0
    position = after(GAP, srcset, 0)
    while found := URL.match(srcset, position):
        url = found[0].rstrip(",")
        parts += [srcset[end:position], new(url)]
        end = position + len(url)
        described = end if end < found.end() else after(DESCRIPTOR, srcset, end)
        position = after(GAP, srcset, described)
    return "".join([*parts, srcset[end:]])


def addresses(srcset: str) -> list[str]:
    """Return the address of each candidate."""
    found: list[str] = []

    def note(url: str) -> str:
        found.append(url)
        return url

    replaced(srcset, note)
    return found


def after(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where what a pattern finds at a place ends; the place itself where it finds nothing."""
    found = pattern.match(text, start)
    return found.end() if found else start
