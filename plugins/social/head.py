"""The head of a page as a list of tags, and the list as HTML.

The order is what crawlers need: charset, title, canonical, then what networks read, JSON-LD last; everything stands
before the theme's styles, because some crawlers read only the first 32 KB.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from social.json_ld import json_ld
from social.languages import og_locale
from social.model import Metadata, PageKind, Picture, Video

# Inside <script> a JSON text must hold neither "</script" nor "<!--": these three never stand there as themselves.
# https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
SCRIPT_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
SCRIPT = "script"
BETWEEN = "\0"  # of values that are escaped together: no text has a place for it, and escaping leaves it alone
ATTRIBUTE, TAG, WITH_TEXT = Markup(' {}="%s"'), Markup("<{}{}>"), Markup("<{0}{1}>%s</{0}>")


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the head: attributes in order, and the text inside where the element has any."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str | None = None


def named(name: str, content: str | None) -> Tag | None:
    """Return `<meta name>`; for twitter:*, fediverse:* and everything that is not Open Graph."""
    return Tag("meta", (("name", name), ("content", content))) if content else None


def graph(name: str, content: str | None) -> Tag | None:
    """Return `<meta property>`; Signal and Synapse read og:* from no other attribute."""
    return Tag("meta", (("property", name), ("content", content))) if content else None


def link(rel: str, href: str, **attributes: str) -> Tag:
    """Return `<link>`, without the attributes that are empty."""
    more = tuple((key, value) for key, value in attributes.items() if value)
    return Tag("link", (("rel", rel), *more, ("href", href)))


def tags(meta: Metadata) -> list[Tag]:
    """Return the tags of a page's head in the order in which they are printed."""
    return [*simple_tags(meta), Tag(SCRIPT, (("type", "application/ld+json"),), as_script(json_ld(meta)))]


def simple_tags(meta: Metadata) -> list[Tag]:
    """Return the tags of a page's head without the graph that follows them."""
    return [tag for tag in all_tags(meta) if tag is not None]


def all_tags(meta: Metadata) -> Iterator[Tag | None]:
    """Yield every tag that any page has before its graph, None in the place of one that this page has not."""
    site = meta.site
    yield Tag("meta", (("charset", "utf-8"),))
    yield named("viewport", "width=device-width, initial-scale=1")
    yield Tag("title", (), meta.document_title)
    yield link("canonical", meta.url.value)
    yield named("description", meta.description.value)
    yield named("author", ", ".join(author.name for author in meta.authors.value))
    yield named("robots", ", ".join(meta.robots.value))
    for alternate in meta.alternates:
        yield link("alternate", alternate.url, hreflang=alternate.language)
    # Open Graph. https://ogp.me
    yield graph("og:title", meta.title.value)
    yield graph("og:type", meta.og_type)
    yield graph("og:url", meta.url.value)
    yield graph("og:description", meta.share_description.value)
    yield graph("og:site_name", site.name)
    yield graph("og:locale", meta.locale)
    for locale in other_locales(meta):
        yield graph("og:locale:alternate", locale)
    yield from picture_tags(meta.share_picture.value)
    yield from video_tags(meta.video.value)
    if meta.kind is PageKind.ARTICLE:
        yield graph("article:published_time", meta.published.isoformat() if meta.published else None)
        yield graph("article:modified_time", meta.modified.isoformat() if meta.modified else None)
        for author in meta.authors.value:
            yield graph("article:author", author.url)
        yield graph("article:section", meta.section.value.name if meta.section.value else None)
        for term in meta.tags.value:
            yield graph("article:tag", term.name)
    if meta.kind is PageKind.AUTHOR and meta.author:
        yield graph("profile:username", meta.author.twitter.removeprefix("@"))
    # X and Slack: only what has no equivalent above. https://developer.x.com/cards/markup
    yield named("twitter:card", "summary_large_image")
    yield named("twitter:site", site.twitter)
    yield named("twitter:creator", meta.twitter_creator)
    yield named("twitter:image:alt", meta.share_picture.value.alt)
    # Slack shows two facts under a preview.
    if meta.kind is PageKind.ARTICLE:
        yield named("twitter:label1", meta.say("written_by_label"))
        yield named("twitter:data1", ", ".join(author.name for author in meta.authors.value) or site.name)
        yield named("twitter:label2", meta.say("reading_time"))
        yield named("twitter:data2", meta.say("reading_time_minutes", count=meta.reading_minutes))
    # The author's byline on Mastodon. https://docs.joinmastodon.org/user/profile/
    yield named("fediverse:creator", meta.fediverse_creator)
    for feed in site.feeds:
        yield link("alternate", feed.url, type=feed.type, title=feed.title)
    for icon in site.icons:
        yield link(icon.rel, icon.url, type=icon.type, sizes=icon.sizes)
    # The light colour stands last: Discord takes the last one. https://docs.discord.com/developers/link-previews/overview
    light, dark = site.theme_colours
    yield theme_colour(dark, "(prefers-color-scheme: dark)")
    yield theme_colour(light, "(prefers-color-scheme: light)")


