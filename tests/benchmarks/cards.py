"""How fast share cards are drawn: cold and warm, in one process and in two, beside two other engines.

`make bench OPTIONS='--parts cards'`; `python tests/benchmarks/cards.py --samples folder` keeps one card of each engine.
Times are processor time unless they are called wall time; 1 KB is 1000 bytes.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from deck import COUNTS, PHOTO, PICTURE, TEXT, Item, deck
from engines import Scene, engines, is_in_heading_font, scene
from pelican.settings import read_settings
from publishing.drawings import copying, publish_drawings
from social.card.direction import levels
from social.card.drawing import Artist
from social.card.lines import graphemes, units
from social.card.names import drawing
from social.card.specimens import ENGLISH, specimen
from social.card.typefaces import assign, drawn, first, shapes
from social.files import write_whole
from social.model import Card, CardDesign
from social.pelican import read_artist

ROOT = Path(__file__).parents[2]
REMEMBERED = (levels, graphemes, units, assign, drawn, first, shapes)  # what a process knows of words it has seen

Turn = tuple[str, Callable[[], bytes]]
"""An engine's name, and its way to draw one card."""

ROUNDS = 3
WARM_UP = specimen("Ready", ENGLISH)  # pays for the artwork before others are measured
OURS, RESVG, SKIA = "ours", "resvg-py", "skia-python"

# Aims: ms of processor time (median) and bytes (largest).
TEXT_MS, TEXT_BYTES, PICTURE_BYTES = 10, 40_000, 120_000


@dataclass(frozen=True, slots=True)
class Took:
    """What one card took: ms of processor and of wall time; bytes of its file."""

    cpu: float
    wall: float
    size: int


@dataclass(frozen=True, slots=True)
class Cold:
    """The first build: what each card took, in the order of the items; ms until an artist was there, and in all."""

    cards: tuple[Took, ...]
    artist: float
    total: float


def took(draw: Callable[[], bytes]) -> tuple[bytes, Took]:
    """Return what is drawn, and what that took."""
    wall, cpu = time.perf_counter(), time.process_time()
    data = draw()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return data, Took(cpu * 1000, wall * 1000, len(data))


def artist_with(cache: Path) -> Artist:
    """Return a new artist of the site's brand, which keeps its unpacked fonts in `cache`."""
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={"CACHE_PATH": str(cache)})
    return read_artist(settings)


def forgetful(cache: Path) -> Artist:
    """Return a new artist in a process that has forgotten all words it has seen."""
    for remembered in REMEMBERED:
        remembered.cache_clear()
    return artist_with(cache)


# --- Cold and warm ----------------------------------------------------------------------------------------------------


def cold(items: Sequence[Item], folder: Path) -> tuple[Artist, Cold]:
    """Publish all cards for the first time: fonts are unpacked, every card is drawn, written and copied."""
    start = time.perf_counter()
    artist = artist_with(folder)
    ready = time.perf_counter() - start
    found: list[Took] = []
    start = time.perf_counter()
    place = copying(folder / "output")
    for path, card in named(items, artist).items():  # in this process alone, where each can be timed
        data, spent = took(partial(artist.draw, card))
        found.append(spent)
        write_whole(folder / "kept" / path, data)
        place(folder / "kept" / path, path)
    total = time.perf_counter() - start
    return artist, Cold(tuple(found), ready * 1000, total * 1000)


def named(items: Iterable[Item], artist: Artist) -> dict[str, Card]:
    """Return the cards by their public names, in the order of the items."""
    design = CardDesign(artist.brand.digest(), artist.type.typefaces)
    return {drawing(item.card, design).path: item.card for item in items}


def second_build(items: Sequence[Item], artist: Artist, folder: Path) -> Took:
    """Return what publishing took once more, when all files are kept already; the bytes of all of them."""

    def refuse(path: str) -> bytes:
        raise AssertionError(f"{path} is drawn a second time")

    def publish() -> bytes:
        publish_drawings(recipes, refuse, folder / "kept", copying(folder / "again"), {})
        return b""

    recipes = named(items, artist)
    _, spent = took(publish)
    return Took(spent.cpu, spent.wall, sum((folder / "again" / path).stat().st_size for path in recipes))


def again(items: Iterable[Item], artist: Artist) -> tuple[Took, ...]:
    """Return what each card takes when the artist has drawn it before."""
    return tuple(took(partial(artist.draw, item.card))[1] for item in items)


