"""The words by which articles are compared: those that stand there most often, in any script."""

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reading.words import (
    HEADINGS,
    KEPT,
    MOST,
    NUMBERS,
    SUMMARY,
    TITLE,
    number_of,
    text_and_headings,
    words_of,
)
from social.text import parsed


def said(title: str = "", summary: str = "", body: str = "") -> dict[int, int]:
    """Return the numbers of an article's words with their counts."""
    numbers, counts = words_of(title, summary, body)
    return dict(zip(array(NUMBERS, numbers), counts, strict=True))


def numbered(counts: dict[str, int]) -> dict[int, int]:
    return {number_of(word): count for word, count in counts.items()}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sharing, sharing! A “share”…", {"sharing": 2, "share": 1}),
        ("in 2026 it is so; ٢٠٢٦", {}),
        ("ab\x1ccd\x85ef\u1680gh\u2028ij", {}),
        ("日本語", {"日本": 1, "本語": 1}),
        ("日本語 share 日本", {"日本": 2, "本語": 1, "share": 1}),
        ("日", {}),
        ("हिन्दी में लिखा", {"हिन्दी": 1, "में": 1, "लिखा": 1}),
        ("مشاركة الرابط، مشاركة", {"مشاركة": 2, "الرابط": 1}),
        ("STRASSE Straße", {"strasse": 2}),
        ("it’s share_check-up", {"share": 1, "check": 1}),
    ],
)
def test_words(body, expected):
    """Words are told apart in any script; short ones and numbers tell nothing."""
    assert said(body=f"<p>{body}</p>") == numbered(expected)


def test_better_places_count_more():
    """A word of the title weighs as several of the text."""
    counts = said("title", "summary", "<h2>heading</h2><p>body</p>")

    assert counts == numbered({"title": TITLE, "summary": SUMMARY, "heading": 1 + HEADINGS, "body": 1})


def test_the_most_frequent_words_are_kept():
    """Those that stand there most often, and of equals the first; how often is told up to a limit."""
    often = [f"often{number}" for number in range(KEPT - 2)]
    body = " ".join(["once", "first", *often, *often, *["many"] * (MOST + 9), "late"])

    assert said(body=f"<p>{body}</p>") == numbered({"many": MOST, **dict.fromkeys(often, 2), "once": 1})


WORDS = ["one ", "two", "&amp;", "\n", " ", "&rsquo;", "<br>"]
ODD = ["<", "&", "&eacute;", "&#8220;", "<!-- a -->", "<script>one</script>", "<template>two</template>", "<textarea>"]
OPEN = ["<p>", "<h2>", "<b>"]


def elements(inside, *tags):
    """Return elements of these kinds; an end tag of nothing is read differently by different parsers."""
    whole = st.lists(inside, max_size=4).map("".join)
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>", st.sampled_from(tags), whole)


INLINE = st.recursive(st.sampled_from(WORDS), lambda inside: elements(inside, "b", 'a href="b"', "code"), max_leaves=4)
BLOCKS = elements(INLINE, "p", "h2", "H2", 'h3 id="a"', "pre", "div")
BODIES = st.lists(INLINE | BLOCKS, max_size=8).map("".join)
ODD_BODIES = st.lists(INLINE | BLOCKS | st.sampled_from(ODD + OPEN), max_size=8).map("".join)


@given(BODIES | ODD_BODIES)
@example("<h2>one <b>two</b></h2>\n<p>three</p><p>four</p>")
@example("<h2>one")
def test_the_text_of_a_body(html):
    """Words are those that a parser finds, whether one was needed or not."""
    root = parsed(html)
    headings = " ".join(heading.text_content() for heading in root.iter("h2", "h3", "h4"))

    text, words = text_and_headings(html)

    assert text.split() == root.text_content().split()
    assert words.split() == headings.split()


@given(st.text(), st.text(), st.text())
def test_any_text(title, summary, body):
    """Every text has its words, however odd, and no more than are kept."""
    counts = said(title, summary, body)

    assert len(counts) <= KEPT
    assert all(0 < count <= MOST for count in counts.values())
