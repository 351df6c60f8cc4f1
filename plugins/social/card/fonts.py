"""What words need to know of fonts: the characters that each has, kept, so that a build opens fonts only to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from social.card.typefaces import Chain
from social.files import write_whole
from social.model import Typeface

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".woff2")
COLOURFUL, PLAIN = "colourful", "plain"


class FontError(ValueError):
    """A file that should be a font and is none."""


class Characters(AbstractSet[str]):
    """The characters of a text as a set, which is made when the first is looked for: most fonts are never asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def found(self) -> frozenset[str]:
        return frozenset(self.text)

    def __contains__(self, character: object) -> bool:
        return character in self.found

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __ge__(self, other: AbstractSet[object]) -> bool:
        return self.found >= other


def read_typefaces(files: Iterable[tuple[Path, str]], cache: Path, made_by: str) -> Chain:
    """Return font files, each with its family, as far as words know them. Raises FontError.

    What is known of a file is kept in the folder `cache`, by its bytes and `made_by`: what opens fonts.
    """
    return Chain(read_typeface(file, family, cache, made_by) for file, family in files)


def read_typeface(file: Path, family: str, cache: Path, made_by: str) -> Typeface:
    """Return a font file of a family as far as words know it. Raises FontError."""
    digest = sha256(file.read_bytes()).hexdigest()
    kept = cache / f"{sha256(f'{digest} {made_by}'.encode()).hexdigest()}.characters"
    found = read_kept(kept)
    if found is None:
        from social.card.typesetting import open_font  # noqa: PLC0415 (needs all that draws)

        typeface = open_font(file, cache, family).typeface
        keep(kept, typeface)
        return typeface
    kind, characters = found
    return Typeface(family, digest, Characters(characters), is_colourful=kind == COLOURFUL)


def read_kept(file: Path) -> tuple[str, str] | None:
    """Return the kind and the characters of a font as they were kept; None when they were not, or are damaged."""
    if not file.is_file():
        return None
    check, _, data = file.read_bytes().partition(b"\n")
    if sha256(data).hexdigest().encode() != check:
        return None
    kind, _, characters = data.decode("utf-8", "surrogatepass").partition("\n")
    return kind, characters


def keep(file: Path, typeface: Typeface) -> None:
    """Keep what is known of a font."""
    kind = COLOURFUL if typeface.is_colourful else PLAIN
    data = f"{kind}\n{''.join(sorted(typeface.characters))}".encode("utf-8", "surrogatepass")
    write_whole(file, sha256(data).hexdigest().encode() + b"\n" + data)
