"""Links, pictures and scripts of a page: each leads somewhere; share links lead to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, unquote_plus, urldefrag, urlsplit

from audit.model import Found, Level
from audit.page import Page, Reference
from audit.registry import page_rule
from audit.rules.address import SEEN, UTM, host, is_absolute, is_local, parts_of
from audit.site import PAGES, UNKNOWN, Site, once_a_page
from audit.sources import ANALYTICS, GOOGLE_LINKS, HTML, HTML_IDS, MIXED_CONTENT, RFC_URI, WCAG_LINKS

LEADING = ("a", "area", "form")
TEXT = "text"  # the parameter in which an address stands among words
TOP = "top"  # a browser goes to the top of the page, whatever its parts
DIRECTIVE = ":~:"  # words to be marked on the page. https://wicg.github.io/scroll-to-text-fragment/
# What names no other host and can be read whatever follows, and no more than that: most of a page's addresses are such.
PLAIN = re.compile(r"#|/(?:[A-Za-z0-9_%.-]|$)")
# An address with nothing but campaign labels behind it, and none of the signs that are written otherwise once read.
LABEL = r"utm_[a-z]+=[A-Za-z0-9._~%-]*"
LABELLED = re.compile(rf"(https?://[a-z0-9.-]+/[A-Za-z0-9/._~%-]*)\?{LABEL}(?:&{LABEL})*")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# Where networks take shares, and the parameters in which they look for the address. A host matches its subdomains.
# https://docs.x.com/x-for-websites/post-button/guides/web-intent and the networks' like pages
SHARES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("facebook.com", "/sharer", ("u",)),
    ("facebook.com", "/dialog/share", ("href",)),
    ("x.com", "/intent/", ("url", "text")),
    ("twitter.com", "/intent/", ("url", "text")),
    ("twitter.com", "/share", ("url", "text")),
    ("linkedin.com", "/sharing/share-offsite", ("url",)),
    ("linkedin.com", "/shareArticle", ("url",)),
    ("pinterest.com", "/pin/create/", ("url",)),
    ("reddit.com", "/submit", ("url",)),
    ("wa.me", "/", ("text",)),
    ("api.whatsapp.com", "/send", ("text",)),
    ("t.me", "/share", ("url",)),
    ("bsky.app", "/intent/compose", ("text",)),
    ("share.joinmastodon.org", "/", ("text",)),
    ("threads.com", "/intent/post", ("url", "text")),
    ("threads.net", "/intent/post", ("url", "text")),
    ("news.ycombinator.com", "/submitlink", ("u",)),
)
FETCHED = frozenset(("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "mask-icon"))
# What texts on share links write for an address.
PLACEHOLDERS = frozenset(("URL", "url", "{url}", "{URL}", "<url>", "<URL>"))


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shares an address, as the network will read it."""

    reference: Reference
    address: str


@once_a_page
def outward(page: Page, site: Site) -> list[Reference]:
    """Return what leads from the page, or fetches something, by more than a part of it or a path of its host."""
    return [reference for reference in page.references if not PLAIN.match(reference.address)]


@once_a_page
def shares(page: Page, site: Site) -> list[Share]:
    """Return the links of a page that share an address; those that share words alone are none."""
    found = []
    for reference in outward(page, site):
        if reference.element == "a" and "?" in reference.address:
            address = shared_address(reference.address)
            if address is not None:
                found.append(Share(reference, address))
    return found


def shared_address(link: str) -> str | None:
    """Return the address that a link hands to a network, None when it hands it none."""
    parts = parts_of(link)
    for beginning, parameters in networks_at(host(link)):
        if parts and parts.path.startswith(beginning):
            query = values_of(parts.query, parameters)
            found = [value for parameter, value in query.items() if parameter != TEXT]
            # Of several addresses in a text the last is previewed.
            in_text = ADDRESS.findall(query.get(TEXT, ""))
            return next(iter(found + in_text[::-1]), None)
    return None


