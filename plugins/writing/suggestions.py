"""The file that a writer may have meant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from writing.paths import MARKER, find
from writing.problems import hint, nearest

PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
TEXTS = (".md", ".markdown")
# What means something else in an address, and the space, which ends one in Markdown.
ESCAPED = str.maketrans({sign: quote(sign) for sign in "%#? "})


def is_picture(file: Path) -> bool:
    return file.suffix.lower() in PICTURES


def is_text(file: Path) -> bool:
    return file.suffix.lower() in TEXTS


def is_other(file: Path) -> bool:
    return not is_text(file)


def meant(reference: str, beside: Path, content: Path, is_kind: Callable[[Path], bool]) -> str:
    """Return a hint at the file that a reference may mean, or "": the one that it names with signs that mean something
    else in an address, with signs of another system or from another folder, else the one whose name looks most like the
    one written.

    Of several the one whose whole path does, given as the writer would type it: from the content folder when the path
    written begins with "/", else from beside the post.
    """
    path = plain(reference)
    from_root = path.startswith("/")
    if (named := find(quote(reference), beside, content)) and is_kind(named):
        return hint(as_typed(named, beside.resolve(), content.resolve(), from_root=from_root))
    if exact := transposed(path, beside, content, is_kind, from_root=from_root):
        return hint(exact)
    known = typed(beside.resolve(), content.resolve(), is_kind, from_root=from_root)
    alike = [candidate for candidate in known if nearest(stem(path), [stem(candidate)])]

    def likeness(candidate: str) -> tuple[float, float]:
        return ratio(stem(path), stem(candidate)), ratio(path, candidate)

    return hint(max(alike, key=likeness)) if alike else ""


def transposed(path: str, beside: Path, content: Path, is_kind: Callable[[Path], bool], *, from_root: bool) -> str:
    """Return the path of the very file that is named with backslashes made slashes, or from where the content folder
    lies; "" when there is none.
    """
    if (found := find(path, beside, content)) and is_kind(found):
        return path
    _, folder, rest = f"/{path}".rpartition(f"/{content.name}/")
    if folder and (found := find(f"/{rest}", beside, content)) and is_kind(found):
        return as_typed(found, beside.resolve(), content.resolve(), from_root=from_root)
    return ""


def as_typed(file: Path, beside: Path, content: Path, *, from_root: bool) -> str:
    """Return a file's path from the content folder, or from beside the post, as an address has it."""
    path = f"/{file.relative_to(content).as_posix()}" if from_root else Path(os.path.relpath(file, beside)).as_posix()
    return path.translate(ESCAPED)


def stem(path: str) -> str:
    """Return a file's name without its ending, with neither case nor the form of Unicode."""
    return normalize("NFC", PurePosixPath(path).stem.lower())


def ratio(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def plain(reference: str) -> str:
    """Return the path of a reference without marker, query and fragment, with slashes for backslashes."""
    return unquote(urlsplit(MARKER.sub("", reference)).path).replace("\\", "/").translate(ESCAPED)


def typed(beside: Path, content: Path, is_kind: Callable[[Path], bool], *, from_root: bool) -> Iterator[str]:
    """Yield the paths of the files in the content folder, as writing/paths.py finds them from one of the folders."""
    for file in filter(is_kind, files(content)):
        yield as_typed(file, beside, content, from_root=from_root)
        path = file.relative_to(content).as_posix()
        if not from_root and not (beside / path).is_file():
            yield path.translate(ESCAPED)


@cache
def files(content: Path) -> tuple[Path, ...]:
    """Return the files of the content folder, sorted. Kept, since many mistakes ask: a process builds the site once."""
    return tuple(file for file in sorted(content.rglob("*")) if file.is_file() and not file.name.startswith("."))
