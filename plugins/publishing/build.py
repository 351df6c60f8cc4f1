"""Build the site into a folder of its own, and put it in the place of the last one only if nothing is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.report import counted

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from writing.problems import Problem

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Found:
    """What a build has to tell: what is wrong, and what may be published but could be better."""

    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()


Build = Callable[[Path], Found]
"""Builds the site into a folder."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: problems and advice in the order found, and whether `output` is the new site."""

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    output: Path

    @property
    def published(self) -> bool:
        return not self.problems

    def summary(self) -> str:
        """Return the closing line: what was published or why nothing was."""
        if self.published:
            files = sum(1 for file in self.output.rglob("*.html") if file.is_file())
            return f"{files} {'page' if files == 1 else 'pages'} in {self.output}/"
        kept = f"{self.output}/ is as it was" if self.output.exists() else f"there is no {self.output}/ yet"
        return f"{counted(self.problems)}; nothing was published; {kept}"


def manifest_of(folder: Path) -> Path:
    """Return where a build into `folder` leaves its manifest: beside it, never in what is published."""
    return folder.with_name(f"{folder.name}.manifest.json")


def previous_of(staging: Path) -> Path:
    """Return where the site that was published last waits while the new one takes its place."""
    return staging.with_name(f"{staging.name}.previous")


def publish(build: Build, output: Path, staging: Path, manifest: Path) -> Result:
    """Build into `staging` and, if that went without a problem, swap it with `output` and keep the build's manifest.

    `staging` must lie on the same file system as `output`: the swap is two renames, so that no reader ever meets half a
    site. What was there before is removed last.
    """
    previous = previous_of(staging)
    if previous.exists() and not output.exists():  # the last publish was killed between the two renames
        previous.rename(output)
    remove(staging)
    staging.mkdir(parents=True)
    found = build(staging)
    problems = tuple(dict.fromkeys(found.problems))
    if problems:
        remove(staging)
    else:
        swap(staging, output)
        manifest_of(staging).replace(manifest)
    return Result(problems, tuple(dict.fromkeys(found.advice)), output)


def swap(staging: Path, output: Path) -> None:
    """Put `staging` in the place of `output`; when that fails, `output` is as it was."""
    previous = previous_of(staging)
    remove(previous)
    if output.exists():
        output.rename(previous)
    try:
        staging.rename(output)
    except OSError:
        if previous.exists():
            previous.rename(output)
        raise
    remove(previous)


def remove(folder: Path) -> None:
    """Remove a folder with everything in it, if there is one."""
    if folder.exists():
        shutil.rmtree(folder)
