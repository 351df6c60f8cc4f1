"""Two files that say where things are: security.txt for who finds a hole, llms.txt for language models."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from social.model import Metadata, PageKind, Site, Visibility
from words.tables import primary
from writing.problems import SettingError

SECURITY, LLMS = ".well-known/security.txt", "llms.txt"
# Contacts are addresses with a scheme. https://www.rfc-editor.org/rfc/rfc9116#section-2.5.3
CONTACT = re.compile(r"(?:https|mailto|tel):\S+")
KEYS = frozenset(("contact", "expires", "languages"))
MEANT = '{"contact": ["mailto:security@example.org"], "expires": "2027-10-31"}'

MARKUP = re.compile(r"[\\`*_\[\]<>#]")
OTHERS = "Other pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Whom to tell of a hole: addresses, best first, the day after which nobody may rely on them, and languages."""

    contact: tuple[str, ...]
    expires: date
    languages: tuple[str, ...]


def security(setting: Mapping[str, object], language: str) -> Security:
    """Return what the setting says, in the site's language where it names none. Raises SettingError."""
    if not isinstance(setting, Mapping):
        raise SettingError(f"SECURITY_TXT is {setting!r}; write None, or {MEANT}")
    if unknown := sorted(set(setting) - KEYS):
        raise SettingError(f"SECURITY_TXT: {unknown[0]!r} is not known; write {MEANT}")
    contacts = as_texts(setting.get("contact"))
    if not contacts or not all(map(CONTACT.fullmatch, contacts)):
        message = f'SECURITY_TXT: "contact" is {setting.get("contact")!r}; write addresses with https:, mailto: or tel:'
        raise SettingError(message)
    try:
        expires = date.fromisoformat(str(setting.get("expires")))
    except ValueError as error:
        message = (
            f'SECURITY_TXT: "expires" is {setting.get("expires")!r}; write a day within a year, such as "2027-10-31"'
        )
        raise SettingError(message) from error
    return Security(
        contact=contacts, expires=expires, languages=as_texts(setting.get("languages")) or (primary(language),)
    )


def as_texts(value: object) -> tuple[str, ...]:
    """Return one text or several as several."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(map(str, value)) if isinstance(value, Iterable) else ()


def security_txt(found: Security, site: Site) -> bytes:
    """Return /.well-known/security.txt, which expires as the day begins in UTC. https://www.rfc-editor.org/rfc/rfc9116"""
    end = datetime(found.expires.year, found.expires.month, found.expires.day, tzinfo=UTC)
    lines = [
        *(f"Contact: {contact}" for contact in found.contact),
        f"Expires: {end.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(found.languages)}",
        f"Canonical: {site.address(SECURITY)}",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def llms_txt(site: Site, pages: Iterable[Metadata]) -> bytes:
    """Return /llms.txt: what the site is, then its articles by topic, newest first, and its pages. https://llmstxt.org

    What search engines may not list is left out, and what was first published elsewhere.
    """
    sections: dict[str, list[Metadata]] = defaultdict(list)
    listed = [meta for meta in pages if is_listed(meta)]
    for meta in sorted(listed, key=lambda meta: (-moment(meta), meta.address)):
        sections[meta.section.value.name if meta.section.value else OTHERS].append(meta)
    parts = [f"# {plain(site.name)}", f"> {plain(site.description)}"]
    for name in sorted(sections, key=lambda name: (name == OTHERS, name)):
        parts.append(f"## {plain(name)}")
        parts.append("\n".join(map(entry, sections[name])))
    return ("\n\n".join(parts) + "\n").encode()


def is_listed(meta: Metadata) -> bool:
    """Return whether a page is an article or a page that everybody may find under its own address."""
    is_text = meta.kind in (PageKind.ARTICLE, PageKind.PAGE)
    return is_text and meta.visibility is Visibility.PUBLIC and meta.is_indexable and meta.is_original


def moment(meta: Metadata) -> float:
    """Return when a page was published, for comparison."""
    return meta.published.timestamp() if meta.published else 0


def entry(meta: Metadata) -> str:
    """Return a page as a line, with the question that it answers; one in another language than the site's says so."""
    language = "" if primary(meta.language) == primary(meta.site.language) else f" ({meta.language})"
    notes = " ".join(filter(None, (meta.question.value, meta.description.value)))
    return f"- [{plain(meta.heading)}]({meta.address}){language}" + (f": {plain(notes)}" if notes else "")


def plain(text: str) -> str:
    """Return a text in which nothing is Markdown."""
    return MARKUP.sub(r"\\\g<0>", text)
