"""What Markdown's elements become on our pages: tasks, figures, tables that scroll; and no title but the page's own."""

from __future__ import annotations

import re
from html import unescape
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from writing.lines import LEAD
from writing.references import Report

TASK = re.compile(r"\[(?P<mark>[ xX])\][ \t]+(?=\S)")
NO_TITLE = "is a heading of level 1, which is the page's title; write"


class Headings(Treeprocessor):
    """Reports headings of level 1. It must run before inline patterns, while their words are as they were written."""

    def __init__(self, md: Markdown, report: Report) -> None:
        super().__init__(md)
        self.report = report

    def run(self, root: Element) -> None:
        for heading in root.iter("h1"):
            words = (heading.text or "").strip()
            self.report("heading", f'"# {words}" {NO_TITLE} ## …', title_line(words))


def title_line(words: str) -> re.Pattern[str]:
    """Return what finds a heading of level 1 with these words: after one #, above a line of =, or as HTML."""
    text = re.escape(words)
    return re.compile(rf"^{LEAD}(?:#[ \t]*{text}[ \t]*#*[ \t]*$|{text}[ \t]*\n[ \t>]*=+[ \t]*$)|<h1\b", re.MULTILINE)


class Tasks(Treeprocessor):
    """Makes `[x]` at the start of a list's item a mark that can be read without styles and heard as a word.

    No checkbox: nobody can tick it here, and a form's control without a label says nothing to those who hear it.
    It must run before inline patterns, which may take the brackets for a link.
    """

    def run(self, root: Element) -> None:
        for item in list(root.iter("li")):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if task := TASK.match(holder.text or ""):
                item.set("class", "task")
                self.mark(holder, task)

    def mark(self, holder: Element, task: Match[str]) -> None:
        """Put the mark before the words of an item."""
        is_done = task["mark"] != " "
        mark = Element("span", {"class": "task-mark", "role": "img", "aria-label": "done" if is_done else "to do"})
        mark.text = AtomicString("☑" if is_done else "☐")
        mark.tail = " " + (holder.text or "")[task.end() :]
        holder.text = ""
        holder.insert(0, mark)


class Figures(Treeprocessor):
    """Makes a picture with a title, alone in its paragraph, a figure whose caption is the title.

    It must run after attribute lists, which stand in the text behind the picture until then.
    """

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in parent:
                if child.tag == "p" and parent.tag != "figure" and (picture := self.alone(child)) is not None:
                    self.caption(child, picture)

    def alone(self, paragraph: Element) -> Element | None:
        """Return the picture that, linked or not, is all that a paragraph holds, None when there is more."""
        inside = paragraph
        while len(inside) == 1 and not (inside.text or "").strip() and not (inside[0].tail or "").strip():
            inside = inside[0]
            if inside.tag == "img":
                return inside
            if inside.tag != "a":
                return None
        return None

    def caption(self, paragraph: Element, picture: Element) -> None:
        """Make a paragraph the figure of its picture, when that has a title."""
        if title := picture.attrib.pop("title", ""):
            paragraph.tag = "figure"
            SubElement(paragraph, "figcaption").text = title


class ScrollingTables(Treeprocessor):
    """Puts each table into a box that scrolls by itself, so that no phone has to scroll the page sideways."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = self.boxed(child)

    def boxed(self, table: Element) -> Element:
        headers = list(table.iter("th"))
        for header in headers:
            header.set("scope", "col")
        names = [words for header in headers if (words := self.words(header))]
        # A box that scrolls must be reachable by keyboard, and then have a name. WCAG 2.2, 2.1.1 and 4.1.2.
        box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
        box.set("aria-label", "Table: " + ", ".join(names) if names else "Table")
        box.append(table)
        table.tail = None
        return box

    def words(self, header: Element) -> str:
        """Return a header's words; HTML in it, for which Markdown keeps a place, is no word but for an entity."""

        def shown(place: Match[str]) -> str:
            html = str(self.md.htmlStash.rawHtmlBlocks[int(place[1])])
            return unescape(html) if html.startswith("&") else ""

        return HTML_PLACEHOLDER_RE.sub(shown, "".join(header.itertext())).strip()