# --- Processes --------------------------------------------------------------------------------------------------------


class Worker:
    """What a process of a pool keeps: its artist, and where all of them wait until everyone is ready."""

    artist: Artist
    ready: Barrier


def start_worker(cache: Path, ready: Barrier, first: Sequence[Card]) -> None:
    """Get ready to draw: read the brand, draw the first card of each kind."""
    Worker.artist, Worker.ready = artist_with(cache), ready
    for card in first:
        Worker.artist.draw(card)


def wait_for_all(number: int) -> int:
    """Return once every worker of the pool is here; each takes exactly one of these calls."""
    Worker.ready.wait()
    return number


def draw_in_worker(card: Card) -> bytes:
    """Return a card drawn by this process."""
    return Worker.artist.draw(card)


def per_second(items: Sequence[Item], cache: Path, workers: int) -> float:
    """Return how many cards a pool of processes draws a second, sending to and fro included, start-up not."""
    spawn = get_context("spawn")
    first = [next(item.card for item in items if item.kind == kind) for kind in COUNTS]
    waits = (cache, spawn.Barrier(workers), first)
    with ProcessPoolExecutor(workers, spawn, start_worker, waits) as pool:
        list(pool.map(wait_for_all, range(workers)))
        start = time.perf_counter()
        list(pool.map(draw_in_worker, [item.card for item in items], chunksize=4))
        return len(items) / (time.perf_counter() - start)


# --- Other engines ----------------------------------------------------------------------------------------------------


def compared(cards: Sequence[Card], cache: Path, samples: Path | None) -> dict[str, list[Took]]:
    """Return what the same cards take with each engine: card by card in turns, so that noise hits all alike.

    Ours sees each card for the first time in every round, and decides line breaks and sizes; the others are given them.
    """
    known = artist_with(cache)
    scenes = [scene(card, known) for card in cards]
    resvg, skia = engines(known, cards, cache)

    def others(wanted: Scene) -> tuple[Turn, ...]:
        return (RESVG, partial(resvg.draw, wanted)), (SKIA, partial(skia.draw, wanted))

    for _, draw in others(scenes[0]):
        draw()
    found: dict[str, list[Took]] = {OURS: [], RESVG: [], SKIA: []}
    for _ in range(ROUNDS):
        artist = forgetful(cache)
        artist.draw(WARM_UP)
        for card, wanted in zip(cards, scenes, strict=True):
            turns: tuple[Turn, ...] = ((OURS, partial(artist.draw, card)), *others(wanted))
            for name, draw in turns:
                found[name].append(took(draw)[1])
    if samples:
        drawn = {name: draw() for name, draw in others(scenes[0])}
        save({OURS: known.draw(cards[0])} | drawn, samples)
    return found


def save(drawn: dict[str, bytes], folder: Path) -> None:
    """Write one card of each engine to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in drawn.items():
        (folder / f"{name}.png").write_bytes(data)


# --- Report -----------------------------------------------------------------------------------------------------------


def percentile(values: Iterable[float], percent: int) -> float:
    """Return the value that `percent` of 100 values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def spread(values: Sequence[float]) -> str:
    """Return median and 95th percentile in two columns."""
    return f"{statistics.median(values):8.1f}{percentile(values, 95):8.1f}"


def sizes(values: Sequence[int]) -> str:
    """Return mean and maximum of bytes in KB, in two columns."""
    return f"{statistics.mean(values) / 1000:8.1f}{max(values) / 1000:8.1f}"


HEAD = f"{'':30}{'cards':>6}{'cpu ms':>8}{'95 %':>8}{'wall ms':>8}{'95 %':>8}{'mean KB':>8}{'max KB':>8}"


def row(label: str, spent: Sequence[Took]) -> str:
    """Return a row under HEAD: medians and 95th percentiles of ms, mean and largest size."""
    cpu, wall = [card.cpu for card in spent], [card.wall for card in spent]
    return f"{label:30}{len(spent):6}{spread(cpu)}{spread(wall)}{sizes([card.size for card in spent])}"


def of_kind(items: Sequence[Item], spent: Sequence[Took], *kinds: str) -> list[Took]:
    """Return what the cards of some kinds took."""
    return [card for item, card in zip(items, spent, strict=True) if item.kind in kinds]


