"""Where readers can follow a site or an author: addresses of profiles with the names that readers know them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

# By host, without "www.".
NAMES: Mapping[str, str] = {
    "behance.net": "Behance",
    "bsky.app": "Bluesky",
    "discord.gg": "Discord",
    "dribbble.com": "Dribbble",
    "facebook.com": "Facebook",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "medium.com": "Medium",
    "pinterest.com": "Pinterest",
    "reddit.com": "Reddit",
    "snapchat.com": "Snapchat",
    "soundcloud.com": "SoundCloud",
    "substack.com": "Substack",
    "t.me": "Telegram",
    "threads.com": "Threads",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "tumblr.com": "Tumblr",
    "twitch.tv": "Twitch",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "wa.me": "WhatsApp",
    "whatsapp.com": "WhatsApp",
    "x.com": "X",
    "xing.com": "XING",
    "youtube.com": "YouTube",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile elsewhere: its address, and the name of the network with the account where that tells more."""

    url: str
    name: str


def profiles(addresses: Iterable[str]) -> tuple[Profile, ...]:
    """Return profiles in the order of their addresses."""
    return tuple(Profile(address, name_of(address)) for address in addresses)


@cache
def name_of(address: str) -> str:
    """Return 1. the name of the network, by its host or the one above that. 2. For an address such as
    https://host/@name, which servers of the Fediverse have, "Mastodon (@name@host)". 3. The host.
    """
    parts = urlsplit(address)
    host = (parts.hostname or address).removeprefix("www.")
    known = next((NAMES[end] for end in (host, host.partition(".")[2]) if end in NAMES), "")
    account = parts.path.strip("/")
    is_fediverse = account.startswith("@") and "/" not in account
    return known or (f"Mastodon ({account}@{host})" if is_fediverse else host)
