"""The sitemap: the pages that may be listed, all of them and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from networks.head import line_of

from audit.model import Found, Level
from audit.registry import site_rule
from audit.rules.address import UTM, is_absolute
from audit.rules.agreement import moment
from audit.site import UNKNOWN, Site, once
from audit.sources import ANALYTICS, SITEMAPS

MOST_ADDRESSES = 50_000
MOST_BYTES = 52_428_800
MONTH = re.compile(r"\d{4}(-\d{2})?$")  # W3C dates may end with year or month


class Entry(NamedTuple):
    """A line of a sitemap."""

    file: str
    address: str
    changed: str
    line: int


def sitemaps(site: Site) -> list[str]:
    """Return the site's sitemap files."""
    return site.named(r"(.*/)?sitemap[\w.-]*\.xml")


class Sitemap(NamedTuple):
    """A sitemap file: its entries, its bytes, the name of its root; or why it cannot be read."""

    entries: tuple[Entry, ...] = ()
    size: int = 0
    root: str = ""
    problem: str = ""


def read(file: Path) -> Sitemap:
    """Return what a sitemap says; its entries are of no file yet."""
    data = file.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Sitemap(problem=str(error))
    return Sitemap(tuple(map(read_entry, root.iter("{*}url"))), len(data), etree.QName(root).localname)


def read_entry(url: etree._Element) -> Entry:
    address, changed = ((url.findtext(f"{{*}}{name}") or "").strip() for name in ("loc", "lastmod"))
    return Entry("", address, changed, line_of(url))


@once
def entries(site: Site) -> list[Entry]:
    """Return what the sitemaps list; one that is no XML lists nothing, and is told as such."""
    return [entry._replace(file=file) for file in sitemaps(site) for entry in site.derived(file, read).entries]


@site_rule(
    "sitemap-parses",
    Level.ERROR,
    "A sitemap is XML with addresses, or an index of sitemaps.",
    fix="write it with an XML encoder",
    source=SITEMAPS,
)
def sitemap_parses(site: Site) -> Iterator[tuple[str, Found]]:
    for file in sitemaps(site):
        found = site.derived(file, read)
        if found.problem:
            yield file, Found(f"it cannot be read: {found.problem}")
        elif found.root not in ("urlset", "sitemapindex"):
            yield file, Found(f"its root is {found.root}; urlset and sitemapindex are accepted", 1)


@site_rule(
    "sitemap-size",
    Level.ERROR,
    "A sitemap has at most 50,000 addresses and 50 MB.",
    fix="part it in several, with an index",
    source=SITEMAPS,
)
def sitemap_size(site: Site) -> Iterator[tuple[str, Found]]:
    for file in sitemaps(site):
        found = site.derived(file, read)
        if found.entries and (len(found.entries) > MOST_ADDRESSES or found.size > MOST_BYTES):
            yield file, Found(f"it has {len(found.entries):,} addresses and {found.size:,} bytes")


@site_rule(
    "sitemap-absolute",
    Level.ERROR,
    "Addresses in a sitemap are absolute, and on the site’s own host.",
    fix="write the page’s canonical address",
    source=SITEMAPS,
)
def sitemap_absolute(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        is_ours = site.url == UNKNOWN or urlsplit(entry.address).netloc == site.host
        if not is_absolute(entry.address) or not is_ours:
            yield entry.file, Found(f"it lists “{entry.address}”; addresses of {site.url}/ are accepted", entry.line)


@site_rule(
    "sitemap-once",
    Level.WARNING,
    "A sitemap lists each address once.",
    fix="list it once",
    source=SITEMAPS,
)
def sitemap_once(site: Site) -> Iterator[tuple[str, Found]]:
    seen: set[str] = set()
    for entry in entries(site):
        if entry.address in seen:
            yield entry.file, Found(f"it lists “{entry.address}” again", entry.line)
        seen.add(entry.address)


@site_rule(
    "sitemap-utm",
    Level.ERROR,
    "No address in a sitemap has a campaign label.",
    fix="take utm_… out",
    source=ANALYTICS,
)
def sitemap_utm(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        if UTM.search(entry.address):
            yield entry.file, Found(f"it lists “{entry.address}”; an address without utm_… is accepted", entry.line)


@site_rule(
    "sitemap-exists",
    Level.ERROR,
    "Each address in a sitemap is a page of the site.",
    fix="take it out, or publish the page",
    source=SITEMAPS,
)
def sitemap_exists(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        path = site.path(entry.address)
        if path is not None and not site.is_answered(path):
            yield entry.file, Found(f"it lists “{entry.address}”, which is no page of this site", entry.line)


@site_rule(
    "sitemap-noindex",
    Level.ERROR,
    "A sitemap lists no page that must not be listed.",
    fix="take the page out of the sitemap, or noindex out of the page",
    source=SITEMAPS,
)
def sitemap_noindex(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        page = site.page_at(entry.address)
        if page and not page.is_indexable:
            yield entry.file, Found(f"it lists “{entry.address}”, which is noindex", entry.line)


@site_rule(
    "sitemap-canonical",
    Level.ERROR,
    "A sitemap lists pages by their canonical addresses.",
    fix="list the canonical address",
    source=SITEMAPS,
)
def sitemap_canonical(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        page = site.page_at(entry.address)
        if page and page.refresh:
            yield entry.file, Found(f"it lists “{entry.address}”, which only sends readers on", entry.line)
        elif page and is_absolute(page.canonical) and page.canonical != entry.address and not UTM.search(entry.address):
            found = f"it lists “{entry.address}”, whose canonical address is “{page.canonical}”"
            yield entry.file, Found(found, entry.line)


@site_rule(
    "sitemap-complete",
    Level.WARNING,
    "A sitemap lists every page that may be listed and is its own canonical page.",
    fix="list it, or make it noindex",
    source=SITEMAPS,
)
def sitemap_complete(site: Site) -> Iterator[tuple[str, Found]]:
    listed = {page.file for entry in entries(site) if (page := site.page_at(entry.address))}
    for page in site.outlines if listed else ():
        if page.is_indexable and page.canonical == site.address(page.file) and page.file not in listed:
            yield page.file, Found("the page may be listed, and stands in no sitemap")


@site_rule(
    "sitemap-dates",
    Level.WARNING,
    "lastmod in a sitemap is a date as the W3C writes it.",
    fix="write it as 2026-11-21 or 2026-11-21T09:00:00+00:00",
    source=SITEMAPS,
)
def sitemap_dates(site: Site) -> Iterator[tuple[str, Found]]:
    for entry in entries(site):
        if entry.changed and not MONTH.match(entry.changed) and moment(entry.changed) is None:
            yield entry.file, Found(f"lastmod is “{entry.changed}”; 2026-11-21 is accepted", entry.line)
