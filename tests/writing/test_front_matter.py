"""Front matter in both forms: the same words come out, whichever form and editor they were written with."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.front_matter import Document, Field, FrontMatterError, normal_key, parse, split

# A headline as it can be typed into one line: no control characters, no ends of lines, no halves of pairs.
TITLES = (
    st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)
)
# With one of these YAML begins something of its own: such a headline is written in quotes.
YAML_SIGNS = ("'", '"', "[", "{", "|", ">", "- ")
# Read as lines by Python, as a part of the line by editors.
SIGNS_WITHIN_A_LINE = ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"]


def plain(*lines: str) -> Document:
    """Return a file of `Key: value` lines, taken apart."""
    return parse("\n".join([*lines, "", "Body."]))


def yaml(*lines: str) -> Document:
    """Return a file with YAML between fences, taken apart."""
    return parse("\n".join(["---", *lines, "---", "", "Body."]))


def values(document: Document) -> dict[str, str | tuple[str, ...]]:
    """Return the values by key, without their lines."""
    return {key: field.value for key, field in document.fields.items()}


def body_or_mistake(text: str) -> int:
    """Return the line on which a file's body begins, or the one that is wrong."""
    try:
        return parse(text).body_line
    except FrontMatterError as error:
        return error.line


@given(TITLES.filter(lambda title: title[0] not in "\"'" or title[0] != title[-1]))
def test_any_title_survives_as_a_plain_line(title):
    """Whatever stands after `Title:` is the title."""
    assert values(plain(f"Title: {title}", "Date: 2026-01-01")) == {"title": title, "date": "2026-01-01"}


@given(TITLES.filter(lambda title: not title.startswith(YAML_SIGNS)))
def test_any_title_survives_as_yaml(title):
    """YAML needs no quotes but around a value that begins with one of its own signs."""
    assert values(yaml(f"title: {title}", "date: 2026-01-01")) == {"title": title, "date": "2026-01-01"}


@given(TITLES)
def test_any_title_survives_in_quotes(title):
    """In single quotes, with those inside doubled, YAML holds any title."""
    quoted = title.replace("'", "''")

    assert values(yaml(f"title: '{quoted}'", "date: 2026-01-01")) == {"title": title, "date": "2026-01-01"}


@pytest.mark.parametrize("title", ['"Wow" she said', "[Draft] A", "{a} b", "> 50 %", "| pipe", "- dash", "{{ a }} b"])
def test_a_title_that_yaml_would_mistake(title):
    """A title that begins as YAML's own values do is text when it goes on otherwise."""
    assert values(yaml(f"title: {title}")) == {"title": title}


@pytest.mark.parametrize("title", ["'Tis the season", '"No end', "[a, b", "{a: b"])
def test_a_title_that_opens_and_never_closes_is_refused(title):
    """Nothing is guessed then: the line is named, and what to write."""
    with pytest.raises(FrontMatterError, match="put the value in quotes") as caught:
        yaml("draft: true", f"title: {title}")

    assert caught.value.line == 3
    assert caught.value.rest.fields["draft"].value == "true", "what is right is read all the same"


@pytest.mark.parametrize(
    "title",
    [
        # colons
        "SMO: what it is",
        "10:30: a time",
        "https://example.org/ is an address",
        "Ends with a colon:",
        # YAML's signs
        "Part #1 # not a comment",
        "*Emphasis* first",
        "& then",
        "!important news",
        "% of readers",
        "@name says",
        "`code` first",
        "Jinja's {{ braces }} and {% signs %}",
        "a, b, [c]",
        "? really",
        # what YAML would make something else of
        "true",
        "no",
        "null",
        "~",
        "2026",
        "2026-01-01",
        "1e3",
        "0x10",
        # quotes inside
        'It\'s “quoted” and "quoted"',
        "C:\\new\\table",
        # other scripts
        "ソーシャルメディア: 最適化",
        "👩‍👩‍👧 & co",
    ],
)
def test_both_forms_agree(title):
    """A title needs no quotes in either form and stays text."""
    assert values(plain(f"Title: {title}")) == values(yaml(f"title: {title}")) == {"title": title}


@pytest.mark.parametrize("sign", SIGNS_WITHIN_A_LINE, ids=ascii)
def test_signs_within_a_line_end_no_line(sign):
    """A line separator that came with a pasted headline ends neither the title nor the front matter."""
    document = plain(f"Title: One{sign}two", "Date: 2026-01-01")

    assert str(document.fields["title"].value).split() == ["One", "two"]
    assert document.fields["date"] == Field("2026-01-01", 2)
    assert document.body == "Body."


