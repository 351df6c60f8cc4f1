"""On which line of a body something stands: Markdown itself keeps no lines."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from writing.front_matter import LINE_END

# What may stand before a block on its line: signs of quotations, lists, definitions and footnotes.
LEAD = r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)]|:|\[\^[^\]\n]+\]:)[ \t]++[ \t>]*+)*+"
# Code shows things that are not there: `[a](b.md)` between these links nowhere.
FENCED = re.compile(
    rf"^{LEAD}(?P<fence>`{{3,}}(?=[^`\n]*$)|~{{3,}}).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
SHOWN = re.compile(r"[^\n]")

Sought = str | re.Pattern[str] | int
"""What to look for: an address as it is written, a pattern, or the line of the body where it is, counted from 0."""


class Lines:
    """The lines of one body. What is asked for again stands on its next line: problems come in the text's order."""

    def __init__(self, body: str, first: int) -> None:
        """Take a body and the line of its file on which it begins, counted from 1."""
        self.written, self.first = body, first
        self.asked: Counter[Sought] = Counter()

    @cached_property
    def body(self) -> str:
        return "\n".join(LINE_END.split(self.written))

    @cached_property
    def prose(self) -> str:
        return without_code(self.body)

    def of(self, sought: Sought) -> int:
        """Return the line of the file on which something stands, the body's first line when it stands nowhere."""
        if isinstance(sought, int):
            return self.first + sought
        pattern = alone(sought) if isinstance(sought, str) else sought
        texts = (self.prose, self.body)  # code only when it stands nowhere else
        places = next(filter(None, ([found.start() for found in pattern.finditer(text)] for text in texts)), [])
        number = self.asked[sought]
        self.asked[sought] += 1
        if not places:
            return self.first
        return self.first + self.body.count("\n", 0, places[min(number, len(places) - 1)])


def alone(reference: str) -> re.Pattern[str]:
    """Return what finds an address, but not as a part of a longer one; signs may have a backslash or be entities."""
    signs = (r"(?:&|&amp;)" if sign == "&" else rf"\\?{re.escape(sign)}" for sign in reference)
    return re.compile(rf"(?<![\w./-]){''.join(signs)}(?![\w/-])")


def without_code(text: str) -> str:
    """Return a text of the same lines and columns with spaces for its code."""
    if "```" in text or "~~~" in text:
        text = FENCED.sub(blank, text)
    return SPAN.sub(blank, text) if "`" in text else text


def blank(found: re.Match[str]) -> str:
    return SHOWN.sub(" ", found[0])
