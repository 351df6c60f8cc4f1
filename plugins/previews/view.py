"""What the pages of the previews show, as plain values: each network's card, and where its words came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.model import Finding
from networks.counting import MEASURES, graphemes, utf8
from networks.places import Reading, first_of, read_place
from networks.rules import OG_IMAGE, TABLE, Layout, Reader, Source, TextRule
from networks.shown import File, Picture, Shown, Words, shown

from previews.findings import Findings
from previews.looks import LOOKS, Look, Side
from previews.origins import Origin, Sources, origin_of
from previews.site import Page, Site

UNITS = {"graphemes": "characters", "pixels": "px"}
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
SHOWN_AS = {Layout.LARGE: "large picture", Layout.SMALL: "small picture", Layout.NONE: "no picture"}
PUBLIC = "public"
MEASURELESS = ("host", "name:theme-color")
TITLES = ("any:og:title", "title", "h1")  # what a page is called in the list of all
PICTURES = re.compile(r"image|icon")  # places that hold addresses of pictures
CODE = {"title": "<title>", "h1": "<h1>", "host": "the address"}

Link = Callable[[Path], str]
"""Returns how a page of the previews refers to a file of the built folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A picture of a card: where the file is ("" where another host has it), its shape, its alternative text."""

    src: str
    ratio: float
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page as a network shows it, ready to be drawn.

    Attributes:
        layout: in words; `side` is where the picture stands.
        pictures: the first, and those of a gallery.
        accent: a colour as CSS writes it, or "".
        counts: length of each text beside what there is room for, in words.
        used: the places that were read, each with what it became: ("Title", "og:title").
    """

    shown: Shown
    look: Look
    side: Side
    layout: str
    pictures: tuple[Sketch, ...]
    accent: str
    counts: tuple[str, ...]
    used: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network's part of a page: its cards, the one of its own rule first."""

    reader: Reader
    cards: tuple[Card, ...]

    @property
    def rules(self) -> Mapping[Source, tuple[str, ...]]:
        """Return where its rules are written, each place with what it rules."""
        reader, found = self.reader, dict[Source, tuple[str, ...]]()
        for name, rule in (("title", reader.title), ("description", reader.description), ("picture", reader.picture)):
            found[rule.source] = (*found.get(rule.source, ()), name)
        return found

    @property
    def is_whole(self) -> bool:
        return self.cards[0].shown.is_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that networks read on a page.

    Attributes:
        code: the place as people write it, "og:title"; `line` is its line in the built file, 0 where it has none.
        length: how long it is, in words; for a picture its pixels and bytes.
        readers: the names of the networks that take it.
    """

    code: str
    line: int
    text: str
    length: str
    origin: Origin | None
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in the list of all.

    Attributes:
        title: as networks find it, or its path.
        mark: what a reader should know of it: that it is a draft, hidden, or not listed; or "".
        picture: the one for networks; "" where there is none, or another host has it.
        bare: the networks that show no preview, and `lost` those whose preview lacks something that the page says.
    """

    page: Page
    title: str
    mark: str
    picture: str
    bare: tuple[Reader, ...]
    lost: tuple[Reader, ...]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page of the site with everything that its previews show; `findings` have the place in its source."""

    entry: Entry
    networks: tuple[Network, ...]
    values: tuple[Value, ...]
    source: Origin | None
    findings: tuple[tuple[Finding, Origin | None], ...]


def entry_of(page: Page, site: Site, link: Link, findings: Findings) -> Entry:
    """Return a page's place in the list of all."""
    files = files_of(page, site)
    seen = [shown(page.head, reader, files) for reader in TABLE]
    title, picture = first_of(page.head, TITLES), read_place(page.head, OG_IMAGE)
    visibility = str(site.described.get(page.file, {}).get("visibility", PUBLIC))
    return Entry(
        page=page,
        title=title.text if title else page.path,
        mark="" if visibility == PUBLIC else visibility,
        picture=source_of(picture.text, page, site, link) if picture else "",
        bare=tuple(found.reader for found in seen if found.problem),
        lost=tuple(found.reader for found in seen if not (found.is_whole or found.problem)),
        findings=findings.get(page.file, ()),
    )


def view_of(page: Page, site: Site, link: Link, sources: Sources, findings: Findings) -> View:
    """Return everything that the previews of a page show."""
    networks = tuple(Network(reader=reader, cards=tuple(cards(reader, page, site, link))) for reader in TABLE)
    described = site.described.get(page.file, {})
    file = str(described.get("file", ""))
    return View(
        entry=entry_of(page, site, link, findings),
        networks=networks,
        values=tuple(values(networks, page, site, sources)),
        source=Origin(file, sources.link(file, 1)) if file else None,
        findings=tuple((finding, written_at(finding, sources)) for finding in findings.get(page.file, ())),
    )


def written_at(finding: Finding, sources: Sources) -> Origin | None:
    """Return the line that a finding is about in what the page was written in, None where that is not known."""
    if not finding.source:
        return None
    line = finding.source_line or 1
    return Origin(f"{finding.source}:{line}", sources.link(finding.source, line))


