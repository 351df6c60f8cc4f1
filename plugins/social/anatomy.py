"""How a page shares itself, for its readers: what networks show of it, and each tag of its head in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from networks.head import JSON_LD, Block, Head, Link, Meta, block
from networks.rules import READERS
from networks.shown import Shown, shown

from social.drafts import Draft, drafts
from social.fields import SITE_DEFAULT
from social.head import SCRIPT, Tag, simple_tags, tags
from social.model import Metadata, Picture

FOLDER = "sharing"  # of the pages that hold what is told here, under the site
TITLE, TYPES, LANGUAGES = "title", "JSON-LD @type", "hreflang"
NAMED_BY = ("property", "name")  # attributes that name a `<meta>`


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence on tags that belong together.

    Attributes:
        keys: their names, each with the field of Metadata that its value is, "" for a fact of the whole site.
        does: what they are good for, a key of the interface’s words.
    """

    keys: tuple[tuple[str, str], ...]
    does: str


# Every tag that tells something of the page itself. What all pages say alike (charset, viewport, colours, icons, feeds)
# is no matter of sharing.
EXPLANATIONS = (
    Explanation(((TITLE, "document_title"), ("og:title", "title")), "does_title"),
    Explanation((("description", "description"), ("og:description", "share_description")), "does_description"),
    # https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls
    Explanation((("canonical", "url"), ("og:url", "url")), "does_address"),
    # https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    Explanation((("robots", "robots"),), "does_robots"),
    # https://developers.facebook.com/docs/sharing/webmasters/faq
    Explanation(
        (
            ("og:image", "share_picture"),
            ("og:image:width", "share_picture"),
            ("og:image:height", "share_picture"),
            ("og:image:type", "share_picture"),
        ),
        "does_picture",
    ),
    Explanation(
        (("og:image:alt", "share_picture"), ("twitter:image:alt", "share_picture")),
        "does_picture_alt",
    ),
    # https://ogp.me/#type_video
    Explanation(
        (
            ("og:video", "video"),
            ("og:video:secure_url", "video"),
            ("og:video:type", "video"),
            ("og:video:width", "video"),
            ("og:video:height", "video"),
        ),
        "does_video",
    ),
    # https://developer.x.com/cards/markup https://docs.discord.com/developers/link-previews/overview
    Explanation((("twitter:card", ""),), "does_card"),
    # https://ogp.me https://developers.google.com/search/docs/specialty/international/localized-versions
    Explanation(
        (
            ("og:type", "og_type"),
            ("og:site_name", ""),
            ("og:locale", "locale"),
            ("og:locale:alternate", "alternates"),
            (LANGUAGES, "alternates"),
        ),
        "does_page",
    ),
    Explanation(
        (
            ("author", "authors"),
            ("article:author", "authors"),
            ("article:published_time", "published"),
            ("article:modified_time", "modified"),
        ),
        "does_author",
    ),
    Explanation((("article:section", "section"), ("article:tag", "tags")), "does_subject"),
    Explanation(
        (
            ("twitter:label1", ""),
            ("twitter:data1", "authors"),
            ("twitter:label2", ""),
            ("twitter:data2", "reading_minutes"),
        ),
        "does_facts",
    ),
    # https://docs.joinmastodon.org/user/profile/
    Explanation(
        (("fediverse:creator", "fediverse_creator"), ("twitter:creator", "twitter_creator"), ("twitter:site", "")),
        "does_accounts",
    ),
    Explanation(((TYPES, "kind"),), "does_graph"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Tags with their values as the head has them, what they do (a key of the interface’s words), and where from."""

    lines: tuple[tuple[str, str], ...]
    does: str
    origin: str


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What the panel shows.

    Attributes:
        picture: the card; is_ours: whether it lies on this site, so that it may be loaded.
        previews: the page on the networks that the site names.
        drafts: posts about the page, for those networks to which one posts at large.
        parts: the tags of the page, those that belong together side by side.
    """

    picture: Picture
    is_ours: bool
    previews: tuple[Shown, ...]
    drafts: tuple[Draft, ...]
    parts: tuple[Part, ...]


def sharing_file(file: str) -> str:
    """Return where the page on how an article shares itself stands, by the file or the path of the article."""
    return f"{FOLDER}/{file}"


def sharing_head(meta: Metadata) -> list[Tag]:
    """Return the head of the page on how an article shares itself.

    A share of that page is one of the article. Search engines list the article alone: what names other addresses of
    the text, or says once more what it is, is left out.
    """
    title = Tag(TITLE, (), f"{meta.say('anatomy')}: {meta.heading}")
    robots = Tag("meta", (("name", "robots"), ("content", "noindex")))
    kind = Tag("meta", (("property", "og:type"), ("content", "website")))
    others = [tag for tag in simple_tags(meta) if is_of_the_share(tag)]
    return [*others[:2], title, robots, kind, *others[2:]]


def is_of_the_share(tag: Tag) -> bool:
    """Return whether a tag of an article's head is right on the page on how it shares itself too."""
    values = dict(tag.attributes)
    if tag.name == "link":
        return values["rel"] in ("icon", "apple-touch-icon")
    key = values.get("property") or values.get("name", "")
    return tag.name == "meta" and key not in ("robots", "og:type") and not key.startswith("article:")


def anatomy(meta: Metadata) -> Anatomy:
    """Return how a page shares itself, read from the very tags that its head prints."""
    found = tags(meta)
    head = head_of(found, meta)
    picture = meta.share_picture.value
    return Anatomy(
        picture=picture,
        is_ours=picture.url.startswith(meta.site.address("")),
        previews=tuple(shown(head, READERS[key]) for key in meta.site.previews),
        drafts=tuple(drafts(meta)),
        parts=tuple(parts(lines(found, head), meta)),
    )


def head_of(found: Iterable[Tag], meta: Metadata) -> Head:
    """Return the tags of a page as networks find them."""
    title, metas, links, blocks = None, list[Meta](), list[Link](), list[Block]()
    for tag in found:
        values = dict(tag.attributes)
        if tag.name == "meta":
            metas += [Meta(name, values[name], values["content"]) for name in NAMED_BY if name in values]
        elif tag.name == "link":
            links.append(link_of(values))
        elif tag.name == TITLE:
            title = tag.text if title is None else title
        elif tag.name == SCRIPT and values.get("type") == JSON_LD:
            blocks.append(block(tag.text or ""))
    return Head(
        url=meta.address,
        title=title,
        heading=meta.heading,
        language=meta.language,
        metas=tuple(metas),
        links=tuple(links),
        blocks=tuple(blocks),
    )


def link_of(values: Mapping[str, str]) -> Link:
    """Return a `<link>` by its attributes."""
    return Link(
        rel=tuple(values["rel"].split()),
        href=values["href"],
        type=values.get("type", ""),
        sizes=values.get("sizes", ""),
        hreflang=values.get("hreflang", ""),
        title=values.get("title", ""),
    )


def lines(found: Iterable[Tag], head: Head) -> Iterator[tuple[str, str]]:
    """Yield name and value of each tag, in the order of the head."""
    for tag in found:
        values = dict(tag.attributes)
        if tag.name == TITLE:
            yield TITLE, tag.text or ""
        elif tag.name == "meta":
            yield values.get("property") or values.get("name", ""), values.get("content", "")
        elif tag.name == "link":
            language = values.get("hreflang")
            yield (LANGUAGES, f"{language} {values['href']}") if language else (values["rel"], values["href"])
    for found_block in head.blocks:
        yield TYPES, types(found_block)


def types(found: Block) -> str:
    """Return the types of the nodes of our one graph, in order."""
    graph = found.data["@graph"] if isinstance(found.data, dict) else []
    return ", ".join(node["@type"] for node in graph)


def parts(found: Iterable[tuple[str, str]], meta: Metadata) -> Iterator[Part]:
    """Yield the tags of a page with what is to be said of them, in the order of the table."""
    named: dict[str, list[tuple[str, str]]] = {}
    for line in found:
        named.setdefault(line[0], []).append(line)
    for explanation in EXPLANATIONS:
        own = [(line, field) for key, field in explanation.keys for line in named.get(key, ())]
        if own:
            origins = dict.fromkeys(origin(field, meta) for _, field in own)
            yield Part(tuple(line for line, _ in own), explanation.does, "; ".join(origins))


def origin(field: str, meta: Metadata) -> str:
    """Return where the value of a field came from."""
    return meta.origin(field) if field else SITE_DEFAULT
