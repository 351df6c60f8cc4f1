"""What networks will cut is told to the writer of a post; it stops nothing."""

from dataclasses import replace

import pytest
from factories import picture, site, source
from social.advice import SUMMARY_LENGTH, TITLE_BYTES, advice
from social.metadata import describe
from social.model import PageKind, Visibility


def told(fields, kind=PageKind.ARTICLE, **changes) -> list[str]:
    """Return the keys that advice is about."""
    found = source(kind, {"summary": "Words", **fields}, **changes)
    return [piece.key for piece in advice(found, describe(found, site()))]


@pytest.mark.parametrize(
    ("fields", "changes", "keys"),
    [
        ({}, {"heading": "x" * TITLE_BYTES}, []),
        ({}, {"heading": "x" * (TITLE_BYTES + 1)}, ["title"]),
        ({}, {"heading": "é" * (TITLE_BYTES // 2 + 1)}, ["title"]),
        # what networks show counts
        ({"share_title": "Short"}, {"heading": "x" * 200}, []),
        ({"share_title": "x" * 200}, {}, ["share_title"]),
    ],
)
def test_long_titles(fields, changes, keys):
    """Discord counts bytes."""
    assert told(fields, **changes) == keys


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({"summary": "x" * SUMMARY_LENGTH}, []),
        ({"summary": "x" * (SUMMARY_LENGTH + 1)}, ["summary"]),
        ({"summary": "x" * 300, "share_description": "Short"}, []),
        ({"share_description": "x" * 300}, ["share_description"]),
        ({"summary": ""}, ["summary"]),
    ],
)
def test_summaries(fields, keys):
    """A long one is cut, and without one the beginning of the text stands for it."""
    assert told(fields, first_paragraph="The beginning.") == keys


@pytest.mark.parametrize(
    ("kind", "changes"),
    [(PageKind.PAGE, {}), (PageKind.TAG, {"entries": 3}), (PageKind.ARTICLE, {"visibility": Visibility.DRAFT})],
)
def test_only_posts_that_are_found(kind, changes):
    """Lists, pages and drafts are no matter of sharing."""
    assert told({}, kind, heading="x" * 200, **changes) == []


@pytest.mark.parametrize(("language", "keys"), [("en-GB", []), ("en", []), ("en-US", []), ("pt", ["lang"])])
def test_words_of_the_theme(language, keys):
    """A text in a language that the theme does not speak is published, and its writer knows."""
    assert told({}, language=language) == keys


@pytest.mark.parametrize(("kind", "keys"), [(PageKind.HOME, ["lang"]), (PageKind.ARTICLE, []), (PageKind.TAG, [])])
def test_words_of_a_whole_site(kind, keys):
    """Of the site's own language it is told once, in English as all messages are."""
    found = source(kind, fields={"summary": "Words"}, language="ja")
    pieces = list(advice(found, describe(found, replace(site(), language="ja"))))

    assert [piece.key for piece in pieces] == keys
    assert all("in English: there is no theme/words/ja.toml for Japanese" in piece.message for piece in pieces)


def test_words_of_the_theme_are_named():
    """Both languages are called by their names."""
    found = source(fields={"summary": "Words"}, language="pt-BR")
    (piece,) = advice(found, describe(found, site()))

    table = "theme/words/pt.toml"
    assert piece.message == f"menus and buttons around this text are in English: there is no {table} for Portuguese"


@pytest.mark.parametrize(("size", "keys"), [((200, 200), []), ((199, 400), ["image"]), ((400, 20), ["image"])])
def test_tiny_pictures(size, keys):
    """A picture that no network shows is told, whatever the card is made of."""
    width, height = size

    assert told({"card": "text"}, picture=picture(width=width, height=height)) == keys
