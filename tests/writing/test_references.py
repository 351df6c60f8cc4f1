"""References that lead nowhere are told with what to write; those to addresses of the site are noted for later."""

import pytest

SITE = "https://example.org/blog"
TERMS = {
    "tag": lambda name: f"tags/{name.lower()}/",
    "category": lambda name: f"topics/{name.lower()}/",
    "author": lambda name: f"authors/{name.lower()}/",
}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[a](old\\.markdown)", "{filename}/posts/old.markdown"),
        ("[a](../pages/about\\.md#a\\_b)", "{filename}/pages/about.md#a_b"),
        ("[a](https://example.net/a\\_b)", "https://example.net/a_b"),
    ],
)
def test_a_backslash_before_a_sign(convert, text, address):
    """As everywhere in Markdown a backslash only says that a sign is itself."""
    html, problems = convert(text)

    assert html.a["href"] == address
    assert problems == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](x\\_y.md)", '"x_y.md" leads to no file; write the path of a file, /an/address/ or https://…'),
        ("[a](#a\\_b)\n\n## A-b", '"#a_b": there is no part "a_b" in this text; did you mean "a-b"?'),
        ("![A](x\\_y.png)", '"x_y.png" is no picture; put the file beside the post or into content/images/'),
    ],
)
def test_mistakes_behind_a_backslash(convert, text, message):
    """A message names the path as it was meant, without a control character."""
    assert [told for _, told in convert(text)[1]] == [message]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("![A]()", "picture", "a picture has no address; put the file beside the post"),
        ("![A](<>)", "picture", "a picture has no address"),
        ('<img alt="x">', "picture", "a picture has no address"),
        ('<img alt="x" src="">', "picture", "a picture has no address"),
        ("![A](#)", "picture", '"#" is no picture; put the file beside the post'),
        ("![A](#part)", "picture", '"#part" is no picture; put the file beside the post'),
        ("![A](C:/Users/a.png)", "picture", '"C:/Users/a.png" is no picture'),
        ("![A](C:\\Users\\a.png)", "picture", '"C:\\Users\\a.png" is no picture'),
        ("![A](file:///home/a.png)", "picture", '"file:///home/a.png" is no picture'),
        ("![A]({tag}smo)", "picture", '"{tag}smo" is no picture'),
        ("![A](http://)", "picture", '"http://" is no address; write https://… or the path of a file'),
        ("![A](http://example.net/a.png)", "picture", '"http://example.net/a.png" would come over http://'),
        (
            '<video src="http://example.net/a.mp4"></video>',
            "file",
            '"http://example.net/a.mp4" would come over http://',
        ),
        ("[a]()", "link", "a link has no address; write the path of a file, /an/address/ or https://…"),
        ("[a](C:\\x\\y.md)", "link", '"C:\\x\\y.md" leads to no file; write the path of a file'),
        ("[a](file:///x.md)", "link", '"file:///x.md" leads to no file; write the path of a file'),
        ("[a](http://)", "link", '"http://" is no address; write https://… or the path of a file'),
        ("[a](//)", "link", '"//" is no address; write https://… or the path of a file'),
        # files that are there, but of another kind
        ("![A](other.md)", "picture", '"other.md" is no picture'),
        ("![A](../files/paper.pdf)", "picture", '"../files/paper.pdf" is no picture'),
        ('<video poster="film.mp4"></video>', "picture", '"film.mp4" is no picture'),
        ('<video src="other.md"></video>', "file", '"other.md" is no file'),
        # other addresses in HTML
        ('<svg><image href="no.png"/></svg>', "picture", '"no.png" is no picture'),
        ('<svg><use xlink:href="no.svg#a"/></svg>', "picture", '"no.svg#a" is no picture'),
        ('<input type="image" src="no.png" alt="x">', "picture", '"no.png" is no picture'),
        ('<blockquote cite="no.md">x</blockquote>', "link", '"no.md" leads to no file'),
        ('<form action="no.md"></form>', "link", '"no.md" leads to no file'),
        ('<button formaction="no.md">x</button>', "link", '"no.md" leads to no file'),
        # markers
        ("[a]({foo}y)", "link", '"{foo}y" begins with no marker that is known; write the path of a file, {static} or'),
        ("![A]({photo}p.png)", "picture", '"{photo}p.png" begins with no marker that is known'),
        ("![A]({STATIC}/images/a.png)", "picture", '"{STATIC}/images/a.png" begins with no marker that is known'),
        ("[a](|foo|y)", "link", '"|foo|y" begins with no marker that is known'),
    ],
)
def test_what_cannot_work(body, text, code, message):
    """What no reader could see or follow is told once, and leaves no marker at which Pelican would stop."""
    html, problems, _ = body(text)

    assert [found for found, _ in problems] == [code]
    assert problems[0][1].startswith(message)
    assert not any(f'"{mark}' in html for mark in "{|")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # paths of Windows, paths of the whole project
        ("![A](images\\a.png)", "images/a.png"),
        ("[a](..\\pages\\about.md)", "../pages/about.md"),
        ("![A](CONTENT/images/a.png)", "../images/a.png"),
        ("![A](/CONTENT/images/a.png)", "/images/a.png"),
        ("![A](C:\\Site\\CONTENT\\images\\a.png)", "/images/a.png"),
        # signs that mean something else in an address
        ("![A](no. 1/100%#?.png)", "no.%201/100%25%23%3F.png"),
        # what the text has become, in another case, with more behind it
        ("[a](other.html)", "other.md"),
        ("[a](other.MD)", "other.md"),
        ("[a](<other.md 'a' b>)", "other.md"),
        ("[a](www.example.com)", "https://www.example.com"),
        ("[a](www.example.com/a.pdf)", "https://www.example.com/a.pdf"),
    ],
)
def test_what_is_meant(convert, content, text, meant):
    """The file that a path of another system or place names is the one that is hinted at; a text rather than a file."""
    (_, message), *others = convert(text.replace("CONTENT", content.name))[1]

    assert message.endswith(f'; did you mean "{meant}"?')
    assert others == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<svg><image href="images/a.png"/></svg>', 'href="/blog/posts/images/a.png"'),
        ('<svg><image xlink:href="my picture.png"/></svg>', 'xlink:href="/blog/posts/my%20picture.png"'),
        ('<svg><use href="/images/drawing.svg#a"/></svg>', 'href="/blog/images/drawing.svg#a"'),
        ('<svg><use href="#a"/></svg>', 'href="#a"'),
        ('<input type="image" alt="x" src="images/a.png">', 'src="{static}/posts/images/a.png"'),
        ('<blockquote cite="other.md">x</blockquote>', 'cite="{filename}/posts/other.md"'),
        ('<form action="/contact/"></form>', 'action="/blog/contact/"'),
        ('<form action=""></form>', 'action=""'),
        # Markdown keeps this one as an element of its own
        ('<hr>Text <div markdown="1"><video src="film.mp4"></video></div>', 'src="{static}/posts/film.mp4"'),
    ],
)
def test_addresses_in_html(body, text, html):
    """Whatever attribute holds an address, a path in it leads to its file."""
    found, problems, _ = body(text)

    assert html in found
    assert problems == []


