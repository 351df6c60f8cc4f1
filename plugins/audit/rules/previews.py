"""What each network shows of a page: by its width, bytes and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from networks.shown import Shown, Words

from audit.model import Found, Level
from audit.page import Page
from audit.registry import page_rule
from audit.shown import previews
from audit.site import Site
from audit.sources import DISCORD, WHATSAPP


def cut(previews_of_page: Iterable[tuple[Shown, Words | None]]) -> list[str]:
    """Return the networks that shorten a text, each with its limit."""
    found = []
    for preview, words in previews_of_page:
        if words and not words.fits and not preview.problem:
            rule = preview.reader.title if words is preview.title else preview.reader.description
            lines = "one line" if words.lines == 1 else f"{words.lines} lines"
            limit = f"{rule.limit} {rule.unit}" if words.is_cut else lines
            found.append(f"{preview.reader.name} ({limit})")
    return found


@page_rule(
    "preview-title",
    Level.HINT,
    "The title fits every network; Discord’s 70 bytes are the least.",
    fix="write a shorter title, or a Share_Title, the most important words first",
    source=DISCORD,
    key="title",
)
def preview_title(page: Page, site: Site) -> Iterator[Found]:
    found = previews(page, site).values() if page.is_indexable else ()
    if names := cut((preview, preview.title) for preview in found):
        yield Found(f"the title is not shown whole on {', '.join(names)}", page.line("og:title"))


@page_rule(
    "preview-description",
    Level.HINT,
    "The description fits every network that says what it shows; WhatsApp’s two lines are the least.",
    fix="write the most important words first, within 80 characters",
    source=WHATSAPP,
    key="summary",
)
def preview_description(page: Page, site: Site) -> Iterator[Found]:
    found = previews(page, site).values() if page.is_indexable else ()
    documented = [preview for preview in found if preview.reader.description.source.is_certain]
    if names := cut((preview, preview.description) for preview in documented):
        yield Found(f"the description is not shown whole on {', '.join(names)}", page.line("og:description"))
