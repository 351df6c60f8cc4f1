"""The body of a post: Markdown as every editor knows it, with addresses that work and pictures that have their size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from tools.model import Place
from tools.registry import TOOLS
from words.tables import Words

from writing.blocks import Boxes, Tables
from writing.callouts import BoxClasses, Callouts
from writing.elements import NO_TITLE, Figures, Headings, TaskLabels, Tasks
from writing.fences import FencedBlocks, Fences, ShownFences
from writing.footnotes import NamedFootnotes, RepeatedFootnotes
from writing.fragments import complaint, ids
from writing.headings import LinkedHeadings, Terms, use_named_headings
from writing.inline import ADDRESS, STRUCK, Addresses
from writing.lines import Sought
from writing.lists import Lists
from writing.literal import Literal
from writing.open_html import OpenHtml
from writing.plain import use_short_ways
from writing.raw_html import StartTag, changed
from writing.references import ATTRIBUTES, References, written
from writing.settings import PELICANS
from writing.signs import is_known, use_signs
from writing.suggestions import is_picture
from writing.tables import FittingTables
from writing.tools import Tools
from writing.video import Videos, embed_of

MISSING = "\0"  # no attribute has this value
# No element has the name of a file, such as <smo-vs-smm.md>.
FILE_TAG = re.compile(r"<([^\s<>\"'=]*\.\w+)/?>")
LAST = "last_step"
BACK = "#fnref:"  # leads from a footnote to where it is referred to


class PlainPaths(Treeprocessor):
    """Makes the addresses of a text work, those in HTML that the writer wrote too."""

    def __init__(self, md: Markdown, references: References) -> None:
        super().__init__(md)
        self.references = references

    def report(self, code: str, message: str, sought: Sought) -> None:
        self.references.report(code, message, sought)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ATTRIBUTES:
                self.resolve(element)
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(stash):
            if isinstance(block, Element):
                for element in block.iter():
                    self.references.resolve(element)
            elif "<" in block:
                stash[index] = changed(block, self.resolve_raw)

    def resolve(self, element: Element) -> None:
        """Resolve the addresses of an element; a picture of Markdown's must say what it shows."""
        if element.tag == "img":
            reference = written(element, "src")
            if not element.get("alt"):
                message = f'the picture "{reference}" has no alternative text; write ![what it shows]({reference})'
                self.report("alt", message, without_alt(reference))
        if element.tag == "a" and not len(element) and not (element.text or "").strip():
            reference = written(element, "href")
            message = f'the link to "{reference}" has no words; write [words]({reference})'
            self.report("link", message, wordless(reference))
        self.references.resolve(element)

    def resolve_raw(self, tag: StartTag) -> None:
        """Resolve the addresses of a tag that the writer wrote; a picture may say that it shows nothing: alt="".

        A table can be reached by keyboard, since it scrolls where it is too wide; one that becomes cards does not.
        """
        if tag.tag == "h1":
            self.report("heading", f'"{tag.text}" {NO_TITLE} <h2>', tag.text)
        if file := FILE_TAG.fullmatch(tag.text):
            form = "![what it shows]" if is_picture(Path(file[1])) else "[words]"
            self.report("html", f'"{tag.text}" is shown by no browser; write {form}({file[1]})', tag.text)
        if tag.tag == "iframe" and (embed := embed_of(tag.get("src", ""))):
            message = f"would be loaded from {embed.player.name} before anybody plays the video; write"
            address = tag.get("src", "")
            self.report("video", f'"{address}" {message} [![what it shows](a-picture.png)]({address})', address)
        if tag.tag == "table" and tag.get("class", "") != "cards":
            tag.set("tabindex", tag.get("tabindex", "0"))  # it scrolls: WCAG 2.2, 2.1.1
        if tag.tag == "img" and tag.get("alt", MISSING) == MISSING:
            message = f'the picture "{tag.get("src", "")}" has no alternative text; write alt="what it shows"'
            self.report("alt", f'{message}, or alt="" for a mere decoration', tag.text)
        self.references.resolve(tag)


def wordless(reference: str) -> re.Pattern[str]:
    """Return what finds a link without words, as Markdown has it."""
    return re.compile(rf"\[\s*\](?:\(\s*<?{re.escape(reference)}|\[)")


def without_alt(reference: str) -> re.Pattern[str]:
    """Return what finds a picture that says nothing, as Markdown has it."""
    return re.compile(rf"!\[\s*\](?:\(\s*<?{re.escape(reference)}|\[)")


class Parts(Postprocessor):
    """Collects the names of the parts of the finished text, and reports links to parts that it does not have.

    A footnote that nothing refers to is such a link, from the note to where it is referred to.
    """

    def __init__(self, md: Markdown, references: References) -> None:
        super().__init__(md)
        self.references = references
        self.ids: frozenset[str] = frozenset()

    def run(self, text: str) -> str:
        self.ids = ids(text)
        for reference in self.references.own:
            if reference.startswith(BACK) and reference[1:] not in self.ids:
                self.report_note(reference.removeprefix(BACK))
            elif message := complaint(reference, self.ids):
                self.references.report("link", message, reference)
        return text

    def report_note(self, name: str) -> None:
        """Report a footnote that nothing refers to."""
        message = f"the footnote [^{name}] is never referred to; write [^{name}] in the text, or delete it"
        sought = re.compile(rf"^[ \t>]*\[\^{re.escape(name)}\]:", re.MULTILINE)
        self.references.report("footnote", message, sought)


