"""Pelican's side of pictures: give templates what shows a picture, and a text with its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from reuse.store import SETTING as STORE
from reuse.trace import ANSWERS, note
from social.model import Picture
from writing.checks import every_text
from writing.front_matter import line
from writing.paths import base_path, is_elsewhere
from writing.pictures import digest, drawn_size
from writing.problems import log_problem
from writing.raw_html import StartTag

from pictures.drawings import Drawing, markup, read_drawing
from pictures.gallery import Gallery
from pictures.markup import ABSENT, px, shown, source_tags, with_sources
from pictures.places import Place
from pictures.variants import Source

# Kinds of questions that a page asks: what a file holds, and which file is published at a path.
PICTURE, PUBLISHED = "picture", "published"
SHOWROOM = "showroom"  # in Pelican's context
MOST_TAGS = 1000  # that are remembered, of some 500 bytes each
# With others an <img> has to stay one: nobody knows what they do.
OF_DRAWINGS = frozenset(("src", "alt", "width", "height", "class", "id", "loading", "decoding"))
KEPT = ("width", "height", "class", "id")  # of these, when it becomes the drawing itself


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page shows a picture.

    Attributes:
        sources: <source> elements, none where there is only the picture itself.
        width, height: in CSS px; None for a picture on another host.
        is_first: whether it is the first one of its page, which does not wait until it is scrolled to.
    """

    sources: Markup
    width: int | None
    height: int | None
    is_first: bool


class Showroom:
    """What one build knows of the pictures that its pages show.

    Attributes:
        gallery: has their variants.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.content, self.base = Path(settings["PATH"]), base_path(settings["SITEURL"])
        self.colours = settings["BRAND"]["colours"]["light"]
        self.gallery = Gallery(Path(settings["CACHE_PATH"]), settings.get(STORE))
        self._begun: set[str] = set()
        self._drawn: dict[str, int] = {}
        self._drawings: dict[Path, Drawing | None] = {}
        self._files: dict[str, Path] = {}
        self._tags: dict[tuple[Path, Place, int | None], Markup] = {}

    def text(self, html: str, context: Mapping[str, Any]) -> Markup:
        """Return a text as the page that a template is rendering shows it."""

        def show(tag: StartTag) -> str:
            file = self.file(tag.get("src", ""), context)
            if file and (drawing := self.drawing(file, tag)):
                kept = {name: value for name in KEPT if (value := tag.get(name, ABSENT)) != ABSENT}
                return markup(drawing, tag.get("alt", ""), f"_{self.next_drawing(context)}-", kept)
            return self.image(tag, file, context)

        return shown(html, show)

    def image(self, tag: StartTag, file: Path | None, context: Mapping[str, Any]) -> str:
        """Return an <img> with the variants of its file; one of no file of ours stays as it is."""
        is_first = self.is_first(context)
        if file is None:
            return str(tag)
        if tag.get("loading", ABSENT) == ABSENT and not is_first:
            tag.set("loading", "lazy")
        tag.set("decoding", tag.get("decoding", "async"))
        return with_sources(tag, self.tags(file, Place.COLUMN, px(tag.get("width", "")), context))

    def picture(self, found: Picture, place: str, context: Mapping[str, Any]) -> Shown:
        """Return how a picture that front matter names is shown in a place."""
        is_first = self.is_first(context)
        if found.file is None:
            return Shown(Markup(), found.width, found.height, is_first)
        file = self.content / found.file.path
        width, height = (found.width, found.height) if found.width else drawn_size(file) or (None, None)
        return Shown(self.tags(file, Place(place), None, context), width, height, is_first)

    def tags(self, file: Path, place: Place, width: int | None, context: Mapping[str, Any]) -> Markup:
        """Return the <source> elements of a picture, made once for each place and width in px in which it is shown."""
        sources = self.sources(file, context)
        key = file, place, width
        if key not in self._tags:
            if len(self._tags) == MOST_TAGS:
                self._tags.clear()
            self._tags[key] = source_tags(sources, place, self.base, width)
        return self._tags[key]

    def next_drawing(self, context: Mapping[str, Any]) -> int:
        """Return the number of the next drawing that becomes a part of the page being rendered."""
        page = context["output_file"]
        self._drawn[page] = self._drawn.get(page, 0) + 1
        return self._drawn[page]

    def is_first(self, context: Mapping[str, Any]) -> bool:
        """Return whether no picture was shown yet on the page that a template is rendering; one is, then."""
        page = context["output_file"]
        found = page not in self._begun
        self._begun.add(page)
        return found

    def drawing(self, file: Path, tag: StartTag) -> Drawing | None:
        """Return the drawing that may take the place of an <img>, None where it has to stay."""
        if not tag.values.keys() <= OF_DRAWINGS:
            return None
        note(PICTURE, str(file))
        if file not in self._drawings:
            self._drawings[file] = read_drawing(file, self.colours)
        return self._drawings[file]

    def file(self, src: str, context: Mapping[str, Any]) -> Path | None:
        """Return the file of the content folder that is published at an address of ours, None for any other."""
        parts = urlsplit(src)
        if parts.scheme or parts.netloc or not parts.path.startswith(f"{self.base}/"):
            return None
        path = unquote(parts.path.removeprefix(f"{self.base}/"))
        note(PUBLISHED, path)
        return self.published(path, context)

    def published(self, path: str, context: Mapping[str, Any]) -> Path | None:
        """Return the file of the content folder that is published at a path of the site, None where there is none."""
        if not self._files:
            copied = context["static_content"].values()
            self._files = {Path(static.save_as).as_posix(): Path(static.source_path) for static in copied}
        return self._files.get(path)

    def sources(self, file: Path, context: Mapping[str, Any]) -> tuple[Source, ...]:
        """Return a picture's variants; a file that cannot be read is reported, once."""
        note(PICTURE, str(file))
        is_known = file in self.gallery.unreadable
        found = self.gallery.sources(file)
        if file in self.gallery.unreadable and not is_known:
            place = next((found for shown, found in self.named(context) if shown == file), (str(file), 1, "picture"))
            report_broken(*place, self.gallery.unreadable[file])
        return found

    def draw_ahead(self, context: Mapping[str, Any]) -> None:
        """Draw the variants of all pictures that texts show, before pages are printed."""
        self.gallery.draw_ahead(file for file, _ in self.named(context))

    def check(self, context: Mapping[str, Any]) -> None:
        """Report all pictures that cannot be read to their end."""
        from pictures.drawing import UNREADABLE  # noqa: PLC0415 (a build without problems does without)

        for file, place in self.named(context):
            if file not in self.gallery.unreadable:
                try:
                    self.gallery.check(file)
                except UNREADABLE as error:
                    self.gallery.unreadable[file] = error
                    report_broken(*place, error)

    def named(self, context: Mapping[str, Any]) -> Iterator[tuple[Path, tuple[str, int, str]]]:
        """Yield the pictures that texts show, each with the file, the line and the key that names it."""
        for text in every_text(context):
            if not is_elsewhere(path := text.metadata.get("image", "")):
                yield self.content / path, (text.source_path, line(text.metadata["front_matter"], "image"), "image")
            for path, number in text.metadata.get("pictures", ()):
                yield self.content / path, (text.source_path, number, "picture")


