"""A page's file, read into plain values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml.etree import HTMLParser, XPath, fromstring
from networks import head
from networks.head import JSON_LD, Block, Link, Meta, line_of

from audit.page import Bytes, Heading, Image, Node, Page, Reference, is_article, one_line

# All but the first are for what is in lower case, in which they are several times as fast as with IGNORECASE.
DOCTYPE = re.compile(rb"\s*(<!--.*?-->\s*)*<!doctype\s+html", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
COMMENTED = re.compile(rb"<(?=!--)")  # for a single sign bytes are searched ten times as fast
DECLARED = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)")
HEAD_ENDS = re.compile(rb"</head\s*>|<body[\s>]")
SHARE_META = re.compile(rb"<meta\s[^>]*?(?:property|name)\s*=\s*[\"']?(?:og|article|twitter|fediverse):[^>]*>")
UNQUOTED = re.compile(
    rb"<meta\s(?=[^>]*=\s*[^\s\"'>])"  # most have none such, which is seen at once
    rb"(?=[^>]*(?:og|twitter|description))[^>]*?\b(?:property|name|content)\s*=\s*[^\s\"'>]"
)
STYLE = re.compile(rb"<style[\s>]")
BOM = b"\xef\xbb\xbf"
# Elements that fetch or lead somewhere, and the attributes that say where.
REFERRING = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HIDDEN = ("script", "style", "template", "noscript")
NAMED = (*HEADINGS, *REFERRING, "base", "body", "link", "meta", "time", "title")
IDS: Callable[[Any], Any] = XPath("//@id", smart_strings=False)
TEXT: Callable[[Any], Any] = XPath("string()", smart_strings=False)
TEXTS: Callable[[Any], Any] = XPath("descendant::text()", smart_strings=False)
LINK = "a"
NAMES = ("property", "name", "itemprop")  # of a meta element
LABELS = ("aria-label", "aria-labelledby", "title", "alt")


@dataclass(frozen=True, slots=True)
class Source:
    """A page's file, parsed.

    Attributes:
        encoding: as declared, in lower case, "" when it is not.
        is_utf_8: whether the file is, whatever it declares.
        blank: the file in lower case with spaces for comments.
        declared, head_end: where the encoding is declared and the head ends, as regular expressions find it.
    """

    data: bytes
    root: Any
    encoding: str
    is_utf_8: bool
    blank: bytes
    declared: re.Match[bytes] | None
    head_end: re.Match[bytes] | None


def parsed(data: bytes) -> Source:
    """Return a page's file, parsed."""
    blank = data.lower()
    if COMMENTED.search(blank):
        blank = COMMENT.sub(lambda found: b" " * len(found[0]), blank)
    declared, head_end = DECLARED.search(blank), HEAD_ENDS.search(blank)
    encoding = declared[1].decode("ascii", "replace") if declared else ""
    text = in_utf_8(data, encoding)
    return Source(data, root_of(text), encoding, text is data, blank, declared, head_end)


@cache
def parser() -> HTMLParser:
    """Return the parser of all pages; nobody asks it for an element by its id."""
    return HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)


def root_of(data: bytes) -> Any:
    """Return the root element of UTF-8; of a file without one, an empty page's."""
    root = fromstring(data.removeprefix(BOM), parser())
    return fromstring(b"<html></html>", parser()) if root is None else root


def in_utf_8(data: bytes, encoding: str) -> bytes:
    """Return a file in UTF-8, whichever encoding it is in."""
    for name in ("utf-8", encoding, "windows-1252"):
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        return data if name == "utf-8" else text.encode()
    return data.decode("utf-8", "replace").encode()


def page_of(source: Source, file: str) -> Page:
    """Return a page as plain values; what is hidden from readers may be gone from the tree then."""
    root = source.root
    elements = [(element.tag, element) for element in root.iter(*NAMED)]
    named = defaultdict[str, list[Any]](list)
    for tag, element in elements:
        named[tag].append(element)
    titles = [(words_in(e), line_of(e)) for e in named["title"] if next(e.iterancestors("svg"), None) is None]
    blocks = tuple(read_blocks(named["script"]))
    nodes = tuple(node for block in blocks for node in nodes_in(block.data))
    repeated, ids = read_ids(root, named["a"])
    return Page(
        file=file,
        encoding=source.encoding,
        has_doctype=bool(DOCTYPE.match(source.data.removeprefix(BOM))),
        language=(root.get("lang") or "").strip(),
        base=next((href for element in named["base"] if (href := element.get("href"))), ""),
        refresh=any(map(sends_on, named["meta"])),
        titles=tuple(titles),
        metas=tuple(read_metas(named["meta"], named["body"])),
        links=tuple(map(read_link, named["link"])),
        references=tuple(read_references(elements)),
        headings=tuple(Heading(int(tag[1]), words_in(e), e.sourceline or 0) for tag, e in elements if tag in HEADINGS),
        images=tuple(Image(e.get("src", ""), e.get("alt"), e.sourceline or 0) for e in named["img"]),
        ids=ids,
        repeated_ids=repeated,
        times=tuple(element.get("datetime", "") for element in named["time"]),
        blocks=blocks,
        nodes=nodes,
        bytes=places(source),
        text=visible(root, named["body"]) if any(map(is_article, nodes)) else "",
    )


