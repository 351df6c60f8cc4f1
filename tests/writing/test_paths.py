"""A path leads where its writer sees the file, and never out of the content folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.paths import address_in, base_path, find, is_elsewhere

FILES = [
    *("home.md", "posts/post.md", "posts/other.md", "pages/about.md", "images/a.png", "images/shared.png"),
    *("posts/images/a.png", "posts/my picture.png", "posts/caf\u00e9.png", "posts/50%.png", "posts/a+b.png"),
]


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """A content folder, with a secret beside it."""
    root = tmp_path_factory.mktemp("project")
    for path in FILES:
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).touch()
    # As macOS has it: an e and an accent.
    (root / "content" / "posts" / "de\u0301ja\u0300").mkdir()
    (root / "content" / "posts" / "de\u0301ja\u0300" / "e\u0301te\u0301.png").touch()
    (root / "secret.md").touch()
    (root / "content-old").mkdir()
    (root / "content-old" / "a.png").touch()
    (root / "content" / "linked.png").symlink_to(root / "content-old" / "a.png")
    return root / "content"


@pytest.mark.parametrize(
    ("reference", "file"),
    [
        # beside the post, then in the content folder
        ("other.md", "posts/other.md"),
        ("images/a.png", "posts/images/a.png"),
        ("images/shared.png", "images/shared.png"),
        ("pages/about.md", "pages/about.md"),
        # with dots
        ("./other.md", "posts/other.md"),
        ("../pages/about.md", "pages/about.md"),
        ("../images/a.png", "images/a.png"),
        ("../posts/../home.md", "home.md"),
        # from the content folder
        ("/images/a.png", "images/a.png"),
        ("/posts/images/a.png", "posts/images/a.png"),
        # Pelican's markers
        ("{static}/images/a.png", "images/a.png"),
        ("{static}images/a.png", "posts/images/a.png"),
        ("{filename}/pages/about.md", "pages/about.md"),
        ("{filename}other.md", "posts/other.md"),
        ("{attach}images/a.png", "posts/images/a.png"),
        ("|filename|/pages/about.md", "pages/about.md"),
        # query and fragment
        ("other.md#part", "posts/other.md"),
        ("other.md?a=1#part", "posts/other.md"),
        ("images/a.png?v=2", "posts/images/a.png"),
        # names with signs in them
        ("my%20picture.png", "posts/my picture.png"),
        ("my picture.png", "posts/my picture.png"),
        ("caf%C3%A9.png", "posts/caf\u00e9.png"),
        ("caf\u00e9.png", "posts/caf\u00e9.png"),
        ("cafe\u0301.png", "posts/caf\u00e9.png"),
        ("cafe%CC%81.png", "posts/caf\u00e9.png"),
        ("d\u00e9j\u00e0/\u00e9t\u00e9.png", "posts/de\u0301ja\u0300/e\u0301te\u0301.png"),
        ("../posts/d\u00e9j\u00e0/e\u0301te\u0301.png", "posts/de\u0301ja\u0300/e\u0301te\u0301.png"),
        ("50%25.png", "posts/50%.png"),
        ("a+b.png", "posts/a+b.png"),
    ],
)
def test_find(content, reference, file):
    """Every way to write a path finds its file."""
    assert find(reference, content / "posts", content) == content / file


@pytest.mark.parametrize(
    "reference",
    [
        # no such file
        "missing.png",
        "/posts/missing.md",
        "/other.md",
        "images\\a.png",
        "\u00e9.png",
        "d\u00e9j\u00e0",
        "other",
        # no file
        "",
        "/",
        ".",
        "images",
        "images/",
        "#part",
        "?a=1",
        # outside
        "../../secret.md",
        "/../secret.md",
        "..%2F..%2Fsecret.md",
        "../../content-old/a.png",
        "/linked.png",
        "/../../../../../../../../etc/passwd",
        "/etc/passwd",
        # names that no file has
        "a%00b.png",
        "a" * 300,
        "%",
        "%zz",
    ],
)
def test_find_nothing(content, reference):
    """What is missing, a folder, outside or impossible is no file, and stops nothing."""
    assert find(reference, content / "posts", content) is None


@given(st.text().filter(lambda text: not is_elsewhere(text)))
def test_nothing_outside_is_ever_found(content, reference):
    """Whatever is written, a file that is found lies in the content folder."""
    found = find(reference, content / "posts", content)

    assert found is None or found.is_relative_to(content)


@pytest.mark.parametrize(
    ("reference", "elsewhere"),
    [
        # other hosts and programs
        ("https://example.org/", True),
        ("HTTP://EXAMPLE.ORG/", True),
        ("//example.org/a.png", True),
        ("mailto:a@example.org", True),
        ("tel:+4912345", True),
        ("data:image/png;base64,AA", True),
        # this page
        ("#part", True),
        ("", True),
        # Pelican's
        ("{tag}smo", True),
        ("{static}/images/a.png", True),
        # ours
        ("images/a.png", False),
        ("/archives/", False),
        ("../a.md", False),
        ("a/b:c.md", False),
        ("2026:a.md", False),
        # a drive of Windows, a file that only the writer has
        ("C:/Users/a.png", False),
        ("c:\\Users\\a.png", False),
        ("file:///home/a.png", False),
        ("FILE:a.png", False),
    ],
)
def test_is_elsewhere(reference, elsewhere):
    """Only a reference to a file of ours must find one."""
    assert is_elsewhere(reference) is elsewhere


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org", ""),
        ("https://example.org/", ""),
        ("https://example.org/blog", "/blog"),
        ("https://example.org/blog/", "/blog"),
        ("https://example.org/a/b", "/a/b"),
        ("http://localhost:8000", ""),
    ],
)
def test_base_path(url, path):
    """The path under which the site lives has no slash at its end."""
    assert base_path(url) == path


@pytest.mark.parametrize(
    ("site", "reference", "path"),
    [
        ("https://example.org/blog", "https://example.org/blog/about/", "/about/"),
        ("https://example.org/blog", "http://EXAMPLE.org/blog/about/?a=1#b", "/about/"),
        ("https://example.org/blog", "//example.org/blog/a%20b", "/a%20b"),
        ("https://example.org/blog", "https://example.org/blog", "/"),
        ("https://example.org/blog", "https://example.org/blog/", "/"),
        ("https://example.org", "https://example.org", "/"),
        ("https://example.org", "https://example.org/about/", "/about/"),
        # elsewhere
        ("https://example.org/blog", "https://example.org/", None),
        ("https://example.org/blog", "https://example.org/blogs/", None),
        ("https://example.org/blog", "https://www.example.org/blog/", None),
        ("https://example.org/blog", "https://example.org:8000/blog/", None),
        ("https://example.org", "ftp://example.org/", None),
        ("https://example.org", "mailto:a@example.org", None),
        ("https://example.org", "about/", None),
        # a site without a host has no absolute addresses
        ("/blog", "/blog/about/", None),
    ],
)
def test_address_in(site, reference, path):
    """An absolute address of the site is known whatever its scheme; another host or port is another site."""
    assert address_in(site, reference) == path
