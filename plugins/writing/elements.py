"""What Markdown's elements become on our pages: tasks, figures; and no title but the page's own."""

from __future__ import annotations

import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString
from words.tables import Words

from writing.lines import LEAD
from writing.references import Report

TASK = re.compile(r"\[(?P<mark>[ xX])\][ \t]+(?=\S)")
OPEN, DONE = "☐", "☑"
MARK = "task-mark"
KEY = "data-task"
KEY_LENGTH = 5  # letters of 5 bits: of a hundred tasks on a page two have the same key by chance once in 7,000 pages
HEADINGS = ("h2", "h3", "h4")
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

    No checkbox: without a script no tick would last, and paper needs none. It must run before inline patterns, which
    may take the brackets for a link.
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
                "class": MARK,
                "role": "img",
                "aria-label": self.words.say("task_done" if is_done else "task_open"),
            },
        )
        mark.text = AtomicString(DONE if is_done else OPEN)
        mark.tail = " " + (holder.text or "")[task.end() :]
        holder.text = ""
        holder.insert(0, mark)


class TaskLabels(Treeprocessor):
    """Gives each task a key and a label, with which a script makes a box of its mark and remembers who ticked it.

    The key is made of mark and words, so that it stays when other tasks come and go. It must run after inline patterns
    (20) and attribute lists (8), which look for their braces at the end of an item.

    Attributes:
        found: whether the text has any task.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found = False

    def run(self, root: Element) -> None:
        has_mark = any(element.get("class") == MARK for element in root.iter())
        tasks = list(self.tasks(root, "")) if has_mark else []
        self.found = bool(tasks)
        same = Counter(own for _, own, _ in tasks)
        used: set[str] = set()
        for holder, own, above in tasks:
            # Tasks that say the same are told apart by what stands above them: none takes over the tick of another.
            text = own if same[own] == 1 else f"{own}\n{above}"
            while (key := hashed(text)) in used:
                text += "+"
            used.add(key)
            holder[0].set(KEY, key)
            self.label(holder)

    def tasks(self, parent: Element, above: str) -> Iterator[tuple[Element, str, str]]:
        """Yield what holds the mark of each task, with its own words, and those of the heading or task above it."""
        for child in parent:
            inside = above
            if child.tag in HEADINGS:
                above = self.words(list(child), child.text)
            elif child.tag == "li" and (holder := marked(child)) is not None:
                inside = self.words(self.inline(holder), holder.text)
                yield holder, inside, above
            yield from self.tasks(child, inside)

    def inline(self, holder: Element) -> list[Element]:
        """Return the elements of a task's own line: those before the first block, such as the tasks below it."""
        blocks = (place for place, child in enumerate(holder) if self.md.is_block_level(child.tag))
        return list(holder)[: next(blocks, None)]

    def words(self, elements: list[Element], text: str | None) -> str:
        """Return the words in elements without the numbers of notes, which change with the notes before them."""

        def shown(place: Match[str]) -> str:
            return str(self.md.htmlStash.rawHtmlBlocks[int(place[1])])

        parts = [text or ""]
        for element in elements:
            parts += ["" if element.tag == "sup" else self.words(list(element), element.text), element.tail or ""]
        return HTML_PLACEHOLDER_RE.sub(shown, " ".join("".join(parts).split()))

    def label(self, holder: Element) -> None:
        """Put a mark and the words behind it into a label."""
        label = Element("label")
        for element in self.inline(holder):
            holder.remove(element)
            label.append(element)
        holder.insert(0, label)


def marked(item: Element) -> Element | None:
    """Return what holds the mark of a task, the item or its first paragraph; None for an item that is no task."""
    holders = (holder for holder in (item, *item[:1]) if len(holder) and holder[0].get("class") == MARK)
    return next(holders, None)


def hashed(text: str) -> str:
    """Return a short name that is made of a text."""
    return b32encode(sha256(text.encode()).digest())[:KEY_LENGTH].decode().lower()


class Figures(Treeprocessor):
    """Makes a picture with a title, alone in its paragraph, a figure whose caption is the title.

    It must run after attribute lists, which stand in the text behind the picture until then.
    """

    def run(self, root: Element) -> None:
        for parent in list(root.iter()) if any("title" in picture.attrib for picture in root.iter("img")) else ():
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
