"""Headings that are links to themselves, the table of contents made of them, and terms that links may lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import (
    TocTreeprocessor,
    nest_toc_tokens,
    remove_fnrefs,
    render_inner_html,
    slugify_unicode,
    strip_tags,
    unique,
)
from markdown.extensions.toc import (
    unescape as without_escapes,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

LINKED = ("h2", "h3", "h4")
SECTIONS = 3  # a text with fewer needs no table of contents
LONG = 2500  # characters of Markdown, some two screens of a phone; nor does a shorter one
ENTRIES = 12  # with more, headings of level 3 are left out of the table
# What may not stand inside a link. https://html.spec.whatwg.org/multipage/dom.html#interactive-content
INTERACTIVE = ("a", "audio", "button", "details", "embed", "iframe", "input", "label", "select", "textarea", "video")
INTERACTIVE_TAG = re.compile(rf"<(?:{'|'.join(INTERACTIVE)})\b", re.IGNORECASE)


# What stands for something else in the text of an element.
SIGNS = re.compile(rf"[&<>{STX}]")
TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LABEL = "data-toc-label"


class NamedHeadings(TocTreeprocessor):
    """Gives headings their ids as Python-Markdown's `toc` does, which renders each, and a table of them all, for it.

    Where there is more to do, a table in the text or a heading with a label of its own, it is `toc` that does it.
    """

    def __init__(self, other: TocTreeprocessor) -> None:
        vars(self).update(vars(other))
        self.is_simple = not (self.base_level or self.use_anchors or self.use_permalinks)

    def run(self, doc: Element) -> None:
        headings = [element for element in doc.iter() if element.tag in TAGS]
        is_labelled = any(LABEL in heading.attrib for heading in headings)
        if is_labelled or not self.is_simple or self.marker in "".join(doc.itertext()):
            super().run(doc)
            return
        used = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        tokens: list[Any] = []
        for heading in headings:
            self.set_level(heading)
            html = inner_html(heading, self.md)
            name = strip_tags(html) if SIGNS.search(html) else " ".join(html.split())
            if "id" not in heading.attrib:
                heading.set("id", unique(self.slugify(unescape(name), self.sep), used))
            level = int(heading.tag[-1])
            if self.toc_top <= level <= self.toc_bottom:
                found = without_escapes(heading.attrib["id"])
                tokens.append({"level": level, "id": found, "name": name, "html": html, LABEL: ""})
        md: Any = self.md
        md.toc_tokens = nest_toc_tokens(tokens)


def inner_html(element: Element, md: Markdown) -> str:
    """Return what an element holds as HTML, without references to footnotes."""
    text = element.text or ""
    if len(element) or SIGNS.search(text):
        return render_inner_html(remove_fnrefs(element), md)
    return text.strip()


def use_named_headings(md: Markdown) -> None:
    """Let headings get their ids in the short way."""
    if "toc" in md.treeprocessors and type(found := md.treeprocessors["toc"]) is TocTreeprocessor:
        md.treeprocessors.register(NamedHeadings(found), "toc", 5)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text: the id and the plain words of its heading, and the parts below it."""

    id: str
    words: str
    parts: tuple[Section, ...] = ()

    def __reduce__(self) -> tuple[type[Section], tuple[str, str, tuple[Section, ...]]]:
        return Section, (self.id, self.words, self.parts)  # thousands are kept: this is shorter, and read faster


class LinkedHeadings(Treeprocessor):
    """Makes each heading a link to itself, but for one that holds a link; it must run after the toc has given ids.

    The words of the heading are those of the link, so that nothing more is read out.

    Attributes:
        sections: the headings of level 2 with those of level 3 below them, as far as they stand in the running text.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.sections: tuple[Section, ...] = ()

    def run(self, root: Element) -> None:
        words = dict(named(getattr(self.md, "toc_tokens", ())))
        found = [(heading.tag, heading.get("id", "")) for heading in root if heading.tag in LINKED]
        self.sections = nested([(tag, Section(name, words[name])) for tag, name in found if words.get(name)])
        for heading in root.iter():
            if heading.tag in LINKED and words.get(heading.get("id", "")) and not self.is_interactive(heading):
                link(heading)

    def is_interactive(self, heading: Element) -> bool:
        """Return whether a heading holds what may not stand inside a link, be it as HTML of the writer's."""
        if not len(heading) and STX not in (heading.text or ""):
            return False
        stash = self.md.htmlStash.rawHtmlBlocks
        html = (str(stash[int(place)]) for place in HTML_PLACEHOLDER_RE.findall("".join(heading.itertext())))
        return any(part.tag in INTERACTIVE for part in heading.iter()) or any(map(INTERACTIVE_TAG.search, html))


def named(tokens: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield id and plain words of each heading that the toc found."""
    for token in tokens:
        yield token["id"], unescape(token["name"])
        yield from named(token["children"])


def nested(found: Sequence[tuple[str, Section]]) -> tuple[Section, ...]:
    """Return the sections of level 2, each with those of level 3 behind it; what stands before the first is none."""
    sections: list[Section] = []
    for tag, section in found:
        if tag == "h2":
            sections.append(section)
        elif tag == "h3" and sections:
            sections[-1] = replace(sections[-1], parts=(*sections[-1].parts, section))
    return tuple(sections)


def link(heading: Element) -> None:
    """Put all that a heading holds into a link to the heading."""
    inside = Element("a", {"href": f"#{heading.get('id')}"})
    inside.text, heading.text = heading.text, None
    inside.extend(list(heading))
    heading[:] = [inside]


def contents(sections: Sequence[Section], length: int) -> tuple[Section, ...]:
    """Return the table of contents of a text of that many characters; () for one that needs none.

    A table with few entries has the headings of level 3 too.
    """
    if len(sections) < SECTIONS or length < LONG:
        return ()
    is_short = len(sections) + sum(len(section.parts) for section in sections) <= ENTRIES
    return tuple(sections) if is_short else tuple(replace(section, parts=()) for section in sections)


class Terms(Treeprocessor):
    """Gives the terms of definition lists ids made of their words; headings of the same words come first.

    It must run after the toc.

    Attributes:
        found: the words of all terms, in the order of the text.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[str] = []

    def run(self, root: Element) -> None:
        used = {name for element in root.iter() if (name := element.get("id"))}
        for term in root.iter("dt"):
            words = unescape(strip_tags(render_inner_html(remove_fnrefs(term), self.md)))
            self.found.append(words)
            if "id" not in term.attrib and (name := slugify_unicode(words, "-")):
                term.set("id", unique(name, used))
