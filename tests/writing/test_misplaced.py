"""A line of the front matter that slipped into the text is told: a draft would be published."""

import pytest
from writing.misplaced import misplaced
from writing.tidy import read


def told(body: str) -> list[tuple[int, str]]:
    """Return line and key of what is told about a text that begins on line 3."""
    return [place[:2] for place in misplaced(read(f"Title: A\n\n{body}"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Draft: true\n\nText.", [(3, "draft")]),
        ("Draft = true\nText.", [(3, "draft")]),
        ("draft true\n", [(3, "draft")]),
        ("\U0001f600 Draft: true\n", [(3, "draft")]),
        ("Text.\n\nStatus: hidden\n", [(5, "status")]),
        ("// Draft: yes", [(3, "draft")]),
        ("Tags: a, b\nSlug: c\n\nText.", [(3, "tags"), (4, "slug")]),
        ("Share_Text_LinkedIn: x", [(3, "share_text_linkedin")]),
    ],
)
def test_told(body, expected):
    """Keys at the top of a text, and below it what keeps a post back."""
    assert told(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\nTags: are useful.",
        "Note: this.",
        "`Draft: true` keeps a post back.",
        "Write:\n\n    Draft: true\n",
        "```\nDraft: true\n```\n",
        "A draft is true to its writer.",
        "## Status: published",
        "Title\n=====",
    ],
)
def test_not_told(body):
    """Prose that speaks of such things, and code that shows them."""
    assert told(body) == []
