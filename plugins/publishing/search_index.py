"""Makes the index of the search with Pagefind, and again after a change.

What Pagefind makes takes long and much memory with many pages, so that it is given few at once, and only those that
have changed. What it makes of them is kept in parts, which are put together to what it makes of all pages at once
(`search_parts.py`); where that cannot be done, it is given all of them.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import Any, Protocol, TypeVar

from publishing.pagefind import (
    CHUNK,
    ENTRY,
    FRAGMENT,
    LEFT_OUT,
    META,
    OTHER_LANGUAGES,
    PROGRAM,
    SCRIPT,
    Program,
    entry_of,
    executable,
    index_of,
)
from publishing.search_parts import (
    Chunk,
    MergeError,
    Page,
    Part,
    alike,
    chunks_of,
    full_hash,
    meta_of,
    name_size,
    packed,
    picked,
    read_meta,
    read_rows,
    short,
    unpacked,
    word_of,
)
from publishing.searched import searched
from publishing.tree import Tree, digest_of

KEPT = "search"  # the section of a store
PARTS, CHUNKS = "parts", "chunks"  # keys in it: the keys of all parts, and the chunks by what they are made of
GROUP = 160  # pages of a part, or up to half as few
BATCH = 64  # pages that Pagefind is given at once, or up to half as many again: it takes some 0.7 MB a page
AT_ONCE = 2  # Pagefinds that work at the same time: more of them take more memory, and no less time on two cores
FOLDER_PAGE = "index.html"  # which addresses leave out

T = TypeVar("T")
R = TypeVar("R")

Text = tuple[str, str]
"""A hash of what is searched of a page, and its language, both "" where nothing is."""
Ending = Callable[[], dict[str, str]]
"""Writes the files of an index, and returns their hashes, by their names. Raises SearchError."""


class Keeping(Protocol):
    """Keeps values from one index to the next: `reuse.store.Store`, or `Memory`."""

    used: set[tuple[str, str]]

    def get(self, section: str, key: str) -> Any:
        """Return the value of a key, None when there is none."""

    def put(self, section: str, key: str, value: Any) -> None:
        """Keep the value of a key."""


class Memory:
    """Keeps values as long as it is there itself."""

    def __init__(self) -> None:
        self.used: set[tuple[str, str]] = set()
        self.values: dict[tuple[str, str], Any] = {}

    def get(self, section: str, key: str) -> Any:
        """Return the value of a key, None when there is none."""
        self.used.add((section, key))
        return self.values.get((section, key))

    def put(self, section: str, key: str, value: Any) -> None:
        """Keep the value of a key."""
        self.used.add((section, key))
        self.values[section, key] = value

    def forget(self) -> None:
        """Drop what nobody has asked for since the last time."""
        self.values = {key: value for key, value in self.values.items() if key in self.used}
        self.used.clear()


@dataclass(frozen=True, slots=True)
class Site:
    """Pages that are searched, and where their index goes.

    Attributes:
        texts: what is searched of each page, by its path.
        read: returns a page.
        tree: takes the files of the index.
        folder: where in the tree; "", or with a slash at its end.
    """

    texts: Mapping[str, Text]
    read: Callable[[str], bytes]
    tree: Tree
    folder: str = ""

    def keep(self, name: str, digest: str) -> bool:
        """Return whether a file of the index is there already; it is one of this index then."""
        return self.tree.keep(f"{self.folder}{name}", digest)

    def write(self, name: str, data: bytes) -> str:
        """Write a file of the index; return its hash."""
        return self.tree.write(f"{self.folder}{name}", data)


def begun(site: Site, store: Keeping, program: Program) -> Callable[[], None]:
    """Begin with the index of a site; return what ends it. Both raise SearchError.

    The index of an earlier build is taken over when nothing that is searched has changed since then.
    """
    if not site.texts:
        return lambda: None
    key = key_of("files", site.texts)
    kept: dict[str, str] = store.get(KEPT, key) or {}
    if kept and all(site.keep(name, digest) for name, digest in kept.items()):
        parts: Mapping[str, str] = store.get(KEPT, PARTS) or {}
        store.used.update((KEPT, one) for one in (CHUNKS, *parts.values()))  # for a build in which something changes
        return lambda: None
    ending = begun_parts(site, store, program)
    return lambda: store.put(KEPT, key, ending())


def key_of(kind: str, texts: Mapping[str, Text]) -> str:
    """Return what something of a kind is kept under that is made of pages."""
    return sha256(repr((kind, LEFT_OUT, sorted(texts.items()))).encode()).hexdigest()


def parts_of(texts: Mapping[str, Text]) -> dict[str, dict[str, Text]]:
    """Return pages in parts that few changes of the site change, by their names; each has pages of one language.

    A page's path says which it belongs to. There are none where pages tell no language: Pagefind takes these for pages
    in the language of most.
    """
    languages: dict[str, list[str]] = {}
    for path, (_, language) in sorted(texts.items()):
        languages.setdefault(language, []).append(path)
    if "" in languages:
        return {}
    parts: dict[str, dict[str, Text]] = {}
    for language, paths in sorted(languages.items()):
        count = 1 << (-(-len(paths) // GROUP) - 1).bit_length()
        groups: dict[int, dict[str, Text]] = {}
        for path in paths:
            groups.setdefault(int(sha256(path.encode()).hexdigest(), 16) % count, {})[path] = texts[path]
        parts |= {f"{language} {number}/{count}": group for number, group in sorted(groups.items())}
    return parts


def read_of(site: Site, paths: Iterable[str]) -> dict[str, bytes]:
    """Return what is searched of pages, by path."""
    return {path: searched(site.read(path)) for path in paths}


def beside(work: Callable[[T], R], items: Iterable[T]) -> list[Future[R]]:
    """Begin to do something with each of `items`, a few at a time; return what waits for each, in their order."""
    waiting = deque((item, Future[R]()) for item in items)
    futures = [future for _, future in waiting]

    def work_on() -> None:
        while waiting:
            try:
                item, future = waiting.popleft()
            except IndexError:  # another thread was quicker
                return
            try:
                future.set_result(work(item))
            except Exception as error:  # noqa: BLE001 (whoever waits for it is told)
                future.set_exception(error)

    for _ in futures[:AT_ONCE]:
        Thread(target=work_on, daemon=True).start()
    return futures


# --- All pages at once ------------------------------------------------------------------------------------------------


def begun_once(site: Site, program: Program) -> Ending:
    """Begin with the index that Pagefind makes of all pages at once; return what writes it. Both raise SearchError."""
    found = executable(program)
    (making,) = beside(lambda paths: index_of(read_of(site, paths), found, {}), [sorted(site.texts)])
    return lambda: {name: site.write(name, data) for name, data in making.result().items()}


# --- What Pagefind makes of some pages --------------------------------------------------------------------------------


Place = tuple[int, int]
"""Where bytes begin in a spool, and how many they are."""


class Spool:
    """Bytes that wait on the disk until they are written."""

    def __init__(self) -> None:
        self.file, self.lock = TemporaryFile(), Lock()  # noqa: SIM115 (it is closed with the spool)

    def put(self, data: bytes) -> Place:
        """Take bytes; return where they are."""
        with self.lock:
            begin = self.file.seek(0, SEEK_END)
            self.file.write(data)
        return begin, len(data)

    def get(self, place: Place) -> bytes:
        """Return bytes."""
        begin, size = place
        with self.lock:
            self.file.seek(begin)
            return self.file.read(size)

    def close(self) -> None:
        """Forget all."""
        self.file.close()


@dataclass(frozen=True, slots=True)
class Batch:
    """What Pagefind has made of some pages.

    Attributes:
        parts: their indexes, by language.
        numbers: language of each page with words, and its number there, by its path.
        fragments: the file of each, by its path.
        files: other files by their names, each with its hash.
        entry: what Pagefind tells of indexes.
        described: what it tells of each, by language.
    """

    parts: Mapping[str, Part]
    numbers: Mapping[str, tuple[str, int]]
    fragments: Mapping[str, Place]
    files: Mapping[str, tuple[str, Place]]
    entry: Mapping[str, Any]
    described: Mapping[str, Mapping[str, Any]]


def batched(paths: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return lists of paths as lists of about `BATCH` paths: long ones divided, short ones together."""
    found: list[list[str]] = []
    few: list[str] = []
    for some in paths:
        if len(some) * 2 <= BATCH:
            few += some
            continue
        count = -(-len(some) // BATCH)
        found += [list(some[len(some) * place // count : len(some) * (place + 1) // count]) for place in range(count)]
    return found + [few[begin : begin + BATCH] for begin in range(0, len(few), BATCH)]


def batch_of(files: Mapping[str, bytes], paths: Iterable[str], spool: Spool) -> Batch:
    """Return what Pagefind has made of pages. Raises MergeError for what is not as it should be."""
    asked = set(paths)
    entry = json.loads(files[ENTRY])
    languages: dict[str, dict[str, Any]] = entry["languages"]
    parts: dict[str, Part] = {}
    numbers: dict[str, tuple[str, int]] = {}
    fragments: dict[str, Place] = {}
    try:
        for language, described in languages.items():
            meta = read_meta(files[META.format(described["hash"])])
            pages = []
            for number, (name, length) in enumerate(meta.pages):
                data = files[FRAGMENT.format(name)]
                page = page_of(language, data, length)
                if page.path not in asked or not page.name.startswith(name):
                    raise MergeError(f"{name} is another page")
                pages.append(page)
                numbers[page.path] = language, number
                fragments[page.path] = spool.put(data)
            rows = read_rows(files[CHUNK.format(name)] for name in meta.chunks)
            parts[language] = Part(meta.version, meta.fields, tuple(pages), rows)
    except LookupError as error:
        raise MergeError(repr(error)) from error
    others = {
        name: data for name, data in files.items() if name.startswith(PROGRAM.partition("{")[0]) or name == SCRIPT
    }
    kept = {name: (digest_of(data), spool.put(data)) for name, data in others.items()}
    return Batch(parts, numbers, fragments, kept, entry, languages)


def page_of(language: str, fragment: bytes, length: int) -> Page:
    """Return a page by the file with its fragment. Raises MergeError."""
    data = unpacked(fragment)
    try:
        told = json.loads(data)
        path = told["url"].removeprefix("/")
        fields = tuple(sorted(told["meta"]))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise MergeError(f"a fragment cannot be read: {error!r}") from error
    file = path if path and not path.endswith("/") else f"{path}{FOLDER_PAGE}"
    return Page(file, f"{language}_{full_hash(data)}", length, fields, digest_of(fragment))


# --- Parts ------------------------------------------------------------------------------------------------------------


class GoneError(Exception):
    """Something that was kept is not there any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a part.

    Attributes:
        texts: the pages that it was made of, by path; such without words are not in its index.
        part: its index.
        entry: what Pagefind tells of indexes.
        described: what it tells of this one.
        files: hashes of the files that come with an index in this language, by their names.
    """

    texts: Mapping[str, Text]
    part: Part
    entry: Mapping[str, Any]
    described: Mapping[str, Any]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for a part.

    Attributes:
        language: of its pages.
        texts: its pages, by path.
        key: what it is kept under.
        is_kept: whether it is.
        before: an earlier state of it, None where there is none.
        missing: paths of the pages for which Pagefind is asked.
    """

    language: str
    texts: Mapping[str, Text]
    key: str
    is_kept: bool = False
    before: Kept | None = None
    missing: Sequence[str] = ()


def planned(store: Keeping, language: str, texts: Mapping[str, Text], before: str) -> Plan:
    """Return what is to be done for a part; `before` is what an earlier state of it is kept under, or ""."""
    key = key_of("part", texts)
    if key == before:
        return Plan(language, texts, key, is_kept=True)
    kept: Kept | None = store.get(KEPT, before) if before else None
    known = kept.texts if kept else {}
    missing = [path for path, text in texts.items() if known.get(path) != text]
    if len(missing) * 2 > len(texts):  # to take the others out of what is there would take as long
        return Plan(language, texts, key, missing=list(texts))
    return Plan(language, texts, key, before=kept, missing=missing)


def begun_parts(site: Site, store: Keeping, program: Program, *, is_anew: bool = False) -> Ending:
    """Begin with an index that is put together of parts; return what writes it. Both raise SearchError.

    With `is_anew` nothing is taken over of what was kept.
    """
    parts = parts_of(site.texts)
    if not parts:
        return begun_once(site, program)
    before: Mapping[str, str] = {} if is_anew else store.get(KEPT, PARTS) or {}
    plans = [planned(store, name.partition(" ")[0], texts, before.get(name, "")) for name, texts in parts.items()]
    batches = batched(plan.missing for plan in plans)
    found = executable(program) if batches else Path()
    spool = Spool()
    making = beside(lambda paths: batch_of(index_of(read_of(site, paths), found), paths, spool), batches)
    waiting = {path: future for paths, future in zip(batches, making, strict=True) for path in paths}
    making.clear()  # so that a batch goes as soon as it is in its parts

    def ending() -> dict[str, str]:
        try:
            digests = Whole(site, store, spool).written(plans, waiting)
        except GoneError:
            return begun_parts(site, store, program, is_anew=True)()
        except MergeError:  # this takes longer, and comes to the same
            return begun_once(site, program)()
        finally:
            spool.close()
        store.put(KEPT, PARTS, {name: plan.key for name, plan in zip(parts, plans, strict=True)})
        return digests

    return ending


class Whole:
    """Puts parts together, and writes their index.

    Attributes:
        digests: hashes of its files, by their names.
    """

    def __init__(self, site: Site, store: Keeping, spool: Spool) -> None:
        self.site, self.store, self.spool = site, store, spool
        self.fragments: dict[str, Place] = {}
        self.files: dict[str, Place] = {}
        self.digests: dict[str, str] = {}

    def written(self, plans: Sequence[Plan], waiting: dict[str, Future[Batch]]) -> dict[str, str]:
        """Write the index; return the hashes of its files. Raises GoneError, and before it writes anything MergeError.

        `waiting` has for each page for which Pagefind is asked what waits for its batch; it is empty afterwards.
        """
        languages: dict[str, list[Plan]] = {}
        for plan in plans:
            languages.setdefault(plan.language, []).append(plan)
        made = {language: self.made(some, waiting) for language, some in languages.items()}
        sizes = {language: name_size(language, [one.part for one in parts]) for language, parts in made.items()}
        before: dict[str, tuple[str, str]] = self.store.get(KEPT, CHUNKS) or {}
        after: dict[str, tuple[str, str]] = {}
        described = {}
        for language, parts in made.items():
            self.write_pages(parts, sizes[language])
            if whole := [one.part for one in parts if one.part.pages]:
                told = [self.write_chunk(language, chunk, before, after) for chunk in chunks_of(whole)]
                name, meta = meta_of(language, whole, told, sizes[language])
                self.write(META.format(name), packed(meta))
                count = sum(len(part.pages) for part in whole)
                told_before = next(one.described for one in parts if one.described)
                described[language] = {**told_before, "hash": name, "page_count": count}
        self.write(ENTRY, entry_of({**next(iter(made.values()))[0].entry, "languages": described}))
        if after != before:
            self.store.put(KEPT, CHUNKS, after)
        return self.digests

    def made(self, plans: Sequence[Plan], waiting: dict[str, Future[Batch]]) -> list[Kept]:
        """Return the parts of a language, alike, and keep them. Raises GoneError and MergeError."""
        found = [self.made_part(plan, waiting) for plan in plans]
        parts = alike([one.part for one in found])
        for place, (plan, one, part) in enumerate(zip(plans, found, parts, strict=True)):
            if part is not one.part:
                found[place] = replace(one, part=part)
            if not plan.is_kept or part is not one.part:
                self.store.put(KEPT, plan.key, found[place])
        return found

    def made_part(self, plan: Plan, waiting: dict[str, Future[Batch]]) -> Kept:
        """Return a part. Raises GoneError and MergeError."""
        if plan.is_kept:
            kept: Kept | None = self.store.get(KEPT, plan.key)
            if kept is None:
                raise GoneError
            return kept
        before = plan.before
        numbers = {page.path: number for number, page in enumerate(before.part.pages)} if before else {}
        places: list[tuple[Part, int]] = []
        batch: Batch | None = None
        for path in plan.texts:
            if future := waiting.pop(path, None):
                batch = future.result()
                if path in batch.numbers:
                    language, number = batch.numbers[path]
                    if language != plan.language:
                        raise MergeError(f"{path} is in another language")
                    places.append((batch.parts[language], number))
                    self.fragments[path] = batch.fragments[path]
            elif before and path in numbers:
                places.append((before.part, numbers[path]))
        return self.described(plan, picked(places), batch)

    def described(self, plan: Plan, part: Part, batch: Batch | None) -> Kept:
        """Return a part with what Pagefind tells of it: with the last batch of its pages, or with what was before."""
        before = plan.before
        told = (batch and batch.described.get(plan.language)) or (before and before.described)
        described = told if told and part.pages else {}
        names = [SCRIPT, *([PROGRAM.format(described["wasm"] or OTHER_LANGUAGES)] if described else [])]
        files = {}
        for name in names:
            if batch and name in batch.files:
                files[name], self.files[name] = batch.files[name]
            elif before:
                files[name] = before.files[name]
        entry = batch.entry if batch else before.entry if before else {}
        return Kept(plan.texts, part, entry, described, files)

    def write_pages(self, parts: Iterable[Kept], size: int) -> None:
        """Write the fragments of pages, with names of so many letters, and what comes with them. Raises GoneError."""
        for one in parts:
            for page in one.part.pages:
                self.settle(FRAGMENT.format(page.name[:size]), page.digest, self.fragments.get(page.path))
            for name, digest in one.files.items():
                self.settle(name, digest, self.files.get(name))

    def write_chunk(
        self, language: str, chunk: Chunk, before: Mapping[str, tuple[str, str]], after: dict[str, tuple[str, str]]
    ) -> list[str]:
        """Write a chunk, unless it is there already; return first word, last word and name."""
        name, digest = before.get(chunk.key, ("", ""))
        file = self.name_of_chunk(language, name)
        if not name or not self.site.keep(file, digest):
            data = chunk.written()
            name = f"{language}_{full_hash(data)}"
            file = self.name_of_chunk(language, name)
            digest = self.site.write(file, packed(data))
        self.digests[file] = digest
        after[chunk.key] = name, digest
        return [word_of(chunk.names[0]), word_of(chunk.names[-1]), Path(file).stem]

    def name_of_chunk(self, language: str, name: str) -> str:
        """Return the file of the chunk with a name, of which no other has the beginning."""
        return CHUNK.format(short(name, language, lambda beginning: CHUNK.format(beginning) in self.digests))

    def settle(self, name: str, digest: str, place: Place | None) -> None:
        """Write a file from the spool, unless it is there already. Raises GoneError where it is nowhere."""
        if not self.site.keep(name, digest):
            if place is None:
                raise GoneError
            self.site.write(name, self.spool.get(place))
        self.digests[name] = digest

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        self.digests[name] = self.site.write(name, data)
