"""Settings of our own: which a site must have, what the others are where nothing is said, what each may hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markdown.extensions.toc import slugify_unicode

from writing.accepted import (
    ADDRESSES,
    FEEDS,
    FORMS,
    FUNCTION,
    HEADERS,
    MENU,
    NUMBER,
    PARTS,
    PLACE,
    PLACES,
    SERVICE,
    SOURCES,
    SPOKEN,
    SWITCH,
    TABLES,
    TEXT,
    TEXTS,
    WORDS,
    Accepted,
)
from writing.problems import SettingError
from writing.schema import Kind
from writing.values import is_language

SCHEMES = ("light", "dark")
LISTS = ("ARCHIVES", "AUTHORS", "CATEGORIES", "TAGS")
PAGINATED = ("index", "category", "tag", "author")
COLOURS = ("paper", "surface", "ink", "muted", "line", "accent", "on_accent", "highlight")

REQUIRED = {
    "SITENAME": WORDS,
    "DEFAULT_LANG": WORDS,
    "ORGANISATION": PARTS,
    "BRAND": PARTS,
    "SHARE_IMAGE": WORDS,
}
# What each is where nothing, or None, is said. Paths begin in the folder of the theme.
OPTIONAL: Mapping[str, tuple[Accepted, Any]] = {
    "SITESUBTITLE": (TEXT, ""),
    "SOCIAL_PROFILES": (ADDRESSES, ()),
    "TWITTER_SITE": (TEXT, ""),
    "FEDIVERSE_CREATOR": (TEXT, ""),
    "EXTRA_KEYS": (TEXTS, ()),
    "CARD_DAYS": (NUMBER, 90),
    "SHARE_IMAGE_ALT": (TEXT, ""),
    "MENU": (MENU, []),
    "FOOTER_MENU": (MENU, []),
    "CALL_TO_ACTION": (SPOKEN, {}),
    "FORMS": (FORMS, {}),
    "SHARE_NETWORKS": (TEXTS, ()),
    "SHARE_PREVIEWS": (TEXTS, ()),
    "SHARE_CAMPAIGN": (TEXT, "share-button"),
    "FEED_PATHS": (FEEDS, ()),
    "FEED_TAG": (TEXT, ""),
    "KEEP_ADDRESSES": (SWITCH, False),
    "OTHER_PATHS": (TEXTS, ()),
    "COMMENTS": (SERVICE, None),
    "ANALYTICS": (SERVICE, None),
    "HEADERS": (HEADERS, {}),
    "POLICY_SOURCES": (SOURCES, {}),
    "SECURITY_TXT": (SERVICE, None),
    "LLMS_TXT": (SWITCH, False),
}
# Where the theme has them.
OF_THEME: Mapping[str, tuple[Accepted, Callable[[Path], Any]]] = {
    "WORDS": (PLACE, lambda theme: theme / "words"),
    "CARD_ARTWORK": (PLACE, lambda theme: theme / "cards"),
    "CARD_FONTS": (PLACES, lambda theme: [theme / "cards" / "fonts"]),
}
ORGANISATION = ("name", "description", "email", "logo")
BRAND = {"logo": TEXT, "colours": PARTS, "fonts": PARTS}
FONTS: Mapping[str, Accepted] = {
    "heading": TEXT,
    "text": TEXT,
    "code": TEXT,
    "folder": PLACE,
    "faces": TABLES,
}
FACE: Mapping[str, Accepted] = {
    "family": TEXT,
    "file": TEXT,
    "weights": TEXT,
    "style": TEXT,
    "characters": TEXT,
    "preload": SWITCH,
}


def newest_first(article: Any) -> tuple[float, str]:
    """Return what orders posts by date; two of one moment by slug, so that no file system decides."""
    return -article.date.timestamp(), article.slug


# Pelican's own settings whose defaults do not do, and what they are where a site says nothing.
PELICANS: Mapping[str, Any] = {
    "ARTICLE_PATHS": ["posts"],
    "ARTICLE_ORDER_BY": newest_first,
    # Ours are made from the same metadata as the pages.
    **dict.fromkeys(
        ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM")
    ),
    # Markdown alone is read, by our own reader: a file that another one took for a post would be checked by nobody.
    "READERS": dict.fromkeys(("html", "htm", "mdown", "mkd", "rst")),
    "MARKDOWN": {
        # body.py adds what CommonMark and GitHub read beyond these: their lists, code anywhere, boxes, bare links.
        "extensions": ["extra", "admonition", "smarty", "toc"],
        # The id of a heading in any script is made of its own letters, as GitHub and editors link to it.
        "extension_configs": {"toc": {"title": "", "slugify": slugify_unicode}},
        "output_format": "html",
    },
}


def complete(settings: MutableMapping[str, Any], pelicans_own: Mapping[str, Any]) -> None:
    """Give settings that are missing, or None, what they are then; `pelicans_own` are Pelican's defaults.

    Raises SettingError for one that a site must have and this one lacks, or that holds what it may not.
    """
    for name, needed in PELICANS.items():
        if settings[name] == pelicans_own[name]:
            settings[name] = needed
    whole = dict.fromkeys(PAGINATED, sys.maxsize)  # a list that shall not be parted has one page
    settings["PAGINATED_TEMPLATES"] = {**whole, **settings["PAGINATED_TEMPLATES"]}
    for name in LISTS:
        file = settings.setdefault(f"{name}_SAVE_AS", f"{name.lower()}.html")
        settings.setdefault(f"{name}_URL", file.removesuffix("index.html"))
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, **settings["JINJA_ENVIRONMENT"]}
    theme = Path(settings["THEME"])
    optional = {**OPTIONAL, **{name: (accepted, place(theme)) for name, (accepted, place) in OF_THEME.items()}}
    check_address(settings["SITEURL"])
    for name, accepted in REQUIRED.items():
        if not settings.get(name):
            raise SettingError(
                f"{name} is missing; docs/developing.md says what it means, pelicanconf.py has an example"
            )
        check(name, settings[name], accepted)
    for name, (accepted, default) in optional.items():
        if settings.get(name) is None:
            settings[name] = default
        check(name, settings[name], accepted)
    check_parts("ORGANISATION", settings["ORGANISATION"], dict.fromkeys(ORGANISATION, WORDS))
    check_brand(settings["BRAND"])
    check_place_and_time(settings)
    if settings["FEED_PATHS"] and not settings["FEED_TAG"]:
        raise SettingError('FEED_TAG is missing, a part of each id in the feeds; write "host,year" and never change it')
    settings["AUTHOR"] = settings.get("AUTHOR") or settings["ORGANISATION"]["name"]
    settings["SHARE_IMAGE_ALT"] = settings["SHARE_IMAGE_ALT"] or settings["SITENAME"]


def check_address(url: Any) -> None:
    """Raise SettingError for what is no address of a site."""
    if not (isinstance(url, str) and is_site_address(url)):
        raise SettingError(
            f"SITEURL is {url!r}, but must be the absolute address of the live site, such as "
            "https://www.example.org or https://example.org/blog; set it in publishconf.py or in the environment"
        )


def is_site_address(url: str) -> bool:
    """Return whether a site can live at an address: absolute, http or https, perhaps with a path, nothing after it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or re.search(r"\s", url))
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def check(name: str, value: Any, accepted: Accepted) -> None:
    if not accepted.is_met_by(value):
        raise SettingError(f"{name} is {value!r}; write {accepted.words}")


