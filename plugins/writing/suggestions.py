"""The file that a writer may have meant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from writing.paths import MARKER
from writing.problems import nearest

PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
TEXTS = (".md", ".markdown")


def is_picture(file: Path) -> bool:
    return file.suffix.lower() in PICTURES


def is_text(file: Path) -> bool:
    return file.suffix.lower() in TEXTS


def is_other(file: Path) -> bool:
    return not is_text(file)


def meant(reference: str, beside: Path, content: Path, is_kind: Callable[[Path], bool]) -> str:
    """Return a hint at the file whose name looks most like the one written, or "".

    Of several the one whose whole path does, given as the writer would type it: from the content folder when the path
    written begins with "/", else from beside the post.
    """
    path = plain(reference)
    known = typed(beside.resolve(), content.resolve(), is_kind, from_root=path.startswith("/"))
    alike = [candidate for candidate in known if nearest(stem(path), [stem(candidate)])]

    def likeness(candidate: str) -> tuple[float, float]:
        return ratio(stem(path), stem(candidate)), ratio(path, candidate)

    return nearest(max(alike, key=likeness, default=""), alike)


def stem(path: str) -> str:
    """Return a file's name without its ending."""
    return PurePosixPath(path).stem.lower()


def ratio(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def plain(reference: str) -> str:
    """Return the path of a reference without marker, query and fragment, spaces as Markdown takes them."""
    return unquote(urlsplit(MARKER.sub("", reference)).path).replace(" ", "%20")


def typed(beside: Path, content: Path, is_kind: Callable[[Path], bool], *, from_root: bool) -> Iterator[str]:
    """Yield the paths of the files in the content folder, as writing/paths.py finds them from one of the folders."""
    for file in sorted(content.rglob("*")):
        if not file.is_file() or file.name.startswith(".") or not is_kind(file):
            continue
        path = file.relative_to(content).as_posix()
        if from_root:
            yield f"/{path}".replace(" ", "%20")
            continue
        yield Path(os.path.relpath(file, beside)).as_posix().replace(" ", "%20")
        if not (beside / path).is_file():
            yield path.replace(" ", "%20")
