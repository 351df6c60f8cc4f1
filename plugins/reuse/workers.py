"""Work on many like things, done on all cores."""

from __future__ import annotations

import gc
import logging
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A child that is forked is there in milliseconds and knows all that its parent knows; macOS offers fork, and its own
# libraries do not survive it. https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
FORK, SPAWN = "fork", "spawn"
FORKS = FORK in get_all_start_methods() and os.uname().sysname != "Darwin"
LEAST = {FORK: 80, SPAWN: 300}  # things; with fewer, starting processes takes longer than they save
SHARES = 8  # parts a core: small enough that no core waits long for the last one


@dataclass(frozen=True, slots=True)
class Job:
    """What children do: `work` on each of `items`."""

    work: Callable[[Any], Any]
    items: Sequence[Any]


@contextmanager
def heard() -> Iterator[list[logging.LogRecord]]:
    """Give what is logged meanwhile, which no handler of the root logger hears."""
    root, records = logging.getLogger(), list[logging.LogRecord]()
    handlers, root.handlers = root.handlers, [Keeping(records)]
    try:
        yield records
    finally:
        root.handlers = handlers


class Keeping(logging.Handler):
    """Puts records into a list, in a form that can travel to another process."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        record.exc_info = None  # a traceback cannot travel
        self.records.append(record)


_job: Job | None = None  # what forked children find in their copy of this module


def do(place: int) -> tuple[Any, list[logging.LogRecord]]:
    """Do a part of the job that the parent had when it forked."""
    assert _job is not None  # noqa: S101 (children are forked from within `spread`)
    return alone(_job.work, _job.items[place])


def spread(work: Callable[[T], R], items: Sequence[T], weight: float = 1, step: Callable[[], object] = int) -> list[R]:
    """Return what `work` returns for each of `items`, in their order; done on all cores where that pays.

    What it changes is lost, as it may happen in a copy of this process; what it returns must be picklable, and what it
    logs is logged here, in order. Where children cannot be forked, `work` has to be picklable, too, to be spread.

    `step` is called whenever one is done. `weight` tells how long one takes, in units of some 5 ms: with few light
    things no process is started. Raises whatever `work` raises.
    """
    method = FORK if FORKS else SPAWN
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or len(items) * weight < LEAST[method] or (method == SPAWN and not travels(work)):
        return [done(work(item), step) for item in items]
    size = max(1, len(items) // (cores * SHARES))
    job = Job(work, items)
    if method == FORK:
        global _job  # noqa: PLW0603 (there is no other way to a forked child for what cannot be pickled)
        before, _job = _job, job
        try:
            gc.freeze()  # what is there by now is no garbage: children need not look through it, nor copy it
            with ProcessPoolExecutor(cores, get_context(FORK), gc.disable) as pool:
                found = [done(one, step) for one in pool.map(do, range(len(items)), chunksize=size)]
        finally:
            gc.unfreeze()
            _job = before
    else:
        with ProcessPoolExecutor(cores, get_context(SPAWN)) as pool:
            parts = pool.map(alone, [work] * len(items), items, chunksize=size)
            found = [done(one, step) for one in parts]
    for _, records in found:
        tell_again(records)
    return [result for result, _ in found]


def done(found: T, step: Callable[[], object]) -> T:
    """Return what was found, and tell that it was."""
    step()
    return found


def tell_again(records: Iterable[logging.LogRecord]) -> None:
    """Let all handlers hear what was logged elsewhere or before; filters have seen it, and may know it by now."""
    for record in records:
        logging.getLogger(record.name).callHandlers(record)


def alone(work: Callable[[T], R], item: T) -> tuple[R, list[logging.LogRecord]]:
    """Return what comes of one thing, and what was logged meanwhile."""
    with heard() as records:
        return work(item), records


def travels(work: object) -> bool:
    """Return whether something can be sent to another process."""
    try:
        pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True
