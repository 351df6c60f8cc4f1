"""What a writer may want to look at again in the words of a post. It never stops a publish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from writing.front_matter import LINE_END, Document, Field, one
from writing.probes import PASSED, note
from writing.questions import KEY, is_asked
from writing.schema import Kind
from writing.values import parse_date

# Text that templates and tools leave for the writer to replace; and what a new post of ours begins with.
PLACEHOLDERS = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX)\b"
    r"|(?i:lorem ipsum|(?:write )?your text here|insert (?:text|image|link) here|replace this (?:text|image))"
)
# Words with which advertising is usually introduced. FTC Endorsement Guides, 16 CFR 255; CAP Code section 2.
PAID = re.compile(
    r"\b(?:sponsored (?:by|post)|paid partnership|in (?:paid )?partnership with|affiliate links?|gifted by)\b",
    re.IGNORECASE,
)
# Whatever the two find holds one of the marks as it is, or one of the signs in any case: to look for these first takes
# a tenth of the time.
MARKS = ("TODO", "FIXME", "TBD", "XXX")
SIGNS = (
    *("lorem ipsum", "your text here", "insert text here", "insert image here", "insert link here", "replace this "),
    *("sponsored ", "paid partnership", "partnership with", "affiliate link", "gifted by"),
)
CODE = re.compile(r"^(?:```|~~~)")
SPAN = re.compile(r"`[^`\r\n]*`")  # as long as a line


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence about a line of a file, and what it is about."""

    line: int
    key: str
    message: str


def advice(document: Document, stem: str, kind: Kind, today: date) -> Iterator[Advice]:
    """Yield what its writer may want to know of a post or page; `stem` is its file's name without suffix.

    Only posts can be advertisements; one that says whether it is one is not asked.
    """
    fields = document.fields
    if "slug" not in fields and not stem.isascii():
        yield Advice(1, "slug", f'the address is made of the file’s name "{stem}" in other letters; write a Slug')
    yield from review(fields, today)
    if (question := one(fields, KEY)) and not is_asked(question):
        yield Advice(fields[KEY].line, KEY, f'"{question}" has no question mark; write it as a reader would ask it')
    if not may_have_sign(document):
        return
    may_be_paid = kind is Kind.POSTS and "sponsored" not in fields
    for number, words in shown(document):
        if found := PLACEHOLDERS.search(words):
            yield Advice(number, "text", f'"{found[0]}" looks like text of a template; replace it')
        if may_be_paid and (found := PAID.search(words)):
            message = f'"{found[0]}" tells of an advertisement; write “Sponsored: true”, or false if it is none'
            yield Advice(number, "sponsored", message)


def may_have_sign(document: Document) -> bool:
    """Return whether one of the marks or signs stands in the words of a document, its blocks of code among them."""
    body = SPAN.sub("", document.body) if "`" in document.body else document.body
    everything = "\n".join([one(document.fields, "title"), one(document.fields, "summary"), body])
    folded = everything.casefold()
    return any(mark in everything for mark in MARKS) or any(sign in folded for sign in SIGNS)


def review(fields: Mapping[str, Field], today: date) -> Iterator[Advice]:
    """Yield a word on a post whose `Review_By` has passed."""
    text = one(fields, "review_by")
    day = day_of(text)
    if day:
        note(PASSED, day.isoformat(), day < today)
    if day and day < today:
        message = f"the post was to be reviewed by {text}; look whether it is still right, and write the next day"
        yield Advice(fields["review_by"].line, "review_by", message)


def day_of(text: str) -> date | None:
    """Return the day that a text names, None where it names none."""
    try:
        moment: datetime = parse_date(text)
    except ValueError:
        return None
    return moment.date()


def shown(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the words that readers see, with their lines: title, summary, and the body without its code."""
    for key in ("title", "summary"):
        if key in document.fields:
            yield document.fields[key].line, one(document.fields, key)
    is_code = False
    for number, line in enumerate(LINE_END.split(document.body), start=document.body_line):
        if CODE.match(line.strip()):
            is_code = not is_code
        elif not is_code and not line.startswith(("    ", "\t")):
            yield number, SPAN.sub("", line) if "`" in line else line
