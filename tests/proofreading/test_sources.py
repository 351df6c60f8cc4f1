"""What a text says of others has a source, and each source can be found and judged."""

import pytest
from proofreading.exceptions import Exceptions
from proofreading.names import figures, has_figure, names
from proofreading.sources import check_sources

LISTED = "\n\n## Sources\n\n- [Open Graph](https://ogp.me): its four tags. Undated.\n"


def told(found):
    """Return what the findings say, without what to do."""
    return [finding.found for finding in found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('[Meta, "Images"](https://a.net/x): sizes of pictures. Undated.', []),
        ('[Meta, "Images"](https://a.net/x): sizes of pictures. Updated 21 May 2026.', []),
        ('[Meta, "Images"](https://a.net/x): sizes of pictures. May 2026.', []),
        ('[Meta, "Images"](https://a.net/x): sizes of pictures, 2025.', []),
        ('[Meta, "Images"](https://a.net/x): sizes of pictures. Read in a version of September.', []),
        ('[Meta, "SEO: the basics"](https://a.net/x): sizes of pictures. Undated; read in a stored copy.', []),
        ('[Meta, "Images"](https://a.net/x) and [another](https://a.net/y): sizes of pictures. Undated.', []),
        ('[Meta, "Images"](https://a.net/x): sizes of pictures.', ["has no date"]),
        ('[Meta, "Images of 2025"](https://a.net/x): sizes of pictures.', ["has no date"]),
        ('[Meta, "Images"](https://a.net/x). Undated.', ["does not say what it supports"]),
        ('[Meta, "Images"](https://a.net/x): Undated.', ["does not say what it supports"]),
        ("Meta, Images: sizes of pictures. Undated.", ["has no address"]),
        ("[Meta](other.md): sizes of pictures. Undated.", ["has no address"]),
    ],
)
def test_lines(article, line, found):
    """A source has an address, says what it supports, and has a date."""
    messages = told(check_sources(article(f"## Sources\n\n- {line}\n"), Exceptions()))

    assert len(messages) == len(found)
    assert all(text in message for text, message in zip(found, messages, strict=True))


def test_listed_twice(article):
    """A source stands once, however it is spelled."""
    line = "- [Open Graph](https://www.ogp.me/): its four tags. Undated.\n"

    assert told(check_sources(article(f"Text.{LISTED}{line}"), Exceptions())) == ["https://www.ogp.me/ is listed twice"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("See [a](https://ogp.me/#types).", []),
        ("See [a](https://other.net/) and [b](https://other.net).", ["https://other.net/ is not under “Sources”"]),
        ("See [a](https://example.com/).", []),
        ("See `[a](https://other.net/)`.", []),
    ],
)
def test_links_are_listed(article, body, found):
    """Every external link of the text stands in the list; each is told once."""
    assert told(check_sources(article(body + LISTED), Exceptions())) == found


STATEMENT = "X shows 280 characters."


@pytest.mark.parametrize(
    "body",
    [
        f"## A\n\n{STATEMENT}",
        f"{STATEMENT}",
        f"## A\n\n- {STATEMENT}",
        f"## A\n\nWords [a](https://ogp.me).\n\n{STATEMENT}",
        f"## A\n\nWords [a](https://ogp.me).\nThese:\n\nMore:\n\n- {STATEMENT}",
        "## A\n\n| Network | Limit |\n| --- | --- |\n| X | 280 |\n",
        f"!!! takeaways\n    - {STATEMENT}\n\n## A\n\nText.",
        "## A\n\nInstagram has a limit of five tags.",
        "## A\n\nPinterest advises against hashtags.",
        "## A\n\nPinterest began [in 2030](https://ogp.me).\n\nPinterest had 2031.",
        "## A\n\nThe FTC changed its guides in June.\nIt was on 29 June 2023, says the FTC.",
        f"## A\n\nThe figures are invented.\n\n## B\n\n{STATEMENT}",
        f"## A\n\nBluesky shows [280](https://ogp.me).\n\n## B\n\n{STATEMENT}",
    ],
)
def test_statement_without_a_link(article, body):
    """A name with a figure, or with what it says, is told where no link stands beside it, once."""
    found = [
        finding for finding in check_sources(article(body + LISTED), Exceptions()) if finding.check == "statements"
    ]

    assert len(found) == 1
    assert found[0].found.endswith("and links to no source")


