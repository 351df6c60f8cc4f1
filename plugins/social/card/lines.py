"""Words into lines: where they may break, at which size they fit, and how even the lines are.

Widths come from a function, so that nothing here knows a font: `measure(text)` is the width in px at a size of 1 px.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from social.text import UNSPACED_SCRIPTS

Measure = Callable[[str], float]

ELLIPSIS = "…"
ROUNDING = 1e-9  # sums of the same widths in another order may differ by so much
# Places where a line may end: after a space, and after a hyphen or dash inside a word. Never before punctuation that
# stands apart, as in French, nor before a dash between words. Korean breaks at its spaces, as its readers prefer.
BREAK = re.compile(r"(?<=\s)(?<!«\s)(?=[^\s?!:;»…–—])|(?<=\w[-‐–—/])(?=\w)")
# Characters of which none joins its neighbours: the letters of western Europe, and typographic marks.
# https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
SINGLE = re.compile("[ -\u02ff\u2010-\u2027\u2030-\u205e]*")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words that fit: their lines from top to bottom, without spaces at the ends, and the size of type in px.

    `is_whole` is False when the last line ends with "…" in the place of what had no room.
    """

    lines: tuple[str, ...]
    size: int
    is_whole: bool = True


@lru_cache(maxsize=1024)
def units(text: str) -> tuple[str, ...]:
    """Return `text` cut at every place where a line may end; each piece keeps the space after it.

    Chinese breaks nearly everywhere, by the rules of Unicode (https://www.unicode.org/reports/tr14/), Japanese where
    those rules and the ends of phrases agree.
    """
    pieces = BREAK.split(text)
    found = chain.from_iterable(unspaced(p) if UNSPACED_SCRIPTS.search(p) else (p,) for p in pieces)
    return tuple(filter(None, found))


def unspaced(text: str) -> Iterable[str]:
    """Return Chinese or Japanese text cut where a line may end."""
    from social.card.unspaced import pieces  # noqa: PLC0415 (tables of Unicode that most sites never need)

    return pieces(text)


def breaks(text: str) -> tuple[str, ...]:
    """Return Chinese or Japanese text cut wherever Unicode allows it."""
    from social.card.unspaced import allowed  # noqa: PLC0415 (as above)

    return allowed(text)


@lru_cache(maxsize=1024)
def graphemes(text: str) -> tuple[str, ...]:
    """Return the characters as a reader counts them: an emoji sequence, or a letter with its accents, is one."""
    if SINGLE.fullmatch(text):
        return tuple(text)
    from uniseg.graphemecluster import grapheme_clusters  # noqa: PLC0415 (tables of Unicode that few words need)

    return tuple(grapheme_clusters(text))


def fit(
    text: str, room: tuple[float, float], sizes: tuple[int, int], measure: Measure, *, leading: float, rows: int
) -> Fitted:
    """Return `text` in lines that fit, at the largest size that does.

    1. Whole words, from the largest size to the smallest. 2. The same with words cut that are too long for a line.
    3. At the smallest size, what has no room becomes "…".

    Args:
        text: plain words on one line.
        room: width and height of the box in px.
        sizes: largest and smallest size of type in px.
        measure: gives the width of words at a size of 1 px.
        leading: height of a line as a multiple of the size.
        rows: lines at most.
    """
    width, height = room
    largest, smallest = sizes
    words = units(text)
    lengths = [(measure(word.rstrip()), measure(word)) for word in words]

    def room_at(size: int) -> int:
        """Return how many lines have room at a size; there is always one at the smallest."""
        return min(rows, max(int(height / (size * leading)), size == smallest))

    for may_cut in (False, True):

        def set_at(size: int, *, may_cut: bool = may_cut) -> int:
            """Return how many lines the words make at a size; 0 when there is no room for them."""
            found = lengths
            if may_cut:
                found = [(measure(piece.rstrip()), measure(piece)) for piece in cut(words, width / size, measure)]
            count = lines_of(found, width / size)
            return count if count <= room_at(size) else 0

        # Whatever fits at a size fits at smaller ones.
        below = bisect_left(range(largest, smallest - 1, -1), x=True, key=lambda size: set_at(size) > 0)
        if (size := largest - below) >= smallest:
            pieces = cut(words, width / size, measure) if may_cut else words
            return Fitted(stripped(balanced(pieces, set_at(size), width / size, measure)), size)
    line = width / smallest
    lines = gathered(cut(words, line, measure), line, measure)
    too_wide = next((index for index, text in enumerate(lines) if measure(text.rstrip()) > line), len(lines))
    kept = min(rows - 1, room_at(smallest) - 1, too_wide)
    last = shortened("".join(lines[kept:]), line, measure)
    return Fitted(stripped((*lines[:kept], last)), smallest, is_whole=False)


