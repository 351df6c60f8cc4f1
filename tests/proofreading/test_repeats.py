"""No sentence stands in two files, word for word or nearly so."""

import sys
from collections import Counter

import pytest
from proofreading.exceptions import Exceptions
from proofreading.repeats import check_repeats

SENTENCE = "A share is a small promise that one reader makes to another about what stands behind a link."


def found(article, *bodies, exceptions=None):
    """Return the findings in files of these texts."""
    files = [article(body, f"content/posts/{number}.md") for number, body in enumerate(bodies)]
    return list(check_repeats(files, exceptions or Exceptions()))


@pytest.mark.parametrize(
    "other",
    [
        SENTENCE,
        SENTENCE.upper(),
        f"Before. **A share** is [a small](a.md) promise{SENTENCE.removeprefix('A share is a small promise')}",
        SENTENCE.replace(" link.", " link, too."),
        f"{SENTENCE[:-1]} which leads on.",
        f"- {SENTENCE}",
        f"| a |\n| --- |\n| {SENTENCE} |",
        f"> {SENTENCE}",
        f'![x](a.png)\n\n!!! takeaways "T"\n    - {SENTENCE}',
    ],
)
def test_repeated(article, other):
    """The same words, in other type or with one more, are the same sentence, wherever they stand."""
    told = found(article, SENTENCE, other)

    assert len(told) == 1
    assert "stands in content/posts/0.md:3 too" in told[0].found
    assert told[0].path.name == "1.md"


@pytest.mark.parametrize(
    "other",
    [
        "A share is a small promise, and whoever makes it gives their own good name as a pledge for the page.",
        "All figures are invented.",
        f"```\n{SENTENCE}\n```",
        f"## Sources\n\n- [A](https://a.net): {SENTENCE} Undated.",
        "€75 ÷ 10,000 × 1,000 = €7.50",
    ],
)
def test_not_repeated(article, other):
    """A common beginning, short sentences, sums, code and sources are nobody's property."""
    assert found(article, f"{SENTENCE}\n\nAll figures are invented.\n\n€75 ÷ 10,000 × 1,000 = €7.50", other) == []


def test_twice_in_one_file(article):
    """Within a file a sentence may come back: a refrain, a form."""
    assert found(article, f"{SENTENCE} {SENTENCE}") == []


def test_summary(article):
    """A summary is nobody else's either."""
    files = [article("Text.", f"content/posts/{name}.md", Summary=SENTENCE) for name in ("a", "b")]

    assert [finding.line for finding in check_repeats(files, Exceptions())] == [2]


def test_allowed(article):
    """What a reviewer allowed may stand in several."""
    allowed = Exceptions({"repeated": {"A share is a small promise": "our motto"}})

    assert found(article, SENTENCE, SENTENCE, exceptions=allowed) == []


def test_linear(article):
    """Eight times as many files take about eight times as many steps."""

    def steps(count):
        lines = (
            [f"Word{n} file{number} says a{n * number} thing of many{n}." for n in range(9)] for number in range(count)
        )
        files = [article("\n".join(body)) for body in lines]
        events = Counter()
        sys.setprofile(lambda *told: events.update([told[1]]))
        list(check_repeats(files, Exceptions()))
        sys.setprofile(None)
        return events["call"]

    assert steps(80) < 10 * steps(10)
