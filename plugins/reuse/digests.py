"""Hashes of values: of plain ones, of what is made of them, and of whatever else somebody knows how to hash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

SIZE = 16  # bytes
NUMBERS = frozenset((type(None), bool, int, float))

Leaf = Callable[[Any], str | None]
"""Returns the hash of a value that it knows, else None; of plain texts, numbers, lists and tuples it is not asked."""


class UnknownError(TypeError):
    """A value that nobody knows how to hash."""


def no_leaf(value: object) -> None:
    """Know nothing."""


def fingerprint(value: object, leaf: Leaf = no_leaf) -> str:
    """Return a hash that two values share only when templates cannot tell them apart.

    Lists, tuples, mappings and dataclasses are hashed by what they hold, in its order. Raises UnknownError.
    """
    found = blake2b(digest_size=SIZE)
    feed(value, leaf, found.update)
    return found.hexdigest()


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def feed(value: Any, leaf: Leaf, update: Callable[[bytes], object]) -> None:
    """Feed a value to a hash. The plainest kinds come first: a build feeds a hundred thousand of them."""
    kind = type(value)
    if kind is str:
        feed_text(value, b"s", update)
    elif kind in NUMBERS:
        update(b"%a;" % (value,))
    elif kind is list or kind is tuple:
        feed_row(value, leaf, update)
    elif isinstance(value, str) and not isinstance(value, Enum):
        feed_text(value, b"h" if hasattr(value, "__html__") else b"s", update)  # Markup is printed as it is
    elif (known := leaf(value)) is not None:
        update(b"l" + known.encode() + b";")
    else:
        feed_whole(value, leaf, update)


def feed_text(text: str, kind: bytes, update: Callable[[bytes], object]) -> None:
    """Feed a text to a hash."""
    data = text.encode("utf-8", "surrogatepass")
    update(b"%s%d:%s" % (kind, len(data), data))


def feed_row(values: Iterable[Any], leaf: Leaf, update: Callable[[bytes], object]) -> None:
    """Feed values to a hash, in their order."""
    update(b"[")
    for item in values:
        feed(item, leaf, update)
    update(b"]")


def feed_whole(value: Any, leaf: Leaf, update: Callable[[bytes], object]) -> None:
    """Feed what is made of other values, or has a text of its own, to a hash."""
    name = type(value).__name__.encode()
    if isinstance(value, list | tuple):
        feed_row(value, leaf, update)
    elif isinstance(value, int | float) and not isinstance(value, Enum):
        update(b"%a;" % (value,))
    elif isinstance(value, Mapping):
        update(b"{")
        for key, item in dict.items(value) if isinstance(value, dict) else value.items():
            feed(key, leaf, update)
            feed(item, leaf, update)
        update(b"}")
    elif isinstance(value, AbstractSet):
        update(b"<" + b"".join(sorted(fingerprint(item, leaf).encode() for item in value)) + b">")
    elif is_dataclass(value) and not isinstance(value, type):
        update(name + b"(")
        for field in names_of(type(value)):
            feed(getattr(value, field), leaf, update)
        update(b")")
    elif isinstance(value, Enum | date | time | timedelta | PurePath | tzinfo):
        update(name + b":%a;" % (str(value),))
    elif isinstance(value, bytes):
        update(b"b%d:" % len(value))
        update(value)
    else:
        raise UnknownError(f"{value!r} cannot be hashed")
