"""Where everything of a card stands: boxes in px, decided before anything is drawn.

`measure(text, weight)` is the width in px at a size of 1 px, `leading(text)` the height of a line as a multiple of the
size; both are passed in, so that geometry can be tested without a font.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from social.card.layouts import Box, Format, Layout, Role, Type
from social.card.lines import Fitted, fit
from social.model import Card

MeasureType = Callable[[str, int], float]
Leading = Callable[[str], float]

# Spacing in px at scale 1.
GAP = 16  # between two lines of different roles
KICKER_GAP = 13  # below the kicker: vowel signs of Devanagari rise above their line
WIDE_GAP = 30  # between the head of a card and its title, and above the line at its foot
PANEL_PADDING = 28
PANEL_MARGIN = 7  # more than the padding above: the panel is then as wide as the centre square
CROPPED = 15  # what a 2:1 crop takes of a share card's lower edge
RULE = 6  # thickness of the stroke between title and entries, and of the panel's upper edge
RULE_WIDTH = 72
BAR, BAR_DISTANCE = 8, 26  # thickness of the stroke beside a title, and how far before the column it begins
TITLE_SHARE = 0.45  # of a list's height at most, so that there is room for its entries
MANY = 99  # lines: as many as have room
KEPT = 128  # texts whose lines are remembered: topics, names and the site's own stand on many cards
PANEL_SHARE = 0.56  # of a card's height at most: the picture must remain to be seen


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of one role: `box` holds them, the first line at its top; each line is `line_height` px high."""

    role: Role
    lines: tuple[str, ...]
    size: int
    line_height: int
    box: Box
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A card's boxes.

    Attributes:
        canvas: the whole card.
        rules: strokes of the brand's highlight colour.
        panel: the ground of the words where a picture lies behind them, else None.
        from_right: whether lines begin at the right edge of their box, and the artwork is mirrored.
    """

    canvas: Box
    logo: Box
    words: tuple[Words, ...]
    rules: tuple[Box, ...]
    panel: Box | None
    from_right: bool

    def of(self, role: Role) -> tuple[Words, ...]:
        """Return the lines of one role."""
        return tuple(words for words in self.words if words.role is role)


@lru_cache(maxsize=KEPT)
def fit_in(
    text: str,
    room: tuple[int, int],
    sizes: tuple[int, int],
    weight: int,
    measure: MeasureType,
    *,
    leading: float,
    rows: int,
) -> Fitted:
    """Return words of a weight in lines that fit, as `fit` does."""
    return fit(text, room, sizes, lambda words: measure(words, weight), leading=leading, rows=rows)


@dataclass(frozen=True, slots=True)
class Composer:
    """What it takes to set words: a format, a layout and the two measures."""

    format: Format
    layout: Layout
    measure: MeasureType
    leading: Leading
    logo_ratio: float

    def px(self, length: float) -> int:
        """Return a length of the share card in this format."""
        return round(length * self.format.scale)

    def logo(self, x: int, y: int) -> Box:
        """Return the logo's box; a wide logo takes no more than half a column."""
        height = self.px(self.layout.logo)
        width = round(height * self.logo_ratio)
        widest = self.format.column.width // 2
        return Box(x, y, width, height) if width <= widest else Box(x, y, widest, round(widest / self.logo_ratio))

    def set(self, role: Role, text: str, box: Box, rows: int = 1, largest: int | None = None) -> Words:
        """Return words in at most `rows` lines at the top of a box, as large as fits; the box is cut to their height.

        `largest` is the largest size in px where it is not the layout's.
        """
        kind: Type = self.layout.types[role]
        leading = self.leading(text) * kind.leading
        sizes = (largest or self.px(kind.largest), self.px(kind.smallest))
        fitted = fit_in(text, (box.width, box.height), sizes, kind.weight, self.measure, leading=leading, rows=rows)
        line_height = round(fitted.size * leading)
        height = line_height * len(fitted.lines)
        return Words(role, fitted.lines, fitted.size, line_height, box._replace(height=height), fitted.is_whole)

    def alike(self, role: Role, texts: Sequence[str], box: Box) -> list[Words]:
        """Return single lines at the top of a box, all of the size at which the longest fits."""
        size = min(self.set(role, text, box).size for text in texts)
        return [self.set(role, text, box, largest=size) for text in texts]


def arrange(
    card: Card, form: Format, layout: Layout, measure: MeasureType, *, leading: Leading, logo_ratio: float
) -> Arrangement:
    """Return the boxes of a card. Words read from right to left stand in the mirrored layout.

    `logo_ratio` is the logo's width divided by its height.
    """
    composer = Composer(form, layout, measure, leading, logo_ratio)
    found = on_panel(card, composer) if layout.panel else in_column(card, composer)
    return mirrored(found) if card.direction == "rtl" else found


