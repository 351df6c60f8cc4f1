"""Parts of pages: what `other-post.md#part` may name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from writing.checks import every_content, is_written
from writing.paths import MARKER
from writing.problems import log_problem, nearest
from writing.raw_html import Tags

# What browsers read themselves: words to be marked on the page. https://wicg.github.io/scroll-to-text-fragment/
DIRECTIVE = ":~:"
TOP = "top"  # a browser goes to the top of the page, whatever its parts


def ids(html: str) -> frozenset[str]:
    """Return the names of the parts of a piece of HTML: every id, and the `name` of an anchor as in older pages."""
    found = [(tag.get("id", ""), tag.get("name", "") if tag.tag == "a" else "") for _, tag in Tags(html).tags]
    return frozenset(name for names in found for name in names if name)


def part(reference: str) -> str:
    """Return the part that a reference names, as it is written; "" when it names a whole page."""
    return urlsplit(MARKER.sub("", reference)).fragment.partition(DIRECTIVE)[0]


def complaint(reference: str, known: Collection[str]) -> str:
    """Return what is wrong with a reference to a page with these parts, or "".

    As in a browser, the part is looked for as it is written, then with `%C3%A9` read as é.
    """
    name = part(reference)
    if not name or name.lower() == TOP or name in known or unquote(name) in known:
        return ""
    page = MARKER.sub("", reference).partition("#")[0].partition("?")[0]
    hint = nearest(unquote(name), sorted(known)) or "; write the id of a heading, or leave the # out"
    return f'"{reference}": there is no part "{unquote(name)}" in {unquote(page) or "this text"}{hint}'


def check_fragments(context: Mapping[str, Any]) -> None:
    """Report links to parts that the linked page does not have."""
    profiles = [page for pages in context["profile_pages"].values() for page in pages]
    for content in [*filter(is_written, every_content(context)), *profiles]:
        for path, number, reference in content.metadata.get("links", ()):
            target = context["generated_content"].get(path)
            if target is not None and (message := complaint(reference, target.metadata.get("ids", ()))):
                log_problem(content.source_path, number, "link", message)
