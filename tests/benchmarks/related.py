"""How long it takes to find related articles, and that the time grows with their number alone.

Run by hand: `python tests/benchmarks/related.py` (with PYTHONPATH=plugins). Texts are drawn from a vocabulary of 30,000
words whose frequencies follow Zipf's law, as those of languages do.
"""

import random
import sys
import time
from itertools import accumulate

from reading.related import Text, related, words_in

VOCABULARY = [f"word{rank}" for rank in range(1, 30_001)]
FREQUENCIES = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))
LENGTH = 1200  # words of an article


def articles(number: int) -> list[Text]:
    """Return that many articles, the same in each run."""
    chance = random.Random(1)  # noqa: S311 (nothing is kept secret with it)

    def words(count: int) -> str:
        return " ".join(chance.choices(VOCABULARY, cum_weights=FREQUENCIES, k=count))

    return [
        Text(
            key=str(key),
            group=str(key),
            language="en",
            topic=f"topic-{key % 5}",
            tags=tuple(f"tag-{int(chance.random() ** 2 * 40)}" for _ in range(4)),
            title=words(6),
            summary=words(25),
            words=words_in(f"<h2>{words(30)}</h2><p>{words(LENGTH)}</p>"),
        )
        for key in range(number)
    ]


def main() -> None:
    for number in (1_000, 10_000):
        texts = articles(number)
        start = time.process_time()
        related(texts, 4)
        seconds = time.process_time() - start
        sys.stdout.write(f"{number:>6} articles: {seconds:5.1f} s, {seconds / number * 1000:.2f} ms each\n")


if __name__ == "__main__":
    main()
