"""What the forms of all tools have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement

from tools.model import Place

Entry = TypeVar("Entry")


def form(kind: str, place: Place, attributes: Mapping[str, str]) -> Element:
    """Return an empty form, named as the writer calls it, else by its kind; the styles print the name above it.

    Browsers do not bring back what was filled in before, since without a script the answers would not fit it. Nor is
    it sent anywhere: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
    """
    name = place.title or place.words.say(f"tool_{kind.replace('-', '_')}")
    common = {"class": "box", "data-tool": kind, "aria-label": name, "autocomplete": "off", "method": "dialog"}
    return Element("form", {**common, **attributes})


def listed(parent: Element, entries: Sequence[Entry]) -> Iterator[tuple[Element, Entry]]:
    """Put a list below `parent`, and yield its items with what each is for."""
    items = SubElement(parent, "ul") if entries else parent
    for entry in entries:
        yield SubElement(items, "li"), entry


def resettable(made: Element, place: Place) -> Element:
    """Return a form with a button that brings the example back; the styles show it where there are scripts."""
    SubElement(made, "button", {"type": "reset"}).text = place.words.say("tool_reset")
    return made
