"""What a site gets where its settings say nothing, and what it is told of those that cannot be used."""

from copy import deepcopy

import pytest
from pelican.settings import DEFAULT_CONFIG
from writing.problems import SettingError
from writing.settings import COLOURS, OF_THEME, OPTIONAL, PELICANS, REQUIRED, complete

FACE = {"family": "A", "file": "a.woff2", "weights": "400", "style": "normal", "characters": "", "preload": False}
COLOUR = dict.fromkeys(COLOURS, "#123456")
# All that a site must say.
NEEDED = {
    "SITENAME": "Site",
    "SITEURL": "https://example.org",
    "DEFAULT_LANG": "en-GB",
    "THEME": "/theme",
    "ORGANISATION": {"name": "We", "description": "Us.", "email": "a@example.org", "logo": "logo.png"},
    "BRAND": {
        "logo": "logo.svg",
        "colours": {"light": COLOUR, "dark": COLOUR},
        "fonts": {"heading": "A", "text": "A", "code": "A", "folder": "/fonts", "faces": [FACE]},
    },
    "SHARE_IMAGE": "share.png",
}


def completed(**changes) -> dict[str, object]:
    """Return the settings of a site that says no more than it must, with changes."""
    found = {**DEFAULT_CONFIG, **deepcopy(NEEDED), **changes}
    complete(found, DEFAULT_CONFIG)
    return found


def told(**changes) -> str:
    """Return what a site is told of its settings."""
    with pytest.raises(SettingError) as error:
        completed(**changes)
    return str(error.value)


def test_every_setting_has_a_default():
    """What must not be said is there, and what Pelican would have made of its own settings is not."""
    found = completed()

    assert found.keys() >= {*OPTIONAL, *OF_THEME}
    assert {name: found[name] for name in PELICANS} == PELICANS
    assert found["JINJA_ENVIRONMENT"]["autoescape"] is True
    assert (found["AUTHOR"], found["SHARE_IMAGE_ALT"]) == ("We", "Site")


def test_nothing_is_as_good_as_none():
    """None stands for what is not said."""
    assert completed(**dict.fromkeys({*OPTIONAL, *OF_THEME})) == completed()


def test_twice_is_once():
    """What was completed stays as it is."""
    found = completed()
    again = dict(found)
    complete(again, DEFAULT_CONFIG)

    assert again == found


def test_what_is_said_is_kept():
    """A setting that the site has wins over every default."""
    order = str.lower
    found = completed(MENU=[("A", "a/")], ARTICLE_ORDER_BY=order, ARCHIVES_SAVE_AS="all/index.html")

    assert found["MENU"] == [("A", "a/")]
    assert found["ARTICLE_ORDER_BY"] is order
    assert (found["ARCHIVES_URL"], found["TAGS_URL"]) == ("all/", "tags.html")


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, "", {}], ids=repr)
def test_what_a_site_must_say(name, value):
    """A setting that is missing, or empty, is named."""
    assert told(**{name: value}).startswith(f"{name} is missing")


@pytest.mark.parametrize("name", [*OPTIONAL, *OF_THEME, *REQUIRED])
def test_no_setting_is_a_number_with_a_fraction(name):
    """A value of the wrong kind is told in words, for each setting."""
    assert told(**{name: 1.5}).startswith(f"{name} is 1.5; write ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        # a text is no list, though it has parts
        ("SHARE_NETWORKS", "linkedin"),
        ("CARD_FONTS", "fonts"),
        ("SHARE_NETWORKS", {"linkedin": 1}),
        ("SOCIAL_PROFILES", ["@me"]),
        # parts
        ("MENU", ["Topics"]),
        ("MENU", [("Topics", "topics/", "more")]),
        ("MENU", [({"en": 5}, "topics/")]),
        ("MENU", [({}, "topics/")]),
        ("CALL_TO_ACTION", {"title": 5}),
        ("FORMS", {"contact": "https://example.org"}),
        ("FORMS", {"contact": {"fields": ["a"]}}),
        ("HEADERS", {"Name": 1}),
        ("POLICY_SOURCES", {"frame-src": [1]}),
        ("FEED_PATHS", [("Atom feed", "feed.xml")]),
        # switches and numbers
        ("LLMS_TXT", "no"),
        ("CARD_DAYS", True),
        ("CARD_DAYS", 1.5),
        # of Pelican
        ("SITEURL", None),
        ("SITEURL", "/blog"),
        ("DEFAULT_LANG", "english"),
        ("TIMEZONE", "Mars"),
        ("TIMEZONE", None),
        ("ARTICLE_PATHS", ["articles"]),
        ("PAGE_PATHS", "pages"),
        ("ARTICLE_ORDER_BY", "title"),
    ],
)
def test_wrong_values(name, value):
    """A setting that cannot be used is named with what it holds."""
    assert told(**{name: value}).startswith(f"{name} is {value!r}")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("ORGANISATION", "email"), "", 'ORGANISATION: "email" is '),
        (("ORGANISATION", "logo"), None, 'ORGANISATION: "logo" is None'),
        (("BRAND", "icon"), 5, 'BRAND: "icon" is 5'),
        (("BRAND", "colours", "dark"), "black", 'BRAND: colours: "dark" is '),
        (("BRAND", "colours", "light", "ink"), 5, 'BRAND: colours, light: "ink" is 5'),
        (("BRAND", "colours", "light", "extra"), "#123456", 'BRAND: the colour "extra" stands in one scheme alone'),
        (("BRAND", "fonts", "faces"), [{"family": "A"}], 'BRAND: a face of the fonts has no "file"'),
        (("BRAND", "fonts", "heading"), ["A"], 'BRAND: fonts: "heading" is '),
    ],
)
def test_parts_of_settings(path, value, message):
    """A part that cannot be used is named with its place."""
    found = deepcopy(NEEDED)
    inner = found
    for key in path[:-1]:
        inner[key] = inner = dict(inner[key])
    inner[path[-1]] = value

    assert told(**found).startswith(message)


def test_feeds_need_a_tag():
    """Ids of feeds hold what never changes: nobody can guess it."""
    assert told(FEED_PATHS=[("Atom feed", "feed.xml", "application/atom+xml")]).startswith("FEED_TAG is missing")
