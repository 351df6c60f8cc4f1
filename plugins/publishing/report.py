"""What a build found, told for people on a terminal, for a pipe, for GitHub's pages, and for tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from writing.problems import Problem

RED, YELLOW, BOLD, PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[0m"


class Style(StrEnum):
    """How problems are printed."""

    PLAIN = "plain"
    COLOUR = "colour"
    GITHUB = "github"


def style_for(environment: Mapping[str, str], *, is_terminal: bool) -> Style:
    """Return how to print: annotations in GitHub's runs, colours on a terminal unless NO_COLOR asks for none.

    https://no-color.org
    """
    if environment.get("GITHUB_ACTIONS") == "true":
        return Style.GITHUB
    return Style.COLOUR if is_terminal and not environment.get("NO_COLOR") else Style.PLAIN


def told(problem: Problem, style: Style) -> str:
    """Return a problem as one line."""
    if style is Style.GITHUB:
        return annotation(problem)
    if style is Style.COLOUR:
        colour = YELLOW if problem.is_advice else RED
        return f"{BOLD}{problem.place}{PLAIN}{colour}{problem.level}[{problem.code}]{PLAIN}: {problem.message}"
    return str(problem)


def annotation(problem: Problem) -> str:
    """Return a problem as a command that GitHub shows beside the line of the file.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    command = "warning" if problem.is_advice else "error"
    where = {"file": problem.path.as_posix(), "line": str(problem.line)} if problem.line else {}
    properties = ",".join(f"{name}={escaped(value)}" for name, value in {**where, "title": problem.code}.items())
    return f"::{command} {properties}::{percent(problem.message)}"


def percent(text: str) -> str:
    """Return text in which GitHub takes no sign for its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped(value: str) -> str:
    """Return the value of a property."""
    return percent(value).replace(":", "%3A").replace(",", "%2C")


def counted(problems: Iterable[Problem]) -> str:
    """Return how many errors there are and in how many files: "3 errors in 2 files"."""
    found = list(problems)
    files = len({problem.path for problem in found if problem.line})
    errors = f"{len(found)} {'error' if len(found) == 1 else 'errors'}"
    return f"{errors} in {files} {'file' if files == 1 else 'files'}" if files else errors


def as_json(
    problems: Iterable[Problem], advice: Iterable[Problem], summary: str, *, published: bool, **facts: object
) -> str:
    """Return everything for tools: "published", "summary", and "problems" with path, line, level, code and message.

    The "text" of a problem is the line that people read; `facts` stand beside "published".
    """
    found = [
        {**asdict(problem), "path": problem.path.as_posix(), "level": problem.level, "text": str(problem)}
        for problem in (*problems, *advice)
    ]
    for problem in found:
        del problem["is_advice"]
    told = {"published": published, "summary": summary, **facts, "problems": found}
    return json.dumps(told, ensure_ascii=False, indent=1)
