"""Links to addresses of the site lead to what is published, or are told; what cannot be known is not."""

from pathlib import PurePath
from types import SimpleNamespace

import pytest
from factories import ROOT
from publishing.links import Published, check_addressed, paths_of, theme_files
from writing.front_matter import Field
from writing.problems import Problem

FILES = {
    *("index.html", "page/2/index.html", "about/index.html", "note/index.html", "404.html", "feed.xml", "f\u00fcr.pdf"),
    *(
        "tags/smo/index.html",
        "tags/smo/page/2/index.html",
        "authors/ada/index.html",
        "topics/a/index.html",
        "2019/old.html",
    ),
}
SETTINGS = {
    "SITEURL": "https://example.org/blog",
    "OTHER_PATHS": ["/shop/"],
    "ARTICLE_URL": "{slug}/",
    "ARTICLE_LANG_URL": "{lang}/{slug}/",
}


class Article(SimpleNamespace):
    """A post as Pelican keeps it, whose class names its settings."""


def article(slug: str, *addressed, status: str = "published", **changes) -> Article:
    """Return a post with links to addresses, on its lines from 5 on, and a heading."""
    links = [(address, line, address) for line, address in enumerate(addressed, 5)]
    is_draft = status == "draft"
    facts = {
        "source_path": f"posts/{slug}.md",
        "save_as": "" if is_draft else f"{slug}/index.html",
        "url": f"drafts/{slug}/" if is_draft else f"{slug}/",
        "url_format": {"slug": slug, "lang": "fr"},
        "in_default_lang": True,
        "status": status,
        "translations": [],
        "metadata": {
            "addressed": links,
            "ids": frozenset(["part"]),
            "front_matter": {"draft": Field("true", 1)} if is_draft else {},
        },
    }
    return Article(**{**facts, **changes})


def told(caplog, *articles, problems=(), **lists) -> list[str]:
    """Return what is said about the links of posts beside /note/ and /about/, which are published."""
    published = [found for found in articles if found.status != "draft"]
    named = {
        name: [(SimpleNamespace(name=known), ())]
        for name, known in (("tags", "SMO"), ("categories", "A topic"), ("authors", "Ada"))
    }
    context = {
        **dict.fromkeys(("hidden_articles", "pages", "hidden_pages", "draft_pages"), ()),
        "articles": [*published, article("note"), article("about")],
        "drafts": [found for found in articles if found.status == "draft"],
        "profile_pages": {},
        **named,
        **lists,
    }
    files = FILES | {found.save_as for found in articles}
    check_addressed(context, SETTINGS, files, problems)
    return [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    "address",
    [
        # pages, lists and their later pages, files
        *("/", "/about/", "/note/?a=1", "/page/2/", "/tags/smo/page/2/", "/feed.xml", "/about/index.html"),
        # as hosts serve pages that end in .html, or names in any form
        *("/404", "/404.html", "/2019/old", "/f%C3%BCr.pdf", "/fu\u0308r.pdf"),
        # parts: of a post, of a list, whose parts are unknown
        *("/note/#part", "/note/#top", "/tags/smo/#whatever"),
        # share cards, which are drawn later, and what something else answers
        *("/cards/0123456789.png", "/shop/", "/shop/thing?x=1"),
    ],
)
def test_what_is_answered(caplog, address):
    """Whatever is published may be linked to; so may what cannot be known here."""
    path = address.partition("#")[0].partition("?")[0]
    post = article("post", address)
    post.metadata["addressed"] = [(path, 5, address)]

    assert told(caplog, post) == []


@pytest.mark.parametrize(
    ("path", "reference", "message"),
    [
        ("/nope/", "/nope/", '"/nope/" is no address of this site; did you mean "/note/"?'),
        (
            "/nope/",
            "https://example.org/blog/nope/",
            '"https://example.org/blog/nope/" is no address of this site; did',
        ),
        (
            "/zzzzz.pdf",
            "/zzzzz.pdf",
            '"/zzzzz.pdf" is no address of this site; write the path of a file, or take the link',
        ),
        ("/page/", "/page/", '"/page/" is a folder without a page of its own; write the path of a file, or'),
        ("/page", "/page", '"/page" is a folder without a page of its own; write the path of a file, or'),
        ("/About/", "/About/", '"/About/" is no address of this site; did you mean "/about/"?'),
        ("/page/9/", "/page/9/", '"/page/9/" is no address of this site; did you mean "/page/2/"?'),
        # with the path under which the site lives
        ("/blog/about/", "/blog/about/", '"/blog/about/" is no address of this site; did you mean "/about/"?'),
        ("/blog/abuot/", "/blog/abuot/", '"/blog/abuot/" is no address of this site; did you mean "/about/"?'),
        # parts of posts and pages
        ("/note/", "/note/#prat", '"/note/#prat": there is no part "prat" in /note/; did you mean "part"?'),
        # Pelican's markers
        ("/tags/som/", "{tag}SOM", 'no post has the tag "SOM"; did you mean "SMO"?'),
        ("/authors/nobody/", "{author}Nobody", 'no post has the author "Nobody"; write one that a post has, or take'),
        ("/topics/b/", "|category|No%20topic#x", 'no post has the category "No topic"; did you mean "A topic"?'),
    ],
)
def test_what_nothing_answers(caplog, path, reference, message):
    """An address that nobody answers is told with file and line, and the one that looks like it."""
    post = article("post")
    post.metadata["addressed"] = [(path, 7, reference)]
    (found,) = told(caplog, post)

    assert found.startswith(f"posts/post.md:7: error[link]: {message}")


