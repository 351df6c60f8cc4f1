"""The pages of the previews as HTML: one that lists all pages of the site, and one for each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from networks.rules import TABLE

from previews.findings import Findings
from previews.origins import Sources
from previews.site import Page, Site
from previews.view import entry_of, view_of

HERE = Path(__file__).parent
OVERVIEW, PAGES = "index.html", "pages/"
ASSETS = ("previews.css", "previews.js")
SCHEMES, WIDTHS = ("light", "dark"), ("phone", "desktop")


@dataclass(frozen=True, slots=True)
class Previews:
    """The previews of a site.

    Attributes:
        base: how the folder of the previews refers to the built folder, with a slash at the end: "/" on a server,
            "../output/" where both lie side by side.
    """

    site: Site
    base: str
    sources: Sources
    findings: Findings = field(default_factory=dict)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the previews, with its bytes."""
        yield from ((name, asset(name)) for name in ASSETS)
        yield OVERVIEW, self.overview().encode()
        for number, page in enumerate(self.site.pages):
            yield f"{PAGES}{page.file}", self.page(number).encode()

    def file(self, name: str) -> bytes | None:
        """Return a file of the previews by its name, None where there is none of that name."""
        if name in ASSETS:
            return asset(name)
        if name == OVERVIEW:
            return self.overview().encode()
        number = {f"{PAGES}{page.file}": number for number, page in enumerate(self.site.pages)}.get(name)
        return None if number is None else self.page(number).encode()

    def overview(self) -> str:
        """Return the page that lists all pages of the site."""
        link = partial(self.linked, "")
        files = {page.file for page in self.site.pages}
        entries = [entry_of(page, self.site, link, self.findings) for page in self.site.pages]
        return template("overview.html").render(
            up="",
            site=self.site,
            entries=entries,
            networks=TABLE,
            elsewhere=[finding for file, found in self.findings.items() if file not in files for finding in found],
            whole={reader.key: sum(reader not in (*entry.bare, *entry.lost) for entry in entries) for reader in TABLE},
            href=self.href,
        )

    def page(self, number: int) -> str:
        """Return the previews of a page of the site, by its number there."""
        pages = self.site.pages
        page = pages[number]
        up = "../" * (PAGES + page.file).count("/")
        return template("page.html").render(
            up=up,
            view=view_of(page, self.site, partial(self.linked, up), self.sources, self.findings),
            built=self.built(up, page.file),
            address=page.head.url or page.path,
            before=pages[number - 1] if number else None,
            after=pages[number + 1] if number + 1 < len(pages) else None,
            schemes=SCHEMES,
            widths=WIDTHS,
            href=self.href,
        )

    def built(self, up: str, file: str) -> str:
        """Return the link from a page of the previews to a file of the built folder."""
        return f"{'' if self.base.startswith('/') else up}{self.base}{quote(file)}"

    def linked(self, up: str, file: Path) -> str:
        """Return the same for a file by its whole path."""
        return self.built(up, file.relative_to(self.site.folder).as_posix())

    def href(self, up: str, page: Page) -> str:
        """Return the link from one page of the previews to that of a page of the site."""
        return f"{up}{PAGES}{quote(page.file)}"


@cache
def environment() -> Environment:
    """Return what reads the templates."""
    found = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"host": host, "sentence": sentence}
    return found


def template(name: str) -> Template:
    """Return a template by the name of its file."""
    return environment().get_template(name)


def host(url: str) -> str:
    """Return the host of an address."""
    return urlsplit(url).hostname or url


def sentence(text: str) -> str:
    """Return words with a capital in front and a full stop behind."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def asset(name: str) -> bytes:
    """Return a file that all pages of the previews share."""
    return (HERE / name).read_bytes()


def write(previews: Previews, out: Path) -> list[Path]:
    """Write the previews into a folder; return the files, the list of all pages first."""
    written = []
    for name, data in previews.files():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.append(file)
    return sorted(written, key=lambda file: file != out / OVERVIEW)


def beside(folder: Path, out: Path) -> str:
    """Return how a folder of previews refers to a built folder on the same disk."""
    return f"{quote(Path(os.path.relpath(folder.resolve(), out.resolve())).as_posix())}/"
