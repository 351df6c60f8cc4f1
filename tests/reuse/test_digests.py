"""Values have one hash when templates cannot tell them apart."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from reuse.digests import UnknownError, fingerprint

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.binary(max_size=4)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True)
class One:
    a: int
    b: object = None


@dataclass(frozen=True)
class Other:
    a: int
    b: object = None


class Kind(StrEnum):
    A = "a"


class Number(Enum):
    A = 1


APART = {
    "numbers": (1, 2),
    "a number and its text": (1, "1"),
    "yes and one": (True, 1),
    "nothing and no text": (None, ""),
    "text and markup": ("<b>", Markup("<b>")),
    "text and bytes": ("a", b"a"),
    "an order": ([1, 2], [2, 1]),
    "an order of keys": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "where a list ends": ([[1], 2], [[1, 2]]),
    "a kind and its text": (Kind.A, "a"),
    "dataclasses of two names": (One(1), Other(1)),
    "a field": (One(1, [1]), One(1, [2])),
    "days": (date(2026, 1, 1), date(2026, 1, 2)),
    "a day and its midnight": (date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
    "what stands between texts": (["ab", "c"], ["a", "bc"]),
}


@pytest.mark.parametrize("name", APART)
def test_apart(name):
    """What a template can tell apart has two hashes."""
    one, other = APART[name]

    assert fingerprint(one) != fingerprint(other)


@given(VALUES)
def test_alike(value):
    """Equal values made twice have one hash, whatever they are made of."""
    copy = eval(repr(value), {})  # noqa: S307 (our own)

    assert fingerprint(value) == fingerprint(copy)


def test_sets_have_no_order():
    """A set has one hash, in whatever order it was filled."""
    assert fingerprint({"a", "b", "c"}) == fingerprint({"c", "b", "a"})
    assert fingerprint(OrderedDict(a=1)) == fingerprint({"a": 1})
    assert fingerprint(Path("a/b")) == fingerprint(Path("a/b"))
    assert fingerprint(Number.A) == fingerprint(Number.A)


@pytest.mark.parametrize("value", [object(), [lambda: 0], {"a": iter(())}], ids=["object", "function", "iterator"])
def test_unknown(value):
    """What nobody knows has no hash, which is told, and not guessed."""
    with pytest.raises(UnknownError, match="cannot be hashed"):
        fingerprint(value)


def test_leaf():
    """Whoever knows how to hash a kind of object says so."""
    assert fingerprint([object()], lambda value: "known" if type(value) is object else None) == fingerprint(
        [object()], lambda value: "known" if type(value) is object else None
    )
