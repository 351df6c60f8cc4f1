"""How a function becomes a rule."""

from __future__ import annotations

from collections.abc import Callable

from audit.model import Level, PageCheck, Rule, SiteCheck, Source

REGISTERED: dict[str, Rule] = {}


def page_rule(
    identifier: str, level: Level, summary: str, *, fix: str, source: Source, key: str = ""
) -> Callable[[PageCheck], PageCheck]:
    """Register a function that judges one page; pages that only send readers on are not judged."""

    def register(check: PageCheck) -> PageCheck:
        subject = check.__module__.rpartition(".")[2]
        add(Rule(identifier, level, summary, fix, source, key, subject, of_page=check))
        return check

    return register


def site_rule(
    identifier: str, level: Level, summary: str, *, fix: str, source: Source, key: str = ""
) -> Callable[[SiteCheck], SiteCheck]:
    """Register a function that judges the site as a whole, and yields what it finds with the file that it is about."""

    def register(check: SiteCheck) -> SiteCheck:
        subject = check.__module__.rpartition(".")[2]
        add(Rule(identifier, level, summary, fix, source, key, subject, of_site=check))
        return check

    return register


def add(rule: Rule) -> None:
    """Keep a rule under its id; raises ValueError when another has it."""
    if rule.id in REGISTERED:
        raise ValueError(f"two rules are called {rule.id}")
    REGISTERED[rule.id] = rule
