"""What is said twice is said alike: Open Graph, X, JSON-LD and the visible page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from audit.model import Found, Level
from audit.page import Node, Page, as_list, one_line
from audit.registry import page_rule
from audit.site import Site
from audit.sources import GOOGLE_ARTICLE, GOOGLE_POLICIES, GOOGLE_SITE_NAME, MASTODON, OGP, X_CARDS

DATES = {"article:published_time": "datePublished", "article:modified_time": "dateModified"}


def moment(text: Any) -> datetime | None:
    """Return what an ISO 8601 date says, None when it is none."""
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def has_zone(found: datetime | None) -> bool:
    return found is not None and found.tzinfo is not None


def resolved(page: Page, value: Any) -> list[Node]:
    """Return the objects that a property holds or refers to; a bare name is an object with that name."""
    found: list[Node] = []
    for one in as_list(value):
        if isinstance(one, dict):
            found.append(page.identified.get(str(one.get("@id")), one))
        elif isinstance(one, str):
            found.append({"name": one})
    return found


def author_names(page: Page) -> list[str]:
    """Return the names of the authors in the JSON-LD of an article."""
    article = page.article or {}
    return [str(author["name"]) for author in resolved(page, article.get("author")) if author.get("name")]


def json_line(page: Page) -> int:
    return page.blocks[0].line if page.blocks else 0


@page_rule(
    "headline-og-title",
    Level.WARNING,
    "The headline in JSON-LD is og:title.",
    fix="write the same title into both",
    source=MASTODON,
    key="title",
)
def headline_og_title(page: Page, site: Site) -> Iterator[Found]:
    headline, title = (page.article or {}).get("headline"), page.meta("og:title")
    if isinstance(headline, str) and title and one_line(headline) != one_line(title):
        yield Found(f"the headline is “{headline}”; og:title “{title}” is accepted", json_line(page))


@page_rule(
    "twitter-og-agree",
    Level.HINT,
    "twitter:title and twitter:description say what og:title and og:description say.",
    fix="leave out the tags for X, which takes Open Graph’s then",
    source=X_CARDS,
)
def twitter_og_agree(page: Page, site: Site) -> Iterator[Found]:
    for name in ("title", "description"):
        x, other = page.meta(f"twitter:{name}"), page.meta(f"og:{name}")
        if x and other and one_line(x) != one_line(other):
            yield Found(f"twitter:{name} is “{x}”; og:{name} is “{other}”", page.line(f"twitter:{name}"))


@page_rule(
    "date-form",
    Level.ERROR,
    "article:published_time and article:modified_time are ISO 8601 with a time zone.",
    fix="write it as 2026-11-21T09:00:00+00:00",
    source=OGP,
    key="date",
)
def date_form(page: Page, site: Site) -> Iterator[Found]:
    for name in DATES:
        found = page.meta(name).strip()
        if found and not has_zone(moment(found)):
            yield Found(f"{name} is “{found}”; 2026-11-21T09:00:00+00:00 is accepted", page.line(name))


@page_rule(
    "date-order",
    Level.ERROR,
    "A page was not modified before it was published.",
    fix="put the dates right",
    source=OGP,
    key="modified",
)
def date_order(page: Page, site: Site) -> Iterator[Found]:
    published, modified = (moment(page.meta(name).strip()) for name in DATES)
    if published and modified and has_zone(published) and has_zone(modified) and modified < published:
        name = "article:modified_time"
        yield Found(f"{name} {modified.isoformat()} is before {published.isoformat()}", page.line(name))


@page_rule(
    "date-agrees",
    Level.WARNING,
    "The dates in JSON-LD are those of Open Graph.",
    fix="write the same date into both",
    source=GOOGLE_ARTICLE,
    key="date",
)
def date_agrees(page: Page, site: Site) -> Iterator[Found]:
    for name, property_name in DATES.items():
        here, there = moment(page.meta(name).strip()), moment((page.article or {}).get(property_name))
        if has_zone(here) and has_zone(there) and here != there:
            yield Found(f"{property_name} is {there}; {name} is {here}", json_line(page))


@page_rule(
    "date-visible",
    Level.WARNING,
    "The page shows the day that its JSON-LD names.",
    fix="show the date of publication in a <time datetime>",
    source=GOOGLE_POLICIES,
    key="date",
)
def date_visible(page: Page, site: Site) -> Iterator[Found]:
    published = (page.article or {}).get("datePublished")
    days = {text.strip()[:10] for text in page.times}
    if moment(published) and days and str(published)[:10] not in days:
        yield Found(f"no <time> on the page is of {str(published)[:10]}, the day of datePublished", json_line(page))


@page_rule(
    "headline-visible",
    Level.WARNING,
    "The page shows the headline that its JSON-LD names.",
    fix="write the visible title into headline",
    source=GOOGLE_POLICIES,
    key="title",
)
def headline_visible(page: Page, site: Site) -> Iterator[Found]:
    headline = (page.article or {}).get("headline")
    if isinstance(headline, str) and not page.shows(headline):
        yield Found(f"the page does not show the headline “{headline}”", json_line(page))


@page_rule(
    "author-visible",
    Level.WARNING,
    "The page shows the authors that its JSON-LD names.",
    fix="name the authors on the page",
    source=GOOGLE_POLICIES,
    key="authors",
)
def author_visible(page: Page, site: Site) -> Iterator[Found]:
    for name in author_names(page):
        if not page.shows(name):
            yield Found(f"the page does not show its author “{name}”", json_line(page))


@page_rule(
    "author-agrees",
    Level.WARNING,
    "The authors in JSON-LD are those of meta author.",
    fix="write the same names into both",
    source=GOOGLE_ARTICLE,
    key="authors",
)
def author_agrees(page: Page, site: Site) -> Iterator[Found]:
    told, names = page.meta("author"), author_names(page)
    if told and names and not all(name in told for name in names):
        yield Found(f"meta author is “{told}”; JSON-LD names {', '.join(names)}", page.line("author"))


@page_rule(
    "json-ld-canonical",
    Level.WARNING,
    "The address of the page in JSON-LD is the canonical one.",
    fix="write the canonical address into url",
    source=GOOGLE_ARTICLE,
)
def json_ld_canonical(page: Page, site: Site) -> Iterator[Found]:
    article = page.article
    told = article.get("url") if article else None
    if isinstance(told, str) and page.canonical and told != page.canonical and told.startswith("http"):
        yield Found(f"url is “{told}”; the canonical address “{page.canonical}” is accepted", json_line(page))


@page_rule(
    "json-ld-language",
    Level.WARNING,
    "inLanguage in JSON-LD is the page’s language.",
    fix="write the language of <html lang>",
    source=GOOGLE_ARTICLE,
    key="lang",
)
def json_ld_language(page: Page, site: Site) -> Iterator[Found]:
    told = (page.article or {}).get("inLanguage")
    if (
        isinstance(told, str)
        and page.language
        and told.partition("-")[0].lower() != page.language.partition("-")[0].lower()
    ):
        yield Found(f"inLanguage is “{told}”; lang is “{page.language}”", json_line(page))


@page_rule(
    "site-name-agrees",
    Level.WARNING,
    "The name of the site in JSON-LD is og:site_name.",
    fix="write the same name into both",
    source=GOOGLE_SITE_NAME,
)
def site_name_agrees(page: Page, site: Site) -> Iterator[Found]:
    name = page.meta("og:site_name")
    for node in page.typed("WebSite"):
        if name and isinstance(node.get("name"), str) and node["name"] != name:
            yield Found(f"the WebSite is called “{node['name']}”; og:site_name is “{name}”", json_line(page))


@page_rule(
    "alt-agrees",
    Level.HINT,
    "og:image:alt and twitter:image:alt describe one picture alike.",
    fix="write the same words into both",
    source=X_CARDS,
    key="image_alt",
)
def alt_agrees(page: Page, site: Site) -> Iterator[Found]:
    x, other = page.meta("twitter:image:alt"), page.meta("og:image:alt")
    same_picture = page.meta("twitter:image") in ("", page.meta("og:image"))
    # X takes 420 characters, Open Graph any number.
    if x and other and same_picture and not other.startswith(x.rstrip("… ")):
        yield Found("twitter:image:alt and og:image:alt differ", page.line("twitter:image:alt"))
