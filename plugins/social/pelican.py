"""Pelican's side of social: read settings and pages into Site and Source, offer the results to templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from logging import LogRecord
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from networks.rules import READERS
from pelican import signals
from pelican.contents import Article, Content
from pelican.generators import Generator
from pelican.urlwrappers import URLWrapper
from pelican.utils import set_date_tzinfo
from reuse.digests import UnknownError, fingerprint
from reuse.store import SETTING as STORE
from reuse.store import VERSION, Store, hashed
from reuse.trace import note
from reuse.workers import heard, spread, tell_again
from words.tables import Phrase, Spoken, TableError, Words, in_language, primary, read_tables
from writing.checks import is_written
from writing.front_matter import as_list
from writing.glossaries import TEMPLATE as GLOSSARY
from writing.paths import base_path, is_elsewhere
from writing.pictures import digest, keep_measures, measure
from writing.problems import Problem, SettingError, log_advice, log_problem, nearest, shown
from writing.values import canonical
from writing.video import FILES, embed_of

from social.advice import advice
from social.anatomy import Anatomy, anatomy, sharing_file, sharing_head
from social.card.colours import parse
from social.card.design import SVG, Brand, font_files
from social.card.layouts import LAYOUTS
from social.card.studio import Studio
from social.definitions import definitions
from social.follow import profiles
from social.frame import Frame
from social.head import render, tags
from social.languages import direction, language_name, long_date
from social.metadata import describe
from social.model import (
    UNLISTED,
    Alternate,
    Author,
    CardDesign,
    FeedLink,
    Icon,
    LocalFile,
    Metadata,
    PageKind,
    Picture,
    Site,
    Source,
    Sourced,
    Term,
    Video,
    Visibility,
)
from social.networks import NETWORKS, ShareLink, share_links
from social.states import face_of, state_of
from social.text import count_words, first_paragraph, one_line, plain_from_html, plain_from_markdown

if TYPE_CHECKING:  # imports all that draws, which most builds do without
    from social.card.drawing import Artist

# Lists that are made of a template alone, by the setting that says where they are written.
DIRECT_PAGES = {
    "INDEX_SAVE_AS": PageKind.HOME,
    "ARCHIVES_SAVE_AS": PageKind.ARCHIVES,
    "CATEGORIES_SAVE_AS": PageKind.CATEGORIES,
    "TAGS_SAVE_AS": PageKind.TAGS,
    "AUTHORS_SAVE_AS": PageKind.AUTHORS,
    "404_SAVE_AS": PageKind.NOT_FOUND,
}
DIRECT_DEFAULTS = {"INDEX_SAVE_AS": "index.html", "404_SAVE_AS": "404.html"}
# Interface words that are the title of a list.
HEADINGS = {
    PageKind.ARCHIVES: "archives",
    PageKind.CATEGORIES: "topics",
    PageKind.TAGS: "tags",
    PageKind.AUTHORS: "authors",
    PageKind.NOT_FOUND: "not_found",
}
# Under these names Pelican tells a template whose list it prints.
TERMS = {"category": PageKind.CATEGORY, "tag": PageKind.TAG, "author": PageKind.AUTHOR}
# What stands above a term's page in the breadcrumb.
LISTS_OF_TERMS = {
    PageKind.CATEGORY: (PageKind.CATEGORIES, "CATEGORIES_URL"),
    PageKind.TAG: (PageKind.TAGS, "TAGS_URL"),
    PageKind.AUTHOR: (PageKind.AUTHORS, "AUTHORS_URL"),
}

DESCRIBED = "described"  # section of the store
# Kinds of questions that a page asks: all of a post or page, what others may show of it, what there is to list.
STATE, FACE, LIST = "state", "face", "list"
SHARE_TEXT = "share_text_"  # begins the keys of the front matter that are for one network each
# What publishing/icons.py makes, as pages announce it: rel, address, media type, sizes. Google lists no SVG among
# favicons, and Chrome would take it for every size without one for the other; Signal and iMessage use the touch icon.
ICONS = (
    ("icon", "favicon.ico", "", "32x32"),
    ("icon", "icon.svg", "image/svg+xml", ""),
    ("apple-touch-icon", "apple-touch-icon.png", "", ""),
    ("manifest", "site.webmanifest", "", ""),
)


def read_studio(settings: Mapping[str, Any]) -> Studio:
    """Return what it takes to draw the cards: the brand's colours, logo, artwork and fonts.

    Raises SettingError where a setting names something that does not exist or cannot be used.
    """
    brand, content = settings["BRAND"], Path(settings["PATH"])
    family = brand["fonts"]["heading"].partition(",")[0].strip(" \"'")
    upright = [face for face in brand["fonts"]["faces"] if face["family"] == family and face["style"] == "normal"]
    own = [Path(brand["fonts"]["folder"], face["file"]) for face in upright]
    if missing := [file for file in [*own, content / brand["logo"]] if not file.is_file()]:
        raise SettingError(f"BRAND names a file that is not there: {missing[0]}")
    if not own:
        raise SettingError(f'BRAND: "faces" of the fonts has no upright file for the heading font "{family}"')
    artwork = Path(settings["CARD_ARTWORK"])
    motifs = (artwork / f"{layout.artwork}{SVG}" for layout in LAYOUTS.values() if layout.artwork)
    if missing := [file for file in motifs if not file.is_file()]:
        raise SettingError(f"CARD_ARTWORK: there is no {missing[0]}")
    others = font_files(map(Path, settings["CARD_FONTS"]))
    files = (*((file, family) for file in own), *((file, file.name) for file in others))
    try:
        colours = {name: parse(text) for name, text in brand["colours"]["light"].items()}
        found = Brand(colours, content / brand["logo"], artwork)
        studio = Studio(found, files, content, Path(settings["CACHE_PATH"], "fonts"))
        studio.check_logo()
    except (ValueError, OSError) as error:
        raise SettingError(f"BRAND: {error}") from error
    return studio


def read_artist(settings: Mapping[str, Any]) -> Artist:
    """Return what draws the cards. Raises SettingError as `read_studio` does."""
    return read_studio(settings).artist


def read_site(settings: Mapping[str, Any], cards: CardDesign) -> Site:
    """Return the facts that all pages share.

    Raises SettingError where a setting names something that does not exist.
    """
    url = settings["SITEURL"].rstrip("/")
    organisation = settings["ORGANISATION"]
    colours = settings["BRAND"]["colours"]
    for name, known in (("SHARE_NETWORKS", NETWORKS), ("SHARE_PREVIEWS", READERS)):
        if unknown := [key for key in settings[name] if key not in known]:
            raise SettingError(f"{name}: {unknown[0]!r} is not known; known are {', '.join(known)}")
    return Site(
        url=url,
        name=settings["SITENAME"],
        tagline=settings["SITESUBTITLE"],
        language=canonical(settings["DEFAULT_LANG"]),
        organisation=organisation["name"],
        description=organisation["description"],
        email=organisation["email"],
        logo=site_picture(organisation["logo"], f"Logo of {organisation['name']}", settings),
        share_picture=site_picture(settings["SHARE_IMAGE"], settings["SHARE_IMAGE_ALT"], settings),
        cards=cards,
        same_as=tuple(settings["SOCIAL_PROFILES"]),
        twitter=settings["TWITTER_SITE"],
        fediverse=settings["FEDIVERSE_CREATOR"],
        feeds=tuple(
            FeedLink(title=f"{settings['SITENAME']}: {title}", url=f"{url}/{path}", type=kind)
            for title, path, kind in settings["FEED_PATHS"]
        ),
        icons=tuple(Icon(rel=rel, url=f"{base_path(url)}/{path}", type=t, sizes=s) for rel, path, t, s in ICONS),
        theme_colours=(colours["light"]["paper"], colours["dark"]["paper"]),
        networks=tuple(settings["SHARE_NETWORKS"]),
        previews=tuple(settings["SHARE_PREVIEWS"]),
        campaign=settings["SHARE_CAMPAIGN"],
        words=read_words(settings),
    )


def read_words(settings: Mapping[str, Any]) -> Mapping[str, Words]:
    """Return what the interface says in each language. Raises SettingError where a table cannot be used."""
    try:
        return read_tables(Path(settings["WORDS"]))
    except TableError as error:
        raise SettingError(f"WORDS: {error}") from error


def site_picture(path: str, alt: str, settings: Mapping[str, Any]) -> Picture:
    """Return a picture that the settings name by its path in the content folder. Raises SettingError if it is none."""
    file = Path(settings["PATH"], path)
    if not file.is_file() or measure(file) is None:
        raise SettingError(f"the settings name the picture {path!r}, but {file} is no picture")
    return local_picture(path, alt, settings)


def local_picture(path: str, alt: str, settings: Mapping[str, Any]) -> Picture:
    """Return a picture of the content folder, measured; without measures when it cannot be opened."""
    file = Path(settings["PATH"], path)
    measured = measure(file)
    url = f"{settings['SITEURL'].rstrip('/')}/{quote(path)}"
    found = LocalFile(path, digest(file))
    if measured is None:
        return Picture(url=url, alt=alt, file=found)
    return Picture(
        url=url,
        alt=alt,
        width=measured.width,
        height=measured.height,
        type=measured.type,
        size=measured.size,
        file=found,
    )


class Describer:
    """What one build knows of its pages: each is described once, however often it is asked for.

    Attributes:
        published: the metadata of every page whose head has been printed, by output file, in printing order.
        studio: draws what that metadata asks for.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        keep_measures(settings.get(STORE))
        self.studio = read_studio(settings)
        self.site = read_site(settings, self.studio.design)
        self.words = self.site.words_for(self.site.language)
        self.published: dict[str, Metadata] = {}
        self.store: Store | None = settings.get(STORE)
        self.version = hashed(settings.get(VERSION), fingerprint(self.site, digest_of_cards)) if self.store else ""
        self._contents: dict[int, Metadata] = {}
        self._listed: dict[int, Metadata] = {}
        self._states: dict[int, str] = {}
        self._faces: dict[int, str] = {}
        self._newest: dict[int, tuple[list[Content], datetime | None]] = {}

    def page(self, context: Mapping[str, Any]) -> Metadata:
        """Return the metadata of the page that a template is rendering."""
        output_file = context["output_file"]
        content = context.get("article") or context.get("page")
        if content:
            note(STATE, content.source_path)
        else:
            note(LIST, output_file)
        if output_file not in self.published:
            self.published[output_file] = (
                self.content(content, context) if content else self.described(self.list_source(context), output_file)
            )
        return self.published[output_file]

    def content(self, content: Content, context: Mapping[str, Any]) -> Metadata:
        """Return the metadata of a post or page."""
        note(FACE, content.source_path)
        if id(content) not in self._contents:
            self.describe_all([content], context)
        return self._contents[id(content)]

    def elsewhere(self, content: Content, context: Mapping[str, Any]) -> Metadata:
        """Return the metadata of a post or page as others may show it: without what changes with every word of it."""
        meta = self.content(content, context)
        if id(content) not in self._listed:
            self._listed[id(content)] = replace(meta, words=None)
        return self._listed[id(content)]

    def describe_all(self, contents: Iterable[Content], context: Mapping[str, Any]) -> None:
        """Describe posts and pages, on all cores: those whose metadata is not kept from an earlier build."""
        wanted = [content for content in contents if id(content) not in self._contents]
        missing = [content for content in wanted if not self.is_kept(content, context)]

        def work(content: Content) -> tuple[Metadata, list[LogRecord]]:
            with heard() as records:
                meta = self.described(self.content_source(content, context), content.source_path)
            return alone(meta), records

        for content, (meta, records) in zip(missing, spread(work, missing), strict=True):
            key = self.key(content, context)
            if key and self.store:
                self._faces[id(content)] = face_of(content, fingerprint(replace(meta, words=None)))
                if all(map(is_advice, records)):
                    self.store.put(DESCRIBED, key, (meta, records, self._faces[id(content)]))
            self.take(content, meta, records)

    def is_kept(self, content: Content, context: Mapping[str, Any]) -> bool:
        """Return whether a post's or page's metadata was kept from an earlier build; it is taken from there then."""
        key = self.key(content, context)
        kept = self.store.get(DESCRIBED, key) if self.store and key else None
        if kept is None:
            return False
        meta, records, self._faces[id(content)] = kept
        self.take(content, meta, records)
        return True

    def take(self, content: Content, meta: Metadata, records: Iterable[LogRecord]) -> None:
        """Know the metadata of a post or page, and tell what was told about it."""
        self._contents[id(content)] = self.completed(meta)
        tell_again(records)

    def completed(self, meta: Metadata) -> Metadata:
        """Return metadata with what all pages share."""
        object.__setattr__(meta, "site", self.site)
        object.__setattr__(meta, "interface", self.site.words_for(meta.language))
        return meta

    def key(self, content: Content, context: Mapping[str, Any]) -> str:
        """Return under which key a post's or page's metadata is kept, "" where it cannot be."""
        try:
            return hashed(self.version, self.state(content, context))
        except UnknownError:
            return ""

    def state(self, content: Content, context: Mapping[str, Any]) -> str:
        """Return a hash of all that can be seen of a post or page. Raises UnknownError."""
        if id(content) not in self._states:
            self._states[id(content)] = state_of(content, context)
        return self._states[id(content)]

    def face(self, content: Content, context: Mapping[str, Any]) -> str:
        """Return a hash of what others may show of a post or page. Raises UnknownError."""
        if (known := self._faces.get(id(content))) is not None:
            return known
        if not is_written(content):  # nobody describes it: what it shows is not published either
            return self.state(content, context)
        self.content(content, context)
        if id(content) not in self._faces:
            raise UnknownError(f"what {content.source_path} looks like is not kept")
        return self._faces[id(content)]

    def described(self, source: Source, file: str) -> Metadata:
        """Return what is decided about a page; tell what its writer may want to know, as found in `file`."""
        for key in source.fields:
            name = key.removeprefix(SHARE_TEXT)
            if name != key and name not in NETWORKS:
                message = f'there is no network "{name}"; accepted are {", ".join(NETWORKS)}{nearest(name, NETWORKS)}'
                log_problem(file, source.lines.get(key, 1), key, message)
        meta = describe(source, self.site)
        for key, message in advice(source, meta):
            log_advice(file, source.lines.get(key, 1), key, message)
        return meta

    def content_source(self, content: Content, context: Mapping[str, Any]) -> Source:
        """Return what is found about a post or page."""
        fields = content.metadata.get("front_matter", {})
        alt = {key: ", ".join(as_list(found.value)) for key, found in fields.items() if key.endswith("_alt")}
        is_article = isinstance(content, Article)
        text = plain_from_html(content.content)
        return Source(
            kind=PageKind.ARTICLE if is_article else PageKind.PAGE,
            path=content.url,
            heading=content.title,
            language=canonical(content.lang),
            file=shown(content.source_path).as_posix(),
            lines={key: found.line for key, found in fields.items()},
            visibility=Visibility.PUBLIC if content.status == "published" else Visibility(content.status),
            fields={
                key: Sourced(", ".join(as_list(found.value)), f"{label(key)}, line {found.line}")
                for key, found in fields.items()
            },
            first_paragraph=first_paragraph(content.content),
            words=count_words(text) if is_article else None,
            published=getattr(content, "date", None),
            modified=getattr(content, "modified", None),
            reviewed=reviewed.date() if (reviewed := content.metadata.get("reviewed")) else None,
            authors=tuple(self.author(author, context) for author in content.authors) if is_article else (),
            section=self.term(content.category) if is_article else None,
            tags=tuple(self.term(tag) for tag in getattr(content, "tags", ())),
            picture=self.picture(content.metadata.get("image"), alt.get("image_alt", "")),
            share_picture=self.picture(content.metadata.get("share_image"), alt.get("share_image_alt", "")),
            video=self.video(content),
            alternates=self.alternates(content),
            trail=(self.term(content.category),) if is_article else (),
            definitions=definitions(content.content) if content.metadata.get("template") == GLOSSARY else (),
        )

    def list_source(self, context: Mapping[str, Any]) -> Source:
        """Return what is found about a list: home, archives, topics, a tag and the like."""
        output_file = context["output_file"]
        page = context.get("articles_page")
        first = context["articles_paginator"].page(1).save_as if page else output_file
        kind, term = self.kind_of_list(context, first)
        articles = context.get("articles") or []
        return Source(
            kind=kind,
            path=address_of(output_file),
            heading=term.name if term else self.heading(kind, context),
            language=self.site.language,
            about=self.about(kind, term, context),
            changed=self.newest(articles),
            trail=self.trail(kind),
            page_number=page.number if page else 1,
            entries=len(articles),
            listed=self.listed(kind, page.object_list if page else articles, context),
            author=self.author(term, context) if term and kind is PageKind.AUTHOR else None,
        )

    def newest(self, articles: list[Content]) -> datetime | None:
        """Return when one of several posts last changed; a list is looked through once, however many pages it has."""
        found = self._newest.get(id(articles))
        if found is None or found[0] is not articles:
            found = articles, max((changed_of(article) for article in articles), default=None)
            self._newest[id(articles)] = found
        return found[1]

    def kind_of_list(self, context: Mapping[str, Any], first_page: str) -> tuple[PageKind, URLWrapper | None]:
        """Return the kind of the list whose first page is that file, and the category, tag or author that it is of."""
        for name, kind in TERMS.items():
            if name in context:
                return kind, context[name]
        for setting, kind in DIRECT_PAGES.items():
            if first_page == self.settings.get(setting, DIRECT_DEFAULTS.get(setting)):
                return kind, None
        return PageKind.PAGE, None

    def listed(self, kind: PageKind, articles: Iterable[Content], context: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the names of what a page of a list shows."""
        if kind is PageKind.NOT_FOUND:
            return ()
        if kind is PageKind.CATEGORIES:
            return tuple(topic.name for topic in context["topics"])
        if kind in (PageKind.TAGS, PageKind.AUTHORS):
            return tuple(term.name for term, _ in context[kind.value])
        return tuple(article.title for article in articles)

    def heading(self, kind: PageKind, context: Mapping[str, Any]) -> str:
        """Return the title of a list that no term gives a name."""
        if kind is PageKind.HOME:
            title: str = context["home"].title
            return title
        return self.words.say(HEADINGS[kind]) if kind in HEADINGS else self.site.name

    def about(self, kind: PageKind, term: URLWrapper | None, context: Mapping[str, Any]) -> Sourced[str] | None:
        """Return the description that a topic's, an author's or the home page's file gives."""
        if kind is PageKind.HOME:
            found = context["home"]
        elif kind is PageKind.CATEGORY and term:
            found = context["topics_by_name"].get(term.name)
        elif kind is PageKind.AUTHOR and term:
            found = context["profiles"].get(term.name)
        else:
            found = None
        return Sourced(found.summary, found.origin) if found and found.summary else None

    def trail(self, kind: PageKind) -> tuple[Term, ...]:
        """Return what stands between the home page and a term's page."""
        if kind not in LISTS_OF_TERMS:
            return ()
        parent, setting = LISTS_OF_TERMS[kind]
        return (Term(name=self.words.say(HEADINGS[parent]), url=self.site.address(self.settings[setting])),)

    def term(self, found: URLWrapper) -> Term:
        """Return a category or tag with its address."""
        return Term(name=one_line(found.name), url=self.site.address(found.url))

    def author(self, found: URLWrapper, context: Mapping[str, Any]) -> Author:
        """Return an author with what the profile in content/authors/ says."""
        url = self.site.address(found.url)
        profile = context["profiles"].get(found.name)
        if profile is None:
            return Author(name=found.name, url=url)
        return Author(
            name=found.name,
            url=url,
            kind=profile.kind,
            description=plain_from_markdown(profile.summary),
            same_as=profile.links,
            twitter=profile.twitter,
            fediverse=profile.fediverse,
        )

    def picture(self, reference: str | None, alt: str) -> Picture | None:
        """Return a picture named in front matter, measured when it is ours."""
        if not reference:
            return None
        if is_elsewhere(reference):
            return Picture(url=reference, alt=alt)
        return local_picture(reference, alt, self.settings)

    def video(self, content: Content) -> Video | None:
        """Return the video that front matter names."""
        reference = content.metadata.get("video")
        if not reference:
            return None
        published = content.metadata.get("video_date")
        zoned = set_date_tzinfo(published, content.timezone.key) if published else None
        if embed := embed_of(reference):
            width, height = embed.size
            return Video(
                url=embed.url,
                page=reference,
                network=embed.player.name,
                type="text/html",
                width=width,
                height=height,
                published=zoned,
            )
        url = self.site.address(quote(reference))
        return Video(url=url, type=FILES.get(Path(reference).suffix.lower(), ""), published=zoned)

    def alternates(self, content: Content) -> tuple[Alternate, ...]:
        """Return all language versions of a post, and the one for everybody else, when there is more than one.

        Each version lists all, itself included. https://developers.google.com/search/docs/specialty/international/localized-versions
        """
        versions = sorted(filter(is_listed, [content, *content.translations]), key=lambda version: str(version.lang))
        if content not in versions or len(versions) == 1:
            return ()
        found = [Alternate(language=canonical(v.lang), url=self.site.address(v.url)) for v in versions]
        default = next((v for v in versions if v.in_default_lang), versions[0])
        return (*found, Alternate(language="x-default", url=self.site.address(default.url)))


def digest_of_cards(value: object) -> str | None:
    """Return a hash of what all cards share: that of a font's bytes stands for its thousands of characters."""
    if not isinstance(value, CardDesign):
        return None
    return hashed(value.digest, *(part for face in value.typefaces for part in (face.family, face.digest)))


def alone(meta: Metadata) -> Metadata:
    """Return metadata without what all pages share."""
    return replace(meta, site=None, interface=None)  # type: ignore[arg-type]  # put back by `completed`


def is_advice(record: LogRecord) -> bool:
    """Return whether what was logged is no mistake, so that it may be told again without looking for it."""
    return isinstance(record.args, tuple) and isinstance(record.args[0], Problem) and record.args[0].is_advice


def is_listed(content: Content) -> bool:
    """Return whether search engines may list a post under its own address; other versions must not name it else."""
    directives = {word.strip().lower() for word in content.metadata.get("robots", "").split(",")}
    public = content.status == "published" and UNLISTED.isdisjoint(directives)
    return public and not content.metadata.get("canonical")


def label(key: str) -> str:
    """Return a key as a writer writes it: "Share_Title"."""
    return key.title()


def changed_of(article: Content) -> datetime:
    """Return when a post last changed."""
    changed: datetime = getattr(article, "modified", article.date)
    return changed


def address_of(output_file: str) -> str:
    """Return the path under which a static host serves an output file: "about/" for about/index.html."""
    return output_file.removesuffix("index.html") if Path(output_file).name == "index.html" else output_file


def describer(context: Mapping[str, Any]) -> Describer:
    """Return this build's describer."""
    found: Describer = context["social"]
    return found


@pass_context
def social_head(context: Context) -> Markup:
    """Print the head of the page being rendered."""
    return render(tags(page_metadata(context)))


@pass_context
def print_sharing_head(context: Context) -> Markup:
    """Print the head of the page on how the article being rendered shares itself."""
    return render(sharing_head(page_metadata(context)))


@pass_context
def page_metadata(context: Context) -> Metadata:
    """Return the metadata of the page being rendered."""
    return describer(context.parent).page(context.parent)


@pass_context
def metadata_of(context: Context, content: Content) -> Metadata:
    """Return the metadata of any post or page, for lists of them."""
    found = context.parent
    own = found.get("article") or found.get("page")
    social = describer(found)
    return social.content(content, found) if content is own else social.elsewhere(content, found)


@pass_context
def links_to_share(context: Context) -> list[ShareLink]:
    """Return the share links of the page being rendered."""
    return share_links(page_metadata(context))


@pass_context
def share_anatomy(context: Context) -> Anatomy:
    """Return how the page being rendered shares itself."""
    return anatomy(page_metadata(context))


@pass_context
def page_frame(context: Context, language: str) -> Frame:
    """Return what stands around the texts in a language."""
    site = describer(context.parent).site
    return Frame(language, site, site.words_for(language))


def files_in_menus(settings: Mapping[str, Any]) -> frozenset[str]:
    """Return the files of the pages that header and footer link to: there a reader is told which one is open."""
    paths = (path for _, path in (*settings["MENU"], *settings["FOOTER_MENU"]))
    return frozenset(f"{path.lstrip('/')}index.html" for path in ("/", *paths))


def spoken(text: Spoken, meta: Metadata | Frame) -> Phrase:
    """Return a text of the settings for a page, with the language that it is in."""
    return in_language(text, meta.language, meta.site.language)


def sharing_page(site_url: str) -> Callable[[Metadata], str]:
    """Return a filter that gives the address, from the host's root, of the page on how an article shares itself."""
    base = site_url.rstrip("/")

    def address(meta: Metadata) -> str:
        return f"{base_path(base)}/{sharing_file(meta.address.removeprefix(f'{base}/'))}"

    return address


def language_attributes(language: str, meta: Metadata | Frame) -> Markup:
    """Return the attributes that tell that something is in a language; none on a page that is in it anyway."""
    if primary(language) == primary(meta.language):
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def local_address(site_url: str) -> Callable[[str], str]:
    """Return a filter that makes an address of this site start at the host, and leaves any other as it is."""
    base, path = site_url.rstrip("/"), base_path(site_url)

    def local(url: str) -> str:
        return path + url.removeprefix(base) if url.startswith(f"{base}/") else url

    return local


def add_to_templates(generator: Generator) -> None:
    """Give a generator's templates what they need to print."""
    context = generator.context
    if "social" not in context:
        context["social"] = Describer(generator.settings)
        context["FEEDS"] = context["social"].site.feeds
    generator.env.globals |= {
        "social_head": social_head,
        "sharing_head": print_sharing_head,
        "page_metadata": page_metadata,
        "share_links": links_to_share,
        "share_anatomy": share_anatomy,
        "in_language": language_attributes,
        "page_frame": page_frame,
        "files_in_menus": files_in_menus(generator.settings),
    }
    generator.env.filters |= {
        "metadata": metadata_of,
        "long_date": long_date,
        "language_name": language_name,
        "profiles": profiles,
        "spoken": spoken,
        "sharing_page": sharing_page(generator.settings["SITEURL"]),
        "local": local_address(generator.settings["SITEURL"]),
    }


def register() -> None:
    """Connect to Pelican; whatever can fail waits for a signal, since errors in here are swallowed."""
    signals.generator_init.connect(add_to_templates)
