"""Posts and pages that wait for their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from writing.front_matter import FrontMatterError, one, parse
from writing.values import parse_date, parse_status


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """A post or page dated ahead: when it may be published first, its file and title."""

    day: datetime
    file: Path
    title: str


def waiting(files: Iterable[Path], now: datetime, zone: tzinfo) -> list[Waiting]:
    """Return the posts and pages that are dated after `now`, soonest first.

    Dates without an offset are meant in `zone`. Drafts wait for their writer instead. A file that cannot be read is
    left to the check.
    """
    return sorted(post for file in files for post in of_file(file, zone) if post.day > now)


def of_file(file: Path, zone: tzinfo) -> Iterator[Waiting]:
    """Yield a file's post or page when it has a date and is meant to be published."""
    try:
        fields = parse(file.read_text(encoding="utf-8-sig")).fields
        status = parse_status(one(fields, "status"), one(fields, "draft"))
        day = parse_date(one(fields, "date"))
    except (FrontMatterError, ValueError, OSError):
        return
    if status in ("published", "hidden"):
        yield Waiting(day if day.tzinfo else day.replace(tzinfo=zone), file, one(fields, "title") or file.stem)
