"""Names, links and addresses, checked when all content has been read; each content is a few attributes."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from writing.checks import (
    check_addresses,
    check_fragments,
    check_links,
    check_names,
    check_profiles,
    check_translations,
    every_content,
    every_text,
)
from writing.front_matter import Field


def content(path: str, /, save_as: str | None = None, status: str = "published", **changes) -> SimpleNamespace:
    """Return a post as Pelican keeps it, with a category, a slug and an author that exist, and changes."""
    fields = {key: Field("as written", number) for number, key in enumerate(("category", "authors", "slug"), 3)}
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
        "categories": [(SimpleNamespace(name="First", url="topics/first/"), articles)],
        "authors": [(SimpleNamespace(name="Ada", url="authors/ada/"), articles)],
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


@pytest.mark.parametrize(
    ("status", "fields", "why"),
    [
        ("published", {}, ""),
        ("draft", {"draft": "true"}, "is not published (draft); publish it too, or take the link out"),
        ("draft", {"status": "draft"}, "is not published (draft); publish it too, or take the link out"),
        # a status that could not be read, which has been told
        ("draft", {"status": "publsihed"}, "is not published (draft); publish it too, or take the link out"),
        ("draft", {}, "waits for 2031-01-02; take the link out until then"),
        ("draft", {"status": "hidden"}, "waits for 2031-01-02; take the link out until then"),
    ],
)
def test_links(caplog, status, fields, why):
    """A link to a file of which a publish makes no page is told with its line, as it is written."""
    linked = content("posts/b.md", save_as="" if status == "draft" else None, status=status)
    linked.metadata["front_matter"] = {key: Field(value, 1) for key, value in fields.items()}
    linked.metadata["ids"], linked.date = frozenset(["part"]), datetime(2031, 1, 2, tzinfo=UTC)
    post = content("posts/a.md")
    post.metadata["links"] = [("posts/b.md", 9, "b.md#part"), ("posts/unread.md", 10, "unread.md")]
    found = context(post, drafts=[linked]) | {"generated_content": {"posts/b.md": linked}}
    check_links(found)
    check_fragments(found)

    assert told(caplog) == ([f'posts/a.md:9: error[link]: "b.md#part" {why}'] if why else [])


def test_links_to_topics_and_authors(caplog):
    """A topic or an author that no post names has no page to lead to."""
    used, idle = (content(f"topics/{name}.md", url=f"topics/{name}/") for name in ("first", "idle"))
    post = content("posts/a.md")
    post.metadata["links"] = [("topics/first.md", 8, "../topics/first.md"), ("topics/idle.md", 9, "../topics/idle.md")]
    check_links(
        context(post, profile_pages={"topics": [used, idle]})
        | {"generated_content": {page.source_path: page for page in (used, idle)}}
    )

    assert told(caplog) == [
        'posts/a.md:9: error[link]: "../topics/idle.md" has no page, since no post names it; take the link out'
    ]


def test_links_between_drafts(caplog):
    """What a draft links to harms nobody: neither is published."""
    one, other = (content(f"posts/{name}.md", save_as="", status="draft") for name in "ab")
    one.metadata["links"] = [("posts/b.md", 9, "b.md")]
    check_links(context(drafts=[one, other]) | {"generated_content": {"posts/b.md": other}})

    assert told(caplog) == []


def test_every_text():
    """Readers see posts and pages that are written, topics, authors and the home page; drafts they do not."""
    post, draft, topic = content("posts/a.md"), content("posts/b.md", save_as=""), content("topics/first.md")

    assert every_text(context(post, drafts=[draft], profile_pages={"topics": [topic]})) == [post, topic]


def test_fragments(caplog):
    """Links of posts and profiles are held against the parts of the page that they lead to, with file and line."""
    target, post, topic = (content(path) for path in ("posts/b.md", "posts/a.md", "topics/c.md"))
    target.metadata["ids"] = frozenset(["part"])
    wrong, right, whole = (("posts/b.md", 7, f"b.md{part}") for part in ("#prat", "#part", ""))
    post.metadata["links"] = [wrong, right, whole, ("posts/unread.md", 3, "unread.md#part")]
    topic.metadata["links"] = [wrong]
    check_fragments(context(post, target, profile_pages={"topics": [topic]}))

    message = 'error[link]: "b.md#prat": there is no part "prat" in b.md; did you mean "part"?'
    assert told(caplog) == [f"posts/a.md:7: {message}", f"topics/c.md:7: {message}"]


def test_addresses(caplog):
    """Two files that would become one page are told once."""
    post, page = content("posts/a.md", save_as="a/index.html"), content("pages/a.md", save_as="a/index.html")
    check_addresses(context(post, pages=(page,)))

    assert told(caplog) == [
        (
            'posts/a.md:5: error[slug]: the address "a" belongs to pages/a.md too; '
            'write another Slug into posts/a.md, such as "a-2"'
        )
    ]


def test_addresses_of_one_file_on_many_machines(caplog):
    """Where case counts for nothing one page would replace the other; each gets a name that none of the others gets."""
    posts = [
        content(f"posts/{n}.md", slug=slug, save_as=f"{slug}/index.html") for n, slug in enumerate(("a", "A", "a"))
    ]
    check_addresses(context(*posts))

    assert [message.partition("such as ")[2] for message in told(caplog)] == ['"A-2"', '"a-3"']


def test_two_files_of_one_name(caplog):
    """The words of one of two topics of one name would be seen nowhere."""
    topics = [content(f"topics/{n}.md", title=n, url=f"topics/{n.lower()}/") for n in ("seo", "SEO", "smo")]
    check_profiles(context(profile_pages={"topics": topics, "authors": []}))

    assert told(caplog) == [
        'topics/SEO.md:1: error[title]: "SEO" has the file topics/seo.md already; put both into one'
    ]


def test_translations_of_nothing(caplog):
    """A translation needs a text of its slug that is none."""
    original = content("posts/a.md")
    translation, lonely = (content(f"posts/{n}-fr.md", slug=n) for n in "ab")
    for post in (translation, lonely):
        post.metadata["front_matter"] |= {"translation": Field("true", 6)}
    original.translations, translation.translations = [translation], [original]
    check_translations(context(original, lonely))

    assert len(told(caplog)) == 1
    assert told(caplog)[0].startswith('posts/b-fr.md:6: error[translation]: no other text has the slug "b"')


def test_an_address_of_the_site(caplog):
    """A post cannot take the place of a list such as the archives."""
    check_addresses(context(content("posts/archives.md", save_as="archives/index.html")))

    assert told(caplog)[0].startswith('posts/archives.md:5: error[slug]: the address "archives" belongs to a list')


def test_drafts_have_no_address(caplog):
    """Two drafts of one slug are no matter while neither is published."""
    check_addresses(context(drafts=[content(f"posts/{name}.md", save_as="") for name in "ab"]))

    assert told(caplog) == []
