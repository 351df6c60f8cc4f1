"""A built folder as networks meet it, whatever built it."""

import io

import pytest
from networks.shown import File
from PIL import Image
from previews.site import files_of_pages, read_site

URL = "https://www.example.org/blog"


def page(canonical: str = "", body: str = "") -> str:
    """Return a page that names its own address."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"<!doctype html><title>T</title>{link}{body}"


def png(width: int = 20, height: int = 10) -> bytes:
    """Return a picture."""
    data = io.BytesIO()
    Image.new("RGB", (width, height)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture(name="build")
def builder(tmp_path):
    """Return a function that writes files, each by its name, and returns the folder."""

    def build(files: dict[str, str | bytes]):
        for name, data in files.items():
            file = tmp_path / "site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        return tmp_path / "site"

    return build


def test_pages(build):
    """Every HTML file is a page, the home page first; what only sends readers on is counted."""
    on = '<meta http-equiv="refresh" content="0; url=/b/">'
    folder = build({"b/index.html": page(), "index.html": page(), "a.htm": page(), "old/index.html": on, "c.txt": "x"})
    site = read_site(folder)

    assert [found.file for found in site.pages] == ["index.html", "a.htm", "b/index.html"]
    assert [found.path for found in site.pages] == ["/", "/a.htm", "/b/"]
    assert site.redirects == 1
    assert files_of_pages(folder)[0] == "index.html"


@pytest.mark.parametrize(
    ("given", "manifest", "canonicals", "url"),
    [
        (URL, {"site": {"url": "https://other.example"}}, (), URL),
        (f"{URL}/", {}, (), URL),
        ("", {"site": {"url": URL}}, ("https://other.example/",), URL),
        ("", {}, (f"{URL}/", f"{URL}/about/"), URL),
        ("", {}, (f"{URL}/", f"{URL}/about/", "https://first.example/else/"), URL),
        ("", {}, ("/", "/about/"), ""),
        ("", {}, (), ""),
    ],
)
def test_address_of_the_site(build, given, manifest, canonicals, url):
    """What is given goes before the manifest, and that before what most pages say of themselves."""
    files = ("index.html", "about/index.html", "copied/index.html")
    folder = build(dict(zip(files, map(page, (*canonicals, "", "", "")[:3]), strict=True)))
    site = read_site(folder, given, manifest)

    assert site.url == url
    assert site.pages[1].head.url == (f"{url}/about/" if url else "")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{URL}/a%20b.png", "a b.png"),
        ("/blog/a%20b.png", "a b.png"),
        ("../a%20b.png?v=2#x", "a b.png"),
        ("https://other.example/a%20b.png", None),
        (f"{URL}/../../secret.png", None),
        (f"{URL}/%2e%2e/%2e%2e/secret.png", None),
        ("//www.example.org/blog/a%20b.png", "a b.png"),
        ("data:image/png;base64,AAAA", None),
        (f"{URL}/%00.png", None),
        ("https://[broken", None),
    ],
)
def test_files_behind_addresses(build, address, found):
    """An address of the site is a file in the folder; another host's, or one outside, is none."""
    folder = build({"index.html": page(), "about/index.html": page(), "a b.png": png()})
    site = read_site(folder, URL)

    assert site.local(address, site.pages[1].head) == (folder / found if found else None)


def test_address_not_known(build):
    """A site that tells no address still has the pictures that it names by a path."""
    folder = build({"index.html": page(), "a.png": png()})
    site = read_site(folder)

    assert site.picture("/a.png", site.pages[0].head).width == 20
    assert site.picture("https://www.example.org/a.png", site.pages[0].head) is None


@pytest.mark.parametrize(
    ("name", "data", "measured"),
    [
        ("a.png", png(20, 10), File(20, 10, len(png(20, 10)), "image/png")),
        ("named.jpg", png(20, 10), File(20, 10, len(png(20, 10)), "image/png")),
        ("a.svg", b"<svg/>", File(0, 0, 6, "image/svg+xml")),
        ("broken.png", b"nothing", File(0, 0, 7, "")),
        ("missing.png", None, File(is_missing=True)),
    ],
)
def test_pictures_are_measured(build, name, data, measured):
    """Pixels, bytes and type are those of the file, whatever its name or the page says."""
    folder = build({"index.html": page()} | ({name: data} if data else {}))
    site = read_site(folder, URL)

    assert site.picture(f"{URL}/{name}", site.pages[0].head) == measured


def test_a_picture_that_changed(build):
    """A file that was replaced is measured anew."""
    folder = build({"index.html": page(), "a.png": png()})
    site = read_site(folder, URL)
    sizes = [site.picture("a.png", site.pages[0].head)]
    build({"a.png": png(30, 40)})
    sizes.append(site.picture("a.png", site.pages[0].head))

    assert [(size.width, size.height) for size in sizes] == [(20, 10), (30, 40)]


def test_what_is_known_is_not_read_again(build, monkeypatch):
    """A second look reads the pages alone that have changed."""
    folder = build({"index.html": page(), "a.html": page(body="a"), "b.html": page(body="b")})
    known, read = {}, []
    monkeypatch.setattr("previews.site.read", lambda html: read.append(html) or real(html))
    from networks.head import read as real  # noqa: PLC0415

    read_site(folder, URL, None, known)
    first = len(read)
    build({"a.html": page(body="changed")})
    site = read_site(folder, URL, None, known)

    assert (first, len(read)) == (3, 4)
    assert len(known) == 3
    assert [found.head.url for found in site.pages] == [f"{URL}/", f"{URL}/a.html", f"{URL}/b.html"]
