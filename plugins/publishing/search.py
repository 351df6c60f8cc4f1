"""The index behind the site's search, made by Pagefind of the pages that were printed. https://pagefind.app/docs/

The theme marks what is searched with `data-pagefind-body`; a site whose pages mark nothing has no index. Pagefind is
started only when something that is searched has changed, and works beside whatever else is to be done then.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING, Any

from publishing.build import PAGE
from publishing.searched import searched
from publishing.tree import Tree

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from reuse.store import Store
    from writing.problems import Problem

FOLDER = "pagefind"  # search.js looks for it at the root of the site
ENTRY = "pagefind-entry.json"
LOADED = ("pagefind.js", ENTRY)
CHUNKS = ("fragment/", "index/")
# The program for pages in languages whose word endings Pagefind does not know.
OTHER_LANGUAGES = "unknown"
LEFT_OUT = ("button", ".footnote-ref", ".footnote-backref")  # what is no text inside what is searched
OPTION = "PAGEFIND_"  # begins the variables in which Pagefind looks for options
INSTEAD = "take the page with Template: search out of content/pages/ to publish without a search"
KEPT, PAGES = "search", "pages"  # the section of a store, and the key of what was searched of each page
END = b","  # of each message, which is JSON in Base64
READ = 2**20  # bytes at once

Program = Callable[[], Path]
"""Returns Pagefind's program. Raises ImportError or FileNotFoundError where this system has none."""


class SearchError(Exception):
    """An index that could not be made; the message says why and what to do."""


def installed() -> Path:
    """Return the program that the package pagefind_bin brings. Raises ImportError or FileNotFoundError without it."""
    from pagefind_bin import get_executable  # noqa: PLC0415 (its absence is told, and only where a search is wanted)

    found: Path = get_executable()
    return found


def begin(tree: Tree, store: Store | None, program: Program = installed) -> Callable[[], tuple[Problem, ...]]:
    """Begin with the index of a tree's pages; return what ends it, and returns why there is none.

    All pages have to be there by now. The index of an earlier build is taken over when nothing that is searched has
    changed since then, as the store knows.
    """
    try:
        ending = begun(tree, store, program)
    except SearchError as error:
        problems = (problem(error),)
        return lambda: problems

    def ended() -> tuple[Problem, ...]:
        try:
            ending()
        except SearchError as error:
            return (problem(error),)
        return ()

    return ended


def begun(tree: Tree, store: Store | None, program: Program) -> Callable[[], None]:
    """Begin with an index; return what writes it. Both raise SearchError."""
    pages = pages_of(tree, store)
    if not pages:
        return lambda: None
    if any(path == FOLDER or path.startswith(f"{FOLDER}/") for path in tree.digests):
        raise SearchError(f"{FOLDER}/ is a file or folder of the content; the search needs that name: rename yours")
    key = sha256(repr((LEFT_OUT, sorted(pages.items()))).encode()).hexdigest()
    kept: dict[str, str] = (store and store.get(KEPT, key)) or {}
    if kept and all(tree.keep(path, digest) for path, digest in kept.items()):
        return lambda: None
    making = Making({path: searched(tree.read(path)) for path in sorted(pages)}, program)

    def write() -> None:
        written = {f"{FOLDER}/{path}": data for path, data in loaded(making.files()).items()}
        digests = {path: tree.write(path, data) for path, data in written.items()}
        if store:
            store.put(KEPT, key, digests)

    return write


def pages_of(tree: Tree, store: Store | None) -> dict[str, str]:
    """Return the pages that are searched, each with a hash of what is searched of it."""
    known: Mapping[str, str] = (store and store.get(KEPT, PAGES)) or {}
    paths = {path: digest for path, digest in tree.digests.items() if path.endswith(PAGE)}
    found: dict[str, str] = {}
    for path, digest in paths.items():
        if digest not in found:
            seen = known.get(digest)
            found[digest] = hash_of(searched(tree.read(path))) if seen is None else seen
    if store and found != known:
        store.put(KEPT, PAGES, found)
    return {path: found[digest] for path, digest in paths.items() if found[digest]}


def hash_of(page: bytes) -> str:
    """Return a hash of what is searched of a page, "" for nothing."""
    return sha256(page).hexdigest() if page else ""


def problem(error: SearchError) -> Problem:
    """Return as a problem why there is no index."""
    from writing.problems import general  # noqa: PLC0415

    return general("search", str(error))


