"""Tables that fit every screen: on a phone labelled cards, or a box that scrolls by itself."""

from __future__ import annotations

from html import unescape
from re import Match
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from words.tables import Words

# With one column there is nothing to label; more than five do not fit beside each other where cards end (40 rem).
CARD_COLUMNS = range(2, 6)
# Of Markdown's alignments, those that are not how text stands anyway; they follow the direction of the page.
ALIGNMENTS = {"center": "center", "right": "end"}


class FittingTables(Treeprocessor):
    """Makes each table one that becomes cards on a phone where that says all, else puts it into a box that scrolls.

    A card is a row: its first cell the title, each other cell labelled with the words of its column. The styles do
    that, with the element's own roles: those survive `display: block` in Safari since 17.0, in other browsers since
    2020. https://github.com/Fyrd/caniuse/pull/6731
    """

    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self.texts = words

    def run(self, root: Element) -> None:
        for parent in list(root.iter()) if next(root.iter("table"), None) is not None else ():
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = self.fitting(child)

    def fitting(self, table: Element) -> Element:
        """Return a table that fits, or its box."""
        for cell in table.iter():
            if alignment := ALIGNMENTS.get(cell.attrib.pop("align", "")):
                cell.set("data-align", alignment)
        headers = table.findall("thead/tr/th")
        labels = [self.words(header) for header in headers]
        name_rows(table, len(headers))
        name_columns(table, headers)
        if len(headers) not in CARD_COLUMNS or not all(labels[1:]):
            return self.boxed(table, [label for label in labels if label])
        table.set("class", "cards")
        for row in table.iterfind("tbody/tr"):
            for cell, label in zip(list(row)[1:], labels[1:], strict=False):
                cell.set("data-label", label)
        return table

    def boxed(self, table: Element, labels: list[str]) -> Element:
        """Return a box that scrolls with a table in it."""
        # Such a box must be reachable by keyboard, and then have a name. WCAG 2.2, 2.1.1 and 4.1.2.
        box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
        name = self.texts.say("table_of", columns=", ".join(labels)) if labels else self.texts.say("table")
        box.set("aria-label", name)
        box.append(table)
        box.tail, table.tail = table.tail, None
        return box

    def words(self, header: Element) -> str:
        """Return a header's words; HTML in it, for which Markdown keeps a place, is no word but for an entity."""

        def shown(place: Match[str]) -> str:
            html = str(self.md.htmlStash.rawHtmlBlocks[int(place[1])])
            return unescape(html) if html.startswith("&") else ""

        return HTML_PLACEHOLDER_RE.sub(shown, "".join(remove_fnrefs(header).itertext())).strip()


def is_filled(cell: Element) -> bool:
    """Return whether anything stands in a cell."""
    return len(cell) > 0 or bool((cell.text or "").strip())


def name_rows(table: Element, columns: int) -> None:
    """Make the first cell of each row the header of the row, where there is anything to head."""
    for row in table.iterfind("tbody/tr") if columns > 1 else ():
        if is_filled(row[0]):
            row[0].tag = "th"
            row[0].set("scope", "row")


def name_columns(table: Element, headers: list[Element]) -> None:
    """Say of each header what it heads; one that is empty heads nothing, and a row of those is left out."""
    for header in headers:
        if is_filled(header):
            header.set("scope", "col")
        else:
            header.tag = "td"
    head = table.find("thead")
    if head is not None and not any(map(is_filled, headers)):
        table.remove(head)
