"""Build the site into a folder of its own, and put it in the place of the last one only if nothing is wrong.

The last one becomes the folder of the next build, which finds in it most of what it would write.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.inventory import inventory_of, known, record, strangers
from publishing.report import counted
from publishing.tree import Tree

try:
    import fcntl
except ImportError:  # Windows, where two publishes at once are not kept apart
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from reuse.ledger import Stage
    from writing.problems import Problem

MANIFEST = "manifest.json"
PAGE = ".html"


@dataclass(frozen=True, slots=True)
class Found:
    """What a build has to tell: what is wrong, what may be published but could be better, how many pages it made.

    `stages` are what it has done.
    """

    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()
    pages: int = 0
    stages: tuple[Stage, ...] = field(default=(), compare=False)


Build = Callable[[Tree], Found]
"""Builds the site: says what the files of a tree shall hold."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: problems and advice in the order found, and whether `output` is the new site.

    Attributes:
        pages: how many there are; changed: paths of the published files that are new or have other bytes than before.
    """

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    output: Path
    pages: int = 0
    changed: frozenset[str] = frozenset()
    stages: tuple[Stage, ...] = ()

    @property
    def changed_pages(self) -> int:
        return sum(path.endswith(PAGE) for path in self.changed)

    @property
    def published(self) -> bool:
        return not self.problems

    def summary(self) -> str:
        """Return the closing line: what was published or why nothing was."""
        if self.published:
            return f"{self.pages} {'page' if self.pages == 1 else 'pages'} in {self.output}/"
        kept = f"{self.output}/ is as it was" if self.output.exists() else f"there is no {self.output}/ yet"
        return f"{counted(self.problems)}; nothing was published; {kept}"


def manifest_of(folder: Path) -> Path:
    """Return where a build into `folder` leaves its manifest: beside it, never in what is published."""
    return folder.with_name(f"{folder.name}.manifest.json")


def previous_of(staging: Path) -> Path:
    """Return where the site that was published last waits while the new one takes its place."""
    return staging.with_name(f"{staging.name}.previous")


def publish(build: Build, output: Path, staging: Path, manifest: Path, tell: Callable[[str], object] = str) -> Result:
    """Build into `staging` and, if that went without a problem, swap it with `output` and keep the build's manifest.

    `staging` must lie on the same file system as `output`: the swap is renames, so that no reader ever meets half a
    site. `tell` hears what has to be read anew, and why.
    """
    with alone(staging):
        return undisturbed(build, output, staging, manifest, tell)


@contextmanager
def alone(staging: Path) -> Iterator[None]:
    """Keep every other publish into the same place out; raises BlockingIOError while one is at work.

    The lock is on the folder that holds `staging`, and goes with the process, however that ends.
    """
    staging.parent.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    folder = os.open(staging.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BlockingIOError(error.errno, "another publish is at work here", str(staging.parent)) from error
        yield
    finally:
        os.close(folder)


def undisturbed(build: Build, output: Path, staging: Path, manifest: Path, tell: Callable[[str], object]) -> Result:
    """Return what came of a publish while no other is at work."""
    inventory = inventory_of(output, staging.parent)
    place = output.resolve() if output.is_symlink() else output  # what a link leads to is published, not the link
    put_right(staging, place)
    tree = Tree(staging, place, tell)
    found = build(tree)
    before = known(inventory)
    problems = tuple(dict.fromkeys((*found.problems, *not_ours(output, before))))
    if not problems:
        tree.finish()
        files = frozenset(tree.digests)
        if not files <= before:
            record(inventory, files | before)  # whichever site a kill leaves, its files are known
        swap(staging, place, manifest)
        if files | before != files:
            with suppress(OSError):  # the longer list does no harm
                record(inventory, files)
    return Result(
        problems, tuple(dict.fromkeys(found.advice)), output, found.pages, frozenset(tree.changed), found.stages
    )


def put_right(staging: Path, place: Path) -> None:
    """Undo the part of a swap that was done when the publish was killed."""
    previous = previous_of(staging)
    if not previous.exists():
        return
    if not place.exists():  # killed between the two renames
        previous.rename(place)
    elif not staging.exists():
        previous.rename(staging)
    else:
        remove(previous)


def not_ours(output: Path, known: frozenset[str]) -> Iterator[Problem]:
    """Yield what stands in the way of a publish, which would remove it: files in `output` that none has put there."""
    from writing.problems import general  # noqa: PLC0415

    if found := strangers(output, known):
        what = f"{found[0]} was" if len(found) == 1 else f"{found[0]} and {len(found) - 1} more were"
        yield general(
            "output",
            f"{output}/{what} not built here, and a publish would remove what it does not know; move your own files "
            f"elsewhere, to content/extra/ if they shall be published; if none is yours, delete {output}/ once",
        )


def swap(staging: Path, output: Path, manifest: Path) -> None:
    """Let `staging` and `output` change places, with the manifest; when that fails, both are as they were."""
    previous = previous_of(staging)
    if output.exists() and not output.is_dir():
        raise NotADirectoryError(ENOTDIR, "is a file where the site should be", str(output))
    if output.exists():
        output.rename(previous)
    try:
        staging.rename(output)
        try:
            manifest_of(staging).replace(manifest)
        except BaseException:
            output.rename(staging)
            raise
    except BaseException:  # Ctrl-C included
        if previous.exists():
            previous.rename(output)
        raise
    with suppress(OSError):  # the new site is there; the next publish tries again
        previous.rename(staging)


def remove(folder: Path) -> None:
    """Remove a folder with everything in it, if there is one; under its own name it is whole or not there."""
    trash = folder.with_name(f"{folder.name}.removed")
    try:
        if trash.exists():  # a removal before this one was stopped
            shutil.rmtree(trash)
        if folder.exists():
            folder.rename(trash)
            shutil.rmtree(trash)
    except OSError as error:  # it names a file without its folder
        raise OSError(error.errno, error.strerror or str(error), f"{folder} ({error.filename})") from error
