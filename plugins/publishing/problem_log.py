"""What a build complains about, gathered from its log."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from jinja2 import TemplateError
from writing.problems import Problem, SettingError, general, shown

from publishing.build import Found

# How Pelican begins to tell of slugs that clash, translations of nothing and names without a letter; writing names the
# line and what to do.
TOLD_BY_US = (
    "There are %s items",
    "There are %s original",
    "All items",
    "Skipping %s: file %r would be written outside",
)


class ProblemLog(logging.Handler):
    """Keeps what a build complains about: with us every warning is a problem."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []
        self.others: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and len(record.args) == 1 and isinstance(record.args[0], Problem):
            problem = record.args[0]
            (self.advice if problem.is_advice else self.problems).append(problem)
        elif not str(record.msg).startswith(TOLD_BY_US):
            error = record.exc_info[1] if record.exc_info else None
            self.others.append(record.getMessage() + (f": {type(error).__name__}: {error}" if error else ""))

    def told(self) -> Found:
        """Return all that was logged: mistakes in content by file and line, then the rest as it came."""
        problems = [*sorted(self.problems), *(general("build", text) for text in self.others)]
        broken = {(problem.path, problem.code) for problem in self.problems}
        advice = [problem for problem in sorted(self.advice) if (problem.path, problem.code) not in broken]
        return Found(tuple(problems), tuple(advice))


def told(error: Exception, settings_file: Path) -> str:
    """Return an error as a sentence; one of a template, or of a file beside the settings, with its file and line."""
    if isinstance(error, SettingError):
        return str(error)
    folder = settings_file.parent.resolve()
    frames = [(Path(frame.filename), frame.lineno) for frame in reversed(traceback.extract_tb(error.__traceback__))]
    if isinstance(error, TemplateError):
        found = [(file, line) for file, line in frames if file.suffix == ".html"]
    else:
        found = [(file, line) for file, line in frames[:1] if file.parent == folder]
    where = "".join(f"{shown(file)}:{line}: " for file, line in found[:1])
    return f"{where}{type(error).__name__}: {error}"
