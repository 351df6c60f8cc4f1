"""Videos: what an address on a network that plays them means, and posters in a text that play one when asked.

A linked picture of Markdown, alone in its paragraph, is the poster of the video that its link leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from words.tables import Words

from writing.problems import hint
from writing.references import Report, is_outbound, written

# What every browser plays, by the end of a file's name.
# https://developer.mozilla.org/en-US/docs/Web/Media/Guides/Formats/Containers
FILES = {".mp4": "video/mp4", ".webm": "video/webm"}
FORMATS = "MP4 or WebM"
POSTER_ELSEWHERE = "would be loaded from another host before anybody plays the video; save it and write its path"
SPACE, WWW, KEY = re.compile(r"\s"), re.compile(r"^www\.", re.IGNORECASE), re.compile("[0-9a-f]+")
ADDRESS = re.compile(r"""https?://[^\s"'<>(),]+""")
LANDSCAPE, PORTRAIT = (1280, 720), (720, 1280)  # px, the shapes in which players show videos
# How networks write a length: "90", "90s", "1m30s", "1h2m3s"; and writers "4:35", "1:04:35".
LENGTH = re.compile(r"(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s?)?", re.ASCII)
CLOCK = re.compile(r"(?:(?P<h>\d{1,2}):(?=[0-5]\d:))?(?P<m>\d{1,2}):(?P<s>[0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A network whose videos pages can show.

    Attributes:
        name: as readers know it.
        page: what an address of a video begins with, without scheme and "www."; its groups are the `id`, `portrait`
            where the video stands upright, and `key` where it needs one, which its query may have too.
        embed: address of the player for an `id`, of a host that sets no cookie before the video plays.
        query: of that address, whatever the video.
        key, start: parameters of that address, "" where it has none: the video's key, and the second to begin at.
    """

    name: str
    page: re.Pattern[str]
    embed: str
    query: tuple[str, ...] = ()
    key: str = ""
    start: str = ""

    @property
    def origin(self) -> str:
        """Return scheme and host of the player, as a Content-Security-Policy names them."""
        return "https://" + urlsplit(self.embed).netloc


PLAYERS = (
    # https://support.google.com/youtube/answer/171780 https://developers.google.com/youtube/player_parameters
    Player(
        name="YouTube",
        page=re.compile(
            r"(?:(?:(?:m|music)\.)?youtube(?:-nocookie)?\.com/"
            r"(?:watch\?(?:[^#]*&)?v=|live/|embed/|v/|(?P<portrait>shorts/))|youtu\.be/)"
            r"(?P<id>[\w-]{11})(?![\w-])",
            re.ASCII | re.IGNORECASE,
        ),
        embed="https://www.youtube-nocookie.com/embed/{id}",
        start="start={}",
    ),
    # `dnt` keeps statistics away, `h` is the key of a video that is not listed.
    # https://help.vimeo.com/hc/en-us/articles/12426260232977 https://developer.vimeo.com/api/oembed/videos
    Player(
        name="Vimeo",
        page=re.compile(
            r"(?:player\.)?vimeo\.com/"
            r"(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/|ondemand/[\w-]+/)?"
            r"(?P<id>\d+)(?:/(?P<key>[0-9a-f]+))?(?![\w/-])",
            re.ASCII | re.IGNORECASE,
        ),
        embed="https://player.vimeo.com/video/{id}",
        query=("dnt=1",),
        key="h={}",
    ),
)
KNOWN = " or ".join(player.name for player in PLAYERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A video on a network: who plays it, the address of the player, and the shape in px in which it does."""

    player: Player
    url: str
    size: tuple[int, int] = LANDSCAPE


def embed_of(address: str) -> Embed | None:
    """Return what plays the video that an address leads to, None when it leads to none of a network that we know.

    A link to a moment of a video plays it from there, where the player can.
    """
    scheme, _, bare = address.partition("://")
    if scheme.lower() not in ("http", "https") or SPACE.search(address):
        return None
    for player in PLAYERS:
        if found := player.page.match(WWW.sub("", bare)):
            parts = found.groupdict()
            key = parts.get("key") or key_of(address, player)
            query = [*player.query, *optional(player.key, key), *optional(player.start, start_of(address))]
            url = player.embed.format(id=parts["id"]) + ("?" + "&".join(query) if query else "")
            return Embed(player=player, url=url, size=PORTRAIT if parts.get("portrait") else LANDSCAPE)
    return None


def key_of(address: str, player: Player) -> str:
    """Return the key of a video that an address has in its query, under the name that the player has for it; or ""."""
    found = parse_qs(urlsplit(address).query).get(player.key.partition("=")[0], [""])[0]
    return found if KEY.fullmatch(found) else ""


def embedded(text: str) -> str:
    """Return a hint at the address of a video in what was pasted around it, such as code to embed it; or ""."""
    return next((hint(found) for found in ADDRESS.findall(text) if embed_of(found)), "")


def is_video(file: Path) -> bool:
    """Return whether a file is a video that every browser plays, by its name."""
    return file.suffix.lower() in FILES


def optional(parameter: str, value: str | int | None) -> Iterator[str]:
    """Yield a parameter with its value, unless there is none of either."""
    if parameter and value:
        yield parameter.format(value)


def start_of(address: str) -> int:
    """Return the second of a video that an address names: `t` or `start` of its query; 0 where it names none."""
    given = parse_qs(urlsplit(address).query)
    found = LENGTH.fullmatch((given.get("t") or given.get("start") or ["0"])[0])
    return seconds(found) if found else 0


def seconds(found: re.Match[str]) -> int:
    """Return a length in seconds."""
    hours, minutes, rest = (int(found[part] or 0) for part in ("h", "m", "s"))
    return hours * 3600 + minutes * 60 + rest


def length_of(text: str) -> int:
    """Return the seconds of a length as writers write it, "4:35" or "1:04:35"; 0 for anything else."""
    found = CLOCK.fullmatch(text)
    return seconds(found) if found else 0


class Videos(Treeprocessor):
    """Makes a linked picture, alone in its paragraph, the poster of the video that the link leads to.

    Without a script it stays a link to the video; nothing comes from the network before somebody asks for it. It must
    run after figures, and before addresses are resolved.
    """

    def __init__(self, md: Markdown, report: Report, words: Words) -> None:
        super().__init__(md)
        self.report, self.words = report, words

    def run(self, root: Element) -> None:
        for holder in root.iter():
            link, picture = linked_picture(holder)
            if link is not None and picture is not None and (embed := embed_of(written(link, "href"))):
                holder.tag = "figure"
                holder.set("class", "video portrait" if embed.size == PORTRAIT else "video")
                link.set("data-embed", embed.url)
                label = SubElement(link, "span")
                label.text = AtomicString(self.words.say("video_play", network=embed.player.name))
                self.check_poster(written(picture, "src"))

    def check_poster(self, reference: str) -> None:
        """Report a poster that would be loaded from another host before anybody asks for the video."""
        if is_outbound(reference):
            self.report("video", f'the poster "{reference}" {POSTER_ELSEWHERE}', reference)


def linked_picture(holder: Element) -> tuple[Element | None, Element | None]:
    """Return the link and the picture in it that are all that a paragraph holds, or a figure beside its caption."""
    if holder.tag not in ("p", "figure") or not len(holder) or (holder.text or "").strip():
        return None, None
    link, *others = holder
    if any(other.tag != "figcaption" for other in others) or (link.tail or "").strip():
        return None, None
    is_alone = link.tag == "a" and len(link) == 1 and link[0].tag == "img"
    words = (link.text or "") + (link[0].tail or "") if is_alone else ""
    return (link, link[0]) if is_alone and not words.strip() else (None, None)
