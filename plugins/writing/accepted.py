"""What settings may hold, in words and as a test of a value."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a setting may hold, in words, and whether a value is that."""

    words: str
    is_met_by: Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_address(value: Any) -> bool:
    return is_text(value) and value.startswith(("https://", "http://"))


def is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_place(value: Any) -> bool:
    return isinstance(value, (str, os.PathLike))


def is_spoken(value: Any) -> bool:
    """Return whether a value is a text, or one for each language by its tag."""
    return is_text(value) or (bool(value) and is_table(value) and all(map(is_text, value.values())))


def is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(is_text, value))


def is_list_of(is_part: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return what tells whether a value is a list of such parts; a text is none."""
    return lambda value: isinstance(value, (list, tuple)) and all(map(is_part, value))


def is_table_of(is_part: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return what tells whether a value is a dictionary of such parts."""
    return lambda value: is_table(value) and all(map(is_part, value.values()))


def is_entry(value: Any) -> bool:
    """Return whether a value is an entry of a menu."""
    return isinstance(value, (list, tuple)) and len(value) == 2 and is_spoken(value[0]) and is_text(value[1])  # noqa: PLR2004


def is_feed(value: Any) -> bool:
    return is_list_of(is_text)(value) and len(value) == 3  # noqa: PLR2004


def is_form(value: Any) -> bool:
    return is_table_of(lambda part: is_text(part) or is_table_of(is_text)(part))(value)


TEXT = Accepted("a text", is_text)
WORDS = Accepted("a text that is not empty", lambda value: is_text(value) and bool(value.strip()))
TEXTS = Accepted('a list of texts, such as ["…"]', is_list_of(is_text))
ADDRESSES = Accepted('a list of addresses, such as ["https://mastodon.social/@name"]', is_list_of(is_address))
NUMBER = Accepted("a whole number", is_number)
SWITCH = Accepted("True or False", lambda value: isinstance(value, bool))
PLACE = Accepted("the path of a file or folder", is_place)
PLACES = Accepted("a list of paths", is_list_of(is_place))
MENU = Accepted(
    'a list such as [("Topics", "topics/")], where a label may be {"en": "Topics", …}', is_list_of(is_entry)
)
FEEDS = Accepted('a list such as [("Atom feed", "feed.xml", "application/atom+xml")]', is_list_of(is_feed))
SPOKEN = Accepted("a dictionary of texts, or of {language: text}", is_table_of(is_spoken))
FORMS = Accepted('a dictionary such as {"contact": {"action": "https://…"}}', is_table_of(is_form))
HEADERS = Accepted('a dictionary such as {"Name": "value"}', is_table_of(is_text))
SOURCES = Accepted(
    'a dictionary such as {"frame-src": ["https://example.org"]}',
    is_table_of(lambda part: is_text(part) or is_list_of(is_text)(part)),
)
SERVICE = Accepted("None, or a dictionary", lambda value: value is None or is_table(value))
PARTS = Accepted("a dictionary", is_table)
TABLES = Accepted("a list of dictionaries", is_list_of(is_table))
FUNCTION = Accepted("a function of an article", callable)
