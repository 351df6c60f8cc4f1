"""Decide what a page says about itself: `describe(source, site) -> Metadata`.

One function a concept; its docstring is the ladder of fallbacks, first match wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from unicodedata import category

from social.fields import NONE_GIVEN, SITE_DEFAULT, is_sponsored, place, plain, stated, written
from social.languages import direction, og_locale
from social.model import (
    FIRST_PARAGRAPH,
    UNLISTED,
    Author,
    Metadata,
    PageKind,
    Site,
    Source,
    Sourced,
    Term,
    Visibility,
)
from social.pictures import card_of, crops_of, picture_of, share_picture_of
from social.qr import code_for
from social.text import one_line, plain_from_markdown, shorten
from social.video import video_of

# Characters; a description of our own making is cut here, a hand-written one never.
# Google shows about 150–160 on a desktop, WhatsApp one or two lines.
# https://developers.google.com/search/docs/appearance/snippet
DESCRIPTION_LENGTH = 160
# Words a minute of silent reading of non-fiction in English. Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047
READING_SPEED = 238
# Lists with fewer posts stay out of search results: an empty one says nothing, a tag with one post what the post says.
LEAST_POSTS = {PageKind.TAG: 2, PageKind.CATEGORY: 1, PageKind.AUTHOR: 1}

INDEXABLE = ("index", "follow", "max-image-preview:large", "max-snippet:-1", "max-video-preview:-1")
NOT_INDEXABLE = ("noindex", "follow")

OG_TYPES = {PageKind.ARTICLE: "article", PageKind.AUTHOR: "profile"}


def describe(source: Source, site: Site) -> Metadata:
    """Return everything that is decided about the page found as `source`. Pure: same input, same value."""
    url = canonical_of(source, site)
    title = title_of(source, site)
    description = description_of(source, site)
    picture = picture_of(source)
    authors = authors_of(source, site)
    heading = numbered(one_line(source.heading), source, site)
    robots = robots_of(source)
    reading_minutes = reading_minutes_of(source)
    is_public = source.visibility is Visibility.PUBLIC and UNLISTED.isdisjoint(robots.value)
    card = card_of(source, site, title, authors, reading_minutes) if is_public else None
    share_picture, share_drawing = share_picture_of(source, site, card)
    crops = crops_of(source, site) if is_public else {}
    code = code_for(url.value) if source.kind is PageKind.ARTICLE and is_public else None
    return Metadata(
        site=site,
        kind=source.kind,
        file=source.file,
        lines=source.lines,
        visibility=source.visibility,
        address=site.address(source.path),
        url=url,
        heading=heading,
        document_title=document_title_of(heading, source, site),
        title=title,
        description=description,
        share_description=share_description_of(source, description),
        question=stated(source, "question") or Sourced("", NONE_GIVEN),
        language=source.language,
        locale=og_locale(source.language),
        direction=direction(source.language),
        alternates=source.alternates,
        og_type=OG_TYPES.get(source.kind, "website"),
        robots=robots,
        share_picture=share_picture,
        picture=picture,
        picture_caption=plain_from_markdown(text) if (text := written(source, "image_caption")) else "",
        crops=tuple(crops.values()),
        video=video_of(source),
        card=card,
        code=site.address(code.path) if code else "",
        drawings=(*filter(None, (share_drawing, code)), *crops),
        published=source.published,
        modified=source.modified or source.published,
        changed=source.changed or source.modified or source.published,
        reviewed=source.reviewed,
        authors=authors,
        section=Sourced(source.section, place(source, "category")),
        tags=Sourced(source.tags, place(source, "tags")),
        breadcrumb=breadcrumb_of(source, site, heading),
        author=source.author,
        words=source.words,
        reading_minutes=reading_minutes,
        twitter_creator=next((author.twitter for author in authors.value if author.twitter), ""),
        fediverse_creator=next((author.fediverse for author in authors.value if author.fediverse), site.fediverse),
        share_title=Sourced(advertised(title.value, source, site), title.origin),
        share_text=share_text_of(source, site, title),
        share_texts={
            key.removeprefix("share_text_"): Sourced(advertised(own.value, source, site), own.origin)
            for key in source.fields
            if key.startswith("share_text_") and (own := stated(source, key))
        },
        hashtags=hashtags_of(source),
        campaign=campaign_of(source, site),
        sponsored=is_sponsored(source),
        definitions=source.definitions,
        interface=site.words_for(source.language),
        origins=origins_of(source),
    )


def origins_of(source: Source) -> Mapping[str, str]:
    """Return where the values come from that are found or derived in one way only, by field of Metadata."""
    date = place(source, "date")
    modified = place(source, "modified")
    profile = "content/authors/" if source.authors or source.author else NONE_GIVEN
    return {
        **dict.fromkeys(("kind", "og_type"), f"the {source.kind} page"),
        **dict.fromkeys(("file", "lines"), source.file or NONE_GIVEN),
        **dict.fromkeys(("card", "drawings"), place(source, "card", "drawn from the page’s title")),
        "crops": place(source, "image"),
        "code": place(source, "canonical", "the page’s address"),
        **dict.fromkeys(("address", "breadcrumb"), "the page’s place in the site"),
        **dict.fromkeys(("heading", "document_title"), place(source, "title", f"name of the {source.kind} page")),
        **dict.fromkeys(("language", "locale", "direction", "interface"), place(source, "lang", SITE_DEFAULT)),
        **dict.fromkeys(("words", "reading_minutes"), "the text" if source.words is not None else NONE_GIVEN),
        **dict.fromkeys(("author", "twitter_creator"), profile),
        "fediverse_creator": profile if source.authors else SITE_DEFAULT,
        "visibility": place(source, "status", place(source, "draft", "published unless said otherwise")),
        "alternates": "posts of the same slug in other languages" if source.alternates else NONE_GIVEN,
        "picture_caption": place(source, "image_caption"),
        "published": date,
        "modified": date if modified == NONE_GIVEN else modified,
        "changed": "the newest date of what the page shows",
        "reviewed": place(source, "reviewed"),
        "share_texts": "Share_Text_… of each network",
        "sponsored": place(source, "sponsored"),
        "definitions": "the text" if source.definitions else NONE_GIVEN,
    }


def numbered(text: str, source: Source, site: Site) -> str:
    """Return `text`, on the second and later pages of a list with the page's number."""
    if source.page_number == 1:
        return text
    return site.words_for(source.language).say("page_number", title=text, number=source.page_number)


