"""Parts of other pages: links to them are checked when all content has been read."""

from types import SimpleNamespace

import pytest
from writing.fragments import check_fragments, complaint, ids, part


def test_ids():
    """Every id counts, and the name of an anchor; entities are read, code and comments are not."""
    html = (
        "<h2 id='one'>1</h2><p id=two><a name=\"th&amp;ree\">3</a></p><input name=no><svg><g id=four /></svg>"
        "<!-- <p id=no> --><code>&lt;p id=no&gt;</code><p id>"
    )

    assert ids(html) == {"one", "two", "th&ree", "four"}


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("other.md", ""),
        ("other.md#", ""),
        ("other.md#part", "part"),
        ("{filename}/posts/other.md?a=1#part", "part"),
        ("#part:~:text=words", "part"),
        ("#:~:text=words", ""),
        ("#a%20b", "a%20b"),
    ],
)
def test_part(reference, name):
    """The part of a reference stands behind its #; what browsers read themselves does not count."""
    assert part(reference) == name


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("other.md", ""),
        ("other.md#part", ""),
        ("other.md#top", ""),
        ("other.md#TOP", ""),
        ("other.md#gr%C3%B6%C3%9Fe", ""),
        ("other.md#prat", '"other.md#prat": there is no part "prat" in other.md; did you mean "part"?'),
        (
            "{filename}/a%20b.md?x#Part",
            '"{filename}/a%20b.md?x#Part": there is no part "Part" in /a b.md; did you mean "part"?',
        ),
        (
            "other.md#zzz",
            '"other.md#zzz": there is no part "zzz" in other.md; write the id of a heading, or leave the # out',
        ),
    ],
)
def test_complaint(reference, message):
    """A part that the page does not have is told with the one that looks like it."""
    assert complaint(reference, {"part", "größe"}) == message


def page(path: str, *links, save_as: str = "index.html", parts=()) -> SimpleNamespace:
    """Return a page as Pelican keeps it, with links and the ids that it has."""
    metadata = {"links": links, "ids": frozenset(parts)}
    return SimpleNamespace(source_path=path, save_as=save_as, translations=[], metadata=metadata)


def context(*articles, profiles=()) -> dict:
    """Return Pelican's lists with these posts and profiles."""
    empty = dict.fromkeys(("hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages"), ())
    found = {item.source_path: item for item in (*articles, *profiles)}
    return {**empty, "articles": articles, "profile_pages": {"authors": profiles}, "generated_content": found}


def test_check_fragments(caplog):
    """Links of posts and profiles are checked against the page that they lead to, with file and line."""
    target = page("b.md", parts=["part"])
    wrong, right, whole = ("b.md", 7, "b.md#prat"), ("b.md", 8, "b.md#part"), ("b.md", 9, "b.md")
    check_fragments(context(page("a.md", wrong, right, whole), target, profiles=[page("c.md", wrong)]))

    message = 'error[link]: "b.md#prat": there is no part "prat" in b.md; did you mean "part"?'
    assert [record.getMessage() for record in caplog.records] == [f"a.md:7: {message}", f"c.md:7: {message}"]


def test_what_is_not_checked(caplog):
    """A draft's links wait until it is published; a page that could not be read has been told already."""
    draft = page("a.md", ("b.md", 7, "b.md#prat"), save_as="")
    check_fragments(context(draft, page("b.md", ("gone.md", 3, "gone.md#part"))))

    assert caplog.records == []
