"""The head of a page as networks find it: its tags in order, each with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Meta:
    """A `<meta>`.

    Attributes:
        attribute: what names it: "property", "name" or "itemprop".
        line: where it stands, 0 when that is not known.
        in_head: whether that is in the head; what slipped into the body is not read everywhere.
    """

    attribute: str
    key: str
    content: str
    line: int = 0
    in_head: bool = True


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
        title: the words of `<title>`, None without one; `title_line` is its line, or 0.
        heading: the words of the first h1, None without one; `heading_line` is its line, or 0.
        language: the page's `lang`, "" without one.
        keyed: the metas of each key as it is compared, in order.
    """

    url: str = ""
    title: str | None = None
    heading: str | None = None
    language: str = ""
    metas: tuple[Meta, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    title_line: int = 0
    heading_line: int = 0
    keyed: Mapping[str, list[Meta]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Meta]] = {}
        for meta in self.metas:
            found.setdefault(spelt(meta.key), []).append(meta)
        object.__setattr__(self, "keyed", found)


def spelt(key: str) -> str:
    """Return a meta's key as it is compared.

    HTML's own names count in whatever letters, those of Open Graph and X only as they are written: so Discord says, and
    so Signal and Mastodon select them. https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-name
    """
    return key if ":" in key else key.lower()


def read(html: str, url: str = "") -> Head:
    """Return the head of a page; `url` is the page's own address."""
    try:
        root = document_fromstring(html.encode(errors="replace"), HTMLParser(encoding="utf-8"))
    except ParserError:  # an empty page
        return Head(url=url)
    title, heading = (next(root.iter(name), None) for name in ("title", "h1"))
    return Head(
        url=url,
        title=words(title),
        heading=words(heading),
        language=text(root, "lang"),
        metas=tuple(metas(root)),
        links=tuple(links(root)),
        blocks=tuple(blocks(root)),
        title_line=line_of(title),
        heading_line=line_of(heading),
    )


def words(element: HtmlElement | None) -> str | None:
    """Return an element's words on one line, None where there is no element."""
    return None if element is None else " ".join(element.text_content().split())


def line_of(element: HtmlElement | None) -> int:
    """Return the line on which an element begins, 0 where there is no element."""
    return 0 if element is None else element.sourceline or 0


def text(element: HtmlElement, name: str) -> str:
    """Return an attribute without space around it, "" where it is not there."""
    return str(element.get(name) or "").strip()


def metas(root: HtmlElement) -> Iterator[Meta]:
    """Yield every `<meta>` with a key; one that has several keys is named by each."""
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if key := text(element, attribute):
                in_head = next(element.iterancestors("body"), None) is None
                yield Meta(attribute, key, text(element, "content"), line_of(element), in_head)


def links(root: HtmlElement) -> Iterator[Link]:
    """Yield every `<link>`."""
    for element in root.iter("link"):
        yield Link(
            rel=tuple(text(element, "rel").lower().split()),
            href=text(element, "href"),
            type=text(element, "type"),
            sizes=text(element, "sizes"),
            hreflang=text(element, "hreflang"),
            title=text(element, "title"),
            line=line_of(element),
        )


def blocks(root: HtmlElement) -> Iterator[Block]:
    """Yield every JSON-LD script."""
    for element in root.iter("script"):
        if text(element, "type").lower() == JSON_LD:
            yield block(element.text or "", line_of(element))


def block(source: str, line: int = 0) -> Block:
    """Return what a JSON-LD script says."""
    try:
        return Block(json.loads(source), "", line)
    except ValueError as error:
        return Block(None, str(error), line)
