"""What rules ask about a page, as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from networks.head import Block, Link, Meta

ARTICLES = frozenset(("Article", "NewsArticle", "BlogPosting", "TechArticle"))
UNLISTED = frozenset(("noindex", "none"))
FEEDS = frozenset(("application/atom+xml", "application/rss+xml", "application/feed+json", "application/json"))

WORD = re.compile(r"\w+")

Node = Mapping[str, Any]


class Reference(NamedTuple):
    """An address in the body: element, attribute, the address as written, and whether a link has words."""

    element: str
    attribute: str
    address: str
    line: int
    has_words: bool = False


class Heading(NamedTuple):
    level: int
    text: str
    line: int


class Image(NamedTuple):
    """An img element; `alt` is None where it has none."""

    src: str
    alt: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Bytes:
    """Where things stand in a file, in bytes from its beginning; -1 where there is none.

    Attributes:
        size: of the file; charset, share_end, head_end, style: of the declaration of the encoding, the end of the last
            tag for networks, the end of the head, the first inline style.
        unquoted: whether a tag for networks has an attribute without quotation marks.
    """

    size: int
    charset: int
    share_end: int
    head_end: int
    style: int
    unquoted: bool


class Outline(NamedTuple):
    """What other pages, and rules on the site as a whole, may ask about a page.

    Attributes:
        file: path in the folder.
        base: of relative addresses, "" for the page's own.
        refresh: whether the page only sends readers on.
        description: its meta description, without space around it; name: of the site, as og:site_name tells; each with
            its line.
        image: og:image.
        is_indexable: whether it may be listed.
        feeds: addresses of the feeds that it announces, versions: of it in all languages, as they are written.
    """

    file: str
    base: str
    refresh: bool
    language: str
    title: str
    title_line: int
    description: str
    description_line: int
    name: str
    name_line: int
    image: str
    canonical: str
    is_indexable: bool
    feeds: tuple[str, ...]
    versions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that rules ask about a page, in the order of the file.

    Attributes:
        file: path in the folder.
        encoding: as declared, in lower case, "" when it is not.
        titles: text and line of each title element.
        ids: names of the page's parts; repeated_ids: those that several elements have.
        base: of relative addresses, "" for the page's own.
        refresh: whether the page only sends readers on.
        times: what the page's time elements say.
        text: what readers see, "" where no JSON-LD says that it is an article: of others nobody asks it.
        nodes: all objects in the JSON-LD that have a type, those within others too.
    """

    file: str
    encoding: str
    has_doctype: bool
    language: str
    base: str
    refresh: bool
    titles: tuple[tuple[str, int], ...]
    metas: tuple[Meta, ...]
    links: tuple[Link, ...]
    references: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    images: tuple[Image, ...]
    ids: frozenset[str]
    repeated_ids: tuple[tuple[str, int], ...]
    times: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]
    bytes: Bytes

    @cached_property
    def named(self) -> Mapping[str, tuple[Meta, ...]]:
        """Return meta elements by their names in lower case; those of microdata, `itemprop`, describe other things."""
        found: dict[str, tuple[Meta, ...]] = {}
        for meta in self.metas:
            if meta.attribute != "itemprop":
                name = meta.key.lower()
                found[name] = (*found.get(name, ()), meta)
        return found

    def metas_of(self, key: str) -> tuple[Meta, ...]:
        """Return the meta elements of a name, whichever attribute holds it."""
        return self.named.get(key, ())

    def meta(self, key: str) -> str:
        """Return the content of the first meta element of a name, or ""."""
        found = self.named.get(key)
        return found[0].content if found else ""

    def line(self, key: str) -> int:
        """Return the line of the first meta element of a name, 0 when there is none."""
        found = self.named.get(key)
        return found[0].line if found else 0

    @cached_property
    def related(self) -> Mapping[str, list[Link]]:
        """Return link elements by each word of their rel."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            for rel in dict.fromkeys(link.rel):
                found.setdefault(rel, []).append(link)
        return found

    def links_of(self, rel: str) -> list[Link]:
        return self.related.get(rel, [])

    @property
    def title(self) -> str:
        return self.titles[0][0] if self.titles else ""

    @cached_property
    def words(self) -> str:
        return in_words(self.text)

    def shows(self, text: str) -> bool:
        """Return whether readers see a text, whatever its typography."""
        return text in self.text or in_words(text) in self.words

    @cached_property
    def canonical(self) -> str:
        return next((link.href for link in self.links_of("canonical")), "")

    @cached_property
    def robots(self) -> frozenset[str]:
        """Return the directives for all search engines and for Google, in lower case."""
        texts = [meta.content for key in ("robots", "googlebot") for meta in self.metas_of(key)]
        return frozenset(word.strip().lower() for text in texts for word in text.split(",") if word.strip())

    @cached_property
    def is_indexable(self) -> bool:
        return UNLISTED.isdisjoint(self.robots)

    @cached_property
    def alternates(self) -> list[Link]:
        """Return the links to the page's language versions."""
        return [link for link in self.links_of("alternate") if link.hreflang]

    @cached_property
    def feeds(self) -> list[Link]:
        """Return the links to feeds that the page announces."""
        return [link for link in self.links_of("alternate") if link.type.lower() in FEEDS]

    @cached_property
    def kinds(self) -> list[tuple[set[str], Node]]:
        """Return the JSON-LD nodes, each with its types."""
        return [(types(node), node) for node in self.nodes]

    @cached_property
    def identified(self) -> Mapping[str, Node]:
        """Return the JSON-LD nodes that have an @id, of several with one the last."""
        return {node["@id"]: node for node in self.nodes if isinstance(node.get("@id"), str)}

    def typed(self, *names: str) -> list[Node]:
        """Return the JSON-LD nodes of one of several types."""
        return [node for kinds, node in self.kinds if not kinds.isdisjoint(names)]

    @cached_property
    def article(self) -> Node | None:
        return next(iter(self.typed(*ARTICLES)), None)

    @cached_property
    def outline(self) -> Outline:
        return Outline(
            file=self.file,
            base=self.base,
            refresh=self.refresh,
            language=self.language,
            title=self.title,
            title_line=self.titles[0][1] if self.titles else 0,
            description=self.meta("description").strip(),
            description_line=self.line("description"),
            name=self.meta("og:site_name"),
            name_line=self.line("og:site_name"),
            image=self.meta("og:image"),
            canonical=self.canonical,
            is_indexable=self.is_indexable,
            feeds=tuple(link.href for link in self.feeds),
            versions=tuple(link.href for link in self.alternates),
        )


def types(node: Node) -> set[str]:
    """Return the names of a JSON-LD node's types."""
    return {name for name in as_list(node.get("@type")) if isinstance(name, str)}


def is_article(node: Node) -> bool:
    return not ARTICLES.isdisjoint(types(node))


def as_list(value: Any) -> list[Any]:
    """Return a property that may be missing, one value or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def in_words(text: str) -> str:
    """Return text as words alone, to compare what a page shows with what it says: typography differs."""
    return " ".join(WORD.findall(text.casefold()))


def one_line(text: str) -> str:
    return " ".join(text.split())
