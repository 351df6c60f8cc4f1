"""Decide which pictures stand for a page: on networks, in search results, and which of them have to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from social.card.names import drawing
from social.card.words import alternative, composed, counted, kicker, reading
from social.fields import NONE_GIVEN, SITE_DEFAULT, is_sponsored, place, written
from social.languages import direction
from social.model import (
    Author,
    Card,
    CardLayout,
    Crop,
    Drawing,
    PageKind,
    Picture,
    Site,
    Source,
    Sourced,
)
from social.text import one_line, plain_from_markdown

# What networks accept as a large picture, in px and bytes.
# Facebook: ≥ 600×315 for the large layout. https://developers.facebook.com/docs/sharing/webmasters/images
SHARE_PICTURE_MIN = (600, 315)
# WhatsApp: under 600 KB. https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/
SHARE_PICTURE_BYTES = 600_000
# Width by height; 1.91:1 is the common crop, 16:9 loses little in it, a portrait its subject.
SHARE_PICTURE_RATIO = (1.7, 2.1)
# X refuses SVG, and AVIF is documented by Discord alone. https://developer.x.com/cards/markup
SHARE_PICTURE_TYPES = ("image/jpeg", "image/png")

# Width and height in px that no network shrinks below its large layout, and that all crop least; LinkedIn wants 1200
# wide. https://developers.facebook.com/docs/sharing/webmasters/images
SHARE_SIZE = (1200, 630)
SHARE_BYTES = 300_000  # users report that WhatsApp drops heavier ones, whatever its documentation says
# Shapes that Google asks for beside each other, as large as the picture has them; 1200 px wide for Discover.
# https://developers.google.com/search/docs/appearance/structured-data/article
CROP_SHAPES = ((16, 9), (4, 3), (1, 1))
CROP_WIDTH, CROP_BYTES = 1200, 200_000

NO_CARD = "none"
TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
CARD_ENTRIES = 3  # names of a list on its card
# Cards of these show names of what the list holds.
LISTS = (
    *(PageKind.CATEGORY, PageKind.TAG, PageKind.AUTHOR, PageKind.ARCHIVES),
    *(PageKind.CATEGORIES, PageKind.TAGS, PageKind.AUTHORS),
)


def suits_sharing(picture: Picture) -> bool:
    """Return whether every network shows the picture large: PNG or JPEG, big enough, wide, and not too heavy."""
    if picture.type not in SHARE_PICTURE_TYPES or not (picture.width and picture.height and picture.size):
        return False
    least_width, least_height = SHARE_PICTURE_MIN
    narrowest, widest = SHARE_PICTURE_RATIO
    return (
        picture.width >= least_width
        and picture.height >= least_height
        and narrowest <= picture.width / picture.height <= widest
        and picture.size < SHARE_PICTURE_BYTES
    )


def may_be_cut(picture: Picture) -> bool:
    """Return whether a picture can be cut to shape, or lie behind words: a file of ours, no SVG, and large enough."""
    if picture.file is None or not (picture.width and picture.height):
        return False
    least_width, least_height = SHARE_PICTURE_MIN
    return picture.width >= least_width and picture.height >= least_height


def is_finished(picture: Picture) -> bool:
    """Return whether a picture can be published for networks as it is."""
    right_size = (picture.width, picture.height) == SHARE_SIZE
    return right_size and suits_sharing(picture) and picture.size is not None and picture.size <= SHARE_BYTES


def own_share_picture(source: Source) -> Picture | None:
    """Return `Share_Image` where it can be used: from another host, or a file of ours that can be cut to shape."""
    found = source.share_picture
    return found if found and (found.file is None or may_be_cut(found)) else None


def share_picture_of(source: Source, site: Site, card: Card | None) -> tuple[Sourced[Picture], Drawing | None]:
    """1. `Share_Image`, cut to shape. 2. The card. 3. `Image` when it suits every network. 4. The site's default.

    `Share_Image_Alt` describes the first two. Without it `Share_Image` is described by 1. `Image_Alt`, 2. the title,
    and a card by the words on it. With the picture comes the file that must be made for it.
    """
    if own := own_share_picture(source):
        found = described_picture(replace(own, alt=own.alt or written(source, "image_alt") or source.heading))
        origin = place(source, "share_image")
        if found.file is None:
            return Sourced(found, origin), None
        width, height = SHARE_SIZE
        crop = Crop(picture=found.file, width=width, height=height, limit=SHARE_BYTES)
        made = drawing(found.file if is_finished(found) else crop, site.cards)
        return Sourced(drawn(made, site, found.alt, SHARE_SIZE), origin), made
    if card:
        made = drawing(card, site.cards)
        behind = plain_from_markdown(written(source, "image_alt")) if card.picture else ""
        words = plain_from_markdown(written(source, "share_image_alt"))
        alt = words or alternative(card, source.kind, behind, site.words_for(source.language))
        return Sourced(drawn(made, site, alt, SHARE_SIZE), "drawn from the page’s title"), made
    if source.picture and suits_sharing(source.picture):
        return Sourced(described_picture(source.picture), place(source, "image")), None
    return Sourced(site.share_picture, SITE_DEFAULT), None


def drawn(made: Drawing, site: Site, alt: str, size: tuple[int, int]) -> Picture:
    """Return a file that is yet to be drawn as a picture."""
    kind = TYPES[made.path.rpartition(".")[2]]
    return Picture(url=site.address(made.path), alt=alt, width=size[0], height=size[1], type=kind)


def card_of(
    source: Source, site: Site, title: Sourced[str], authors: Sourced[tuple[Author, ...]], minutes: int | None
) -> Card | None:
    """1. None for 404, beside a `Share_Image`, and for `Card: none`. 2. For lists, names of what they hold.

    3. Words over `Image` where it can be cut to shape, unless `Card: text`. 4. Words alone.
    """
    wanted = written(source, "card").lower()
    if source.kind is PageKind.NOT_FOUND or wanted == NO_CARD or own_share_picture(source):
        return None
    picture = source.picture if source.picture and may_be_cut(source.picture) else None
    behind = picture.file if picture and wanted != CardLayout.TEXT and source.kind not in LISTS else None
    names = source.listed if source.kind in LISTS else ()
    section = source.section.name if source.section else ""
    words = site.words_for(source.language)
    return Card(
        layout=CardLayout.LIST if source.kind in LISTS else CardLayout.PICTURE if behind else CardLayout.TEXT,
        kicker=composed(kicker(source.kind, section, words, sponsored=is_sponsored(source))),
        title=composed(title.value),
        byline=composed(byline_of(source, site, [author.name for author in authors.value], minutes)),
        entries=tuple(composed(one_line(name)) for name in names[:CARD_ENTRIES]),
        site_name=composed(site.name),
        language=source.language,
        direction=direction(source.language),
        picture=behind,
    )


def byline_of(source: Source, site: Site, authors: list[str], minutes: int | None) -> str:
    """Return the last line of a card: who wrote it and how long it takes, how much a list holds, else the tagline."""
    words = site.words_for(source.language)
    if source.kind is PageKind.ARTICLE:
        return reading(authors, minutes, words)
    if source.kind in LISTS:
        is_of_terms = source.kind in (PageKind.CATEGORIES, PageKind.TAGS, PageKind.AUTHORS)
        return counted(source.kind, len(source.listed) if is_of_terms else source.entries or 0, words)
    return site.tagline


def crops_of(source: Source, site: Site) -> Mapping[Drawing, Picture]:
    """Return a post's picture in each shape that Google asks for, with the file that must be made for it.

    Nothing is enlarged. {} for everything but posts with a picture that can be cut.
    """
    picture = source.picture
    if source.kind is not PageKind.ARTICLE or picture is None or not may_be_cut(picture):
        return {}
    found = described_picture(picture)
    crops = {}
    for shape in CROP_SHAPES:
        width, height = largest(shape, (picture.width or 0, picture.height or 0))
        if picture.file:
            made = drawing(Crop(picture=picture.file, width=width, height=height, limit=CROP_BYTES), site.cards)
            crops[made] = drawn(made, site, found.alt, (width, height))
    return crops


def largest(shape: tuple[int, int], picture: tuple[int, int]) -> tuple[int, int]:
    """Return width and height in px of the largest part of a picture that has a shape, at most `CROP_WIDTH` wide."""
    ratio = shape[0] / shape[1]
    width = min(CROP_WIDTH, picture[0], round(picture[1] * ratio))
    return width, min(picture[1], round(width / ratio))


def picture_of(source: Source) -> Sourced[Picture | None]:
    """1. `Image`. 2. None: a picture with words is no substitute, Google asks for one without."""
    if source.picture:
        return Sourced(described_picture(source.picture), place(source, "image"))
    return Sourced(None, NONE_GIVEN)


def described_picture(picture: Picture) -> Picture:
    """Return a picture with its alternative text as plain words."""
    return replace(picture, alt=plain_from_markdown(picture.alt))
