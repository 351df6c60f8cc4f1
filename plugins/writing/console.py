"""Output that never fails, whatever is printed: titles in every script, file names that are no text."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def print_anything() -> None:
    """Let standard output and standard error take every character.

    A terminal keeps its encoding, and shows what that lacks with a backslash. What goes into a pipe or a file is UTF-8:
    JSON has to be, the preview and GitHub's logs read nothing else, and what Windows would take lacks most scripts.
    version 3.15 on Python does so by itself. https://peps.python.org/pep-0686/
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
