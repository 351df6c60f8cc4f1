"""Interface words: one table a language, complete, with the plural forms that the language has."""

import re
from runpy import run_path

import pytest
from babel import Locale
from bs4 import BeautifulSoup
from factories import ROOT, WORDS
from words.tables import TableError, Words, choose, fields, in_language, read_tables

TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))
SAID = re.compile(r"""\.say\(\s*"([a-z_]+)"\s*[,)]""")
# Keys that are put together where they are said: of fields and units of the length meter, of the kind of a page, of a
# box, of a topic of the contact form, of a service for comments, of a tool, of what its script says.
COMPOSED = re.compile("length_.+|the_.+|callout_.+|form_about_.+|comments_(giscus|isso|mastodon)|tool_.+|utm_.+")
# The share check's findings stand in its script, in English, and so do the words around them.
IN_ENGLISH = ("share-check.html",)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
EMPTY = re.compile('[a-z-]+=""')  # an attribute that a macro prints alone
READ_OUT = ("aria-label", "alt", "title", "placeholder")
LETTER = re.compile(r"[^\W\d_]")
# Words that are the same in both languages.
SAME_AS_ENGLISH = {
    "fr": {
        "callout_important",
        "card_home",
        "card_page",
        "footnotes",
        "length_description",
        "page_description",
        "page_number",
    },
    "de": {"card_home"},
    "es": {"card_home"},
}
QUOTATION_MARKS = {"en": "“”", "fr": "«»", "de": "„“", "es": "«»", "ar": "«»"}
EVERY_MARK = set("\"'“”„«»‹›‚‘")
UNSPACED = re.compile("(?<![\u00a0\u202f])(?:[;!?»]|:(?!//))|«(?!\u00a0)")
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
        ({"en": "a = 5"}, "a is 5; write a text"),
        ({"en": 'a = ["x"]'}, "a is ['x']; write a text"),
        ({"en": 'a = "{"'}, "a cannot be read"),
        ({"en": 'a = {one = "x"}'}, 'a lacks the plural form "other"'),
        ({"en": 'a = {other = "x", others = "y"}'}, 'a has the plural form "others"'),
        ({"en": "a = {other = 5}"}, "a is 5; write a text"),
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
    """Each plural has all forms that the language has, and no other."""
    known = Locale.parse(tag, sep="-").plural_form.tags | {"other"}
    plurals = {key: text for key, text in WORDS[tag].texts.items() if not isinstance(text, str)}

    assert plurals
    assert {key: set(text) for key, text in plurals.items()} == dict.fromkeys(plurals, known)


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 21, 100, 103, 1_000_000])
def test_numbers_are_told(tag, count):
    """Every plural says each number: in digits, or from none to two in words."""
    for key, text in WORDS[tag].texts.items():
        if not isinstance(text, str):
            values = dict.fromkeys(fields(text) - {"count"}, "x")
            said = WORDS[tag].say(key, count=count, **values)
            assert str(count) in said or count <= 2, key


@pytest.mark.parametrize("tag", WORDS)
def test_order(tag):
    """The texts stand in the order of the English table, so that two tables can be read beside each other."""
    assert list(WORDS[tag].texts) == list(WORDS["en"].texts)


@pytest.mark.parametrize("tag", [tag for tag in WORDS if tag != "en"])
def test_translated(tag):
    """Every text is there in the language; what reads as in English is a word of both."""
    same = {key for key, text in WORDS[tag].texts.items() if text == WORDS["en"].texts[key]}

    assert same == SAME_AS_ENGLISH.get(tag, set())


@pytest.mark.parametrize("tag", WORDS)
def test_quotation_marks(tag):
    """Quotation marks are those of the language, none is straight, and each is closed."""
    opened, closed = QUOTATION_MARKS[tag]
    for text in forms(tag):
        assert EVERY_MARK & set(text) <= {opened, closed}, text
        assert text.count(opened) == text.count(closed), text


def test_french_spaces():
    """In French a space that does not break stands before : ; ! ? and inside quotation marks."""
    assert [text for text in forms("fr") if UNSPACED.search(text)] == []


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Son adresse\u00a0:", True),
        ("De quoi s’agit-il\u202f?", True),
        ("«\u00a0{tag}\u00a0»", True),
        ("https://", True),
        ("Son adresse :", False),
        ("Quoi?", False),
        ("« {tag} »", False),
        ("«\u00a0{tag}»", False),
    ],
)
def test_what_french_spaces_are(text, is_right):
    """Any other space, or none, is found."""
    assert (UNSPACED.search(text) is None) is is_right


@pytest.mark.parametrize("name", ["MENU", "FOOTER_MENU", "CALL_TO_ACTION"])
def test_the_real_settings_speak_every_language(name):
    """Each label and text of the real site is given in each language that has a table, in French with its spaces."""
    found = run_path(str(ROOT / "pelicanconf.py"))[name]
    texts = (
        [found[part] for part in ("title", "text", "label")] if isinstance(found, dict) else [text for text, _ in found]
    )

    for text in texts:
        assert text.keys() == WORDS.keys()
        assert not UNSPACED.search(text["fr"])


def test_every_text_is_said():
    """No table holds a text that nothing says, and no template says one that no table holds."""
    sources = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "plugins").rglob("*.py"))]
    templates = [file.read_text(encoding="utf-8") for file in TEMPLATES]
    text = "\n".join([*templates, *(source for source in sources if ".say(" in source)])
    said = {key for template in templates for key in SAID.findall(template)}
    english = WORDS["en"].texts

    assert said <= english.keys()
    unsaid = {key for key in english if not re.search(rf'"{key}"|texts\.{key}\b', text)}
    assert {key for key in unsaid if not COMPOSED.fullmatch(key)} == set()


def test_templates_have_no_words_of_their_own():
    """What readers see or hear of the theme comes from the tables, in whatever language the page is."""
    for file in TEMPLATES:
        if file.name not in IN_ENGLISH:
            page = BeautifulSoup(JINJA.sub("", file.read_text(encoding="utf-8")), "html.parser")
            for element in page.find_all(["script", "style"]):
                element.decompose()
            shown = [
                EMPTY.sub("", page.get_text()),
                *(element.get(name, "") for element in page.find_all() for name in READ_OUT),
            ]
            assert [words for words in shown if LETTER.search(words)] == [], file


def forms(tag: str) -> list[str]:
    """Return all texts of a language, each plural form by itself."""
    texts = WORDS[tag].texts.values()
    return [form for text in texts for form in ([text] if isinstance(text, str) else text.values())]


def test_fields():
    """The values that a text wants are known, the number of a plural among them."""
    assert fields(ENGLISH.texts["posts"]) == {"count"}
    assert fields(ENGLISH.texts["named"]) == {"name"}
