"""The frozen values between reading and printing: Site and Source (found), Metadata (decided)."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from words.tables import Words, choose

UNLISTED = frozenset(("noindex", "none"))  # robots directives that keep a page out of search results
FIRST_PARAGRAPH = "first paragraph"  # origin of a description that nobody wrote

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T_co]):
    """A decided value and the place it came from, in words a writer understands ("Summary, line 5")."""

    value: T_co
    origin: str


class PageKind(StrEnum):
    """What a page is; it decides the set of tags."""

    HOME = "home"
    ARTICLE = "article"
    PAGE = "page"
    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    ARCHIVES = "archives"
    CATEGORIES = "categories"
    TAGS = "tags"
    AUTHORS = "authors"
    NOT_FOUND = "not-found"


class Visibility(StrEnum):
    """Who is meant to find a page: everybody, those who have its address, or only its writers."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    DRAFT = "draft"


class CardLayout(StrEnum):
    """How a share card looks: words alone, words over the post's picture, or a list of names."""

    TEXT = "text"
    PICTURE = "picture"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of the content folder: its path there, and the SHA-256 of its bytes in hexadecimal."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it can be fetched.

    Attributes:
        url: absolute address.
        alt: what it shows, plain text.
        width, height: pixels as measured from the file; None for a picture on another host, which no build fetches.
        type: media type such as "image/png"; None when unknown.
        size: bytes of the file; None for a picture on another host, and for one that is yet to be drawn.
        file: the file behind it; None for a picture on another host or one that is drawn.
    """

    url: str
    alt: str
    width: int | None = None
    height: int | None = None
    type: str | None = None
    size: int | None = None
    file: LocalFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A video as it can be played.

    Attributes:
        url: absolute address of the player where a network plays it, else of the file.
        page: where a network shows it, "" for a file of ours.
        network: its name, "" for a file of ours.
        type: media type of what `url` leads to: "text/html" for a player.
        width, height: px of the player; None for a file, which is not measured.
        published: when it came out; None before that is decided.
        seconds: its length; None when nobody told.
    """

    url: str
    type: str
    page: str = ""
    network: str = ""
    width: int | None = None
    height: int | None = None
    published: datetime | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file as far as words know it.

    Attributes:
        digest: SHA-256 of its bytes.
        family: files of one family look alike, so that a word may be drawn with several of them.
        characters: follow from the digest, and are not compared: caches do so for every word, and there are thousands.
    """

    family: str
    digest: str
    characters: AbstractSet[str] = field(compare=False)
    is_colourful: bool = False


@dataclass(frozen=True, slots=True)
class CardDesign:
    """What all cards share.

    Attributes:
        digest: changes with the colours, the logo, the artwork, and the programs that draw.
        typefaces: asked for a character in this order.
    """

    digest: str
    typefaces: tuple[Typeface, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a share card shows, in plain words.

    Attributes:
        kicker: what the page is, or its topic; title: what networks show as title.
        byline: author, reading time, number of posts or the like.
        entries: names of what a list holds.
        direction: "ltr" or "rtl".
        picture: lies behind the words, in the picture layout alone.
    """

    layout: CardLayout
    kicker: str
    title: str
    byline: str
    entries: tuple[str, ...]
    site_name: str
    language: str
    direction: str
    picture: LocalFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A part of a picture in another shape: `width` × `height` px, at most `limit` bytes as JPEG."""

    picture: LocalFile
    width: int
    height: int
    limit: int


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, and the text that it holds."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file that the build makes: its path under the site, and what it is made from.

    The path holds a hash of all that changes a pixel, so that a file of this name is always the right one.
    """

    path: str
    recipe: Card | Crop | LocalFile | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A named page of the site that others point to: a topic, a tag, a step of the breadcrumb. `url` is absolute."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A word that a page defines.

    Attributes:
        others: other names of the same, such as its abbreviation.
        meaning: plain text, whole.
        fragment: the id under which the word stands on the page.
    """

    name: str
    others: tuple[str, ...] = ()
    meaning: str
    fragment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a page.

    Attributes:
        url: absolute address of the author's page on this site.
        kind: "Person" or "Organization", the type in JSON-LD.
        same_as: absolute addresses of the author's profiles elsewhere.
        twitter: handle with @, or "".
        fediverse: account as @name@host, or "".
    """

    name: str
    url: str
    kind: str = "Person"
    description: str = ""
    same_as: tuple[str, ...] = ()
    twitter: str = ""
    fediverse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language (or in its own): a language tag such as "en-GB" and an absolute address."""

    language: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed of the site as pages announce it."""

    title: str
    url: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A site icon: `rel`, address from the host's root, media type and sizes ("" when not to be told)."""

    rel: str
    url: str
    type: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The facts that all pages share.

    Attributes:
        url: absolute address without a slash at the end; may have a path.
        language: default language as a tag with region, "en-GB".
        logo: the organisation's logo.
        share_picture: the picture of pages that have neither a card nor a picture of their own.
        cards: what all share cards have in common.
        theme_colours: (light, dark) as #rrggbb.
        networks: keys of the networks under an article, in order.
        previews: keys of the networks whose previews an article shows of itself, in order.
        campaign: utm_campaign where the post names none.
        words: what the interface says, a table a language, by its tag.
    """

    url: str
    name: str
    tagline: str
    language: str
    organisation: str
    description: str
    email: str
    logo: Picture
    share_picture: Picture
    cards: CardDesign
    same_as: tuple[str, ...] = ()
    twitter: str = ""
    fediverse: str = ""
    feeds: tuple[FeedLink, ...] = ()
    icons: tuple[Icon, ...] = ()
    theme_colours: tuple[str, str]
    networks: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()
    campaign: str
    words: Mapping[str, Words]

    def address(self, path: str) -> str:
        """Return the absolute address of a path under the site ("about/")."""
        return f"{self.url}/{path}"

    def words_for(self, language: str) -> Words:
        """Return what the interface says around a page in a language."""
        return choose(self.words, language, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was found about one page, before anything is decided.

    Attributes:
        path: address under the site, without a slash at the start: "about/", "" for the home page.
        file: the file it was read from, as messages name it; "" for lists.
        lines: where keys of the front matter stand in that file, counted from 1.
        heading: the page's title as written; for lists the name of the term or of the list.
        fields: front matter that only metadata needs, by lower-case key, with its line as origin.
        first_paragraph: the first real paragraph of the body, plain text, or "".
        about: a description kept elsewhere, such as a topic's or an author's own summary, with its place.
        words: words of the body; None for lists.
        published, modified: with time zone; None when the page has no such date.
        changed: when anything shown on the page last changed, as far as dates tell; None when unknown.
        reviewed: the day on which somebody last found the whole text right; None when it does not say.
        authors: as named by the page; empty when it names none.
        picture: the post's own picture, free of text; share_picture: a finished picture for networks.
        video: the one that the page is about; without `published` where nobody told.
        alternates: all language versions including this one; empty when there is only one.
        page_number: 1 for the first page of a list and for everything that is no list.
        entries: number of posts that a list holds in all; None for everything that is no list.
        listed: names of what this page of a list shows: titles of posts, or names of topics, tags or authors.
        author: on an author's page, that author.
        definitions: of a glossary, the words that it defines.
    """

    kind: PageKind
    path: str
    heading: str
    language: str
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    visibility: Visibility = Visibility.PUBLIC
    fields: Mapping[str, Sourced[str]] = field(default_factory=dict)
    about: Sourced[str] | None = None
    first_paragraph: str = ""
    words: int | None = None
    published: datetime | None = None
    modified: datetime | None = None
    changed: datetime | None = None
    reviewed: date | None = None
    authors: tuple[Author, ...] = ()
    section: Term | None = None
    tags: tuple[Term, ...] = ()
    picture: Picture | None = None
    share_picture: Picture | None = None
    video: Video | None = None
    alternates: tuple[Alternate, ...] = ()
    trail: tuple[Term, ...] = ()
    page_number: int = 1
    entries: int | None = None
    listed: tuple[str, ...] = ()
    author: Author | None = None
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Everything decided about one page; printers read it and decide nothing.

    All text is plain: no markup, no entities, one line. All addresses are absolute.

    Attributes:
        address: the page's own address; differs from `url` when it was first published elsewhere.
        url: canonical address: `rel=canonical`, `og:url`, sitemap, feeds and share links.
        heading: the visible title (h1).
        document_title: for `<title>`, with the site's name.
        title: what networks show, without the site's name; also JSON-LD's headline.
        description: for search engines and lists; share_description: what networks show.
        question: the one that a post answers, as a reader would ask it; "" where it says none.
        locale: Open Graph's form, "en_GB"; direction: "ltr" or "rtl".
        robots: directives, most important first.
        file, lines: as in Source.
        share_picture: the one `og:image`; picture: the text-free one for JSON-LD and the page, or None.
        crops: that picture in the shapes that Google asks for; empty where it has no file of ours.
        video: the one that the page is about, or None; its poster is `picture`.
        card: what is drawn for `share_picture`, or None when that is another picture.
        code: absolute address of a picture of `url` for those who read the page on paper, "" where there is none.
        drawings: files that must be made for all of these.
        reading_minutes: whole minutes, at least 1; None for lists.
        share_title: the title for a share that has one of its own, such as an e-mail's subject.
        share_text: the sentence drafted for networks, without address and hashtags.
        share_texts: the same for single networks, by key, where the writer wants another.
        hashtags: without #.
        definitions: of a glossary, the words that it defines, in its order.
        interface: the words around the text, in the page’s language where the site has a table of it.
        origins: where the values come from that are not Sourced, by their names; see `origin`.
    """

    site: Site
    kind: PageKind
    file: str
    lines: Mapping[str, int]
    visibility: Visibility
    address: str
    url: Sourced[str]
    heading: str
    document_title: str
    title: Sourced[str]
    description: Sourced[str]
    share_description: Sourced[str]
    question: Sourced[str]
    language: str
    locale: str
    direction: str
    alternates: tuple[Alternate, ...]
    og_type: str
    robots: Sourced[tuple[str, ...]]
    share_picture: Sourced[Picture]
    picture: Sourced[Picture | None]
    picture_caption: str
    crops: tuple[Picture, ...]
    video: Sourced[Video | None]
    card: Card | None
    code: str
    drawings: tuple[Drawing, ...]
    published: datetime | None
    modified: datetime | None
    changed: datetime | None
    reviewed: date | None
    authors: Sourced[tuple[Author, ...]]
    section: Sourced[Term | None]
    tags: Sourced[tuple[Term, ...]]
    breadcrumb: tuple[Term, ...]
    author: Author | None
    words: int | None
    reading_minutes: int | None
    twitter_creator: str
    fediverse_creator: str
    share_title: Sourced[str]
    share_text: Sourced[str]
    share_texts: Mapping[str, Sourced[str]]
    hashtags: Sourced[tuple[str, ...]]
    campaign: Sourced[str]
    sponsored: bool
    definitions: tuple[Definition, ...]
    interface: Words
    origins: Mapping[str, str]

    def say(self, key: str, *, count: int | None = None, **values: object) -> str:
        """Return interface words for this page. Raises KeyError for a key that no table has."""
        return self.interface.say(key, count=count, **values)

    def origin(self, name: str) -> str:
        """Return where a value came from, in words a writer understands. Raises KeyError for what is no value."""
        value = getattr(self, name)
        return value.origin if isinstance(value, Sourced) else self.origins[name]

    @property
    def index(self) -> list[tuple[str, Definition]]:
        """The names of all words that the page defines, other names among them, from A to Z."""
        named = ((name, word) for word in self.definitions for name in (word.name, *word.others))
        return sorted(named, key=lambda entry: (entry[0].casefold(), entry[0]))

    @property
    def has_summary(self) -> bool:
        """Whether the description is more than the beginning of the text, which the page shows anyway."""
        return self.description.origin != FIRST_PARAGRAPH

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list the page: then it stands in sitemap and feeds."""
        return UNLISTED.isdisjoint(self.robots.value)

    @property
    def is_original(self) -> bool:
        """Whether this address is the canonical one."""
        return self.url.value == self.address
