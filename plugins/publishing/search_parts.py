"""One index of the search, put together from indexes of parts of the pages: the one that Pagefind makes of all. Pure.

Pagefind has no increments, and merging indexes in the browser is another search: an index that lacks a word looks for
the beginning of it. What is in the files, and how they are named:
https://github.com/Pagefind/pagefind/tree/v1.5.2/pagefind/src/index

An index has the pages of one language. Its words are in chunks, each with its places on the pages; pages are numbered,
and a word's list of them tells how far each is from the one before. So parts are put behind each other by the first
number of each list alone, and only what is taken out of the middle of one is read page by page.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b, sha1
from itertools import accumulate, chain, pairwise
from operator import sub
from sys import intern

SIGNATURE = b"pagefind_dcd"  # begins what is compressed
CHUNK = 20_000  # places and pages after which a chunk is full
HASH = 7  # letters of a hash in a name, unless that is taken
LEVEL, MEMORY = 4, 9  # of compression: five percent larger than with the highest level, in a fifteenth of the time
FORM = "\0"  # in the name of a row, between a word and a form of it with other diacritics; no page has it
KEY = 16  # bytes of the hash of what a chunk is made of

# What is in the files is CBOR. https://www.rfc-editor.org/rfc/rfc8949#section-3
NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
ARRAY = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
STRING = b"(?:%b)" % b"|".join(
    [re.escape(bytes([0x60 + size])) + b".{%d}" % size for size in range(24)]
    + [b"\x78" + re.escape(bytes([size])) + b".{%d}" % size for size in range(24, 256)]
)
# A page with a word: its number, the places in its text, those in what it tells of itself.
ONE = b"\x83%b%b%b*+%b%b*+" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER)
FORMS = b"\x82%b%b(?:%b)*+" % (STRING, ARRAY, ONE)
# A word, how many pages it is on, these, and its forms, which have pages of their own.
WORD = re.compile(b"\x83(%b)(%b)((?:%b)*+)(\x80|%b(?:%b)++)" % (STRING, ARRAY, ONE, ARRAY, FORMS), re.DOTALL)
FORM_OF_WORD = re.compile(b"\x82(%b)(%b)((?:%b)*+)" % (STRING, ARRAY, ONE), re.DOTALL)
COUNTS = re.compile(b"\x83(%b)(%b)%b*+(%b)%b*+" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER), re.DOTALL)
PAGE = re.compile(b"\x83(%b)(%b%b*+%b%b*+)" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER), re.DOTALL)
PAGE_WITH_FIELDS = re.compile(b"(\x83%b%b%b*+%b)(%b*+)" % (NUMBER, ARRAY, NUMBER, ARRAY, NUMBER), re.DOTALL)
EACH = re.compile(NUMBER, re.DOTALL)
UNSIGNED, NEGATIVE, TEXT, LIST = 0, 1, 3, 4  # major types
SHORT = 24  # numbers below it stand in the first byte
NONE = b"\x80"  # an empty list


class MergeError(ValueError):
    """Indexes that cannot be put together; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an index.

    Attributes:
        path: of its file in the site.
        name: language and whole hash of its fragment, of which files have the beginning.
        length: in words.
        fields: what it tells of itself, such as "title", sorted.
        digest: hash of the file with its fragment.
    """

    path: str
    name: str
    length: int
    fields: tuple[str, ...]
    digest: str


Row = tuple[str, int, int, int, int, bytes, int]
"""Name, count, weight, first, last, the list of pages as it is written, and bytes of it behind the first number."""


@dataclass(slots=True)
class Run:
    """The pages of a row that is put together.

    Attributes:
        count: of them.
        weight: how many they are with all of their places.
        first: the number of the first.
        last: the number of the last.
        written: they themselves, as they are written.
    """

    first: int
    count: int = 0
    weight: int = 0
    last: int = 0
    written: list[bytes] = field(default_factory=list)

    def row(self, name: str) -> Row:
        """Return the row of them."""
        written = self.listed()
        rest = len(written) - len(list_head(self.count)) - len(self.written[0])
        return name, self.count, self.weight, self.first, self.last, written, rest

    def listed(self) -> bytes:
        """Return the list of them as it is written."""
        return list_head(self.count) + b"".join(self.written)


def numbers() -> array[int]:
    """Return a column of numbers, without rows."""
    return array("I")


@dataclass(frozen=True, slots=True)
class Rows:
    """Which words are on which pages. A row is a word, or a form of one: its name is then word, `FORM`, form.

    Attributes:
        names: of the rows, sorted.
        data: their lists of pages as they are written, one behind the other.
        ends: where in the data each ends.
        rests: where what follows the number of its first page begins.
        counts: how many pages it has.
        weights: how many they are with all of their places.
        firsts: the number of its first page.
        lasts: the number of its last page.
    """

    names: Sequence[str] = ()
    data: bytes = b""
    ends: array[int] = field(default_factory=numbers)
    rests: array[int] = field(default_factory=numbers)
    counts: array[int] = field(default_factory=numbers)
    weights: array[int] = field(default_factory=numbers)
    firsts: array[int] = field(default_factory=numbers)
    lasts: array[int] = field(default_factory=numbers)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Rows:
        """Return rows, in any order."""
        columns = tuple(zip(*sorted(rows), strict=True))
        if not columns:
            return cls()
        names, counts, weights, firsts, lasts, data, rests = columns
        ends = array("I", accumulate(map(len, data)))
        begins = array("I", map(sub, ends, rests))
        return cls(names, b"".join(data), ends, begins, *(array("I", one) for one in (counts, weights, firsts, lasts)))

    def add_to(self, found: dict[str, Run], start: int, begin: int = 0, end: int | None = None) -> None:
        """Add rows behind those that were found; their first page has the number `start` there."""
        some = slice(begin, end)
        data = self.data
        for name, count, weight, first, last, rest, stop in zip(
            self.names[some],
            self.counts[some],
            self.weights[some],
            self.firsts[some],
            self.lasts[some],
            self.rests[some],
            self.ends[some],
            strict=True,
        ):
            run = found.get(name)
            if run is None:
                run = found[name] = Run(start + first)
            run.written += (page_head(start + first - run.last), data[rest:stop])
            run.count += count
            run.weight += weight
            run.last = start + last

    def row(self, row: int) -> Row:
        """Return a row."""
        end = self.ends[row]
        written = self.data[self.ends[row - 1] if row else 0 : end]
        numbers = self.counts[row], self.weights[row], self.firsts[row], self.lasts[row]
        return self.names[row], *numbers, written, end - self.rests[row]

    def pages(self, row: int) -> tuple[list[int], tuple[bytes, ...]]:
        """Return the numbers of the pages of a row, and what follows each."""
        found = PAGE.findall(self.data, self.rests[row] - len(page_head(self.firsts[row])), self.ends[row])
        heads, rests = zip(*found, strict=True)
        data = b"".join(heads)
        steps = data if len(data) == len(heads) else (total([one]) for one in heads)  # most are single bytes
        return list(accumulate(steps)), rests


@dataclass(frozen=True, slots=True)
class Part:
    """The index of some pages of a language.

    Attributes:
        version: of Pagefind.
        fields: what pages tell of themselves, by the numbers that rows have for it; sorted.
        pages: by their numbers.
        rows: the words.
    """

    version: str = ""
    fields: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    rows: Rows = field(default_factory=Rows)


# --- Reading what Pagefind has made -----------------------------------------------------------------------------------


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
        if number < SHORT:
            return number
        size = 1 << number - SHORT
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


def total(heads: Sequence[bytes]) -> int:
    """Return the sum of what is written in heads of one type: numbers that are not negative, or counts."""
    data = b"".join(heads)
    if len(data) == len(heads):  # most are single bytes, in which the type stands as well
        return sum(data) - len(data) * (data[0] & ~31)
    return sum(one[0] & 31 if len(one) == 1 else int.from_bytes(one[1:]) for one in heads)


def head(kind: int, number: int) -> bytes:
    """Return how a number, a length or a count is written."""
    if number < SHORT:
        return bytes([kind << 5 | number])
    size = 0 if number < 1 << 8 else 1 if number < 1 << 16 else 2
    return bytes([kind << 5 | SHORT + size]) + number.to_bytes(1 << size)


@cache
def list_head(count: int) -> bytes:
    """Return how a list of so many entries begins."""
    return head(LIST, count)


@cache
def page_head(number: int) -> bytes:
    """Return how a page begins that is so far from the one before."""
    return b"\x83" + head(UNSIGNED, number)


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
    packing = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16, memLevel=MEMORY)
    return packing.compress(SIGNATURE + data) + packing.flush()


@dataclass(frozen=True, slots=True)
class Meta:
    """What tells of an index: Pagefind's version, names of pages with their lengths, names of chunks, and fields."""

    version: str
    pages: tuple[tuple[str, int], ...]
    chunks: tuple[str, ...]
    fields: tuple[str, ...]


