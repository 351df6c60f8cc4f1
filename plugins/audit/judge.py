"""A site and the rules, and what comes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from audit.model import Finding, Found, Level, Rule
from audit.rules import RULES
from audit.site import Site


def judge(site: Site, rules: Iterable[Rule]) -> list[Finding]:
    """Return what rules find on a site: by file, the worst first."""
    found = {finding: None for rule in rules for finding in apply(rule, site)}
    order = list(Level)
    return sorted(found, key=lambda finding: (finding.file, order.index(finding.level), finding.line, finding.rule))


def apply(rule: Rule, site: Site) -> Iterator[Finding]:
    """Yield what one rule finds."""
    for file, found in rule.check(site):
        yield placed(rule, site, file, found)


def placed(rule: Rule, site: Site, file: str, found: Found) -> Finding:
    """Return what was found with all that is known of the place."""
    described = site.described.get(file, {})
    source = str(described.get("file", ""))
    return Finding(
        rule=rule.id,
        level=rule.level,
        file=file,
        line=found.line,
        address=site.address(file) if file in site.by_file else "",
        source=source,
        source_line=described.get("lines", {}).get(rule.key, 1) if source else 0,
        message=found.message,
        fix=rule.fix,
    )


def chosen(
    only: Collection[str] = (), skip: Collection[str] = (), levels: Collection[Level] = tuple(Level)
) -> list[Rule]:
    """Return the rules that are wanted. Raises KeyError with an id that no rule has."""
    for identifier in (*only, *skip):
        if identifier not in RULES:
            raise KeyError(identifier)
    return [
        rule
        for identifier, rule in RULES.items()
        if (not only or identifier in only) and identifier not in skip and rule.level in levels
    ]
