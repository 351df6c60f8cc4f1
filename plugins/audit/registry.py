"""How a function becomes a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audit.model import Found, Level, PageCheck, Rule, SiteCheck, Source
from audit.site import Site

REGISTERED: dict[str, Rule] = {}


def page_rule(
    identifier: str, level: Level, summary: str, *, fix: str, source: Source, key: str = ""
) -> Callable[[PageCheck], PageCheck]:
    """Register a function that judges one page; pages that only send readers on are not judged."""

    def register(check: PageCheck) -> PageCheck:
        def each(site: Site) -> Iterator[tuple[str, Found]]:
            for page in site.pages:
                for found in check(page, site):
                    yield page.file, found

        add(identifier, level, summary, fix, source, key, check.__module__, each)
        return check

    return register


def site_rule(
    identifier: str, level: Level, summary: str, *, fix: str, source: Source, key: str = ""
) -> Callable[[SiteCheck], SiteCheck]:
    """Register a function that judges the site as a whole, and yields what it finds with the file that it is about."""

    def register(check: SiteCheck) -> SiteCheck:
        add(identifier, level, summary, fix, source, key, check.__module__, check)
        return check

    return register


def add(  # noqa: PLR0917
    identifier: str, level: Level, summary: str, fix: str, source: Source, key: str, module: str, check: SiteCheck
) -> None:
    """Keep a rule under its id; raises ValueError when another has it."""
    if identifier in REGISTERED:
        raise ValueError(f"two rules are called {identifier}")
    subject = module.rpartition(".")[2]
    REGISTERED[identifier] = Rule(identifier, level, summary, fix, source, key, subject, check)
