"""What is kept of a page that was printed, and when that is still right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from logging import LogRecord
from typing import Any, Protocol

from reuse.digests import UnknownError
from reuse.trace import Question

SECTION = "pages"  # of the store

Answer = Callable[[Question], str]
"""Returns a hash of the answer to a question of a page's. Raises UnknownError where nobody can know it."""


class Files(Protocol):
    """Where pages are put."""

    def write(self, path: str, data: bytes) -> str:
        """Let a file hold these bytes; return their hash."""

    def keep(self, path: str, digest: str) -> bool:
        """Return whether a file is there with the bytes of this hash."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of printing a page.

    Attributes:
        html: its bytes.
        asked: the questions whose answers it is made of, in order.
        meta: its metadata where that is of this page alone, without what all pages share; None for others.
        entry: what the manifest says of it, "" where its head does not say what it is.
        told: what was logged meanwhile.
    """

    html: bytes
    asked: tuple[Question, ...]
    meta: Any
    entry: str
    told: tuple[LogRecord, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of it: the hash of its bytes, and of each answer, beside the question."""

    digest: str
    answers: tuple[tuple[Question, str], ...]
    meta: Any
    entry: str
    told: tuple[LogRecord, ...]

    def is_right(self, answer: Answer) -> bool:
        """Return whether each question has the answer of that time; if so, the page is the same."""
        try:
            return all(answer(question) == before for question, before in self.answers)
        except UnknownError:
            return False


def record_of(page: Printed, digest: str, answer: Answer) -> Record | None:
    """Return what to keep of a page whose bytes have that hash; None of one that asked what nobody can know."""
    try:
        answers = tuple((question, answer(question)) for question in page.asked)
    except UnknownError:
        return None
    return Record(digest, answers, page.meta, page.entry, page.told)


def asked_of(kind: str, questions: Iterable[Question]) -> list[str]:
    """Return the keys of the questions of one kind."""
    return [key for its_kind, key in questions if its_kind == kind]
