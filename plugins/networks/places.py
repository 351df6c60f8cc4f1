"""Where networks read: the tags of a head that a place of the table names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from networks.head import Head
from networks.rules import Takes

# The types that Mastodon reads, and where: at the top or in a list there, never in an @graph.
# https://github.com/mastodon/mastodon/blob/016c1e4/app/lib/link_details_extractor.rb
READ_BY_MASTODON = ("NewsArticle", "WebPage")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and the place where it stands; `line` is that of the tag, 0 where none is known."""

    text: str
    place: str
    line: int = 0


def read_place(head: Head, place: str, takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what a place says, None where it says nothing."""
    found = list(candidates(head, place))
    return found[0 if takes is Takes.FIRST else -1] if found else None


def candidates(head: Head, place: str) -> Iterator[Reading]:
    """Yield all that a place says, in the order of the page."""
    kind, _, key = place.partition(":")
    texts = PLACES[kind](head, kind, key)
    yield from (Reading(text, place, line) for text, line in texts if text)


def first_of(head: Head, order: tuple[str, ...], takes: Takes = Takes.FIRST) -> Reading | None:
    """Return what the first place says that says anything."""
    return next((found for place in order if (found := read_place(head, place, takes))), None)


def of_metas(head: Head, attribute: str, key: str) -> Iterator[tuple[str, int]]:
    """Yield the contents of the metas of a key, in whatever letters; "any" is for all attributes."""
    for meta in head.metas:
        if meta.key.lower() == key and attribute in (meta.attribute, "any"):
            yield meta.content, meta.line


def of_title(head: Head, _: str, __: str) -> Iterator[tuple[str, int]]:
    yield head.title or "", 0


def of_heading(head: Head, _: str, __: str) -> Iterator[tuple[str, int]]:
    yield head.heading or "", 0


def of_links(head: Head, _: str, rel: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of links; a `rel` of two words asks for both."""
    for link in head.links:
        if set(rel.split()) <= set(link.rel):
            yield link.href, link.line


def of_host(head: Head, _: str, __: str) -> Iterator[tuple[str, int]]:
    yield (urlsplit(head.url).hostname or "").removeprefix("www."), 0


def of_json_ld(head: Head, _: str, name: str) -> Iterator[tuple[str, int]]:
    """Yield what JSON-LD says: for Mastodon of its two types alone, "image" and "site" of whatever Google reads."""
    for block in head.blocks:
        nodes = top(block.data) if name in ("headline", "description", "publisher") else every(block.data)
        for node in nodes:
            yield value(node, name), block.line


def top(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the nodes that Mastodon finds."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict) and node.get("@type") in READ_BY_MASTODON:
            yield node


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
    if name == "publisher":
        return plain(node.get("publisher"), "name")
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