@pytest.mark.parametrize(
    "body",
    [
        "## A\n\nX shows [280 characters](https://ogp.me).",
        f"## A\n\nThe page is [there](https://ogp.me).\n{STATEMENT}",
        f"## A\n\nThe limits, from [a list](https://ogp.me):\n\n- {STATEMENT}\n- Another: Threads, 500.",
        "## A\n\nThe limits of [a list](https://ogp.me):\n\n| Network | Limit |\n| --- | --- |\n| X | 280 |\n",
        "## A\n\n| Network | Limit |\n| --- | --- |\n| [X](https://ogp.me) | 280 |\n",
        f"## A\n\nAll figures are invented.\n\n{STATEMENT}\n\n### B\n\n{STATEMENT}",
        f"## A\n\nWe made the figures up.\n\n{STATEMENT}",
        "## A\n\nX shows [280](https://ogp.me).\n\n## B\n\nOn X, 280 is short.",
        "## A\n\nX shows [280](https://ogp.me).\n\n## B\n\nThe limit of X is 280 ÷ 2 = 140 in Chinese.",
        "## A\n\nSome name 300 KB for WhatsApp; we found no page that does.",
        "## A\n\nX has short posts, and Threads longer ones.",
        "## A\n\nOn X that is [against the rules](https://ogp.me).\n\n## B\n\nX says so.",
        "## A\n\nThe shop had 280 visits.",
        "## A\n\nOpen `https://x.com/?id=280` on X.",
        "## X in 280 characters",
        "## A\n\nPass test 2 on Facebook.",
        "## A\n\nGA4 and HTML5 run on Facebook.",
    ],
)
def test_statement_that_needs_none(article, body):
    """A link beside it, an invented example, what is only said again, and what is no figure: nothing is told."""
    assert told(check_sources(article(body + LISTED), Exceptions())) == []


def test_exception(article):
    """A statement that a reviewer has allowed is passed."""
    allowed = Exceptions({"unsourced": {"280 characters": "everybody knows"}})

    assert told(check_sources(article(f"## A\n\n{STATEMENT}{LISTED}"), allowed)) == []


def test_other_languages(article):
    """In other languages a list, where there is one, is held against the links, and no more."""
    assert not list(check_sources(article("Sur X, 280 [a](https://other.net/).", Lang="fr"), Exceptions()))
    body = "[a](https://other.net/).\n\n## Sources\n\n- [Open Graph](https://ogp.me) : balises.\n"
    assert len(told(check_sources(article(body, Lang="fr"), Exceptions()))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On X and Facebook, X again", ["X", "Facebook"]),
        ("Google’s pages, Meta's too", ["Google", "Meta"]),
        ("the X-axis, an X card, #Facebook, meta description, WordPressed", []),
        ("Google+ closed", ["Google+"]),
        ("the FTC and WCAG 2.2", ["FTC", "WCAG"]),
        ("to x.com by Facebook.", ["Facebook"]),
    ],
)
def test_names(text, found):
    """Names are found by their capitals and borders."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("in 2026", True), ("a limit of five", True), ("five friends", False), ("rule 3 and GA4", False), ("40%", True)],
)
def test_has_figure(text, found):
    """Numbers, dates and limits are figures; names with digits and numbers of parts are none."""
    assert has_figure(text) is found


def test_figures():
    """Figures are compared as they are written."""
    assert figures("up to five of 1,200 in rule 7, at 1.91") == {"five", "1,200", "1.91"}
