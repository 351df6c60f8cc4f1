"""What the front matter says, as plain words with their place."""

from __future__ import annotations

from social.model import Source, Sourced
from social.text import plain_from_markdown

SITE_DEFAULT = "site default"
NONE_GIVEN = "none given"
TRUE = ("true", "yes")


def place(source: Source, key: str, otherwise: str = NONE_GIVEN) -> str:
    """Return where a key stands in the front matter."""
    return source.fields[key].origin if key in source.fields else otherwise


def written(source: Source, key: str) -> str:
    """Return what the writer wrote under a key of the front matter, or ""."""
    return source.fields[key].value.strip() if key in source.fields else ""


def stated(source: Source, key: str) -> Sourced[str] | None:
    """Return the plain words that the writer wrote under a key, with its line; None when there are none."""
    return plain(source.fields.get(key))


def plain(found: Sourced[str] | None) -> Sourced[str] | None:
    """Return the plain words of a line of Markdown; None when there are none."""
    words = plain_from_markdown(found.value) if found else ""
    return Sourced(words, found.origin) if found and words else None


def is_sponsored(source: Source) -> bool:
    """Return whether the page says `Sponsored: true`."""
    return written(source, "sponsored").lower() in TRUE
