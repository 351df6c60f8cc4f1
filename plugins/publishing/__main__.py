"""The commands behind the Makefile: `python -m publishing html | devserver | serve`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from publishing.build import publish
from publishing.pelican import build

CACHE = ".cache"  # beside output/, so that both lie on one file system


def html(arguments: argparse.Namespace) -> int:
    """Publish: build with the production settings; exit code 1 when anything is wrong."""
    settings_file = Path(arguments.settings)
    output = Path(arguments.output)
    cache = output.parent / CACHE
    result = publish(partial(build, settings_file), output, cache / "build", cache / "manifest.json")
    for problem in result.problems:
        print(problem, file=sys.stderr)
    print(result.summary(), file=sys.stdout if result.published else sys.stderr)
    return 0 if result.published else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the command and its options."""
    parser = argparse.ArgumentParser(prog="python -m publishing", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("html", help="publish the site into output/")
    command.add_argument("--settings", default="publishconf.py")
    command.add_argument("--output", default="output")
    command.set_defaults(run=html)
    return parser.parse_args(arguments)


def main() -> int:
    arguments = parse(sys.argv[1:])
    code: int = arguments.run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
