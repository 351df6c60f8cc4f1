"""What Markdown's elements become: headings, tasks, figures; and notes, definitions, abbreviations as they were."""

import pytest
from words.tables import Words
from writing.elements import title_line
from writing.lines import Lines

A = "{static}/posts/images/a.png"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("# Title", "# Title"),
        ("#  A *fine*  title #", "# A *fine*  title"),
        ("#Title", "# Title"),
        ("Title\n=====", "# Title"),
        ("Words.\n\n> # Title", "# Title"),
        ("- # Title", "# Title"),
        ("# Of `C#` and [links](other.md)", "# Of `C#` and [links](other.md)"),
        ('# The "word" itself', '# The "word" itself'),
        ('<div markdown="1">\n# Title\n</div>', "# Title"),
    ],
)
def test_headings_of_level_1(convert, text, quoted):
    """The page's title is the only heading of level 1; the message quotes it as Markdown."""
    _, problems = convert(text)

    assert problems == [("heading", f'"{quoted}" is a heading of level 1, which is the page\'s title; write ## …')]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n# T #", 3),
        ("a\n\n- # T", 3),
        ("1. a\n\n   # T", 3),
        ("> a\n>\n> 1. # T", 3),
        ("a[^1]\n\n[^1]: # T", 3),
        ("`# T`\n\n- T\n  =", 3),
    ],
)
def test_where_a_heading_of_level_1_stands(text, line):
    """Its line is found in whatever holds it."""
    assert Lines(text, 1).of(title_line("T")) == line


@pytest.mark.parametrize(
    "text", ["## Title", "Title\n-----", "`# Title`", "    # Title", "```\n# Title\n```", "\\# Title"]
)
def test_what_is_no_heading_of_level_1(convert, text):
    """Other levels and code are not told."""
    assert convert(text)[1] == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("- [ ] todo\n- [x] done\n- [X] done", ["☐ todo", "☑ done", "☑ done"]),
        ("1. [ ] first\n2. [x] second", ["☐ first", "☑ second"]),
        ("- [ ] first\n\n- [x] second", ["☐ first", "☑ second"]),
        ("- [x]  two spaces", ["☑ two spaces"]),
        ("> - [ ] todo", ["☐ todo"]),
    ],
    ids=["list", "numbers", "paragraphs", "spaces", "quotation"],
)
def test_tasks(convert, text, marks):
    """A task has a mark that can be read without styles, and that is heard as a word."""
    html, problems = convert(text)

    assert [item.get_text(strip=False).strip() for item in html.select("li.task")] == marks
    for mark in html.select("li.task span.task-mark"):
        assert mark["role"] == "img"
        assert mark["aria-label"] == {"☐": "to do", "☑": "done"}[mark.get_text()]
    assert html.find("input") is None
    assert problems == []


def test_what_is_in_a_task(convert):
    """A task may hold whatever an item holds: emphasis, links, tasks of its own."""
    html, problems = convert("- [ ] a *b* [c](other.md)\n    - [x] deep\n    - no task\n- no [ ] task")

    first = html.li
    assert first.em.get_text() == "b"
    assert first.a["href"] == "{filename}/posts/other.md"
    assert [item.get("class") for item in html.find_all("li")] == [["task"], ["task"], None, None]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "- [x](other.md)",
        "- [x][ref]\n\n[ref]: other.md",
        "- [y] no",
        "- [x]",
        "- []  no",
        "[x] no item",
        "- `[x]` code",
    ],
)
def test_what_is_no_task(convert, text):
    """Only a mark with a space behind it, first in an item, makes a task."""
    html, problems = convert(text)

    assert html.select(".task, .task-mark") == []
    assert problems == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ('![A](images/a.png "A caption")', "img"),
        ('[![A](images/a.png "A caption")](other.md)', "a > img"),
        ('![A][ref]\n\n[ref]: images/a.png "A caption"', "img"),
        ('![A](images/a.png "A caption"){.wide}', "img.wide"),
        ('![A](images/a.png "A caption")\n{: .wide }', "img"),
        ('> ![A](images/a.png "A caption")', "img"),
        ('- Words\n\n    ![A](images/a.png "A caption")', "img"),
        ('![A](https://example.net/a.png "A caption")', "img"),
    ],
)
def test_captions(convert, text, figure):
    """A picture with a title, alone in its paragraph, is a figure; the title is its caption and nothing else."""
    html, problems = convert(text)

    (picture,) = html.select(f"figure > {figure}")
    assert "title" not in picture.attrs
    assert html.figure.find_all(recursive=False)[-1].name == "figcaption"
    assert html.figcaption.get_text() == "A caption"
    assert html.select("p figure") == []
    assert problems == []


def test_attributes_of_a_figure(convert):
    """What an attribute list says of the paragraph is said of the figure."""
    html, problems = convert('![A](images/a.png "A caption")\n{: #part .wide }\n\n[a](#part)')

    assert html.figure.attrs == {"id": "part", "class": ["wide"]}
    assert problems == []


