"""Whether what a text says of others has a source, and whether every source can be found and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofreading.exceptions import Exceptions
from proofreading.inline import links, plain
from proofreading.links import external, identity, is_external
from proofreading.model import Article, Block, Finding, Kind
from proofreading.names import figures, has_figure, names
from proofreading.reading import SOURCES, is_source
from proofreading.sentences import CODE, beginning, statements
from proofreading.sums import sums

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(
    rf"\b(?:\d{{1,2}} )?{MONTH} (?:19|20)\d\d\b|\b(?:19|20)\d\d\b|\bundated\b|\bread in \w|\bversion of \w",
    re.IGNORECASE,
)
FORM = '[Publisher, "Title"](https://…): what it supports. Date.'
# Marks a section whose figures nobody has to prove.
INVENTED = re.compile(r"\binvented\b|\bmade[ -]up\b|\bmade (?:\w+ ){1,3}up\b|\bimaginary\b", re.IGNORECASE)
ATTRIBUTED = re.compile(
    r"\b(?:says?|said|states?|stated|advises?|advised|recommends?|recommended|warns?|warned|announced|documents|requires?"
    r"|required|asks? for|publishes|published|according to)\b"
)
# Says itself that nothing stands behind it.
UNSOURCED = re.compile(r"\bfound no\b|\bno (?:source|document|page|official page)\b|\bundocumented\b", re.IGNORECASE)
SHORTEST_SUPPORT = 2  # words
CHECKED = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)


def sources(article: Article) -> list[Block]:
    """Return the lines of the list of sources."""
    return [block for block in article.blocks if is_source(block) and block.kind is Kind.ITEM]


def check_sources(article: Article, exceptions: Exceptions) -> Iterator[Finding]:
    """Yield what is wrong with the list of sources, and the links and statements that lack one."""
    yield from check_list(article)
    if not article.is_english and not sources(article):
        return
    listed = {identity(link.address) for block in sources(article) for link in links(block, article.references)}
    seen: set[str] = set()
    for index, link in external(article):
        if not is_source(article.blocks[index]) and identity(link.address) not in listed | seen:
            seen.add(identity(link.address))
            yield article.at(
                link.line, "sources", f"{link.address} is not under “{SOURCES}”", f"add a line there: {FORM}"
            )
    yield from check_statements(article, exceptions)


def check_list(article: Article) -> Iterator[Finding]:
    """Yield what the lines of the list lack: an address, what they support, a date; and what is listed twice.

    What a source supports and when it was written is looked for in English alone.
    """
    listed: set[str] = set()
    for block in sources(article):
        text = " ".join(plain(block.raw).split())
        found = [link for link in links(block, article.references) if is_external(link.address)]
        if not found:
            yield article.at(block.line, "sources", f'the source "{beginning(text)}" has no address', f"write {FORM}")
            continue
        behind = text.partition(found[0].words)[2]
        if article.is_english and len(DATE.sub("", behind.partition(": ")[2]).split()) < SHORTEST_SUPPORT:
            yield article.at(
                block.line, "sources", f'"{beginning(text)}" does not say what it supports', f"write {FORM}"
            )
        if article.is_english and not DATE.search(behind):
            advice = 'end with the day, month or year of the page, "Undated." or "Read in November 2026."'
            yield article.at(block.line, "sources", f'the source "{beginning(text)}" has no date', advice)
        if (address := identity(found[0].address)) in listed:
            yield article.at(block.line, "sources", f"{found[0].address} is listed twice", "make one line of the two")
        listed.add(address)


def check_statements(article: Article, exceptions: Exceptions) -> Iterator[Finding]:
    """Yield the statements of a name with a figure, or of what a name says, that have no link beside them.

    Beside means: in the same paragraph, item or row, or in the paragraph that introduces the list or table. What is
    only said again needs none: figures that stand beside a link with the same name elsewhere in the article, and those
    of sums. Exempt are sections that call their example invented, and sentences that say that no source was found.
    """
    if not article.is_english:
        return
    invented = {block.section for block in article.blocks if block.section and INVENTED.search(plain(block.raw))}
    linked = {at for at, block in enumerate(article.blocks) if not is_source(block) and has_link(article, at)}
    sourced = [(names(text), figures(text)) for text in (plain(article.blocks[at].raw, CODE) for at in linked)]
    for index, block in enumerate(article.blocks):
        if block.kind not in CHECKED or is_source(block) or index in linked:
            continue
        if any(block.section[: len(section)] == section for section in invented):
            continue
        for line, text in statements(block):
            found = names(text)
            if not found or not needs_source(text) or is_told_again(text, sourced):
                continue
            if not exceptions.allows("unsourced", text):
                told = f'"{beginning(text)}" says something of {found[0]} and links to no source'
                advice = "link the source in this paragraph, item or row, or name the sentence among the exceptions"
                yield article.at(line, "statements", told, advice)


def needs_source(text: str) -> bool:
    """Return whether a statement holds a figure that follows from none, or tells what somebody says."""
    if UNSOURCED.search(text):
        return False
    return has_figure(without_sums(text)) or ATTRIBUTED.search(text) is not None


def is_told_again(text: str, sourced: list[tuple[list[str], set[str]]]) -> bool:
    """Return whether names and figures of a statement stand in texts with links; these are given by theirs."""
    known = [stated for others, stated in sourced if set(names(text)) & set(others)]
    return bool(known) and figures(without_sums(text)) <= set().union(*known)


def without_sums(text: str) -> str:
    """Return a text without its sums: their figures follow from others."""
    for entry in reversed(sums(text)):
        text = text[: entry.start] + text[entry.start + len(entry.text) :]
    return text


def has_link(article: Article, index: int) -> bool:
    """Return whether a block has an external link, or the paragraph that introduces its list or table."""
    block = article.blocks[index]
    if any(is_external(link.address) for link in links(block, article.references)):
        return True
    if not block.group:
        return False
    first = next(at for at, other in enumerate(article.blocks) if other.group == block.group)
    above = article.blocks[first - 1] if first else None
    return (
        above is not None
        and above.kind is Kind.PARAGRAPH
        and above.section == block.section
        and any(is_external(link.address) for link in links(above, article.references))
    )
