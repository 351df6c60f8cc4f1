"""Posts that wait for their day are listed, soonest first."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from writing.due import waiting

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def listed(tmp_path):
    """Return a function that gives the titles of the posts that wait among those with these front matters."""

    def titles(*posts: str) -> list[str]:
        for number, text in enumerate(posts):
            (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
        return [post.title for post in waiting(sorted(tmp_path.iterdir()), NOW, PARIS)]

    return titles


def test_soonest_first(listed):
    """By moment, not by file."""
    later, sooner = "Title: Later\nDate: 2027-01-01\n\nText.", "Title: Sooner\nDate: 2026-12-01\n\nText."

    assert listed(later, sooner) == ["Sooner", "Later"]


@pytest.mark.parametrize(
    ("lines", "waits"),
    [
        ("Date: 2026-11-21 10:01", True),
        # in Paris it is ten already
        ("Date: 2026-11-21 10:00", False),
        ("Date: 2026-11-21 09:30+00:00", True),
        ("Date: 2026-11-20", False),
        ("Date: 2027-01-01\nDraft: true", False),
        ("Date: 2027-01-01\nStatus: skip", False),
        ("Date: 2027-01-01\nStatus: hidden", True),
        ("Date: some day", False),
        ("", False),
    ],
)
def test_what_waits(listed, lines, waits):
    """A date ahead, in the site's zone unless it has its own; drafts wait for their writer instead."""
    assert listed(f"Title: A\n{lines}\n\nText.") == (["A"] if waits else [])


def test_what_cannot_be_read_is_left_to_the_check(listed):
    """Broken front matter stops no list."""
    assert listed("---\ntitle: [\n", "Title: B\nDate: 2027-01-01\n\nText.") == ["B"]
