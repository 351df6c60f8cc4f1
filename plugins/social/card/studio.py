"""All that it takes to draw, named but not opened: most builds draw nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from social.card.design import Brand, engines
from social.card.fonts import read_typefaces
from social.files import write_whole
from social.model import CardDesign

if TYPE_CHECKING:  # imports all that draws
    from social.card.drawing import Artist

LOGO_TRIAL = 64  # px, a height at which the logo is drawn once to see that it can be


@dataclass(frozen=True)
class Studio:
    """Brand and fonts of a site.

    Attributes:
        fonts: files, each with the name of its family, in the order in which they are asked for a character.
        content: folder in which the paths of pictures begin.
        cache: folder for what is known of the fonts and the logo.
    """

    brand: Brand
    fonts: tuple[tuple[Path, str], ...]
    content: Path
    cache: Path

    @cached_property
    def design(self) -> CardDesign:
        """Return what all cards share. Raises FontError or OSError when a font cannot be used."""
        return CardDesign(self.brand.digest(), read_typefaces(self.fonts, self.cache, " ".join(engines())))

    def check_logo(self) -> None:
        """Raise ValueError or OSError when the logo cannot be drawn; it is tried once for each design."""
        proof = self.cache / "logo.drawn"
        if not proof.is_file() or proof.read_text(encoding="utf-8") != self.design.digest:
            self.brand.logo(LOGO_TRIAL)
            write_whole(proof, self.design.digest.encode())

    @cached_property
    def artist(self) -> Artist:
        """Return what draws; its fonts are opened."""
        from social.card.drawing import Artist  # noqa: PLC0415 (see above)
        from social.card.typesetting import Typesetter, open_font  # noqa: PLC0415

        fonts = [open_font(file, self.cache, family) for file, family in self.fonts]
        return Artist(self.brand, Typesetter(fonts), self.content)
