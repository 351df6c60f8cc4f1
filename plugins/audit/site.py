"""A built folder, read once: its pages as plain values, its other files by name."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial, wraps
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError, XPath
from networks import head
from networks.head import Block, Link, Meta, line_of
from PIL import Image as Pillow

INDEX = "index.html"
PAGES = (".html", ".htm")
UNKNOWN = "https://site.invalid"  # never anybody's: https://www.rfc-editor.org/rfc/rfc2606#section-2
PAYS_FROM = 300  # pages; below, starting processes takes longer than they save
# What Pillow raises for a file that is broken, cut short or absurdly large.
UNREADABLE = (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError)

COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
DECLARED = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HEAD_ENDS = re.compile(rb"</head\s*>|<body[\s>]", re.IGNORECASE)
DOCTYPE = re.compile(rb"\s*(<!--.*?-->\s*)*<!doctype\s+html", re.IGNORECASE | re.DOTALL)
SHARE_META = re.compile(
    rb"<meta\s[^>]*?(?:property|name)\s*=\s*[\"']?(?:og|article|twitter|fediverse):[^>]*>", re.IGNORECASE
)
UNQUOTED = re.compile(
    rb"<meta\s(?=[^>]*(?:og|twitter|description))[^>]*?\b(?:property|name|content)\s*=\s*[^\s\"'>]", re.IGNORECASE
)
STYLE = re.compile(rb"<style[\s>]", re.IGNORECASE)
SPACE = re.compile(r"\s+")
VISIBLE: Callable[[Any], Any] = XPath(
    "//body//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]"
)
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
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ARTICLES = frozenset(("Article", "NewsArticle", "BlogPosting", "TechArticle"))
UNLISTED = frozenset(("noindex", "none"))

Node = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in the body: element, attribute, the address as written, and the words of a link."""

    element: str
    attribute: str
    address: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
        text: the visible words, in one line.
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
    named: Mapping[str, tuple[Meta, ...]] = field(repr=False)

    def metas_of(self, key: str) -> tuple[Meta, ...]:
        """Return the meta elements of a name, whichever attribute holds it."""
        return self.named.get(key, ())

    def meta(self, key: str) -> str:
        """Return the content of the first meta element of a name, or ""."""
        return next((meta.content for meta in self.metas_of(key)), "")

    def line(self, key: str) -> int:
        """Return the line of the first meta element of a name, 0 when there is none."""
        return next((meta.line for meta in self.metas_of(key)), 0)

    def links_of(self, rel: str) -> list[Link]:
        return [link for link in self.links if rel in link.rel]

    @property
    def title(self) -> str:
        return self.titles[0][0] if self.titles else ""

    @property
    def canonical(self) -> str:
        return next((link.href for link in self.links_of("canonical")), "")

    @property
    def robots(self) -> frozenset[str]:
        """Return the directives for all search engines and for Google, in lower case."""
        texts = [meta.content for key in ("robots", "googlebot") for meta in self.metas_of(key)]
        return frozenset(word.strip().lower() for text in texts for word in text.split(",") if word.strip())

    @property
    def is_indexable(self) -> bool:
        return UNLISTED.isdisjoint(self.robots)

    @property
    def alternates(self) -> list[Link]:
        """Return the links to the page's language versions."""
        return [link for link in self.links_of("alternate") if link.hreflang]

    def typed(self, *names: str) -> list[Node]:
        """Return the JSON-LD nodes of one of several types."""
        return [node for node in self.nodes if types(node) & set(names)]

    @property
    def article(self) -> Node | None:
        return next(iter(self.typed(*ARTICLES)), None)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file as measured; `error` says why it could not be."""

    width: int = 0
    height: int = 0
    type: str = ""
    size: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built folder.

    Attributes:
        url: where it lives, without a slash at the end; UNKNOWN when nobody said and no page tells.
        pages: what readers see; redirects: pages that only send them on.
        files: all files by their paths in the folder.
        described: of each page, the file it was written in and the lines of the keys there, as far as known.
        elsewhere: beginnings of paths of the site that something else answers.
    """

    folder: Path
    url: str
    pages: tuple[Page, ...]
    redirects: tuple[Page, ...]
    files: frozenset[str]
    described: Mapping[str, Node]
    elsewhere: tuple[str, ...] = ()
    by_file: Mapping[str, Page] = field(repr=False)
    pictures: dict[str, Picture] = field(default_factory=dict, repr=False)
    known: dict[Callable[[Site], Any], Any] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def address(self, file: str) -> str:
        """Return the address at which a host serves a file."""
        path = file.removesuffix(INDEX) if f"/{file}".endswith(f"/{INDEX}") else file
        return f"{self.url}/{quote(path)}"

    def resolve(self, page: Page, reference: str) -> str:
        """Return the absolute address that a reference on a page means; "" when it is none."""
        try:
            return urljoin(page.base or self.address(page.file), reference.strip())
        except ValueError:
            return ""

    def path(self, address: str) -> str | None:
        """Return the path under the site of an absolute address, decoded; None when it lies outside."""
        try:
            parts, home = urlsplit(address), urlsplit(self.url)
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != home.netloc.lower():
            return None
        path = parts.path or "/"
        return plain(path[len(home.path) + 1 :]) if path.startswith(f"{home.path}/") else None

    def file_at(self, path: str) -> str:
        """Return the file that a host serves at a path, "" when it serves none.

        Many hosts know a page by its name without .html.
        https://developers.cloudflare.com/pages/configuration/serving-pages/#route-matching
        """
        forms = (f"{path}{INDEX}",) if not path or path.endswith("/") else (path, f"{path}/{INDEX}", f"{path}.html")
        return next((form for form in forms if form in self.files), "")

    def is_answered(self, path: str) -> bool:
        return bool(self.file_at(path)) or path.startswith(self.elsewhere)

    def page_at(self, address: str) -> Page | None:
        """Return the page at an absolute address, None where there is none of ours."""
        path = self.path(address)
        return None if path is None else self.by_file.get(self.file_at(path))

    def picture(self, file: str) -> Picture:
        """Return what a picture file is; it is opened once."""
        if file not in self.pictures:
            self.pictures[file] = measured(self.folder / file)
        return self.pictures[file]

    def text(self, file: str) -> str:
        """Return a file as text; what is no UTF-8 in it is marked so."""
        return (self.folder / file).read_text(encoding="utf-8-sig", errors="replace")


