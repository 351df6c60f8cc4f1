"""What has changed since the last publish, as far as networks and search engines keep it: two manifests, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from networks.caches import Cache, Reader, caches_of, link
from social.model import PageKind

from publishing.snapshot import PARTS, PICTURE, SEARCH, Page, Part, Snapshot, Unlike, load, snapshot

NOT_LISTS = frozenset((PageKind.ARTICLE, PageKind.PAGE, PageKind.NOT_FOUND))
NAMED = frozenset(("title", "document_title", "url", "visibility"))  # parts of a list that no post changes
LINE = re.compile(r"(?P<words>.*), line (?P<number>\d+)")
SAME_ADDRESS = "the address is the same, under which networks may keep the old picture; give the file another name"
MOVED_SITE = (
    "the site’s address was {} and is {} here: no network knows the new addresses; "
    "if that is not meant, set SITEURL as for the publish"
)
MISSING = "the last publish kept no {} (its manifest has another format); that is not compared"
UNREADABLE = "the manifest of the last publish cannot be read ({}); all pages count as new until the next publish"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is not as it was.

    Attributes:
        part: its name in the manifest; label: what reports call it.
        place: file and line where the new value was written, or "".
        origin: where it came from, in words a writer understands.
    """

    part: str
    label: str
    before: str
    after: str
    place: str
    origin: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A page that the last publish did not have."""

    address: str
    file: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A page that only the last publish has; `leads_to` is where its address redirects, or ""."""

    address: str
    file: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A page of both publishes.

    Attributes:
        before: its old address, the same unless it moved; redirects: whether that one leads on.
        follows: whether it is a list of which nothing is another but what its posts make of it.
    """

    address: str
    before: str
    file: str
    differences: tuple[Difference, ...]
    redirects: bool = False
    follows: bool = False

    @property
    def is_moved(self) -> bool:
        return self.address != self.before

    @property
    def is_picture_only(self) -> bool:
        return [found.part for found in self.differences] == [PICTURE]


@dataclass(frozen=True, slots=True)
class Link:
    """A network's tool, opened with a page's address."""

    network: str
    url: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """An address that networks know and should read again; `links` to those of their tools that take an address."""

    address: str
    readers: frozenset[Reader]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What has changed since the last publish.

    Attributes:
        is_first: whether there is nothing to compare with; all lists are empty then.
        total: pages of this build.
        notes: what a reader should know about the comparison itself.
        changed: without the next two.
        pictures: pages of which nothing but the picture is another.
        lists: those that follow their posts.
        caches: the networks that should read any of `refresh` again.
    """

    is_first: bool
    total: int
    notes: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()
    moved: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()
    pictures: tuple[Changed, ...] = ()
    lists: tuple[Changed, ...] = ()
    refresh: tuple[Refresh, ...] = ()
    caches: tuple[Cache, ...] = ()


def changes(last: Path, current: Path) -> Report:
    """Return what has changed from one manifest file to another; there need be no first one, or none that is readable.

    Raises Unlike when the second is no manifest.
    """
    after = snapshot(load(current))
    if not last.is_file():
        return Report(is_first=True, total=len(after.pages))
    try:
        before = snapshot(load(last))
    except (OSError, Unlike) as error:
        return Report(is_first=True, total=len(after.pages), notes=(UNREADABLE.format(error),))
    return compared(before, after)


def compared(before: Snapshot, after: Snapshot) -> Report:
    """Return what has changed from one publish to the next, each list in the order of addresses."""
    both = pairs(before, after)
    known, present = {old.key for old, _ in both}, {new.key for _, new in both}
    gone = [page for key, page in before.pages.items() if key not in known]
    found = [(old, new, changed(old, new, before.site, after)) for old, new in both]
    told = [one for _, _, one in found if one.differences or one.is_moved]
    stayed = [one for one in told if not (one.is_moved or one.follows)]
    refresh = [] if is_elsewhere(before, after) else [*refreshed(found), *forgotten(gone)]
    return Report(
        is_first=False,
        total=len(after.pages),
        notes=tuple(notes(before, after)),
        added=tuple(Added(page.address, page.file) for key, page in after.pages.items() if key not in present),
        removed=tuple(Removed(page.address, page.file, after.redirects.get(page.key, "")) for page in gone),
        moved=in_order(one for one in told if one.is_moved),
        changed=in_order(one for one in stayed if not one.is_picture_only),
        pictures=in_order(one for one in stayed if one.is_picture_only),
        lists=in_order(one for one in told if one.follows and not one.is_moved),
        refresh=tuple(sorted(refresh, key=lambda one: one.address)),
        caches=caches_of(reader for one in refresh for reader in one.readers),
    )


