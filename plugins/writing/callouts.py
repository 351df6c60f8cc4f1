"""GitHub's callouts: a quotation that begins with `[!NOTE]` becomes the box that `!!! note` makes.

https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.treeprocessors import Treeprocessor
from words.tables import Words

from writing.references import Report

KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
# Obsidian's other kinds, with ours that means most nearly the same. https://help.obsidian.md/callouts
MEANT = {
    **dict.fromkeys(("ABSTRACT", "SUMMARY", "TLDR", "INFO", "TODO", "QUESTION", "HELP", "FAQ", "EXAMPLE"), "NOTE"),
    **dict.fromkeys(("HINT", "SUCCESS", "CHECK", "DONE"), "TIP"),
    "ATTENTION": "WARNING",
    **dict.fromkeys(("FAILURE", "FAIL", "MISSING", "DANGER", "ERROR", "BUG"), "CAUTION"),
}
QUOTATION = ("QUOTE", "CITE")
# `[!NOTE]`, then as in Obsidian a sign for boxes that fold, which ours do not, and a title. With a colon behind it
# Markdown would take the line for the address of a link.
CALLOUT = re.compile(r"[ ]*\[!(?P<kind>[\w -]+)\][+-]?:?(?:[ \t]+(?P<title>.*))?$")
KIND = "data-callout"


class Callouts(BlockQuoteProcessor):
    """Makes the boxes; a kind that nobody knows is reported, and stays a quotation."""

    def __init__(self, md: Markdown, report: Report, words: Words) -> None:
        super().__init__(md.parser)
        self.report, self.words = report, words

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
        kind, written = callout["kind"].upper(), f"[!{callout['kind']}]"
        if kind not in KINDS:
            self.report("callout", f'"{written}" is no kind of box; {remedy(kind)}', written)
            return False
        block = blocks.pop(0)
        self.parser.parseBlocks(parent, [block[: quotation.start()]])
        box = SubElement(parent, "div", {KIND: kind.lower()})
        title = (callout["title"] or "").strip()
        SubElement(box, "p", {"class": "admonition-title"}).text = title or self.words.say(f"callout_{kind.lower()}")
        words = "\n".join(map(self.clean, block[quotation.end() :].removeprefix("\n").split("\n")))
        if not title and not words.strip():
            self.report(
                "callout", f'"{written}" has no text; write it on the lines below, each with > before it', written
            )
        self.parser.state.set("blockquote")  # so that lists in it are read as in a quotation
        self.parser.parseChunk(box, words)
        self.parser.state.reset()
        return True


def remedy(kind: str) -> str:
    """Return what to write instead of a kind that nobody knows."""
    if kind in QUOTATION:
        return "a quotation needs none: leave this line out"
    if kind in MEANT:
        return f"write [!{MEANT[kind]}], or another of {', '.join(KINDS)}"
    if close := get_close_matches(kind, KINDS, n=1):
        return f'did you mean "{close[0]}"?'
    return f"write one of {', '.join(KINDS)}"


class BoxClasses(Treeprocessor):
    """Gives callouts their class once all blocks are read: before, `!!!` would take what is indented below them.

    Then all boxes get a role, and a title that is one without styles too, as feed readers show it.
    """

    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            if kind := box.attrib.pop(KIND, ""):
                box.set("class", f"admonition {kind}")
            if box.get("class", "").split(" ")[0] == "admonition":
                box.set("role", "note")
                self.stress(box)

    def stress(self, box: Element) -> None:
        """Make the title of a box bold."""
        for title in box.findall("p[@class='admonition-title']"):
            words, title.text = title.text, None
            SubElement(title, "strong").text = words
