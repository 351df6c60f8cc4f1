"""What a publish put into a folder, so that nothing but that is ever removed from it.

An inventory lies in the cache folder. It names files by their paths in the folder, "about/index.html", one a line, and
a folder with nothing in it by a slash at the end, "empty/".
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

# What systems leave in every folder that somebody looks into.
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def inventory_of(folder: Path, cache: Path) -> Path:
    """Return where the inventory of a folder lies."""
    return cache / f"{folder.name}.files"


def known(cache_file: Path) -> frozenset[str]:
    """Return the entries of an inventory; none where there is no inventory."""
    if not cache_file.is_file():
        return frozenset()
    return frozenset(filter(None, os.fsdecode(cache_file.read_bytes()).split("\n")))


def record(cache_file: Path, files: Iterable[str]) -> None:
    """Write an inventory, whole or not at all. A name with a line break is left out, and what has it is never removed.

    A part that a kill has left is written over by the next: only one publish is at work in a cache.
    """
    part = cache_file.with_name(f"{cache_file.name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(os.fsencode("".join(f"{file}\n" for file in sorted(set(files)) if "\n" not in file)))
    part.replace(cache_file)


def contents(folder: Path, under: str = "") -> Iterator[str]:
    """Yield what is in a folder as an inventory has it; a link is a file, wherever it leads."""
    found = entries(folder / under)
    if under and not found:
        yield under
    for name, is_folder in found:
        if is_folder:
            yield from contents(folder, f"{under}{name}/")
        else:
            yield f"{under}{name}"


def entries(folder: Path) -> list[tuple[str, bool]]:
    """Return the names in a folder, sorted, each with whether it is a folder itself; not what systems leave."""
    with os.scandir(folder) as found:
        return sorted(
            (entry.name, entry.is_dir(follow_symlinks=False)) for entry in found if entry.name not in LEFT_BY_SYSTEMS
        )


def folders_of(known: Iterable[str]) -> frozenset[str]:
    """Return the folders in which something is known, each with a slash at the end."""
    return frozenset(entry[: place + 1] for entry in known for place, sign in enumerate(entry) if sign == "/")


def strangers(folder: Path, known: frozenset[str]) -> list[str]:
    """Return what is in a folder and not known: files, and as a whole, with a slash, folders without anything known."""
    return list(unknown(folder, known, folders_of(known))) if folder.is_dir() else []


def unknown(folder: Path, known: frozenset[str], folders: frozenset[str], under: str = "") -> Iterator[str]:
    """Yield the strangers below a part of a folder, sorted."""
    for name, is_folder in entries(folder / under):
        path = f"{under}{name}"
        if is_folder and f"{path}/" in folders:
            yield from unknown(folder, known, folders, f"{path}/")
        elif is_folder:
            yield f"{path}/"
        elif path not in known:
            yield path
