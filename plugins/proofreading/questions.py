"""The one question that each post answers: there, a question, and nobody else's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from writing.questions import is_asked

from proofreading.limits import QUESTIONS_ALIKE
from proofreading.model import Article, Finding

WORD = re.compile(r"[^\W_]+")
# Words that make a question one, and tell nothing of what it is about.
COMMON = re.compile(
    r"(?:an?|and|are|as|at|be|by|can|do|does|for|from|get|has|have|how|i|if|in|is|it|its|make|of|on|one|or|should|so|that"
    r"|the|their|them|then|there|they|this|to|used?|was|what|when|where|which|who|why|will|with|without|work|your?|much"
    r"|many|need)"
)


def telling(question: str) -> frozenset[str]:
    """Return the words that say what a question is about, without the s of their plurals."""
    words = (word.lower() for word in WORD.findall(question))
    return frozenset(word.removesuffix("s") for word in words if not COMMON.fullmatch(word))


def check_questions(posts: Iterable[Article]) -> Iterator[Finding]:
    """Yield posts that answer no question, or one that another answers. A translation answers its original's."""
    asking = []
    for post in posts:
        if post.field("translation"):
            continue
        question = post.field("question")
        if not question:
            yield post.at(1, "questions", "there is no Question", "write the one question that this post answers")
            continue
        if not is_asked(question):
            yield post.at(post.line("question"), "questions", f'"{question}" is no question', "end it with ?")
        asking.append(post)
    for first, second in alike([telling(post.field("question")) for post in asking]):
        post, other = asking[second], asking[first]
        found = f'"{post.field("question")}" asks what {other.path.as_posix()} answers'
        yield post.at(post.line("question"), "questions", found, "ask something else, or make one post of two")


def alike(questions: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two questions that have most of their words in common, the earlier one first.

    Each is compared with those alone that have one of its rarest words too: if so much is to be in common, it cannot be
    only the frequent ones. https://doi.org/10.1145/1242572.1242591 (prefix filtering)
    """
    frequency = Counter(word for words in questions for word in words)
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(questions):
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(words) - ceil(QUESTIONS_ALIKE * len(words)) + 1]
        for earlier in sorted({other for word in rarest for other in index[word]}):
            if len(words & questions[earlier]) >= QUESTIONS_ALIKE * len(words | questions[earlier]):
                yield earlier, place
        for word in rarest:
            index[word].append(place)
