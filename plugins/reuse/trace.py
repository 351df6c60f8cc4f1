"""What a page was made of: every answer that it asked for while it was printed.

Whoever answers a question of a page's notes it, by kind and key; what the answer is can be told later, as nothing
changes while pages are printed. A page is the same as before when each of its questions has the answer of that time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2.runtime import Context
from jinja2.utils import missing

Question = tuple[str, str]
"""Kind and key, such as ("face", "content/posts/a.md")."""

# Kinds of questions about the names of a template's context: of those that a page has alone, of those that all have, of
# one entry of a mapping; and those whose answers nobody can know: what asks one is made anew each time.
OWN, SHARED, ENTRY, UNKNOWN = "own", "shared", "entry", "unknown"
BETWEEN = "\0"  # of the parts of a key
# Under this name plugins put into Pelican's context, by kind of question, what gives a hash of the answer for a key.
ANSWERS = "answers"

_asked: list[dict[Question, None]] = []


def note(kind: str, key: str) -> None:
    """Note a question of the page that is being printed, if one is."""
    if _asked:
        _asked[-1][kind, key] = None


@contextmanager
def noted() -> Iterator[dict[Question, None]]:
    """Give what is asked meanwhile, in order."""
    found: dict[Question, None] = {}
    _asked.append(found)
    try:
        yield found
    finally:
        _asked.pop()


@dataclass(slots=True)
class Names:
    """The names under which a page finds what is not fixed by settings and theme.

    Attributes:
        shared: those that all pages have.
        own: those that it has alone, with their values.
        functions: what templates may call without anybody noting it.
    """

    shared: Mapping[str, Any]
    own: Mapping[str, Any]
    functions: frozenset[str]


_names: list[Names] = []


@contextmanager
def watched(names: Names) -> Iterator[None]:
    """Note which of these names are looked up meanwhile."""
    _names.append(names)
    try:
        yield
    finally:
        _names.pop()


class NotingContext(Context):
    """A template's context that notes what is looked up in it; `Entries` note which of them are."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return what a name stands for."""
        found = super().resolve_or_missing(key)
        if not _names or found is missing:
            return found
        names = _names[-1]
        if key in names.own:
            if found is names.own[key]:
                note(OWN, key)
        elif key in names.shared:
            if found is names.shared[key] and not isinstance(found, Entries):
                note(SHARED, key)
        elif callable(found) and key in self.globals_keys and key not in names.functions:
            note(UNKNOWN, key)
        return found


def all_of(name: str) -> Callable[..., Any]:
    """Return a method of dict that notes that all entries were asked for."""
    method = getattr(dict, name)

    def noting(self: Entries, *arguments: Any) -> Any:
        note(SHARED, self.name)
        return method(self, *arguments)

    return noting


class Entries(dict[Any, Any]):
    """A mapping of which it is noted who asked for which entry."""

    __slots__ = ("name",)

    def __init__(self, values: Mapping[Any, Any], name: str) -> None:
        super().__init__(values)
        self.name = name

    def __getitem__(self, key: Any) -> Any:
        self.asked(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked(key)
        return super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Return an entry."""
        self.asked(key)
        return super().get(key, default)

    def asked(self, key: object) -> None:
        """Note that an entry was asked for; one whose key is no text, that all were."""
        if isinstance(key, str):
            note(ENTRY, f"{self.name}{BETWEEN}{key}")
        else:
            note(SHARED, self.name)

    __iter__, __len__, __eq__, __or__, __ror__ = map(all_of, ("__iter__", "__len__", "__eq__", "__or__", "__ror__"))
    keys, values, items, copy = map(all_of, ("keys", "values", "items", "copy"))