def once(function: Callable[[Site], T]) -> Callable[[Site], T]:
    """Let a function of a site be computed once a site, however many rules ask."""

    @wraps(function)
    def remembered(site: Site) -> T:
        if function not in site.known:
            site.known[function] = function(site)
        found: T = site.known[function]
        return found

    return remembered


def types(node: Node) -> set[str]:
    """Return the names of a JSON-LD node's types."""
    return {name for name in as_list(node.get("@type")) if isinstance(name, str)}


def as_list(value: Any) -> list[Any]:
    """Return a property that may be missing, one value or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def plain(path: str) -> str:
    """Return a path as files are called: decoded, in NFC."""
    return normalize("NFC", unquote(path))


def one_line(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def measured(file: Path) -> Picture:
    """Return size, type and bytes of a picture; its header is enough."""
    size = file.stat().st_size
    try:
        with Pillow.open(file) as image:
            return Picture(*image.size, image.get_format_mimetype() or "", size)
    except UNREADABLE as error:
        if b"<svg" in file.read_bytes()[:2048]:
            return Picture(type="image/svg+xml", size=size)
        return Picture(size=size, error=str(error) or type(error).__name__)


def read(folder: Path, url: str = "", manifest: Path | None = None, elsewhere: tuple[str, ...] = ()) -> Site:
    """Return a built folder, read; the address of the site is found in its pages when none is given."""
    described: Mapping[str, Node] = {}
    if manifest:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        described, url = told["pages"], url or told["site"].get("url", "")
    files = sorted(
        normalize("NFC", file.relative_to(folder).as_posix()) for file in folder.rglob("*") if file.is_file()
    )
    read_all = list(read_pages(folder, [file for file in files if file.endswith(PAGES)]))
    pages = tuple(page for page in read_all if not page.refresh)
    return Site(
        folder=folder,
        url=(url or found_address(pages, frozenset(files)) or UNKNOWN).rstrip("/"),
        pages=pages,
        redirects=tuple(page for page in read_all if page.refresh),
        files=frozenset(files),
        described=described,
        elsewhere=tuple(plain(path).lstrip("/") for path in elsewhere),
        by_file={page.file: page for page in read_all},
    )


def read_pages(folder: Path, files: list[str]) -> Iterator[Page]:
    """Yield pages in the order of their names; many are read on all cores."""
    cores = os.cpu_count() or 1
    if len(files) < PAYS_FROM or cores == 1:
        yield from map(partial(read_page, folder), files)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(read_page, folder), files, chunksize=len(files) // (cores * 4) + 1)


def found_address(pages: Iterable[Page], files: Collection[str]) -> str:
    """Return where most pages say that the site lives, or "".

    Their canonical addresses end with their own paths; where no page has one, the feeds, styles and icons tell that
    they name by absolute addresses and that lie in the folder.
    """
    votes = Counter(home for page in pages for home in homes(page)) or Counter(
        home for page in pages for link in page.links if (home := home_of(link.href, files))
    )
    return votes.most_common(1)[0][0] if votes else ""


def homes(page: Page) -> Iterator[str]:
    """Yield the addresses that stand before a page's own path in what it says of itself."""
    path = quote(page.file.removesuffix(INDEX) if f"/{page.file}".endswith(f"/{INDEX}") else page.file)
    for address in (page.canonical, page.meta("og:url")):
        known = urldefrag(address).url
        for form in dict.fromkeys((quote(page.file), path, path.removesuffix(".html"), path.removesuffix("/"))):
            if known.startswith(("http://", "https://")) and known.endswith(f"/{form}"):
                yield known.removesuffix(f"/{form}")
                break


