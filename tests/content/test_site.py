"""The articles as the built site shows them: reachable, linked, with diagrams for every reader."""

import re
from collections import defaultdict
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from factories import ROOT
from lxml import html
from proofreading.inline import plain
from proofreading.model import Kind
from proofreading.reading import article_of

POSTS = sorted(file.name for file in (ROOT / "content" / "posts").glob("*.md"))
ENGLISH = [name.removesuffix(".md") for name in POSTS if name.count(".") == 1]
GLOSSARY = "glossary/"
DIAGRAMS = 8
# What a drawing may be coloured with: the theme's classes follow light and dark.
COLOURS = ("fill", "stroke", "stop-color", "color")
FOLLOWING = re.compile(r"none|currentColor|inherit|transparent|var\(--[\w-]+\)|url\(#[\w-]+\)", re.IGNORECASE)


@pytest.fixture(scope="module")
def trees(real):
    """All pages of the real site, parsed, by their addresses."""
    return {
        path: html.fromstring(real.text(path if path.endswith(".html") else f"{path}index.html"))
        for path in real.pages()
    }


def linked(tree, path, within="//body"):
    """Return the addresses of pages that a page links to, from a part of it."""
    here = f"https://example.org/{path}"
    found = {urldefrag(urljoin(here, href)).url for href in tree.xpath(f"{within}//a/@href")}
    return {urlsplit(url).path.removeprefix("/") for url in found if urlsplit(url).netloc == "example.org"}


def prose(tree):
    """Return the part of an article's page that its writer wrote."""
    return tree.xpath('//article//div[contains(concat(" ", @class, " "), " prose ")]')[0]


@pytest.fixture(scope="module")
def mentions(trees):
    """By article, the articles whose own text links to it."""
    found = defaultdict(set)
    for slug in ENGLISH:
        for target in linked(prose(trees[f"{slug}/"]), f"{slug}/", "."):
            if target != f"{slug}/":
                found[target].add(slug)
    return found


@pytest.mark.parametrize("start", ["", "topics/"])
def test_within_two_clicks(trees, start):
    """Every article is two clicks or fewer from the home page and from the list of topics, without a menu's help."""
    near = linked(trees[start], start, "//main") & trees.keys()
    reached = near.union(*(linked(trees[path], path, "//main") for path in near))

    assert {f"{slug}/" for slug in ENGLISH} <= reached


@pytest.mark.parametrize("slug", ENGLISH)
def test_not_orphaned(mentions, slug):
    """The text of another article links to every article."""
    assert mentions[f"{slug}/"], f"no article's text links to {slug}.md"


@pytest.mark.parametrize("slug", ENGLISH)
def test_on_the_page_of_its_topic(trees, slug):
    """The hub of an article's topic shows it, and the article leads to the hub."""
    hubs = {
        path
        for path in linked(trees[f"{slug}/"], f"{slug}/", "//main")
        if path.startswith("topics/") and path != "topics/"
    }
    text = (ROOT / "content" / "posts" / f"{slug}.md").read_text(encoding="utf-8")
    topic = re.search("^Category: (.*)$", text, re.MULTILINE)[1]
    hub = next(path for path in hubs if trees[path].xpath("string(//h1)").strip() == topic)

    assert f"{slug}/" in linked(trees[hub], hub, "//main")


@pytest.fixture(scope="module")
def terms(trees):
    """The ids of the glossary's terms."""
    return set(trees[GLOSSARY].xpath("//dl/dt/@id | //dl/dt//*/@id"))


def test_terms(terms, trees):
    """There are fifty terms or more, each with an id of its own, and the list from A to Z has them all."""
    listed = trees[GLOSSARY].xpath('//nav[@aria-labelledby="_index"]//a')
    shown = trees[GLOSSARY].xpath("//dl/dt")

    assert len(shown) >= 50
    assert [term.text_content() for term in shown if term.get("id") not in terms] == []
    assert {entry.get("href").removeprefix("#") for entry in listed} <= terms
    assert {term.text_content().strip() for term in shown} <= {entry.text_content().strip() for entry in listed}


