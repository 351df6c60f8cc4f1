"""What was built is judged before it takes the place of what readers have."""

import json
from pathlib import Path

import pytest
from broken import ABOUT, HOME, URL, before_head_ends, in_body, meta, write
from factories import BLOG, bare_site, run_publishing
from publishing.build import manifest_of
from publishing.gate import judged, scan
from publishing.hosting import file_sources
from reuse.store import Store

POST = """\
Title: A share link that leads nowhere
Date: 2026-01-01
Category: First topic

Text, and <a href="https://x.com/intent/post?text=Read&amp;url=%2Fplain%2F">a link to share it</a>.
"""


@pytest.fixture
def staged(tmp_path) -> Path:
    """The tiny site with an error and a hint on a page of a known file, and a warning on one that is made."""
    folder = write(
        tmp_path / "build", *before_head_ends(meta("twitter:creator", "ada")), *in_body('<a href="/post">A</a>')
    )
    home = folder / HOME
    home.write_text(home.read_text(encoding="utf-8").replace("</body>", "<h2></h2></body>"), encoding="utf-8")
    described = {
        "site": {"url": "https://example.org"},
        "pages": {ABOUT: {"file": "content/pages/about.md", "lines": {}}, HOME: {"file": "", "lines": {}}},
    }
    manifest_of(folder).write_text(json.dumps(described, indent=1), encoding="utf-8")
    return folder


def test_errors_stop_and_warnings_are_told(staged):
    """An error is a problem of the file that the page was written in, a warning is advice, a hint is not told."""
    found = judged(staged, ())

    assert [str(problem).partition("; ")[0] for problem in found.problems] == [
        "content/pages/about.md:1: error[twitter-handle]: twitter:creator is “ada”"
    ]
    assert [str(problem) for problem in found.advice] == [
        "advice[heading-words]: index.html: an h2 is empty; write words, or use another element"
    ]


def test_what_is_wrong_on_every_page_is_told_once(tmp_path):
    """A menu that leads nowhere is one mistake, however many pages have it."""
    folder = write(tmp_path / "build")
    (folder / "feed.xml").unlink()
    pages = {file.relative_to(folder).as_posix(): {"file": "", "lines": {}} for file in folder.rglob("*.html")}
    described = {"site": {"url": "https://example.org"}, "pages": pages}
    manifest_of(folder).write_text(json.dumps(described, indent=1), encoding="utf-8")

    (told,) = judged(folder, ()).problems
    assert str(told).startswith("error[feed-exists]: 404.html and 4 more: the feed “/feed.xml” is not in the folder; ")


def test_what_is_copied_is_nobodys_page(staged):
    """A file by which a search engine knows the site's owner has no tags, and needs none."""
    before = judged(staged, ())
    (staged / "google123.html").write_text("google-site-verification: google123.html", encoding="utf-8")

    assert judged(staged, ()) == before


@pytest.mark.parametrize("is_scanned", [True, False])
def test_what_is_kept_changes_nothing(staged, monkeypatch, is_scanned):
    """Audit and policy say the same of pages that were read once, for both, or in an earlier build."""
    (staged / "odd.html").write_bytes(
        b"<!-- \xe4 --><p style='a: b'>\r\n<style>p{}\r\n</style><img src='https://img.example/'>"
    )
    store = Store(staged.parent / "store", "1")
    expected = judged(staged, ()), file_sources(URL, staged, None, {}, None)
    if is_scanned:
        monkeypatch.setattr("publishing.gate.MANY", 1)
        scan(staged, (), store, url=URL)
    else:
        judged(staged, (), store)
        file_sources(URL, staged, store, {}, None)
    with monkeypatch.context() as patch:
        patch.delattr("publishing.hosting.sources_of")
        patch.delattr("audit.kept.parsed")
        found = judged(staged, (), store, url=URL), file_sources(URL, staged, store, {}, None)

    assert found[0] == expected[0]
    assert set(found[1]) == set(expected[1])


def test_a_publish_with_an_error_is_none(tmp_path):
    """A page that is broken although its source is not stops the publish, with its file and what to do."""
    settings = bare_site(tmp_path)
    (tmp_path / "content" / "posts").mkdir()
    (tmp_path / "content" / "posts" / "shared.md").write_text(POST, encoding="utf-8")
    result = run_publishing(settings, tmp_path / "output", tmp_path, SITEURL=BLOG)

    assert result.returncode == 1
    assert "content/posts/shared.md:1: error[share-link]: " in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_change_on_the_day_of_publication(tmp_path):
    """A post of nine o'clock that was changed on its day, without a time, was not changed before it was published."""
    settings = bare_site(tmp_path)
    (tmp_path / "content" / "posts").mkdir()
    post = "Title: A\nDate: 2026-01-01 09:00\nModified: 2026-01-01\nCategory: First topic\nSummary: x\n\nText.\n"
    (tmp_path / "content" / "posts" / "same-day.md").write_text(post, encoding="utf-8")
    result = run_publishing(settings, tmp_path / "output", tmp_path, SITEURL=BLOG)

    assert result.returncode == 0, result.stderr
