"""Code between lines of ``` or ~~~, wherever it stands: in lists, quotations, boxes, footnotes, definitions.

Python-Markdown's own `fenced_code` makes the HTML, and sees code at the margin alone.
https://spec.commonmark.org/0.31.2/#fenced-code-blocks
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape

from writing.lines import LEAD
from writing.references import Report
from writing.tools import Made, Tools

OPENING = re.compile(rf"(?P<lead>{LEAD})(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})[ ]*(?P<info>.*?)[ ]*$")
LANGUAGE = re.compile(r"[\w#.+-]*")
NOTE = re.compile(r"(?:\[\^[^\]\n]+\])?:[ ]+")
MARGIN = 3  # by so much a fence may be indented; by more it is code that shows one
PLACE = re.compile(rf"^(?P<before>.*?){HTML_PLACEHOLDER_RE.pattern}", re.MULTILINE)
ALONE = re.compile(rf"^[ ]*({HTML_PLACEHOLDER_RE.pattern})[ ]*$", re.MULTILINE)
RAW = re.compile(r"<(?:pre|script|style|textarea)\b|<!--", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fence:
    """Code between fences.

    Attributes:
        lead: what stands before the first fence on its line.
        lines: all its lines as they are written, without the lead on the first of them.
        code: the lines between the fences, without what they are indented by.
    """

    lead: str
    lines: Sequence[str]
    code: Sequence[str]


class Fences(Preprocessor):
    """Puts a placeholder in the place of every piece of code, and keeps what was written there.

    Code under the name of a tool becomes the tool.

    Attributes:
        found: the code, by its number in Markdown's store of HTML.
        made: what comes of that under the name of a tool, by the same number, with the line on which it begins.
    """

    def __init__(self, md: Markdown, report: Report, tools: Tools) -> None:
        super().__init__(md)
        self.report, self.tools = report, tools
        self.reset()

    def reset(self) -> None:
        """Forget the code of a text."""
        self.found: dict[int, Fence] = {}
        self.made: dict[int, tuple[Made, int]] = {}

    def run(self, lines: list[str]) -> list[str]:
        kept, at = [], 0
        text = "\n".join(lines)
        if "```" not in text and "~~~" not in text:
            return lines
        while at < len(lines):
            opening = OPENING.match(lines[at])
            fence = enclosed(lines, at, opening) if opening else None
            if opening and fence:
                kept.append(fence.lead + self.stored(fence, opening, at))
                at += len(fence.lines)
                continue
            if opening and len(opening[0]) - len(opening[0].lstrip()) <= MARGIN:
                sign = opening["fence"]
                written = sign + opening["info"]
                message = (
                    f'the code that begins with "{written}" never ends; write {sign} on a line of its own below it'
                )
                self.report("code", message, opened(written))
            kept.append(lines[at])
            at += 1
        return kept

    def stored(self, fence: Fence, opening: re.Match[str], at: int) -> str:
        """Put the HTML of a piece of code, whose fence stands on the line `at`, into Markdown's store, and return its
        placeholder.
        """
        found = LANGUAGE.match(opening["info"])
        language = found[0] if found else ""
        if made := self.tools.made(language, opening["info"].removeprefix(language).strip(), fence.code):
            self.made[len(self.md.htmlStash.rawHtmlBlocks)] = made, at
        if made and made.html:
            self.found[len(self.md.htmlStash.rawHtmlBlocks)] = fence
            return self.md.htmlStash.store(made.html)
        for info in (opening["info"], language):
            written = [opening["fence"] + info, *fence.code, opening["fence"]]
            code = "\n".join(self.md.preprocessors["fenced_code_block"].run(written)).strip("\n")
            if placeholder := HTML_PLACEHOLDER_RE.fullmatch(code):
                self.found[int(placeholder[1])] = fence
                return code
        return opening["fence"] + opening["info"]  # pragma: no cover (a bare language is always understood)

    def restored(self, text: str) -> str:
        """Return a text with its placeholders replaced by what was written there."""
        return PLACE.sub(self.written, text)

    def written(self, place: re.Match[str]) -> str:
        """Return a piece of code as it was written, with what stands before it on its line; it is no tool then."""
        fence = self.found.get(int(place[2]))
        if fence is None:
            return place[0]
        self.made.pop(int(place[2]), None)
        width = len(fence.lead) - len(place["before"])
        below = (line[width:] if not line[:width].strip() else line.lstrip() for line in fence.lines[1:])
        return "\n".join([place["before"] + fence.lines[0], *below])


def opened(written: str) -> re.Pattern[str]:
    """Return what finds a fence with the words behind it."""
    return re.compile(rf"^{LEAD}{re.escape(written)}[ \t]*$", re.MULTILINE)


def enclosed(lines: Sequence[str], at: int, opening: re.Match[str]) -> Fence | None:
    """Return the code whose fence stands on the line `at`; None when no fence ends it."""
    lead = opening["lead"]
    quotation = re.compile(r"(?:[ ]*>[ ]?)" * lead.count(">"))
    below = as_below(lead)
    width = len(below) - (len(found[0]) if (found := quotation.match(below)) else 0)
    closing = re.compile(rf"[ ]{{0,{MARGIN}}}{opening['fence'][0]}{{{len(opening['fence'])},}}[ ]*$")
    code: list[str] = []
    for number in range(at + 1, len(lines)):
        line = lines[number]
        before = quotation.match(line)
        if before is None:
            return None
        inside = line[before.end() :]
        inside = inside[min(len(inside) - len(inside.lstrip(" ")), width) :]
        if closing.match(inside):
            return Fence(lead, [opening[0].removeprefix(lead), *lines[at + 1 : number + 1]], code)
        code.append(inside)
    return None


def as_below(lead: str) -> str:
    """Return what stands before the lines below a lead: its signs of quotation, else spaces, four for notes."""
    return re.sub(r"[^>]", " ", NOTE.sub(" " * (MARGIN + 1), lead))


class FencedBlocks(BlockProcessor):
    """Makes a placeholder on a line of its own a block; no paragraph, into which footnotes would put their links."""

    def test(self, parent: Element, block: str) -> bool:
        return not block.startswith(" " * (MARGIN + 1)) and ALONE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        if found := ALONE.search(block):
            self.parser.parseBlocks(parent, [block[: found.start()].rstrip("\n")])
            SubElement(parent, "pre").text = found[1]
            if rest := block[found.end() :].lstrip("\n"):
                blocks.insert(0, rest)


class ShownFences(Treeprocessor):
    """Gives code that shows fences back what was written there: indented code, and HTML that Markdown does not read.

    What is not shown so is a tool if it has the name of one.

    All other placeholders become the paragraphs in whose place Python-Markdown puts HTML.
    """

    def __init__(self, md: Markdown, fences: Fences) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, root: Element) -> None:
        for code in root.iter("code"):
            if HTML_PLACEHOLDER_RE.search(code.text or ""):
                code.text = AtomicString(code_escape(self.fences.restored(unescape(code.text or ""))))
        for element in root.iter("pre"):
            if HTML_PLACEHOLDER_RE.fullmatch(element.text or ""):
                element.tag = "p"
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(stash):
            if isinstance(block, str) and index not in self.fences.found and RAW.match(block):
                stash[index] = self.fences.restored(block)
        self.fences.tools.keep(self.fences.made.values())
