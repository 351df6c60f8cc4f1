"""The form of an article: what stands in its front matter, at its top and at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proofreading.inline import Link, links
from proofreading.limits import (
    BLOCKS_BEFORE_TAKEAWAYS,
    GLOSSARY_LINKS,
    LAST_BLOCKS,
    LINKS_TO_POSTS,
    LONGEST_SUMMARY,
    SHARE_TEXT_LINKEDIN,
    SHARE_TEXT_MASTODON,
    SHARE_TEXT_X,
    SHORTEST_SUMMARY,
)
from proofreading.links import external
from proofreading.model import Article, Block, Finding, Kind
from proofreading.reading import SOURCES, is_source

KEYS = ("reviewed", "review_by", "summary", "image", "image_alt")
SHARE_TEXTS: Mapping[str, int] = {
    "share_text_linkedin": SHARE_TEXT_LINKEDIN,
    "share_text_x": SHARE_TEXT_X,
    "share_text_mastodon": SHARE_TEXT_MASTODON,
}
TAKEAWAYS = "takeaways"
TERM = re.compile(r"(?:^|/)glossary(?:\.md|/)#[\w-]+$")
POST = re.compile(r"^(?:\.\./posts/)?(?P<name>[\w.-]+)\.md(?:#.*)?$")


def check_form(post: Article) -> Iterator[Finding]:
    """Yield what a post lacks. A translation has the form of its original, and only its headings are looked at."""
    yield from check_headings(post)
    if post.field("translation") or not post.is_english:
        return
    yield from check_keys(post)
    yield from check_text(post)


def check_keys(post: Article) -> Iterator[Finding]:
    """Yield what the front matter lacks, and texts that are too short or too long."""
    for key in (*KEYS, *SHARE_TEXTS):
        if not post.field(key):
            yield post.at(1, "form", f"there is no {key.title()}", "write one; docs/writing.md says what it is")
    summary = len(post.field("summary"))
    if summary and not SHORTEST_SUMMARY <= summary <= LONGEST_SUMMARY:
        advice = f"write {SHORTEST_SUMMARY} to {LONGEST_SUMMARY}"
        yield post.at(post.line("summary"), "form", f"the Summary has {summary} characters", advice)
    for key, limit in SHARE_TEXTS.items():
        if len(text := post.field(key)) > limit:
            found = f"{key.title()} has {len(text)} characters"
            yield post.at(post.line(key), "form", found, f"write {limit} at most")


def check_text(post: Article) -> Iterator[Finding]:
    """Yield what the text lacks: takeaways, links to terms and posts, a next article, sources."""
    first = post.blocks[0].line if post.blocks else 1
    body = [block for block in post.blocks if not is_source(block)]
    if not any(block.kind is Kind.BOX and block.box == TAKEAWAYS for block in body[: BLOCKS_BEFORE_TAKEAWAYS + 1]):
        advice = 'write !!! takeaways "Key takeaways" below the first paragraph'
        yield post.at(first, "form", "no key takeaways stand near the top", advice)
    found = [link for block in body for link in links(block, post.references)]
    terms = {link.address for link in found if TERM.search(link.address)}
    if len(terms) < GLOSSARY_LINKS:
        advice = f"link {GLOSSARY_LINKS} or more where a reader meets them first"
        yield post.at(first, "form", f"{len(terms)} terms of the glossary are linked", advice)
    others = posts_in(found)
    if len(others) < LINKS_TO_POSTS:
        yield post.at(first, "form", f"{len(others)} other posts are linked", f"link {LINKS_TO_POSTS} or more")
    if not posts_in(last_links(post, body)):
        line = body[-1].line if body else first
        yield post.at(line, "form", "the end leads on to no other post", "name the next article, and why to read it")
    if any(True for _ in external(post)) and not any(is_source(block) for block in post.blocks):
        yield post.at(first, "form", f'there is no heading "{SOURCES}"', "list the sources below it")


def posts_in(found: list[Link]) -> set[str]:
    """Return the names of the posts that links lead to."""
    return {match["name"] for link in found if (match := POST.match(link.address))}


def last_links(post: Article, body: list[Block]) -> list[Link]:
    """Return the links in the last blocks of a text."""
    return [link for block in body[-LAST_BLOCKS:] for link in links(block, post.references)]


def check_headings(post: Article) -> Iterator[Finding]:
    """Yield headings that leave out a level: the title is the only one of level 1."""
    level = 1
    for block in post.blocks:
        if block.kind is not Kind.HEADING:
            continue
        if block.level > level + 1 or block.level == 1:
            found = f'the heading "{block.raw}" is of level {block.level} below one of level {level}'
            wanted = max(level + 1, 2) if block.level > level else 2
            yield post.at(block.line, "form", found, f"begin it with {'#' * wanted}")
        level = block.level
