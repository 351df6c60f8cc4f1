"""What the benchmark has to know of a site generator."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus import Corpus, Post

SITE_URL = "https://example.org"
PER_PAGE = 10  # posts on a page of a list
IN_FEED = 100  # posts in a feed, with their whole text
TEMPLATES = Path(__file__).parents[1] / "templates"


class AbsentError(Exception):
    """A generator is not on this machine; says what to do about it."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A site generator, and a site of any posts for it.

    Attributes:
        name: its name in options and results.
        title: its name and version in tables.
        command: what builds the site, run in its folder.
        start: writes all of the site but the posts into a folder.
        post: returns the file of a post in that folder, and its text.
        output: the folder of what is built, in that folder.
        page: the file of a post in that, with {slug}.
        kept: what else a build leaves behind for the next one.
        variables: of the command's environment.
    """

    name: str
    title: str
    command: tuple[str, ...]
    start: Callable[[Corpus, Path], None]
    post: Callable[[Post], tuple[str, str]]
    output: str
    page: str = "{slug}/index.html"
    kept: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    def write(self, corpus: Corpus, folder: Path) -> None:
        """Write the whole site into a new folder."""
        folder.mkdir(parents=True)
        self.start(corpus, folder)
        for post in corpus.posts:
            self.save(post, folder)

    def save(self, post: Post, folder: Path) -> None:
        """Write a post into the folder of the site."""
        name, text = self.post(post)
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Return the environment in which the command runs."""
        return {**os.environ, **self.variables}

    def lacks(self, corpus: Corpus, folder: Path) -> list[str]:
        """Return the posts whose pages were not built."""
        built = folder / self.output
        return [post.slug for post in corpus.posts if not (built / self.page.format(slug=post.slug)).is_file()]

    def shows(self, word: str, slug: str, folder: Path) -> bool:
        """Return whether the page of a post has a word."""
        return word in (folder / self.output / self.page.format(slug=slug)).read_text(encoding="utf-8")

    def forget(self, folder: Path) -> None:
        """Remove what was built and what is kept of it: the next build is a cold one."""
        for name in (self.output, *self.kept):
            shutil.rmtree(folder / name, ignore_errors=True)


def lines(**keys: str) -> str:
    """Return keys of front matter as Pelican reads them, a line each."""
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


def between_dashes(**keys: object) -> str:
    """Return keys of front matter as YAML; values are written as JSON, which is YAML too."""
    values = "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items())
    return f"---\n{values}---\n"
