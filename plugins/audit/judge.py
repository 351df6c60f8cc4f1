"""A site and the rules, and what comes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from audit.model import Finding, Found, Level, Rule
from audit.page import Node, Page
from audit.rules import RULES
from audit.site import PAGES, Site


def judge(site: Site, rules: Sequence[Rule]) -> list[Finding]:
    """Return what rules find on a site: by file, the worst first."""
    of_page = [rule for rule in rules if rule.of_page]
    found = [finding for page in (site.pages if of_page else ()) for finding in on_page(page, site, of_page)]
    return ordered(sourced((*found, *on_site(site, rules)), site.described))


def on_page(page: Page, site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what rules find on a page."""
    for rule in rules:
        if rule.of_page:
            for found in rule.of_page(page, site):
                yield placed(rule, site, page.file, found)


def on_site(site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what rules on a site as a whole find."""
    for rule in rules:
        if rule.of_site:
            for file, found in rule.of_site(site):
                yield placed(rule, site, file, found)


def placed(rule: Rule, site: Site, file: str, found: Found) -> Finding:
    """Return what was found with its place in the folder."""
    is_page = file.endswith(PAGES) and file in site.files
    return Finding(
        rule=rule.id,
        level=rule.level,
        file=file,
        line=found.line,
        address=site.address(file) if is_page else "",
        source="",
        source_line=0,
        message=found.message,
        fix=rule.fix,
    )


def sourced(findings: Iterable[Finding], described: Mapping[str, Node]) -> Iterator[Finding]:
    """Yield findings with what their pages were written in, as far as that is known."""
    for finding in findings:
        of_file = described.get(finding.file, {})
        source = str(of_file.get("file", ""))
        line = of_file.get("lines", {}).get(RULES[finding.rule].key, 1) if source else 0
        yield replace(finding, source=source, source_line=line)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, each once: by file, the worst first."""
    order = list(Level)
    return sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.file, order.index(finding.level), finding.line, finding.rule),
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
