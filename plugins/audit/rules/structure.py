"""How the visible page is built: headings, pictures, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule
from audit.site import Site
from audit.sources import HEADINGS, HTML_IDS, WCAG_TEXT

FILE_NAME = re.compile(r"^[\w-]+\.(?:jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)


@page_rule(
    "h1-one",
    Level.WARNING,
    "A page has one h1, which names it.",
    fix="write the title of the page as its only h1",
    source=HEADINGS,
)
def h1_one(page: Page, site: Site) -> Iterator[Found]:
    found = [heading for heading in page.headings if heading.level == 1]
    if len(found) != 1:
        yield Found(f"there are {len(found)} h1; one is accepted", found[1].line if found else 0)


@page_rule(
    "heading-order",
    Level.WARNING,
    "No heading is more than one level below the one before it.",
    fix="choose the level by the outline, not by the look",
    source=HEADINGS,
)
def heading_order(page: Page, site: Site) -> Iterator[Found]:
    for before, after in pairwise(page.headings):
        if after.level > before.level + 1:
            yield Found(f"h{after.level} “{after.text}” follows h{before.level}", after.line)


@page_rule(
    "heading-words",
    Level.WARNING,
    "Each heading has words.",
    fix="write words, or use another element",
    source=HEADINGS,
)
def heading_words(page: Page, site: Site) -> Iterator[Found]:
    for heading in page.headings:
        if not heading.text:
            yield Found(f"an h{heading.level} is empty", heading.line)


@page_rule(
    "alt",
    Level.WARNING,
    "Each picture has an alternative text; an empty one says that it means nothing.",
    fix="write alt: what the picture shows, or nothing for an ornament",
    source=WCAG_TEXT,
)
def alt(page: Page, site: Site) -> Iterator[Found]:
    for image in page.images:
        if image.alt is None:
            yield Found(f"<img> “{image.src}” has no alt", image.line)


@page_rule(
    "alt-words",
    Level.WARNING,
    "An alternative text is not the name of a file.",
    fix="write what the picture shows",
    source=WCAG_TEXT,
)
def alt_words(page: Page, site: Site) -> Iterator[Found]:
    for image in page.images:
        if image.alt and FILE_NAME.match(image.alt.strip()):
            yield Found(f"alt is “{image.alt}”; words are accepted", image.line)


@page_rule(
    "id-once",
    Level.WARNING,
    "No two elements of a page have the same id.",
    fix="give each element an id of its own",
    source=HTML_IDS,
)
def id_once(page: Page, site: Site) -> Iterator[Found]:
    for name, line in page.repeated_ids:
        yield Found(f"several elements have the id “{name}”", line)