def read_meta(data: bytes) -> Meta:
    """Return what tells of an index. Raises MergeError."""
    reading = Reading(unpacked(data))
    try:
        reading.fixed(6)
        version = reading.text()
        pages = tuple(page_of(reading) for _ in range(reading.head(LIST)))
        chunks = tuple(reading.texts()[2] for _ in range(reading.head(LIST)))
        for _ in ("filters", "orders"):
            reading.fixed(0)
        return Meta(version, pages, chunks, reading.texts())
    except (IndexError, UnicodeError) as error:
        raise MergeError(repr(error)) from error


def page_of(reading: Reading) -> tuple[str, int]:
    """Return the hash of the page that comes next, and its length in words."""
    reading.fixed(2)
    return reading.text(), reading.head(UNSIGNED)


def read_rows(chunks: Iterable[bytes]) -> Rows:
    """Return the words of the files of chunks. Raises MergeError."""
    return Rows.of(row for chunk in chunks for row in rows_of(unpacked(chunk)))


def rows_of(chunk: bytes) -> Iterator[Row]:
    """Yield the rows of a chunk. Raises MergeError."""
    try:
        reading = Reading(chunk)
        reading.fixed(1)
        count, end = reading.head(LIST), reading.place
        words = WORD.findall(chunk, end)
        if len(words) != count or sum(map(len, chain.from_iterable(words))) + count != len(chunk) - end:
            raise MergeError(f"there are not {count} words")
        for string, pages, run, forms in words:
            word = string[1 if len(string) <= SHORT else 2 :].decode()
            if FORM in word:
                raise MergeError(f"{word!r} is no word")
            if run:
                yield row_of(word, pages, run)
            if forms != NONE:
                for other, its_pages, its_run in FORM_OF_WORD.findall(forms):
                    form = other[1 if len(other) <= SHORT else 2 :].decode()
                    yield row_of(f"{word}{FORM}{form}", its_pages, its_run)
    except (IndexError, UnicodeError) as error:
        raise MergeError(repr(error)) from error


