"""Which articles have to do with each other."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain, islice, repeat
from math import log, sqrt
from operator import itemgetter
from typing import NamedTuple

from reading.words import MOST, NUMBERS, Words, number_of

# How much counts what two articles share; a topic or tag times its rarity, the text times its likeness (0 to 1).
TOPIC, TAG, TEXT = 0.5, 1.0, 4.0
SCALE = 1000  # of weights, which are whole numbers, so that sums of their products are exact
WEIGHTS = "H"  # two bytes each
WORDS = 24  # of an article that are compared: those that tell it best from others
TAGS = 12  # of an article that are compared
RARE = 64  # articles that have something, the most of a `step`: what more have brings none together by itself
OFTEN = tuple(round(SCALE * (1 + log(count))) if count else 0 for count in range(MOST + 1))  # weight of a word by count
DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as far as others are compared with it.

    Attributes:
        key: its own; group: what a writing has in common with its translations, which are no further reading.
        body: a hash of its body, "" where it is not known.
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
    body: str = ""
    listed: bool = True
    kin: frozenset[str] = frozenset()


class Entry(NamedTuple):
    """What is kept of an article, as arrays.

    Attributes:
        made_of: a hash of all that an article is compared by; empty where it is not known.
        words, counts: what it says, as `Words` have it.
        terms: numbers of its topic and its tags.
        features, weights: what it is known by, and how much that counts.
        others, scores: places of the articles that it has most to do with, best first.
    """

    made_of: bytes
    words: bytes
    counts: bytes
    terms: bytes
    features: bytes = b""
    weights: bytes = b""
    others: bytes = b""
    scores: bytes = b""


class Ranking(NamedTuple):
    """What one search among the articles of a language leaves to the next.

    Attributes:
        entries: of all articles, in their order.
        features, frequencies: words and terms, and how many articles have each.
    """

    entries: list[Entry]
    features: bytes
    frequencies: bytes


Best = list[tuple[int, int]]
"""The articles that one has most to do with, best first: places and scores."""


class Kept(NamedTuple):
    """What was found for an article.

    Attributes:
        best: those among it that are there as they were, and new ones.
        least: the score that nothing else that is as it was exceeds; below 0 where nothing else has one.
    """

    best: Best
    least: int


NOBODY: tuple[list[int], list[int]] = ([], [])
NOTHING = Ranking([], b"", b"")
Packed = dict[str, tuple[list[tuple[bytes, ...]], bytes, bytes]]
Rankings = Mapping[str, Ranking]
"""By language. They say themselves what they were made of, so that nothing old in them is ever taken."""


def related(
    texts: Sequence[Text], say: Callable[[Sequence[int]], Sequence[Words]], wanted: int, before: Rankings
) -> tuple[list[tuple[int, ...]], Rankings]:
    """Return for each article the places of those most related to it, at most `wanted`, best first; and what to keep.

    Two articles of one language are as related as the sum of what they share:

    - the topic: `TOPIC` times its rarity, which is 0 for what all articles have and near 1 for what two have;
    - each tag: `TAG` times its rarity, so that a rare tag tells more than one that is everywhere;
    - the words: `TEXT` times the cosine of both articles' words. Each is described by the `WORDS` words with the
      greatest tf-idf among those that it has most often, those of title, summary and headings counting several times.
      No list of stop words is needed: what all articles say has no weight.

    Compared are articles that share something that `RARE` articles have at most. With fewer than are wanted of
    them, the next ones of the same topic follow, then those before, the nearest first; that is the order of equals,
    too. Never shown are the article itself, its translations, its kin, and what is not listed.

    Numbers of articles that are in the same step (`step`) give the same rarity, so that an edit changes the weights of
    few articles. `before` is what an earlier search has left: only articles that are new, whose weights have changed,
    or that such a one comes close enough to are looked at again, and what is found is the same as without it.

    The cost is linear in the articles: each looks up at most 1 + `TAGS` + `WORDS` features in an index. In a rare one
    it finds `RARE` others at most, in all of them 37 × 64 = 2,368, however many articles there are; in a common one it
    looks for those alone.

    Args:
        texts: the articles in their order.
        say: returns the words of the articles at some places; asked once, for those that `before` does not know.
        wanted: related articles of each.
        before: what the last search with the same number of wanted ones has left, if there was one.
    """
    made_of = [digest_of(text) for text in texts]
    known = {entry.made_of: entry for ranking in before.values() for entry in ranking.entries if entry.made_of}
    new = [place for place, digest in enumerate(made_of) if digest not in known]
    words = dict(zip(new, say(new) if new else (), strict=True))
    found: list[tuple[int, ...]] = [()] * len(texts)
    after: dict[str, Ranking] = {}
    for language in dict.fromkeys(text.language for text in texts):
        places = [place for place, text in enumerate(texts) if text.language == language]
        entries = [
            Entry(made_of[place], *words[place], terms_of(texts[place])) if place in words else known[made_of[place]]
            for place in places
        ]
        own = [texts[place] for place in places]
        after[language] = ranking(own, entries, wanted, before.get(language, NOTHING))
        for place, others in zip(places, filled(own, after[language].entries, wanted), strict=True):
            found[place] = tuple(places[other] for other in others)
    return found, after


def digest_of(text: Text) -> bytes:
    """Return a hash of all that an article is compared by; nothing where its body is not known."""
    if not text.body:
        return b""
    facts = (text.key, text.group, text.language, text.topic, text.tags, text.title, text.summary, text.listed)
    return blake2b(repr((*facts, text.body, sorted(text.kin))).encode(), digest_size=DIGEST).digest()


def terms_of(text: Text) -> bytes:
    """Return the numbers of the topic and the tags of an article; a line break is in none of its words."""
    terms = (f"{text.topic}\n", *(f"\n{tag}" for tag in dict.fromkeys(text.tags[:TAGS])))
    return array(NUMBERS, map(number_of, terms)).tobytes()


def step(number: int) -> int:
    """Return in which step a number of articles is: 1, 2, 3 to 4, 5 to 8, and so on."""
    return max(number - 1, 0).bit_length()


def ranking(texts: Sequence[Text], entries: Sequence[Entry], wanted: int, before: Ranking) -> Ranking:
    """Return what is found of articles of one language, given what they say."""
    places = {entry.made_of: place for place, entry in enumerate(before.entries) if entry.made_of}
    was = [places.get(entry.made_of) for entry in entries]
    if was == list(range(len(before.entries))):
        return before
    frequencies, changed = counted(entries, was, before)
    total = step(len(entries))
    now = {old: place for place, old in enumerate(was) if old is not None}
    if total != step(len(before.entries)) or list(now) != sorted(now):
        now = {}  # all are looked at anew
    same = frozenset(now.values())
    described, new = list(entries), set[int]()
    for place, entry in enumerate(entries):
        if place not in same or has_any(entry.words, changed) or has_any(entry.terms, changed):
            described[place] = known_by(entry, frequencies, total)
            if place not in same or described[place] != entry or has_any(entry.features, changed):
                new.add(place)
    best = best_of(
        partial(Index, texts, described, frequencies), kept_of(described, now, new, wanted), sorted(new), wanted
    )
    features = array(NUMBERS, [feature for feature, count in frequencies.items() if count])
    return Ranking(
        [
            entry._replace(
                others=array(NUMBERS, [other for other, _ in best[place]]).tobytes(),
                scores=array(NUMBERS, [score for _, score in best[place]]).tobytes(),
            )
            for place, entry in enumerate(described)
        ],
        features.tobytes(),
        array(NUMBERS, map(frequencies.__getitem__, features)).tobytes(),
    )


def counted(
    entries: Sequence[Entry], was: Sequence[int | None], before: Ranking
) -> tuple[Counter[int], frozenset[int]]:
    """Return how many articles have each feature, and the features of which that was another step before."""
    left = frozenset(was)
    gone = Counter(chain.from_iterable(said(entry) for place, entry in enumerate(before.entries) if place not in left))
    new = Counter(chain.from_iterable(said(entry) for entry, place in zip(entries, was, strict=True) if place is None))
    numbers, counts = array(NUMBERS, before.features), array(NUMBERS, before.frequencies)
    frequencies = Counter(dict(zip(numbers, counts, strict=True)))
    others = {feature: frequencies[feature] for feature in gone.keys() | new.keys()}
    frequencies.update(new)
    frequencies.subtract(gone)
    return frequencies, frozenset(
        feature for feature, count in others.items() if step(count) != step(frequencies[feature])
    )


def said(entry: Entry) -> set[int]:
    """Return the numbers of all that an article may be known by."""
    return {*array(NUMBERS, entry.words), *array(NUMBERS, entry.terms)}


def has_any(numbers: bytes, wanted: frozenset[int]) -> bool:
    """Return whether one of some numbers is among others."""
    return not wanted.isdisjoint(array(NUMBERS, numbers))


def known_by(entry: Entry, frequencies: Counter[int], total: int) -> Entry:
    """Return an article with what it is known by, among articles whose number is in the step `total`.

    Products of the weights of two articles add up to their score. What one article alone has is shared with none.
    """
    weighed = [
        ((total - step(number)) * OFTEN[count], word)
        for word, count in zip(array(NUMBERS, entry.words), entry.counts, strict=True)
        if (number := frequencies[word]) > 1
    ]
    chosen = [(weight, word) for weight, word in sorted(weighed, reverse=True)[:WORDS] if weight]
    length = sqrt(sum(weight * weight for weight, _ in chosen))
    features = {word: round(SCALE * sqrt(TEXT) * weight / length) for weight, word in chosen}
    for term, worth in zip(array(NUMBERS, entry.terms), chain((TOPIC,), repeat(TAG)), strict=False):
        if (number := frequencies[term]) > 1 and (rarity := total - step(number)):
            features[term] = round(SCALE * sqrt(worth * rarity / total))
    numbers, weights = array(NUMBERS, features), array(WEIGHTS, features.values())
    return entry._replace(features=numbers.tobytes(), weights=weights.tobytes())


class Index:
    """Who has what, of articles that are all described, as far as some of them have it.

    Attributes:
        rare: by each feature that `RARE` have at most, their places and its weights.
        common: by each other feature its weights by their places.
    """

    def __init__(
        self, texts: Sequence[Text], entries: Sequence[Entry], frequencies: Mapping[int, int], some: Collection[int]
    ) -> None:
        self.texts, self.entries = texts, entries
        self.rare: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        self.common: defaultdict[int, dict[int, int]] = defaultdict(dict)
        wanted = frozenset(chain.from_iterable(array(NUMBERS, entries[place].features) for place in some))
        for place, entry in enumerate(entries):
            if not has_any(entry.features, wanted):
                continue
            for feature, weight in features_of(entry):
                if feature not in wanted:
                    continue
                if frequencies[feature] > RARE:
                    self.common[feature][place] = weight
                else:
                    places, weights = self.rare[feature]
                    places.append(place)
                    weights.append(weight)

    def scores(self, place: int) -> dict[int, int]:
        """Return the scores of one article with those that share something rare with it, itself among them."""
        scores: defaultdict[int, int] = defaultdict(int)
        features = list(features_of(self.entries[place]))
        for feature, weight in features:
            for other, its_weight in zip(*self.rare.get(feature, NOBODY), strict=True):
                scores[other] += weight * its_weight
        for feature, weight in features:
            if its_weights := self.common.get(feature):
                for other in scores.keys() & its_weights.keys():
                    scores[other] += weight * its_weights[other]
        return scores

    def best(self, place: int, scores: Mapping[int, int], wanted: int) -> Best:
        """Return the best for one article."""
        text, found = self.texts[place], Best()
        for other, score in sorted(scores.items(), key=itemgetter(1), reverse=True):
            if len(found) >= wanted and score < found[wanted - 1][1]:
                break
            if is_other(text, self.texts[other]):
                found.append((other, score))
        return ordered(place, found)[:wanted]


def ordered(place: int, found: Best) -> Best:
    """Return others of an article, best first, and of equals those behind it first, then the nearest."""
    return sorted(found, key=lambda one: (-one[1], one[0] < place, abs(one[0] - place)))


def features_of(entry: Entry) -> Iterable[tuple[int, int]]:
    """Return what an article is known by, with weights."""
    return zip(array(NUMBERS, entry.features), array(WEIGHTS, entry.weights), strict=True)


def is_other(text: Text, other: Text) -> bool:
    """Return whether one may be shown beside another: it is listed, not the same article, and not near anyway."""
    return other.listed and text.group != other.group and other.key not in text.kin


def kept_of(entries: Sequence[Entry], now: Mapping[int, int], new: AbstractSet[int], wanted: int) -> dict[int, Kept]:
    """Return what was found for articles that are not new."""
    found: dict[int, Kept] = {}
    for place in now.values():
        if place not in new:
            others, scores = array(NUMBERS, entries[place].others), array(NUMBERS, entries[place].scores)
            best = [(now.get(other, -1), score) for other, score in zip(others, scores, strict=True)]
            least = scores[-1] if len(scores) == wanted else -1
            found[place] = Kept([one for one in best if one[0] >= 0 and one[0] not in new], least)
    return found


def best_of(
    index_of: Callable[[Collection[int]], Index], kept: Mapping[int, Kept], new: Sequence[int], wanted: int
) -> dict[int, Best]:
    """Return the best of all articles, given what was found for those that are not new."""
    index = index_of(new)
    found, better, again = dict[int, Best](), set[int](), set[int]()
    for place in new:
        scores = index.scores(place)
        found[place] = index.best(place, scores, wanted)
        for other in kept.keys() & scores.keys():
            best, least = kept[other]
            if scores[other] >= least and is_other(index.texts[other], index.texts[place]):
                best.append((place, scores[other]))
                (again if scores[other] == least else better).add(other)
    again |= {place for place, (best, least) in kept.items() if least >= 0 and len(best) < wanted}
    found |= {place: best for place, (best, _) in kept.items()}
    found |= {place: ordered(place, found[place])[:wanted] for place in better}
    index = index_of(again)
    return found | {place: index.best(place, index.scores(place), wanted) for place in again}


def packed(rankings: Rankings) -> Packed:
    """Return rankings as they are kept: plain tuples are written in a quarter of the time."""
    return {
        language: ([tuple(entry) for entry in entries], features, frequencies)
        for language, (entries, features, frequencies) in rankings.items()
    }


def unpacked(kept: Packed) -> Rankings:
    """Return rankings that were kept."""
    return {
        language: Ranking(list(map(Entry._make, entries)), features, frequencies)
        for language, (entries, features, frequencies) in kept.items()
    }


def filled(texts: Sequence[Text], entries: Sequence[Entry], wanted: int) -> Iterator[tuple[int, ...]]:
    """Yield what is found for each article, filled up from its topic."""
    topics: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text.listed:
            topics[text.topic].append(place)
    for place, (text, entry) in enumerate(zip(texts, entries, strict=True)):
        others = array(NUMBERS, entry.others).tolist()
        if len(others) < wanted:
            more = (
                other
                for other in next_to(place, topics[text.topic])
                if is_other(text, texts[other]) and other not in others
            )
            others += list(islice(more, wanted - len(others)))
        yield tuple(others)


def next_to(place: int, places: Sequence[int]) -> Iterable[int]:
    """Return the places behind one in order, then those before it, the nearest first."""
    middle = bisect_left(places, place)
    return map(places.__getitem__, chain(range(middle, len(places)), range(middle - 1, -1, -1)))


def chosen_first(chosen: Iterable[str], ranked: Iterable[str], wanted: int) -> tuple[str, ...]:
    """Return the keys that a writer chose, then ranked ones, each once: `wanted`, or as many as were chosen."""
    chosen = tuple(dict.fromkeys(chosen))
    return tuple(dict.fromkeys([*chosen, *ranked]))[: max(wanted, len(chosen))]
