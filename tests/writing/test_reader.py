"""What Pelican is given for a content file."""

import pytest
from factories import BLOG, TEST_SITE
from pelican.settings import read_settings
from writing.pelican import ContentReader


@pytest.fixture
def metadata_of(tmp_path):
    """Return a function from the lines of a post to its metadata."""
    reader = ContentReader(read_settings(str(TEST_SITE), override={"PATH": str(tmp_path), "SITEURL": BLOG}))
    (tmp_path / "posts").mkdir()

    def read(*lines: str) -> dict:
        file = tmp_path / "posts" / "post.md"
        file.write_text("\n".join(("Title: A", "Date: 2026-01-01", "Category: B", *lines, "", "Text.")), "utf-8")
        return reader.read(str(file))[1]

    return read


def test_tags_of_one_address_are_one(metadata_of):
    """Spellings that lead to one page are one tag, in the spelling that stands first."""
    found = metadata_of("Tags: Zeta, zeta, ZETA, C++, C#, C")["tags"]

    assert [(tag.name, tag.slug) for tag in found] == [
        *(("Zeta", "zeta"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("C", "c"))
    ]


def test_authors_are_named_once(metadata_of):
    """An author who is named twice is one; a post that names none is by the site's own."""
    assert [author.name for author in metadata_of("Authors: Ann; Bo; Ann")["authors"]] == ["Ann", "Bo"]
    assert [author.name for author in metadata_of()["authors"]] == ["Ada Team"]


def test_links_of_advertisements_are_marked(metadata_of, tmp_path):
    """In a sponsored post links to other hosts say so to search engines; links within the site are ordinary."""
    reader = ContentReader(read_settings(str(TEST_SITE), override={"PATH": str(tmp_path), "SITEURL": BLOG}))
    file = tmp_path / "posts" / "ad.md"
    lines = [
        "Title: A",
        "Date: 2026-01-01",
        "Category: B",
        "Sponsored: true",
        "",
        "[a](https://example.net/) [b](/about/)",
    ]
    file.write_text("\n".join(lines), "utf-8")
    html, _ = reader.read(str(file))

    assert '<a href="https://example.net/" rel="sponsored">a</a> <a href="/blog/about/">b</a>' in html