@pytest.mark.parametrize(
    ("text", "addressed"),
    [
        ("[a](/nope/)", [("/nope/", "/nope/")]),
        ("[a](/a%20b/?c=1#d)", [("/a%20b/", "/a%20b/?c=1#d")]),
        ('<a href="/a/">x</a> <form action="/b/"></form>', [("/a/", "/a/"), ("/b/", "/b/")]),
        (f"[a]({SITE}/nope/#x)", [("/nope/", f"{SITE}/nope/#x")]),
        ("[a](//example.org/blog)", [("/", "//example.org/blog")]),
        (f"![A]({SITE}/nope.png)", [("/nope.png", f"{SITE}/nope.png")]),
        ("[a]({tag}SMO#x) [b]({author}A%20B)", [("/tags/smo/", "{tag}SMO#x"), ("/authors/a b/", "{author}A%20B")]),
        ("[a]({index}) [b](|category|C)", [("/", "{index}"), ("/topics/c/", "|category|C")]),
        # files, parts of the text, elsewhere
        ("[a](/images/a.png) [b](other.md) [c](#top) [d](https://example.org/) [e](mailto:a@example.org)", []),
    ],
)
def test_addresses_of_the_site(body, text, addressed):
    """A link to an address of the site is kept as a path under it, and as it is written."""
    _, problems, extension = body(text, SITE, terms=TERMS)

    assert extension.paths.addressed == addressed
    assert problems == []


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("{index}", "/blog/"),
        ("{index}#part", "/blog/#part"),
        ("{tag}SMO", "/blog/tags/smo/"),
        ("<{tag}R&D: x>", "/blog/tags/r&d: x/"),
        ("{author}Ada?a=1", "/blog/authors/ada/?a=1"),
    ],
)
def test_markers_for_names(convert, reference, address):
    """Pelican's markers lead to the pages of tags, topics and authors, and home."""
    html, problems = convert(f"[text]({reference})", SITE, terms=TERMS)

    assert html.a["href"] == address
    assert problems == []
