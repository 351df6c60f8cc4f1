"""What cards look like, as data: sizes of pictures, sizes of type, colours by their names in the brand.

All lengths are pixels of a 1200×630 card; other formats multiply type by their `scale`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from social.model import CardLayout


class Box(NamedTuple):
    """A rectangle in px; `x` and `y` of the upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def mirrored(self, canvas: int) -> Box:
        """Return the box on the other side of a canvas of that width."""
        return self._replace(x=canvas - self.right)


@dataclass(frozen=True, slots=True)
class Format:
    """A size of card.

    Attributes:
        column: where words may stand.
        motif: side in px of the artwork in two of the corners; beside the column, so that no word stands on it.
        scale: factor of all type and spacing.
    """

    name: str
    width: int
    height: int
    column: Box
    motif: int
    scale: float = 1.0


# The column of the share card is what every network's crop leaves: 2:1 takes 15 px above and below, 16:9 takes 40 px
# left and right, a centre square keeps x 285–915. The word column is 560 px wide in the middle of that.
SHARE = Format("share", 1200, 630, Box(320, 48, 560, 534), 320)
# For posting by hand. Sizes: https://www.facebook.com/business/ads-guide (1:1, 4:5), Pinterest's 2:3.
POSTS = (
    Format("square", 1080, 1080, Box(108, 100, 864, 880), 108, 1.55),
    Format("portrait", 1080, 1350, Box(108, 110, 864, 1130), 108, 1.65),
    Format("pin", 1000, 1500, Box(90, 120, 820, 1260), 90, 1.65),
)


class Role(StrEnum):
    """What a line of words is on a card."""

    SITE = "site"
    KICKER = "kicker"
    TITLE = "title"
    ENTRY = "entry"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Type:
    """How words of one role are set.

    Attributes:
        largest, smallest: sizes in px; words shrink between them until they fit.
        weight: on the heading font's axis, 100 to 900.
        colours: names of brand colours, the first that can be read on the background counts.
        leading: factor of the fonts' own height of a line.
    """

    largest: int
    smallest: int
    weight: int
    colours: tuple[str, ...]
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of card.

    Attributes:
        background: name of the brand colour behind the words.
        logo: height of the logo in px.
        artwork: file in theme/cards/ for two of the corners, without its suffix.
        panel: whether the words stand on a panel over the lower half, with the picture behind it.
    """

    background: str
    logo: int
    types: Mapping[Role, Type]
    artwork: str = ""
    panel: bool = False


TIGHT = 0.95  # lines of a title stand closer than running text

LAYOUTS: Mapping[CardLayout, Layout] = {
    CardLayout.TEXT: Layout(
        background="accent",
        artwork="text",
        logo=60,
        types={
            Role.SITE: Type(34, 22, 700, ("on_accent",)),
            Role.KICKER: Type(29, 20, 600, ("highlight", "on_accent")),
            Role.TITLE: Type(120, 29, 750, ("on_accent",), TIGHT),
            Role.BYLINE: Type(27, 19, 500, ("on_accent",)),
        },
    ),
    CardLayout.PICTURE: Layout(
        background="paper",
        logo=44,
        panel=True,
        types={
            Role.KICKER: Type(26, 19, 650, ("accent", "ink")),
            Role.TITLE: Type(50, 25, 750, ("ink",), TIGHT),
            Role.BYLINE: Type(25, 18, 500, ("muted", "ink")),
        },
    ),
    CardLayout.LIST: Layout(
        background="paper",
        artwork="list",
        logo=60,
        types={
            Role.SITE: Type(34, 22, 700, ("ink",)),
            Role.KICKER: Type(29, 20, 650, ("accent", "ink")),
            Role.TITLE: Type(84, 29, 750, ("ink",), TIGHT),
            Role.ENTRY: Type(29, 23, 550, ("ink",)),
            Role.BYLINE: Type(27, 19, 500, ("muted", "ink")),
        },
    ),
}
