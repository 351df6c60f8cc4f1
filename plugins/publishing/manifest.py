"""The manifest: every page's metadata in one JSON file outside the published folder.

Previews, change reports and checks after deployment read it and need no Pelican.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from social.model import Metadata


def manifest(pages: Mapping[str, Metadata]) -> str:
    """Return the metadata of all pages by output file, sorted; the site's own facts once, under "site"."""
    described = {}
    site: dict[str, object] = {}
    for output_file, meta in sorted(pages.items()):
        found = asdict(meta)
        site = found.pop("site")
        described[output_file] = found
    return json.dumps({"site": site, "pages": described}, ensure_ascii=False, indent=1, default=as_text) + "\n"


def as_text(value: object) -> str:
    """Return a moment in RFC 3339; anything else has no place in a manifest."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in a manifest")
