"""Lists as CommonMark reads them: what is indented to the text of an item belongs to it, be it by two, three or four.

Python-Markdown itself asks for four spaces everywhere, and for an empty line before a list. Text that has them stays
what it was. https://spec.commonmark.org/0.31.2/#list-items
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.util import HTML_PLACEHOLDER_RE, nearing_recursion_limit

from writing.lines import LEAD

INDENT = 4  # Python-Markdown's own; what has as much belongs to an item, however wide its number is
ITEM = re.compile(r"(?P<lead>[ ]{0,3}(?:(?P<sign>[-+*])|(?P<number>\d{1,9})(?P<end>[.)]))(?:[ ]+|$))(?P<text>.*)")
RULE = re.compile(r"[ ]{0,3}([-_*])(?:[ ]*\1){2,}[ ]*$")
HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ ]|$)")
# What begins something new below a line of an item without an empty line between them.
START = re.compile(rf"{HEADING.pattern}|{RULE.pattern}|[ ]{{0,3}}(?:>|!!![ ]|{HTML_PLACEHOLDER_RE.pattern}[ ]*$)")
# Behind these no paragraph is open that a line could go on with.
CLOSED = re.compile(rf"{LEAD}(?:#{{1,6}}[ ]|{HTML_PLACEHOLDER_RE.pattern}[ ]*$)")


@dataclass(frozen=True, slots=True)
class List:
    """A list taken apart.

    Attributes:
        tag: "ul" or "ol".
        start: its first number.
        items: the lines of each item, without what they are indented by.
        is_loose: whether the text of its items stands in paragraphs.
        end: how many of the lines it takes.
    """

    tag: str
    start: int
    items: Sequence[Sequence[str]]
    is_loose: bool
    end: int


def item(line: str) -> re.Match[str] | None:
    """Return the item that begins on a line, or None."""
    return None if RULE.match(line) else ITEM.match(line)


def interrupts(line: str) -> bool:
    """Return whether a line begins a list even directly below a paragraph.

    https://spec.commonmark.org/0.31.2/#list-items: a number must be 1, so that a line may begin with a year.
    """
    found = item(line)
    return found is not None and found["text"] != "" and found["number"] in (None, "1")


def kind(found: re.Match[str]) -> str:
    """Return the sign of an item: another sign begins another list, as Prettier writes two in a row."""
    return found["sign"] or found["end"]


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def taken_apart(lines: Sequence[str]) -> List:
    """Return the list that begins on the first of some lines."""
    items, end, is_loose = extent(lines)
    first = ITEM.match(lines[0])
    assert first is not None  # noqa: S101 (who calls has looked)
    return List(
        tag="ol" if first["number"] else "ul",
        start=int(first["number"] or 1),
        items=items,
        is_loose=is_loose or any(map(has_gap, items)),
        end=end,
    )


def extent(lines: Sequence[str]) -> tuple[list[list[str]], int, bool]:
    """Return the items of the list that begins on the first of some lines, where it ends, and whether an empty line
    stands between two of them.
    """
    items: list[list[str]] = []
    at, end, has_gaps = 0, 0, False
    first = item(lines[0])
    while first and at < len(lines) and (found := item(lines[at])) and kind(found) == kind(first):
        has_gaps = has_gaps or at > end
        end = item_end(lines, at, found)
        items.append(content(lines[at:end], found))
        at = next((number for number in range(end, len(lines)) if lines[number]), len(lines))
    return items, end, has_gaps


def item_end(lines: Sequence[str], at: int, found: re.Match[str]) -> int:
    """Return the line behind an item that begins on the line `at`."""
    end, wanted = at + 1, needed(found)
    if not found["text"] and lines[end : end + 1] == [""]:
        return end
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line and indent(line) < wanted and not is_lazy(lines[number - 1], line):
            break
        if line:
            end = number + 1
    return end


def needed(found: re.Match[str]) -> int:
    """Return by how much a line must be indented to belong to an item."""
    width = len(found["lead"]) if found["text"] else len(found["lead"].rstrip()) + 1
    return min(width, INDENT)


def is_lazy(above: str, line: str) -> bool:
    """Return whether a line goes on with the paragraph above, although it is indented by less.

    https://spec.commonmark.org/0.31.2/#lazy-continuation-line
    """
    return bool(above) and not item(line) and not START.match(line) and not CLOSED.match(above)


def content(lines: Sequence[str], found: re.Match[str]) -> list[str]:
    """Return the lines of an item, without what they are indented by: its text, or four spaces if all have as many."""
    width = needed(found) if len(found["lead"]) < INDENT or not found["text"] else len(found["lead"])
    below = [indent(line) for line in lines[1:] if line and indent(line) >= needed(found)]
    if width < INDENT <= min(below, default=0) and below[0] % INDENT == 0:
        width = INDENT
    return [found["text"], *(line[min(indent(line), width) :] for line in lines[1:])]


def without_gap(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the empty ones that they begin with."""
    return lines[next((number for number, line in enumerate(lines) if line), len(lines)) :]


def has_gap(lines: Sequence[str]) -> bool:
    """Return whether an empty line stands in an item, but for those inside lists of its own."""
    at = 0
    while at < len(lines):
        if at and not lines[at]:
            return True
        at += extent(lines[at:])[1] if item(lines[at]) else 1
    return False


class Lists(BlockProcessor):
    """Makes the lists, in the place of Python-Markdown's own."""

    def test(self, parent: Element, block: str) -> bool:
        return not nearing_recursion_limit() and self.start(block.split("\n")) is not None

    def start(self, lines: Sequence[str]) -> int | None:
        """Return the line on which a list begins: the first, or one that may stand below a paragraph."""
        if indent(lines[0]) >= INDENT:
            return None
        if item(lines[0]):
            return 0
        return next((number for number, line in enumerate(lines) if interrupts(line)), None)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        first = self.start(blocks[0].split("\n"))
        if first is None:
            return False
        lines = self.taken(blocks)
        self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        last, lines = self.lastChild(parent), lines[first:]
        while lines and item(lines[0]):
            found = taken_apart(lines)
            self.build(parent, found, last)
            last, lines = None, list(without_gap(lines[found.end :]))
        if lines:
            blocks[:0] = "\n".join(lines).split("\n\n")
        return True

    def taken(self, blocks: list[str]) -> list[str]:
        """Take from the blocks the first and those behind it that may belong to its list, and return their lines."""
        count = 1
        while count < len(blocks) and self.may_belong(blocks[count]):
            count += 1
        text = "\n\n".join(blocks[:count])
        del blocks[:count]
        return text.rstrip("\n").split("\n")

    def may_belong(self, block: str) -> bool:
        line = block.lstrip("\n").partition("\n")[0]
        return not line or line.startswith(" ") or item(line) is not None

    def build(self, parent: Element, found: List, last: Element | None) -> None:
        """Add a list, to the last one where definitions hand over the items of one list one by one."""
        is_more = last is not None and last.tag == found.tag
        element = last if last is not None and is_more else SubElement(parent, found.tag)
        if found.tag == "ol" and found.start != 1 and not is_more:
            element.set("start", str(found.start))
        for lines in found.items:
            self.parser.state.set("looselist" if found.is_loose or is_more else "list")
            self.parser.parseChunk(SubElement(element, "li"), "\n".join(lines))
            self.parser.state.reset()
