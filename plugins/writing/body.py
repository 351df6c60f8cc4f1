"""The body of a post: Markdown as every editor knows it, with addresses that work and pictures that have their size."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from writing.callouts import CalloutClasses, Callouts
from writing.elements import NO_TITLE, Figures, Headings, ScrollingTables, Tasks
from writing.fragments import complaint, ids
from writing.raw_html import StartTag, changed
from writing.references import References

MISSING = "\0"  # no attribute has this value


class PlainPaths(Treeprocessor):
    """Makes the addresses of a text work, those in HTML that the writer wrote too."""

    def __init__(self, md: Markdown, references: References) -> None:
        super().__init__(md)
        self.references, self.report = references, references.report

    def run(self, root: Element) -> None:
        for element in root.iter():
            self.resolve(element)
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(stash):
            if isinstance(block, Element):
                for element in block.iter():
                    self.references.resolve(element)
            elif "<" in block:
                stash[index] = changed(block, self.resolve_raw)

    def resolve(self, element: Element) -> None:
        """Resolve the addresses of an element; a picture of Markdown's must say what it shows, and waits to be seen."""
        if element.tag == "img":
            reference = element.get("src", "")
            if not element.get("alt"):
                message = f'the picture "{reference}" has no alternative text; write ![what it shows]({reference})'
                self.report("alt", message, without_alt(reference))
            if self.references.found(reference):
                element.set("loading", element.get("loading", "lazy"))
                element.set("decoding", element.get("decoding", "async"))
        self.references.resolve(element)

    def resolve_raw(self, tag: StartTag) -> None:
        """Resolve the addresses of a tag that the writer wrote; a picture may say that it shows nothing: alt=""."""
        if tag.tag == "h1":
            self.report("heading", f'"{tag.text}" {NO_TITLE} <h2>', tag.text)
        if tag.tag == "img" and tag.get("alt", MISSING) == MISSING:
            message = f'the picture "{tag.get("src", "")}" has no alternative text; write alt="what it shows"'
            self.report("alt", f'{message}, or alt="" for a mere decoration', tag.text)
        self.references.resolve(tag)


def without_alt(reference: str) -> re.Pattern[str]:
    """Return what finds a picture that says nothing, as Markdown has it."""
    return re.compile(rf"!\[\s*\](?:\(\s*<?{re.escape(reference)}|\[)")


class Parts(Postprocessor):
    """Collects the names of the parts of the finished text, and reports links to parts that it does not have."""

    def __init__(self, md: Markdown, references: References) -> None:
        super().__init__(md)
        self.references = references
        self.ids: frozenset[str] = frozenset()

    def run(self, text: str) -> str:
        self.ids = ids(text)
        for reference in self.references.own:
            if message := complaint(reference, self.ids):
                self.references.report("link", message, reference)
        return text


class LastStep(Treeprocessor):
    """Adds a postprocessor when the tree is complete: before, the table of contents runs them all on titles alone."""

    def __init__(self, md: Markdown, step: Postprocessor) -> None:
        super().__init__(md)
        self.step = step

    def run(self, root: Element) -> None:
        self.md.postprocessors.register(self.step, "last_step", 0)  # after raw HTML (30) and footnotes (25) are back


class Body(Extension):
    """Python-Markdown extension for one source file.

    Attributes:
        paths: what the text refers to, complete once it has been converted.
        parts: the names of its parts, then.
    """

    def __init__(self, paths: References) -> None:
        super().__init__()
        self.paths = paths

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        report = self.paths.report
        md.parser.blockprocessors.register(Callouts(md, report), "callouts", 21)  # before quotations (20)
        # Before inline patterns (20), after footnotes (50) have been put below the text.
        md.treeprocessors.register(CalloutClasses(md), "callout_classes", 27)
        md.treeprocessors.register(Headings(md, report), "headings", 26)
        md.treeprocessors.register(Tasks(md), "tasks", 25)
        md.treeprocessors.register(ScrollingTables(md), "scrolling_tables", 14)
        # After inline patterns and attribute lists (8), before abbreviations (7), smart quotes (6), the toc (5) and the
        # unescaping of text (0).
        md.treeprocessors.register(Figures(md), "figures", 7.6)
        md.treeprocessors.register(PlainPaths(md, self.paths), "plain_paths", 7.5)
        self.parts = Parts(md, self.paths)
        md.treeprocessors.register(LastStep(md, self.parts), "last_step", -1)