def row_of(name: str, count: bytes, run: bytes) -> Row:
    """Return a row, by how many pages there are, and these, as they are written. Raises MergeError."""
    each = COUNTS.findall(run)
    size = len(each)
    if list_head(size) != count:
        raise MergeError(f"{name!r} is on other pages")
    heads = b"".join(chain.from_iterable(each))
    if len(heads) == 3 * size:  # most are single bytes
        first, last = heads[0], sum(heads[::3])
        weight = size + sum(heads) - last - size * 2 * (LIST << 5)
    else:
        numbers, places, others = zip(*each, strict=True)
        first, last = total(numbers[:1]), total(numbers)
        weight = size + total(places + others)
    # Parts have most words in common, and each name takes more memory than the pages of a rare word.
    return intern(name), size, weight, first, last, count + run, len(run) - len(page_head(first))


# --- Taking parts apart, and putting them together --------------------------------------------------------------------


def picked(places: Sequence[tuple[Part, int]]) -> Part:
    """Return the index of pages, each given by a part and its number there. Raises MergeError."""
    parts = list({id(part): part for part, _ in places}.values())
    if [(id(part), number) for part, number in places] == [
        (id(part), number) for part in parts for number in range(len(part.pages))
    ]:
        return joined(parts)
    fields = tuple(sorted({name for part in parts for name in part.fields}))
    numbers: dict[int, dict[int, int]] = {id(part): {} for part in parts}
    for after, (part, before) in enumerate(places):
        numbers[id(part)][before] = after
    *others, most = sorted(parts, key=lambda part: len(numbers[id(part)]))
    added: dict[str, list[tuple[int, bytes]]] = {}
    for part in others:
        for name, pages in pages_of(with_fields(part, fields).rows, numbers[id(part)]):
            added.setdefault(name, []).extend(pages)
    rows = replaced(with_fields(most, fields).rows, len(most.pages), numbers[id(most)], added)
    versions = {part.version for part in parts}
    if len(versions) > 1:
        raise MergeError("parts were made by several versions")
    return Part(most.version, fields, tuple(part.pages[number] for part, number in places), Rows.of(rows))


