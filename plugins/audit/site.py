"""A built folder: its pages as plain values, its other files by name; and what rules asked of it."""

from __future__ import annotations

import json
import marshal
import os
import pickle
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial, wraps
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
WHOLE = re.compile(r"/(?!/)|https?://[^/?#\s]", re.IGNORECASE)  # an address that means the same on every page
REMEMBERED = 4096  # addresses and paths: most pages name the same ones
ABSOLUTE = ("https://", "http://")
SIMPLE = re.compile(r"[A-Za-z0-9/._~-]*")  # what is the same in an address and in the name of a file
PLAIN = 0  # the version of marshal's format that knows no references: equal values are equal bytes
EVERYTHING, OUTLINES, FILES = "everything", "outlines", "files "
"""Questions after all pages, which is never answered alike; after all outlines; and after the files of a pattern."""

T = TypeVar("T")
Kept = tuple[str, bytes]
"""What was worked out from a file: the file's hash, and the value as bytes."""


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

    What is asked of it is noted where `asked` is a set, so that who keeps an answer knows what it was made of: all that
    may be asked goes by a method, and is noted as `question` writes it.

    Attributes:
        url: where it lives, without a slash at the end; UNKNOWN when nobody said and no page tells.
        files: all files by their paths in the folder.
        read: pages that were read, by file. Others are when they are asked for.
        described: of each page, the file it was written in and the lines of the keys there, as far as known.
        elsewhere: beginnings of paths of the site that something else answers.
        digests: hashes of files.
        values: what was worked out from a file, by what does it and the file; made: those that were not there.
        also: what somebody else wants to see of each page that is judged, while it is parsed; it must be picklable, and
            what it returned stands in `noticed`, by file.
        packed: outlines of pages as bytes, as far as they are known.
    """

    folder: Path
    url: str
    files: frozenset[str]
    described: Mapping[str, Node] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    read: dict[str, Page] = field(default_factory=dict, repr=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False)
    values: dict[str, Kept] = field(default_factory=dict, repr=False)
    made: dict[str, Kept] = field(default_factory=dict, repr=False)
    packed: dict[str, bytes] = field(default_factory=dict, repr=False)
    held: dict[str, tuple[bytes, frozenset[str]]] = field(default_factory=dict, repr=False)
    also: Callable[[Source], Any] | None = None
    noticed: dict[str, Any] = field(default_factory=dict, repr=False)
    asked: set[str] | None = None
    known: dict[str, Any] = field(default_factory=dict, repr=False)
    known_of_page: dict[str, Any] = field(default_factory=dict, repr=False)
    resolved: dict[str, str] = field(default_factory=dict, repr=False)
    places: dict[str, tuple[str, str] | None] = field(default_factory=dict, repr=False)
    paths: dict[str, str | None] = field(default_factory=dict, repr=False)
    served: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    valued: dict[str, Any] = field(default_factory=dict, repr=False)

    # Where things are: follows from the site's address alone.

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def address(self, file: str) -> str:
        """Return the address at which a host serves a file."""
        return f"{self.url}/{served_path(file)}"

    def resolve(self, page: Page | Outline, reference: str) -> str:
        """Return the absolute address that a reference on a page means; "" when it is none."""
        if page.base or not WHOLE.match(reference):
            return joined(page.base or self.address(page.file), reference)
        found = self.resolved.get(reference)
        return remember(self.resolved, reference, joined(self.url, reference)) if found is None else found

    def place(self, page: Page, reference: str) -> tuple[str, str] | None:
        """Return path and fragment under the site that a reference on a page means; None when it lies outside."""
        if page.base:
            return self.place_of(self.resolve(page, reference))
        if reference in self.places:
            return self.places[reference]
        if reference.isprintable():  # with none of the signs that are taken out of addresses before they are read
            if reference.startswith("#"):
                path = own_path(page, self)
                return None if path is None else (path, reference[1:].rstrip())
            if reference.startswith(ABSOLUTE) and WHOLE.match(reference) and is_foreign(self.url, reference):
                return None
        found = self.place_of(self.resolve(page, reference))
        return remember(self.places, reference, found) if WHOLE.match(reference) else found

    def place_of(self, address: str) -> tuple[str, str] | None:
        whole, _, fragment = address.partition("#")
        path = self.path(whole)
        return None if path is None else (path, fragment)

    def path(self, address: str) -> str | None:
        """Return the path under the site of an absolute address, decoded; None when it lies outside."""
        if address in self.paths:
            return self.paths[address]
        return remember(self.paths, address, self.path_of(address))

    def path_of(self, address: str) -> str | None:
        try:
            beginning = plain_beginning(self.url)
            if beginning and address.startswith(beginning) and SIMPLE.fullmatch(address, len(beginning)):
                return address[len(beginning) :]
            parts, home = urlsplit(address), urlsplit(self.url)
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != home.netloc.lower():
            return None
        path = parts.path or "/"
        return plain(path[len(home.path) + 1 :]) if path.startswith(f"{home.path}/") else None

    # What is there: noted.

    def ask(self, question: str) -> None:
        """Note a question that is being answered."""
        if self.asked is not None:
            self.asked.add(question)

    def file_at(self, path: str) -> str:
        """Return the file that a host serves at a path, "" when it serves none.

        Many hosts know a page by its name without .html.
        https://developers.cloudflare.com/pages/configuration/serving-pages/#route-matching
        """
        found = self.served.get(path)
        if found is None:
            file = next((form for form in forms(path) if form in self.files), "")
            found = remember(self.served, path, (file, question("served", path)))
        self.ask(found[1])
        return found[0]

    def is_answered(self, path: str) -> bool:
        return bool(self.file_at(path)) or path.startswith(self.elsewhere)

    def has(self, file: str) -> bool:
        self.ask(question("there", file))
        return file in self.files

    def named(self, pattern: str) -> list[str]:
        """Return the files whose whole path a regular expression matches."""
        self.ask(f"{FILES}{pattern}")
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
        self.ask(EVERYTHING)
        return tuple(page for file in self.html() if not (page := self.page(file)).refresh)

    @property
    def outlines(self) -> list[Outline]:
        """Return the outlines of the pages that readers see."""
        self.ask(OUTLINES)
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
        self.ask(question("outline", file))
        return self.outlined(file)

    def outlined(self, file: str) -> Outline | None:
        if file in self.read:
            return self.read[file].outline
        packed = self.packed.get(file) or self.hold(file)[0]
        return Outline(*marshal.loads(packed)) if packed else None  # noqa: S302 (packed here, or kept by our own store)

    def hold(self, file: str) -> tuple[bytes, frozenset[str]]:
        """Return outline and parts of a page, nothing where there is none."""
        if file not in self.held:
            if not file.endswith(PAGES) or file not in self.files:
                return b"", frozenset()
            page = self.page(file)
            remember(self.held, file, (packed(page), page.ids))
        return self.held[file]

    def page_at(self, address: str) -> Outline | None:
        """Return the page at an absolute address, None where there is none of ours."""
        path = self.path(address)
        return None if path is None else self.outline(self.file_at(path))

    def has_part(self, file: str, name: str) -> bool:
        """Return whether a page has a part of this name."""
        self.ask(question("part", file, name))
        return name in (self.read[file].ids if file in self.read else self.hold(file)[1])

    def digest(self, file: str) -> str:
        """Return the hash of a file's bytes, "" where there is none."""
        if file not in self.digests:
            self.digests[file] = hashed((self.folder / file).read_bytes()) if file in self.files else ""
        return self.digests[file]

    def derived(self, file: str, make: Callable[[Path], T]) -> T:
        """Return what `make`, a function of a module, finds in a file; it looks once."""
        self.ask(question("bytes", file))
        key = f"{make.__module__}.{make.__qualname__} {file}"
        if key not in self.valued:
            digest = "" if self.asked is None else self.digest(file)
            kept = self.values.get(key)
            if kept and kept[0] == digest:
                remember(self.valued, key, pickle.loads(kept[1]))  # noqa: S301 (packed here, or kept by our own store)
            else:
                found = remember(self.valued, key, make(self.folder / file))
                self.values[key] = self.made[key] = digest, pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        value: T = self.valued[key]
        return value

    def picture(self, file: str) -> Picture:
        """Return what a picture file is."""
        from audit.pictures import measured  # noqa: PLC0415 (Pillow is heavy, and most of the time nobody asks)

        return self.derived(file, measured)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Note what is asked meanwhile into a set of its own."""
        before, self.asked = self.asked, set()
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
                site.known[name] = function(site), ()
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


@once_a_page
def own_path(page: Page, site: Site) -> str | None:
    """Return a page's own path under the site."""
    return site.path(site.address(page.file))


