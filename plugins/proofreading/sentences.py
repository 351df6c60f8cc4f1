"""Sentences, their lengths, and how many years of school they ask of a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofreading.inline import cells, plain
from proofreading.limits import GRADED_WORDS, LONGEST_SENTENCE, MEAN_SENTENCE, READING_GRADE
from proofreading.model import Article, Block, Finding, Kind
from proofreading.reading import running
from proofreading.syllables import syllables

END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[\w€$£#@])")
FINAL = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
BEFORE = re.compile(r"(?P<word>\S+)$")
# Followed by a full stop that ends no sentence. "etc." may end one.
ABBREVIATION = re.compile(
    r"(?:e\.g|i\.e|cf|vs?|mrs?|ms|dr|prof|st|nos|arts|figs|pp?|ca?|approx|incl|inc|ltd|co|corp|[js]r|al"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
BEFORE_NUMBERS = frozenset(("no", "art", "fig", "min", "max"))  # words of their own elsewhere
ADDRESS = re.compile(r"https?://\S+|\b[\w.+-]+@[\w-]+\.\w+")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CODE = "\ue003"
"""Stands for a piece of code: a word without syllables."""
SHOWN = 8  # words of a text by which a message names it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the line of the file on which it begins, and whether a full stop, colon or the like ends it."""

    text: str
    line: int
    is_whole: bool = True

    @property
    def words(self) -> int:
        return len(words(self.text))


@dataclass(frozen=True, slots=True)
class Measures:
    """What sentences measure: words, sentences, mean and longest sentence in words, grade; 0 where there are none."""

    words: int
    sentences: int
    mean: float
    longest: int
    grade: float


def words(text: str) -> list[str]:
    """Return what stands between spaces and holds a letter or digit; "easy-to-share" is one word, "÷" none."""
    return [part for part in text.split() if part == CODE or any(sign.isalnum() or sign == CODE for sign in part)]


def split(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text, each with its place in it."""
    found, start = [], 0
    for end in END.finditer(text):
        if is_end(text[start : end.start()], text[end.start() : end.end()], text[end.end() :].lstrip()[:2]):
            found.append((start, text[start : end.end()]))
            start = end.end()
    found.append((start, text[start:]))
    whole = ((at + len(part) - len(part.lstrip()), part.strip()) for at, part in found)
    return [(at, part) for at, part in whole if part]


def is_end(before: str, stop: str, after: str) -> bool:
    """Return whether signs end a sentence that goes so, and is followed so."""
    first = after.lstrip("\"'“‘([")[:1]
    if stop.startswith((".", "…")) and first.islower():
        return False
    if stop != ".":
        return not first.islower()
    found = BEFORE.search(before)
    word = found["word"].lstrip("(\"'“‘") if found else ""
    if word.lower() in BEFORE_NUMBERS:
        return not first.isdigit()
    if ABBREVIATION.fullmatch(word):
        return False
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    earlier = before.split()[-2:-1]
    return not (is_initial and (not earlier or earlier[0][:1].isupper()))


def sentences(block: Block) -> list[Sentence]:
    """Return the sentences of a block; code in them is one sign."""
    text = ADDRESS.sub(CODE, plain(block.raw, CODE))
    return [
        Sentence(" ".join(part.split()), block.line + text.count("\n", 0, at), FINAL.search(part) is not None)
        for at, part in split(text)
    ]


def statements(block: Block) -> list[tuple[int, str]]:
    """Return what a block states, each with its line: its sentences, or a row as one."""
    if block.kind is Kind.ROW:
        return [(block.line, " | ".join(plain(cell, CODE) for cell in cells(block.raw)))]
    return [(sentence.line, sentence.text) for sentence in sentences(block)]


def sentences_of(article: Article) -> list[Sentence]:
    """Return the sentences of an article's running text."""
    return [sentence for block in running(article) for sentence in sentences(block)]


def measure(found: list[Sentence]) -> Measures:
    """Return what sentences measure.

    Entries of a list that nothing ends are no sentences: a checklist would flatter the mean. They count for the longest
    all the same.
    """
    whole = [sentence for sentence in found if sentence.is_whole]
    total = sum(sentence.words for sentence in whole)
    mean = total / len(whole) if whole else 0.0
    longest = max((sentence.words for sentence in found), default=0)
    return Measures(total, len(whole), mean, longest, grade(whole, mean))


def grade(found: list[Sentence], mean: float) -> float:
    """Return the Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.

    Syllables are those of words alone: numbers, code, addresses, abbreviations in capitals and names within a sentence
    are left out, for "Mastodon" or "utm_medium" is no harder to read for its length.
    https://stars.library.ucf.edu/istlibrary/56/
    """
    spoken = [word for sentence in found for word in spoken_words(sentence.text)]
    if not spoken:
        return 0.0
    return 0.39 * mean + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def spoken_words(text: str) -> Iterator[str]:
    """Yield the words of a sentence whose syllables count; the parts of a compound are words."""
    for position, part in enumerate(words(text)):
        if any(sign.isdigit() or sign in (CODE, "_") for sign in part):
            continue
        for word in LETTERS.findall(part):
            is_name = position > 0 and word[:1].isupper()
            is_abbreviation = len(word) > 1 and word.isupper()
            if not is_name and not is_abbreviation:
                yield word


def check_sentences(article: Article) -> Iterator[Finding]:
    """Yield what makes an English article hard to read; other languages have other measures."""
    if not article.is_english:
        return
    found = sentences_of(article)
    for sentence in found:
        if sentence.words > LONGEST_SENTENCE:
            told = f'a sentence of {sentence.words} words, "{beginning(sentence.text)}"'
            yield article.at(sentence.line, "sentences", told, f"make two of it: {LONGEST_SENTENCE} words at most")
    measures = measure(found)
    first = article.blocks[0].line if article.blocks else 1
    if measures.mean > MEAN_SENTENCE:
        told = f"sentences of {measures.mean:.1f} words on average"
        yield article.at(first, "sentences", told, f"shorten some: {MEAN_SENTENCE} words at most")
    if measures.grade > READING_GRADE and measures.words >= GRADED_WORDS:
        told = f"reading grade {measures.grade:.1f}"
        yield article.at(first, "grade", told, f"take shorter words and sentences: {READING_GRADE} at most")


def beginning(text: str) -> str:
    """Return the first words of a text, enough to find it."""
    first = text.replace(CODE, "…").split()
    return " ".join(first[:SHOWN]) + (" …" if len(first) > SHOWN else "")
