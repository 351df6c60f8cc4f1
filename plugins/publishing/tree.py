"""A folder that one build after the other brings up to date, at a cost that grows with what has changed.

Two such folders take turns: what is published, and the site before it, which becomes the next. A build says what each
file shall hold; what is there already is left alone, what is not needed goes. An index beside the folder says what the
last build left in it, so that no file has to be read again; a file that is not as the index has it, is.
"""

# ruff: noqa: PTH100, PTH101, PTH102, PTH108, PTH116, PTH123, PTH208 (thousands of files: pathlib would cost more than the system)
from __future__ import annotations

import os
import pickle
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EEXIST, ENOENT, ENOTDIR
from hashlib import sha256
from pathlib import Path
from struct import Struct
from sys import intern
from types import MappingProxyType

FORMAT = b"publishing.tree 2\n"  # begins an index
CHECK = 32  # bytes of the SHA-256 after that, of all that follows

Stamp = bytes
"""Size, time of the last change to the bytes and to anything in nanoseconds, and inode of a file: see `stamp`."""
PARTS = Struct("<QqqQ")
LAST = 2**64 - 1  # the bits of an inode that are looked at: some file systems of Windows have 128
Known = tuple[str, Stamp]
"""Hash and stamp of a file that a build has left."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def indexes_of(folder: Path) -> Path:
    """Return the folder of the indexes of a tree and of the one it takes turns with, beside the tree."""
    return folder.with_name(f"{folder.name}.index")


class Tree:
    """A folder, while a build brings it up to date. Paths in it have slashes: "about/index.html".

    Whatever was in it before, a half-done build included: after `finish` it holds what was said and nothing else. Equal
    bytes have the time stamp that they have in the `donor`, others a new one, as tools that upload what is new expect:
    https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html

    What is in both is one file with two names, where the file system has such: nothing here is ever written into a file
    that is there, so that one that is killed or fails leaves the donor as it is. Whoever else writes into one changes
    both, which the stamps tell of.

    Args:
        folder: is made if need be.
        donor: the tree of the build before this one, which is only read; None where it is the folder itself.
        tell: hears why an index is not used; by default nobody does.

    Attributes:
        changed: paths of files of this build that the build before it did not leave with these bytes.
    """

    def __init__(self, folder: Path, donor: Path | None = None, tell: Callable[[str], object] = str) -> None:
        if folder.is_symlink():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.root = f"{os.path.abspath(folder)}{os.sep}"
        self.indexes = indexes_of(folder)
        self.donor = donor if donor and donor.is_dir() else None
        self.donor_root = f"{os.path.abspath(self.donor)}{os.sep}" if self.donor else ""
        index = Index.read(folder, self.indexes, tell)
        self._left = index.sure()
        given = Index.read(donor, self.indexes, tell) if self.donor and donor else Index()
        self._before: dict[str, Known] = dict(given.files if donor else index.files)
        before = self._before
        self._offered = given.sure() if donor else {}  # what may be had by a second name
        self._linked: set[str] = set()
        self._steady = {
            path: known
            for path, known in self._left.items()
            if path in before and before[path][0] == known[0] and times(before[path][1])[0] == times(known[1])[0]
        }
        self.changed: set[str] = set()
        self._digests: dict[str, str] = {}
        self._files: dict[str, Known] = {}
        self._folders: set[str] = {""}  # known to be folders, and no links to others

    @property
    def digests(self) -> Mapping[str, str]:
        """The hash of each file of this build so far, by path."""
        return MappingProxyType(self._digests)

    def write(self, path: str, data: bytes) -> str:
        """Let a file of this build hold these bytes; return their hash. Raises OSError, ValueError for no path."""
        digest = digest_of(data)
        if self._digests.get(path) != digest:
            self.settle(path, digest, data)
        return digest

    def copy(self, source: Path, path: str, digest: str = "") -> str:
        """Let a file of this build hold what is in another; return its hash, which the caller may know.

        Raises OSError, ValueError for no path.
        """
        if digest and (self._digests.get(path) == digest or self.keep(path, digest)):
            return digest
        return self.write(path, source.read_bytes())

    def keep(self, path: str, digest: str) -> bool:
        """Return whether a file is there with the bytes of this hash, or could be taken over; it is of this build then.

        Raises OSError, ValueError for no path.
        """
        if self._digests.get(path) == digest:
            return True
        known = self._steady.get(path)
        if known and known[0] == digest:
            with suppress(OSError):
                if stamp(os.lstat(f"{self.root}{path}")) == known[1]:
                    self._digests[path] = digest
                    self._files[path] = known
                    self.changed.discard(path)
                    return True
        found = self.stamp_of(path)
        if found and self.holds(path, found, digest):
            self.settle(path, digest, None, found)
            return True
        if self.link(path, digest, found):
            return True
        data = self.given(path, digest)
        if data is None:
            return False
        self.settle(path, digest, data)
        return True

    def link(self, path: str, digest: str, found: os.stat_result | None) -> bool:
        """Let a file of this build be that of the donor which has these bytes, if that can be; return whether it is.

        `found` is what is at its place.
        """
        known = self._offered.get(path)
        if not known or known[0] != digest:
            return False
        given, full = f"{self.donor_root}{path}", f"{self.root}{path}"
        try:
            if stamp(os.lstat(given)) != known[1]:
                return False
            self.prepare(path, found)
            os.link(given, full, follow_symlinks=False)
        except (OSError, NotImplementedError):  # the file system has no such names, or the file went
            self._offered = {}
            return False
        self._digests[path] = digest
        # A second name changes when anything of a file has changed last.
        self._files[path] = self._before[path] = digest, stamp(os.lstat(full))
        self._linked.add(path)
        self.changed.discard(path)
        return True

    def last(self, path: str) -> str:
        """Return the hash of the bytes that the build before left in a file, "" where it left none."""
        known = self._before.get(path)
        return known[0] if known else ""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of this build. Raises KeyError for any other."""
        if path not in self._digests:
            raise KeyError(path)
        return bytes_of(f"{self.root}{path}")

    def adopt(self, under: str = "") -> None:
        """Take all files in the folder, or in one folder of it, for files of this build, whoever wrote them."""
        for above, _, names in os.walk(f"{self.root}{under}"):
            start = above[len(self.root) :].replace(os.sep, "/").strip("/")
            for name in names:
                path = f"{start}/{name}" if start else name
                if path not in self._digests:
                    self.write(path, bytes_of(f"{self.root}{path}"))

    def clear(self) -> None:
        """Remove everything in the folder, and forget what this build has said."""
        self._digests.clear()
        self._files.clear()
        self.changed.clear()
        self._folders = {""}
        for name in os.listdir(self.root):
            remove(f"{self.root}{name}")

    def sweep(self) -> None:
        """Remove what this build has not named, and empty folders.

        Raises FileNotFoundError when a file that was named is not there, and then leaves nothing.
        """
        inner = {path.rpartition("/")[0] for path in self._digests}
        folders = inner.union(*map(folders_of, inner))
        found = self.listed(folders)
        missing = self._digests.keys() - found
        if missing:  # the file system takes two names for one, or somebody else is at work here
            self.clear()
            raise FileNotFoundError(
                ENOENT, "went while the site was built; publish again", f"{self.root}{min(missing)}"
            )
        for path in found - self._digests.keys():
            remove(f"{self.root}{path}")
        self._folders &= folders

    def listed(self, folders: set[str]) -> set[str]:
        """Return what is in the folder: files, and folders that are none of these, without what is in them."""
        named, waiting = self._digests, [""]
        found: set[str] = set()
        while waiting:
            above = waiting.pop()
            with os.scandir(f"{self.root}{above}") as entries:
                for entry in entries:
                    path = f"{above}{entry.name}"
                    if path in named or not entry.is_dir(follow_symlinks=False) or path not in folders:
                        found.add(path)
                    else:
                        waiting.append(f"{path}/")
        return found

    def finish(self) -> None:
        """Leave exactly the files of this build in the folder, and write its index."""
        self.sweep()
        number = os.stat(self.root).st_ino
        with suppress(OSError):  # the next build reads the files, then
            Index(self._files).write(self.indexes, number)
            if self._linked and self.donor:
                Index(self._before).write(self.indexes, self.donor.stat().st_ino)
            keep = {str(number), *([str(self.donor.stat().st_ino)] if self.donor else [])}
            for file in self.indexes.iterdir():
                if file.name not in keep:
                    remove(str(file))

    def settle(self, path: str, digest: str, data: bytes | None, found: os.stat_result | None = None) -> None:
        """Make a file one of this build: of these bytes; None where it holds them."""
        found = found or self.stamp_of(path)
        full = f"{self.root}{path}"
        published = self.published(path, digest)
        if data is not None and not (found and self.holds(path, found, digest)):
            self.prepare(path, found)
            with open(full, "xb") as file:
                file.write(data)
            found = None
        if found is None or published != found.st_mtime_ns:
            if published is not None:
                os.utime(full, ns=(published, published))
            elif found is not None:
                os.utime(full)
            found = os.lstat(full)
        if published is None:
            self.changed.add(path)
        else:
            self.changed.discard(path)
        self._digests[path] = digest
        self._files[path] = (digest, stamp(found))

    def prepare(self, path: str, found: os.stat_result | None) -> None:
        """Make room for a file: nothing is at its place then, and its folder is there."""
        if found is None:
            check(path)
            for folder in folders_of(path):
                self.make_folder(folder)
            if not os.path.lexists(f"{self.root}{path}"):
                return
            inside = f"{path}/"
            if any(other.startswith(inside) for other in self._digests):
                raise FileExistsError(EEXIST, "is a folder and a file at once", f"{self.root}{path}")
            self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(inside)}
        remove(f"{self.root}{path}")

    def make_folder(self, folder: str) -> None:
        """Make a folder, in the place of whatever else is there; the one above it is there."""
        if folder in self._folders:
            return
        full = f"{self.root}{folder}"
        try:
            os.mkdir(full)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(full).st_mode):
                if folder in self._digests:
                    raise NotADirectoryError(ENOTDIR, "is a file and a folder at once", full) from None
                remove(full)
                os.mkdir(full)
        self._folders.add(folder)

    def stamp_of(self, path: str) -> os.stat_result | None:
        """Return what the system knows of a file in this folder, None where there is none."""
        if not self.is_folder(above_of(path)):
            return None
        try:
            found = os.lstat(f"{self.root}{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def is_folder(self, folder: str) -> bool:
        """Return whether there is such a folder, and no link on the way to it leads elsewhere."""
        if folder in self._folders:
            return True
        check(folder)
        if not self.is_folder(above_of(folder)):
            return False
        try:
            found = os.lstat(f"{self.root}{folder}")
        except FileNotFoundError:
            return False
        if not stat.S_ISDIR(found.st_mode):
            return False
        self._folders.add(folder)
        return True

    def holds(self, path: str, found: os.stat_result, digest: str) -> bool:
        """Return whether a file that is there holds the bytes of a hash; it is read only if the index does not know."""
        known = self._files.get(path) or self._left.get(path)
        if known and known[1] == stamp(found):
            return known[0] == digest
        try:
            return digest_of(bytes_of(f"{self.root}{path}")) == digest
        except PermissionError:
            return False

    def published(self, path: str, digest: str) -> int | None:
        """Return the time stamp of a file of the donor, in nanoseconds; None where that has not these bytes."""
        known = self._before.get(path)
        if known or self._before or not self.donor:
            return times(known[1])[0] if known and known[0] == digest else None
        data = self.given(path, digest)
        return None if data is None else os.lstat(f"{self.donor_root}{path}").st_mtime_ns

    def given(self, path: str, digest: str) -> bytes | None:
        """Return the bytes of a hash from the donor; None where it does not have them."""
        if not self.donor or self._before.get(path, (digest,))[0] != digest:
            return None
        full = f"{self.donor_root}{path}"
        try:
            if not stat.S_ISREG(os.lstat(full).st_mode):
                return None
            data = bytes_of(full)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None
        return data if digest_of(data) == digest else None


@dataclass(frozen=True, slots=True)
class Index:
    """What a build left in a folder, and the time of that in nanoseconds."""

    files: Mapping[str, Known] = field(default_factory=dict)
    written: int = 0

    @classmethod
    def read(cls, folder: Path, indexes: Path, tell: Callable[[str], object]) -> Index:
        """Return the index of a folder; an empty one where there is none, or one that is damaged.

        It lies under the folder's inode, so that it is found wherever the folder was moved to.
        """
        file = indexes / str(folder.stat().st_ino)
        try:
            data = file.read_bytes()
            written = file.stat().st_mtime_ns
        except OSError:
            return cls()
        start = len(FORMAT)
        if data[:start] != FORMAT or data[start : start + CHECK] != sha256(data[start + CHECK :]).digest():
            tell(f"{file.as_posix()} is damaged or of another version; the files of {folder.as_posix()}/ are read anew")
            return cls()
        found = pickle.loads(data[start + CHECK :])  # noqa: S301 (checked, and in a folder of our own)
        # The other tree has most of these names and hashes, too.
        files = {intern(path): (intern(digest), known) for path, (digest, known) in found.items()}
        return cls(files, written)

    def sure(self) -> dict[str, Known]:
        """Return the files that are as they were if their stamps are.

        One that was written in the very moment of the index is not: whatever is written to it then has the same stamp.
        https://git-scm.com/docs/racy-git
        """
        written = self.written
        return {path: known for path, known in self.files.items() if max(times(known[1])) < written}

    def write(self, indexes: Path, number: int) -> None:
        """Write the index of the folder with this inode, whole or not at all. Raises OSError."""
        data = pickle.dumps(dict(self.files), pickle.HIGHEST_PROTOCOL)
        indexes.mkdir(parents=True, exist_ok=True)
        part = indexes / f"{number}.part"
        part.write_bytes(FORMAT + sha256(data).digest() + data)
        part.replace(indexes / str(number))


def stamp(found: os.stat_result) -> Stamp:
    """Return by what a file that somebody has changed is known; packed, as there are two for each file of a site."""
    return PARTS.pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & LAST)


