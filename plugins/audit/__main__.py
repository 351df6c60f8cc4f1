"""`python -m audit FOLDER`: judge a built site, whatever built it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from audit.command import STANDARD_OUTPUT, Options, audit, manifest_beside
from audit.model import Level
from audit.rules import RULES
from audit.site import INDEX

MISUSED = 2  # the exit code of argparse


def identifiers(text: str) -> tuple[str, ...]:
    """Return the ids in a list. Raises ArgumentTypeError with one that no rule has."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [identifier for identifier in found if identifier not in RULES]:
        raise argparse.ArgumentTypeError(f"no rule is called {unknown[0]}; docs/checks.md lists all")
    return found


def parse() -> argparse.Namespace:
    """Return the folder and the options."""
    parser = argparse.ArgumentParser(prog="python -m audit", description=__doc__)
    parser.add_argument("folder", type=Path, help="a built site: a folder of HTML files and what belongs to them")
    parser.add_argument("--site-url", default="", metavar="URL", help="where it lives; found in its pages otherwise")
    parser.add_argument("--manifest", type=Path, help="tells what pages were written in; found beside our own output/")
    parser.add_argument(
        "--elsewhere", action="append", default=[], metavar="/PATH/", help="what something else answers"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON on standard output")
    parser.add_argument(
        "--sarif", default="", metavar="FILE", help=f"write SARIF 2.1.0; {STANDARD_OUTPUT} for standard output"
    )
    parser.add_argument("--only", metavar="ID,…", type=identifiers, default=(), help="judge by these rules alone")
    parser.add_argument("--skip", metavar="ID,…", type=identifiers, default=(), help="judge by all rules but these")
    parser.add_argument(
        "--fail-on",
        type=Level,
        choices=list(Level),
        default=Level.ERROR,
        help="the mildest level with which the exit code is 1",
    )
    return parser.parse_args()


def main() -> int:
    arguments = parse()
    folder: Path = arguments.folder
    if not folder.is_dir() or not any(folder.rglob("*.htm*")):
        told = f"{folder} is no folder of HTML files; name the folder that is published, with {INDEX} in it"
        print(told, file=sys.stderr)
        return MISUSED
    options = Options(
        url=arguments.site_url,
        manifest=arguments.manifest or manifest_beside(folder),
        elsewhere=tuple(arguments.elsewhere),
        json=arguments.json,
        sarif=arguments.sarif,
        only=arguments.only,
        skip=arguments.skip,
        fail_on=arguments.fail_on,
    )
    return audit(folder, options)


if __name__ == "__main__":
    sys.exit(main())
