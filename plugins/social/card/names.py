"""Public names of drawn files: a hash of everything that changes a pixel.

A file of a name is therefore always right, and a changed card has a new address, which no network has cached yet.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from social.card.typefaces import assign
from social.model import Card, CardDesign, Crop, Drawing, LocalFile

FOLDER = "cards"
HASH_LENGTH = 20  # hexadecimal digits, 80 bits: two files never meet
PNG, JPEG = "png", "jpg"


def drawing(recipe: Card | Crop | LocalFile, design: CardDesign) -> Drawing:
    """Return the file that a recipe makes, under its public name."""
    if isinstance(recipe, LocalFile):
        return Drawing(f"{FOLDER}/{recipe.digest[:HASH_LENGTH]}{PurePosixPath(recipe.path).suffix.lower()}", recipe)
    found: dict[str, Any] = {"recipe": asdict(recipe), "design": design.digest}
    if recipe.picture:  # its path does not change a pixel
        found["recipe"]["picture"] = recipe.picture.digest
    if isinstance(recipe, Card):
        found["fonts"] = sorted(
            {design.typefaces[n].digest for t in words_of(recipe) for n, _ in assign(t, design.typefaces)}
        )
    digest = sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    suffix = PNG if isinstance(recipe, Card) and not recipe.picture else JPEG
    return Drawing(f"{FOLDER}/{digest[:HASH_LENGTH]}.{suffix}", recipe)


def words_of(card: Card) -> tuple[str, ...]:
    """Return all that is written on a card."""
    return (card.site_name, card.kicker, card.title, card.byline, *card.entries)
