"""Each page as each network shows it, by the table that the previews follow too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from networks.head import Head
from networks.rules import READERS
from networks.shown import File, Shown
from networks.shown import shown as shown_by

from audit.page import Page
from audit.site import Site, once_a_page

MISSING = File(is_missing=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """On how many pages a network shows title, description and picture whole, of `pages` in all."""

    name: str
    title: int
    description: int
    picture: int
    pages: int
    is_certain: bool


def head_of(page: Page, site: Site) -> Head:
    """Return the head of a page as the table of networks wants it."""
    heading = next((heading for heading in page.headings if heading.level == 1), None)
    return Head(
        url=site.address(page.file),
        title=page.titles[0][0] if page.titles else None,
        heading=heading.text if heading else None,
        language=page.language,
        metas=tuple(meta for meta in page.metas if meta.in_head),
        links=page.links,
        blocks=page.blocks,
    )


def file_of(site: Site, address: str) -> File | None:
    """Return what is known of a picture: all of one in the folder, None of one elsewhere."""
    path = site.path(address)
    if path is None:
        return None
    file = site.file_at(path)
    if not file:
        return None if site.is_answered(path) else MISSING
    found = site.picture(file)
    return File(found.width, found.height, found.size, found.type)


@once_a_page
def previews(page: Page, site: Site) -> Mapping[str, Shown]:
    """Return what each network shows of a page, by the network's key."""
    head, files = head_of(page, site), partial(file_of, site)
    return {key: shown_by(head, reader, files) for key, reader in READERS.items()}


def is_title_whole(preview: Shown) -> bool:
    return not preview.problem and (preview.title.fits if preview.title else preview.found_title is not None)


def is_description_whole(preview: Shown) -> bool:
    if preview.problem:
        return False
    return preview.description.fits if preview.description else preview.found_description is not None


def is_picture_whole(preview: Shown) -> bool:
    return not preview.problem and preview.picture is not None and not preview.remarks


def counts(site: Site) -> list[Count]:
    """Return for each network on how many pages it shows everything; words that it never shows count as whole."""
    shown = [previews(page, site) for page in site.pages if page.is_indexable]
    return [
        Count(
            name=reader.name,
            title=sum(is_title_whole(of_page[key]) for of_page in shown),
            description=sum(is_description_whole(of_page[key]) for of_page in shown),
            picture=sum(is_picture_whole(of_page[key]) for of_page in shown),
            pages=len(shown),
            is_certain=reader.is_certain,
        )
        for key, reader in READERS.items()
    ]