def other_locales(meta: Metadata) -> list[str]:
    """Return the Open Graph locales of the page's other languages, each once."""
    others = (og_locale(alternate.language) for alternate in meta.alternates if alternate.language != "x-default")
    return [locale for locale in dict.fromkeys(others) if locale != meta.locale]


def picture_tags(picture: Picture) -> Iterator[Tag | None]:
    """Yield the one `og:image` and, directly after it, what belongs to it.

    With width and height Facebook shows it on the very first share.
    https://developers.facebook.com/docs/sharing/webmasters/faq
    """
    yield graph("og:image", picture.url)
    yield graph("og:image:width", str(picture.width) if picture.width else None)
    yield graph("og:image:height", str(picture.height) if picture.height else None)
    yield graph("og:image:type", picture.type)
    yield graph("og:image:alt", picture.alt)


def video_tags(video: Video | None) -> Iterator[Tag | None]:
    """Yield the one `og:video` and, directly after it, what belongs to it. https://ogp.me/#structured"""
    if video is None:
        return
    yield graph("og:video", video.url)
    yield graph("og:video:secure_url", video.url if video.url.startswith("https://") else None)
    yield graph("og:video:type", video.type)
    yield graph("og:video:width", str(video.width) if video.width else None)
    yield graph("og:video:height", str(video.height) if video.height else None)


def theme_colour(colour: str, media: str) -> Tag:
    """Return the colour of the browser's own frame in one colour scheme."""
    return Tag("meta", (("name", "theme-color"), ("media", media), ("content", colour)))


def as_script(data: object) -> str:
    """Return JSON that no HTML parser mistakes for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, written in SCRIPT_ESCAPES:
        text = text.replace(character, written)
    return text


def render(head: Iterable[Tag]) -> Markup:
    """Return the tags as HTML, a line each; every value is escaped here and nowhere else."""
    found = list(head)
    values, scripts = list[str](), list[tuple[int, str]]()
    for tag in found:
        values += [value for _, value in tag.attributes]
        if tag.text is not None:
            if tag.name == SCRIPT:
                scripts.append((len(values), tag.text))
            values.append("" if tag.name == SCRIPT else tag.text)
    written = escaped(values)
    for place, text in scripts:  # an HTML parser reads the text of a script as it stands
        written[place] = text
    lines = [line(tag.name, tuple([key for key, _ in tag.attributes]), tag.text is not None) for tag in found]
    return Markup("\n".join(lines) % tuple(written))  # noqa: S704


def escaped(texts: list[str]) -> list[str]:
    """Return texts as they may stand in HTML: all in one go, since a call takes as long as many letters."""
    found = str(escape(BETWEEN.join(texts))).split(BETWEEN)
    return found if len(found) == len(texts) else [str(escape(text)) for text in texts]


@cache
def line(name: str, keys: tuple[str, ...], has_text: bool) -> str:  # noqa: FBT001 (remembered by place)
    """Return how a tag is written, with %s for each of its values and for its text."""
    attributes = Markup().join(map(ATTRIBUTE.format, keys))
    return str((WITH_TEXT if has_text else TAG).format(name, attributes))
