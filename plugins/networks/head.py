"""The head of a page as networks find it: its tags in order, each with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Meta:
    """A `<meta>`: the attribute that names it ("property", "name", "itemprop"), its key, its content, its line or 0."""

    attribute: str
    key: str
    content: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A `<link>`; `rel` has one entry a word, in lower case."""

    rel: tuple[str, ...]
    href: str
    type: str = ""
    sizes: str = ""
    hreflang: str = ""
    title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A JSON-LD script: what it says, or why it says nothing."""

    data: object
    problem: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in a page for machines.

    Attributes:
        url: the page's own address, "" when it is not known.
        title: the words of `<title>`, None without one.
        heading: the words of the first h1, None without one.
        language: the page's `lang`, "" without one.
    """

    url: str = ""
    title: str | None = None
    heading: str | None = None
    language: str = ""
    metas: tuple[Meta, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = field(default=())


def read(html: str, url: str = "") -> Head:
    """Return the head of a page."""
    return read_head(BeautifulSoup(html, "lxml"), url)


def read_head(soup: BeautifulSoup, url: str = "") -> Head:
    """Return the head of a page that has been parsed; `url` is the page's own address."""
    root = soup.find("html")
    return Head(
        url=url,
        title=words(soup.find("title")),
        heading=words(soup.find("h1")),
        language=text(root, "lang") if isinstance(root, Tag) else "",
        metas=tuple(metas(soup)),
        links=tuple(links(soup)),
        blocks=tuple(blocks(soup)),
    )


def words(element: object) -> str | None:
    """Return an element's words on one line, None where there is no element."""
    return " ".join(element.get_text().split()) if isinstance(element, Tag) else None


def text(element: Tag, name: str) -> str:
    """Return an attribute as one text, "" without it."""
    found = element.get(name)
    return " ".join(found) if isinstance(found, list) else (found or "").strip()


def metas(soup: BeautifulSoup) -> Iterator[Meta]:
    """Yield every `<meta>` with a key; one that has several keys is named by each."""
    for element in soup.find_all("meta"):
        for attribute in ("property", "name", "itemprop"):
            if key := text(element, attribute):
                yield Meta(attribute, key, text(element, "content"), element.sourceline or 0)


def links(soup: BeautifulSoup) -> Iterator[Link]:
    """Yield every `<link>`."""
    for element in soup.find_all("link"):
        yield Link(
            rel=tuple(text(element, "rel").lower().split()),
            href=text(element, "href"),
            type=text(element, "type"),
            sizes=text(element, "sizes"),
            hreflang=text(element, "hreflang"),
            title=text(element, "title"),
            line=element.sourceline or 0,
        )


def blocks(soup: BeautifulSoup) -> Iterator[Block]:
    """Yield every JSON-LD script."""
    for element in soup.find_all("script", type=JSON_LD):
        yield block(element.string or "", element.sourceline or 0)


def block(source: str, line: int = 0) -> Block:
    """Return what a JSON-LD script says."""
    try:
        return Block(json.loads(source), "", line)
    except ValueError as error:
        return Block(None, str(error), line)
