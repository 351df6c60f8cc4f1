"""Nothing that is printed can fail."""

import io
import sys

import pytest
from writing.console import print_anything


class Stream(io.TextIOWrapper):
    """A terminal, or a pipe."""

    def __init__(self, encoding: str, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("encoding", "is_terminal", "expected"),
    [
        ("cp1252", True, b"\xe9 \\u65e5 \\udce9"),
        ("utf-8", True, "é 日 \\udce9".encode()),
        ("cp1252", False, "é 日 \\udce9".encode()),
        ("utf-8", False, "é 日 \\udce9".encode()),
    ],
)
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_every_character(monkeypatch, name, encoding, is_terminal, expected):
    """A terminal keeps its encoding, a pipe gets UTF-8; what neither has is written with a backslash."""
    stream = Stream(encoding, is_terminal=is_terminal)
    monkeypatch.setattr(sys, name, stream)
    print_anything()
    print("é 日 \udce9", end="", file=stream, flush=True)

    assert stream.buffer.getvalue() == expected


def test_no_console(monkeypatch):
    """Where Windows gives a program no console there is nothing to set."""
    monkeypatch.setattr(sys, "stdout", None)
    print_anything()
