"""Structured data: it can be read, hangs together, and says what Google asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from audit.model import Found, Level
from audit.page import ARTICLES, Node, Page, as_list, types
from audit.registry import page_rule
from audit.rules.address import is_absolute
from audit.rules.agreement import has_zone, json_line, moment, resolved
from audit.site import Picture, Site
from audit.sources import (
    GOOGLE_ARTICLE,
    GOOGLE_BREADCRUMB,
    GOOGLE_IMAGES,
    GOOGLE_ORGANISATION,
    GOOGLE_POLICIES,
    GOOGLE_PROFILE,
    GOOGLE_RETIRED,
    GOOGLE_SITE_NAME,
    GOOGLE_VIDEO,
    JSON_LD,
    MASTODON,
)

CONTEXTS = re.compile(r"https?://schema\.org/?$")
ADDRESSES = ("url", "contentUrl", "thumbnailUrl", "logo", "image", "item", "sameAs", "embedUrl")
RETIRED = frozenset(("FAQPage", "HowTo", "SearchAction", "ClaimReview", "SpecialAnnouncement"))
VIDEO = ("name", "thumbnailUrl", "uploadDate")
LEAST_PIXELS = 50_000
LEAST_LOGO = 112
JOINED = re.compile(r"\s(?:and|und|et|y|&)\s|[,;]\s")
PEOPLE = frozenset(("Person", "Organization"))


@page_rule(
    "json-ld-parses",
    Level.ERROR,
    "JSON-LD can be read.",
    fix="print it with a JSON encoder, and escape < as \\u003c",
    source=JSON_LD,
)
def json_ld_parses(page: Page, site: Site) -> Iterator[Found]:
    for block in page.blocks:
        if block.problem:
            yield Found(f"JSON-LD cannot be read: {block.problem}", block.line)


@page_rule(
    "json-ld-one-graph",
    Level.HINT,
    "JSON-LD is one block with one @graph: Mastodon takes a headline from single objects before og:title.",
    fix="put all objects into one @graph",
    source=MASTODON,
)
def json_ld_one_graph(page: Page, site: Site) -> Iterator[Found]:
    if len(page.blocks) > 1:
        yield Found(f"there are {len(page.blocks)} blocks; one with a @graph is accepted", page.blocks[1].line)


@page_rule(
    "json-ld-context",
    Level.ERROR,
    "JSON-LD has the context https://schema.org.",
    fix='write "@context": "https://schema.org"',
    source=GOOGLE_POLICIES,
)
def json_ld_context(page: Page, site: Site) -> Iterator[Found]:
    for block in page.blocks:
        for data in as_list(block.data):
            if not isinstance(data, dict) or not any(
                CONTEXTS.match(str(context)) for context in (*as_list(data.get("@context")), *vocabularies(data))
            ):
                yield Found("a block has not the context https://schema.org", block.line)


def vocabularies(data: Node) -> list[Any]:
    """Return the vocabularies of contexts that are objects."""
    return [context.get("@vocab") for context in as_list(data.get("@context")) if isinstance(context, dict)]


@page_rule(
    "json-ld-type",
    Level.ERROR,
    "Each object of a graph has a type.",
    fix='write "@type"',
    source=JSON_LD,
)
def json_ld_type(page: Page, site: Site) -> Iterator[Found]:
    for block in page.blocks:
        for data in as_list(block.data):
            tops = as_list(data.get("@graph")) if isinstance(data, dict) and "@graph" in data else [data]
            for node in tops:
                if isinstance(node, dict) and "@type" not in node:
                    yield Found(f"an object ({node.get('@id', 'without @id')}) has no @type", block.line)


@page_rule(
    "json-ld-id-once",
    Level.ERROR,
    "No two objects have the same @id.",
    fix="write each object once, and refer to it by its @id",
    source=JSON_LD,
)
def json_ld_id_once(page: Page, site: Site) -> Iterator[Found]:
    seen: dict[str, Node] = {}
    for node in page.nodes:
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) > 2 and seen.setdefault(identifier, node) != node:  # noqa: PLR2004
            yield Found(f"two objects are called {identifier}", json_line(page))


@page_rule(
    "json-ld-id-resolves",
    Level.ERROR,
    "Each @id of this site that is referred to is an object of the page.",
    fix="add the object, or take the reference out",
    source=JSON_LD,
)
def json_ld_id_resolves(page: Page, site: Site) -> Iterator[Found]:
    known = {node.get("@id") for node in page.nodes}
    for block in page.blocks:
        for identifier in dict.fromkeys(references(block.data)):
            if identifier not in known and site.path(identifier) is not None:
                yield Found(f"{identifier} is no object of this page", block.line)


def references(data: Any) -> list[str]:
    """Return every @id that stands alone, and so refers to an object."""
    found: list[str] = []
    collect(data, found)
    return found


def collect(data: Any, found: list[str]) -> None:
    """Add the references in an object or a list to `found`."""
    if isinstance(data, dict):
        if len(data) == 1 and isinstance(data.get("@id"), str):
            found.append(data["@id"])
            return
        data = data.values()
    elif not isinstance(data, list):
        return
    for value in data:
        if isinstance(value, (dict, list)):
            collect(value, found)


@page_rule(
    "json-ld-absolute",
    Level.ERROR,
    "Addresses in JSON-LD are absolute.",
    fix="write the whole address, with https:// and host",
    source=GOOGLE_POLICIES,
)
def json_ld_absolute(page: Page, site: Site) -> Iterator[Found]:
    for node in page.nodes:
        for name in filter(node.__contains__, ADDRESSES):
            for value in as_list(node[name]):
                if isinstance(value, str) and value and not is_absolute(value):
                    yield Found(f"{name} is “{value}”; https://… is accepted", json_line(page))


@page_rule(
    "json-ld-article",
    Level.WARNING,
    "An article in JSON-LD has headline, author and datePublished, which Google recommends.",
    fix="add what is missing",
    source=GOOGLE_ARTICLE,
)
def json_ld_article(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed(*ARTICLES):
        if missing := [name for name in ("headline", "author", "datePublished") if not node.get(name)]:
            yield Found(f"the article has no {', no '.join(missing)}", json_line(page))


@page_rule(
    "json-ld-article-more",
    Level.HINT,
    "An article in JSON-LD has image and dateModified, which Google recommends.",
    fix="add what is missing",
    source=GOOGLE_ARTICLE,
    key="image",
)
def json_ld_article_more(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed(*ARTICLES):
        if missing := [name for name in ("image", "dateModified") if not node.get(name)]:
            yield Found(f"the article has no {', no '.join(missing)}", json_line(page))


@page_rule(
    "json-ld-article-there",
    Level.HINT,
    "A page of the type article has an Article in JSON-LD.",
    fix="add an object of the type BlogPosting, NewsArticle or Article",
    source=GOOGLE_ARTICLE,
)
def json_ld_article_there(page: Page, site: Site) -> Iterator[Found]:
    is_read = not any(block.problem for block in page.blocks)
    if page.meta("og:type") == "article" and is_read and page.article is None:
        yield Found("og:type is article, and JSON-LD has none", page.line("og:type"))


@page_rule(
    "json-ld-date",
    Level.ERROR,
    "Dates in JSON-LD are ISO 8601.",
    fix="write it as 2026-11-21T09:00:00+00:00",
    source=GOOGLE_ARTICLE,
    key="date",
)
def json_ld_date(page: Page, site: Site) -> Iterator[Found]:
    for name, value in dates(page):
        if moment(value) is None:
            yield Found(f"{name} is “{value}”; 2026-11-21T09:00:00+00:00 is accepted", json_line(page))


@page_rule(
    "json-ld-date-zone",
    Level.WARNING,
    "Dates in JSON-LD have a time zone: Google takes its own otherwise.",
    fix="write it as 2026-11-21T09:00:00+00:00",
    source=GOOGLE_ARTICLE,
    key="date",
)
def json_ld_date_zone(page: Page, site: Site) -> Iterator[Found]:
    for name, value in dates(page):
        found = moment(value)
        if found and not has_zone(found):
            yield Found(f"{name} “{value}” has no time zone", json_line(page))


def dates(page: Page) -> Iterator[tuple[str, Any]]:
    """Yield the dates of what is published: name and value."""
    for node in page.typed(*ARTICLES, "VideoObject"):
        for name in ("datePublished", "dateModified", "uploadDate"):
            if node.get(name):
                yield name, node[name]


@page_rule(
    "json-ld-author-name",
    Level.ERROR,
    "Each author in JSON-LD is a Person or Organization with a name.",
    fix="write one object an author, with @type and name",
    source=GOOGLE_ARTICLE,
    key="authors",
)
def json_ld_author_name(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed(*ARTICLES):
        for author in resolved(page, node.get("author")):
            is_reference = set(author) == {"@id"}  # to nothing, which is told as such
            if not is_reference and not (author.get("name") and types(author) & PEOPLE):
                yield Found(
                    f"an author ({author.get('name', 'without a name')}) is no Person or Organization with a name",
                    json_line(page),
                )


@page_rule(
    "json-ld-author-one",
    Level.WARNING,
    "Each author in JSON-LD is one person: several are several objects.",
    fix="write one object an author",
    source=GOOGLE_ARTICLE,
    key="authors",
)
def json_ld_author_one(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed(*ARTICLES):
        for author in resolved(page, node.get("author")):
            if "Person" in types(author) and JOINED.search(str(author.get("name", ""))):
                yield Found(f"the author is called “{author['name']}”; one name is accepted", json_line(page))


@page_rule(
    "json-ld-author-address",
    Level.HINT,
    "Each author in JSON-LD has url or sameAs, by which Google tells them apart.",
    fix="add the address of a page about the author",
    source=GOOGLE_ARTICLE,
    key="authors",
)
def json_ld_author_address(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed(*ARTICLES):
        for author in resolved(page, node.get("author")):
            if author.get("name") and types(author) and not (author.get("url") or author.get("sameAs")):
                yield Found(f"the author “{author['name']}” has neither url nor sameAs", json_line(page))


@page_rule(
    "json-ld-breadcrumb",
    Level.ERROR,
    "A BreadcrumbList has two steps or more, numbered from 1, each with name and item but for the last.",
    fix="number the steps, and give each a name and an address",
    source=GOOGLE_BREADCRUMB,
)
def json_ld_breadcrumb(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed("BreadcrumbList"):
        steps = [step for step in as_list(node.get("itemListElement")) if isinstance(step, dict)]
        if len(steps) < 2:  # noqa: PLR2004 (as the summary says)
            yield Found(f"the breadcrumb has {len(steps)} steps; two or more are accepted", json_line(page))
        elif [str(step.get("position")) for step in steps] != [str(number + 1) for number in range(len(steps))]:
            yield Found("the steps of the breadcrumb are not numbered from 1", json_line(page))
        elif not all(named(step) for step in steps) or not all(step.get("item") for step in steps[:-1]):
            yield Found("a step of the breadcrumb has no name or no item", json_line(page))


def named(step: Node) -> bool:
    """Return whether a step of a breadcrumb has a name, its own or that of what it leads to."""
    item = step.get("item")
    return bool(step.get("name") or (isinstance(item, dict) and item.get("name")))


@page_rule(
    "json-ld-profile",
    Level.ERROR,
    "A ProfilePage has a mainEntity with a name.",
    fix="add mainEntity, a Person or Organization with a name",
    source=GOOGLE_PROFILE,
)
def json_ld_profile(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed("ProfilePage"):
        if not any(entity.get("name") for entity in resolved(page, node.get("mainEntity"))):
            yield Found("the ProfilePage has no mainEntity with a name", json_line(page))


@page_rule(
    "json-ld-video",
    Level.ERROR,
    "A VideoObject has name, thumbnailUrl and uploadDate, which Google requires.",
    fix="add what is missing",
    source=GOOGLE_VIDEO,
)
def json_ld_video(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed("VideoObject"):
        if missing := [name for name in VIDEO if not node.get(name)]:
            yield Found(f"the VideoObject has no {', no '.join(missing)}", json_line(page))


@page_rule(
    "json-ld-website",
    Level.WARNING,
    "The home page has a WebSite with name and url: the strongest source for the site’s name on Google.",
    fix='add {"@type": "WebSite", "name": …, "url": …}',
    source=GOOGLE_SITE_NAME,
)
def json_ld_website(page: Page, site: Site) -> Iterator[Found]:
    is_home = page.file == "index.html" and not any(block.problem for block in page.blocks)
    if is_home and not any(node.get("name") and node.get("url") for node in page.typed("WebSite")):
        yield Found("the home page has no WebSite with name and url", json_line(page))


@page_rule(
    "json-ld-logo",
    Level.HINT,
    "The logo of an Organization is at least 112 × 112 px.",
    fix="use a larger one",
    source=GOOGLE_ORGANISATION,
)
def json_ld_logo(page: Page, site: Site) -> Iterator[Found]:
    for node in page.typed("Organization"):
        for address in addresses_of(node.get("logo")):
            found = local_picture(site, address)
            if found and found.type != "image/svg+xml" and min(found.width, found.height) < LEAST_LOGO:
                yield Found(f"the logo is {found.width} × {found.height} px; 112 × 112 px are needed", json_line(page))


def addresses_of(value: Any) -> list[str]:
    """Return the addresses of pictures in a property: texts, or objects with url."""
    found = [one.get("url") or one.get("contentUrl") if isinstance(one, dict) else one for one in as_list(value)]
    return [address for address in found if isinstance(address, str)]


def local_picture(site: Site, address: str) -> Picture | None:
    """Return a picture of this site as measured, None for any other and one that cannot be read."""
    path = site.path(address)
    file = site.file_at(path) if path is not None else ""
    found = site.picture(file) if file else None
    return None if found is None or found.error else found


@page_rule(
    "json-ld-retired",
    Level.HINT,
    "JSON-LD has no type of which Google makes nothing any more.",
    fix="leave it out",
    source=GOOGLE_RETIRED,
)
def json_ld_retired(page: Page, site: Site) -> Iterator[Found]:
    for name in sorted({name for node in page.nodes for name in types(node)} & RETIRED):
        yield Found(f"there is an object of the type {name}", json_line(page))


def article_pictures(page: Page) -> Iterator[tuple[Node, str]]:
    """Yield the pictures of articles: the object, or {} for a bare address, and the address."""
    for node in page.typed(*ARTICLES):
        for one in as_list(node.get("image")):
            holder = next(iter(resolved(page, one)), {}) if isinstance(one, dict) else {}
            for address in addresses_of(holder or one):
                yield holder, address


@page_rule(
    "json-ld-image-exists",
    Level.ERROR,
    "The pictures that JSON-LD names lie in the built folder, when they are on this site.",
    fix="publish the file, or name another",
    source=GOOGLE_ARTICLE,
    key="image",
)
def json_ld_image_exists(page: Page, site: Site) -> Iterator[Found]:
    for _, address in article_pictures(page):
        path = site.path(address)
        if path is not None and not site.is_answered(path):
            yield Found(f"image is “{address}”, and no such file is in the folder", json_line(page))


@page_rule(
    "json-ld-image-size",
    Level.WARNING,
    "The pictures that JSON-LD names have 50,000 pixels or more.",
    fix="use a larger one",
    source=GOOGLE_ARTICLE,
    key="image",
)
def json_ld_image_size(page: Page, site: Site) -> Iterator[Found]:
    for _, address in article_pictures(page):
        found = local_picture(site, address)
        if found and found.width and found.width * found.height < LEAST_PIXELS:
            yield Found(
                f"image {address} is {found.width} × {found.height} px; 50,000 pixels are needed", json_line(page)
            )


@page_rule(
    "json-ld-image-declared",
    Level.ERROR,
    "Width and height of pictures in JSON-LD are the files’ own.",
    fix="write the size of the file",
    source=GOOGLE_ARTICLE,
)
def json_ld_image_declared(page: Page, site: Site) -> Iterator[Found]:
    for holder, address in article_pictures(page):
        found = local_picture(site, address)
        width, height = holder.get("width"), holder.get("height")
        is_told = isinstance(width, int) and isinstance(height, int)
        if found and found.width and is_told and (width, height) != (found.width, found.height):
            real = f"the file has {found.width} × {found.height}"
            yield Found(f"image {address} is declared as {width} × {height}; {real}", json_line(page))


@page_rule(
    "json-ld-image-own",
    Level.HINT,
    "The picture in JSON-LD is not the share card: Google asks for pictures without words.",
    fix="name a picture without words in JSON-LD",
    source=GOOGLE_IMAGES,
    key="image",
)
def json_ld_image_own(page: Page, site: Site) -> Iterator[Found]:
    for _, address in article_pictures(page):
        if address == page.meta("og:image"):
            yield Found("image is og:image, which may have words on it", json_line(page))


@page_rule(
    "json-ld-mastodon",
    Level.WARNING,
    "A NewsArticle or WebPage outside a @graph has og:title as headline: Mastodon shows its headline.",
    fix="put it into a @graph, or write og:title into headline",
    source=MASTODON,
    key="title",
)
def json_ld_mastodon(page: Page, site: Site) -> Iterator[Found]:
    tops = [data for block in page.blocks for data in as_list(block.data) if isinstance(data, dict)]
    found = next((node for node in tops if types(node) & {"NewsArticle", "WebPage"}), {})
    headline = found.get("headline")
    is_told = found is page.article  # as headline-og-title
    if isinstance(headline, str) and page.meta("og:title") and headline != page.meta("og:title") and not is_told:
        yield Found(f"the headline is “{headline}”; og:title “{page.meta('og:title')}” is accepted", json_line(page))
