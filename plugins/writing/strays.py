"""Files of the content folder that look like texts and that nobody reads: an article must not vanish unseen."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from writing.schema import Kind

READ = (".md", ".markdown")
TEXTS = frozenset((*READ, ".mdown", ".mkd", ".mkdn", ".mdx", ".mdwn", ".txt", ".text", ".rst", ".html", ".htm", ""))
DOCUMENTS = frozenset((".doc", ".docx", ".odt", ".pages", ".rtf"))
# What editors and systems leave beside a file.
LEFTOVERS = ("~", ".bak", ".swp", ".tmp", ".orig")
FOLDERS = frozenset(kind.value for kind in Kind) - {Kind.HOME}
FLAT = frozenset((Kind.TOPICS.value, Kind.AUTHORS.value))
HOME = "home.md"


def strays(content: Path, linked: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Yield each file that its writer may take for a text of the site, with what to do about it.

    `linked` are the files that texts show or link to, by their paths in the content folder: they are published as they
    are.
    """
    for folder, folders, files in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = PurePosixPath(Path(folder).relative_to(content).as_posix())
        for name in folders:
            if name.endswith(READ):
                yield Path(folder, name), f'"{name}" is a folder, not a text; give it a name without .md'
        for name in sorted(files):
            path = here / name
            if path.as_posix() not in linked and (message := complaint(path)):
                yield content / path, message


def complaint(path: PurePosixPath) -> str:
    """Return why nobody reads a file of the content folder and what to do, "" for one that is read or no text."""
    kind = path.parts[0] if len(path.parts) > 1 else ""
    name, suffix = path.name, path.suffix.lower()
    if name.startswith((".", "#")) or name.endswith(LEFTOVERS) or path.as_posix() == HOME:
        return ""
    if kind in FOLDERS:
        if suffix in DOCUMENTS:
            return f'"{name}" is a document of a word processor; save its words as text, as {path.stem}.md'
        if suffix in TEXTS and not name.endswith(READ):
            return f'"{name}" is not read, since its name does not end in .md; rename it to {renamed(path)}'
        if kind in FLAT and name.endswith(READ) and len(path.parts) > 2:  # noqa: PLR2004 (folder and file)
            return f'"{path}" is not read; move it up into content/{kind}/'
        return ""
    return f'"{path}" lies in no folder that is read; move it into content/posts/' if name.endswith(READ) else ""


def renamed(path: PurePosixPath) -> str:
    """Return the name that a text should have: that of "a.md.txt" is "a.md"."""
    stem = path.name.removesuffix(path.suffix)
    return stem if stem.endswith(READ) else f"{stem}.md"
