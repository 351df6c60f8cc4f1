"""Lists and tables as CommonMark writes them; text with four spaces and empty lines, as Python-Markdown asks for it."""

import re
import textwrap
from itertools import takewhile

import pytest
from bs4 import BeautifulSoup, NavigableString
from factories import WORDS as TABLES
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from writing.body import Body
from writing.references import References

COMMON_MARK = MarkdownIt("commonmark").enable("table")


def shape(html: str) -> list:
    """Return the elements and words of a piece of HTML, without white space but that of code."""
    soup = BeautifulSoup(html, "html.parser")
    for box in soup.select(".table-scroll"):
        box.unwrap()
    for header in soup.select("th[scope=row]"):
        header.name = "td"  # Markdown knows no headers of rows
    for body in soup.find_all("tbody"):
        if not body.get_text(strip=True):
            body.decompose()  # Python-Markdown gives a table without rows an empty one
    return inside(soup)


def inside(element) -> list:
    found = []
    for child in element.children:
        if isinstance(child, NavigableString):
            found += [str(child).strip("\n") if element.name == "code" else " ".join(child.split())]
        else:
            attributes = (child.get("start"), child.get("class") if child.name == "code" else None)
            found.append((child.name, *attributes, inside(child)))
    return [child for child in found if child != ""]


def bare(text: str, *extensions) -> str:
    """Return the HTML of a text without anything that only a whole site has."""
    return Markdown(extensions=["extra", "admonition", *extensions], output_format="html").convert(text)


def ours(tmp_path_factory, text: str) -> str:
    folder = tmp_path_factory.getbasetemp()
    return bare(text, Body(References(folder / "a.md", folder, "", lambda *_: None), TABLES["en"], "en"))


@pytest.mark.parametrize(
    "text",
    [
        # below each other, by two spaces, three, four, or a tab
        "- one\n  - two",
        "- a\n  - b\n    - c\n      - d\n- e",
        "- a\n    - b\n        - c\n- d",
        "- a\n\t- b\n\t\t- c",
        "1. a\n   - b\n2. c",
        "1. a\n   1. b\n      1. c\n2. d",
        "* a\n  1. b\n  2. c\n* d",
        "10. a\n    - b\n11. c",
        "1. one\n2. two\n   + x\n   + y\n3. three",
        " - a\n - b\n   - c",
        "- - a\n  - b",
        # every sign, and every number
        "+ a\n+ b",
        "* a\n* b",
        "1) a\n2) b",
        "3. a\n4. b",
        "0. a\n1. b",
        "-   a\n\n    b\n-   c",
        "- a\n\n* b",
        "1. a\n- b",
        # directly below a paragraph
        "Text:\n- a\n- b",
        "Text:\n1. a\n2. b",
        "The year\n1986. was no list",
        "Text\n-\nText",
        "Text\n***\nText",
        "## H\n- a",
        # paragraphs, tight and loose
        "- a\n\n  para of a\n\n- b",
        "1. a\n\n   para\n2. b",
        "- a\n\n\n- b",
        "- a\n- b\n\n- c",
        "- a\n\n  b\n- c",
        "- a\n  - b\n\n  - c\n- d",
        "- a\n  - b\n\n    c\n  - d\n- e",
        "- a\n\n  text\n  - b\n  - c\n\n  text",
        "1. a\n\n   - b\n\n   - c\n\n2. d",
        "- a\n\n\tpara",
        "- a\n- b\n\n\n\npara",
        # what goes on, and what does not
        "- a\nlazy\n- b",
        "- a\n  - b\nlazy",
        "- a\n> q",
        "- a\n\n> q",
        "- a\n## H",
        "- a\n---\n- b",
        "* * *\n- a",
        "- a\n1986. b",
        "- a\n\n<!-- c -->\n\n- b",
        # nothing on the first line
        "-\n  foo",
        "-\n\n  foo",
        "- a\n-\n- c",
        # in quotations, and with quotations, code and tables in them
        "> - a\n>   - b\n>\n>   c\n> - d",
        "> a\n> - b\n> - c",
        "- > q\n  > r\n- s",
        "1. item\n\n   > quote",
        "- a\n\n      code\n\n  b",
        "1. a\n\n       code",
        "- a\n  | a | b |\n  |---|---|\n  | c | d |",
        "- | a | b |\n  |---|---|\n  | c | d |",
        # tables
        "text\n| a | b |\n|---|---|\n| c | d |",
        "two\nlines\na | b\n--|--\nc | d",
        "text\n| a | b |\n|---|---|",
        "| a |\n|---|\n| b |\n- x",
        "a | b\nc | d",
        # code that shows lists
        "```\n- a\n  - b\n\n\nx\n```",
        "    - a\n      - b",
        "`a\n- b`",
    ],
)  # fmt: skip
def test_as_common_mark_reads_it(tmp_path_factory, text):
    """Ordinary lists and tables are what GitHub, editors and Prettier take them for."""
    assert shape(ours(tmp_path_factory, text)) == shape(COMMON_MARK.render(text))


WORDS = st.sampled_from(["word", "two\nlines", "*em* `code`"])
CODE_LINES = st.lists(st.sampled_from(["x", "", "  - y", "# z", "    w", "> q", "1. n", "<div>", "[a](b)"]), max_size=4)