def in_column(card: Card, composer: Composer) -> Arrangement:
    """Return a card of words alone: logo and site above, byline below, title and entries between them."""
    column, px = composer.format.column, composer.px
    logo = composer.logo(column.x, column.y)
    beside = Box(logo.right + px(GAP), logo.y, column.right - logo.right - px(GAP), logo.height)
    site = centred(composer.set(Role.SITE, card.site_name, beside), beside)
    foot = column._replace(y=logo.bottom, height=column.bottom - logo.bottom)
    byline = at_bottom(composer.set(Role.BYLINE, card.byline, foot), foot) if card.byline else None
    top = logo.bottom + px(WIDE_GAP)
    bottom = (byline.box.y if byline else column.bottom) - px(WIDE_GAP)
    middle = column._replace(y=top, height=bottom - top)
    words, rules = body(card, composer, middle)
    return Arrangement(
        canvas=Box(0, 0, composer.format.width, composer.format.height),
        logo=logo,
        words=tuple(filter(None, (site, *words, byline))),
        rules=rules,
        panel=None,
        from_right=False,
    )


def body(card: Card, composer: Composer, box: Box) -> tuple[tuple[Words, ...], tuple[Box, ...]]:
    """Return kicker, title and entries, together in the middle of a box; with them a stroke.

    It stands beside the title, or between it and the entries.
    """
    px = composer.px
    entries = card.entries
    kicker = composer.set(Role.KICKER, card.kicker, box) if card.kicker else None
    used = kicker.box.height + px(KICKER_GAP) if kicker else 0
    share = TITLE_SHARE if entries else 1
    title = composer.set(
        Role.TITLE, card.title, box._replace(y=box.y + used, height=int((box.height - used) * share)), rows=MANY
    )
    found = [*([kicker] if kicker else []), title]
    if not entries:
        rules = [Box(box.x - px(BAR_DISTANCE), box.y, px(BAR), title.box.bottom - box.y)]
    else:
        rule = Box(box.x, title.box.bottom + px(GAP), px(RULE_WIDTH), px(RULE))
        rules = [rule]
        below = rule.bottom + px(GAP)
        for entry in composer.alike(Role.ENTRY, entries, box):
            line = moved(entry, below - entry.box.y)
            if line.box.bottom > box.bottom:
                break
            found.append(line)
            below = line.box.bottom + px(GAP) // 2
    down = (box.bottom - found[-1].box.bottom) // 2
    return tuple(moved(words, down) for words in found), tuple(rule._replace(y=rule.y + down) for rule in rules)


def on_panel(card: Card, composer: Composer) -> Arrangement:
    """Return a card of a picture, with its words on a panel that rises from the lower edge as far as they need."""
    form, px = composer.format, composer.px
    padding = px(PANEL_PADDING)
    column = form.column
    foot = padding + px(CROPPED)
    room = int(form.height * PANEL_SHARE) - padding - foot
    kicker = composer.set(Role.KICKER, card.kicker, column) if card.kicker else None
    head = kicker.box.height + px(KICKER_GAP) if kicker else 0
    logo = composer.logo(column.x, 0)
    title = composer.set(Role.TITLE, card.title, column._replace(height=room - head - logo.height - px(GAP)), rows=MANY)
    height = padding + head + title.box.height + px(GAP) + logo.height + foot
    top = form.height - height
    title = replace(title, box=title.box._replace(y=top + padding + head))
    logo = logo._replace(y=title.box.bottom + px(GAP))
    beside = Box(logo.right + px(GAP), logo.y, column.right - logo.right - px(GAP), logo.height)
    line = " · ".join(filter(None, (card.site_name, card.byline)))
    panel = Box(column.x - padding - px(PANEL_MARGIN), top, column.width + 2 * (padding + px(PANEL_MARGIN)), height)
    return Arrangement(
        canvas=Box(0, 0, form.width, form.height),
        logo=logo,
        words=(
            *([replace(kicker, box=kicker.box._replace(y=top + padding))] if kicker else []),
            title,
            centred(composer.set(Role.BYLINE, line, beside), beside),
        ),
        rules=(Box(panel.x, panel.y - px(RULE), panel.width, px(RULE)),),
        panel=panel,
        from_right=False,
    )


def moved(words: Words, down: int) -> Words:
    """Return words `down` px further down."""
    return replace(words, box=words.box._replace(y=words.box.y + down))


def centred(words: Words, box: Box) -> Words:
    """Return words in the middle of a box's height."""
    return moved(words, (box.height - words.box.height) // 2)


def at_bottom(words: Words, box: Box) -> Words:
    """Return words at the lower edge of a box."""
    return moved(words, box.bottom - words.box.bottom)


def mirrored(found: Arrangement) -> Arrangement:
    """Return the arrangement for words that are read from right to left."""
    width = found.canvas.width
    return replace(
        found,
        logo=found.logo.mirrored(width),
        words=tuple(replace(words, box=words.box.mirrored(width)) for words in found.words),
        rules=tuple(rule.mirrored(width) for rule in found.rules),
        panel=found.panel.mirrored(width) if found.panel else None,
        from_right=True,
    )
