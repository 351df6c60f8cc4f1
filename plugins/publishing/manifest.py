"""The manifest: every page's metadata in one JSON file outside the published folder.

Previews, change reports and checks after deployment read it and need no Pelican.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from social.model import CardDesign, Metadata, Site
from words.tables import Words

from publishing.redirects import Redirect

NO_FONTS, NO_WORDS = CardDesign("", ()), Words("", {})
NO_SITE: Any = None
BETWEEN, FIRST, END = (
    ",\n",
    ' "pages": ',
    "\n}",
)  # of entries of an object, before the pages, which come last, after all


def manifest(
    site: Site,
    pages: Mapping[str, Callable[[], str]],
    drawings: Mapping[str, str],
    addresses: Sequence[str],
    redirects: Iterable[Redirect] = (),
) -> Iterator[str]:
    """Yield, part by part, the metadata of all pages by output file, sorted; the site's own facts once, under "site".

    `pages` give the entries of the pages (see `entry`), by their files; `drawings` the published files that were drawn,
    each with the last day on which a page named it; `addresses` are those that must not vanish; of `redirects` each old
    path stands there with the address that it leads to.
    """
    facts = asdict(replace(site, cards=NO_FONTS, words={}))
    facts.pop("cards")
    facts.pop("words")
    head = {
        "site": facts,
        "addresses": list(addresses),
        "redirects": {redirect.old: redirect.new for redirect in sorted(redirects)},
        "drawings": dict(sorted(drawings.items())),
    }
    yield f"{as_json(head).removesuffix(END)}{BETWEEN}{FIRST}{{"
    between = "\n"
    for file, text in sorted(pages.items()):
        yield f"{between}  {json.dumps(file, ensure_ascii=False)}: {text()}"
        between = BETWEEN
    yield "\n }" if pages else "}"
    yield f"{END}\n"


def entry(meta: Metadata) -> str:
    """Return a page's metadata as it stands in the manifest, without what all pages share."""
    found = asdict(replace(meta, interface=NO_WORDS, site=NO_SITE))
    found.pop("interface")
    found.pop("site")
    return as_json(found).replace("\n", "\n  ")


def as_json(value: object) -> str:
    """Return a value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=as_text)


def head_of(manifest_file: Path) -> dict[str, Any]:
    """Return what a manifest says of the site as a whole, without reading what it says of each page.

    Raises OSError, ValueError.
    """
    head = list[str]()
    with manifest_file.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith(FIRST):
                head[-1] = f"{head[-1].removesuffix(BETWEEN)}{END}"
                break
            head.append(line)
    found: dict[str, Any] = json.loads("".join(head))
    return found


def as_text(value: object) -> str:
    """Return a day or a moment in RFC 3339; anything else has no place in a manifest."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in a manifest")
