"""What was measured, as plain values that a file keeps from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from measure import Took

COLD, CHANGED, UNCHANGED = "cold", "changed", "unchanged"
OCCASIONS = (COLD, CHANGED, UNCHANGED)

Round = Mapping[str, Mapping[str, Took]]
"""What each generator took on each occasion, all of them in turn."""


@dataclass(frozen=True, slots=True)
class Race:
    """Builds of the same posts by several generators, round by round.

    Attributes:
        posts: how many there are.
        facts: the machine and the day.
        titles: names and versions of the generators, by their names in rounds.
    """

    posts: int
    facts: str
    titles: Mapping[str, str]
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Saving:
    """Seconds from saving a post until the preview server tells browsers to reload, a value a time."""

    posts: int
    facts: str
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a first view of a page loads: requests, and bytes on the wire by kind."""

    page: str
    screen: str
    requests: int
    bytes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Results:
    """All that is known: races by their number of posts."""

    races: Mapping[int, Race] = field(default_factory=dict)
    saving: Saving | None = None
    weights: tuple[Weight, ...] = ()


def merged(old: Results, new: Results) -> Results:
    """Return what is known after a further run: a race takes the place of one with as many posts."""
    races = {**old.races, **new.races}
    return Results(
        {posts: races[posts] for posts in sorted(races)}, new.saving or old.saving, new.weights or old.weights
    )


def save(results: Results, file: Path) -> None:
    file.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")


def load(file: Path) -> Results:
    """Return what a file keeps, nothing where there is none."""
    if not file.exists():
        return Results()
    data = json.loads(file.read_text(encoding="utf-8"))
    races = [race(**found) for found in data["races"].values()]
    return Results(
        {found.posts: found for found in races},
        Saving(**data["saving"] | {"seconds": tuple(data["saving"]["seconds"])}) if data["saving"] else None,
        tuple(Weight(**found) for found in data["weights"]),
    )


def race(posts: int, facts: str, titles: dict[str, str], rounds: list[dict[str, dict[str, dict]]]) -> Race:
    """Return a race as it was before it became JSON."""
    found = tuple(
        {name: {occasion: Took(**took) for occasion, took in taken.items()} for name, taken in each.items()}
        for each in rounds
    )
    return Race(posts, facts, titles, found)
