"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.page import Page
    from audit.site import Site


class Level(StrEnum):
    """How bad a finding is.

    An error breaks a preview, a result or a link; a warning is against what a network or a standard asks for; a hint is
    about taste, or about a fact that nobody has documented.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a public address, and the date of the text that was read there."""

    url: str
    date: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds on a page, in words: what stands there, and what is accepted.

    Attributes:
        message: without the remedy, which the rule holds.
        line: of the built file, counted from 1; 0 when no line is to blame.
    """

    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    Attributes:
        id: short and stable: it stands in options, reports and the list of checks.
        summary: what must hold, as a sentence.
        fix: what to do where it does not.
        key: the key of the front matter that most likely is to blame, or "".
        of_page, of_site: yields each place where it does not hold, on one page, or on the site as a whole with the file
            that it is about. A rule has one of the two.
    """

    id: str
    level: Level
    summary: str
    fix: str
    source: Source
    key: str
    subject: str
    of_page: Callable[[Page, Site], Iterator[Found]] | None = None
    of_site: Callable[[Site], Iterator[tuple[str, Found]]] | None = None


PageCheck = Callable[["Page", "Site"], Iterator[Found]]
SiteCheck = Callable[["Site"], Iterator[tuple[str, Found]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that does not hold on a page, told so that it can be put right.

    Attributes:
        rule: the rule's id.
        file, line: in the built folder; line 0 when no line is to blame.
        address: of the page; "" for a file that is no page.
        source, source_line: what the page was written in, "" and 0 when that is not known.
    """

    rule: str
    level: Level
    file: str
    line: int
    address: str
    source: str
    source_line: int
    message: str
    fix: str
