"""Putting indexes of the search together: what cannot be read is told, and never put in."""

import gzip
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import search_parts
from publishing.search_parts import (
    MergeError,
    Meta,
    Page,
    Part,
    Rows,
    alike,
    chunks_of,
    joined,
    name_size,
    packed,
    picked,
    read_meta,
    read_rows,
    short,
    unpacked,
    with_fields,
)

FIELDS = ("title",)
META = b"\x86\x651.5.2\x81\x82\x6aen_1234567\x05\x81\x83\x61a\x61a\x6aen_7654321\x80\x80\x81\x65title"
CHUNK = b"\x81\x81\x83\x61a\x81\x83\x00\x82\x01\x02\x80\x80"
FORM = b"\x81\x81\x83\x64cafe\x80\x81\x82\x65caf\xc3\xa9\x81\x83\x05\x81\x01\x80"
ROWS = Rows.of([("a", 1, 3, 0, 0, b"\x81\x83\x00\x82\x01\x02\x80", 4)])


def test_index_is_read():
    """Names of pages with their lengths, and what they tell of themselves; the pages of each word."""
    assert read_meta(packed(META)) == Meta("1.5.2", (("en_1234567", 5),), ("en_7654321",), FIELDS)
    assert read_rows([packed(CHUNK)]) == ROWS


def test_forms_are_read():
    """A word may be there in a form with other diacritics alone."""
    rows = read_rows([packed(FORM)])

    assert rows.names == (f"cafe{search_parts.FORM}café",)
    assert (rows.firsts[0], rows.lasts[0], rows.counts[0]) == (5, 5, 1)


@pytest.mark.parametrize(
    "meta",
    [
        b"\x85" + META[1:],
        META.replace(b"\x80\x80", b"\x81\x82\x80"),
        META[:9],
        b"",
        META.replace(b"title", b"titl\xff"),
    ],
    ids=["another-format", "filters", "cut", "empty", "no-text"],
)
def test_meta_that_cannot_be_read(meta):
    """Whatever is not as Pagefind writes it is an error of its own."""
    with pytest.raises(MergeError):
        read_meta(packed(meta))


@pytest.mark.parametrize(
    "chunk",
    [
        b"\x81\x82" + CHUNK[2:],
        CHUNK[:-4],
        b"",
        CHUNK.replace(b"\x61a", b"\x61\xff"),
        CHUNK.replace(b"\x81\x83\x00", b"\x82\x83\x00"),
        CHUNK.replace(b"\x61a", b"\x61\x00"),
        CHUNK + b"\x80",
        CHUNK.replace(b"\x82\x01", b"\x9f\x01"),
    ],
    ids=["a-word-too-few", "cut", "empty", "no-text", "a-page-too-few", "no-word", "more", "without-an-end"],
)
def test_chunk_that_cannot_be_read(chunk):
    """So is a chunk."""
    with pytest.raises(MergeError):
        read_rows([packed(chunk)])


@pytest.mark.parametrize(
    "data", [b"", b"text", gzip.compress(META, mtime=0)[:-9]], ids=["nothing", "text", "cut short"]
)
def test_file_that_is_not_compressed(data):
    """So is a file that is damaged."""
    with pytest.raises(MergeError):
        unpacked(data)


def page(number: int, *fields: str) -> Page:
    """Return a page with a name of its own."""
    return Page(f"{number}.html", f"en_{number:09}", 3, fields, "")


def part(texts: list[dict[str, list[int]]], fields: tuple[str, ...] = (), start: int = 0) -> Part:
    """Return the index of pages with words, each at places of the text."""
    found: dict[str, list[tuple[int, bytes]]] = {}
    for number, words in enumerate(texts):
        for word, places in words.items():
            rest = search_parts.listed([search_parts.head(0, place) for place in places]) + b"\x80"
            found.setdefault(word, []).append((number, rest))
    rows = Rows.of(search_parts.row_with(word, pages) for word, pages in found.items())
    return Part("1.5.2", fields, tuple(page(start + number, *fields) for number in range(len(texts))), rows)


WORDS = st.dictionaries(
    st.sampled_from(["a", "ab", "ab\0äb", "b", "cafe\0café", "z" * 30]),
    st.lists(st.integers(0, 70_000), min_size=1, max_size=30),
)
TEXTS = st.lists(WORDS, max_size=6)


@given(TEXTS, TEXTS)
def test_parts_are_joined(first, second):
    """Behind each other, parts are the index of all of their pages."""
    whole = part(first + second)

    assert joined([part(first), part(second, start=len(first))]) == (whole if whole.pages else Part())


