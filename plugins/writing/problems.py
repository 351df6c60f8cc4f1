"""A mistake in content or settings, told so that it can be put right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and what to write instead.

    Attributes:
        path: file relative to the project.
        line: counted from 1.
        code: what the problem is about, usually a key of the front matter.
        message: what was found, what is accepted, what to do.
    """

    path: PurePath
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: error[{self.code}]: {self.message}"


class SettingError(ValueError):
    """A setting with which no site can be built; the message says which, and what is accepted."""