def pages_of(rows: Rows, numbers: Mapping[int, int]) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    """Yield the name of each row that is on some pages, and these with new numbers: each with what follows that."""
    for row, name in enumerate(rows.names):
        if pages := [
            (numbers[number], rest) for number, rest in zip(*rows.pages(row), strict=True) if number in numbers
        ]:
            yield name, pages


def replaced(
    rows: Rows, count: int, numbers: Mapping[int, int], added: dict[str, list[tuple[int, bytes]]]
) -> Iterator[Row]:
    """Yield rows with some of their pages, of which there are `count`, under new numbers; and with what is added."""
    is_same = all(before == after for before, after in numbers.items())
    gone = {number for number in range(count) if number not in numbers} if is_same else set(range(count))
    least, most = min(gone, default=count), max(gone, default=-1)
    for row, (name, first, last) in enumerate(zip(rows.names, rows.firsts, rows.lasts, strict=True)):
        new = added.pop(name, [])
        if not new and (last < least or first > most):
            yield rows.row(row)
            continue
        before, rests = rows.pages(row)
        if not new and is_same and gone.isdisjoint(before):
            yield rows.row(row)
            continue
        kept = [(numbers[number], rest) for number, rest in zip(before, rests, strict=True) if number in numbers]
        if pages := sorted(new + kept):
            yield row_with(name, pages)
    for name, pages in added.items():
        yield row_with(name, sorted(pages))


def row_with(name: str, pages: Sequence[tuple[int, bytes]]) -> Row:
    """Return a row by the numbers of its pages, and what follows each."""
    before = 0
    run: list[bytes] = []
    for number, rest in pages:
        run += (page_head(number - before), rest)
        before = number
    return row_of(name, list_head(len(pages)), b"".join(run))


def joined(parts: Iterable[Part]) -> Part:
    """Return the index of the pages of all parts, one behind the other. Raises MergeError for parts not alike."""
    parts = alike([part for part in parts if part.pages])
    if len(parts) < 2:  # noqa: PLR2004 (there is nothing to join)
        return parts[0] if parts else Part()
    found: dict[str, Run] = {}
    for start, part in zip(starts_of(parts), parts, strict=True):
        part.rows.add_to(found, start)
    pages = tuple(page for part in parts for page in part.pages)
    rows = Rows.of(run.row(name) for name, run in found.items())
    return Part(parts[0].version, parts[0].fields, pages, rows)


def starts_of(parts: Iterable[Part]) -> list[int]:
    """Return the number of the first page of each part, where they stand one behind the other."""
    return [0, *accumulate(len(part.pages) for part in parts)][:-1]


def alike(parts: Sequence[Part]) -> list[Part]:
    """Return parts with the numbers for fields that an index of all has; one without pages is as it is.

    Raises MergeError for parts by several versions of Pagefind.
    """
    if len({part.version for part in parts if part.pages}) > 1:
        raise MergeError("parts were made by several versions")
    fields = tuple(sorted({name for part in parts for page in part.pages for name in page.fields}))
    return [with_fields(part, fields) if part.pages else part for part in parts]


def with_fields(part: Part, fields: tuple[str, ...]) -> Part:
    """Return a part with other numbers for what its pages tell of themselves. Raises MergeError."""
    if part.fields == fields:
        return part
    if max(len(fields), len(part.fields)) >= SHORT:
        raise MergeError(f"pages tell {len(fields)} things of themselves")
    heads = {
        head(NEGATIVE, old): head(NEGATIVE, fields.index(name))
        for old, name in enumerate(part.fields)
        if name in fields
    }

    def renumbered(page: re.Match[bytes]) -> bytes:
        if not page[2]:
            return page[0]
        each = EACH.findall(page[2])
        return page[1] + b"".join([heads[one] if one[0] >> 5 == NEGATIVE else one for one in each])

    rows = part.rows
    data = []
    try:
        for rest, end, first, count in zip(rows.rests, rows.ends, rows.firsts, rows.counts, strict=True):
            begin = rest - len(page_head(first))
            data += [list_head(count), PAGE_WITH_FIELDS.sub(renumbered, rows.data[begin:end])]
    except KeyError as error:
        raise MergeError("a page tells something else of itself than it says") from error
    return replace(part, fields=fields, rows=replace(rows, data=b"".join(data)))


