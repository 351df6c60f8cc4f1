"""Addresses and struck words in a line, as GitHub reads them."""

import pytest


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.net/a_b_c?x=1&y=2.", "https://example.net/a_b_c?x=1&y=2"),
        ("(https://example.net/a_(b))", "https://example.net/a_(b)"),
        ("(see https://example.net/)", "https://example.net/"),
        ("*https://example.net/*", "https://example.net/"),
        ("https://example.net/, and", "https://example.net/"),
        ("https://example.net/&copy;", "https://example.net/"),
        ("- http://localhost:8000/", "http://localhost:8000/"),
        ("| a |\n|---|\n| https://example.net/ |", "https://example.net/"),
        ("![A](images/a.png) https://example.net/~a/", "https://example.net/~a/"),
        ('<span class="x">and</span> https://example.net/', "https://example.net/"),
        ('<a id="x"></a> https://example.net/', "https://example.net/"),
    ],
)
def test_bare_addresses(convert, text, address):
    """An address that stands in the text is a link to it, without the signs of the sentence around it."""
    html, problems = convert(text)

    link = html.select_one("a[href]")
    assert (link["href"], link.get_text()) == (address, address)
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.net/`",
        "    https://example.net/",
        "https://…",
        "xhttps://example.net/",
        '"https://example.net/"',
        "ftp://example.net/",
        "www.example.net",
        "me@example.net",
        "<span title='see https://example.net/'>x</span>",
        "\\https://",
    ],
)
def test_what_is_no_address(convert, text):
    """Code, attributes and half an address stay as they are."""
    html, problems = convert(text)

    assert html.a is None
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "[https://example.net/](https://example.net/)",
        "<https://example.net/>",
        '<a href="https://example.net/">https://example.net/</a>',
        '<a href="https://example.net/">at https://example.net/</a>',
        "[x https://example.net/](https://example.net/)",
    ],
)
def test_addresses_in_links(convert, text):
    """No link stands in a link."""
    html, problems = convert(text)

    (link,) = html.find_all("a")
    assert link["href"] == "https://example.net/"
    assert problems == []


def test_bare_addresses_of_a_sponsored_post(convert):
    """They say that they are paid for, as all links do."""
    assert convert("https://example.net/", sponsored=True)[0].a["rel"] == ["sponsored"]


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("~~a~~", ["a"]),
        ("a ~~b *c*~~ d", ["b c"]),
        ("~~a~~ ~~b~~", ["a", "b"]),
        ("a ~~ b ~~ c", []),
        ("a~~~~b", []),
        ("~a~", []),
        ("`~~a~~`", []),
    ],
)
def test_struck_words(convert, text, struck):
    """Words between two tildes are struck."""
    html, problems = convert(text)

    assert [found.get_text() for found in html.find_all("del")] == struck
    assert problems == []
