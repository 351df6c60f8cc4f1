"""What a page says of how it shares itself is what its head says."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from factories import BLOG, ROOT, Built, described, picture, site, source
from networks.head import read
from networks.rules import READERS
from networks.shown import shown
from social.anatomy import EXPLANATIONS, FOLDER, anatomy, head_of
from social.head import render, tags
from social.metadata import describe
from social.model import Alternate, Author, FeedLink, Icon, Metadata, PageKind, Term

# The same on every page, and nothing about this one.
LEFT_OUT = ("viewport", "theme-color")
PREVIEWS = ("linkedin", "facebook", "x", "mastodon")
ADA = Author(name="Ada", url=f"{BLOG}/author/ada/", twitter="@ada", fediverse="@ada@example.org")
FULL_SITE = site(
    twitter="@site",
    previews=PREVIEWS,
    feeds=(FeedLink(title="Site: Atom", url=f"{BLOG}/feed.xml", type="application/atom+xml"),),
    icons=(Icon(rel="icon", url=f"{BLOG}/favicon.ico", sizes="32x32"),),
)
FULL = describe(
    source(
        PageKind.ARTICLE,
        {"title": "A title", "summary": "The summary.", "share_title": 'Tom & "Jerry" </script>', "date": "2026-01-02"},
        modified=datetime(2026, 1, 3, tzinfo=UTC),
        authors=(ADA,),
        section=Term(name="Topic", url=f"{BLOG}/category/topic/"),
        tags=(Term(name="Growth", url=f"{BLOG}/tag/growth/"), Term(name="Long", url=f"{BLOG}/tag/long/")),
        alternates=(
            Alternate(language="en-GB", url=f"{BLOG}/post/"),
            Alternate(language="fr", url=f"{BLOG}/fr/post/"),
            Alternate(language="x-default", url=f"{BLOG}/post/"),
        ),
    ),
    FULL_SITE,
)
PAGES = {
    "full": FULL,
    "bare": described(),
    "elsewhere": described(PageKind.ARTICLE, {"canonical": "https://example.net/original/"}),
    "home": described(PageKind.HOME, path=""),
    "author": described(PageKind.AUTHOR, author=ADA),
}


def without_lines(html: str, meta: Metadata):
    """Return what networks find in a head, without the lines, which values have not."""
    found = read(f"<html lang={meta.language}><head>{html}</head><h1>{meta.heading}</h1>", meta.address)
    parts = {
        name: tuple(replace(part, line=0) for part in getattr(found, name)) for name in ("metas", "links", "blocks")
    }
    return replace(found, title_line=0, heading_line=0, **parts)


@pytest.mark.parametrize("meta", PAGES.values(), ids=PAGES)
def test_the_tags_are_read_as_their_html_is(meta):
    """Networks find in the list of tags what they find in the HTML made of it."""
    assert head_of(tags(meta), meta) == without_lines(render(tags(meta)), meta)


def test_previews_are_those_of_the_settings():
    """The networks that the site names, in its order, each as its rules have it."""
    previews = anatomy(FULL).previews

    assert [preview.reader.key for preview in previews] == list(PREVIEWS)
    assert previews == tuple(shown(head_of(tags(FULL), FULL), READERS[key]) for key in PREVIEWS)
    assert [preview.title and preview.title.text for preview in previews] == [FULL.title.value] * 2 + [
        None,
        FULL.title.value,
    ]


@pytest.mark.parametrize(
    ("key", "origin"),
    [
        ("title", "Title, line 1; Share_Title, line 3"),
        ("description", "Summary, line 2"),
        ("og:image", "drawn from the page’s title"),
        ("og:locale", "the article page; site default; posts of the same slug in other languages"),
        ("robots", "site default"),
        ("article:published_time", "site default; Date, line 4"),
    ],
)
def test_origins(key, origin):
    """Each part says where its values came from, every place once."""
    part = next(part for part in anatomy(FULL).parts if key in dict(part.lines))

    assert part.origin == origin


def test_every_tag_is_explained_once():
    """No key stands in two sentences, and every field is one that has an origin."""
    keys = [key for explanation in EXPLANATIONS for key, _ in explanation.keys]

    assert sorted(set(keys)) == sorted(keys)
    assert all(FULL.origin(field) for explanation in EXPLANATIONS for _, field in explanation.keys if field)


@pytest.mark.parametrize(
    ("url", "is_ours"), [(f"{BLOG}/images/a.png", True), ("https://elsewhere.example/a.png", False)]
)
def test_pictures_of_others_are_not_loaded(url, is_ours):
    """The panel shows a picture of this site alone."""
    meta = describe(source(fields={"share_image": "a"}, share_picture=picture(url=url, file=None)), FULL_SITE)

    assert anatomy(meta).is_ours is is_ours


def articles(site: Built) -> dict[str, BeautifulSoup]:
    """Return all articles of a site."""
    pages = ((path, site.page(path)) for path in site.pages())
    return {path: page for path, page in pages if page.find("meta", property="og:type", content="article")}


def in_head(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the tags of a page's head that tell something of the page itself."""
    found = [("title", page.title.string)]
    for meta in page.head.find_all("meta", content=True):
        name = meta.get("property") or meta.get("name")
        if name not in LEFT_OUT:
            found.append((name, meta["content"]))
    found += [("canonical", link["href"]) for link in page.head.find_all("link", rel="canonical")]
    found += [("hreflang", f"{link['hreflang']} {link['href']}") for link in page.head.find_all("link", hreflang=True)]
    graph = json.loads(page.head.find("script", type="application/ld+json").string)["@graph"]
    return sorted([*found, ("JSON-LD @type", ", ".join(node["@type"] for node in graph))])


