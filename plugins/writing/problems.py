"""A mistake in content or settings, told so that it can be put right."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath

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


def log_problem(file: Path | str, number: int, code: str, message: str) -> None:
    """Log a problem; a publish that has logged one stops before it touches what was published last."""
    logger.error("%s", Problem(shown(file), number, code, message))


def log_advice(file: Path | str, number: int, code: str, message: str) -> None:
    """Log what a writer may want to know; it is told and never stops a publish."""
    logger.warning("%s", Problem(shown(file), number, code, message, is_advice=True))


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
