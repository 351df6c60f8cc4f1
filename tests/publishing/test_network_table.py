"""The table of networks as the browser gets it."""

import json
from unicodedata import category, east_asian_width

import pytest
from networks.rules import READERS, TABLE
from publishing.network_table import END_OF_WIDE, network_table


def is_wide(code: int) -> bool:
    """Return whether the steps of the table take a character for wide."""
    crossed = 0
    for step in json.loads(network_table())["steps"]:
        code -= step
        if code < 0:
            break
        crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize("text", ["a", "é", "ก", "漢", "가", "！", "😀", "🂡", "𠀀", "〈", "▽", "‐"])
def test_wide_characters(text):
    """The steps tell wide characters as Python does."""
    assert is_wide(ord(text)) is (east_asian_width(text) in "WF")


def test_wide_characters_end():
    """No character beyond the last plane of ideographs is wide."""
    beyond = (chr(code) for code in range(END_OF_WIDE, 0x110000))

    assert not [found for found in beyond if category(found) != "Cn" and east_asian_width(found) in "WF"]


def test_every_network_is_told():
    """The table holds all networks in their order, with the rules that a head is read by."""
    told = json.loads(network_table())["readers"]

    assert [found["name"] for found in told] == [reader.name for reader in TABLE]
    for found, reader in zip(told, TABLE, strict=True):
        assert found["title"]["order"] == list(reader.title.order)
        assert found["title"].get("limit", 0) == reader.title.limit
        assert found["picture"]["large"] == reader.picture.large
        assert [f"https://{url}" for url, _ in found["sources"]] == [source.url for source in reader.sources]
        assert found["is_certain"] is reader.is_certain


def test_number_of_networks(real):
    """The page that checks heads counts the networks rightly."""
    assert len(TABLE) == 15
    assert "fifteen networks" in real.page("share-check/").find("meta", attrs={"name": "description"})["content"]


def test_nothing_but_the_defaults_is_left_out():
    """A list is told even if it is empty, since the browser goes through it."""
    google = json.loads(network_table())["readers"][0]

    assert google["asks"] == list(READERS["google"].asks) == []


def test_same_bytes():
    """The table is the same on every run."""
    assert network_table() == network_table()


def test_published(real):
    """It stands in the theme's folder, where the script looks for it."""
    assert (real.folder / "theme" / "networks.json").read_bytes() == network_table()