def times(found: Stamp) -> tuple[int, int]:
    """Return when a file's bytes, and anything of it, changed last, in nanoseconds."""
    _, changed, touched, _ = PARTS.unpack(found)
    return changed, touched


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, from the outermost: "a" and "a/b" of "a/b/c.html"."""
    place = path.find("/")
    while place >= 0:
        yield path[:place]
        place = path.find("/", place + 1)


def above_of(path: str) -> str:
    """Return the folder that a file is in, "" for the outermost."""
    return path.rpartition("/")[0]


def check(path: str) -> None:
    """Raise ValueError for what is no path of a file inside a folder."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise ValueError(f"{path!r} is no path of a file in a site")


def bytes_of(full: str) -> bytes:
    """Return what is in a file."""
    with open(full, "rb") as file:
        return file.read()


def remove(full: str) -> None:
    """Remove a file, a link or a folder with everything in it. Raises OSError."""
    found = os.lstat(full)
    if stat.S_ISDIR(found.st_mode):
        try:
            shutil.rmtree(full)
        except OSError as error:  # it names a file without its folder
            raise OSError(error.errno, error.strerror or str(error), f"{full} ({error.filename})") from error
        return
    try:
        os.unlink(full)
    except PermissionError:
        if os.name == "posix":
            raise
        os.chmod(full, stat.S_IWRITE)  # Windows keeps files that are marked so
        os.unlink(full)
