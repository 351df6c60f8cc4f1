"""Pictures as measured."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from audit.site import Picture

# What Pillow raises for a file that is broken, cut short or absurdly large.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def measured(file: Path) -> Picture:
    """Return size, type and bytes of a picture; its header is enough."""
    size = file.stat().st_size
    try:
        with Image.open(file) as image:
            return Picture(*image.size, image.get_format_mimetype() or "", size)
    except UNREADABLE as error:
        if b"<svg" in file.read_bytes()[:2048]:
            return Picture(type="image/svg+xml", size=size)
        return Picture(size=size, error=str(error) or type(error).__name__)
