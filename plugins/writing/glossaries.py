"""Which texts link to terms of a glossary: a page whose `Template` is `glossary`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from writing.checks import Context, every_text, is_written
from writing.fragments import part

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
