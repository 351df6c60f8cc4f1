"""How cards are put together: for each network the order of their parts, and where the picture stands.

Observed, not documented: an imitation that is plain on purpose. What is shown at all, and of what length, is decided by
the table of networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from networks.rules import Layout


class Part(StrEnum):
    """A part of a card's words."""

    SITE = "site"
    ADDRESS = "address"
    TITLE = "title"
    DESCRIPTION = "description"
    FIELDS = "fields"
    BYLINE = "byline"


class Side(StrEnum):
    """Where the picture stands beside the words."""

    TOP = "top"
    BOTTOM = "bottom"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Look:
    """How a network's card is put together; `large` and `small` are the sides of its picture.

    `also` are layouts that it shows a page in beside the one of its rule.
    """

    parts: tuple[Part, ...]
    large: Side = Side.TOP
    small: Side = Side.START
    also: tuple[Layout, ...] = ()

    def side(self, layout: Layout) -> Side:
        """Return where the picture stands in a layout."""
        return self.small if layout is Layout.SMALL else self.large


SITE_FIRST = (Part.SITE, Part.TITLE, Part.DESCRIPTION)
SITE_LAST = (Part.TITLE, Part.DESCRIPTION, Part.SITE)
LOOKS: Mapping[str, Look] = {
    "google": Look((Part.SITE, Part.ADDRESS, Part.TITLE, Part.DESCRIPTION), small=Side.END),
    "facebook": Look(SITE_FIRST),
    "linkedin": Look(SITE_LAST),
    "x": Look(SITE_FIRST),
    "whatsapp": Look(SITE_LAST, also=(Layout.SMALL,)),
    "slack": Look((*SITE_FIRST, Part.FIELDS), Side.BOTTOM, Side.END),
    "discord": Look(SITE_FIRST, Side.BOTTOM, Side.END),
    "telegram": Look(SITE_FIRST, Side.BOTTOM, Side.END),
    "signal": Look(SITE_LAST),
    "imessage": Look(SITE_LAST, small=Side.END),
    "mastodon": Look((*SITE_FIRST, Part.BYLINE)),
    "bluesky": Look(SITE_LAST),
    "threads": Look(SITE_FIRST),
    "teams": Look(SITE_LAST),
    "reddit": Look(SITE_LAST, small=Side.END),
}
