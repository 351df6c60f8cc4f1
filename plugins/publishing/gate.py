"""The audit as the last look before a publish: its errors stop it, its warnings are told, its hints are not."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from audit.judge import chosen, judge
from audit.model import Finding, Level
from audit.site import read
from writing.problems import Problem, general

from publishing.build import Found, manifest_of

PAGE = ".html"
TOLD = (Level.ERROR, Level.WARNING)


def judged(folder: Path, elsewhere: Iterable[str]) -> Found:
    """Return what the audit finds in a folder that was built; `elsewhere` begin paths that something else answers.

    HTML that was copied as it is, such as a file by which a search engine knows the owner, is nobody's page.
    """
    described = json.loads(manifest_of(folder).read_text(encoding="utf-8"))["pages"]
    findings = judge(read(folder, manifest=manifest_of(folder), elsewhere=tuple(elsewhere)), chosen(levels=TOLD))
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.file.endswith(PAGE) and finding.file not in described:
            continue
        alike[finding.rule, finding.message].append(finding)
    problems = [problem(found) for found in alike.values()]
    return Found(
        tuple(found for found in problems if not found.is_advice), tuple(found for found in problems if found.is_advice)
    )


def problem(findings: list[Finding]) -> Problem:
    """Return what was found as one problem: of the file that the page was written in, or of no file.

    What stands on several pages is the theme's or the settings' doing, and is told once.
    """
    first = findings[0]
    message = f"{first.message}; {first.fix}"
    pages = {finding.file for finding in findings}
    if first.source and len(pages) == 1:
        found = Problem(Path(first.source), first.source_line, first.rule, message)
    else:
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        found = general(first.rule, f"{first.file}{more}: {message}")
    return replace(found, is_advice=first.level is not Level.ERROR)
