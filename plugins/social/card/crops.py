"""Which part of a picture is shown in a frame of another shape."""

from __future__ import annotations

from social.card.layouts import Box

# Where the middle of the part stands that is kept of a picture taller than its frame, from 0 (top) to 1 (bottom): faces
# and subjects stand above the middle more often than below.
UPPER = 0.4


def cover(picture: tuple[int, int], frame: tuple[int, int], focus: float = UPPER) -> Box:
    """Return the largest part of a picture, in its own px, that has the frame's shape.

    What is cut off goes evenly from left and right, and from above and below around `focus`. Sides are rounded to whole
    px, at least 1.
    """
    width, height = picture
    wanted = frame[0] / frame[1]
    if width / height > wanted:
        kept = max(1, round(height * wanted))
        return Box((width - kept) // 2, 0, kept, height)
    kept = max(1, min(height, round(width / wanted)))
    return Box(0, round((height - kept) * focus), width, kept)
