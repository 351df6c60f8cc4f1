"""What content/home.md, content/topics/ and content/authors/ say, as templates and metadata read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An author: `kind` is "Person" or "Organization", `content` HTML, `links` addresses of profiles elsewhere."""

    name: str
    kind: str
    summary: str
    origin: str
    content: str
    links: tuple[str, ...]
    twitter: str
    fediverse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a file asks its readers to do; all of it "" where the file wants nothing to be asked.

    Attributes:
        label, link: of the button, "" where the site's will do. The link is an address, or a path under the site.
        file: the content file, by its path in the content folder, to whose page the button leads; `link` is what
            stands behind that address then.
    """

    title: str = ""
    text: str = ""
    label: str = ""
    link: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A category with a text of its own.

    Attributes:
        url: its path under the site; articles: its posts, newest first.
        pillar: the post to begin with, or None; path: posts in the order in which to read them.
        call: what its file asks readers of its posts to do, None where it says nothing.
    """

    name: str
    url: str
    summary: str
    origin: str
    content: str
    articles: tuple[Any, ...]
    pillar: Any | None
    path: tuple[Any, ...]
    call: Call | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The home page: its heading, its text as HTML, and the posts to start with."""

    title: str
    summary: str
    origin: str
    content: str
    start_here: tuple[Any, ...]
