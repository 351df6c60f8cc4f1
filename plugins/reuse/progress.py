"""A line on a terminal that tells how far long work has come; nothing in logs and pipes, and nothing of short work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

QUIET = 1.0  # seconds that work may take without a word
PAUSE = 0.1  # seconds between two lines, so that a terminal has less to do than the work


@contextmanager
def steps(
    name: str, total: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[], None]]:
    """Give what is to be called after each of `total` steps: "cards: 120 of 1,000". The line goes when all is over.

    Args:
        name: what the steps make, in the plural.
        total: how many there are.
        stream: a terminal, or what is no terminal and hears nothing; by default standard error.
        clock: tells seconds.
    """
    out = stream or sys.stderr
    is_terminal = out.isatty()
    due, done, width = clock() + QUIET, 0, 0

    def step() -> None:
        nonlocal due, done, width
        done += 1
        if not is_terminal or (now := clock()) < due:
            return
        line = f"{name}: {done:,} of {total:,}"
        out.write(f"\r{line:{width}}")
        out.flush()
        due, width = now + PAUSE, len(line)

    try:
        yield step
    finally:
        if width:
            out.write(f"\r{'':{width}}\r")
            out.flush()
