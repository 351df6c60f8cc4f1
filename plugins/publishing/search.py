"""The index behind the site's search, made by Pagefind of the pages that were printed. https://pagefind.app/docs/

The theme marks what is searched with `data-pagefind-body`; a site whose pages mark nothing has no index.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING

from publishing.build import Found

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from writing.problems import Problem

FOLDER = "pagefind"  # search.js looks for it at the root of the site
ENTRY = "pagefind-entry.json"
SEARCHED = b"data-pagefind-body"
LOADED = ("pagefind.js", ENTRY)
CHUNKS = ("fragment", "index")
# The program for pages in languages whose word endings Pagefind does not know.
OTHER_LANGUAGES = "unknown"
LEFT_OUT = "button, .footnote-ref, .footnote-backref"  # what is no text inside what is searched
OPTION = "PAGEFIND_"  # begins the variables in which Pagefind looks for options, beside files where it is started
INSTEAD = "take the page with Template: search out of content/pages/ to publish without a search"

Program = Callable[[], Path]
"""Returns Pagefind's program. Raises ImportError or FileNotFoundError where this system has none."""


class SearchError(Exception):
    """An index that could not be made; the message says why and what to do."""


def installed() -> Path:
    """Return the program that the package pagefind_bin brings. Raises ImportError or FileNotFoundError without it."""
    from pagefind_bin import get_executable  # noqa: PLC0415 (its absence is told, and only where a search is wanted)

    found: Path = get_executable()
    return found


def with_search(build: Callable[[Path], Found], program: Program = installed) -> Callable[[Path], Found]:
    """Return a build that ends with the index of its pages, unless it found a problem before."""

    def built(folder: Path) -> Found:
        found = build(folder)
        if found.problems:
            return found
        try:
            make_index(folder, folder / FOLDER, program)
        except SearchError as error:
            return replace(found, problems=(problem(error),))
        return found

    return built


def problem(error: SearchError) -> Problem:
    """Return as a problem why there is no index."""
    from writing.problems import general  # noqa: PLC0415

    return general("search", str(error))


def make_index(site: Path, index: Path, program: Program = installed) -> None:
    """Write what the search loads into the folder `index`, none where nothing in the folder `site` is searched.

    The same pages give the same files. Raises SearchError.
    """
    if not any(SEARCHED in file.read_bytes() for file in site.rglob("*.html")):
        return
    if index.exists():
        raise SearchError(f"{FOLDER}/ is a file or folder of the content; the search needs that name: rename yours")
    run(program, site, index)
    keep_loaded(index)


def run(program: Program, site: Path, index: Path) -> None:
    """Let Pagefind write its index. Raises SearchError with its last words."""
    try:
        executable = program()
    except (ImportError, FileNotFoundError) as error:
        raise SearchError(
            "the search index is made by Pagefind, which is not installed: pagefind_bin has it for Linux, macOS and "
            f"Windows on x86-64 and ARM64; {INSTEAD}"
        ) from error
    variables = {name: value for name, value in os.environ.items() if not name.startswith(OPTION)}
    options = {"exclude-selectors": LEFT_OUT, "site": site.resolve(), "output-path": index.resolve()}
    command = [str(executable), "--quiet", *(f"--{name}={value}" for name, value in options.items())]
    try:
        done = subprocess.run(  # noqa: S603 (our own command)
            command,
            cwd=site,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SearchError(f"Pagefind cannot be started: {executable}: {error.strerror or error}; {INSTEAD}") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise SearchError(f"Pagefind ended with exit code {done.returncode}: {said or 'it said nothing'}; {INSTEAD}")


def keep_loaded(index: Path) -> None:
    """Remove what no page loads, such as Pagefind's own interface; write in one order what comes in any.

    Raises SearchError when the index is not as Pagefind makes it.
    """
    entry = index / ENTRY
    try:
        described = json.loads(entry.read_text(encoding="utf-8"))
        languages = described["languages"].values()
        programs = {f"wasm.{language['wasm'] or OTHER_LANGUAGES}.pagefind" for language in languages}
        kept = {*LOADED, *programs, *(f"pagefind.{language['hash']}.pf_meta" for language in languages)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SearchError(f"Pagefind wrote no {ENTRY} that can be read ({error!r}); {INSTEAD}") from error
    if missing := sorted(name for name in kept if not (index / name).is_file()):
        raise SearchError(f"Pagefind wrote no {missing[0]}; {INSTEAD}")
    for path in index.iterdir():
        if path.is_dir() and path.name not in CHUNKS:
            rmtree(path)
        elif path.is_file() and path.name not in kept:
            path.unlink()
    described["languages"] = dict(sorted(described["languages"].items()))
    entry.write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


class LateIndex:
    """The index of a site that is built again and again: made when it is first asked for, for each build anew.

    A build takes no longer for it, and what was built stays as it is: a publish removes nothing that it did not write.
    """

    def __init__(self, site: Path, index: Path, tell: Callable[[str], None], program: Program = installed) -> None:
        self.site, self.index, self.tell, self.program = site, index, tell, program
        self.made_of: tuple[int, ...] = ()
        self.lock = Lock()

    def folder(self) -> Path:
        """Return the folder of the index of what was built last; it is not there when that has none.

        Why one could not be made is told once a build.
        """
        with self.lock:
            try:
                found = self.site.stat()
                stamp = (found.st_ino, found.st_mtime_ns)  # a build is another folder under the same name
                if stamp != self.made_of:
                    self.made_of = stamp
                    if self.index.exists():
                        rmtree(self.index)
                    make_index(self.site, self.index, self.program)
            except (SearchError, OSError) as error:
                self.tell(f"search: {error}")
        return self.index
