"""The sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from social.model import Metadata, Site

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def belongs(meta: Metadata) -> bool:
    """Return whether a page stands in the sitemap: search engines may list it, and this is its canonical address."""
    return meta.is_indexable and meta.is_original


def sitemap(pages: Iterable[Metadata]) -> bytes:
    """Return the sitemap of the pages that belong there, by address. https://www.sitemaps.org/protocol.html

    `lastmod` is the true date of the newest change or is left out: a date that is always "now" is ignored, and with it
    every other. https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap

    Translations name each other in the heads of the pages, which is enough; `xhtml:link` in here would break the
    schema, which allows of other namespaces only what it knows.
    https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd
    """
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for meta in sorted(filter(belongs, pages), key=lambda meta: meta.url.value):
        entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = meta.url.value
        if meta.changed:
            ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = meta.changed.isoformat()
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def robots(site: Site) -> str:
    """Return robots.txt: everything may be fetched, by search engines and by the crawlers of link previews alike.

    What must not be listed says `noindex` itself: a crawler that may not fetch a page cannot read that.
    https://www.rfc-editor.org/rfc/rfc9309
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.address('sitemap.xml')}\n"
