"""`python -m proofreading [FILES]`: proofread the content; exit code 1 when something was found."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from writing.console import print_anything

from proofreading.proof import EXCEPTIONS, read
from proofreading.reading import files
from proofreading.report import as_table, row

MISUSED = 2  # the exit code of argparse


def parse() -> argparse.Namespace:
    """Return the files and the options."""
    parser = argparse.ArgumentParser(prog="python -m proofreading", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILES", help="tell of these files or folders alone")
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help=f"the folder of the content, with {EXCEPTIONS}"
    )
    return parser.parse_args()


def main() -> int:
    print_anything()
    arguments = parse()
    if missing := [file for file in (arguments.content, *arguments.files) if not file.exists()]:
        print(f"there is no {missing[0]}; name a Markdown file, or the folder of the content", file=sys.stderr)
        return MISUSED
    chosen = [found for file in arguments.files for found in (files(file) if file.is_dir() else [file])]
    try:
        proof = read(arguments.content, chosen)
    except ValueError as error:
        print(error, file=sys.stderr)
        return MISUSED
    asked = {file.resolve() for file in chosen}
    findings, shown = proof.findings(), proof.posts
    if arguments.files:
        findings = [finding for finding in findings if finding.path.resolve() in asked]
        shown = tuple(article for article in proof.articles if article.path.resolve() in asked)
    for finding in findings:
        print(finding)
    print(as_table(row(article, article.path.parent) for article in shown))
    count = len(findings)
    print(f"{count or 'no'} finding{'' if count == 1 else 's'} in {len(shown)} of {len(proof.articles)} files")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
