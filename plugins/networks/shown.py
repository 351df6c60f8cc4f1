"""What a network shows of a page: its own choice of the tags, cut as it cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from networks.counting import MEASURES, cut, graphemes
from networks.head import Head
from networks.places import Reading, candidates, first_of, read_place
from networks.rules import Large, Layout, PictureRule, Reader, Takes, TextRule

LARGE_CARD = "summary_large_image"
# Signal's own tolerance for what is a square.
# https://github.com/signalapp/Signal-Desktop/blob/240e165/ts/linkPreviews/shouldUseFullSizeLinkPreviewImage.std.ts
SQUARE = 0.05
UNLISTED = frozenset(("noindex", "none"))
GALLERY = 4  # pictures that Discord shows at most


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a picture: width and height in px, bytes and media type; 0 and "" where it is not known.

    `is_missing` tells that nothing answers at its address.
    """

    width: int = 0
    height: int = 0
    size: int = 0
    type: str = ""
    is_missing: bool = False


Files = Callable[[str], File | None]
"""Returns what is known of the picture at an address; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words in a preview.

    Attributes:
        text: as it is shown; whole: as it stands in the page.
        place: the place of the table where it stands.
        lines: lines that are shown at most, 0 for all.
        is_cut: whether the limit shortens it, and fits: whether it is likely to be seen whole.
    """

    text: str
    whole: str
    place: str
    lines: int
    is_cut: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a preview: its address, the place where that stands, its alternative text, and its shape.

    `ratio` is the width of what is shown divided by its height, 0 where the whole picture is.
    """

    url: str
    place: str
    alt: str
    ratio: float
    file: File


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page as a network shows it.

    Attributes:
        title, description, picture: None where the network shows none; `found_…` are what it read for them.
        gallery: further pictures, of a network that makes a gallery of several tags.
        accent: the colour of the preview.
        fields: label and value of further lines.
        problem: why there is no preview at all, or "".
        remarks: what is lost on the way, in words: a picture too small, a file too large.
    """

    reader: Reader
    layout: Layout
    title: Words | None
    description: Words | None
    found_title: Reading | None
    found_description: Reading | None
    found_picture: Reading | None
    picture: Picture | None
    gallery: tuple[Picture, ...]
    site: Reading | None
    byline: Reading | None
    accent: Reading | None
    fields: tuple[tuple[str, str], ...]
    problem: str
    remarks: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing that the page says is lost: words, picture and preview."""
        words = (self.title, self.description)
        return not self.problem and not self.remarks and all(found.fits for found in words if found)


def unknown(url: str) -> None:
    """Return None: nothing is known of any picture."""


def shown(head: Head, reader: Reader, files: Files = unknown, layout: Layout | None = None) -> Shown:
    """Return what a network shows of a page; `files` tells of its pictures.

    With a `layout` it is shown so, whatever the network's rule says: some show one page in two ways.
    """
    title, description = texts(head, reader)
    found_picture, picture, remarks = picture_of(head, reader, files)
    layout = layout_of(head, reader, picture) if layout is None else layout
    problem = next(obstacles(head, reader, title, description, picture), "")
    return Shown(
        reader=reader,
        layout=layout,
        title=words_of(title, reader.title, layout),
        description=words_of(description, reader.description, layout),
        found_title=title,
        found_description=description,
        found_picture=found_picture,
        picture=shaped(picture, reader, layout),
        gallery=tuple(gallery(head, reader, files)),
        site=first_of(head, reader.site),
        byline=first_of(head, reader.byline),
        accent=first_of(head, reader.accent, Takes.LAST),
        fields=tuple(fields(head, reader)),
        problem=problem,
        remarks=(*remarks, *lacking(head, reader)),
    )


def texts(head: Head, reader: Reader) -> tuple[Reading | None, Reading | None]:
    """Return title and description as a network finds them."""
    title, description = (first_of(head, rule.order, rule.takes) for rule in (reader.title, reader.description))
    if reader.is_search and "nosnippet" in robots(head):
        description = None
    if reader.together and not title and not description:
        pair = [read_place(head, place) for place in reader.together]
        if all(pair):
            title, description = pair
    return title, description


def words_of(found: Reading | None, rule: TextRule, layout: Layout) -> Words | None:
    """Return words as they are shown, None where they are not."""
    if found is None or layout in rule.hidden_in:
        return None
    text = cut(found.text, rule.unit, rule.limit) if rule.limit else found.text
    is_cut = text != found.text
    lines = (layout is Layout.NONE and rule.lines_alone) or rule.lines
    room = lines * rule.line_length
    return Words(text, found.text, found.place, lines, is_cut, not is_cut and (not room or graphemes(text) <= room))


def picture_of(head: Head, reader: Reader, files: Files) -> tuple[Reading | None, Picture | None, list[str]]:
    """Return what a network reads for a picture, the picture that it shows, and why it does not take the first one."""
    rule = reader.picture
    if reader.is_search and "max-image-preview:none" in robots(head):
        return None, None, ["the page allows search engines no picture (max-image-preview:none)"]
    found = first_of(head, rule.order, rule.takes)
    remarks = list(refused(file_of(head, found, files), rule)) if found else []
    if found is None or remarks:
        icon = first_of(head, rule.icons)
        return icon or found, picture(head, icon, rule, files) if icon else None, remarks
    return found, picture(head, found, rule, files), []


def picture(head: Head, found: Reading, rule: PictureRule, files: Files) -> Picture | None:
    """Return the picture at an address, None where there is no file."""
    file, alt = file_of(head, found, files), first_of(head, rule.alt)
    return None if file.is_missing else Picture(found.text, found.place, alt.text if alt else "", 0, file)


def file_of(head: Head, found: Reading, files: Files) -> File:
    """Return what is known of a picture: from its file, else from the page."""
    return files(found.text) or declared(head, found)


def refused(file: File, rule: PictureRule) -> Iterator[str]:
    """Yield why a network does not take a picture."""
    if file.is_missing:
        yield "there is no picture at its address"
    if file.width and (file.width < rule.least[0] or file.height < rule.least[1]):
        least = "×".join(str(length) for length in rule.least if length > 1)
        yield f"the picture of {file.width}×{file.height} px is below the {least} px that it takes"
    if rule.most_bytes and file.size > rule.most_bytes:
        yield f"the picture of {file.size:,} bytes is above the limit of {rule.most_bytes:,}"
    if rule.types and file.type and file.type not in rule.types:
        yield f"a picture of the type {file.type} is not shown"


def lacking(head: Head, reader: Reader) -> Iterator[str]:
    """Yield what a network asks for and the page does not say."""
    for place in reader.asks:
        if not read_place(head, place):
            yield f"{place.partition(':')[2]}, which it asks for, is not there"
    rule = reader.picture
    if rule.asks_size and not has_size(head) and first_of(head, rule.order):
        yield "the first share shows no picture, since og:image:width and og:image:height are not there"


def has_size(head: Head) -> bool:
    """Return whether the page tells width and height of its picture."""
    return all(read_place(head, f"any:og:image:{name}") for name in ("width", "height"))


def robots(head: Head) -> frozenset[str]:
    """Return the directives for all search engines, in lower case and without spaces."""
    found = candidates(head, "name:robots")
    return frozenset(part.replace(" ", "").lower() for reading in found for part in reading.text.split(","))


def declared(head: Head, found: Reading) -> File:
    """Return what the page itself says of its picture."""
    if not found.place.endswith("og:image"):
        return File()
    width, height, kind = (read_place(head, f"any:og:image:{name}") for name in ("width", "height", "type"))
    return File(number(width), number(height), 0, kind.text if kind else "")


def number(found: Reading | None) -> int:
    """Return a number that stands in a tag, 0 where none does."""
    return int(found.text) if found and found.text.isdecimal() else 0


def layout_of(head: Head, reader: Reader, picture: Picture | None) -> Layout:
    """Return how the preview stands."""
    if picture is None:
        return Layout.NONE
    rule, file = reader.picture, picture.file
    has_pixels = not file.width or (file.width >= rule.large_least[0] and file.height >= rule.large_least[1])
    if is_icon(picture, rule):
        return Layout.SMALL
    if rule.widest and file.width > rule.widest * file.height:
        return Layout.SMALL
    is_large = {
        Large.CARD: has_pixels and asks_for_large(head),
        Large.SIZE: has_pixels,
        Large.WIDE: has_pixels and file.width >= file.height,
        Large.NOT_SQUARE: bool(file.width) and has_pixels and not is_square(file),
        Large.ALWAYS: True,
        Large.NEVER: False,
    }[rule.large]
    return Layout.LARGE if is_large else Layout.SMALL


def asks_for_large(head: Head) -> bool:
    """Return whether the page asks for a large preview."""
    card = read_place(head, "any:twitter:card", Takes.LAST)
    return card is not None and card.text == LARGE_CARD


def is_icon(picture: Picture, rule: PictureRule) -> bool:
    """Return whether a picture is the icon that stands in for one."""
    return picture.place in rule.icons


def is_square(file: File) -> bool:
    """Return whether a picture is about as wide as high; one of unknown size is not."""
    return bool(file.height) and abs(file.width / file.height - 1) < SQUARE


def shaped(picture: Picture | None, reader: Reader, layout: Layout) -> Picture | None:
    """Return the picture with the shape that it has in a layout."""
    if picture is None:
        return None
    ratio = reader.picture.ratio if layout is Layout.LARGE else reader.picture.small_ratio
    return Picture(picture.url, picture.place, picture.alt, ratio, picture.file)


def gallery(head: Head, reader: Reader, files: Files) -> Iterator[Picture]:
    """Yield the pictures after the first that a network puts beside it."""
    if reader.picture.gallery:
        for found in candidates(head, reader.picture.order[0])[1:GALLERY]:
            yield Picture(found.text, found.place, "", 0, files(found.text) or File())


def fields(head: Head, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the further lines of a preview."""
    for pair in reader.fields:
        label, beside = (read_place(head, place) for place in pair)
        if label and beside:
            yield label.text, beside.text


def obstacles(
    head: Head, reader: Reader, title: Reading | None, description: Reading | None, picture: Picture | None
) -> Iterator[str]:
    """Yield why there is no preview at all."""
    found = {"title": title, "description": description, "picture": picture}
    site = first_of(head, reader.site) if reader.longest_site else None
    if reader.is_search and not robots(head).isdisjoint(UNLISTED):
        yield "the page asks not to be listed (noindex)"
    if reader.needs_any and not first_of(head, reader.needs_any):
        yield f"there is neither {' nor '.join(place.partition(':')[2] for place in reader.needs_any)}"
    if absent := [name for name in reader.needs if not found[name]]:
        yield f"there is no {' and no '.join(absent)} that it reads"
    if not any(found.values()):
        yield "there is nothing that it reads"
    if site and MEASURES["characters"](site.text) > reader.longest_site:
        yield f"the site’s name is longer than {reader.longest_site:,} characters"
    if reader.longest_url and picture and len(picture.url) > reader.longest_url:
        yield f"the picture’s address is longer than {reader.longest_url:,} characters"
    if reader.longest_alt and picture and len(picture.alt) > reader.longest_alt:
        yield f"the picture’s alternative text is longer than {reader.longest_alt:,} characters"
