"""A problem in a body is told with the line on which it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.lines import Lines, alone, starts, without_code
from writing.references import EMPTY_PICTURE


@pytest.mark.parametrize(
    ("body", "sought", "lines"),
    [
        ("a\n\n[b](c.md)", "c.md", [9]),
        # each time the next one; the last one when there are no more
        ("[a](c.md)\n[b](c.md)", "c.md", [7, 8, 8]),
        # not as a part of another
        ("[a](../c.md) [a](c.md5)\n[b](c.md)", "c.md", [8]),
        # code shows, and links nowhere
        ("`c.md`\n[b](c.md)", "c.md", [8]),
        ("```\n[a](c.md)\n```\n[b](c.md)", "c.md", [10]),
        ("> ~~~\n> c.md\n> ~~~\n\n[b](c.md)", "c.md", [11]),
        ("only `c.md`", "c.md", [7]),
        ("1. ```\n   c.md\n   ```\n\n[b](c.md)", "c.md", [11]),
        # a backtick alone is none
        ("a ` b\n\n[b](c.md)\n\nc ` d", "c.md", [9]),
        # lines as editors count them
        ("a\u2028b\r\n[b](c.md)", "c.md", [8]),
        # nowhere
        ("a\nb", "c.md", [7]),
        # patterns
        ('<img srcset="a.png 1x" alt="">\n<img alt="">', EMPTY_PICTURE, [8]),
        ("![A](p.png)\n![](p.png)", re.compile(r"!\[\]\(p\.png"), [8]),
    ],
)
def test_lines(body, sought, lines):
    """It is where a writer looks for it in a file whose body begins on line 7."""
    found = Lines(body, 7)

    assert [found.of(sought) for _ in lines] == lines


def test_without_code():
    """Every line keeps its length, so that places stay."""
    assert without_code("a `b` c\n\n```py\nd\n```\ne") == "a     c\n\n     \n \n   \ne"


@given(
    st.text("a.b/&-", max_size=4),
    st.lists(st.sampled_from([*"ab./- \\", "&amp;", "a.b", "&"]), max_size=20).map("".join),
)
def test_addresses_are_found_with_and_without_a_pattern(reference, text):
    """Where an address begins does not depend on how it is looked for."""
    assert list(starts(reference, text)) == [found.start() for found in alone(reference).finditer(text)]
