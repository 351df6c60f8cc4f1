"""Findings kept from one look to the next: what is judged again is what has changed, and what asked about it."""

from __future__ import annotations

import gc
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple
from zlib import crc32

from reuse.store import Store, hashed
from reuse.workers import spread

from audit.judge import chosen, on_page, on_site, ordered
from audit.model import Finding, Level, Rule
from audit.reading import page_of, parsed
from audit.site import EVERYTHING, FILES, OUTLINES, PAGES, READING, Kept, Site, answered_by, packed, question

SECTION = "audit"
LAST, LISTED, WORKED_OUT = "last", "listed", "worked out"  # what is kept beside pages
TOGETHER = 32  # pages are kept in groups of at most so many on average: an edit writes few of them again
NUMBERS = "I"  # of questions: checksums of four bytes
MOST_IDLE = 2  # how many times as many numbers may be listed as there were when they were counted last
FEW = 16  # questions; more are found faster all at once
BETWEEN = "\0"  # what stands before, between and behind questions and parts of a page


class Last(NamedTuple):
    """What came of a look: a hash of the names and bytes of all files, the number of groups of pages, and findings."""

    state: str
    groups: int
    findings: list[Finding]


class Judged(NamedTuple):
    """What others may ask about a page, and what it asked: its outline as bytes, its parts, and its questions."""

    outline: bytes = b""
    parts: str = ""
    asked: str = ""


class Seen(NamedTuple):
    """What a process that judged a page tells the one that started it."""

    judged: Judged
    findings: tuple[Finding, ...]
    values: Mapping[str, Kept]
    noticed: Any


