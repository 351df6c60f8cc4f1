"""Which drawings may be part of a page, and what becomes of them there."""

import re
from xml.etree import ElementTree as ET

import pytest
from pictures.drawings import LARGEST, markup, read_drawing

COLOURS = {"paper": "#fcfbf7", "ink": "#1d2327", "accent": "#0B5D57", "on_accent": "#ffffff", "also": "#0b5d57"}


@pytest.fixture
def drawing(tmp_path):
    """Return a function that reads a drawing with a content and attributes of its root."""

    def made(content: str = "", root: str = 'viewBox="0 0 80 40"', colours=COLOURS):
        file = tmp_path / "a.svg"
        names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="urn:editor"'
        file.write_text(f"<svg {names} {root}>{content}</svg>", encoding="utf-8")
        return read_drawing(file, colours)

    return made


def only(found) -> dict[str, str]:
    """Return the attributes of a drawing's only element."""
    (element,) = found.root
    return element.attrib


@pytest.mark.parametrize(
    ("colour", "themed"),
    [
        ("none", "none"),
        ("currentColor", "currentColor"),
        ("CURRENTCOLOR", "currentColor"),
        ("inherit", "inherit"),
        ("url(#a)", "url(#a)"),
        ("#0b5d57", "var(--accent)"),  # the first of that colour
        ("#0B5D57", "var(--accent)"),
        ("rgb(11, 93, 87)", "var(--accent)"),
        ("#fcfbf7", "var(--paper)"),
        ("white", "var(--on-accent)"),  # a colour of the brand
        ("black", "currentColor"),
        ("#000", "currentColor"),
    ],
)
def test_colours(drawing, colour, themed):
    """The brand's colours are the theme's, however they are written."""
    found = drawing(f'<path d="M0 0" fill="{colour}" style="stroke: {colour}"/>')

    assert only(found) == {"d": "M0 0", "fill": themed, "stroke": themed}


def test_white_that_is_no_colour_of_the_brand(drawing):
    """It is what lies behind the drawing."""
    assert only(drawing('<path fill="#fff"/>', colours={})) == {"fill": "var(--paper)"}


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ('class="fill-accent"', {"fill": "var(--accent)"}),
        ('class="fill-on_accent stroke-ink"', {"fill": "var(--on-accent)", "stroke": "var(--ink)"}),
        ('class="fill-accent" fill="#123456"', None),  # a colour that feeds would show, and the page not
        ('class="fill-nothing other"', {}),
        ('fill="#000" style="fill: #0b5d57"', {"fill": "var(--accent)"}),
        ('style="fill: #000" class="fill-accent"', {"fill": "var(--accent)"}),
        ('style="fill:none;stroke-width:2px; ;-inkscape-x:1"', {"fill": "none", "stroke-width": "2px"}),
    ],
)
def test_the_strongest_word_counts(drawing, attributes, found):
    """Classes of the cards' artwork, then styles, then attributes."""
    made = drawing(f"<path {attributes}/>")

    assert (only(made) if made else None) == found


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<style>path { fill: red }</style>",
        '<image href="https://example.net/a.png"/>',
        '<image href="a.png"/>',
        '<a href="https://example.net/"><path/></a>',
        '<path onclick="alert(1)"/>',
        '<path style="onclick: 1"/>',
        '<use href="https://example.net/a.svg#b"/>',
        '<use xlink:href="other.svg#b"/>',
        '<use href="javascript:alert(1)"/>',
        '<path fill="url(https://example.net/a.svg#b)"/>',
        '<path fill="url(other.svg#b)"/>',
        r'<path fill="u\72l(https://example.net/a.svg#b)"/>',
        r'<path clip-path="u\72l(https://example.net/a.svg#b)"/>',
        '<path clip-path="url(//example.net/a.svg#b)"/>',
        r'<path d="M0 0" stroke-width="u\72l(https://example.net/)"/>',
        '<path filter="url(#a)"/>',
        '<path mask="url(#a)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        # colours of its own
        '<path fill="#123456"/>',
        '<path fill="red"/>',
        '<path stroke="rgba(0, 0, 0, 0.5)"/>',
        '<path fill="no colour"/>',
        '<path style="fill: red !important"/>',
        '<stop stop-color="red"/>',
        # parts that could not be told apart
        '<path id="a"/><g id="a"/><use href="#a"/>',
        # what would have to be known
        '<unknown xmlns="http://www.w3.org/2000/svg"/>',
        '<path unknown="1"/>',
        "&entity;",
        "<path",
    ],
)
def test_what_stays_a_picture(drawing, content):
    """Whatever runs, fetches, styles the page, has colours of its own, or is not known."""
    assert drawing(content) is None


