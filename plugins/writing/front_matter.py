"""Front matter: `Key: value` lines, or YAML between `---` lines, and the body after it.

Values stay as written, text or lists of text: "2026-11-21" is no date yet and "true" no truth value, so that each key
can be read, and its mistakes told, in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FENCE = re.compile(r"^---\s*$")
FENCE_END = re.compile(r"^(---|\.\.\.)\s*$")
# What editors count as a line; str.splitlines() also parts text at signs that they show within one, such as U+2028.
LINE_END = re.compile(r"\r\n|\r|\n")
PLAIN_LINE = re.compile(r"^(?P<key>[A-Za-z][\w \-]*?)\s*[:：](?!//)\s*(?P<value>.*)$")
CONTINUATION = re.compile(r"^\s+(?P<value>\S.*)$")
ENTRY = re.compile(r"^\s*-\s+(?P<value>\S.*)$")
QUOTED = re.compile(r"""^(?P<quote>["'])(?P<value>(?:(?!(?P=quote)).)*)(?P=quote)$""")
# What other programs begin with, and editors that make dashes of hyphens.
OTHER_FENCE = re.compile(r"^\s*(?:\\?[-–—]{2,}|[–—]|\+{3}|`{3}\s*ya?ml|\{)\s*$")
# Signs without width, which come along when words are copied; those that join letters in scripts and emoji stay.
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter as written: text, or a tuple of texts; `line` counts from 1."""

    value: str | tuple[str, ...]
    line: int

    def __reduce__(self) -> tuple[type[Field], tuple[str | tuple[str, ...], int]]:
        return Field, (self.value, self.line)  # thousands are kept: this is half as long, and read twice as fast


@dataclass(frozen=True, slots=True)
class Document:
    """A content file taken apart; `body_line` is the line of the file on which the body begins."""

    fields: Mapping[str, Field]
    body: str
    body_line: int


class FrontMatterError(ValueError):
    """Front matter that cannot be read.

    Attributes:
        line: where, counted from 1 in the file.
        rest: what could be read all the same, so that its mistakes can be told too; None when nothing could.
    """

    def __init__(self, line: int, message: str, rest: Document | None = None) -> None:
        super().__init__(message)
        self.line, self.rest = line, rest


def normal_key(key: str) -> str:
    """Return a key as the rest of the code spells it: lower case, underscores."""
    return re.sub(r"[\s-]+", "_", key.strip().lower())


def never(key: str) -> bool:
    """Return False."""
    return False


def parse(text: str, is_key: Callable[[str], bool] = never) -> Document:
    """Return the front matter and the body of a content file.

    `is_key` tells of a key in its normal form whether a line that begins with it is never the indented rest of another.
    Raises FrontMatterError where YAML is broken, its closing `---` is missing, or front matter begins with something
    else.
    """
    lines = text.lstrip(INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].strip(INVISIBLE)
    if FENCE.match(first):
        from writing.yaml_block import yaml_fields  # noqa: PLC0415 (slow to load, and many sites write no YAML)

        fields, body_start = yaml_fields(lines, start + 1, is_key)
    elif OTHER_FENCE.match(first):
        message = (
            f'"{first.strip()}" begins no front matter; write three hyphens, ---, on a line before the keys and after'
        )
        raise FrontMatterError(start + 1, message)
    else:
        fields, body_start = plain_fields(lines, start, is_key)
    return document(lines, fields, body_start)


def document(lines: list[str], fields: Mapping[str, Field], body_start: int) -> Document:
    """Return a file with these fields, whose body begins at an index of its lines."""
    return Document(fields, "\n".join(lines[body_start:]), body_start + 1)


def plain_fields(lines: list[str], start: int, is_key: Callable[[str], bool]) -> tuple[dict[str, Field], int]:
    """Return `Key: value` fields and the index of the body's first line.

    The block ends at the first empty line or at one that is neither a field nor the indented rest of one nor, below an
    empty value, an entry of a list. A key that stands twice is a list.
    """
    found: dict[str, Field] = {}
    key, is_list = "", False
    for index in range(start, len(lines)):
        line = lines[index].lstrip(INVISIBLE)
        indented = PLAIN_LINE.match(line.strip())
        if match := indented if indented and is_key(normal_key(indented["key"])) else PLAIN_LINE.match(line):
            key, value = normal_key(match["key"]), unquoted((match["value"] or "").strip())
            before = found.get(key)
            found[key] = Field((*as_list(before.value), value), before.line) if before else Field(value, index + 1)
            is_list = not value
        elif is_list and (match := ENTRY.match(line)):
            entries = (*filter(None, as_list(found[key].value)), unquoted(match["value"].strip()))
            found[key] = Field(entries, found[key].line)
        elif key and (match := CONTINUATION.match(line)):
            is_list, before = False, found[key]
            *rest, last = as_list(before.value)
            joined = f"{last} {match['value']}".strip()
            found[key] = Field((*rest, joined) if rest else joined, before.line)
        else:
            return found, index if line.strip() else index + 1
    return found, len(lines)


def unquoted(value: str) -> str:
    """Return a value without the quotation marks around the whole of it, which other programs write."""
    match = QUOTED.match(value)
    return match["value"] if match else value


def as_list(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return a value that may be one text or several as several."""
    return (value,) if isinstance(value, str) else value


def split(value: str | tuple[str, ...], separator: str) -> tuple[str, ...]:
    """Return the entries of a list, without empty ones; a value written as a list is split no further."""
    entries = (part.strip() for part in (value.split(separator) if isinstance(value, str) else value))
    return tuple(entry for entry in entries if entry)


def field(fields: Mapping[str, Field], key: str) -> str | tuple[str, ...]:
    """Return what is written under a key, or ""."""
    return fields[key].value if key in fields else ""


def one(fields: Mapping[str, Field], key: str) -> str:
    """Return what is written under a key as one text; the entries of a list with commas between."""
    return ", ".join(as_list(field(fields, key)))


def line(fields: Mapping[str, Field], key: str) -> int:
    """Return the line on which a key stands, the first one when it stands nowhere."""
    return fields[key].line if key in fields else 1
