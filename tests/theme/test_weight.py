"""What a page weighs on the way: text with its first styles in one flight of packets, and few bytes of script."""

import gzip
from urllib.parse import urlsplit

import pytest
from factories import Built

# Bytes that a server sends before it waits for the first answer: ten packets of 1,460 bytes, less their headers.
# https://www.rfc-editor.org/rfc/rfc6928
FIRST_FLIGHT = 14 * 1024
SCRIPTS = 8 * 1024  # bytes of all scripts that an article loads by itself
STYLES = 8 * 1024  # bytes of the stylesheet that waits below the text


def weight(data: bytes) -> int:
    """Return the bytes that go over the wire, compressed as every host does it."""
    return len(gzip.compress(data, 9))


def articles(site: Built) -> list[str]:
    """Return the addresses of all pages of articles."""
    return [path for path in site.pages() if '"og:type" content="article"' in site.text(file_of(path))]


def file_of(path: str) -> str:
    """Return the file behind an address."""
    return path if path.endswith(".html") else f"{path}index.html"


def scripts(site: Built, path: str) -> set[str]:
    """Return the files of the scripts that a page loads; none imports another (tests/publishing/test_hosting.py)."""
    base = urlsplit(site.url).path.lstrip("/")
    found = [script["src"] for script in site.page(path).find_all("script", src=True)]
    return {urlsplit(src).path.lstrip("/").removeprefix(f"{base}/" if base else "") for src in found}


def test_an_article_comes_in_the_first_flight(real):
    """HTML and the styles of the first screen of each article fit into what a server sends at once."""
    weights = {path: weight(real.text(file_of(path)).encode()) for path in articles(real)}

    assert len(weights) >= 6
    assert {path: size for path, size in weights.items() if size > FIRST_FLIGHT} == {}


def test_one_request_before_text_shows(any_site):
    """The head of a page names no stylesheet, and no script that the text would wait for."""
    for path in any_site.pages():
        head = any_site.page(path).head
        assert head.find_all("link", rel="stylesheet") == [], path
        assert [script for script in head.find_all("script", src=True) if script.get("type") != "module"] == [], path


def test_scripts_are_small(any_site):
    """All scripts that an article loads by itself stay within their budget."""
    for path in articles(any_site):
        sizes = {file: weight(any_site.text(file).encode()) for file in scripts(any_site, path)}
        assert sum(sizes.values()) <= SCRIPTS, (path, sizes)


def test_styles_are_small(any_site):
    """The one stylesheet stays within its budget, and each page links it once."""
    for path in any_site.pages():
        (link,) = any_site.page(path).find_all("link", rel="stylesheet")
        assert "/theme/css/later.css?v=" in link["href"], path
    assert weight(any_site.text("theme/css/later.css").encode()) <= STYLES


@pytest.mark.parametrize("attribute", ["style", "onclick", "onload", "onerror", "onsubmit", "onchange"])
def test_nothing_inline(any_site, attribute):
    """No element has styles or scripts in an attribute, which no strict policy allows."""
    for path in any_site.pages():
        assert any_site.page(path).find_all(attrs={attribute: True}) == [], path
