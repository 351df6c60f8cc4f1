"""Blocks of code whose name is that of a tool: they become the tool."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any
from xml.etree.ElementTree import tostring

from tools.model import Mistake, Place, Tool, ToolError

from writing.problems import nearest
from writing.references import Report

# How like a tool's a misspelt name is, of 1; no name of a language that Pygments knows has more than 0.6.
ALIKE = 0.8
QUOTED = re.compile(r'(?:title=)?"(?P<title>[^"]+)"')


@dataclass(frozen=True, slots=True)
class Made:
    """What comes of a block under the name of a tool.

    Attributes:
        html: "" where its lines make no tool.
        scripts: names of those that it wants.
        mistakes: what is wrong in its lines.
    """

    name: str
    html: str = ""
    scripts: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class Tools:
    """Makes the tools of one text.

    Attributes:
        scripts: names of the scripts that the tools in the text want, each once.
    """

    def __init__(self, known: Mapping[str, Tool[Any]], place: Place, report: Report) -> None:
        self.known, self.place, self.report = known, place, report
        self.scripts: dict[str, None] = {}

    def made(self, name: str, title: str, lines: Sequence[str]) -> Made | None:
        """Return what comes of a block; None where the name is not even nearly a tool's."""
        tool = self.known.get(name)
        if tool is None:
            return self.misspelt(name, title)
        quoted = QUOTED.fullmatch(title)
        place = replace(self.place, title=quoted["title"] if quoted else title)
        try:
            value = tool.read(lines, place)
        except ToolError as error:
            return Made(name, mistakes=error.mistakes)
        return Made(name, tostring(tool.element(value, place), encoding="unicode", method="html"), tool.scripts)

    def misspelt(self, name: str, title: str) -> Made | None:
        """Return what is wrong with a name that is nearly a tool's, alone or with what stands behind it: "utm builder".

        None for any other name.
        """
        for written in (name, f"{name} {title}".strip()):
            for meant in get_close_matches(written.lower(), self.known, n=1, cutoff=ALIKE):
                message = f'"{written}" is the name of no tool, and of no language of code'
                return Made(meant, mistakes=(Mistake(0, message, meant, (meant,)),))
        return None

    def keep(self, blocks: Iterable[tuple[Made, int]]) -> None:
        """Take over what stands in the text, each with its first line, counted from 0 in the body; report mistakes."""
        for made, at in blocks:
            self.scripts |= dict.fromkeys(made.scripts)
            for found in made.mistakes:
                self.report(made.name, found.message + nearest(found.name, found.known), at + found.line)
