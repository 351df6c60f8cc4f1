"""The cards of the benchmark: 200 of mixed kinds, the same ones on every run."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image
from social.card.specimens import SPECIMENS
from social.model import Card, CardLayout, LocalFile

SEED = 20261121
TEXT, PICTURE, PHOTO, LIST = "text", "picture, PNG", "picture, photo", "list"
COUNTS: Mapping[str, int] = {TEXT: 100, PICTURE: 30, PHOTO: 30, LIST: 40}
LAYOUT_OF: Mapping[str, CardLayout] = {
    TEXT: CardLayout.TEXT,
    PICTURE: CardLayout.PICTURE,
    PHOTO: CardLayout.PICTURE,
    LIST: CardLayout.LIST,
}

BEGINNINGS = (
    "What is", "Why nobody agrees on", "How to measure", "A short history of", "The hidden cost of", "Before you buy",
    "Seven mistakes in", "When to stop", "How small teams plan", "What we learned from", "A checklist for",
    "Questions to ask about", "The case against", "Getting started with",
)  # fmt: skip
SUBJECTS = (
    "social media optimisation", "link previews", "search snippets", "structured data", "hashtags", "share buttons",
    "newsletter growth", "video captions", "alternative text", "audience research", "content calendars",
    "community management", "influencer contracts", "landing pages", "organic reach", "paid campaigns",
    "Open Graph metadata", "evergreen articles",
)  # fmt: skip
ENDINGS = (
    "", "", "in 2026", "for charities", "without a budget", "on LinkedIn and Mastodon", "and how to fix them",
    "for B2B marketing", "step by step", "that readers actually share", "after the next update",
    "when your team is two people and a dog", "(with examples)", "– and what to do instead",
)  # fmt: skip
TOPICS = ("Social media marketing", "Social media optimisation", "Search", "Analytics", "Guides")
AUTHORS = ("Editorial Team", "Amara Okafor", "Jonas Weber, Mia Lindqvist")
LIST_NAMES = ("Social media optimisation", "Search", "Definitions", "All articles", "Amara Okafor", "Open Graph")

PHOTO_SIZE = (3000, 2000)
PHOTO_QUALITY = 92
OCTAVES = (4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048)  # columns of noise
SKY, GROUND = (96, 148, 214), (92, 84, 58)


@dataclass(frozen=True, slots=True)
class Item:
    """A card, its kind, and the name under which the report tells of it."""

    kind: str
    name: str
    card: Card


def deck(content: Path, folder: Path) -> tuple[Item, ...]:
    """Return the cards, shuffled; the photo that some of them show is made in `folder`.

    `content` is the site's content folder, whose illustrations the others show.
    """
    chance = random.Random(SEED)  # noqa: S311 (no secret: the same on every run)
    illustrations = [local(file) for file in sorted((content / "posts" / "images").glob("*.png"))]
    pictures = {PICTURE: illustrations, PHOTO: [photo(folder / "photo.jpg")]}
    found = [Item(TEXT, name, card) for name, card in SPECIMENS.items()]
    for kind, count in COUNTS.items():
        for number in range(count - sum(item.kind == kind for item in found)):
            shown = pictures.get(kind, [None])
            found.append(Item(kind, f"{kind} {number}", made(kind, chance, shown[number % len(shown)])))
    chance.shuffle(found)
    return tuple(found)


def made(kind: str, chance: random.Random, picture: LocalFile | None) -> Card:
    """Return a card of a kind with words drawn by lot."""
    is_list = kind == LIST
    minutes, number = chance.randint(2, 14), chance.randint(2, 40)
    return Card(
        layout=LAYOUT_OF[kind],
        kicker="Topic" if is_list else chance.choice(TOPICS),
        title=chance.choice(LIST_NAMES) if is_list else title(chance),
        byline=f"{number} articles" if is_list else f"{chance.choice(AUTHORS)} · {minutes} min read",
        entries=tuple(title(chance) for _ in range(chance.randint(2, 10))) if is_list else (),
        site_name="Wellshared",
        language="en-GB",
        direction="ltr",
        picture=picture,
    )


def title(chance: random.Random) -> str:
    """Return the title of an article."""
    return " ".join(filter(None, map(chance.choice, (BEGINNINGS, SUBJECTS, ENDINGS))))


def local(file: Path) -> LocalFile:
    """Return a picture file under its absolute path, which counts wherever the content folder lies."""
    return LocalFile(str(file.resolve()), sha256(file.read_bytes()).hexdigest())


def photo(file: Path) -> LocalFile:
    """Write a JPEG as large and as rich in detail as a camera's: a gradient under noise of all sizes."""
    chance = random.Random(SEED)  # noqa: S311 (no secret: the same on every run)
    bands = [fractal(chance) for _ in range(3)]
    slope = Image.linear_gradient("L").resize(PHOTO_SIZE)
    ground = Image.composite(Image.new("RGB", PHOTO_SIZE, GROUND), Image.new("RGB", PHOTO_SIZE, SKY), slope)
    # One noise for light and shade, and a little of each band's own.
    detail = Image.merge("RGB", [Image.blend(bands[0], band, 0.2) for band in bands])
    image = Image.blend(ground, detail, 0.6)
    image.save(file, "JPEG", quality=PHOTO_QUALITY)
    return local(file)


def fractal(chance: random.Random) -> Image.Image:
    """Return grey noise of all sizes, each as strong as the others: scenes have detail at every scale."""
    found = Image.new("L", PHOTO_SIZE)
    for number, columns in enumerate(OCTAVES, 1):
        size = (columns, columns * PHOTO_SIZE[1] // PHOTO_SIZE[0])
        noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
        found = Image.blend(found, noise.resize(PHOTO_SIZE, Image.Resampling.BICUBIC), 1 / number)
    return found
