"""The index behind the site's search, made by Pagefind of the pages that were printed. https://pagefind.app/docs/

The theme marks what is searched with `data-pagefind-body`; a site whose pages mark nothing has no index. Pagefind is
started only when something that is searched has changed, and works beside whatever else is to be done then.

What it makes takes long and much memory with many pages, so that it is given groups of them, and only those in which
something has changed; its indexes of these are put together to what it makes of all pages at once (`search_parts.py`).
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Lock, Thread
from typing import TYPE_CHECKING, Any

from publishing.build import PAGE
from publishing.search_parts import Index, MergeError, merged, packed, read_index
from publishing.searched import language_of, searched
from publishing.tree import Tree

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from reuse.store import Store
    from writing.problems import Problem

FOLDER = "pagefind"  # search.js looks for it at the root of the site
ENTRY = "pagefind-entry.json"
LOADED = ("pagefind.js", ENTRY)
INDEX = "index/"
CHUNKS = ("fragment/", INDEX)
META, META_END = "pagefind.{}.pf_meta", ".pf_meta"
# The program for pages in languages whose word endings Pagefind does not know.
OTHER_LANGUAGES = "unknown"
LEFT_OUT = ("button", ".footnote-ref", ".footnote-backref")  # what is no text inside what is searched
OPTION = "PAGEFIND_"  # begins the variables in which Pagefind looks for options
INSTEAD = "take the page with Template: search out of content/pages/ to publish without a search"
KEPT, PAGES = "search", "pages"  # the section of a store, and the key of what was searched of each page
END = b","  # of each message, which is JSON in Base64
READ = 2**20  # bytes at once
GROUP = 128  # pages of a language that Pagefind is given at once, or about as many
AT_ONCE = 2  # Pagefinds that work at the same time: more of them take more memory, and no less time on two cores

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
    groups = [{path: pages[path] for path in group} for group in divided(pages)]
    keys = [key_of(group) for group in groups] if len(groups) > 1 else []
    if store:
        store.used.update((KEPT, key) for key in keys)  # they outlast builds in which nothing changes
    key = key_of(pages)
    kept: dict[str, str] = (store and store.get(KEPT, key)) or {}
    if kept and all(tree.keep(path, digest) for path, digest in kept.items()):
        return lambda: None
    files = (
        begun_parts(tree, store, program, dict(zip(keys, groups, strict=True)))
        if keys
        else begun_once(tree, program, pages)
    )

    def write() -> None:
        digests = {}
        for name, data in files().items():
            path = f"{FOLDER}/{name}"
            digests[path] = tree.write(path, data) if isinstance(data, bytes) else data
        if store:
            store.put(KEPT, key, digests)

    return write


def begun_once(tree: Tree, program: Program, pages: Iterable[str]) -> Callable[[], Mapping[str, bytes]]:
    """Begin with an index of pages at once; return what returns its files. Both raise SearchError."""
    making = Making(read_of(tree, pages), program)
    return lambda: loaded(making.files())


def begun_parts(
    tree: Tree, store: Store | None, program: Program, groups: Mapping[str, Mapping[str, Page]]
) -> Callable[[], Mapping[str, bytes | str]]:
    """Begin with an index of groups of pages, each with its key; return what returns its files, or hashes of them.

    Both raise SearchError.
    """
    beginnings = [begun_part(tree, store, program, group, key) for key, group in groups.items()]

    def files() -> Mapping[str, bytes | str]:
        try:
            parts = [part() for part in beginnings]
            written = whole(parts)
        except MergeError:  # this takes longer, and comes to the same
            return begun_once(tree, program, chain.from_iterable(groups.values()))()
        return {path: digest for part in parts for path, digest in part.files.items()} | written

    return files


def begun_part(
    tree: Tree, store: Store | None, program: Program, group: Mapping[str, Page], key: str
) -> Callable[[], Part]:
    """Begin with the index of a group of pages; return what waits for it. That raises SearchError and MergeError."""
    kept: Part | None = store.get(KEPT, key) if store else None
    if kept and all(tree.keep(f"{FOLDER}/{path}", digest) for path, digest in kept.files.items()):
        return lambda: kept
    making = Making(read_of(tree, group), program)

    def made() -> Part:
        files = loaded(making.files())
        part = part_of(files, {path: tree.write(f"{FOLDER}/{path}", files[path]) for path in sorted(taken_over(files))})
        if store:
            store.put(KEPT, key, part)
        return part

    return made


def read_of(tree: Tree, paths: Iterable[str]) -> dict[str, bytes]:
    """Return what is searched of pages, by path."""
    return {path: searched(tree.read(path)) for path in sorted(paths)}


def key_of(pages: Mapping[str, Page]) -> str:
    """Return a hash of all that an index of pages is made of."""
    return sha256(repr((LEFT_OUT, sorted(pages.items()))).encode()).hexdigest()


Page = tuple[str, str]
"""A hash of what is searched of a page, and its language, both "" where nothing is."""


def divided(pages: Mapping[str, Page]) -> list[list[str]]:
    """Return the paths of pages in groups that few changes of the site change.

    A page's hash says which it belongs to; a group has some `GROUP` pages of each language with as many.
    """
    languages: dict[str, list[str]] = {}
    for path, (_, language) in sorted(pages.items()):
        languages.setdefault(language, []).append(path)
    if "" in languages:  # Pagefind takes these pages for such in the language of most
        return [sorted(pages)]
    groups: dict[int, list[str]] = {}
    for paths in languages.values():
        count = 1 << (-(-len(paths) // GROUP) - 1).bit_length()
        for path in paths:
            groups.setdefault(int(sha256(path.encode()).hexdigest(), 16) % count, []).append(path)
    return [sorted(group) for _, group in sorted(groups.items())]


@dataclass(frozen=True, slots=True)
class Part:
    """The index of a group of pages.

    Attributes:
        entry: what Pagefind tells of it.
        files: those that are the same in the index of all pages, by path, each with its hash.
        indexes: of each language, by its name.
    """

    entry: Mapping[str, Any]
    files: Mapping[str, str]
    indexes: Mapping[str, Index]


def part_of(files: Mapping[str, bytes], hashes: Mapping[str, str]) -> Part:
    """Return the part with these files. Raises MergeError."""
    entry = json.loads(files[ENTRY])
    chunks = {Path(path).stem: data for path, data in files.items() if path.startswith(INDEX)}
    indexes = {
        name: read_index(files[META.format(language["hash"])], chunks) for name, language in entry["languages"].items()
    }
    return Part(entry, hashes, indexes)


def taken_over(files: Iterable[str]) -> Iterator[str]:
    """Yield the paths of files of a part that are the same in the index of all pages."""
    yield from (path for path in files if path != ENTRY and not path.startswith(INDEX) and not path.endswith(META_END))


def whole(parts: Sequence[Part]) -> dict[str, bytes]:
    """Return the files of the index of all pages that no part has. Raises MergeError."""
    files: dict[str, bytes] = {}
    languages: dict[str, dict[str, Any]] = {}
    for name in sorted({name for part in parts for name in part.indexes}):
        having = [part for part in parts if name in part.indexes]
        told = [part.entry["languages"][name] for part in having]
        digest, meta, chunks = merged(name, [part.indexes[name] for part in having])
        files[META.format(digest)] = packed(meta)
        files |= {f"{INDEX}{chunk}.pf_index": packed(data) for chunk, data in chunks.items()}
        languages[name] = told[0] | {"hash": digest, "page_count": sum(one["page_count"] for one in told)}
    return {**dict(sorted(files.items())), ENTRY: entry_of({**parts[0].entry, "languages": languages})}


def entry_of(described: Mapping[str, Any]) -> bytes:
    """Return the file in which Pagefind looks for the indexes of languages."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()


