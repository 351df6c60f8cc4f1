"""Code between fences is shown as it was written, wherever it stands."""

from html import unescape

import pytest
from factories import WORDS
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from tools.model import Place
from writing.fences import Fences
from writing.tools import Tools

CODE = "# no heading\n\n  <b> [a](no.md) [!x] ![[y]]"


@pytest.mark.parametrize(
    ("before", "first", "below"),
    [
        ("", "", ""),
        ("", "   ", "   "),
        ("Text:\n", "", ""),
        ("1. Install:\n", "   ", "   "),
        ("- Item\n\n", "    ", "    "),
        ("- Item\n\n", "  ", "  "),
        ("- a\n  - b\n", "    ", "    "),
        ("", "- ", "  "),
        ("", "> ", "> "),
        ("> Text:\n>\n", "> ", "> "),
        ("> [!NOTE]\n>\n> - a\n> - b\n>\n", "> ", "> "),
        ("> 1. a\n>\n", ">    ", ">    "),
        ("", "- > ", "  > "),
        ("!!! note\n", "    ", "    "),
        ("!!! note\n    - a\n\n", "      ", "      "),
        ("a[^1]\n\n[^1]: Note:\n\n", "    ", "    "),
        ("a[^1]\n\n", "[^1]: ", "    "),
        ("Term\n:   Words\n\n", "    ", "    "),
        ("Term\n", ":   ", "    "),
        ('<div markdown="1">\n', "", ""),
        ("<details>\n<summary>S</summary>\n\n", "", ""),
    ],
)  # fmt: skip
def test_places(convert, before, first, below):
    """It is code, with its language, and every sign of it stays."""
    lines = ["```sh", *CODE.split("\n"), "```"]
    written = first + "\n".join((below + line).rstrip() if number else line for number, line in enumerate(lines))
    tag = before[1:].partition("\n")[0].partition(" ")[0].rstrip(">") if before.startswith("<") else ""
    html, problems = convert(f"{before}{written}\n" + (f"</{tag}>" if tag else ""))

    (code,) = html.select("pre > code.language-sh")
    assert code.get_text() == CODE + "\n"
    assert html.select("p pre, h1, code code") == []
    assert problems == []


@pytest.mark.parametrize(
    ("info", "attributes"),
    [
        ("", {}),
        ("python", {"class": ["language-python"]}),
        (" python ", {"class": ["language-python"]}),
        ('python title="x"', {"class": ["language-python"]}),
        ("js {1,3}", {"class": ["language-js"]}),
        ("c++", {"class": ["language-c++"]}),
        ("{.python data-x=y}", {"class": ["language-python"], "data-x": "y"}),
        ("{.python", {}),
        ("日本", {"class": ["language-日本"]}),
    ],
)
def test_words_behind_a_fence(convert, info, attributes):
    """The first word is the language; what other programs read behind it changes nothing."""
    html, problems = convert(f"```{info}\n# x\n```")

    assert html.pre.code.attrs == attributes
    assert html.pre.get_text() == "# x\n"
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("````\n```\n````", "```"),
        ("~~~\n```\n~~~", "```"),
        ("```\n    ```\n```", "    ```"),
        ("```\nx\n`````", "x"),
        ("```\n```", ""),
        ("    ```sh\n    x\n    ```", "```sh\nx\n```"),
        ("    > ```\n    > x\n    > ```", "> ```\n> x\n> ```"),
        ("    - ```\n      x\n      ```", "- ```\n  x\n  ```"),
        ("- a\n\n      ```\n      x\n      ```", "```\nx\n```"),
        ("<pre><code>\n```\n&lt;x\n```\n</code></pre>", "\n```\n<x\n```"),
    ],
)
def test_code_that_shows_fences(convert, text, code):
    """A fence in code, or in HTML, is a line like any other."""
    html, problems = convert(text)

    assert html.pre.get_text().removesuffix("\n") == code
    assert problems == []


@pytest.mark.parametrize("text", ["``` a ``` b", "a\n`` ```\n``", "``\nx\n``"])
def test_what_is_no_fence(convert, text):
    """Backticks in a line are code in that line."""
    html, problems = convert(text)

    assert html.pre is None
    assert problems == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("```sh\nx", "```sh"),
        ("> ~~~\n> x\n\ny\n\n~~~", "~~~"),
        ("- ```\n  x", "```"),
        ("````\nx\n```", "````"),
    ],
)
def test_code_that_never_ends(convert, text, written):
    """A fence without its second one is told, and named as it was written."""
    _, problems = convert(text)

    sign = written.rstrip("sh")
    message = f'the code that begins with "{written}" never ends; write {sign} on a line of its own below it'
    assert problems[0] == ("code", message)


LINES = st.text(alphabet="ab `~#>-1.<[\\&", max_size=12)


@given(st.lists(LINES, max_size=5), st.sampled_from(["", "  ", "    "]))
def test_no_sign_is_lost(lines, indent):
    """Whatever code is, inside an item too, not a sign of it changes."""
    md = Markdown(extensions=["fenced_code"])
    fences = Fences(md, lambda *_: None, Tools({}, Place(words=WORDS["en"], language="en"), lambda *_: None))
    fence = "`" * 13
    fences.run(["- a", "", *(indent + line for line in [fence, *lines, fence])])

    (html,) = md.htmlStash.rawHtmlBlocks
    assert unescape(html) == "\n".join(["<pre><code>" + "\n".join([*lines, ""]) + "</code></pre>"])
