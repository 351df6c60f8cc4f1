"""The manifest holds what was decided about every page, and where each value came from."""

import json
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from factories import BLOG, described, manifest_with, picture
from publishing.manifest import as_text, entries_of
from publishing.redirects import Redirect
from social.model import Alternate, Author, CardDesign, PageKind, Term

PAGES = {
    "post/index.html": described(
        fields={"title": "A title", "summary": "Words", "share_text_x": "For X", "image": "a.png", "hashtags": "A, B"},
        modified=datetime(2026, 2, 3, 9, tzinfo=timezone(timedelta(hours=1))),
        authors=(Author(name="Ada", url=f"{BLOG}/authors/ada/"),),
        section=Term(name="Topic", url=f"{BLOG}/topics/topic/"),
        alternates=(Alternate(language="en", url=f"{BLOG}/post/"),),
        picture=picture(),
    ),
    "index.html": described(PageKind.HOME, path="", published=None, words=None),
}


ADDRESSES = ["/about/", "/post/"]
DRAWINGS = {"cards/b.png": "2026-01-02", "cards/a.jpg": "2026-01-01"}


@pytest.fixture(name="found")
def found_in_manifest() -> dict:
    """Return the manifest of two pages, read as JSON."""
    return json.loads(manifest_with(PAGES, DRAWINGS, ADDRESSES))


def test_every_page_by_its_file(found):
    """Pages stand under their output files, sorted; nothing else stands there."""
    assert list(found) == ["site", "addresses", "redirects", "drawings", "pages"]
    assert list(found["pages"]) == ["index.html", "post/index.html"]


def test_the_site_stands_there_once(found):
    """What all pages share is no part of each."""
    assert found["site"]["url"] == BLOG
    facts = asdict(replace(PAGES["index.html"].site, cards=CardDesign("", ())))
    told = facts.keys() - {"cards", "words"}
    assert found["site"] == {name: json.loads(json.dumps(fact)) for name, fact in facts.items() if name in told}
    assert all("site" not in page for page in found["pages"].values())


def test_every_decision_is_there(found):
    """No field of a page's metadata is left out; the words of the interface are the theme's."""
    for file, meta in PAGES.items():
        assert found["pages"][file].keys() == {field.name for field in fields(meta)} - {"site", "interface"}


def test_drawn_files_are_there(found):
    """Each drawn file stands there with the last day on which a page named it, what it is drawn from with its page."""
    assert found["drawings"] == DRAWINGS
    assert found["addresses"] == ADDRESSES
    (drawing, *_) = found["pages"]["post/index.html"]["drawings"]
    assert drawing["recipe"]["title"] == "A title"
    assert drawing["path"] in found["pages"]["post/index.html"]["share_picture"]["value"]["url"]


def test_redirects_are_there():
    """Each old path stands there with the address that it leads to, sorted."""
    redirects = [Redirect("old/", f"{BLOG}/post/"), Redirect("2019/a.html", f"{BLOG}/post/")]

    found = json.loads(manifest_with({}, {}, [], redirects))["redirects"]
    assert list(found.items()) == [("2019/a.html", f"{BLOG}/post/"), ("old/", f"{BLOG}/post/")]


def test_values_name_their_origin(found):
    """A value comes with the place it was written at."""
    page = found["pages"]["post/index.html"]

    assert page["description"] == {"value": "Words", "origin": "Summary, line 2"}
    assert page["share_texts"]["x"] == {"value": "For X", "origin": "Share_Text_X, line 3"}
    assert page["kind"] == "article"
    assert page["visibility"] == "public"


def test_moments_keep_their_offset(found):
    """Dates stand as RFC 3339 has them; a date that is not known is null."""
    assert found["pages"]["post/index.html"]["published"] == "2026-01-02T10:30:00+00:00"
    assert found["pages"]["post/index.html"]["modified"] == "2026-02-03T09:00:00+01:00"
    assert found["pages"]["index.html"]["published"] is None


def test_order_of_printing_makes_no_difference():
    """The same pages give the same bytes."""
    backwards = manifest_with(dict(reversed(PAGES.items())), dict(reversed(DRAWINGS.items())), ADDRESSES)

    assert backwards == manifest_with(PAGES, DRAWINGS, ADDRESSES)


def test_text_stays_readable():
    """Text of any script stands as it is, and the file ends with a line."""
    text = manifest_with({"a.html": described(fields={"title": "x"}, heading="Ünï — 日本 😀 </script>")}, {}, [])

    assert "Ünï — 日本 😀 </script>" in text
    assert text.endswith("}\n")
    assert json.loads(text)["pages"]["a.html"]["heading"] == "Ünï — 日本 😀 </script>"


def test_no_pages():
    """A build without pages has a manifest too."""
    found = json.loads(manifest_with({}, {}, []))

    assert found.pop("site")["name"] == "Site"
    assert found == {
        "addresses": [],
        "redirects": {},
        "drawings": {},
        "pages": {},
    }


@pytest.mark.parametrize("value", [object(), {1}, b"bytes"])
def test_what_cannot_be_told_is_an_error(value):
    """A value of a kind that nobody decided on is never written as its Python name."""
    with pytest.raises(TypeError, match="cannot stand in a manifest"):
        as_text(value)


def test_as_text():
    """A moment is text."""
    assert as_text(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00+00:00"


@pytest.mark.parametrize("files", [[], ["post/index.html"], ["gone.html"], ["a: {b.html", "é/index.html"]])
def test_some_entries(tmp_path, files):
    """What is said of some pages is found without the others: what a whole look at the manifest finds."""
    pages = {name: described(heading=name) for name in ("a.html", "a: {b.html", "post/index.html", "é/index.html")}
    file = tmp_path / "manifest.json"
    file.write_text(manifest_with(pages, {}, []), encoding="utf-8")
    whole = json.loads(file.read_text(encoding="utf-8"))["pages"]

    assert entries_of(file, files) == {name: whole[name] for name in files if name in whole}
