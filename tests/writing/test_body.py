"""Bodies: ordinary paths lead where they should, and what leads nowhere is told."""

import pytest


@pytest.mark.parametrize(
    ("reference", "source", "size"),
    [
        ("images/a.png", "{static}/posts/images/a.png", (30, 40)),
        ("../images/a.png", "{static}/images/a.png", (10, 20)),
        ("/images/a.png", "{static}/images/a.png", (10, 20)),
        ("{static}/images/a.png", "{static}/images/a.png", (10, 20)),
        ("{attach}images/a.png", "{static}/posts/images/a.png", (30, 40)),
        ("images/a.png?v=2", "{static}/posts/images/a.png", (30, 40)),
        ("<my picture.png>", "/blog/posts/my%20picture.png", (5, 6)),
        ("my%20picture.png", "/blog/posts/my%20picture.png", (5, 6)),
        ("a,b.png", "/blog/posts/a%2Cb.png", (1, 2)),
        ("../images/größe.png", "/blog/images/gr%C3%B6%C3%9Fe.png", (3, 4)),
    ],
)
def test_pictures(convert, reference, source, size):
    """A picture's plain path becomes the one that Pelican copies from, with the file's own measures."""
    html, problems = convert(f"![What it shows]({reference})")

    assert html.img.attrs == {
        "alt": "What it shows",
        "src": source,
        "width": str(size[0]),
        "height": str(size[1]),
    }
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "[![Alt](images/a.png)](other.md)",
        "![Alt][ref]\n\n[ref]: images/a.png",
        '![Alt](images/a.png "A title")',
        "- A list\n\n    ![Alt](images/a.png)",
        '!!! note "A box"\n    ![Alt](images/a.png)',
        '<div markdown="1">\n![Alt](images/a.png)\n</div>',
        "| ![Alt](images/a.png) |\n|---|\n| x |",
        "A note[^1]\n\n[^1]: ![Alt](images/a.png)",
    ],
    ids=["link", "reference", "title", "list", "box", "HTML", "table", "footnote"],
)
def test_pictures_wherever_they_stand(convert, text):
    """However a picture got into the text, its path is made to work."""
    html, problems = convert(text)

    assert html.img["src"] == "{static}/posts/images/a.png"
    assert problems == []


def test_a_drawing_may_have_no_measures(convert):
    """An SVG need not say its size, and is a picture all the same."""
    html, problems = convert("![A drawing](/images/drawing.svg)")

    assert html.img["src"] == "{static}/images/drawing.svg"
    assert "width" not in html.img.attrs
    assert "height" not in html.img.attrs
    assert problems == []


@pytest.mark.parametrize("address", ["https://example.net/a.png", "//example.net/a.png", "data:image/png;base64,AA"])
def test_pictures_elsewhere(convert, address):
    """A picture on another host is left alone: no build fetches it."""
    html, problems = convert(f"![Alt]({address})")

    assert html.img.attrs == {"alt": "Alt", "src": address}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("![](images/a.png)", [("alt", "![what it shows](images/a.png)")]),
        ("![](https://example.net/a.png)", [("alt", "![what it shows](https://example.net/a.png)")]),
        ("![Alt](no.png)", [("picture", '"no.png" is no picture; put the file beside the post')]),
        ("![Alt](/images/no.png)", [("picture", '"/images/no.png" is no picture')]),
        ("![Alt](../../a.png)", [("picture", '"../../a.png" is no picture')]),
        ("![Alt](images/)", [("picture", '"images/" is no picture')]),
        # each mistake by itself
        ("![](no.png)", [("alt", '"no.png"'), ("picture", '"no.png"')]),
        ("![A](no.png) ![B](none.png)", [("picture", '"no.png"'), ("picture", '"none.png"')]),
    ],
)
def test_mistakes_with_pictures(convert, text, problems):
    """A picture without words, or without a file, is told with what to write."""
    _, found = convert(text)

    assert [code for code, _ in found] == [code for code, _ in problems]
    assert all(words in message for (_, message), (_, words) in zip(found, problems, strict=True))


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        # files that become pages
        ("other.md", "{filename}/posts/other.md"),
        ("../pages/about.md", "{filename}/pages/about.md"),
        ("/pages/about.md", "{filename}/pages/about.md"),
        ("other.md#part", "{filename}/posts/other.md#part"),
        ("other.md?a=1&b=2#part", "{filename}/posts/other.md?a=1&b=2#part"),
        ("{filename}other.md", "{filename}/posts/other.md"),
        ("{filename}/posts/other.md", "{filename}/posts/other.md"),
        ("old.markdown", "{filename}/posts/old.markdown"),
        ("<Q & A.md>", "{filename}/posts/Q%20%26%20A.md"),
        # the home page has no file of its own in the output
        ("../home.md", "/blog/"),
        ("../home.md#part", "/blog/#part"),
        # files that are copied
        ("../files/paper.pdf", "{static}/files/paper.pdf"),
        ("/files/paper.pdf#page=2", "{static}/files/paper.pdf#page=2"),
        # addresses of the site
        ("/archives/", "/blog/archives/"),
        ("/topics/smo/#part", "/blog/topics/smo/#part"),
        ("/feed.xml", "/blog/feed.xml"),
        ("/", "/blog/"),
        # elsewhere
        ("https://example.net/?a=1&b=2", "https://example.net/?a=1&b=2"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#top", "#top"),
        ("{tag}smo", "{tag}smo"),
    ],
)
def test_links(convert, reference, address):
    """A link to a file leads to its page, an address of the site lies under its path, all else stays."""
    html, problems = convert(f"[text]({reference})")

    assert html.a["href"] == address
    assert problems == []


