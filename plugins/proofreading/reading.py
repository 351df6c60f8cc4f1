"""Reads content files, and says what in them is running text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from writing.front_matter import parse

from proofreading.blocks import read_blocks
from proofreading.model import Article, Block, Kind

SOURCES = "Sources"
"""The heading above the list of sources."""

RUNNING = (Kind.PARAGRAPH, Kind.ITEM)


def read_article(file: Path) -> Article:
    """Return a content file taken apart. Raises FrontMatterError, UnicodeDecodeError."""
    return article_of(file.read_text(encoding="utf-8-sig"), file)


def article_of(text: str, path: Path) -> Article:
    """Return a text taken apart. Raises FrontMatterError."""
    document = parse(text)
    blocks, references = read_blocks(document.body, document.body_line)
    return Article(path, document.fields, blocks, references)


def is_source(block: Block) -> bool:
    """Return whether a block stands in the list of sources."""
    return SOURCES in block.section


def running(article: Article) -> Iterator[Block]:
    """Yield the blocks that are read as sentences: no headings, tables, code, captions or sources."""
    yield from (block for block in article.blocks if block.kind in RUNNING and not is_source(block))


def files(content: Path) -> list[Path]:
    """Return the content files of a folder, sorted."""
    return sorted(content.rglob("*.md"))


def is_post(path: Path) -> bool:
    """Return whether a file is a post, by its folder."""
    return "posts" in path.parts
