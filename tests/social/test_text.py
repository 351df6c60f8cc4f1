"""Plain text: what a reader would see of Markdown and HTML, and where it is cut."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from social.text import (
    count_words,
    first_paragraph,
    one_line,
    plain_from_html,
    plain_from_markdown,
    printable,
    shorten,
)

# What people, word processors and attackers put into text; any text at all stands between.
FRAGMENTS = st.sampled_from(
    [
        *("<html>", "</html>", "<body>", "</body>", "<head>", "<frameset>", "<!doctype html>", "<plaintext>"),
        *("<script>", "</script>", "<!--", "-->", "<?", "]]>", "<p>", "</p>", "<br>", "<td>", "<template>"),
        *("&#12;", "&#0;", "&#xfffe;", "&amp;", "&", "<", "**", "`", "![", "](", "\x02wzxhzdk:0\x03", "\ud800"),
        *("\n", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\xa0", " "),
    ]
)
HOSTILE = st.lists(FRAGMENTS | st.text(max_size=4), max_size=12).map("".join)
PROSE = st.text(alphabet="ab ,.—…") | HOSTILE.map(one_line)
# https://www.w3.org/TR/xml/#NT-Char
XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing
        ("", ""),
        (" \n\t", ""),
        # white space of every kind
        ("a  b", "a b"),
        ("\na\r\n\tb\n", "a b"),
        ("a\xa0b", "a b"),
        ("a\u2028b\u3000c", "a b c"),
        ("a\x0bb\x0cc\x1cd\x85e", "a b c d e"),
        # what nobody sees
        ("a\x00\x07\x1bb", "ab"),
        ("a\ud83db", "ab"),
        ("a\ufffe\uffffb", "ab"),
        # what stays
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("日本語 😀 é", "日本語 😀 é"),
    ],
)
def test_one_line(text, expected):
    """White space becomes one space, invisible characters go, everything else stays."""
    assert one_line(text) == expected


@settings(deadline=None)
@given(HOSTILE)
def test_one_line_can_stand_in_a_feed(text):
    """XML has a place for every character that is left, and a second time changes nothing."""
    line = one_line(text)

    assert XML.fullmatch(line)
    assert one_line(line) == line
    assert printable(line) == line


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # no words
        ("", ""),
        ("<!-- comment -->", ""),
        ("<br>", ""),
        # inline elements part nothing
        ("<p>semi<em>colon</em>s</p>", "semicolons"),
        ('<a href="#">link</a>, text', "link, text"),
        # blocks part words on both sides
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("before<p>after</p>end", "before after end"),
        ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One Two Three"),
        ("a<br>b<hr>c", "a b c"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b c"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a b"),
        ("<details><summary>a</summary>b</details>", "a b"),
        ("<p>a</p>\x0c<p>b</p>&#12;c", "a b c"),
        # what is no text
        ("<p>a<script>x()</script>b</p>", "ab"),
        ("<style>p {}</style><template>x</template>a", "a"),
        # entities, read once
        ("AT&amp;T &lt;b&gt; &#8212; &amp;amp;", "AT&T <b> — &amp;"),
        ("a < b & c", "a < b & c"),
        # tags of a whole document
        ("<html>", ""),
        ("<!doctype html>", ""),
        ("<html><body>a</body></html>", "a"),
        ("Put it before </body> or <html>", "Put it before or"),
    ],
)
def test_plain_from_html(html, expected):
    """Only the words are left, parted where a reader sees them apart."""
    assert plain_from_html(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inline marks are read
        ("*a* **b** `c` [d](https://example.org)", "a b c d"),
        ("<b>bold</b> and <https://example.org/>", "bold and https://example.org/"),
        ("R&D, AT&amp;T, &copy;", "R&D, AT&T, ©"),
        ("`<title>` and `&amp;`", "<title> and &amp;"),
        # what looks like a mark and is none
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_word", "snake_case_word"),
        ("I <3 you, a < b > c", "I <3 you, a < b > c"),
        ("50% $5 {{ braces }}", "50% $5 {{ braces }}"),
        # marks of blocks are text at the beginning of a line
        ("1. First", "1. First"),
        ("# One", "# One"),
        ("- One", "- One"),
        ("> One", "> One"),
        ("    One", "One"),
        ("[Update]: https://example.org", "[Update]: https://example.org"),
        # several lines are one
        ("One\n\nTwo\n===", "One Two ==="),
        # no words, and no error
        ("", ""),
        ("<html>", ""),
        ("<!doctype html>", ""),
        ("\x02wzxhzdk:0\x03", "wzxhzdk:0"),
    ],
)
def test_plain_from_markdown(text, expected):
    """A line reads as it would on the page."""
    assert plain_from_markdown(text) == expected


@pytest.mark.parametrize("plain", [plain_from_html, plain_from_markdown, first_paragraph])
@settings(deadline=None)
@given(text=HOSTILE)
def test_plain_text_is_one_line_whatever_comes(plain, text):
    """No text stops the build, and what is left is one line."""
    assert plain(text) == one_line(plain(text))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # the first with words
        ("<h2>Heading</h2><p>One.</p><p>Two.</p>", "One."),
        ('<p><img src="a.png" alt="A"></p><p> </p><p>One.</p>', "One."),
        ("<p>One <em>and\nonly</em><br>line.</p>", "One and only line."),
        # paragraphs that begin no article
        ('<div class="admonition"><p>Box</p></div><p>One.</p>', "One."),
        ("<blockquote><p>Quotation</p></blockquote><ul><li><p>Item</p></li></ul><p>One.</p>", "One."),
        # none
        ("", ""),
        ("Words without a paragraph", ""),
        ("<ul><li><p>Item</p></li></ul>", ""),
    ],
)
def test_first_paragraph(html, expected):
    """The first paragraph of the running text, boxes and lists passed over."""
    assert first_paragraph(html) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        # short enough
        ("", 0, ""),
        ("one two", 7, "one two"),
        # at a word
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        # punctuation before the cut goes
        ("One. Two, three", 10, "One. Two…"),
        ("Hello, world", 7, "Hello…"),
        ("one — two three", 7, "one…"),
        ("one … two three", 7, "one…"),
        # no space in reach
        ("abcdef", 4, "abc…"),
        ("使用 SEO 可以讓更多人看見你的文章", 16, "使用 SEO 可以讓更多人看見…"),
        # no room
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_shorten(text, length, expected):
    """A text that is too long ends with the last word that fits and "…"."""
    assert shorten(text, length) == expected


@settings(deadline=None)
@given(PROSE, st.integers(0, 60))
def test_shorten_is_never_longer_and_never_shortens_twice(text, length):
    """The result fits, and fits again."""
    short = shorten(text, length)

    assert len(short) <= length
    assert shorten(short, length) == short


@settings(deadline=None)
@given(PROSE, st.integers(1, 60))
def test_shorten_keeps_the_beginning(text, length):
    """What is kept are the text's first characters; a text that fits is kept whole."""
    short = shorten(text, length)

    assert short == text if len(text) <= length else text.startswith(short.removesuffix("…"))


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=9), min_size=1, max_size=30), st.integers(20, 60))
def test_shorten_keeps_whole_words(words, length):
    """Of words of ordinary length none is ever cut, and no other word would have fitted."""
    short = shorten(" ".join(words), length)
    kept = short.removesuffix("…").split()

    assert kept == words[: len(kept)]
    if len(kept) < len(words):
        assert len(" ".join(words[: len(kept) + 1])) + 1 > length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" \n ", 0),
        ("One word's end", 3),
        ("well-known 2026", 2),
        # marks between words are none
        ("one – two & three", 3),
        # each letter of a script without spaces is one
        ("你好世界", 4),
        ("你好。世界！", 4),
        ("東京の Tokyo", 4),
        ("カタカナ", 4),
        # scripts with spaces
        ("한국어 단어", 2),
        ("كلمتان هنا", 2),
    ],
)
def test_count_words(text, expected):
    """Words are counted as a reader counts them."""
    assert count_words(text) == expected


@settings(deadline=None)
@given(PROSE, PROSE)
def test_words_add_up(one, two):
    """Two texts with a space between have the words of both."""
    assert count_words(f"{one} {two}") == count_words(one) + count_words(two)
