"""What would reach readers as it was typed: links and pictures in another program's notation, or with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from writing.fences import Fences
from writing.raw_html import Parser
from writing.references import Report

# Shows signs as they are.
CODE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"))
WORDS = r"[^\[\]\n\x02\x03]"
# In HTML, where a link with all its signs is meant to be one.
LINK = re.compile(rf"!?\[{WORDS}*\]\([^()\s\x02\x03]+(?:[ ][^()\n]*)?\)")
# In text. Brackets alone say nothing: [sic], [1], [x] done, a[0], a[i][j] are what they look like.
SLIPS = re.compile(
    rf"""!\[\[(?P<embedded>{WORDS}+)\]\]
    |(?<![\[\w])\[\[(?P<wiki>[^\W\d_](?:{WORDS}*[^\s\[\]])?)\]\](?!\])
    |\[\^(?P<note>[\w-]+)\]
    |!\[(?P<shown>{WORDS}*)\][ ]+\((?P<spaced>[^()\s\x02\x03]+)\)
    |(?P<sign>!?)(?:\[(?P<unclosed>{WORDS}*))?\]\([^()\s\x02\x03]*
    |(?<![\w\])])(?P<kind>!?)\[(?P<words>(?=[^\]]*[^\W\d_]){WORDS}+)\]\[(?P<label>{WORDS}*)\]""",
    re.VERBOSE,
)


class Literal(Treeprocessor):
    """Reports what stands in the text as Markdown that did not become what it was meant for.

    It must run after inline patterns, and before typographic quotes change the text.
    """

    def __init__(self, md: Markdown, report: Report, fences: Fences) -> None:
        super().__init__(md)
        self.report, self.fences = report, fences

    def run(self, root: Element) -> None:
        for text in texts(root) if "]" in "".join(root.itertext()) else ():
            if "]" not in text:  # which all that is looked for has
                continue
            if isinstance(text, AtomicString):
                self.report_links(text)
            else:
                self.report_slips(text)
        for index, block in enumerate(self.md.htmlStash.rawHtmlBlocks):
            if index not in self.fences.found and (not isinstance(block, str) or "]" in block):
                for text in texts(block) if isinstance(block, Element) else Words(block).texts:
                    self.report_links(text)

    def report_links(self, text: str) -> None:
        """Report links and pictures of Markdown's in HTML that is not read as Markdown."""
        for found in LINK.finditer(text):
            message = f'"{found[0]}" stands inside HTML, where Markdown is not read'
            remedy = "leave an empty line before and after it, or write it as HTML"
            self.report("html", f"{message}; {remedy}", sought(found[0]))

    def report_slips(self, text: str) -> None:
        for found in SLIPS.finditer(text):
            code, message = complaint(found)
            self.report(code, message, sought(found[0]))


def complaint(found: re.Match[str]) -> tuple[str, str]:
    """Return what a slip is about, and what to write instead."""
    written, parts = found[0], found.groupdict()
    if name := parts["embedded"]:
        return "picture", f'"{written}" shows no picture here; write ![what it shows]({named(name, "")})'
    if name := parts["wiki"]:
        path, _, words = name.partition("|")
        link = f"[{words.strip() or 'words'}]({named(path, '.md')})"
        return "link", f'"{written}" is no link here; write {link}, or \\[[ where brackets are meant'
    if name := parts["note"]:
        message = f'there is no footnote "[^{name}]"; write [^{name}]: and its text on a line of its own'
        return "footnote", f"{message}, or \\[^ where brackets are meant"
    if path := parts["spaced"]:
        return "picture", f'"{written}" is no picture; write ![{parts["shown"]}]({path}), without the space'
    if words := parts["words"]:
        code, sign = ("picture", "!") if parts["kind"] else ("link", "")
        label = parts["label"] or words
        message = f'"{written}" leads nowhere; write {sign}[{words}](address), or a line [{label}]: address'
        return code, f"{message}, or \\[ where brackets are meant"
    code, form = ("picture", "![what it shows](address)") if parts["sign"] else ("link", "[words](address)")
    return code, f'"{written}" is not complete; write {form}, all four brackets'


def named(name: str, suffix: str) -> str:
    """Return the path that another program's name of a file or text most likely means."""
    path, sign, part = name.partition("|")[0].strip().partition("#")
    path += suffix if path and not PurePosixPath(path).suffix else ""
    address = path + sign + part.strip().lower().replace(" ", "-")
    return f"<{address}>" if " " in address else address


def sought(written: str) -> re.Pattern[str]:
    """Return what finds a piece of text, even directly behind a word."""
    return re.compile(re.escape(written))


def texts(element: Element) -> Iterator[str]:
    """Yield each piece of an element's text but for code."""
    if element.tag in CODE:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from texts(child)
        if child.tail:
            yield child.tail


class Words(Parser):
    """Collects the text of a piece of HTML but for code and comments."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CODE:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.texts.append(data)
