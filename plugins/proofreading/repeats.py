"""Sentences that stand in two files, word for word or nearly so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proofreading.exceptions import Exceptions
from proofreading.inline import cells, plain
from proofreading.limits import ALIKE, LONG_CELL, SHINGLE, SHORTEST_REPEATED
from proofreading.model import Article, Finding, Kind
from proofreading.reading import is_source
from proofreading.sentences import CODE, beginning, sentences

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a file: where it stands, and its words in small letters."""

    article: Article
    line: int
    text: str
    words: Shingle

    @property
    def shingles(self) -> frozenset[Shingle]:
        """Return every five words in a row, or all of fewer."""
        last = max(1, len(self.words) - SHINGLE + 1)
        return frozenset(self.words[at : at + SHINGLE] for at in range(last))


def told(article: Article) -> Iterator[Told]:
    """Yield the sentences of a file that are long enough to be somebody's: text, cells, captions, the summary."""
    texts = [(article.line("summary"), article.field("summary"))]
    for block in article.blocks:
        if is_source(block) or block.kind in (Kind.CODE, Kind.HEADING, Kind.BOX):
            continue
        if block.kind in (Kind.ROW, Kind.HEAD):
            texts += [(block.line, text) for text in map(plain, cells(block.raw)) if len(text.split()) >= LONG_CELL]
        else:
            texts += [(sentence.line, sentence.text.replace(CODE, " ")) for sentence in sentences(block)]
    for line, text in texts:
        words = tuple(word.lower() for word in WORD.findall(text))
        if sum(word.isalpha() for word in words) >= SHORTEST_REPEATED:
            yield Told(article, line, text, words)


def check_repeats(articles: Iterable[Article], exceptions: Exceptions) -> Iterator[Finding]:
    """Yield every sentence that stood, or nearly stood, in an earlier file.

    Each five words in a row are looked up in an index of those seen: the cost grows with the words of all files, as
    long as few of them share many.
    """
    index: defaultdict[Shingle, list[int]] = defaultdict(list)
    known: list[Told] = []
    for article in articles:
        mine = list(told(article))
        for sentence in mine:
            same = twin(sentence, index, known)
            if same and not exceptions.allows("repeated", sentence.text):
                found = f'"{beginning(sentence.text)}" stands in {same.article.path.as_posix()}:{same.line} too'
                yield article.at(sentence.line, "repeats", found, "say it once and link to it, or say something else")
        for sentence in mine:
            for shingle in sentence.shingles:
                index[shingle].append(len(known))
            known.append(sentence)


def twin(sentence: Told, index: dict[Shingle, list[int]], known: list[Told]) -> Told | None:
    """Return the first known sentence that is the same or nearly so."""
    shingles = sentence.shingles
    shared = Counter(number for shingle in shingles for number in index.get(shingle, ()))
    for number in sorted(shared):
        other = known[number]
        if shared[number] >= ALIKE * min(len(shingles), len(other.shingles)):
            return other
    return None
