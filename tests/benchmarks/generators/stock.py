"""Pelican as it comes: its theme "simple", its defaults, no plugin; and the same with its own cache switched on."""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path

from corpus import Corpus, Post, draw

from generators.base import PER_PAGE, SITE_URL, Generator, lines

SETTINGS = f"""\
SITENAME = "Posts"
SITEURL = {SITE_URL!r}
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "simple"
PLUGINS = []
DEFAULT_PAGINATION = {PER_PAGE}
"""
# https://docs.getpelican.com/en/latest/settings.html#reading-only-modified-content
CACHE = """\
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
"""


def start(settings: str, corpus: Corpus, folder: Path) -> None:
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    draw(corpus.pictures, folder / "content" / "images")


def post(post: Post) -> tuple[str, str]:
    head = lines(
        Title=post.title,
        Slug=post.slug,
        Date=f"{post.date:%Y-%m-%d %H:%M}",
        Category=post.category,
        Tags=", ".join(post.tags),
        Authors=post.author,
        Summary=post.summary,
    )
    body = post.text(link="{{filename}}{slug}.md", picture="{{static}}/images/{name}")
    return f"content/{post.slug}.md", f"{head}\n{body}\n"


def generator(name: str, title: str, settings: str) -> Generator:
    return Generator(
        name=name,
        title=title.format(version("pelican")),
        command=(sys.executable, "-m", "pelican", "content", "--output", "output", "--settings", "settings.py"),
        start=partial(start, settings),
        post=post,
        output="output",
        page="{slug}.html",
        kept=("cache", "__pycache__"),
    )


def stock() -> Generator:
    return generator("stock", "Pelican {}", SETTINGS)


def with_cache() -> Generator:
    return generator("cached", "Pelican {} with its cache", SETTINGS + CACHE)