class Making:
    """Pagefind at work on pages, which are given by their paths. Raises SearchError when it cannot be started.

    It is asked as its own library for Python asks it, so that no page has to be written for it:
    https://pagefind.app/docs/py-api/
    """

    def __init__(self, pages: Mapping[str, bytes], program: Program = installed) -> None:
        try:
            executable = program()
        except (ImportError, FileNotFoundError) as error:
            raise SearchError(
                "the search index is made by Pagefind, which is not installed: pagefind_bin has it for Linux, macOS "
                f"and Windows on x86-64 and ARM64; {INSTEAD}"
            ) from error
        self.questions = [message(number, one) for number, one in enumerate(questions(pages))]
        self.answers = b""
        self.errors: IO[bytes] = TemporaryFile()  # noqa: SIM115 (it lives as long as the process)
        try:
            self.process = subprocess.Popen(  # noqa: S603 (our own command)
                [str(executable), "--service"],
                cwd=executable.parent,  # where there are no options of anybody's
                env={name: value for name, value in os.environ.items() if not name.startswith(OPTION)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
            )
        except OSError as error:
            self.errors.close()
            message_of = error.strerror or error
            raise SearchError(f"Pagefind cannot be started: {executable}: {message_of}; {INSTEAD}") from error
        self.thread = Thread(target=self.ask, daemon=True)
        self.thread.start()

    def ask(self) -> None:
        """Ask everything, and read until everything is answered or the program has ended."""
        assert self.process.stdin  # noqa: S101 (both are pipes)
        assert self.process.stdout  # noqa: S101
        parts, missing = [], len(self.questions)
        try:
            self.process.stdin.write(b"".join(self.questions))
            self.process.stdin.flush()
            while missing > 0 and (part := os.read(self.process.stdout.fileno(), READ)):
                parts.append(part)
                missing -= part.count(END)
        except OSError:  # it has ended; why is told by `files`
            pass
        finally:
            self.answers = b"".join(parts)
            for pipe in (self.process.stdin, self.process.stdout):
                try:
                    pipe.close()
                except OSError:  # what was still to be written to a program that has ended
                    continue

    def files(self) -> dict[str, bytes]:
        """Wait for the files of the index, by their paths in its folder. Raises SearchError with the last words."""
        self.thread.join()
        code = self.process.wait()
        self.errors.seek(0)
        said = " ".join(self.errors.read().decode(errors="replace").split())
        self.errors.close()
        answers = self.answers.split(END)[:-1]
        if len(answers) < len(self.questions):
            raise SearchError(f"Pagefind ended with exit code {code}: {said or 'it said nothing'}; {INSTEAD}")
        try:
            payloads = [json.loads(b64decode(answer))["payload"] for answer in answers]
            if wrong := [payload["message"] for payload in payloads if payload["type"] == "Error"]:
                raise SearchError(f"Pagefind says: {wrong[0]}; {INSTEAD}")
            return {file["path"].replace("\\", "/"): b64decode(file["content"]) for file in payloads[-1]["files"]}
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise SearchError(f"Pagefind gave an answer that cannot be read ({error!r}); {INSTEAD}") from error


def questions(pages: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Yield what Pagefind is asked for an index."""
    yield {"type": "NewIndex", "config": {"exclude_selectors": LEFT_OUT}}
    for path, page in pages.items():
        contents = page.decode(errors="replace")
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": contents}
    yield {"type": "GetFiles", "index_id": 0}


def message(number: int, payload: Mapping[str, Any]) -> bytes:
    """Return a question as it is sent."""
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + END


def loaded(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what pages load of an index, not Pagefind's own interface; in one order what comes in any.

    Raises SearchError when the index is not as Pagefind makes it.
    """
    try:
        described = json.loads(files[ENTRY])
        languages = described["languages"].values()
        programs = {f"wasm.{language['wasm'] or OTHER_LANGUAGES}.pagefind" for language in languages}
        kept = {*LOADED, *programs, *(f"pagefind.{language['hash']}.pf_meta" for language in languages)}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise SearchError(f"Pagefind made no {ENTRY} that can be read ({error!r}); {INSTEAD}") from error
    if missing := sorted(kept - files.keys()):
        raise SearchError(f"Pagefind made no {missing[0]}; {INSTEAD}")
    found = {path: data for path, data in sorted(files.items()) if path in kept or path.startswith(CHUNKS)}
    described["languages"] = dict(sorted(described["languages"].items()))
    return found | {ENTRY: json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()}


class LateIndex:
    """The index of a site that is built again and again: made when it is first asked for, for each build anew.

    A build takes no longer for it, and what was built stays as it is: a publish removes nothing that it did not write.

    Args:
        site: the folder of what is built; index: that of its index.
        tell: hears why one could not be made.
        signs: files or folders one of which is another after each build.
    """

    def __init__(
        self,
        site: Path,
        index: Path,
        tell: Callable[[str], None],
        program: Program = installed,
        signs: Iterable[Path] = (),
    ) -> None:
        self.site, self.index, self.tell, self.program = site, index, tell, program
        self.signs = (site, *signs)
        self.made_of: list[tuple[int, int]] = []
        self.pages: dict[str, bytes] = {}
        self.lock = Lock()

    def folder(self) -> Path:
        """Return the folder of the index of what was built last; it is not there when that has none.

        Why one could not be made is told once a build.
        """
        with self.lock:
            try:
                found = [path.stat() for path in self.signs if path.exists()]
                stamps = [(one.st_ino, one.st_mtime_ns) for one in found]
                if stamps != self.made_of:
                    self.made_of = stamps
                    self.renew()
            except (SearchError, OSError) as error:
                self.tell(f"search: {error}")
        return self.index

    def renew(self) -> None:
        """Make the index of what is built, unless the one that is there is just that. Raises SearchError, OSError."""
        read = ((file.relative_to(self.site).as_posix(), file.read_bytes()) for file in self.site.rglob(f"*{PAGE}"))
        pages = {path: part for path, page in sorted(read) if (part := searched(page))}
        if pages == self.pages and self.index.exists():
            return
        self.pages = {}
        if self.index.exists():
            rmtree(self.index)
        if not pages:
            return
        for path, data in loaded(Making(pages, self.program).files()).items():
            (self.index / path).parent.mkdir(parents=True, exist_ok=True)
            (self.index / path).write_bytes(data)
        self.pages = pages
