"""The page as one JSON-LD graph, its nodes joined by `@id`.

One `@graph`, because Mastodon takes a headline from NewsArticle and WebPage objects at the top level and would then
prefer it to Open Graph; inside a graph it falls back to Open Graph, which is what we say everywhere else.
https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb
Only what the page shows is said: https://developers.google.com/search/docs/appearance/structured-data/sd-policies
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from social.model import Author, Definition, Metadata, PageKind, Picture, Site, Video

Node = dict[str, Any]

LISTS = (PageKind.CATEGORY, PageKind.TAG, PageKind.ARCHIVES, PageKind.CATEGORIES, PageKind.TAGS, PageKind.AUTHORS)
PAGE_TYPES: Mapping[PageKind, str] = {PageKind.AUTHOR: "ProfilePage"} | dict.fromkeys(LISTS, "CollectionPage")


def json_ld(meta: Metadata) -> Node:
    """Return the graph of a page: site, organisation, page and what the page is about."""
    nodes = [website(meta.site), organisation(meta.site), webpage(meta)]
    if meta.breadcrumb:
        nodes.append(breadcrumb(meta))
    if meta.kind is PageKind.ARTICLE:
        nodes.append(article(meta))
        nodes += [author_node(author, meta.site) for author in meta.authors.value]
    if meta.video.value:
        nodes.append(video_node(meta.video.value, meta))
    if meta.author:
        nodes.append(author_node(meta.author, meta.site))
    if meta.definitions:
        nodes.append(term_set(meta))
    return {"@context": "https://schema.org", "@graph": [without_empty(node) for node in nodes]}


def without_empty(node: Node) -> Node:
    """Return the node without properties that have nothing to say."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def refer(identifier: str) -> Node:
    """Return a reference to a node that stands in the same graph."""
    return {"@id": identifier}


def site_id(site: Site, name: str) -> str:
    """Return the identifier of a node that all pages share."""
    return f"{site.url}/#{name}"


def page_id(meta: Metadata, name: str) -> str:
    """Return the identifier of a node of this page."""
    return f"{meta.address}#{name}"


def author_id(author: Author) -> str:
    """Return the identifier of an author, the same on every page."""
    return f"{author.url}#author"


def website(site: Site) -> Node:
    """Return the site; the home page's copy of it gives Google the site's name."""
    return {
        "@type": "WebSite",
        "@id": site_id(site, "website"),
        "url": site.address(""),
        "name": site.name,
        "description": site.tagline,
        "inLanguage": site.language,
        "publisher": refer(site_id(site, "org")),
    }


def organisation(site: Site) -> Node:
    """Return who publishes the site."""
    return {
        "@type": "Organization",
        "@id": site_id(site, "org"),
        "name": site.organisation,
        "url": site.address(""),
        "description": site.description,
        "email": site.email,
        "logo": image(site.logo),
        "sameAs": list(site.same_as),
    }


def image(picture: Picture) -> Node:
    """Return a picture with what was measured of it."""
    return without_empty(
        {
            "@type": "ImageObject",
            "url": picture.url,
            "contentUrl": picture.url,
            "width": picture.width,
            "height": picture.height,
            "encodingFormat": picture.type,
            "caption": picture.alt,
        }
    )


def webpage(meta: Metadata) -> Node:
    """Return the page itself."""
    return {
        "@type": PAGE_TYPES.get(meta.kind, "WebPage"),
        "@id": page_id(meta, "webpage"),
        "url": meta.url.value,
        "name": meta.title.value,
        "description": meta.description.value,
        "inLanguage": meta.language,
        "isPartOf": refer(site_id(meta.site, "website")),
        "datePublished": meta.published.isoformat() if meta.published else None,
        "dateModified": meta.modified.isoformat() if meta.modified else None,
        # A property of web pages alone: https://schema.org/lastReviewed
        "lastReviewed": meta.reviewed.isoformat() if meta.reviewed else None,
        "primaryImageOfPage": image(meta.picture.value) if meta.picture.value else None,
        "breadcrumb": refer(page_id(meta, "breadcrumb")) if meta.breadcrumb else None,
        "about": refer(site_id(meta.site, "org")) if meta.kind is PageKind.HOME else None,
        "mainEntity": main_entity(meta),
    }


