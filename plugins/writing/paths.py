"""Where a path that a writer typed leads to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from writing.probes import FILE, note

# Pelican's own markers mean "from the content folder" or "beside this file", as plain paths do.
MARKER = re.compile(r"^[{|](?:static|filename|attach)[}|]")
# One letter before a colon is no scheme but a drive of Windows, and what `file:` names no reader has.
ELSEWHERE = re.compile(r"^(?:(?!file:)[a-z][a-z0-9+.-]+:|//|#|\{|$)", re.IGNORECASE)


def is_elsewhere(reference: str) -> bool:
    """Return whether a reference needs no file of ours: another host, mailto:, an anchor, a marker of Pelican's."""
    return bool(ELSEWHERE.match(reference))


def find(reference: str, beside: Path, content: Path, real: Callable[[str], str] = os.path.realpath) -> Path | None:
    """Return the content file that a reference names, or None.

    `images/a.png` is looked for beside the post, then in the content folder; `/images/a.png` in the content folder.
    A query and a fragment count for nothing; %20 is a space; é is one character or an e with an accent. Nothing outside
    the content folder is ever found. `real` follows links.
    """
    path = unquote(urlsplit(MARKER.sub("", reference)).path)
    found = located(path, beside, content, real)
    note(FILE, path, found)
    return Path(real(str(content)), found) if found else None


def located(path: str, beside: Path, content: Path, real: Callable[[str], str] = os.path.realpath) -> str:
    """Return the real place in the content folder of the file that a plain path names, or ""; `real` follows links."""
    if not path:
        return ""
    inside = os.path.join(real(str(content)), "")  # noqa: PTH118 (this is asked thousands of times, as are those below)
    for folder in [content] if path.startswith("/") else [beside, content]:
        # A name that no file can have, too long or with a null byte, raises.
        with suppress(OSError, ValueError):
            place = real(str(spelt(folder, path.lstrip("/"))))
            if place.startswith(inside) and os.path.isfile(place):  # noqa: PTH113
                return place[len(inside) :]
    return ""


class RealPlaces:
    """Says where paths lead, each folder looked at once."""

    def __init__(self) -> None:
        self.real_folder = lru_cache(maxsize=None)(os.path.realpath)

    def __call__(self, path: str) -> str:
        folder, name = os.path.split(path)
        if name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114 (thousands of them)
            return os.path.realpath(path)
        return f"{self.real_folder(folder)}{os.sep}{name}"


def spelt(folder: Path, path: str) -> str | Path:
    """Return the place of a path in a folder, its names as the files themselves have them.

    macOS takes names apart into letters and accents (NFD), keyboards make one character of them (NFC).
    """
    if path.isascii():
        return os.path.join(folder, path)  # noqa: PTH118
    place = folder / path
    if place.exists():
        return place
    place = folder
    for name in PurePosixPath(path).parts:
        same = normalize("NFC", name)
        exact = place / name
        alike = [] if exact.exists() else [file for file in place.iterdir() if normalize("NFC", file.name) == same]
        place = alike[0] if alike else exact
    return place


def base_path(site_url: str) -> str:
    """Return the path under which the site lives, without a slash at the end: "" or "/blog".

    Links inside pages start with it rather than with the host, so that a folder can be looked at on any host.
    """
    return urlsplit(site_url).path.rstrip("/")


@lru_cache(maxsize=1000)
def address_in(site_url: str, reference: str) -> str | None:
    """Return the path under the site that an absolute address names, such as "/about/"; None for one elsewhere.

    Whether it is asked for with or without encryption counts for nothing.
    """
    site, found = urlsplit(site_url), urlsplit(reference)
    base, path = base_path(site_url), found.path or "/"
    if not site.netloc or found.scheme not in ("", "http", "https") or found.netloc.lower() != site.netloc.lower():
        return None
    if path == base:
        return "/"
    return path.removeprefix(base) if path.startswith(f"{base}/") else None


def folded(file: str) -> str:
    """Return what the names have in common that are one file on machines which mind neither case nor Unicode's form."""
    return normalize("NFC", normalize("NFC", file).casefold())
