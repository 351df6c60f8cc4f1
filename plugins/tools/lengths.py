"""The length meter: how much of a title and a description each network shows, with what it cuts off.

The facts are those of `networks/rules.py`. `theme/static/js/length-meter.js` cuts what a reader types in the same way:
change both together, a test holds them against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from networks.counting import MEASURES, cut, graphemes
from networks.rules import TABLE, Large, Layout, Reader, TextRule

from tools.forms import form, resettable
from tools.model import Mistake, Place, Tool, ToolError

KIND = "length-meter"
TITLE, DESCRIPTION = "title", "description"
FIELDS = (TITLE, DESCRIPTION)
ACCEPTED = "accepted are Title and Description"
DESCRIPTION_ROWS = 4  # lines of the field: on a phone it holds 160 characters
# What a limit is told in; code points are characters for those who read it.
UNITS = {
    "graphemes": "length_characters",
    "characters": "length_characters",
    "bytes": "length_bytes",
    "pixels": "length_pixels",
}
# Units of which every character that people see has one or more, so that a limit of as many characters says no more.
FINER = ("bytes", "characters", "graphemes")


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a text is cut: the unit, one of counting.py, and how many of it are shown at most.

    `is_about` tells that the network does not document it, or that it depends on the screen.
    """

    unit: str
    most: int
    is_about: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A network's limits for title and description; () where none is known, None where it shows no such text."""

    name: str
    title: tuple[Limit, ...] | None
    description: tuple[Limit, ...] | None

    @property
    def columns(self) -> tuple[tuple[Limit, ...] | None, tuple[Limit, ...] | None]:
        """Return the limits in the order of the fields."""
        return self.title, self.description


@dataclass(frozen=True, slots=True)
class Example:
    """What a meter shows first."""

    title: str
    description: str

    @property
    def texts(self) -> tuple[str, str]:
        """Return the texts in the order of the fields."""
        return self.title, self.description


def network(reader: Reader) -> Network:
    """Return the limits of a network for a page with a large picture, such as ours."""
    layout = Layout.SMALL if reader.picture.large is Large.NEVER else Layout.LARGE
    return Network(reader.name, limits(reader.title, layout), limits(reader.description, layout))


def limits(rule: TextRule, layout: Layout) -> tuple[Limit, ...] | None:
    """Return the limits of a line of words in a layout: that of the network, that of the lines it has on a phone."""
    if layout in rule.hidden_in:
        return None
    found = []
    room = rule.lines * rule.line_length
    if rule.limit and not (rule.unit == "graphemes" and 0 < room < rule.limit):
        found.append(Limit(rule.unit, rule.limit, is_about=rule.unit == "pixels" or not rule.source.is_certain))
    if room and not (rule.unit in FINER and 0 < rule.limit <= room):
        found.append(Limit("graphemes", room, is_about=True))
    return tuple(found)


NETWORKS = tuple(map(network, TABLE))


def shown(text: str, found: Sequence[Limit]) -> str:
    """Return what is seen of a text within limits: all of it, else the shortest of what they leave, with "…" behind."""
    parts = [part for limit in found if (part := cut(text, limit.unit, limit.most)) != text]
    return min(parts, key=graphemes, default=text)


def read(lines: Sequence[str], _place: Place) -> Example:
    """Return the example that lines describe: "Title: …" and "Description: …". Raises ToolError."""
    found: dict[str, str] = {}
    mistakes = []
    for number, line in enumerate(lines, 1):
        written, sign, value = line.partition(":")
        name, text = written.strip().lower(), " ".join(value.split())
        if not line.strip():
            continue
        if not sign or name not in FIELDS:
            message = f'"{line.strip()}" names neither title nor description; {ACCEPTED}, each with a colon behind it'
            mistakes.append(Mistake(number, message))
        elif name in found:
            mistakes.append(Mistake(number, f"{name.title()} stands there twice; take one out"))
        elif not text:
            mistakes.append(Mistake(number, f"{name.title()} is empty; write the text that shall be measured"))
        found.setdefault(name, text)
    lacking = (name for name in FIELDS if name not in found)
    mistakes += [Mistake(0, f"{name.title()} is missing; write a line “{name.title()}: …”") for name in lacking]
    if mistakes:
        raise ToolError(mistakes)
    return Example(found[TITLE], found[DESCRIPTION])


