"""Languages as the web, Open Graph and readers write them."""

from datetime import UTC, datetime

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st
from social.languages import direction, language_name, long_date, og_locale
from writing.values import canonical

LIKELY = sorted(tag.replace("_", "-") for tag in get_global("likely_subtags"))
TAGS = st.sampled_from(LIKELY) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        # with a region
        ("en-GB", "en_GB"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant-HK", "zh_HK"),
        ("sr-Latn-RS", "sr_RS"),
        # the likeliest region
        ("en", "en_US"),
        ("fr", "fr_FR"),
        ("pt", "pt_BR"),
        ("ja", "ja_JP"),
        ("no", "no_NO"),
        ("nb", "nb_NO"),
        # the script decides
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        # no country
        ("es-419", "es_ES"),
        ("eo", "eo_EO"),
        # in any case
        ("EN-gb", "en_GB"),
        # unknown
        ("", "en_US"),
        ("tlh", "en_US"),
        ("not a tag", "en_US"),
    ],
)
def test_og_locale(tag, expected):
    """Open Graph wants language and territory, with an underscore. https://ogp.me/#optional"""
    assert og_locale(tag) == expected


@settings(deadline=None)
@given(TAGS)
def test_no_language_stops_a_page(tag):
    """Whatever a writer calls a language, every question about it is answered."""
    language, _, territory = og_locale(tag).partition("_")

    assert language.islower()
    assert territory.isalnum()
    assert territory == territory.upper()
    assert direction(tag) in ("ltr", "rtl")
    assert long_date(datetime(2026, 11, 3, tzinfo=UTC), tag)
    assert canonical(canonical(tag)) == canonical(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *((tag, "ltr") for tag in ("en", "en-GB", "zh-Hant", "ru", "tlh", "")),
        *((tag, "rtl") for tag in ("ar", "ar-EG", "he", "fa", "ur", "pa-Arab")),
    ],
)
def test_direction(tag, expected):
    """The value of the attribute `dir`."""
    assert direction(tag) == expected


def test_direction_is_that_of_unicode():
    """Every language that Babel knows runs as Unicode's tables say; from the top, as HTML knows it, is "ltr"."""
    told = {tag.replace("_", "-"): Locale.parse(tag).text_direction for tag in locale_identifiers() if tag != "root"}

    assert {tag: direction(tag) for tag in told} == {tag: found.replace("ttb", "ltr") for tag, found in told.items()}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "français"),
        ("en-GB", "English"),
        ("de", "Deutsch"),
        ("ar", "العربية"),
        ("ja", "日本語"),
        ("tlh", "tlh"),
        ("", ""),
    ],
)
def test_language_name(tag, expected):
    """A language calls itself by its own name; one that is not known is called by its tag, never "English"."""
    assert language_name(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "3 November 2026"),
        ("en-US", "November 3, 2026"),
        ("fr", "3 novembre 2026"),
        ("ja", "2026年11月3日"),
        ("tlh", "November 3, 2026"),
    ],
)
def test_long_date(tag, expected):
    """The day in the words of the page's language; time and zone move it to no other day."""
    assert long_date(datetime(2026, 11, 3, 23, 59, tzinfo=UTC), tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        # letter case. https://www.rfc-editor.org/rfc/rfc5646#section-2.1.1
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("zh-HANS-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        # nothing is added, replaced or left out
        ("zh-TW", "zh-TW"),
        ("iw", "iw"),
        ("ca-es-VALENCIA", "ca-ES-valencia"),
        ("de-1996", "de-1996"),
        # unknown
        ("TLH", "TLH"),
        ("", ""),
    ],
)
def test_canonical(tag, expected):
    """A tag in the usual letter case, otherwise as the writer wrote it."""
    assert canonical(tag) == expected
