"""Findings kept from one look to the next: what is judged again is what has changed, and what asked about it."""

from __future__ import annotations

import gc
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from reuse.store import Store, hashed
from reuse.workers import spread

from audit.judge import chosen, on_page, on_site, ordered
from audit.model import Finding, Level, Rule
from audit.reading import page_of, parsed
from audit.site import READING, Question, Site

SECTION = "audit"
NUMBERS = "I"  # of questions, four bytes each
MOST_IDLE = 2  # how many times as many questions may be kept as were asked when they were numbered last


class Judged(NamedTuple):
    """What came of a page, or of the rules on the site as a whole by their subject.

    Attributes:
        digest: hash of the page's bytes, "" for rules on the whole site.
        outline, mark: of the page, as a site has them.
        asked: the numbers of the questions that were answered.
    """

    digest: str
    outline: bytes
    mark: str
    findings: tuple[Finding, ...]
    asked: bytes

    def is_about(self, questions: AbstractSet[int]) -> bool:
        return not questions.isdisjoint(array(NUMBERS, self.asked))


@dataclass(slots=True)
class Kept:
    """What one look leaves to the next. It says itself what it was made of, so that nothing old in it is ever taken.

    Attributes:
        pages, subjects: what came of pages by file, and of rules on the whole site.
        answers: of all questions by their numbers, which are their places.
        values: as a site has them.
        numbered: how many questions there were when they were numbered last.
    """

    pages: dict[str, Judged] = field(default_factory=dict)
    subjects: dict[str, Judged] = field(default_factory=dict)
    answers: dict[Question, Any] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict)
    numbered: int = 0


class Seen(NamedTuple):
    """What a process that judged a page tells the one that started it: as `Judged`, with questions and values."""

    outline: bytes
    mark: str
    findings: tuple[Finding, ...]
    asked: Mapping[Question, Any]
    values: Mapping[tuple[str, str], tuple[str, Any]]
    noticed: Any


def findings_of(site: Site, levels: tuple[Level, ...], store: Store | None = None) -> list[Finding]:
    """Return what the rules of these levels find on a site, of which nothing need have been read.

    What `store` has from an earlier look is taken over where all that it was made of is as it was.
    """
    if store is None:
        seen = judged(site, levels, site.html())
        found = [finding for one in seen.values() for finding in one.findings]
        return ordered((*found, *on_site(site, chosen(levels=levels))))
    key = hashed(site.folder, site.url, *site.elsewhere, "", *levels)
    before: Kept = store.get(SECTION, key) or Kept()
    with site.noting():
        kept = looked(site, levels, before)
    if kept is not before:
        store.put(SECTION, key, kept)
    return ordered(finding for one in (*kept.pages.values(), *kept.subjects.values()) for finding in one.findings)


def looked(site: Site, levels: tuple[Level, ...], before: Kept) -> Kept:
    """Return what a look at a site finds, given what one before it left: that itself where all is as it was."""
    files = site.html()
    same = {file: one for file in files if (one := before.pages.get(file)) and one.digest == site.digest(file)}
    for file, one in same.items():
        site.packed[file], site.marks[file] = one.outline, one.mark
    site.values.update((key, value) for key, value in before.values.items() if key[1] in site.files)
    new = judged(site, levels, [file for file in files if file not in same])
    others = {question: site.answer(question) for question in before.answers if not is_certain(question, same)}
    changed = {
        number
        for number, (question, answer) in enumerate(before.answers.items())
        if question in others and others[question] != answer
    }
    again = [file for file, one in same.items() if changed and one.is_about(changed)]
    new |= judged(site, levels, again)
    rules = by_subject(levels)
    left = {name: one for name, one in before.subjects.items() if not one.is_about(changed)}
    if not (new or changed or len(same) < len(before.pages) or len(left) < len(rules)):
        return before
    answers = before.answers | others
    numbers = {question: number for number, question in enumerate(answers)}
    pages = same | {
        file: Judged(site.digest(file), one.outline, one.mark, one.findings, numbered(one.asked, answers, numbers))
        for file, one in new.items()
    }
    subjects = left
    for name in rules.keys() - left.keys():
        with site.noting() as asked:
            findings = tuple(on_site(site, rules[name]))
        subjects[name] = Judged("", b"", "", findings, numbered(asked, answers, numbers))
    return tidied(Kept(pages, subjects, answers, site.values, before.numbered))


def is_certain(question: Question, same: Collection[str]) -> bool:
    """Return whether a question is answered as before: about the parts of a page of the same bytes."""
    return question[0] == "part" and question[1] in same


def judged(site: Site, levels: tuple[Level, ...], files: Sequence[str]) -> dict[str, Seen]:
    """Return what page rules find on pages, by file; read and judged on all cores."""
    with uncollected():
        found = dict(zip(files, spread(partial(seen, site, levels), files, READING), strict=True))
    for file, one in found.items():
        site.packed[file], site.marks[file] = one.outline, one.mark
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
    site.hold(page)
    site.read, site.made = {file: page}, {}
    asked: Mapping[Question, Any] = {}
    if page.refresh:
        findings: tuple[Finding, ...] = ()
    elif site.asked is None:
        findings = tuple(on_page(page, site, page_rules(levels)))
    else:
        with site.noting() as asked:
            findings = tuple(on_page(page, site, page_rules(levels)))
    site.read = {}
    return Seen(site.packed[file], site.marks[file], findings, asked, site.made, noticed)


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


def numbered(asked: Mapping[Question, Any], answers: dict[Question, Any], numbers: dict[Question, int]) -> bytes:
    """Return the numbers of questions; those that have none get the next ones."""
    for question, answer in asked.items():
        if question not in numbers:
            numbers[question], answers[question] = len(answers), answer
    return array(NUMBERS, [numbers[question] for question in asked]).tobytes()


def tidied(kept: Kept) -> Kept:
    """Return what is kept without questions that nobody asks any more, once they are many."""
    if len(kept.answers) <= MOST_IDLE * kept.numbered:
        return kept
    everything = (*kept.pages.values(), *kept.subjects.values())
    asked = set().union(*(array(NUMBERS, one.asked) for one in everything))
    questions = list(kept.answers)
    answers = {questions[number]: kept.answers[questions[number]] for number in sorted(asked)}
    numbers = {number: place for place, number in enumerate(sorted(asked))}
    pages, subjects = (
        {
            name: one._replace(asked=array(NUMBERS, map(numbers.__getitem__, array(NUMBERS, one.asked))).tobytes())
            for name, one in found.items()
        }
        for found in (kept.pages, kept.subjects)
    )
    return Kept(pages, subjects, answers, kept.values, len(answers))
