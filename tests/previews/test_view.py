"""What the previews say of each network, in words."""

import pytest
from networks.head import read
from networks.rules import READERS
from networks.shown import File, shown
from previews.origins import Sources
from previews.site import Page, Site
from previews.view import code_of, counts, entry_of, size_of, view_of

URL = "https://www.example.org"


def page(html: str, file: str = "post/index.html") -> Page:
    """Return a page of the site."""
    return Page(file, read(html, f"{URL}/post/"))


@pytest.mark.parametrize(
    ("key", "title", "said"),
    [
        ("discord", "社" * 24, "Title: 72 of 70 bytes, cut"),
        ("discord", "😀", "Title: 4 of 70 bytes"),
        ("teams", "👨‍👩‍👧‍👦", "Title: 1 of 75 characters"),
        ("google", "W" * 40, "Title: 755 of 600 px, cut"),
        ("facebook", "A title", "Title: 7 characters, room for about 70 in 2 lines on a phone"),
        ("slack", "A title", None),
    ],
)
def test_counts(key, title, said):
    """Each text's length is told in the unit of the network, beside what there is room for."""
    found = shown(read(f'<title>{title}</title><meta property="og:title" content="{title}">'), READERS[key])

    assert (said in list(counts(found))) is bool(said)
    assert bool(list(counts(found))) is bool(said)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("title", "<title>"),
        ("h1", "<h1>"),
        ("host", "the address"),
        ("any:og:title", "og:title"),
        ("property:og:title", "og:title"),
        ("name:description", "description"),
        ("json-ld:headline", "JSON-LD headline"),
        ("link:apple-touch-icon", '<link rel="apple-touch-icon">'),
    ],
)
def test_places(place, code):
    """A place is called as people write it."""
    assert code_of(place) == code


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (File(1200, 630, 65_937, "image/jpeg"), "1200×630 px, 65,937 bytes, image/jpeg"),
        (File(0, 0, 900, "image/svg+xml"), "900 bytes, image/svg+xml"),
        (File(0, 0, 900, ""), "900 bytes, of unknown type"),
        (File(is_missing=True), "there is no such file"),
    ],
)
def test_sizes(file, said):
    """A picture's size is that of its file."""
    assert size_of(file) == said


@pytest.mark.parametrize(
    ("html", "visibility", "title", "mark"),
    [
        ('<title>Document</title><meta property="og:title" content="Title">', "public", "Title", ""),
        ("<title>Document</title><h1>Heading</h1>", "draft", "Document", "draft"),
        ("<h1>Heading</h1>", "hidden", "Heading", "hidden"),
        ("", "public", "/post/", ""),
    ],
)
def test_entries(tmp_path, html, visibility, title, mark):
    """A page is listed under what it says it is called, with what the manifest says of it."""
    listed = page(html)
    site = Site(tmp_path, URL, (listed,), described={listed.file: {"visibility": visibility}})
    entry = entry_of(listed, site, str, {})

    assert (entry.title, entry.mark) == (title, mark)


def test_bare_and_lost(tmp_path):
    """No preview at all is told apart from one that lacks something."""
    html = f'<title>{"A title that is long " * 9}</title><meta name="description" content="D">'
    listed = page(html)
    entry = entry_of(listed, Site(tmp_path, URL, (listed,)), str, {})
    bare, lost = ({reader.key for reader in readers} for readers in (entry.bare, entry.lost))

    assert bare == {"x", "whatsapp"}
    assert {"google", "discord", "facebook"} <= lost
    assert not bare & lost


def test_values(tmp_path):
    """Each thing that a network shows is told once, in the order of the page, with all that read it."""
    html = (
        '<title>Document</title>\n<meta name="description" content="D">\n'
        '<meta property="og:title" content="Title">\n<meta property="og:image" content="/gone.png">'
    )
    listed = page(html)
    view = view_of(listed, Site(tmp_path, URL, (listed,)), str, Sources(tmp_path), {})
    found = {value.code: value for value in view.values}

    assert [(value.code, value.line) for value in view.values] == [
        ("<title>", 1),
        ("description", 2),
        ("og:title", 3),
        ("the address", 0),
    ]
    assert found["<title>"].readers == ("Google",)
    assert {"Facebook", "Signal", "Mastodon"} <= {*found["og:title"].readers}
    assert found["og:title"].length == "5 characters, 5 bytes"
