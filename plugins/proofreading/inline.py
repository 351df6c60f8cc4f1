"""The words, links and captions in a piece of Markdown; lines stay lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from writing.lines import SPAN

from proofreading.model import Block

TARGET = (
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<address>(?:[^\s()]|\([^\s()]*\))*))(?:\s+[\"'](?P<title>[^\n]*?)[\"'])?\s*\)"
)
WORDS = r"\[(?P<words>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
IMAGE = re.compile(rf"!{WORDS}(?:{TARGET}|\[[^\]]*\])")
LINK = re.compile(rf"(?<!\\){WORDS}{TARGET}")
NAMED = re.compile(rf"(?<![\\!]){WORDS}\[(?P<name>[^\]\n]*)\]")
HTML_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["'](?P<address>[^"']*)["'][^>]*>""", re.IGNORECASE)
ANGLED = re.compile(r"<(?P<address>https?://[^\s<>]+)>")
BARE = re.compile(r"(?<![\w(<\"'=])(?P<address>https?://[^\s<>]*[^\s<>?!.,:;*_~'\"”’»…)])")
NOTE = re.compile(r"\[\^[^\]\n]+\]")
ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[.#][\w-]+|[\w-]+=[^\s}]+)[^{}\n]*\}")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Stress: not the sign of a product between numbers or spaces, nor the underscore within a name.
STRESS = re.compile(r"(?<!\\)(?:(?<!\d)\*+(?=\S)|(?<=\S)\*+(?!\d)|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|~~)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
KEPT = re.compile("\ue000(\\d+)\ue001")
PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address as it is written, the words it stands on, its line in the file."""

    address: str
    words: str
    line: int


def plain(raw: str, code: str | None = None) -> str:
    """Return the words of Markdown as readers see them, on the same lines; pictures have none.

    Where `code` is given it stands in the place of every piece of code, of which readers take in the sight alone.
    """
    return _plain(raw, code)


@lru_cache(maxsize=4096)
def _plain(raw: str, code: str | None) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        inside = found[0].strip("`")
        kept.append(inside if code is None else code)
        return f"\ue000{len(kept) - 1}\ue001" + "\n" * found[0].count("\n")

    text = SPAN.sub(keep, raw)
    text = ANGLED.sub(lambda found: found["address"], text)
    text = IMAGE.sub("", text)
    text = LINK.sub(lambda found: found["words"], text)
    text = NOTE.sub("", NAMED.sub(lambda found: found["words"], text))
    text = TAG.sub("", ATTRIBUTES.sub("", text))
    text = unescape(ESCAPED.sub(r"\1", STRESS.sub("", text)))
    return KEPT.sub(lambda found: " ".join(kept[int(found[1])].split()), text)


def links(block: Block, references: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """Return the links of a block in the order of its text, without those that are shown as code."""
    raw = SPAN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), block.raw)
    raw = IMAGE.sub(lambda found: " " * len(found[0]), raw)
    found = [(match.start(), match["angled"] or match["address"], match["words"]) for match in LINK.finditer(raw)]
    rest = LINK.sub(lambda match: " " * len(match[0]), raw)
    for match in NAMED.finditer(rest):
        address = (references or {}).get((match["name"] or match["words"]).lower(), "")
        found += [(match.start(), address, match["words"])] if address else []
    for pattern in (HTML_LINK, ANGLED, BARE):
        found += [(match.start("address"), match["address"], "") for match in pattern.finditer(rest)]
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return tuple(
        Link(unescape(address), plain(words), block.line + raw.count("\n", 0, start))
        for start, address, words in sorted(found)
    )


def cells(raw: str) -> list[str]:
    """Return the cells of a table's row as they are written."""
    kept = SPAN.sub(lambda found: found[0].replace("|", "\ue002"), raw.strip())
    parts = PIPE.split(kept.removeprefix("|"))
    if parts and not parts[-1].strip():
        parts.pop()
    return [part.strip().replace("\ue002", "|") for part in parts]


def images(raw: str) -> list[tuple[str, str, str]]:
    """Return alternative text, address and caption of each picture."""
    found = (match for match in IMAGE.finditer(raw))
    return [(plain(m["words"]), m["angled"] or m["address"] or "", plain(m["title"] or "")) for m in found]


def is_image(raw: str) -> bool:
    """Return whether a paragraph is a picture and nothing else."""
    return bool(IMAGE.search(raw)) and not plain(raw).strip()
