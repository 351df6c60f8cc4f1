"""Languages: of the page, of its translations, of Open Graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule
from audit.rules.address import is_absolute
from audit.site import Site
from audit.sources import GOOGLE_HREFLANG, OGP, RFC_LANGUAGE, WCAG_LANGUAGE

TAG = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-[a-z0-9]{5,8})*$", re.IGNORECASE)
LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}$")
DEFAULT = "x-default"


@page_rule(
    "lang",
    Level.WARNING,
    "A page says which language it is in.",
    fix='write <html lang="en">, with the page’s language',
    source=WCAG_LANGUAGE,
    key="lang",
)
def lang(page: Page, site: Site) -> Iterator[Found]:
    if not page.language:
        yield Found("<html> has no lang; a language such as en-GB is accepted")


@page_rule(
    "lang-form",
    Level.ERROR,
    "Languages are written as RFC 5646 has them: en, en-GB, zh-Hant.",
    fix="write language, hyphen, region",
    source=RFC_LANGUAGE,
    key="lang",
)
def lang_form(page: Page, site: Site) -> Iterator[Found]:
    if page.language and not TAG.match(page.language):
        yield Found(f"lang is “{page.language}”; a language such as en-GB is accepted")
    for link in page.alternates:
        if link.hreflang.lower() != DEFAULT and not TAG.match(link.hreflang):
            yield Found(f"hreflang is “{link.hreflang}”; a language such as en-GB is accepted", link.line)


@page_rule(
    "og-locale-form",
    Level.ERROR,
    "og:locale is a language and a territory with an underscore between: en_GB.",
    fix="write it as en_GB",
    source=OGP,
    key="lang",
)
def og_locale_form(page: Page, site: Site) -> Iterator[Found]:
    for name in ("og:locale", "og:locale:alternate"):
        for meta in page.metas_of(name):
            if meta.content.strip() and not LOCALE.match(meta.content.strip()):
                yield Found(f"{name} is “{meta.content}”; en_GB is accepted", meta.line)


@page_rule(
    "og-locale-language",
    Level.WARNING,
    "og:locale is the page’s language.",
    fix="write the language of <html lang>",
    source=OGP,
    key="lang",
)
def og_locale_language(page: Page, site: Site) -> Iterator[Found]:
    locale = page.meta("og:locale").strip()
    if (
        LOCALE.match(locale)
        and TAG.match(page.language)
        and locale.partition("_")[0] != page.language.partition("-")[0].lower()
    ):
        yield Found(f"og:locale is “{locale}”; lang is “{page.language}”", page.line("og:locale"))


@page_rule(
    "hreflang-self",
    Level.ERROR,
    "A page that names its translations names itself among them.",
    fix="add a link with the page’s own language and address",
    source=GOOGLE_HREFLANG,
    key="translation",
)
def hreflang_self(page: Page, site: Site) -> Iterator[Found]:
    versions = page.alternates
    own = (page.canonical, site.address(page.file))
    if versions and not any(link.href in own for link in versions):
        yield Found("none of the languages is this page", versions[0].line)


@page_rule(
    "hreflang-exists",
    Level.ERROR,
    "The translations that a page names exist, when they are on this site.",
    fix="write the address of a page that exists",
    source=GOOGLE_HREFLANG,
    key="translation",
)
def hreflang_exists(page: Page, site: Site) -> Iterator[Found]:
    for link in page.alternates:
        path = site.path(link.href)
        if path is not None and not site.is_answered(path):
            yield Found(f"hreflang {link.hreflang} leads to “{link.href}”, which is no page of this site", link.line)


@page_rule(
    "hreflang-return",
    Level.ERROR,
    "The translations that a page names, name it too: links that go one way are ignored.",
    fix="let every version name all versions",
    source=GOOGLE_HREFLANG,
    key="translation",
)
def hreflang_return(page: Page, site: Site) -> Iterator[Found]:
    for link in page.alternates:
        other = site.page_at(link.href)
        if other and other.file != page.file and link.hreflang.lower() != DEFAULT:
            back = [site.page_at(version) for version in other.versions]
            if page.file not in {version.file for version in back if version}:
                yield Found(f"“{link.href}” does not name this page", link.line)


@page_rule(
    "hreflang-canonical",
    Level.WARNING,
    "The translations that a page names may be listed, under just that address.",
    fix="name the canonical address of a page that may be listed",
    source=GOOGLE_HREFLANG,
    key="translation",
)
def hreflang_canonical(page: Page, site: Site) -> Iterator[Found]:
    for link in page.alternates:
        other = site.page_at(link.href)
        if other and other.file != page.file and not other.is_indexable and page.is_indexable:
            yield Found(f"“{link.href}” is noindex", link.line)
        elif other and other.file != page.file and is_absolute(other.canonical) and other.canonical != link.href:
            yield Found(f"“{link.href}” has the canonical address “{other.canonical}”", link.line)


@page_rule(
    "hreflang-once",
    Level.ERROR,
    "Each language is named once.",
    fix="leave one address a language",
    source=GOOGLE_HREFLANG,
    key="translation",
)
def hreflang_once(page: Page, site: Site) -> Iterator[Found]:
    counts = Counter(link.hreflang.lower() for link in page.alternates)
    for language, number in counts.items():
        if number > 1:
            yield Found(f"hreflang {language} stands {number} times; once is accepted", page.alternates[0].line)


@page_rule(
    "hreflang-default",
    Level.HINT,
    "A page with translations says which is for everybody else: x-default.",
    fix='add <link rel="alternate" hreflang="x-default" href="…">',
    source=GOOGLE_HREFLANG,
)
def hreflang_default(page: Page, site: Site) -> Iterator[Found]:
    versions = page.alternates
    if versions and DEFAULT not in {link.hreflang.lower() for link in versions}:
        yield Found("there is no x-default", versions[0].line)


@page_rule(
    "hreflang-language",
    Level.WARNING,
    "The language under which a page names itself is its own.",
    fix="write the language of <html lang>",
    source=GOOGLE_HREFLANG,
    key="lang",
)
def hreflang_language(page: Page, site: Site) -> Iterator[Found]:
    for link in page.alternates:
        is_self = link.href in (page.canonical, site.address(page.file)) and link.hreflang.lower() != DEFAULT
        if (
            is_self
            and page.language
            and link.hreflang.partition("-")[0].lower() != page.language.partition("-")[0].lower()
        ):
            yield Found(f"hreflang is “{link.hreflang}”; lang is “{page.language}”", link.line)
