"""Footnotes: Python-Markdown makes them; here the ways to a note and back get names in the language of the page."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from words.tables import Words

from writing.references import Report

# U+FE0E asks for the sign as text: phones would show a picture. https://www.unicode.org/reports/tr51/#def_text_presentation_selector
ARROW = "↩\ufe0e"


NOTE = re.compile(r"[ ]{0,3}\[\^(?P<name>[^\]]+)\]:")


class RepeatedFootnotes(Preprocessor):
    """Reports two footnotes of one name, of which only the last would be shown. It must run after `fences`."""

    def __init__(self, md: Markdown, report: Report) -> None:
        super().__init__(md)
        self.report = report

    def run(self, lines: list[str]) -> list[str]:
        is_any = "[^" in "".join(lines)
        names = [found["name"] for found in map(NOTE.match, lines if is_any else ()) if found]
        for name in (name for name, count in Counter(names).items() if count > 1):
            message = f"two footnotes are called [^{name}], of which only the last is shown; give one another name"
            self.report("footnote", message, re.compile(rf"^[ ]{{0,3}}\[\^{re.escape(name)}\]:", re.MULTILINE))
        return lines


class NamedFootnotes(Treeprocessor):
    """Says what notes and their links are. It must run after `footnote-duplicate`, which adds ways back.

    Roles: https://www.w3.org/TR/dpub-aria-1.1/#doc-backlink
    """

    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self.words = words

    def run(self, root: Element) -> None:
        for link in root.iterfind(".//a[@class='footnote-ref']"):
            link.set("role", "doc-noteref")
        for notes in root.iterfind(".//div[@class='footnote']"):
            notes.set("role", "doc-endnotes")
            notes.set("aria-label", self.words.say("footnotes"))
            for number, note in enumerate(notes.iterfind("ol/li"), 1):
                self.name(note, number)

    def name(self, note: Element, number: int) -> None:
        """Name each way back from a note; one that is referred to twice has two."""
        for place, link in enumerate(note.iterfind(".//a[@class='footnote-backref']"), 1):
            key = "footnote_back" if place == 1 else "footnote_back_again"
            link.attrib.pop("title", None)
            link.set("role", "doc-backlink")
            link.set("aria-label", self.words.say(key, note=number, place=place))
            link.text = AtomicString(ARROW)
