"""The table of networks: which tags each one reads, in which order, what it shows of them, and where that is written.

A place to read is a text: "property:og:title" (a meta with that attribute alone), "name:description", "any:og:title"
(whatever the attribute), "any:og:title|twitter:title" (whichever of the two stands first in the page), "title", "h1",
"json-ld:headline", "link:icon", "host". The browser tool reads the same table as JSON: nothing in here is a function.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """How a preview stands: the picture above the words, beside them, or no picture."""

    LARGE = "large"
    SMALL = "small"
    NONE = "none"


class Large(StrEnum):
    """What makes a preview large."""

    CARD = "card"  # the tag twitter:card says so
    SIZE = "size"  # the picture has the pixels
    WIDE = "wide"  # it has them, and is wider than high
    NOT_SQUARE = "not-square"  # it has them, and is no square
    ALWAYS = "always"
    NEVER = "never"


class Takes(StrEnum):
    """Which of several tags of one name counts."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is written: its address, the day it was last read, and whether the network itself says so."""

    url: str
    date: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """How a network comes to a line of words.

    Attributes:
        order: places to read; the first that says something counts.
        takes: which of several tags of one place.
        unit, limit: where it is cut, 0 for nowhere; units are those of counting.py.
        lines: lines that are shown, 0 for as many as it takes; `lines_alone` is the same without a picture, 0 for no
            difference.
        line_length: characters of such a line on a phone, about.
        hidden_in: layouts in which the words are not shown at all.
    """

    order: tuple[str, ...]
    source: Source
    takes: Takes = Takes.FIRST
    unit: str = "graphemes"
    limit: int = 0
    lines: int = 0
    lines_alone: int = 0
    line_length: int = 0
    hidden_in: tuple[Layout, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRule:
    """How a network comes to a picture, and shows it.

    Attributes:
        least: width and height in px below which there is none.
        large: what makes the preview large, and `large_least` the px that takes.
        widest: width divided by height beyond which it is not large; 0 for no such limit.
        ratio: width divided by height of the large picture, which is cut to it; 0 where it is shown whole.
        small_ratio: the same of the small one.
        most_bytes: larger files are not shown; 0 where no limit is known.
        types: media types that are shown; empty where they are not told.
        gallery: whether several tags make a gallery instead of a choice.
        icons: places of an icon that stands in for a picture that is not there or not taken.
        alt: places of its alternative text.
        asks_size: whether the first share shows a picture only if the page tells its width and height.
    """

    order: tuple[str, ...]
    source: Source
    takes: Takes = Takes.FIRST
    least: tuple[int, int] = (1, 1)
    large: Large
    large_least: tuple[int, int] = (1, 1)
    widest: float = 0
    ratio: float = 0
    small_ratio: float = 1
    most_bytes: int = 0
    types: tuple[str, ...] = ()
    gallery: bool = False
    icons: tuple[str, ...] = ()
    alt: tuple[str, ...] = ("any:og:image:alt",)
    asks_size: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A network as a reader of pages.

    Attributes:
        site: places to read the site's name from; "host" is the address's host.
        together: title and description that count only where neither was found otherwise, as a pair.
        needs: which of "title", "description", "picture" must be found for there to be a preview.
        longest_site: characters of the site's name beyond which there is no preview; 0 for no such limit.
        longest_url: the same of the picture's address; longest_alt: of its alternative text.
        needs_any: places one of which must say something for there to be a preview; empty where none is needed.
        asks: places that it asks for, and may do without.
        is_search: whether it lists pages for people who search, so that the page's robots directives bind it.
        byline: places to read an author's line from.
        accent: places to read a colour from; the last in the page counts.
        fields: pairs of places, a label and what stands beside it.
        note: what nobody sees in a preview and should know, as a sentence; "" for nothing.
    """

    key: str
    name: str
    title: TextRule
    description: TextRule
    picture: PictureRule
    site: tuple[str, ...] = ("host",)
    together: tuple[str, str] | None = None
    needs: tuple[str, ...] = ("title",)
    longest_site: int = 0
    longest_url: int = 0
    longest_alt: int = 0
    needs_any: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    is_search: bool = False
    byline: tuple[str, ...] = ()
    accent: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the rules are written, each once."""
        return tuple(dict.fromkeys((self.title.source, self.description.source, self.picture.source)))

    @property
    def is_certain(self) -> bool:
        """Return whether the network itself documents all that is shown; else the preview is approximate."""
        return all(source.is_certain for source in self.sources)


READ = "2026-11-21"
KB, MB = 1000, 1000 * 1000
RASTER = ("image/jpeg", "image/png", "image/gif", "image/webp")
CLASSIC = ("image/jpeg", "image/png", "image/gif")
WIDE_RATIO = 1.91  # 1200×630, as Facebook asks for

META = Source("https://developers.facebook.com/docs/sharing/webmasters/images", READ)
META_TEXT = Source("https://developers.facebook.com/docs/sharing/webmasters", READ, is_certain=False)
LINKEDIN = Source("https://www.linkedin.com/help/linkedin/answer/a521928", READ, is_certain=False)
X_CARDS = Source("https://developer.x.com/en/docs/x-for-websites/cards/overview/markup", READ)
X_SINCE_2023 = Source(
    "https://boingboing.net/2023/10/05/twitter-no-longer-showing-headlines-in-social-media-previews.html",
    READ,
    is_certain=False,
)
WHATSAPP = Source(
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/", "2026-05-21"
)
SLACK = Source("https://docs.slack.dev/messaging/unfurling-links-in-messages", READ, is_certain=False)
DISCORD = Source("https://docs.discord.com/developers/link-previews/overview", "2026-09-01")
TELEGRAM = Source("https://tryunfurl.com/telegram-link-preview.html", READ, is_certain=False)
SIGNAL = Source(
    "https://github.com/signalapp/Signal-Desktop/blob/023ae37/ts/linkPreviews/linkPreviewFetch.preload.ts", READ
)
SIGNAL_LINES = Source("https://github.com/signalapp/Signal-Desktop", READ, is_certain=False)
APPLE = Source(
    "https://developer.apple.com/documentation/technotes/tn3156-create-rich-previews-for-messages", "2024-04-30"
)
APPLE_ORDER = Source(
    "https://gist.github.com/saagarjha/07e897fd72b370027ce280480761cf1e", "2016-01-01", is_certain=False
)
MASTODON = Source("https://github.com/mastodon/mastodon/blob/016c1e4/app/lib/link_details_extractor.rb", READ)
MASTODON_CARD = Source(
    "https://github.com/mastodon/mastodon/blob/main/app/models/preview_card.rb", READ, is_certain=False
)
BLUESKY = Source(
    "https://github.com/bluesky-social/social-app/blob/main/src/lib/link-meta/html.ts", READ, is_certain=False
)
BLUESKY_CARD = Source("https://github.com/bluesky-social/social-app/issues/5012", READ)
THREADS = Source("https://developers.facebook.com/docs/threads/", READ, is_certain=False)
TEAMS = Source("https://opengraphplus.com/consumers/teams/crawling", READ, is_certain=False)
REDDIT = Source("https://jameshfisher.com/2017/08/16/reddit-oembed-open-graph/", READ, is_certain=False)
GOOGLE_TITLE = Source("https://developers.google.com/search/docs/appearance/title-link", READ)
GOOGLE_WIDTH = Source("https://developers.google.com/search/docs/appearance/snippet", READ, is_certain=False)
GOOGLE_PICTURE = Source("https://developers.google.com/search/docs/appearance/google-images", READ, is_certain=False)

OG_TITLE, OG_DESCRIPTION, OG_IMAGE = "any:og:title", "any:og:description", "any:og:image"
X_TITLE, X_DESCRIPTION, X_IMAGE = "any:twitter:title", "any:twitter:description", "any:twitter:image"
DESCRIPTION = "any:description"
SITE_NAME = "any:og:site_name"

TABLE = (
    Reader(
        key="google",
        name="Google",
        title=TextRule(
            order=("title", "h1", OG_TITLE), source=GOOGLE_TITLE, unit="pixels", limit=600, lines=2, line_length=34
        ),
        description=TextRule(order=(DESCRIPTION,), source=GOOGLE_WIDTH, limit=155),
        picture=PictureRule(order=("json-ld:image", OG_IMAGE), source=GOOGLE_PICTURE, large=Large.NEVER),
        site=("json-ld:site", SITE_NAME, "host"),
        is_search=True,
        note="Google may take other words of the page, for the title as for the text below it, as the search suggests.",
    ),
    Reader(
        key="facebook",
        name="Facebook",
        title=TextRule(order=(OG_TITLE, "title"), source=META_TEXT, lines=2, line_length=35),
        description=TextRule(
            order=(OG_DESCRIPTION, DESCRIPTION), source=META_TEXT, lines=1, line_length=45, hidden_in=(Layout.NONE,)
        ),
        picture=PictureRule(
            order=(OG_IMAGE,),
            source=META,
            least=(200, 200),
            large=Large.SIZE,
            large_least=(600, 315),
            ratio=WIDE_RATIO,
            most_bytes=8 * MB,
            types=RASTER,
            asks_size=True,
        ),
    ),
    Reader(
        key="linkedin",
        name="LinkedIn",
        title=TextRule(order=(OG_TITLE, "title"), source=LINKEDIN, lines=2, line_length=45),
        description=TextRule(
            order=(OG_DESCRIPTION, DESCRIPTION),
            source=LINKEDIN,
            hidden_in=(Layout.LARGE, Layout.SMALL, Layout.NONE),
        ),
        picture=PictureRule(
            order=(OG_IMAGE,),
            source=LINKEDIN,
            large=Large.SIZE,
            large_least=(401, 1),
            ratio=WIDE_RATIO,
            most_bytes=5 * MB,
            types=RASTER,
        ),
        note="Since 2024 posts that nobody pays for often get a small picture, whatever its size.",
    ),
    Reader(
        key="x",
        name="X",
        title=TextRule(
            order=(X_TITLE, OG_TITLE), source=X_CARDS, limit=70, unit="characters", lines=1, hidden_in=(Layout.LARGE,)
        ),
        description=TextRule(
            order=(X_DESCRIPTION, OG_DESCRIPTION),
            source=X_SINCE_2023,
            limit=200,
            unit="characters",
            lines=3,
            line_length=45,
            hidden_in=(Layout.LARGE,),
        ),
        picture=PictureRule(
            order=(X_IMAGE, OG_IMAGE),
            source=X_CARDS,
            least=(144, 144),
            large=Large.CARD,
            large_least=(300, 157),
            ratio=2,
            most_bytes=5 * MB,
            types=RASTER,
            alt=("any:twitter:image:alt", "any:og:image:alt"),
        ),
        needs_any=("any:twitter:card", "any:og:type"),
        note="Over a large picture a short title has come back at times, and gone again.",
    ),
    Reader(
        key="whatsapp",
        name="WhatsApp",
        title=TextRule(order=(OG_TITLE,), source=WHATSAPP, lines=2, line_length=34),
        description=TextRule(order=(OG_DESCRIPTION,), source=WHATSAPP, lines=2, line_length=40),
        picture=PictureRule(
            order=(OG_IMAGE,),
            source=WHATSAPP,
            large=Large.SIZE,
            large_least=(300, 1),
            widest=4,
            most_bytes=600 * KB,
            types=CLASSIC,
        ),
        needs=("title", "description"),
        asks=("any:og:url",),
    ),
    Reader(
        key="slack",
        name="Slack",
        title=TextRule(order=(OG_TITLE, X_TITLE, "title"), source=SLACK),
        description=TextRule(order=(OG_DESCRIPTION, X_DESCRIPTION, DESCRIPTION), source=SLACK, limit=300),
        picture=PictureRule(
            order=(OG_IMAGE, X_IMAGE), source=SLACK, large=Large.CARD, most_bytes=2 * MB, types=CLASSIC
        ),
        site=(SITE_NAME, "host"),
        fields=(("name:twitter:label1", "name:twitter:data1"), ("name:twitter:label2", "name:twitter:data2")),
    ),
    Reader(
        key="discord",
        name="Discord",
        title=TextRule(
            order=("any:og:title|twitter:title",), source=DISCORD, unit="bytes", limit=70, lines=3, line_length=48
        ),
        description=TextRule(
            order=("any:og:description|twitter:description",),
            source=DISCORD,
            unit="bytes",
            limit=350,
            lines=20,
            line_length=52,
        ),
        picture=PictureRule(
            order=(OG_IMAGE, "any:og:image:url", "any:og:image:secure_url", X_IMAGE, "any:twitter:image:src"),
            source=DISCORD,
            large=Large.CARD,
            small_ratio=1,
            most_bytes=50 * MB,
            types=(*RASTER, "image/avif"),
            gallery=True,
        ),
        site=(SITE_NAME,),
        together=("title", DESCRIPTION),
        needs=(),
        longest_site=256,
        longest_url=2048,
        longest_alt=4096,
        accent=("name:theme-color",),
    ),
    Reader(
        key="telegram",
        name="Telegram",
        title=TextRule(order=(OG_TITLE, X_TITLE, "title"), source=TELEGRAM, lines=2, line_length=40),
        description=TextRule(order=(OG_DESCRIPTION, X_DESCRIPTION, DESCRIPTION), source=TELEGRAM, limit=170),
        picture=PictureRule(
            order=(OG_IMAGE, X_IMAGE),
            source=TELEGRAM,
            large=Large.WIDE,
            large_least=(600, 1),
            most_bytes=5 * MB,
            types=RASTER,
        ),
        site=(SITE_NAME, "host"),
        note="Telegram remembers the noindex of a page that it has seen once.",
    ),
    Reader(
        key="signal",
        name="Signal",
        title=TextRule(order=("property:og:title", "title"), source=SIGNAL, lines=2, line_length=36),
        description=TextRule(
            order=("property:og:description", "name:description"), source=SIGNAL_LINES, lines=2, line_length=40
        ),
        picture=PictureRule(
            order=(
                "property:og:image",
                "property:og:image:url",
                "link:apple-touch-icon",
                "link:shortcut icon",
                "link:icon",
            ),
            source=SIGNAL,
            large=Large.NOT_SQUARE,
            large_least=(200, 200),
            most_bytes=1024 * 1024,
            types=(*RASTER, "image/x-icon", "image/vnd.microsoft.icon"),
        ),
    ),
    Reader(
        key="imessage",
        name="iMessage",
        title=TextRule(order=(OG_TITLE, X_TITLE, "title"), source=APPLE_ORDER, lines=2, line_length=32),
        description=TextRule(
            order=(OG_DESCRIPTION, X_DESCRIPTION, DESCRIPTION),
            source=APPLE_ORDER,
            hidden_in=(Layout.LARGE, Layout.SMALL, Layout.NONE),
        ),
        picture=PictureRule(
            order=("any:og:image:secure_url", OG_IMAGE, "any:og:image:url", X_IMAGE, "any:image"),
            source=APPLE,
            least=(150, 1),
            large=Large.SIZE,
            large_least=(900, 1),
            most_bytes=10 * MB,
            types=CLASSIC,
            icons=("link:apple-touch-icon", "link:icon"),
        ),
    ),
    Reader(
        key="mastodon",
        name="Mastodon",
        title=TextRule(order=("json-ld:headline", OG_TITLE, "title"), source=MASTODON, lines=2, line_length=44),
        description=TextRule(
            order=("json-ld:description", OG_DESCRIPTION, "name:description"), source=MASTODON, lines=2, line_length=48
        ),
        picture=PictureRule(order=(OG_IMAGE,), source=MASTODON_CARD, large=Large.WIDE, most_bytes=2 * MB, types=RASTER),
        site=("json-ld:publisher", SITE_NAME, "host"),
        byline=("any:fediverse:creator", "json-ld:author", "any:og:author"),
        note="An author is credited only if their profile allows this site to do so.",
    ),
    Reader(
        key="bluesky",
        name="Bluesky",
        title=TextRule(order=(OG_TITLE, X_TITLE, "title"), source=BLUESKY, lines=3, line_length=40),
        description=TextRule(
            order=(OG_DESCRIPTION, X_DESCRIPTION, DESCRIPTION),
            source=BLUESKY,
            lines=2,
            lines_alone=4,
            line_length=46,
        ),
        picture=PictureRule(
            order=(OG_IMAGE, X_IMAGE),
            source=BLUESKY_CARD,
            large=Large.ALWAYS,
            ratio=WIDE_RATIO,
            most_bytes=1 * MB,
            types=RASTER,
        ),
    ),
    Reader(
        key="threads",
        name="Threads",
        title=TextRule(order=(OG_TITLE, "title"), source=THREADS, lines=2, line_length=40),
        description=TextRule(
            order=(OG_DESCRIPTION,), source=THREADS, hidden_in=(Layout.LARGE, Layout.SMALL, Layout.NONE)
        ),
        picture=PictureRule(
            order=(OG_IMAGE,),
            source=THREADS,
            least=(200, 200),
            large=Large.SIZE,
            large_least=(600, 315),
            ratio=WIDE_RATIO,
            most_bytes=8 * MB,
            types=RASTER,
        ),
    ),
    Reader(
        key="teams",
        name="Microsoft Teams",
        title=TextRule(order=(OG_TITLE, X_TITLE, "title"), source=TEAMS, limit=75, lines=2, line_length=30),
        description=TextRule(
            order=(OG_DESCRIPTION, X_DESCRIPTION, DESCRIPTION), source=TEAMS, limit=200, lines=3, line_length=36
        ),
        picture=PictureRule(
            order=(OG_IMAGE, X_IMAGE),
            source=TEAMS,
            least=(200, 200),
            large=Large.NEVER,
            types=("image/jpeg", "image/png"),
        ),
    ),
    Reader(
        key="reddit",
        name="Reddit",
        title=TextRule(order=(OG_TITLE, "title"), source=REDDIT, limit=300),
        description=TextRule(
            order=(OG_DESCRIPTION,), source=REDDIT, hidden_in=(Layout.LARGE, Layout.SMALL, Layout.NONE)
        ),
        picture=PictureRule(
            order=(OG_IMAGE, X_IMAGE),
            source=REDDIT,
            least=(70, 70),
            large=Large.NEVER,
            small_ratio=4 / 3,
            types=CLASSIC,
        ),
        note="Whoever submits a link types its title; the page’s own is only suggested.",
    ),
)
READERS: Mapping[str, Reader] = {reader.key: reader for reader in TABLE}
