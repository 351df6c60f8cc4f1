"""What every page must say about itself: each tag there, once, with something in it."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule, site_rule
from audit.site import UNKNOWN, Site
from audit.sources import (
    DISCORD,
    FACEBOOK_CANONICAL,
    GOOGLE_CANONICAL,
    GOOGLE_FAVICON,
    GOOGLE_SNIPPET,
    GOOGLE_TITLE,
    HTML,
    OGP,
    VIEWPORT,
    X_CARDS,
    X_MARKUP,
)

REQUIRED = ("og:title", "og:type", "og:url", "og:image")
RECOMMENDED = ("og:description", "og:site_name")
ONCE = (
    *("og:title", "og:type", "og:url", "og:description", "og:site_name", "og:locale", "og:determiner"),
    *("twitter:card", "twitter:site", "twitter:title", "twitter:description", "twitter:image", "twitter:image:alt"),
    *("article:published_time", "article:modified_time", "article:section", "viewport"),
)
CARDS = ("summary", "summary_large_image", "app", "player")
SHARED = ("og:", "article:", "twitter:", "fediverse:", "profile:")


@page_rule(
    "title-one",
    Level.ERROR,
    "A page has exactly one title element, with words in it.",
    fix="write one <title> into the head",
    source=GOOGLE_TITLE,
    key="title",
)
def title_one(page: Page, site: Site) -> Iterator[Found]:
    if not page.titles:
        yield Found("there is no <title>; one is accepted")
    elif not page.title:
        yield Found("<title> is empty; words are accepted", page.titles[0][1])
    for _, line in page.titles[1:]:
        yield Found(f"<title> stands {len(page.titles)} times; once is accepted", line)


@page_rule(
    "description-one",
    Level.WARNING,
    "A page has exactly one meta description.",
    fix='write one <meta name="description" content="…">',
    source=GOOGLE_SNIPPET,
    key="summary",
)
def description_one(page: Page, site: Site) -> Iterator[Found]:
    found = page.metas_of("description")
    if not found:
        yield Found("there is no meta description; one is accepted")
    elif len(found) > 1:
        yield Found(f"there are {len(found)} meta descriptions; one is accepted", found[1].line)


@page_rule(
    "canonical-one",
    Level.ERROR,
    "A page names one canonical address at most: of several search engines believe none.",
    fix="leave one <link rel=canonical>",
    source=GOOGLE_CANONICAL,
)
def canonical_one(page: Page, site: Site) -> Iterator[Found]:
    found = page.links_of("canonical")
    if len(found) > 1:
        yield Found(f"there are {len(found)} canonical links; one is accepted", found[1].line)


@page_rule(
    "canonical-present",
    Level.WARNING,
    "A page that may be listed names its canonical address.",
    fix='write <link rel="canonical" href="https://…"> with the page’s own address',
    source=GOOGLE_CANONICAL,
)
def canonical_present(page: Page, site: Site) -> Iterator[Found]:
    if page.is_indexable and not page.canonical:
        yield Found("there is no canonical link; one with an absolute address is accepted")


@page_rule(
    "og-required",
    Level.ERROR,
    "A page has og:title, og:type, og:url and og:image, which Open Graph requires.",
    fix='write <meta property="og:…" content="…"> into the head',
    source=OGP,
)
def og_required(page: Page, site: Site) -> Iterator[Found]:
    if missing := [name for name in REQUIRED if not page.metas_of(name)]:
        yield Found(f"{', '.join(missing)} missing; all of {', '.join(REQUIRED)} are required")


@page_rule(
    "og-recommended",
    Level.WARNING,
    "A page has og:description and og:site_name, which most networks show.",
    fix='write <meta property="og:…" content="…"> into the head',
    source=OGP,
)
def og_recommended(page: Page, site: Site) -> Iterator[Found]:
    if missing := [name for name in RECOMMENDED if not page.metas_of(name)]:
        yield Found(f"{', '.join(missing)} missing; networks show {' and '.join(RECOMMENDED)}")


@page_rule(
    "og-image-one",
    Level.ERROR,
    "A page has one og:image: two or more become a gallery on Discord.",
    fix="leave the one picture that should be seen",
    source=DISCORD,
    key="image",
)
def og_image_one(page: Page, site: Site) -> Iterator[Found]:
    found = page.metas_of("og:image")
    if len(found) > 1:
        yield Found(f"there are {len(found)} og:image; exactly one is accepted", found[1].line)


@page_rule(
    "meta-once",
    Level.ERROR,
    "A tag that holds one value stands once: networks take the first of several, or the last.",
    fix="leave the one that is meant",
    source=OGP,
)
def meta_once(page: Page, site: Site) -> Iterator[Found]:
    for name in ONCE:
        found = page.metas_of(name)
        if len(found) > 1:
            yield Found(f"{name} stands {len(found)} times; once is accepted", found[1].line)


@page_rule(
    "meta-empty",
    Level.ERROR,
    "No tag for networks or search engines is empty.",
    fix="fill it in, or leave the tag out",
    source=OGP,
)
def meta_empty(page: Page, site: Site) -> Iterator[Found]:
    for meta in page.metas:
        if not meta.content.strip() and meta.key.lower().startswith((*SHARED, "description", "robots", "author")):
            yield Found(f"{meta.key} is empty; a value is accepted", meta.line)


@page_rule(
    "twitter-card",
    Level.WARNING,
    "A page has twitter:card with a value that X knows; Discord reads it too.",
    fix='write <meta name="twitter:card" content="summary_large_image">',
    source=X_MARKUP,
)
def twitter_card(page: Page, site: Site) -> Iterator[Found]:
    found = page.meta("twitter:card").strip()
    if not page.metas_of("twitter:card"):
        yield Found(f"there is no twitter:card; {', '.join(CARDS)} are accepted")
    elif found and found not in CARDS:
        yield Found(f"twitter:card is “{found}”; {', '.join(CARDS)} are accepted", page.line("twitter:card"))


@page_rule(
    "twitter-handle",
    Level.ERROR,
    "twitter:site and twitter:creator are handles with @.",
    fix="write the handle with @, such as @example",
    source=X_CARDS,
)
def twitter_handle(page: Page, site: Site) -> Iterator[Found]:
    for name in ("twitter:site", "twitter:creator"):
        found = page.meta(name).strip()
        if found and not (found.startswith("@") and found[1:].replace("_", "").isalnum()):
            yield Found(f"{name} is “{found}”; a handle with @ is accepted", page.line(name))


@page_rule(
    "viewport",
    Level.WARNING,
    "A page says that it fits small screens.",
    fix='write <meta name="viewport" content="width=device-width, initial-scale=1">',
    source=VIEWPORT,
)
def viewport(page: Page, site: Site) -> Iterator[Found]:
    if not page.meta("viewport"):
        yield Found("there is no viewport; “width=device-width, initial-scale=1” is accepted")


@page_rule(
    "doctype",
    Level.WARNING,
    "A page begins with <!doctype html>: browsers lay it out as in 1998 otherwise.",
    fix="write <!doctype html> as the first line",
    source=HTML,
)
def doctype(page: Page, site: Site) -> Iterator[Found]:
    if not page.has_doctype:
        yield Found("the file does not begin with <!doctype html>", 1)


@page_rule(
    "icon",
    Level.HINT,
    "A page names an icon, which Google shows beside results.",
    fix='write <link rel="icon" href="/favicon.ico">',
    source=GOOGLE_FAVICON,
)
def icon(page: Page, site: Site) -> Iterator[Found]:
    if not page.links_of("icon"):
        yield Found("there is no <link rel=icon>; one is accepted")


@site_rule(
    "site-address",
    Level.WARNING,
    "The pages tell where the site lives.",
    fix="give every page an absolute canonical address, or name the site: --site-url https://…",
    source=FACEBOOK_CANONICAL,
)
def site_address(site: Site) -> Iterator[tuple[str, Found]]:
    if site.url == UNKNOWN and site.outlines:
        file = site.outlines[0].file
        yield file, Found("no page names an absolute address of its own; what depends on it was not judged")
