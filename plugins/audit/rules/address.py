"""Addresses in the head: absolute, https, on the live host, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule, site_rule
from audit.site import INDEX, UNKNOWN, Site, once_a_page
from audit.sources import ANALYTICS, DISCORD, FACEBOOK_CANONICAL, GOOGLE_CANONICAL, OGP, RFC_URI, SIGNAL

LONGEST = 2048
SEEN = 4096  # addresses that are remembered: pages of a site name many of the same
LOCAL = re.compile(r"^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[?::1)|\.(local|test|invalid|localhost)$")
UTM = re.compile(r"[?&#;]utm_\w+=")
UNSAFE = re.compile(r"[\s<>\"{}|\\^`]")
ADDRESSES = ("og:url", "og:image", "og:image:url", "og:image:secure_url", "og:video", "og:audio", "twitter:image")


@once_a_page
def shared(page: Page, site: Site) -> tuple[tuple[str, str, int], ...]:
    """Return what networks and search engines are told: name, address and line."""
    return tuple(read_shared(page))


def read_shared(page: Page) -> Iterator[tuple[str, str, int]]:
    for link in page.links_of("canonical")[:1]:
        yield "the canonical address", link.href, link.line
    for link in page.alternates:
        yield f"the address for hreflang {link.hreflang}", link.href, link.line
    for name in ADDRESSES:
        for meta in page.metas_of(name)[:1]:
            yield name, meta.content.strip(), meta.line


@lru_cache(SEEN)
def parts_of(address: str) -> SplitResult | None:
    """Return the parts of an address, None of one that cannot be read."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def is_absolute(address: str) -> bool:
    parts = parts_of(address)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


@lru_cache(SEEN)
def host(address: str) -> str:
    """Return the host name of an address, "" where it has none."""
    parts = parts_of(address)
    return (parts.hostname or "") if parts else ""


def is_local(name: str) -> bool:
    return bool(name) and LOCAL.search(name) is not None


@page_rule(
    "address-absolute",
    Level.ERROR,
    "Addresses in the head that networks and search engines read are absolute.",
    fix="write the whole address, with https:// and host",
    source=OGP,
)
def address_absolute(page: Page, site: Site) -> Iterator[Found]:
    for name, address, line in shared(page, site):
        if address and not is_absolute(address):
            yield Found(f"{name} is “{address}”; https://… is accepted", line)


@site_rule(
    "site-https",
    Level.WARNING,
    "The site lives at https://: Signal shows no preview of any other.",
    fix="give the host a certificate, and build with the address that begins with https://",
    source=SIGNAL,
)
def site_https(site: Site) -> Iterator[tuple[str, Found]]:
    if site.url.startswith("http://") and not is_local(host(site.url)):
        yield INDEX, Found(f"the site’s address is “{site.url}”; https://… is accepted")


@page_rule(
    "address-https",
    Level.WARNING,
    "Addresses in the head of a site at https:// begin so, too.",
    fix="write https://",
    source=SIGNAL,
)
def address_https(page: Page, site: Site) -> Iterator[Found]:
    for name, address, line in shared(page, site) if site.url.startswith("https://") else ():
        if address.startswith("http://") and not is_local(host(address)):
            yield Found(f"{name} is “{address}”; https://… is accepted", line)


@page_rule(
    "address-live",
    Level.ERROR,
    "No address in the head leads to a machine that readers cannot reach.",
    fix="build with the address of the live site",
    source=OGP,
)
def address_live(page: Page, site: Site) -> Iterator[Found]:
    if is_local(urlsplit(site.url).hostname or "") and site.url != UNKNOWN:  # a preview, built for its own machine
        return
    for name, address, line in shared(page, site):
        if is_local(host(address)):
            yield Found(f"{name} is “{address}”; the live host is accepted", line)


@page_rule(
    "address-length",
    Level.ERROR,
    "No address in the head is longer than 2,048 characters: Discord drops the whole preview.",
    fix="shorten the address",
    source=DISCORD,
)
def address_length(page: Page, site: Site) -> Iterator[Found]:
    for name, address, line in shared(page, site):
        if len(address) > LONGEST:
            yield Found(f"{name} has {len(address):,} characters; {LONGEST:,} are accepted", line)