def read_metas(metas: Iterable[Any], bodies: Iterable[Any]) -> Iterator[Meta]:
    """Yield every meta element with a key, as `networks.head.metas` does."""
    in_body = {element for body in bodies for element in body.iter("meta")}
    for element in metas:
        attributes = dict(element.items())
        for name in NAMES:
            if name in attributes and (key := attributes[name].strip()):
                content = attributes.get("content", "").strip()
                yield Meta(name, key, content, element.sourceline or 0, element not in in_body)


def read_link(element: Any) -> Link:
    """Return a link element, as `networks.head.links` does."""
    of = {name: value.strip() for name, value in element.items()}
    return Link(
        rel=tuple(of.get("rel", "").lower().split()),
        href=of.get("href", ""),
        type=of.get("type", ""),
        sizes=of.get("sizes", ""),
        hreflang=of.get("hreflang", ""),
        title=of.get("title", ""),
        line=element.sourceline or 0,
    )


def read_blocks(scripts: Iterable[Any]) -> Iterator[Block]:
    """Yield every JSON-LD script, as `networks.head.blocks` does."""
    for element in scripts:
        kind = element.get("type")
        if kind and kind.strip().lower() == JSON_LD:
            yield head.block(element.text or "", line_of(element))


def read_ids(root: Any, anchors: Iterable[Any]) -> tuple[tuple[tuple[str, int], ...], frozenset[str]]:
    """Return the ids that several elements have, each with the line of the last; and all names of the page's parts."""
    found = list(filter(None, IDS(root)))
    ids = frozenset(found)
    repeated: tuple[tuple[str, int], ...] = ()
    if len(ids) < len(found):
        counts = Counter(found)
        lines = {name: line_of(element) for element in root.iter("*") if counts[name := element.get("id")] > 1}
        repeated = tuple(lines.items())
    return repeated, ids.union(name for element in anchors if (name := element.get("name")))


def sends_on(element: Any) -> bool:
    """Return whether a meta element sends readers to another page; without an address it only loads this one again."""
    is_refresh = (element.get("http-equiv") or "").lower() == "refresh"
    return is_refresh and "url=" in element.get("content", "").lower()


def words_in(element: Any) -> str:
    return one_line(TEXT(element) if len(element) else element.text or "")


def visible(root: Any, bodies: Iterable[Any]) -> str:
    """Return the words that readers see; what they do not see is taken out of the tree."""
    for hidden in list(root.iter(*HIDDEN)):
        hidden.clear(keep_tail=True)
    return " ".join(text for body in bodies for text in TEXTS(body))


def places(source: Source) -> Bytes:
    """Return where things stand in a file from which comments have been taken."""
    blank, declared = source.blank, source.declared
    end = source.head_end.start() if source.head_end else len(blank)
    share = -1
    for found in SHARE_META.finditer(blank, 0, end):
        share = found.end()
    style = STYLE.search(blank, 0, end)
    return Bytes(
        size=len(blank),
        charset=declared.end() if declared else -1,
        share_end=share,
        head_end=end,
        style=style.start() if style else -1,
        unquoted=UNQUOTED.search(blank, 0, end) is not None,
    )


def read_references(elements: Iterable[tuple[str, Any]]) -> Iterator[Reference]:
    """Yield where elements lead, or what they fetch: each picture of a srcset by itself."""
    for tag, element in elements:
        if tag == LINK:
            address = element.get("href")
            if address is not None:
                yield Reference(tag, "href", address.strip(), element.sourceline or 0, has_words(element))
            continue
        for attribute in REFERRING.get(tag, ()):
            value = element.get(attribute)
            if value is None:
                continue
            for address in srcset(value) if attribute == "srcset" else (value.strip(),):
                yield Reference(tag, attribute, address, element.sourceline or 0)


def has_words(element: Any) -> bool:
    """Return whether a screen reader has something to say of a link, as far as the page alone tells."""
    text = element.text
    if text and not text.isspace():
        return True
    found = [value for name, value in element.items() if name in LABELS]
    if len(element):
        found.append(TEXT(element))
        found += [part.get(name, "") for part in element.iter("img", "svg") for name in ("alt", "aria-label")]
    return any(value and not value.isspace() for value in found)


def srcset(value: str) -> list[str]:
    """Return the addresses of a srcset, which commas part only before a space or at an end.

    https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
    """
    return [part.split()[0] for part in re.split(r",\s+|(?<=[wx]),", value) if part.strip(" ,")]


def nodes_in(data: Any) -> Iterable[Node]:
    """Return every JSON-LD object that has a type, outer ones first."""
    found: list[Node] = []
    collect(data, found)
    return found


def collect(data: Any, found: list[Node]) -> None:
    """Add the objects that have a type to `found`."""
    if isinstance(data, dict):
        if "@type" in data:
            found.append(data)
        for value in data.values():
            if isinstance(value, (dict, list)):
                collect(value, found)
    elif isinstance(data, list):
        for value in data:
            if isinstance(value, (dict, list)):
                collect(value, found)
