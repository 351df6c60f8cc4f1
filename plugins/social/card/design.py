"""The brand as cards use it: colours, logo, artwork and fonts, read from the project's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from social.card.colours import Colour
from social.card.fonts import FONT_SUFFIXES

if TYPE_CHECKING:  # most builds draw nothing, and do without the libraries that draw
    from PIL.Image import Image

# What draws: another version may draw other pixels. The names are those of the packages.
ENGINES = ("pillow", "uharfbuzz", "resvg-py", "python-bidi", "uniseg", "budoux")
SVG = ".svg"


@dataclass(frozen=True)
class Brand:
    """What a designer chose.

    Attributes:
        colours: by their names in the settings, those of the light scheme.
        logo_file: SVG, PNG or any other picture.
        artwork: folder of the motifs, one square SVG a layout; the classes `fill-accent`, `stroke-accent` and so on
            take the brand's colours.
    """

    colours: Mapping[str, Colour]
    logo_file: Path
    artwork: Path
    _drawn: dict[tuple[Path, int], Image] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def stylesheet(self) -> str:
        """Return the brand's colours as classes of SVG."""
        rules = ".fill-{0} {{ fill: {1} }}\n.stroke-{0} {{ stroke: {1} }}\n"
        return "".join(rules.format(name, "#{:02x}{:02x}{:02x}".format(*c)) for name, c in self.colours.items())

    def motif(self, name: str, side: int) -> Image:
        """Return a motif as a picture of `side` × `side` px with transparency."""
        return self._once(self.artwork / f"{name}{SVG}", side)

    def logo(self, height: int) -> Image:
        """Return the logo as a picture of that height with transparency."""
        return self._once(self.logo_file, height)

    @property
    def logo_ratio(self) -> float:
        """Return the logo's width divided by its height."""
        picture = self.logo(256)
        return picture.width / picture.height

    def _once(self, file: Path, height: int) -> Image:
        from social.card.artwork import drawn  # noqa: PLC0415 (see above)

        if (file, height) not in self._drawn:
            self._drawn[file, height] = drawn(file, height, self.stylesheet)
        return self._drawn[file, height]

    def digest(self) -> str:
        """Return a hash of everything here that changes a pixel: colours, the bytes of files, code, engines."""
        code = sorted(Path(__file__).parent.glob("*.py"))
        files = [self.logo_file, *sorted(self.artwork.glob(f"*{SVG}")), *code]
        found = sha256(self.stylesheet.encode())
        for part in (*(file.read_bytes() for file in files), *map(str.encode, engines())):
            found.update(sha256(part).digest())
        return found.hexdigest()


@cache
def engines() -> tuple[str, ...]:
    """Return what draws, with its versions."""
    return tuple(f"{name} {version(name)}" for name in ENGINES)


def font_files(places: Iterable[Path]) -> Sequence[Path]:
    """Return the fonts at some places, files or folders, in their order; those of a folder by name.

    What is not there is passed over: larger sets count where they are installed.
    """
    found: dict[Path, None] = {}
    for place in places:
        inside = sorted(place.iterdir()) if place.is_dir() else [place]
        found |= dict.fromkeys(file for file in inside if file.suffix.lower() in FONT_SUFFIXES and file.is_file())
    return tuple(found)
