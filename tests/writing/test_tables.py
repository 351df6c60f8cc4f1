"""Tables: cards where a card says all, a box that scrolls elsewhere; headers of columns and of rows."""

import pytest

TABLE = "| Key | Value |\n|-----|-------|\n| a   | 1     |"
SIX = "| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |"


def cells(html, selector: str) -> list[tuple[str, str | None, str]]:
    """Return name, label and words of the cells that a selector finds."""
    return [(cell.name, cell.get("data-label"), cell.get_text()) for cell in html.select(selector)]


def test_cards(convert):
    """A table of a few columns is labelled: the first cell heads its row, each other has the words of its column."""
    html, problems = convert("| Kind | Cost | Time |\n|---|---|---|\n| SMO | €1 | |\n| SMM | €2 | 3 h |")

    assert html.table["class"] == ["cards"]
    assert html.select(".table-scroll") == []
    assert cells(html, "thead [scope=col]") == [("th", None, "Kind"), ("th", None, "Cost"), ("th", None, "Time")]
    assert cells(html, "tbody [scope=row]") == [("th", None, "SMO"), ("th", None, "SMM")]
    assert cells(html, "tbody td") == [
        ("td", "Cost", "€1"),
        ("td", "Time", ""),
        ("td", "Cost", "€2"),
        ("td", "Time", "3 h"),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("*Stressed* & `<code>`", "Stressed & <code>"),
        ("[Link](other.md)", "Link"),
        ('<abbr title="Key">K</abbr>', "K"),
        ("R&amp;D", "R&D"),
        ("Don't -- ever", "Don’t – ever"),
        (r"A \* B", "A * B"),
        ("Note[^1]", "Note"),
    ],
)
def test_labels(convert, header, label):
    """A label is the plain words of the header, as typographic as those."""
    html, problems = convert(f"| | {header} |\n|---|---|\n| a | 1 |\n\n[^1]: n[^1]")

    assert html.select("tbody td")[0]["data-label"] == label
    assert problems == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SIX, "Table: A, B, C, D, E, F"),
        ("| Key |   |\n|---|---|\n| a | 1 |", "Table: Key"),
        ("|   |   |\n|---|---|\n| a | 1 |", "Table"),
        ("| Alone |\n|---|\n| a |", "Table: Alone"),
        ("| Key | ![A](images/a.png) |\n|---|---|\n| a | 1 |", "Table: Key"),
    ],
    ids=["many", "no words above", "no header", "one column", "picture"],
)
def test_boxes(convert, text, name):
    """Where labels would be missing, or too many, a box scrolls: it can be reached by keyboard and has a name."""
    html, problems = convert(text)

    box = html.table.parent
    assert (box["role"], box["tabindex"], box["class"]) == ("region", "0", ["table-scroll"])
    assert box["aria-label"] == name
    assert "class" not in html.table.attrs
    assert problems == []


def test_no_cell_is_lost(convert):
    """What stands beyond the last column is told: Markdown leaves it out. Where it is empty nothing is lost."""
    _, problems = convert("| A | B |\n|---|---|\n| 1 | 2 | |\n| a | b | c |")

    message = "the row has 3 cells below 2 headers, of which the last are not shown; write \\| where no cell shall end"
    assert problems == [("table", message)]


@pytest.mark.parametrize("written", ["x \\| y", "`x \\| y`", "`x | y`", "``x \\| y``"])
def test_the_sign_between_cells_as_text(convert, written):
    """Behind a backslash it is text, in code too. https://github.github.com/gfm/#example-200"""
    html, problems = convert(f"| A | B |\n|---|---|\n| {written} | b |")

    assert html.tbody.th.get_text() == "x | y"
    assert problems == []


def test_empty_headers(convert):
    """A cell without anything in it is no header, and a row of those is left out."""
    html, _ = convert("| | A |\n|---|---|\n| | 1 |\n| ![A](images/a.png) | 2 |\n\n| | |\n|---|---|\n| b | 3 |")

    first, second = html.find_all("table")
    assert [cell.name for cell in first.thead.find_all(["td", "th"])] == ["td", "th"]
    assert [row.find(["td", "th"]).name for row in first.tbody.find_all("tr")] == ["td", "th"]
    assert second.thead is None
    assert second.th["scope"] == "row"


def test_alignment(convert):
    """Alignment is said without styles, which a policy would refuse, and follows the page's direction."""
    html, problems = convert("| Key | A | B | C |\n|---|:---:|--:|:--|\n| [a](other.md) | 1 | 2 | 3 |")

    assert [cell.get("data-align") for cell in html.select("tbody > tr > *")] == [None, "center", "end", None]
    assert html.select("[style], [align]") == []
    assert html.a["href"] == "{filename}/posts/other.md"
    assert problems == []


def test_a_table_without_rows(convert):
    """A table of headers alone is a table still."""
    html, problems = convert("| A | B |\n|---|---|")

    assert cells(html, "th") == [("th", None, "A"), ("th", None, "B")]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        (f"{SIX}\n\n{SIX}", 2),
        (f"Before.\n\n{SIX}\n\nAfter.", 1),
        ("- A list\n\n" + "\n".join(f"    {line}" for line in SIX.splitlines()), 1),
        ("!!! note\n" + "\n".join(f"    {line}" for line in SIX.splitlines()), 1),
        ("> " + SIX.replace("\n", "\n> "), 1),
    ],
    ids=["two", "among text", "in a list", "in a box", "in a quotation"],
)
def test_every_table_has_one_box(convert, text, tables):
    """Wherever a table stands, it has one box, and nothing around it is lost."""
    html, _ = convert(text)

    assert len(html.find_all("table")) == tables
    assert len(html.select("div.table-scroll > table")) == len(html.select("div.table-scroll")) == tables
    for words in ("Before.", "After.", "A list"):
        assert (words in html.get_text()) is (words in text)


def test_tables_of_the_writer(body):
    """A table written as HTML stays as it is written; since it scrolls where it must, it can be reached by keyboard."""
    written = '<table>\n<tr><td rowspan="2">a</td><td>b</td></tr>\n</table>'

    assert body(written)[0] == written.replace("<table>", '<table tabindex="0">')
