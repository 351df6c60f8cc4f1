"""Publish drawn pictures: draw each once, keep it between builds, and keep old ones published for a while.

A file's name holds a hash of all that makes it, so one of the right name is the right one. A share that is already out
there names the picture of its day; networks fetch it again, so it must not vanish with the next change of a title.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile

from reuse.progress import steps
from reuse.workers import spread
from social.files import write_whole

from publishing.manifest import head_of

LastDays = Mapping[str, str]
"""Paths of published drawings under the site, each with the last day ("2026-11-21") on which a page named it."""

Place = Callable[[Path, str], object]
"""Puts a file at a path under the site."""


def publish_drawings(
    wanted: Iterable[str],
    draw: Callable[[str], bytes | None],
    kept: Path,
    place: Place,
    last_days: LastDays,
    *,
    alike: Callable[[str], str] = str,
) -> LastDays:
    """Place the wanted files, and those of `last_days`; return the last day of each.

    What `kept` lacks is drawn and kept there, on all cores; None from `draw` means that it could not be, which has been
    told. What `alike` gives the same text for is drawn one after the other. `kept` is cleared of everything else.

    The first is drawn in this process, so that all others inherit what `draw` has to prepare.
    """
    paths = tuple(wanted)
    there = set(files_in(kept))
    missing = sorted((path for path in dict.fromkeys(paths) if path not in there), key=alike)
    drawer = Drawer(draw, kept)
    with steps("cards", len(missing)) as step:
        made = [*map(drawer, missing[:1]), *spread(drawer, missing[1:], step=step)]
    drawn = zip(missing, made, strict=True)
    published = with_days(paths, there.union(path for path, is_drawn in drawn if is_drawn), last_days)
    for path in published:
        place(kept / path, path)
    for path in there.difference(published):
        (kept / path).unlink()
    return published


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws files into a folder."""

    draw: Callable[[str], bytes | None]
    kept: Path

    def __call__(self, path: str) -> bool:
        """Return whether a file could be drawn; it is in its place by then."""
        data = self.draw(path)
        if data is not None:
            write_whole(self.kept / path, data)
        return data is not None


def publish_kept(wanted: Iterable[str], kept: Path, place: Place, last_days: LastDays) -> LastDays:
    """Place the wanted files and those of `last_days` where `kept` has them; return each one's last day."""
    paths = tuple(wanted)
    folders = {path.rpartition("/")[0] for path in (*paths, *last_days)}
    there = {f"{folder}/{name}" for folder in folders for name in files_in(kept / folder)}
    published = with_days(paths, there, last_days)
    for path in published:
        place(kept / path, path)
    return published


def with_days(wanted: Iterable[str], there: set[str], last_days: LastDays) -> dict[str, str]:
    """Return the last day of each file that is there: today of those that are wanted."""
    today = datetime.now(UTC).date().isoformat()
    found = dict(last_days) | dict.fromkeys(wanted, today)
    return {path: day for path, day in found.items() if path in there}


def files_in(folder: Path | str) -> Iterator[str]:
    """Yield the paths of all files below a folder."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from (f"{entry.name}/{path}" for path in files_in(entry.path))
            else:
                yield entry.name


def copying(output: Path) -> Place:
    """Return what copies files into a folder."""

    @cache
    def made(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def place(file: Path, path: str) -> None:
        target = output / path
        copyfile(file, made(target.parent) / target.name)

    return place


def recent(manifest: Path, days: int) -> LastDays:
    """Return the drawings that the last publish named, or an earlier one no more than `days` days ago."""
    if not manifest.is_file():
        return {}
    last_days: LastDays = head_of(manifest).get("drawings", {})
    oldest = datetime.now(UTC) - timedelta(days=days)
    return {path: day for path, day in last_days.items() if date.fromisoformat(day) >= oldest.date()}
