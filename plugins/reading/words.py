"""The words of an article, as far as it is compared with others by them."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from html import unescape
from itertools import islice
from string import punctuation, whitespace
from typing import NamedTuple
from zlib import crc32

from social.text import BLOCKS, UNSPACED_SCRIPTS, parsed, printable
from writing.raw_html import PLAIN_TAG

# How often a word counts in each part of an article.
TITLE, SUMMARY, HEADINGS, BODY = 4, 2, 2, 1
KEPT = 128  # words of an article that may tell what it is about: those that stand there most often
MOST = 255  # times that are told apart
NUMBERS = "I"  # four bytes each
LEAST_LETTERS = 3  # of a word that is compared

# White space and punctuation; marks such as vowel signs are none of it, so that words stay whole in any script.
PARTING = re.compile(
    "[\x85\u00a0-\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965\u1680\u2000-\u206f\u3000-\u303f\uff00-\uff0f]"
)
# That of ASCII, for bytes of UTF-8, in which nothing else has one of its bytes.
SPACED = bytes.maketrans(MARKS := (punctuation + whitespace + "\x1c\x1d\x1e\x1f").encode(), b" " * len(MARKS))

# Entities that every parser reads alike.
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[nm]dash|hellip);)")
HEADING = re.compile(r"<(?P<name>h[2-4])(?![\w-])[^>]*>(?P<inside>.*?)</(?P=name) ?>", re.DOTALL | re.IGNORECASE)
HEADING_TAG = re.compile(r"</?h[2-4](?![\w-])", re.IGNORECASE)
HIDDEN = "<template"  # an element whose words nobody sees
PARTING_TAGS = frozenset(BLOCKS)


class Words(NamedTuple):
    """The words that an article has most often, the first one most often of all.

    Attributes:
        numbers: their numbers, four bytes each.
        counts: how often each stands there, a byte each.
    """

    numbers: bytes
    counts: bytes


def words_of(title: str, summary: str, html: str) -> Words:
    """Return the `KEPT` words that stand in an article most often, those in better places counting several times.

    Of equals the one that stands in the body first is taken.
    """
    counts = counted_in(title, summary, html)
    words = list(islice(filter(is_word, sorted(counts, key=counts.__getitem__, reverse=True)), KEPT))
    return Words(array(NUMBERS, map(crc32, words)).tobytes(), bytes(min(counts[word], MOST) for word in words))


def number_of(word: str) -> int:
    """Return the number of a word, the same in each build.

    Of 50,000 words there may be two with the same one, which are taken for one word then, by every build.
    """
    return crc32(word.encode())


def counted_in(title: str, summary: str, html: str) -> Counter[bytes]:
    """Return how often whatever may be a word stands in an article, the better places counting more."""
    body, headings = text_and_headings(html)
    counts = counted(body)
    for part, weight in ((headings, HEADINGS), (title, TITLE), (summary, SUMMARY)):
        for word, number in counted(part).items():
            counts[word] += weight * number
    return counts


def counted(text: str) -> Counter[bytes]:
    """Return how often whatever stands between spaces or punctuation is found in a text, in UTF-8."""
    text = text.casefold()
    if not text.isascii():
        text = PARTING.sub(" ", text)
    found = Counter(text.encode("utf-8", "surrogatepass").translate(SPACED).split())
    if not UNSPACED_SCRIPTS.search(text):
        return found
    counts = Counter[bytes]()
    for part, number in found.items():
        for word in parts_of(part):
            counts[word] += number
    return counts


def parts_of(found: bytes) -> Iterable[bytes]:
    """Return what stands between spaces; of a script without spaces, every two letters in a row."""
    text = found.decode("utf-8", "surrogatepass")
    if not UNSPACED_SCRIPTS.search(text):
        return (found,)
    return (text[start : start + 2].encode("utf-8", "surrogatepass") for start in range(len(text) - 1))


def is_word(found: bytes) -> bool:
    """Return whether something between spaces is a word to compare: short ones and numbers tell nothing."""
    if found.isascii():
        return len(found) >= LEAST_LETTERS and not found.isdigit()
    text = found.decode("utf-8", "surrogatepass")
    return bool(UNSPACED_SCRIPTS.search(text)) or (len(text) >= LEAST_LETTERS and not text.isdigit())


def text_and_headings(html: str) -> tuple[str, str]:
    """Return the text of a body, and that of its headings alone, with spaces around blocks."""
    html = printable(html)
    text = PLAIN_TAG.sub(space, html)
    inside = HEADING.findall(html)
    if "<" in text or ENTITY.search(text) or HIDDEN in html or 2 * len(inside) != len(HEADING_TAG.findall(html)):
        root = parsed(html)
        return root.text_content(), " ".join(heading.text_content() for heading in root.iter("h2", "h3", "h4"))
    return unescape(text), unescape(PLAIN_TAG.sub(space, " ".join(words for _, words in inside)))


def space(tag: re.Match[str]) -> str:
    """Return what stands between the words before a tag and those behind it."""
    return " " if tag["name"].lower() in PARTING_TAGS else ""
