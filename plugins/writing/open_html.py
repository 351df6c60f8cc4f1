"""Markdown inside HTML as on GitHub: below an empty line, in `<details>` or `<div align="center">`, until the tag ends.

https://spec.commonmark.org/0.31.2/#html-blocks: a block of HTML ends at an empty line, and Markdown goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown.preprocessors import Preprocessor

from writing.raw_html import StartTag, Tags, changed

# Of the tags that begin such a block those in which words stand.
HOLDER = re.compile(
    "address|article|aside|blockquote|center|dd|details|div|dl|fieldset|figcaption|figure|footer|form|header|li|main|nav"
    "|ol|p|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
OPENING = re.compile(r"[ ]{0,3}<[a-z]", re.IGNORECASE)
# These hold text of their own, empty lines among it.
RAW = re.compile(r"[ ]{0,3}<(?:(?P<tag>pre|script|style|textarea)\b|!--)", re.IGNORECASE)
# A drawing that goes on below this line; one that is indented like code stands below something else.
DRAWING = re.compile(r"(?P<lead>[ ]*)<svg\b(?!.*</svg)", re.IGNORECASE)
DRAWN = re.compile(r"(</svg\s*>)", re.IGNORECASE)
CODE = 4  # spaces
MISSING = "\0"  # no attribute has this value


class OpenTags(Tags):
    """Finds the start tags of a piece of HTML that it does not end, by their numbers among all."""

    def __init__(self, html: str) -> None:
        self.open: list[int] = []
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.open.append(len(self.tags) - 1)

    def handle_endtag(self, tag: str) -> None:
        for place, number in reversed(list(enumerate(self.open))):
            if self.tags[number][1].tag == tag:
                del self.open[place:]
                return


class OpenHtml(Preprocessor):
    """Says of tags that end only behind an empty line that they hold Markdown, as `md_in_html` wants it said."""

    def run(self, lines: list[str]) -> list[str]:
        if "<" not in "".join(lines):
            return lines
        lines = self.without_drawings(lines)
        kept: list[str] = []
        at = 0
        while at < len(lines):
            end = block_end(lines, at)
            block, at = lines[at:end], end
            if OPENING.match(block[0]) and not RAW.match(block[0]):
                block = opened("\n".join(block), "\n".join(lines[at:])).split("\n")
            kept += block
        return kept

    def without_drawings(self, lines: Sequence[str]) -> list[str]:
        """Return lines with a placeholder for each drawing that begins on one and ends on another: Markdown would read
        the lines between, and end it at an empty one.
        """
        kept: list[str] = []
        at = 0
        while at < len(lines):
            begun, end = DRAWING.match(lines[at]), at + 1
            if begun and (len(begun["lead"]) < CODE or any(lines[at - 1 : at])):
                end = next((number + 1 for number in range(at, len(lines)) if DRAWN.search(lines[number])), end)
            line = "\n".join(lines[at:end])
            if begun and end > at + 1:
                drawing, last, behind = DRAWN.split(line.lstrip(), maxsplit=1)
                line = begun["lead"] + self.md.htmlStash.store(drawing + last) + behind
            kept.append(line)
            at = end
        return kept


def block_end(lines: Sequence[str], at: int) -> int:
    """Return the line behind the block that begins on the line `at`: the next empty one, or what ends text in a tag."""
    end = next((number for number in range(at, len(lines)) if not lines[number]), len(lines))
    if raw := RAW.match(lines[at]):
        closing = f"</{raw['tag']}".lower() if raw["tag"] else "-->"
        end = next((number + 1 for number in range(at, len(lines)) if closing in lines[number].lower()), end)
    return max(end, at + 1)


def opened(html: str, below: str) -> str:
    """Return a block of HTML whose tags that end further below hold Markdown."""
    is_open = set(OpenTags(html).open)
    endings = below.lower()
    numbers = iter(range(len(html)))

    def mark(tag: StartTag) -> None:
        is_holder = next(numbers) in is_open and HOLDER.fullmatch(tag.tag) and f"</{tag.tag}" in endings
        if is_holder and tag.get("markdown", MISSING) == MISSING:
            tag.set("markdown", "span" if tag.tag == "p" else "block")

    return changed(html, mark) if is_open else html
