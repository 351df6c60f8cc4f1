"""This project: its theme, plugins and settings with all that they do, on pages as short as they may be."""

from __future__ import annotations

import compileall
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from corpus import Corpus, Post, draw

from generators.base import SITE_URL, Generator, lines

ROOT = Path(__file__).parents[3]
COPIED = ("plugins", "theme")


def start(corpus: Corpus, folder: Path) -> None:
    """Write all of a site but its posts."""
    copy(folder)
    shutil.copytree(ROOT / "content" / "images", folder / "content" / "images")
    content = folder / "content"
    draw(corpus.pictures, content / "images")
    for name in ("pages", "authors"):
        shorten((ROOT / "content" / name).glob("[!.]*.md"), content / name)
    first = ", ".join(post.slug for post in corpus.posts[:3])
    write(content / "home.md", Title="All kinds of posts", Summary="What is written here.", Start_Here=first)
    for number, category in enumerate(corpus.categories):
        write(content / "topics" / f"topic-{number}.md", Title=category, Summary=f"Posts on {category}.")
    for number, author in enumerate(corpus.authors):
        write(content / "authors" / f"author-{number}.md", Title=author, Summary=f"What {author} has written.")


def copy(folder: Path) -> None:
    """Copy code, theme and settings, so that somebody may work on them meanwhile."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    compileall.compile_dir(folder / "plugins", quiet=1)


def shorten(files: Iterable[Path], folder: Path) -> None:
    """Write files without their text, which links to posts that are not there; translations are left out."""
    folder.mkdir(parents=True)
    for file in files:
        if "." not in file.stem:
            head, _, _ = file.read_text(encoding="utf-8").partition("\n\n")
            (folder / file.name).write_text(f"{head}\n\nA text.\n", encoding="utf-8")


def write(file: Path, **keys: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{lines(**keys)}\nA text.\n", encoding="utf-8")


def post(post: Post) -> tuple[str, str]:
    keys = {
        "Title": post.title,
        "Date": f"{post.date:%Y-%m-%d %H:%M}",
        "Category": post.category,
        "Tags": ", ".join(post.tags),
        "Authors": post.author,
        "Summary": post.summary,
    }
    if post.picture:
        keys |= {"Image": f"../images/{post.picture.name}", "Image_Alt": post.picture.alt}
    body = post.text(link="{slug}.md", picture="../images/{name}")
    return f"content/posts/{post.slug}.md", f"{lines(**keys)}\n{body}\n"


def ours() -> Generator:
    return Generator(
        name="ours",
        title="this project",
        command=(sys.executable, "-m", "publishing", "html"),
        start=start,
        post=post,
        output="output",
        kept=(".cache",),
        variables={"PYTHONPATH": "plugins", "PYTHONHASHSEED": "0", "SITEURL": SITE_URL},
    )
