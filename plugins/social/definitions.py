"""The terms that a text defines: what stands in its definition lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml.html import HtmlElement

from social.model import Definition
from social.text import one_line, parsed


def definitions(html: str) -> tuple[Definition, ...]:
    """Return the terms of a text's definition lists with what they mean, in the order of the text.

    Of several terms above one meaning the first is the name. A term without an id, to which no link leads, is left out;
    so is a list inside a meaning, which is part of that.
    """
    lists = (found for found in parsed(html).iter("dl") if next(found.iterancestors("dd"), None) is None)
    return tuple(chain.from_iterable(map(defined, lists)))


def defined(found: HtmlElement) -> Iterator[Definition]:
    """Yield the terms of one list."""
    terms: list[HtmlElement] = []
    meanings: list[str] = []
    for child in found.iterchildren("dt", "dd"):
        if child.tag == "dt" and meanings:
            yield from definition(terms, meanings)
            terms, meanings = [], []
        if child.tag == "dt":
            terms.append(child)
        else:
            meanings.append(one_line(child.text_content()))
    yield from definition(terms, meanings)


def definition(terms: list[HtmlElement], meanings: list[str]) -> Iterator[Definition]:
    """Yield what is defined by terms that stand together; nothing where a name, its id or all meaning lacks."""
    names = [one_line(term.text_content()) for term in terms]
    meaning = " ".join(filter(None, meanings))
    if meaning and names and names[0] and (fragment := terms[0].get("id")):
        yield Definition(name=names[0], others=tuple(filter(None, names[1:])), meaning=meaning, fragment=fragment)