def test_a_captions_text(body):
    """A caption is plain text, in typographic quotes as all text, its signs escaped once."""
    html, _, _ = body('![A](images/a.png "It\'s *one* <b> & R&amp;D -- so")')

    assert "<figcaption>It&rsquo;s *one* &lt;b&gt; &amp; R&amp;D &ndash; so</figcaption>" in html


@pytest.mark.parametrize(
    "text",
    [
        "![A](images/a.png)",
        "[![A](images/a.png)](other.md)",
        'Words ![A](images/a.png "T")',
        '![A](images/a.png "T") words',
        '![A](images/a.png "T") ![B](images/a.png "T")',
        '[![A](images/a.png "T") words](other.md)',
        '*![A](images/a.png "T")*',
        '- ![A](images/a.png "T")',
        '<span></span>![A](images/a.png "T")',
        "| ![A](images/a.png) |\n|---|\n| x |",
    ],
)
def test_what_is_no_figure(convert, text):
    """A picture without a title, or among words, stays what it was."""
    html, problems = convert(text)

    assert html.figure is None
    assert [img.get("title") for img in html.find_all("img")] == ["T" if '"T"' in text else None] * text.count("![")
    assert problems == []


def test_footnotes(body):
    """A note stands below the text; the two link to each other, and paths in it work."""
    html, problems, _ = body(
        "Words[^a] and more[^a].\n\n[^a]: A *note* with [a link](other.md) and ![A](images/a.png)."
    )

    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a" role="doc-noteref">1</a></sup>' in html
    assert '<div aria-label="Notes" class="footnote" role="doc-endnotes">\n<hr>\n<ol>\n<li id="fn:a">' in html
    assert '<a href="{filename}/posts/other.md">a link</a>' in html
    assert f'src="{A}"' in html
    assert problems == []


def test_ways_back(convert):
    """Each way back from a note has a name of its own, and an arrow that no phone shows as a picture."""
    html, problems = convert("One[^a], two[^b], one again[^a].\n\n[^a]: A.\n[^b]:\n    - B.")

    links = html.select("a[role=doc-backlink]")
    assert [(link["href"], link["aria-label"], link.get_text(), link.get("title")) for link in links] == [
        ("#fnref:a", "Back to note 1 in the text", "↩\ufe0e", None),
        ("#fnref2:a", "Back to note 1 in the text, place 2", "↩\ufe0e", None),
        ("#fnref:b", "Back to note 2 in the text", "↩\ufe0e", None),
    ]
    assert problems == []


def test_words_of_the_build(convert):
    """What the build says inside a text is in the language that it is given."""
    german = Words(
        "de",
        {
            "task_done": "erledigt",
            "callout_note": "Hinweis",
            "callout_takeaways": "Das Wichtigste",
            "table": "Tabelle",
            "footnotes": "Anmerkungen",
            "footnote_back": "Zurück zu Anmerkung {note}",
        },
    )
    text = "- [x] a\n\n> [!NOTE]\n> b\n\n!!! note\n    c\n\n!!! takeaways\n    d\n\n| |\n|-|\n| e |\n\nf[^1]\n\n[^1]: g"
    html, _ = convert(text, words=german)

    assert [title.get_text() for title in html.select(".admonition-title")] == ["Hinweis", "Hinweis", "Das Wichtigste"]
    assert [element["aria-label"] for element in html.select("[aria-label]")] == [
        "erledigt",
        "Tabelle",
        "Anmerkungen",
        "Zurück zu Anmerkung 1",
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("!!! takeaways\n    Words.", ["Key takeaways"]),
        ("!!! takeaways wide\n    Words.", ["Key takeaways"]),
        ('!!! takeaways "In short"\n    Words.', ["In short"]),
        ('!!! note ""\n    Words.', []),
        ("!!! example\n    Words.", ["Example"]),
    ],
)
def test_titles_of_boxes(convert, text, titles):
    """A box without a title is called by its kind; one with an empty title has none."""
    html, problems = convert(text)

    assert [title.get_text() for title in html.select(".admonition-title")] == titles
    assert problems == []


def test_definition_lists(convert):
    """A term may have several definitions, and paths in them work."""
    html, problems = convert("Term\n:   One, see [a](other.md)\n:   ![A](images/a.png)\n\nOther\n:   Three")

    assert [child.name for child in html.dl.find_all(recursive=False)] == ["dt", "dd", "dd", "dt", "dd"]
    assert (html.dl.a["href"], html.dl.img["src"]) == ("{filename}/posts/other.md", A)
    assert problems == []


def test_abbreviations(convert):
    """An abbreviation is explained wherever it stands as a word of its own, in captions too."""
    html, problems = convert('SMO is no SMOX.\n\n![A](images/a.png "SMO")\n\n*[SMO]: Social media optimisation')

    assert [(abbr["title"], abbr.parent.name) for abbr in html.find_all("abbr")] == [
        ("Social media optimisation", "p"),
        ("Social media optimisation", "figcaption"),
    ]
    assert problems == []
