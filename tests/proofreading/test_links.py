"""Addresses are written in their plain and lasting form."""

import pytest
from proofreading.exceptions import Exceptions
from proofreading.links import check_links, external, identity, is_external


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.com/", False),
        ("https://shop.example.org/a", False),
        ("https://brand.example/a", False),
        ("/about/", False),
        ("other.md#part", False),
        ("mailto:a@b.net", False),
        ("https://[broken", False),
        ("https://ogp.me", True),
        ("HTTP://ogp.me", True),
    ],
)
def test_external(address, found):
    """Addresses made for examples, paths and mail lead to nobody else's page."""
    assert is_external(address) is found


@pytest.mark.parametrize("other", ["http://ogp.me/a", "https://www.ogp.me/a/", "https://OGP.me/a#part"])
def test_identity(other):
    """Two ways of writing the address of one page are the same, another query is not."""
    assert identity(other) == identity("https://ogp.me/a") != identity("https://ogp.me/a?b=c")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](https://ogp.me/a?id=5)", []),
        ("[a](http://ogp.me/a)", ["http://ogp.me/a is not encrypted"]),
        ("[a](http://old.net/a)", []),
        ("[a](https://ogp.me/a?utm_source=x&b=1)", ['holds the tracking parameter "utm_source"']),
        ("[a](https://ogp.me/a?fbclid=x)", ['holds the tracking parameter "fbclid"']),
        ("[a](https://bit.ly/x)", ["https://bit.ly/x hides where it leads"]),
        ("[a](https://OGP.me/)", ["has capitals"]),
        ("[a](https://ogp.me/a) [b](https://ogp.me/a/)", ["is written as https://ogp.me/a before"]),
        ("[a](https://ogp.me/a) [b](https://ogp.me/a#part)", []),
        ("[a](https://ogp.me/a) [b](https://ogp.me/a)", []),
        ("`[a](http://ogp.me/a)`", []),
        ("[a](http://example.com/?utm_source=x)", []),
    ],
)
def test_forms(article, body, found):
    """Only https, no trackers, no shorteners, one spelling; code and examples are free, and so is what is allowed."""
    allowed = Exceptions({"http": {"http://old.net/": "nothing else answers there"}})
    told = [finding.found for finding in check_links(article(body), allowed)]

    assert len(told) == len(found)
    assert all(text in message for text, message in zip(found, told, strict=True))


def test_told_once(article):
    """An address that stands twice is told once, on its first line."""
    found = list(check_links(article("[a](http://ogp.me/a)\n\n[a](http://ogp.me/a)"), Exceptions()))

    assert [finding.line for finding in found] == [3]


def test_external_links_know_their_block(article):
    """Each link comes with the index of its block."""
    found = external(article("Text.\n\n[a](https://ogp.me) and [b](other.md)"))

    assert [(index, link.address, link.line) for index, link in found] == [(1, "https://ogp.me", 5)]