def element(example: Example, place: Place) -> Element:
    """Return the form with the example filled in, and the table of what networks show of it."""
    say = place.words.say
    summary = say("length_summary", title="{0}", titles="{1}", description="{2}", descriptions="{3}")
    data = {"data-summary": summary, "data-whole": say("length_whole"), "data-failed": say("length_failed")}
    made = form(KIND, place, data)
    fields = SubElement(made, "ul")
    for name, text in zip(FIELDS, example.texts, strict=True):
        field(SubElement(fields, "li"), name, text, place)
    totals = (str(number) for column in columns(example) for number in column)
    SubElement(made, "output").text = summary.format(*totals)
    resettable(made, place)
    SubElement(made, "small").text = say("length_about_table")
    table(made, example, place)
    return made


def field(parent: Element, name: str, text: str, place: Place) -> None:
    """Add a field with its label, and how long the text in it is."""
    label = SubElement(parent, "label")
    label.text, label.tail = place.words.say(f"length_{name}") + " ", " "
    if name == TITLE:
        SubElement(label, "input", {"dir": "auto", "value": text})
    else:
        SubElement(label, "textarea", {"dir": "auto", "rows": str(DESCRIPTION_ROWS)}).text = text
    counts = place.words.say(f"length_counts_{name}", graphemes="{graphemes}", pixels="{pixels}", bytes="{bytes}")
    count = SubElement(parent, "small", {"data-counts": counts})
    count.text = counts.format(**{unit: measure(text) for unit, measure in MEASURES.items()})


def columns(example: Example) -> Iterator[tuple[int, int]]:
    """Yield for each text on how many networks it is whole, and how many show it at all."""
    for number, text in enumerate(example.texts):
        found = [limits for network in NETWORKS if (limits := network.columns[number]) is not None]
        yield sum(shown(text, limits) == text for limits in found), len(found)


def table(parent: Element, example: Example, place: Place) -> None:
    """Add the table: a network a row, what it shows of each text, and its limits in words."""
    say = place.words.say
    made = SubElement(parent, "table", {"class": "cards"})  # which needs no box that scrolls
    head = SubElement(SubElement(made, "thead"), "tr")
    for words in map(say, ("length_network", *(f"length_{name}" for name in FIELDS))):
        SubElement(head, "th", {"scope": "col"}).text = words
    body = SubElement(made, "tbody")
    for found in NETWORKS:
        row = SubElement(body, "tr")
        SubElement(row, "th", {"scope": "row"}).text = found.name
        for text, limits in zip(example.texts, found.columns, strict=True):
            cell(SubElement(row, "td"), text, limits, place)


def cell(parent: Element, text: str, found: Sequence[Limit] | None, place: Place) -> None:
    """Fill a cell with what a network shows of a text, and below it how much it shows at most."""
    say = place.words.say
    if found is None:
        parent.text = say("length_hidden")
        return
    part = shown(text, found)
    parent.set("data-limits", " ".join(f"{limit.unit} {limit.most}" for limit in found))
    if part != text:
        parent.set("data-cut", "")
    SubElement(parent, "span", {"dir": "auto"}).text = say("length_whole") if part == text else part
    told = SubElement(parent, "small")
    told.text = ", ".join(in_words(limit, place) for limit in found) or say("length_unlimited")
    told.text = f" ({told.text})"


def in_words(limit: Limit, place: Place) -> str:
    """Return a limit as readers are told it."""
    words = place.words.say(UNITS[limit.unit], count=limit.most)
    return place.words.say("length_about", limit=words) if limit.is_about else words


TOOL = Tool(read, element, (KIND,))
