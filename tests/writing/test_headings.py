"""Headings as links to themselves, tables of contents, terms with ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.headings import ENTRIES, LONG, SECTIONS, Section, contents, nested


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## Words", '<h2 id="words"><a href="#words">Words</a></h2>'),
        ("### *Some* `code`", '<h3 id="some-code"><a href="#some-code"><em>Some</em> <code>code</code></a></h3>'),
        ("## Größe", '<h2 id="größe"><a href="#größe">Größe</a></h2>'),
        ("## Words {#part .wide}", '<h2 class="wide" id="part"><a href="#part">Words</a></h2>'),
        ('## A <b>"c"</b>', '<h2 id="a-c"><a href="#a-c">A <b>&ldquo;c&rdquo;</b></a></h2>'),
        ("> #### Deep", '<h4 id="deep"><a href="#deep">Deep</a></h4>'),
    ],
)
def test_headings_are_links(body, text, heading):
    """All that a heading holds is the link to it: no sign is read out beside its words."""
    html, problems, _ = body(text)

    assert heading in html
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "## A [link](other.md)",
        '## A <a href="/archives/">link</a>',
        "## A note[^1]\n\n[^1]: n",
        "## https://example.net/",
        "## A <button>button</button>",
        "##### Level 5",
        "<h2>HTML</h2>",
        '<h2 id="own">HTML</h2>',
        "## ",
    ],
)
def test_headings_that_are_none(convert, text):
    """A heading that holds a link itself, the least ones, and those that a writer wrote as HTML are left alone."""
    html, _ = convert(text)

    heading = html.find(["h2", "h5"])
    assert not heading.select(f'a[href="#{heading.get("id")}"]')


def test_sections(body):
    """Sections are the headings of the running text, in plain words, without the numbers of notes."""
    text = (
        '### Before\n\n## R&D *and* `<b>`[^1]\n\n### A "b"\n\n#### No\n\n> ## Quoted\n\n- ## Listed\n\n'
        "## A [link](other.md)\n\n## A [link](other.md)\n\n<h2>HTML</h2>\n\n[^1]: n"
    )

    assert body(text)[2].headings.sections == (
        Section("rd-and-b", "R&D and <b>", (Section("a-b", "A “b”"),)),
        Section("a-link", "A link"),
        Section("a-link_1", "A link"),
    )


def test_a_marked_table_of_contents(convert):
    """[TOC] still prints one where it stands, and links in it lead to the headings."""
    html, problems = convert("[TOC]\n\n## One\n\n## Two")

    assert [link["href"] for link in html.select(".toc a")] == ["#one", "#two"]
    assert problems == []


def many(sections: int, parts: int) -> list[Section]:
    return [Section(f"s{n}", f"S {n}", tuple(Section(f"p{n}-{m}", "P") for m in range(parts))) for n in range(sections)]


@pytest.mark.parametrize(
    ("sections", "length", "entries"),
    [
        (many(SECTIONS - 1, 5), LONG, 0),
        (many(SECTIONS, 0), LONG - 1, 0),
        (many(SECTIONS, 0), LONG, SECTIONS),
        (many(4, 2), LONG, ENTRIES),
        (many(4, 3), LONG, 4),
        (many(20, 0), LONG, 20),
    ],
)
def test_contents(sections, length, entries):
    """A long text of three sections has a table of contents, with the parts of those when it stays short."""
    found = contents(sections, length)

    assert len(found) + sum(len(section.parts) for section in found) == entries
    assert [section.words for section in found] == [section.words for section in sections][: len(found)]


@given(st.lists(st.sampled_from(["h2", "h3", "h4"])))
def test_nothing_is_lost_or_moved(levels):
    """Sections and their parts stand in the order of the headings; only what stands before the first is left out."""
    found = [(level, Section(str(number), "")) for number, level in enumerate(levels)]

    flat = [part.id for section in nested(found) for part in (section, *section.parts)]

    first = levels.index("h2") if "h2" in levels else len(levels)
    assert flat == [str(n) for n, level in enumerate(levels) if n >= first and level != "h4"]


def test_terms(convert):
    """Terms have ids like headings, each its own; headings of the same words come first."""
    html, problems = convert(
        "CTR\n:   See [reach](#reach-of-a-post) and [the part](#ctr).\n\nReach of *a* post\n:   All.\n\n"
        "Größe\nCTR\n:   Two terms.\n\n★\n:   No letters.\n\n## CTR"
    )

    assert [term.get("id") for term in html.find_all("dt")] == ["ctr_1", "reach-of-a-post", "größe", "ctr_2", None]
    assert html.h2["id"] == "ctr"
    assert problems == []