def home_of(address: str, files: Collection[str]) -> str:
    """Return what stands before a file's path in the absolute address of it, "" when it is of no file."""
    scheme, _, rest = address.partition("://")
    host, *names = rest.split("/")
    for start in range(len(names) if scheme in ("http", "https") else 0):
        if plain("/".join(names[start:])) in files:
            return "/".join((f"{scheme}://{host}", *names[:start]))
    return ""


def read_page(folder: Path, file: str) -> Page:
    """Return a page as plain values."""
    data = (folder / file).read_bytes()
    blank = COMMENT.sub(lambda found: b" " * len(found[0]), data)
    declared = DECLARED.search(blank)
    encoding = declared[1].decode("ascii", "replace").lower() if declared else ""
    head_end = HEAD_ENDS.search(blank)
    root = parsed(data, encoding)
    elements: list[Any] = list(root.iter("*"))
    of: dict[str, list[Any]] = defaultdict(list)
    for element in elements:
        of[element.tag].append(element)
    metas, blocks = tuple(head.metas(root)), tuple(head.blocks(root))
    lines = {element.get("id"): line_of(element) for element in elements if element.get("id")}
    counts = Counter(element.get("id") for element in elements)
    return Page(
        file=file,
        encoding=encoding,
        has_doctype=bool(DOCTYPE.match(data.removeprefix(b"\xef\xbb\xbf"))),
        language=(root.get("lang") or "").strip(),
        base=next((element.get("href") for element in of["base"] if element.get("href")), ""),
        refresh=any(map(sends_on, of["meta"])),
        titles=tuple(
            (words_in(element), line_of(element))
            for element in of["title"]
            if next(element.iterancestors("svg"), None) is None
        ),
        metas=metas,
        links=tuple(head.links(root)),
        references=tuple(reference for element in elements for reference in read_references(element)),
        headings=tuple(
            Heading(int(element.tag[1]), words_in(element), line_of(element))
            for element in elements
            if element.tag in HEADINGS
        ),
        images=tuple(Image(element.get("src", ""), element.get("alt"), line_of(element)) for element in of["img"]),
        ids=frozenset(lines) | {element.get("name") for element in of["a"] if element.get("name")},
        repeated_ids=tuple((name, line) for name, line in lines.items() if counts[name] > 1),
        times=tuple(element.get("datetime", "") for element in of["time"]),
        text=one_line(" ".join(VISIBLE(root))),
        blocks=blocks,
        nodes=tuple(node for block in blocks for node in nodes_in(block.data)),
        bytes=places(blank, declared, head_end),
        named=by_name(metas),
    )


