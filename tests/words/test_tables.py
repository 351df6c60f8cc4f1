"""Interface words: one table a language, complete, with the plural forms that the language has."""

import re

import pytest
from babel import Locale
from factories import ROOT, WORDS
from words.tables import TableError, Words, choose, fields, in_language, read_tables

TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))
SAID = re.compile(r"""\.say\(\s*"([a-z_]+)\"""")
ENGLISH = Words(
    "en", {"plain": "Plain", "named": "By {name}", "posts": {"one": "{count} post", "other": "{count} posts"}}
)
ARABIC = Words("ar", {"posts": {"two": "مقالتان", "few": "{count} مقالات", "other": "{count} مقالة"}})


@pytest.mark.parametrize(
    ("words", "key", "values", "text"),
    [
        (ENGLISH, "plain", {}, "Plain"),
        (ENGLISH, "named", {"name": "Ada {x}"}, "By Ada {x}"),
        (ENGLISH, "posts", {"count": 1}, "1 post"),
        (ENGLISH, "posts", {"count": 0}, "0 posts"),
        (ENGLISH, "posts", {"count": 21}, "21 posts"),
        (ARABIC, "posts", {"count": 2}, "مقالتان"),
        (ARABIC, "posts", {"count": 3}, "3 مقالات"),
        (ARABIC, "posts", {"count": 100}, "100 مقالة"),
        (ARABIC, "posts", {"count": 11}, "11 مقالة"),  # "many", for which "other" stands in
    ],
)
def test_said(words, key, values, text):
    """A text has its values put in, in the form that its number asks for."""
    assert words.say(key, **values) == text


def test_unknown_key():
    """A key that no table has is an error."""
    with pytest.raises(KeyError):
        ENGLISH.say("plian")


TABLES = {tag: Words(tag, {}) for tag in ("en", "fr", "pt-BR")}


@pytest.mark.parametrize(
    ("tag", "site", "chosen"),
    [
        ("fr", "en-GB", "fr"),
        ("fr-CA", "en-GB", "fr"),
        ("pt-BR", "en-GB", "pt-BR"),
        ("pt", "fr", "fr"),
        ("ja", "nl", "en"),
        ("en-US", "fr", "en"),
    ],
)
def test_chosen(tag, site, chosen):
    """A page speaks its own language, else the site's, else English."""
    assert choose(TABLES, tag, site).language == chosen


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("Topics", "fr", ("Topics", "en-GB")),
        ({"en": "Topics", "fr": "Thèmes"}, "fr-CA", ("Thèmes", "fr-CA")),
        ({"en": "Topics", "fr": "Thèmes"}, "de", ("Topics", "en")),
        ({"pt-BR": "Temas", "en": "Topics"}, "pt-BR", ("Temas", "pt-BR")),
        ({"fr": "Thèmes"}, "de", ("Thèmes", "fr")),
    ],
)
def test_texts_of_the_settings(text, tag, found):
    """A text of the settings is in the page's language where it is given in it, and always tells its own."""
    assert in_language(text, tag, "en-GB") == found


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"fr": ""}, "has no en.toml"),
        ({"en": 'a = "A"', "fr": ""}, "has no text for a"),
        ({"en": "", "fr": 'b = "B"'}, "has texts that nothing asks for: b"),
        ({"en": 'a = "{x}"', "fr": 'a = "{y}"'}, "a must have the same values as in English; look at {x}"),
        ({"en": "", "klingon": ""}, "is named after no language"),
        ({"en": "a = "}, "cannot be read"),
    ],
)
def test_tables_that_cannot_be_used(tmp_path, files, message):
    """A table that lacks a text, or has one too many, is told with its file."""
    for tag, text in files.items():
        (tmp_path / f"{tag}.toml").write_text(text, encoding="utf-8")

    with pytest.raises(TableError, match=re.escape(message)):
        read_tables(tmp_path)


@pytest.mark.parametrize("tag", WORDS)
def test_plural_forms_are_those_of_the_language(tag):
    """Each plural has "other", and no form that the language lacks."""
    known = Locale.parse(tag, sep="-").plural_form.tags | {"other"}
    for key, text in WORDS[tag].texts.items():
        if not isinstance(text, str):
            assert "other" in text, key
            assert text.keys() <= known, key


@pytest.mark.parametrize("tag", [tag for tag in WORDS if tag != "en"])
def test_translated(tag):
    """Every text is there in the language; what reads as in English is a name, or one word of both."""
    same = {key for key, text in WORDS[tag].texts.items() if text == WORDS["en"].texts[key]}

    assert len(same) < 0.1 * len(WORDS["en"].texts), sorted(same)


def test_every_text_is_said():
    """No table holds a text that nothing says, and no template says one that no table holds."""
    sources = [*TEMPLATES, *sorted((ROOT / "plugins").rglob("*.py"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    said = {key for file in TEMPLATES for key in SAID.findall(file.read_text(encoding="utf-8"))}
    english = WORDS["en"].texts
    composed = {key for key in english if key.startswith("the_")}  # the_article: made of the kind of a page

    assert said <= english.keys()
    assert {key for key in english.keys() - composed if f'"{key}"' not in text} == set()


def test_fields():
    """The values that a text wants are known, the number of a plural among them."""
    assert fields(ENGLISH.texts["posts"]) == {"count"}
    assert fields(ENGLISH.texts["named"]) == {"name"}
