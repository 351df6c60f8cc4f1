"""The local preview: build into a folder of its own, serve that live, and build again whenever something is saved.

Each build is a process of its own, so that it reads settings and plugins anew and none can take the server with it. The
next one is started when one is over, imports what that has imported, and waits; after a change of code another takes
its place.
Only this module, `server`, `search`, `__main__` and what draws the previews of networks are read once: after a change
in them start the preview again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR
from threading import Event, Thread
from typing import Any

from markupsafe import Markup
from watchfiles import DefaultFilter, watch
from watchfiles.main import FileChange

from publishing.build import MANIFEST
from publishing.search import LateIndex
from publishing.server import PREVIEWS, Build, Builds, Mount, Previews, listen

PREVIEW = Path(".cache/preview")
WORK = Path(".cache/previewing")  # not where `make html` works, and not its manifest: that tells of output/
FOLDERS = ("content", "plugins", "theme")
SETTINGS = ("pelicanconf.py", "publishconf.py")
CODE = "plugins"
MODULES = "modules"  # the file in WORK with what builds import
OUTCOMES = {
    f"nothing was published; {PREVIEW}/ is as it was": "the preview is as it was",
    f"nothing was published; there is no {PREVIEW}/ yet": "there is no preview yet",
}
BROKEN = Markup(
    '<!doctype html>\n<html lang="en">\n<title>No previews</title>\n<h1>The previews could not be drawn</h1>\n'
    "<pre>{traceback}</pre>\n"
)
TICK = 200  # milliseconds between two looks at the settings
PAUSE = 20  # milliseconds without a change after which a save is over; a checkout of many files goes on for a TICK
NAMED = 3  # changes that are named in a line; more are counted, and are no save of one's own
POSTS = "content/posts/"

EDITS = DefaultFilter(
    ignore_dirs=(*DefaultFilter.ignore_dirs, ".cache", ".ruff_cache"),
    # What Emacs, Vim and Kate write beside a file that is open.
    ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"^#.*#$", r"^4913$", r"\.kate-swp$"),
)

Stamp = tuple[int, ...] | None


def changes(root: Path, stop: Event) -> Iterator[tuple[str, ...]]:
    """Yield the sorted paths of what has changed, whenever something has; first (), when none can be missed any more.

    What changes while the caller is busy comes together in the next.
    """
    known = stamps(root)
    pending: set[str] = set()
    begun = False
    while not stop.is_set():
        folders = [root / name for name in FOLDERS if (root / name).is_dir()]
        with suppress(FileNotFoundError):  # a folder that went between the two looks at it
            for found in watch(
                *folders, watch_filter=None, step=PAUSE, rust_timeout=TICK, yield_on_timeout=True, stop_event=stop
            ):
                before, known = known, stamps(root)
                changed = edits(root, found) | {name for name in known if known[name] != before[name]}
                pending |= changed
                if changed.intersection(FOLDERS):
                    break  # another folder stands in the place of the one that is watched
                is_over = not changed or len(pending) <= NAMED
                if (pending and is_over) or not begun:
                    yield tuple(sorted(pending))
                    pending, begun = set(), True


def edits(root: Path, found: Iterable[FileChange]) -> set[str]:
    """Return the paths under `root` of the changes that somebody made; not what programs write for themselves."""
    paths = ((change, os.path.relpath(path, root)) for change, path in found)
    return {path for change, path in paths if EDITS(change, path)}


def stamps(root: Path) -> dict[str, Stamp]:
    """Return what differs when a settings file is written or a folder is replaced by another.

    Neither can be left to a watch: it follows the file and not its name, but most editors, and git, put a new file in
    the place of the old.
    """
    return {name: stamp(root / name) for name in (*FOLDERS, *SETTINGS)}


def stamp(path: Path) -> Stamp:
    """Return a file's identity, time and size, a folder's identity; None when there is neither."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino,) if S_ISDIR(found.st_mode) else (found.st_ino, found.st_mtime_ns, found.st_size)