def main_entity(meta: Metadata) -> Node | None:
    """Return what the page is about: its article, its glossary, its author, or nothing."""
    if meta.kind is PageKind.ARTICLE:
        return refer(page_id(meta, "article"))
    if meta.definitions:
        return refer(page_id(meta, "glossary"))
    return refer(author_id(meta.author)) if meta.author else None


def breadcrumb(meta: Metadata) -> Node:
    """Return the way from the home page to this one."""
    return {
        "@type": "BreadcrumbList",
        "@id": page_id(meta, "breadcrumb"),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.name, "item": step.url}
            for position, step in enumerate(meta.breadcrumb, start=1)
        ],
    }


def article(meta: Metadata) -> Node:
    """Return the post. https://developers.google.com/search/docs/appearance/structured-data/article"""
    return {
        "@type": "BlogPosting",
        "@id": page_id(meta, "article"),
        "url": meta.url.value,
        "mainEntityOfPage": refer(page_id(meta, "webpage")),
        "isPartOf": refer(page_id(meta, "webpage")),
        "headline": meta.title.value,
        "description": meta.description.value,
        "image": [image(crop) for crop in meta.crops] or (image(meta.picture.value) if meta.picture.value else None),
        "video": refer(page_id(meta, "video")) if meta.video.value else None,
        "datePublished": meta.published.isoformat() if meta.published else None,
        "dateModified": meta.modified.isoformat() if meta.modified else None,
        "author": [refer(author_id(author)) for author in meta.authors.value],
        "publisher": refer(site_id(meta.site, "org")),
        "articleSection": meta.section.value.name if meta.section.value else None,
        "keywords": [term.name for term in meta.tags.value],
        "wordCount": meta.words,
        "inLanguage": meta.language,
    }


def video_node(video: Video, meta: Metadata) -> Node:
    """Return the video. https://developers.google.com/search/docs/appearance/structured-data/video"""
    pictures = meta.crops or ((meta.picture.value,) if meta.picture.value else ())
    return {
        "@type": "VideoObject",
        "@id": page_id(meta, "video"),
        "name": meta.title.value,
        "description": meta.description.value,
        "thumbnailUrl": [picture.url for picture in pictures],
        "uploadDate": video.published.isoformat() if video.published else None,
        "duration": duration(video.seconds) if video.seconds else None,
        "embedUrl": video.url if video.network else None,
        "contentUrl": None if video.network else video.url,
        "width": video.width,
        "height": video.height,
        "isPartOf": refer(page_id(meta, "webpage")),
        "inLanguage": meta.language,
    }


def duration(seconds: int) -> str:
    """Return a length as ISO 8601 has it: "PT1H4M35S"."""
    minutes, rest = divmod(seconds, 60)
    parts = zip((*divmod(minutes, 60), rest), "HMS", strict=True)
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)


def author_node(author: Author, site: Site) -> Node:
    """Return an author; a team is one of ours, of a person we do not know for whom they work."""
    return {
        "@type": author.kind,
        "@id": author_id(author),
        "name": author.name,
        "url": author.url,
        "description": author.description,
        "sameAs": list(author.same_as),
        "parentOrganization": refer(site_id(site, "org")) if author.kind == "Organization" else None,
    }


def term_set(meta: Metadata) -> Node:
    """Return the glossary. https://schema.org/DefinedTermSet; Google has no result of its own for it."""
    return {
        "@type": "DefinedTermSet",
        "@id": page_id(meta, "glossary"),
        "url": meta.url.value,
        "name": meta.title.value,
        "inLanguage": meta.language,
        "isPartOf": refer(page_id(meta, "webpage")),
        "hasDefinedTerm": [term(word, meta) for word in meta.definitions],
    }


def term(word: Definition, meta: Metadata) -> Node:
    """Return a word of the glossary. https://schema.org/DefinedTerm

    It has no identifier: under its own id on the page it might be taken for the page or the breadcrumb. It stands
    inside its set: references from each to that would weigh a quarter as much as all words together.
    """
    return without_empty(
        {
            "@type": "DefinedTerm",
            "name": word.name,
            "alternateName": list(word.others),
            "description": word.meaning,
            "url": page_id(meta, quote(word.fragment)),
        }
    )
