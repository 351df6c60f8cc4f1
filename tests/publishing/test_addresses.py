"""Links that settings name, and the address of the live site."""

import pytest
from publishing.assets import href
from writing.settings import is_site_address


@pytest.mark.parametrize(
    ("base", "target", "expected"),
    [
        # of the site, with or without a slash
        ("", "about/", "/about/"),
        ("", "/about/", "/about/"),
        ("/blog", "/about/", "/blog/about/"),
        # elsewhere
        ("/blog", "https://shop.example.com/", "https://shop.example.com/"),
        ("/blog", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_href(base, target, expected):
    """A path of the site starts at the host, under its base path; an address stays as it is."""
    assert href(base, target) == expected


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("https://example.org", True),
        ("https://example.org/blog", True),
        ("http://localhost:8000", True),
        *((url, False) for url in ("", "/blog", "example.org", "ftp://example.org", "https://", "https://[bad")),
        *((url, False) for url in ("https://example.org/?a=1", "https://example.org/#a", "https://exa mple.org")),
    ],
)
def test_site_address(url, accepted):
    """A site lives at an absolute web address, perhaps with a path, and nothing after it."""
    assert is_site_address(url) is accepted
