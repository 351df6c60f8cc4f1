"""Pictures in the HTML of a text, made ready for a page: variants beside each, drawings as part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup
from writing.raw_html import PLAIN_TAG, StartTag, Tags

from pictures.places import Place, sizes
from pictures.variants import Source

ABSENT = "\0"  # no attribute has this value
SOURCE = Markup('<source type="{}" srcset="{}"{}>')
SIZES = Markup(' sizes="{}"')
IMAGE = re.compile(r"<(?P<end>/?)(?P<name>img|picture)(?=[\s/>])[^>]*>", re.IGNORECASE)
PICTURE = Markup("<picture>{}{}</picture>")


def source_tags(sources: Sequence[Source], place: Place, base: str, width: int | None = None) -> Markup:
    """Return the <source> elements of a picture in a place; `base` stands before the paths of its variants.

    `width`: what it is shown in at most, in CSS px.
    """
    return Markup().join(source_tag(source, sizes(place, width), base) for source in sources)


def source_tag(source: Source, widths: str, base: str) -> Markup:
    """Return one <source>; a single variant is taken whatever the width."""
    if len(source.variants) == 1:
        return SOURCE.format(source.form.type, f"{base}/{source.variants[0].path}", "")
    srcset = ", ".join(f"{base}/{variant.path} {variant.width}w" for variant in source.variants)
    return SOURCE.format(source.form.type, srcset, SIZES.format(widths))


class Images(Tags):
    """Finds the <img> of a text that browsers would take from their `src` alone."""

    def __init__(self, html: str) -> None:
        self.inside = 0  # of <picture>
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "picture":
            self.inside += 1
        if tag != "img" or self.inside or any(name == "srcset" for name, _ in attrs):
            self.tags.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "picture":
            self.inside = max(0, self.inside - 1)


def images(html: str) -> list[tuple[int, StartTag]]:
    """Return the <img> of a text that browsers would take from their `src` alone, each with where it begins."""
    if "<img" not in html.lower():
        return []
    return Images(html).tags if "<" in PLAIN_TAG.sub("", html) else list(plain_images(html))


def plain_images(html: str) -> Iterator[tuple[int, StartTag]]:
    """Yield the same of a text of plain tags alone, in which nothing looks like one and is none."""
    inside = 0
    for found in IMAGE.finditer(html):
        if found["name"].lower() == "picture":
            inside = max(0, inside - 1) if found["end"] else inside + (not found[0].endswith("/>"))
        elif not found["end"] and not inside and "srcset" not in (image := StartTag("img", found[0])).values:
            yield found.start(), image


Show = Callable[[StartTag], str]
"""Returns what stands in the place of an <img>, whose attributes it may set."""


def shown(html: str, show: Show) -> Markup:
    """Return a text in which each <img> is what `show` makes of it; every other byte stays."""
    parts, end = [], 0
    for start, tag in images(html):
        parts += [html[end:start], show(tag)]
        end = start + len(tag.text)
    return Markup("".join([*parts, html[end:]]))  # noqa: S704 (the writer's own HTML, as it was)


def with_sources(tag: StartTag, found: Markup) -> str:
    """Return an <img>, in a <picture> when it has variants."""
    image = Markup(str(tag))  # noqa: S704 (the writer's own HTML)
    return PICTURE.format(found, image) if found else image


def px(text: str) -> int | None:
    """Return a number of CSS px as HTML has it, None for anything else."""
    return int(text) if text.isdecimal() else None