def check_parts(name: str, value: Mapping[str, Any], parts: Mapping[str, Accepted]) -> None:
    """Raise SettingError unless a dictionary has these parts; it may have more."""
    for key, accepted in parts.items():
        if key not in value:
            raise SettingError(f'{name} has no "{key}"; write {accepted.words}')
        check(f'{name}: "{key}"', value[key], accepted)


def check_brand(brand: Mapping[str, Any]) -> None:
    """Raise SettingError unless stylesheet, cards and icons find in BRAND what they read there."""
    check_parts("BRAND", brand, BRAND)
    if brand.get("icon") is not None:
        check('BRAND: "icon"', brand["icon"], PLACE)
    check_parts("BRAND: colours", brand["colours"], dict.fromkeys(SCHEMES, PARTS))
    for scheme in SCHEMES:
        check_parts(f"BRAND: colours, {scheme}", brand["colours"][scheme], dict.fromkeys(COLOURS, TEXT))
    light, dark = (brand["colours"][scheme] for scheme in SCHEMES)
    if one_sided := sorted(light.keys() ^ dark.keys()):
        raise SettingError(
            f'BRAND: the colour "{one_sided[0]}" stands in one scheme alone; write it into the other too'
        )
    check_parts("BRAND: fonts", brand["fonts"], FONTS)
    for face in brand["fonts"]["faces"]:
        check_parts("BRAND: a face of the fonts", face, FACE)


def check_place_and_time(settings: Mapping[str, Any]) -> None:
    """Raise SettingError for a language or time zone that does not exist, or for posts and pages elsewhere."""
    for name, kind in (("ARTICLE_PATHS", Kind.POSTS), ("PAGE_PATHS", Kind.PAGES)):
        if not TEXTS.is_met_by(settings[name]) or any(path.split("/")[0] != kind for path in settings[name]):
            raise SettingError(f'{name} is {settings[name]!r}; write ["{kind.value}"], or folders in that one')
    check("ARTICLE_ORDER_BY", settings["ARTICLE_ORDER_BY"], FUNCTION)
    if not is_language(settings["DEFAULT_LANG"]):
        raise SettingError(
            f'DEFAULT_LANG is {settings["DEFAULT_LANG"]!r}; write the tag of a language, such as "en-GB"'
        )
    try:
        ZoneInfo(settings.get("TIMEZONE", "UTC"))
    except (KeyError, ValueError, TypeError, OSError) as error:
        message = f'TIMEZONE is {settings["TIMEZONE"]!r}; write the name of a time zone, such as "Europe/London"'
        raise SettingError(message) from error