@pytest.mark.parametrize("sign", SIGNS_WITHIN_A_LINE[:3], ids=ascii)
def test_signs_within_a_line_end_no_line_of_yaml(sign):
    """The same in YAML, which would count them as lines."""
    document = yaml(f"title: One{sign}two", "date: 2026-01-01")

    assert str(document.fields["title"].value).split() == ["One", "two"]
    assert document.fields["date"] == Field("2026-01-01", 3)


@pytest.mark.parametrize("form", [plain, yaml])
@pytest.mark.parametrize(
    "key", ["share_title", "Share_Title", "SHARE_TITLE", "Share-Title", "share title", "Share  Title"]
)
def test_keys_are_read_in_any_case(form, key):
    """Letter case, hyphens and spaces in keys make no difference."""
    assert values(form(f"{key}: A")) == {"share_title": "A"}


@given(st.text())
def test_normal_key_is_idempotent(key):
    """A key that is normal stays as it is."""
    assert normal_key(normal_key(key)) == normal_key(key)


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("lines", "title_line", "body_line"),
    [
        (["Title: A", "Date: 2026-01-01", "", "First.", "", "Second."], 1, 4),
        (["", "Title: A", "Date: 2026-01-01", "", "First.", "", "Second."], 2, 5),
        (["---", "title: A", "date: 2026-01-01", "---", "First.", "", "Second."], 2, 5),
        (["", "---", "title: A", "date: 2026-01-01", "...", "First.", "", "Second."], 3, 6),
    ],
    ids=["plain", "plain after an empty line", "YAML", "YAML after an empty line"],
)
def test_editors_make_no_difference(bom, end, lines, title_line, body_line):
    """Byte order mark and ends of lines are the editor's affair; line numbers are those it shows."""
    document = parse(bom + end.join(lines))

    assert document.fields["title"] == Field("A", title_line)
    assert document.fields["date"] == Field("2026-01-01", title_line + 1)
    assert (document.body, document.body_line) == ("First.\n\nSecond.", body_line)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # plain
        (["Title:", "Date: x"], {"title": "", "date": "x"}),
        (["Title:   spaced out   "], {"title": "spaced out"}),
        (["Title : A"], {"title": "A"}),
        (["Title:A"], {"title": "A"}),
        (["Summary: one", "    two", "\tthree"], {"summary": "one two three"}),
        (["Summary:", "  one"], {"summary": "one"}),
        (["Tags: a", "Tags: b", "Tags: c"], {"tags": ("a", "b", "c")}),
        (["Tags: a", "Tags: b", "  and more"], {"tags": ("a", "b and more")}),
        # as programs write it
        (['Title: "In quotes"'], {"title": "In quotes"}),
        (["Title: 'In quotes'"], {"title": "In quotes"}),
        (['Title: "One" and "two"'], {"title": '"One" and "two"'}),
        (["Title：A"], {"title": "A"}),
        (["\u200bTitle: A", "\u200eDraft: true"], {"title": "A", "draft": "true"}),
        (["Tags:", "- a", '- "b"', "Date: x"], {"tags": ("a", "b"), "date": "x"}),
        (["Tags:", "  - a", "  - b"], {"tags": ("a", "b")}),
        (["Summary: one", "  - two"], {"summary": "one - two"}),
    ],
)
def test_plain_values(lines, expected):
    """The rest of a value may stand indented below, a list too; a key that stands twice is a list."""
    assert values(plain(*lines)) == expected


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "   "])
def test_a_key_that_is_indented(space):
    """A key that is known begins a field wherever it stands: a draft with a space before it stays one."""
    text = f"Title: A\n{space}Draft: true\n{space}and: words\n\nBody."

    assert values(parse(text, lambda key: key == "draft")) == {"title": "A", "draft": "true and: words"}


@pytest.mark.parametrize("first", ["+++", "{", "–––", "—", "----", " ---", "\\---", "```yaml", "--"])
def test_what_begins_no_front_matter(first):
    """The usual mistakes on the first line are told as such, not as keys that are missing."""
    with pytest.raises(FrontMatterError, match="begins no front matter; write three hyphens") as caught:
        parse(f"{first}\ntitle: A\n{first}\n\nBody.")

    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # text
        (['title: "In quotes: # and \\u00e9"'], {"title": "In quotes: # and é"}),
        (["title: 'It''s'"], {"title": "It's"}),
        (["title:"], {"title": ""}),
        (['title: ""'], {"title": ""}),
        (["# a comment: here", "title: A"], {"title": "A"}),
        (["draft: true", "order: 1", "date: 2026-01-01 10:00:00+01:00"], None),
        # text on several lines
        (["summary: >", "  one: a", "  two # b"], {"summary": "one: a two # b"}),
        (["summary: >-", "  one", "", "  two"], {"summary": "one\ntwo"}),
        (["summary: |", "  one", "  two"], {"summary": "one\ntwo"}),
        (["summary: one", "  two"], {"summary": "one two"}),
        (["summary:", "  one", "  two"], {"summary": "one two"}),
        (['summary: "one', '  two"'], {"summary": "one two"}),
        # lists
        (["tags: [a, 'b, c', 3]"], {"tags": ("a", "b, c", "3")}),
        (["tags:", "  - a", "  - 'b: c'"], {"tags": ("a", "b: c")}),
        (["tags:", "- a", "- true"], {"tags": ("a", "true")}),
        (["tags: []"], {"tags": ()}),
        (["tags: a, b"], {"tags": "a, b"}),
        # nothing
        ([], {}),
        (["# only a comment"], {}),
    ],
)
def test_yaml_values(lines, expected):
    """Text stays text, whatever YAML would make of it; lists are lists of text."""
    if expected is None:
        expected = dict(line.split(": ", 1) for line in lines)
    assert values(yaml(*lines)) == expected


