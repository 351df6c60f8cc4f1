"""What a publish put into a folder, so that nothing but that is ever removed from it.

An inventory lies in the cache folder. It names files by their paths in the folder, "about/index.html", one a line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
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


def folders_of(known: Iterable[str]) -> frozenset[str]:
    """Return the folders in which something is known, each with a slash at the end."""
    found: set[str] = set()
    for entry in known:
        above = entry
        while (place := above.rfind("/")) >= 0 and (above := entry[: place + 1]) not in found:
            found.add(above)
            above = above[:place]
    return frozenset(found)


def strangers(folder: Path, known: frozenset[str]) -> list[str]:
    """Return what is in a folder and not known: files, and as a whole, with a slash, folders without anything known.

    They are sorted. A link is a file, wherever it leads; what systems leave is passed over.
    """
    if not folder.is_dir():
        return []
    root, folders, waiting, found = f"{folder}{os.sep}", folders_of(known), [""], []
    while waiting:
        above = waiting.pop()
        with os.scandir(f"{root}{above}") as entries:
            for entry in entries:
                path = f"{above}{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    if path not in known and entry.name not in LEFT_BY_SYSTEMS:
                        found.append(path)
                elif f"{path}/" in folders:
                    waiting.append(f"{path}/")
                else:
                    found.append(f"{path}/")
    return sorted(found)