@lru_cache(SEEN)
def networks_at(host: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return where a host takes shares: beginnings of paths, and parameters."""
    name = host.lower()
    return [(path, names) for network, path, names in SHARES if name == network or name.endswith(f".{network}")]


def values_of(query: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of these names, in their order, each with its first value."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        found.setdefault(unquote_plus(name), value)
    return {name: unquote_plus(found[name]).strip() for name in names if name in found}


@lru_cache(SEEN)
def without_utm(address: str) -> str:
    """Return an address without campaign labels and fragment."""
    if found := LABELLED.fullmatch(address):  # as all share buttons write it
        return found[1]
    parts = urlsplit(without_fragment(address))
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    return parts._replace(query=query).geturl()


@lru_cache(SEEN)
def without_fragment(address: str) -> str:
    return urldefrag(address).url


def inside(page: Page, site: Site, *, leading: bool) -> list[tuple[Reference, str, str]]:
    """Return what leads into this site: reference, path and fragment; links, or what is fetched."""
    return all_inside(page, site)[leading]


@once_a_page
def all_inside(page: Page, site: Site) -> tuple[list[tuple[Reference, str, str]], list[tuple[Reference, str, str]]]:
    """Return what the page fetches from this site, and its links within it."""
    found: tuple[list[tuple[Reference, str, str]], list[tuple[Reference, str, str]]] = ([], [])
    for reference in page.references:
        place = site.place(page, reference.address) if reference.address else None
        if place:
            found[reference.element in LEADING].append((reference, *place))
    return found


@page_rule(
    "link-exists",
    Level.ERROR,
    "Links within the site lead to a page or a file of it.",
    fix="write the address of something that is published",
    source=GOOGLE_LINKS,
)
def link_exists(page: Page, site: Site) -> Iterator[Found]:
    for reference, path, _ in inside(page, site, leading=True):
        if not site.is_answered(path):
            yield Found(f"the link “{reference.address}” leads to nothing in the folder", reference.line)


@page_rule(
    "resource-exists",
    Level.ERROR,
    "Pictures, scripts, styles and icons of a page lie in the built folder, each of a srcset too.",
    fix="publish the file, or name another",
    source=HTML,
)
def resource_exists(page: Page, site: Site) -> Iterator[Found]:
    for reference, path, _ in inside(page, site, leading=False):
        if not site.is_answered(path):
            found = f"{reference.attribute} of <{reference.element}> is “{reference.address}”"
            yield Found(f"{found}, which is not in the folder", reference.line)
    for link in page.links:
        if not FETCHED.isdisjoint(link.rel):
            place = site.place(page, link.href)
            if place and not site.is_answered(place[0]):
                yield Found(f"<link> leads to “{link.href}”, which is not in the folder", link.line)


@page_rule(
    "anchor-exists",
    Level.ERROR,
    "Links to a part of a page lead to one that exists.",
    fix="write the id of an element of that page",
    source=HTML_IDS,
)
def anchor_exists(page: Page, site: Site) -> Iterator[Found]:
    for reference, path, fragment in inside(page, site, leading=True):
        name = fragment.partition(DIRECTIVE)[0]
        if not name or name.lower() == TOP:
            continue
        target = site.file_at(path)
        if target.endswith(PAGES) and not any(has_part(page, site, target, form) for form in (name, unquote(name))):
            yield Found(f"the link “{reference.address}” leads to no part of {target}", reference.line)


def has_part(page: Page, site: Site, file: str, name: str) -> bool:
    """Return whether a page, this one or another, has a part of this name."""
    return name in page.ids if file == page.file else site.has_part(file, name)


@page_rule(
    "link-slash",
    Level.HINT,
    "Links to a folder end with a slash: hosts send readers there first otherwise, and some lead nowhere.",
    fix="write the slash",
    source=GOOGLE_LINKS,
)
def link_slash(page: Page, site: Site) -> Iterator[Found]:
    for reference, path, _ in inside(page, site, leading=True):
        if path and not path.endswith("/") and site.file_at(path) == f"{path}/index.html":
            yield Found(f"the link “{reference.address}” leads to a folder without its slash", reference.line)


@page_rule(
    "link-utm",
    Level.WARNING,
    "No link within the site has a campaign label: it would start a new visit in the statistics.",
    fix="take utm_… out",
    source=ANALYTICS,
)
def link_utm(page: Page, site: Site) -> Iterator[Found]:
    for reference, _, _ in inside(page, site, leading=True):
        if UTM.search(reference.address):
            yield Found(f"the link “{reference.address}” has a campaign label", reference.line)


@page_rule(
    "link-live",
    Level.WARNING,
    "No link leads to a machine that readers cannot reach.",
    fix="write an address of the live site, or leave the link out",
    source=GOOGLE_LINKS,
)
def link_live(page: Page, site: Site) -> Iterator[Found]:
    for reference in outward(page, site):
        name = host(reference.address)
        if is_local(name) and name != urlsplit(site.url).hostname:
            yield Found(f"“{reference.address}” is on a machine of one’s own", reference.line)


@page_rule(
    "link-words",
    Level.WARNING,
    "Each link has words, or a picture with an alternative text.",
    fix="write words into the link, or aria-label",
    source=WCAG_LINKS,
)
def link_words(page: Page, site: Site) -> Iterator[Found]:
    for reference in page.references:
        if reference.element == "a" and reference.address and not reference.has_words:
            yield Found(f"the link “{reference.address}” has no words", reference.line)


@page_rule(
    "link-address",
    Level.WARNING,
    "Links have an address that can be read.",
    fix="write an address, or leave the link out",
    source=RFC_URI,
)
def link_address(page: Page, site: Site) -> Iterator[Found]:
    for reference in outward(page, site):
        if reference.element == "a" and (not reference.address or not is_readable(reference.address)):
            yield Found(f"the link “{reference.address}” has no address", reference.line)


def is_readable(address: str) -> bool:
    return parts_of(address) is not None


@page_rule(
    "resource-https",
    Level.ERROR,
    "A page on https:// fetches nothing over http://: browsers refuse scripts, and networks pictures.",
    fix="write https://",
    source=MIXED_CONTENT,
)
def resource_https(page: Page, site: Site) -> Iterator[Found]:
    for reference in outward(page, site) if site.url.startswith("https://") and site.url != UNKNOWN else ():
        if (
            reference.element not in LEADING
            and reference.address.startswith("http://")
            and not is_local(host(reference.address))
        ):
            found = f"{reference.attribute} of <{reference.element}> is “{reference.address}”"
            yield Found(f"{found}; https://… is accepted", reference.line)


@page_rule(
    "share-link",
    Level.ERROR,
    "A share link, decoded, holds an absolute address; one on this site is a page’s canonical address.",
    fix="percent-encode the page’s canonical address into the link",
    source=RFC_URI,
)
def share_link(page: Page, site: Site) -> Iterator[Found]:
    for share in shares(page, site):
        address = without_utm(share.address)
        if share.address in PLACEHOLDERS:
            continue
        if not is_absolute(share.address):
            found = f"the share link “{share.reference.address}” holds “{share.address}”"
            yield Found(f"{found}; an absolute address is accepted", share.reference.line)
        elif site.path(address) is not None and address != without_fragment(page.canonical):
            target = site.page_at(address)
            is_other = target is None and not site.is_answered(site.path(address) or "")
            if is_other or (target and target.canonical and address != target.canonical):
                yield Found(f"a share link leads to “{address}”, which is no canonical address", share.reference.line)


@page_rule(
    "share-link-own",
    Level.WARNING,
    "An article’s share links share the article itself.",
    fix="percent-encode the page’s canonical address into the link",
    source=RFC_URI,
)
def share_link_own(page: Page, site: Site) -> Iterator[Found]:
    for share in shares(page, site) if page.meta("og:type") == "article" else ():
        address = without_utm(share.address)
        target = site.page_at(address)
        if target and target.file != page.file and address == target.canonical and page.canonical != address:
            yield Found(f"a share link leads to “{address}”, which is another page", share.reference.line)
