"""What GitHub reads in a line beside Markdown's own signs: `~~struck~~`, and addresses that stand there as they are.

https://github.github.com/gfm/#strikethrough-extension- and https://github.github.com/gfm/#autolinks-extension-
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

STRUCK = r"(~~)(?![~\s])(.+?)(?<![~\s])~~(?!~)"
ADDRESS = r"(?<![^\s*_~(])https?://[\w-][^\s<>\x02\x03]*"
LINK = re.compile(r"<(?P<end>/?)a\b", re.IGNORECASE)
# What ends a sentence, stress or quotation is no part of an address; nor is an entity.
BEHIND = re.compile(r"(?:[?!.,:;*_~'\"”’»…]|&\w+;)+$")


class Addresses(InlineProcessor):
    """Makes links of addresses, but not in the words of a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if self.is_linked(data[: m.start()]):
            return None, None, None
        address = without_what_follows(m[0])
        link = Element("a", {"href": unescape(address)})
        link.text = AtomicString(unescape(address))
        return link, m.start(), m.start() + len(address)

    def is_linked(self, before: str) -> bool:
        """Return whether a link that the writer wrote as HTML is open behind a piece of text."""
        inline: Any = self.md.treeprocessors["inline"]
        nodes = [inline.stashed_nodes.get(found[1]) for found in INLINE_PLACEHOLDER_RE.finditer(before)]
        places = [place for node in nodes if isinstance(node, str) and (place := HTML_PLACEHOLDER_RE.fullmatch(node))]
        tags = [LINK.match(str(self.md.htmlStash.rawHtmlBlocks[int(place[1])])) for place in places]
        links = [tag for tag in tags if tag]
        return bool(links) and not links[-1]["end"]


def without_what_follows(address: str) -> str:
    """Return an address without the signs behind it that belong to the sentence, such as a bracket it does not open."""
    while True:
        shorter = BEHIND.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