@pytest.mark.parametrize("slug", ENGLISH)
def test_glossary_links(terms, trees, slug):
    """Every link to a term finds it."""
    found = {
        href.partition("#")[2] for href in prose(trees[f"{slug}/"]).xpath('.//a[contains(@href, "glossary/#")]/@href')
    }

    assert len(found) >= 3
    assert found <= terms


def test_terms_are_used(terms, trees):
    """Articles and the glossary itself link to at least half of the terms."""
    used = {
        href.partition("#")[2]
        for path, tree in trees.items()
        for href in tree.xpath('//main//div[contains(@class, "prose")]//a[contains(@href, "#")]/@href')
        if "glossary/#" in href or path == GLOSSARY
    }

    assert len(used & terms) >= len(terms) / 2


@pytest.fixture(scope="module")
def diagrams(trees):
    """The drawings that are part of an article's text, each with the article's slug."""
    return [(slug, svg) for slug in ENGLISH for svg in prose(trees[f"{slug}/"]).xpath(".//svg[not(@aria-hidden)]")]


def test_number_of_diagrams(diagrams):
    """At least eight diagrams explain what words explain badly."""
    assert len(diagrams) >= DIAGRAMS
    assert len({slug for slug, _ in diagrams}) >= DIAGRAMS


def test_diagrams_speak(diagrams):
    """Each diagram is a picture with a name, and its description tells all of it."""
    for slug, svg in diagrams:
        described = svg.xpath("string(./desc)").split()
        assert svg.get("role") == "img", slug
        assert len((svg.get("aria-label") or svg.xpath("string(./title)")).split()) >= 3, slug
        assert len(described) >= 12, slug
        assert svg.get("aria-describedby") in svg.xpath("./desc/@id"), slug


def test_diagrams_follow_light_and_dark(diagrams):
    """No diagram has a colour of its own."""
    for slug, svg in diagrams:
        fixed = [
            f"{name}={value}"
            for element in svg.iter()
            for name, value in element.attrib.items()
            if name in COLOURS and not FOLLOWING.fullmatch(value)
        ]
        assert fixed == [], slug
        assert not svg.xpath(".//style | .//@style"), slug


def test_diagrams_fit_a_phone(diagrams):
    """Diagrams are drawn 360 units wide, with letters of 13 units or more."""
    for slug, svg in diagrams:
        sizes = [float(size) for size in svg.xpath(".//@font-size | @font-size")]
        assert float(svg.get("viewbox", svg.get("viewBox")).split()[2]) <= 400, slug
        assert min(sizes, default=16) >= 13, slug


@pytest.mark.parametrize("name", POSTS)
def test_all_words_were_proofread(real, name):
    """What the proofreading takes a file for is what the page shows: it has seen every word of the text."""
    article = article_of((ROOT / "content" / "posts" / name).read_text(encoding="utf-8"), ROOT / name)
    language = name.split(".")[1] if name.count(".") == 2 else ""
    slug = article.field("slug") or name.split(".")[0]
    path = next(path for path in (f"{language}/{slug}/".lstrip("/"), f"{slug}/") if path in real.pages())
    shown = prose(html.fromstring(real.text(f"{path}index.html")))
    for part in shown.xpath(".//svg | .//figure | .//pre | .//form | .//script | .//*[@data-tool]"):
        part.drop_tree()
    known = words(" ".join(plain(block.raw) for block in article.blocks if block.kind is not Kind.CODE))
    missing = words(shown.text_content()) - known

    assert len(known) > 150
    assert missing <= INTERFACE, sorted(missing)


INTERFACE = {"note", "tip", "important", "warning", "caution"}  # titles of boxes that name none


def words(text):
    """Return the words of a text in small letters."""
    return set(re.findall(r"[^\W\d_]{3,}", text.lower()))
