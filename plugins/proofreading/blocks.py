"""Takes Markdown apart into blocks that know their lines, which the HTML made of it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from proofreading.inline import is_image, plain
from proofreading.model import Block, Kind

FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
HEADING = re.compile(r"^(?P<signs>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^\s{0,3}(?P<sign>=|-)(?P=sign)*\s*$")
RULE = re.compile(r"^\s{0,3}(?P<sign>[-*_])(?:\s*(?P=sign)){2,}\s*$")
BOX = re.compile(r'^!!!\s+(?P<kind>[\w-]+)[^"]*(?:"(?P<title>.*)")?\s*$')
QUOTATION = re.compile(r"^\s{0,3}> ?(?P<words>.*)$")
CALLOUT = re.compile(r"^\s*\[!(?P<kind>\w+)\][+-]?\s*(?P<title>.*)$")
ITEM = re.compile(r"^(?P<mark>\s*(?:[-+*]|\d{1,9}[.)])\s+)(?:\[[ xX]\]\s+)?(?P<words>\S.*)$")
# A number begins a list within a paragraph only where it is 1. https://spec.commonmark.org/0.31.2/#list-items
INTERRUPTING_ITEM = re.compile(r"^\s{0,3}(?:[-+*]|1[.)])\s+\S")
DEFINITION = re.compile(r"^(?P<mark>:\s+)(?P<words>\S.*)$")
NOTE = re.compile(r"^(?P<mark>\[\^[^\]]+\]:\s+)(?P<words>\S.*)$")
ABBREVIATION = re.compile(r"^\s{0,3}\*\[[^\]]+\]:")
REFERENCE = re.compile(r"^\s{0,3}\[(?P<name>[^\]^][^\]]*)\]:\s*<?(?P<address>[^\s>]+)")
DELIMITERS = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
INDENTED = re.compile(r"^(?: {4}|\t)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Line = tuple[int, str]


class Reader:
    """Collects the blocks of one text, and the addresses that it gives names.

    Attributes:
        blocks: in the order of the text.
        references: address by name.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.references: dict[str, str] = {}
        self.section: tuple[tuple[int, str], ...] = ()
        self.box = ""
        self.group = 0
        self.starts: tuple[Callable[[list[Line], int], int], ...] = (
            self.nothing,
            self.code,
            self.heading,
            self.boxed,
            self.quotation,
            self.aside,
            self.table,
            self.items,
            self.indented_code,
        )

    def read(self, lines: list[Line], box: str = "") -> None:
        """Take in lines of Markdown, each with its number in the file."""
        before, self.box = self.box, box or self.box
        at = 0
        while at < len(lines):
            at = next(filter(None, (start(lines, at) for start in self.starts)), 0) or self.paragraph(lines, at)
        self.box = before

    def add(self, kind: Kind, raw: str, line: int, **more: str | int) -> None:
        """Add a block below the headings that were read last."""
        headings = tuple(words for _, words in self.section)
        self.blocks.append(replace(Block(kind, raw, line, headings, self.box), **more))  # type: ignore[arg-type]

    def nothing(self, lines: list[Line], at: int) -> int:
        """Pass an empty line or a rule; return the index behind it, 0 where something stands. So do all of these."""
        text = lines[at][1]
        return at + 1 if not text.strip() or RULE.match(text) else 0

    def code(self, lines: list[Line], at: int) -> int:
        opening = FENCE.match(lines[at][1])
        if not opening:
            return 0
        closing = re.compile(rf"^\s*{re.escape(opening['fence'])}[`~]*\s*$")
        end = next((n for n in range(at + 1, len(lines)) if closing.match(lines[n][1])), len(lines))
        raw = "\n".join(text for _, text in lines[at + 1 : end])
        self.add(Kind.CODE, raw, lines[at][0] + 1, info=opening["info"].strip())
        return end + 1

    def heading(self, lines: list[Line], at: int) -> int:
        found = HEADING.match(lines[at][1])
        if not found:
            return 0
        self.open_section(len(found["signs"]), found["words"], lines[at][0])
        return at + 1

    def open_section(self, level: int, words: str, line: int) -> None:
        above = tuple(entry for entry in self.section if entry[0] < level)
        self.section = (*above, (level, plain(words)))
        self.add(Kind.HEADING, words, line, level=level)

    def boxed(self, lines: list[Line], at: int) -> int:
        found = BOX.match(lines[at][1])
        if not found:
            return 0
        end = at + 1
        while end < len(lines) and (not lines[end][1].strip() or INDENTED.match(lines[end][1])):
            end += 1
        self.add(Kind.BOX, found["title"] or "", lines[at][0], box=found["kind"])
        self.read([(number, INDENTED.sub("", text)) for number, text in lines[at + 1 : end]], found["kind"])
        return end

    def quotation(self, lines: list[Line], at: int) -> int:
        inside: list[Line] = []
        while at + len(inside) < len(lines) and (found := QUOTATION.match(lines[at + len(inside)][1])):
            inside.append((lines[at + len(inside)][0], found["words"]))
        if not inside:
            return 0
        end = at + len(inside)
        kind = "quotation"
        if callout := CALLOUT.match(inside[0][1]):
            kind = callout["kind"].lower()
            self.add(Kind.BOX, callout["title"], inside.pop(0)[0], box=kind)
        self.read(inside, kind)
        return end

    def aside(self, lines: list[Line], at: int) -> int:
        """Pass what explains letters or names an address."""
        text = lines[at][1]
        if found := REFERENCE.match(text):
            self.references[found["name"].lower()] = found["address"]
        return at + 1 if found or ABBREVIATION.match(text) else 0

    def table(self, lines: list[Line], at: int) -> int:
        if not begins_table(lines, at):
            return 0
        self.group += 1
        self.add(Kind.HEAD, lines[at][1], lines[at][0], group=self.group)
        end = at + 2
        while end < len(lines) and "|" in lines[end][1]:
            self.add(Kind.ROW, lines[end][1], lines[end][0], group=self.group)
            end += 1
        return end

    def items(self, lines: list[Line], at: int) -> int:
        """Take the items of a list, definitions or footnotes, with all that is indented to their texts."""
        if not item(lines[at][1]):
            return 0
        self.group += 1
        group = self.group
        while at < len(lines) and item(lines[at][1]):
            at = self.item(lines, at, group)
        return at

    def item(self, lines: list[Line], at: int, group: int) -> int:
        found = item(lines[at][1])
        width = len(found["mark"]) if found else 0
        end = at + 1
        while end < len(lines) and belongs(lines, end):
            end += 1
        inside = [(number, text[:width].lstrip() + text[width:]) for number, text in lines[at + 1 : end]]
        words = [found["words"] if found else ""]
        while inside and inside[0][1].strip() and not starts_another(inside, 0):
            words.append(inside.pop(0)[1].strip())
        self.add(Kind.ITEM, "\n".join(words), lines[at][0], group=group)
        self.read(inside)
        while end < len(lines) and not lines[end][1].strip():
            end += 1
        return end

    def indented_code(self, lines: list[Line], at: int) -> int:
        end = at
        while end < len(lines) and INDENTED.match(lines[end][1]):
            end += 1
        if end == at:
            return 0
        self.add(Kind.CODE, "\n".join(text.strip() for _, text in lines[at:end]), lines[at][0])
        return end

    def paragraph(self, lines: list[Line], at: int) -> int:
        end = at + 1
        while end < len(lines) and lines[end][1].strip() and not starts_another(lines, end):
            if level := underline(lines[end][1]):
                self.open_section(level, "\n".join(text for _, text in lines[at:end]), lines[at][0])
                return end + 1
            end += 1
        raw = "\n".join(text.strip() for _, text in lines[at:end])
        is_term = end < len(lines) and DEFINITION.match(lines[end][1]) is not None
        kind = Kind.TERM if is_term else Kind.IMAGE if is_image(raw) else Kind.PARAGRAPH
        self.add(kind, raw, lines[at][0])
        return end