def stripped(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines without the spaces at which they were broken."""
    return tuple(line.strip() for line in lines)


def lines_of(lengths: Iterable[tuple[float, float]], width: float) -> int:
    """Return how many lines of at most `width` pieces make, each filled before the next begins.

    0 when a piece is wider than a line. Pieces are given as their widths without and with the space at the end, which
    counts for nothing at the end of a line.
    """
    count, used = 0, width
    for visible, length in lengths:
        if visible > width:
            return 0
        if not count or used + visible > width:
            count += 1
            used = 0.0
        used += length
    return count


def balanced(pieces: Sequence[str], count: int, width: float, measure: Measure) -> tuple[str, ...]:
    """Return `count` lines of at most `width` as even as they get: the squares of what differs from the mean are least.

    So many lines must be possible.
    """
    ends = [0.0, *accumulate(map(measure, pieces))]
    spaces = [measure(piece) - measure(piece.rstrip()) for piece in pieces]
    mean = ends[-1] / count
    # For each line the cheapest way to end it after so many pieces: the cost so far, and where the line began.
    ways: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in ways[-1].items():
            for end in range(start + 1, len(pieces) + 1):
                line = ends[end] - ends[start] - spaces[end - 1]
                if line > width * (1 + ROUNDING):
                    break
                way = (cost + (line - mean) ** 2, start)
                found[end] = min(found.get(end, way), way)
        ways.append(found)
    end, lines = len(pieces), []
    for found in reversed(ways[1:]):
        start = found[end][1]
        lines.append("".join(pieces[start:end]))
        end = start
    return tuple(reversed(lines))


def cut(pieces: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    """Return the pieces, those that are wider than a line cut between characters into parts that are not."""
    return tuple(chain.from_iterable(parts(piece, width, measure) for piece in pieces))


def parts(piece: str, width: float, measure: Measure) -> list[str]:
    """Return a piece in parts of at most `width`, at least one character each; Japanese where a line may end at all."""
    if measure(piece.rstrip()) <= width:
        return [piece]
    if UNSPACED_SCRIPTS.search(piece) and len(allowed := breaks(piece)) > 1:
        return gathered(cut(allowed, width, measure), width, measure)
    return gathered(graphemes(piece), width, measure)


def gathered(pieces: Iterable[str], width: float, measure: Measure) -> list[str]:
    """Return pieces joined, as many at a time as fit into `width`."""
    found = [""]
    for piece in pieces:
        if found[-1] and measure((found[-1] + piece).rstrip()) > width:
            found.append("")
        found[-1] += piece
    return found


def shortened(text: str, width: float, measure: Measure) -> str:
    """Return as much of `text` as fits into `width` with "…" after it, cut at a word where one of its half is left."""
    characters = graphemes(text)
    lengths = range(len(characters), 0, -1)
    fitting = bisect_left(lengths, x=True, key=lambda n: measure("".join(characters[:n]) + ELLIPSIS) <= width)
    shown = "".join(characters[: len(characters) - fitting])
    at_word = shown.rpartition(" ")[0] if shown != text else shown
    return ended(at_word if len(at_word) > len(shown) / 2 else shown)


def ended(text: str) -> str:
    """Return `text` with "…" in the place of the marks and spaces at its end."""
    return text.rstrip(" ,;:.–—-…") + ELLIPSIS
