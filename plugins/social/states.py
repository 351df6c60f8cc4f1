"""Hashes of all that can be seen of a post or page. Nothing of Pelican itself is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reuse.digests import UnknownError, fingerprint
from reuse.plugins import only_ours
from reuse.store import hashed

READING = "reading"  # under this name a reader leaves a hash of all that it read, and of what that depends on


def state_of(content: Any, context: Mapping[str, Any]) -> str:
    """Return a hash of all that a post or page is, and of all of others that it shows by itself: the addresses that
    its links lead to, its translations, who its authors are.

    Raises UnknownError where that cannot be known.
    """
    if READING not in content.metadata:
        raise UnknownError(f"{content.source_path} was read by a reader that tells no hash of it")
    generated, static = context["generated_content"], context["static_content"]
    links = {path for path, _, _ in content.metadata.get("links", ())}
    return hashed(
        *identity(content),
        *(() if only_ours(context) else (fingerprint(content._content),)),  # noqa: SLF001 (others may have changed it)
        *(f"{path} {getattr(generated.get(path), 'url', None)}" for path in sorted(links)),
        *(f"{path} {static[path].url}" for path in sorted(content.get_static_links()) if path in static),
        "translations",
        *(part for version in content.translations for part in identity(version)),
        "authors",
        *(fingerprint(context["profiles"].get(author.name)) for author in getattr(content, "authors", ())),
    )


def identity(content: Any) -> tuple[str, ...]:
    """Return what tells a text from others, and from itself with other words."""
    return (
        str(content.metadata.get(READING)),
        content.url,
        content.save_as,
        str(content.status),
        str(content.lang),
        str(getattr(content, "date", "")),
    )


def face_of(content: Any, described: str) -> str:
    """Return a hash of what others may show of a post or page; `described` is one of its metadata."""
    fields = content.metadata.get("front_matter", {})
    return hashed(
        described,
        *(text for key, field in fields.items() for text in (key, field.value)),
        *(str(value) for value in identity(content)[1:]),
        *(f"{version.url} {version.lang}" for version in content.translations),
    )
