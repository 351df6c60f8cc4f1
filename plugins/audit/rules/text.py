"""Titles and descriptions as text: plain, and not longer than what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.model import Found, Level
from audit.page import Page, one_line
from audit.registry import page_rule
from audit.site import Site
from audit.sources import APPLE, GOOGLE_SNIPPET, OGP, WHATSAPP

TEXTS = ("og:title", "og:description", "twitter:title", "twitter:description", "description", "og:image:alt")
ESCAPED = re.compile(r"&(?:amp|quot|lt|gt|apos|nbsp|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
MARKUP = re.compile(r"</?(?:a|b|br|code|div|em|h[1-6]|i|img|p|span|strong)(?:\s[^<>]*)?/?>", re.IGNORECASE)
SHORTEST, LONGEST = 50, 160


@page_rule(
    "title-without-brand",
    Level.WARNING,
    "og:title does not end with the site’s name, which networks show beside it: WhatsApp and Apple ask for this.",
    fix="leave the name out of og:title; it stands in og:site_name",
    source=APPLE,
    key="title",
)
def title_without_brand(page: Page, site: Site) -> Iterator[Found]:
    title, name = page.meta("og:title").strip(), page.meta("og:site_name").strip()
    if name and re.search(rf"\s[|–—:·»-]\s+{re.escape(name)}$", title):
        yield Found(f"og:title is “{title}”; a title without “{name}” is accepted", page.line("og:title"))


@page_rule(
    "description-length",
    Level.HINT,
    "The description has 50 to 160 characters.",
    fix="say what the page is about in one or two sentences, the most important first",
    source=GOOGLE_SNIPPET,
    key="summary",
)
def description_length(page: Page, site: Site) -> Iterator[Found]:
    length = len(page.meta("description").strip())
    if page.is_indexable and length and not SHORTEST <= length <= LONGEST:
        found = f"the description has {length} characters; {SHORTEST} to {LONGEST} are good"
        yield Found(found, page.line("description"))


@page_rule(
    "text-escaped-once",
    Level.HINT,
    "Titles and descriptions are escaped once: readers would see &amp; otherwise.",
    fix="let the template escape the text, and nothing before it",
    source=OGP,
)
def text_escaped_once(page: Page, site: Site) -> Iterator[Found]:
    for name in TEXTS:
        if found := ESCAPED.search(page.meta(name)):
            yield Found(f"{name} shows “{found[0]}”; the sign itself is accepted", page.line(name))


@page_rule(
    "text-plain",
    Level.HINT,
    "Titles and descriptions are plain text: tags in them are shown as they are.",
    fix="take the tags out",
    source=WHATSAPP,
)
def text_plain(page: Page, site: Site) -> Iterator[Found]:
    for name in TEXTS:
        if found := MARKUP.search(page.meta(name)):
            yield Found(f"{name} shows “{found[0]}”; plain text is accepted", page.line(name))


@page_rule(
    "text-one-line",
    Level.HINT,
    "Titles and descriptions are one line without spaces around it.",
    fix="take out line breaks and spaces",
    source=OGP,
)
def text_one_line(page: Page, site: Site) -> Iterator[Found]:
    for name in TEXTS:
        content = page.meta(name)
        if content.strip() and content != one_line(content):
            yield Found(f"{name} has line breaks, or spaces in a row or around it", page.line(name))
