"""What a writer may want to know about how a page will be shown. It never stops a publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from words.tables import ENGLISH, primary

from social.card.names import words_of
from social.card.typefaces import missing, spelled
from social.drafts import drafts
from social.languages import language_name
from social.model import Metadata, PageKind, Picture, Source
from social.pictures import LISTS, SHARE_PICTURE_MIN, may_be_cut

# Discord trims titles there, the strictest limit known. https://docs.discord.com/developers/link-previews/overview
TITLE_BYTES = 70
# https://developer.x.com/cards/markup
SUMMARY_LENGTH = 200
SHARE_TEXT = "share_text"
TINY = 200  # px, either side. https://developers.facebook.com/docs/sharing/webmasters/images
LEAST = "{}×{}".format(*SHARE_PICTURE_MIN)


class Advice(NamedTuple):
    """A sentence about what stands under a key of the front matter."""

    key: str
    message: str


def advice(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield what networks or the share card will not show as the page's writer may expect."""
    if source.kind is PageKind.ARTICLE and meta.is_indexable:
        yield from words_for_networks(source, meta)
        yield from posts(source, meta)
    yield from interface(source, meta)
    yield from tiny(source)
    yield from share_image(source)
    yield from card(source, meta)


def words_for_networks(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield words that networks cut: a long title, a long summary or none."""
    if (size := len(meta.title.value.encode())) > TITLE_BYTES:
        key = "share_title" if "share_title" in source.fields else "title"
        message = f"the title has {size} bytes, of which Discord shows {TITLE_BYTES}; a Share_Title may be shorter"
        yield Advice(key, message)
    if not meta.has_summary:
        yield Advice(
            "summary", "there is no Summary, so the beginning of the text stands for it; write one or two sentences"
        )
    elif (length := len(meta.share_description.value)) > SUMMARY_LENGTH:
        key = "share_description" if "share_description" in source.fields else "summary"
        message = (
            f"it has {length} characters, of which X shows {SUMMARY_LENGTH}, others less; say the most in the first 80"
        )
        yield Advice(key, message)


def posts(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield posts that their network would not take: words that the writer wrote, with address and hashtags."""
    if not any(key.startswith(SHARE_TEXT) for key in source.fields):
        return
    for draft in drafts(meta):
        keys = (f"{SHARE_TEXT}_{draft.key}", SHARE_TEXT)
        key = next((key for key in keys if key in source.fields), "")
        if key and draft.excess:
            own = "" if key == keys[0] else f", or write a {keys[0].title()}"
            message = (
                f"with address and hashtags it has {draft.length} characters on {draft.name}, "
                f"which takes {draft.limit}; shorten it by {draft.excess}{own}"
            )
            yield Advice(key, message)


def interface(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield that the words around a text are in another language than the text; of the site's own language once."""
    own, others = primary(source.language), primary(meta.interface.language)
    is_told = own == primary(meta.site.language) and meta.kind is not PageKind.HOME
    if own != others and not is_told:
        words, text = (language_name(tag, ENGLISH) for tag in (others, own))
        table = f"theme/words/{own}.toml"
        yield Advice("lang", f"menus and buttons around this text are in {words}: there is no {table} for {text}")


def tiny(source: Source) -> Iterator[Advice]:
    """Yield that a picture is smaller than networks show at all."""
    if source.picture and source.picture.width and min(source.picture.width, source.picture.height or 0) < TINY:
        message = f"Image has {size_of(source.picture)}; networks show none below {TINY}×{TINY}; use a larger one"
        yield Advice("image", message)


def share_image(source: Source) -> Iterator[Advice]:
    """Yield why a `Share_Image` is not used."""
    if source.share_picture and source.share_picture.file and not may_be_cut(source.share_picture):
        message = f"{size_of(source.share_picture)}; a share picture needs {LEAST} pixels or more"
        yield Advice("share_image", f"Share_Image is not used: it is {message}")


def card(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield what the share card leaves out: a picture that it cannot show, characters that no font has."""
    if meta.card is None:
        return
    if (
        source.picture
        and source.picture.file
        and not may_be_cut(source.picture)
        and "card" not in source.fields
        and meta.kind not in LISTS
    ):
        message = f"{size_of(source.picture)}; behind them it needs {LEAST} pixels or more"
        yield Advice("image", f"the share card shows words alone: Image is {message} (“Card: text” ends this message)")
    for character in missing(words_of(meta.card), meta.site.cards.typefaces):
        where = "a font that has it goes into theme/cards/fonts/"
        yield Advice("title", f"the share card leaves out {spelled(character)}: none of its fonts has it; {where}")


def size_of(picture: Picture) -> str:
    """Return how large a picture is, in words."""
    return f"{picture.width}×{picture.height} pixels" if picture.width else "no picture of pixels"