@given(TEXTS, TEXTS, st.data())
def test_pages_are_picked(first, second, data):
    """Of whatever parts pages are, they come to the index of them."""
    parts = part(first), part(second, start=len(first))
    known = [(one, number) for one in parts for number in range(len(one.pages))]
    chosen = data.draw(st.lists(st.sampled_from(known), unique_by=id)) if known else []
    texts = {id(parts[0]): first, id(parts[1]): second}
    found = picked(chosen)

    assert found.rows == part([texts[id(one)][number] for one, number in chosen]).rows
    assert found.pages == tuple(one.pages[number] for one, number in chosen)


@given(TEXTS, TEXTS)
def test_chunks_of_parts(first, second):
    """Chunks of parts are those of the index of all, and known by what they are made of."""
    parts = [part(first), part(second, start=len(first))]
    chunks = list(chunks_of(parts))

    assert [chunk.written() for chunk in chunks] == [chunk.written() for chunk in chunks_of([part(first + second)])]
    assert [chunk.key for chunk in chunks] == [chunk.key for chunk in chunks_of(parts)]
    assert read_rows([packed(chunk.written()) for chunk in chunks]) == part(first + second).rows


def test_chunks_are_full():
    """A chunk ends with the word that fills it, behind all of its forms."""
    texts = [{"a": [1] * 30_000, "a\0ä": [1], "b": [1], "c": [1]}]

    assert [list(chunk.names) for chunk in chunks_of([part(texts)])] == [["a", "a\0ä"], ["b", "c"]]


def test_key_of_a_chunk():
    """A chunk is another when a page of a word has another number."""
    later = part([{}, {"a": [1]}])
    (before,) = chunks_of([part([{"a": [1]}])])
    (after,) = chunks_of([later])
    (behind,) = chunks_of([part([{}]), part([{"a": [1]}], start=1)])

    assert len({before.key, after.key, behind.key}) == 3
    assert after.written() == behind.written() != before.written()


TOLD = b"\x83\x00\x81\x01\x83\x20\x00\x21"  # of a page, which has the word in the fields 0 and 1


def test_fields_are_numbered_anew():
    """What pages tell of themselves has the number of its name among those of all."""
    some = replace(part([{}], ("date", "title")), rows=Rows.of([search_parts.row_of("a", b"\x81", TOLD)]))
    (found, other) = alike([some, part([{}], ("image",), 1)])

    assert found.fields == other.fields == ("date", "image", "title")
    assert found.rows.data == b"\x81\x83\x00\x81\x01\x83\x20\x00\x22"
    assert with_fields(found, ("date", "title")) == some


def test_a_field_that_no_page_names():
    """A word in a field that is none is an error."""
    some = replace(part([{}], ("date", "title")), rows=Rows.of([search_parts.row_of("a", b"\x81", TOLD)]))
    with pytest.raises(MergeError):
        with_fields(some, ("date",))


def test_too_many_fields():
    """So are so many that their numbers take another byte."""
    with pytest.raises(MergeError):
        alike([part([{}]), part([{}], tuple(f"{number:02}" for number in range(30)), 1)])


def test_versions():
    """Parts of several versions of Pagefind are not put together."""
    others = part([{"a": [1]}], start=1)
    with pytest.raises(MergeError):
        alike([part([{"a": [1]}]), replace(others, version="1.5.3")])
    with pytest.raises(MergeError):
        picked([(part([{}, {}]), 1), (replace(others, version="1.5.3"), 0)])


@pytest.mark.parametrize(
    ("names", "size"),
    [
        (["en_1234567890", "en_2345678901"], 10),
        (["en_1234567890", "en_1234567901"], 11),
        (["en_1234567890", "en_1234567899", "en_9"], 13),
    ],
)
def test_names_of_pages(names, size):
    """They have as many letters as tell all of them apart, and at least as many as Pagefind's."""
    parts = [Part("1.5.2", (), (Page("a", name, 1, (), ""),)) for name in names]

    assert name_size("en", parts) == size


def test_pages_with_one_name():
    """Two pages that are one are an error."""
    with pytest.raises(MergeError):
        name_size("en", [part([{}]), part([{}])])


def test_names_of_chunks():
    """A name that is taken grows."""
    assert short("en_123456789012", "en", set().__contains__) == "en_1234567"
    assert short("en_123456789012", "en", {"en_1234567"}.__contains__) == "en_123456789"
