"""What most of a text is, paragraphs of words and headings, read without asking what else it could be.

Python-Markdown asks some twenty processors about each block before the last one makes it a paragraph, and lets each
step look for what most texts do not have. Nothing here changes what comes of a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from writing.serializer import to_html

# A line that begins nothing: what processors look for stands at the start of a line.
LINE = r"(?:\*{0,2}[^\W\d_]|[\"'“‘(«¿¡](?=[^\W_])|`(?!`)|\d+(?![\d.)]))[^\n]*+"
PARAGRAPH = re.compile(rf"{LINE}(?:\n{LINE})*+")
HEADING = re.compile(r"#{1,6}(?![#\s]*$)[^\\#\n]*")
SPACES = (STX, ETX, "\r", "\t", "\n ")  # what Python-Markdown changes before it reads anything begins with one of these
# Steps of Python-Markdown with their priorities, and signs: a text that has none of them stays what it is.
SOUGHT_IN_LINES: Mapping[str, tuple[int, Sequence[str]]] = {
    "fenced_code_block": (25, ("```", "~~~")),
    "html_block": (20, ("<", "&")),
}
SOUGHT_IN_TREE: Mapping[str, tuple[int, str]] = {"attr_list": (8, "{")}


class Plain(BlockProcessor):
    """Makes the paragraphs and headings that can be nothing else, as Python-Markdown's own processors do."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.paragraph, self.heading = (parser.blockprocessors[name] for name in ("paragraph", "hashheader"))

    def test(self, parent: Element, block: str) -> bool:
        return (HEADING if block[:1] == "#" else PARAGRAPH).fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        while True:
            (self.heading if blocks[0][0] == "#" else self.paragraph).run(parent, blocks)
            if not blocks or not self.test(parent, blocks[0]):
                return


class Whitespace(NormalizeWhitespace):
    """Makes lines end and spaces stand alike, where they do not."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if any(sign in text for sign in SPACES) else [*lines, "", ""]


class SoughtInLines(Preprocessor):
    """Lets another step read lines in which one of its signs stands, and no others."""

    def __init__(self, md: Markdown, step: Preprocessor, signs: Sequence[str]) -> None:
        super().__init__(md)
        self.step, self.signs = step, signs

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self.step.run(lines) if any(sign in text for sign in self.signs) else lines


class SoughtInTree(Treeprocessor):
    """Lets another step read a tree in whose text its sign stands, and no other."""

    def __init__(self, md: Markdown, step: Treeprocessor, sign: str) -> None:
        super().__init__(md)
        self.step, self.sign = step, sign

    def run(self, root: Element) -> Element | None:
        return self.step.run(root) if self.sign in "".join(root.itertext()) else None


def use_short_ways(md: Markdown) -> None:
    """Let a parser that is complete, and has no steps of others, ask less."""
    md.parser.blockprocessors.register(Plain(md.parser), "plain", 110)  # before all others
    md.preprocessors.register(Whitespace(md), "normalize_whitespace", 30)
    for name, (priority, signs) in SOUGHT_IN_LINES.items():
        if name in md.preprocessors:
            md.preprocessors.register(SoughtInLines(md, md.preprocessors[name], signs), name, priority)
    for name, (priority, sign) in SOUGHT_IN_TREE.items():
        if name in md.treeprocessors:
            md.treeprocessors.register(SoughtInTree(md, md.treeprocessors[name], sign), name, priority)
    md.is_block_level = cache(md.is_block_level)  # type: ignore[method-assign]
    md.output_formats = {**md.output_formats, "html": to_html}  # type: ignore[misc]
