"""The length meter: what networks show of a title and a description, in a table that is right without a script."""

from xml.etree.ElementTree import tostring

import pytest
from bs4 import BeautifulSoup
from factories import WORDS
from hypothesis import given
from hypothesis import strategies as st
from networks.head import read as read_head
from networks.rules import READERS, TABLE, Layout
from networks.shown import shown as shown_by
from odd import ODD
from tools.lengths import NETWORKS, Limit, element, limits, network, read, shown
from tools.model import Place, ToolError

PLACE = Place(words=WORDS["en"], language="en-GB")
UNKNOWN = "names neither title nor description; accepted are Title and Description, each with a colon behind it"
LINES = ("Title: A title: with a colon", "", "Description: Some  words")


def head(title: str, description: str) -> str:
    """Return a page with a large picture and these texts, as its writer escapes them."""
    page = BeautifulSoup("<html><head><title></title></head></html>", "html.parser")
    page.title.string = title
    tags = {
        "og:title": title,
        "og:description": description,
        "og:type": "article",
        "og:image": "https://example.org/a.png",
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    for name, content in tags.items():
        page.head.append(page.new_tag("meta", attrs={"property": name, "content": content}))
    for name, content in {"description": description, "twitter:card": "summary_large_image"}.items():
        page.head.append(page.new_tag("meta", attrs={"name": name, "content": content}))
    return str(page)


def table(title: str, description: str, place: Place = PLACE) -> BeautifulSoup:
    """Return the form with these texts as its example."""
    made = element(read([f"Title: {title}", f"Description: {description}"], place), place)
    return BeautifulSoup(tostring(made, encoding="unicode", method="html"), "html.parser")


@pytest.mark.parametrize(
    ("key", "part", "found"),
    [
        ("google", "title", (Limit("pixels", 600, is_about=True), Limit("graphemes", 68, is_about=True))),
        ("google", "description", (Limit("graphemes", 155, is_about=True),)),
        ("facebook", "title", (Limit("graphemes", 70, is_about=True),)),
        ("discord", "title", (Limit("bytes", 70, is_about=False),)),
        ("teams", "title", (Limit("graphemes", 60, is_about=True),)),
        ("teams", "description", (Limit("graphemes", 108, is_about=True),)),
        ("slack", "title", ()),
        ("slack", "description", (Limit("graphemes", 300, is_about=True),)),
        ("linkedin", "description", None),
        ("x", "title", None),
    ],
)
def test_limits(key, part, found):
    """A limit is the network's own or that of its lines, whichever is reached first; a text may have none of them."""
    assert getattr(network(READERS[key]), part) == found


def test_limits_of_a_small_preview():
    """What a large picture hides has limits beside a small one."""
    assert limits(READERS["x"].title, Layout.SMALL) == (Limit("characters", 70, is_about=False),)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_as_the_previews(text):
    """A text is whole where the preview of a page with a large picture has it whole, and shown where that shows it."""
    text = " ".join(text.split())
    for found, reader in zip(NETWORKS, TABLE, strict=True):
        preview = shown_by(read_head(head(text or "x", text or "x"), "https://example.org/"), reader)
        for words, within in zip((preview.title, preview.description), found.columns, strict=True):
            assert (words is None) is (within is None), reader.name
            if words and within is not None:
                assert (shown(text or "x", within) == (text or "x")) is words.fits, reader.name


@given(st.text(), st.sampled_from([within for found in NETWORKS for within in found.columns if within is not None]))
def test_what_is_shown_is_a_beginning(text, within):
    """What is left of a text is its beginning and no longer than any limit allows."""
    part = shown(text, within)

    assert part == text or (part.endswith("…") and text.startswith(part[:-1]))


@pytest.mark.parametrize(
    ("lines", "mistakes"),
    [
        ((), {(0, f"{name} is missing; write a line “{name}: …”") for name in ("Title", "Description")}),
        (("Title: a", "title: b", "Description: c"), {(2, "Title stands there twice; take one out")}),
        (("Title:", "Description: c"), {(1, "Title is empty; write the text that shall be measured")}),
        (
            ("Title: a", "Summary: b", "Description: c", "words"),
            {(2, f'"Summary: b" {UNKNOWN}'), (4, f'"words" {UNKNOWN}')},
        ),
    ],
)
def test_mistakes(lines, mistakes):
    """Each line that says nothing the meter knows is told with its number, all at once."""
    with pytest.raises(ToolError) as error:
        read(lines, PLACE)

    assert {(mistake.line, mistake.message) for mistake in error.value.mistakes} == mistakes


def test_example():
    """The two texts are read on one line each, whatever the letters of their names; a colon may stand in them."""
    example = read(LINES, PLACE)

    assert example.texts == ("A title: with a colon", "Some words")


def test_table():
    """The table has a row a network in the order of the rules: what is shown of each text, and the limits in words."""
    found = table("Sticking door? Check three things before you plane it", "word " * 30)
    rows = {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in found.select("tbody tr")}

    assert list(rows) == [reader.name for reader in TABLE]
    assert rows["Google"] == ["whole (about 600 pixels, about 68 characters)", "whole (about 155 characters)"]
    assert rows["Facebook"][1] == "word word word word word word word word word… (about 45 characters)"
    assert rows["Slack"][0] == "whole (no limit known)"
    assert rows["Discord"] == ["whole (70 bytes)", "whole (350 bytes)"]
    assert rows["X"] == ["not shown", "not shown"]
    assert [header["scope"] for header in found.select("thead th")] == ["col"] * 3
    assert {header["scope"] for header in found.select("tbody th")} == {"row"}


def test_summary_and_counts():
    """The example comes with its counts and on how many networks each of its texts is whole."""
    found = table("é" * 61, "short")

    assert found.output.get_text() == (
        "Shown whole: the title by 11 of the 14 networks that show one, the description by 10 of 10."
    )
    assert [count.get_text() for count in found.select("li small")] == [
        "Characters: 61, pixels on Google: about 678, bytes: 122",
        "Characters: 5, bytes: 5",
    ]
    assert {cell.span.get_text()[-1] for cell in found.select("[data-cut]")} == {"…"}


@pytest.mark.parametrize("tag", WORDS)
def test_languages(tag):
    """Every language has all words of the meter, with nothing left to put in."""
    found = table("A title", "A description", Place(words=WORDS[tag], language=tag))

    assert "{" not in found.get_text()
    assert found.select("th")[1].get_text() == WORDS[tag].say("length_title")


def test_markup_is_text():
    """What looks like HTML in the example is shown as it was written."""
    found = table('<script>alert("x")</script>', "</textarea><b>bold</b>" * 9)

    assert found.find(["script", "b"]) is None
    assert found.input["value"] == '<script>alert("x")</script>'
    assert found.textarea.get_text() == "</textarea><b>bold</b>" * 9
