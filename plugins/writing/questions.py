"""The one question that a post answers: no two published posts of a language answer the same one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category, normalize

from writing.checks import every_article, is_written, line_of_key
from writing.front_matter import one
from writing.problems import log_problem, shown

KEY = "question"
# What a question ends with in Latin, Arabic, fullwidth, Armenian, Ethiopic and Greek script. Greek's own mark becomes a
# semicolon in NFC. https://www.unicode.org/charts/normalization/
MARKS = "?؟？՞፧\u037e;"


def is_asked(question: str) -> bool:
    """Return whether a question has its mark; in Armenian that stands inside."""
    return any(mark in question for mark in MARKS)


def folded(question: str) -> str:
    """Return what the spellings of one question have in common: letters, their marks and digits, without case."""
    plain = normalize("NFKC", normalize("NFKC", question).casefold())
    return " ".join("".join(sign if category(sign)[0] in "LMN" else " " for sign in plain).split())


def check_questions(context: Mapping[str, Any]) -> None:
    """Report published posts of one language that answer the same question."""
    first: dict[tuple[str, str], Any] = {}
    written = (post for post in every_article(context) if is_written(post) and post.status == "published")
    for post in sorted(written, key=lambda post: str(post.source_path)):
        question = one(post.metadata["front_matter"], KEY)
        asked = folded(question)
        other = first.setdefault((post.lang, asked), post)
        if asked and other is not post:
            message = (
                f'"{question}" is answered by {shown(other.source_path).as_posix()}:{line_of_key(other, KEY)} too; '
                "write another question, or put both posts into one"
            )
            log_problem(post.source_path, line_of_key(post, KEY), KEY, message)
