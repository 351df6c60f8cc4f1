"""A post that is taken over is the one that Pelican would make."""

import json
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace

import pytest
from commands import run
from factories import bare_site
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Author, Category, Tag
from printing.pelican import TRACKING
from printing.texts import Kept, Term, kept_of, put_together

SETTINGS = {
    "AUTHOR": "Ada",
    "DEFAULT_LANG": "en",
    "SLUGIFY_SOURCE": "title",
    "PATH": "/content",
    "DATE_FORMATS": {},
    "DEFAULT_DATE_FORMAT": "%d %B %Y",
    "TIMEZONE": "Europe/London",
    "WITH_FUTURE_DATES": False,
    **{f"{kind}_{name}": "{slug}/" for kind in ("ARTICLE", "DRAFT") for name in ("URL", "LANG_URL")},
    **{f"{kind}_{name}": "{slug}/index.html" for kind in ("ARTICLE", "DRAFT") for name in ("SAVE_AS", "LANG_SAVE_AS")},
    "INTRASITE_LINK_REGEX": DEFAULT_CONFIG["INTRASITE_LINK_REGEX"],
}
POST = "Title: A post\nDate: {date}\nCategory: First topic\nSummary: About it.\n\n{text}\n"
TEXT = "Some words that are long enough to be a text. " * 9


def made(**metadata):
    """Return a post as Pelican makes it."""
    found = {
        "title": "A title",
        "date": datetime(2026, 1, 2, tzinfo=UTC),
        "modified": datetime(2026, 1, 3),  # noqa: DTZ001 (as a writer's)
        "category": Category("News", SETTINGS),
        "tags": [Tag("a", SETTINGS), Tag("b", SETTINGS)],
        "authors": [Author("Ada", SETTINGS)],
        "status": "Published",
        "summary": "It is short.",
        "front_matter": {},
        **metadata,
    }
    return Article("<p>Words.</p>", found, SETTINGS, "/content/posts/a.md", {})


def restored(post):
    """Return a post as it is taken over."""
    kinds = {Category: Category, Tag: Tag, Author: Author}

    def term(kept):
        one = kinds[kept.kind](kept.name, SETTINGS)
        one.slug = kept.slug
        return one

    return put_together(
        TRACKING[Article], kept_of(post), term, settings=SETTINGS, _context={}, _content="<p>Words.</p>"
    )


SHOWN = (
    *("title", "date", "locale_date", "modified", "locale_modified", "status", "slug", "lang", "in_default_lang"),
    *("template", "source_path", "relative_source_path", "timezone", "url", "save_as", "summary", "content"),
    *("category", "tags", "authors", "author", "translations", "relative_dir"),
)


@pytest.mark.parametrize(
    "metadata",
    [{}, {"status": "draft"}, {"lang": "fr"}, {"slug": "other"}, {"url": "own/", "save_as": "own/index.html"}],
    ids=["a post", "a draft", "another language", "a slug", "an address"],
)
def test_as_pelican_makes_it(metadata):
    """Whatever can be seen of it is the same."""
    before, after = made(**metadata), restored(made(**metadata))

    assert {name: getattr(after, name) for name in SHOWN} == {name: getattr(before, name) for name in SHOWN}
    assert after.metadata == before.metadata
    assert isinstance(after, Article)


def test_nothing_of_a_build_is_kept():
    """Settings, context, translations and words are those of the build that takes it over."""
    kept = kept_of(made())

    assert not {"settings", "_context", "translations", "_content"} & kept.attributes.keys()
    assert kept.metadata["tags"] == [Term(Tag, "a", "a"), Term(Tag, "b", "b")]


def test_words_are_read_when_somebody_asks():
    """Nobody reads the words of a post whose page stays as it is."""
    asked = []
    post = put_together(
        TRACKING[Article], Kept({}, {}), SimpleNamespace, settings=SETTINGS, _read=partial(asked.append, "read")
    )
    assert asked == []
    assert post._content is None  # noqa: SLF001 (Pelican's own name)
    assert asked == ["read"]


def told(settings):
    """Publish; return how it ended and what was told."""
    output = str(settings.parent / "output")
    result = run("publishing", "html", "--settings", str(settings), "--output", output, "--json")
    return result.returncode, json.loads(result.stdout)["problems"]


def test_what_pelican_tells_of_a_post_is_told_each_time(tmp_path):
    """A post whose making goes with a complaint of Pelican's is made each time."""
    settings = bare_site(tmp_path, "LOG_FILTER = []\n")
    posts = tmp_path / "content" / "posts"
    posts.mkdir()
    text = f'{TEXT}\n\n<img src="/images/logo.png" alt="">'
    (posts / "a.md").write_text(POST.format(date="2026-01-01", text=text), encoding="utf-8")
    (posts / "b.md").write_text(POST.format(date="2026-01-01", text=TEXT).replace("A post", "B"), encoding="utf-8")
    code, problems = told(settings)

    assert code
    assert "Empty alt attribute" in problems[-1]["text"]
    assert told(settings) == (code, problems)
