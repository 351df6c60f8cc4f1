"""Where a path that a writer typed leads to."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Pelican's own markers mean "from the content folder" or "beside this file", as plain paths do.
MARKER = re.compile(r"^[{|](?:static|filename|attach)[}|]")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|\{|$)", re.IGNORECASE)


def is_elsewhere(reference: str) -> bool:
    """Return whether a reference needs no file of ours: another host, mailto:, an anchor, a marker of Pelican's."""
    return bool(ELSEWHERE.match(reference))


def find(reference: str, beside: Path, content: Path) -> Path | None:
    """Return the content file that a reference names, or None.

    `images/a.png` is looked for beside the post, then in the content folder; `/images/a.png` in the content folder.
    A query and a fragment count for nothing; %20 is a space. Nothing outside the content folder is ever found.
    """
    path = unquote(urlsplit(MARKER.sub("", reference)).path)
    folders = [content] if path.startswith("/") else [beside, content]
    for folder in folders:
        # A name that no file can have, too long or with a null byte, raises.
        with suppress(OSError, ValueError):
            candidate = (folder / path.lstrip("/")).resolve()
            if path and candidate.is_file() and candidate.is_relative_to(content.resolve()):
                return candidate
    return None


def base_path(site_url: str) -> str:
    """Return the path under which the site lives, without a slash at the end: "" or "/blog".

    Links inside pages start with it rather than with the host, so that a folder can be looked at on any host.
    """
    return urlsplit(site_url).path.rstrip("/")
