"""Blocks of code under the name of a tool become the tool, wherever they stand."""

import re
from textwrap import dedent, indent
from xml.etree.ElementTree import Element

import pytest
from factories import ROOT, WORDS
from tools.model import Mistake, Place, Tool, ToolError
from tools.registry import TOOLS
from writing.tools import Tools

GUIDE = ROOT / "docs" / "writing.md"

CALCULATOR = "```calculator\nA: 2\nB = A × 3 = 6\n```\n"


@pytest.mark.parametrize(
    ("before", "lead"), [("", ""), ("- An item\n\n", "  "), ("> Words\n>\n", "> "), ("!!! note\n\n", "    ")]
)
def test_wherever_it_stands(convert, before, lead):
    """In lists, quotations and boxes a tool is a tool."""
    html, problems = convert(before + "".join(f"{lead}{line}\n" for line in CALCULATOR.splitlines()))

    assert problems == []
    assert html.select_one("form output").get_text() == "6"
    assert html.select("pre, p form") == []


@pytest.mark.parametrize("info", ["text", "", "python calculator", "scala", "meson.build"])
def test_other_names_are_code(body, info):
    """A block under any other name is code, and asks for no script."""
    html, problems, read = body(CALCULATOR.replace("calculator", info))

    assert "<code" in html
    assert "<form" not in html
    assert (problems, list(read.tools.scripts)) == ([], [])


@pytest.mark.parametrize(
    ("info", "meant"),
    [
        ("Calculator", "calculator"),
        ("calculater What a click costs", "calculator"),
        ("{calculator}", "calculator"),
        ("utm_builder", "utm-builder"),
        ("utm builder", "utm-builder"),
        ("lengthmeter", "length-meter"),
    ],
)
def test_misspelt_names(body, info, meant):
    """A name that is nearly a tool's is told, with the one that was meant."""
    _, problems, _ = body(CALCULATOR.replace("calculator", info))

    assert [code for code, _ in problems] == [meant]
    assert f'did you mean "{meant}"?' in problems[0][1]


@pytest.mark.parametrize("title", ["A click", '"A click"', 'title="A click"'])
def test_titles_in_quotation_marks(body, title):
    """A title may stand in quotation marks, as a box's does."""
    html, _, _ = body(CALCULATOR.replace("calculator", f"calculator {title}"))

    assert 'aria-label="A click"' in html


def test_title_and_scripts(body):
    """What stands behind the name is what this one is called; a text wants the scripts of its tools, each once."""
    html, _, read = body(CALCULATOR + "\n" + CALCULATOR.replace("calculator", "calculator What “B” is"))

    assert 'aria-label="What “B” is"' in html
    assert list(read.tools.scripts) == ["calculator"]


def test_shown_as_code(convert):
    """A longer fence around it shows how a tool is written."""
    html, problems = convert(f"````\n{CALCULATOR}````")

    assert problems == []
    assert html.code.get_text() == CALCULATOR
    assert html.select("form") == []


@pytest.mark.parametrize("answer", ["6", "7"])
@pytest.mark.parametrize("shown", [lambda code: indent(code, "    "), "<pre>\n{}</pre>\n".format])
def test_shown_without_a_fence(body, shown, answer):
    """Code that shows a tool otherwise, right or wrong, is none: nothing is told of it, and no script is asked for."""
    block = CALCULATOR.replace("= 6", f"= {answer}")
    html, problems, read = body(f"Words.\n\n{shown(block)}")

    assert block in html
    assert (problems, list(read.tools.scripts)) == ([], [])


def test_wrong_lines_stay_code(body):
    """What makes no tool is reported and shown as it was written."""
    html, problems, read = body("Words.\n\n" + CALCULATOR.replace("= 6", "= 7"))

    assert [code for code, _ in problems] == ["calculator"]
    assert "B = A × 3 = 7" in html
    assert list(read.tools.scripts) == []


def test_mistakes_have_their_lines():
    """A mistake is told on its own line of the body, with the known name that is most like the one written."""

    def read(lines, place):
        raise ToolError([Mistake(0, "whole"), Mistake(2, "name", "Raech", ("Clicks", "Reach"))])

    told = []
    known = {"x": Tool(read, lambda *_: Element("form"), ("x",))}
    tools = Tools(known, Place(words=WORDS["en"], language="en"), lambda *found: told.append(found))

    made = tools.made("x", "", ["a", "b"])
    tools.keep([(made, 7)])

    assert made.html == ""
    assert told == [("x", "whole", 7), ("x", 'name; did you mean "Reach"?', 9)]


def test_the_guide_shows_tools(convert):
    """The examples that writers are shown are tools."""
    section = GUIDE.read_text(encoding="utf-8").split("## Tools\n", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"(?<=\n)    ```.*?\n    ```\n", section, re.DOTALL)
    html, problems = convert("\n".join(map(dedent, blocks)))

    assert problems == []
    assert {form["data-tool"] for form in html.select("form")} == TOOLS.keys()