def title_of(source: Source, site: Site) -> Sourced[str]:
    """1. `Share_Title`. 2. The page's title as it stands. On page N of a list with its number."""
    shared = one_line(written(source, "share_title"))
    if shared:
        return Sourced(numbered(shared, source, site), source.fields["share_title"].origin)
    origin = source.fields["title"].origin if "title" in source.fields else f"name of the {source.kind} page"
    return Sourced(numbered(one_line(source.heading) or site.name, source, site), origin)


def document_title_of(heading: str, source: Source, site: Site) -> str:
    """Return the page's title with the site's name; the home page begins with the name."""
    if source.kind is PageKind.HOME:
        return numbered(f"{site.name}: {site.tagline}", source, site)
    names_site = re.search(rf"(?<!\w){re.escape(site.name)}(?!\w)", heading)
    return heading if names_site else f"{heading} | {site.name}"


def description_of(source: Source, site: Site) -> Sourced[str]:
    """1. `Summary`. 2. The topic's or author's own. 3. The first paragraph. 4. What a list lists. 5. The site's.

    Three and four are cut at a word. The second and later pages of a list say their number, so that no two pages have
    one description.
    """
    words = site.words_for(source.language)
    found = stated(source, "summary") or plain(source.about)
    if found is None and source.first_paragraph:
        found = Sourced(shorten(source.first_paragraph, DESCRIPTION_LENGTH), FIRST_PARAGRAPH)
    if found is None and source.listed:
        names = "; ".join(map(one_line, source.listed))
        listed = words.say("list_description", title=one_line(source.heading), site=site.name, names=names)
        found = Sourced(shorten(listed, DESCRIPTION_LENGTH), "what the page lists")
    if found is None:
        found = Sourced(site.description, SITE_DEFAULT)
    if source.page_number == 1:
        return found
    return Sourced(words.say("page_description", number=source.page_number, text=found.value), found.origin)


def share_description_of(source: Source, description: Sourced[str]) -> Sourced[str]:
    """1. `Share_Description`. 2. The description."""
    return stated(source, "share_description") or description


