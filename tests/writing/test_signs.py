"""Looking for signs first changes nothing: whatever is written becomes what Python-Markdown alone makes of it."""

import pytest
from factories import ROOT
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from writing.inline import ADDRESS, STRUCK, Addresses
from writing.settings import PELICANS
from writing.signs import ANY, SIGNS, SignedPatterns, use_signs

PIECES = ["a", "word", " ", "\n", "  \n", "\n\n", *"`\\[]()!<>&;*_~'\"-.:/@#^|=", "](", "![", "[^", "~~", "--", "..."]
PIECES += [
    "https://",
    "http",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "&amp;",
    "&#39;",
    "[a]: b\n",
    "[^1]: c\n",
    "90s",
    "\u2013",
    *("*a*", "**a b**", "`a`", "` a`", " *a", "b* ", "**a\nb**, "),
    *("[a](b)", "[a b](/c_d*e) ", "it's", "don't", "o'1"),
]


def markdown(*, signed: bool) -> Markdown:
    """Return Markdown as we read it, with our patterns."""
    found = Markdown(**PELICANS["MARKDOWN"])
    found.inlinePatterns.register(Addresses(ADDRESS, found), "addresses", 85)
    if signed:
        use_signs(found)
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_same_comes_of_every_text(text):
    """Signs of all patterns, in any order and number."""
    assert markdown(signed=True).convert(text) == markdown(signed=False).convert(text)


@pytest.mark.parametrize("folder", ["content", "docs"])
def test_the_same_comes_of_real_texts(folder):
    """All texts of the site, and those about it."""
    for file in sorted((ROOT / folder).rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert markdown(signed=True).convert(text) == markdown(signed=False).convert(text), file


def test_all_patterns_have_signs(convert, monkeypatch):
    """Whatever patterns our texts are read with, each has its sign; one that is unknown would be tried on all text."""
    found = []
    run = SignedPatterns.run

    def noted(self, *tree):
        found.extend(pattern.pattern for pattern in self.inlinePatterns)
        return run(self, *tree)

    monkeypatch.setattr(SignedPatterns, "run", noted)
    convert("Text.")

    assert set(found) == SIGNS.keys()
    assert STRUCK in found
    assert ANY not in SIGNS.values()


def test_patterns_are_tried_in_our_way():
    """What Python-Markdown calls its own step by is what takes the place of it: nothing would tell otherwise."""
    own = "_InlineProcessor__handleInline"

    assert own in vars(InlineProcessor)
    assert own in vars(SignedPatterns)
    assert "_InlineProcessor__applyPattern" in vars(InlineProcessor)
