"""The terms that a text defines, found in its HTML."""

import json

import pytest
from factories import described
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from social.definitions import definitions
from social.model import Definition, PageKind
from social.text import one_line

WORDS = st.text(min_size=1).filter(one_line)


def word(name: str, meaning: str, fragment: str, *others: str) -> Definition:
    """Return a definition."""
    return Definition(name=name, others=others, meaning=meaning, fragment=fragment)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>No list.</p>", []),
        ("<dl></dl>", []),
        ('<dl><dt id="a">A</dt><dd>First.</dd></dl>', [word("A", "First.", "a")]),
        (
            '<dl><dt id="a">A <em>word</em></dt><dd><p>One.</p><p>Two <a href="#b">b</a>.</p></dd><dd>Three.</dd></dl>',
            [word("A word", "One. Two b. Three.", "a")],
        ),
        (
            '<dl><dt id="a">A</dt><dd>1</dd><dt id="b">B</dt><dd>2</dd></dl><p/><dl><dt id="c">C</dt><dd>3</dd></dl>',
            [word("A", "1", "a"), word("B", "2", "b"), word("C", "3", "c")],
        ),
        (
            '<dl><dt id="rate">Rate</dt><dt id="r">R</dt><dt id="q"> </dt><dd>Both.</dd></dl>',
            [word("Rate", "Both.", "rate", "R")],
        ),
        (
            '<dl><dt id="a">A</dt><dd>First: <dl><dt id="x">X</dt><dd>inner.</dd></dl></dd></dl>',
            [word("A", "First: X inner.", "a")],
        ),
        ("<dl><dt>🚀</dt><dd>No link leads here.</dd></dl>", []),
        ('<dl><dt id="a">A</dt></dl>', []),
        ('<dl><dt id="a">A</dt><dd> </dd></dl>', []),
        ("<dl><dd>Nothing is meant.</dd></dl>", []),
        (
            '<dl><dt id="a">1 &lt; 2</dt><dd>&amp;amp; <script>no()</script>stays</dd></dl>',
            [word("1 < 2", "&amp; stays", "a")],
        ),
    ],
)
def test_definitions(html, expected):
    """Each name with all that stands below it, as plain text; other names beside the first."""
    assert definitions(html) == tuple(expected)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_any_words(pairs):
    """Whatever is written comes back as plain text, in its order."""
    items = "".join(
        f'<dt id="t{i}">{escape(name)}</dt><dd>{escape(meaning)}</dd>' for i, (name, meaning) in enumerate(pairs)
    )

    found = [(word.name, word.meaning) for word in definitions(f"<dl>{items}</dl>")]

    assert found == [(one_line(name), one_line(meaning)) for name, meaning in pairs]


def test_the_index_goes_from_a_to_z():
    """Other names stand among the names; capitals count for nothing."""
    words = (word("Reach", "1", "reach"), word("Cost per click", "2", "cost", "CPC"), word("ad", "3", "ad"))
    meta = described(PageKind.PAGE, definitions=words)

    assert [(name, found.fragment) for name, found in meta.index] == [
        ("ad", "ad"),
        ("Cost per click", "cost"),
        ("CPC", "cost"),
        ("Reach", "reach"),
    ]


def test_the_glossary_shows_what_its_graph_says(real):
    """Every word of the set stands on the page under its id, with its meaning, and in the index."""
    page = real.page("glossary/")
    graph = json.loads(page.find("script", type="application/ld+json").string)["@graph"]
    words = next(node for node in graph if node["@type"] == "DefinedTermSet")["hasDefinedTerm"]
    index = {link["href"] for link in page.select(".index a")}

    assert len(words) >= 50
    for found in words:
        place = page.find(id=found["url"].partition("#")[2])
        assert one_line(place.get_text()) == found["name"]
        assert one_line(place.find_next_sibling("dd").get_text()) == found["description"]
        assert f"#{place['id']}" in index
