"""Tables of interface words, one TOML file a language: texts by key, with plural forms where they hold a number."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

ENGLISH = "en"  # the table that must be there; whatever language has none is spoken to in it
# https://cldr.unicode.org/index/cldr-spec/plural-rules
OTHER = "other"
PLURAL_FORMS = ("zero", "one", "two", "few", "many", OTHER)
COUNT = "count"  # the number that chooses a plural form

Text = str | Mapping[str, str]
"""A text, or one for each plural category of the language."""
Spoken = str | Mapping[str, str]
"""A text of the settings: in the language of the site, or one for each language, by tag."""


class Phrase(NamedTuple):
    """Words, and the language that they are in."""

    text: str
    language: str


class TableError(ValueError):
    """A table that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language.

    Attributes:
        language: tag of the table, such as "en" or "pt-BR".
        texts: by key.
    """

    language: str
    texts: Mapping[str, Text]

    def say(self, key: str, *, count: int | None = None, **values: object) -> str:
        """Return the text of a key with its values put in, in the plural form that `count` asks for.

        Raises KeyError for a key that the table lacks, or a value that the text wants and nobody gave.
        """
        text = self.texts[key]
        if not isinstance(text, str):
            text = text.get(self.plural_form(count or 0), text[OTHER])
        return text.format(count=count, **values)

    def plural_form(self, count: int) -> str:
        """Return the plural category of a number in this language."""
        return plural_form_of(self.language, count)


@cache
def locale_of(tag: str) -> Locale:
    """Return Babel's locale of a language tag. Raises ValueError or UnknownLocaleError."""
    return Locale.parse(tag, sep="-")


@lru_cache(maxsize=4096)
def plural_form_of(tag: str, count: int) -> str:
    """Return the plural category of a number in a language. Raises as `locale_of` does."""
    form: str = locale_of(tag).plural_form(count)
    return form


def read_tables(folder: Path) -> Mapping[str, Words]:
    """Return the tables of a folder by language. Raises TableError when one cannot be used or English is missing."""
    return tables_of(folder, tuple((file, file.read_bytes()) for file in sorted(folder.glob("*.toml"))))


@lru_cache(maxsize=1)
def tables_of(folder: Path, files: tuple[tuple[Path, bytes], ...]) -> Mapping[str, Words]:
    """Return the tables that are in the files of a folder, by language. Raises TableError as `read_tables` does."""
    tables = {file.stem: table_of(file, data) for file, data in files}
    if ENGLISH not in tables:
        raise TableError(f"{folder} has no {ENGLISH}.toml")
    for words in tables.values():
        compare(words, tables[ENGLISH], folder)
    return tables


def table_of(file: Path, data: bytes) -> Words:
    """Return the table in a file with these bytes.

    Raises TableError when it is no TOML, holds what is no text, or is named after no language.
    """
    try:
        locale_of(file.stem)
    except (ValueError, UnknownLocaleError) as error:
        raise TableError(f"{file} is named after no language; call it fr.toml or pt-BR.toml") from error
    try:
        texts = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{file} cannot be read: {error}") from error
    for key, text in texts.items():
        if wrong := fault(text):
            raise TableError(f"{file}: {key} {wrong}")
    return Words(file.stem, texts)


def fault(text: object) -> str:
    """Return why a value is no text that can be said, and what to write, or ""."""
    forms = text if isinstance(text, dict) else {OTHER: text}
    if unknown := set(forms) - set(PLURAL_FORMS):
        return f'has the plural form "{min(unknown)}"; known are {", ".join(PLURAL_FORMS)}'
    if OTHER not in forms:
        return f'lacks the plural form "{OTHER}", which every language has'
    for form in forms.values():
        if not isinstance(form, str):
            return f'is {form!r}; write a text between quotation marks, or {{one = "…", other = "…"}}'
        try:
            list(Formatter().parse(form))
        except ValueError as error:
            return f"cannot be read ({error}); write {{{{ and }}}} for braces that are none of a value"
    return ""


def compare(words: Words, english: Words, folder: Path) -> None:
    """Raise TableError unless a table has the keys of the English one, with the same values to put in."""
    file = folder / f"{words.language}.toml"
    if missing := english.texts.keys() - words.texts.keys():
        raise TableError(f"{file} has no text for {', '.join(sorted(missing))}")
    if unknown := words.texts.keys() - english.texts.keys():
        raise TableError(f"{file} has texts that nothing asks for: {', '.join(sorted(unknown))}")
    for key, text in words.texts.items():
        if wrong := fields(text) ^ fields(english.texts[key]):
            raise TableError(f"{file}: {key} must have the same values as in English; look at {{{min(wrong)}}}")


def fields(text: Text) -> set[str]:
    """Return the names of the values that a text wants; the number may be missing where a form needs none."""
    forms = [text] if isinstance(text, str) else text.values()
    names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return names if isinstance(text, str) else names | {COUNT}


def choose(tables: Mapping[str, Words], tag: str, site_language: str) -> Words:
    """Return the words for a page: 1. of its language. 2. Of that language anywhere. 3. Of the site's. 4. English."""
    wanted = (tag, primary(tag), site_language, primary(site_language), ENGLISH)
    return next(tables[name] for name in wanted if name in tables)


def in_language(text: Spoken, tag: str, site_language: str) -> Phrase:
    """Return a text of the settings as a page in a language has it, with the language that it is in.

    1. The page's. 2. That language anywhere. 3. The site's, in which a text stands that is not given by language.
    """
    if isinstance(text, str):
        return Phrase(text, site_language)
    by_tag = {name.lower(): (words, name) for name, words in text.items()}
    for name in (tag, primary(tag), site_language, primary(site_language)):
        if name.lower() in by_tag:
            words, found = by_tag[name.lower()]
            return Phrase(words, tag if primary(found) == primary(tag) else found)
    return Phrase(next(iter(text.values())), next(iter(text)))


def primary(tag: str) -> str:
    """Return the language of a tag without script and region: "en" for "en-GB"."""
    return tag.replace("_", "-").partition("-")[0].lower()
