"""Languages as the web writes them ("en-GB") and as Open Graph does ("en_GB")."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date


@cache
def parse(tag: str) -> Locale:
    """Return Babel's locale of a language tag; English where Babel knows no such language.

    Raises nothing: a language that Babel does not know must not stop a page from being described.
    """
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")


@cache
def og_locale(tag: str) -> str:
    """Return `language_TERRITORY` for `og:locale`; the likeliest territory (Unicode CLDR) where the tag has none.

    https://ogp.me/#optional wants both parts: "fr" becomes fr_FR, "zh-Hans" zh_CN.
    """
    locale = parse(tag)
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely: dict[str, str] = get_global("likely_subtags")  # type: ignore[assignment]
    script = f"{locale.language}_{locale.script}" if locale.script else locale.language
    territory = Locale.parse(likely.get(script, likely.get(locale.language, "en_US"))).territory
    return f"{locale.language}_{territory}"


def direction(tag: str) -> str:
    """Return "rtl" or "ltr", the value of the HTML attribute `dir`."""
    return parse(tag).text_direction


def language_name(tag: str) -> str:
    """Return the language's name in itself: "français"."""
    return parse(tag).get_display_name() or tag


def long_date(moment: datetime, tag: str) -> str:
    """Return the day in words of the page's language: "3 November 2026"."""
    return format_date(moment, format="long", locale=parse(tag))


@cache
def canonical(tag: str) -> str:
    """Return a language tag in the usual letter case ("en-GB"), as it is when Babel knows no such language."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return "-".join(part for part in (locale.language, locale.script, locale.territory) if part)
