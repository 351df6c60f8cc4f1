"""The posts of the benchmark: as many as are wanted, the same ones on every run, without the words of any generator.

Their make-up is that of a blog: 800 to 1,200 words under headings, lists, mostly a table, in every third a piece of
Python, in every second a picture, in every third a link to another post; words are as frequent as in a language (Zipf).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from string import Template

from PIL import Image, ImageDraw

SEED = 20261121
VOCABULARY = 6000  # different words
LEAST, MOST = 800, 1200  # words of a post
LONGEST = 130  # words of a block
TABLES = 0.8  # the share of posts with a table
PICTURE_SIZE = (1200, 675)
FIRST_DAY = datetime(2018, 1, 1, 8, tzinfo=UTC)
BETWEEN = timedelta(hours=7)  # posts; ten thousand end before 2026
COMMON = (
    "the", "of", "and", "a", "to", "in", "is", "that", "for", "it", "with", "as", "on", "are", "this", "be", "from",
    "or", "not", "by", "which", "when", "have", "what", "one", "they", "your", "more", "can", "than",
)  # fmt: skip
CODE = '''\
```python
from collections import Counter


def {name}(lines: list[str], least: int = {number}) -> dict[str, int]:
    """Count what comes up often enough."""
    counts = Counter(word.lower() for line in lines for word in line.split())
    return {{word: count for word, count in counts.items() if count >= least}}  # {word}


print({name}(["{word} and {word}"] * {number}))
```'''


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file's name, and what it shows."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post; its body is Markdown in which `$link` and `$picture` stand for addresses as a generator wants them."""

    slug: str
    title: str
    summary: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    author: str
    picture: Picture | None
    linked: str
    """The slug of the post to which it links, "" for none."""
    body: str

    def text(self, link: str, picture: str) -> str:
        """Return the body with addresses in a dialect: patterns with {slug} and {name}."""
        name = self.picture.name if self.picture else ""
        return Template(self.body).substitute(link=link.format(slug=self.linked), picture=picture.format(name=name))

    def changed(self, word: str) -> Post:
        """Return the post after an edit: a paragraph more, which holds a word that no other post has."""
        return replace(self, body=f"{self.body}\n\nThis was added later: {word}.")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a site is made of; posts are in the order of their days."""

    posts: tuple[Post, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    pictures: tuple[Picture, ...]


class Writer:
    """Words, sentences and blocks by chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.vocabulary = vocabulary(chance)
        self.frequencies = tuple(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(self.vocabulary, cum_weights=self.frequencies, k=count))

    def rare(self, count: int) -> str:
        """Return words that are none of the common ones."""
        return " ".join(self.chance.sample(self.vocabulary[len(COMMON) :], count))

    def sentence(self) -> str:
        return f"{self.words(self.chance.randint(7, 22)).capitalize()}."

    def paragraph(self) -> str:
        """Return a few lines, one of which has some words in bold, in italics or as code."""
        sentences = [self.sentence() for _ in range(self.chance.randint(1, 4))]
        mark = self.chance.choice(("**", "*", "`"))
        sentences[0] = f"{sentences[0]} {self.words(3).capitalize()} {mark}{self.rare(2)}{mark}, {self.words(4)}."
        return "\n".join(sentences)

    def points(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.chance.randint(3, 6)))

    def steps(self) -> str:
        return "\n".join(f"{number}. {self.sentence()}" for number in range(1, self.chance.randint(4, 6)))

    def table(self) -> str:
        rows = [self.rare(3).split() for _ in range(self.chance.randint(4, 8))]
        head, *body = [f"| {first.capitalize()} | {second} | {third} |" for first, second, third in rows]
        return "\n".join((head, "| --- | --- | --- |", *body))

    def code(self) -> str:
        return CODE.format(name=self.rare(1), word=self.rare(1), number=self.chance.randint(2, 9))


def vocabulary(chance: random.Random) -> tuple[str, ...]:
    """Return common words and invented ones, no word twice."""
    found = dict.fromkeys(COMMON)
    while len(found) < VOCABULARY:
        found[invented_word(chance)] = None
    return tuple(found)


def invented_word(chance: random.Random) -> str:
    """Return two to four syllables."""
    syllables = (chance.choice("bcdfghklmnprstvw") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    return "".join(syllables) + chance.choice("nrst")


def corpus(count: int, seed: int = SEED) -> Corpus:
    """Return a site of so many posts; a larger one begins with the posts of a smaller."""
    writer = Writer(random.Random(seed))  # noqa: S311 (nobody must be unable to guess it)
    categories = tuple(f"{writer.rare(1).capitalize()} {writer.rare(1)}" for _ in range(8))
    tags = tuple(writer.rare(1) for _ in range(60))
    authors = tuple(writer.rare(2).title() for _ in range(5))
    pictures = tuple(Picture(f"picture-{number:02}.png", f"Shapes: {writer.rare(4)}.") for number in range(1, 21))
    empty = Corpus((), categories, tags, authors, pictures)
    return replace(empty, posts=tuple(post(number, writer, empty) for number in range(count)))


def post(number: int, writer: Writer, site: Corpus) -> Post:
    """Return the post of a number, counted from 0."""
    chance = writer.chance
    return Post(
        slug=slug(number),
        title=f"{writer.rare(3).capitalize()} {writer.words(3)}",
        summary=f"{writer.words(chance.randint(16, 22)).capitalize()}.",
        date=FIRST_DAY + number * BETWEEN,
        category=chance.choice(site.categories),
        tags=tuple(chance.sample(site.tags, 3)),
        author=chance.choice(site.authors),
        picture=(picture := chance.choice(site.pictures) if number % 2 else None),
        linked=slug(chance.randrange(number)) if number % 3 == 1 else "",
        body="\n\n".join(blocks(number, writer, picture)),
    )


def slug(number: int) -> str:
    return f"post-{number:05}"


def blocks(number: int, writer: Writer, picture: Picture | None) -> Iterator[str]:
    """Yield the blocks of a body until it is long enough."""
    chance = writer.chance
    special = [writer.points(), writer.steps()]
    if chance.random() < TABLES:
        special.append(writer.table())
    if number % 3 == 0:
        special.append(writer.code())
    if picture:
        special.append(f"![{picture.alt}]($picture)")
    if number % 3 == 1:
        special.append(f"{writer.sentence()[:-1]}, as [{writer.words(3)}]($link) tells.")
    chance.shuffle(special)
    wanted = chance.randint(LEAST, MOST - LONGEST)
    found = 0
    for block in body(special, writer):
        yield block
        found += len(block.split())
        if not special and found >= wanted:
            return


def body(special: list[str], writer: Writer) -> Iterator[str]:
    """Yield paragraphs under headings without end; each section takes one special block, while there are any."""
    yield writer.paragraph()
    while True:
        yield f"## {writer.words(4).capitalize()}"
        yield writer.paragraph()
        if special:
            yield special.pop()
        yield f"### {writer.words(3).capitalize()}"
        yield writer.paragraph()


def draw(pictures: tuple[Picture, ...], folder: Path) -> None:
    """Write the pictures into a folder: fields of colour, so that each is a PNG of a few kilobytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        chance = random.Random(picture.name)  # noqa: S311
        image = Image.new("RGB", PICTURE_SIZE, colour(chance))
        pen = ImageDraw.Draw(image)
        for _ in range(12):
            left, top = chance.randrange(PICTURE_SIZE[0]), chance.randrange(PICTURE_SIZE[1])
            pen.ellipse((left, top, left + chance.randint(60, 400), top + chance.randint(60, 300)), colour(chance))
        image.save(folder / picture.name)


def colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)
