"""How long it takes to find related articles, all of them and after an edit, and that the time grows with their number
alone.

Run by hand: `python tests/benchmarks/related.py` (with PYTHONPATH=plugins). Texts are drawn from a vocabulary of 30,000
words whose frequencies follow Zipf's law, as those of languages do.
"""

import pickle
import random
import sys
import time
from dataclasses import replace
from itertools import accumulate

from reading.related import Text, packed, related, unpacked
from reading.words import Words, words_of

VOCABULARY = [f"word{rank}" for rank in range(1, 30_001)]
FREQUENCIES = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))
LENGTH = 1200  # words of an article


def articles(number: int) -> tuple[list[Text], list[Words]]:
    """Return that many articles and their words, the same in each run."""
    chance = random.Random(1)  # noqa: S311 (nothing is kept secret with it)

    def words(count: int) -> str:
        return " ".join(chance.choices(VOCABULARY, cum_weights=FREQUENCIES, k=count))

    texts = [
        Text(
            key=str(key),
            group=str(key),
            language="en",
            topic=f"topic-{key % 5}",
            tags=tuple(f"tag-{int(chance.random() ** 2 * 40)}" for _ in range(4)),
            title=words(6),
            summary=words(25),
            body=f"{key}",
        )
        for key in range(number)
    ]
    return texts, [words_of(text.title, text.summary, f"<h2>{words(30)}</h2><p>{words(LENGTH)}</p>") for text in texts]


def measure(number: int) -> str:
    """Return what it takes to find what is related among that many articles, and after one is written anew."""
    texts, words = articles(number)
    start = time.process_time()
    _, kept = related(texts, lambda places: [words[place] for place in places], 4, {})
    whole = time.process_time() - start
    store = pickle.dumps(packed(kept))
    texts[-100] = replace(texts[-100], body="edited")
    start = time.process_time()
    related(texts, lambda _: words[:1], 4, unpacked(pickle.loads(store)))  # noqa: S301 (written above)
    edit = time.process_time() - start
    each = f"{whole / number * 1000:.2f} ms each"
    return f"{number:>6} articles: {each}; {edit:.2f} s after an edit; {len(store) / number:.0f} bytes each are kept\n"


def main() -> None:
    for number in (1_000, 5_000, 10_000):
        sys.stdout.write(measure(number))


if __name__ == "__main__":
    main()
