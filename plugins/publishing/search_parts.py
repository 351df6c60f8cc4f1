"""One index of the search, put together from indexes of parts of the pages: the one that Pagefind makes of all. Pure.

Pagefind has no increments, and merging indexes in the browser is another search: an index that lacks a word looks for
the beginning of it. What is in the files, and how they are named:
https://github.com/Pagefind/pagefind/tree/v1.5.2/pagefind/src/index

An index has the pages of one language. Its words are in chunks, each with its places on the pages; pages are numbered,
and a word's list of them tells how far each is from the one before. So parts are put behind each other by the first
number of each list alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from itertools import pairwise

SIGNATURE = b"pagefind_dcd"  # begins what is compressed
CHUNK = 20_000  # places and pages after which a chunk is full
HASH = 7  # letters of a hash in a name, unless that is taken
LEVEL = 6  # of compression: half a percent larger than the highest, in a fifth of the time

# What is in the files is CBOR. https://www.rfc-editor.org/rfc/rfc8949#section-3
NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
ARRAY = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
# A page with a word: its number, the places in its text, those in what it tells of itself.
PAGE = re.compile(b"\x83(%b)(%b)%b*+(%b)%b*+" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER), re.DOTALL)
PAGES = re.compile(b"(?:\x83%b%b%b*+%b%b*+)*+" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER), re.DOTALL)
UNSIGNED, TEXT, LIST = 0, 3, 4  # major types


class MergeError(ValueError):
    """Indexes that cannot be put together; the message says why."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages with a word: how many, their places and pages together, the numbers of the first and the last page.

    `rest` is the list as it is written, from behind the number of the first page.
    """

    count: int
    weight: int
    first: int
    last: int
    rest: bytes


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word is: as it is, and in forms with other diacritics, by form."""

    pages: Pages
    forms: Mapping[str, Pages]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a language: hash and length of each page, what pages tell of themselves, and the words."""

    version: str
    pages: tuple[tuple[str, int], ...]
    fields: tuple[str, ...]
    words: Mapping[str, Word]


NONE = Pages(0, 0, 0, 0, b"")


class Reading:
    """Reads CBOR from its beginning. Raises IndexError, UnicodeError or MergeError for what is not as it should be."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def head(self, expected: int) -> int:
        """Return the number, the length or the count that comes next."""
        first = self.data[self.place]
        kind, number = first >> 5, first & 31
        self.place += 1
        if kind != expected or number > 26:  # noqa: PLR2004 (longer than four bytes, or without an end)
            raise MergeError(f"byte {self.place - 1} is {first:#x}")
        if number < 24:  # noqa: PLR2004 (it stands in the first byte)
            return number
        size = 1 << number - 24
        self.place += size
        return int.from_bytes(self.data[self.place - size : self.place])

    def text(self) -> str:
        """Return the text that comes next."""
        size = self.head(TEXT)
        self.place += size
        return self.data[self.place - size : self.place].decode()

    def texts(self) -> tuple[str, ...]:
        """Return the list of texts that comes next."""
        return tuple(self.text() for _ in range(self.head(LIST)))

    def fixed(self, count: int) -> None:
        """Go into a list of so many entries."""
        if self.head(LIST) != count:
            raise MergeError(f"there are not {count} entries before byte {self.place}")

    def pages(self) -> Pages:
        """Return the list of pages that comes next."""
        count = self.head(LIST)
        if not count:
            return NONE
        found = PAGES.match(self.data, self.place)
        end = found.end() if found else self.place
        each = PAGE.findall(self.data, self.place, end)
        if len(each) != count:
            raise MergeError(f"there are not {count} pages at byte {self.place}")
        self.place += 1
        first = self.head(UNSIGNED)
        rest = self.data[self.place : end]
        self.place = end
        numbers, texts, metas = zip(*each, strict=True)
        return Pages(count, count + total(texts) + total(metas), first, total(numbers), rest)


def total(heads: Sequence[bytes]) -> int:
    """Return the sum of what is written in heads of one type: numbers that are not negative, or counts."""
    data = b"".join(heads)
    if len(data) == len(heads):  # most are single bytes, in which the type stands as well
        return sum(data) - len(data) * (data[0] & ~31)
    return sum(one[0] & 31 if len(one) == 1 else int.from_bytes(one[1:]) for one in heads)


def head(kind: int, number: int) -> bytes:
    """Return how a number, a length or a count is written."""
    if number < 24:  # noqa: PLR2004 (it stands in the first byte)
        return bytes([kind << 5 | number])
    size = 0 if number < 1 << 8 else 1 if number < 1 << 16 else 2
    return bytes([kind << 5 | 24 + size]) + number.to_bytes(1 << size)


def text(words: str) -> bytes:
    """Return how a text is written."""
    data = words.encode()
    return head(TEXT, len(data)) + data


def listed(entries: Sequence[bytes]) -> bytes:
    """Return how a list is written."""
    return head(LIST, len(entries)) + b"".join(entries)


def unpacked(data: bytes) -> bytes:
    """Return what is in a file of an index. Raises MergeError."""
    try:
        found = zlib.decompress(data, zlib.MAX_WBITS | 16)
    except zlib.error as error:
        raise MergeError(str(error)) from error
    return found.removeprefix(SIGNATURE)