def in_panel(panel: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the tags that the panel shows."""
    return sorted((value.find_previous_sibling("dt").string, value.string) for value in panel.find_all("dd"))


def sharing_page(site: Built, article: BeautifulSoup) -> BeautifulSoup:
    """Return the page that the panel of an article shows in its frame."""
    (frame,) = article.select("[data-nosnippet] iframe")
    return site.page(frame["src"].removeprefix(urlsplit(site.url).path).removeprefix("/"))


def shared(site: Built) -> dict[str, tuple[BeautifulSoup, BeautifulSoup]]:
    """Return all articles that readers may share, each with the page on how it shares itself."""
    found = {path: page for path, page in articles(site).items() if not path.startswith("drafts/")}
    return {path: (page, sharing_page(site, page)) for path, page in found.items()}


def test_the_panel_shows_what_the_head_says(any_site):
    """For every article there is each tag of its head with its value, no other, and a sentence on each."""
    found = shared(any_site)
    assert len(found) >= 6
    for path, (page, panel) in found.items():
        assert in_panel(panel.main) == in_head(page), path
        assert all(part.p.get_text(" ", strip=True) and part.small.string for part in panel.main.ul.find_all("li")), (
            path
        )


def test_drafts_have_none(any_site):
    """What nobody is to share yet has no panel, and no page for it is written."""
    drafts = {path: page for path, page in articles(any_site).items() if path.startswith("drafts/")}

    assert [path for path, page in drafts.items() if page.select("[data-nosnippet]")] == []
    assert any_site.panels() == sorted(f"sharing/{path}" for path in shared(any_site))


def test_the_previews_of_the_panel(any_site):
    """For every article the previews are what the networks show of the page's HTML."""
    for path, (_, panel) in shared(any_site).items():
        figures = panel.select("figure")
        html = any_site.text(f"{path}index.html")
        expected = [shown(read(html, f"{any_site.url}/{path}"), READERS[key]) for key in PREVIEWS]
        assert [figure.figcaption.string for figure in figures] == [found.reader.name for found in expected], path
        for figure, preview in zip(figures, expected, strict=True):
            words = [
                found.text for found in (preview.title, preview.description, preview.byline, preview.site) if found
            ]
            assert [line.get_text() for line in figure.find_all("p")] == words, path
            assert figure["data-layout"] == preview.layout, path
            assert [img["data-ratio"] for img in figure.find_all("img")] in ([f"{preview.picture.ratio:.2f}"], []), path


def test_the_panel_is_closed_and_apart(any_site):
    """It is closed, loads nothing before it is opened, and stands in no text, no feed and no search result."""
    for path, (page, panel) in shared(any_site).items():
        section = page.find("section", attrs={"data-nosnippet": True})
        assert not section.details.has_attr("open"), path
        assert section.iframe["loading"] == "lazy", path
        assert section.find_parent(class_="prose") is None, path
        assert section.find_parent("footer"), path
        assert panel.find("meta", attrs={"name": "robots"})["content"] == "noindex", path
        assert panel.find("meta", property="og:url") == page.find("meta", property="og:url"), path
    for name in ("feed.xml", "rss.xml", "feed.json", "sitemap.xml"):
        assert f"{any_site.url}/{FOLDER}/" not in any_site.text(name)
        assert f"{any_site.url}/sharing/" not in any_site.text(name)


def test_every_shape_has_its_style():
    """The styles know every shape of a picture and every number of lines that a network's rules name."""
    style = (ROOT / "theme" / "templates" / "css" / "later.css").read_text(encoding="utf-8")
    for reader in READERS.values():
        for ratio in (reader.picture.ratio, reader.picture.small_ratio):
            assert not ratio or f'[data-ratio="{ratio:.2f}"]' in style, reader.key
        for rule in (reader.title, reader.description):
            assert all(f'[data-lines="{n}"]' in style for n in (rule.lines, rule.lines_alone) if 0 < n < 4), reader.key


def test_the_panel_weighs_little(real):
    """It adds no more than 200 bytes to an article on the way."""
    for path in articles(real):
        html = real.text(f"{path}index.html")
        start = html.index("<section data-nosnippet")
        without = html[:start] + html[html.index("</section>", start) :]
        assert len(gzip.compress(html.encode(), 9)) - len(gzip.compress(without.encode(), 9)) <= 200, path
