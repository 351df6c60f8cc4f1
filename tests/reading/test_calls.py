"""What a page asks of its readers: the ladder from its own file to the settings."""

import pytest
from reading.calls import Asked, Phrase, choose, lacks_button, read_setting
from writing.problems import SettingError
from writing.profiles import Call

SITE = "en-GB"
SETTING = {
    "title": {"en-GB": "Site", "fr": "Le site"},
    "text": {"en-GB": "Text.", "fr": "Texte."},
    "label": {"en-GB": "Go", "fr": "Aller"},
    "link": "contact/",
}
OFF = Call()
OWN = Call(title="Own", text="Own text.", label="Own label", link="https://example.com/")
TOPIC = Call(title="Topic", text="Topic text.", label="Topic label", link="/topic/")
BARE = Call(title="Bare")


@pytest.mark.parametrize(
    ("own", "topic", "language", "expected"),
    [
        (OWN, TOPIC, SITE, "Own"),
        (None, TOPIC, SITE, "Topic"),
        (None, TOPIC, "en-US", "Topic"),
        (None, None, SITE, "Site"),
        (OWN, TOPIC, "fr", "Own"),
        (None, TOPIC, "fr", "Le site"),
        (None, TOPIC, "de", "Site"),
        (OFF, TOPIC, SITE, None),
        (None, OFF, SITE, None),
        (None, OFF, "fr", "Le site"),
        (OWN, OFF, SITE, "Own"),
    ],
)
def test_ladder(own, topic, language, expected):
    """1. The file's own. 2. Its topic's, in the topic's language. 3. The settings'; “none” ends the search."""
    found = choose(own, topic, SETTING, language, SITE)

    assert (found.title.text if found else None) == expected


def test_words_know_their_language():
    """A page is told what is not in its own language."""
    assert choose(None, None, SETTING, "de", SITE).title == Phrase("Site", SITE)
    assert choose(None, None, SETTING, "fr-CA", SITE).title == Phrase("Le site", "fr-CA")
    assert choose(None, None, {**SETTING, "title": "Site"}, "fr", SITE).title == Phrase("Site", SITE)


def test_a_button_may_be_the_sites():
    """A file that names no button gets the site's, in the page's language; it gets no text of the site's."""
    assert choose(BARE, TOPIC, SETTING, "fr", SITE) == Asked(
        Phrase("Bare", "fr"), Phrase("", "fr"), Phrase("Aller", "fr"), "contact/"
    )


def test_a_site_without_a_call():
    """With no call in the settings, pages ask nothing unless their files do."""
    assert choose(None, None, {}, SITE, SITE) is None
    assert choose(OWN, None, {}, SITE, SITE).link == "https://example.com/"


@pytest.mark.parametrize(
    ("call", "setting", "expected"),
    [
        (OWN, {}, False),
        (BARE, {}, True),
        (BARE, SETTING, False),
        (OFF, {}, False),
        (Call(title="A", label="B"), {}, True),
    ],
)
def test_a_call_needs_a_button(call, setting, expected):
    """Without one in the settings, a file must name label and link."""
    assert lacks_button(call, setting) is expected


@pytest.mark.parametrize("found", [{"title": "A"}, {**SETTING, "lable": "x"}])
def test_setting_is_whole(found):
    """A setting that lacks a part, or has one too many, says which there are."""
    with pytest.raises(SettingError, match="CALL_TO_ACTION: write title, text, label, link"):
        read_setting(found)


@pytest.mark.parametrize("found", [{}, SETTING])
def test_setting_is_read(found):
    """All parts, or none."""
    assert read_setting(found) == found
