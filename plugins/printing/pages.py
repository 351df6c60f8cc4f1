"""What is kept of the pages that were printed, and when that is still right."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from logging import LogRecord
from typing import Any, NamedTuple, Protocol

from reuse.digests import UnknownError
from reuse.trace import Question

SECTION = "pages"  # of the store
NUMBERS = "I"  # of questions, four bytes each
MOST_IDLE = 2  # how many times as many questions may be kept as are asked
NOBODY_KNOWS = "?"  # stands for an answer; no hash is the same

Answer = Callable[[Question], str]
"""Returns a hash of the answer to a question that any page may ask. Raises UnknownError where nobody can know it."""


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
        own: the questions that it asked about what it has alone.
        asked: those that any page may ask, in order.
        meta: its metadata where that is of this page alone, without what all pages share; None for others.
        entry: what the manifest says of it, "" where its head does not say what it is.
        told: what was logged meanwhile.
    """

    html: bytes
    own: tuple[Question, ...]
    asked: tuple[Question, ...]
    meta: Any
    entry: str
    told: tuple[LogRecord, ...]


class Record(NamedTuple):
    """What is kept of it.

    Attributes:
        digest: the hash of its bytes.
        own: as with `Printed`; alone: a hash of the answers to that, and of what else the page has alone.
        asked: the numbers of the other questions.
        meta: as with `Printed`, pickled; b"" for None.
        entry: under which key the store has it, "" for none.
    """

    digest: str
    own: tuple[Question, ...]
    alone: str
    asked: bytes
    meta: bytes
    entry: str
    told: tuple[LogRecord, ...]

    def numbers(self) -> array[int]:
        """Return the numbers of the questions that any page may ask."""
        return array(NUMBERS, self.asked)


class Kept:
    """What one build leaves to the next of all pages. It says itself what it was made of: nothing old in it is taken.

    Attributes:
        pages: by file.
        questions, answers: each question has the number that is its place, and an answer of that time.
    """

    def __init__(self, pages: Mapping[str, Record], questions: Iterable[Question], answers: Iterable[str]) -> None:
        self.pages, self.questions, self.answers = dict(pages), list(questions), list(answers)
        self.places = {question: number for number, question in enumerate(self.questions)}

    def changed(self, answer: Answer) -> frozenset[int]:
        """Know what all answers are now; return the numbers of those that are others, or that nobody can know."""
        found = {number for number, question in enumerate(self.questions) if self.is_new(number, answer, question)}
        return frozenset(found)

    def is_new(self, number: int, answer: Answer, question: Question) -> bool:
        """Know what the answer to a question is now; return whether it is another than before."""
        try:
            before, self.answers[number] = self.answers[number], answer(question)
        except UnknownError:
            self.answers[number] = NOBODY_KNOWS
            return True
        return before != self.answers[number]

    def number_of(self, question: Question, answer: Answer) -> int:
        """Return the number of a question, the next one if it has none yet. Raises UnknownError."""
        if question not in self.places:
            self.answers.append(answer(question))
            self.places[question] = len(self.questions)
            self.questions.append(question)
        elif self.answers[self.places[question]] == NOBODY_KNOWS:
            raise UnknownError(question)
        return self.places[question]

    def tidied(self) -> Kept:
        """Return the same without questions that no page asks any more, once they are many."""
        asked = sorted(set().union(*(page.numbers() for page in self.pages.values())))
        if len(self.questions) <= MOST_IDLE * len(asked):
            return self
        places = {number: place for place, number in enumerate(asked)}
        pages = {
            file: page._replace(asked=array(NUMBERS, map(places.__getitem__, page.numbers())).tobytes())
            for file, page in self.pages.items()
        }
        return Kept(pages, map(self.questions.__getitem__, asked), map(self.answers.__getitem__, asked))

    def packed(self) -> Packed:
        """Return what makes it again."""
        return {file: tuple(page) for file, page in self.pages.items()}, self.questions, self.answers


Packed = tuple[dict[str, tuple[Any, ...]], list[Question], list[str]]


def unpacked(kept: Packed | None) -> Kept:
    """Return what was packed; of nothing, nothing."""
    pages, questions, answers = kept or ({}, [], [])
    return Kept({file: Record(*page) for file, page in pages.items()}, questions, answers)


def asked_of(kind: str, questions: Iterable[Question]) -> list[str]:
    """Return the keys of the questions of one kind."""
    return [key for its_kind, key in questions if its_kind == kind]
