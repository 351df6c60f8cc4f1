"""GitHub's callouts: a quotation that begins with `[!NOTE]` becomes the box that `!!! note` makes.

https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.treeprocessors import Treeprocessor

from writing.problems import nearest
from writing.references import Report

KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
# `[!NOTE]`, then as in Obsidian a sign for boxes that fold, which ours do not, and a title.
CALLOUT = re.compile(r"[ ]*\[!(?P<kind>[\w -]+)\][+-]?(?:[ \t]+(?P<title>.*))?$")
KIND = "data-callout"


class Callouts(BlockQuoteProcessor):
    """Makes the boxes; a kind that nobody knows is reported, and stays a quotation."""

    def __init__(self, md: Markdown, report: Report) -> None:
        super().__init__(md.parser)
        self.report = report

    def test(self, parent: Element, block: str) -> bool:
        return super().test(parent, block) and self.first_line(block) is not None

    def first_line(self, block: str) -> re.Match[str] | None:
        """Return what the first line of the block's quotation says, None for a quotation like any other."""
        quotation = self.RE.search(block)
        return CALLOUT.match(quotation[2]) if quotation else None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        callout, quotation = self.first_line(blocks[0]), self.RE.search(blocks[0])
        if callout is None or quotation is None:
            return False
        kind = callout["kind"].upper()
        if kind not in KINDS:
            remedy = nearest(kind, KINDS) or f"; write one of {', '.join(KINDS)}"
            self.report("callout", f'"[!{callout["kind"]}]" is no kind of box{remedy}', f"[!{callout['kind']}]")
            return False
        block = blocks.pop(0)
        self.parser.parseBlocks(parent, [block[: quotation.start()]])
        box = SubElement(parent, "div", {KIND: kind.lower()})
        SubElement(box, "p", {"class": "admonition-title"}).text = (callout["title"] or "").strip() or kind.capitalize()
        self.parser.state.set("blockquote")  # so that lists in it are read as in a quotation
        self.parser.parseChunk(box, "\n".join(map(self.clean, block[quotation.end() :].removeprefix("\n").split("\n"))))
        self.parser.state.reset()
        return True


class CalloutClasses(Treeprocessor):
    """Gives the boxes their class once all blocks are read: before, `!!!` would take what is indented below them."""

    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            if kind := box.attrib.pop(KIND, ""):
                box.set("class", f"admonition {kind}")
