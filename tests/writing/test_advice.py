"""What a writer may want to look at again, by line; it stops nothing."""

from datetime import date

import pytest
from writing.advice import advice
from writing.front_matter import parse
from writing.schema import Kind

TODAY = date(2026, 11, 21)
HEAD = "Title: A title\nSummary: Words\n"


def told(text: str, stem: str = "a-title", kind: Kind = Kind.POSTS) -> list[tuple[int, str]]:
    """Return line and key of each piece of advice."""
    return [(found.line, found.key) for found in advice(parse(text), stem, kind, TODAY)]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Lorem ipsum dolor sit amet",
            "TODO: write this",
            "Put your text here.",
            "insert image here",
            "A number: XXX",
        ),
        *("Write your text here, in Markdown.", "FIXME", "TBD"),
    ],
)
def test_text_of_a_template(line):
    """What was to be replaced is found in the body, in the title and in the summary, with its line."""
    assert told(f"{HEAD}\nFirst.\n\n{line}\n") == [(6, "text")]
    assert told(f"Title: {line}\n\nText.") == [(1, "text")]
    assert told(f"Title: A\nSummary: {line}\n\nText.") == [(2, "text")]


@pytest.mark.parametrize(
    "text",
    [
        "The word todo in lower case",
        "`TODO` in code",
        "```\nTODO\n```",
        "    TODO in a block",
        "Mastodon",
        "A to-do list",
    ],
)
def test_ordinary_words(text):
    """Code, and words that only look alike, are nothing to replace."""
    assert told(f"{HEAD}\nFirst.\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("This post is sponsored by Acme.", [(4, "sponsored")]),
        ("Written in partnership with Acme.", [(4, "sponsored")]),
        ("It contains affiliate links.", [(4, "sponsored")]),
        ("Many posts are sponsored.", []),
    ],
)
def test_advertising_without_its_label(line, keys):
    """Words that introduce advertising ask a post for `Sponsored`; whatever it answers, they are fine."""
    assert told(f"{HEAD}\n{line}") == keys
    assert told(f"{HEAD}Sponsored: true\n\n{line}") == []
    assert told(f"{HEAD}Sponsored: false\n\n{line}") == []
    assert told(f"{HEAD}\n{line}", kind=Kind.PAGES) == []


@pytest.mark.parametrize(("question", "keys"), [("What is it", [(3, "question")]), ("What is it?", []), ("ما هو؟", [])])
def test_a_question_without_its_mark(question, keys):
    """It is told; the mark may be that of any script."""
    assert told(f"{HEAD}Question: {question}\n\nText.") == keys


@pytest.mark.parametrize(
    ("day", "keys"), [("2026-11-20", [(3, "review_by")]), ("2026-11-21", []), ("2027-01-01", []), ("soon", [])]
)
def test_review(day, keys):
    """A day of review that has passed is told, with its line."""
    assert told(f"{HEAD}Review_By: {day}\n\nText.") == keys


def test_a_file_with_other_letters():
    """Its address would be in letters that nobody chose, unless a slug is."""
    assert told(f"{HEAD}\nText.", "社交") == [(1, "slug")]
    assert told(f"{HEAD}Slug: social\n\nText.", "社交") == []
