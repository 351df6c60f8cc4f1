"""The Content-Security-Policy of the site: what its pages hold and name is allowed, and nothing else.

https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from writing.srcset import addresses

# Everything of our own host, and nothing of any other, unless a directive says otherwise. Under 'none' each kind of
# file would need a line of its own, and Firefox would show no drawing out of an SVG file of ours:
# https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/default-src
DEFAULT = "default-src"
SELF, NONE, UNSAFE_HASHES = "'self'", "'none'", "'unsafe-hashes'"
ALWAYS = {
    DEFAULT: SELF,
    "base-uri": NONE,
    "form-action": SELF,
    "frame-ancestors": SELF,
    "object-src": NONE,
}
# Hashes for what stands in attributes count only beside this keyword, in directives of their own so that the keyword
# says nothing of elements. https://www.w3.org/TR/CSP3/#unsafe-hashes-usage
SCRIPT_ATTRIBUTES, STYLE_ATTRIBUTES = "script-src-attr", "style-src-attr"
ATTRIBUTES = (SCRIPT_ATTRIBUTES, STYLE_ATTRIBUTES)
# More hashes than these, at 53 characters each, and hosts would refuse the header, or browsers the page. What a style
# attribute can do is little: all are allowed then.
MOST_STYLES, UNSAFE_INLINE = 20, "'unsafe-inline'"
# Those that may hold addresses of what a page fetches, frames or sends to, in the order in which they are printed.
DIRECTIVES = (
    *ALWAYS,
    "frame-src",
    "script-src",
    SCRIPT_ATTRIBUTES,
    "style-src",
    STYLE_ATTRIBUTES,
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "manifest-src",
    "worker-src",
)
# Compiling WebAssembly counts as eval. https://www.w3.org/TR/CSP3/#grammardef-wasm-unsafe-eval
WASM = "'wasm-unsafe-eval'"
# By element and attribute: https://www.w3.org/TR/CSP3/#directives-fetch
FETCHED = {
    ("audio", "src"): "media-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("iframe", "src"): "frame-src",
    ("image", "href"): "img-src",
    ("img", "src"): "img-src",
    ("input", "formaction"): "form-action",
    ("input", "src"): "img-src",
    ("object", "data"): "object-src",
    ("script", "src"): "script-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("use", "href"): "img-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
}
SETS = {("img", "srcset"), ("source", "srcset")}
LINKED = {
    "apple-touch-icon": "img-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
    "stylesheet": "style-src",
}
# What a script type must be to be data, which no policy is about; every other one is run, or steers what is.
# https://html.spec.whatwg.org/multipage/scripting.html#data-block
RUN = re.compile(r"|module|importmap|speculationrules|.*(?:java|ecma|j|live)script.*", re.IGNORECASE)
HANDLER = re.compile(r"on[a-z]+")
FOREIGN = frozenset(("svg", "math"))  # whose style elements are markup as everything else is
# What an element may need something by, although it is none of those that need something by what they are: an attribute
# that is a program, a name with a prefix, an address in which signs are written by number or name.
UNUSUAL = tuple(
    map(
        re.compile,
        (
            rb"on(?<![a-z]on)[a-z]+\s*=",
            rb":style\s*=",
            rb"<[^\s<>/:]*:",
            rb"&(?=[#a-z])(?!(?:amp|quot|apos|lt|gt|nbsp|#34|#39|#x22|#x27)\b)",
        ),
    )
)
TELLING = ("style", "script", "link", *sorted({tag for tag, _ in (*FETCHED, *SETS)}))
STYLE = re.compile(rb"style\s*=")
STYLE_BEGINS, STYLE_ENDS = re.compile(rb"<(?=style)"), re.compile(rb"<(?=/style)")
STYLED = etree.XPath("descendant-or-self::*[@style]")
ASIDE = re.compile(rb"<(?:!--|\?)")  # how comments and processing instructions begin
BOM = b"\xef\xbb\xbf"
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
CSS_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)
CSS_URL = re.compile(r"""url\(\s*["']?([^"')\s]+)""", re.IGNORECASE)
FONTS = re.compile(r"[^?#]*\.(?:woff2?|[ot]tf)(?:[?#].*)?|data:(?:application/)?(?:x-)?font.*", re.IGNORECASE)
OWN_PATH = re.compile(r"/[A-Za-z0-9]")
WEB = frozenset(("", "http", "https"))
REMEMBERED = 1024  # texts and addresses: most pages hold and name the same ones
REMEMBERED_STYLES = 8  # most pages have the same style element
FETCHES_NOTHING = frozenset(("about", "javascript"))  # schemes

Items = tuple[tuple[str, str], ...]
"""The attributes of an element, in order."""

Sources = Mapping[str, frozenset[str]]
"""Source expressions by directive: hashes, hosts with their scheme, schemes."""

Needed = tuple[tuple[str, tuple[str, ...]], ...]
"""The same as plain values: what two files need alike is equal."""


@dataclass
class Found:
    """What one or more files need.

    Attributes:
        own: origin of the site, which 'self' stands for wherever a copy of it is looked at.
        players: origins of what a page frames only once a reader asks for it.
    """

    own: str = ""
    players: tuple[str, ...] = ()
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def page(self, data: bytes) -> None:
        """Note what an HTML or SVG file holds and names."""
        # Browsers read each end of a line as this one, before they compute a hash.
        # https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
        text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(text, parser) if text.strip() else None
        if root is not None:
            self.parsed(root, text.lower())

    def parsed(self, root: etree._Element, text: bytes) -> None:
        """Note what a file holds and names that was parsed without comments; `text` is the file in lower case."""
        for element in self.telling(root, text):
            self.element(element)

    def telling(self, root: etree._Element, text: bytes) -> Iterable[etree._Element]:
        """Return the elements that may need something, and others perhaps; `text` is the file in lower case.

        Looking at each element of a page takes most of the time, and few need anything but for what they are.
        """
        before, style, behind = around_style(text)
        traits = [traits_of(before, self.players), known_traits(style, self.players), traits_of(behind, self.players)]
        if any(is_unusual for is_unusual, _ in traits):
            return root.iter(etree.Element)
        styled: Any = STYLED(root) if any(has_style for _, has_style in traits) else ()
        return (*root.iter(*TELLING), *styled)

    def element(self, element: etree._Element) -> None:
        """Note what an element needs."""
        name, items = str(element.tag), plain_items(element)
        code = raw(element) if is_code(name, items) else ""
        for directive, source in needed_by(self.own, self.players, name, items, code):
            self.sources[directive].add(source)

    def described(self, tag: str, attributes: Mapping[str, str], code: str) -> None:
        """Note what an element needs; `code` is the CSS or JavaScript in it."""
        if code:
            self.inline("style-src" if tag == "style" else "script-src", code)
        if tag == "style":
            self.css(code)
        elif tag == "link":
            self.linked(attributes)
        for name, value in attributes.items():
            self.attribute(tag, name, value)

    def attribute(self, tag: str, name: str, value: str) -> None:
        """Note what an attribute of an element needs."""
        if (tag, name) in FETCHED:
            self.address(FETCHED[tag, name], value)
        elif (tag, name) in SETS:
            for address in addresses_in(value):
                self.address("img-src", address)
        elif name == "style":
            self.inline(STYLE_ATTRIBUTES, value)
            self.css(value)
        elif name.startswith("on") and HANDLER.fullmatch(name):
            self.inline(SCRIPT_ATTRIBUTES, value)
        for player in self.players:
            if value.startswith(f"{player}/"):
                self.sources["frame-src"].add(player)

    def linked(self, attributes: Mapping[str, str]) -> None:
        """Note what a link element fetches."""
        for rel in attributes.get("rel", "").lower().split():
            if rel in LINKED:
                self.address(LINKED[rel], attributes.get("href", ""))

    def css(self, text: str) -> None:
        """Note what a stylesheet names."""
        for directive, address in named_in(text):
            self.address(directive, address)

    def inline(self, directive: str, text: str) -> None:
        """Note a piece of CSS or JavaScript that stands in a page."""
        if text:
            self.sources[directive].add(hashed(text))

    def address(self, directive: str, address: str) -> None:
        """Note an address, as it is written, of something that a directive is about."""
        source = "" if OWN_PATH.match(address) else source_of(address)
        self.sources[directive].add(SELF if source in ("", self.own) else source)


def around_style(text: bytes) -> tuple[bytes, bytes, bytes]:
    """Return a file as what is before its first style element, that, and the rest, which begins with a "<" as well."""
    begins = STYLE_BEGINS.search(text)
    start = begins.start() if begins else 0
    ends = STYLE_ENDS.search(text, start)
    end = ends.start() if ends else start
    return text[:start], text[start:end], text[end:]


def traits_of(text: bytes, players: tuple[str, ...]) -> tuple[bool, bool]:
    """Return whether a part of a file has what is `UNUSUAL`, or names a player; and whether it may have styles."""
    is_unusual = any(player.encode() in text for player in players) or any(form.search(text) for form in UNUSUAL)
    return is_unusual, STYLE.search(text) is not None


known_traits = lru_cache(REMEMBERED_STYLES)(traits_of)


def plain_items(element: etree._Element) -> Items:
    items: Any = element.items()
    return tuple(items)


@lru_cache(REMEMBERED)
def is_code(name: str, items: Items) -> bool:
    """Return whether what an element holds is CSS, or JavaScript that is run."""
    tag, attributes = local(name), {local(name): value for name, value in items}
    is_run = "src" not in attributes and RUN.fullmatch(attributes.get("type", "").strip())
    return tag == "style" or (tag == "script" and bool(is_run))


@lru_cache(REMEMBERED)
def needed_by(own: str, players: tuple[str, ...], name: str, items: Items, code: str) -> tuple[tuple[str, str], ...]:
    """Return what an element needs, each directive with one source: most pages have the same elements."""
    found = Found(own, players)
    found.described(local(name), {local(name): value for name, value in items}, code)
    return tuple((directive, source) for directive, sources in found.sources.items() for source in sources)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


@lru_cache(REMEMBERED)
def named_in(css: str) -> tuple[tuple[str, str], ...]:
    """Return what a stylesheet names: directive and address."""
    imports = [("style-src", address) for address in CSS_IMPORT.findall(css)]
    others = CSS_URL.findall(CSS_IMPORT.sub("", css))
    return (*imports, *(("font-src" if FONTS.fullmatch(address) else "img-src", address) for address in others))


@lru_cache(REMEMBERED)
def addresses_in(srcset: str) -> tuple[str, ...]:
    return tuple(addresses(srcset))


def is_simple(data: bytes) -> bool:
    """Return whether everybody who parses a file, in UTF-8, gets the tree that the policy is about."""
    return b"\r" not in data and not ASIDE.search(data) and not (BOM[:1] in data and BOM in data)


def raw(element: etree._Element) -> str:
    """Return what stands in a style or script element as a browser reads it."""
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    if any(str(above.tag) in FOREIGN for above in element.iterancestors()):
        parts = CDATA.split(text)  # every other one is the inside of a CDATA section
        return "".join(part if number % 2 else unescape(part) for number, part in enumerate(parts))
    return text


@lru_cache(REMEMBERED)
def hashed(text: str) -> str:
    """Return the source expression that allows exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(REMEMBERED)
def source_of(address: str) -> str:
    """Return the source expression of the host, or the scheme, of an address; "" for one of the site itself.

    A name in other letters than those of ASCII is written as the name system has it, since headers know no others.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # what no browser can ask for either
        return ""
    if parts.scheme not in WEB:
        return "" if parts.scheme in FETCHES_NOTHING else f"{parts.scheme}:"
    return f"{parts.scheme or 'https'}://{host}{f':{port}' if port else ''}" if host else ""


def policy(*needed: Mapping[str, Iterable[str]]) -> str:
    """Return the value of the header that allows what is needed, in all these, and what our own host has.

    A directive that would say no more than `default-src` is left out: every character goes out with every file.
    """
    found: dict[str, set[str]] = {name: {value} for name, value in ALWAYS.items()}
    for sources in needed:
        for name, values in sources.items():
            if not values:
                continue
            found.setdefault(name, {SELF} if name not in ATTRIBUTES else {UNSAFE_HASHES}).update(values)
    if len(found.get(STYLE_ATTRIBUTES, ())) > MOST_STYLES:
        found[STYLE_ATTRIBUTES] = {UNSAFE_INLINE}
    return "; ".join(printed(found))


def printed(found: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield the directives in their order, each with its sources: keywords, hashes, then hosts."""
    for name in sorted(found, key=DIRECTIVES.index):
        sources = found[name] - {NONE} if len(found[name]) > 1 else found[name]
        if name not in ALWAYS and sources == {SELF}:
            continue
        yield " ".join([name, *sorted(sources, key=lambda source: (weight(source), source))])


def weight(source: str) -> int:
    """Return where a source stands among others."""
    return 0 if source == SELF else 2 if source.startswith("'sha") else 1 if source.startswith("'") else 3
