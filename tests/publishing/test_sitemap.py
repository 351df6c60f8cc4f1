"""The sitemap lists what search engines may list, each page under its one address."""

from datetime import UTC, datetime, timedelta, timezone
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from factories import BLOG, described, site
from publishing.sitemap import SITEMAP, belongs, robots, sitemap
from social.model import Alternate, PageKind, Visibility

NAMESPACES = {"s": SITEMAP}


def entries(*pages) -> list[ET.Element]:
    """Return the entries of a sitemap of these pages."""
    return ET.fromstring(sitemap(pages)).findall("s:url", NAMESPACES)


def test_the_form():
    """The file is UTF-8 XML in the namespace of sitemaps."""
    document = sitemap([described(path="a/")])
    root = ET.fromstring(document)

    assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=")
    assert document.endswith(b"</urlset>\n")
    assert root.tag == f"{{{SITEMAP}}}urlset"
    assert [child.tag for child in root[0]] == [f"{{{SITEMAP}}}loc", f"{{{SITEMAP}}}lastmod"]


def test_an_empty_sitemap():
    """A site without pages has a sitemap without entries."""
    assert entries() == []


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        # kinds
        (described(), True),
        (described(PageKind.HOME, path=""), True),
        (described(PageKind.PAGE, path="about/"), True),
        (described(PageKind.CATEGORY, path="topics/a/", entries=1), True),
        (described(PageKind.CATEGORY, path="topics/a/page/2/", page_number=2, entries=20), True),
        (described(PageKind.AUTHOR, path="authors/a/", entries=1), True),
        (described(PageKind.TAG, path="tags/a/", entries=2), True),
        (described(PageKind.TAG, path="tags/a/", entries=1), False),
        (described(PageKind.NOT_FOUND, path="404.html"), False),
        # visibility
        (described(visibility=Visibility.HIDDEN), False),
        (described(visibility=Visibility.DRAFT), False),
        # robots
        (described(fields={"robots": "noindex"}), False),
        (described(fields={"robots": "nofollow, NOINDEX"}), False),
        (described(fields={"robots": "none"}), False),
        (described(fields={"robots": "nofollow"}), True),
        (described(fields={"robots": "noimageindex"}), True),
        # canonical
        (described(fields={"canonical": "https://example.net/original/"}), False),
        (described(fields={"canonical": f"{BLOG}/post/"}), True),
    ],
)
def test_who_belongs(page, listed):
    """Only indexable pages under their canonical address are listed."""
    assert belongs(page) is listed
    assert len(entries(page)) == listed


def test_order():
    """Entries come by address, in whatever order the pages were printed."""
    paths = ["", "a/", "a/page/2/", "b/", "é/"]
    found = entries(*(described(path=path) for path in reversed(paths)))

    assert [entry.findtext("s:loc", namespaces=NAMESPACES) for entry in found] == [f"{BLOG}/{path}" for path in paths]


@pytest.mark.parametrize(
    ("dates", "lastmod"),
    [
        ({}, "2026-01-02T10:30:00+00:00"),
        ({"modified": datetime(2026, 2, 3, tzinfo=UTC)}, "2026-02-03T00:00:00+00:00"),
        ({"modified": datetime(2026, 2, 3, 9, tzinfo=timezone(timedelta(hours=1)))}, "2026-02-03T09:00:00+01:00"),
        ({"published": None, "changed": datetime(2026, 3, 4, tzinfo=UTC)}, "2026-03-04T00:00:00+00:00"),
        ({"published": None}, None),
    ],
    ids=["published", "modified", "with an offset", "a list's newest change", "unknown"],
)
def test_lastmod(dates, lastmod):
    """The date is the newest change with its offset; unknown, it is left out and never today's."""
    (entry,) = entries(described(**dates))

    assert entry.findtext("s:lastmod", namespaces=NAMESPACES) == lastmod


def test_nothing_of_other_namespaces():
    """Translations name each other in their heads: the sitemap holds what its schema knows, and nothing else."""
    versions = {"en-GB": f"{BLOG}/post/", "fr": f"{BLOG}/fr/post/", "x-default": f"{BLOG}/post/"}
    alternates = tuple(Alternate(language=language, url=url) for language, url in versions.items())
    (entry,) = entries(described(alternates=alternates))

    assert {element.tag for element in entry.iter()} == {f"{{{SITEMAP}}}{name}" for name in ("url", "loc", "lastmod")}


@pytest.mark.parametrize("path", ["a&b/", "<a>/", "a'b\"c/", "é/", "a]]>b/", "&amp;/"])
def test_addresses_are_escaped(path):
    """Whatever stands in an address is read back as it was."""
    (entry,) = entries(described(path=path))

    assert entry.findtext("s:loc", namespaces=NAMESPACES) == f"{BLOG}/{path}"


@pytest.mark.parametrize("agent", ["Googlebot", "facebookexternalhit", "Twitterbot", "GPTBot"])
def test_robots(agent):
    """Everybody may fetch everything, and finds the sitemap under its absolute address."""
    parser = RobotFileParser()
    parser.parse(robots(site()).splitlines())

    assert parser.can_fetch(agent, f"{BLOG}/post/")
    assert parser.can_fetch(agent, f"{BLOG}/images/a.png")
    assert parser.site_maps() == [f"{BLOG}/sitemap.xml"]
