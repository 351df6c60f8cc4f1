"""Public names of drawn files: a hash of everything that changes a pixel.

A file of a name is therefore always right, and a changed card has a new address, which no network has cached yet.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from social.card.lines import ELLIPSIS
from social.card.typefaces import assign
from social.model import Card, CardDesign, Crop, Drawing, LocalFile

FOLDER = "cards"
HASH_LENGTH = 20  # hexadecimal digits, 80 bits: two files never meet
PNG, JPEG = ".png", ".jpg"


def drawing(recipe: Card | Crop | LocalFile, design: CardDesign) -> Drawing:
    """Return the file that a recipe makes, under its public name."""
    return Drawing(f"{FOLDER}/{digest_of(recipe, design)[:HASH_LENGTH]}{suffix_of(recipe)}", recipe)


def digest_of(recipe: Card | Crop | LocalFile, design: CardDesign) -> str:
    """Return a hash of what changes the pixels of a recipe's file, in hexadecimal."""
    if isinstance(recipe, LocalFile):
        return recipe.digest
    found: dict[str, Any] = {"recipe": asdict(recipe), "design": design.digest}
    if recipe.picture:  # its path does not change a pixel
        found["recipe"]["picture"] = recipe.picture.digest
    if isinstance(recipe, Card):
        used = {index for text in (*words_of(recipe), ELLIPSIS) for index, _ in assign(text, design.typefaces)}
        found["fonts"] = sorted(design.typefaces[index].digest for index in used)
    return sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def suffix_of(recipe: Card | Crop | LocalFile) -> str:
    """Return the end of a file's name: pictures are JPEG, cards of words alone PNG, a file is what it is."""
    if isinstance(recipe, LocalFile):
        return PurePosixPath(recipe.path).suffix.lower()
    return PNG if isinstance(recipe, Card) and not recipe.picture else JPEG


def words_of(card: Card) -> tuple[str, ...]:
    """Return all that is written on a card."""
    return (card.site_name, card.kicker, card.title, card.byline, *card.entries)
