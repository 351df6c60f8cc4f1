"""The commands behind the Makefile: `python -m publishing COMMAND`."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

import reuse.versions  # noqa: F401 (hashes our plugins before the others are imported)

from publishing.build import MANIFEST, Found, Result, manifest_of, publish, remove
from publishing.inventory import inventory_of, known, record
from publishing.report import as_json, counted, style_for, told

if TYPE_CHECKING:
    from writing.problems import Problem

# Other plugins are imported by the command that needs them: the preview starts, and shows why, when one is broken.

OUTPUT = "output"
CARDS = Path("cards")
NOTHING_WRONG = "nothing is wrong"
JSON_HELP = "print everything as JSON on standard output"
STOPPED = 130  # what shells call the end by Ctrl-C: 128 and the signal's number
# How many new objects make Python look for garbage that refers to itself, of which a build leaves little: at its own
# 700, 10, 10 that takes a sixth of a rebuild's time. https://docs.python.org/3/library/gc.html#gc.set_threshold
SELDOM = (200_000, 50, 1_000)
CACHE = ".cache"  # beside output/, so that both lie on one file system


def html(arguments: argparse.Namespace) -> int:
    """Publish: build with the production settings; exit code 1 when anything is wrong."""
    from publishing.pelican import build, finished  # noqa: PLC0415

    gc.set_threshold(*SELDOM)
    settings_file = Path(arguments.settings)
    output = Path(arguments.output)
    cache = Path(arguments.cache) if arguments.cache else output.parent / CACHE
    try:
        whole = partial(build, settings_file, cache, last=None if arguments.unjudged else finished)
        result = publish(whole, output, cache / "build", cache / MANIFEST, partial(print, file=sys.stderr))
    except OSError as error:
        if os.environ.get("DEBUG"):
            raise
        result = Result((broken_off(error, output),), (), output)
    problems = keep_addresses(settings_file, cache) if result.published else result.problems
    found = Found(problems, result.advice, result.pages, result.stages)
    if arguments.json:
        tell(found, result.summary(), as_data=True, pages=result.pages, changed=result.changed_pages)
    else:
        tell(found, result.summary(), as_data=False)
    return 1 if problems else 0


def broken_off(error: OSError, output: Path) -> Problem:
    """Return what stopped a publish from outside: a full disk, a folder closed to writing."""
    from writing.problems import general  # noqa: PLC0415

    place = " → ".join(str(file) for file in (error.filename or output, error.filename2) if file)
    return general("build", f"{place}: {error.strerror or error}; DEBUG=1 shows where the publish was broken off")


def keep_addresses(settings_file: Path, cache: Path) -> tuple[Problem, ...]:
    """Write the list of what was published, where the settings want it kept and it has changed.

    Returns why it could not be written: the site is published by then.
    """
    from social.files import write_whole  # noqa: PLC0415
    from writing.problems import general, shown  # noqa: PLC0415

    from publishing.addresses import PUBLISHED, written  # noqa: PLC0415
    from publishing.manifest import head_of  # noqa: PLC0415
    from publishing.pelican import kept_in  # noqa: PLC0415

    folder = kept_in(settings_file)
    if folder is None:
        return ()
    file = folder / PUBLISHED
    data = written(head_of(cache / MANIFEST)["addresses"]).encode()
    try:
        if not file.is_file() or file.read_bytes() != data:
            write_whole(file, data)
    except OSError as error:
        message = f"the site is published, but {shown(file)} could not be written: {error.strerror}; publish again"
        return (general("address", message),)
    return ()


def check(arguments: argparse.Namespace) -> int:
    """Read everything and build nothing; exit code 1 when anything is wrong."""
    from publishing.pelican import check as read  # noqa: PLC0415

    found = read(Path(arguments.settings), Path(CACHE))
    summary = f"{counted(found.problems)}; nothing could be published so" if found.problems else NOTHING_WRONG
    tell(found, summary, as_data=arguments.json)
    return 1 if found.problems else 0


def tell(found: Found, summary: str, *, as_data: bool, **facts: object) -> None:
    """Print what was found: advice on standard output, errors on standard error, the summary with what it sums up."""
    from reuse.ledger import as_data as stages_as_data  # noqa: PLC0415
    from reuse.ledger import table  # noqa: PLC0415

    is_good = not found.problems
    if as_data:
        stages = stages_as_data(found.stages)
        print(as_json(found.problems, found.advice, summary, published=is_good, **facts, stages=stages))
        return
    for advice in found.advice:
        print(told(advice, style_for(os.environ, is_terminal=sys.stdout.isatty())))
    for problem in found.problems:
        print(told(problem, style_for(os.environ, is_terminal=sys.stderr.isatty())), file=sys.stderr)
    if is_good and found.stages:
        print(table(found.stages))
    print(summary, file=sys.stdout if is_good else sys.stderr)


def cards(arguments: argparse.Namespace) -> int:
    """Draw the contact sheet, or one page's card in all sizes; exit code 1 when the site cannot be built."""
    from publishing.cards import CardError, cards_of, contact_sheet, posts, read_manifest  # noqa: PLC0415
    from publishing.pelican import artist_of, build_folder  # noqa: PLC0415

    settings_file, cache, staging = Path(arguments.settings), Path(CACHE), Path(CACHE, "cards")
    found = build_folder(settings_file, cache, staging)
    if found.problems:
        tell(found, f"{counted(found.problems)}; no card was drawn", as_data=False)
        return 1
    pages, artist = cards_of(read_manifest(manifest_of(staging))), artist_of(settings_file, cache)
    try:
        written = posts(arguments.page, pages, artist, CARDS) if arguments.page else contact_sheet(pages, artist, CARDS)
    except CardError as error:
        print(error, file=sys.stderr)
        return 1
    inventory = inventory_of(CARDS, cache)
    record(inventory, known(inventory).union(file.relative_to(CARDS).as_posix() for file in written))
    print(*(written if arguments.page else written[:1]), sep="\n")
    return 0


