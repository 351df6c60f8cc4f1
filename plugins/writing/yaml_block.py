"""Front matter in YAML. It is a module of its own since the parser is slow to load."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import yaml
from yaml.reader import ReaderError

from writing.front_matter import (
    CONTINUATION,
    FENCE_END,
    PLAIN_LINE,
    Field,
    FrontMatterError,
    document,
    normal_key,
    plain_fields,
)

YAML_LINE_END = re.compile("[\x85\u2028\u2029]")  # beside these; no line of the file ends there
# A YAML value that begins so is quoted, a list or a block already; any other is plain text, in which YAML would stumble
# over ": " and " #", and take a first "*", "&" or "!" for its own. Headlines have these, so plain values are quoted
# before YAML sees them.
CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
YAML_STRUCTURED = re.compile(r"^[\"'\[{|>]|^-\s|^$")


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


def listed(text: str) -> str | tuple[str, ...]:
    """Return the entries of a list in brackets; the text when it is none."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return text
    if not isinstance(node, yaml.SequenceNode):
        return text
    return tuple(entry.value.strip() for entry in node.value if isinstance(entry, yaml.ScalarNode))
