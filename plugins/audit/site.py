"""A built folder: its pages as plain values, its other files by name; and what rules asked of it."""

from __future__ import annotations

import json
import os
import pickle
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from reuse.store import hashed
from reuse.workers import spread

from audit.page import Node, Outline, Page
from audit.reading import Source, page_of, parsed

INDEX = "index.html"
PAGES = (".html", ".htm")
UNKNOWN = "https://site.invalid"  # never anybody's: https://www.rfc-editor.org/rfc/rfc2606#section-2
READING = 0.2  # what a page weighs for `spread`
WHOLE = re.compile(r"/(?!/)|https?://", re.IGNORECASE)  # an address that means the same on every page

T = TypeVar("T")
Question = tuple[str, str, str]
"""What may be asked of a site: kind, file or path, and a name within it or ""."""


class Picture(NamedTuple):
    """A picture file as measured; `error` says why it could not be."""

    width: int = 0
    height: int = 0
    type: str = ""
    size: int = 0
    error: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Site:
    """A built folder.

    What is asked of it is noted where `asked` is a table, so that who keeps an answer knows what it was made of: all
    that may be asked goes by a method, and what cannot be noted is noted as a question that is never answered alike.

    Attributes:
        url: where it lives, without a slash at the end; UNKNOWN when nobody said and no page tells.
        files: all files by their paths in the folder.
        read: pages that were read, by file. Others are when they are asked for.
        described: of each page, the file it was written in and the lines of the keys there, as far as known.
        elsewhere: beginnings of paths of the site that something else answers.
        digests: hashes of files.
        values: what was worked out from a file, by what does it and the file, with the file's hash; made: those that
            were not there.
        also: what somebody else wants to see of each page that is judged, while it is parsed; it must be picklable, and
            what it returned stands in `noticed`, by file.
        packed, marks: outlines of pages as bytes, and their hashes.
    """

    folder: Path
    url: str
    files: frozenset[str]
    described: Mapping[str, Node] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    read: dict[str, Page] = field(default_factory=dict, repr=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False)
    values: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict, repr=False)
    made: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict, repr=False)
    packed: dict[str, bytes] = field(default_factory=dict, repr=False)
    marks: dict[str, str] = field(default_factory=dict, repr=False)
    parts: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    also: Callable[[Source], Any] | None = None
    noticed: dict[str, Any] = field(default_factory=dict, repr=False)
    asked: dict[Question, Any] | None = None
    known: dict[str, Any] = field(default_factory=dict, repr=False)
    known_of_page: dict[str, Any] = field(default_factory=dict, repr=False)
    places: dict[str, tuple[str, str] | None] = field(default_factory=dict, repr=False)
    paths: dict[str, str | None] = field(default_factory=dict, repr=False)
    served: dict[str, str] = field(default_factory=dict, repr=False)

    # Where things are: follows from the site's address alone.

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def address(self, file: str) -> str:
        """Return the address at which a host serves a file."""
        path = file.removesuffix(INDEX) if f"/{file}".endswith(f"/{INDEX}") else file
        return f"{self.url}/{quote(path)}"

    def resolve(self, page: Page | Outline, reference: str) -> str:
        """Return the absolute address that a reference on a page means; "" when it is none."""
        try:
            return urljoin(page.base or self.address(page.file), reference.strip())
        except ValueError:
            return ""

    def place(self, page: Page, reference: str) -> tuple[str, str] | None:
        """Return path and fragment under the site that a reference on a page means; None when it lies outside."""
        if page.base or not WHOLE.match(reference):
            return self.place_of(self.resolve(page, reference))
        if reference not in self.places:
            self.places[reference] = self.place_of(self.resolve(page, reference))
        return self.places[reference]

    def place_of(self, address: str) -> tuple[str, str] | None:
        whole, _, fragment = address.partition("#")
        path = self.path(whole)
        return None if path is None else (path, fragment)

    def path(self, address: str) -> str | None:
        """Return the path under the site of an absolute address, decoded; None when it lies outside."""
        if address not in self.paths:
            self.paths[address] = self.path_of(address)
        return self.paths[address]

    def path_of(self, address: str) -> str | None:
        try:
            parts, home = urlsplit(address), urlsplit(self.url)
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != home.netloc.lower():
            return None
        path = parts.path or "/"
        return plain(path[len(home.path) + 1 :]) if path.startswith(f"{home.path}/") else None

    # What is there: noted.

    def note(self, kind: str, subject: str, name: str = "") -> None:
        """Note a question that is being answered."""
        if self.asked is not None and (kind, subject, name) not in self.asked:
            self.asked[kind, subject, name] = self.answer((kind, subject, name))

    def answer(self, question: Question) -> Any:
        """Return what the answer to a question can be told by: the same as before, and the answer is, too."""
        kind, subject, name = question
        match kind:
            case "served":
                found: Any = self.serving(subject)
            case "there":
                found = subject in self.files
            case "files":
                found = self.matching(subject)
            case "bytes":
                found = self.digest(subject)
            case "outline":
                found = self.mark(subject)
            case "part":
                found = name in self.parts_of(subject)
            case "outlines":
                found = hashed(*(f"{file} {self.mark(file)}" for file in self.html()))
            case _:
                found = object()
        return found

    def file_at(self, path: str) -> str:
        """Return the file that a host serves at a path, "" when it serves none.

        Many hosts know a page by its name without .html.
        https://developers.cloudflare.com/pages/configuration/serving-pages/#route-matching
        """
        found = self.serving(path)
        if self.asked is not None:
            self.asked["served", path, ""] = found
        return found

    def serving(self, path: str) -> str:
        found = self.served.get(path)
        if found is None:
            is_folder = not path or path.endswith("/")
            forms = (f"{path}{INDEX}",) if is_folder else (path, f"{path}/{INDEX}", f"{path}.html")
            found = self.served[path] = next((form for form in forms if form in self.files), "")
        return found

    def is_answered(self, path: str) -> bool:
        return bool(self.file_at(path)) or path.startswith(self.elsewhere)

    def has(self, file: str) -> bool:
        self.note("there", file)
        return file in self.files

    def named(self, pattern: str) -> list[str]:
        """Return the files whose whole path a regular expression matches."""
        self.note("files", pattern)
        return self.matching(pattern)

    def matching(self, pattern: str) -> list[str]:
        whole = re.compile(pattern)
        return sorted(file for file in self.files if whole.fullmatch(file))

    def html(self) -> list[str]:
        """Return the files that are pages, or send readers on."""
        return sorted(file for file in self.files if file.endswith(PAGES))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return all that is known of the pages that readers see."""
        self.note("everything", "")
        return tuple(page for file in self.html() if not (page := self.page(file)).refresh)

    @property
    def outlines(self) -> list[Outline]:
        """Return the outlines of the pages that readers see."""
        self.note("outlines", "")
        if "outlines" not in self.known:
            found = (self.outlined(file) for file in self.html())
            self.known["outlines"] = [outline for outline in found if outline and not outline.refresh]
        outlines: list[Outline] = self.known["outlines"]
        return outlines

    def page(self, file: str) -> Page:
        """Return a page, read anew where it was not kept."""
        return self.read.get(file) or read_page(self.folder, file)

    def outline(self, file: str) -> Outline | None:
        """Return what others may ask about a page, None where there is none."""
        self.note("outline", file)
        return self.outlined(file)

    def outlined(self, file: str) -> Outline | None:
        if file in self.read:
            return self.read[file].outline
        if file not in self.packed:
            if not file.endswith(PAGES) or file not in self.files:
                return None
            self.hold(self.page(file))
        return Outline(*pickle.loads(self.packed[file]))  # noqa: S301 (packed here, or kept by our own store)

    def hold(self, page: Page) -> None:
        """Keep what others may ask about a page."""
        values = tuple(page.outline)
        self.packed[page.file] = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
        self.marks[page.file] = hashed(repr(values))
        self.parts[page.file] = page.ids

    def mark(self, file: str) -> str:
        """Return the hash of a page's outline, "" where there is no page."""
        if file not in self.marks and file.endswith(PAGES) and file in self.files:
            self.hold(self.page(file))
        return self.marks.get(file, "") if file in self.files else ""

    def page_at(self, address: str) -> Outline | None:
        """Return the page at an absolute address, None where there is none of ours."""
        path = self.path(address)
        return None if path is None else self.outline(self.file_at(path))

    def has_part(self, file: str, name: str) -> bool:
        """Return whether a page has a part of this name."""
        self.note("part", file, name)
        return name in self.parts_of(file)

    def parts_of(self, file: str) -> frozenset[str]:
        if file not in self.parts:
            if not file.endswith(PAGES) or file not in self.files:
                return frozenset()
            self.hold(self.page(file))
        return self.parts[file]

    def digest(self, file: str) -> str:
        """Return the hash of a file's bytes, "" where there is none."""
        if file not in self.digests:
            self.digests[file] = hashed((self.folder / file).read_bytes()) if file in self.files else ""
        return self.digests[file]

    def derived(self, file: str, make: Callable[[Path], T]) -> T:
        """Return what `make`, a function of a module, finds in a file; it looks once."""
        self.note("bytes", file)
        key = (f"{make.__module__}.{make.__qualname__}", file)
        kept = self.values.get(key)
        if kept is None or (kept[0] and kept[0] != self.digest(file)):
            kept = ("" if self.asked is None else self.digest(file), make(self.folder / file))
            self.values[key] = self.made[key] = kept
        found: T = kept[1]
        return found

    def picture(self, file: str) -> Picture:
        """Return what a picture file is."""
        from audit.pictures import measured  # noqa: PLC0415 (Pillow is heavy, and most of the time nobody asks)

        return self.derived(file, measured)

    @contextmanager
    def noting(self) -> Iterator[dict[Question, Any]]:
        """Note what is asked meanwhile into a table of its own."""
        before, self.asked = self.asked, {}
        try:
            yield self.asked
        finally:
            self.asked = before


