"""Articles in an order that somebody chose: the parts of a series, the steps of a reading path."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from unicodedata import normalize

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place(Generic[Item]):
    """Where one stands in a sequence.

    Attributes:
        name: the sequence's.
        items: all of them in order; number: this one's, counted from 1.
        url: path under the site of the page that shows the sequence, "" where none does.
    """

    name: str
    items: tuple[Item, ...]
    number: int
    url: str = ""

    @property
    def before(self) -> Item | None:
        return self.items[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Item | None:
        return self.items[self.number] if self.number < len(self.items) else None


def places(name: str, items: Sequence[Item], url: str = "") -> dict[Item, Place[Item]]:
    """Return the place of each in a sequence; nothing for a sequence of one, which leads nowhere."""
    if len(items) == 1:
        return {}
    return {item: Place(name, tuple(items), number, url) for number, item in enumerate(items, start=1)}


def series(named: Iterable[tuple[Item, str]]) -> dict[Item, Place[Item]]:
    """Return the place of each in its series; `named` come in the order of the parts, each with its series' name.

    Capitals and spaces in a name count for nothing; the first part's spelling is shown.
    """
    groups: dict[str, list[tuple[Item, str]]] = {}
    for item, name in named:
        groups.setdefault(folded(name), []).append((item, name))
    found: dict[Item, Place[Item]] = {}
    for parts in groups.values():
        found |= places(parts[0][1], [item for item, _ in parts])
    return found


def folded(name: str) -> str:
    """Return what the spellings of one name have in common."""
    return " ".join(normalize("NFC", name).casefold().split())


def path(pillar: Item | None, steps: Sequence[Item]) -> tuple[Item, ...]:
    """Return a reading path: its steps, before them the pillar where the path does not name it itself."""
    return tuple(steps) if pillar is None or pillar in steps else (pillar, *steps)


def along(steps: Sequence[Item], items: Sequence[Item]) -> list[Item]:
    """Return the items in the order of a reading path, which may have others too; those that it lacks come behind."""
    return [item for item in steps if item in items] + [item for item in items if item not in steps]


def on_paths(paths: Iterable[tuple[str, str, Sequence[Item]]], topics: Mapping[Item, str]) -> dict[Item, Place[Item]]:
    """Return the place of each on a reading path: that of its own topic first, else the first that has it.

    `paths` are name of the topic, path of its page, steps; `topics` the topic of each item. A place from which a path
    goes on wins over the end of one, since it has something to offer.
    """
    found: dict[Item, Place[Item]] = {}

    def worth(item: Item, place: Place[Item]) -> tuple[bool, bool]:
        return place.after is not None, topics.get(item) == place.name

    for name, url, steps in paths:
        for item, place in places(name, steps, url).items():
            if item not in found or worth(item, place) > worth(item, found[item]):
                found[item] = place
    return found
