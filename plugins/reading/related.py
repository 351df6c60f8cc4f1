"""Which articles have to do with each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from math import log, sqrt
from operator import itemgetter, mul
from typing import TypeVar

from social.text import BLOCKS, UNSPACED_SCRIPTS, parsed, printable
from writing.raw_html import PLAIN_TAG

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
ROUNDED = 2 * 10**-DIGITS  # what is less by more than that is less when both are rounded, too
# White space and punctuation; marks such as vowel signs are none of it, so that words stay whole in any script.
BETWEEN_WORDS = re.compile(
    r"[\s!-/:-@\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+"
)


# Entities that every parser reads alike.
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[nm]dash|hellip);)")
HEADING = re.compile(r"<(?P<name>h[2-4])(?![\w-])[^>]*>(?P<inside>.*?)</(?P=name) ?>", re.DOTALL | re.IGNORECASE)
HEADING_TAG = re.compile(r"</?h[2-4](?![\w-])", re.IGNORECASE)
HIDDEN = "<template"  # an element whose words nobody sees

Words = Mapping[str, int]
"""How often each word stands somewhere, the better places counting more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as far as others are compared with it.

    Attributes:
        key: its own; group: what a writing has in common with its translations, which are no further reading.
        words: those of its body, headings included, as `words_in` counts them.
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
    words: Words
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
    scores: defaultdict[int, float] = defaultdict(float)
    for feature, weight in features.items():
        for other, its_weight in near(position, index.get(feature, NOWHERE)):
            scores[other] += weight * its_weight
    ranked: list[tuple[float, int, int]] = []
    least = 0.0
    # The best come first; behind those that are wanted only what rounding makes their equal may still matter.
    for other, score in sorted(scores.items(), key=itemgetter(1), reverse=True):
        if len(ranked) >= wanted and score < least:
            break
        if is_other(text, texts[other]):
            ranked.append((-round(score, DIGITS), abs(other - position), other))
            least = score - ROUNDED if len(ranked) <= wanted else least
    return [other for _, _, other in sorted(ranked)[:wanted]]


def near(position: int, postings: Postings) -> Iterable[tuple[int, float]]:
    """Return the entries of an index that are next to a position, `WINDOW` on either side at most."""
    positions, weights = postings
    if len(positions) <= WINDOW:
        return zip(positions, weights, strict=True)
    middle = bisect_left(positions, position)
    part = slice(max(0, middle - WINDOW), middle + WINDOW + 1)
    return zip(positions[part], weights[part], strict=True)


def is_other(text: Text, other: Text) -> bool:
    """Return whether one is neither the same article, nor in another language, nor near anyway."""
    return text.group != other.group and other.key not in text.kin


def features_of(texts: Sequence[Text]) -> list[Features]:
    """Return what each article is known by, with weights whose products add up to the score of two of them."""
    counts = [word_counts(text) for text in texts]
    terms = [tuple(terms_of(text)) for text in texts]
    rare_words = rarities(chain.from_iterable(counts), len(texts))
    rare_terms = rarities(chain.from_iterable(terms), len(texts))
    return [
        {term: sqrt(weight_of(term) * rare_terms[term]) for term in found} | words_of(words, rare_words)
        for words, found in zip(counts, terms, strict=True)
    ]


def terms_of(text: Text) -> Iterator[Feature]:
    """Yield topic and tags of an article."""
    yield "topic", text.topic
    yield from (("tag", tag) for tag in text.tags[:TAGS])


def weight_of(term: Feature) -> float:
    return TOPIC if term[0] == "topic" else TAG


def rarities(features: Iterable[Shared], total: int) -> dict[Shared, float]:
    """Return how rare each of the features is that `total` articles have: near 1 for two of many, 0 for all.

    What one article alone has counts for 0, too: it is shared with none.
    """
    numbers = Counter(features)
    rare = {number: log(total / number) / log(total) if number > 1 else 0.0 for number in set(numbers.values())}
    return {feature: rare[number] for feature, number in numbers.items()}