def sends_on(element: Any) -> bool:
    """Return whether a meta element sends readers to another page; without an address it only loads this one again."""
    is_refresh = (element.get("http-equiv") or "").lower() == "refresh"
    return is_refresh and "url=" in element.get("content", "").lower()


def by_name(metas: Iterable[Meta]) -> dict[str, tuple[Meta, ...]]:
    """Return meta elements by their names in lower case; those of microdata, `itemprop`, describe other things."""
    found: dict[str, list[Meta]] = defaultdict(list)
    for meta in metas:
        if meta.attribute != "itemprop":
            found[meta.key.lower()].append(meta)
    return {name: tuple(metas) for name, metas in found.items()}


def words_in(element: Any) -> str:
    return one_line(element.text_content())


def parsed(data: bytes, encoding: str) -> Any:
    """Return the root element; of a file without one, an empty page's."""
    for name in ("utf-8", encoding, "windows-1252"):
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        break
    else:
        text = data.decode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml_html.document_fromstring(text.removeprefix("\ufeff").encode(), parser=parser)
    except ParserError:
        return lxml_html.document_fromstring("<html></html>")


def places(blank: bytes, declared: re.Match[bytes] | None, head_end: re.Match[bytes] | None) -> Bytes:
    """Return where things stand in a file from which comments have been taken."""
    end = head_end.start() if head_end else len(blank)
    shares = [found.end() for found in SHARE_META.finditer(blank, 0, end)]
    style = STYLE.search(blank, 0, end)
    return Bytes(
        size=len(blank),
        charset=declared.end() if declared else -1,
        share_end=shares[-1] if shares else -1,
        head_end=end,
        style=style.start() if style else -1,
        unquoted=UNQUOTED.search(blank, 0, end) is not None,
    )


def read_references(element: Any) -> Iterator[Reference]:
    """Yield where an element leads, or what it fetches: each picture of a srcset by itself."""
    for attribute in REFERRING.get(element.tag, ()):
        value = element.get(attribute)
        if value is None:
            continue
        line = line_of(element)
        text = words(element) if element.tag in ("a", "area") else ""
        for address in srcset(value) if attribute == "srcset" else (value.strip(),):
            yield Reference(element.tag, attribute, address, line, text)


def words(element: Any) -> str:
    """Return what a screen reader says of a link, as far as the page alone tells."""
    labels = [element.get(name, "") for name in ("aria-label", "aria-labelledby", "title", "alt")]
    inside = [part.get(name, "") for part in element.iter("img", "svg") for name in ("alt", "aria-label")]
    return one_line(" ".join((element.text_content(), *labels, *inside)))


def srcset(value: str) -> list[str]:
    """Return the addresses of a srcset, which commas part only before a space or at an end.

    https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
    """
    return [part.split()[0] for part in re.split(r",\s+|(?<=[wx]),", value) if part.strip(" ,")]


def nodes_in(data: Any) -> Iterator[Node]:
    """Yield every JSON-LD object that has a type, outer ones first."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes_in(value)
