"""The site's feeds: Atom, RSS 2.0 and JSON Feed, three prints of the same entries."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from social.model import Metadata, Picture, Site

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
JSON_FEED = "https://jsonfeed.org/version/1.1"

# Newest posts in a feed; full text of more would grow beyond the 1 MB that readers like to fetch.
ENTRIES = 20
# https://www.w3.org/TR/xml/#charsets
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a date of change, also of a feed without entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post in a feed: its metadata, an id that never changes, and its text as HTML with absolute addresses."""

    id: str
    meta: Metadata
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The site's posts, newest first; `id` never changes, `updated` is the newest change of any entry."""

    id: str
    site: Site
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.meta.changed for entry in self.entries if entry.meta.changed), default=NEVER)


def picture_of(meta: Metadata) -> Picture:
    """Return the picture of an entry: the text-free one, else the one that networks show."""
    return meta.picture.value or meta.share_picture.value


def xml(root: ET.Element) -> bytes:
    """Return a document with its declaration.

    Characters that XML 1.0 has no place for are left out: with a single one no reader could open the feed.
    """
    for element in root.iter():
        element.text = NO_XML.sub("", element.text or "")
        for name, value in element.items():
            element.set(name, NO_XML.sub("", value))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Return a new last child of `parent`."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def atom(feed: Feed, address: str) -> bytes:
    """Return the feed as Atom. https://www.rfc-editor.org/rfc/rfc4287"""
    ET.register_namespace("", ATOM)
    ET.register_namespace("media", MEDIA)
    site = feed.site
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": site.language})
    add(root, f"{{{ATOM}}}id", feed.id)
    add(root, f"{{{ATOM}}}title", site.name)
    add(root, f"{{{ATOM}}}subtitle", site.tagline)
    add(root, f"{{{ATOM}}}updated", feed.updated.isoformat())
    add(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=address)
    add(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=site.address(""))
    add(add(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", site.organisation)
    for entry in feed.entries:
        atom_entry(root, entry)
    return xml(root)


def atom_entry(root: ET.Element, entry: Entry) -> None:
    meta = entry.meta
    item = add(root, f"{{{ATOM}}}entry")
    add(item, f"{{{ATOM}}}id", entry.id)
    add(item, f"{{{ATOM}}}title", meta.share_title.value)
    add(item, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=meta.url.value)
    if meta.published:
        add(item, f"{{{ATOM}}}published", meta.published.isoformat())
    if meta.changed:
        add(item, f"{{{ATOM}}}updated", meta.changed.isoformat())
    for author in meta.authors.value:
        person = add(item, f"{{{ATOM}}}author")
        add(person, f"{{{ATOM}}}name", author.name)
        add(person, f"{{{ATOM}}}uri", author.url)
    for term in category_terms(meta):
        add(item, f"{{{ATOM}}}category", term=term)
    add(item, f"{{{ATOM}}}summary", meta.description.value)
    language = {"{http://www.w3.org/XML/1998/namespace}lang": meta.language}
    ET.SubElement(item, f"{{{ATOM}}}content", {"type": "html", **language}).text = entry.html
    media(item, picture_of(meta))


def media(item: ET.Element, picture: Picture) -> None:
    """Add the entry's picture as Media RSS. https://www.rssboard.org/media-rss"""
    attributes = {"url": picture.url, "medium": "image"}
    if picture.type:
        attributes["type"] = picture.type
    if picture.width and picture.height:
        attributes |= {"width": str(picture.width), "height": str(picture.height)}
    add(add(item, f"{{{MEDIA}}}content", **attributes), f"{{{MEDIA}}}description", picture.alt, type="plain")


def category_terms(meta: Metadata) -> list[str]:
    """Return the names under which a reader may file a post: its topic, then its tags, each once."""
    section = [meta.section.value.name] if meta.section.value else []
    return list(dict.fromkeys([*section, *(term.name for term in meta.tags.value)]))


def rss(feed: Feed, address: str) -> bytes:
    """Return the feed as RSS 2.0 with full text. https://www.rssboard.org/rss-specification"""
    for prefix, namespace in (("atom", ATOM), ("content", CONTENT), ("dc", DUBLIN_CORE), ("media", MEDIA)):
        ET.register_namespace(prefix, namespace)
    site = feed.site
    root = ET.Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", site.name)
    add(channel, "link", site.address(""))
    add(channel, "description", site.description)
    add(channel, "language", site.language.lower())
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=address)
    for entry in feed.entries:
        rss_item(channel, entry)
    return xml(root)


def rss_item(channel: ET.Element, entry: Entry) -> None:
    meta = entry.meta
    item = add(channel, "item")
    add(item, "title", meta.share_title.value)
    add(item, "link", meta.url.value)
    # The id is a tag: URI, which leads nowhere: readers would otherwise open it. https://www.rfc-editor.org/rfc/rfc4151
    add(item, "guid", entry.id, isPermaLink="false")
    if meta.published:
        add(item, "pubDate", format_datetime(meta.published))
    for author in meta.authors.value:
        add(item, f"{{{DUBLIN_CORE}}}creator", author.name)
    for term in category_terms(meta):
        add(item, "category", term)
    add(item, "description", meta.description.value)
    add(item, f"{{{CONTENT}}}encoded", entry.html)
    picture = picture_of(meta)
    if picture.size and picture.type:
        add(item, "enclosure", url=picture.url, length=str(picture.size), type=picture.type)
    media(item, picture)


def json_feed(feed: Feed, address: str) -> bytes:
    """Return the feed as JSON Feed 1.1. https://www.jsonfeed.org/version/1.1/"""
    site = feed.site
    document = {
        "version": JSON_FEED,
        "title": site.name,
        "description": site.description,
        "home_page_url": site.address(""),
        "feed_url": address,
        "language": site.language,
        "icon": site.logo.url,
        "authors": [{"name": site.organisation, "url": site.address("")}],
        "items": [json_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def json_item(entry: Entry) -> dict[str, object]:
    meta = entry.meta
    item = {
        "id": entry.id,
        "url": meta.url.value,
        "title": meta.share_title.value,
        "summary": meta.description.value,
        "content_html": entry.html,
        "image": picture_of(meta).url,
        "date_published": meta.published.isoformat() if meta.published else None,
        "date_modified": meta.changed.isoformat() if meta.changed else None,
        "authors": [{"name": author.name, "url": author.url} for author in meta.authors.value],
        "tags": category_terms(meta),
        "language": meta.language,
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}  # which must be there