def test_yaml_line_numbers():
    """Each key knows its line, below lists and folded text too."""
    document = yaml("title: A", "tags:", "  - a", "  - b", "summary: >", "  one", "  two", "draft: false")

    assert {key: field.line for key, field in document.fields.items()} == {
        "title": 2,
        "tags": 3,
        "summary": 6,
        "draft": 9,
    }


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["---", "title: A", "", "Body."], 1, "never ends"),
        (["", "", "---", "title: A"], 3, "never ends"),
        (["---", "title: A", 'summary: "no end', "---"], 3, "put the value in quotes"),
        (["---", "title: A", "tags: [a, b", "date: x", "---"], 3, "put the value in quotes"),
        (["---", "title: A", "\tsummary: a tab", "---"], 3, "put the value in quotes"),
        (["---", "title: A", "authors:", "  name: B", "---"], 3, "authors: only text or a list of texts"),
        (["---", "title: A", "tags: [a, [b]]", "---"], 3, "tags: only text or a list of texts"),
        (["---", "title: A", "tags: {a: b}", "---"], 3, "tags: only text or a list of texts"),
        (["---", "title: A", "[b]: c", "---"], 3, "`key: value`"),
        (["---", "- title: A", "---"], 2, "`key: value`"),
        (["---", "Just a sentence.", "---"], 2, "`key: value`"),
        (["---", "title: A", "summary: ring\x07ring", "---"], 3, "U+0007"),
    ],
)
def test_broken_yaml_is_told_with_its_line(lines, line, words):
    """Whatever is wrong, the error says on which line of the file, and what to write."""
    with pytest.raises(FrontMatterError, match=re.escape(words)) as caught:
        parse("\n".join(lines))

    assert caught.value.line == line


@given(
    st.text()
    | st.lists(st.sampled_from(["---", "title: A", "- b", "[", "'", "*a", "&a", "!b", "\t", ""])).map("\n".join)
)
def test_any_text_is_read_or_refused(text):
    """No file stops the build: it is a document, or a mistake with a line that the file has."""
    for whole in (text, f"---\n{text}\n---\n"):
        assert 1 <= body_or_mistake(whole) <= whole.count("\n") + whole.count("\r") + 2


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", ""),
        ("Just text.", "Just text."),
        ("https://example.org/ is no key", "https://example.org/ is no key"),
        ("# A heading\n\nText.", "# A heading\n\nText."),
        ("***\n\nTitle: no", "***\n\nTitle: no"),
        ("    Indented: code", "    Indented: code"),
    ],
)
def test_a_file_without_front_matter_is_all_body(text, body):
    """What is no key and value is text."""
    document = parse(text)

    assert document.fields == {}
    assert document.body == body


@pytest.mark.parametrize(
    ("lines", "body", "body_line"),
    [
        (["Title: A", "No empty line.", "More."], "No empty line.\nMore.", 2),
        (["Title: A", "", "Note: no key"], "Note: no key", 3),
        (["Title: A", "   ", "Body."], "Body.", 3),
        (["Title: A", "", "", "    code"], "\n    code", 3),
        (["---", "title: A", "---", "---", "text"], "---\ntext", 4),
    ],
)
def test_where_the_body_begins(lines, body, body_line):
    """The body begins after the first empty line, or with the first line that is no field."""
    document = parse("\n".join(lines))

    assert (document.body, document.body_line) == (body, body_line)


@pytest.mark.parametrize(
    ("value", "separator", "expected"),
    [
        ("a, b,c", ",", ("a", "b", "c")),
        (" a ,, ,b, ", ",", ("a", "b")),
        ("Doe, Jo; Roe, Al", ";", ("Doe, Jo", "Roe, Al")),
        ("", ",", ()),
        # a list is split no further
        (("a, b", " c "), ",", ("a, b", "c")),
        (("", "a"), ",", ("a",)),
    ],
)
def test_lists_in_one_line(value, separator, expected):
    """Entries are stripped, empty ones left out."""
    assert split(value, separator) == expected
