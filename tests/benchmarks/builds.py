"""How long builds take, beside stock Pelican, Hugo and Eleventy, and what pages weigh: `make bench`.

Posts are made from a seed (`corpus.py`), each generator has them in its own dialect, and all of them build in turn, so
that a busy machine slows all alike. docs/performance.md says what is measured, and keeps the results.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import machine
from corpus import Corpus, corpus
from generators.base import AbsentError, Generator
from generators.eleventy import MODULES, eleventy
from generators.hugo import hugo
from generators.ours import ROOT, copy, ours
from generators.stock import stock, with_cache
from measure import BuildError, Took, measure
from report import inserted, report
from results import CHANGED, COLD, OCCASIONS, UNCHANGED, Race, Results, Round, Saving, Weight, load, merged, save
from saving import seconds_to_reload

KEPT = Path(__file__).with_name("results.json")
DOCUMENT = ROOT / "docs" / "performance.md"
GENERATORS = ("stock", "cached", "hugo", "eleventy", "ours")
PARTS = ("builds", "saving", "weights", "cards")
SIZES, ROUNDS = (200, 1000), 3
SAVED_POSTS, SAVES = 1000, 5
BROWSERS = ("/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def tell(line: str) -> None:
    """Print what is under way where it is in no table's way."""
    print(line, file=sys.stderr, flush=True)


# --- Builds in turn ---------------------------------------------------------------------------------------------------


def available(names: Iterable[str], packages: Path) -> tuple[Generator, ...]:
    """Return the generators of these names that are on this machine; tell why others are not."""
    makers: dict[str, Callable[[], Generator]] = {
        "stock": stock,
        "cached": with_cache,
        "hugo": hugo,
        "eleventy": partial(eleventy, packages),
        "ours": ours,
    }
    found = []
    for name in names:
        try:
            found.append(makers[name]())
        except AbsentError as reason:
            tell(str(reason))
    return tuple(found)


def race(generators: Sequence[Generator], posts: int, rounds: int, folder: Path) -> Race:
    """Return what the generators took, in turn, for so many posts; their sites are written into a folder first."""
    facts = machine.facts()
    site = corpus(posts)
    for generator in generators:
        generator.write(site, folder / generator.name)
    return Race(
        posts=posts,
        facts=facts,
        titles={generator.name: generator.title for generator in generators},
        rounds=tuple(one_round(generators, site, number, folder) for number in range(rounds)),
    )


def one_round(generators: Sequence[Generator], site: Corpus, number: int, folder: Path) -> Round:
    """Return what each generator took on each occasion, one after another on each."""
    found: dict[str, dict[str, Took]] = {generator.name: {} for generator in generators}
    for occasion in OCCASIONS:
        for generator in generators:
            took = build(generator, site, occasion, number, folder / generator.name)
            found[generator.name][occasion] = took
            tell(
                f"{len(site.posts):,} posts, round {number + 1}, {occasion}: {generator.title} "
                f"{took.wall:.2f} s, CPU {took.cpu:.2f} s, {took.peak / 10**6:.0f} MB"
            )
    return found


