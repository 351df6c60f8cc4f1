"""The writer's commands: `python -m writing new "Title" | due | keys`."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from writing.console import print_anything
from writing.due import waiting
from writing.front_matter import FrontMatterError, one, parse
from writing.new import write
from writing.schema import table

POSTS, PAGES, TOPICS = "posts", "pages", "topics"


def new(arguments: argparse.Namespace, settings: dict[str, Any]) -> int:
    """Write a new post; exit code 1 when there is one of that name."""
    title = (arguments.title or os.environ.get("NEW_TITLE", "")).strip()
    if not title:
        print('a post needs a title: make new TITLE="What a share is"', file=sys.stderr)
        return 1
    content = Path(settings["PATH"])
    try:
        file = write(title, content / POSTS, datetime.now(ZoneInfo(settings["TIMEZONE"])), topics(content / TOPICS))
    except FileExistsError as error:
        print(f"{error.filename} is there already; write another title, or work on that post", file=sys.stderr)
        return 1
    print(file)
    return 0


def topics(folder: Path) -> list[str]:
    """Return the names of the topics, sorted; a file that cannot be read is left to the check."""
    return sorted(filter(None, map(title_of, folder.glob("*.md"))))


def title_of(file: Path) -> str:
    """Return the title that stands in a file, "" where it cannot be read."""
    try:
        return one(parse(file.read_text(encoding="utf-8-sig")).fields, "title")
    except (FrontMatterError, ValueError, OSError):
        return ""


def due(arguments: argparse.Namespace, settings: dict[str, Any]) -> int:
    """List the posts and pages that wait for their day."""
    zone = ZoneInfo(settings["TIMEZONE"])
    files = (file for folder in (POSTS, PAGES) for file in sorted(Path(settings["PATH"], folder).rglob("*.md")))
    found = waiting(files, datetime.now(zone), zone)
    for post in found:
        print(f"{post.day:%Y-%m-%d %H:%M %z}  {post.file.as_posix()}  {post.title}")
    if not found:
        print("no post or page waits for its day")
    return 0


def keys(arguments: argparse.Namespace, settings: dict[str, Any]) -> int:
    """Print the keys of the front matter as a Markdown table."""
    print(table(), end="")
    return 0


def main() -> int:
    print_anything()
    parser = argparse.ArgumentParser(prog="python -m writing", description=__doc__)
    parser.add_argument("--settings", default="pelicanconf.py")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("new", help="write a new post")
    command.add_argument("title", nargs="?", help="without it the variable NEW_TITLE of the environment is read")
    command.set_defaults(run=new)
    commands.add_parser("due", help="list what goes live when").set_defaults(run=due)
    commands.add_parser("keys", help="print the keys of the front matter").set_defaults(run=keys)
    arguments = parser.parse_args()
    code: int = arguments.run(arguments, runpy.run_path(arguments.settings))
    return code


if __name__ == "__main__":
    sys.exit(main())
