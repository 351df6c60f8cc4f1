"""Addresses inside a post: paths as every editor writes them lead where they should; those that do not are told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE

from writing.lines import Sought
from writing.paths import MARKER, address_in, base_path, find, is_elsewhere
from writing.pictures import drawn_size, fault, measure
from writing.problems import hint
from writing.srcset import replaced
from writing.suggestions import TEXTS, is_other, is_picture, is_text, meant

HOME = "home.md"
ABSENT = "\0"  # no attribute has this value
MARKS = ("{", "|")  # begin a marker
NO_FILES = (*MARKS, "#")
UNESCAPED = UnescapeTreeprocessor()
# Pelican's markers for what has no file of its own: a name stands behind them, behind {index} nothing.
TERM = re.compile(r"^[{|](?P<kind>tag|category|author|index)[}|]")
PAGES = (".html", ".htm")  # what other programs make of texts
BEHIND = re.compile(r"(?:[?#].*)?$", re.DOTALL)  # query and fragment
LINK = "link"
ADDRESSES = "write the path of a file, /an/address/ or https://…"
NO_MARKER = "begins with no marker that is known; write the path of a file, {static} or {filename}"
NO_ADDRESS = "is no address; write https://… or the path of a file"
UNSAFE = "would come over http://, which browsers do not let a page of https:// do; save it and write its path"
# Without an address, in Markdown and in HTML.
EMPTY_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*(?:<>\s*)?\)")
EMPTY_PICTURE = re.compile(r"""!\[[^\]]*\]\(\s*(?:<>\s*)?\)|\bsrc\s*=\s*(?:""|'')|<img\b(?![^>]*\bsrc(?:set)?\s*=)""")
Report = Callable[[str, str, Sought], None]
"""Takes a problem's code, its message, and what to look for to find its line."""