def build(generator: Generator, site: Corpus, occasion: str, number: int, folder: Path) -> Took:
    """Return what a build took; it must have made all pages, with the change in them. Raises `BuildError`."""
    edited, word = site.posts[(len(site.posts) // 2 + number) % len(site.posts)], f"edited{number}"
    if occasion == COLD:
        generator.forget(folder)
    elif occasion == CHANGED:
        generator.save(edited.changed(word), folder)
    took = measure(generator.command, folder, generator.environment())
    if missing := generator.lacks(site, folder):
        raise BuildError(f"{generator.title} built no page of {', '.join(missing[:3])}")
    if occasion in (CHANGED, UNCHANGED) and not generator.shows(word, edited.slug, folder):
        raise BuildError(f"{generator.title} did not build the change of {edited.slug}")
    return took


# --- The preview and the pages ----------------------------------------------------------------------------------------


def measured_saving(folder: Path) -> Saving:
    """Return how long the preview takes from saving a post to reloading its page."""
    facts = machine.facts()
    site, generator = corpus(SAVED_POSTS), ours()
    generator.write(site, folder)
    found = seconds_to_reload(generator, site, folder, SAVES)
    tell(f"{SAVED_POSTS:,} posts, from save to reload: {', '.join(f'{seconds:.2f}' for seconds in found)} s")
    return Saving(SAVED_POSTS, facts, found)


def measured_weights(folder: Path) -> tuple[Weight, ...]:
    """Return what pages of the real site load in a browser, () with a word where there is none."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        tell("Pages were not weighed: there is no Chromium on this machine")
        return ()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (of use with a browser alone)
    from weights import weigh  # noqa: PLC0415

    copy(folder)
    shutil.copytree(ROOT / "content", folder / "content", dirs_exist_ok=True)
    generator = ours()
    measure(generator.command, folder, generator.environment())
    with served(folder / generator.output) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        return tuple(weigh(browser, home))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site; yield the address of its home page, without a slash at its end."""
    from publishing.server import Mount, listen  # noqa: PLC0415 (of use with a browser alone)

    server = listen(Mount(folder), 0)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# --- The command ------------------------------------------------------------------------------------------------------


def listed(known: Sequence[str], text: str) -> tuple[str, ...]:
    """Return names from a list with commas, in the order in which they are known."""
    names = text.split(",")
    if unknown := set(names) - set(known):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(known)}")
    return tuple(name for name in known if name in names)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds, the preview, pages and share cards.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="POSTS", help="how many posts")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all build in turn")
    names = ",".join(GENERATORS)
    parser.add_argument(
        "--only", type=partial(listed, GENERATORS), default=GENERATORS, metavar="NAMES", help=f"some of {names}"
    )
    parts = ",".join(PARTS)
    parser.add_argument(
        "--parts", type=partial(listed, PARTS), default=PARTS[:3], metavar="NAMES", help=f"some of {parts}"
    )
    parser.add_argument("--node", type=Path, default=node_modules(), help=f"folder of Node’s packages ({MODULES})")
    parser.add_argument("--folder", type=Path, help="where the sites are built; else a temporary folder")
    parser.add_argument("--write", action="store_true", help=f"keep the results, and print them into {DOCUMENT.name}")
    return parser.parse_args()


def node_modules() -> Path:
    """Return where `npm install --global` puts packages of the `node` that is found first."""
    node = shutil.which("node")
    return Path(os.path.realpath(node)).parents[1] / "lib" / MODULES if node else Path(MODULES)


def measurements(chosen: argparse.Namespace, folder: Path) -> Iterator[Results]:
    """Measure what is wanted; yield the results part by part, so that none is lost when a later one fails."""
    if "weights" in chosen.parts:
        yield Results(weights=measured_weights(folder / "real"))
    if "builds" in chosen.parts:
        generators = available(chosen.only, chosen.node)
        for posts in chosen.sizes:
            yield Results({posts: race(generators, posts, chosen.rounds, folder / str(posts))})
    if "saving" in chosen.parts:
        yield Results(saving=measured_saving(folder / "saving"))


def main() -> None:
    """Measure, print the tables, and keep them where that is wanted; exit code 1 when a build fails."""
    chosen = options()
    found = Results()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        try:
            for measured in measurements(chosen, Path(folder)):
                found = merged(found, measured)
                if chosen.write:
                    known = merged(load(KEPT), measured)
                    save(known, KEPT)
                    DOCUMENT.write_text(inserted(DOCUMENT.read_text(encoding="utf-8"), report(known)), encoding="utf-8")
        except BuildError as reason:
            raise SystemExit(str(reason)) from reason
    print(report(found))
    if "cards" in chosen.parts:
        subprocess.run([sys.executable, Path(__file__).with_name("cards.py")], check=True)


if __name__ == "__main__":
    main()