def words_of(counts: Words, rare: Mapping[str, float]) -> dict[Feature, float]:
    """Return the words that tell an article best from others, as a vector of the length √`TEXT`."""
    often = {count: 1 + log(count) for count in set(counts.values())}
    weights = list(map(mul, map(rare.__getitem__, counts), map(often.__getitem__, counts.values())))
    least = (sorted(weights)[-WORDS] if len(weights) > WORDS else 0.0) - ROUNDED
    weighed = ((-round(weight, DIGITS), word) for word, weight in zip(counts, weights, strict=True) if weight > least)
    chosen = [(-weight, word) for weight, word in sorted(weighed)[:WORDS] if weight]
    length = sqrt(sum(weight * weight for weight, _ in chosen))
    return {("word", word): sqrt(TEXT) * weight / length for weight, word in chosen}


def word_counts(text: Text) -> Words:
    """Return how often each word stands in an article, the better places counting more."""
    counts = dict(text.words)
    for part, weight in ((text.title, TITLE), (text.summary, SUMMARY)):
        for word, number in counted(part).items():
            counts[word] = counts.get(word, 0) + weight * number
    return counts


def words_in(html: str) -> Words:
    """Return how often each word stands in a body, those of headings counting more."""
    body, headings = text_and_headings(html)
    counts = {word: BODY * number for word, number in counted(body).items()}
    for word, number in counted(headings).items():
        counts[word] += HEADINGS * number
    return counts


def facts(text: Text) -> str:
    """Return all that is known of an article but the words of its body, two of which are the same only if it all is."""
    known = (text.key, text.group, text.language, text.topic, text.tags, text.title, text.summary, text.listed)
    return repr((*known, sorted(text.kin)))


Packed = tuple[str, tuple[int, ...]]
"""Words, a line each, and how often each stands there: read in half the time of a mapping."""


def packed(words: Words) -> Packed:
    """Return words as they are kept."""
    return "\n".join(words), tuple(words.values())


def unpacked(kept: Packed) -> Words:
    """Return words that were kept."""
    return dict(zip(kept[0].split("\n"), kept[1], strict=False))  # of no words the text has one line, too


def text_and_headings(html: str) -> tuple[str, str]:
    """Return the text of a body, and that of its headings alone, with spaces around blocks."""
    html = printable(html)
    text = PLAIN_TAG.sub(space, html)
    inside = HEADING.findall(html)
    if "<" in text or ENTITY.search(text) or HIDDEN in html or 2 * len(inside) != len(HEADING_TAG.findall(html)):
        root = parsed(html)
        return root.text_content(), " ".join(heading.text_content() for heading in root.iter("h2", "h3", "h4"))
    return unescape(text), unescape(PLAIN_TAG.sub(space, " ".join(words for _, words in inside)))


def space(tag: re.Match[str]) -> str:
    """Return what stands between the words before a tag and those behind it."""
    return " " if tag["name"].lower() in BLOCKS else ""


def counted(text: str) -> dict[str, int]:
    """Return how often each word that is to be compared stands in a text."""
    found = Counter(BETWEEN_WORDS.split(text.casefold()))
    if not UNSPACED_SCRIPTS.search(text):
        return {word: number for word, number in found.items() if is_word(word)}
    counts: Counter[str] = Counter()
    for part, number in found.items():
        for word in words(part):
            counts[word] += number
    return counts


def words(found: str) -> Sequence[str]:
    """Return a word if it is one to compare; of a script without spaces, every two letters in a row."""
    if UNSPACED_SCRIPTS.search(found):
        return [found[start : start + 2] for start in range(len(found) - 1)]
    return [found] if is_word(found) else ()


def is_word(found: str) -> bool:
    """Return whether something between spaces is a word to compare."""
    return len(found) >= LEAST_LETTERS and not found.isdigit()


def chosen_first(chosen: Iterable[str], ranked: Iterable[str], wanted: int) -> tuple[str, ...]:
    """Return the keys that a writer chose, then ranked ones, each once: `wanted`, or as many as were chosen."""
    chosen = tuple(dict.fromkeys(chosen))
    return tuple(dict.fromkeys([*chosen, *ranked]))[: max(wanted, len(chosen))]
