"""What builds have worked out, kept in one file by the hash of all that it was made of.

A key holds everything that its value depends on; so a value of the right key is the right one, whoever put it there and
when. What the last whole build did not ask for is dropped.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from sys import intern
from typing import Any

SETTING, VERSION = "REUSE_STORE", "REUSE_VERSION"  # where plugins find the store of a build, and a hash of the settings
FILE = "kept.sqlite"  # in the cache folder
FORMAT = 1  # of the file itself
CHECK = 16  # bytes of the hash before each value: what a broken disk has changed is never unpickled
AT_ONCE = 200  # values that wait in memory until they are written
SHORT = 32  # characters; of what is longer, such as titles and addresses, little is said twice
PATIENCE = 5  # seconds to wait for another build that writes


def hashed(*parts: object) -> str:
    """Return a key that is made of texts, numbers, bytes and other keys: other parts, other key."""
    found = blake2b(digest_size=20)
    for part in parts:
        data = part if type(part) is bytes else str(part).encode("utf-8", "surrogatepass")
        found.update(b"%d:%b" % (len(data), data))
    return found.hexdigest()


class Packer(pickle.Pickler):
    """Packs dataclasses by their fields in order: their own way, field by field in Python, takes ten times as long."""

    def reducer_override(self, value: Any) -> Any:
        """Return how a value is made again."""
        kind: Any = type(value)
        names = fields_of(kind)
        if not names:
            return NotImplemented
        return (made_by_name if by_name(kind) else made), (kind, tuple(getattr(value, name) for name in names))


def packed(value: object) -> bytes:
    """Return a value as `pickle.loads` reads it."""
    buffer = BytesIO()
    Packer(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


@cache
def fields_of(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass that is made of nothing else; () for any other type."""
    if not is_dataclass(kind) or not all(field.init for field in fields(kind)):
        return ()
    return tuple(field.name for field in fields(kind))


@cache
def by_name(kind: Any) -> bool:
    """Return whether a dataclass is made with its fields' names alone."""
    return any(field.kw_only for field in fields(kind))


def made(kind: Any, values: tuple[Any, ...]) -> Any:
    """Return a dataclass made of the values of its fields."""
    return kind(*map(shared, values))


def made_by_name(kind: Any, values: tuple[Any, ...]) -> Any:
    """Return a dataclass whose fields have no order, made of their values."""
    return kind(**dict(zip(fields_of(kind), map(shared, values), strict=True)))


def shared(value: Any) -> Any:
    """Return a value whose short texts are in memory once, however many values have them: what is kept says much of the
    same of each post.
    """
    kind = type(value)
    if kind is str:
        return intern(value) if len(value) <= SHORT else value
    return {shared(key): shared(one) for key, one in value.items()} if kind is dict else value


@dataclass(frozen=True, slots=True)
class Ready:
    """What was unpacked before a build begins: the version of the store that it is from, and values by section and key.

    A value of the right key is the right one whenever it was unpacked.
    """

    version: str
    sections: frozenset[str]
    values: dict[tuple[str, str], Any]


_ready: dict[Path, Ready] = {}