@pytest.mark.parametrize(
    ("reference", "better"),
    [("/about", "/about/"), ("/about?a=1#part", "/about/?a=1#part"), ("https://example.org/blog/about",) * 2],
)
def test_a_slash_is_missing(caplog, reference, better):
    """Most hosts send readers on to the address with a slash: that is worth a word, and stops nothing."""
    post = article("post")
    post.metadata["addressed"] = [("/about", 7, reference)]
    better = f"{better}/" if better == reference else better

    message = f'"{reference}" is a detour on most hosts and leads nowhere on others; write "{better}"'
    assert told(caplog, post) == [f"posts/post.md:7: advice[link]: {message}"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/new/", '"/new/" is not published (draft); publish it too, or take the link out'),
        ("/new", '"/new" is not published (draft); publish it too, or take the link out'),
        ("/drafts/new/", 'only the preview has "/drafts/new/"; link to the file posts/new.md, and publish it'),
    ],
)
@pytest.mark.parametrize("save_as", ["", "drafts/new/index.html"], ids=["publish", "preview"])
def test_links_to_drafts(caplog, address, message, save_as):
    """A draft has no address yet, in the preview neither: there it stands elsewhere. Other drafts may lead to it."""
    draft = article("new", status="draft", save_as=save_as)
    other = article("newer", address, status="draft", save_as=save_as and "drafts/newer/index.html")

    assert told(caplog, article("post", address), draft, other) == [f"posts/post.md:5: error[link]: {message}"]


def test_a_drafts_translation():
    """A draft in another language would have the address of that language."""
    assert list(paths_of(article("new", status="draft", in_default_lang=False), SETTINGS)) == ["drafts/new/", "fr/new/"]


@pytest.mark.parametrize(
    ("problem", "lines"),
    [
        (("posts/a.md", "link"), [5, 6, 7]),
        # a file of that name has a mistake, and may have lost its address with it
        (("posts/zzz.md", "slug"), [6, 7]),
        # a file that could not be read may have the tag
        (("posts/a.md", "front matter"), [5, 6]),
    ],
)
def test_one_mistake_is_not_told_twice(caplog, problem, lines):
    """What a file with a mistake might have answered is not told as well."""
    file, code = problem
    post = article("post")
    post.metadata["addressed"] = [("/zzz/", 5, "/zzz/"), ("/yyy/", 6, "/yyy/"), ("/tags/xxx/", 7, "{tag}xxx")]
    found = told(caplog, post, problems=[Problem(PurePath(file), 1, code, "")])

    assert [int(message.split(":")[1]) for message in found] == lines


def test_profiles(caplog):
    """Links in the texts of topics, authors and the home page are held against the same."""
    topic = SimpleNamespace(source_path="topics/a.md", metadata={"addressed": [("/zzz/", 3, "/zzz/")]})
    (found,) = told(caplog, profile_pages={"topics": [topic]})

    assert found.startswith('topics/a.md:3: error[link]: "/zzz/" is no address of this site')


def test_a_site_at_the_root():
    """Without a path before the site nothing is taken from an address."""
    assert Published(frozenset(FILES)).meant("abuot/") == '; did you mean "/about/"?'


def test_theme_files():
    """The theme's files are published where its pages ask for them."""
    settings = {"THEME": ROOT / "theme", "THEME_STATIC_PATHS": ["static"], "THEME_STATIC_DIR": "theme"}
    published = set(theme_files({**settings, "IGNORE_FILES": ["*.css"]}))

    assert "theme/js/share.js" in published
    assert not any(file.endswith(".css") for file in published)
