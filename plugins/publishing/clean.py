"""The command behind `make clean`: remove what was built, and nothing else. It needs Python alone, no package."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from writing.console import print_anything

from publishing.inventory import LEFT_BY_SYSTEMS, folders_of, inventory_of, known, strangers

CACHE = Path(".cache")
BUILT = (Path("output"), Path("cards"))
CACHES = (CACHE, *map(Path, (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")))
SOURCES = (Path("plugins"), Path("tests"))
COMPILED = "__pycache__"
NAMED = 3  # what stays is named up to here; more is counted


def clean() -> Iterator[str]:
    """Remove what was built in the folder where one works; yield a line about each folder that has to stay.

    The caches go last: the inventories are in one of them, and a clean that was stopped can be repeated.
    """
    for folder in BUILT:
        inventory = inventory_of(folder, CACHE)
        if inventory.is_file():
            found = known(inventory)
            remove_known(folder, found, folders_of(found))
            if left := strangers(folder, found):
                yield stays([f"{folder}/{path}" for path in left])
        elif folder.is_dir():
            yield f"{folder}/ stays: {inventory.as_posix()}, the list of what was built in it, is not there"
    for folder in (*CACHES, *compiled()):
        remove(folder)


def remove_known(folder: Path, known: frozenset[str], folders: frozenset[str], under: str = "") -> None:
    """Remove what is known below a part of a folder, and folders that are empty then; no link is followed."""
    if not (folder / under).is_dir():
        return
    with os.scandir(folder / under) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{under}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if f"{path}/" in folders:
                remove_known(folder, known, folders, f"{path}/")
        elif path in known or entry.name in LEFT_BY_SYSTEMS:
            Path(entry).unlink()
    if not any((folder / under).iterdir()) and not (folder / under).is_symlink():
        (folder / under).rmdir()


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it; of a link to a folder the link alone."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder)


def compiled() -> Iterable[Path]:
    """Return the folders of compiled modules below our sources."""
    return [folder for source in SOURCES for folder in source.rglob(COMPILED)]


def stays(paths: list[str]) -> str:
    """Return the line about what was found where something was built, and is not ours."""
    named = paths[:NAMED]
    if len(paths) > NAMED:
        named.append(f"{len(paths) - NAMED} more")
    *first, last = named
    what = f"{', '.join(first)} and {last}" if first else last
    return f"{what} was not built here and stays" if len(paths) == 1 else f"{what} were not built here and stay"


def main() -> int:
    """Return the exit code: 1 when something that was built cannot be removed."""
    print_anything()
    try:
        for line in clean():
            print(line)
    except OSError as error:
        print(f"{error.filename} cannot be removed: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
