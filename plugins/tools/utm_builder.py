"""The builder of tagged links: a field for each tag, and the link that comes of the example, which is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from tools.forms import form, listed, resettable
from tools.model import Mistake, Place, Tool, ToolError
from tools.utm import COMMON_MEDIUMS, MEDIUMS, OPTIONAL, PREFIX, RARE_MEDIUMS, REQUIRED, conventional, tagged

ADDRESS, LINK, MEDIUM = "Address", "Link", "Medium"
TAGS = tuple(map(str.title, (*REQUIRED, *OPTIONAL)))
WANTED = (ADDRESS, *map(str.title, REQUIRED), LINK)
KNOWN = (ADDRESS, *TAGS, LINK)
ENCODED = re.compile("[!-~]+")  # all that an address consists of
# What the script says of a field, by the attribute in which it finds the words.
SAID = ("required", "whole", "scheme", "replaced", "own", "small", "plain", "hyphens", "encoded")
PART = re.compile(r"(?=[?&])")  # where an address is broken into lines


@dataclass(frozen=True, slots=True)
class UtmBuilder:
    """The example: an address, its tags in order, "" for those that it lacks, and the link that comes of them."""

    address: str
    tags: Mapping[str, str]
    link: str


@dataclass(frozen=True, slots=True)
class Field:
    """What stands behind a name, and on which line of the block."""

    line: int
    value: str


def read(lines: Sequence[str], place: Place) -> UtmBuilder:
    """Return the builder with the example that lines describe. Raises ToolError."""
    mistakes: list[Mistake] = []
    fields: dict[str, Field] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, sign, value = (part.strip() for part in line.partition(":"))
        if wrong := misplaced(number, line, name.title(), fields, is_complete=bool(sign and value)):
            mistakes.append(wrong)
        else:
            fields[name.title()] = Field(number, value)
    mistakes += (
        Mistake(0, f"the builder’s example lacks its {name}; write a line “{name}: …” in the block")
        for name in WANTED
        if name not in fields
    )
    mistakes += faults(fields, place.site_url)
    if not mistakes:
        address, tags = fields[ADDRESS].value, {tag: fields[tag].value if tag in fields else "" for tag in TAGS}
        link = tagged(address, **{tag.lower(): value for tag, value in tags.items()})
        if fields[LINK].value == link:
            return UtmBuilder(address, tags, link)
        mistakes.append(Mistake(fields[LINK].line, f"the fields above give another Link; write {link}"))
    raise ToolError(sorted(mistakes, key=lambda mistake: mistake.line))


def misplaced(number: int, line: str, name: str, before: Mapping[str, Field], *, is_complete: bool) -> Mistake | None:
    """Return what is wrong with a line in itself and beside those before it, or None."""
    if not is_complete:
        return Mistake(number, f'"{line.strip()}" is no line of a link builder; write a name, a colon and a value')
    if name not in KNOWN:
        return Mistake(number, f'the builder has no "{name}"; accepted are {", ".join(KNOWN)}', name, KNOWN)
    if name in before:
        return Mistake(number, f"{name} stands on line {before[name].line} of the block too; take one of them out")
    return None


def faults(fields: Mapping[str, Field], site_url: str) -> Iterator[Mistake]:
    """Yield what is wrong with the values of an example."""
    for name, field in fields.items():
        if name == ADDRESS and (wrong := unusable(field.value, site_url)):
            yield Mistake(field.line, wrong)
        if name == MEDIUM and field.value not in MEDIUMS:
            message = f'analytics know no medium "{field.value}"; accepted are {", ".join(MEDIUMS)}'
            yield Mistake(field.line, message, field.value, MEDIUMS)
        elif name in TAGS and name != MEDIUM and (right := conventional(field.value)) != field.value:
            message = f'{name}: "{field.value}" is not in small letters with hyphens'
            yield Mistake(field.line, f"{message}; write {right or 'letters or digits'}")


def unusable(address: str, site_url: str) -> str:
    """Return why an address is none to put tags into, or ""."""
    try:
        parts = urlsplit(address) if ENCODED.fullmatch(address) else None
    except ValueError:  # brackets that hold no address of IPv6
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or not parts.path:
        return f'"{address}" is no whole address; write it as a browser shows it, such as https://example.com/guide/'
    if parts.hostname == urlsplit(site_url).hostname:
        return f'"{address}" is an address of this site, within which links have no tags; write one of example.com'
    return ""


def element(builder: UtmBuilder, place: Place) -> Element:
    """Return the form of a builder, filled in with the example."""
    say = place.words.say
    made = form("utm-builder", place, {f"data-{key}": say(f"utm_{key}") for key in SAID})
    made.set("data-name", say("utm_name", name="{name}"))
    fields = [(ADDRESS, builder.address), *builder.tags.items()]
    for item, (name, value) in listed(made, fields):
        label = SubElement(item, "label")
        label.text = f"{say(f'utm_{name.lower()}')} "
        if name == MEDIUM:
            choice(label, name, value, place)
        else:
            field = SubElement(label, "input", attributes(name, value))
            if name in WANTED:
                field.set("required", "")
    for item, link in listed(made, [builder.link]):
        item.text = f"{say('utm_link')} "
        output = SubElement(item, "output", {"dir": "ltr"})
        for part in PART.split(link):
            SubElement(output, "span").text = part
        copies = {"type": "button", "hidden": "", "data-copied": say("copied")}
        SubElement(item, "button", copies).text = say("copy_link")
        SubElement(item, "span", {"role": "status"})
    return resettable(made, place)


def attributes(name: str, value: str) -> dict[str, str]:
    """Return what a field says to browsers: on which keys it is typed, and what stands in it."""
    if name == ADDRESS:
        return {"inputmode": "url", "dir": "ltr", "value": value}
    return {"name": f"{PREFIX}{name.lower()}", "autocapitalize": "none", "dir": "auto", "value": value}


def choice(parent: Element, name: str, value: str, place: Place) -> None:
    """Put the list of mediums below `parent`, those first that most links have."""
    select = SubElement(parent, "select", {"name": f"{PREFIX}{name.lower()}"})
    for key, mediums in (("common", COMMON_MEDIUMS), ("rare", RARE_MEDIUMS)):
        group = SubElement(select, "optgroup", {"label": place.words.say(f"utm_{key}")})
        for medium in mediums:
            SubElement(group, "option", {"selected": ""} if medium == value else {}).text = medium


TOOL = Tool(read, element, ("utm", "copy"))
