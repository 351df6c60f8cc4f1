"""Values as they were meant: without what editors, programs and copying add to them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from writing.front_matter import INVISIBLE, Document, Field, parse
from writing.schema import known

# Spaces that look like the one between words; editors put them in, French typography wants some.
SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
REMARK = re.compile(r"(?:^|\s)#\s.*$")
TYPOGRAPHIC = re.compile("^[“„«‘](?P<value>[^“”„«»‘’]*)[”“»’]$")
BRACKETS = re.compile(r"^\[.*\]$")


def read(text: str) -> Document:
    """Return a content file taken apart, its values tidied. Raises FrontMatterError."""
    return tidied(parse(text, lambda key: known(key) is not None))


def tidied(document: Document) -> Document:
    """Return a document with the values of its front matter as they were meant."""
    return Document(tidied_fields(document.fields), document.body, document.body_line)


def tidied_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return fields as they were meant."""
    return {key: Field(tidied_value(key, found.value), found.line) for key, found in fields.items()}


def tidied_value(key: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Return the value of a key as it was meant; what readers see stays as it is written but for its ends."""
    about = known(key)
    if not isinstance(value, str):
        return tuple(tidied_text(text, is_prose=about is None or about.is_prose) for text in value)
    text = tidied_text(value, is_prose=about is None or about.is_prose)
    if about is None or not about.is_list or not BRACKETS.match(text):
        return text
    from writing.yaml_block import listed  # noqa: PLC0415 (slow to load)

    return listed(text)


def tidied_text(text: str, *, is_prose: bool) -> str:
    """Return one text as it was meant: a name or a path has no signs that nobody sees, no remark and no quotes."""
    if is_prose:
        return text.strip(INVISIBLE + " \t")
    visible = SPACE.sub(" ", text.translate(UNSEEN))
    plain = REMARK.sub("", visible).strip()
    match = TYPOGRAPHIC.match(plain)
    return match["value"].strip() if match else plain
