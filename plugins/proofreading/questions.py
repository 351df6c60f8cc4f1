"""The one question that each post answers: there, a question, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    seen: list[tuple[frozenset[str], Article]] = []
    for post in posts:
        if post.field("translation"):
            continue
        question = post.field("question")
        if not question:
            yield post.at(1, "questions", "there is no Question", "write the one question that this post answers")
            continue
        if not question.rstrip().endswith(("?", "؟")):
            yield post.at(post.line("question"), "questions", f'"{question}" is no question', "end it with ?")
        words = telling(question)
        for others, other in seen:
            if words and len(words & others) / len(words | others) >= QUESTIONS_ALIKE:
                found = f'"{question}" asks what {other.path.as_posix()} answers'
                yield post.at(post.line("question"), "questions", found, "ask something else, or make one post of two")
        seen.append((words, post))
