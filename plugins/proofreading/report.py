"""What each article measures, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proofreading.links import external, identity
from proofreading.model import Article
from proofreading.reading import is_source
from proofreading.sentences import Measures, measure, sentences_of
from proofreading.sources import sources
from proofreading.sums import sums_of

HEADINGS = ("file", "words", "sentences", "mean", "longest", "grade", "sums", "links", "sources")


@dataclass(frozen=True, slots=True)
class Row:
    """What one article measures.

    Attributes:
        name: of its file.
        measures: of its sentences.
        sums: how many were computed again.
        is_english: whether its grade and sums mean anything: formula and numbers are those of English.
        links: external addresses in its text, each counted once.
        sources: lines of its list of sources.
    """

    name: str
    measures: Measures
    sums: int
    links: int
    sources: int
    is_english: bool

    def cells(self) -> tuple[str, ...]:
        found = self.measures
        grade, sums = (f"{found.grade:.1f}", f"{self.sums}") if self.is_english else ("–", "–")
        lengths = (f"{found.words}", f"{found.sentences}", f"{found.mean:.1f}", f"{found.longest}")
        return (self.name, *lengths, grade, sums, f"{self.links}", f"{self.sources}")


def row(article: Article, folder: Path) -> Row:
    """Return what an article measures; `folder` is where the paths of its pictures begin."""
    linked = {identity(link.address) for index, link in external(article) if not is_source(article.blocks[index])}
    return Row(
        article.path.name,
        measure(sentences_of(article)),
        len(sums_of(article, folder)),
        len(linked),
        len(sources(article)),
        article.is_english,
    )


def as_table(rows: Iterable[Row]) -> str:
    """Return rows as a table of text, numbers to the right."""
    lines = [HEADINGS, *(entry.cells() for entry in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in lines
    )
