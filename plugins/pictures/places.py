"""How wide pictures are where pages show them: `sizes`, from which browsers choose among variants.

The lengths follow the theme: `--gutter`, `.wrap` and `--measure` in tokens.css and layout.css, the grids in lists.css.
"""

from __future__ import annotations

from enum import StrEnum

REM = 16  # CSS px; in `sizes` a rem is the reader's own text size, which is 16 px unless they changed it
COLUMN_REM = 41.4  # --measure, 36em, of the largest --size-text, 1.15rem
# .wrap, the window without the gutters of .5rem + 2.5vw on both sides; they stop growing where it is wider than needed.
WRAP = "95vw - 1rem"


class Place(StrEnum):
    """Where a picture is shown: in the text, on a post's card, or on the large card that begins a list."""

    COLUMN = "column"
    CARD = "card"
    LEAD_CARD = "lead-card"


# .grid has columns of 19rem or more with gaps of 1.5rem: two from .wrap = 39.5rem on, three from 60rem on, never four.
CARD_SIZES = (
    f"(min-width: 64.25rem) min(22.4rem, 31.7vw - 1.3rem), (min-width: 42.7rem) calc(47.5vw - 1.25rem), calc({WRAP})"
)
# .post-card-lead gives seven twelfths of .wrap without its gap of 1.6rem + 2vw, at most 3rem, to the picture.
LEAD_CARD_SIZES = f"(min-width: 48rem) min(39.1rem, 54.3vw - 1.5rem), calc({WRAP})"


def sizes(place: Place, width: int | None = None) -> str:
    """Return `sizes` of a picture in a place; in a text it is no wider than its own `width` in CSS px.

    Browsers take mathematical functions there.
    https://html.spec.whatwg.org/multipage/images.html#sizes-attributes
    """
    if place is Place.CARD:
        return CARD_SIZES
    if place is Place.LEAD_CARD:
        return LEAD_CARD_SIZES
    widest = f"{COLUMN_REM}rem" if width is None or width >= COLUMN_REM * REM else f"{width}px"
    return f"min({widest}, {WRAP})"
