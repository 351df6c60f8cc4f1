"""What a writer may want to know about a page's card. It never stops a publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from social.card.names import words_of
from social.card.typefaces import missing, spelled
from social.model import Metadata, Picture, Source
from social.pictures import LISTS, SHARE_PICTURE_MIN, may_be_cut

LEAST = "{}×{}".format(*SHARE_PICTURE_MIN)
SHAPES = "JPEG, PNG, WebP, AVIF or GIF"


class Advice(NamedTuple):
    """A sentence about what stands under a key of the front matter."""

    key: str
    message: str


def advice(source: Source, meta: Metadata) -> Iterator[Advice]:
    """Yield what the share card of a page cannot show as its writer may expect."""
    if source.share_picture and source.share_picture.file and not may_be_cut(source.share_picture):
        message = f"{size_of(source.share_picture)}; a share picture needs {LEAST} pixels or more as {SHAPES}"
        yield Advice("share_image", f"Share_Image is not used: it is {message}")
    if meta.card is None:
        return
    if (
        source.picture
        and source.picture.file
        and not may_be_cut(source.picture)
        and "card" not in source.fields
        and meta.kind not in LISTS
    ):
        message = f"{size_of(source.picture)}; behind them it needs {LEAST} pixels or more as {SHAPES}"
        yield Advice("image", f"the share card shows words alone: Image is {message} (“Card: text” ends this message)")
    for character in missing(words_of(meta.card), meta.site.cards.typefaces):
        where = "a font that has it goes into theme/cards/fonts/"
        yield Advice("title", f"the share card leaves out {spelled(character)}: none of its fonts has it; {where}")


def size_of(picture: Picture) -> str:
    """Return how large a picture is, in words."""
    return f"{picture.width}×{picture.height} pixels" if picture.width else "no picture of pixels"