class Tag(Protocol):
    """A tag of the text: an ElementTree element, or one that a writer wrote as HTML."""

    tag: str

    def get(self, key: str, default: str, /) -> str: ...

    def set(self, key: str, value: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """What a reference should name: the code of a problem with it, what is wrong without a file, and what to do then.

    Attributes:
        accepts: tells whether a file will do.
        is_meant: tells which files may have been meant, by their names alone.
    """

    code: str
    mistake: str
    remedy: str
    accepts: Callable[[Path], bool]
    is_meant: Callable[[Path], bool]


def can_be_shown(file: Path) -> bool:
    """Return whether a file is a picture, by its name or by what is in it."""
    return is_picture(file) or measure(file) is not None


PICTURE = Kind(
    "picture", "is no picture", "put the file beside the post or into content/images/", can_be_shown, is_picture
)
MEDIUM = Kind("file", "is no file", "put it beside the post or into content/", is_other, is_other)
SHOWN = (PICTURE, MEDIUM)
LINKED = partial(Kind, LINK, "leads to no file", ADDRESSES, Path.is_file)
TEXT, FILE = LINKED(is_text), LINKED(is_other)


class References:
    """The addresses in one text.

    Attributes:
        linked: each content file that is linked to, by its path in the content folder, and the reference as written.
        addressed: each address of the site that is linked to, as a path under it, and the reference as written.
        files: all other files of the content folder that the text shows or links to, by their paths in it.
        seen: each picture of the content folder that is shown, by its path in it, and the reference as written.
        own: references to parts of the text itself, such as `#part`.
    """

    def __init__(
        self,
        source: Path,
        content: Path,
        site_url: str,
        report: Report,
        *,
        sponsored: bool = False,
        addresses: Mapping[str, str] | None = None,
        terms: Mapping[str, Callable[[str], str]] | None = None,
        real: Callable[[str], str] = os.path.realpath,
    ) -> None:
        """Take where the text stands, the address of the site, what to do with mistakes, the addresses of those files
        in the content folder that are not published under their own path, for the name of each of Pelican's markers for
        tags, categories and authors what makes a name the path of its page, and what follows links of the disk.
        """
        self.folder, self.content = source.parent, content
        self.site_url, self.base_path = site_url, base_path(site_url)
        self.report, self.sponsored = report, sponsored
        self.addresses, self.terms, self.real = addresses or {}, terms or {}, real
        self.linked: list[tuple[str, str]] = []
        self.addressed: list[tuple[str, str]] = []
        self.files: set[str] = set()
        self.seen: list[tuple[str, str]] = []
        self.own: list[str] = []
        self.places: dict[str, Path | None] = {}

    def resolve(self, tag: Tag) -> None:
        """Make every address of a tag work; a picture gets its size too, a link of a sponsored post says so."""
        if tag.tag == "img":
            self.size(tag)
            if tag.get("src", ABSENT) == tag.get("srcset", ABSENT) == ABSENT:
                self.file("", PICTURE)
        if tag.tag == "a":
            self.qualify(tag)
            # In HTML an empty address is the page's own; Markdown's brackets without one were left to be filled.
            if isinstance(tag, Element) and not tag.get("href", ABSENT):
                self.report(LINK, f"a link has no address; {ADDRESSES}", EMPTY_LINK)
        for name, resolved in ATTRIBUTES.get(tag.tag, {}).items():
            if tag.get(name, ABSENT) != ABSENT:
                reference = written(tag, name)
                address = resolved(self, reference)
                if address != reference or address.startswith("{"):
                    tag.set(name, address)

    def copied(self, reference: str, kind: Kind) -> str:
        """Return where a file that the page shows is, in the way that Pelican reads."""
        file = self.file(reference, kind)
        return self.static(file) if file else unmarked(reference)

    def shown(self, reference: str, kind: Kind) -> str:
        """Return the address itself of a file that the page shows, with the part of it that is named.

        Pelican reads no `srcset`, and of a tag's attributes only one.
        """
        file = self.file(reference, kind)
        part = urlsplit(reference).fragment if file else ""
        return urlunsplit(("", "", self.address(file), "", part)) if file else unmarked(reference)

    def pictures(self, srcset: str) -> str:
        """Return a `srcset` with the addresses of its pictures."""
        return replaced(srcset, partial(self.shown, kind=PICTURE))

    def symbol(self, reference: str) -> str:
        """Return the address of a part of a drawing; one in the same page stays as it is."""
        return reference if reference.startswith("#") else self.shown(reference, PICTURE)

    def link(self, reference: str) -> str:
        """Return where an address leads, in the way that Pelican reads; "" for what can be none, which is reported."""
        if wrong := malformed(reference):
            self.report(LINK, f'"{reference}" {wrong}', reference)
            return ""  # with it in the page Pelican would stop without a word on where
        if term := TERM.match(reference):
            return self.term(reference, term["kind"])
        if reference.startswith("#"):
            self.own.append(reference)
        parts = urlsplit(MARKER.sub("", reference))
        is_path = reference.startswith("/") and not reference.startswith("//")
        if is_path and not parts.path.lower().endswith(TEXTS) and self.found(reference) is None:
            self.addressed.append((parts.path, reference))
            return self.base_path + reference  # an address of the site, as a reader would type it
        file = self.file(reference, FILE if is_to_a_file(parts.path) else TEXT)
        return urlunsplit(parts._replace(path=self.linked_path(file, reference))) if file else unmarked(reference)

    def term(self, reference: str, kind: str) -> str:
        """Return where the page of a tag, category or author is, or the home page.

        Pelican's own way from a name to its page loses what stands behind an &.
        """
        if kind != "index" and kind not in self.terms:
            return reference
        path = "" if kind == "index" else self.terms[kind](name_of(reference))
        self.addressed.append((f"/{path}", reference))
        behind = reference.removeprefix(BEHIND.sub("", reference))
        return f"{self.base_path}/{path}{behind}"

    def linked_path(self, file: Path, reference: str) -> str:
        """Return the path of a link to a file; the home page has no file of its own in the output."""
        if file.suffix not in TEXTS:
            return self.static(file)
        self.linked.append((self.path(file), reference))
        if self.path(file) == HOME:
            return f"{self.base_path}/"
        return f"{{filename}}/{quote(self.path(file))}"

    def file(self, reference: str, kind: Kind) -> Path | None:
        """Return the file that a reference names; None when it needs none, or has none that will do, which is reported.

        An address of the site is noted.
        """
        file = self.found(reference)
        if file and kind.accepts(file):
            if kind is PICTURE and (wrong := fault(file)):
                self.report(kind.code, f'"{reference}" {wrong}', reference)
            elif kind is PICTURE:
                self.seen.append((self.path(file), reference))
            return file
        if wrong := malformed(reference):
            self.report(kind.code, f'"{reference}" {wrong}', reference)
        elif not reference and kind is PICTURE:
            self.report(kind.code, f"a picture has no address; {kind.remedy}, and write its path", EMPTY_PICTURE)
        elif needs_file(reference) or reference.startswith(NO_FILES if kind is PICTURE else MARKS):
            self.report(kind.code, f'"{reference}" {kind.mistake}{self.meant(reference, kind)}', reference)
        elif path := address_in(self.site_url, reference):
            self.addressed.append((path, reference))
        elif kind in SHOWN and urlsplit(reference).scheme == "http":
            self.report(kind.code, f'"{reference}" {UNSAFE}', reference)
        return None

    def meant(self, reference: str, kind: Kind) -> str:
        """Return what may have been meant instead, else what to do."""
        if reference.lower().startswith("www.") and kind in (TEXT, FILE):
            return hint(f"https://{reference}")
        return meant(reference, self.folder, self.content, kind.is_meant) or f"; {kind.remedy}"

    def found(self, reference: str) -> Path | None:
        """Return the content file that a reference names, or None; the disk is asked once."""
        if reference not in self.places:
            self.places[reference] = None
            with suppress(ValueError):
                if needs_file(reference):
                    self.places[reference] = find(reference, self.folder, self.content, self.real)
        return self.places[reference]

    def path(self, file: Path) -> str:
        """Return a file's path in the content folder."""
        return file.as_posix().removeprefix(f"{self.root.as_posix()}/")

    @cached_property
    def root(self) -> Path:
        """The content folder itself, where a link leads to it."""
        return Path(self.real(str(self.content)))

    def static(self, file: Path) -> str:
        """Return where a file is, in the way that Pelican reads, which prints a name just as it is.

        One that has to be quoted in an address, such as "Q&A #1.png", gets its address here.
        """
        self.files.add(self.path(file))
        path = self.path(file)
        return f"{{static}}/{path}" if path == quote(path) else self.address(file)

    def address(self, file: Path) -> str:
        """Return the address under which a file is published."""
        self.files.add(self.path(file))
        return f"{self.base_path}/{quote(self.addresses.get(self.path(file), self.path(file)))}"

    def size(self, tag: Tag) -> None:
        """Give a picture the width and height that it lacks, so that the text below does not jump."""
        file = self.found(written(tag, "src"))
        if file and (size := size_of(file)):
            for name, length in lacking(size, tag.get("width", ""), tag.get("height", "")).items():
                tag.set(name, str(length))

    def qualify(self, tag: Tag) -> None:
        """Say of a sponsored post's link to another host what search engines want to know of it.

        https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
        """
        relations = tag.get("rel", "").split()
        if self.sponsored and is_outbound(written(tag, "href")) and "sponsored" not in relations:
            tag.set("rel", " ".join([*relations, "sponsored"]))


def written(tag: Tag, name: str) -> str:
    """Return an address as the writer meant it.

    Markdown hides <name@example.org> from robots behind entities, whose signs are still its own here, as are those for
    a character behind a backslash.
    """
    return unescape(UNESCAPED.unescape(tag.get(name, "").replace(AMP_SUBSTITUTE, "&")))


def unmarked(reference: str) -> str:
    """Return a reference that no file answers; "" for one with a marker, over which Pelican would stumble without a
    line.
    """
    return "" if reference.startswith(MARKS) else reference


def name_of(reference: str) -> str:
    """Return the name of a tag, category or author that stands behind a marker of Pelican's."""
    return unquote(BEHIND.sub("", TERM.sub("", reference)))


@lru_cache(maxsize=1000)
def malformed(reference: str) -> str:
    """Return what is wrong with a reference that can be no address, such as https://[your-site]/, and what to write."""
    if reference.startswith(MARKS) and not MARKER.match(reference) and not TERM.match(reference):
        return NO_MARKER
    try:
        parts = urlsplit(MARKER.sub("", reference))
    except ValueError:
        return NO_ADDRESS
    has_host = parts.scheme in ("http", "https") or reference.startswith("//")
    return NO_ADDRESS if has_host and not parts.hostname else ""


def is_to_a_file(path: str) -> bool:
    """Return whether a path's ending is that of a file which is published as it is: neither a text's nor a page's."""
    suffix = Path(path).suffix.lower().partition(" ")[0]
    return suffix not in ("", *TEXTS, *PAGES)


def needs_file(reference: str) -> bool:
    """Return whether a reference names a file of ours, or should."""
    return bool(MARKER.match(reference)) or not is_elsewhere(reference)


def size_of(file: Path) -> tuple[int, int] | None:
    """Return width and height of a picture or a drawing in px, None where they are unknown."""
    measured = measure(file)
    return (measured.width, measured.height) if measured else drawn_size(file)


def lacking(size: tuple[int, int], width: str, height: str) -> dict[str, int]:
    """Return those of a picture's width and height that are not written; one that is sets the measure of the other."""
    if not width and not height:
        return {"width": size[0], "height": size[1]}
    if width.isdecimal() and not height:
        return {"height": round(int(width) * size[1] / size[0])}
    if height.isdecimal() and not width:
        return {"width": round(int(height) * size[0] / size[1])}
    return {}


def is_outbound(reference: str) -> bool:
    """Return whether a reference names a host."""
    with suppress(ValueError):
        return bool(urlsplit(reference).netloc)
    return False


COPIED_PICTURE, COPIED_MEDIUM = (partial(References.copied, kind=kind) for kind in (PICTURE, MEDIUM))
SHOWN_PICTURE = partial(References.shown, kind=PICTURE)
ATTRIBUTES: Mapping[str, Mapping[str, Callable[[References, str], str]]] = {
    "img": {"src": COPIED_PICTURE, "srcset": References.pictures},
    "source": {"src": COPIED_MEDIUM, "srcset": References.pictures},
    "video": {"src": COPIED_MEDIUM, "poster": SHOWN_PICTURE},
    "audio": {"src": COPIED_MEDIUM},
    "track": {"src": COPIED_MEDIUM},
    "input": {"src": COPIED_PICTURE, "formaction": References.link},
    "image": {"href": SHOWN_PICTURE, "xlink:href": SHOWN_PICTURE},
    "use": {"href": References.symbol, "xlink:href": References.symbol},
    "a": {"href": References.link, "xlink:href": References.link},
    "area": {"href": References.link},
    "iframe": {"src": References.link},
    "embed": {"src": References.link},
    "object": {"data": References.link},
    "form": {"action": References.link},
    "button": {"formaction": References.link},
    **{name: {"cite": References.link} for name in ("blockquote", "q", "ins", "del")},
}
