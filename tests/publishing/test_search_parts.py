"""Putting indexes of the search together: what cannot be read is told, and never put in."""

import gzip

import pytest
from publishing.search_parts import Index, MergeError, Pages, Word, merged, packed, read_index

FIELDS = ("title",)
META = b"\x86\x651.5.2\x81\x82\x6aen_1234567\x05\x81\x83\x61a\x61a\x6aen_7654321\x80\x80\x81\x65title"
CHUNK = b"\x81\x81\x83\x61a\x81\x83\x00\x82\x01\x02\x80\x80"
NAME, PAGE = "en_7654321", ("en_1234567", 5)
INDEX = Index("1.5.2", (PAGE,), FIELDS, {"a": Word(Pages(1, 3, 0, 0, b"\x82\x01\x02\x80"), {})})


def test_index_is_read():
    """Pages, what they tell of themselves, and the pages of each word."""
    assert read_index(packed(META), {NAME: packed(CHUNK)}) == INDEX


@pytest.mark.parametrize(
    ("meta", "chunk"),
    [
        (META, b"\x81\x82" + CHUNK[2:]),
        (META, CHUNK[:-4]),
        (META, b""),
        (META, CHUNK.replace(b"\x61a", b"\x61\xff")),
        (META, CHUNK.replace(b"\x81\x83\x00", b"\x82\x83\x00")),
        (b"\x85" + META[1:], CHUNK),
        (META.replace(b"\x80\x80", b"\x81\x82\x80"), CHUNK),
        (META.replace(b"7654321", b"7654320"), CHUNK),
    ],
    ids=["a-word-too-few", "cut", "empty", "no-text", "a-page-too-few", "another-format", "filters", "no-chunk"],
)
def test_index_that_cannot_be_read(meta, chunk):
    """Whatever is not as Pagefind writes it is an error of its own."""
    with pytest.raises(MergeError):
        read_index(packed(meta), {NAME: packed(chunk)})


@pytest.mark.parametrize("data", [b"", b"text", gzip.compress(META)[:-9]])
def test_file_that_is_not_compressed(data):
    """So is a file that is damaged."""
    with pytest.raises(MergeError):
        read_index(data, {NAME: packed(CHUNK)})


@pytest.mark.parametrize(
    "other",
    [
        INDEX,
        Index("1.5.3", (("en_1234568", 5),), FIELDS, {}),
        Index("1.5.2", (("en_1234568", 5),), ("date",), {}),
        Index("1.5.2", (("en_12345678", 5),), FIELDS, {}),
    ],
    ids=["same-names", "another-version", "other-fields", "longer-name"],
)
def test_indexes_that_do_not_fit(other):
    """Parts of other kinds are not put together, nor such with pages whose names depend on each other."""
    with pytest.raises(MergeError):
        merged("en", [INDEX, other])
