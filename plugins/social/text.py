"""Plain text: from Markdown or HTML, and shortened at a word."""

from __future__ import annotations

import re

from lxml.etree import strip_elements
from lxml.html import HtmlElement, document_fromstring
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.util import Registry

# Letters of scripts that are written without spaces between words: each counts as a word of its own.
# Hiragana and Katakana, CJK with extension A, compatibility ideographs. https://www.unicode.org/charts/
UNSPACED_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# Control characters that are no white space, halves of surrogate pairs, and two code points that are no characters.
# https://www.w3.org/TR/xml/#charsets
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# Tags of a whole document: inside a fragment they mean nothing, but lxml would begin another document at them.
DOCUMENT_TAGS = re.compile(r"</?(?:html|head|body|frameset)\b[^>]*>?|<!doctype[^>]*>?", re.IGNORECASE)

# Elements whose edges part words. https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
BLOCKS = (
    *("p", "div", "br", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("td", "th", "caption", "blockquote", "pre", "figcaption", "section", "article", "aside", "summary", "hr"),
)


def printable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 has no place for and that no reader sees."""
    return INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return `text` without control characters, every run of white space as one space."""
    return " ".join(printable(text).split())


def parsed(html: str) -> HtmlElement:
    """Return a fragment as one element, with space around each block and without what is no text."""
    root: HtmlElement = document_fromstring(f"<body>{DOCUMENT_TAGS.sub('', printable(html))}").find("body")
    strip_elements(root, "script", "style", "template", with_tail=False)
    for block in root.iter(*BLOCKS):
        block.text, block.tail = f" {spaced(block.text)}", f" {spaced(block.tail)}"
    return root


def spaced(text: str | None) -> str:
    """Return `text` as lxml takes it, which refuses white space such as a form feed: every run of it as one space."""
    return re.sub(r"\s+", " ", printable(text or ""))


def plain_from_html(html: str) -> str:
    """Return the words of an HTML fragment on one line; what scripts and styles hold is no text."""
    return one_line(parsed(html).text_content())


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
    paragraphs = (one_line(paragraph.text_content()) for paragraph in parsed(html).findall("p"))
    return next(filter(None, paragraphs), "")


def shorten(text: str, length: int) -> str:
    """Return `text`, or as many of its first words as fit in `length` characters with "…" after them.

    Where the second half of that has no space, as in Chinese, it is cut inside the word. Never longer than `length`;
    the same when applied again.
    """
    if len(text) <= length:
        return text
    if length < 1:
        return ""
    room = text[: length - 1]
    at_word = room if text[length - 1].isspace() else room.rpartition(" ")[0]
    return (at_word if len(at_word) >= length // 2 else room).rstrip(" ,;:.–—-…") + "…"


def count_words(text: str) -> int:
    """Return the number of words; each letter of a script without spaces counts as one, a dash as none."""
    unspaced = len(UNSPACED_SCRIPTS.findall(text))
    rest = UNSPACED_SCRIPTS.sub(" ", text).split()
    return unspaced + sum(any(character.isalnum() for character in word) for word in rest)
