"""A tree as HTML, byte for byte as Python-Markdown writes it, in half the time."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.extensions.toc import escape_cdata

BOOLEAN = serializers.BOOLEAN_ATTRIBUTES["html"]  # type: ignore[attr-defined]
RAW = ("script", "style")


def to_html(root: Element) -> str:
    """Return an element with all that it holds, and the text behind it, as HTML."""
    parts: list[str] = []
    write(root, parts.append)
    return "".join(parts)


def write(element: Element, put: Callable[[str], None]) -> None:
    tag = element.tag
    if type(tag) is not str:  # a comment, or a name with a namespace
        put(serializers.to_html_string(element))
        return
    lower, text, tail = tag.lower(), element.text or "", element.tail or ""
    start = f"<{tag}{attributes(element)}>" if element.attrib else f"<{tag}>"
    end = "" if lower in HTML_EMPTY else f"</{tag}>"
    if "&" in text or "<" in text or ">" in text:
        text = text if lower in RAW else escape_cdata(text)
    tail = escaped(tail)
    if not len(element):
        put(f"{start}{text}{end}{tail}")
        return
    put(start + text)
    for child in element:
        write(child, put)
    put(end + tail)


def escaped(text: str) -> str:
    return escape_cdata(text) if "&" in text or "<" in text or ">" in text else text


def attributes(element: Element) -> str:
    """Return the attributes of an element in the order of their names, each with a space before it."""
    return "".join(attribute(name, value) for name, value in sorted(element.items()))


def attribute(name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    if name == value and name in BOOLEAN:
        return f" {name}"
    return f' {name}="{escaped(value).replace(chr(34), "&quot;")}"'