def test_links_at_the_root_of_a_host(convert):
    """Without a path before the site, addresses stay as they are."""
    html, _ = convert("[a](/archives/) [b](../home.md)", base_path="")

    assert [link["href"] for link in html.find_all("a")] == ["/archives/", "/"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("<mail@example.org>", "mailto:mail@example.org"),
        ("<https://example.net/a?b=1&c=2>", "https://example.net/a?b=1&c=2"),
        ("A note[^1]\n\n[^1]: Its text.", "#fn:1"),
    ],
    ids=["mail", "address", "footnote"],
)
def test_links_that_markdown_makes(convert, text, address):
    """What Markdown itself turns into a link is no file of ours."""
    html, problems = convert(text)

    assert html.a["href"] == address
    assert problems == []


@pytest.mark.parametrize(
    "reference",
    [
        "missing.md",
        "/posts/missing.md",
        "{filename}missing.md",
        "{filename}/posts/missing.md",
        "../../outside.md",
        "nothing",
        "images/",
        "example.net",
        "a%00b.md",
        "https://[your-site]/",
    ],
)
def test_links_that_lead_nowhere(convert, reference):
    """A link that no file answers is told as it was written."""
    _, problems = convert(f"Text [text]({reference}).")

    ((code, message),) = problems
    assert code == "link"
    assert message.startswith(f'"{reference}" ')
    assert "; write " in message


def test_every_mistake_is_told(convert):
    """One mistake does not hide the next."""
    _, problems = convert("[a](no.md)\n\n![](images/a.png)\n\n[b](none.md) ![c](no.png)")

    assert sorted(code for code, _ in problems) == ["alt", "link", "link", "picture"]


def test_text_is_left_alone(convert):
    """What looks like a path in code is text."""
    html, problems = convert("`![](no.png)` and\n\n    [a](no.md)\n")

    assert html.find(["img", "a"]) is None
    assert "![](no.png)" in html.get_text()
    assert problems == []


