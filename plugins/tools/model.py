"""What every tool in a text is made of, and how mistakes in its lines are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from xml.etree.ElementTree import Element

from words.tables import Words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a tool stands.

    Attributes:
        words: what is said around the text, in its language.
        language: tag of the text's language, in whose form numbers are read and printed.
        site_url: address of the site, without a slash at its end.
        title: what the writer calls this one tool, "" where nothing stands behind the block's name.
    """

    words: Words
    language: str
    site_url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in the lines of a tool.

    Attributes:
        line: of the block, counted from 1; 0 is the one with the tool's name.
        message: what was found, what is accepted, what to do.
        name: what was written where a name is wanted, "" where none is.
        known: the names that may have been meant; the nearest one is suggested.
    """

    line: int
    message: str
    name: str = ""
    known: tuple[str, ...] = ()


class ToolError(ValueError):
    """Raised for lines that make no tool.

    Attributes:
        mistakes: all that were found.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Tool(Generic[Value]):
    """A kind of tool.

    Attributes:
        read: makes a plain value of a block's lines; raises ToolError.
        element: makes the value's markup, which holds all that it says without a script.
        scripts: names of the theme's scripts (`static/js/….js`) that it wants.
    """

    read: Callable[[Sequence[str], Place], Value]
    element: Callable[[Value, Place], Element]
    scripts: tuple[str, ...]