class Builder:
    """Builds the project in a folder into its preview folder, for an address."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, url
        self.waiting = self.start()

    def start(self) -> subprocess.Popen[str]:
        """Return the process of a build that waits."""
        command = ["html", "--settings", SETTINGS[0], "--output", str(PREVIEW), "--cache", str(WORK)]
        return subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "publishing.waiting", str(WORK / MODULES), *command, "--unjudged", "--json"],
            cwd=self.root,
            # The encoding is that of its tracebacks, too.
            env={**os.environ, "PREVIEW_URL": self.url, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )

    def build(self, changed: Iterable[str] = ()) -> Build:
        """Build once; whatever is wrong with the project, return what came. `changed` is what was saved since then."""
        if any(path.startswith(CODE) or path.endswith(".py") for path in changed):
            self.end()
            self.waiting = self.start()
        out, err = self.waiting.communicate("go\n")
        code = self.waiting.returncode
        self.waiting = self.start()
        return result(code, out, err)

    def end(self) -> None:
        """Let the process that waits go."""
        self.waiting.kill()
        self.waiting.communicate()


def result(code: int, out: str, err: str) -> Build:
    """Return what came of a build by its exit code and what it printed: JSON, and whatever else broke it off."""
    try:
        told: Mapping[str, Any] = json.loads(out)
        *lines, closing = [*(problem["text"] for problem in told["problems"]), told["summary"]]
        pages = int(told["changed"])
    except (ValueError, LookupError, TypeError):
        said = in_preview(err).strip() or f"The build ended with exit code {code}."
        return Build(broken=True, said=said)
    said = "\n".join((*filter(None, [err.strip()]), *lines, in_preview(closing)))
    return Build(broken=code != 0, said=said, pages=pages)


def network_previews(root: Path) -> Previews:
    """Return what draws, whenever it is asked, how networks show the pages of the preview, drafts included.

    A build takes no longer for it; what goes wrong in it is shown in its place, and takes no server with it.
    """
    drawing: list[Previews] = []

    def file(name: str) -> bytes | None:
        try:
            if not drawing:
                from previews.live import Live  # noqa: PLC0415 (the preview starts when that is broken)

                drawing.append(Live(root / PREVIEW, root / WORK / MANIFEST, root).file)
            return drawing[0](name)
        except Exception:  # noqa: BLE001 (whatever it is, it is shown)
            return BROKEN.format(traceback=traceback.format_exc()).encode()

    return file


def in_preview(said: str) -> str:
    """Return what a publish says as it is meant here, where nothing is ever published."""
    for published, previewed in OUTCOMES.items():
        said = said.replace(published, previewed)
    return said


def rebuild(builds: Builds, build: Callable[[tuple[str, ...]], Build], changed: Iterable[tuple[str, ...]]) -> None:
    """Build once for each group of changes; hand every result to the server and print a line about it."""
    for group in changed:
        start = time.monotonic()
        result = build(group)
        builds.finish(result)
        print(report(group, result, time.monotonic() - start), flush=True)


def report(changed: tuple[str, ...], build: Build, seconds: float) -> str:
    """Return the line about a build: what changed, what came of it, how long it took; problems and advice below it."""
    rest = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    what = ", ".join(changed[:NAMED]) or "first build"
    lines = build.said.splitlines()
    if build.broken:
        return "\n".join((f"{what}{rest}: broken, {seconds:.2f} s", *lines))
    posts = sum(path.startswith(POSTS) for path in changed)
    came = ", ".join((*([counted(posts, "post")] if posts else []), counted(build.pages, "page"), f"{seconds:.2f} s"))
    return "\n".join((f"{what}{rest}: {came}", *lines[:-1]))


def counted(number: int, what: str) -> str:
    """Return a number of things: "1 page", "2,643 pages"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def devserver(root: Path, port: int) -> None:
    """Preview the project in `root` until Ctrl-C."""
    builds = Builds()
    with suppress(KeyboardInterrupt):
        signs = [root / WORK / MANIFEST]
        index = LateIndex(root / PREVIEW, root / WORK / "search", partial(print, flush=True), signs=signs)
        server = listen(Mount(root / PREVIEW), port, builds, network_previews(root), index)
        url = f"http://localhost:{server.server_port}"
        print(f"Preview at {url}/, what networks will show at {url}{PREVIEWS} (Ctrl-C ends)", flush=True)
        Thread(target=server.serve_forever, daemon=True).start()
        builder = Builder(root, url)
        try:
            rebuild(builds, builder.build, changes(root, Event()))
        finally:
            builder.end()
