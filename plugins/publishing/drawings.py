"""Publish drawn pictures: draw each once, keep it between builds, and keep old ones published for a while.

A file's name holds a hash of all that makes it, so one of the right name is the right one. A share that is already out
there names the picture of its day; networks fetch it again, so it must not vanish with the next change of a title.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile

from social.files import write_whole

LastDays = Mapping[str, str]
"""Paths of published drawings under the site, each with the last day ("2026-11-21") on which a page named it."""


def publish_drawings(
    wanted: Iterable[str], draw: Callable[[str], bytes | None], kept: Path, output: Path, last_days: LastDays
) -> LastDays:
    """Put the wanted files into `output`, and those of `last_days`; return the last day of each.

    What `kept` lacks is drawn and kept there; None from `draw` means that it could not be, which has been told. `kept`
    is cleared of everything else.
    """
    paths = tuple(wanted)
    for path in paths:
        if not (kept / path).is_file() and (data := draw(path)) is not None:
            write_whole(kept / path, data)
    published = publish_kept(paths, kept, output, last_days)
    for file in sorted(kept.rglob("*.*")):
        if file.relative_to(kept).as_posix() not in published:
            file.unlink()
    return published


def publish_kept(wanted: Iterable[str], kept: Path, output: Path, last_days: LastDays) -> LastDays:
    """Put the wanted files and those of `last_days` into `output` where `kept` has them; return each one's last day."""
    today = datetime.now(UTC).date().isoformat()
    found = dict(last_days) | dict.fromkeys(wanted, today)
    published = {path: day for path, day in found.items() if (kept / path).is_file()}
    for path in published:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        copyfile(kept / path, output / path)
    return published


def recent(manifest: Path, days: int) -> LastDays:
    """Return the drawings that the last publish named, or an earlier one no more than `days` days ago."""
    if not manifest.is_file():
        return {}
    last_days: LastDays = json.loads(manifest.read_text(encoding="utf-8")).get("drawings", {})
    oldest = datetime.now(UTC).date() - timedelta(days=days)
    return {path: day for path, day in last_days.items() if date.fromisoformat(day) >= oldest}
