"""The manifest: every page's metadata in one JSON file outside the published folder.

Previews, change reports and checks after deployment read it and need no Pelican.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from functools import cache
from itertools import dropwhile
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from social.model import CardDesign, Metadata, Site

from publishing.redirects import Redirect

NO_FONTS = CardDesign("", ())
SHARED = ("site", "interface")  # fields that are the same on many pages
# Between entries of an object, and at its end; before the pages, which come last.
BETWEEN, END, FIRST = ",\n", "\n}", ' "pages": '
KEY, INNER = '  "', "   "  # what the first line of a page's entry begins with, and the others but for the last


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
    values = ((name, getattr(meta, name)) for name in names_of(Metadata) if name not in SHARED)
    return an_object(values, "\n  ")


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass. Raises TypeError for anything else."""
    return tuple(field.name for field in fields(kind))


def indented(value: Any, line: str) -> str:
    """Return a value as `as_json` does, dataclasses with what they hold: in a third of the time.

    `line` is what a line of what the value stands in begins with, the end of the one before it included.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, int | float | date):
        return one(value)
    if isinstance(value, tuple | list):
        inner = f"{line} "
        items = f",{inner}".join([indented(item, inner) for item in value])
        return f"[{inner}{items}{line}]" if value else "[]"
    if isinstance(value, dict):
        return an_object(value.items(), line)
    kind: Any = type(value)
    return an_object(((name, getattr(value, name)) for name in names_of(kind)), line)


def one(value: object) -> str:
    """Return a value that consists of no others."""
    if value is None:
        return "null"
    return str(value) if type(value) is int else json.dumps(value, default=as_text)


def an_object(values: Iterable[tuple[str, Any]], line: str) -> str:
    """Return names and values as an object; `line` as with `indented`."""
    inner = f"{line} "
    items = f",{inner}".join([f"{encode_basestring(name)}: {indented(value, inner)}" for name, value in values])
    return f"{{{inner}{items}{line}}}" if items else "{}"


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
            if not is_of_head(line):
                head[-1] = f"{head[-1].removesuffix(BETWEEN)}{END}"
                break
            head.append(line)
    found: dict[str, Any] = json.loads("".join(head))
    return found


def entries_of(manifest_file: Path, files: Collection[str]) -> dict[str, Any]:
    """Return what a manifest says of some pages, by their files, without reading what it says of all others.

    Raises OSError, ValueError.
    """
    keys = {f"  {json.dumps(file, ensure_ascii=False)}": file for file in files}
    found: dict[str, list[str]] = {}
    entry: list[str] = []  # of a page that nobody wants to know
    with manifest_file.open(encoding="utf-8") as lines:
        for line in dropwhile(is_of_head, lines):
            if line.startswith(KEY):
                key, _, _ = line.rpartition(": {")
                entry = found.setdefault(keys[key], ["{"]) if key in keys else []
            elif entry:
                entry.append(line.strip())
                entry = entry if line.startswith(INNER) else []
    return {file: json.loads("".join(text).removesuffix(",")) for file, text in found.items()}


def is_of_head(line: str) -> bool:
    """Return whether a line of a manifest stands before its pages."""
    return not line.startswith(FIRST)


def as_text(value: object) -> str:
    """Return a day or a moment in RFC 3339; anything else has no place in a manifest."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in a manifest")
