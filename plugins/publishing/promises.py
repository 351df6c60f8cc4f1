"""What was published and must not vanish, held against what has been read. Nothing of Pelican itself is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from writing.checks import every_content
from writing.problems import log_advice, log_problem, shown

from publishing.addresses import (
    GONE,
    PUBLISHED,
    answering,
    lost,
    lost_message,
    promised,
    read,
    superfluous,
    superfluous_message,
)
from publishing.build import MANIFEST
from publishing.manifest import head_of

PUBLIC = ("published", "hidden")

Context = Mapping[str, Any]


def promised_now(context: Context) -> frozenset[str]:
    """Return the addresses that must not vanish: those of posts, pages, topics and authors.

    Pages that search engines may not list count too, and hidden ones, since somebody has their address; drafts do not.
    Tags and the later pages of a list do not count: they come and go as posts are tagged and written. Neither do the
    home page and the lists of the whole site, which only settings can move.
    """
    contents = [content for content in every_content(context) if content.status in PUBLIC]
    terms = [term for term, _ in (*context["categories"], *context["authors"])]
    return promised(found.url for found in (*contents, *terms))


def check_promises(context: Context, settings: Mapping[str, Any], now: frozenset[str], aliases: Sequence[str]) -> None:
    """Report addresses that were published and that neither a page nor an alias answers.

    What the last publish promised counts too, whether or not its list was committed.
    """
    folder = Path(settings["PATH"])
    listed, gone = (listed_in(folder / name) for name in (PUBLISHED, GONE))
    before = {**dict.fromkeys(promised_last(Path(settings["CACHE_PATH"], MANIFEST)), 1), **listed}
    drafts = dict(withdrawn(context, settings))
    for address in lost(before, now, aliases, gone):
        message = lost_message(address, now - set(before), drafts.get(address, ""))
        log_problem(folder / PUBLISHED, before[address], "address", message)
    for address, line in superfluous(gone, now | answering(aliases)).items():
        log_advice(folder / GONE, line, "address", superfluous_message(address))


def promised_last(manifest: Path) -> list[str]:
    """Return the addresses that the last publish from here promised."""
    found: list[str] = head_of(manifest)["addresses"] if manifest.is_file() else []
    return found


def withdrawn(context: Context, settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the addresses that drafts would have, each with the draft's file."""
    for content in every_content(context):
        if content.status not in PUBLIC:
            addresses = promised([public_url(content, settings)])
            yield from ((address, shown(content.source_path).as_posix()) for address in addresses)


def public_url(content: Any, settings: Mapping[str, Any]) -> str:
    """Return the path that a post or page has once it is published, whatever its status is now."""
    language = "" if content.in_default_lang else "LANG_"
    url: str = settings[f"{type(content).__name__.upper()}_{language}URL"].format(**content.url_format)
    return url


def listed_in(file: Path) -> Mapping[str, int]:
    """Return the addresses of a list with their lines; none where there is no list; report what is no address."""
    raw = file.read_bytes() if file.is_file() else b""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        log_problem(file, line, "encoding", f"byte {raw[error.start]:#04x} is no UTF-8; save the file as UTF-8")
        text = raw.decode("utf-8-sig", errors="ignore")
    return read(text, partial(report, file))


def report(file: Path, line: int, message: str) -> None:
    """Report a line of a list."""
    log_problem(file, line, "address", message)
