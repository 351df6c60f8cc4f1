"""What a share card says, and how it is told to someone who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from words.tables import Words

from social.model import Card, PageKind
from social.text import shorten

# What a page is, where it has no topic; keys of the interface's words.
KICKERS: Mapping[PageKind, str] = {
    PageKind.HOME: "card_home",
    PageKind.PAGE: "card_page",
    PageKind.CATEGORY: "card_category",
    PageKind.TAG: "card_tag",
    PageKind.AUTHOR: "card_author",
    PageKind.ARCHIVES: "card_archives",
    PageKind.CATEGORIES: "card_categories",
    PageKind.TAGS: "card_tags",
    PageKind.AUTHORS: "card_authors",
}
# What a list holds; of the others, articles.
COUNTED: Mapping[PageKind, str] = {
    PageKind.CATEGORIES: "count_topics",
    PageKind.TAGS: "count_tags",
    PageKind.AUTHORS: "count_authors",
}
SEPARATOR = " · "
# Characters: X takes no more. https://developer.x.com/cards/markup
ALT_LENGTH = 420


def kicker(kind: PageKind, section: str, words: Words, *, sponsored: bool) -> str:
    """Return the small line above a title: the topic, else what the page is."""
    return joined((words.say("ad") if sponsored else "", section or plain_kicker(kind, words)))


def plain_kicker(kind: PageKind, words: Words) -> str:
    """Return what a page of a kind is, "" for one that always has a topic."""
    return words.say(KICKERS[kind]) if kind in KICKERS else ""


def reading(authors: Sequence[str], minutes: int | None, words: Words) -> str:
    """Return who wrote an article and how long it takes."""
    return joined((", ".join(authors), words.say("minutes", count=minutes) if minutes else ""))


def counted(kind: PageKind, number: int, words: Words) -> str:
    """Return how much a list holds: "1 article", "3 topics"."""
    return words.say(COUNTED.get(kind, "articles"), count=number)


def joined(parts: Sequence[str]) -> str:
    """Return the parts that are not empty, with a dot between them."""
    return SEPARATOR.join(filter(None, parts))


def composed(text: str) -> str:
    """Return text with each letter and its accents as one character where there is one: fonts know those best."""
    return normalize("NFC", text)


def alternative(card: Card, kind: PageKind, behind: str, words: Words) -> str:
    """Return a card's alternative text: of what page it is, the words on it, what the picture behind them shows."""
    about = "" if card.kicker == plain_kicker(kind, words) else card.kicker
    shown = "; ".join(filter(None, (words.say("card_title", title=card.title), about, card.byline, *card.entries)))
    page = words.say(f"the_{kind.value.replace('-', '_')}")
    if behind:
        text = words.say("card_alt_behind", page=page, site=card.site_name, words=shown, picture=behind)
    else:
        text = words.say("card_alt", page=page, site=card.site_name, words=shown)
    return shorten(text, ALT_LENGTH)
