"""Links, pictures and scripts of a page: each leads somewhere; share links lead to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

from audit.model import Found, Level
from audit.page import Page, Reference
from audit.registry import page_rule
from audit.rules.address import UTM, host, is_absolute, is_local
from audit.site import PAGES, UNKNOWN, Site, once_a_page
from audit.sources import ANALYTICS, GOOGLE_LINKS, HTML, HTML_IDS, MIXED_CONTENT, RFC_URI, WCAG_LINKS

LEADING = ("a", "area", "form")
TEXT = "text"  # the parameter in which an address stands among words
TOP = "top"  # a browser goes to the top of the page, whatever its parts
DIRECTIVE = ":~:"  # words to be marked on the page. https://wicg.github.io/scroll-to-text-fragment/
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
def shares(page: Page, site: Site) -> list[Share]:
    """Return the links of a page that share an address; those that share words alone are none."""
    found = []
    for reference in page.references:
        if reference.element == "a" and "?" in reference.address and is_readable(reference.address):
            address = shared_address(reference.address)
            if address is not None:
                found.append(Share(reference, address))
    return found


def shared_address(link: str) -> str | None:
    """Return the address that a link hands to a network, None when it hands it none."""
    parts = urlsplit(link)
    name = (parts.hostname or "").lower()
    for network, path, parameters in SHARES:
        if (name == network or name.endswith(f".{network}")) and parts.path.startswith(path):
            query = parse_qs(parts.query, keep_blank_values=True)
            values = [(parameter, query[parameter][0].strip()) for parameter in parameters if parameter in query]
            found = [value for parameter, value in values if parameter != TEXT]
            # Of several addresses in a text the last is previewed.
            in_text = [
                address for parameter, value in values if parameter == TEXT for address in ADDRESS.findall(value)
            ]
            return next(iter(found + in_text[::-1]), None)
    return None


def without_utm(address: str) -> str:
    """Return an address without campaign labels and fragment."""
    parts = urlsplit(urldefrag(address).url)
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    return parts._replace(query=query).geturl()


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
            file = site.path(site.resolve(page, link.href))
            if file is not None and not site.is_answered(file):
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
    for reference in page.references:
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
        if reference.element == "a" and reference.address and not reference.text:
            yield Found(f"the link “{reference.address}” has no words", reference.line)


@page_rule(
    "link-address",
    Level.WARNING,
    "Links have an address that can be read.",
    fix="write an address, or leave the link out",
    source=RFC_URI,
)
def link_address(page: Page, site: Site) -> Iterator[Found]:
    for reference in page.references:
        if reference.element == "a" and (not reference.address or not is_readable(reference.address)):
            yield Found(f"the link “{reference.address}” has no address", reference.line)


def is_readable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


@page_rule(
    "resource-https",
    Level.ERROR,
    "A page on https:// fetches nothing over http://: browsers refuse scripts, and networks pictures.",
    fix="write https://",
    source=MIXED_CONTENT,
)
def resource_https(page: Page, site: Site) -> Iterator[Found]:
    for reference in page.references if site.url.startswith("https://") and site.url != UNKNOWN else ():
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
        elif site.path(address) is not None and address != urldefrag(page.canonical).url:
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
