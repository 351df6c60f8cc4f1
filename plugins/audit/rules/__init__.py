"""All rules, by subject: a module each. Importing this package registers them."""

from __future__ import annotations

from audit.registry import REGISTERED
from audit.rules import (
    address,
    agreement,
    between_pages,
    feeds,
    head,
    json_ld,
    language,
    links,
    picture,
    presence,
    previews,
    robots,
    sitemap,
    structure,
    text,
)

SUBJECTS = (
    presence,
    head,
    address,
    picture,
    text,
    previews,
    agreement,
    json_ld,
    language,
    robots,
    sitemap,
    feeds,
    links,
    structure,
    between_pages,
)
RULES = REGISTERED
