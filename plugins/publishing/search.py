"""The index behind the site's search, of the pages that were printed, for the publish and for the preview.

The theme marks what is searched with `data-pagefind-body`; a site whose pages mark nothing has no index. Pagefind is
started only when something that is searched has changed, and works beside whatever else is to be done then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING

from publishing.build import PAGE
from publishing.pagefind import Program, SearchError, installed
from publishing.search_index import KEPT, Keeping, Memory, Site, Text, begun
from publishing.searched import language_of, searched
from publishing.tree import Tree, digest_of

if TYPE_CHECKING:  # the preview starts, and shows why, when another plugin is broken
    from writing.problems import Problem

FOLDER = "pagefind"  # search.js looks for it at the root of the site
PAGES = "pages"  # the key, in a store, of what was searched of each page


def begin(tree: Tree, store: Keeping | None, program: Program = installed) -> Callable[[], tuple[Problem, ...]]:
    """Begin with the index of a tree's pages; return what ends it, and returns why there is none.

    All pages have to be there by now. The index of an earlier build is taken over when nothing that is searched has
    changed since then, as the store knows.
    """
    keeping = store or Memory()
    try:
        ending = begun(site_of(tree, keeping), keeping, program)
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


def site_of(tree: Tree, store: Keeping) -> Site:
    """Return what is searched of a tree. Raises SearchError."""
    texts = texts_of(tree.digests, tree.read, store)
    if texts and any(path == FOLDER or path.startswith(f"{FOLDER}/") for path in tree.digests):
        raise SearchError(f"{FOLDER}/ is a file or folder of the content; the search needs that name: rename yours")
    return Site(texts, tree.read, tree, f"{FOLDER}/")


def problem(error: SearchError) -> Problem:
    """Return as a problem why there is no index."""
    from writing.problems import general  # noqa: PLC0415

    return general("search", str(error))


def texts_of(digests: Mapping[str, str], read: Callable[[str], bytes], store: Keeping) -> dict[str, Text]:
    """Return what is searched of those pages of which something is, by path; all files are given with their hashes."""
    known: Mapping[str, Text] = store.get(KEPT, PAGES) or {}
    paths = {path: digest for path, digest in digests.items() if path.endswith(PAGE)}
    found: dict[str, Text] = {}
    for path, digest in paths.items():
        if digest not in found:
            seen = known.get(digest)
            found[digest] = text_of(searched(read(path))) if seen is None else seen
    if found != known:
        store.put(KEPT, PAGES, found)
    return {path: found[digest] for path, digest in paths.items() if found[digest][0]}


def text_of(page: bytes) -> Text:
    """Return hash and language of what is searched of a page."""
    return (sha256(page).hexdigest(), language_of(page)) if page else ("", "")


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
        self.texts: dict[str, Text] = {}
        self.memory = Memory()
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
        digests = {
            file.relative_to(self.site).as_posix(): digest_of(file.read_bytes()) for file in self.site.rglob(f"*{PAGE}")
        }

        def read(path: str) -> bytes:
            page = (self.site / path).read_bytes()
            if digest_of(page) != digests[path]:
                raise SearchError("the site was built while its index was made; search again")
            return page

        texts = texts_of(digests, read, self.memory)
        if texts == self.texts and self.index.exists():
            return
        self.texts = {}
        try:
            if texts:
                tree = Tree(self.index)
                begun(Site(texts, read, tree), self.memory, self.program)()
                tree.finish()
                self.texts = texts
        finally:
            if not self.texts and self.index.exists():
                rmtree(self.index)
            self.memory.forget()
