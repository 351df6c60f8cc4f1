"""Posts as they are kept: made of front matter and settings once, and taken over while both are the same. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from sys import intern
from typing import Any, NamedTuple

from reuse.store import shared

SECTION = "texts"  # of the store
TERMS = ("category", "author", "authors", "tags")  # names under which a post has what it is listed under
# What belongs to one build, and the words, which are kept with what was read.
LEFT = ("settings", "_context", "translations", "metadata", "_content")


class Term(NamedTuple):
    """A category, tag or author as it is kept."""

    kind: type
    name: str
    slug: str


class Kept(NamedTuple):
    """What is kept of a post: its metadata, and its other attributes, which name much of that again."""

    metadata: Mapping[str, Any]
    attributes: Mapping[str, Any]


def kept_of(text: Any) -> Kept:
    """Return what is to be kept of a post."""
    attributes = {name: value for name, value in vars(text).items() if name not in LEFT}
    return Kept(
        *(changed(values, lambda one: Term(type(one), one.name, one.slug)) for values in (text.metadata, attributes))
    )


def put_together(kind: type, kept: Kept, term: Callable[[Term], Any], **others: Any) -> Any:
    """Return the post of which something was kept, with its terms; `others` are the attributes that were left."""
    text: Any = object.__new__(kind)
    metadata, attributes = (changed(values, term) for values in kept)
    vars(text).update(attributes, metadata=metadata, translations=[], **others)
    return text


def changed(values: Mapping[str, Any], made: Callable[[Any], Any]) -> dict[str, Any]:
    """Return values with what is made of each term among them."""
    found = {intern(name): shared(value) for name, value in values.items()}
    for name in TERMS:
        if name in found:
            value = found[name]
            found[name] = [made(one) for one in value] if isinstance(value, list) else made(value)
    return found
