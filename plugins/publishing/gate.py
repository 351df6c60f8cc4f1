"""The audit as the last look before a publish: its errors stop it, its warnings are told, its hints are not."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from audit.judge import chosen, judge, ordered, sourced
from audit.kept import findings_of
from audit.model import Finding, Level
from audit.site import Site, beginnings, files_in, read
from reuse.store import Store
from writing.problems import Problem, general

from publishing.build import Found, manifest_of

PAGE = ".html"
TOLD = (Level.ERROR, Level.WARNING)


def judged(
    folder: Path,
    elsewhere: Iterable[str],
    store: Store | None = None,
    digests: Mapping[str, str] | None = None,
    *,
    url: str = "",
    files: Collection[str] | None = None,
) -> Found:
    """Return what the audit finds in a folder that was built.

    HTML that was copied as it is, such as a file by which a search engine knows the owner, is nobody's page.

    Args:
        folder: with a manifest beside it.
        elsewhere: beginnings of paths that something else answers.
        store: what earlier builds found; what is the same since then is not judged again.
        digests: hashes of the folder's files, as far as they are known.
        url: where the site lives, where that is known; the manifest is read for nothing but findings then.
        files: all files of the folder, where they are known.
    """
    told = None if url else manifest_in(folder)
    url = url or (told or {})["site"].get("url", "")
    if not url:
        findings = judge(read(folder, manifest=manifest_of(folder), elsewhere=tuple(elsewhere)), chosen(levels=TOLD))
    else:
        site = Site(
            folder=folder,
            url=url.rstrip("/"),
            files=frozenset(files_in(folder) if files is None else files),
            elsewhere=beginnings(elsewhere),
            digests=dict(digests or {}),
        )
        findings = findings_of(site, TOLD, store)
    if not findings:
        return Found()
    described = (told or manifest_in(folder))["pages"]
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in ordered(sourced(findings, described)):
        if finding.file.endswith(PAGE) and finding.file not in described:
            continue
        alike[finding.rule, finding.message].append(finding)
    problems = [problem(found) for found in alike.values()]
    return Found(
        tuple(found for found in problems if not found.is_advice), tuple(found for found in problems if found.is_advice)
    )


def manifest_in(folder: Path) -> dict[str, Any]:
    """Return what a build says of itself."""
    found: dict[str, Any] = json.loads(manifest_of(folder).read_text(encoding="utf-8"))
    return found


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
