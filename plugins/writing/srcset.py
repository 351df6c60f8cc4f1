"""The candidates of a `srcset`: several pictures, each with what it is good for."""

from __future__ import annotations

import re
from collections.abc import Callable

# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
# An address ends at white space. One that ends with a comma has no descriptor, and the comma is not its own; else the
# descriptor goes on to the next comma that stands in no brackets.
CANDIDATE = re.compile(
    r"""[ \t\n\f\r,]*
    (?P<url>[^ \t\n\f\r]*[^ \t\n\f\r,])
    (?:,+(?=[ \t\n\f\r]|$) | (?:\([^)]*\)?|[^,(])*)""",
    re.VERBOSE,
)


def replaced(srcset: str, new: Callable[[str], str]) -> str:
    """Return a `srcset` with `new(address)` in the place of each address; descriptors and spaces stay."""
    parts, end = [], 0
    for found in CANDIDATE.finditer(srcset):
        parts += [srcset[end : found.start("url")], new(found["url"])]
        end = found.end("url")
    return "".join([*parts, srcset[end:]])
