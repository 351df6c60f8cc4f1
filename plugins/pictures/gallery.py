"""The variants of a site's pictures: each is drawn once and kept from one build to the next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from social.files import write_whole
from writing.pictures import digest, measure

from pictures.drawing import UNREADABLE, check, encoded, is_animated, opened, resized
from pictures.variants import FOLDER, Format, Source, candidates, has_variants, worthwhile


class Gallery:
    """What one build knows of its pictures.

    Args:
        cache: folder in which `pictures/` keeps all that was ever worth trying.

    Attributes:
        wanted: paths under the site of the variants that pages show.
        unreadable: pictures that cannot be read to their end, each with why.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.wanted: set[str] = set()
        self.unreadable: dict[Path, Exception] = {}
        self._sources: dict[Path, tuple[Source, ...]] = {}

    def sources(self, file: Path) -> tuple[Source, ...]:
        """Return the variants of a picture that pages should offer, best format first, drawn where they are missing.

        None for what is tiny, moves, or is no picture of pixels; nor for one that cannot be read, which is noted.
        """
        if file not in self._sources:
            self._sources[file] = self.drawn(file)
            self.wanted.update(variant.path for source in self._sources[file] for variant in source.variants)
        return self._sources[file]

    def drawn(self, file: Path) -> tuple[Source, ...]:
        """Return the variants worth having of a picture, all of which are in the cache by then."""
        picture = measure(file)
        if picture is None or not has_variants(picture):
            return ()
        found = candidates(picture, digest(file))
        if self.is_kept(found):
            for path in paths_of(found):
                os.utime(self.cache / path)
        else:
            try:
                if is_animated(file):
                    return ()
                sizes = in_sizes(file, found)
            except UNREADABLE as error:
                self.unreadable[file] = error
                return ()
            self.draw(sizes, found)
        return worthwhile(found, [self.weight(source) for source in found], picture.size)

    def is_kept(self, sources: tuple[Source, ...]) -> bool:
        """Return whether all variants have been drawn; an empty file is what a broken disk left of one."""
        files = (self.cache / path for path in paths_of(sources))
        return all(file.is_file() and file.stat().st_size for file in files)

    def draw(self, sizes: Mapping[int, Image.Image], sources: tuple[Source, ...]) -> None:
        """Draw all variants of a picture, on as many cores as there are. Raises OSError when one cannot be written."""

        def write(path: str, form: Format, shown: Image.Image) -> None:
            write_whole(self.cache / path, encoded(shown, form))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            work = [
                pool.submit(write, variant.path, source.form, sizes[variant.width])
                for source in sources
                for variant in source.variants
            ]
            for task in work:
                task.result()

    def weight(self, source: Source) -> int:
        """Return the bytes of the widest variant in a format."""
        return (self.cache / source.variants[-1].path).stat().st_size

    def check(self, file: Path) -> None:
        """Raise one of `UNREADABLE` when a picture cannot be read to its end; one that was drawn before could be."""
        picture = measure(file)
        found = candidates(picture, digest(file)) if picture and has_variants(picture) else ()
        if picture and not (found and self.is_kept(found)):
            check(file)

    def forget(self, days: int) -> None:
        """Remove what no build has asked for in so many days."""
        oldest = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        for file in sorted((self.cache / FOLDER).glob("*.*")):
            with suppress(FileNotFoundError):  # another build, such as the preview's, may be at it too
                if file.stat().st_mtime < oldest:
                    file.unlink()


def in_sizes(file: Path, sources: tuple[Source, ...]) -> dict[int, Image.Image]:
    """Return a picture in the widths of its variants. Raises one of `UNREADABLE`."""
    steps = sorted({variant.width for source in sources for variant in source.variants})
    image = opened(file, steps[-1])
    return {width: resized(image, width) for width in steps}


def paths_of(sources: tuple[Source, ...]) -> Iterator[str]:
    """Yield the paths of all variants."""
    yield from (variant.path for source in sources for variant in source.variants)
