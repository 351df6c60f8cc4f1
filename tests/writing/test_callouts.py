"""GitHub's callouts are the boxes that `!!!` makes."""

import pytest
from writing.callouts import KINDS

KIND_NAMES = [kind.lower() for kind in KINDS]


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("written", [str.lower, str.upper, str.capitalize])
def test_kinds(body, kind, written):
    """Each kind, in any case, is the same HTML as its box."""
    callout, problems, _ = body(f"Before.\n\n> [!{written(kind)}]\n> Words with *emphasis*.\n>\n> More.\n\nAfter.")
    box, _, _ = body(f"Before.\n\n!!! {kind}\n    Words with *emphasis*.\n\n    More.\n\nAfter.")

    assert callout == box
    assert problems == []


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("> [!NOTE] A *title*", "A <em>title</em>"),
        ("> [!NOTE]- A title", "A title"),
        ("> [!NOTE]+", "Note"),
        (">[!NOTE]", "Note"),
        ("> [!NOTE]: A title", "A title"),
        ("   >  [!NOTE]  ", "Note"),
        (
            '> [!NOTE] "Quoted" & [linked](other.md)',
            '&ldquo;Quoted&rdquo; &amp; <a href="{filename}/posts/other.md">linked</a>',
        ),
    ],
)
def test_titles(body, first, title):
    """A title stands behind the kind, as in Obsidian; without one the kind is the title."""
    html, problems, _ = body(f"{first}\n> Words.")

    assert html == (
        '<div class="admonition note" role="note">\n'
        f'<p class="admonition-title"><strong>{title}</strong></p>\n<p>Words.</p>\n</div>'
    )
    assert problems == []


def test_content(convert):
    """Anything may stand in a box: lists, code, tables, pictures, boxes."""
    html, problems = convert(
        "> [!NOTE]\n> Words:\n>\n>     code\n>\n> - a point\n>     - below\n>\n> | a |\n> |---|\n> | b |\n>\n"
        "> ![A](images/a.png)\n>\n> > [!TIP]\n> > Inside.\n>\n> > A quotation."
    )

    box = html.select_one("div.note")
    assert [box.select(name) != [] for name in ("ul ul", "pre", "table", "img", "div.tip", "blockquote")] == [True] * 6
    assert box.select_one("div.tip").get_text(" ", strip=True) == "Tip Inside."
    assert html.find_all(recursive=False) == [box]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Words.\n> [!NOTE]\n> A", ["p", "div"]),
        ("> [!NOTE]\n> A\n\n> B", ["div", "blockquote"]),
        ("> A\n\n> [!NOTE]\n> B", ["blockquote", "div"]),
        ("> [!NOTE]\n> A\n\n> [!TIP]\n> B", ["div", "div"]),
        ("> [!NOTE]\n> A\n\n    code", ["div", "pre"]),
        ("> [!NOTE]\nlazy", ["div"]),
        ("> [!NOTE] A title", ["div"]),
    ],
)
def test_neighbours(convert, text, shape):
    """A box ends where its quotation ends, and takes nothing of what stands around it."""
    html, problems = convert(text)

    assert [child.name for child in html.find_all(recursive=False)] == shape
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "> Words\n> [!NOTE]",
        "> [!NOTE](other.md)",
        "> [![A](images/a.png)](other.md)",
        "> [NOTE] words",
        "> \\[!NOTE]",
        "[!NOTE]\nwords",
        "    > [!NOTE]",
        "```\n> [!NOTE]\n```",
    ],
)
def test_what_is_no_callout(convert, text):
    """Only the first line of a quotation makes it a box."""
    html, problems = convert(text)

    assert html.select(".admonition") == []
    assert problems == []


def test_in_a_list(convert):
    """A box in an item belongs to the item."""
    html, _ = convert("- An item\n\n    > [!NOTE]\n    > Words.\n\n- Another")

    assert html.select_one("li > div.admonition.note > p:last-child").get_text() == "Words."


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[!NOET]", '"[!NOET]" is no kind of box; did you mean "NOTE"?'),
        ("[!warn]", '"[!warn]" is no kind of box; did you mean "WARNING"?'),
        ("[!FUN] Title", '"[!FUN]" is no kind of box; write one of NOTE, TIP, IMPORTANT, WARNING, CAUTION'),
        (
            "[!bug]",
            '"[!bug]" is no kind of box; write [!CAUTION], or another of NOTE, TIP, IMPORTANT, WARNING, CAUTION',
        ),
        (
            "[!QUESTION]",
            '"[!QUESTION]" is no kind of box; write [!NOTE], or another of NOTE, TIP, IMPORTANT, WARNING, CAUTION',
        ),
        ("[!quote] Who", '"[!quote]" is no kind of box; a quotation needs none: leave this line out'),
    ],
)
def test_unknown_kinds(convert, written, message):
    """A kind that nobody knows is told once, with the one that looks like it; its words stay a quotation."""
    html, problems = convert(f"> {written}\n> Words.")

    assert problems == [("callout", message)]
    assert html.blockquote


@pytest.mark.parametrize("text", ["> [!NOTE]", "> [!NOTE]\n>", "> [!NOTE]\n\nWords."])
def test_empty_boxes(convert, text):
    """A box without a word is told."""
    message = '"[!NOTE]" has no text; write it on the lines below, each with > before it'

    assert convert(text)[1] == [("callout", message)]


def test_boxes_without_a_title(convert):
    """A box whose title is left out on purpose has none."""
    html, _ = convert('!!! note ""\n    Words.')

    assert html.select_one("div.admonition.note[role=note] > :first-child").get_text() == "Words."