def canonical_of(source: Source, site: Site) -> Sourced[str]:
    """1. `Canonical`, where the text was first published. 2. The page's own address; page N of a list is its own."""
    if written(source, "canonical"):
        return Sourced(written(source, "canonical"), source.fields["canonical"].origin)
    return Sourced(site.address(source.path), "the page’s address")


def robots_of(source: Source) -> Sourced[tuple[str, ...]]:
    """1. noindex for 404. 2. `Robots`. 3. noindex for drafts, hidden pages and short lists. 4. Everything.

    What `Robots` says of a draft or a hidden page counts only if that is noindex too. Beside `noindex` no directive on
    snippets or pictures makes sense, so none is added.
    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    if source.kind is PageKind.NOT_FOUND:
        return Sourced(NOT_INDEXABLE, "page not found")
    directives = tuple(word.lower() for word in comma_separated(written(source, "robots")))
    if directives and (source.visibility is Visibility.PUBLIC or not UNLISTED.isdisjoint(directives)):
        return Sourced(directives, place(source, "robots"))
    if source.visibility is not Visibility.PUBLIC:
        return Sourced(NOT_INDEXABLE, f"status {source.visibility}")
    least = LEAST_POSTS.get(source.kind, 0)
    if source.entries is not None and source.entries < least:
        few = f"fewer than {least} posts" if least > 1 else "no posts"
        return Sourced(NOT_INDEXABLE, f"{source.kind} with {few}")
    return Sourced(INDEXABLE, SITE_DEFAULT)


def reading_minutes_of(source: Source) -> int | None:
    """Return whole minutes, at least 1; None for lists."""
    return max(1, ceil(source.words / READING_SPEED)) if source.words is not None else None


def authors_of(source: Source, site: Site) -> Sourced[tuple[Author, ...]]:
    """1. `Authors`, else the site's default author, as the page names them. 2. None: lists have no author."""
    if not source.authors:
        return Sourced((), NONE_GIVEN)
    return Sourced(
        tuple(dict.fromkeys(source.authors)), place(source, "authors", place(source, "author", SITE_DEFAULT))
    )


def breadcrumb_of(source: Source, site: Site, heading: str) -> tuple[Term, ...]:
    """Return the steps from the home page to this one, both included; nothing on the home page and on 404."""
    if source.kind in (PageKind.HOME, PageKind.NOT_FOUND):
        return ()
    home = Term(name=site.name, url=site.address(""))
    return (home, *source.trail, Term(name=heading, url=site.address(source.path)))


def advertised(text: str, source: Source, site: Site) -> str:
    """Return `text`, with "Ad:" in the page's language first when the post is paid for.

    The label comes at the start, in plain words: FTC Endorsement Guides, 16 CFR 255; CAP Code section 2.
    """
    words = site.words_for(source.language)
    is_labelled = text.lower().startswith(words.say("ad_text", text="").strip().lower())
    return words.say("ad_text", text=text) if is_sponsored(source) and not is_labelled else text


def share_text_of(source: Source, site: Site, title: Sourced[str]) -> Sourced[str]:
    """1. `Share_Text`. 2. The title that networks show."""
    found = stated(source, "share_text") or title
    return Sourced(advertised(found.value, source, site), found.origin)


def hashtags_of(source: Source) -> Sourced[tuple[str, ...]]:
    """1. `Hashtags`, without the sign and without what no network allows in one. 2. None."""
    words = comma_separated(written(source, "hashtags").replace("#", ","))
    tags = dict.fromkeys("".join(filter(may_stand_in_hashtag, word)) for word in words)
    found = tuple(tag for tag in tags if tag and not tag.isdigit())
    return Sourced(found, place(source, "hashtags") if found else NONE_GIVEN)


def may_stand_in_hashtag(character: str) -> bool:
    """Return whether networks read on at a character: letters, their vowel signs and accents, digits and "_"."""
    return character.isalnum() or character == "_" or category(character).startswith("M")


def campaign_of(source: Source, site: Site) -> Sourced[str]:
    """1. `Campaign`. 2. The site's. Lower case with hyphens, since analytics tell "A" and "a" apart."""
    words = one_line(written(source, "campaign")).lower().split()
    if words:
        return Sourced("-".join(words), source.fields["campaign"].origin)
    return Sourced(site.campaign, SITE_DEFAULT)


def comma_separated(text: str) -> tuple[str, ...]:
    """Return the entries of a comma list, stripped, empty ones left out."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
