"""A text is taken apart into blocks that know what they are, where they stand and under which headings."""

import pytest
from proofreading.inline import cells, links, plain
from proofreading.model import Kind

TEXT = """\
Lead, first line.
Second line.

!!! takeaways "Key takeaways"
    - One.
    - Two,
      goes on.

## A section

A paragraph:

- [ ] a task
- [x] another
    - below it

    more of it

1. first
2. second

| a | b |
| --- | --: |
| 1 | `x|y` \\| z |

### Below

> [!TIP] Words
> In a box.

```calculator One
Clicks: 5
```

Term
:   What it means.

![alt](a.svg "Caption")

Words[^1] and more.

[^1]: A note.

*[SMO]: Social media optimisation
[named]: https://example.net/a "Title"
<!-- nothing
of it -->
Setext
------

---

    indented code
"""


def test_blocks(article):
    """Every kind of block is found on its line."""
    found = [(block.kind, block.line, block.box) for block in article(TEXT).blocks]

    assert found == [
        (Kind.PARAGRAPH, 3, ""),
        (Kind.BOX, 6, "takeaways"),
        (Kind.ITEM, 7, "takeaways"),
        (Kind.ITEM, 8, "takeaways"),
        (Kind.HEADING, 11, ""),
        (Kind.PARAGRAPH, 13, ""),
        (Kind.ITEM, 15, ""),
        (Kind.ITEM, 16, ""),
        (Kind.ITEM, 17, ""),
        (Kind.PARAGRAPH, 19, ""),
        (Kind.ITEM, 21, ""),
        (Kind.ITEM, 22, ""),
        (Kind.HEAD, 24, ""),
        (Kind.ROW, 26, ""),
        (Kind.HEADING, 28, ""),
        (Kind.BOX, 30, "tip"),
        (Kind.PARAGRAPH, 31, "tip"),
        (Kind.CODE, 34, ""),
        (Kind.TERM, 37, ""),
        (Kind.ITEM, 38, ""),
        (Kind.IMAGE, 40, ""),
        (Kind.PARAGRAPH, 42, ""),
        (Kind.ITEM, 44, ""),
        (Kind.HEADING, 50, ""),
        (Kind.CODE, 55, ""),
    ]


def test_sections_and_groups(article):
    """A block knows the headings above it, and which list or table it belongs to."""
    blocks = article(TEXT).blocks
    by_line = {block.line: block for block in blocks}

    assert by_line[3].section == ()
    assert by_line[28].section == by_line[31].section == ("A section", "Below")
    assert by_line[50].section == ("Setext",)
    assert by_line[7].group == by_line[8].group != by_line[15].group
    assert by_line[24].group == by_line[26].group
    assert by_line[34].info == "calculator One"


def test_addresses_with_names(article):
    """Addresses that are named below the text belong to its links."""
    found = article("See [this][a], [b] and [other](other.md).\n\n[a]: https://example.net/x\n")

    assert [(link.address, link.line) for link in links(found.blocks[0], found.references)] == [
        ("https://example.net/x", 3),
        ("other.md", 3),
    ]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("**Bold** and *stress* and ~~struck~~", "Bold and stress and struck"),
        ("a [link *there*](https://example.net/a_(b)) ends", "a link there ends"),
        ("[a [b] c](x.md){ lang=en } d", "a [b] c  d".replace("  ", " ")),
        ("snake_case and _stress_", "snake_case and stress"),
        ("3 * 4 and 3*4", "3 * 4 and 3*4"),
        ("`code *as* it is` here", "code *as* it is here"),
        ("![alt](a.png) after", " after"),
        ("<b>bold</b> &amp; more", "bold & more"),
        (r"\*no stress\* \[[so]]", "*no stress* [[so]]"),
        ("<https://example.net/>", "https://example.net/"),
    ],
)
def test_plain(raw, words):
    """Words are what readers see."""
    assert plain(raw) == words


def test_lines_stay():
    """A word stands on the line on which it was written."""
    raw = "one `two\nthree` [four\nfive](a.md)\nsix"

    assert plain(raw).count("\n", 0, plain(raw).index("six")) == 3


@pytest.mark.parametrize(
    ("raw", "addresses"),
    [
        ('[a](https://example.net/) b [c](<d e.md> "t")', ["https://example.net/", "d e.md"]),
        ("`[a](b.md)`", []),
        ("![a](b.png)", []),
        ("[![a](b.png)](https://example.net/v)", ["https://example.net/v"]),
        ("see https://example.net/a.", ["https://example.net/a"]),
        ('<a class="x" href="https://example.net/b">c</a>', ["https://example.net/b"]),
        ("<https://example.net/c>", ["https://example.net/c"]),
    ],
)
def test_links(article, raw, addresses):
    """Every way of writing a link is one, code and pictures are none."""
    assert [link.address for link in links(article(raw).blocks[0])] == addresses


@pytest.mark.parametrize(
    ("row", "found"),
    [("| a | b |", ["a", "b"]), ("a | b", ["a", "b"]), ("| `x|y` | a \\| b | |", ["`x|y`", "a \\| b", ""])],
)
def test_cells(row, found):
    """A bar in code or behind a backslash parts no cells."""
    assert cells(row) == found
