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
class Topic:
    """A category with a text of its own: `url` is its path under the site, `articles` its posts, newest first."""

    name: str
    url: str
    summary: str
    origin: str
    content: str
    articles: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The home page: its heading, its text as HTML, and the posts to start with."""

    title: str
    summary: str
    origin: str
    content: str
    start_here: tuple[Any, ...]
