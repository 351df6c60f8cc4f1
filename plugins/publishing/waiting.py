"""A command that has imported what it needs before it is wanted: it waits for a line on its standard input.

`python -m publishing.waiting MODULES COMMAND …` runs `python -m publishing COMMAND …` as soon as that comes, and not at
all when its input ends before. The file MODULES, in the cache folder, says what the last one of its kind imported.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

# What is kept of texts and pages, by the names that `writing`, `social` and `printing` give to it.
SECTIONS = ("reading", "texts", "described", "pages", "related")
FIRST = "reuse.versions"  # hashes our plugins before the others are imported


def prepare(file: Path) -> None:
    """Import the modules that a file names, and unpack what is kept beside it.

    What is gone or broken is for the command to tell.
    """
    with suppress(OSError):
        for name in (FIRST, *file.read_text(encoding="utf-8").split()):
            with suppress(Exception):
                import_module(name)
    with suppress(Exception):
        import_module("reuse.store").unpack_ahead(file.parent, SECTIONS)


def leave(file: Path) -> None:
    """Name in a file what was imported, without the settings: those are read when a build begins."""
    here = str(Path.cwd())
    found = [name for name, module in sys.modules.items() if name[0] != "_" and folder_of(module) != here]
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(found), encoding="utf-8")


def folder_of(module: ModuleType) -> str:
    """Return the folder that a module lies in, "" where it lies in none."""
    return os.path.dirname(getattr(module, "__file__", None) or "")  # noqa: PTH120 (of thousands)


def main() -> int:
    file = Path(sys.argv.pop(1))
    try:
        gc.disable()
        prepare(file)
        gc.freeze()  # it is no garbage: nobody need look through it again
        gc.enable()
        if not sys.stdin.readline():
            return 0
    except KeyboardInterrupt:
        return 0
    from publishing.__main__ import main as command  # noqa: PLC0415 (what is broken is told by the command)

    code = command()
    leave(file)
    return code


def end(code: int) -> NoReturn:
    """End the process at once, as `publishing.__main__` does."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    end(main())
