"""Where lines of Chinese and Japanese, which have no spaces, may end. Only imported where there is such text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from budoux import Parser, load_default_japanese_parser
from uniseg.linebreak import line_break_units

KANA = re.compile("[\u3040-\u30ff]")
# Where a long phrase may be parted: after punctuation, and between katakana and Chinese characters or digits.
PART = re.compile("[、。，．：；！？」』）]|[\u30a0-\u30ff](?=[\u4e00-\u9fff0-9])")
LONG_PHRASE = 6  # characters; longer ones may be parted


def pieces(text: str) -> Iterable[str]:
    """Return text cut where a line may end: by the rules of Unicode, Japanese at the ends of its phrases alone."""
    found = allowed(text)
    return by_phrase(text, found) if KANA.search(text) else found


def allowed(text: str) -> tuple[str, ...]:
    """Return text cut wherever Unicode allows it. https://www.unicode.org/reports/tr14/"""
    return tuple(line_break_units(text))


def by_phrase(text: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield Japanese text cut at ends of phrases, as far as it may be cut there."""
    ends = set(accumulate(map(len, japanese().parse(text))))
    at, phrase = 0, ""
    for part in parts:
        at += len(part)
        phrase += part
        if at in ends or (len(phrase) > LONG_PHRASE and PART.match(text, at - 1)):
            yield phrase
            phrase = ""
    yield phrase


@cache
def japanese() -> Parser:
    """Return what knows the phrases of Japanese. https://github.com/google/budoux"""
    return load_default_japanese_parser()
