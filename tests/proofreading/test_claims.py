"""Nothing uncertain is stated as certain, nothing dead is named as alive, and no word stands for nothing."""

import pytest
from proofreading.claims import TABLE, check_claims, table
from proofreading.exceptions import Exceptions

KNOWN = table()


def checks(article, text):
    """Return the names of the checks that find something in a text."""
    return [finding.check for finding in check_claims(article(text), Exceptions())]


@pytest.mark.parametrize("claim", KNOWN.claims, ids=lambda claim: claim.example)
def test_claim(article, claim):
    """Each claim of the table is found where it is stated, and may stand with a doubt."""
    assert "claims" in checks(article, claim.example)
    assert "claims" not in checks(article, claim.fine)
    assert claim.pattern.search(claim.fine), "the fine example does not hold the claim"


def test_the_table():
    """The table is large, each reason tells something, and none names a file of ours."""
    assert len(KNOWN.claims) >= 30
    assert all(len(claim.reason.split()) >= 5 for claim in KNOWN.claims)
    assert ".md" not in TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KNOWN.dead)
def test_dead(article, name):
    """A name of what is gone needs a word that says so, in its sentence or paragraph."""
    assert checks(article, f"Add a button for {name} to the page.") == ["dead"]
    assert checks(article, f"Take the button for {name} out: it closed.") == []
    assert checks(article, f"Guides name {name}.\nIt was sold long ago.") == []


def test_dead_names_are_whole_words(article):
    """A pocket and a vine are none of them, nor is Pocketbook."""
    assert checks(article, "Put a pocket vine into the Pocketbook.") == []


@pytest.mark.parametrize(
    "text",
    [
        "In today's world, post.",
        "Leverage the tool.",
        "It’s important to note this.",
        "A real game-changer.",
        "Not only fast but also good.",
        "When it comes to links, test.",
        "It is robust.",
        "Let us dive into it.",
    ],
)
def test_filler(article, text):
    """Words that say nothing are told."""
    assert checks(article, text) == ["filler"]


@pytest.mark.parametrize("text", ['Avoid "when it comes to" at the start.', "Lever the post out.", "Use it."])
def test_no_filler(article, text):
    """What is quoted, or only looks alike, is none."""
    assert checks(article, text) == []


def test_where(article):
    """Rows, headings, lists and front matter are read; code and sources are not."""
    body = (
        "## Leverage\n\n| a | b |\n| --- | --- |\n| Leverage | it |\n\n- leverage\n\n`leverage`\n\n"
        "```\nleverage\n```\n\n## Sources\n\n- [Leverage](https://a.net): leverage. Undated.\n"
    )
    found = check_claims(article(body, Summary="Leverage it.", Share_Text_X="Leverage it."), Exceptions())

    assert [finding.line for finding in found] == [2, 3, 5, 9, 11]


def test_exceptions_and_languages(article):
    """What a reviewer allowed is passed, and other languages are not read."""
    allowed = Exceptions({"claims": {"golden hour": "quoted from a song"}, "dead": {"Vine": "a plant"}})

    assert not list(check_claims(article("The golden hour decides the reach.\n\nVine leaves wrap it."), allowed))
    assert not list(check_claims(article("Leverage Vine.", Lang="fr"), Exceptions()))
