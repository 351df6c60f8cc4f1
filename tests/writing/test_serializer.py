"""Our HTML of a tree is Python-Markdown's."""

from xml.etree.ElementTree import Comment, Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string
from writing.serializer import to_html

TEXTS = st.one_of(
    st.none(), st.text("a &<>\"';#\n\x02", max_size=8), st.sampled_from(["&amp;", "&#38;", "&x", "a & b"])
)
NAMES = st.sampled_from(["p", "img", "br", "script", "STYLE", "IMG", "em", "input"])
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "class", "checked", "hidden", "a-b"]), TEXTS, max_size=3)


@st.composite
def elements(draw, depth=3):
    """Draw an element with what it holds and the text behind it."""
    element = Element(draw(NAMES), draw(ATTRIBUTES))
    element.text, element.tail = draw(TEXTS), draw(TEXTS)
    element.extend(draw(st.lists(elements(depth - 1), max_size=3)) if depth else [])
    return element


@given(elements())
def test_the_same_html(element):
    """Texts and attributes with every sign, elements that hold nothing, scripts."""
    assert to_html(element) == to_html_string(element)


@pytest.mark.parametrize("name", ["checked", "hidden", "class"])
def test_attributes_that_are_their_own_value(name):
    """One that is true or not stands alone, any other with its value."""
    element = Element("input", {name: name})

    assert to_html(element) == to_html_string(element)


def test_comments():
    """A comment inside an element, with text behind it."""
    element = Element("p")
    element.append(Comment("a"))
    element[0].tail = "b"

    assert to_html(element) == to_html_string(element) == "<p><!--a-->b</p>"
