"""A new post: a file with the right name and the keys that most posts have, each with a word on what belongs there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from unidecode import unidecode
from yaml.reader import Reader

from writing.schema import BY_KEY

NAME_LENGTH = 60  # characters of an address that is still read as a whole; it is cut at a word
TEXT = "Write your text here, in Markdown."


def name_of(title: str, day: datetime) -> str:
    """Return the file's name, which becomes the address: letters a to z, digits and hyphens, of a title in any script.

    A title without letters gives the day.
    """
    words = re.sub(r"[^a-z0-9]+", "-", unidecode(title).lower()).strip("-")
    if len(words) > NAME_LENGTH:
        words = words[: NAME_LENGTH + 1].rpartition("-")[0] or words[:NAME_LENGTH]
    return words or dated(day)


def dated(day: datetime) -> str:
    """Return the name of a post whose title has no letters."""
    return f"post-{day:%Y-%m-%d}"


def post(title: str, day: datetime, topics: Sequence[str]) -> str:
    """Return the text of a new post: a draft, with help in comments. The title loses what no file may hold."""
    return "\n".join(lines(" ".join(Reader.NON_PRINTABLE.sub("", title).split()), day, topics))


def lines(title: str, day: datetime, topics: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a new post. A JSON text is a YAML text, whatever is in the title."""
    values = {
        "Title": json.dumps(title, ensure_ascii=False),
        "Question": "",
        "Date": f"{day:%Y-%m-%d %H:%M}",
        "Category": json.dumps(topics[0], ensure_ascii=False) if topics else "",
        "Tags": "[]",
        "Summary": "",
        "Image": "",
        "Image_Alt": "",
        "Draft": "true",
    }
    yield "---"
    for name, value in values.items():
        key = BY_KEY[name.lower()]
        yield f"# {name}: {key.accepted.replace('`', '')}" + (f" ({', '.join(topics)})" if name == "Category" else "")
        yield f"{name.lower()}: {value}".rstrip()
    yield from ("---", "", TEXT, "")


def free(folder: Path, title: str, day: datetime) -> Path:
    """Return the file of a new post; the day alone, which says nothing of the title, is counted up."""
    name = name_of(title, day)
    names = [name, *(f"{name}-{number}" for number in range(2, 100))] if name == dated(day) else [name]
    return next((file for one in names if not (file := folder / f"{one}.md").exists()), folder / f"{name}.md")


def write(title: str, folder: Path, day: datetime, topics: Sequence[str]) -> Path:
    """Write a new post into a folder; return its path. Raises FileExistsError rather than replace a file."""
    file = free(folder, title, day)
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as out:
        out.write(post(title, day, topics))
    return file
