"""Where networks read: the tags of a head that a place of the table names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
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


def read_place(head: Head, place: str, takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what a place says, None where it says nothing."""
    if takes is Takes.FIRST:
        return next(candidates(head, place), None)
    return next(reversed([*candidates(head, place)]), None)


def candidates(head: Head, place: str) -> Iterator[Reading]:
    """Return all that a place says, in the order of the page."""
    kind, _, key = place.partition(":")
    return (found for found in PLACES[kind](head, kind, key) if found.text)


def first_of(head: Head, order: tuple[str, ...], takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what the first place says that says anything."""
    return next((found for place in order if (found := read_place(head, place, takes))), None)


def of_metas(head: Head, attribute: str, keys: str) -> Iterator[Reading]:
    """Yield the contents of the metas of a key, or of several; "any" is for all attributes."""
    if EITHER in keys:
        wanted = keys.split(EITHER)
        metas: Iterable[Meta] = (meta for meta in head.metas if spelt(meta.key) in wanted)
    else:
        metas = head.keyed.get(keys, ())
    for meta in metas:
        if attribute in (meta.attribute, "any"):
            yield Reading(meta.content, f"{attribute}:{spelt(meta.key)}", meta.line)


def of_title(head: Head, kind: str, _: str) -> Iterator[Reading]:
    yield Reading(head.title or "", kind, head.title_line)


def of_heading(head: Head, kind: str, _: str) -> Iterator[Reading]:
    yield Reading(head.heading or "", kind, head.heading_line)


def of_links(head: Head, kind: str, rel: str) -> Iterator[Reading]:
    """Yield the addresses of links; a `rel` of two words asks for both."""
    for link in head.links:
        if set(rel.split()) <= set(link.rel):
            yield Reading(link.href, f"{kind}:{rel}", link.line)


def of_host(head: Head, kind: str, _: str) -> Iterator[Reading]:
    yield Reading((urlsplit(head.url).hostname or "").removeprefix("www."), kind)


def of_json_ld(head: Head, kind: str, name: str) -> Iterator[Reading]:
    """Yield what JSON-LD says: "image" and "site" in what Google reads, all else in the node that Mastodon takes."""
    nodes = every_node(head) if name in READ_BY_GOOGLE else mastodons(head)
    yield from (Reading(value(node, name), f"{kind}:{name}", line) for node, line in nodes)


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
