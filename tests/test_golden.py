"""What crawlers read of the tiny site, as reviewed: `make golden` writes the files, a person reads the difference."""

import json
import re

import pytest
from factories import ROOT, Built

GOLDEN = ROOT / "tests" / "golden"
HEADS = {
    "home": "",
    "home-page-2": "page/2/",
    "article-all-keys": "all-keys/",
    "article-plain": "plain/",
    "article-hostile-text": "hostile-text/",
    "article-elsewhere": "first-published-elsewhere/",
    "article-noindex": "noindex/",
    "article-hidden": "hidden/",
    "article-draft": "drafts/draft/",
    "article-video": "video/",
    "article-translated": "fr/translated/",
    "article-arabic": "ar/arabic/",
    "page": "about/",
    "page-described-by-text": "described-by-text/",
    "page-glossary": "glossary/",
    "category": "topics/r-and-d-growth/",
    "category-page-2": "topics/first-topic/page/2/",
    "tag": "tags/c-plus-plus/",
    "author": "authors/bo-o-brien/",
    "archives": "archives/",
    "categories": "topics/",
    "tags": "tags/",
    "authors": "authors/",
    "not-found": "404.html",
}
FILES = ("feed.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt")


def head(built: Built, address: str) -> str:
    """Return the metadata in a page's head, JSON-LD with a line a property."""
    file = f"{address}index.html" if not address.endswith(".html") else address
    found = built.text(file).partition("<head>")[2].partition("</script>")[0]
    start, script, data = found.partition('<script type="application/ld+json">')
    return f"{start.strip()}\n{script}\n{json.dumps(json.loads(data), ensure_ascii=False, indent=1)}\n"


def agrees(request, name: str, found: str) -> None:
    """Compare with the golden file, or write it when asked to.

    Names and bytes of drawn pictures change with every line of the code that draws; they are no matter of review.
    """
    golden = GOLDEN / name
    found = re.sub(r"/cards/[0-9a-f]{20}\.", "/cards/….", found)
    found = re.sub(r'(/cards/…[^>]* length=)"\d+"', r'\1"…"', found)
    if request.config.getoption("--golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "address"), HEADS.items(), ids=HEADS)
def test_head(request, built, name, address):
    """Each kind of page says of itself what was reviewed."""
    agrees(request, f"{name}.head.txt", head(built, address))


@pytest.mark.parametrize("name", FILES)
def test_file(request, built, name):
    """Feeds, sitemap and robots.txt are as reviewed."""
    agrees(request, name, built.text(name))


def test_every_golden_file_is_compared():
    """No golden file is left over from a page that no test reads any more."""
    expected = {f"{name}.head.txt" for name in HEADS} | set(FILES)

    assert {file.name for file in GOLDEN.iterdir() if file.is_file()} == expected
