"""Which articles have to do with each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt
from typing import TypeVar

from social.text import UNSPACED_SCRIPTS

# How much counts what two articles share; a topic or tag times its rarity, the text times its likeness (0 to 1).
TOPIC, TAG, TEXT = 0.5, 1.0, 4.0
# How often a word counts in each part of an article.
TITLE, SUMMARY, HEADINGS, BODY = 4, 2, 2, 1
WORDS = 24  # of an article that are compared: those that tell it best from others
TAGS = 12  # of an article that are compared
# Articles before and after one, in their order, that are looked at for each thing they share.
WINDOW = 25
LEAST_LETTERS = 3  # of a word that is compared
DIGITS = 6  # of a score: what differs behind them is no difference
# White space and punctuation; marks such as vowel signs are none of it, so that words stay whole in any script.
BETWEEN_WORDS = re.compile(
    r"[\s!-/:-@\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as far as others are compared with it.

    Attributes:
        key: its own; group: what a writing has in common with its translations, which are no further reading.
        listed: whether it may be shown to readers of others.
        kin: keys of those that stand beside it anyway, such as the parts of its series.
    """

    key: str
    group: str
    language: str
    topic: str
    tags: tuple[str, ...]
    title: str
    summary: str
    headings: str
    body: str
    listed: bool = True
    kin: frozenset[str] = frozenset()


Feature = tuple[str, str]
Features = Mapping[Feature, float]
Shared = TypeVar("Shared", bound=Hashable)
Postings = tuple[list[int], list[float]]
"""Positions of the articles that have a feature, in order, and its weight in each."""
NOWHERE: Postings = ([], [])


def related(texts: Sequence[Text], wanted: int) -> dict[str, tuple[str, ...]]:
    """Return for each article the keys of those most related to it, at most `wanted`, best first.

    Two articles of one language are as related as the sum of what they share:

    - the topic: `TOPIC` times its rarity, which is 0 for what all articles have and 1 for what one alone has;
    - each tag: `TAG` times its rarity, so that a rare tag tells more than one that is everywhere;
    - the words: `TEXT` times the cosine of both articles' words. Each is described by the `WORDS` words with the
      greatest tf-idf, those of title, summary and headings counting several times. No list of stop words is needed:
      what all articles say has no weight.

    Never shown are the article itself, its translations, its kin, and what is not listed. Of equals the nearer one in
    the order of `texts` comes first, then the earlier.

    The cost is linear in the articles: each looks up at most 1 + `TAGS` + `WORDS` features in an index, and at each
    feature at the `WINDOW` articles on either side of itself: 37 × 51 = 1,887 additions an article at most, however
    many there are. What is left out so is a sharer of common features that was written long before or after; a rare
    feature has no more sharers than the window.
    """
    found: dict[str, tuple[str, ...]] = {}
    for language in dict.fromkeys(text.language for text in texts):
        found |= within([text for text in texts if text.language == language], wanted)
    return found


def within(texts: Sequence[Text], wanted: int) -> dict[str, tuple[str, ...]]:
    """Return the same for articles of one language."""
    described = features_of(texts)
    index: dict[Feature, Postings] = {}
    for position, (text, features) in enumerate(zip(texts, described, strict=True)):
        for feature, weight in features.items() if text.listed else ():
            positions, weights = index.setdefault(feature, ([], []))
            positions.append(position)
            weights.append(weight)
    return {
        text.key: tuple(texts[other].key for other in best(position, texts, described[position], index, wanted))
        for position, text in enumerate(texts)
    }


def best(
    position: int, texts: Sequence[Text], features: Features, index: Mapping[Feature, Postings], wanted: int
) -> list[int]:
    """Return the positions of what is most related to the article at a position."""
    text = texts[position]
    scores: dict[int, float] = {}
    for feature, weight in features.items():
        for other, its_weight in near(position, index.get(feature, NOWHERE)):
            scores[other] = scores.get(other, 0.0) + weight * its_weight
    fitting = (other for other in scores if is_other(text, texts[other]))
    ranked = [(-round(scores[other], DIGITS), abs(other - position), other) for other in fitting]
    return [other for _, _, other in nsmallest(wanted, ranked)]


def near(position: int, postings: Postings) -> Iterable[tuple[int, float]]:
    """Return the entries of an index that are next to a position, `WINDOW` on either side at most."""
    positions, weights = postings
    middle = bisect_left(positions, position)
    part = slice(max(0, middle - WINDOW), middle + WINDOW + 1)
    return zip(positions[part], weights[part], strict=True)


def is_other(text: Text, other: Text) -> bool:
    """Return whether one is neither the same article, nor in another language, nor near anyway."""
    return text.group != other.group and other.key not in text.kin


def features_of(texts: Sequence[Text]) -> list[Features]:
    """Return what each article is known by, with weights whose products add up to the score of two of them."""
    counted = [word_counts(text) for text in texts]
    terms = [tuple(terms_of(text)) for text in texts]
    rare_words = rarities((word for counts in counted for word in counts), len(texts))
    rare_terms = rarities((term for found in terms for term in found), len(texts))
    return [
        {term: sqrt(weight_of(term) * rare_terms[term]) for term in found if term in rare_terms}
        | words_of(counts, rare_words)
        for counts, found in zip(counted, terms, strict=True)
    ]


def terms_of(text: Text) -> Iterator[Feature]:
    """Yield topic and tags of an article."""
    yield "topic", text.topic
    yield from (("tag", tag) for tag in text.tags[:TAGS])


def weight_of(term: Feature) -> float:
    return TOPIC if term[0] == "topic" else TAG


def rarities(features: Iterable[Shared], total: int) -> dict[Shared, float]:
    """Return how rare each of the features is that several of `total` articles have: near 1 for two of many, 0 for all.

    What one article alone has is left out: it is shared with none.
    """
    numbers = Counter(features)
    return {feature: log(total / number) / log(total) for feature, number in numbers.items() if number > 1}


def words_of(counts: Mapping[str, int], rare: Mapping[str, float]) -> dict[Feature, float]:
    """Return the words that tell an article best from others, as a vector of the length √`TEXT`."""
    weighed = ((round(-rare[word] * (1 + log(count)), DIGITS), word) for word, count in counts.items() if word in rare)
    chosen = [(-weight, word) for weight, word in nsmallest(WORDS, weighed) if weight]
    length = sqrt(sum(weight * weight for weight, _ in chosen))
    return {("word", word): sqrt(TEXT) * weight / length for weight, word in chosen}


def word_counts(text: Text) -> Counter[str]:
    """Return how often each word stands in an article, the better places counting more."""
    counts: Counter[str] = Counter()
    for part, weight in ((text.title, TITLE), (text.summary, SUMMARY), (text.headings, HEADINGS), (text.body, BODY)):
        for found, number in Counter(BETWEEN_WORDS.split(part.casefold())).items():
            for word in words(found):
                counts[word] += weight * number
    return counts


def words(found: str) -> Sequence[str]:
    """Return a word if it is one to compare; of a script without spaces, every two letters in a row."""
    if UNSPACED_SCRIPTS.search(found):
        return [found[start : start + 2] for start in range(len(found) - 1)]
    return [found] if len(found) >= LEAST_LETTERS and not found.isdigit() else ()


def chosen_first(chosen: Iterable[str], ranked: Iterable[str], wanted: int) -> tuple[str, ...]:
    """Return the keys that a writer chose, then ranked ones, each once: `wanted`, or as many as were chosen."""
    chosen = tuple(dict.fromkeys(chosen))
    return tuple(dict.fromkeys([*chosen, *ranked]))[: max(wanted, len(chosen))]
