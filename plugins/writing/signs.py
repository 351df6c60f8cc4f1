"""Inline patterns, each tried only on text that has its sign: most text has none, and most patterns are for one sign.

Python-Markdown tries every pattern on every piece of text, the line ends between blocks included, which is half of all
its work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions import smarty
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from writing.inline import ADDRESS, STRUCK

# What text must hold for a pattern to match it; of two signs, one of them. Nothing that Markdown puts in the place of
# a match holds any of these. A pattern that is not here is tried on all text.
SIGNS: Mapping[str, tuple[str, str]] = {
    inlinepatterns.BACKTICK_RE: ("`", "\\"),
    inlinepatterns.ESCAPE_RE: ("\\", "\\"),
    inlinepatterns.REFERENCE_RE: ("[", "["),
    inlinepatterns.LINK_RE: ("[", "["),
    inlinepatterns.IMAGE_LINK_RE: ("![", "!["),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![", "!["),
    inlinepatterns.AUTOLINK_RE: ("<", "<"),
    inlinepatterns.AUTOMAIL_RE: ("<", "<"),
    inlinepatterns.LINE_BREAK_RE: ("  \n", "  \n"),
    inlinepatterns.HTML_RE: ("<", "<"),
    inlinepatterns.ENTITY_RE: ("&", "&"),
    r"\*|_": ("*", "_"),
    r"\[\^([^\]]*)\]": ("[^", "[^"),
    ADDRESS: ("http", "http"),
    STRUCK: ("~~", "~~"),
    r"(?<!-)---(?!-)": ("---", "---"),
    r"(?<!-)--(?!-)": ("--", "--"),
    r"(?<!\.)\.{3}(?!\.)": ("...", "..."),
    **dict.fromkeys(
        (
            smarty.singleQuoteStartRe,
            smarty.singleQuoteSetsRe,
            smarty.doubleQuoteSetsRe2,
            smarty.singleQuoteSetsRe2,
            smarty.doubleQuoteSetsRe,
            smarty.decadeAbbrRe,
            smarty.openingSingleQuotesRegex,
            smarty.closingSingleQuotesRegex,
            smarty.closingSingleQuotesRegex2,
            smarty.remainingSingleQuotesRegex,
        ),
        ("'", "'"),
    ),
    **dict.fromkeys(
        (
            smarty.doubleQuoteStartRe,
            smarty.openingDoubleQuotesRegex,
            smarty.closingDoubleQuotesRegex,
            smarty.closingDoubleQuotesRegex2,
            smarty.remainingDoubleQuotesRegex,
        ),
        ('"', '"'),
    ),
}
ANY = ("", "")  # stands in every text


class SignedPatterns(InlineProcessor):
    """Does what another processor of inline patterns does."""

    def __init__(self, md: Markdown, other: InlineProcessor) -> None:
        super().__init__(md)
        self.inlinePatterns = other.inlinePatterns

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.signed = [
            (number, pattern, *SIGNS.get(getattr(pattern, "pattern", ""), ANY))
            for number, pattern in enumerate(self.inlinePatterns)
        ]
        return super().run(tree, ancestors)

    # Named as Python names a private method of the class above: with another name there, all text is tried as before.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return a text with placeholders for what matches the patterns from one on."""
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number, pattern, sign, other in self.signed[patternIndex:] if patternIndex else self.signed:
            if sign not in data and (other == sign or other not in data):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, number, start)
        return data


def use_signs(md: Markdown) -> None:
    """Let the processors of inline patterns look for signs first."""
    for name, priority in (("inline", 20), ("smarty", 6)):
        if name not in md.treeprocessors:
            continue
        found = md.treeprocessors[name]
        if type(found) is InlineProcessor:
            md.treeprocessors.register(SignedPatterns(md, found), name, priority)