def unpack_ahead(folder: Path, sections: Iterable[str]) -> None:
    """Unpack what the next store of a cache folder in this process will be asked for, where there is anything yet."""
    wanted = tuple(sections)
    with (
        suppress(OSError, sqlite3.Error, ValueError),
        closing(sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro", uri=True)) as file,
    ):
        [(version,)] = file.execute("SELECT made_by FROM version").fetchall()
        marks = ", ".join("?" * len(wanted))
        rows = file.execute(f"SELECT section, key, value FROM kept WHERE section IN ({marks})", wanted)  # noqa: S608
        found = {(section, key): unpacked(value) for section, key, value in rows}
        values = {place: value for place, value in found.items() if value is not None}
        _ready[folder.resolve()] = Ready(version, frozenset(wanted), values)


def unpacked(data: bytes) -> Any:
    """Return what was packed behind its hash, None when an old class does not know it. Raises DamagedError."""
    check, rest = data[:CHECK], data[CHECK:]
    if blake2b(rest, digest_size=CHECK).digest() != check:
        raise DamagedError("a value in it is damaged")
    with suppress(Exception):  # whatever an old class raises: it is worked out anew
        return pickle.loads(rest)  # noqa: S301 (checked, and in a folder of our own)
    return None


class DamagedError(ValueError):
    """A value is not as it was written."""


class Store:
    """The kept values of one cache folder.

    A file that is damaged, of another `version` or no store at all is thrown away, which `tell` hears of in one line.
    One that cannot be read or written, for whatever reason, keeps nothing; a build needs it for nothing but speed.

    Args:
        folder: the cache folder.
        version: hash of the code that makes the values, and of the Python that runs it.
        tell: hears why a file was thrown away; by default nobody does.
    """

    def __init__(self, folder: Path, version: str, tell: Callable[[str], object] = str) -> None:
        self.file = folder / FILE
        self.version = f"{FORMAT} {version}"
        self.tell = tell
        self.process = os.getpid()
        self.used: set[tuple[str, str]] = set()
        self.waiting: dict[tuple[str, str], bytes] = {}
        self.fetched: dict[tuple[str, str], bytes] = {}
        self.connection = self.opened()
        ready = _ready.pop(folder.resolve(), None)
        is_right = ready and self.connection and ready.version == self.version
        self.ready = ready.values if ready and is_right else {}
        self.sections = ready.sections if ready and is_right else frozenset[str]()
        self.inherited: sqlite3.Connection | None = None  # what a child has of its parent's

    def opened(self) -> sqlite3.Connection | None:
        """Return the file, empty if need be; None where there can be none."""
        with suppress(OSError, sqlite3.Error):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self.checked()
            except sqlite3.OperationalError as error:
                if "locked" in str(error) or "open" in str(error):
                    return None
                reason = str(error)
            except (sqlite3.DatabaseError, Stale) as error:
                reason = str(error)
            self.throw_away(reason)
            return self.checked()
        return None

    def checked(self) -> sqlite3.Connection:
        """Return the file as it is. Raises Stale or sqlite3.Error."""
        connection = sqlite3.connect(self.file, timeout=PATIENCE)
        try:
            # A kill leaves a whole file or a journal to go back by; only a power cut may damage it, which is noticed.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS version (made_by TEXT NOT NULL)")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS kept (section TEXT, key TEXT, value BLOB NOT NULL, "
                "PRIMARY KEY (section, key))"
            )
            found = connection.execute("SELECT made_by FROM version").fetchall()
            if not found:
                connection.execute("INSERT INTO version VALUES (?)", (self.version,))
                connection.commit()
            elif found != [(self.version,)]:
                raise Stale("another version of this project wrote it")  # noqa: TRY301
        except BaseException:
            connection.close()
            raise
        return connection

    def connect_again(self) -> None:
        """Connect to the file in a child that was forked: no connection survives that. While there are children their
        parent writes nothing.

        https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_
        """
        self.process = os.getpid()
        if self.connection:
            self.inherited = self.connection  # to close it would take the parent's locks away
            with suppress(sqlite3.Error):
                self.connection = sqlite3.connect(f"{self.file.resolve().as_uri()}?immutable=1", uri=True)

    def throw_away(self, reason: str) -> None:
        """Remove the file. Raises OSError."""
        self.tell(f"{self.file.as_posix()} is thrown away, and everything built anew: {reason}")
        for file in (self.file, self.file.with_name(f"{FILE}-journal")):
            file.unlink(missing_ok=True)

    def keep(self, section: str, key: str) -> None:
        """Keep the value of a key for the next build, which this one does not ask for."""
        self.used.add((section, key))

    def fetch(self, section: str) -> None:
        """Fetch all values of a section, which will be asked for one by one, from the disk."""
        if self.connection and section not in self.sections:
            try:
                rows = self.connection.execute("SELECT key, value FROM kept WHERE section = ?", (section,)).fetchall()
            except sqlite3.Error as error:
                self.give_up(str(error))
                return
            self.fetched |= {(section, key): value for key, value in rows}

    def get(self, section: str, key: str) -> Any:
        """Return the value of a key, None when there is none."""
        if os.getpid() != self.process:
            self.connect_again()
        self.used.add((section, key))
        if (section, key) in self.ready:
            return self.ready.pop((section, key))
        data = self.waiting.get((section, key)) or self.fetched.pop((section, key), None)
        if data is None and self.connection:
            try:
                row = self.connection.execute(
                    "SELECT value FROM kept WHERE section = ? AND key = ?", (section, key)
                ).fetchone()
            except sqlite3.Error as error:
                self.give_up(str(error))
                return None
            data = row[0] if row else None
        try:
            return None if data is None else unpacked(data)
        except DamagedError as error:
            self.give_up(str(error))
            return None

    def put(self, section: str, key: str, value: Any) -> None:
        """Keep the value of a key; None is no value. In a child that was forked nothing is kept."""
        if os.getpid() != self.process or self.inherited:
            return
        self.used.add((section, key))
        self.ready.pop((section, key), None)
        data = packed(value)
        self.waiting[section, key] = blake2b(data, digest_size=CHECK).digest() + data
        if len(self.waiting) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        if self.connection:
            rows = [(section, key, value) for (section, key), value in self.waiting.items()]
            try:
                with self.connection:
                    self.connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            except sqlite3.Error as error:
                self.give_up(str(error))
        self.waiting.clear()

    def close(self, *, whole: bool) -> None:
        """Write what waits and close the file; after a `whole` build drop what it did not ask for."""
        self.write()
        connection, self.connection = self.connection, None
        if not connection:
            return
        with closing(connection), suppress(sqlite3.Error):
            if whole:
                known = set(connection.execute("SELECT section, key FROM kept"))
                with connection:
                    connection.executemany("DELETE FROM kept WHERE section = ? AND key = ?", known - self.used)

    def give_up(self, reason: str) -> None:
        """Go on without the file, and throw it away."""
        connection, self.connection = self.connection, None
        if connection:
            connection.close()
            if not self.inherited:
                with suppress(OSError):
                    self.throw_away(reason)


class Stale(Exception):  # noqa: N818 (no error: it happens with every update)
    """A store that other code has written."""
