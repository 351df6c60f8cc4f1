"""The builder of tagged links: its example, what is wrong in one, and the form that it becomes."""

from xml.etree.ElementTree import tostring

import pytest
from bs4 import BeautifulSoup
from factories import WORDS
from tools.model import Place, ToolError
from tools.utm import MEDIUMS
from tools.utm_builder import TOOL, UtmBuilder, read

LINES = {
    "Address": "https://example.com/guide/?a=1#top",
    "Source": "linkedin",
    "Medium": "social",
    "Campaign": "2026-11-guide",
    "Content": "card-a",
    "Link": "https://example.com/guide/?a=1&utm_source=linkedin&utm_medium=social&utm_campaign=2026-11-guide"
    "&utm_content=card-a#top",
}
PLACE = Place(words=WORDS["en"], language="en", site_url="https://example.org/blog")


def lines(**changes: str) -> list[str]:
    """Return the lines of an example with changes; "" takes a line out."""
    return [f"{name}: {value}" for name, value in {**LINES, **changes}.items() if value]


def test_read():
    """An example has an address, tags in their order, and the link that comes of them."""
    tags = {"Source": "linkedin", "Medium": "social", "Campaign": "2026-11-guide", "Content": "card-a", "Term": ""}

    assert read(lines(), PLACE) == UtmBuilder(LINES["Address"], tags, LINES["Link"])


@pytest.mark.parametrize(
    ("changes", "line", "words"),
    [
        ({"Link": "https://example.com/"}, 6, f"the fields above give another Link; write {LINES['Link']}"),
        ({"Link": ""}, 0, "the builder’s example lacks its Link"),
        ({"Campaign": ""}, 0, "lacks its Campaign; write a line “Campaign: …” in the block"),
        ({"Source": "LinkedIn"}, 2, 'Source: "LinkedIn" is not in small letters with hyphens; write linkedin'),
        ({"Content": "???"}, 5, "write letters or digits"),
        ({"Medium": "Social"}, 3, 'analytics know no medium "Social"; accepted are social, email, cpc'),
        ({"Address": "example.com/guide/"}, 1, '"example.com/guide/" is no whole address'),
        ({"Address": "https://example.com"}, 1, "is no whole address"),
        ({"Address": "https://example.com/größe/"}, 1, "is no whole address"),
        ({"Address": "mailto:a@example.com"}, 1, "is no whole address"),
        ({"Address": "https://[::1/guide/"}, 1, "is no whole address"),
        ({"Address": "https://example.org/guide/"}, 1, "is an address of this site, within which links have no tags"),
        ({"Sauce": "x"}, 7, 'the builder has no "Sauce"; accepted are Address, Source'),
        ({"source": "x"}, 7, "Source stands on line 2 of the block too"),
        ({"Campaign": " "}, 4, '"Campaign:" is no line of a link builder'),
    ],
)
def test_mistakes(changes, line, words):
    """Each is told on its line, with what to do."""
    with pytest.raises(ToolError) as raised:
        read(lines(**changes), PLACE)

    assert [found.line for found in raised.value.mistakes if words in found.message] == [line]


def test_form():
    """Each tag is a field under its own name, the medium one of a list; what comes of them can be read and copied."""
    made = BeautifulSoup(tostring(TOOL.element(read(lines(), PLACE), PLACE), "unicode", method="html"), "html5lib").form

    assert [label.get_text() for label in made.select("label:not(:has(select))")][
        1
    ] == "Source: where the link will stand "
    assert [(field.get("name"), field["value"]) for field in made.select("input")] == [
        (None, LINES["Address"]),
        ("utm_source", "linkedin"),
        ("utm_campaign", "2026-11-guide"),
        ("utm_content", "card-a"),
        ("utm_term", ""),
    ]
    assert [option.get_text() for option in made.select("[name=utm_medium] option")] == list(MEDIUMS)
    assert [group["label"] for group in made.select("optgroup")] == ["Common", "Rare"]
    assert made.select_one("option[selected]").get_text() == "social"
    assert made.output.get_text() == LINES["Link"]
    assert [part.get_text() for part in made.output.select("span")][:2] == ["https://example.com/guide/", "?a=1"]
    assert made.select_one("[data-copied]").has_attr("hidden")
