"""The body of a post: ordinary paths work, tables can be scrolled, pictures have their size."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from re import Match
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from writing.paths import MARKER, find, is_elsewhere
from writing.pictures import measure

HOME = "home.md"
CONTENT_FILES = (".md", ".markdown")
Report = Callable[[str, str], None]
"""Takes a problem's code and message."""


class PlainPaths(Treeprocessor):
    """Makes paths as every editor writes them lead where they should; reports those that lead nowhere.

    Attributes:
        linked: each content file that is linked to, by its path in the content folder, and the reference as written.
    """

    def __init__(
        self, md: Markdown, source: Path, content: Path, base_path: str, report: Report, *, sponsored: bool
    ) -> None:
        super().__init__(md)
        self.folder, self.content = source.parent, content
        self.base_path, self.report, self.sponsored = base_path, report, sponsored
        self.linked: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            self.resolve_picture(picture)
        for link in root.iter("a"):
            self.resolve_link(link)

    def resolve_picture(self, picture: Element) -> None:
        reference = picture.get("src", "")
        if not picture.get("alt"):
            self.report(
                "alt", f'the picture "{reference}" has no alternative text; write ![what it shows]({reference})'
            )
        if is_elsewhere(reference) and not MARKER.match(reference):
            return
        file = find(reference, self.folder, self.content)
        if file is None:
            self.report("picture", f'"{reference}" is no picture; put the file beside the post or into content/images/')
            return
        picture.set("src", self.pelican_path("static", file))
        if measured := measure(file):
            picture.set("width", str(measured.width))
            picture.set("height", str(measured.height))
        picture.set("loading", "lazy")
        picture.set("decoding", "async")

    def resolve_link(self, link: Element) -> None:
        # Markdown hides <name@example.org> from robots behind entities, whose signs are still its own here.
        reference = unescape(link.get("href", "").replace(AMP_SUBSTITUTE, "&"))
        try:
            parts = urlsplit(MARKER.sub("", reference))
        except ValueError:  # "https://[your-site]/": with it in the page Pelican would stop without a word on where
            self.report("link", f'"{reference}" is no address; write https://… or the path of a file')
            link.set("href", "")
            return
        if is_elsewhere(reference) and not MARKER.match(reference):
            if self.sponsored and parts.netloc:
                # https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
                link.set("rel", "sponsored")
            return
        file = find(reference, self.folder, self.content)
        if file is None and parts.path.startswith("/") and not parts.path.endswith(CONTENT_FILES):
            link.set("href", self.base_path + reference)  # an address of the site, as a reader would type it
        elif file is None:
            self.report("link", f'"{reference}" leads to no file; write the path of a file, /an/address/ or https://…')
        elif file == (self.content / HOME).resolve():
            link.set("href", f"{self.base_path}/")
        else:
            marker = "filename" if file.suffix in CONTENT_FILES else "static"
            if marker == "filename":
                self.linked.append((file.relative_to(self.content.resolve()).as_posix(), reference))
            link.set("href", urlunsplit(parts._replace(path=self.pelican_path(marker, file))))

    def pelican_path(self, marker: str, file: Path) -> str:
        return f"{{{marker}}}/{quote(file.relative_to(self.content.resolve()).as_posix())}"


class ScrollingTables(Treeprocessor):
    """Puts each table into a box that scrolls by itself, so that no phone has to scroll the page sideways."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = self.boxed(child)

    def boxed(self, table: Element) -> Element:
        headers = list(table.iter("th"))
        for header in headers:
            header.set("scope", "col")
        names = [words for header in headers if (words := self.words(header))]
        # A box that scrolls must be reachable by keyboard, and then have a name. WCAG 2.2, 2.1.1 and 4.1.2.
        box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
        box.set("aria-label", "Table: " + ", ".join(names) if names else "Table")
        box.append(table)
        table.tail = None
        return box

    def words(self, header: Element) -> str:
        """Return a header's words; HTML in it, for which Markdown keeps a place, is no word but for an entity."""

        def shown(place: Match[str]) -> str:
            html = str(self.md.htmlStash.rawHtmlBlocks[int(place[1])])
            return unescape(html) if html.startswith("&") else ""

        return HTML_PLACEHOLDER_RE.sub(shown, "".join(header.itertext())).strip()


class Body(Extension):
    """Python-Markdown extension for one source file."""

    def __init__(self, source: Path, content: Path, base_path: str, report: Report, *, sponsored: bool = False) -> None:
        super().__init__()
        self.source, self.content, self.base_path, self.report = source, content, base_path, report
        self.sponsored = sponsored

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.paths = PlainPaths(md, self.source, self.content, self.base_path, self.report, sponsored=self.sponsored)
        # After inline patterns (20), before the toc (5) and the unescaping of text (0).
        md.treeprocessors.register(self.paths, "plain_paths", 15)
        md.treeprocessors.register(ScrollingTables(md), "scrolling_tables", 14)
