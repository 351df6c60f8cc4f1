"""What a check finds, and the text it finds it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from writing.front_matter import Field, line, one

SHARE_TEXT = "share_text"
"""The key of words for all networks; with one's name behind it, of those for that network."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What somebody should look at.

    Attributes:
        path: file relative to the project.
        line: counted from 1.
        check: name of the check, for whoever wants some alone.
        found: what stands there.
        advice: what to do.
    """

    path: Path
    line: int
    check: str
    found: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.found} – {self.advice}"


class Kind(StrEnum):
    """What a piece of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list; also a definition
    HEAD = "head"  # first row of a table
    ROW = "row"
    TERM = "term"
    BOX = "box"  # a box's title
    CODE = "code"
    IMAGE = "image"  # alone in its paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text.

    Attributes:
        kind: what it is.
        raw: its Markdown without the marks that make it what it is, line by line as in the file.
        line: where it begins in the file, counted from 1.
        section: the headings it stands under, the outermost first; a heading's own is the last.
        box: the kind of box around it, "" outside boxes.
        info: the word behind the fence of code.
        level: of a heading, 1 to 6.
        group: the same number for the rows of a table, and for the items of a list.
    """

    kind: Kind
    raw: str
    line: int
    section: tuple[str, ...] = ()
    box: str = ""
    info: str = ""
    level: int = 0
    group: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A content file: front matter and the blocks of its text; `references` are the addresses named by `[name]: …`."""

    path: Path
    fields: Mapping[str, Field]
    blocks: tuple[Block, ...]
    references: Mapping[str, str]

    def field(self, key: str) -> str:
        """Return what is written under a key, or ""."""
        return one(self.fields, key)

    def line(self, key: str) -> int:
        """Return the line on which a key stands, the first one when it stands nowhere."""
        return line(self.fields, key)

    def front(self) -> Iterator[tuple[int, str]]:
        """Yield what the front matter tells readers, each with its line: title, summary, texts for networks."""
        keys = (key for key in self.fields if key in ("title", "summary") or key.startswith(SHARE_TEXT))
        yield from ((self.line(key), self.field(key)) for key in keys)

    @property
    def language(self) -> str:
        """Return the language that the file names, "en" where it names none."""
        return self.field("lang") or "en"

    @property
    def is_english(self) -> bool:
        return self.language.lower().startswith("en")

    def at(self, number: int, check: str, found: str, advice: str) -> Finding:
        """Return a finding in this file."""
        return Finding(self.path, number, check, found, advice)
