"""What can be checked only when all content has been read: names, links between files, addresses.

Posts and pages come as Pelican keeps them, in its context of lists; nothing of Pelican itself is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from writing.problems import Unbuildable, log_problem, nearest, shown

Context = Mapping[str, Any]


def every_article(context: Context) -> list[Any]:
    """Return all posts: published, hidden and drafts, each with its translations."""
    return with_translations([*context["articles"], *context["hidden_articles"], *context["drafts"]])


def every_content(context: Context) -> list[Any]:
    """Return all posts and pages, whatever their status, each with its translations."""
    pages = [*context["pages"], *context["hidden_pages"], *context["draft_pages"]]
    return every_article(context) + with_translations(pages)


def with_translations(originals: list[Any]) -> list[Any]:
    """Return contents and their translations, each once."""
    found = originals + [translation for content in originals for translation in content.translations]
    return list({content.source_path: content for content in found}.values())


def line_of_key(content: Any, key: str) -> int:
    """Return the line on which a key stands in a content's file, the first one when it stands nowhere."""
    fields = content.metadata.get("front_matter", {})
    return fields[key].line if key in fields else 1


def check_names(context: Context, topics: Collection[str]) -> None:
    """Report posts whose category is none of the topics' names, or whose author has no file in content/authors/."""
    for article in every_article(context):
        category = article.category
        if "category" in article.metadata.get("front_matter", {}) and category.name not in topics:
            message = f'"{category.name}" has no file in content/topics/{nearest(category.name, topics)}'
            log_problem(article.source_path, line_of_key(article, "category"), "category", message)
        for author in article.authors:
            if author.name not in context["profiles"]:
                message = f'"{author.name}" has no file in content/authors/{nearest(author.name, context["profiles"])}'
                log_problem(article.source_path, line_of_key(article, "authors"), "authors", message)


def check_links(context: Context) -> None:
    """Report links to files that are not published, such as drafts: they would lead readers to nothing."""
    profiles = [page for pages in context["profile_pages"].values() for page in pages]
    for content in [*filter(is_written, every_content(context)), *profiles]:
        for path, number, *_ in content.metadata.get("links", ()):
            target = context["generated_content"].get(path)
            if target is not None and not is_written(target):
                message = f'"{path}" is not published ({target.status}); publish it too, or take the link out'
                log_problem(content.source_path, number, "link", message)


def is_written(content: Any) -> bool:
    """Return whether a page is made of a file: a publish makes none of drafts."""
    return bool(content.save_as)


def check_addresses(context: Context) -> None:
    """Report files that would become one page.

    Raises Unbuildable then: Pelican would go on until it meets the second file, and say less.
    """
    lists = {context.get(f"{name.upper()}_SAVE_AS") for name in context["DIRECT_TEMPLATES"]}
    taken: dict[str, Any] = {}
    clash = False
    for content in sorted(filter(is_written, every_content(context)), key=lambda content: str(content.source_path)):
        first = taken.setdefault(content.save_as, content)
        if first is not content or content.save_as in lists:
            clash = True
            owner = "a list of the site" if content.save_as in lists else f"{shown(first.source_path)} too"
            message = (
                f'the address "{content.slug}" belongs to {owner}; write another Slug into '
                f'{shown(content.source_path)}, such as "{free(content, taken)}"'
            )
            log_problem(content.source_path, line_of_key(content, "slug"), "slug", message)
    if clash:
        raise Unbuildable


def free(content: Any, taken: Collection[str]) -> str:
    """Return a slug like a content's own that no other has."""
    numbers = (f"{content.slug}-{number}" for number in count(2))
    return next(slug for slug in numbers if content.save_as.replace(content.slug, slug) not in taken)
