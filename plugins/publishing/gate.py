"""The audit as the last look before a publish: its errors stop it, its warnings are told, its hints are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from audit.judge import chosen, judge, ordered, sourced
from audit.kept import findings_of
from audit.model import Finding, Level
from audit.reading import Source
from audit.site import Site, beginnings, files_in, read
from reuse.store import Store
from writing.problems import Problem, general

from publishing.build import Found, manifest_of
from publishing.hosting import keep_sources, kept_sources, sources_of
from publishing.manifest import entries_of, head_of
from publishing.policy import Needed, source_of

PAGE = ".html"
MANY = 50  # pages; for fewer, looking twice at what is kept takes longer than reading them twice
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
    elsewhere = tuple(elsewhere)
    manifest = manifest_of(folder)
    url = url or head_of(manifest)["site"].get("url", "")
    if not url:
        findings = judge(read(folder, manifest=manifest, elsewhere=elsewhere), chosen(levels=TOLD))
    else:
        findings = findings_of(site_in(folder, elsewhere, url, digests, files), TOLD, store)
    if not findings:
        return Found()
    described = entries_of(manifest, {finding.file for finding in findings})
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in ordered(sourced(findings, described)):
        if finding.file.endswith(PAGE) and finding.file not in described:
            continue
        alike[finding.rule, finding.message].append(finding)
    problems = [problem(found) for found in alike.values()]
    return Found(
        tuple(found for found in problems if not found.is_advice), tuple(found for found in problems if found.is_advice)
    )


def scan(
    folder: Path,
    elsewhere: Iterable[str],
    store: Store,
    digests: Mapping[str, str] | None = None,
    *,
    url: str,
    files: Collection[str] | None = None,
) -> None:
    """Read pages once for both who ask for it later: `site_policy` and `judged`, which find what they need in `store`.

    The arguments are those of `judged`. The folder need not be whole yet: whatever is judged otherwise for a file that
    comes later, is judged again then. Few pages that are new are left to those two.
    """
    site = site_in(folder, elsewhere, url, digests, files)
    origin = source_of(url)
    known = kept_sources(origin, folder, store)
    if sum(file not in known or known[file][0] != site.digest(file) for file in site.html()) < MANY:
        return
    site.also = partial(needed_by, origin)
    findings_of(site, TOLD, store)
    keep_sources(origin, folder, store, {file: (site.digest(file), needed) for file, needed in site.noticed.items()})


def needed_by(origin: str, source: Source) -> Needed:
    """Return what a page that was parsed needs of the policy."""
    return sources_of(origin, source.data, source.root if source.is_utf_8 else None, source.blank)


def site_in(
    folder: Path,
    elsewhere: Iterable[str],
    url: str,
    digests: Mapping[str, str] | None,
    files: Collection[str] | None,
) -> Site:
    """Return a folder of which nothing was read yet."""
    return Site(
        folder=folder,
        url=url.rstrip("/"),
        files=frozenset(files_in(folder) if files is None else files),
        elsewhere=beginnings(elsewhere),
        digests=dict(digests or {}),
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