def read_blocks(body: str, first: int) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Return the blocks of a body that begins on a line of its file, and its addresses by name."""
    reader = Reader()
    shown = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), body)
    reader.read(list(enumerate(shown.split("\n"), first)))
    return tuple(reader.blocks), reader.references


def item(text: str) -> re.Match[str] | None:
    """Return the mark and the words of a line that begins an item, a definition or a footnote."""
    return None if RULE.match(text) else ITEM.match(text) or DEFINITION.match(text) or NOTE.match(text)


def begins_table(lines: list[Line], at: int) -> bool:
    below = lines[at + 1][1] if at + 1 < len(lines) else ""
    return "|" in lines[at][1] and "-" in below and "|" in below and DELIMITERS.match(below) is not None


def belongs(lines: list[Line], at: int) -> bool:
    """Return whether a line goes on with the item above it."""
    text = lines[at][1]
    if text.strip():
        is_indented = text[:1] in " \t"
        if not lines[at - 1][1].strip():
            return is_indented
        return is_indented or (item(text) is None and not starts_another(lines, at))
    after = next((text for _, text in lines[at:] if text.strip()), "")
    return after[:2].isspace()


def starts_another(lines: list[Line], at: int) -> bool:
    """Return whether a line below a paragraph is no part of it."""
    text = lines[at][1]
    signs = (FENCE, HEADING, BOX, QUOTATION, INTERRUPTING_ITEM, DEFINITION, ABBREVIATION)
    return any(sign.match(text) for sign in signs) or begins_table(lines, at)


def underline(text: str) -> int:
    """Return the level of the heading that a line makes of the words above it, 0 for any other line."""
    found = UNDERLINE.match(text)
    return 0 if not found else 1 if found["sign"] == "=" else 2