def met(aim: str, *, is_met: bool, found: str) -> str:
    """Return whether an aim is met."""
    return f"aim {aim}: {'met' if is_met else 'missed'} ({found})"


def report_builds(items: Sequence[Item], folder: Path) -> None:
    """Measure and print the first build, the second one, and drawing again."""
    artist, first = cold(items, folder)
    slowest = max(zip(first.cards[1:], items[1:], strict=True), key=lambda pair: pair[0].cpu)
    print(f"First build: fonts unpacked and read in {first.artist:.0f} ms, then {len(items)} cards in", end=" ")
    print(f"{first.total:.0f} ms of wall time, files written and copied\n")
    print(HEAD)
    print(row(f"first card ({items[0].kind})", first.cards[:1]))
    for kind in COUNTS:
        print(row(f"cold, {kind}", of_kind(items[1:], first.cards[1:], kind)))
    spent = again(items, artist)
    for kind in COUNTS:
        print(row(f"drawn again, {kind}", of_kind(items, spent, kind)))
    print(f"slowest but the first: {slowest[1].name}, {slowest[0].cpu:.1f} ms\n")

    copied = second_build(items, artist, folder)
    print(
        f"Second build, nothing drawn, all copied: {copied.wall:.0f} ms of wall time, {copied.cpu:.0f} ms of cpu",
        end="",
    )
    print(f" ({copied.wall / len(items):.2f} ms a card, {copied.size / len(items) / 1000:.1f} KB)\n")

    texts, pictures = of_kind(items, first.cards, TEXT), of_kind(items, first.cards, PICTURE, PHOTO)
    median = statistics.median(card.cpu for card in texts)
    largest, picture = max(card.size for card in texts), max(card.size for card in pictures)
    print(met(f"≤ {TEXT_MS} ms a text card, cold, median", is_met=median <= TEXT_MS, found=f"{median:.1f}"))
    print(met("≤ 40 KB a text card, the largest", is_met=largest <= TEXT_BYTES, found=f"{largest / 1000:.1f}"))
    print(met("≤ 120 KB a picture card, the largest", is_met=picture <= PICTURE_BYTES, found=f"{picture / 1000:.1f}"))


def report_processes(items: Sequence[Item], cache: Path) -> None:
    """Measure and print how many cards one and two processes draw a second."""
    print("\nProcesses (spawned and warmed up before; cards sent to them and files sent back included):")
    one, two = (per_second(items, cache, workers) for workers in (1, 2))
    print(
        f"  one {one:6.0f} cards a second   two {two:6.0f} cards a second   {two / one:.2f} ×   {os.cpu_count()} cores"
    )


def report_engines(items: Sequence[Item], cache: Path, samples: Path | None) -> None:
    """Measure and print three engines side by side."""
    known = artist_with(cache)
    cards = [item.card for item in items if item.kind == TEXT and is_in_heading_font(item.card, known)]
    found = compared(cards, cache, samples)
    medians = {name: statistics.median(card.cpu for card in spent) for name, spent in found.items()}
    print(f"\nThe same {len(cards)} text cards in the heading font by three engines, in turns, {ROUNDS} rounds")
    print("(ours decides line breaks and sizes anew each time; the others are told):\n")
    print(f"{HEAD}{'time':>8}")
    for name, spent in found.items():
        print(f"{row(f'{name} {engine_version(name)}', spent)}{medians[name] / medians[OURS]:7.1f}×")
    others = min(medians[RESVG], medians[SKIA])
    told = f"{medians[OURS]:.1f} ms, the faster of the others {others:.1f}"
    print(met("faster than the others", is_met=medians[OURS] < others, found=told))


def engine_version(name: str) -> str:
    """Return the version of an engine's package, "" for ours."""
    return "" if name == OURS else version(name)


def main() -> None:
    """Measure everything and print it; whether an aim is met changes nothing about the exit code."""
    parser = argparse.ArgumentParser(description="Measure how fast share cards are drawn.")
    parser.add_argument("--samples", type=Path, metavar="FOLDER", help="keep one card of each engine here")
    samples = parser.parse_args().samples
    print(f"Python {platform.python_version()}, {sys.platform} {platform.machine()}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        items = deck(ROOT / "content", folder)
        report_builds(items, folder)
        report_processes(items, folder)
        report_engines(items, folder, samples)


if __name__ == "__main__":
    main()
