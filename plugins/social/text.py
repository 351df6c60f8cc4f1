"""Plain text: from Markdown or HTML, and shortened at a word."""

from __future__ import annotations

import re
import unicodedata

from bs4 import BeautifulSoup
from bs4.element import Tag as Element
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.util import Registry

# Letters of scripts that are written without spaces between words: each counts as a word of its own.
# Hiragana and Katakana, CJK with extension A, compatibility ideographs. https://www.unicode.org/charts/
UNSPACED_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# Elements whose end parts words. https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
BLOCKS = (
    *("p", "div", "br", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("td", "th", "caption", "blockquote", "pre", "figcaption", "section", "article", "aside"),
)


def one_line(text: str) -> str:
    """Return `text` without control characters, every run of white space as one space."""
    visible = "".join(c if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs") else "" for c in text)
    return " ".join(visible.split())


def plain_from_html(html: str) -> str:
    """Return the words of an HTML fragment on one line; what scripts and styles hold is no text."""
    soup = BeautifulSoup(html, "html.parser")
    for block in soup.find_all(BLOCKS):
        block.insert_after(" ")
    return one_line(soup.get_text())


def plain_from_markdown(text: str) -> str:
    """Return the words of one line of Markdown or HTML, as a reader would see them.

    Only inline marks are read: a summary that begins with "1." or "#" keeps it.
    """
    markdown = Markdown()
    markdown.parser.blockprocessors = Registry()
    markdown.parser.blockprocessors.register(ParagraphProcessor(markdown.parser), "paragraph", 0)
    return plain_from_html(markdown.convert(one_line(text)))


def first_paragraph(html: str) -> str:
    """Return the first paragraph with words that stands in the running text, or "".

    Paragraphs inside boxes, quotations, lists, tables and footnotes are no beginning of an article.
    """
    for paragraph in BeautifulSoup(html, "html.parser").find_all("p", recursive=False):
        if isinstance(paragraph, Element) and (words := plain_from_html(paragraph.decode_contents())):
            return words
    return ""


def shorten(text: str, length: int) -> str:
    """Return `text`, or as many of its first words as fit in `length` characters with "…" after them.

    A text without a space in reach is cut inside the word. Never longer than `length`; the same when applied again.
    """
    if len(text) <= length:
        return text
    if length < 1:
        return ""
    room = text[: length - 1]
    at_word = room if text[length - 1].isspace() else room.rpartition(" ")[0]
    return (at_word or room).rstrip(" ,;:.–—-…") + "…"


def count_words(text: str) -> int:
    """Return the number of words; each letter of a script without spaces counts as one."""
    unspaced = len(UNSPACED_SCRIPTS.findall(text))
    return unspaced + len(UNSPACED_SCRIPTS.sub(" ", text).split())
