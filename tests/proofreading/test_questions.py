"""Each post answers one question, and no other post the same."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proofreading.limits import QUESTIONS_ALIKE
from proofreading.questions import alike, check_questions

QUESTIONS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=8)


def told(article, *questions):
    """Return what is found in posts that ask these."""
    posts = [article("Text.", f"content/posts/{number}.md", Question=asked) for number, asked in enumerate(questions)]
    return [finding.found for finding in check_questions(posts)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is a share?", "What is a share?"),
        ("What is a share?", "What are shares?"),
        ("How do I measure social media work?", "How should you measure the work of social media?"),
    ],
)
def test_the_same(article, first, second):
    """Questions about the same are one, in whatever words they ask."""
    assert told(article, first, second) == [f'"{second}" asks what content/posts/0.md answers']


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What is social media optimisation?", "What is social media marketing, and which parts does it have?"),
        ("How do SMO and SMM feed each other?", "What is the difference between SMO and SMM?"),
    ],
)
def test_others(article, first, second):
    """Questions that share a field ask different things."""
    assert told(article, first, second) == []


def test_form(article):
    """A post has a question, with its mark at the end, in Arabic too; a translation has its original's."""
    assert told(article, "Tell me what a share is.") == ['"Tell me what a share is." is no question']
    assert told(article, "ما المشاركة؟") == []
    assert [finding.found for finding in check_questions([article("Text.")])] == ["there is no Question"]
    assert list(check_questions([article("Text.", Translation="true")])) == []


@given(QUESTIONS)
def test_all_pairs_are_found(questions):
    """Comparing few finds as much as comparing each with each."""
    pairs = [
        (first, second)
        for first, second in combinations(range(len(questions)), 2)
        if (either := questions[first] | questions[second])
        and len(questions[first] & questions[second]) / len(either) >= QUESTIONS_ALIKE
    ]

    assert sorted(alike(questions)) == pairs