def once(function: Callable[[Site], T]) -> Callable[[Site], T]:
    """Let a function of a site be computed once a site, however many rules ask."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(site: Site) -> T:
        if name not in site.known:
            if site.asked is None:
                site.known[name] = function(site), {}
            else:
                with site.noting() as asked:
                    site.known[name] = function(site), asked
        found, asked = site.known[name]
        if site.asked is not None:
            site.asked.update(asked)
        result: T = found
        return result

    return remembered


def once_a_page(function: Callable[[Page, Site], T]) -> Callable[[Page, Site], T]:
    """Let a function of a page be computed once while the page is judged, however many rules ask."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(page: Page, site: Site) -> T:
        if site.known_of_page.get("page") is not page:
            site.known_of_page = {"page": page}
        if name not in site.known_of_page:
            site.known_of_page[name] = function(page, site)
        found: T = site.known_of_page[name]
        return found

    return remembered


def plain(path: str) -> str:
    """Return a path as files are called: decoded, in NFC."""
    return normalize("NFC", unquote(path))


def read(folder: Path, url: str = "", manifest: Path | None = None, elsewhere: tuple[str, ...] = ()) -> Site:
    """Return a built folder, read; the address of the site is found in its pages when none is given."""
    described: Mapping[str, Node] = {}
    if manifest:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        described, url = told["pages"], url or told["site"].get("url", "")
    files = files_in(folder)
    pages = read_pages(folder, [file for file in files if file.endswith(PAGES)])
    seen = [page for page in pages if not page.refresh]
    return Site(
        folder=folder,
        url=(url or found_address(seen, frozenset(files)) or UNKNOWN).rstrip("/"),
        files=frozenset(files),
        described=described,
        elsewhere=beginnings(elsewhere),
        read={page.file: page for page in pages},
    )


