"""A mistake in content or settings, told so that it can be put right."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import NamedTuple

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and what to write instead.

    Attributes:
        path: file relative to the project.
        line: counted from 1; 0 where no file is to blame, and `path` is empty.
        code: what the problem is about, usually a key of the front matter.
        message: what was found, what is accepted, what to do.
        is_advice: whether it may be published all the same.
    """

    path: PurePath
    line: int
    code: str
    message: str
    is_advice: bool = False

    def __str__(self) -> str:
        return f"{self.place}{self.level}[{self.code}]: {self.message}"

    @property
    def place(self) -> str:
        """Return file and line, as a message begins with them, or ""."""
        return f"{self.path.as_posix()}:{self.line}: " if self.line else ""

    @property
    def level(self) -> str:
        return "advice" if self.is_advice else "error"


class Unbuildable(Exception):  # noqa: N818 (no error of its own: what is wrong has been told)
    """Raised when what has been told already makes it pointless to go on."""


class SettingError(ValueError):
    """A setting with which no site can be built; the message says which, and what is accepted."""


def general(code: str, message: str) -> Problem:
    """Return a problem for which no file is to blame."""
    return Problem(PurePath(), 0, code, message)


class Told(NamedTuple):
    """What is told of a file, without the file: line, code, message, and whether it is advice."""

    line: int
    code: str
    message: str
    is_advice: bool


_held: ContextVar[list[Told] | None] = ContextVar("held", default=None)


@contextmanager
def held() -> Iterator[list[Told]]:
    """Give what would be logged of one file meanwhile, and log none of it."""
    found: list[Told] = []
    token = _held.set(found)
    try:
        yield found
    finally:
        _held.reset(token)


def log_problem(file: Path | str, number: int, code: str, message: str) -> None:
    """Log a problem; a publish that has logged one stops before it touches what was published last."""
    tell(file, Told(number, code, message, is_advice=False))


def log_advice(file: Path | str, number: int, code: str, message: str) -> None:
    """Log what a writer may want to know; it is told and never stops a publish."""
    tell(file, Told(number, code, message, is_advice=True))


def tell(file: Path | str, told: Told) -> None:
    """Log a problem or advice, unless it is held."""
    if (waiting := _held.get()) is not None:
        waiting.append(told)
        return
    log = logger.warning if told.is_advice else logger.error
    log("%s", Problem(shown(file), *told))


def shown(file: Path | str) -> Path:
    """Return a path as messages name it: as seen from the project, where one works."""
    path = Path(file)
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint at the known name that looks most like the one found, or ""."""
    close = get_close_matches(name, list(known), n=1)
    return hint(close[0]) if close else ""


def hint(name: str) -> str:
    """Return a hint at what may have been meant."""
    return f'; did you mean "{name}"?'
