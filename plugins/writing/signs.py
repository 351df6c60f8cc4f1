"""Inline patterns, each tried only on text that has its sign: most text has none, and most patterns are for one sign.

Python-Markdown tries every pattern on every piece of text, the line ends between blocks included, which is half of all
its work.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions import smarty
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString, code_escape

from writing.inline import ADDRESS, STRUCK

OURS = ("markdown.", "writing.")  # begin the names of the modules in which steps are known
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
STRESS = {"": "em", "*": "strong"}  # by the second star
# What is read alike in every way of reading it: words in stars between spaces, signs of sentences or ends; code; a link
# whose address has nothing to take apart. Each begins with its sign, for which Python looks much faster than for what
# stands before it.
SPAN = re.compile(
    r"""\*(?<!\S\*)(\*?)(?![\s*])([^`\\*]+)(?<!\s)\*\1(?![\w*])
    |`(?<![`\\]`)([^`\\]+)`(?!`)
    |\[(?<!!\[)(?!\^)([^`\\\[\]]+)\]\(([^`\\\[\]()<>"'\s\x02]+)\)""",
    re.VERBOSE,
)

APOSTROPHE = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")  # between two letters it is no quotation mark


class SignedPatterns(InlineProcessor):
    """Does what another processor of inline patterns does, and passes over all text without a sign."""

    def __init__(self, md: Markdown, other: InlineProcessor) -> None:
        super().__init__(md)
        self.inlinePatterns = other.inlinePatterns
        self.is_simple = other is md.treeprocessors["inline"] and is_known(md)
        substitutes = [one for one in self.inlinePatterns if isinstance(one, smarty.SubstituteTextPattern)]
        marks = (one.replace[0] for one in substitutes if one.pattern == smarty.closingSingleQuotesRegex)
        self.apostrophe: Any = next(marks, None)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.signed = [
            (number, pattern, *SIGNS.get(getattr(pattern, "pattern", ""), ANY))
            for number, pattern in enumerate(self.inlinePatterns)
        ]
        self.signs = shortest([INLINE_PLACEHOLDER_PREFIX, *(sign for _, _, *signs in self.signed for sign in signs)])
        self.stashed_nodes: dict[str, Element | str] = {}
        text = "".join(tree.itertext())
        self.has_backslash = "\\" in text
        if self.has_sign(text):
            self.process(tree, [*(ancestors or ()), tree.tag.lower()])
        return tree

    def has_sign(self, text: str) -> bool:
        """Return whether a pattern may match in a text, or has matched before."""
        for sign in self.signs:  # noqa: SIM110 (any() takes twice as long, and this is asked of every text)
            if sign in text:
                return True
        return False

    def process(self, tree: Element, ancestors: list[str]) -> None:
        """Apply the patterns to all text in a tree, whose own tag is the last of its ancestors.

        The order is that of Python-Markdown: level by level, what a text becomes before the elements that follow it.
        """
        waiting = deque([(tree, ancestors)])
        while waiting:
            element, self.ancestors = waiting.popleft()
            made: list[tuple[Element, list[tuple[Element, list[str]]]]] = []
            for child in element:  # those too that a tail before becomes
                if child.text and self.has_sign(child.text) and not isinstance(child.text, AtomicString):
                    made.append((child, self.made_of_text(child)))
                    waiting += [(new, [*above, new.tag.lower()]) for new, above in made[-1][1] if len(new)]
                if child.tail and self.has_sign(child.tail):
                    place = list(element).index(child) + 1
                    element[place:place] = self.made_of_tail(child)
                if len(child):
                    waiting.append((child, [*self.ancestors, child.tag.lower()]))
            for child, found in made:
                child[:0] = [new for new, _ in found]

    def made_of_text(self, element: Element) -> list[tuple[Element, list[str]]]:
        """Leave of an element's text what comes before the first match; return the elements made of the rest, each with
        the tags above it.
        """
        text, element.text = element.text, None
        if self.is_simple and (spans := self.simple_spans(text or "")) is not None:
            element.text, found = spans
            return [(new, self.ancestors) for new in found]
        self.ancestors.append(element.tag.lower())
        made: list[tuple[Element, list[str]]] = self.placed(self._InlineProcessor__handleInline(text or ""), element)
        self.ancestors.pop()
        return made

    def simple_spans(self, text: str) -> tuple[str | None, list[Element]] | None:
        """Return a text up to the first of its spans, and the elements that they make; None where a sign stands beside
        those of its spans.
        """
        spans: list[Element] = []
        first, end = None, 0
        for found in SPAN.finditer(text):
            second, stressed, code, linked, address = found.groups()
            between, words = text[end : found.start()] or None, stressed or linked
            if (between and self.has_sign(between)) or (words and self.has_sign(words)):
                return None
            if spans:
                spans[-1].tail = between
            else:
                first = between
            spans.append(
                Element("code" if code else "a" if address else STRESS[second], {"href": address} if address else {})
            )
            spans[-1].text = words or AtomicString(code_escape(code.strip()))
            end = found.end()
        rest = text[end:]
        if not spans or self.has_sign(rest):
            return None
        spans[-1].tail = rest or None
        return first, spans

    def made_of_tail(self, element: Element) -> list[Element]:
        """Leave of the text behind an element what comes before the first match; return what is made of the rest."""
        text, holder = self._InlineProcessor__handleInline(element.tail or ""), Element("d")
        found = self.placed(text, holder, False)  # noqa: FBT003 (Python-Markdown's own way to say that it is no text)
        element.tail = holder.tail
        return [new for new, _ in found]

    def placed(self, text: str, holder: Element, *is_text: bool) -> list[tuple[Element, list[str]]]:
        """Give a holder what a text has before its first placeholder; return the elements that follow, each with the
        tags above it.
        """
        place: Any = self._InlineProcessor__processPlaceholders  # type: ignore[attr-defined]
        found: list[tuple[Element, list[str]]] = place(text, holder, *is_text)
        return found

    # Named as Python names a private method of the class above: with another name there, all text is tried as before.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return a text with placeholders for what matches the patterns from one on."""
        if isinstance(data, AtomicString):
            return data
        if self.apostrophe and not patternIndex and "'" in data and not self.has_sign(APOSTROPHE.sub("", data)):
            return APOSTROPHE.sub(lambda _: self.md.htmlStash.store(self.apostrophe), data)
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number, pattern, sign, other in self.signed[patternIndex:] if patternIndex else self.signed:
            if sign not in data and (other == sign or other not in data):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, number, start)
        return data


def shortest(signs: Iterable[str]) -> list[str]:
    """Return the signs that hold no other."""
    found = set(signs)
    return sorted(sign for sign in found if not any(other in sign for other in found - {sign}))


class Unescaped(UnescapeTreeprocessor):
    """Puts characters that stood behind a backslash back, where there was one."""

    def run(self, root: Element) -> None:
        inline = self.md.treeprocessors["inline"]
        if not isinstance(inline, SignedPatterns) or inline.has_backslash:
            super().run(root)


def is_known(md: Markdown) -> bool:
    """Return whether a parser reads with nothing but Python-Markdown's own steps and ours."""
    steps = chain(md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors, md.postprocessors)
    return all(type(step).__module__.startswith(OURS) for step in steps)


def use_signs(md: Markdown) -> None:
    """Let the processors of inline patterns look for signs first."""
    for name, priority in (("inline", 20), ("smarty", 6)):
        if name not in md.treeprocessors:
            continue
        found = md.treeprocessors[name]
        if type(found) is InlineProcessor:
            md.treeprocessors.register(SignedPatterns(md, found), name, priority)
    if type(md.treeprocessors["unescape"]) is UnescapeTreeprocessor:
        md.treeprocessors.register(Unescaped(md), "unescape", 0)
