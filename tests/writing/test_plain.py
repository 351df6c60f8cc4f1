"""Short ways change nothing: whatever is written becomes what Python-Markdown's own steps, and ours, make of it."""

import pytest
import writing.body
from factories import ROOT, WORDS
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from writing.body import Body, Converter
from writing.plain import HEADING, PARAGRAPH
from writing.references import References
from writing.settings import PELICANS

MARKDOWN = PELICANS["MARKDOWN"]
SHORT_WAYS = ("use_signs", "use_named_headings", "use_short_ways")
LINES = [
    *(
        "Words here.",
        "A **word** and `code`.",
        "*Words* at the start",
        "**Bold**",
        "“Quoted” and 'so'",
        "2026 was it",
        "é",
    ),
    *(
        "## Heading",
        "# One",
        "#no space",
        "#### Closed ##",
        "## `Code` & <b>more</b>",
        "## Words",
        "####### seven",
        "##",
    ),
    *(
        "- item",
        "* item",
        "1. item",
        "2026. item",
        "1) item",
        "- [ ] task",
        "    indented",
        "  two",
        "\ttab",
        "> quoted",
    ),
    *("> [!TIP]", "!!! note", '!!! tip "Title"', "===", "---", "***", "___", "| a | b |", "| - | - |", "--- | ---"),
    *(
        "a | b",
        "Term",
        ": definition",
        "[^1]: note",
        "With a note[^1].",
        "*[HTML]: words",
        "HTML",
        "[a]: /b/",
        "[a]",
        "[a][]",
    ),
    *(
        "[words](other.md)",
        '![alt](images/a.png "Title")',
        "![](a.png)",
        "https://example.org/",
        "<div>",
        "</div>",
        "<p>x",
    ),
    *(
        "<details markdown>",
        "</details>",
        '<h2 id="words">',
        "<!-- a -->",
        "```",
        "```python",
        "~~~",
        "x = 1",
        "`",
        "``",
    ),
    *(
        "[TOC]",
        "{ .class #id }",
        "## Heading { #own }",
        "Words { data-a=b }",
        "\\*no\\*",
        "a  ",
        "&amp; & ;",
        "\x02",
        "a\rb",
    ),
    *(
        "",
        "",
        "",
        "",
        "",
        "\f",
        " ",
        "\u2028",
        "...",
        "--",
        "*",
        "_a_",
        "***all***",
        "**a *b* c**",
        "a*b*c",
        "Draft: true",
    ),
]
TEXTS = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


def parts(body: Body) -> tuple:
    """Return what was found in a text."""
    paths = body.paths
    return (
        *(body.parts.ids, body.headings.sections, body.terms.found, body.tasks.found, body.tools.scripts),
        *(paths.linked, paths.addressed, paths.files, paths.seen, paths.own),
    )


@pytest.fixture(scope="module")
def paths(content):
    """Return a function that gives what to do with the addresses of a text, and the problems that it reports."""

    def made() -> tuple[References, list]:
        problems = []
        return References(content / "posts/post.md", content, "/blog", lambda *found: problems.append(found)), problems

    return made


@pytest.fixture(scope="module")
def long(paths):
    """Return a function that reads a text with a parser of its own, step by step."""

    def read(text: str) -> tuple:
        references, problems = paths()
        with pytest.MonkeyPatch.context() as patch:
            for name in SHORT_WAYS:
                patch.setattr(writing.body, name, lambda _: None)
            body = Body(references, WORDS["en"], "en")
            html = Markdown(**MARKDOWN | {"extensions": [*MARKDOWN["extensions"], body]}).convert(text)
        return html, problems, parts(body)

    return read


@pytest.fixture(scope="module")
def short(paths):
    """Return a function that reads one text after another in the short ways, with one parser."""
    converter = Converter(MARKDOWN, WORDS["en"], "en")

    def read(text: str) -> tuple:
        references, problems = paths()
        html, body = converter.convert(text, references)
        return html, problems, parts(body)

    return read


@given(text=TEXTS)
def test_the_same_comes_of_every_text(long, short, text):
    """HTML, problems in their order, and what is found, be the text the first that is read or the hundredth."""
    assert short(text) == long(text)


@pytest.mark.parametrize("folder", ["content", "docs", "tests/content"])
def test_the_same_comes_of_real_texts(long, short, folder):
    """All texts of the site, those about it, and those that show what may be written."""
    for file in sorted((ROOT / folder).rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert short(text) == long(text), file


@pytest.mark.parametrize(
    "block",
    [
        *("Words.", "Words,\nand more", "**Bold** words", "*Words*", "`code` first", "“Quoted”", "2026 was it", "日本"),
        *("## Heading", "###### x", "#x"),
    ],
)
def test_plain_blocks(block):
    """What most of a text is."""
    assert (HEADING if block.startswith("#") else PARAGRAPH).fullmatch(block)


@pytest.mark.parametrize(
    "block",
    [
        *(
            "",
            "\nWords",
            "Words\n",
            "- item",
            "* item",
            "1. item",
            "Words\n- item",
            "Words\n===",
            "Words\n: definition",
        ),
        *(
            "> words",
            "    code",
            " words",
            "| a |",
            "[a]: b",
            "[^1]: note",
            "*[HTML]: x",
            "!!! note",
            "***",
            "___",
            "```",
        ),
        *("#", "##  ", "####### x", "## x ##", "## x\nwords", "## \\#", "\x02wzxhzdk:0\x03"),
    ],
)
def test_blocks_that_may_be_more(block):
    """Whatever may begin something is left to those who know."""
    assert not (HEADING if block.startswith("#") else PARAGRAPH).fullmatch(block)


class Shouting(Preprocessor):
    """A step of others."""

    def run(self, lines):
        return [line.upper() for line in lines]


def test_steps_of_others_are_asked(paths):
    """A parser with a step that we do not know takes no short way."""
    md = Markdown(**MARKDOWN)
    md.preprocessors.register(Shouting(md), "shouting", 50)
    Body(paths()[0], WORDS["en"], "en").extendMarkdown(md)

    assert "plain" not in md.parser.blockprocessors
    assert md.convert("words") == "<p>WORDS</p>"


def test_parsers_are_used_again(paths):
    """One parser reads many texts, but not with extensions of the site's own, and none that an error stopped."""
    converter = Converter(MARKDOWN, WORDS["en"], "en")
    first, second = (converter.convert("Words.", paths()[0])[1] for _ in "ab")
    own = Converter(MARKDOWN | {"extensions": [*MARKDOWN["extensions"], "sane_lists"]}, WORDS["en"], "en")
    third, fourth = (own.convert("Words.", paths()[0])[1] for _ in "ab")

    def failing(*found):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        converter.convert("![](a.png)", References(paths()[0].folder / "a.md", paths()[0].content, "", failing))
    fifth = converter.convert("Words.", paths()[0])[1]

    assert first is second
    assert third is not fourth
    assert fifth is not first
