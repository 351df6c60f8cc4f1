"""Languages as the web writes them ("en-GB") and as Open Graph does ("en_GB")."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

# Scripts of languages that Babel knows which run from right to left, by their ISO 15924 codes.
RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
SCRIPT = 4  # letters of such a code


@cache
def known(tag: str) -> Locale | None:
    """Return Babel's locale of a language tag, None where Babel knows no such language."""
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def parse(tag: str) -> Locale:
    """Return Babel's locale of a language tag; English where Babel knows no such language.

    Raises nothing: a language that Babel does not know must not stop a page from being described.
    """
    return known(tag) or Locale.parse("en")


@cache
def og_locale(tag: str) -> str:
    """Return `language_TERRITORY` for `og:locale`; the likeliest territory (Unicode CLDR) where the tag has none.

    https://ogp.me/#optional wants both parts: "fr" becomes fr_FR, "zh-Hans" zh_CN. A region of several countries, such
    as 419 for Latin America, is none; Esperanto, which has no country, is eo_EO, as Facebook has always called it.
    """
    locale = parse(tag)
    if locale.territory and locale.territory.isalpha():
        return f"{locale.language}_{locale.territory}"
    likely: dict[str, str] = get_global("likely_subtags")  # type: ignore[assignment]
    script = f"{locale.language}_{locale.script}" if locale.script else locale.language
    # Read off the end: Babel has no locale for some of these, such as no_Latn_NO.
    territory = likely.get(script, likely.get(locale.language, "en_US")).rpartition("_")[2]
    return f"{locale.language}_{territory if territory.isalpha() else locale.language.upper()}"


@cache
def direction(tag: str) -> str:
    """Return "rtl" or "ltr", the value of the HTML attribute `dir`, by the script in which a language is written.

    Babel says the same, and reads all that it knows of the language for it.
    """
    locale = parse(tag)
    likely: dict[str, str] = get_global("likely_subtags")  # type: ignore[assignment]
    whole = likely.get(f"{locale.language}_{locale.territory}", likely.get(locale.language, ""))
    script = locale.script or next((part for part in whole.split("_") if len(part) == SCRIPT), "")
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"


@cache
def language_name(tag: str, shown_in: str | None = None) -> str:
    """Return the language's name in itself, "français", or in another language, "French"; else the tag.

    A region is left out: readers look for their language. Babel does not know every language that a tag may name.
    """
    locale = known(tag)
    return (locale.get_language_name(parse(shown_in) if shown_in else None) if locale else None) or tag


def long_date(moment: date, tag: str) -> str:
    """Return the day in words of the page's language: "3 November 2026"."""
    return day_in_words(moment.date() if isinstance(moment, datetime) else moment, tag)


@lru_cache(maxsize=4096)
def day_in_words(day: date, tag: str) -> str:
    """Return a day in words. Of a day, since moments are equal in time zones in which they are on different days."""
    return format_date(day, format="long", locale=parse(tag))
