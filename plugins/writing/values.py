"""Values of the front matter: dates, status, truth values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from writing.probes import AHEAD, note

# With the fractions of a second and the short offsets that programs write.
DATE = re.compile(
    r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$",
    re.IGNORECASE | re.ASCII,
)
YEAR_FIRST = re.compile(r"^(\d{4})\s*[-–./]\s*(\d{1,2})\s*[-–./]\s*(\d{1,2})(?=\D|$)", re.ASCII)
SLASHED = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
ACCEPTED_DATES = "2026-11-21, 2026-11-21 09:00 or 2026-11-21 09:00+01:00"

STATUSES = ("published", "draft", "hidden", "skip")
YES, NO = ("true", "yes"), ("false", "no")


@lru_cache
def is_language(tag: str) -> bool:
    """Return whether Babel knows the language of a tag such as "fr" or "pt-BR"."""
    try:
        Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def parse_date(text: str) -> datetime:
    """Return the moment; without time zone where none is written.

    Raises ValueError with what to write instead. A date that can be read in two ways is never guessed.
    """
    if match := SLASHED.match(text):
        first, second, year = (int(part) for part in match.groups())
        readings = list(dict.fromkeys([*days(year, second, first), *days(year, first, second)]))
        named = " or ".join(format_date(day, "d MMMM", locale="en") for day in readings)
        wrong = f"is either {named}" if len(readings) > 1 else "is not how a date is written here"
        raise ValueError(f'"{text}" {wrong}; write {" or ".join(map(str, readings)) or ACCEPTED_DATES}')
    if not DATE.match(text):
        meant = YEAR_FIRST.match(text)
        readings = list(days(*map(int, meant.groups()))) if meant else []
        raise ValueError(f'"{text}" is no date; write {readings[0] if readings else ACCEPTED_DATES}')
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise ValueError(f'"{text}" is no day of the calendar, or no time of it; write {ACCEPTED_DATES}') from error


def days(year: int, month: int, day: int) -> Iterator[date]:
    """Yield the day, if there is such a day."""
    with suppress(ValueError):
        yield date(year, month, day)


def parse_status(status: str, draft: str) -> str:
    """Return one of STATUSES from the keys `Status` and `Draft`; `draft: true` wins, nothing written is published.

    Raises ValueError with what is accepted.
    """
    if draft and draft.lower() not in YES + NO:
        raise ValueError(f'Draft: "{draft}" is neither true nor false; write one of them')
    if draft.lower() in YES:
        return "draft"
    wanted = status.lower() or "published"
    if wanted not in STATUSES:
        raise ValueError(f'"{status}" is no status; write {", ".join(STATUSES[:-1])} or {STATUSES[-1]}')
    return wanted


@lru_cache
def canonical(tag: str) -> str:
    """Return a language tag in the usual letter case ("en-GB"), as it is when Babel knows no such language.

    https://www.rfc-editor.org/rfc/rfc5646#section-2.1.1
    """
    tag = tag.replace("_", "-")
    if not is_language(tag):
        return tag
    language, *rest = tag.lower().split("-")
    cased = {2: str.upper, 4: str.title}  # regions and scripts are told by their length
    return "-".join((language, *(cased.get(len(part), str.lower)(part) for part in rest)))


def is_before(modified: datetime, day: datetime, written: str) -> bool:
    """Return whether a change lies before the day; one that is written without time is any moment of its day."""
    if not (modified.tzinfo and day.tzinfo):
        modified, day = modified.replace(tzinfo=None), day.replace(tzinfo=None)
    return modified < day if ":" in written else modified.date() < day.date()


def is_ahead(day: datetime, zone: str) -> bool:
    """Return whether a moment is still to come; one without an offset is meant in the site's time zone."""
    moment = day if day.tzinfo else day.replace(tzinfo=ZoneInfo(zone))
    found = is_to_come(moment.isoformat())
    note(AHEAD, moment.isoformat(), found)
    return found


def is_to_come(moment: str) -> bool:
    """Return whether a moment, in ISO 8601 with its offset, is still to come."""
    return datetime.fromisoformat(moment) > datetime.now(tz=UTC)


def has_passed(day: str) -> bool:
    """Return whether a day, in ISO 8601, has passed in UTC."""
    return date.fromisoformat(day) < datetime.now(tz=UTC).date()
