"""Addresses inside a post: paths as every editor writes them lead where they should; those that do not are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from markdown.util import AMP_SUBSTITUTE

from writing.lines import Sought
from writing.paths import MARKER, find, is_elsewhere
from writing.pictures import Measured, measure
from writing.srcset import replaced
from writing.suggestions import TEXTS, is_other, is_picture, is_text, meant

HOME = "home.md"
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
        is_meant: tells which files may have been meant.
    """

    code: str
    mistake: str
    remedy: str
    is_meant: Callable[[Path], bool]


PICTURE = Kind("picture", "is no picture", "put the file beside the post or into content/images/", is_picture)
MEDIUM = Kind("file", "is no file", "put it beside the post or into content/", is_other)
LINK = Kind("link", "leads to no file", "write the path of a file, /an/address/ or https://…", is_text)


class References:
    """The addresses in one text.

    Attributes:
        linked: each content file that is linked to, by its path in the content folder, and the reference as written.
        files: all other files of the content folder that the text shows or links to, by their paths in it.
        own: references to parts of the text itself, such as `#part`.
    """

    def __init__(
        self,
        source: Path,
        content: Path,
        base_path: str,
        report: Report,
        *,
        sponsored: bool = False,
        addresses: Mapping[str, str] | None = None,
    ) -> None:
        """Take where the text stands, the path of the site, what to do with mistakes, and the addresses of those files
        in the content folder that are not published under their own path.
        """
        self.folder, self.content = source.parent, content
        self.base_path, self.report, self.sponsored = base_path, report, sponsored
        self.addresses = addresses or {}
        self.linked: list[tuple[str, str]] = []
        self.files: set[str] = set()
        self.own: list[str] = []

    def resolve(self, tag: Tag) -> None:
        """Make every address of a tag work; a picture gets its size too, a link of a sponsored post says so."""
        if tag.tag == "img":
            self.size(tag)
        if tag.tag == "a":
            self.qualify(tag)
        for name, resolved in ATTRIBUTES.get(tag.tag, {}).items():
            reference = written(tag, name)
            address = resolved(self, reference)
            if address != reference or address.startswith("{"):
                tag.set(name, address)

    def picture(self, reference: str) -> str:
        """Return where a picture is, in the way that Pelican reads."""
        file = self.file(reference, PICTURE)
        return self.static(file) if file else reference

    def poster(self, reference: str) -> str:
        """Return a picture's address itself: Pelican reads no `srcset`, and of a tag's attributes only one."""
        file = self.file(reference, PICTURE)
        return self.address(file) if file else reference

    def pictures(self, srcset: str) -> str:
        """Return a `srcset` with the addresses of its pictures."""
        return replaced(srcset, self.poster)

    def medium(self, reference: str) -> str:
        """Return where a film, a sound or subtitles are, in the way that Pelican reads."""
        file = self.file(reference, MEDIUM)
        return self.static(file) if file else reference

    def link(self, reference: str) -> str:
        """Return where a link leads, in the way that Pelican reads."""
        parts = self.split(reference)
        if parts is None:
            return ""  # with it in the page Pelican would stop without a word on where
        if reference.startswith("#"):
            self.own.append(reference)
        if parts.path.startswith("/") and not parts.path.endswith(TEXTS) and self.is_missing(reference):
            return self.base_path + reference  # an address of the site, as a reader would type it
        is_meant = is_text if Path(parts.path).suffix in ("", *TEXTS) else is_other
        file = self.file(reference, replace(LINK, is_meant=is_meant))
        return urlunsplit(parts._replace(path=self.linked_path(file, reference))) if file else reference

    def linked_path(self, file: Path, reference: str) -> str:
        """Return the path of a link to a file; the home page has no file of its own in the output."""
        if file.suffix not in TEXTS:
            return self.static(file)
        self.linked.append((self.path(file), reference))
        if self.path(file) == HOME:
            return f"{self.base_path}/"
        return f"{{filename}}/{quote(self.path(file))}"

    def file(self, reference: str, kind: Kind) -> Path | None:
        """Return the file that a reference names; None when it needs none, or has none, which is reported."""
        if self.split(reference) and self.is_missing(reference):
            hint = meant(reference, self.folder, self.content, kind.is_meant) or f"; {kind.remedy}"
            self.report(kind.code, f'"{reference}" {kind.mistake}{hint}', reference)
        return self.found(reference)

    def is_missing(self, reference: str) -> bool:
        """Return whether a reference needs a file that is not there."""
        return needs_file(reference) and self.found(reference) is None

    def found(self, reference: str) -> Path | None:
        """Return the content file that a reference names, or None."""
        with suppress(ValueError):
            return find(reference, self.folder, self.content) if needs_file(reference) else None
        return None

    def split(self, reference: str) -> SplitResult | None:
        """Return a reference's parts; None for what is no address, such as https://[your-site]/, which is reported."""
        try:
            return urlsplit(MARKER.sub("", reference))
        except ValueError:
            self.report("link", f'"{reference}" is no address; write https://… or the path of a file', reference)
            return None

    def path(self, file: Path) -> str:
        """Return a file's path in the content folder."""
        return file.relative_to(self.content.resolve()).as_posix()

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
        if file and (measured := measure(file)):
            for name, length in lacking(measured, tag.get("width", ""), tag.get("height", "")).items():
                tag.set(name, str(length))

    def qualify(self, tag: Tag) -> None:
        """Say of a sponsored post's link to another host what search engines want to know of it.

        https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
        """
        relations = tag.get("rel", "").split()
        if self.sponsored and is_outbound(written(tag, "href")) and "sponsored" not in relations:
            tag.set("rel", " ".join([*relations, "sponsored"]))


def written(tag: Tag, name: str) -> str:
    """Return an address as the writer wrote it.

    Markdown hides <name@example.org> from robots behind entities, whose signs are still its own here.
    """
    return unescape(tag.get(name, "").replace(AMP_SUBSTITUTE, "&"))


def needs_file(reference: str) -> bool:
    """Return whether a reference names a file of ours, or should."""
    return bool(MARKER.match(reference)) or not is_elsewhere(reference)


def lacking(measured: Measured, width: str, height: str) -> dict[str, int]:
    """Return those of a picture's width and height that are not written; one that is sets the measure of the other."""
    if not width and not height:
        return {"width": measured.width, "height": measured.height}
    if width.isdecimal() and not height:
        return {"height": round(int(width) * measured.height / measured.width)}
    if height.isdecimal() and not width:
        return {"width": round(int(height) * measured.width / measured.height)}
    return {}


def is_outbound(reference: str) -> bool:
    """Return whether a reference names a host."""
    with suppress(ValueError):
        return bool(urlsplit(reference).netloc)
    return False


ATTRIBUTES: Mapping[str, Mapping[str, Callable[[References, str], str]]] = {
    "img": {"src": References.picture, "srcset": References.pictures},
    "source": {"src": References.medium, "srcset": References.pictures},
    "video": {"src": References.medium, "poster": References.poster},
    "audio": {"src": References.medium},
    "track": {"src": References.medium},
    "a": {"href": References.link},
    "area": {"href": References.link},
    "iframe": {"src": References.link},
    "embed": {"src": References.link},
    "object": {"data": References.link},
}
