"""A text with its pictures: what is not a picture of ours stays to the byte."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pictures.markup import Images, images, px, shown, source_tags, with_sources
from pictures.places import Place
from pictures.variants import Look, candidates
from writing.pictures import Measured

SOURCES = candidates(Measured(800, 500, "image/png", 50_000), "digest", Look.RICH)


def starred(html: str) -> str:
    """Return a text with a star in the place of each <img> that would be shown otherwise."""
    return str(shown(html, lambda _: "*"))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", ""),
        ("<p>Text &amp; more</p>", "<p>Text &amp; more</p>"),
        ('<img src="a.png">', "*"),
        ("<IMG SRC=a.png>", "*"),
        ('<img src="a.png" />', "*"),
        ('<p>a <img\n src="a.png"\n> b</p>', "<p>a * b</p>"),
        ('<img alt="a > b" src="a.png">', "*"),
        ('<a href="/"><img src="a.png"></a>', '<a href="/">*</a>'),
        (
            '<figure><img src="a.png"><figcaption>x</figcaption></figure>',
            "<figure>*<figcaption>x</figcaption></figure>",
        ),
        ('<table><tr><td><img src="a.png"></td></tr></table>', "<table><tr><td>*</td></tr></table>"),
        # its own candidates
        ('<img srcset="a.png 2x" src="b.png">', '<img srcset="a.png 2x" src="b.png">'),
        (
            '<picture><source srcset="x"><img src="a.png"></picture>',
            '<picture><source srcset="x"><img src="a.png"></picture>',
        ),
        ('<picture><img src="a.png"></picture><img src="b.png">', '<picture><img src="a.png"></picture>*'),
        ('</picture><img src="b.png">', "</picture>*"),
        # no elements
        ('<!-- <img src="a.png"> -->', '<!-- <img src="a.png"> -->'),
        ('<code>&lt;img src="a.png"&gt;</code>', '<code>&lt;img src="a.png"&gt;</code>'),
        ('<script>"<img src=a.png>"</script>', '<script>"<img src=a.png>"</script>'),
        ('<textarea><img src="a.png"></textarea>', '<textarea><img src="a.png"></textarea>'),
    ],
)
def test_which_are_shown_otherwise(html, found):
    """Each <img> that is one, wherever it stands, unless the writer gave it candidates."""
    assert starred(html) == found


@given(st.text(st.sampled_from(list("<>=/\"' abimg!-&;\n")), max_size=60))
def test_nothing_else_changes(html):
    """Whatever a text holds, putting each <img> back gives the same text."""
    assert str(shown(html, lambda tag: tag.text)) == html


PIECES = (
    *(
        '<img src="a.png">',
        "<img>",
        '<IMG alt="" src="b.png" />',
        "<img/>",
        '<img srcset="a 2x">',
        '<img\nsrc="c.png">',
    ),
    *(
        "<picture>",
        "</picture>",
        "<picture/>",
        '<Picture class="x">',
        '<img-x src="a">',
        '<image src="a.png">',
        "</img>",
    ),
    *(
        "<p>",
        "</p>",
        '<a title="a">',
        "words",
        "&lt;img&gt;",
        "\n",
        ">",
        "<",
        '"',
        "<!-- ",
        " -->",
        "<textarea>",
        "<svg>",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_plain_text_is_read_as_any_other(html):
    """What is found without a parser where that is enough is what the parser finds."""
    read = [(start, str(tag), tag.values) for start, tag in images(html)]

    assert read == [(start, str(tag), tag.values) for start, tag in Images(html).tags]


def test_sources():
    """One a format, each with its widths and how wide the picture will be."""
    found = BeautifulSoup(source_tags(SOURCES, Place.COLUMN, "/blog"), "html.parser").find_all("source")

    assert [source["type"] for source in found] == ["image/avif", "image/webp"]
    path = SOURCES[0].variants[0].path
    assert found[0]["srcset"] == f"/blog/{path} 360w, /blog/{path.replace('360', '800')} 800w"
    assert {source["sizes"] for source in found} == {"min(41.4rem, 95vw - 1rem)"}


def test_a_single_width():
    """There is nothing to choose from."""
    (source, _) = candidates(Measured(300, 200, "image/png", 50_000), "digest", Look.RICH)
    found = BeautifulSoup(source_tags([source], Place.COLUMN, ""), "html.parser").source

    assert found.attrs == {"type": "image/avif", "srcset": f"/{source.variants[0].path}"}


def test_a_picture_with_sources():
    """The <img> stays as it is: what it was is what browsers without the formats see."""
    (tag,) = BeautifulSoup('<img src="a.png" alt="&lt;x&gt;">', "html.parser").find_all()

    assert str(with_sources(tag, Markup("<source>"))) == f"<picture><source>{tag}</picture>"
    assert str(with_sources(tag, Markup())) == str(tag)


@pytest.mark.parametrize(("text", "found"), [("300", 300), ("", None), ("50%", None), ("3.5", None), ("-1", None)])
def test_px(text, found):
    """HTML has whole numbers of pixels."""
    assert px(text) == found
