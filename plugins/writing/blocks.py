"""Blocks where writers put them: a table directly below a line of text, everything that is indented inside a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor
from words.tables import Words

from writing.callouts import KINDS
from writing.references import Report

INDENT = " " * 4
# Boxes whose titles have words of their own in each language.
NAMED = frozenset(("takeaways", *(kind.lower() for kind in KINDS)))
CODE = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
DELIMITERS = re.compile(r"[ ]*(?=.*\|)\|?(?:[ ]*:?-+:?[ ]*(?:\||$))+[ ]*$")


class Tables(TableProcessor):
    """Makes tables, also of the last lines of a paragraph. https://github.github.com/gfm/#tables-extension-

    A cell beyond the last column, which no reader sees, is reported.
    """

    def __init__(self, parser: BlockParser, report: Report) -> None:
        super().__init__(parser, {"use_align_attribute": True})  # a policy refuses styles
        self.report = report

    def test(self, parent: Element, block: str) -> bool:
        return super().test(parent, block) or self.start(parent, block) > 0

    def start(self, parent: Element, block: str) -> int:
        """Return the line of a paragraph on which a table begins, 0 when none does."""
        lines = block.split("\n")
        for number, (header, below) in enumerate(pairwise(lines[1:]), 1):
            if "|" in header and DELIMITERS.match(below) and super().test(parent, "\n".join(lines[number:])):
                return number
        return 0

    def run(self, parent: Element, blocks: list[str]) -> None:
        if not super().test(parent, blocks[0]):
            lines, first = blocks[0].split("\n"), self.start(parent, blocks[0])
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
            blocks[0] = "\n".join(lines[first:])
            super().test(parent, blocks[0])  # reads its columns
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        """Add a row; in code, too, a backslash makes the sign between cells one of the text."""
        super()._build_row(row, parent, align)  # type: ignore[misc]
        for cell in parent[-1]:
            cell.text = CODE.sub(lambda found: found[0].replace("\\|", "|"), cell.text or "")
        cells = [cell.strip() for cell in self._split_row(row)]  # type: ignore[attr-defined]
        if any(cells[len(align) :]):
            message = f"the row has {len(cells)} cells below {len(align)} headers, of which the last are not shown"
            self.report("table", f"{message}; write \\| where no cell shall end", re.compile(re.escape(row)))


class Boxes(AdmonitionProcessor):
    """Makes the boxes of `!!!`, each of all its blocks at once, so that a list in one may have several."""

    def __init__(self, parser: BlockParser, words: Words) -> None:
        super().__init__(parser)
        self.words = words

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the class of a box and its title; one without a title is called by its kind."""
        found, title = super().get_class_and_title(match)
        kind = found.partition(" ")[0]
        return found, self.words.say(f"callout_{kind}") if match[2] is None and kind in NAMED else title

    def run(self, parent: Element, blocks: list[str]) -> None:
        if found := self.RE.search(blocks[0]):
            while (
                len(blocks) > 1 and is_indented(blocks[0][found.end() :]) and blocks[1].lstrip("\n").startswith(INDENT)
            ):
                blocks[:2] = ["\n\n".join(blocks[:2])]
        super().run(parent, blocks)


def is_indented(text: str) -> bool:
    """Return whether every line of a text that is not empty is indented."""
    return all(line.startswith(INDENT) for line in text.split("\n") if line)