def test_a_picture_of_a_width(convert):
    """Width or height alone, in an attribute list, sets the other's measure; loading stays as it is written, or not."""
    html, _ = convert(
        "![A](images/a.png){width=15} ![A](images/a.png){height=80 loading=eager} ![A](images/a.png){width=5 height=5}"
    )

    assert [(img["width"], img["height"], img.get("loading")) for img in html.find_all("img")] == [
        ("15", "20", None),
        ("60", "80", "eager"),
        ("5", "5", None),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # another folder, letters turned round, another case, no folder, no ending
        ("![A](pictures/a.png)", '"pictures/a.png" is no picture; did you mean "images/a.png"?'),
        ("![A](/pictures/a.png)", '"/pictures/a.png" is no picture; did you mean "/images/a.png"?'),
        ("![A](images/drawnig.svg)", '"images/drawnig.svg" is no picture; did you mean "images/drawing.svg"?'),
        ("![A](images/drawing.png)", '"images/drawing.png" is no picture; did you mean "images/drawing.svg"?'),
        ("![A](<my picure.png>)", '"my picure.png" is no picture; did you mean "my%20picture.png"?'),
        ("[a](Other.md)", '"Other.md" leads to no file; did you mean "other.md"?'),
        ("[a](other)", '"other" leads to no file; did you mean "other.md"?'),
        ("[a](abuot.md#x)", '"abuot.md#x" leads to no file; did you mean "pages/about.md"?'),
        ("[a](../page/about.md)", '"../page/about.md" leads to no file; did you mean "../pages/about.md"?'),
        ("[a](/posts/about.md)", '"/posts/about.md" leads to no file; did you mean "/pages/about.md"?'),
        ("[a]({filename}othr.md)", '"{filename}othr.md" leads to no file; did you mean "other.md"?'),
        ("[a](../files/papers.pdf)", '"../files/papers.pdf" leads to no file; did you mean "../files/paper.pdf"?'),
        # no text for a picture, no picture for a text
        ("![A](about.png)", '"about.png" is no picture; put the file beside the post or into content/images/'),
        ("[a](drawing.md)", '"drawing.md" leads to no file; write the path of a file, /an/address/ or https://…'),
    ],
)
def test_the_file_that_is_meant(convert, text, message):
    """A path that leads nowhere is told with the one that looks like it, as the writer would type it."""
    _, problems = convert(text)

    assert [told for _, told in problems] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "## Part\n\n[a](#part)",
        "[a](#part)\n\n## Some words {#part}",
        "[a](#part)\n\nA paragraph.\n{: #part }",
        'A <span id="part">part</span> [a](#part)',
        '<section id="part">\n<p>Words.</p>\n</section>\n\n[a](#part)',
        '<a name="part"></a> [a](#part)',
        "[a](#größe)\n\n## Groß {#größe}",
        "[a](#gr%C3%B6%C3%9Fe)\n\n## Groß {#größe}",
        "[a](#part:~:text=words)\n\n## Part",
        "[a](#fn:1)[^1]\n\n[^1]: A note.",
        "[a](#) [b](#top) [c](#:~:text=words)",
        "[TOC]\n\n## Part",
    ],
    ids=["heading", "its id", "paragraph", "inline", "block", "anchor", "ö", "%C3%B6", "words", "note", "top", "toc"],
)
def test_parts_of_the_text(convert, text):
    """A link to a part of the same text leads to whatever has that id."""
    assert convert(text)[1] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](#prat)\n\n## Part", '"#prat": there is no part "prat" in this text; did you mean "part"?'),
        (
            "[a](#missing)",
            '"#missing": there is no part "missing" in this text; write the id of a heading, or leave the # out',
        ),
        ('<a href="#prat">a</a>\n\n## Part', '"#prat": there is no part "prat" in this text; did you mean "part"?'),
    ],
)
def test_parts_that_the_text_does_not_have(convert, text, message):
    """A link to a part that is not there is told once, with the one that looks like it."""
    assert convert(text)[1] == [("link", message)]


def test_what_a_body_refers_to(body):
    """Texts that are linked to are kept with the reference as written; so are other files, and the parts there are."""
    _, _, extension = body(
        "## Part\n\n[a](other.md#x) [b](../home.md) [c](../files/paper.pdf) ![d](images/a.png)\n\n"
        '<video src="film.mp4" poster="/images/größe.png"></video>'
    )

    assert extension.paths.linked == [("posts/other.md", "other.md#x"), ("home.md", "../home.md")]
    assert extension.paths.files == {"files/paper.pdf", "posts/images/a.png", "posts/film.mp4", "images/größe.png"}
    assert extension.parts.ids == {"part"}


def test_links_of_a_sponsored_post(convert):
    """Links to other hosts say that they are paid for, beside what the writer said of them."""
    html, _ = convert(
        "[a](https://example.net/) [b](other.md) [c](https://example.net/){rel=nofollow} "
        '<a href="https://example.net/" rel="me">d</a> <a href="/archives/">e</a>',
        sponsored=True,
    )

    assert [link.get("rel") for link in html.find_all("a")] == [
        ["sponsored"],
        None,
        ["nofollow", "sponsored"],
        ["me", "sponsored"],
        None,
    ]
