"""Hashes of values: of plain ones, of what is made of them, and of whatever else somebody knows how to hash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

SIZE = 16  # bytes

Leaf = Callable[[Any], str | None]
"""Returns the hash of a value that it knows, else None."""


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
    """Feed a value to a hash."""
    if value is None or (isinstance(value, bool | int | float) and not isinstance(value, Enum)):
        update(b"%a;" % (value,))
    elif isinstance(value, str) and not isinstance(value, Enum):
        data = value.encode("utf-8", "surrogatepass")
        # Markup is printed as it is, other text is escaped.
        update(b"%s%d:" % (b"h" if hasattr(value, "__html__") else b"s", len(data)))
        update(data)
    elif (known := leaf(value)) is not None:
        update(b"l" + known.encode() + b";")
    else:
        feed_whole(value, leaf, update)


def feed_whole(value: Any, leaf: Leaf, update: Callable[[bytes], object]) -> None:
    """Feed what is made of other values, or has a text of its own, to a hash."""
    name = type(value).__name__.encode()
    if isinstance(value, list | tuple):
        update(b"[")
        for item in value:
            feed(item, leaf, update)
        update(b"]")
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
