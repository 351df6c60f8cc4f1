"""How long an audit of a thousand pages takes: `PYTHONPATH=plugins python tests/benchmarks/audits.py output`.

The pages are copies of those of a built site, each under addresses of its own.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from audit.judge import chosen, judge
from audit.shown import counts
from audit.site import read

PAGES = 1000


def multiplied(built: Path, folder: Path) -> Path:
    """Return a folder with the files of a built site and so many copies of its pages that there are a thousand."""
    shutil.copytree(built, folder)
    pages = sorted(file.relative_to(built) for file in built.rglob("*.html"))
    site = read(built)
    for number in range(PAGES - len(pages)):
        page = pages[number % len(pages)]
        copy = Path(f"copy-{number}", page)
        text = (built / page).read_text(encoding="utf-8")
        own = site.address(page.as_posix())
        file = folder / copy
        file.parent.mkdir(parents=True)
        file.write_text(text.replace(f'{own}"', f'{site.address(copy.as_posix())}"'), encoding="utf-8")
    return folder


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site_folder = multiplied(Path(sys.argv[1]), Path(folder, "site"))
        begun = time.perf_counter()
        site = read(site_folder)
        was_read = time.perf_counter()
        findings = judge(site, chosen())
        judged = time.perf_counter()
        counts(site)
        ended = time.perf_counter()
    size = sum(page.bytes.size for page in site.pages)
    print(f"{len(site.pages)} pages of {size / len(site.pages) / 1000:.0f} KB, {len(findings)} findings")
    print(f"read {was_read - begun:.2f} s, judge {judged - was_read:.2f} s, table {ended - judged:.2f} s")
    print(f"in all {ended - begun:.2f} s")


if __name__ == "__main__":
    main()
