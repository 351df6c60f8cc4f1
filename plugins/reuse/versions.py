"""Hashes of all the code that makes a site, and of its theme: with other code nothing that was kept is right."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

SIZE = 16  # bytes
NO_CODE = frozenset(("__pycache__",))  # folders
OURS = Path(__file__).parent.parent  # the folder of our plugins
INSTALLED = ".dist-info"  # ends the names of folders that tell which version of a package is installed


def is_running() -> bool:
    """Return whether our plugins' files are still those with which this process began, so that it runs their code."""
    return folders_digest([OURS]) == AT_START


def code(folders: Iterable[Path], files: Iterable[Path]) -> str:
    """Return a hash of Python, of the versions of all that is installed, of our own plugins and of other code."""
    found = blake2b(f"{sys.version} {sys.platform}".encode(), digest_size=SIZE)
    for folder in sorted({os.path.realpath(path) for path in sys.path if os.path.isdir(path)}):  # noqa: PTH112
        for name in sorted(name for name in os.listdir(folder) if name.endswith(INSTALLED)):  # noqa: PTH208
            found.update(name.encode())
    for digest in folders_digest([OURS, *folders]), files_digest(files):
        found.update(digest)
    return found.hexdigest()


def folders_digest(folders: Iterable[Path]) -> bytes:
    """Return a hash of all files in folders: of their paths there and their bytes."""
    found = blake2b(digest_size=SIZE)
    for folder in dict.fromkeys(os.path.realpath(folder) for folder in folders):
        for path in sorted(files_in(folder)):
            add(found, os.path.relpath(path, folder), path)
        found.update(b"/")
    return found.digest()


def files_digest(files: Iterable[Path]) -> bytes:
    """Return a hash of files: of their names and bytes."""
    found = blake2b(digest_size=SIZE)
    for file in sorted({os.path.realpath(file) for file in files}):
        add(found, os.path.basename(file), file)  # noqa: PTH119
    return found.digest()


def add(found: blake2b, name: str, path: str) -> None:
    """Add a file to a hash."""
    with open(path, "rb") as file:  # noqa: PTH123
        data = file.read()
    found.update(b"%s\0%d\0" % (os.fsencode(name), len(data)))
    found.update(data)


def files_in(folder: str) -> Iterator[str]:
    """Yield the paths of all files below a folder, but for what Python compiled."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in NO_CODE:
                    yield from files_in(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


AT_START = folders_digest([OURS])  # this module is among the first that a command imports
