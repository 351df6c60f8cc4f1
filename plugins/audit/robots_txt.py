"""robots.txt as RFC 9309 reads it. Python's own reader knows neither * nor $, and takes the first match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt says: the rules of each crawler in lower case (allowed or not, pattern), and the sitemaps."""

    groups: Mapping[str, tuple[tuple[bool, str], ...]]
    sitemaps: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Return whether it shuts nobody out of anything."""
        return all(is_allowed for rules in self.groups.values() for is_allowed, _ in rules)

    def allows(self, crawler: str, path: str) -> bool:
        """Return whether a crawler may fetch a path: the longest pattern decides, between equals that which allows.

        https://www.rfc-editor.org/rfc/rfc9309#section-2.2.2
        """
        rules = self.groups.get(crawler.lower(), self.groups.get("*", ()))
        matching = [(len(pattern), is_allowed) for is_allowed, pattern in rules if matches(pattern, path)]
        return max(matching, default=(0, True))[1]


def matches(pattern: str, path: str) -> bool:
    """Return whether a pattern is the beginning of a path; * is any text, $ at the end the path's end."""
    return compiled(pattern).match(path) is not None


@lru_cache
def compiled(pattern: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*")]
    return re.compile(".*".join(parts) + ("$" if pattern.endswith("$") else ""))


def parse(text: str) -> Robots:
    """Return what a robots.txt says; lines that are none of its own are passed over, as the standard has it."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    sitemaps: list[str] = []
    crawlers: list[str] = []
    is_open = False  # whether a further User-agent joins the group
    for line in text.splitlines():
        name, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match name.lower():
            case "user-agent":
                crawlers = [*crawlers, value.lower()] if is_open else [value.lower()]
                is_open = True
                groups.setdefault(value.lower(), [])
            case "allow" | "disallow":
                is_open = False
                for crawler in crawlers if value else ():
                    groups[crawler].append((name.lower() == "allow", value))
            case "sitemap":
                sitemaps.append(value)
    return Robots({crawler: tuple(rules) for crawler, rules in groups.items()}, tuple(sitemaps))
