"""What came of reading each text: worked out on all cores before anybody asks, and kept from one build to the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from logging import LogRecord
from pathlib import Path
from types import FunctionType
from typing import Any, Protocol

from reuse.digests import UnknownError, fingerprint
from reuse.progress import steps
from reuse.store import Store, hashed
from reuse.workers import heard, spread, tell_again

from writing.paths import RealPlaces, located
from writing.pictures import digest
from writing.probes import AHEAD, BYTES, FILE, PASSED, TEMPLATE, Question, noted
from writing.problems import Told, held, tell
from writing.values import has_passed, is_to_come

SECTION, WORDS = "reading", "read"  # of the store: what came of texts, and their HTML and metadata
DIGEST = "reading"  # the metadata that tells texts apart which differ in anything that was read
READINGS = "READINGS"  # the setting under which a build has its own
# Whatever of the settings the reading of a text depends on, but for folders, whose files are asked about one by one.
USED = (
    *("AUTHOR", "DEFAULT_LANG", "EXTRA_KEYS", "EXTRA_PATH_METADATA", "MARKDOWN", "SITEURL", "SLUG_REGEX_SUBSTITUTIONS"),
    *("TIMEZONE", "TAG_URL", "CATEGORY_URL", "AUTHOR_URL"),
)
FOLDERS = ("PATH", "THEME", "THEME_TEMPLATES_OVERRIDES", "WORDS")
OF_MARKDOWN = "markdown."  # begins the name of a module that comes with Python-Markdown
# https://python-markdown.github.io/extensions/#officially-supported-extensions
SHORT_NAMES = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        "wikilinks",
    )
)


@dataclass(slots=True)
class Reading:
    """What came of reading a text.

    Attributes:
        html, metadata: tags, authors and category among it as pairs of name and slug; both "" and {} of a reading that
            was kept, until somebody asks `Readings.of` for it.
        told: problems and advice.
        logged: whatever else was logged, by others.
        answers: what was asked on the way.
        digest: of all that it is made of; "" where that cannot be known.
        key: under which it is kept, "" where it is not.
    """

    html: str
    metadata: dict[str, Any]
    told: list[Told]
    logged: list[LogRecord]
    answers: dict[Question, str]
    digest: str = ""
    key: str = ""

    @property
    def may_be_kept(self) -> bool:
        """Whether it may be used again; how a problem is told depends on all files around."""
        return not self.logged and all(told.is_advice for told in self.told)

    def tell(self, file: Path) -> None:
        """Log what there is to tell of the file."""
        for told in self.told:
            tell(file, told)
        tell_again(self.logged)


class Reader(Protocol):
    """What reads texts, and knows the templates of the theme."""

    def read_whole(self, file: Path, raw: bytes) -> tuple[str, dict[str, Any]]: ...

    def made_of(self, template: str) -> str: ...


def reading(reader: Reader, file: Path, raw: bytes) -> Reading:
    """Return what comes of a file with these bytes."""
    with heard() as logged, held() as told, noted() as answers:
        html, metadata = reader.read_whole(file, raw)
    return Reading(html, metadata, told, logged, answers)


@dataclass(frozen=True, slots=True)
class Work:
    """Reads one of several files."""

    reader: Reader

    def __call__(self, item: tuple[Path, bytes]) -> Reading | None:
        """Return what comes of a file; None where reading fails, which shall happen when it is asked for."""
        try:
            return reading(self.reader, *item)
        except Exception:  # noqa: BLE001 (whatever it is, it is raised again then)
            return None


class Readings:
    """The readings of one build.

    Attributes:
        keys: under which readings are kept that were asked for, "" for those that are not.
        content: the content folder.
        store: where they are kept, None where nothing is.
    """

    def __init__(self, settings: Mapping[str, Any], store: Store | None) -> None:
        self.content = Path(settings["PATH"])
        # Answers name files by their whole paths: in a copy of the project they would tell of the original's.
        self.key = (key := key_of(settings)) and hashed(key, os.path.abspath(self.content))  # noqa: PTH100
        self.store = store if self.key else None
        self.ready: dict[Path, Reading] = {}
        self.keys: dict[Path, str] = {}
        self.real_place = RealPlaces()
        self.folder = f"{os.path.abspath(self.content)}{os.sep}"  # noqa: PTH100
        self.known: dict[tuple[str, str, str], str] = {}
        self.is_prepared = False

    def of(self, file: Path, reader: Reader) -> Reading:
        """Return what comes of a file; whoever has it may change it. Raises OSError and whatever the reader does."""
        found = self.ready.pop(file, None)
        if found is None:
            raw = file.read_bytes()
            found = self.kept(file, raw, reader) or self.told(file, raw, reading(reader, file, raw))
        self.keys[file] = found.key
        if found.key and not found.metadata:
            found.html, found.metadata = self.whole(file, found.key, reader)
        return found

    def whole(self, file: Path, key: str, reader: Reader) -> tuple[str, dict[str, Any]]:
        """Return HTML and metadata of a text that are kept; read it anew where that is no longer so."""
        found: tuple[str, dict[str, Any]] | None = self.store.get(WORDS, key) if self.store else None
        if found is None:
            made = reading(reader, file, file.read_bytes())
            found = made.html, made.metadata | {DIGEST: digest_of(key, made.answers)}
        return found

    def prepare(self, files: Iterable[Path], reader: Reader) -> None:
        """Read files that will be asked for, on all cores."""
        self.is_prepared = True
        new: list[tuple[Path, bytes]] = []
        if self.store:
            self.store.fetch(SECTION)
        for file in files:
            try:
                raw = file.read_bytes()
            except OSError:
                continue  # it is told when the file is asked for
            if found := self.kept(file, raw, reader):
                self.ready[file] = found
            else:
                new.append((file, raw))
        with steps("texts", len(new)) as step:
            found_now = spread(Work(reader), new, step=step)
        for (file, raw), made in zip(new, found_now, strict=True):
            if made:
                self.ready[file] = self.told(file, raw, made)

    def told(self, file: Path, raw: bytes, made: Reading) -> Reading:
        """Keep a new reading if it may be, and return it."""
        if self.key:
            key = self.key_of(file, raw)
            made.digest = made.metadata[DIGEST] = digest_of(key, made.answers)
            if self.store and made.may_be_kept:
                made.key = key
                self.store.put(SECTION, key, (made.told, tuple(made.answers.items()), made.digest))
                self.store.put(WORDS, key, (made.html, made.metadata))
        return made

    def kept(self, file: Path, raw: bytes, reader: Reader) -> Reading | None:
        """Return what came of the file in a build before; None where it did not, or would not come now."""
        key = self.key_of(file, raw)
        found = self.store.get(SECTION, key) if self.store else None
        if not self.store or found is None:
            return None
        told, answers, digest = found
        if any(self.answer(question, file, reader) != answer for question, answer in answers):
            return None
        self.store.keep(WORDS, key)
        return Reading("", {}, told, [], {}, digest, key)

    def key_of(self, file: Path, raw: bytes) -> str:
        """Return the key under which what comes of these bytes in that place is kept."""
        path = str(file)
        inside = path[len(self.folder) :] if path.startswith(self.folder) else os.path.relpath(file, self.content)
        return hashed(self.key, inside, raw)

    def answer(self, question: Question, file: Path, reader: Reader) -> str:
        """Return what a text would be answered now."""
        kind, about = question
        is_beside = kind == FILE and not about.startswith("/")
        beside = os.path.dirname(file) if is_beside else ""  # noqa: PTH120 (thousands of them)
        asked = kind, about, beside
        if asked not in self.known:
            self.known[asked] = (
                located(about, Path(beside), self.content, self.real_place)
                if is_beside
                else self.answered(kind, about, reader)
            )
        return self.known[asked]

    def answered(self, kind: str, about: str, reader: Reader) -> str:
        """Return what any text would be answered now."""
        if kind == FILE:
            return located(about, self.content, self.content, self.real_place)
        if kind == BYTES:
            file = Path(about)
            return digest(file) if file.is_file() else ""
        if kind == TEMPLATE:
            return reader.made_of(about)
        return str({AHEAD: is_to_come, PASSED: has_passed}[kind](about))


def digest_of(key: str, answers: Mapping[Question, str]) -> str:
    """Return a hash of all that a reading is made of."""
    return hashed(key, *sorted(answers.items()))


def key_of(settings: Mapping[str, Any]) -> str:
    """Return a hash of all settings, and of the files that they name, of which texts are made; "" where it cannot be
    known, as with an object that an extension of Markdown is.
    """
    tables = sorted(Path(settings["WORDS"]).glob("*.toml"))
    try:
        return hashed(
            fingerprint([settings.get(name) for name in USED], function_key),
            *map(extension_key, settings["MARKDOWN"].get("extensions", ())),
            *(part for table in tables for part in (table.name, table.read_bytes())),
        )
    except UnknownError:
        return ""


def function_key(value: object) -> str | None:
    """Return a hash of a function: of its name, and of the file in which it stands."""
    if not isinstance(value, FunctionType) or value.__closure__:
        return None
    defaults = fingerprint([value.__defaults__, value.__kwdefaults__], function_key)
    file = Path(value.__code__.co_filename)
    return hashed(value.__module__, value.__qualname__, defaults, file.read_bytes() if file.is_file() else b"")


def extension_key(extension: object) -> str:
    """Return a hash of the code of an extension of Markdown, "" for one of its own. Raises UnknownError."""
    module = str(extension).partition(":")[0]
    if not isinstance(extension, str):
        raise UnknownError(f"{extension!r} is no name")
    if module in SHORT_NAMES or module.startswith(OF_MARKDOWN):
        return ""
    found = find_spec(module)
    if found is None or not found.origin:
        raise UnknownError(f"{module} is no module")
    return hashed(module, Path(found.origin).read_bytes())
