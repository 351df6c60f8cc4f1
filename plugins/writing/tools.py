"""Blocks of code whose name is that of a tool: they become the tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import tostring

from tools.model import Place, Tool, ToolError

from writing.problems import nearest
from writing.references import Report


class Tools:
    """Makes the tools of one text.

    Attributes:
        scripts: names of the scripts that the tools made so far want, each once.
    """

    def __init__(self, known: Mapping[str, Tool[Any]], place: Place, report: Report) -> None:
        self.known, self.place, self.report = known, place, report
        self.scripts: dict[str, None] = {}

    def html(self, name: str, title: str, lines: Sequence[str], at: int) -> str:
        """Return the HTML of a block whose first line stands `at` a line of the body, counted from 0.

        "" where the name is no tool's, or the lines make none, which is reported.
        """
        tool = self.known.get(name)
        if tool is None:
            return ""
        place = replace(self.place, title=title)
        try:
            value = tool.read(lines, place)
        except ToolError as error:
            for found in error.mistakes:
                self.report(name, found.message + nearest(found.name, found.known), at + found.line)
            return ""
        self.scripts |= dict.fromkeys(tool.scripts)
        return tostring(tool.element(value, place), encoding="unicode", method="html")
