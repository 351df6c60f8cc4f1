"""One table says which keys there are, where, and what they accept."""

import pytest
from writing.front_matter import parse
from writing.schema import ELSEWHERE_CALLED, KEYS, Kind, Mistake, known, mistakes, table

COMPLETE = {
    Kind.POSTS: "Title: A\nDate: 2026-01-01\nCategory: B\n",
    Kind.PAGES: "Title: A\n",
    Kind.TOPICS: "Title: A\n",
    Kind.AUTHORS: "Title: A\n",
    Kind.HOME: "Title: A\n",
}


def found(kind: Kind, lines: str, extra: tuple[str, ...] = ()) -> list[Mistake]:
    """Return the mistakes in a file of a kind that has these lines after those that it must have."""
    return list(mistakes(parse(f"{COMPLETE[kind]}{lines}\n\nText.").fields, kind, extra))


@pytest.mark.parametrize("kind", Kind)
def test_required_keys_suffice(kind):
    """A file with what it must have has no mistake."""
    assert found(kind, "") == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Kind.POSTS, ["title", "date", "category"]),
        (Kind.PAGES, ["title"]),
        (Kind.TOPICS, ["title"]),
        (Kind.AUTHORS, ["title"]),
        (Kind.HOME, ["title"]),
    ],
)
def test_missing_keys(kind, missing):
    """Each is named; an empty one is missing too."""
    assert [mistake.key for mistake in mistakes({}, kind)] == missing
    assert [mistake.key for mistake in mistakes(parse("Title:\nDate:\nCategory:\n").fields, kind)][
        -len(missing) :
    ] == missing


@pytest.mark.parametrize(
    ("kind", "line", "told"),
    [
        # a slip of the pen
        (Kind.POSTS, "Sumary: x", 'there is no key "Sumary"; did you mean Summary?'),
        (Kind.POSTS, "image-al: x", 'there is no key "Image_Al"; did you mean Image_Alt?'),
        (Kind.AUTHORS, "Twiter: @a", 'there is no key "Twiter"; did you mean Twitter?'),
        # what other tools call it
        (Kind.POSTS, "description: x", 'there is no key "Description"; here it is Summary'),
        (Kind.POSTS, "lastmod: 2026-01-01", 'there is no key "Lastmod"; here it is Modified'),
        (Kind.POSTS, "Cover: a.png", 'there is no key "Cover"; here it is Image'),
        # nothing like it
        (Kind.POSTS, "xyzzy: 1", 'there is no key "Xyzzy"; docs/writing.md lists those that are'),
        # a key of another kind of file
        (Kind.POSTS, "Order: 1", "Order has no meaning in posts, only in topics; take it out"),
        (Kind.PAGES, "Sponsored: true", "Sponsored has no meaning in pages, only in posts; take it out"),
        # one value
        (Kind.POSTS, "Summary: a\nSummary: b", "Summary has 2 values, but takes one; keep one of them"),
        # forms
        (Kind.POSTS, "Card: big", 'Card: "big" cannot be used; write text, picture or none'),
        (Kind.POSTS, "Slug: a b", 'Slug: "a b" cannot be used; write letters a to z, digits and hyphens, 100 at most'),
        (Kind.POSTS, "Canonical: a/b", 'Canonical: "a/b" cannot be used; write it whole, with https://'),
        (Kind.POSTS, "Translation: maybe", 'Translation: "maybe" cannot be used; write true or false'),
        (Kind.TOPICS, "Order: first", 'Order: "first" cannot be used; write a number'),
    ],
)
def test_mistakes(kind, line, told):
    """What cannot be right is told on its line, with what to write instead."""
    (mistake,) = found(kind, line)

    assert mistake.message == told
    assert mistake.line == COMPLETE[kind].count("\n") + 1


@pytest.mark.parametrize(
    "line",
    [
        *("Share_Text_X: a", "share-text-mastodon: a", "Tags: a\nTags: b", "robots: noindex\nrobots: nofollow"),
        *("Card: TEXT", "Lang: pt-BR", "Summary:", "Sponsored: Yes"),
    ],
)
def test_what_is_right(line):
    """Any case, hyphens for underscores, several values where a list may stand, an empty key that is not required."""
    assert found(Kind.POSTS, line) == []


def test_extra_keys():
    """The settings may allow keys that plugins or templates of the agency read."""
    assert found(Kind.POSTS, "Client: x", extra=("Client",)) == []


def test_names_from_elsewhere_are_no_names_here():
    """A hint leads to a key that there is, from one that there is not."""
    assert all(known(other) is None for other in ELSEWHERE_CALLED)
    assert all(known(here.lower()) for here in ELSEWHERE_CALLED.values())


def test_keys_are_told_apart():
    """No key stands twice in the table, and each form comes with what to write instead."""
    assert len({key.key for key in KEYS}) == len(KEYS)
    assert all(bool(key.form) is bool(key.advice) for key in KEYS)
    assert all(key.required <= key.where for key in KEYS)


def test_table():
    """One row a key, in Markdown."""
    rows = table().splitlines()

    assert rows[0] == "| key | in | accepted | without it |"
    assert len(rows) == 2 + len(KEYS)
    assert all(row.count("|") == 5 for row in rows)