def in_order(found: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return pages in the order of their addresses."""
    return tuple(sorted(found, key=lambda one: one.address))


def is_elsewhere(before: Snapshot, after: Snapshot) -> bool:
    """Return whether the site has another address, as far as both are known."""
    return bool(before.site and after.site) and before.site != after.site


def notes(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield what a reader should know about the comparison."""
    if is_elsewhere(before, after):
        yield MOVED_SITE.format(before.site, after.site)
    names = {name for page in after.pages.values() for name in page.parts}
    missing = [
        f"“{part.name}”"
        for part in PARTS
        if part.name in names and any(part.name not in page.parts for page in before.pages.values())
    ]
    if missing:
        yield MISSING.format(" and ".join(missing) if len(missing) < 3 else ", ".join(missing))  # noqa: PLR2004


def pairs(before: Snapshot, after: Snapshot) -> list[tuple[Page, Page]]:
    """Return the pages that are in both publishes, each as it was and as it is.

    A page is the same when it is made of the same source file; else when it is at the same place; else when the old
    place redirects to a new page.
    """
    old, new = dict(before.pages), dict(after.pages)
    found: list[tuple[Page, Page]] = []
    by_file = {page.file: key for key, page in after.pages.items() if page.file}
    by_address = {page.address: key for key, page in after.pages.items()}

    def match(key: str, other: str | None) -> None:
        if other in new:
            found.append((old.pop(key), new.pop(other)))

    for key, page in before.pages.items():
        match(key, by_file.get(page.file))
    for key in tuple(old):
        match(key, key)
    for key in tuple(old):
        match(key, by_address.get(after.redirects.get(key, "")))
    return found


def changed(old: Page, new: Page, old_site: str, after: Snapshot) -> Changed:
    """Return what has changed of a page. One that has the same place on a site that moved has not moved itself."""
    same_place = old.address.startswith(old_site)
    before = f"{after.site}{old.address.removeprefix(old_site)}" if same_place else old.address
    follows = new.kind not in NOT_LISTS and not any(is_own(part, new) for part in differing(old, new))
    return Changed(new.address, before, new.file, tuple(differences(old, new)), old.key in after.redirects, follows)


def is_own(part: Part, page: Page) -> bool:
    """Return whether a part of a list is its own, and not what its posts make of it.

    That are its name, what was written, and the card of the home page, which names no posts.
    """
    is_home_card = page.kind == PageKind.HOME and part.name == PICTURE
    return is_home_card or part.name in NAMED or bool(LINE.fullmatch(page.parts[part.name].origin))


def differences(old: Page, new: Page) -> Iterator[Difference]:
    """Yield the parts that are not as they were, in the order of PARTS, without those that follow another."""
    for part in differing(old, new):
        before, after = old.parts[part.name], new.parts[part.name]
        if not echoes(part, old, new):
            same = part.name == PICTURE and before.text.partition(" (")[0] == after.text.partition(" (")[0]
            place, origin = placed(after.origin, new.file)
            yield Difference(
                part.name, part.label, before.text, after.text, place, origin, SAME_ADDRESS if same else ""
            )


def differing(old: Page, new: Page) -> list[Part]:
    """Return the parts that both pages have and that are not the same."""
    return [
        part
        for part in PARTS
        if part.name in old.parts and part.name in new.parts and old.parts[part.name].text != new.parts[part.name].text
    ]


def echoes(part: Part, old: Page, new: Page) -> bool:
    """Return whether a part has changed just as the one did that it follows: both name the same words."""
    if part.follows not in old.parts or part.follows not in new.parts:
        return False
    before, after = old.parts[part.follows].text, new.parts[part.follows].text
    return bool(before) and old.parts[part.name].text.replace(before, after) == new.parts[part.name].text


def placed(origin: str, file: str) -> tuple[str, str]:
    """Return where a value was written, as file and line or "" where one is not known, and the rest of its origin."""
    found = LINE.fullmatch(origin)
    return (f"{file}:{found['number']}", found["words"]) if found and file else ("", origin)


def refreshed(found: Iterable[tuple[Page, Page, Changed]]) -> Iterator[Refresh]:
    """Yield the addresses that networks know and that show something else now.

    The new address of a page that moved is known to nobody yet, so that its old one counts. A list that follows its
    posts is not worth the work, and nobody shares the page of addresses that do not exist.
    """
    for old, new, change in found:
        readers = readers_of(old, new, change)
        if readers and new.kind != PageKind.NOT_FOUND and (change.is_moved or not change.follows):
            yield refresh_of(old.address, readers)


def readers_of(old: Page, new: Page, change: Changed) -> frozenset[Reader]:
    """Return who should read a page again at the address that it had.

    Where that leads nowhere, a preview could only get lost by it.
    """
    readers = frozenset(reader for part in differing(old, new) for reader in part.readers)
    if change.is_moved:
        readers = readers | SEARCH if change.redirects else SEARCH
    return readers if old.is_listed or new.is_listed else readers - SEARCH


def forgotten(gone: Iterable[Page]) -> Iterator[Refresh]:
    """Yield the addresses of removed pages that search engines list; nothing is shown in previews without a page."""
    yield from (refresh_of(page.address, SEARCH) for page in gone if page.is_listed)


def refresh_of(address: str, readers: frozenset[Reader]) -> Refresh:
    """Return an address with the tools that open with it."""
    links = ((cache.name, link(cache, address)) for cache in caches_of(readers))
    return Refresh(address, readers, tuple(Link(name, url) for name, url in links if url))
