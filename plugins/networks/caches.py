"""How long networks keep what they saw of a page, and what makes them look again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote


class Reader(StrEnum):
    """What is kept of a page: the preview under a link to it, or its entry among search results."""

    PREVIEW = "preview"
    SEARCH = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """What a network keeps.

    Attributes:
        keeps: for how long.
        refresh: what to do about it by hand.
        tool: page of the network that looks again, or "".
        opens: the same with a page's address in it, where the tool takes one: a template with {address}; or "".
        source: where this stands; read: when that was last looked at.
        is_certain: whether the network says so itself, or its public code does.
    """

    name: str
    reader: Reader = Reader.PREVIEW
    keeps: str
    refresh: str
    tool: str = ""
    opens: str = ""
    source: str
    read: date
    is_certain: bool = False


READ = date(2026, 11, 21)
NEW_ADDRESS = "share the address with ?v=2 behind it"

# Networks whose previews are made anew for each message (Signal, iMessage) keep nothing that could be refreshed.
CACHES = (
    Cache(
        # Its public pages name 24 hours and copies of them 30 days for a page; a picture is kept under its address.
        # The debugger's address with ?q= is in no documentation: https://app.ogli.sh/how-to/refresh-social-card-cache.html
        name="Facebook, Messenger, Instagram, Threads",
        keeps="one to 30 days, a picture for as long as its address is the same",
        refresh="“Scrape Again” in the Sharing Debugger",
        tool="https://developers.facebook.com/tools/debug/",
        opens="https://developers.facebook.com/tools/debug/?q={address}",
        source="https://developers.facebook.com/docs/sharing/best-practices",
        read=READ,
    ),
    Cache(
        name="LinkedIn",
        keeps="about 7 days",
        refresh="opening the Post Inspector is enough",
        tool="https://www.linkedin.com/post-inspector/",
        opens="https://www.linkedin.com/post-inspector/inspect/{address}",
        source="https://app.ogli.sh/how-to/refresh-social-card-cache.html",
        read=READ,
    ),
    Cache(
        name="Pinterest",
        keeps="for a time that it does not tell",
        refresh="the URL Debugger",
        tool="https://developers.pinterest.com/tools/url-debugger/",
        opens="https://developers.pinterest.com/tools/url-debugger/?link={address}",
        source="https://github.com/awesomemotive/all-in-one-seo-pack",
        read=READ,
    ),
    Cache(
        name="Telegram",
        keeps="until it is asked to look again; a noindex too",
        refresh="send the addresses to @WebpageBot, at most ten at once",
        tool="https://t.me/WebpageBot",
        source="https://opengraphplus.com/consumers/telegram/caching",
        read=READ,
    ),
    Cache(
        name="Discord",
        keeps="about 30 minutes",
        refresh=f"wait, or {NEW_ADDRESS}",
        tool="https://discord.com/developers/embeds",
        source="https://docs.discord.com/developers/link-previews/overview",
        read=READ,
        is_certain=True,
    ),
    Cache(
        # The validator shows no preview since 2022: https://help.presspage.com/hc/en-us/articles/4404343363858
        name="X",
        keeps="about 7 days",
        refresh=f"wait, or {NEW_ADDRESS}",
        source="https://yoast.com/help/twitter-sharing-not-working",
        read=READ,
    ),
    Cache(
        name="WhatsApp",
        keeps="days, on the sender’s device",
        refresh=NEW_ADDRESS,
        source="https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/",
        read=READ,
    ),
    Cache(
        name="Slack",
        keeps="about 30 minutes",
        refresh=f"wait, or {NEW_ADDRESS}",
        source="https://app.ogli.sh/how-to/refresh-social-card-cache.html",
        read=READ,
    ),
    Cache(
        name="Microsoft Teams",
        keeps="about 30 minutes",
        refresh=f"wait, or {NEW_ADDRESS}",
        source="https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling",
        read=READ,
    ),
    Cache(
        name="Mastodon",
        keeps="each server for two weeks",
        refresh=f"wait, or {NEW_ADDRESS}",
        source="https://github.com/mastodon/mastodon/blob/main/app/services/fetch_link_card_service.rb",
        read=READ,
        is_certain=True,
    ),
    Cache(
        name="Bluesky",
        keeps="for ever, in the post itself",
        refresh="post anew",
        source="https://github.com/bluesky-social/social-app/issues/6521",
        read=READ,
        is_certain=True,
    ),
    Cache(
        name="Reddit",
        keeps="for long",
        refresh="no way is known",
        source="https://opengraphplus.com/consumers/reddit/crawling",
        read=READ,
    ),
    Cache(
        name="Matrix",
        keeps="an hour by default",
        refresh="wait",
        source="https://github.com/element-hq/synapse/blob/develop/synapse/media/url_previewer.py",
        read=READ,
        is_certain=True,
    ),
    Cache(
        # Its links into the inspection need the name of the user's own property, which the site does not know.
        name="Google",
        reader=Reader.SEARCH,
        keeps="until its next visit",
        refresh="“URL inspection”, then “Request indexing” in Search Console; “Removals” there for what is gone",
        tool="https://search.google.com/search-console",
        source="https://developers.google.com/search/docs/crawling-indexing/ask-google-to-recrawl",
        read=READ,
        is_certain=True,
    ),
    Cache(
        name="Bing and others that take IndexNow",
        reader=Reader.SEARCH,
        keeps="until its next visit",
        refresh="“URL submission” in Webmaster Tools, or IndexNow: changed, redirecting and deleted addresses alike",
        tool="https://www.bing.com/webmasters",
        source="https://www.indexnow.org/documentation",
        read=READ,
        is_certain=True,
    ),
)


def caches_of(readers: Iterable[Reader]) -> tuple[Cache, ...]:
    """Return the networks that keep what such readers read."""
    wanted = frozenset(readers)
    return tuple(cache for cache in CACHES if cache.reader in wanted)


def link(cache: Cache, address: str) -> str:
    """Return the network's tool with a page's address in it, "" where it takes none."""
    return cache.opens.format(address=quote(address, safe="")) if cache.opens else ""
