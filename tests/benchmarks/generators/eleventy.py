"""Eleventy, where Node and its packages are, with lists, feeds, sitemap and the metadata that a page needs."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from pathlib import Path

from corpus import Corpus, Post, draw

from generators.base import TEMPLATES, AbsentError, Generator, between_dashes

PACKAGES = ("@11ty/eleventy", "@11ty/eleventy-plugin-syntaxhighlight")
MODULES = "node_modules"
PROGRAM = "@11ty/eleventy/cmd.cjs"


def start(packages: Path, corpus: Corpus, folder: Path) -> None:
    shutil.copytree(TEMPLATES / "eleventy", folder, dirs_exist_ok=True)
    (folder / MODULES).symlink_to(packages, target_is_directory=True)
    draw(corpus.pictures, folder / "images")


def post(post: Post) -> tuple[str, str]:
    pictured = {"image": f"/images/{post.picture.name}", "image_alt": post.picture.alt} if post.picture else {}
    head = between_dashes(
        permalink=f"/{post.slug}/",
        title=post.title,
        date=post.date.isoformat(),
        category=post.category,
        keywords=list(post.tags),
        author=post.author,
        description=post.summary,
        **pictured,
    )
    return f"posts/{post.slug}.md", f"{head}\n{post.text(link='/{slug}/', picture='/images/{name}')}\n"


def eleventy(packages: Path) -> Generator:
    """Return Eleventy, from a folder with the packages of Node. Raises `AbsentError`."""
    node = shutil.which("node")
    if node is None:
        raise AbsentError("Eleventy is left out: there is no Node on this machine")
    if missing := [name for name in PACKAGES if not (packages / name).is_dir()]:
        names = " ".join(missing)
        raise AbsentError(
            f"Eleventy is left out: {packages} lacks {names} (npm install {names} there, or --node FOLDER)"
        )
    found = json.loads((packages / PACKAGES[0] / "package.json").read_text(encoding="utf-8"))["version"]
    return Generator(
        name="eleventy",
        title=f"Eleventy {found}",
        command=(node, os.fspath(packages.resolve() / PROGRAM), "--quiet"),
        start=partial(start, packages.resolve()),
        post=post,
        output="_site",
        kept=(".cache",),
    )
