"""A built folder as networks meet it: its pages with their heads, and its pictures as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from networks.head import Head, read
from networks.places import first_of
from networks.shown import File
from PIL import Image

INDEX = "index.html"
ENDINGS = (".html", ".htm")
UNKNOWN = "https://site.invalid"  # never anybody's: https://www.rfc-editor.org/rfc/rfc2606#section-2
OWN_ADDRESS = ("link:canonical", "property:og:url")
ABSOLUTE = re.compile(r"https?://[\w.-]")
# A page that does nothing but send its readers on; networks that are sent on by the server never see it.
SENDS_ON = re.compile(rb"<meta\s[^>]*http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
# What Pillow raises for a file that is broken, cut short or absurdly large.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
SVG = "image/svg+xml"  # which Pillow does not read


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the folder: its file there, and its head, which holds its address."""

    file: str
    head: Head

    @property
    def path(self) -> str:
        """Return the page's path under the site as people read it: "/about/"."""
        return unquote(path_of(self.file))


@dataclass(frozen=True, slots=True)
class Site:
    """A built folder that was read.

    Attributes:
        url: address under which it is published, without a slash at the end; "" when nothing tells it.
        pages: in the order of their addresses, without those that only send readers on, of which there are `redirects`.
        described: what the manifest says of pages, by file.
    """

    folder: Path
    url: str
    pages: tuple[Page, ...]
    redirects: int = 0
    described: Mapping[str, Any] = field(default_factory=dict)

    def local(self, address: str, page: Head) -> Path | None:
        """Return where the file behind an address on a page would lie; None when another host has it."""
        return located(self.folder, self.url, address, page.url)

    def picture(self, address: str, page: Head) -> File | None:
        """Return what is known of the picture at an address; None when another host has it."""
        file = self.local(address, page)
        if file is None:
            return None
        try:
            found = file.stat()
        except OSError:
            return File(is_missing=True)
        return measured(file, found.st_size, found.st_mtime_ns)


Heads = dict[bytes, Head]
"""Heads that were read before, by the digest of the page's bytes; without the page's address."""


def read_site(
    folder: Path, url: str = "", manifest: Mapping[str, Any] | None = None, known: Heads | None = None
) -> Site:
    """Return a built folder; what has not changed since is taken from `known`, which then holds what was read."""
    manifest = manifest or {}
    sources = {file: (folder / file).read_bytes() for file in files_of_pages(folder)}
    kept = {file: data for file, data in sources.items() if not SENDS_ON.search(data)}
    heads = read_heads(kept, {} if known is None else known)
    url = (url or manifest.get("site", {}).get("url", "") or guessed(heads)).rstrip("/")
    pages = (Page(file, replace(head, url=address_of(file, url))) for file, head in heads.items())
    return Site(folder, url, tuple(pages), len(sources) - len(kept), manifest.get("pages", {}))


def files_of_pages(folder: Path) -> list[str]:
    """Return the pages of a folder by their paths there, in the order of their addresses: the home page first."""
    found = (file for ending in ENDINGS for file in folder.rglob(f"*{ending}") if file.is_file())
    return sorted((file.relative_to(folder).as_posix() for file in found), key=path_of)


def read_heads(sources: Mapping[str, bytes], known: Heads) -> dict[str, Head]:
    """Return the head of each page; what is `known` is not read again, and what is gone is forgotten."""
    digests = {file: blake2b(data, digest_size=16).digest() for file, data in sources.items()}
    heads = {
        file: known.get(digest) or read(sources[file].decode(errors="replace")) for file, digest in digests.items()
    }
    known.clear()
    known |= {digest: heads[file] for file, digest in digests.items()}
    return heads


def guessed(heads: Mapping[str, Head]) -> str:
    """Return the address of the site that most pages name as their own, "" where none does."""
    own = ((path_of(file), first_of(head, OWN_ADDRESS)) for file, head in heads.items())
    votes = Counter(
        found.text.removesuffix(path)
        for path, found in own
        if found and found.text.endswith(path) and ABSOLUTE.match(found.text)
    )
    return votes.most_common(1)[0][0] if votes else ""


def path_of(file: str) -> str:
    """Return the path of a page under the site, encoded: "/about/"."""
    return quote(f"/{file.removesuffix(INDEX)}" if Path(file).name == INDEX else f"/{file}")


def address_of(file: str, url: str) -> str:
    """Return a page's address, "" where that of the site is not known."""
    return f"{url}{path_of(file)}" if url else ""


@lru_cache(maxsize=4096)  # fifteen networks ask for one picture, several times each
def located(folder: Path, url: str, address: str, page: str) -> Path | None:
    """Return where the file behind an address would lie in a site's folder; None when another host has it."""
    base = f"{url or UNKNOWN}/"
    try:
        found = urljoin(page or base, address)
        file = folder / unquote(urlsplit(found).path.removeprefix(urlsplit(base).path))
        is_ours = found.startswith(base) and file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # no address, or a name that no file can have: too long, with a null byte
        return None
    return file if is_ours else None


@lru_cache(maxsize=4096)
def measured(file: Path, size: int, changed: int) -> File:
    """Return what a picture's file says of itself; `changed` is the time of its last change."""
    try:
        with Image.open(file) as image:
            return File(*image.size, size, Image.MIME.get(image.format or "", ""))
    except UNREADABLE:
        return File(0, 0, size, SVG if file.suffix.lower() == ".svg" else "")
