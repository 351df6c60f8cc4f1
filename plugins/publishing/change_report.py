"""What has changed since the last publish, as text that a person reads in one go, and as JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import TypeVar

from networks.caches import Cache

from publishing.changes import Added, Changed, Difference, Refresh, Removed, Report

T = TypeVar("T")

FIRST = "nothing was published from here before: {} new"
NOTHING = "nothing has changed that networks or search engines keep"
REFRESH = "To be refreshed by hand, once this is published"
HELP = "How long each keeps what it saw, and what helps (? means that the network does not say so itself)"


def as_text(report: Report) -> str:
    """Return a report as text, pages in groups; one line when nothing has changed."""
    blocks = [
        *report.notes,
        *summary(report),
        *group("New", report.added, added),
        *group("Removed", report.removed, removed),
        *group("Moved", report.moved, changed),
        *group("Changed", report.changed, changed),
        *group("Another picture, nothing else", report.pictures, changed),
        *group("Lists that follow their posts", report.lists, listed),
        *group(REFRESH, report.refresh, refreshed),
        *group(HELP, report.caches, kept),
    ]
    return "\n".join(blocks)


def summary(report: Report) -> Iterator[str]:
    """Yield the line that counts; none where a note says why there is nothing to count."""
    if report.is_first:
        yield from () if report.notes else (FIRST.format(pages(report.total)),)
        return
    counts = {
        "new": len(report.added),
        "removed": len(report.removed),
        "moved": len(report.moved),
        "changed": len(report.changed) + len(report.pictures) + len(report.lists),
    }
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    yield f"of {pages(report.total)}: {told}" if told else NOTHING


def pages(count: int) -> str:
    """Return a number of pages."""
    return f"{count} {'page' if count == 1 else 'pages'}"


def group(heading: str, found: Iterable[T], lines: Callable[[T], Iterable[str]]) -> list[str]:
    """Return the lines of a group under its heading, none where nothing is in it."""
    shown = [f"  {line}" for one in found for line in lines(one)]
    return ["", f"{heading}:", *shown] if shown else []


def added(page: Added) -> Iterator[str]:
    """Yield the lines about a new page."""
    yield with_file(page.address, page.file)


def removed(page: Removed) -> Iterator[str]:
    """Yield the lines about a page that is gone."""
    yield with_file(page.address, page.file)
    yield f"  leads to {page.leads_to}" if page.leads_to else "  leads nowhere"


def changed(page: Changed) -> Iterator[str]:
    """Yield the lines about a page of both publishes."""
    if page.is_moved:
        yield with_file(f"{page.before} → {page.address}", page.file)
        yield f"  the old address {'redirects' if page.redirects else 'leads nowhere'}"
    else:
        yield with_file(page.address, page.file)
    for difference in page.differences:
        yield from different(difference)


def different(found: Difference) -> Iterator[str]:
    """Yield the lines about a part: its place, what it was and what it is."""
    place = f"{found.place}: " if found.place else ""
    origin = f" ({found.origin})" if found.origin else ""
    yield f"  {place}{found.label}{origin}: “{found.before}” → “{found.after}”"
    if found.hint:
        yield f"    {found.hint}"


def listed(page: Changed) -> Iterator[str]:
    """Yield the line about a list: what has changed follows from its posts, which stand above."""
    yield f"{page.address}: {', '.join(found.label for found in page.differences)}"


def refreshed(one: Refresh) -> Iterator[str]:
    """Yield an address and the tools that open with it."""
    yield one.address
    for link in one.links:
        yield f"  {link.network}: {link.url}"


def kept(cache: Cache) -> Iterator[str]:
    """Yield the line about a network, with its tool unless that stands above with the page's address."""
    tool = f": {cache.tool}" if cache.tool and not cache.opens else ""
    yield f"{cache.name}: {cache.keeps}{'' if cache.is_certain else ' (?)'}; {cache.refresh}{tool}"


def with_file(address: str, file: str) -> str:
    """Return an address with the source file behind it, if there is one."""
    return f"{address} ({file})" if file else address


def as_json(report: Report) -> str:
    """Return everything for tools; "caches" has each network's source and the day when that was read."""
    found = asdict(report)
    for one in found["refresh"]:
        one["readers"] = sorted(one["readers"])
    return json.dumps(found, ensure_ascii=False, indent=1, default=str)
