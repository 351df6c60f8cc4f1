"""What was found, for people, for GitHub's pages and for tools."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from audit.model import Finding, Level, Rule
from audit.shown import Count
from audit.site import Site

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}
GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def place(finding: Finding, site: Site) -> str:
    """Return file and line of the built page, as a message begins with them."""
    return f"{(site.folder / finding.file).as_posix()}:{finding.line or 1}"


def told(finding: Finding) -> str:
    """Return what is wrong and what to do, as our other commands tell it."""
    return f"{finding.level}[{finding.rule}]: {finding.message}; {finding.fix}"


def by_page(findings: Sequence[Finding], site: Site) -> str:
    """Return the findings as text, page by page."""
    lines = []
    for file, group in groupby(findings, key=lambda finding: finding.file):
        found = list(group)
        written = f" ({found[0].source})" if found[0].source else ""
        lines.append(f"{found[0].address or file}{written}")
        lines += [f"  {place(finding, site)}: {told(finding)}" for finding in found]
        lines.append("")
    return "\n".join(lines)


def table(counts: Iterable[Count]) -> str:
    """Return for each network on how many pages title, description and picture are shown whole."""
    rows: list[tuple[str, ...]] = [("shown whole on", "title", "description", "picture")]
    rows += [
        (
            f"{count.name}{'' if count.is_certain else ' (approximate)'}",
            *(f"{number}/{count.pages}" for number in (count.title, count.description, count.picture)),
        )
        for count in counts
    ]
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{row[0]:<{width}}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in rows)


def summary(findings: Iterable[Finding], site: Site) -> str:
    """Return the closing line: how much of each level, on how many pages."""
    levels = Counter(finding.level for finding in findings)
    counted = ", ".join(f"{levels[level]} {level}{'' if levels[level] == 1 else 's'}" for level in Level)
    return f"{counted} on {len(site.pages)} pages of {site.url}/"


def as_text(findings: Sequence[Finding], site: Site, counts: Sequence[Count]) -> str:
    """Return everything for people."""
    return "\n".join((by_page(findings, site), table(counts), "", summary(findings, site)))


def as_github(findings: Iterable[Finding], site: Site) -> str:
    """Return findings as commands that GitHub shows beside the line of the source.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    return "\n".join(annotation(finding, site) for finding in findings)


def annotation(finding: Finding, site: Site) -> str:
    file = finding.source or (site.folder / finding.file).as_posix()
    line = finding.source_line if finding.source else finding.line or 1
    properties = {"file": file, "line": str(line), "title": finding.rule}
    given = ",".join(
        f"{name}={percent(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items()
    )
    text = f"{finding.message}; {finding.fix} ({finding.address or finding.file})"
    return f"::{GITHUB_LEVELS[finding.level]} {given}::{percent(text)}"


def percent(text: str) -> str:
    """Return text in which GitHub takes no sign for its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(findings: Iterable[Finding], site: Site, counts: Iterable[Count]) -> str:
    """Return everything for tools: "site", "pages", "summary", "findings", and "networks" with the table's numbers."""
    found = list(findings)
    return json.dumps(
        {
            "site": site.url,
            "pages": len(site.pages),
            "summary": summary(found, site),
            "findings": [asdict(finding) for finding in found],
            "networks": [asdict(count) for count in counts],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_sarif(findings: Iterable[Finding], site: Site, rules: Sequence[Rule]) -> str:
    """Return findings in SARIF 2.1.0, which code hosts and editors read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""
    places = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "audit", "rules": [sarif_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [sarif_result(finding, site, places[finding.rule]) for finding in findings],
    }
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.fix},
        "helpUri": rule.source.url,
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
        "properties": {"tags": [rule.subject], "read": rule.source.date},
    }


def sarif_result(finding: Finding, site: Site, index: int) -> dict[str, Any]:
    uri = finding.source or (site.folder / finding.file).as_posix()
    line = finding.source_line if finding.source else finding.line or 1
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message}; {finding.fix}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}],
    }
