"""The manifest: every page's metadata in one JSON file outside the published folder.

Previews, change reports and checks after deployment read it and need no Pelican.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from social.model import CardDesign, Metadata
from words.tables import Words

from publishing.redirects import Redirect

NO_FONTS, NO_WORDS = CardDesign("", ()), Words("", {})


def manifest(
    pages: Mapping[str, Metadata],
    drawings: Mapping[str, str],
    addresses: Sequence[str],
    redirects: Iterable[Redirect] = (),
) -> str:
    """Return the metadata of all pages by output file, sorted; the site's own facts once, under "site".

    `drawings` are the published files that were drawn, each with the last day on which a page named it; `addresses` are
    those that must not vanish; of `redirects` each old path stands there with the address that it leads to.
    """
    described = {}
    site: dict[str, object] = {}
    for output_file, meta in sorted(pages.items()):
        found = asdict(replace(meta, interface=NO_WORDS, site=replace(meta.site, cards=NO_FONTS, words={})))
        found.pop("interface")
        site = found.pop("site")
        site.pop("cards")
        site.pop("words")
        described[output_file] = found
    found = {
        "site": site,
        "addresses": list(addresses),
        "redirects": {redirect.old: redirect.new for redirect in sorted(redirects)},
        "drawings": dict(sorted(drawings.items())),
        "pages": described,
    }
    return json.dumps(found, ensure_ascii=False, indent=1, default=as_text) + "\n"


def as_text(value: object) -> str:
    """Return a day or a moment in RFC 3339; anything else has no place in a manifest."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in a manifest")
