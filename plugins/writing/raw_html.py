"""HTML that a writer wrote: attributes of its tags change, every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from unicodedata import category

from markupsafe import Markup

# https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state and the states after it
NAME = re.compile(r"<[a-z][^ \t\n\f\r/>]*", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?P<before>[ \t\n\f\r/]*)
    (?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*)
    (?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^ \t\n\f\r>]*)))?""",
    re.VERBOSE,
)
# A tag that every parser reads alike, whatever stands around it; none behind which text is read in another way.
PLAIN_TAG = re.compile(
    r"""</?(?!(?:iframe|no\w+|plaintext|script|style|textarea|title|xmp)\b)(?P<name>[a-z][a-z0-9-]*)
    (?P<attributes>(?:[ \n][a-z][a-z0-9:-]*(?:="[^"<>]*")?)*)[ ]?/?>""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
BEGINS_WITH_WORD = re.compile(r"(?:<[a-z][a-z0-9]*>)?\w")
SEEN = re.compile(r"<(?:img|picture|video|audio|iframe|object|embed|svg|canvas|hr)\b", re.IGNORECASE)
WRITTEN = Markup('{}="{}"')


class StartTag:
    """A start tag, whose attributes can be read and set; `str` is the tag as it should stand.

    Attributes:
        tag: its name in lower case.
        changes: the attributes that were set.
    """

    def __init__(self, tag: str, text: str) -> None:
        self.tag, self.text = tag, text
        name = NAME.match(text)
        self.start = name.end() if name else 0
        self.found = list(ATTRIBUTE.finditer(text, self.start))
        # Of two attributes with one name the first one counts.
        self.values = {found["name"].lower(): value_of(found) for found in reversed(self.found)}
        self.changes: dict[str, str] = {}

    def get(self, key: str, default: str, /) -> str:
        """Return an attribute's value as browsers read it: "" for one that has none, the default without one."""
        return self.changes.get(key, self.values.get(key, default))

    def set(self, key: str, value: str, /) -> None:
        self.changes[key] = value

    def __str__(self) -> str:
        if not self.changes:
            return self.text
        left = dict(self.changes)
        end = self.found[-1].end() if self.found else self.start
        written = [found["before"] + self.written(found, left) for found in self.found]
        added = [f" {WRITTEN.format(key, value)}" for key, value in left.items()]
        return "".join([self.text[: self.start], *written, *added, self.text[end:]])

    def written(self, found: re.Match[str], left: dict[str, str]) -> str:
        """Return an attribute as it should stand; a change is taken from those that are left.

        In a tag that changes a ">" becomes "&gt;", which is the same: Pelican looks no further for its markers. For the
        same reason the name of what changes is in small letters.
        """
        value = left.pop(found["name"].lower(), None)
        if value is None:
            return found[0].removeprefix(found["before"]).replace(">", "&gt;")
        return WRITTEN.format(found["name"].lower(), value)


def value_of(found: re.Match[str]) -> str:
    """Return an attribute's value, its entities read."""
    return unescape(found["double"] or found["single"] or found["bare"] or "")


class Parser(HTMLParser):
    """Python's parser of HTML, for any text: `<![if x]>` of Word and its like are comments, as browsers read them."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 (Python's own)
        is_data = self.rawdata.startswith("<![CDATA[", i)
        return super().parse_marked_section(i, report) if is_data else self.parse_bogus_comment(i, report)


class Tags(Parser):
    """Finds the start tags of a piece of HTML, each with where it begins; text, comments and scripts have none."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[tuple[int, StartTag]] = []
        self.lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        number, column = self.getpos()
        self.tags.append((self.lines[number - 1] + column, StartTag(tag, self.get_starttag_text() or "")))
        if tag == "textarea":
            self.set_cdata_mode(tag)  # what stands in it is text; Python's parser knew that from 3.11.14 on


def start_tags(html: str, names: Sequence[str] = ("",)) -> Iterator[StartTag]:
    """Yield the start tags of a piece of HTML that have attributes, in their order: all that have one of these `names`,
    and maybe others.
    """
    plain = plain_tags(html)
    if plain is None:
        yield from (tag for _, tag in Tags(html).tags)
        return
    for found in plain:
        attributes = found["attributes"].lower()
        if attributes and found[0][1] != "/" and any(name in attributes for name in names):
            yield StartTag(found["name"].lower(), found[0])


def plain_tags(html: str) -> list[re.Match[str]] | None:
    """Return the tags of a piece of HTML where all are plain, else None."""
    found = list(PLAIN_TAG.finditer(html))
    return found if len(found) == html.count("<") else None


def changed(html: str, change: Callable[[StartTag], None]) -> str:
    """Return a piece of HTML after `change` has seen each start tag of it, in their order."""
    parts, end = [], 0
    for start, tag in Tags(html).tags:
        change(tag)
        parts += [html[end:start], str(tag)]
        end = start + len(tag.text)
    return "".join([*parts, html[end:]])


def is_blank(html: str) -> bool:
    """Return whether a piece of HTML shows nothing: neither a word nor a picture, film or drawing."""
    if BEGINS_WITH_WORD.match(html):
        return False
    words = unescape(MARKUP.sub("", html))
    is_empty = all(character.isspace() or category(character) == "Cf" for character in words)
    return is_empty and not SEEN.search(html)
