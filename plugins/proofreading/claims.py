"""Statements that need a doubt beside them, names of what is gone, and words that say nothing: `claims.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from proofreading.exceptions import Exceptions
from proofreading.inline import plain
from proofreading.model import Article, Finding, Kind
from proofreading.reading import is_source
from proofreading.sentences import CODE, beginning, statements

TABLE = Path(__file__).with_name("claims.toml")
# What is quoted is shown, and not said.
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
READ = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.HEADING)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement by what it looks like.

    Attributes:
        pattern: finds it in a sentence.
        hedge: finds the words with which it may stand.
        reason: why it is uncertain.
        example, fine: a sentence that is found, and one that is not.
    """

    pattern: re.Pattern[str]
    hedge: re.Pattern[str]
    reason: str
    example: str
    fine: str

    def is_certain(self, text: str) -> bool:
        """Return whether a text states the claim without a doubt."""
        return bool(self.pattern.search(text)) and not self.hedge.search(text)


@dataclass(frozen=True, slots=True)
class Table:
    """What `claims.toml` holds; `dead` are names with what became of them, `filler` patterns with what to write."""

    claims: tuple[Claim, ...]
    dead: dict[str, str]
    closing: re.Pattern[str]
    filler: tuple[tuple[re.Pattern[str], str], ...]


@cache
def table(file: Path = TABLE) -> Table:
    """Return the table of claims. Raises KeyError where an entry lacks a part, re.error for what is no pattern."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    hedges = {name: ignoring_case(pattern) for name, pattern in written["hedges"].items()}
    claims = tuple(
        Claim(
            ignoring_case(entry["pattern"]),
            hedges["baseless" if entry.get("is_baseless") else "uncertain"],
            entry["reason"],
            entry["example"],
            entry["fine"],
        )
        for entry in written["claim"]
    )
    filler = tuple((ignoring_case(rf"\b(?:{pattern})\b"), instead) for pattern, instead in written["filler"].items())
    return Table(claims, written["dead"]["names"], ignoring_case(written["dead"]["closing"]), filler)


def ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def check_claims(article: Article, exceptions: Exceptions) -> Iterator[Finding]:
    """Yield what an English text states as certain and is not, names as living and is not, or need not say."""
    if not article.is_english:
        return
    known = table()
    for told in article.front():
        yield from judged(article, known, exceptions, told, "")
    for block in article.blocks:
        if block.kind in READ and not is_source(block):
            whole = " ".join(plain(block.raw).split())
            for line, text in statements(block):
                yield from judged(article, known, exceptions, (line, text.replace(CODE, "…")), whole)


def judged(
    article: Article, known: Table, exceptions: Exceptions, sentence: tuple[int, str], around: str
) -> Iterator[Finding]:
    """Yield what is wrong with one sentence, given with its line; `around` is the block it stands in."""
    line, text = sentence
    for claim in known.claims:
        if claim.is_certain(text) and not exceptions.allows("claims", text):
            told = f'"{beginning(text)}" is stated as certain: {claim.reason}'
            yield article.at(line, "claims", told, "say who says so, or that it is only said; or leave it out")
    for name, end in known.dead.items():
        is_living = re.search(rf"(?<![\w+]){re.escape(name)}(?![\w+])", text) and not known.closing.search(
            f"{text} {around}"
        )
        if is_living and not exceptions.allows("dead", text):
            yield article.at(line, "dead", f'"{beginning(text)}" names {name}, {end}', "say so, or leave it out")
    for pattern, instead in known.filler:
        if found := pattern.search(QUOTED.sub("", text)):
            yield article.at(line, "filler", f'"{found[0]}" says nothing', instead)
