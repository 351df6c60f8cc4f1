"""What a network shows of a page: its own choice of the tags, cut as it cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from networks.counting import MEASURES, cut, graphemes
from networks.head import Head
from networks.places import Reading, candidates, first_of, read_place
from networks.rules import Large, Layout, Reader, Takes, TextRule

LARGE_CARD = "summary_large_image"
# Signal's own tolerance for what is a square.
# https://github.com/signalapp/Signal-Desktop/blob/240e165/ts/linkPreviews/shouldUseFullSizeLinkPreviewImage.std.ts
SQUARE = 0.05
GALLERY = 4  # pictures that Discord shows at most


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a picture: width and height in px, bytes and media type; 0 and "" where it is not known."""

    width: int = 0
    height: int = 0
    size: int = 0
    type: str = ""


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
        title, description: None where the network shows none; `found_title` and `found_description` are what it read.
        gallery: further pictures, of a network that makes a gallery of several tags.
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
    picture: Picture | None
    gallery: tuple[Picture, ...]
    site: Reading | None
    byline: Reading | None
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


def shown(head: Head, reader: Reader, files: Files = unknown) -> Shown:
    """Return what a network shows of a page; `files` tells of its pictures."""
    title, description = texts(head, reader)
    picture, remarks = picture_of(head, reader, files)
    layout = layout_of(head, reader, picture)
    problem = missing(head, reader, title, description, picture)
    return Shown(
        reader=reader,
        layout=layout,
        title=words_of(title, reader.title, layout),
        description=words_of(description, reader.description, layout),
        found_title=title,
        found_description=description,
        picture=shaped(picture, reader, layout),
        gallery=tuple(gallery(head, reader, files)),
        site=first_of(head, reader.site),
        byline=first_of(head, reader.byline),
        fields=tuple(fields(head, reader)),
        problem=problem,
        remarks=tuple(remarks),
    )


def texts(head: Head, reader: Reader) -> tuple[Reading | None, Reading | None]:
    """Return title and description as a network finds them."""
    title, description = (first_of(head, rule.order, rule.takes) for rule in (reader.title, reader.description))
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
    room = rule.lines * rule.line_length
    return Words(
        text, found.text, found.place, rule.lines, is_cut, not is_cut and (not room or graphemes(text) <= room)
    )


def picture_of(head: Head, reader: Reader, files: Files) -> tuple[Picture | None, list[str]]:
    """Return the picture that a network takes, and why it takes none."""
    rule = reader.picture
    found = first_of(head, rule.order, rule.takes)
    if found is None:
        return None, []
    file = files(found.text) or declared(head, found)
    alt = read_place(head, f"any:{'twitter' if 'twitter' in found.place else 'og'}:image:alt")
    picture = Picture(found.text, found.place, alt.text if alt else "", 0, file)
    remarks = []
    if file.width and (file.width < rule.least[0] or file.height < rule.least[1]):
        least = "×".join(str(length) for length in rule.least if length > 1)
        remarks.append(f"the picture of {file.width}×{file.height} px is below the {least} px that it takes")
    if rule.most_bytes and file.size > rule.most_bytes:
        remarks.append(f"the picture of {file.size:,} bytes is above the limit of {rule.most_bytes:,}")
    if rule.types and file.type and file.type not in rule.types:
        remarks.append(f"a picture of the type {file.type} is not shown")
    return (None if remarks else picture), remarks


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
    card = read_place(head, "any:twitter:card", Takes.LAST)
    is_large = {
        Large.CARD: card is not None and card.text == LARGE_CARD and has_pixels,
        Large.SIZE: has_pixels,
        Large.WIDE: has_pixels and file.width >= file.height,
        Large.NOT_SQUARE: has_pixels and not is_square(file),
        Large.ALWAYS: True,
        Large.NEVER: False,
    }[rule.large]
    return Layout.LARGE if is_large else Layout.SMALL


def is_square(file: File) -> bool:
    """Return whether a picture is about as wide as high; one of unknown size is not."""
    return bool(file.height) and abs(file.width / file.height - 1) <= SQUARE


def shaped(picture: Picture | None, reader: Reader, layout: Layout) -> Picture | None:
    """Return the picture with the shape that it has in a layout."""
    if picture is None:
        return None
    ratio = reader.picture.ratio if layout is Layout.LARGE else reader.picture.small_ratio
    return Picture(picture.url, picture.place, picture.alt, ratio, picture.file)


def gallery(head: Head, reader: Reader, files: Files) -> Iterator[Picture]:
    """Yield the pictures after the first that a network puts beside it."""
    if reader.picture.gallery:
        for found in list(candidates(head, reader.picture.order[0]))[1:GALLERY]:
            yield Picture(found.text, found.place, "", 0, files(found.text) or File())


def fields(head: Head, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the further lines of a preview."""
    for pair in reader.fields:
        label, beside = (read_place(head, place) for place in pair)
        if label and beside:
            yield label.text, beside.text


def missing(
    head: Head, reader: Reader, title: Reading | None, description: Reading | None, picture: Picture | None
) -> str:
    """Return why there is no preview at all, or ""."""
    found = {"title": title, "description": description, "picture": picture}
    if lacking := [name for name in reader.needs if not found[name]]:
        return f"there is no {' and no '.join(lacking)} that it reads"
    if not any(found.values()):
        return "there is nothing that it reads"
    site = first_of(head, reader.site)
    if reader.longest_site and site and MEASURES["characters"](site.text) > reader.longest_site:
        return f"the site's name is longer than {reader.longest_site} characters"
    if reader.longest_url and picture and len(picture.url) > reader.longest_url:
        return f"the picture's address is longer than {reader.longest_url} characters"
    return ""