def report_changes(arguments: argparse.Namespace) -> int:
    """Tell what a publish would change, as networks keep it; exit code 1 only when the site cannot be built."""
    from publishing.change_report import as_json as as_data  # noqa: PLC0415
    from publishing.change_report import as_text  # noqa: PLC0415
    from publishing.changes import changes  # noqa: PLC0415
    from publishing.pelican import build_folder  # noqa: PLC0415

    cache = Path(CACHE)
    staging = cache / "changes"
    remove(staging)  # a page of an earlier build would stand in the way of a redirect from its address
    found = build_folder(Path(arguments.settings), cache, staging)
    if found.problems:
        tell(found, f"{counted(found.problems)}; nothing was compared", as_data=arguments.json)
        return 1
    report = changes(cache / MANIFEST, manifest_of(staging))
    print(as_data(report) if arguments.json else as_text(report))
    return 0


def audit(arguments: argparse.Namespace) -> int:
    """Build the site beside what is published, and judge it; exit code 1 when anything is wrong."""
    from audit.command import Options  # noqa: PLC0415
    from audit.command import audit as judge  # noqa: PLC0415

    from publishing.pelican import build_folder, other_paths  # noqa: PLC0415

    settings_file, cache, staging = Path(arguments.settings), Path(CACHE), Path(CACHE, "audit")
    remove(staging)
    found = build_folder(settings_file, cache, staging)
    if found.problems:
        tell(found, f"{counted(found.problems)}; nothing was judged", as_data=arguments.json)
        return 1
    options = Options(json=arguments.json, manifest=manifest_of(staging), elsewhere=other_paths(settings_file))
    return judge(staging, options)


def network_previews(arguments: argparse.Namespace) -> int:
    """Draw how networks show each page of the site; exit code 1 when it cannot be built."""
    from previews.findings import findings_in  # noqa: PLC0415
    from previews.manifests import read_manifest  # noqa: PLC0415
    from previews.origins import Sources  # noqa: PLC0415
    from previews.rendering import Previews, beside, write  # noqa: PLC0415
    from previews.site import read_site  # noqa: PLC0415

    from publishing.pelican import build_folder  # noqa: PLC0415

    staging, out = Path(CACHE, "previewed"), Path(CACHE, "previews")
    remove(staging)  # else pages that are gone would be drawn too
    found = build_folder(Path(arguments.settings), Path(CACHE), staging)
    if found.problems:
        tell(found, f"{counted(found.problems)}; no preview was drawn", as_data=False)
        return 1
    manifest = manifest_of(staging)
    site, findings = read_site(staging, "", read_manifest(manifest)), findings_in(staging, "", manifest)
    print(write(Previews(site, beside(staging, out), Sources(Path.cwd()), findings), out)[0])
    return 0


