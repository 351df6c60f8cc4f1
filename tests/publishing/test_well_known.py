"""security.txt and llms.txt say what their specifications ask for."""

from datetime import UTC, date, datetime

import pytest
from factories import BLOG, described, site
from markdown_it import MarkdownIt
from publishing.well_known import Security, llms_txt, security, security_txt
from social.model import PageKind, Term, Visibility
from writing.problems import SettingError

SETTING = {"contact": "mailto:security@example.org", "expires": "2027-10-31"}


def article(heading: str, path: str, topic: str = "", **changes):
    """Return a published post on a topic."""
    section = Term(name=topic, url=f"{BLOG}/{topic}/") if topic else None
    return described(
        PageKind.ARTICLE, {"summary": f"About {heading}."}, heading=heading, path=path, section=section, **changes
    )


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


# security.txt


def test_security_txt():
    """The fields that RFC 9116 demands and those that it recommends, one a line."""
    found = security_txt(
        security({**SETTING, "contact": ["mailto:a@example.org", "https://example.org/report"]}, "en-GB"), site()
    )

    assert found.decode() == (
        "Contact: mailto:a@example.org\n"
        "Contact: https://example.org/report\n"
        "Expires: 2027-10-31T00:00:00Z\n"
        "Preferred-Languages: en\n"
        f"Canonical: {BLOG}/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("en",)),
        ({"languages": ["en", "fr"]}, ("en", "fr")),
        ({"languages": "de"}, ("de",)),
        ({"expires": date(2027, 10, 31)}, ("en",)),
    ],
)
def test_security(changes, expected):
    """One value or several, a day as text or as Python has it."""
    found = security({**SETTING, **changes}, "en-GB")

    assert found == Security(contact=("mailto:security@example.org",), expires=date(2027, 10, 31), languages=expected)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("mailto:a@example.org", "write None, or {"),
        ({**SETTING, "expire": "x"}, "'expire' is not known"),
        ({"expires": "2027-10-31"}, '"contact" is None; write addresses'),
        ({**SETTING, "contact": "security@example.org"}, "write addresses with https:, mailto: or tel:"),
        ({**SETTING, "contact": "http://example.org"}, "write addresses with https:, mailto: or tel:"),
        ({**SETTING, "contact": "mailto:a@example.org\nExpires: never"}, "write addresses"),
        ({"contact": "mailto:a@example.org"}, '"expires" is None; write a day within a year'),
        ({**SETTING, "expires": "next year"}, 'such as "2027-10-31"'),
    ],
)
def test_no_security(setting, told):
    """What cannot be used is told with what to write."""
    with pytest.raises(SettingError) as error:
        security(setting, "en")

    assert told in str(error.value)


# llms.txt


def test_llms_txt():
    """Name and summary, then articles by topic, newest first, then pages."""
    pages = [
        article("Old", "old/", "Sharing", published=day(1)),
        article("New", "new/", "Sharing", published=day(2)),
        article("Other", "other/", "Ads", published=day(3)),
        article("Traduit", "fr/t/", "Ads", published=day(2), language="fr"),
        described(PageKind.PAGE, {"summary": "Who we are."}, heading="About", path="about/", published=None),
    ]

    assert llms_txt(site(), pages).decode() == (
        "# Site\n\n> What the site is about.\n\n"
        f"## Ads\n\n- [Other]({BLOG}/other/): About Other.\n- [Traduit]({BLOG}/fr/t/) (fr): About Traduit.\n\n"
        f"## Sharing\n\n- [New]({BLOG}/new/): About New.\n- [Old]({BLOG}/old/): About Old.\n\n"
        f"## Other pages\n\n- [About]({BLOG}/about/): Who we are.\n"
    )


def test_llms_txt_has_questions():
    """The question that an article answers stands before its summary."""
    page = described(PageKind.ARTICLE, {"question": "What is *it*?", "summary": "A thing."})

    assert f"- [A title]({BLOG}/post/): What is it? A thing.\n" in llms_txt(site(), [page]).decode()


@pytest.mark.parametrize(
    "page",
    [
        described(PageKind.ARTICLE, {"robots": "noindex"}),
        described(PageKind.ARTICLE, {"canonical": "https://elsewhere.example/"}),
        described(PageKind.ARTICLE, visibility=Visibility.HIDDEN),
        described(PageKind.ARTICLE, visibility=Visibility.DRAFT),
        described(PageKind.TAG, entries=3),
    ],
    ids=["noindex", "elsewhere", "hidden", "draft", "list"],
)
def test_left_out(page):
    """What search engines may not list, what is somebody else's, and lists are left out."""
    assert "- [" not in llms_txt(site(), [page]).decode()


def test_titles_are_no_markdown():
    """Whatever a title holds, its line is one link with that text."""
    title = "A [b](c) *d* `e` <f> # g \\h"
    meta = article(title, "a/", "T_o*p*ic")
    text = llms_txt(site(), [meta]).decode()
    tokens = MarkdownIt().parse(text)
    link = next(token for token in tokens if token.type == "inline" and token.content.startswith("["))

    assert [child.attrGet("href") for child in link.children if child.type == "link_open"] == [f"{BLOG}/a/"]
    words = [child.content for child in link.children if child.type == "text"]
    assert "".join(words) == f"{title}: {meta.description.value}"
