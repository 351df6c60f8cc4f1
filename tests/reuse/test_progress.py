"""A progress line is seen on terminals alone, only when work is long, and leaves nothing behind."""

import io

import pytest
from reuse.progress import steps


class Terminal(io.StringIO):
    """A stream that may be a terminal, and shows what is on its line in the end."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def lines(self) -> list[str]:
        """Return what stood on the line, one thing after the other."""
        return [line.rstrip() for line in self.getvalue().split("\r") if line.strip()]

    def shown(self) -> str:
        """Return what stands there when all has been written over."""
        line = ""
        for text in self.getvalue().split("\r"):
            line = text + line[len(text) :]
        return line.rstrip()


def work(terminal: Terminal, total: int, seconds: float) -> None:
    """Take so many steps of so many seconds each."""
    now = 0.0
    with steps("cards", total, terminal, lambda: now) as step:
        for _ in range(total):
            now += seconds
            step()


def test_long_work():
    """After a second it is told how much is done, and when all is done the line is empty again."""
    terminal = Terminal()
    work(terminal, 1000, 0.25)

    assert terminal.lines()[0] == "cards: 4 of 1,000"
    assert terminal.lines()[-1] == "cards: 1,000 of 1,000"
    assert terminal.shown() == ""
    assert "\n" not in terminal.getvalue()


def test_a_terminal_has_little_to_do():
    """However fast the steps are, there are ten lines a second."""
    terminal = Terminal()
    work(terminal, 20_000, 0.0001)

    assert 8 <= len(terminal.lines()) <= 11


@pytest.mark.parametrize(
    ("is_terminal", "total", "seconds"), [(False, 1000, 1), (True, 9, 0.1), (True, 0, 1)], ids=["pipe", "short", "none"]
)
def test_nothing_is_written(is_terminal, total, seconds):
    """Neither into logs nor of what is over soon."""
    terminal = Terminal(is_terminal=is_terminal)
    work(terminal, total, seconds)

    assert terminal.getvalue() == ""


def test_work_that_fails():
    """The line goes, so that what is told next does not stand behind it."""
    terminal, now = Terminal(), iter(range(100))

    def fail():
        with steps("pages", 5, terminal, lambda: next(now)) as step:
            step()
            step()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert terminal.lines()
    assert terminal.shown() == ""