@dataclass(slots=True)
class Listed:
    """What a look leaves to the next one, beside pages and what was worked out.

    Attributes:
        files: hashes of all files: whether a question is answered as before follows from them.
        found: what rules found on pages, where they did.
        subjects: what rules on the whole site asked and found, by subject.
        patterns: questions after the files of a pattern.
        asked: numbers of all that pages asked, and perhaps of more; counted: how many there were without those.
        stamps: the state in which each group of pages was written last, "" for one without pages.
    """

    stamps: list[str]
    files: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    subjects: dict[str, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)
    patterns: set[str] = field(default_factory=set)
    asked: bytes = b""
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store keeps the looks at one site by the same rules."""

    store: Store
    key: str

    def get(self, name: object) -> Any:
        return self.store.get(SECTION, f"{self.key} {name}")

    def put(self, name: object, value: object) -> None:
        self.store.put(SECTION, f"{self.key} {name}", value)

    def use(self, *names: object) -> None:
        """Keep values that nobody asked for this time."""
        self.store.used.update((SECTION, f"{self.key} {name}") for name in names)


class LostError(Exception):
    """A group of pages is not the one that is listed: somebody was killed who wrote it."""


class Pages:
    """What came of pages, in groups that are kept each under a key of its own."""

    def __init__(self, place: Place, stamps: list[str]) -> None:
        self.place, self.stamps = place, stamps
        self.open: dict[int, dict[str, Judged]] = {}

    def number(self, file: str) -> int:
        return number(file) % len(self.stamps)

    def group(self, number: int) -> dict[str, Judged]:
        """Return the pages of a group. Raises LostError."""
        if number in self.open:
            return self.open[number]
        if not self.stamps[number]:
            return {}
        stamp, pages = self.place.get(number) or ("", {})
        if stamp != self.stamps[number]:
            raise LostError
        return {file: Judged(*values) for file, values in pages.items()}

    def group_of(self, file: str) -> dict[str, Judged]:
        """Return the group to which a page belongs, which stays in memory. Raises LostError."""
        number = self.number(file)
        self.open[number] = self.group(number)
        return self.open[number]

    def all(self) -> Iterator[tuple[str, Judged]]:
        """Yield all pages. Raises LostError."""
        for number in range(len(self.stamps)):
            yield from self.group(number).items()

    def change(self, pages: Mapping[str, Judged], gone: Iterable[str]) -> None:
        """Set what came of some pages, and let others go. Raises LostError."""
        for file in gone:
            self.group_of(file).pop(file, None)
        for file, one in pages.items():
            self.group_of(file)[file] = one

    def keep(self, state: str, files: Iterable[str]) -> None:
        """Keep the groups to which some pages belong."""
        for number in {self.number(file) for file in files}:
            group = self.open[number]
            self.stamps[number] = state if group else ""
            self.place.put(number, (state, {file: tuple(one) for file, one in group.items()}))


def findings_of(site: Site, levels: tuple[Level, ...], store: Store | None = None) -> list[Finding]:
    """Return what the rules of these levels find on a site, of which nothing need have been read.

    What `store` has from an earlier look is taken over where all that it was made of is as it was.
    """
    if store is None:
        seen = judged(site, levels, site.html())
        found = [finding for one in seen.values() for finding in one.findings]
        return ordered((*found, *on_site(site, chosen(levels=levels))))
    key = hashed(site.folder, site.url, *site.elsewhere, "", *levels)
    state = hashed(BETWEEN.join(f"{file} {site.digest(file)}" for file in sorted(site.files)))
    place = Place(store, key)
    last: Last | None = place.get(LAST)
    if last is None or last.state != state:
        with site.noting():
            last = looked(site, levels, place, state)
        place.put(LAST, last)
    place.use(LISTED, WORKED_OUT, *range(last.groups))
    return last.findings


def looked(site: Site, levels: tuple[Level, ...], place: Place, state: str) -> Last:
    """Return what a look finds that begins with what one before it has left."""
    groups = 1 << (len(site.html()) // TOGETHER).bit_length()
    before: Listed | None = place.get(LISTED)
    if before and len(before.stamps) == groups:
        with suppress(LostError):
            return compared(site, levels, place, state, before)
    return compared(site, levels, place, state, Listed([""] * groups))


def compared(site: Site, levels: tuple[Level, ...], place: Place, state: str, before: Listed) -> Last:
    """Return what a look finds that begins with what `before` lists, and keep it. Raises LostError."""
    files = {file: site.digest(file) for file in site.files}
    new, gone = {file for file, _ in files.items() - before.files.items()}, before.files.keys() - files.keys()
    pages = Pages(place, before.stamps)
    worked_out: dict[str, Kept] = place.get(WORKED_OUT) or {}
    site.values = {name: value for name, value in worked_out.items() if name.partition(" ")[2] in files}
    old = {file: pages.group_of(file).get(file, Judged()) for file in (*new, *gone) if file.endswith(PAGES)}
    seen = judged(site, levels, sorted(old.keys() - gone))
    changed = about_files(before, new, gone) | about_pages(old, seen) if before.files else set[str]()
    listed = set(array(NUMBERS, before.asked))
    if known := {question for question in changed if number(question) in listed}:
        seen |= judged(site, levels, [file for file, one in pages.all() if file not in old and asks(one.asked, known)])
    subjects = {name: one for name, one in before.subjects.items() if not asks(one[0], changed)}
    rules = by_subject(levels)
    if len(subjects) < len(rules):
        site.packed = {file: one.outline for file, one in pages.all() if file in files}
        site.packed |= {file: one.judged.outline for file, one in seen.items()}
    for name in rules.keys() - subjects.keys():
        with site.noting() as asked:
            findings = tuple(on_site(site, rules[name]))
        subjects[name] = together(asked), findings
    found = {file: findings for file, findings in before.found.items() if file in files and file not in seen}
    found |= {file: one.findings for file, one in seen.items() if one.findings}
    pages.change({file: one.judged for file, one in seen.items()}, old.keys() & gone)
    after = Listed(pages.stamps, files, found, subjects, before.patterns, before.asked, before.counted)
    take_note(after, pages, (one.judged.asked for one in seen.values()))
    pages.keep(state, old.keys() | seen.keys())
    if site.values != worked_out:
        place.put(WORKED_OUT, site.values)
    place.put(LISTED, after)
    all_found = (*found.values(), *(findings for _, findings in subjects.values()))
    return Last(state, len(pages.stamps), ordered(finding for findings in all_found for finding in findings))


def take_note(listed: Listed, pages: Pages, asked: Iterable[str]) -> None:
    """List what was asked; count anew what all pages ask, once much may be listed that nobody asks any more."""
    questions = separate(asked)
    whole = questions.union(*(one.split(BETWEEN) for one, _ in listed.subjects.values()))
    listed.patterns = listed.patterns.union(one.removeprefix(FILES) for one in whole if one.startswith(FILES))
    numbers = {*array(NUMBERS, listed.asked), *map(number, questions)}
    if len(numbers) > MOST_IDLE * listed.counted:
        numbers = set(map(number, separate(one.asked for _, one in pages.all())))
        listed.counted = len(numbers)
    listed.asked = array(NUMBERS, sorted(numbers)).tobytes()


def number(text: str) -> int:
    """Return a number that is most likely no other text's."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def together(parts: Iterable[str]) -> str:
    """Return texts as one in which each can be looked for."""
    return BETWEEN.join(("", *parts, ""))


