"""Names, links and addresses, checked when all content has been read; each content is a few attributes."""

from types import SimpleNamespace

import pytest
from writing.checks import check_addresses, check_links, check_names, every_content
from writing.front_matter import Field
from writing.problems import Unbuildable


def content(path: str, /, save_as: str | None = None, status: str = "published", **changes) -> SimpleNamespace:
    """Return a post as Pelican keeps it, with a category, a slug and an author that exist, and changes."""
    fields = {key: Field("", number) for number, key in enumerate(("category", "authors", "slug"), 3)}
    facts = {
        "source_path": path,
        "slug": path.rsplit("/", maxsplit=1)[-1].removesuffix(".md"),
        "save_as": f"{path}/index.html" if save_as is None else save_as,
        "status": status,
        "category": SimpleNamespace(name="First", slug="first"),
        "authors": [SimpleNamespace(name="Ada")],
        "translations": [],
        "metadata": {"front_matter": fields},
    }
    return SimpleNamespace(**{**facts, **changes})


def context(*articles, pages=(), **changes) -> dict:
    """Return Pelican's lists with these posts and pages."""
    empty = dict.fromkeys(("hidden_articles", "drafts", "hidden_pages", "draft_pages"), ())
    found = {item.source_path: item for item in (*articles, *pages)}
    return {
        **empty,
        "articles": articles,
        "pages": pages,
        "profiles": {"Ada": None},
        "profile_pages": {"topics": []},
        "generated_content": found,
        "DIRECT_TEMPLATES": ["index", "archives"],
        "ARCHIVES_SAVE_AS": "archives/index.html",
        **changes,
    }


def told(caplog) -> list[str]:
    """Return the problems that were logged."""
    return [record.getMessage() for record in caplog.records]


def test_every_content_counts_translations_once():
    """A post and its translation name each other; both are checked once."""
    one, other = content("posts/a.md"), content("posts/a-fr.md")
    one.translations, other.translations = [other], [one]

    assert every_content(context(one)) == [one, other]


def test_names_that_exist(caplog):
    """A post whose topic and author have files is not mentioned."""
    check_names(context(content("posts/a.md")), ["First"])

    assert told(caplog) == []


def test_names_that_do_not(caplog):
    """A topic and an author without a file are told with their lines, and the nearest known name."""
    post = content("posts/a.md", authors=[SimpleNamespace(name="Adda")])
    check_names(context(post), ["Frist"])

    assert told(caplog) == [
        'posts/a.md:3: error[category]: "First" has no file in content/topics/; did you mean "Frist"?',
        'posts/a.md:4: error[authors]: "Adda" has no file in content/authors/; did you mean "Ada"?',
    ]


@pytest.mark.parametrize(("target", "told_of"), [("published", False), ("draft", True)])
def test_links(caplog, target, told_of):
    """A link to a file of which a publish makes no page is told with its line."""
    linked = content("posts/b.md", save_as="" if target == "draft" else None, status=target)
    post = content("posts/a.md")
    post.metadata["links"] = [("posts/b.md", 9), ("posts/unread.md", 10)]
    check_links(context(post, drafts=[linked]) | {"generated_content": {"posts/b.md": linked}})

    expected = 'posts/a.md:9: error[link]: "posts/b.md" is not published (draft); publish it too, or take the link out'
    assert told(caplog) == ([expected] if told_of else [])


def test_links_between_drafts(caplog):
    """What a draft links to harms nobody: neither is published."""
    one, other = (content(f"posts/{name}.md", save_as="", status="draft") for name in "ab")
    one.metadata["links"] = [("posts/b.md", 9)]
    check_links(context(drafts=[one, other]) | {"generated_content": {"posts/b.md": other}})

    assert told(caplog) == []


def test_addresses(caplog):
    """Two files that would become one page are told once, and nothing is written."""
    post, page = content("posts/a.md", save_as="a/index.html"), content("pages/a.md", save_as="a/index.html")
    with pytest.raises(Unbuildable):
        check_addresses(context(post, pages=(page,)))

    assert told(caplog) == [
        (
            'posts/a.md:5: error[slug]: the address "a" belongs to pages/a.md too; '
            'write another Slug into posts/a.md, such as "a-2"'
        )
    ]


def test_an_address_of_the_site(caplog):
    """A post cannot take the place of a list such as the archives."""
    with pytest.raises(Unbuildable):
        check_addresses(context(content("posts/archives.md", save_as="archives/index.html")))

    assert told(caplog)[0].startswith('posts/archives.md:5: error[slug]: the address "archives" belongs to a list')


def test_drafts_have_no_address(caplog):
    """Two drafts of one slug are no matter while neither is published."""
    check_addresses(context(drafts=[content(f"posts/{name}.md", save_as="") for name in "ab"]))

    assert told(caplog) == []
