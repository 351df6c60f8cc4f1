"""Markdown inside HTML, as on GitHub, below an empty line."""

import pytest


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("<details>\n<summary>S</summary>\n\n![A](images/a.png)\n\n</details>", "details > summary + p > img[width]"),
        ("<details open>\n<summary>S</summary>\n\n- a\n- b\n\n</details>", "details[open] > ul > li"),
        ("<details>\n<summary>S</summary>\n\n```\n<x>\n```\n</details>", "details > pre > code"),
        ('<p align="center">\n\n![A](images/a.png)\n\n</p>', "p[align=center] > img[width]"),
        ('<div align="center">\n\n## Part\n\n</div>\n\n[a](#part)', "div[align=center] > h2#part"),
        ("<div>\n<div>\n\n*a*\n\n</div>\n</div>", "div > div > p > em"),
        ("<table>\n<tr>\n<td>\n\n*a*\n\n</td>\n</tr>\n</table>", "table td em"),
        ('Words.\n\n<section class="x">\n\n[a](other.md)\n\n</section>\n\nWords.', "section.x > p > a"),
        ("<details>\n\n*a*\n\n</details>\n\n<details>\n\nb\n\n</details>", "details:first-child > p > em"),
    ],
)
def test_markdown_is_read(convert, text, selector):
    """What stands below an empty line in a tag is Markdown, until the tag ends."""
    html, problems = convert(text)

    assert html.select(selector) != []
    assert html.select("[markdown]") == []
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<p>*a*</p>\n</div>",
        "<pre>\n<div>\n\n*a*\n\n</div>\n</pre>",
        "<!--\n<div>\n\n*a*\n\n</div>\n-->",
        "<script>\nx = '<div>'\n\n*a*\n</script>",
        "<p>One\n\n<p>Two *a*",
        '<div markdown="0">\n\n*a*\n\n</div>',
    ],
)
def test_what_stays_html(body, text):
    """Without an empty line, in text of other kinds, or without its end, HTML is what it was."""
    html, problems, _ = body(text)

    assert "*a*" in html
    assert problems == []


@pytest.mark.parametrize("frame", ["{}", "<figure>\n    {}\n</figure>", "- a\n\n  {}"])
def test_drawings_stay_whole(convert, frame):
    """A drawing is read as HTML to its end, whatever lines its program wrote."""
    drawing = '<svg viewBox="0 0 1 1"\n>\n<text>*a*</text>\n\n<image href="images/a.png"/>\n</svg>'

    html, problems = convert(frame.format(drawing.replace("\n", "\n    ")))

    assert [child.name for child in html.svg.select("*")] == ["text", "image"]
    assert html.svg.find("text").string == "*a*"
    assert html.svg.image["href"] == "/blog/posts/images/a.png"
    assert problems == []


@pytest.mark.parametrize(
    "text", ["    <svg>\n\n    </svg>", "Words\n\n    <svg>\n\n    </svg>", "```\n<svg>\n\n</svg>\n```"]
)
def test_drawings_that_are_shown_as_code(convert, text):
    """Code that shows a drawing keeps its lines."""
    html, problems = convert(text)

    assert html.code.string == "<svg>\n\n</svg>\n"
    assert problems == []


def test_html_deep_in_markdown(body):
    """HTML that Markdown has taken for a part of HTML has addresses that work."""
    html, problems, _ = body('   <div markdown="1"><video src="film.mp4"></video></div> words')

    assert '<video src="{static}/posts/film.mp4"></video>' in html
    assert problems == []
