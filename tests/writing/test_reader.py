"""What Pelican is given for a content file."""

import pytest
from factories import BLOG, ROOT, TEST_SITE
from writing.pelican import ContentReader, settings_in


@pytest.fixture
def metadata_of(tmp_path):
    """Return a function from the lines of a post to its metadata."""
    reader = ContentReader(settings_in(TEST_SITE, PATH=str(tmp_path), SITEURL=BLOG))
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
    reader = ContentReader(settings_in(TEST_SITE, PATH=str(tmp_path), SITEURL=BLOG))
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


def test_contents(metadata_of):
    """A long text brings its table of contents; a short one an empty one."""
    paragraphs = ["", "Words. " * 200, "", "## One", "", "Words. " * 200, "", "## Two", "", "### Below", "", "## Three"]

    long, short = (
        metadata_of(*paragraphs)["contents"],
        metadata_of("", "## One", "", "## Two", "", "## Three")["contents"],
    )

    assert [(section.id, [part.id for part in section.parts]) for section in long] == [
        ("one", []),
        ("two", ["below"]),
        ("three", []),
    ]
    assert short == ()


@pytest.mark.parametrize(("language", "title"), [("", "Note"), ("Lang: de", "Hinweis"), ("Lang: fr", "Note")])
def test_words_of_the_build(tmp_path, language, title):
    """What the build says inside a text is in the text's language, in the site's where there is no table for it."""
    english = (ROOT / "theme/words/en.toml").read_text(encoding="utf-8")
    for name, table in (("en", english), ("de", english.replace('callout_note = "Note"', 'callout_note = "Hinweis"'))):
        (tmp_path / f"{name}.toml").write_text(table, encoding="utf-8")
    settings = {"PATH": str(tmp_path), "SITEURL": BLOG, "WORDS": tmp_path}
    (tmp_path / "posts").mkdir()
    file = tmp_path / "posts" / "post.md"
    keys = [line for line in ("Title: A", "Date: 2026-01-01", "Category: B", language) if line]
    file.write_text("\n".join([*keys, "", "> [!NOTE]", "> Words."]), encoding="utf-8")

    html, _ = ContentReader(settings_in(TEST_SITE, **settings)).read(str(file))

    assert f'<p class="admonition-title"><strong>{title}</strong></p>' in html