def separate(asked: Iterable[str]) -> set[str]:
    """Return the questions of several pages."""
    return {question for one in asked for question in one.split(BETWEEN)}


def about_files(before: Listed, new: AbstractSet[str], gone: AbstractSet[str]) -> set[str]:
    """Return the questions about files that may be answered otherwise than before."""
    found = {EVERYTHING, *(question("bytes", file) for file in (*new, *gone))}
    moved = [*(new - before.files.keys()), *gone]
    for file in moved:
        found.add(question("there", file))
        found.update(question("served", path) for path in answered_by(file))
    for pattern in before.patterns:
        if any(map(re.compile(pattern).fullmatch, moved)):
            found.add(f"{FILES}{pattern}")
    return found


def about_pages(old: Mapping[str, Judged], seen: Mapping[str, Seen]) -> set[str]:
    """Return the questions about pages that are answered otherwise than before."""
    found = set()
    for file, before in old.items():
        now = seen[file].judged if file in seen else Judged()
        if before.outline != now.outline:
            found |= {OUTLINES, question("outline", file)}
        if before.parts != now.parts:
            differing = set(before.parts.split(BETWEEN)) ^ set(now.parts.split(BETWEEN))
            found |= {question("part", file, name) for name in differing}
    return found


def asks(asked: str, changed: AbstractSet[str]) -> bool:
    """Return whether one of some questions is among those that were asked."""
    if len(changed) > FEW:
        return not changed.isdisjoint(asked.split(BETWEEN))
    return any(f"{BETWEEN}{question}{BETWEEN}" in asked for question in changed)


def judged(site: Site, levels: tuple[Level, ...], files: Sequence[str]) -> dict[str, Seen]:
    """Return what page rules find on pages, by file; read and judged on all cores."""
    with uncollected():
        found = dict(zip(files, spread(partial(seen, site, levels), files, READING), strict=True))
    for file, one in found.items():
        site.packed[file] = one.judged.outline
        site.values.update(one.values)
        site.noticed[file] = one.noticed
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles of objects meanwhile, nor in processes that are forked: pages have none, but many objects.

    It takes a quarter of the time otherwise.
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def seen(site: Site, levels: tuple[Level, ...], file: str) -> Seen:
    """Return what page rules find on a page."""
    source = parsed((site.folder / file).read_bytes())
    noticed = site.also(source) if site.also else None
    page = page_of(source, file)
    site.read, site.made = {file: page}, {}
    with nullcontext(set[str]()) if site.asked is None else site.noting() as asked:
        findings = () if page.refresh else tuple(on_page(page, site, page_rules(levels)))
    site.read = {}
    asked.discard(question("outline", file))  # other bytes of its own are judged anyway
    return Seen(Judged(packed(page), together(page.ids), together(asked)), findings, site.made, noticed)


@cache
def page_rules(levels: tuple[Level, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in chosen(levels=levels) if rule.of_page)


def by_subject(levels: tuple[Level, ...]) -> dict[str, list[Rule]]:
    """Return the rules on the site as a whole by their subject."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in chosen(levels=levels):
        if rule.of_site:
            found[rule.subject].append(rule)
    return found