def preview(arguments: argparse.Namespace) -> int:
    """Serve what is being written, built anew after every change."""
    from publishing.devserver import devserver  # noqa: PLC0415

    devserver(Path.cwd(), arguments.port)
    return 0


def look(arguments: argparse.Namespace) -> int:
    """Serve what was published last, under the path that it was published for; exit code 1 when nothing was."""
    from writing.paths import base_path  # noqa: PLC0415

    from publishing.server import Mount, serve  # noqa: PLC0415

    output, manifest = Path(OUTPUT), Path(CACHE, MANIFEST)
    if not (output.is_dir() and manifest.is_file()):
        print(f"There is no {OUTPUT}/ with its {manifest} yet: publish first (make html).", file=sys.stderr)
        return 1
    url = json.loads(manifest.read_text(encoding="utf-8"))["site"].get("url", "")
    serve(Mount(output, unquote(base_path(url))), arguments.port)
    return 0


def port(text: str) -> int:
    """Return a port's number; 0 means any that is free. Raises ValueError, with which argparse says what is wrong."""
    number = int(text)
    if number not in range(2**16):
        raise ValueError
    return number


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the command and its options."""
    parser = argparse.ArgumentParser(prog="python -m publishing", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("html", help=f"publish the site into {OUTPUT}/")
    command.add_argument("--settings", default="publishconf.py")
    command.add_argument("--output", default=OUTPUT)
    command.add_argument("--cache", help=f"where it is built, on the file system of {OUTPUT}/; {CACHE}/ beside it")
    command.add_argument("--json", action="store_true", help=JSON_HELP)
    command.add_argument("--unjudged", action="store_true", help="without audit and search index, as the preview")
    command.set_defaults(run=html)
    command = commands.add_parser("check", help="tell what is wrong with content and settings; build nothing")
    command.add_argument("--settings", default="publishconf.py")
    command.add_argument("--json", action="store_true", help=JSON_HELP)
    command.set_defaults(run=check)
    command = commands.add_parser("cards", help=f"draw share cards to look at into {CARDS}/")
    command.add_argument("page", nargs="?", help="a post's slug, or the address of another page: its card in all sizes")
    command.add_argument("--settings", default="publishconf.py")
    command.set_defaults(run=cards)
    command = commands.add_parser("changes", help="tell what a publish would change, and which networks to refresh")
    command.add_argument("--settings", default="publishconf.py")
    command.add_argument("--json", action="store_true", help=JSON_HELP)
    command.set_defaults(run=report_changes)
    command = commands.add_parser("audit", help="judge the site as networks and search engines will meet it")
    command.add_argument("--settings", default="publishconf.py")
    command.add_argument("--json", action="store_true", help=JSON_HELP)
    command.set_defaults(run=audit)
    command = commands.add_parser("preview", help="draw how networks show each page, as a local page")
    command.add_argument("--settings", default="publishconf.py")
    command.set_defaults(run=network_previews)
    for name, run, text in (
        ("devserver", preview, "preview the site, built and reloaded on every change"),
        ("serve", look, f"look at {OUTPUT}/ as it was published last"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--port", type=port, default=8000)
        command.set_defaults(run=run)
    return parser.parse_args(arguments)


def main() -> int:
    from writing.console import print_anything  # noqa: PLC0415 (it imports nothing else of the plugin)

    print_anything()
    arguments = parse(sys.argv[1:])
    try:
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return STOPPED
    return code


def end(code: int) -> NoReturn:
    """End the process at once: to take the objects of a site apart, one by one, takes a fifth of a rebuild's time."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    end(main())