@page_rule(
    "address-encoded",
    Level.ERROR,
    "Addresses in the head have no space or other sign that must be encoded.",
    fix="percent-encode it: a space is %20",
    source=RFC_URI,
)
def address_encoded(page: Page, site: Site) -> Iterator[Found]:
    for name, address, line in shared(page, site):
        if found := UNSAFE.search(address):
            yield Found(f"{name} has “{found[0]}” in “{address}”; percent-encoded signs are accepted", line)


@page_rule(
    "address-utm",
    Level.ERROR,
    "No address in the head has a campaign label: it would be taken for a page of its own.",
    fix="take utm_… out; it belongs into shared addresses alone",
    source=ANALYTICS,
)
def address_utm(page: Page, site: Site) -> Iterator[Found]:
    for name, address, line in shared(page, site):
        if UTM.search(address):
            yield Found(f"{name} is “{address}”; an address without utm_… is accepted", line)


@page_rule(
    "canonical-og-url",
    Level.ERROR,
    "Canonical address and og:url are the same: likes and shares are counted for og:url.",
    fix="write the canonical address into both",
    source=FACEBOOK_CANONICAL,
)
def canonical_og_url(page: Page, site: Site) -> Iterator[Found]:
    og_url = page.meta("og:url").strip()
    if page.canonical and og_url and is_absolute(og_url) and is_absolute(page.canonical) and og_url != page.canonical:
        yield Found(f"og:url is “{og_url}”; the canonical address “{page.canonical}” is accepted", page.line("og:url"))


def canonical_line(page: Page) -> int:
    return page.links_of("canonical")[0].line


@page_rule(
    "canonical-fragment",
    Level.WARNING,
    "A canonical address names a page, not a part of one.",
    fix="take # and what follows out",
    source=GOOGLE_CANONICAL,
)
def canonical_fragment(page: Page, site: Site) -> Iterator[Found]:
    if "#" in page.canonical:
        yield Found(f"the canonical address is “{page.canonical}”; one without # is accepted", canonical_line(page))


@page_rule(
    "canonical-exists",
    Level.ERROR,
    "A canonical address on this site leads to a page of it.",
    fix="write the address of a page that exists",
    source=GOOGLE_CANONICAL,
)
def canonical_exists(page: Page, site: Site) -> Iterator[Found]:
    path = site.path(page.canonical)
    if path is not None and not site.is_answered(path):
        yield Found(f"the canonical address “{page.canonical}” leads to no page of this site", canonical_line(page))


@page_rule(
    "canonical-self",
    Level.WARNING,
    "A page that may be listed is its own canonical page, but for copies of a page elsewhere.",
    fix="write the page’s own address; a copy within the site should rather be a redirect",
    source=GOOGLE_CANONICAL,
)
def canonical_self(page: Page, site: Site) -> Iterator[Found]:
    target = site.page_at(page.canonical)
    if target and target.file != page.file and page.is_indexable:
        yield Found(f"the canonical address “{page.canonical}” is another page’s", canonical_line(page))


@page_rule(
    "canonical-form",
    Level.WARNING,
    "A canonical address is written as the host answers it: with the slash of a folder, without index.html.",
    fix="write the address to which the host sends readers in the end",
    source=GOOGLE_CANONICAL,
)
def canonical_form(page: Page, site: Site) -> Iterator[Found]:
    target = site.page_at(page.canonical)
    if target and target.file == page.file and "#" not in page.canonical and "?" not in page.canonical:
        path = site.path(page.canonical) or ""
        if path.endswith("index.html") or (page.file == f"{path}/index.html"):
            found = f"the canonical address is “{page.canonical}”; “{site.address(page.file)}” is accepted"
            yield Found(found, canonical_line(page))


@page_rule(
    "canonical-elsewhere",
    Level.HINT,
    "A canonical address on another host is meant: search engines list that page instead of this one.",
    fix="leave it only when the page was published there first",
    source=GOOGLE_CANONICAL,
)
def canonical_elsewhere(page: Page, site: Site) -> Iterator[Found]:
    other = host(page.canonical)
    if site.url != UNKNOWN and other and other != (urlsplit(site.url).hostname or "") and not is_local(other):
        yield Found(f"the canonical address “{page.canonical}” is on another host", canonical_line(page))
