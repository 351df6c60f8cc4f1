"""Dates are read in one way or not at all; so are status and truth values."""

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.values import STATUSES, is_ahead, is_before, parse_date, parse_status


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # without a zone
        ("2026-11-21", "2026-11-21T00:00:00"),
        ("2026-11-21 09:30", "2026-11-21T09:30:00"),
        ("2026-11-21T09:30", "2026-11-21T09:30:00"),
        ("2026-11-21 09:30:15", "2026-11-21T09:30:15"),
        # with one
        ("2026-11-21 09:30Z", "2026-11-21T09:30:00+00:00"),
        ("2026-11-21T09:30:15Z", "2026-11-21T09:30:15+00:00"),
        ("2026-11-21 09:30+01:00", "2026-11-21T09:30:00+01:00"),
        ("2026-11-21 09:30-0530", "2026-11-21T09:30:00-05:30"),
        ("2026-11-21 09:30:15 +0100", "2026-11-21T09:30:15+01:00"),
        ("2026-11-21 09:30 +01:00", "2026-11-21T09:30:00+01:00"),
        # a leap day
        ("2028-02-29", "2028-02-29T00:00:00"),
    ],
)
def test_dates(text, moment):
    """A date has its year first; time and offset may follow, and no zone is made up."""
    assert parse_date(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # two readings
        ("03/02/2026", "is either 3 February or 2 March; write 2026-02-03 or 2026-03-02"),
        ("3.2.2026", "is either 3 February or 2 March; write 2026-02-03 or 2026-03-02"),
        ("03-02-2026", "is either 3 February or 2 March; write 2026-02-03 or 2026-03-02"),
        # one
        ("31/12/2026", "is not how a date is written here; write 2026-12-31"),
        ("12/31/2026", "is not how a date is written here; write 2026-12-31"),
        ("05/05/2026", "is not how a date is written here; write 2026-05-05"),
        # none
        ("30/02/2026", "is not how a date is written here; write 2026-11-21"),
        ("0/1/2026", "is not how a date is written here; write 2026-11-21"),
        ("99/99/2026", "is not how a date is written here; write 2026-11-21"),
        # no such day
        ("2026-02-30", "is no day of the calendar"),
        ("2027-02-29", "is no day of the calendar"),
        ("2026-13-01", "is no day of the calendar"),
        ("2026-11-21 24:30", "is no day of the calendar"),
        # no date
        ("", "is no date; write 2026-11-21"),
        ("yesterday", "is no date; write 2026-11-21"),
        ("21 November 2026", "is no date; write 2026-11-21"),
        ("2026-1-2", "is no date; write 2026-01-02"),
        ("20261121", "is no date; write 2026-11-21"),
        ("2026-W47-6", "is no date; write 2026-11-21"),
        ("2026-11-21 9:00", "is no date; write 2026-11-21"),
        ("2026-11-21 09:00 CET", "is no date; write 2026-11-21"),
        ("2026-11", "is no date; write 2026-11-21"),
        ("1.2.26", "is no date; write 2026-11-21"),
    ],
)
def test_what_is_no_date_is_refused(text, wrong):
    """The message repeats what was written and says what to write."""
    with pytest.raises(ValueError, match=re.escape(f'"{text}" {wrong}')):
        parse_date(text)


@given(st.dates())
def test_any_iso_day_is_read(day):
    """What a computer writes as a day is read as that day."""
    assert parse_date(day.isoformat()).date() == day


@given(st.datetimes(timezones=st.timezones()).map(lambda moment: moment.replace(microsecond=0, fold=0)))
def test_any_moment_survives(moment):
    """A moment with its offset in whole minutes is read as that moment."""
    offset = moment.utcoffset()
    whole = moment.replace(tzinfo=timezone(timedelta(minutes=offset // timedelta(minutes=1))))

    assert parse_date(whole.isoformat(" ")) == whole


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 9999), st.sampled_from("./-"))
def test_what_the_message_says_to_write_is_accepted(first, second, year, sign):
    """Each date that a message proposes can be read, and is a reading of what was written."""
    with pytest.raises(ValueError, match="write") as caught:
        parse_date(f"{first}{sign}{second}{sign}{year:04}")

    proposed = str(caught.value).split("; write ")[1]
    if "2026-11-21 09:00" in proposed:
        assert readings(year, first, second) == set()
    else:
        assert {parse_date(text).date() for text in proposed.split(" or ")} == readings(year, first, second)


def readings(year: int, first: int, second: int) -> set[date]:
    """Return the days that two numbers can mean in a year."""
    found = set()
    for month, day in ((first, second), (second, first)):
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found


@given(st.text())
def test_any_text_is_a_date_or_refused(text):
    """Nothing that can be written as a date raises anything but a message with what to write."""
    try:
        found = parse_date(text)
    except ValueError as error:
        found = str(error)
    assert isinstance(found, datetime) or "; write " in found


@pytest.mark.parametrize(
    ("status", "draft", "expected"),
    [
        # nothing
        ("", "", "published"),
        # Status
        ("published", "", "published"),
        ("draft", "", "draft"),
        ("hidden", "", "hidden"),
        ("skip", "", "skip"),
        ("Hidden", "", "hidden"),
        # Draft
        ("", "true", "draft"),
        ("", "True", "draft"),
        ("", "yes", "draft"),
        ("", "false", "published"),
        ("", "No", "published"),
        # both
        ("published", "true", "draft"),
        ("hidden", "false", "hidden"),
        ("draft", "false", "draft"),
        ("nonsense", "true", "draft"),
    ],
)
def test_status(status, draft, expected):
    """`Draft: true` wins, what is not said is published."""
    assert parse_status(status, draft) == expected


@pytest.mark.parametrize(
    ("status", "draft", "found"),
    [("publised", "", '"publised"'), ("", "maybe", '"maybe"'), ("draft", "1", '"1"'), ("a, b", "no", '"a, b"')],
)
def test_what_is_no_status_is_refused(status, draft, found):
    """A slip of the pen never publishes: the message repeats it and names what is accepted."""
    with pytest.raises(ValueError, match=found) as caught:
        parse_status(status, draft)

    accepted = ("true", "false") if "Draft" in str(caught.value) else STATUSES
    assert all(word in str(caught.value) for word in accepted)


@pytest.mark.parametrize(
    ("modified", "day", "written", "before"),
    [
        ("2026-11-02", "2026-11-03", "2026-11-02", True),
        ("2026-11-03", "2026-11-03 09:00", "2026-11-03", False),
        ("2026-11-03 08:00", "2026-11-03 09:00", "2026-11-03 08:00", True),
        # moments, whatever clock they are read from
        ("2026-11-02 23:00+00:00", "2026-11-03 00:30+02:00", "2026-11-02 23:00+00:00", False),
        ("2026-11-03 01:00+10:00", "2026-11-03 01:00-10:00", "2026-11-03 01:00+10:00", True),
    ],
)
def test_is_before(modified, day, written, before):
    """A change with a time is a moment; one without is any of its day."""
    assert is_before(datetime.fromisoformat(modified), datetime.fromisoformat(day), written) is before


@pytest.mark.parametrize(("day", "ahead"), [("2999-01-01", True), ("2020-01-01", False), ("2999-01-01T00:00Z", True)])
def test_is_ahead(day, ahead):
    """A day without an offset is one of the site's time zone."""
    assert is_ahead(datetime.fromisoformat(day), "Europe/Berlin") is ahead
