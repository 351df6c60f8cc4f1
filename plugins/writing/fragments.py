"""Parts of pages: what `other-post.md#part` may name."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify_unicode

from writing.paths import MARKER
from writing.problems import nearest
from writing.raw_html import start_tags

# What browsers read themselves: words to be marked on the page. https://wicg.github.io/scroll-to-text-fragment/
DIRECTIVE = ":~:"
TOP = "top"  # a browser goes to the top of the page, whatever its parts


def ids(html: str) -> frozenset[str]:
    """Return the names of the parts of a piece of HTML: every id, and the `name` of an anchor as in older pages."""
    tags = start_tags(html, ("id", "name"))
    found = [(tag.get("id", ""), tag.get("name", "") if tag.tag == "a" else "") for tag in tags]
    return frozenset(name for names in found for name in names if name)


def part(reference: str) -> str:
    """Return the part that a reference names, as it is written; "" when it names a whole page."""
    return urlsplit(MARKER.sub("", reference)).fragment.partition(DIRECTIVE)[0]


def alike(name: str, known: Collection[str]) -> str:
    """Return a hint at the part that another program calls so: GitHub counts otherwise, Obsidian keeps the words."""
    found = next((part for part in sorted(known) if plain(part) == plain(name)), "")
    return f'; did you mean "{found}"?' if found else ""


def plain(name: str) -> str:
    return slugify_unicode(name.replace("_", "-"), "-")


def complaint(reference: str, known: Collection[str]) -> str:
    """Return what is wrong with a reference to a page with these parts, or "".

    As in a browser, the part is looked for as it is written, then with `%C3%A9` read as é.
    """
    name = part(reference)
    if not name or name.lower() == TOP or name in known or unquote(name) in known:
        return ""
    page = MARKER.sub("", reference).partition("#")[0].partition("?")[0]
    hint = (
        alike(unquote(name), known)
        or nearest(unquote(name), sorted(known))
        or "; write the id of a heading, or leave the # out"
    )
    return f'"{reference}": there is no part "{unquote(name)}" in {unquote(page) or "this text"}{hint}'