def beginnings(elsewhere: Iterable[str]) -> tuple[str, ...]:
    """Return beginnings of paths as files are called."""
    return tuple(plain(path).lstrip("/") for path in elsewhere)


def files_in(folder: Path) -> list[str]:
    """Return all files of a folder by their paths in it."""
    found, folders = [], [""]
    for before in folders:
        with os.scandir(f"{folder}/{before}") as entries:
            for entry in entries:
                path = before + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                elif entry.is_file():
                    found.append(path if path.isascii() else normalize("NFC", path))
    return sorted(found)


def read_pages(folder: Path, files: list[str]) -> list[Page]:
    """Return pages in the order of their names; many are read on all cores."""
    return spread(partial(read_page, folder), files, READING)


def read_page(folder: Path, file: str) -> Page:
    """Return a page as plain values."""
    return page_of(parsed((folder / file).read_bytes()), file)


def found_address(pages: Iterable[Page], files: Collection[str]) -> str:
    """Return where most pages say that the site lives, or "".

    Their canonical addresses end with their own paths; where no page has one, the feeds, styles and icons tell that
    they name by absolute addresses and that lie in the folder.
    """
    votes = Counter(home for page in pages for home in homes(page)) or Counter(
        home for page in pages for link in page.links if (home := home_of(link.href, files))
    )
    return votes.most_common(1)[0][0] if votes else ""


def homes(page: Page) -> Iterator[str]:
    """Yield the addresses that stand before a page's own path in what it says of itself."""
    path = quote(page.file.removesuffix(INDEX) if f"/{page.file}".endswith(f"/{INDEX}") else page.file)
    for address in (page.canonical, page.meta("og:url")):
        known = urldefrag(address).url
        for form in dict.fromkeys((quote(page.file), path, path.removesuffix(".html"), path.removesuffix("/"))):
            if known.startswith(("http://", "https://")) and known.endswith(f"/{form}"):
                yield known.removesuffix(f"/{form}")
                break


def home_of(address: str, files: Collection[str]) -> str:
    """Return what stands before a file's path in the absolute address of it, "" when it is of no file."""
    scheme, _, rest = address.partition("://")
    host, *names = rest.split("/")
    for start in range(len(names) if scheme in ("http", "https") else 0):
        if plain("/".join(names[start:])) in files:
            return "/".join((f"{scheme}://{host}", *names[:start]))
    return ""
