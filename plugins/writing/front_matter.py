"""Front matter: `Key: value` lines, or YAML between `---` lines, and the body after it.

Values stay as written, text or lists of text: "2026-11-21" is no date yet and "true" no truth value, so that each key
can be read, and its mistakes told, in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml
from yaml.reader import ReaderError

FENCE = re.compile(r"^---\s*$")
FENCE_END = re.compile(r"^(---|\.\.\.)\s*$")
# What editors count as a line; str.splitlines() also parts text at signs that they show within one, such as U+2028.
LINE_END = re.compile(r"\r\n|\r|\n")
YAML_LINE_END = re.compile("[\x85\u2028\u2029]")  # beside these; no line of the file ends there
PLAIN_LINE = re.compile(r"^(?P<key>[A-Za-z][\w \-]*?)\s*[:：](?!//)\s*(?P<value>.*)$")
CONTINUATION = re.compile(r"^\s+(?P<value>\S.*)$")
ENTRY = re.compile(r"^\s*-\s+(?P<value>\S.*)$")
QUOTED = re.compile(r"""^(?P<quote>["'])(?P<value>(?:(?!(?P=quote)).)*)(?P=quote)$""")
# What other programs begin with, and editors that make dashes of hyphens.
OTHER_FENCE = re.compile(r"^\s*(?:\\?[-–—]{2,}|[–—]|\+{3}|`{3}\s*ya?ml|\{)\s*$")
# Signs without width, which come along when words are copied; those that join letters in scripts and emoji stay.
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
# A YAML value that begins so is quoted, a list or a block already; any other is plain text, in which YAML would stumble
# over ": " and " #", and take a first "*", "&" or "!" for its own. Headlines have these, so plain values are quoted
# before YAML sees them.
CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
YAML_STRUCTURED = re.compile(r"^[\"'\[{|>]|^-\s|^$")


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
    lines = LINE_END.split(text.lstrip(INVISIBLE))
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].strip(INVISIBLE)
    if FENCE.match(first):
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


def yaml_fields(lines: list[str], start: int, is_key: Callable[[str], bool]) -> tuple[dict[str, Field], int]:
    """Return YAML's fields and the index of the body's first line; `start` is the line after the opening fence."""
    end = next((index for index in range(start, len(lines)) if FENCE_END.match(lines[index])), None)
    if end is None:
        rest = document(lines, *plain_fields(lines, start, is_key))
        raise FrontMatterError(
            start, "the front matter begins with --- but never ends; write --- on a line after it", rest
        )
    lines_with_next = zip(lines[start:end], lines[start + 1 : end + 1], strict=True)
    source = "\n".join(line if CONTINUATION.match(after) else quoted(line) for line, after in lines_with_next)
    source = YAML_LINE_END.sub(" ", source)
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
        return once(yaml_items(root, start)), end + 1
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        number = start + (mark.line if mark else 0) + 1
        message = f"this is no YAML ({error.problem}); put the value in quotes, or all of it into one line"
        rest = document(lines, plain_fields(lines[:end], start, is_key)[0], end + 1)
        raise FrontMatterError(number, message, rest) from error
    except ReaderError as error:
        number = start + source.count("\n", 0, error.position) + 1
        raise FrontMatterError(number, f"there is a control character, U+{error.character:04X}; delete it") from error


def once(items: Iterable[tuple[str, Field]]) -> dict[str, Field]:
    """Return fields by key. Raises FrontMatterError where a key stands twice: YAML would drop the first."""
    found: dict[str, Field] = {}
    for key, value in items:
        if key in found:
            message = f"{key.title()} stands twice, in lines {found[key].line} and {value.line}; keep one of them"
            raise FrontMatterError(value.line, message)
        found[key] = value
    return found


def quoted(line: str) -> str:
    """Return a top-level `key: text` line with the text in quotes where YAML would not take it as it is."""
    match = PLAIN_LINE.match(line)
    value = (match["value"] or "").strip() if match else ""
    if not match or (YAML_STRUCTURED.match(value) and is_structured(value)):
        return line
    return "{}: '{}'".format(match["key"], value.replace("'", "''"))


def is_structured(value: str) -> bool:
    """Return whether a value that begins with one of YAML's signs is meant so, as `["a", "b"]` is; "[Draft] A" is text.

    One that opens and never closes is meant so too, and YAML will say what is wrong with it.
    """
    if value[:1] in CLOSING and CLOSING[value[0]] not in value[1:]:
        return True
    try:
        return yaml.compose(f"key: {value}", Loader=yaml.SafeLoader) is not None
    except yaml.YAMLError:
        return False


def yaml_items(root: yaml.Node | None, start: int) -> Iterator[tuple[str, Field]]:
    """Yield key and field of each entry of a YAML mapping; deeper mappings are refused."""
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError(start + 1, "front matter is a list of `key: value` lines")
    for key, value in root.value:
        line = start + key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise FrontMatterError(line, "front matter is a list of `key: value` lines")
        if isinstance(value, yaml.ScalarNode):
            yield normal_key(key.value), Field(value.value.strip(), line)
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(v, yaml.ScalarNode) for v in value.value):
            yield normal_key(key.value), Field(tuple(v.value.strip() for v in value.value), line)
        else:
            raise FrontMatterError(line, f"{key.value}: only text or a list of texts is accepted here")


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