def files_of(page: Page, site: Site) -> Callable[[str], File | None]:
    """Return what tells of the pictures on a page."""
    return lambda address: site.picture(address, page.head)


def cards(reader: Reader, page: Page, site: Site, link: Link) -> Iterator[Card]:
    """Yield the cards of a network, the one of its own rule first."""
    look, files = LOOKS[reader.key], files_of(page, site)
    first = shown(page.head, reader, files)
    yield card(first, look, page, site, link)
    for layout in look.also if first.picture and not first.problem else ():
        if layout is not first.layout:
            yield card(shown(page.head, reader, files, layout), look, page, site, link)


def card(found: Shown, look: Look, page: Page, site: Site, link: Link) -> Card:
    """Return a card, ready to be drawn."""
    pictures = (found.picture, *found.gallery) if found.picture else ()
    accent = found.accent.text if found.accent else ""
    return Card(
        shown=found,
        look=look,
        side=look.side(found.layout),
        layout=SHOWN_AS[found.layout],
        pictures=tuple(sketch(picture, page, site, link) for picture in pictures),
        accent=accent if COLOUR.fullmatch(accent) else "",
        counts=tuple(counts(found)),
        used=tuple((name, code_of(reading.place)) for name, reading in readings(found)),
    )


def sketch(picture: Picture, page: Page, site: Site, link: Link) -> Sketch:
    """Return a picture, ready to be drawn."""
    return Sketch(
        src=source_of(picture.url, page, site, link),
        ratio=picture.ratio,
        alt=picture.alt,
        width=picture.file.width,
        height=picture.file.height,
    )


def source_of(address: str, page: Page, site: Site, link: Link) -> str:
    """Return the link to the file of a picture, "" where the folder has none."""
    file, found = site.local(address, page.head), site.picture(address, page.head)
    return link(file) if file and found and not found.is_missing else ""


def counts(found: Shown) -> Iterator[str]:
    """Yield how long the texts of a preview are beside what it has room for."""
    rules = (("Title", found.title, found.reader.title), ("Description", found.description, found.reader.description))
    for name, words, rule in rules:
        if words:
            yield from (f"{name}: {text}" for text in counted(words, rule))


def counted(words: Words, rule: TextRule) -> Iterator[str]:
    """Yield a text's length beside the limit, and beside the room on a phone."""
    if rule.limit:
        end = ", cut" if words.is_cut else ""
        yield f"{MEASURES[rule.unit](words.whole)} of {rule.limit} {UNITS.get(rule.unit, rule.unit)}{end}"
    if words.lines and rule.line_length:
        room = f"{words.lines * rule.line_length} in {words.lines} {'line' if words.lines == 1 else 'lines'}"
        yield f"{graphemes(words.text)} characters, room for about {room} on a phone"


def readings(found: Shown) -> Iterator[tuple[str, Reading]]:
    """Yield what a network read and shows, each with its name."""
    named = (
        ("Title", found.title and found.found_title),
        ("Description", found.description and found.found_description),
        ("Picture", found.picture and found.found_picture),
        ("Site", found.site),
        ("Author", found.byline),
        ("Colour", found.accent),
    )
    yield from ((name, reading) for name, reading in named if reading)


def code_of(place: str) -> str:
    """Return a place as people write it: "og:title", "<title>", "JSON-LD headline"."""
    kind, _, key = place.partition(":")
    if kind in CODE:
        return CODE[kind]
    return {"json-ld": f"JSON-LD {key}", "link": f'<link rel="{key}">'}.get(kind, key)


def values(networks: Sequence[Network], page: Page, site: Site, sources: Sources) -> Iterator[Value]:
    """Yield each thing that a network shows of a page, in the order of the page; what no tag says comes last."""
    found: dict[tuple[bool, int, str, str], tuple[Reading, list[str]]] = {}
    for network in networks:
        for _, reading in readings(network.cards[0].shown):
            key = (not reading.line, reading.line, code_of(reading.place), reading.text)
            found.setdefault(key, (reading, []))[1].append(network.reader.name)
    described = site.described.get(page.file, {})
    for _, (reading, readers) in sorted(found.items(), key=lambda item: item[0]):
        yield Value(
            code=code_of(reading.place),
            line=reading.line,
            text=reading.text,
            length=length_of(reading, page, site),
            origin=origin_of(reading.place, described, sources),
            readers=tuple(dict.fromkeys(readers)),
        )


def length_of(reading: Reading, page: Page, site: Site) -> str:
    """Return how long a text is, or how large the picture at an address, in words; "" for what has no length."""
    if reading.place in MEASURELESS:
        return ""
    if PICTURES.search(reading.place):
        file = site.picture(reading.text, page.head)
        return size_of(file) if file else "on another host, so not measured"
    text = reading.text
    return f"{graphemes(text)} characters, {utf8(text)} bytes"


def size_of(file: File) -> str:
    """Return a picture's pixels, bytes and type, in words."""
    if file.is_missing:
        return "there is no such file"
    size = f"{file.width}×{file.height} px, " if file.width else ""
    return f"{size}{file.size:,} bytes, {file.type or 'of unknown type'}"