@pytest.mark.parametrize("root", ['width="100%"', "", 'viewBox="0 0"', 'viewBox="0 0 0 10"', 'width="10"'])
def test_a_drawing_without_a_size_stays_a_picture(drawing, root):
    """Nobody knows how much room it would take."""
    assert drawing("<path/>", root) is None


def test_a_heavy_drawing_stays_a_picture(drawing):
    """It would weigh on the page, whose text must not wait; a picture may come later."""
    assert drawing(f'<path d="{"M0 0" * (LARGEST // 4)}"/>') is None
    assert drawing(f'<path d="{"M0 0" * (LARGEST // 5)}"/>') is not None


def test_what_editors_add_goes(drawing):
    """Notes of a program, white space, comments and ids that nothing uses are no part of what is seen."""
    found = drawing(
        '<?pi?><!-- drawn by -->\n<metadata><rdf/></metadata><e:view><path/></e:view>\n  <g id="layer1" e:label="x" '
        'data-name="y">\n<path id="path2" d="M0 0" style="line-height:1.25"/>\n</g>',
        'viewBox="0 0 80 40" version="1.1" e:version="2" id="svg5" xml:space="preserve" role="img" aria-label="x"',
    )
    assert ET.tostring(found.root, encoding="unicode") == (
        '<svg viewBox="0 0 80 40" fill="currentColor"><g><path d="M0 0" /></g></svg>'
    )


def test_words_stay_words(drawing):
    """White space counts in them; their size and direction are those of the file, not of the page around it."""
    found = drawing("<text x='1'>a <tspan>b</tspan> &lt;c&gt;</text>")

    assert found.root.attrib == {
        "font-size": "16",
        "direction": "ltr",
        "viewBox": "0 0 80 40",
        "fill": "currentColor",
    }
    assert "".join(found.root.itertext()) == "a b <c>"


@pytest.mark.parametrize(
    ("root", "size", "box"),
    [
        ('viewBox="0 0 80 40"', (80, 40), "0 0 80 40"),
        ('viewBox="0 0 80 40" width="160" height="80px"', (160, 80), "0 0 80 40"),
        ('width="2in" height="1in"', (192, 96), "0 0 192 96"),
        ('viewBox="0,0,80,40" width="100%" height="100%"', (80, 40), "0,0,80,40"),
    ],
)
def test_sizes(drawing, root, size, box):
    """A drawing has the size that its file says, and scales from there."""
    found = drawing("<path/>", root)

    assert (found.width, found.height) == size
    assert (found.root.get("viewBox"), found.root.get("width"), found.root.get("height")) == (box, None, None)


PARTS = (
    '<defs><linearGradient id="a"><stop stop-color="#000"/></linearGradient><path id="b"/><clipPath id="c"/></defs>'
    """<use xlink:href="#b" fill="url(#a)" clip-path="url('#c')"/>"""
)


def test_ids_are_the_only_ones_of_the_page(drawing):
    """Two uses of one drawing do not take each other's parts; every reference still finds its own."""
    found = drawing(PARTS)
    first, second = (str(markup(found, "Alt", prefix, {})) for prefix in ("_d1-", "_d2-"))
    ids = [re.findall(r' id="([^"]*)"', text) for text in (first, second)]

    assert ids == [["_d1-a", "_d1-b", "_d1-c"], ["_d2-a", "_d2-b", "_d2-c"]]
    assert sorted(re.findall(r"#([^\")]+)", first)) == sorted(ids[0])
    assert str(markup(found, "Alt", "_d1-", {})) == first


def test_name(drawing):
    """The writer's words name the drawing; what the file says of it stands behind them."""
    found = drawing("<title>In the file</title><desc>Longer</desc><path/>")
    root = ET.fromstring(str(markup(found, 'A "name" & <more>', "_d1-", {"width": "80", "class": "x"})))

    assert (root.get("role"), root.get("aria-label")) == ("img", 'A "name" & <more>')
    assert root.find(f"*[@id='{root.get('aria-describedby')}']").text == "Longer"
    assert (root.get("width"), root.get("class")) == ("80", "x")


def test_decoration(drawing):
    """An empty alternative text says that there is nothing to hear."""
    root = ET.fromstring(str(markup(drawing("<path/>"), "", "_d1-", {})))

    assert (root.get("aria-hidden"), root.get("role"), root.get("aria-label")) == ("true", None, None)
