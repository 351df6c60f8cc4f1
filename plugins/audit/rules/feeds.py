"""Feeds: Atom, RSS and JSON Feed, as pages announce them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from networks.head import line_of

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule, site_rule
from audit.rules.address import UTM, is_absolute
from audit.site import Site, once
from audit.sources import ANALYTICS, GOOGLE_CANONICAL, RFC_ATOM

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
LINK = re.compile(r"<[a-z][^<>]*?\s(?:href|src)\s*=\s*[\"']([^\"']+)")


class Entry(NamedTuple):
    """An entry of a feed: where it leads, its id, and the first address in its text that is not absolute, or ""."""

    address: str
    id: str
    relative: str
    line: int


class Feed(NamedTuple):
    """A feed: its entries, or why it cannot be read."""

    entries: tuple[Entry, ...] = ()
    problem: str = ""


@once
def feeds(site: Site) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of the feeds that pages announce and that can be read, by file."""
    found = {file: site.derived(file, read) for file in files(site)}
    return {file: feed.entries for file, feed in found.items() if not feed.problem}


@once
def files(site: Site) -> list[str]:
    """Return the feeds that pages announce and that lie in the folder."""
    hrefs = {site.resolve(page, href) for page in site.outlines for href in page.feeds}
    paths = {path for href in hrefs if (path := site.path(href)) is not None}
    return sorted({file for path in paths if (file := site.file_at(path))})


def read(file: Path) -> Feed:
    """Return what a feed says."""
    try:
        return Feed(tuple(read_entries(file.read_bytes())))
    except (etree.XMLSyntaxError, ValueError, KeyError) as error:
        return Feed(problem=str(error) or type(error).__name__)


def read_entries(data: bytes) -> list[Entry]:
    """Return the entries of a feed. Raises XMLSyntaxError, ValueError or KeyError when it is none."""
    if data.lstrip()[:1] == b"{":
        items = json.loads(data)["items"]
        return [
            Entry(str(i.get("url", "")), str(i.get("id", "")), relative_in(str(i.get("content_html", ""))), 0)
            for i in items
        ]
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return [read_entry(element) for element in root.iter("{*}entry", "{*}item")]


def read_entry(element: etree._Element) -> Entry:
    """Return an entry of Atom or an item of RSS."""
    links = [link for link in element.findall("{*}link") if link.get("rel", "alternate") == "alternate"]
    address = (links[0].get("href") or links[0].text or "").strip() if links else ""
    identifier = element.findtext("{*}id") or element.findtext("{*}guid") or ""
    html = element.findtext("{*}content") or element.findtext("{*}encoded") or element.findtext("{*}description") or ""
    return Entry(address, identifier.strip(), relative_in(html), line_of(element))


def relative_in(html: str) -> str:
    """Return the first address in a text that is not absolute, "" when there is none."""
    return next((address for address in shown_addresses(html) if not SCHEME.match(address)), "")


def shown_addresses(html: str) -> list[str]:
    """Return the addresses of links and pictures in a text, without those that code shows or a comment hides."""
    return LINK.findall(COMMENT.sub("", html))


@page_rule(
    "feed-exists",
    Level.ERROR,
    "The feeds that a page announces lie in the built folder, when they are on this site.",
    fix="publish the feed, or take the link out",
    source=RFC_ATOM,
)
def feed_exists(page: Page, site: Site) -> Iterator[Found]:
    for link in page.feeds:
        place = site.place(page, link.href)
        if place and not site.is_answered(place[0]):
            yield Found(f"the feed “{link.href}” is not in the folder", link.line)


@site_rule(
    "feed-parses",
    Level.ERROR,
    "Feeds can be read.",
    fix="write them with an XML or JSON encoder",
    source=RFC_ATOM,
)
def feed_parses(site: Site) -> Iterator[tuple[str, Found]]:
    for file in files(site):
        if problem := site.derived(file, read).problem:
            yield file, Found(f"it cannot be read: {problem}")


@site_rule(
    "feed-announced",
    Level.HINT,
    "The home page announces a feed.",
    fix='write <link rel="alternate" type="application/atom+xml" title="…" href="…">',
    source=RFC_ATOM,
)
def feed_announced(site: Site) -> Iterator[tuple[str, Found]]:
    home = site.outline("index.html")
    if home and not home.refresh and not home.feeds:
        yield home.file, Found("no feed is announced")


@site_rule(
    "feed-ids",
    Level.ERROR,
    "Each entry of a feed has an id of its own.",
    fix="write an id that no other entry has and that never changes",
    source=RFC_ATOM,
)
def feed_ids(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        seen: set[str] = set()
        for entry in entries:
            identifier = entry.id or entry.address
            if not identifier or identifier in seen:
                yield (
                    file,
                    Found(
                        f"the entry “{entry.address}” has the id “{entry.id}”, which is no id of its own", entry.line
                    ),
                )
            seen.add(identifier)


@site_rule(
    "feed-links",
    Level.ERROR,
    "Each entry of a feed leads to a page, by its absolute address.",
    fix="write the page’s canonical address",
    source=RFC_ATOM,
)
def feed_links(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        for entry in entries:
            path = site.path(entry.address)
            if not is_absolute(entry.address):
                yield file, Found(f"an entry leads to “{entry.address}”; https://… is accepted", entry.line)
            elif path is not None and not site.is_answered(path):
                yield file, Found(f"an entry leads to “{entry.address}”, which is no page of this site", entry.line)


@site_rule(
    "feed-content-absolute",
    Level.WARNING,
    "Links and pictures in the text of feeds are absolute: readers show them elsewhere.",
    fix="write whole addresses into feeds",
    source=RFC_ATOM,
)
def feed_content_absolute(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        for entry in entries:
            if entry.relative:
                yield file, Found(f"“{entry.relative}” stands in the entry “{entry.address}”", entry.line)


@site_rule(
    "feed-noindex",
    Level.WARNING,
    "No entry of a feed leads to a page that must not be listed.",
    fix="take the entry out, or noindex out of the page",
    source=RFC_ATOM,
)
def feed_noindex(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        for entry in entries:
            page = site.page_at(entry.address)
            if page and not page.is_indexable:
                yield file, Found(f"an entry leads to “{entry.address}”, which is noindex", entry.line)


@site_rule(
    "feed-canonical",
    Level.WARNING,
    "Entries of feeds lead to canonical addresses.",
    fix="write the canonical address of the page",
    source=GOOGLE_CANONICAL,
)
def feed_canonical(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        for entry in entries:
            page = site.page_at(entry.address)
            if (
                page
                and is_absolute(page.canonical)
                and page.canonical != entry.address
                and not UTM.search(entry.address)
            ):
                yield file, Found(f"an entry leads to “{entry.address}”; “{page.canonical}” is accepted", entry.line)


@site_rule(
    "feed-utm",
    Level.ERROR,
    "No entry of a feed leads to an address with a campaign label, and no id has one.",
    fix="take utm_… out",
    source=ANALYTICS,
)
def feed_utm(site: Site) -> Iterator[tuple[str, Found]]:
    for file, entries in feeds(site).items():
        for entry in entries:
            if UTM.search(entry.address) or UTM.search(entry.id):
                yield (
                    file,
                    Found(f"an entry leads to “{entry.address}”; an address without utm_… is accepted", entry.line),
                )
