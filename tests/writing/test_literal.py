"""What would be published as it was typed, although it was meant for more, is told."""

import pytest

BRACKETS = "where brackets are meant"
INSIDE = "stands inside HTML, where Markdown is not read; leave an empty line before and after it, or write it as HTML"


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("![[p.png]]", "picture", "shows no picture here; write ![what it shows](p.png)"),
        ("![[my p.png|300]]", "picture", "shows no picture here; write ![what it shows](<my p.png>)"),
        ("[[smo-vs-smm]]", "link", f"is no link here; write [words](smo-vs-smm.md), or \\[[ {BRACKETS}"),
        ("[[a#The part|b]]", "link", f"is no link here; write [b](a.md#the-part), or \\[[ {BRACKETS}"),
        ("![A] (p.png)", "picture", "is no picture; write ![A](p.png), without the space"),
        ("[x](nope.md", "link", "is not complete; write [words](address), all four brackets"),
        ("![x](nope", "picture", "is not complete; write ![what it shows](address), all four brackets"),
        ("[a][ref]", "link", f"leads nowhere; write [a](address), or a line [ref]: address, or \\[ {BRACKETS}"),
        ("[a][]", "link", f"leads nowhere; write [a](address), or a line [a]: address, or \\[ {BRACKETS}"),
        ("![x][ref]", "picture", f"leads nowhere; write ![x](address), or a line [ref]: address, or \\[ {BRACKETS}"),
        ("<smo-vs-smm.md>", "html", "is shown by no browser; write [words](smo-vs-smm.md)"),
        ("<images/p.png>", "html", "is shown by no browser; write ![what it shows](images/p.png)"),
    ],
)
def test_notations(convert, text, code, message):
    """A link or picture that is none is quoted, with what to write."""
    assert convert(f"Words {text} words.")[1] == [(code, f'"{text}" {message}')]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "Words[^gone].",
            "footnote",
            f'there is no footnote "[^gone]"; write [^gone]: and its text on a line of its own, or \\[^ {BRACKETS}',
        ),
        (
            "x[^a]\n\n[^a]: y\n[^a]: z",
            "footnote",
            "two footnotes are called [^a], of which only the last is shown; give one another name",
        ),
        ("x\n\n[^a]: y", "footnote", "the footnote [^a] is never referred to; write [^a] in the text, or delete it"),
        ("[](other.md)", "link", 'the link to "other.md" has no words; write [words](other.md)'),
        ("[*x*](nope.md", "link", '"](nope.md" is not complete; write [words](address), all four brackets'),
        ('<p align="center">\n![A](p.png)\n</p>', "html", f'"![A](p.png)" {INSIDE}'),
        ("<details>\n<summary>[a](p.md)</summary>\n\nx\n\n</details>", "html", f'"[a](p.md)" {INSIDE}'),
        ('   <div markdown="1">[a](p.md)</div> x', "html", f'"[a](p.md)" {INSIDE}'),
    ],
)
def test_slips(convert, text, code, message):
    """It is told once, with what to write."""
    assert convert(text)[1] == [(code, message)]


@pytest.mark.parametrize("frame", ["- {}", "> {}", "| {} |\n|---|\n| x |", "## {}", "x[^1]\n\n[^1]: {}", "*a* {} b"])
def test_slips_anywhere(convert, frame):
    """It is told wherever text stands."""
    ((code, _),) = convert(frame.format("![[p.png]]"))[1]

    assert code == "picture"


@pytest.mark.parametrize(
    "text",
    [
        "[sic] and […] and [1] and [1][2] and [x] done",
        "- [x] done\n- [ ] to do",
        "array[0], a[i][j], f(x)[y], x[a](other.md)",
        "[a] (b) and [a]: b",
        "`[[a]]`, `[^a]`, `[a](b`, `![[a]]`, `[a][b]`",
        "    [[a]] [^a] [a](b ![[a]] [a][b]",
        "```\n[[a]] [^a] [a](b ![[a]] [a][b]\n```",
        "\\[[a]] \\[^a] \\[a][b] !\\[[a]]",
        "if [[ -f x ]]; [[1]], [[1, 2], [3, 4]]",
        "$a_{[1]}(x)$ and [0, 1) and (a, b]",
        "<pre>\n[a](b.md)\n</pre>",
        "<p><code>[a](b.md)</code> and [a]</p>",
        "<!-- [a](b.md) -->",
        '<span title="[a](b.md)">x</span> <kbd>[</kbd>',
        "[![A](images/a.png)](other.md) [a][ref] [ref] [b][]\n\n[ref]: other.md\n[b]: other.md",
        "Words[^a]\n\n[^a]: A note.",
        "<https://example.net/a.md> <me@example.net> <video src=film.mp4></video>",
        '<a id="x" href="other.md"></a>',
    ],
)
def test_what_is_meant_as_it_stands(convert, text):
    """Brackets that say nothing else, code and HTML are no slips."""
    assert convert(text)[1] == []
