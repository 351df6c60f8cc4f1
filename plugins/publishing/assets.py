"""What templates print of the theme's files: their addresses, and styles and HTML without what only people need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from writing.pictures import digest
from writing.problems import SettingError

DIGITS = 8  # of a hash in an address: enough to tell the versions of one file apart
KEEPS_SPACE = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)
INDENTATION = re.compile(r"\n\s+")


def href(base: str, target: str) -> str:
    """Return a link that settings name: an address with a scheme as it is, a path of the site from the host's root."""
    return target if urlsplit(target).scheme else f"{base}/{target.lstrip('/')}"


@lru_cache(maxsize=64)
def compacted(css: str) -> Markup:
    """Return styles without what only people need: indentation, line ends, and the spaces around what separates.

    A string in them must hold none of these. They are remembered, since most pages have the same.
    """
    text = re.sub(r"\n| {2,}", "", css)
    text = re.sub(r" ?([{}]) ?|([;:,]) ", r"\1\2", text)
    return Markup(text.replace(";}", "}"))  # noqa: S704


def unindented(html: str) -> Markup:
    """Return HTML with no spaces at the beginning of its lines, and no empty lines, but for text that keeps them."""
    parts = KEEPS_SPACE.split(html)
    return Markup("".join(part if number % 2 else INDENTATION.sub("\n", part) for number, part in enumerate(parts)))  # noqa: S704


def asset(settings: Mapping[str, Any], base: str, file: str) -> str:
    """Return the address of a script or stylesheet of the theme, which changes with its bytes: caches may keep it.

    Raises SettingError where the theme has no such file.
    """
    source = next(
        (path for path in (Path(folder, file) for folder in static_folders(settings)) if path.is_file()), None
    )
    if source is None:
        raise SettingError(f"the theme has no file {file} in static/")
    return versioned(f"{base}/{settings['THEME_STATIC_DIR']}/{file}", digest(source))


def versioned(address: str, digest_of_file: str) -> str:
    """Return an address that changes with the bytes of its file: caches may keep it."""
    return f"{address}?v={digest_of_file[:DIGITS]}"


def static_folders(settings: Mapping[str, Any]) -> list[Path]:
    """Return the folders whose files Pelican copies as the theme's."""
    return [Path(settings["THEME"], folder) for folder in settings["THEME_STATIC_PATHS"]]
