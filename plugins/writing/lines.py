"""On which line of a body something stands: Markdown itself keeps no lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
# What stands beside an address that is a part of a longer one.
PART_BEFORE, PART_BEHIND = re.compile(r"[\w./-]"), re.compile(r"[\w/-]")

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
        return LINE_END.sub("\n", self.written) if "\r" in self.written else self.written

    @cached_property
    def prose(self) -> str:
        return without_code(self.body)

    def of(self, sought: Sought) -> int:
        """Return the line of the file on which something stands, the body's first line when it stands nowhere."""
        if isinstance(sought, int):
            return self.first + sought
        texts = (self.prose, self.body)  # code only when it stands nowhere else
        places = next(filter(None, (list(starts(sought, text)) for text in texts)), [])
        number = self.asked[sought]
        self.asked[sought] += 1
        if not places:
            return self.first
        return self.first + self.body.count("\n", 0, places[min(number, len(places) - 1)])


def starts(sought: str | re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where something begins in a text; an address that is written plainly is found without a pattern, which
    would have to be made for each.
    """
    if not isinstance(sought, str) or "\\" in text or "&" in sought or not sought:
        pattern = alone(sought) if isinstance(sought, str) else sought
        yield from (found.start() for found in pattern.finditer(text))
        return
    start = text.find(sought)
    while start >= 0:
        end = start + len(sought)
        is_alone = not (
            PART_BEFORE.fullmatch(text[max(start - 1, 0) : start]) or PART_BEHIND.fullmatch(text[end : end + 1])
        )
        if is_alone:
            yield start
        start = text.find(sought, end if is_alone else start + 1)


def alone(reference: str) -> re.Pattern[str]:
    """Return what finds an address, but not as a part of a longer one; signs may have a backslash or be entities."""
    signs = (r"(?:&|&amp;)" if sign == "&" else rf"\\?{re.escape(sign)}" for sign in reference)
    return re.compile(rf"(?<!{PART_BEFORE.pattern}){''.join(signs)}(?!{PART_BEHIND.pattern})")


def without_code(text: str) -> str:
    """Return a text of the same lines and columns with spaces for its code."""
    if "```" in text or "~~~" in text:
        text = FENCED.sub(blank, text)
    return SPAN.sub(blank, text) if "`" in text else text


def blank(found: re.Match[str]) -> str:
    return SHOWN.sub(" ", found[0])
