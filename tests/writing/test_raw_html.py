"""HTML that a writer wrote: its addresses work as Markdown's do, and nothing else of it changes."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from writing.raw_html import StartTag, Tags, changed, is_blank, start_tags

A = "{static}/posts/images/a.png"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # pictures: in a line, in a block, in quotes of every kind, with a size of their own
        ('<img src="images/a.png" alt="A">', f'<img src="{A}" alt="A" width="30" height="40">'),
        ("<img alt='' src='images/a.png' />", f'<img alt=\'\' src="{A}" width="30" height="40" />'),
        ("<img alt src=images/a.png>", f'<img alt src="{A}" width="30" height="40">'),
        # in small letters, since Pelican finds its markers behind no others
        ('<IMG SRC="images/a.png" Alt="A">', f'<IMG src="{A}" Alt="A" width="30" height="40">'),
        ('<img src="/images/a.png" alt="">', '<img src="{static}/images/a.png" alt="" width="10" height="20">'),
        ('<img src="{attach}images/a.png" alt="">', f'<img src="{A}" alt="" width="30" height="40">'),
        ('<img src="images/a.png" alt="" width="15">', f'<img src="{A}" alt="" width="15" height="20">'),
        ('<img src="images/a.png" alt="" height="80">', f'<img src="{A}" alt="" height="80" width="60">'),
        ('<img src="images/a.png" alt="" width="100%">', f'<img src="{A}" alt="" width="100%">'),
        ('<img src="images/a.png" alt="" width=1 height=1>', f'<img src="{A}" alt="" width=1 height=1>'),
        ('<img src="/images/drawing.svg" alt="">', '<img src="{static}/images/drawing.svg" alt="">'),
        ('<img\n  src="images/a.png"\n  alt="A">', f'<img\n  src="{A}"\n  alt="A" width="30" height="40">'),
        (
            '<img src="my%20picture.png" alt="">',
            '<img src="/blog/posts/my%20picture.png" alt="" width="5" height="6">',
        ),
        # Pelican finds its markers only up to the first >
        ('<img alt="a > b" src="images/a.png">', f'<img alt="a &gt; b" src="{A}" width="30" height="40">'),
        (f'<img alt="a > b" src="{A}" width=1 height=1>', f'<img alt="a &gt; b" src="{A}" width=1 height=1>'),
        # several sizes: addresses themselves, which Pelican does not look for there
        (
            '<img src="images/a.png" srcset="images/a.png 1x,\n /images/a.png 2x" width=1 height=1 alt="">',
            f'<img src="{A}" srcset="/blog/posts/images/a.png 1x,\n /blog/images/a.png 2x" width=1 height=1 alt="">',
        ),
        (
            '<picture><source srcset="images/a.png 1.5x, a,b.png"></picture>',
            '<picture><source srcset="/blog/posts/images/a.png 1.5x, /blog/posts/a%2Cb.png"></picture>',
        ),
        ('<source srcset="data:image/png;base64,AA== 1x">', '<source srcset="data:image/png;base64,AA== 1x">'),
        # films and sounds
        (
            '<video src="film.mp4" poster="images/a.png" controls></video>',
            '<video src="{static}/posts/film.mp4" poster="/blog/posts/images/a.png" controls></video>',
        ),
        ('<video><source src="film.mp4"></video>', '<video><source src="{static}/posts/film.mp4"></video>'),
        ('<audio src="film.mp4"></audio>', '<audio src="{static}/posts/film.mp4"></audio>'),
        # links
        ('<a href="other.md">x</a>', '<a href="{filename}/posts/other.md">x</a>'),
        ('<a href="other.md?a=1&amp;b=2#c">x</a>', '<a href="{filename}/posts/other.md?a=1&amp;b=2#c">x</a>'),
        ("<a class=b href=/archives/>x</a>", '<a class=b href="/blog/archives/">x</a>'),
        ('<a href="../home.md">x</a>', '<a href="/blog/">x</a>'),
        ('<iframe src="/files/paper.pdf"></iframe>', '<iframe src="{static}/files/paper.pdf"></iframe>'),
        # two of a name: the first counts
        ('<a href="/archives/" href="no.md">x</a>', '<a href="/blog/archives/" href="no.md">x</a>'),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "Words {} and words.", "<div>\n{}\n</div>", "> {}", "- {}"])
def test_addresses(body, frame, text, written):
    """Paths in HTML lead where Markdown's lead, wherever it stands; every other byte is the writer's, but for the
    spaces that indent it in a list.
    """
    html, problems, _ = body(frame.format(text.replace("\n", "\n> ") if frame[0] == ">" else text))

    assert (re.sub(r"\n +", "\n", written) if frame[0] == "-" else written) in html
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "`<img src=no.png>`",
        "    <div><img src=no.png></div>",
        "```html\n<a href=no.md><img src=no.png></a>\n```",
        "~~~\n<video poster=no.png>\n~~~",
        "<!-- <img src=no.png> -->",
        "<!--\n<img src=no.png>\n-->",
        "<script>\nx = '<img src=no.png>'\n</script>",
        "<img src=https://example.net/no.png alt=>",
        "<a id=x>x</a> <a name='y'>y</a> <video></video> <img alt='' srcset=''>",
        "<a href='mailto:a@example.org'>x</a> <a href='{tag}smo'>x</a> <a href=''>x</a> <a href='#'>x</a>",
        "a < b, <unknown src=no.png>, <3",
        "<img src=no.png",
        "<textarea><img src=no.png></textarea>",
    ],
)
def test_what_is_left_alone(body, text):
    """Code, comments, scripts and addresses elsewhere are no paths of ours."""
    assert body(text)[1] == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("<img src='no.png' alt=''>", [("picture", '"no.png" is no picture; put the file beside')]),
        ("<img src='pictures/a.png' alt=''>", [("picture", 'did you mean "images/a.png"?')]),
        ("<img srcset='images/a.png, no.png 2x, none.png 3x' alt=''>", [("picture", '"no'), ("picture", '"none')]),
        ("<source srcset='a.png,b.png'>", [("picture", '"a.png,b.png"')]),  # one address, as browsers read it
        ("<video src='no.mp4' poster='no.png'></video>", [("file", '"no.mp4" is no file'), ("picture", '"no.png"')]),
        ("<video src='flim.mp4'></video>", [("file", '"flim.mp4" is no file; did you mean "film.mp4"?')]),
        ("<a href='no.md'>x</a>", [("link", '"no.md" leads to no file')]),
        ("<div>\n<a href='no.md'>x</a>\n</div>", [("link", '"no.md" leads to no file')]),
        ("<a href='https://[host]/'>x</a>", [("link", '"https://[host]/" is no address')]),
        ("<img src='images/a.png'>", [("alt", 'the picture "images/a.png" has no alternative text; write alt="')]),
        ("<img src='https://example.net/'>", [("alt", "https://example.net/")]),
        (
            "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0'></iframe>",
            [("video", "would be loaded from YouTube before anybody plays the video; write [![what it shows]")],
        ),
        ("<h1>Title</h1>", [("heading", '"<h1>" is a heading of level 1, which is the page\'s title; write <h2>')]),
        ('<h1 class="x">Title</h1>', [("heading", '"<h1 class="x">" is a heading of level 1')]),
    ],
)
def test_mistakes(body, text, problems):
    """HTML that leads nowhere is told as Markdown is."""
    _, found, _ = body(text)

    assert [code for code, _ in found] == [code for code, _ in problems]
    assert all(words in message for (_, message), (_, words) in zip(found, problems, strict=True))


def test_markdown_inside_html(body):
    """HTML with `markdown="1"` is resolved, its own tags and what is written inside."""
    html, problems, _ = body(
        '<figure markdown="1">\n![A](images/a.png "T")\n<video src="film.mp4" markdown="block"></video>\n</figure>'
    )

    assert html.count(A) == html.count("{static}/posts/film.mp4") == 1
    assert html.count("<figure") == 1
    assert problems == []


def test_files_under_another_address(body):
    """A file that the settings publish elsewhere is named by that address."""
    html, _, _ = body('<video poster="/extra/poster.png"></video>', addresses={"extra/poster.png": "poster.png"})

    assert 'poster="/blog/poster.png"' in html


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("<br>", '<br id="new">'),
        ("<br/>", '<br id="new"/>'),
        ("<br />", '<br id="new" />'),
        ("<a b>", '<a b id="new">'),
        ("<a b=c>", '<a b=c id="new">'),
        ("<a b='c' >", "<a b='c' id=\"new\" >"),
        ("<a id>", '<a id="new">'),
        ("<a ID = 'old'\n b>", '<a id="new"\n b>'),
        ("<a b='1'c=2>", "<a b='1'c=2 id=\"new\">"),
    ],
)
def test_set(text, tag):
    """A new attribute stands behind the others, a changed one in its place."""
    start = StartTag("a", text)
    start.set("id", "new")

    assert str(start) == tag
    assert start.get("id", "") == "new"


def test_values_are_escaped():
    """No value can leave its attribute."""
    start = StartTag("a", "<a>")
    start.set("id", "\"><script> & '")

    assert BeautifulSoup(str(start), "html.parser").a["id"] == "\"><script> & '"


@given(st.text(alphabet="<>a /='\"\n!-&;ib?[\\", max_size=40))
def test_what_is_not_changed_stays(html):
    """Whatever is written, a change of nothing changes nothing, and every tag can be read."""
    assert changed(html, str) == html


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("", True),
        ("<p>\u200b</p>", True),
        ("<!-- nothing -->", True),
        ("<p>&nbsp;</p>", True),
        ("<h2></h2>", True),
        ("<p>a</p>", False),
        ('<p><img src="a.png" alt=""></p>', False),
        ("<svg></svg>", False),
    ],
)
def test_is_blank(html, blank):
    """Neither a word nor a picture: readers would see nothing."""
    assert is_blank(html) is blank


PLAIN = [
    "<p>",
    "</p>",
    '<p id="a">',
    '<a name="b" href="#">',
    "</a>",
    "<br />",
    "<hr>",
    "words",
    " ",
    "&lt;",
    "\n",
    ">",
]
ODD = ["<", "<!--", "-->", '<p id="', "<script>", "</script>", "<textarea>", "<P ID=c>", "<p id='d'>", "</p id='e'>"]


@given(
    st.lists(st.sampled_from([*PLAIN, *ODD]), max_size=12).map("".join) | st.lists(st.sampled_from(PLAIN)).map("".join)
)
def test_start_tags(html):
    """Tags that every parser reads alike are found without one, with the attributes that it would find."""
    attributes = [tag.values for _, tag in Tags(html).tags if tag.values]

    assert [tag.values for tag in start_tags(html) if tag.values] == attributes