@st.composite
def fence(draw) -> str:
    sign = draw(st.sampled_from(["```", "~~~", "````"]))
    return "\n".join([sign + draw(st.sampled_from(["", "py", " sh"])), *draw(CODE_LINES), sign])


def listed(contents: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists of such contents, their lines indented to the text of their item."""
    signs = st.sampled_from(["- ", "* ", "+ ", "-   ", "1. ", "1) "])

    def written(sign: str, items: list[tuple[str, str]], gap: str) -> str:
        rows = [f"{words}{gap}{content}" if content else words for words, content in items]
        return gap.join(sign + textwrap.indent(row, " " * len(sign)).lstrip(" ") for row in rows)

    items = st.lists(st.tuples(WORDS, st.just("") | contents), min_size=1, max_size=3)
    return st.builds(written, signs, items, st.sampled_from(["\n", "\n\n"]))


def quoted(contents: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return contents.map(lambda text: re.sub("^", "> ", text, flags=re.MULTILINE))


BLOCKS = st.recursive(fence(), lambda blocks: listed(blocks) | quoted(blocks), max_leaves=5)


@given(BLOCKS, WORDS)
def test_whatever_is_nested(tmp_path_factory, text, words):
    """Lists, quotations and code are read as CommonMark reads them, however deep they stand in each other."""
    whole = f"{words}\n\n{text}\n\n{words}"
    assert shape(ours(tmp_path_factory, whole)) == shape(COMMON_MARK.render(whole))


@st.composite
def old_style(draw, *, is_loose: bool, depth: int = 0) -> str:
    """Return a list as Python-Markdown asks for it: all below an item indented by four, paragraphs with empty lines."""
    sign = draw(st.sampled_from(["-", "*", "1."]))
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        parts = [draw(st.sampled_from(["word", "*em* word", "two words"]))]
        if is_loose and draw(st.booleans()):
            parts.append(draw(st.sampled_from(["a paragraph", "    code\n    code", "> a quotation", "## A heading"])))
        if depth < 2 and draw(st.booleans()):
            parts.append(draw(old_style(is_loose=is_loose, depth=depth + 1)))
        indented = textwrap.indent(("\n\n" if is_loose else "\n").join(parts), "    ").lstrip(" ")
        rows.append(f"{sign} {indented}")
    return ("\n\n" if is_loose else "\n").join(rows)


def with_paragraphs(html: str) -> str:
    """Return lists in which an empty line above a piece of code counts as any other."""
    soup = BeautifulSoup(html, "html.parser")
    for item in soup.select("li:has(> pre):not(:has(> p))"):
        paragraph = soup.new_tag("p")
        words = list(takewhile(lambda child: child.name not in ("pre", "ul", "ol"), item.contents))
        item.insert(0, paragraph)
        paragraph.extend(words)
    return str(soup)


@example("* word\n\n        code\n        code\n\n    - word\n\n            code\n            code")
@given(old_style(is_loose=False) | old_style(is_loose=True))
def test_four_spaces_stay_what_they_were(tmp_path_factory, text):
    """What is written as Python-Markdown asks for it is what Python-Markdown makes of it; but that words above a piece
    of code are a paragraph in every list, as in CommonMark, and not only where the item has more below.
    """
    assert shape(ours(tmp_path_factory, text)) == shape(with_paragraphs(bare(text, "sane_lists")))


@pytest.mark.parametrize(
    ("text", "selector", "words"),
    [
        ("> [!NOTE]\n>\n> - a\n>   - b\n>\n>   para", ".note > ul > li > p:last-child", "para"),
        ("1. item\n\n   > [!NOTE]\n   > Text\n2. more", "ol > li > .note > p:last-child", "Text"),
        ("!!! note\n    Text:\n    - a\n\n      para\n\n    - b\n\nafter", ".note > ul > li:last-child > p", "b"),
        ("!!! note\n    Text\nafter\n\n    code", "pre > code", "code"),
        ("x[^1]\n\n[^1]: Text:\n\n    - a\n      - b", ".footnote li > ul > li > ul > li", "b"),
        ("Term\n:   - a\n      - b", "dd > ul > li > ul > li", "b"),
        ("Term\n:   - a\n\n    - b", "dd > ul:only-child > li + li > p", "b"),
        ('<div markdown="1">\nText:\n- a\n  - b\n</div>', "div > ul > li > ul > li", "b"),
        ("- [ ] a\n  - [x] b", "li.task > ul > li.task", "☑ b"),
        ("*[AB]: Words\n\n- AB\n  - AB", "li > ul > li > abbr", "AB"),
        ("- a\n{: .x}\n- b", "li.x", "a"),
    ],
)  # fmt: skip
def test_in_everything_that_holds_text(convert, text, selector, words):
    """Boxes, footnotes, definitions and HTML hold lists as the text itself does."""
    html, problems = convert(text)

    (found,) = html.select(selector)
    assert found.get_text().strip() == words
    assert problems == []


def test_lists_without_end(convert):
    """However deep lists are written into each other, the text is read."""
    assert convert("- " * 2000 + "a")[1] == []
