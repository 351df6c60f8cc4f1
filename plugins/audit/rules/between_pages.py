"""What pages are to each other: no two alike, none that nobody finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from audit.model import Found, Level
from audit.page import Outline
from audit.registry import site_rule
from audit.rules.links import inside
from audit.site import Site
from audit.sources import GOOGLE_LINKS, GOOGLE_SITE_NAME, GOOGLE_SNIPPET, GOOGLE_TITLE


def repeated(site: Site, value: Callable[[Outline], str]) -> Iterator[tuple[Outline, str, Outline]]:
    """Yield the pages that may be listed and say what one before them says: page, what, and that other page."""
    groups: dict[tuple[str, str], list[Outline]] = defaultdict(list)
    for page in site.outlines:
        if value(page) and page.is_indexable and page.canonical in ("", site.address(page.file)):
            groups[page.language, value(page)].append(page)
    for (_, text), pages in groups.items():
        for page in pages[1:]:
            yield page, text, pages[0]


@site_rule(
    "title-unique",
    Level.WARNING,
    "No two pages that may be listed have the same title.",
    fix="say in the title what only this page is about",
    source=GOOGLE_TITLE,
    key="title",
)
def title_unique(site: Site) -> Iterator[tuple[str, Found]]:
    for page, text, other in repeated(site, lambda page: page.title):
        yield page.file, Found(f"<title> “{text}” is also that of {other.file}", page.title_line)


@site_rule(
    "description-unique",
    Level.WARNING,
    "No two pages that may be listed have the same description.",
    fix="say in the description what only this page is about",
    source=GOOGLE_SNIPPET,
    key="summary",
)
def description_unique(site: Site) -> Iterator[tuple[str, Found]]:
    for page, _, other in repeated(site, lambda page: page.description):
        yield page.file, Found(f"the description is also that of {other.file}", page.description_line)


@site_rule(
    "site-name-same",
    Level.WARNING,
    "og:site_name is the same on every page.",
    fix="write the site’s name alone",
    source=GOOGLE_SITE_NAME,
)
def site_name_same(site: Site) -> Iterator[tuple[str, Found]]:
    counts = Counter(page.name for page in site.outlines if page.name)
    if len(counts) > 1:
        usual = counts.most_common(1)[0][0]
        for page in site.outlines:
            if page.name and page.name != usual:
                found = f"og:site_name is “{page.name}”; on most pages it is “{usual}”"
                yield page.file, Found(found, page.name_line)


@site_rule(
    "page-linked",
    Level.HINT,
    "Each page that may be listed is linked from another.",
    fix="link to it, or make it noindex",
    source=GOOGLE_LINKS,
)
def page_linked(site: Site) -> Iterator[tuple[str, Found]]:
    linked = {"index.html"}
    for page in site.pages:
        targets = {site.file_at(path) for _, path, _ in inside(page, site, leading=True)}
        linked |= targets - {page.file}
    for page in site.pages:
        if page.is_indexable and page.file not in linked:
            yield page.file, Found("no other page links to this one")
