"""Plain text: from Markdown or HTML, and shortened at a word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lxml.etree import ElementDefaultClassLookup, HTMLParser, strip_elements
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
DOCUMENT_TAGS = re.compile(r"<(?:/?(?:html|head|body|frameset)\b|!doctype)[^>]*>?", re.IGNORECASE)
# White space that is more than one space between two words.
LOOSE = re.compile(r"\s{2,}|[^\S ]")
# A line without these is no Markdown but the text itself, as far as inline marks go; nor has it entities.
# https://python-markdown.github.io/reference/markdown/inlinepatterns/
MARKS = re.compile(r"[\\`*_\[<&]")

# Elements whose edges part words. https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
BLOCKS = (
    *("p", "div", "br", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("td", "th", "caption", "blockquote", "pre", "figcaption", "section", "article", "aside", "summary", "hr"),
)
# As lxml.html's own, which asks a function of Python's for the class of each element.
PARSER = HTMLParser()
PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))


def printable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 has no place for and that no reader sees."""
    return text if text.isprintable() else INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return `text` without control characters, every run of white space as one space."""
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(INVISIBLE.sub("", line).split())


@lru_cache(maxsize=1)
def parsed(html: str) -> HtmlElement:
    """Return a fragment as one element, with space around each block and without what is no text.

    The last one is remembered, since a text is asked for several things in turn: it must not be changed.
    """
    root: HtmlElement = document_fromstring(f"<body>{DOCUMENT_TAGS.sub('', printable(html))}", PARSER).find("body")
    strip_elements(root, "script", "style", "template", with_tail=False)
    for block in root.iter(*BLOCKS):
        block.text, block.tail = f" {spaced(block.text)}", f" {spaced(block.tail)}"
    return root


def spaced(text: str | None) -> str:
    """Return `text` as lxml takes it, which refuses white space such as a form feed: that as a space."""
    if not text or text.isspace():
        return ""
    return text if text.isprintable() else LOOSE.sub(" ", printable(text))


def plain_from_html(html: str) -> str:
    """Return the words of an HTML fragment on one line; what scripts and styles hold is no text."""
    return one_line(parsed(html).text_content())


def plain_from_markdown(text: str) -> str:
    """Return the words of one line of Markdown or HTML, as a reader would see them.

    Only inline marks are read: a summary that begins with "1." or "#" keeps it.
    """
    line = one_line(text)
    return plain_from_html(inline().reset().convert(line)) if MARKS.search(line) else line


@cache
def inline() -> Markdown:
    """Return a reader of Markdown that knows no blocks but paragraphs."""
    found = Markdown()
    found.parser.blockprocessors = Registry()
    found.parser.blockprocessors.register(ParagraphProcessor(found.parser), "paragraph", 0)
    return found


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
    rest, unspaced = (text, 0) if text.isascii() else UNSPACED_SCRIPTS.subn(" ", text)
    return unspaced + sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in rest.split())
