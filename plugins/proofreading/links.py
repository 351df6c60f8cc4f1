"""The addresses that a text links to: which lie elsewhere, and in which form they should be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from proofreading.exceptions import Exceptions
from proofreading.inline import Link, links
from proofreading.model import Article, Finding

# Parameters that tell a network or a newsletter who clicked; they belong to no address.
# https://github.com/ClearURLs/Rules
TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|yclid|_hs\w+"
    r"|mkt_tok|vero_id|si|ref_src|ref_url|s_cid|trk|__twitter_impression",
    re.IGNORECASE,
)
# Hosts whose addresses say nothing of where they lead.
SHORTENER = re.compile(
    r"(?:bit\.ly|t\.co|goo\.gl|ow\.ly|tinyurl\.com|buff\.ly|lnkd\.in|is\.gd|fb\.me|dlvr\.it|rb\.gy|cutt\.ly|shorturl\.at"
    r"|tiny\.cc|t\.ly|amzn\.to|trib\.al|wp\.me|j\.mp)"
)
# Hosts that exist for examples alone. https://www.rfc-editor.org/rfc/rfc2606
RESERVED = re.compile(r"(?:^|\.)example(?:\.(?:com|org|net))?$|\.(?:test|invalid|localhost)$|^localhost$")


def is_external(address: str) -> bool:
    """Return whether an address lies on another host that exists."""
    parts = parts_of(address)
    return parts.scheme.lower() in ("http", "https") and not RESERVED.search((parts.hostname or "").lower())


def parts_of(address: str) -> SplitResult:
    """Return an address taken apart, an empty one for what is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def identity(address: str) -> str:
    """Return what two addresses of one page have in common: no scheme, www., part, or slash at the end."""
    parts = parts_of(address)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def external(article: Article) -> Iterator[tuple[int, Link]]:
    """Yield the links to other hosts, each with the index of its block."""
    for index, block in enumerate(article.blocks):
        yield from ((index, link) for link in links(block, article.references) if is_external(link.address))


def check_links(article: Article, exceptions: Exceptions) -> Iterator[Finding]:
    """Yield the addresses that should be written otherwise."""
    written: dict[str, str] = {}
    told: set[str] = set()
    for _, link in external(article):
        address = link.address
        if address in told:
            continue
        told.add(address)
        for found, advice in faults(address, exceptions):
            yield article.at(link.line, "links", found, advice)
        first = written.setdefault(identity(address), address.partition("#")[0])
        if first != address.partition("#")[0]:
            yield article.at(link.line, "links", f"{address} is written as {first} before", "write one of them in both")


def faults(address: str, exceptions: Exceptions) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the form of an address, and what to do."""
    parts = parts_of(address)
    host = parts.hostname or ""
    if parts.scheme == "http" and not exceptions.allows("http", address):
        yield (
            f"{address} is not encrypted",
            "write https://, or name it under [http] among the exceptions, with a reason",
        )
    if SHORTENER.fullmatch(host):
        yield f"{address} hides where it leads", "write the address it leads to"
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if TRACKING.fullmatch(name):
            yield f'{address} holds the tracking parameter "{name}"', "take it out"
    if not parts.netloc.startswith(host):
        yield f"{address} has capitals, or a name before an @, in its host", f"write {host}"
