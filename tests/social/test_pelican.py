"""What is read of Pelican's settings and posts."""

from types import SimpleNamespace

import pytest
from factories import ROOT
from pelican.settings import read_settings
from PIL import Image
from social.pelican import is_listed, local_address, local_picture, read_artist
from writing.problems import SettingError


def test_addresses_of_pictures_are_encoded(tmp_path):
    """A file name with spaces and accents is a valid address, and is measured all the same."""
    Image.new("RGB", (30, 20)).save(tmp_path / "my picture é.png")
    found = local_picture("my picture é.png", "Words", {"PATH": tmp_path, "SITEURL": "https://example.org/blog"})

    assert found.url == "https://example.org/blog/my%20picture%20%C3%A9.png"
    assert (found.width, found.height, found.type) == (30, 20, "image/png")


@pytest.mark.parametrize(
    ("status", "metadata", "listed"),
    [
        ("published", {}, True),
        ("published", {"robots": "max-snippet:50, nofollow"}, True),
        ("published", {"robots": "nofollow, NoIndex"}, False),
        ("published", {"robots": "none"}, False),
        ("published", {"canonical": "https://example.net/"}, False),
        ("hidden", {}, False),
        ("draft", {}, False),
    ],
)
def test_versions_that_others_may_name(status, metadata, listed):
    """The hreflang links name only versions that search engines may list under their own address."""
    assert is_listed(SimpleNamespace(status=status, metadata=metadata)) is listed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/blog/about/", "/blog/about/"),
        ("https://example.org/blogging/", "https://example.org/blogging/"),
        ("https://example.net/", "https://example.net/"),
    ],
)
def test_local_address(url, expected):
    """An address of this site starts at the host; any other stays."""
    assert local_address("https://example.org/blog")(url) == expected


@pytest.mark.parametrize(
    ("found", "missing"), [((), "text.svg"), (("text.svg",), "list.svg"), (("list.svg",), "text.svg")]
)
def test_artwork_that_is_not_there(tmp_path, found, missing):
    """The setting and the first file that it lacks are named, and no page is blamed."""
    artwork = tmp_path / "artwork"
    for name in found:
        artwork.mkdir(exist_ok=True)
        (artwork / name).touch()
    override = {"CACHE_PATH": str(tmp_path), "CARD_ARTWORK": str(artwork)}

    with pytest.raises(SettingError) as error:
        read_artist(read_settings(str(ROOT / "pelicanconf.py"), override=override))
    assert str(error.value) == f"CARD_ARTWORK: there is no {artwork / missing}"
