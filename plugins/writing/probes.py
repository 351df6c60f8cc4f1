"""What the reading of a text asked of the disk and of the clock, each question with the answer it got.

A text that is the same, read with the same settings, is read as before if each question has the answer of that time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

# Which file of the content folder a path names; what bytes a file has; whether a moment is still to come; whether a day
# has passed; which templates one is made of.
FILE, BYTES, AHEAD, PASSED, TEMPLATE = "file", "bytes", "ahead", "passed", "template"

Question = tuple[str, str]
"""What is asked, and about what: a path, a moment in ISO 8601, the name of a template."""
Answers = Mapping[Question, str]

_noted: ContextVar[dict[Question, str] | None] = ContextVar("noted", default=None)


def note(kind: str, about: str, answer: object) -> None:
    """Note a question and its answer while a text is read."""
    found = _noted.get()
    if found is not None:
        found[kind, about] = str(answer)


def is_noting() -> bool:
    """Return whether somebody wants to know what is asked."""
    return _noted.get() is not None


@contextmanager
def noted() -> Iterator[dict[Question, str]]:
    """Give what is asked meanwhile."""
    found: dict[Question, str] = {}
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)