def joined(base: str, reference: str) -> str:
    """Return the absolute address that a reference means beside another one, "" when it is none."""
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def packed(page: Page) -> bytes:
    """Return a page's outline as bytes, equal ones as equal bytes."""
    return marshal.dumps(tuple(page.outline), PLAIN)


def remember(known: dict[str, T], key: str, value: T) -> T:
    """Keep a value among others that are not too many."""
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = value
    return value


def question(kind: str, subject: str, name: str = "") -> str:
    """Return a question as it is noted: what is asked about a file or path, and a name within it."""
    return f"{kind} {subject} {name}".replace("\0", " ")


def answered_by(file: str) -> set[str]:
    """Return the paths at which a host may serve a file: of them it is one of the `forms`."""
    found = {file} | {file.removesuffix(end) for end in (".html", f"/{INDEX}") if file.endswith(end)}
    return found | ({file.removesuffix(INDEX)} if f"/{file}".endswith(f"/{INDEX}") else set())


def is_foreign(url: str, address: str) -> bool:
    """Return whether an absolute address is certainly none of a site: the site's host stands nowhere in it."""
    host = host_in(url)
    return host.isascii() and host not in address.lower()


@lru_cache
def host_in(url: str) -> str:
    """Return how the host of an address stands in it, in lower case."""
    return f"//{urlsplit(url).netloc.lower()}"


@lru_cache
def plain_beginning(url: str) -> str:
    """Return with what all addresses of a site begin, "" where that is not so simple."""
    parts = urlsplit(url)
    return f"{url}/" if url == f"{parts.scheme}://{parts.netloc}{parts.path}" and url.startswith(ABSOLUTE) else ""


def served_path(file: str) -> str:
    """Return the path at which a host serves a file, encoded."""
    path = file.removesuffix(INDEX) if f"/{file}".endswith(f"/{INDEX}") else file
    return path if SIMPLE.fullmatch(path) else quote(path)


def forms(path: str) -> tuple[str, ...]:
    """Return the files by one of which a host answers at a path, the first that is there."""
    is_folder = not path or path.endswith("/")
    return (f"{path}{INDEX}",) if is_folder else (path, f"{path}/{INDEX}", f"{path}.html")


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
