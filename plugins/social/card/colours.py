"""Colours as (red, green, blue), each 0 to 255, and how well one can be read on another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

Colour = tuple[int, int, int]

# WCAG 2.2, success criterion 1.4.3, for text of any size. https://www.w3.org/TR/WCAG22/#contrast-minimum
LEAST_CONTRAST = 4.5
LINEAR_UP_TO = 0.04045  # of sRGB's curve. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
HEXADECIMAL = re.compile("#[0-9a-fA-F]{6}")
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def parse(text: str) -> Colour:
    """Return the colour of "#rrggbb". Raises ValueError for anything else."""
    if not HEXADECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is no colour; write #rrggbb")
    red, green, blue = bytes.fromhex(text[1:])
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    shares = [part / 255 for part in colour]
    red, green, blue = (
        share / 12.92 if share <= LINEAR_UP_TO else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=256)
def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(background: Colour, wanted: Iterable[Colour]) -> Colour:
    """Return the first wanted colour that can be read on the background, else black or white: one always can."""
    candidates = [*wanted, max(BLACK, WHITE, key=lambda colour: contrast(colour, background))]
    return next(colour for colour in candidates if contrast(colour, background) >= LEAST_CONTRAST)


def ramp(start: Colour, end: Colour, steps: int) -> list[Colour]:
    """Return `steps` colours from start to end, both included: what anti-aliased edges between them are made of."""
    shares = [step / (steps - 1) for step in range(steps)]
    return [
        (
            round(start[0] + (end[0] - start[0]) * share),
            round(start[1] + (end[1] - start[1]) * share),
            round(start[2] + (end[2] - start[2]) * share),
        )
        for share in shares
    ]
