"""What the search reads of a page: the parts that it finds, without all that changes around them. Pure.

Pagefind takes of a page its language, its title, what is marked with `data-pagefind-…`, and the first picture after the
title. https://pagefind.app/docs/indexing/ https://pagefind.app/docs/metadata/
"""

from __future__ import annotations

import re
from functools import cache

SEARCHED = b"data-pagefind-body"
MARK = b"data-pagefind-"
ATTRIBUTES = rb"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*"
# Comments, elements in which tags are text, and tags, in HTML as serialisers write it: "<" stands in no attribute.
TOKEN = re.compile(
    rb"(?P<text><!--|<(?:script|style|textarea|title)\b)|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)" + ATTRIBUTES + rb">",
    re.IGNORECASE,
)
TITLE = re.compile(rb"<title\b[^>]*>.*?</title\s*>", re.IGNORECASE | re.DOTALL)
# A value that stands in the attribute, "date:2026-01-02" or "image[src]"; of any other the element's text is the value.
OF_TEXT = re.compile(
    rb"data-pagefind-(?:meta|default-meta|filter|sort)(?:=(?:\"[^\":\[]*\"|'[^':\[]*'|[^\s\"':\[>]+))?[\s>]"
)
LANGUAGE = re.compile(rb"<html\b[^>]*?\slang=[\"']?([^\s\"'>]+)", re.IGNORECASE)
VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
HEADING, PICTURE, ROOT = b"h1", b"img", b"html"


class Reader:
    """Goes through the tags of one page.

    Attributes:
        parts: what is taken over, as it stands on the page.
        open: the elements that are open, each with whether its tags are taken over.
    """

    def __init__(self, page: bytes) -> None:
        self.page = page
        self.parts: list[bytes] = []
        self.open: list[tuple[bytes, bool]] = []
        self.has_title = self.has_picture = False

    def read(self) -> bytes:
        """Return the parts as a page of their own."""
        place, last = 0, self.page.rindex(MARK)
        if title := TITLE.search(self.page):
            self.parts.append(title[0])
        while found := TOKEN.search(self.page, place):
            if found.start() > last and self.has_title:
                break
            place = found.end()
            if found["text"]:
                place = self.end_of_text(found)
            elif found["end"]:
                self.leave(found["name"].lower())
            else:
                place = self.enter(found["name"].lower(), found)
        self.parts += [b"</%s>" % name for name, is_taken in reversed(self.open) if is_taken]
        return b"".join(self.parts)

    def end_of_text(self, found: re.Match[bytes]) -> int:
        """Return where a comment ends, or the text of an element."""
        name = found[0][1:].lower()
        end = self.page.find(b"-->" if name == b"!--" else b"</" + name, found.end())
        return len(self.page) if end < 0 else end + 3

    def enter(self, name: bytes, found: re.Match[bytes]) -> int:
        """Take a start tag over, if need be, or its whole element; return where to go on."""
        tag = found[0]
        is_empty = name in VOID or tag.endswith(b"/>")
        if not is_empty and (name == HEADING or SEARCHED in tag or OF_TEXT.search(tag)):
            end = self.end_of(name, found.end())
            self.parts.append(self.page[found.start() : end])
            self.has_title |= name == HEADING
            self.has_picture |= self.has_title and b"<img" in self.parts[-1]
            return end
        is_first_picture = name == PICTURE and self.has_title and not self.has_picture
        self.has_picture |= is_first_picture
        is_taken = is_first_picture or name == ROOT or MARK in tag
        if is_taken:
            self.parts.append(tag)
        if not is_empty:
            self.open.append((name, is_taken))
        return found.end()

    def end_of(self, name: bytes, place: int) -> int:
        """Return where an element ends whose start tag ends at a place."""
        depth = 1
        for found in same(name).finditer(self.page, place):
            depth += 0 if not found["name"] else -1 if found["end"] else 1
            if not depth:
                return found.end()
        return len(self.page)

    def leave(self, name: bytes) -> None:
        """Close the innermost element of a name, and all that it holds; an end tag of nothing closes nothing."""
        if not any(name == one for one, _ in self.open):
            return
        while self.open:
            last, is_taken = self.open.pop()
            if is_taken:
                self.parts.append(b"</%s>" % last)
            if last == name:
                return


@cache
def same(name: bytes) -> re.Pattern[bytes]:
    """Return what finds the tags of elements of a name, and what may hold their like as text."""
    text = rb"<!--.*?-->|<(?P<text>script|style|textarea)\b.*?</(?P=text)"
    tag = rb"<(?P<end>/?)(?P<name>" + re.escape(name) + rb")(?=[\s/>])[^>]*>"
    return re.compile(text + b"|" + tag, re.IGNORECASE | re.DOTALL)


def searched(page: bytes) -> bytes:
    """Return a page with nothing in it but what is searched; b"" for a page that is not searched."""
    return Reader(page).read() if SEARCHED in page else b""


def language_of(page: bytes) -> str:
    """Return the language of what is searched of a page, in small letters; "" where it tells none."""
    found = LANGUAGE.search(page)
    return found[1].decode(errors="replace").lower() if found else ""
