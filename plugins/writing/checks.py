"""What can be checked only when all content has been read: names, links between files, addresses.

Posts and pages come as Pelican keeps them, in its context of lists; nothing of Pelican itself is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

from writing.fragments import complaint
from writing.front_matter import one
from writing.paths import folded
from writing.problems import log_problem, nearest, shown
from writing.values import YES, parse_status

Context = Mapping[str, Any]


def every_article(context: Context) -> list[Any]:
    """Return all posts: published, hidden and drafts, each with its translations."""
    return with_translations([*context["articles"], *context["hidden_articles"], *context["drafts"]])


def every_content(context: Context) -> list[Any]:
    """Return all posts and pages, whatever their status, each with its translations."""
    pages = [*context["pages"], *context["hidden_pages"], *context["draft_pages"]]
    return every_article(context) + with_translations(pages)


def every_text(context: Context) -> list[Any]:
    """Return all texts that readers will see: of posts and pages that are written, of topics, authors and the home
    page.
    """
    profiles = [page for pages in context["profile_pages"].values() for page in pages]
    return [*filter(is_written, every_content(context)), *profiles]


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
        if one(article.metadata["front_matter"], "category") and category.name not in topics:
            message = f'"{category.name}" has no file in content/topics/{nearest(category.name, topics)}'
            log_problem(article.source_path, line_of_key(article, "category"), "category", message)
        for author in article.authors:
            if author.name not in context["profiles"]:
                message = f'"{author.name}" has no file in content/authors/{nearest(author.name, context["profiles"])}'
                key = "authors" if "authors" in article.metadata["front_matter"] else "author"
                log_problem(article.source_path, line_of_key(article, key), key, message)


def check_profiles(context: Context) -> None:
    """Report topics, and authors, of one name: the words of one of the files would be seen nowhere."""
    for name in ("topics", "authors"):
        first: dict[str, Any] = {}
        for page in context["profile_pages"][name]:
            other = first.setdefault(folded(page.url), page)
            if other is not page:
                message = f'"{page.title}" has the file {shown(other.source_path)} already; put both into one'
                log_problem(page.source_path, line_of_key(page, "title"), "title", message)


def check_translations(context: Context) -> None:
    """Report translations of nothing."""
    for content in every_content(context):
        is_translation = one(content.metadata["front_matter"], "translation").lower() in YES
        if is_translation and not any(is_original(other) for other in content.translations):
            message = f'no other text has the slug "{content.slug}"; give both one Slug, or take Translation out'
            log_problem(content.source_path, line_of_key(content, "translation"), "translation", message)


def is_original(content: Any) -> bool:
    """Return whether a text is no translation."""
    return one(content.metadata["front_matter"], "translation").lower() not in YES


def check_links(context: Context) -> None:
    """Report links to files that are not published, such as drafts: they would lead readers to nothing."""
    terms = {term.url for term, _ in (*context["categories"], *context["authors"])}
    profiles = [page for name in ("topics", "authors") for page in context["profile_pages"].get(name, ())]
    idle = {page.source_path for page in profiles if page.url not in terms}
    for content in every_text(context):
        for path, number, reference in content.metadata.get("links", ()):
            target = context["generated_content"].get(path)
            if target is not None and not is_written(target):
                log_problem(content.source_path, number, "link", f'"{reference}" {withheld(target)}')
            elif target is not None and target.source_path in idle:
                message = f'"{reference}" has no page, since no post names it; take the link out'
                log_problem(content.source_path, number, "link", message)


def check_fragments(context: Context) -> None:
    """Report links to parts that the linked page does not have."""
    for content in every_text(context):
        for path, number, reference in content.metadata.get("links", ()):
            target = context["generated_content"].get(path)
            if target is None or not is_written(target):
                continue
            if message := complaint(reference, target.metadata.get("ids", ())):
                log_problem(content.source_path, number, "link", message)


def withheld(content: Any) -> str:
    """Return why a post or page is not published, and what to do about a link to it."""
    if is_waiting(content):
        return f"waits for {content.date.date().isoformat()}; take the link out until then"
    return f"is not published ({content.status}); publish it too, or take the link out"


def is_waiting(content: Any) -> bool:
    """Return whether a draft is one only because its date is ahead."""
    fields = content.metadata["front_matter"]
    with suppress(ValueError):
        return content.status == "draft" and parse_status(one(fields, "status"), one(fields, "draft")) != "draft"
    return False


def is_written(content: Any) -> bool:
    """Return whether a page is made of a file: a publish makes none of drafts."""
    return bool(content.save_as)


def check_addresses(context: Context) -> None:
    """Report files that would become one page, on machines too that do not mind case."""
    lists = {context.get(f"{name.upper()}_SAVE_AS") for name in context["DIRECT_TEMPLATES"]}
    taken: dict[str, Any] = {}
    for content in sorted(filter(is_written, every_content(context)), key=lambda content: str(content.source_path)):
        first = taken.setdefault(folded(content.save_as), content)
        if first is content and content.save_as not in lists:
            continue
        owner = "a list of the site" if content.save_as in lists else f"{shown(first.source_path)} too"
        slug = free(content, taken)
        taken[folded(content.save_as.replace(content.slug, slug))] = content
        message = (
            f'the address "{content.slug}" belongs to {owner}; write another Slug into '
            f'{shown(content.source_path)}, such as "{slug}"'
        )
        log_problem(content.source_path, line_of_key(content, "slug"), "slug", message)


def free(content: Any, taken: Collection[str]) -> str:
    """Return a slug like a content's own that no other has."""
    numbers = (f"{content.slug}-{number}" for number in count(2))
    return next(slug for slug in numbers if folded(content.save_as.replace(content.slug, slug)) not in taken)