# --- Writing the index of all pages -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some words of an index.

    Attributes:
        names: of its rows, sorted.
        key: hash of all that it is made of.
        ranges: each part with the number of its first page, and the first and last of its rows that belong to it.
    """

    names: Sequence[str]
    key: str
    ranges: Sequence[tuple[Rows, int, int, int]]

    def written(self) -> bytes:
        """Return what is in its file, before that is compressed."""
        found: dict[str, Run] = {}
        for rows, start, begin, end in self.ranges:
            rows.add_to(found, start, begin, end)
        words: dict[str, tuple[bytes, list[bytes]]] = {}
        for name in self.names:
            word, mark, form = name.partition(FORM)
            pages = found[name].listed()
            if not mark:
                words[word] = pages, []
            else:
                words.setdefault(word, (NONE, []))[1].append(b"\x82" + text(form) + pages)
        return b"\x81" + listed(
            [b"\x83" + text(word) + pages + listed(forms) for word, (pages, forms) in words.items()]
        )


def chunks_of(parts: Sequence[Part]) -> Iterator[Chunk]:
    """Yield the chunks of the index of the pages of parts that are alike."""
    weights: dict[str, int] = {}
    for part in parts:
        for name, weight in zip(part.rows.names, part.rows.weights, strict=True):
            weights[name] = weights.get(name, 0) + weight
    starts = starts_of(parts)
    places = [0] * len(parts)
    for names, following in full(weights):
        found = blake2b(digest_size=KEY)
        ranges = []
        for number, (part, start, begin) in enumerate(zip(parts, starts, places, strict=True)):
            rows = part.rows
            end = bisect_left(rows.names, following, begin) if following else len(rows.names)
            if begin < end:
                data = memoryview(rows.data)[rows.ends[begin - 1] if begin else 0 : rows.ends[end - 1]]
                found.update(f"{start} {len(data)} {FORM.join(rows.names[begin:end])} ".encode())
                found.update(data)
                ranges.append((rows, start, begin, end))
                places[number] = end
        yield Chunk(names, found.hexdigest(), ranges)


def full(weights: Mapping[str, int]) -> Iterator[tuple[list[str], str]]:
    """Yield the names of the rows of each chunk, and the first of the next one, "" behind the last."""
    chunk: list[str] = []
    weight = 0
    word = ""
    for name in sorted(weights):
        before, (word, mark, _) = word, name.partition(FORM)
        if weight >= CHUNK and word != before:
            yield chunk, name
            chunk, weight = [], 0
        chunk.append(name)
        weight += 0 if mark else weights[name]
    if chunk:
        yield chunk, ""


def meta_of(language: str, parts: Sequence[Part], told: Sequence[list[str]], size: int) -> tuple[str, bytes]:
    """Return the hash of what tells of the index of all pages, and that, before it is compressed.

    Args:
        language: the name of it.
        parts: of its pages, alike.
        told: first word, last word and name of each chunk.
        size: of the names of pages.
    """
    trim(told)
    pages = [page for part in parts for page in part.pages]
    meta = b"\x86" + b"".join(
        [
            text(parts[0].version),
            listed([b"\x82" + text(page.name[:size]) + head(UNSIGNED, page.length) for page in pages]),
            listed([listed([text(one) for one in chunk]) for chunk in told]),
            listed([]),
            listed([]),
            listed([text(name) for name in parts[0].fields]),
        ]
    )
    return f"{language}_{full_hash(meta)[: len(language) + 1 + HASH]}", meta


def name_size(language: str, parts: Iterable[Part]) -> int:
    """Return how many letters of the names of pages tell all of them apart; at least so many as Pagefind takes."""
    names = [page.name for part in parts for page in part.pages]
    size = len(language) + 1 + HASH
    while len({name[:size] for name in names}) < len(names):
        if size > max(map(len, names)):
            raise MergeError("two pages are one")
        size += 1
    return size


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


def short(name: str, language: str, is_taken: Callable[[str], bool]) -> str:
    """Return the beginning of a name that no other chunk has."""
    size = len(language) + 1 + HASH
    while is_taken(name[:size]) and size < len(name):
        size += 2
    return name[:size]


def word_of(name: str) -> str:
    """Return the word of a row, by its name."""
    return name.partition(FORM)[0]