def packed(data: bytes) -> bytes:
    """Return a file of an index, the same bytes each time."""
    packing = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    return packing.compress(SIGNATURE + data) + packing.flush()


def read_index(meta: bytes, chunks: Mapping[str, bytes]) -> Index:
    """Return an index of its files, the chunks by hash. Raises MergeError."""
    try:
        reading = Reading(unpacked(meta))
        reading.fixed(6)
        version = reading.text()
        pages = tuple(page_of(reading) for _ in range(reading.head(LIST)))
        hashes = [reading.texts()[2] for _ in range(reading.head(LIST))]
        for _ in ("filters", "orders"):
            reading.fixed(0)
        fields = reading.texts()
        words = {word: found for name in hashes for word, found in words_of(unpacked(chunks[name]))}
    except (LookupError, UnicodeError) as error:
        raise MergeError(repr(error)) from error
    return Index(version, pages, fields, words)


def page_of(reading: Reading) -> tuple[str, int]:
    """Return the hash of the page that comes next, and its length in words."""
    reading.fixed(2)
    return reading.text(), reading.head(UNSIGNED)


def words_of(chunk: bytes) -> Iterator[tuple[str, Word]]:
    """Yield the words of a chunk. Raises MergeError, LookupError, UnicodeError."""
    reading = Reading(chunk)
    reading.fixed(1)
    for _ in range(reading.head(LIST)):
        reading.fixed(3)
        word, pages, forms = reading.text(), reading.pages(), {}
        for _ in range(reading.head(LIST)):
            reading.fixed(2)
            form = reading.text()
            forms[form] = reading.pages()
        yield word, Word(pages, forms)


def merged(language: str, parts: Sequence[Index]) -> tuple[str, bytes, dict[str, bytes]]:
    """Return the index of all pages: its hash, what tells of it, and its chunks by hash; nothing is compressed.

    Raises MergeError for parts that are not alike, and for two pages of one name.
    """
    first = parts[0]
    if any((part.version, part.fields) != (first.version, first.fields) for part in parts):
        raise MergeError("parts tell other things of their pages")
    pages = [page for part in parts for page in part.pages]
    if len({name for name, _ in pages}) < len(pages) or any(len(name) != len(language) + 1 + HASH for name, _ in pages):
        raise MergeError("two pages have one name")
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part.pages))
    found: dict[str, bytes] = {}
    told = []
    for words in full(sorted({word for part in parts for word in part.words}), parts):
        data = b"\x81" + listed([written(word, parts, starts) for word in words])
        name = short(f"{language}_{full_hash(data)}", language, found)
        found[name] = data
        told.append([words[0], words[-1], name])
    trim(told)
    meta = b"\x86" + b"".join(
        [
            text(first.version),
            listed([b"\x82" + text(name) + head(UNSIGNED, length) for name, length in pages]),
            listed([listed([text(one) for one in chunk]) for chunk in told]),
            listed([]),
            listed([]),
            listed([text(field) for field in first.fields]),
        ]
    )
    return f"{language}_{full_hash(meta)[: len(language) + 1 + HASH]}", meta, found


def full(words: Iterable[str], parts: Sequence[Index]) -> Iterator[list[str]]:
    """Yield the words of each chunk."""
    chunk: list[str] = []
    weight = 0
    for word in words:
        chunk.append(word)
        weight += sum(part.words[word].pages.weight for part in parts if word in part.words)
        if weight >= CHUNK:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def written(word: str, parts: Sequence[Index], starts: Sequence[int]) -> bytes:
    """Return how a word is written with all of its pages."""
    found = [(part.words[word], start) for part, start in zip(parts, starts, strict=False) if word in part.words]
    forms: dict[str, list[tuple[Pages, int]]] = {}
    for one, start in found:
        for form, pages in one.forms.items():
            forms.setdefault(form, []).append((pages, start))
    others = listed([b"\x82" + text(form) + joined(runs) for form, runs in forms.items()])
    return b"\x83" + text(word) + joined([(one.pages, start) for one, start in found]) + others


def joined(runs: Iterable[tuple[Pages, int]]) -> bytes:
    """Return lists of pages as one, each with the number of its part's first page."""
    parts, last, count = [], 0, 0
    for pages, start in runs:
        if pages.count:
            parts += [b"\x83", head(UNSIGNED, start + pages.first - last), pages.rest]
            last, count = start + pages.last, count + pages.count
    return head(LIST, count) + b"".join(parts)


def trim(chunks: Sequence[list[str]]) -> None:
    """Shorten the first and last words of chunks to what tells them apart."""
    for before, after in pairwise(chunks):
        last, first = before[1], after[0]
        same = next((place for place, (a, b) in enumerate(zip(last, first, strict=False)) if a != b), -1)
        size = (min(len(last), len(first)) if same < 0 else same) + 1
        if last[:size] >= before[0]:
            before[1] = last[:size]
        after[0] = first[:size]


def full_hash(data: bytes) -> str:
    """Return Pagefind's hash, of bytes in hexadecimal digits without leading noughts."""
    return "".join(f"{byte:x}" for byte in sha1(data, usedforsecurity=False).digest())


def short(name: str, language: str, taken: Mapping[str, bytes]) -> str:
    """Return the beginning of a name that no other chunk has."""
    size = len(language) + 1 + HASH
    while name[:size] in taken and size < len(name):
        size += 2
    return name[:size]
