"""A new post has the right name and keys, whatever its title, and replaces nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.front_matter import parse
from writing.new import NAME_LENGTH, TEXT, name_of, post, write
from writing.schema import Kind, mistakes

DAY = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
TOPICS = ["Search: and social", "Über uns"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What is SMO?", "what-is-smo"),
        ("  It costs $5: “quotes” & more  ", "it-costs-5-quotes-more"),
        ("Größe, żółw", "grosse-zolw"),
        ("Что такое SMO", "chto-takoe-smo"),
        ("社交媒体", "she-jiao-mei-ti"),
        ("🚀", "post-2026-11-21"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "x" * NAME_LENGTH),
    ],
)
def test_name(title, name):
    """Letters a to z, digits and hyphens, of any script; cut at a word."""
    assert name_of(title, DAY) == name


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(lambda text: text.strip()))
def test_any_title_is_read_back(title):
    """The file says the title that was asked for, and the table of keys finds nothing wrong with it."""
    document = parse(post(title, DAY, TOPICS))

    assert document.fields["title"].value.split() == title.split()
    assert document.fields["category"].value == TOPICS[0]
    assert list(mistakes(document.fields, Kind.POSTS)) == []
    assert document.body.strip() == TEXT


def test_what_no_file_may_hold():
    """Control characters are left out."""
    assert parse(post("A\x07 B\x1b", DAY, TOPICS)).fields["title"].value == "A B"


def test_it_is_a_draft():
    """Nothing is published before its writer says so."""
    fields = parse(post("A", DAY, TOPICS)).fields

    assert fields["draft"].value == "true"
    assert fields["date"].value == "2026-11-21 09:05"


def test_each_key_comes_with_help():
    """A line above each key says what belongs there; the topics are named."""
    lines = post("A", DAY, TOPICS).splitlines()
    keys = [number for number, line in enumerate(lines) if ": " in f"{line} " and not line.startswith(("#", "-"))]

    assert len(keys) == 9
    assert all(lines[number - 1].startswith("# ") for number in keys)
    assert any("(Search: and social, Über uns)" in line for line in lines)


def test_nothing_is_replaced(tmp_path):
    """A second post of the same name is refused, and the first stays."""
    file = write("A title", tmp_path / "posts", DAY, TOPICS)
    file.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        write("A title!", tmp_path / "posts", DAY, TOPICS)
    assert file.read_text(encoding="utf-8") == "mine"
    assert file.name == "a-title.md"


def test_titles_without_letters_on_one_day(tmp_path):
    """Each gets a name of its own; a name made of words is never counted up."""
    files = [write(title, tmp_path, DAY, ()).name for title in ("🚀", "!!!", "?")]

    assert files == ["post-2026-11-21.md", "post-2026-11-21-2.md", "post-2026-11-21-3.md"]
