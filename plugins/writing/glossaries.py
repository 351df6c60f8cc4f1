"""Which texts link to terms of a glossary: a page whose `Template` is `glossary`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from writing.checks import Context, every_text, is_written
from writing.fragments import part
from writing.references import Report

TEMPLATE = "glossary"


def glossaries(context: Context) -> Mapping[str, tuple[str, ...]]:
    """Return, by source file, the URLs of the glossaries to whose terms a text links; texts that link to none lack."""
    found = {content.source_path: linked(content, context) for content in every_text(context)}
    return {path: urls for path, urls in found.items() if urls}


def linked(content: Any, context: Context) -> tuple[str, ...]:
    """Return the URLs of the glossaries to whose terms one text links, each once."""
    references = ((path, reference) for path, _, reference in content.metadata.get("links", ()) if part(reference))
    targets = (context["generated_content"].get(path) for path, _ in references)
    return tuple(dict.fromkeys(page.url for page in targets if page is not None and is_glossary(page)))


def is_glossary(page: Any) -> bool:
    """Return whether a page that is published is a glossary."""
    return page.metadata.get("template") == TEMPLATE and is_written(page)


def check_terms(terms: Sequence[str], report: Report) -> None:
    """Report the terms of a glossary that are explained twice: links can lead to the first alone."""
    seen: set[str] = set()
    for term in terms:
        if term.casefold() in seen:
            line = rf"^[^\w\n]*{re.escape(term)}[^\w\n]*$"
            last = re.compile(rf"{line}(?![\s\S]*{line})", re.MULTILINE | re.IGNORECASE)
            message = f'"{term}" is explained twice; put both into one, or give one another name'
            report("glossary", message, last)
        seen.add(term.casefold())
