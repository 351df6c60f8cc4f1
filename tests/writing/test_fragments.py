"""Parts of pages, and references to them."""

import pytest
from writing.fragments import complaint, ids, part


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
            "other.md#Gr%C3%B6%C3%9Fe%20!",
            '"other.md#Gr%C3%B6%C3%9Fe%20!": there is no part "Größe !" in other.md; did you mean "größe"?',
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
