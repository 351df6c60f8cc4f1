"""One-line factories for the values between reading and printing, and builds of a site."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess

from bs4 import BeautifulSoup
from commands import ROOT, run
from publishing.manifest import entry, manifest
from social.anatomy import FOLDER
from social.metadata import describe
from social.model import CardDesign, Metadata, PageKind, Picture, Site, Source, Sourced, Typeface
from words.tables import read_tables

TEST_SITE = ROOT / "tests" / "site" / "conf.py"
BLOG = "https://example.org/blog"
WORDS = read_tables(ROOT / "theme" / "words")


def picture(**changes) -> Picture:
    """Return a picture that suits every network, with changes."""
    facts = {"url": f"{BLOG}/images/a.png", "alt": "A picture", "width": 1200, "height": 630}
    return Picture(**{**facts, "type": "image/png", "size": 20_000, **changes})


def site(**changes) -> Site:
    """Return a site under a path, with changes."""
    facts = {
        "url": BLOG,
        "name": "Site",
        "tagline": "A tagline",
        "language": "en-GB",
        "organisation": "Organisation",
        "description": "What the site is about.",
        "email": "mail@example.org",
        "logo": picture(url=f"{BLOG}/images/logo.png", alt="Logo", width=512, height=512),
        "share_picture": picture(url=f"{BLOG}/images/default.png", alt="The default"),
        "cards": CardDesign("design", (Typeface("Latin", "font", frozenset(map(chr, range(0x20, 0x2100)))),)),
        "theme_colours": ("#ffffff", "#000000"),
        "campaign": "share-button",
        "networks": ("linkedin", "x"),
        "words": WORDS,
    }
    return Site(**{**facts, **changes})


def source(kind: PageKind = PageKind.ARTICLE, /, fields: dict[str, str] | None = None, **changes) -> Source:
    """Return a published post at /post/ with changes; each of `fields` stands on line 1, 2, 3 … of its file."""
    found = {
        key: Sourced(value, f"{key.title()}, line {number}")
        for number, (key, value) in enumerate((fields or {}).items(), 1)
    }
    facts = {
        "path": "post/",
        "heading": "A title",
        "language": "en-GB",
        "words": 500,
        "published": datetime(2026, 1, 2, 10, 30, tzinfo=UTC),
    }
    return Source(kind=kind, fields=found, **{**facts, **changes})


def described(kind: PageKind = PageKind.ARTICLE, /, fields: dict[str, str] | None = None, **changes) -> Metadata:
    """Return what `describe` decides about such a source on such a site."""
    return describe(source(kind, fields, **changes), site())


def manifest_with(pages, drawings, addresses, redirects=()) -> str:
    """Return the manifest of a site with these pages."""
    facts = next((meta.site for meta in pages.values()), site())
    entries = {file: partial(entry, meta) for file, meta in pages.items()}
    return "".join(manifest(facts, entries, drawings, addresses, redirects))


@lru_cache(maxsize=400)  # the pages of two sites, a megabyte each
def parsed(file: Path, changed: int) -> BeautifulSoup:
    """Return a file of HTML, parsed as a browser would; one that was written anew is read anew."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html5lib")


@dataclass(frozen=True)
class Built:
    """A built site: its folder and the address it was built for."""

    folder: Path
    url: str

    def text(self, path: str) -> str:
        """Return a file of the site as text."""
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, path: str) -> BeautifulSoup:
        """Return a page by its address under the site ("about/"), parsed as a browser would; nobody may change it."""
        file = self.folder / (f"{path}index.html" if path == "" or path.endswith("/") else path)
        return parsed(file, file.stat().st_mtime_ns)

    def pages(self) -> list[str]:
        """Return the addresses of all pages, sorted.

        What articles show in a frame below them is no page of its own, nor what leads on from an old address.
        """
        found = (path for path in self.addresses() if not path.startswith(f"{FOLDER}/"))
        return [path for path in found if not self.leads_on(path)]

    def leads_on(self, path: str) -> bool:
        """Return whether an address is an old one, whose page sends readers to the new one."""
        return 'http-equiv="refresh"' in self.text(f"{path}index.html" if path == "" or path.endswith("/") else path)

    def panels(self) -> list[str]:
        """Return the addresses of what articles show in a frame: how they share themselves."""
        return [path for path in self.addresses() if path.startswith(f"{FOLDER}/")]

    def addresses(self) -> list[str]:
        """Return the addresses of all HTML files, sorted."""
        files = (file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))
        return sorted(file.removesuffix("index.html") if file.endswith("index.html") else file for file in files)


def bare_site(folder: Path, settings: str = "") -> Path:
    """Make a site of one topic and no posts, "First topic"; return its settings, which may have further lines."""
    for name in ("authors", "images"):
        copytree(TEST_SITE.parent / "content" / name, folder / "content" / name)
    (folder / "content" / "topics").mkdir()
    topic = "Title: First topic\nSummary: x\n\nText.\n"
    (folder / "content" / "topics" / "first-topic.md").write_text(topic, encoding="utf-8")
    source = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom bare import *\n"
    made = folder / "settings.py"
    made.write_text(f"{source}PATH = {str(folder / 'content')!r}\n{settings}\n", encoding="utf-8")
    return made


def run_publishing(settings: Path, output: Path, cwd: Path = ROOT, **changes: str) -> CompletedProcess[str]:
    """Run the command behind `make html` in a process of its own."""
    return run("publishing", "html", "--settings", str(settings), "--output", str(output), cwd=cwd, **changes)


def keep_drawings(drawn: Built, folder: Path) -> None:
    """Give a project what was drawn for a build of the same content."""
    cache = drawn.folder.parent / ".cache"
    for name in ("drawings", "pictures", "fonts"):
        if (cache / name).exists():  # not every site shows its pictures in several widths
            copytree(cache / name, folder / ".cache" / name)


def publish(settings: Path, folder: Path, url: str, drawn: Built | None = None) -> Built:
    """Return a site built from `settings` for `url`; fails with the build's own words when there was a problem.

    What was drawn for another build of it, at another address, need not be drawn again.
    """
    if drawn:
        keep_drawings(drawn, folder)
    result = run_publishing(settings, folder / "output", SITEURL=url)
    assert result.returncode == 0, result.stderr
    return Built(folder / "output", url)