class LastStep(Treeprocessor):
    """Adds a postprocessor when the tree is complete: before, the table of contents runs them all on titles alone."""

    def __init__(self, md: Markdown, step: Postprocessor) -> None:
        super().__init__(md)
        self.step = step

    def run(self, root: Element) -> None:
        self.md.postprocessors.register(self.step, LAST, 0)  # after raw HTML (30) and footnotes (25) are back


class Body(Extension):
    """Python-Markdown extension for one source file.

    Attributes:
        paths: what the text refers to, complete once it has been converted.
        parts: the names of its parts, then.
        headings: its sections, then.
        terms: those of its definition lists, then.
        tools: what made its tools, then.
        tasks: what made labels of its tasks, then.
    """

    def __init__(self, paths: References, words: Words, language: str) -> None:
        """Take what to do with addresses, what is said around the text, and the tag of its language."""
        super().__init__()
        self.paths, self.words = paths, words
        self.tools = Tools(TOOLS, Place(words=words, language=language, site_url=paths.site_url), self.report)

    def report(self, code: str, message: str, sought: Sought) -> None:
        self.paths.report(code, message, sought)

    def begin(self, paths: References) -> None:
        """Begin with another text; `paths` are what to do with its addresses."""
        self.paths = self.plain_paths.references = self.parts.references = paths
        self.md.reset()

    def reset(self) -> None:
        """Forget what was found in a text."""
        self.md.postprocessors.deregister(LAST, strict=False)
        self.fences.reset()
        self.tools.scripts = {}
        self.tasks.found, self.headings.sections, self.terms.found = False, (), []
        self.parts.ids = frozenset()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.md = md
        md.registerExtension(self)
        report = self.report
        self.read_blocks(md)
        # Before inline patterns (20), after footnotes (50) have been put below the text.
        md.treeprocessors.register(BoxClasses(md), "box_classes", 27)
        md.treeprocessors.register(Headings(md, report), "headings", 26)
        md.treeprocessors.register(Tasks(md, self.words), "tasks", 25)
        # After the second way back to a note's second place has been added (15).
        md.treeprocessors.register(NamedFootnotes(md, self.words), "named_footnotes", 14.5)
        # After inline patterns and attribute lists (8), before abbreviations (7), smart quotes (6), the toc (5) and the
        # unescaping of text (0).
        md.treeprocessors.register(Figures(md), "figures", 7.6)
        md.treeprocessors.register(Videos(md, report, self.words), "videos", 7.55)
        self.plain_paths = PlainPaths(md, self.paths)
        md.treeprocessors.register(self.plain_paths, "plain_paths", 7.5)
        md.treeprocessors.register(Literal(md, report, self.fences), "literal", 7.4)
        self.tasks = TaskLabels(md)
        md.treeprocessors.register(self.tasks, "task_labels", 7.3)
        self.headings = LinkedHeadings(md)
        md.treeprocessors.register(self.headings, "linked_headings", 4.5)
        self.terms = Terms(md)
        md.treeprocessors.register(self.terms, "terms", 4.4)
        # Once quotes in headers are typographic (6), since labels repeat those.
        md.treeprocessors.register(FittingTables(md, self.words), "fitting_tables", 4.3)
        self.parts = Parts(md, self.paths)
        md.treeprocessors.register(LastStep(md, self.parts), LAST, -1)
        use_signs(md)
        if is_known(md):
            use_named_headings(md)
            use_short_ways(md)

    def read_blocks(self, md: Markdown) -> None:
        """Read what Python-Markdown reads otherwise as CommonMark and GitHub do."""
        report = self.report
        self.fences = Fences(md, report, self.tools)
        md.preprocessors.register(self.fences, "fences", 26)  # before `fenced_code` (25) and HTML (20)
        md.preprocessors.register(RepeatedFootnotes(md, report), "repeated_footnotes", 22)
        md.preprocessors.register(OpenHtml(md), "open_html", 21)
        blocks = md.parser.blockprocessors
        blocks.register(Boxes(md.parser, self.words), "admonition", 105)
        for name in ("olist", "ulist"):
            blocks.deregister(name)
        blocks.register(Lists(md.parser), "lists", 92)  # before what is indented (90), code (80) and headings (70)
        blocks.register(FencedBlocks(md.parser), "fenced_blocks", 91)
        blocks.register(Tables(md.parser, report), "table", 75)
        blocks.register(Callouts(md, report, self.words), "callouts", 21)  # before quotations (20)
        md.treeprocessors.register(ShownFences(md, self.fences), "shown_fences", 28)
        md.inlinePatterns.register(Addresses(ADDRESS, md), "addresses", 85)  # after links (160) and HTML (90)
        md.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK, "del"), "struck", 55)  # after stress (60)


class Converter:
    """Makes HTML of texts of one language, one after another."""

    def __init__(self, options: Mapping[str, Any], words: Words, language: str) -> None:
        """Take the settings of Python-Markdown, what is said around a text, and the tag of its language."""
        self.options, self.words, self.language = options, words, language
        self.kept: Body | None = None

    def convert(self, text: str, paths: References) -> tuple[str, Body]:
        """Return the HTML of a text, and what was found in it until the next one is read.

        To build a parser takes as long as to read two hundred words with it. It is used again where it is known to
        leave nothing behind: not after an error, nor with extensions that the settings add.
        """
        body, self.kept = self.kept or self.built(paths), None
        body.begin(paths)
        html = body.md.convert(text)
        self.kept = body if self.options == PELICANS["MARKDOWN"] else None
        return html, body

    def built(self, paths: References) -> Body:
        """Return what reads texts, with its parser."""
        body = Body(paths, self.words, self.language)
        Markdown(**{**self.options, "extensions": [*self.options["extensions"], body]})
        return body
