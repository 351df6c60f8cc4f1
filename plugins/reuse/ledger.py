"""What a build has done, stage by stage: how many things were made, how many taken over, and how long that took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

HEAD = ("", "built", "reused", "seconds")
TOTAL = "total"


@dataclass(slots=True)
class Stage:
    """A part of a build; what is done in a stage within it is not counted twice."""

    name: str
    built: int = 0
    reused: int = 0
    seconds: float = 0.0


class Ledger:
    """The stages of one build, in the order in which they began first.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.clock = clock
        self.stages: dict[str, Stage] = {}
        self._open: list[Stage] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str, built: int = 0, reused: int = 0) -> Iterator[Stage]:
        """Count the time meanwhile, and these things, to a stage; give it, as numbers may be known later."""
        found = self.stages.setdefault(name, Stage(name))
        found.built += built
        found.reused += reused
        self._count()
        self._open.append(found)
        try:
            yield found
        finally:
            self._count()
            self._open.pop()

    def _count(self) -> None:
        """Count the time since the last change of stages to the innermost that is open."""
        now = self.clock()
        if self._open:
            self._open[-1].seconds += now - self._since
        self._since = now


def table(stages: Iterable[Stage]) -> str:
    """Return the stages as aligned lines, with their sum; "" without any."""
    found = list(stages)
    if not found:
        return ""
    rows = [HEAD, *((one.name, number(one.built), number(one.reused), f"{one.seconds:.2f}") for one in found)]
    rows.append((TOTAL, "", "", f"{sum(one.seconds for one in found):.2f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, *others = widths
    return "\n".join(
        "  ".join((f"{name:{first}}", *(f"{cell:>{width}}" for cell, width in zip(cells, others, strict=True))))
        for name, *cells in rows
    )


def number(count: int) -> str:
    """Return a number of things, nothing for none."""
    return f"{count:,}" if count else ""


def as_data(stages: Iterable[Stage]) -> list[dict[str, str | int | float]]:
    """Return the stages for tools; seconds to the millisecond."""
    return [
        {"stage": one.name, "built": one.built, "reused": one.reused, "seconds": round(one.seconds, 3)}
        for one in stages
    ]
