"""What crawlers may do: the directives of a page, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule, site_rule
from audit.robots_txt import Robots, parse
from audit.site import UNKNOWN, Site, once, served_path
from audit.sources import GOOGLE_IMAGES, GOOGLE_ROBOTS, RFC_ROBOTS, X_ROBOTS

FILE = "robots.txt"
DIRECTIVES = frozenset(
    (
        *("all", "index", "follow", "noindex", "nofollow", "none", "noarchive", "nocache", "nosnippet", "notranslate"),
        *("noimageindex", "indexifembedded", "max-snippet", "max-image-preview", "max-video-preview"),
        *("unavailable_after", "noai", "noimageai", "noodp", "noydir"),
    )
)
OPPOSITES = (("index", "noindex"), ("follow", "nofollow"), ("index", "none"), ("follow", "none"))
# Crawlers of previews that are known to obey robots.txt, and whose previews break with it.
PREVIEW_CRAWLERS = ("facebookexternalhit", "Twitterbot", "LinkedInBot", "Pinterestbot")


@once
def robots_txt(site: Site) -> Robots | None:
    """Return the site's robots.txt; None when it has none, or lives under a path, where nobody reads it."""
    return site.derived(FILE, read) if site.has(FILE) and not urlsplit(site.url).path else None


def read(file: Path) -> Robots:
    """Return what a robots.txt says; what is no UTF-8 in it is marked so."""
    return parse(file.read_text(encoding="utf-8-sig", errors="replace"))


def path_of(site: Site, file: str) -> str:
    """Return the path under which crawlers ask for a file."""
    return f"{urlsplit(site.url).path}/{served_path(file)}"


@page_rule(
    "robots-known",
    Level.WARNING,
    "The directives of meta robots are known ones.",
    fix="put the spelling right",
    source=GOOGLE_ROBOTS,
    key="robots",
)
def robots_known(page: Page, site: Site) -> Iterator[Found]:
    for word in sorted(page.robots):
        if word.partition(":")[0].strip() not in DIRECTIVES:
            yield Found(f"robots has “{word}”, which is no directive", page.line("robots"))


@page_rule(
    "robots-one-mind",
    Level.ERROR,
    "Meta robots does not contradict itself.",
    fix="leave the one that is meant",
    source=GOOGLE_ROBOTS,
    key="robots",
)
def robots_one_mind(page: Page, site: Site) -> Iterator[Found]:
    for one, other in OPPOSITES:
        if {one, other} <= page.robots:
            yield Found(f"robots has both {one} and {other}", page.line("robots"))


@page_rule(
    "robots-large-pictures",
    Level.HINT,
    "A page that may be listed allows large pictures: Google Discover shows no others.",
    fix="write max-image-preview:large into meta robots",
    source=GOOGLE_IMAGES,
    key="robots",
)
def robots_large_pictures(page: Page, site: Site) -> Iterator[Found]:
    if page.is_indexable and "max-image-preview:large" not in {word.replace(" ", "") for word in page.robots}:
        yield Found("robots has no max-image-preview:large", page.line("robots"))


@page_rule(
    "noindex-canonical",
    Level.WARNING,
    "A page that must not be listed does not name another page as its canonical one.",
    fix="take out noindex or the canonical address: search engines may follow either",
    source=GOOGLE_ROBOTS,
    key="robots",
)
def noindex_canonical(page: Page, site: Site) -> Iterator[Found]:
    target = site.page_at(page.canonical)
    if not page.is_indexable and target and target.file != page.file:
        yield Found(f"robots has noindex, and the canonical address is “{page.canonical}”", page.line("robots"))


@site_rule(
    "robots-txt-preview",
    Level.WARNING,
    "robots.txt shuts out no crawler of previews: Messages reads pages as facebookexternalhit, too.",
    fix="allow the crawler: User-agent, Allow: /",
    source=X_ROBOTS,
)
def robots_txt_preview(site: Site) -> Iterator[tuple[str, Found]]:
    robots = robots_txt(site)
    if robots is None or robots.is_open:
        return
    for crawler in PREVIEW_CRAWLERS:
        shut = [
            page for page in site.outlines if page.is_indexable and not robots.allows(crawler, path_of(site, page.file))
        ]
        if shut:
            found = f"{crawler} may not read {path_of(site, shut[0].file)}"
            yield FILE, Found(f"{found} and {len(shut) - 1} more pages" if len(shut) > 1 else found)


@site_rule(
    "robots-txt-picture",
    Level.WARNING,
    "robots.txt shuts out no picture of a preview: X asks for it before it fetches one.",
    fix="allow the pictures’ folder",
    source=X_ROBOTS,
)
def robots_txt_picture(site: Site) -> Iterator[tuple[str, Found]]:
    robots = robots_txt(site)
    for page in site.outlines if robots and not robots.is_open else ():
        path = site.path(page.image)
        if robots and path and robots.allows("Twitterbot", path_of(site, page.file)):
            asked = f"/{quote(path)}"
            if not robots.allows("Twitterbot", asked):
                yield FILE, Found(f"Twitterbot may not fetch {asked}, the picture of {path_of(site, page.file)}")


@site_rule(
    "robots-txt-noindex",
    Level.WARNING,
    "A page that must not be listed may be read: a crawler that may not read it never sees noindex.",
    fix="allow it in robots.txt",
    source=GOOGLE_ROBOTS,
)
def robots_txt_noindex(site: Site) -> Iterator[tuple[str, Found]]:
    robots = robots_txt(site)
    for page in site.outlines if robots and not robots.is_open else ():
        if robots and not page.is_indexable and not robots.allows("Googlebot", path_of(site, page.file)):
            yield page.file, Found("robots.txt keeps Googlebot from reading that this page is noindex")


@site_rule(
    "robots-txt-listed",
    Level.ERROR,
    "robots.txt shuts out no page that stands in the sitemap.",
    fix="allow the page, or take it out of the sitemap",
    source=RFC_ROBOTS,
)
def robots_txt_listed(site: Site) -> Iterator[tuple[str, Found]]:
    from audit.rules.sitemap import entries  # noqa: PLC0415 (sitemap asks robots.txt where it lies)

    robots = robots_txt(site)
    for entry in entries(site) if robots and not robots.is_open else ():
        page = site.page_at(entry.address)
        if robots and page and not robots.allows("Googlebot", path_of(site, page.file)):
            yield page.file, Found(f"{entry.file} lists the page, and robots.txt keeps Googlebot out")


@site_rule(
    "robots-txt-sitemap",
    Level.ERROR,
    "The sitemaps that robots.txt names exist, by absolute addresses.",
    fix="write the absolute address of a file that is published",
    source=RFC_ROBOTS,
)
def robots_txt_sitemap(site: Site) -> Iterator[tuple[str, Found]]:
    robots = robots_txt(site)
    for address in robots.sitemaps if robots else ():
        path = site.path(address)
        if not address.startswith(("https://", "http://")) or (path is not None and not site.has(path)):
            yield FILE, Found(f"Sitemap is “{address}”; the absolute address of a file in the folder is accepted")


@site_rule(
    "robots-txt-names-sitemap",
    Level.HINT,
    "robots.txt names the sitemap, so that all search engines find it.",
    fix="add a line “Sitemap: https://…/sitemap.xml”",
    source=RFC_ROBOTS,
)
def robots_txt_names_sitemap(site: Site) -> Iterator[tuple[str, Found]]:
    robots = robots_txt(site)
    if robots and not robots.sitemaps and site.has("sitemap.xml") and site.url != UNKNOWN:
        yield FILE, Found("there is a sitemap.xml, and no line Sitemap names it")
