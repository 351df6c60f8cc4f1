"""What a share card says, and how it is told to someone who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from social.model import Card, CardLayout, PageKind
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


def alternative(card: Card, behind: str) -> str:
    """Return a card's alternative text: that it is a card, the words on it, and what the picture behind them shows."""
    words = [card.site_name, card.kicker, f"“{card.title}”", card.byline, *card.entries]
    told = f"Share card: {'; '.join(filter(None, words))}."
    if card.layout is CardLayout.PICTURE and behind:
        told += f" Behind the words: {behind}"
    return shorten(told, ALT_LENGTH)