def pages_of(tree: Tree, store: Store | None) -> dict[str, Page]:
    """Return the pages that are searched."""
    known: Mapping[str, Page] = (store and store.get(KEPT, PAGES)) or {}
    paths = {path: digest for path, digest in tree.digests.items() if path.endswith(PAGE)}
    found: dict[str, Page] = {}
    for path, digest in paths.items():
        if digest not in found:
            seen = known.get(digest)
            found[digest] = page_of(searched(tree.read(path))) if seen is None else seen
    if store and found != known:
        store.put(KEPT, PAGES, found)
    return {path: found[digest] for path, digest in paths.items() if found[digest][0]}


def page_of(page: bytes) -> Page:
    """Return hash and language of what is searched of a page."""
    return (sha256(page).hexdigest(), language_of(page)) if page else ("", "")


def problem(error: SearchError) -> Problem:
    """Return as a problem why there is no index."""
    from writing.problems import general  # noqa: PLC0415

    return general("search", str(error))


class Making:
    """Pagefind at work on pages, which are given by their paths. Raises SearchError where it is not installed.

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
        self.executable, self.pages = executable, pages
        self.answers: list[bytes] = []
        self.failure = ""
        self.thread = Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self) -> None:
        """Start the program when it is this one's turn, ask everything, and end it."""
        with TURNS, TemporaryFile() as errors:
            try:
                process = subprocess.Popen(  # noqa: S603 (our own command)
                    [str(self.executable), "--service"],
                    cwd=self.executable.parent,  # where there are no options of anybody's
                    env={name: value for name, value in os.environ.items() if not name.startswith(OPTION)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                )
            except OSError as error:
                self.failure = f"Pagefind cannot be started: {self.executable}: {error.strerror or error}; {INSTEAD}"
                return
            messages = [message(number, one) for number, one in enumerate(questions(self.pages))]
            self.answers = ask(process, messages)
            if len(self.answers) == len(messages):
                process.kill()  # it would wait for more as long as any copy of this process has its pipe open
            code = process.wait()
            if len(self.answers) < len(messages):
                errors.seek(0)
                said = " ".join(errors.read().decode(errors="replace").split())
                self.failure = f"Pagefind ended with exit code {code}: {said or 'it said nothing'}; {INSTEAD}"

    def files(self) -> dict[str, bytes]:
        """Wait for the files of the index, by their paths in its folder. Raises SearchError with the last words."""
        self.thread.join()
        if self.failure:
            raise SearchError(self.failure)
        try:
            payloads = [json.loads(b64decode(answer))["payload"] for answer in self.answers]
            if wrong := [payload["message"] for payload in payloads if payload["type"] == "Error"]:
                raise SearchError(f"Pagefind says: {wrong[0]}; {INSTEAD}")
            return {file["path"].replace("\\", "/"): b64decode(file["content"]) for file in payloads[-1]["files"]}
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise SearchError(f"Pagefind gave an answer that cannot be read ({error!r}); {INSTEAD}") from error


TURNS = BoundedSemaphore(AT_ONCE)


def ask(process: subprocess.Popen[bytes], messages: Sequence[bytes]) -> list[bytes]:
    """Return the answers to messages: fewer where the program has ended, which closes its pipes as well."""
    assert process.stdin  # noqa: S101 (both are pipes)
    assert process.stdout  # noqa: S101
    parts, missing = [], len(messages)
    try:
        process.stdin.write(b"".join(messages))
        process.stdin.flush()
        while missing > 0 and (part := os.read(process.stdout.fileno(), READ)):
            parts.append(part)
            missing -= part.count(END)
    except OSError:  # it has ended; why is told by its last words
        pass
    finally:
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()
            except OSError:  # what was still to be written to a program that has ended
                continue
    return b"".join(parts).split(END)[:-1]


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
        kept = {*LOADED, *programs, *(META.format(language["hash"]) for language in languages)}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise SearchError(f"Pagefind made no {ENTRY} that can be read ({error!r}); {INSTEAD}") from error
    if missing := sorted(kept - files.keys()):
        raise SearchError(f"Pagefind made no {missing[0]}; {INSTEAD}")
    found = {path: data for path, data in sorted(files.items()) if path in kept or path.startswith(CHUNKS)}
    described["languages"] = dict(sorted(described["languages"].items()))
    return found | {ENTRY: entry_of(described)}


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
        self.parts: dict[str, tuple[Part, dict[str, bytes]]] = {}
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
        for path, data in self.files(pages).items():
            (self.index / path).parent.mkdir(parents=True, exist_ok=True)
            (self.index / path).write_bytes(data)
        self.pages = pages

    def files(self, pages: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files of the index of pages. Raises SearchError."""
        found = {path: page_of(page) for path, page in pages.items()}
        groups = divided(found)
        if len(groups) > 1:
            before, self.parts = self.parts, {}
            keys = [key_of({path: found[path] for path in group}) for group in groups]
            makings = {
                key: Making({path: pages[path] for path in group}, self.program)
                for key, group in zip(keys, groups, strict=True)
                if key not in before
            }
            try:
                self.parts = {key: before.get(key) or made_part(makings[key].files()) for key in keys}
                parts = [self.parts[key] for key in keys]
                return {path: data for _, files in parts for path, data in files.items()} | whole(
                    [part for part, _ in parts]
                )
            except MergeError:  # this takes longer, and comes to the same
                pass
        return loaded(Making(pages, self.program).files())


def made_part(files: Mapping[str, bytes]) -> tuple[Part, dict[str, bytes]]:
    """Return a part of what Pagefind has made, with those of its files that belong to all. Raises as `part_of` does."""
    kept = loaded(files)
    return part_of(kept, {}), {path: kept[path] for path in taken_over(kept)}
