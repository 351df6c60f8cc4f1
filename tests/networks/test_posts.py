"""How networks count the characters of a post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks.posts import POSTS

LONG = "https://example.org/blog/a-long-address/?utm_source=x&utm_medium=social"


@pytest.mark.parametrize(
    ("key", "text", "length"),
    [
        ("x", "abc é “…” – 😀", 15),  # "…" is two
        ("x", "cafe\u0301", 4),  # NFC
        ("x", "👨‍👩‍👧‍👦🙋🏽", 4),  # a sequence is one emoji
        ("x", "❤️ 1️⃣", 5),
        ("x", "日本", 4),
        ("x", "Соцсети — “да”\n\nя", 17),
        ("x", "مرحبا", 5),
        ("mastodon", "👨‍👩‍👧‍👦é日本", 4),
        ("bluesky", "👨‍👩‍👧‍👦é日本", 4),
        ("threads", "a😀é", 6),  # bytes of the emoji alone
        ("threads", "Да\n日本", 5),
        ("linkedin", "aé😀", 3),
    ],
)
def test_text(key, text, length):
    """Each network has a count of its own."""
    assert POSTS[key].count(text) == length


@pytest.mark.parametrize(
    ("key", "address", "length"),
    [
        ("x", LONG, 23),
        ("mastodon", "https://a.b/", 23),
        ("bluesky", "https://example.org/", 11),
        ("bluesky", "https://example.org/123456789012345", 11 + 16),
        ("bluesky", "https://example.org/12345678901234", 11 + 15),
        ("bluesky", LONG, 11 + 16),
        ("linkedin", LONG, len(LONG)),
        ("threads", LONG, len(LONG)),
    ],
)
def test_address(key, address, length):
    """Some put a short address in the place of any, some shorten what they show, some count all of it."""
    assert POSTS[key].address(address) == length


@pytest.mark.parametrize("key", POSTS)
@given(one=st.text(), other=st.text())
def test_more_is_never_shorter(key, one, other):
    """A text with a line below it is as long as both; an address adds the same to any text."""
    post = POSTS[key]

    assert post.count(f"{one}\n{other}") >= post.count(one)
    assert post.length(one, LONG) - post.count(one) == post.address(LONG)
