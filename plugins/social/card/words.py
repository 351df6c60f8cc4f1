"""What a share card says, and how it is told to someone who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from social.model import Card, PageKind
from social.text import shorten

# What a page is, where it has no topic.
KICKERS: Mapping[PageKind, str] = {
    PageKind.HOME: "Blog",
    PageKind.PAGE: "Page",
    PageKind.CATEGORY: "Topic",
    PageKind.TAG: "Tag",
    PageKind.AUTHOR: "Author",
    PageKind.ARCHIVES: "Archive",
    PageKind.CATEGORIES: "Overview",
    PageKind.TAGS: "Overview",
    PageKind.AUTHORS: "Overview",
}
# How a page is told of.
KINDS: Mapping[PageKind, str] = {
    PageKind.HOME: "the home page",
    PageKind.ARTICLE: "an article",
    PageKind.PAGE: "a page",
    PageKind.CATEGORY: "a topic",
    PageKind.TAG: "a tag",
    PageKind.AUTHOR: "an author",
    PageKind.ARCHIVES: "the archive",
    PageKind.CATEGORIES: "the list of topics",
    PageKind.TAGS: "the list of tags",
    PageKind.AUTHORS: "the list of authors",
}
# One and several of what a list holds; of the others, articles.
COUNTED: Mapping[PageKind, tuple[str, str]] = {
    PageKind.CATEGORIES: ("topic", "topics"),
    PageKind.TAGS: ("tag", "tags"),
    PageKind.AUTHORS: ("author", "authors"),
}
ARTICLES = ("article", "articles")
READING_TIME = "{} min read"
ADVERTISEMENT = "Ad"  # stands before the topic of a post that is paid for
SEPARATOR = " · "
# Characters: X takes no more. https://developer.x.com/cards/markup
ALT_LENGTH = 420


def kicker(kind: PageKind, section: str, *, sponsored: bool) -> str:
    """Return the small line above a title: the topic, else what the page is."""
    return joined((ADVERTISEMENT if sponsored else "", section or KICKERS.get(kind, "")))


def reading(authors: Sequence[str], minutes: int | None) -> str:
    """Return who wrote an article and how long it takes."""
    return joined((", ".join(authors), READING_TIME.format(minutes) if minutes else ""))


def counted(kind: PageKind, number: int) -> str:
    """Return how much a list holds: "1 article", "3 topics"."""
    one, several = COUNTED.get(kind, ARTICLES)
    return f"{number} {one if number == 1 else several}"


def joined(parts: Sequence[str]) -> str:
    """Return the parts that are not empty, with a dot between them."""
    return SEPARATOR.join(filter(None, parts))


def composed(text: str) -> str:
    """Return text with each letter and its accents as one character where there is one: fonts know those best."""
    return normalize("NFC", text)


def alternative(card: Card, kind: PageKind, behind: str) -> str:
    """Return a card's alternative text: of what page it is, the words on it, what the picture behind them shows."""
    about = "" if card.kicker == KICKERS.get(kind) else card.kicker
    words = "; ".join(filter(None, (f"“{card.title}”", about, card.byline, *card.entries)))
    seen = f" Behind the words: {behind}" if behind else ""
    return shorten(f"Share card of {KINDS[kind]} on {card.site_name}: {words}.{seen}", ALT_LENGTH)
