"""The command `python -m previews FOLDER`: how networks show each page of a built folder, as a local page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from previews.findings import findings_in
from previews.manifests import read_manifest
from previews.origins import EDITOR, Sources
from previews.rendering import Previews, beside, write
from previews.site import read_site

OUT = Path(".cache/previews")  # never published, and removed by `make clean`


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(prog="python -m previews", description=__doc__)
    parser.add_argument("folder", type=Path, help="a built site, by whatever generator")
    parser.add_argument("--site-url", default="", help="its address; otherwise what the manifest or its pages say")
    parser.add_argument("--manifest", type=Path, help="tells where each value came from")
    parser.add_argument("--out", type=Path, default=OUT, help=f"where the previews are written; {OUT}/")
    parser.add_argument("--editor", default=EDITOR, help="template of links to a line: {file} and {line}; %(default)s")
    return parser.parse_args(arguments)


def main() -> int:
    """Write the previews and print their path; return the exit code."""
    arguments = parse(sys.argv[1:])
    folder, out = arguments.folder, arguments.out
    if not folder.is_dir():
        print(f"{folder} is no folder", file=sys.stderr)
        return 1
    if out.resolve().is_relative_to(folder.resolve()):
        print(f"{out} lies in {folder}, and would be published with it; choose another --out", file=sys.stderr)
        return 1
    try:
        manifest = read_manifest(arguments.manifest) if arguments.manifest else {}
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    site = read_site(folder, arguments.site_url, manifest)
    if not site.pages:
        print(f"{folder} holds no page", file=sys.stderr)
        return 1
    findings = findings_in(folder, site.url, arguments.manifest)
    previews = Previews(site, beside(folder, out), Sources(Path.cwd(), arguments.editor), findings)
    print(write(previews, out)[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
