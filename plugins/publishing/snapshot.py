"""What a publish said about its pages, out of the manifest that it left: of this format, or of an older one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from networks.caches import Reader
from social.model import UNLISTED

from publishing.redirects import INDEX, file_of

BOTH = frozenset(Reader)
PREVIEW, SEARCH = frozenset((Reader.PREVIEW,)), frozenset((Reader.SEARCH,))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that others keep.

    Attributes:
        name: its name in the manifest; label: what reports call it.
        readers: who keeps it.
        follows: another part; a change that is the same as that one's is not told twice.
    """

    name: str
    label: str
    readers: frozenset[Reader]
    follows: str = ""


PICTURE = "share_picture"
PARTS = (
    Part("title", "title", BOTH),
    Part("share_description", "description", BOTH),
    Part(PICTURE, "picture", PREVIEW),
    Part("document_title", "title for search engines", SEARCH, follows="title"),
    Part("description", "description for search engines", SEARCH, follows="share_description"),
    Part("url", "canonical address", BOTH),
    Part("visibility", "visibility", BOTH),
    # Telegram remembers a noindex: https://opengraphplus.com/consumers/telegram/caching
    Part("robots", "robots", BOTH),
)


class Unlike(ValueError):  # noqa: N818 (what was read may be a good manifest of another format)
    """Raised for what is no manifest as we know it; the message says why."""


@dataclass(frozen=True, slots=True)
class Value:
    """A part as one line of text, and where it came from, in words a writer understands."""

    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a manifest has it; `parts` lacks what the manifest does."""

    key: str
    address: str
    file: str
    kind: str
    parts: Mapping[str, Value]

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it, as far as is known."""
        robots = self.parts.get("robots", Value("")).text.split(", ")
        return UNLISTED.isdisjoint(robots)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A publish as its manifest has it: pages by output file, and where output files of old addresses lead."""

    site: str
    pages: Mapping[str, Page]
    redirects: Mapping[str, str]


def load(file: Path) -> Any:
    """Return what a JSON file holds. Raises Unlike for anything else."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Unlike("it is no JSON") from error


def snapshot(manifest: Any) -> Snapshot:
    """Return what a manifest of any age says about its pages. Raises Unlike when it names no pages."""
    pages = at(manifest, "pages")
    if not isinstance(pages, dict):
        raise Unlike("it has no “pages”")
    site = str(at(manifest, "site", "url") or "")
    redirects = at(manifest, "redirects")
    found = redirects if isinstance(redirects, dict) else {}
    return Snapshot(
        site,
        {key: page_of(key, page, site) for key, page in sorted(pages.items())},
        {file_of(old): str(new) for old, new in found.items()},
    )


def at(found: Any, *path: str) -> Any:
    """Return what lies at a path of keys, None where there is no such thing."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def page_of(key: str, page: Any, site: str) -> Page:
    """Return a page of a manifest, by its output file."""
    address = at(page, "address")
    own = address if isinstance(address, str) else f"{site}/{key.removesuffix(INDEX)}"
    parts = ((part.name, value_of(part.name, page, own, site)) for part in PARTS)
    return Page(
        key=key,
        address=own,
        file=str(at(page, "file") or ""),
        kind=str(at(page, "kind") or ""),
        parts={name: value for name, value in parts if value},
    )


def value_of(name: str, page: Any, address: str, site: str) -> Value | None:
    """Return a part of a page, None where the manifest has none.

    Addresses of the site are told without its own, so that a site that moves has not changed everywhere; so is the
    canonical address of a page that names itself.
    """
    found = at(page, name)
    value, origin = (at(found, "value"), str(at(found, "origin") or "")) if isinstance(found, dict) else (found, "")
    if name == PICTURE:
        text = picture_text(value, site)
    elif name == "url" and value == address:
        text = "the page’s own"
    elif isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = value if isinstance(value, str) else None
    return None if text is None else Value(text, origin)


def picture_text(picture: Any, site: str) -> str | None:
    """Return address and, of a picture with a file, the beginning of its hash; None for what is no picture.

    The address of a drawn picture changes with its pixels; that of a file stays whatever is in it.
    """
    url, digest = at(picture, "url"), at(picture, "file", "digest")
    if not isinstance(url, str):
        return None
    shown = url.removeprefix(f"{site}/")
    return f"{shown} (SHA-256 {digest[:8]}…)" if isinstance(digest, str) else shown
