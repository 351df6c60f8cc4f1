"""Where the values of a page were written: what its manifest tells, with a link that opens the line in an editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

EDITOR = "vscode://file/{file}:{line}"
ON_LINE = re.compile(r"(?P<key>.+), line (?P<line>\d+)")
# The keys of a head, and the values of a manifest that they are printed from.
VALUES = {
    "title": "document_title",
    "h1": "heading",
    "description": "description",
    "og:title": "title",
    "og:description": "share_description",
    "og:image": "share_picture",
    "headline": "title",
    "image": "picture",
    "fediverse:creator": "fediverse_creator",
    "twitter:creator": "twitter_creator",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from, in words; `link` opens the place in an editor, "" where it is no line of a file."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a site was written in: the folder that their paths start from, and a template of links to them."""

    root: Path
    editor: str = EDITOR

    def link(self, file: str, line: int) -> str:
        """Return the link to a line of a file, "" where there is no such file."""
        found = self.root / file
        if not (file and found.is_file()):
            return ""
        return self.editor.format(file=quote(found.resolve().as_posix()), line=line)


def origin_of(place: str, described: Mapping[str, Any], sources: Sources) -> Origin | None:
    """Return where what stands in a place of the head came from, None where the manifest does not tell."""
    name = VALUES.get(place.partition(":")[2] or place, "")
    text = told(described, name)
    if not text:
        return None
    file, found = described.get("file", ""), ON_LINE.fullmatch(text)
    if not (file and found):
        return Origin(text)
    line = int(found["line"])
    return Origin(f"{found['key']}, {file}:{line}", sources.link(file, line))


def told(described: Mapping[str, Any], name: str) -> str:
    """Return what a manifest says of where a value came from, "" where it says nothing."""
    value = described.get(name)
    if isinstance(value, dict) and isinstance(value.get("origin"), str):
        return str(value["origin"])
    return str(described.get("origins", {}).get(name, ""))
