"""Share cards to look at and to post by hand: a contact sheet of all, or one page's card in the sizes of posts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from social.card.drawing import Artist
from social.card.layouts import POSTS, SHARE, Format
from social.card.names import suffix_of
from social.card.specimens import SPECIMENS
from social.files import write_whole
from social.model import Card, CardLayout, LocalFile
from writing.problems import nearest

TEMPLATE = "contact-sheet.html"
HOME = "index"  # what the home page is called where others go by their address
SPECIMENS_FOLDER = "specimens"
UNKNOWN_PAGE = 'there is no published page "{}"{}'
NO_CARD = "the page “{}” has no card: it has a Share_Image, or none is wanted"


@dataclass(frozen=True, slots=True)
class Crop:
    """What networks show of a card: px on the contact sheet."""

    label: str
    width: int
    height: int


# https://developer.x.com/cards/markup for 2:1; the square is what small previews of WhatsApp, Signal and Slack take.
CROPS = (
    Crop("1.91:1 (Facebook, LinkedIn, Bluesky)", 344, 180),
    Crop("2:1 (X)", 360, 180),
    Crop("16:9 (Google Discover)", 320, 180),
    Crop("Square (small previews)", 180, 180),
    Crop("Thumbnail", 72, 72),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card on the contact sheet; `file` is its path beside the sheet."""

    name: str
    file: str
    alt: str
    bytes: int


class CardError(ValueError):
    """A page for which no card can be drawn; the message says why."""


def cards_of(manifest: Mapping[str, Any]) -> dict[str, tuple[Card | None, str]]:
    """Return card and alternative text of each page of a manifest, by its address without slashes at the ends."""
    found = {}
    for file, page in manifest["pages"].items():
        name = file.removesuffix("index.html").strip("/") or HOME
        found[name] = (read_card(page["card"]), page["share_picture"]["value"]["alt"])
    return found


def read_card(found: Mapping[str, Any] | None) -> Card | None:
    """Return a card as a manifest holds it."""
    if found is None:
        return None
    picture = LocalFile(**found["picture"]) if found["picture"] else None
    return Card(
        **{**found, "layout": CardLayout(found["layout"]), "entries": tuple(found["entries"]), "picture": picture}
    )


def contact_sheet(pages: Mapping[str, tuple[Card | None, str]], artist: Artist, folder: Path) -> list[Path]:
    """Write one HTML page with all cards, and with the specimens, into `folder`; return its path, then the cards'."""
    cards = [(name, card, alt) for name, (card, alt) in sorted(pages.items()) if card]
    hard = [(f"{SPECIMENS_FOLDER}/{name}", card, card.title) for name, card in SPECIMENS.items()]
    shown = list(drawn([*cards, *hard], artist, folder))
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    site = next((card.site_name for _, card, _ in cards), "")
    values = {"site": site, "shown": shown, "specimens": len(hard), "crops": CROPS, "format": SHARE}
    sheet = folder / "index.html"
    write_whole(sheet, environment.get_template(TEMPLATE).render(values).encode())
    return [sheet, *(folder / card.file for card in shown)]


def drawn(cards: Iterable[tuple[str, Card, str]], artist: Artist, folder: Path) -> Iterator[Shown]:
    """Draw cards into a folder, each under its name."""
    for name, card, alt in cards:
        data = artist.draw(card)
        file = f"{name}{suffix_of(card)}"
        write_whole(folder / file, data)
        yield Shown(name, file, alt, len(data))


def posts(name: str, pages: Mapping[str, tuple[Card | None, str]], artist: Artist, folder: Path) -> list[Path]:
    """Write a page's card in all sizes for posting by hand into `folder`; return the paths.

    Raises CardError when there is no such page, or it has no card.
    """
    wanted = name.strip("/") or HOME
    if wanted not in pages:
        raise CardError(UNKNOWN_PAGE.format(name, nearest(wanted, pages)))
    card, _ = pages[wanted]
    if card is None:
        raise CardError(NO_CARD.format(name))
    return [write_post(card, form, artist, folder / wanted) for form in (SHARE, *POSTS)]


def write_post(card: Card, form: Format, artist: Artist, folder: Path) -> Path:
    """Write a card in one size; its file's name tells which."""
    file = folder / f"{form.name}-{form.width}x{form.height}{suffix_of(card)}"
    write_whole(file, artist.draw(card, form))
    return file


def read_manifest(file: Path) -> Mapping[str, Any]:
    """Return a manifest."""
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
