"""How long a post may be on each network, and how its characters are counted there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from unicodedata import category, normalize
from urllib.parse import urlsplit

from networks.counting import characters, clusters, graphemes, is_single, utf8

# Code points that X counts as two; all others are one. https://docs.x.com/fundamentals/counting-characters
HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
AS_EMOJI = "\ufe0f"  # shows the character before it as an emoji: VARIATION SELECTOR-16
EMOJI = 0x1F000  # symbols from here on are emoji, or letters in their shape
SHORT = 16  # characters that are left of what follows the host, "..." among them; Bluesky's app
WRAPPED = 23  # characters that an address counts where the network puts a short one in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a network takes as one post.

    Attributes:
        limit: in the network's own count.
        count: length of text without addresses; address: length of an address in it.
        hashtags: how many of them are worth writing there.
        source: where limit and count are written.
    """

    limit: int
    count: Callable[[str], int]
    address: Callable[[str], int]
    hashtags: int
    source: str

    def length(self, text: str, address: str) -> int:
        """Return how long a post is that has this text and besides it an address."""
        return self.count(text) + self.address(address)


def is_emoji(cluster: str) -> bool:
    """Return whether a character, as people see it, is an emoji."""
    return AS_EMOJI in cluster or (ord(cluster[0]) >= EMOJI and category(cluster[0]).startswith("S"))


def weighted(text: str) -> int:
    """Return how long a text is for X: any emoji is two, letters and marks of most alphabets one, others two."""
    composed = normalize("NFC", text)
    if is_single(composed):
        return weight(composed)
    return sum(2 if is_emoji(cluster) else weight(cluster) for cluster in clusters(composed))


def weight(text: str) -> int:
    """Return how much the code points of a text weigh on X, each for itself."""
    return len(text) + len(HEAVY.findall(text))


def with_emoji_as_bytes(text: str) -> int:
    """Return how long a text is for Threads, which counts an emoji by its bytes."""
    if is_single(text):
        return len(text)
    return sum(utf8(cluster) if is_emoji(cluster) else len(cluster) for cluster in clusters(text))


def wrapped(address: str) -> int:
    """Return the length of the short address that stands for any."""
    return WRAPPED


def shortened(address: str) -> int:
    """Return the length of an address as Bluesky's app writes it: the host, and what follows, if that is short.

    https://github.com/bluesky-social/social-app/blob/main/src/lib/strings/url-helpers.ts
    """
    host = urlsplit(address).netloc
    rest = address.partition("://")[2].removeprefix(host)
    return len(host) + (0 if rest == "/" else min(SHORT, len(rest)))


POSTS: Mapping[str, Post] = {
    "linkedin": Post(
        limit=3000,
        count=characters,
        address=characters,
        hashtags=5,
        source="https://www.ayrshare.com/docs/apis/post/social-networks/linkedin",
    ),
    "x": Post(
        limit=280,
        count=weighted,
        address=wrapped,
        hashtags=2,
        source="https://docs.x.com/fundamentals/counting-characters",
    ),
    # Servers may set another limit.
    "mastodon": Post(
        limit=500,
        count=graphemes,
        address=wrapped,
        hashtags=5,
        source="https://docs.joinmastodon.org/user/posting/",
    ),
    "bluesky": Post(
        limit=300,
        count=graphemes,
        address=shortened,
        hashtags=5,
        source="https://docs.bsky.app/docs/advanced-guides/posts",
    ),
    # One topic a post.
    "threads": Post(
        limit=500,
        count=with_emoji_as_bytes,
        address=characters,
        hashtags=1,
        source="https://developers.facebook.com/documentation/threads/posts",
    ),
}
