"""What content/home.md, content/topics/ and content/authors/ say, as templates and metadata read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from writing.front_matter import field, line, split
from writing.problems import log_problem, nearest

SLUGS = "; write the slugs of posts that are published, with commas between them"


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


def profile_of(page: Any) -> Profile:
    """Return what an author's file says."""
    fields = page.metadata["front_matter"]
    return Profile(
        name=page.title,
        kind=page.metadata.get("type", "Person"),
        summary=page.metadata.get("summary", ""),
        origin=origin_of(page),
        content=page.content,
        links=split(field(fields, "profiles"), ","),
        twitter=page.metadata.get("twitter", ""),
        fediverse=page.metadata.get("fediverse", ""),
    )


def home_of(pages: list[Any], context: dict[str, Any]) -> Home:
    """Return what content/home.md says; the site's own name and tagline without one."""
    if not pages:
        return Home(title=context["SITENAME"], summary="", origin="site default", content="", start_here=())
    (page,) = pages
    return Home(
        title=page.title,
        summary=page.metadata.get("summary", ""),
        origin=origin_of(page),
        content=page.content,
        start_here=posts_named(page, "start_here", published(context)),
    )


def published(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the posts that readers find in lists, by their slugs."""
    return {article.slug: article for article in context["articles"]}


def posts_named(content: Any, key: str, by_slug: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the posts whose slugs stand under a key of a file; report those that are none, and what stands twice."""
    fields = content.metadata["front_matter"]
    wanted = split(field(fields, key), ",") if key in content.metadata else ()  # else it has been told of already
    for number, slug in enumerate(wanted):
        wrong = ""
        if slug not in by_slug:
            name = slug.rstrip("/").rpartition("/")[2].partition(".")[0].lower()  # of an address, or of a file
            wrong = f'there is no published post "{slug}"{nearest(name, by_slug) or SLUGS}'
        elif slug in wanted[:number]:
            wrong = f'"{slug}" stands twice; keep one of them'
        if wrong:
            log_problem(Path(content.source_path), line(fields, key), key, f"{key.title()}: {wrong}")
    return tuple(by_slug[slug] for slug in dict.fromkeys(wanted) if slug in by_slug)


def origin_of(page: Any) -> str:
    """Return where a profile's summary stands."""
    return f"{page.relative_source_path}, Summary, line {line(page.metadata['front_matter'], 'summary')}"
