"""What the commands do: read a folder, judge it, print what was found."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from audit.judge import chosen, judge
from audit.model import Level
from audit.report import as_github, as_json, as_sarif, as_text
from audit.shown import counts
from audit.site import read

MANIFEST = Path(".cache", "manifest.json")
STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of an audit.

    Attributes:
        url: where the site lives, "" to find it in the pages.
        manifest: tells what each page was written in; None when nothing does.
        elsewhere: beginnings of paths that something else answers.
        json: whether to print JSON instead of text.
        sarif: a file for SARIF, "-" for standard output, "" for none.
        only, skip: ids of rules.
        fail_on: the mildest level with which the exit code is 1.
    """

    url: str = ""
    manifest: Path | None = None
    elsewhere: tuple[str, ...] = ()
    json: bool = False
    sarif: str = ""
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    fail_on: Level = Level.ERROR


def audit(folder: Path, options: Options) -> int:
    """Judge a folder and print what was found; return the exit code."""
    site = read(folder, options.url, options.manifest, options.elsewhere)
    rules = chosen(options.only, options.skip)
    findings = judge(site, rules)
    if options.sarif == STANDARD_OUTPUT:
        print(as_sarif(findings, site, rules))
    elif options.sarif:
        Path(options.sarif).write_text(f"{as_sarif(findings, site, rules)}\n", encoding="utf-8")
    if options.json:
        print(as_json(findings, site, counts(site)))
    elif options.sarif != STANDARD_OUTPUT:
        if os.environ.get("GITHUB_ACTIONS") == "true" and findings:
            print(as_github(findings, site))
        print(as_text(findings, site, counts(site)))
    levels = list(Level)
    failing = levels[: levels.index(options.fail_on) + 1]
    return 1 if any(finding.level in failing for finding in findings) else 0


def manifest_beside(folder: Path) -> Path | None:
    """Return the manifest of our own publish when it tells of this very folder, else None."""
    file = folder.resolve().parent / MANIFEST
    try:
        pages = json.loads(file.read_text(encoding="utf-8"))["pages"]
    except (OSError, ValueError, KeyError):
        return None
    return file if pages and all((folder / page).is_file() for page in pages) else None
