"""What was found is told for a terminal, a pipe, GitHub's pages and tools."""

import json
from pathlib import PurePath

import pytest
from publishing.report import Style, as_json, counted, style_for, told
from writing.problems import Problem, general

ERROR = Problem(PurePath("content/posts/a.md"), 3, "date", '"x" is no date; write 2026-11-21')
ADVICE = Problem(PurePath("content/posts/a, b.md"), 1, "image", "100% of it\nis small", is_advice=True)
GENERAL = general("build", "SITEURL is ''")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "style"),
    [
        ({}, False, Style.PLAIN),
        ({}, True, Style.COLOUR),
        ({"NO_COLOR": "1"}, True, Style.PLAIN),
        ({"NO_COLOR": ""}, True, Style.COLOUR),
        ({"GITHUB_ACTIONS": "true"}, False, Style.GITHUB),
        ({"CI": "true"}, False, Style.PLAIN),
    ],
)
def test_style(environment, is_terminal, style):
    """Colours stand on a terminal alone, and not where they are not wanted; GitHub gets annotations."""
    assert style_for(environment, is_terminal=is_terminal) is style


@pytest.mark.parametrize(
    ("problem", "style", "line"),
    [
        (ERROR, Style.PLAIN, 'content/posts/a.md:3: error[date]: "x" is no date; write 2026-11-21'),
        (GENERAL, Style.PLAIN, "error[build]: SITEURL is ''"),
        (
            ERROR,
            Style.COLOUR,
            '\033[1mcontent/posts/a.md:3: \033[0m\033[31merror[date]\033[0m: "x" is no date; write 2026-11-21',
        ),
        (ERROR, Style.GITHUB, '::error file=content/posts/a.md,line=3,title=date::"x" is no date; write 2026-11-21'),
        (
            ADVICE,
            Style.GITHUB,
            "::warning file=content/posts/a%2C b.md,line=1,title=image::100%25 of it%0Ais small",
        ),
        (GENERAL, Style.GITHUB, "::error title=build::SITEURL is ''"),
    ],
)
def test_told(problem, style, line):
    """One line a problem, with its place, level and code."""
    assert told(problem, style) == line


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([ERROR], "1 error in 1 file"),
        ([ERROR, ERROR], "2 errors in 1 file"),
        ([ERROR, ADVICE], "2 errors in 2 files"),
        ([GENERAL], "1 error"),
        ([GENERAL, ERROR], "2 errors in 1 file"),
    ],
)
def test_counted(problems, words):
    """The summary counts errors, and the files that they are in."""
    assert counted(problems) == words


def test_as_json():
    """Tools get every part by itself, the line as it is printed, and facts of the publish."""
    found = json.loads(as_json([ERROR], [ADVICE], "1 error", published=False, pages=12))

    assert (found["published"], found["summary"], found["pages"]) == (False, "1 error", 12)
    assert found["problems"] == [
        {
            "path": "content/posts/a.md",
            "line": 3,
            "code": "date",
            "message": ERROR.message,
            "level": "error",
            "text": str(ERROR),
        },
        {
            "path": "content/posts/a, b.md",
            "line": 1,
            "code": "image",
            "message": ADVICE.message,
            "level": "advice",
            "text": str(ADVICE),
        },
    ]