def report_broken(file: Path | str, number: int, key: str, error: Exception) -> None:
    """Report a picture that is broken where it is named."""
    message = f"the picture cannot be read to its end ({error}); save it anew, or use another"
    log_problem(file, number, key, message)


def showroom(context: Context | dict[str, Any]) -> Showroom:
    """Return this build's showroom."""
    found: Showroom = context[SHOWROOM]
    return found


@pass_context
def with_pictures(context: Context, html: str) -> Markup:
    """Return a text whose pictures come in the width and the format that each screen needs."""
    return showroom(context).text(html, context.get_all())


@pass_context
def shown_picture(context: Context, picture: Picture, place: str) -> Shown:
    """Return how the page being rendered shows a picture in a place: "column", "card" or "lead-card"."""
    return showroom(context).picture(picture, place, context.get_all())


def digest_there(path: str) -> str:
    """Return the hash of a file, "" where there is none any more."""
    return digest(Path(path)) if Path(path).is_file() else ""


def add_to_templates(generator: Generator) -> None:
    """Give a generator's templates what they need to show pictures."""
    if SHOWROOM not in generator.context:
        context, found = generator.context, Showroom(generator.settings)
        context[SHOWROOM] = found
        context.setdefault(ANSWERS, {}).update(
            {PICTURE: digest_there, PUBLISHED: lambda path: str(found.published(path, context))}
        )
    generator.env.filters["with_pictures"] = with_pictures
    generator.env.globals["shown_picture"] = shown_picture


def register() -> None:
    """Connect to Pelican; whatever can fail waits for a signal, since errors in here are swallowed."""
    signals.generator_init.connect(add_to_templates)
