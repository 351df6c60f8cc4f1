"""Where values were written, as a manifest tells it."""

import pytest
from previews.origins import Origin, Sources, origin_of

DESCRIBED = {
    "file": "content/a b.md",
    "title": {"value": "T", "origin": "Share_Title, line 4"},
    "share_description": {"value": "D", "origin": "first paragraph"},
    "share_picture": {"value": {}, "origin": "Image, line 7"},
    "origins": {"document_title": "Title, line 1", "heading": "Title, line 1"},
}


@pytest.fixture(name="sources")
def written(tmp_path):
    """The folder that the manifest's paths start from, with the file in it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a b.md").write_text("Title: T\n")
    return Sources(tmp_path)


@pytest.mark.parametrize(
    ("place", "text", "line"),
    [
        ("any:og:title", "Share_Title, content/a b.md:4", 4),
        ("property:og:title", "Share_Title, content/a b.md:4", 4),
        ("json-ld:headline", "Share_Title, content/a b.md:4", 4),
        ("title", "Title, content/a b.md:1", 1),
        ("h1", "Title, content/a b.md:1", 1),
        ("any:og:image", "Image, content/a b.md:7", 7),
        ("any:og:description", "first paragraph", 0),
    ],
)
def test_origins(sources, place, text, line):
    """A line of the front matter is told with file and line, and a link opens it."""
    found = origin_of(place, DESCRIBED, sources)
    file = (sources.root / "content").resolve().as_posix()

    assert found == Origin(text, f"vscode://file/{file}/a%20b.md:{line}" if line else "")


@pytest.mark.parametrize("place", ["host", "any:og:site_name", "any:description", "link:icon", "json-ld:site"])
def test_not_told(sources, place):
    """What the manifest does not tell has no origin."""
    assert origin_of(place, DESCRIBED, sources) is None


@pytest.mark.parametrize("described", [{}, {"origins": {}}, {"title": "words"}, {"title": {"value": "T"}}])
def test_other_manifests(sources, described):
    """A manifest without provenance, or none, is as good."""
    assert origin_of("any:og:title", described, sources) is None


def test_no_such_file(sources):
    """A file that is not there is named without a link."""
    found = origin_of("any:og:title", {**DESCRIBED, "file": "content/gone.md"}, sources)

    assert found == Origin("Share_Title, content/gone.md:4")
