"""What Markdown's elements become on our pages: tasks, figures; and no title but the page's own."""

from __future__ import annotations

import re
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from words.tables import Words

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

    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self.words = words

    def run(self, root: Element) -> None:
        for item in list(root.iter("li")):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if task := TASK.match(holder.text or ""):
                item.set("class", "task")
                self.mark(holder, task)

    def mark(self, holder: Element, task: Match[str]) -> None:
        """Put the mark before the words of an item."""
        is_done = task["mark"] != " "
        mark = Element(
            "span",
            {
                "class": "task-mark",
                "role": "img",
                "aria-label": self.words.say("task_done" if is_done else "task_open"),
            },
        )
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
