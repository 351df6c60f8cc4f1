"""The variants of a site's pictures: each is drawn once and kept from one build to the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reuse.progress import steps
from reuse.store import Store
from reuse.workers import spread
from social.files import write_whole
from writing.pictures import Measured, digest, measure

from pictures.variants import (
    FOLDER,
    Format,
    Look,
    Source,
    Variant,
    candidates,
    has_variants,
    lighter,
    looks,
    widths,
    worthwhile,
)

if TYPE_CHECKING:  # most builds draw nothing, and do without
    from PIL.Image import Image

SECTION = "variants"  # of the store
A_DAY = 24 * 60 * 60  # seconds for which a file counts as new
HEAVY = 40  # how many times longer than a card the variants of a picture take, flat ones and photographs alike

Judged = tuple[tuple[Source, ...], tuple[Source, ...]]
"""The variants that are there, and those worth having."""


class Gallery:
    """What one build knows of its pictures.

    Args:
        cache: folder in which `pictures/` keeps all that was ever worth trying.
        store: what builds have worked out; None keeps nothing but the files.

    Attributes:
        wanted: paths under the site of the variants that pages show.
        unreadable: pictures that cannot be read to their end, each with why.
    """

    def __init__(self, cache: Path, store: Store | None = None) -> None:
        self.cache = cache
        self.store = store
        self.wanted: set[str] = set()
        self.unreadable: dict[Path, Exception] = {}
        self._sources: dict[Path, tuple[Source, ...]] = {}
        self._began = datetime.now(UTC).timestamp()
        self._there: dict[str, os.stat_result] = {}

    def sources(self, file: Path) -> tuple[Source, ...]:
        """Return the variants of a picture that pages should offer, best format first, drawn where they are missing.

        None for what is tiny, moves, or is no picture of pixels; nor for one that cannot be read, which is noted.
        """
        found = self._sources.get(file)
        if found is None:
            known = self.known(file)
            found = self._sources[file] = self.drawn(file) if known is None else known
        self.wanted.update(variant.path for source in found for variant in source.variants)
        return found

    def draw_ahead(self, files: Iterable[Path]) -> None:
        """Draw what is missing of pictures, several at a time; of one that cannot be read `sources` will tell.

        Whoever is forked afterwards knows the variants of all others.
        """
        missing = []
        for file in dict.fromkeys(files):
            if file not in self._sources and file.is_file():
                if (known := self.known(file)) is not None:
                    self._sources[file] = known
                else:
                    missing.append(file)
        with steps("pictures", len(missing)) as step:
            drawn = spread(self.drawn_alone, missing, HEAVY, step)
        for file, is_drawn in zip(missing, drawn, strict=True):
            if is_drawn:
                self._sources[file] = self.drawn(file)

    def drawn_alone(self, file: Path) -> bool:
        """Draw the variants of a picture on one core; return whether it has any, and could be read."""
        from pictures.drawing import UNREADABLE, is_animated, opened  # noqa: PLC0415 (most builds draw nothing)

        picture = measure(file)
        if picture is None or not has_variants(picture):
            return False
        if self.judged_of(file, picture):
            return True
        with suppress(*UNREADABLE):
            if not is_animated(file):
                self.draw(opened(file, widths(picture.width)[-1]), file, picture, threads=1)
                return True
        return False

    def known(self, file: Path) -> tuple[Source, ...] | None:
        """Return what an earlier build has found out about a picture, None when none has or files are lost."""
        kept = self.store.get(SECTION, digest(file)) if self.store else None
        if kept is None:
            return None
        found: tuple[Source, ...]
        chosen: tuple[Source, ...]
        found, chosen = kept
        if not self.is_kept(found):
            return None
        self.touch(found)
        return chosen

    def drawn(self, file: Path) -> tuple[Source, ...]:
        """Return the variants worth having of a picture, all of which are in the cache by then."""
        picture = measure(file)
        if picture is None or not has_variants(picture):
            return self.noted(file, (), ()) if picture else ()
        judged = self.judged_of(file, picture)
        if judged:
            self.touch(judged[0])
        else:
            from pictures.drawing import UNREADABLE, is_animated, opened  # noqa: PLC0415 (most builds draw nothing)

            try:
                if is_animated(file):
                    return self.noted(file, (), ())
                image = opened(file, widths(picture.width)[-1])
            except UNREADABLE as error:
                self.unreadable[file] = error
                return ()
            judged = self.draw(image, file, picture)
        return self.noted(file, *judged)

    def judged_of(self, file: Path, picture: Measured) -> Judged | None:
        """Return what is there of a picture's variants, None when one is missing."""
        possible = (candidates(picture, digest(file), look) for look in looks(picture))
        found = [judged for sources in possible if sources and (judged := self.judged(sources, picture.size))]
        return found[0] if found else None

    def judged(self, sources: tuple[Source, ...], size: int) -> Judged | None:
        """Return all that is needed to judge candidates and to show them, and what is to be shown.

        None when one of the files is missing. A format is judged by its widest variant, so that the narrower ones of
        formats that help nobody need not be drawn.
        """
        widest = tuple(Source(source.form, source.variants[-1:]) for source in sources)
        if not self.is_kept(widest):
            return None
        worth = worthwhile(sources, [self.weight(source.variants[-1]) for source in sources], size)
        if not self.is_kept(worth):
            return None
        weights = {variant.path: self.weight(variant) for source in worth for variant in source.variants}
        return (*widest, *worth), tuple(lighter(source, weights) for source in worth)

    def noted(self, file: Path, found: tuple[Source, ...], chosen: tuple[Source, ...]) -> tuple[Source, ...]:
        """Keep what was found out about a picture: all its variants, and those worth having, which are returned."""
        if self.store:
            self.store.put(SECTION, digest(file), (found, chosen))
        return chosen

    def is_kept(self, sources: tuple[Source, ...]) -> bool:
        """Return whether all variants have been drawn; an empty file is what a broken disk left of one."""
        return all(self.stat(path) is not None for path in paths_of(sources))

    def stat(self, path: str) -> os.stat_result | None:
        """Return what is known of a variant's file, None when there is none or it is empty."""
        if not self._there:
            with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.cache / FOLDER) as entries:
                self._there = {f"{FOLDER}/{entry.name}": entry.stat() for entry in entries}
        found = self._there.get(path)
        if found is None:
            with suppress(FileNotFoundError, NotADirectoryError):
                found = self._there[path] = (self.cache / path).stat()
        return found if found and found.st_size else None

    def touch(self, sources: tuple[Source, ...]) -> None:
        """Mark files as asked for."""
        for path in paths_of(sources):
            found = self.stat(path)
            if found and found.st_mtime < self._began - A_DAY:
                os.utime(self.cache / path)

    def draw(self, image: Image, file: Path, picture: Measured, threads: int | None = os.cpu_count()) -> Judged:
        """Draw the variants of a picture, by default on as many cores as there are; return what is there by then.

        Raises OSError when one cannot be written.
        """
        from pictures.drawing import encoded, flat, is_flat, resized  # noqa: PLC0415 (most builds draw nothing)

        possible = {look: sources for look in looks(picture) if (sources := candidates(picture, digest(file), look))}
        if not possible:
            return (), ()
        look = Look.FLAT if Look.FLAT in possible and is_flat(image) else list(possible)[-1]
        sources = possible[look]
        resize = flat if look is Look.FLAT else resized

        def write(variant: Variant, form: Format, shown: Image) -> None:
            write_whole(self.cache / variant.path, encoded(shown, form))
            self._there.pop(variant.path, None)

        def write_all(wanted: Sequence[tuple[Variant, Format]]) -> None:
            sizes = {variant.width: resize(image, variant.width) for variant, _ in wanted}
            for task in [pool.submit(write, variant, form, sizes[variant.width]) for variant, form in wanted]:
                task.result()

        with ThreadPoolExecutor(threads) as pool:
            write_all([(source.variants[-1], source.form) for source in sources])
            worth = worthwhile(sources, [self.weight(source.variants[-1]) for source in sources], picture.size)
            write_all([(variant, source.form) for source in worth for variant in source.variants[:-1]])
        judged = self.judged(sources, picture.size)
        assert judged  # noqa: S101 (all that it asks for has just been written)
        return judged

    def weight(self, variant: Variant) -> int:
        """Return the bytes of a variant, which is there."""
        return (self.cache / variant.path).stat().st_size

    def check(self, file: Path) -> None:
        """Raise one of `UNREADABLE` when a picture cannot be read to its end; one that was drawn before could be."""
        if self.known(file) is not None:
            return
        picture = measure(file)
        if picture and not (has_variants(picture) and self.judged_of(file, picture)):
            from pictures.drawing import check  # noqa: PLC0415 (most builds draw nothing)

            check(file)

    def forget(self, days: int) -> None:
        """Remove what no build has asked for in so many days."""
        oldest = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.cache / FOLDER) as entries:
            for entry in entries:
                # another build, such as the preview's, may be at it too
                with suppress(FileNotFoundError):
                    if entry.stat().st_mtime < oldest:
                        Path(entry.path).unlink()


def paths_of(sources: tuple[Source, ...]) -> Iterator[str]:
    """Yield the paths of all variants."""
    yield from (variant.path for source in sources for variant in source.variants)
