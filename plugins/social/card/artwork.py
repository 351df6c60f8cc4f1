"""Logo and motifs as pixels."""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

from social.card.design import SVG


def drawn(file: Path, height: int, stylesheet: str = "") -> Image.Image:
    """Return a picture file at a height in px, with transparency. Raises OSError or ValueError when it is none."""
    if file.suffix.lower() == SVG:
        svg = file.read_text(encoding="utf-8")
        data = resvg_py.svg_to_bytes(svg_string=svg, height=height, style_sheet=stylesheet, skip_system_fonts=True)
        with Image.open(io.BytesIO(data)) as image:
            return image.convert("RGBA")
    with Image.open(file) as image:
        width = max(1, round(image.width * height / image.height))
        return image.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)
