"""What the process that forks our commands does once, so that none of them has to: it publishes a small site.

Modules are imported then, expressions compiled, tables read. What a build must find for itself is forgotten again.
"""

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from factories import bare_site
from pelican import signals
from pelican.log import LimitFilter

POST = "Title: {0}\nDate: 2026-01-0{1}\nCategory: First topic\nTags: A tag\nSummary: A {0}.\n{2}\n## A part\n\nText.\n"


def up() -> None:
    """Publish in this process."""
    from publishing.__main__ import main  # noqa: PLC0415 (it is a command, which must be new to whoever runs it)

    path = list(sys.path)
    with TemporaryDirectory() as name, silent():
        settings = bare_site(Path(name))
        posts = Path(name, "content", "posts")
        posts.mkdir()
        (posts / "one.md").write_text(POST.format("One", 1, ""), encoding="utf-8")
        (posts / "un.md").write_text(POST.format("Un", 2, "Slug: one\nLang: fr\nTranslation: true\n"), encoding="utf-8")
        arguments = ["", "html", "--settings", str(settings), "--output", f"{name}/output"]
        # What is wrong with our code the tests tell, each for its part.
        with patch.object(sys, "argv", arguments), suppress(Exception):
            main()
    sys.path[:] = path
    forget()


def forget() -> None:
    """Let no settings be known, nor any plugin be at work."""
    for name in ("settings", "bare", "conf", "pelicanconf", "publishing.__main__"):
        sys.modules.pop(name, None)
    for signal in vars(signals).values():
        if hasattr(signal, "receivers"):
            signal._clear_state()  # noqa: SLF001 (what blinker has for tests)
    for kept in (LimitFilter._ignore, LimitFilter._raised_messages, LimitFilter._group_count):  # noqa: SLF001
        kept.clear()


@contextmanager
def silent():
    """Let nobody hear what this process prints: it answers on its standard output."""
    answers = os.dup(1)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (no path)
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            sys.stdout.flush()
            os.dup2(answers, 1)
            os.close(answers)
