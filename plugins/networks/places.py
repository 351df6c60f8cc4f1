"""Where networks read: the tags of a head that a place of the table names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from networks.head import Head, Meta, spelt
from networks.rules import Takes

# The types that Mastodon reads, and where: at the top or in a list there, never in an @graph.
# https://github.com/mastodon/mastodon/blob/016c1e4/app/lib/link_details_extractor.rb
READ_BY_MASTODON = ("NewsArticle", "WebPage")
READ_BY_GOOGLE = ("image", "site")
EITHER = "|"  # between keys of one place


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and the place where it stands; `line` is that of the tag, 0 where none is known."""

    text: str
    place: str
    line: int = 0


class Where(NamedTuple):
    """A place of the table, taken apart: what kind it is of, and what stands behind the colon."""

    place: str
    kind: str
    key: str


def read_place(head: Head, place: str, takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what a place says, None where it says nothing."""
    found = candidates(head, place)
    if not found:
        return None
    return found[0] if takes is Takes.FIRST else found[-1]


def candidates(head: Head, place: str) -> Sequence[Reading]:
    """Return all that a place says, in the order of the page."""
    read, where = reader_of(place)
    return read(head, where)


@cache
def reader_of(place: str) -> tuple[Callable[[Head, Where], Sequence[Reading]], Where]:
    """Return what reads a place of the table."""
    kind, _, key = place.partition(":")
    return of_any_of if EITHER in key else PLACES[kind], Where(place, kind, key)


def first_of(head: Head, order: tuple[str, ...], takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what the first place says that says anything."""
    for place in order:
        if found := read_place(head, place, takes):
            return found
    return None


def reading(text: str, place: str, line: int = 0) -> Sequence[Reading]:
    """Return what one place says, () where that is nothing."""
    return (Reading(text, place, line),) if text else ()


def of_metas(head: Head, where: Where) -> Sequence[Reading]:
    """Return the contents of the metas of a key; "any" is for all attributes."""
    place, attribute, key = where
    metas = head.keyed.get(key, ())
    return [Reading(meta.content, place, meta.line) for meta in metas if meta.content and is_named(meta, attribute)]


def of_any_of(head: Head, where: Where) -> Sequence[Reading]:
    """Return the contents of the metas of several keys."""
    wanted = where.key.split(EITHER)
    metas = [(meta, spelt(meta.key)) for meta in head.metas if meta.content and is_named(meta, where.kind)]
    return [Reading(meta.content, f"{where.kind}:{key}", meta.line) for meta, key in metas if key in wanted]


def is_named(meta: Meta, attribute: str) -> bool:
    """Return whether a meta is named by an attribute, or "any"."""
    return attribute in (meta.attribute, "any")


def of_title(head: Head, where: Where) -> Sequence[Reading]:
    return reading(head.title or "", where.kind, head.title_line)


def of_heading(head: Head, where: Where) -> Sequence[Reading]:
    return reading(head.heading or "", where.kind, head.heading_line)


def of_links(head: Head, where: Where) -> Sequence[Reading]:
    """Return the addresses of links; a `rel` of two words asks for both."""
    wanted = set(where.key.split())
    return [Reading(link.href, where.place, link.line) for link in head.links if link.href and wanted <= set(link.rel)]


def of_host(head: Head, where: Where) -> Sequence[Reading]:
    return reading((urlsplit(head.url).hostname or "").removeprefix("www."), where.kind)


def of_json_ld(head: Head, where: Where) -> Sequence[Reading]:
    """Return what JSON-LD says: "image" and "site" in what Google reads, all else in the node that Mastodon takes."""
    nodes = every_node(head) if where.key in READ_BY_GOOGLE else mastodons(head)
    values = ((value(node, where.key), line) for node, line in nodes)
    return [Reading(text, where.place, line) for text, line in values if text]


def mastodons(head: Head) -> list[tuple[Mapping[str, object], int]]:
    """Return the one node that Mastodon takes, with the line of its block: the first of its types."""
    nodes = ((node, block.line) for block in head.blocks for node in top(block.data))
    return list(islice(nodes, 1))


def top(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the nodes of Mastodon's types where it looks for them."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict) and node.get("@type") in READ_BY_MASTODON:
            yield node


def every_node(head: Head) -> Iterator[tuple[Mapping[str, object], int]]:
    """Yield all nodes, each with the line of its block."""
    yield from ((node, block.line) for block in head.blocks for node in every(block.data))


def every(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the nodes of a block: those at the top, in a list there and in an @graph."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            yield from every(node.get("@graph"))


def value(node: Mapping[str, object], name: str) -> str:
    """Return what a node says under a name, as one text."""
    if name == "site":
        return plain(node.get("name")) if node.get("@type") == "WebSite" else ""
    if name in ("publisher", "author"):
        return plain(node.get(name), "name")
    if name == "image":
        return plain(node.get("image") or node.get("primaryImageOfPage"), "url")
    return plain(node.get(name))


def plain(found: object, key: str = "") -> str:
    """Return a value of JSON-LD as text: of several the first, of a node what it says under a key."""
    if isinstance(found, list):
        return plain(found[0], key) if found else ""
    if isinstance(found, dict):
        return plain(found.get(key)) if key else ""
    return found.strip() if isinstance(found, str) else ""


PLACES = {
    "property": of_metas,
    "name": of_metas,
    "any": of_metas,
    "title": of_title,
    "h1": of_heading,
    "link": of_links,
    "host": of_host,
    "json-ld": of_json_ld,
}
