"""The built sites as crawlers and readers meet them: every page of the tiny site and of the real one."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from babel.dates import format_date
from bs4 import BeautifulSoup, SoupStrainer
from factories import ROOT, WORDS, Built, publish
from PIL import Image
from publishing.sitemap import SITEMAP
from words.tables import choose

# Crawlers of link previews that read no more than this much of a page. Slack asks for the first 32 KB.
FIRST_BYTES = 32_768
# https://developers.google.com/search/docs/appearance/structured-data/article#image
LEAST_PIXELS = 50_000
COMPANIONS = ["og:image:width", "og:image:height", "og:image:type", "og:image:alt"]
UNLISTED = ["404.html", "thank-you/", "newsletter-thank-you/", "search/", "fr/search/", "ar/search/"]
ONE_EACH = [
    *("og:title", "og:type", "og:url", "og:image", "og:description", "og:site_name", "og:locale"),
    *("twitter:card", "description", "robots", "viewport"),
]


def metas(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return name and content of each meta element, in order."""
    found = ((meta.get("property") or meta.get("name"), meta.get("content")) for meta in page.find_all("meta"))
    return [(name, content) for name, content in found if name]


def graph(page: BeautifulSoup) -> list[dict]:
    """Return the nodes of a page's only JSON-LD graph."""
    (script,) = page.find_all("script", type="application/ld+json")
    return json.loads(script.string)["@graph"]


@cache
def ids(file: Path) -> frozenset[str]:
    """Return the names of the parts of a page."""
    named = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml", parse_only=SoupStrainer(id=True))
    return frozenset(element["id"] for element in named.find_all(id=True))


def strings(value) -> Iterator[str]:
    """Yield all strings that the value of a JSON file, or an XML element with all below it, holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, ET.Element):
        for element in value.iter():
            yield from (*element.attrib.values(), element.text or "")
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def addresses(file: str) -> Iterator[str]:
    """Yield the addresses in a feed or sitemap: what is one as a whole, and those that HTML in it leads to or shows."""
    for text in strings(json.loads(file) if file.startswith("{") else ET.fromstring(file)):
        if len(text.split()) == 1 and urlsplit(text).scheme:
            yield text
        for element in BeautifulSoup(text, "html.parser").find_all() if "<" in text else ():
            for name in ("href", "src", "srcset", "poster", "data", "action", "cite"):
                yield from str(element.get(name, "")).split()


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ('{"items": [{"url": "https://a.example/?utm_source=x", "title": "utm_source=x"}]}', 1),
        ('{"content_html": "<p>?utm_source=x <a href=\'https://a.example/?utm_source=x\'>a</a></p>"}', 1),
        ("<rss><link>https://a.example/?utm_source=x</link><title>On utm_source=x</title></rss>", 1),
        ('<feed><link href="https://a.b/?utm_source=x" /><content>On https://a.b/?utm_source=x</content></feed>', 1),
        ("<feed><content>&lt;img srcset='/a?utm_source=x 1x, /b?utm_source=x 2x'&gt;</content></feed>", 2),
        ("<feed><id>tag:a.example,2026:utm_source=x</id></feed>", 1),
    ],
)
def test_addresses_are_found(file, found):
    """The labels of an address are found wherever a feed may have one, and words about labels are none."""
    assert sum("utm_source=" in address for address in addresses(file)) == found


def resolve(site: Built, address: str):
    """Return the file that a static host serves for an absolute address of the site, or None."""
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(site.url).path).lstrip("/")
    file = site.folder / (f"{path}index.html" if path == "" or path.endswith("/") else path)
    return file if file.is_file() else None


def test_every_page_has_each_tag_once(any_site):
    """No page lacks a tag that networks ask for, none has it twice, none is empty."""
    for path in any_site.pages():
        names = [name for name, _ in metas(any_site.page(path))]
        assert {name: names.count(name) for name in ONE_EACH} == dict.fromkeys(ONE_EACH, 1), path
        assert all(content.strip() for _, content in metas(any_site.page(path))), path


def test_the_picture_is_followed_by_what_belongs_to_it(any_site):
    """Discord attaches width, height, type and alt to the og:image right above them."""
    for path in any_site.pages():
        names = [name for name, _ in metas(any_site.page(path))]
        at = names.index("og:image")
        assert names[at + 1 : at + 5] == COMPANIONS, path


def test_the_picture_exists_and_is_as_declared(any_site):
    """The declared size is that of the file, which lies in the published folder."""
    for path in any_site.pages():
        found = dict(metas(any_site.page(path)))
        with Image.open(resolve(any_site, found["og:image"])) as image:
            assert [str(side) for side in image.size] == [found["og:image:width"], found["og:image:height"]], path
            assert image.get_format_mimetype() == found["og:image:type"], path


def test_every_page_has_a_card_of_its_own(any_site):
    """All pages that search engines may list; none of the others has one, but those whose `Share_Image` is cut."""
    found = {}
    cut = {"film/", "video/"}
    for path in any_site.pages():
        picture = dict(metas(any_site.page(path)))["og:image"]
        is_drawn = picture.startswith(f"{any_site.url}/cards/")
        assert is_drawn is ("noindex" not in robots_of(any_site, path) or path in cut), path
        if is_drawn and path not in cut:
            assert found.setdefault(picture, path) == path
            assert (resolve(any_site, picture).stat().st_size) <= (120_000 if picture.endswith(".jpg") else 60_000), (
                path
            )


def test_pictures_in_json_ld_have_no_words(any_site):
    """Google asks for pictures without text: none of them is the share card, all exist, all are large enough."""
    for path in any_site.pages():
        page = any_site.page(path)
        nodes = [node for node in graph(page) if node["@type"] == "BlogPosting" and "image" in node]
        for picture in (picture for node in nodes for picture in as_list(node["image"])):
            assert picture["url"] != dict(metas(page))["og:image"], path
            if file := resolve(any_site, picture["url"]):
                with Image.open(file) as image:
                    assert image.size == (picture["width"], picture["height"]), path
                    assert image.width * image.height >= LEAST_PIXELS, path
            else:
                assert not picture["url"].startswith(any_site.url), path


def as_list(value) -> list:
    """Return a property that may be one value or several as several."""
    return value if isinstance(value, list) else [value]


def test_canonical_is_the_address_that_networks_are_told(any_site):
    """Canonical and og:url are one absolute address; but for a post from elsewhere it is the page's own."""
    for path in any_site.pages():
        page = any_site.page(path)
        (canonical,) = page.find_all("link", rel="canonical")
        assert canonical["href"] == dict(metas(page))["og:url"], path
        if path != "first-published-elsewhere/":
            assert canonical["href"] == f"{any_site.url}/{path}"


def test_all_that_crawlers_read_stands_in_the_first_bytes(any_site):
    """The last tag, JSON-LD, is over before the first 32 KB are."""
    for path in any_site.pages():
        file = f"{path}index.html" if not path.endswith(".html") else path
        before_styles = any_site.text(file).partition("<style")[0]
        assert "application/ld+json" in before_styles, path
        assert len(before_styles.encode()) < FIRST_BYTES, path


def test_no_prefix_is_used_too_often(any_site):
    """Synapse ignores all og: tags of a page that has more than 50 of them."""
    for path in any_site.pages():
        names = [name for name, _ in metas(any_site.page(path))]
        assert sum(name.startswith("og:") for name in names) < 50, path


def test_json_ld_agrees_with_the_page(any_site):
    """The headline is og:title, the page's address canonical, and every reference resolves in the graph."""
    for path in any_site.pages():
        page = any_site.page(path)
        nodes = {node["@id"]: node for node in graph(page)}
        found = dict(metas(page))
        assert {node["url"] for node in nodes.values() if "webpage" in node["@id"]} == {found["og:url"]}, path
        for node in nodes.values():
            if node["@type"] == "BlogPosting":
                assert node["headline"] == found["og:title"], path
                assert node["datePublished"] == found["article:published_time"], path
            for value in node.values():
                for reference in value if isinstance(value, list) else [value]:
                    if isinstance(reference, dict) and set(reference) == {"@id"}:
                        assert reference["@id"] in nodes, (path, reference)


def test_titles_are_unique(any_site):
    """No two pages that may be listed share a title or a description."""
    listed = [any_site.page(path) for path in any_site.pages() if "noindex" not in robots_of(any_site, path)]
    for values in (
        [page.title.string for page in listed],
        [dict(metas(page))["description"] for page in listed],
    ):
        assert sorted(set(values)) == sorted(values)


def robots_of(site: Built, path: str) -> str:
    """Return a page's robots directives."""
    return dict(metas(site.page(path)))["robots"]


def test_one_h1_and_no_gap_between_headings(any_site):
    """Each page has one h1, and no heading is more than one level below the one before it."""
    for path in any_site.pages():
        levels = [
            int(heading.name[1]) for heading in any_site.page(path).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
        ]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_nothing_is_fetched_from_another_host(any_site):
    """No script, style, picture, font or frame comes from elsewhere: a reader's visit stays between the two of us."""
    host = urlsplit(any_site.url).netloc
    for path in any_site.pages():
        page = any_site.page(path)
        fetched = [element["src"] for element in page.find_all(src=True)]
        fetched += [link["href"] for link in page.find_all("link", href=True) if "alternate" not in link["rel"]]
        others = [url for url in fetched if urlsplit(url).netloc not in ("", host)]
        assert others in ([], ["https://example.net/original/"]), path


@pytest.mark.parametrize("name", ["built", "real", "real_under_path"])
def test_every_link_leads_somewhere(request, name):
    """Links, pictures, scripts and fragments within the site lead to a file and to an element of it."""
    site = request.getfixturevalue(name)
    for path in site.pages():
        page = site.page(path)
        base = f"{site.url}/{path}"
        for element in page.find_all(["a", "img", "script", "link", "form"]):
            reference = element.get("href") or element.get("src")
            if not reference or not urljoin(base, reference).startswith(f"{site.url}/"):
                assert not (reference or "").startswith("/"), (path, reference)
                continue
            address, fragment = urldefrag(urljoin(base, reference))
            file = resolve(site, address)
            assert file, (path, reference)
            if fragment:
                assert unquote(fragment) in ids(file), (path, reference)


def test_campaign_labels_stay_in_share_links(any_site):
    """No address of a feed, a sitemap, a head or a link within the site has labels; words may speak of them."""
    for name in ("feed.xml", "rss.xml", "feed.json", "sitemap.xml"):
        found = list(addresses(any_site.text(name)))
        assert any(address.startswith(f"{any_site.url}/") for address in found), name
        assert [address for address in found if "utm_" in unquote(address)] == [], name
    for path in any_site.pages():
        page = any_site.page(path)
        assert "utm_" not in "".join(
            str(tag) for tag in page.head.find_all(["meta", "link"]) if "description" not in str(tag)
        )
        for link in page.find_all("a", href=True):
            inside = urlsplit(link["href"]).netloc in ("", urlsplit(any_site.url).netloc)
            assert not (inside and link["href"].startswith(("/", "http")) and "utm_" in link["href"]), (path, link)


def test_every_article_can_be_shared_on_every_network(real):
    """The share row holds a link for each network; decoded, each holds the article's address with its label."""
    articles = [path for path in real.pages() if dict(metas(real.page(path)))["og:type"] == "article"]
    assert len(articles) >= 6
    for path in articles:
        links = [a["href"] for a in real.page(path).find_all("a", href=True) if "utm_source" in unquote(a["href"])]
        assert len(links) == 11, path
        for href in links:
            values = " ".join(value for values in parse_qs(urlsplit(href).query).values() for value in values)
            assert f"{real.url}/{path}?utm_source=" in values, href


def test_sitemap_holds_exactly_what_may_be_listed(any_site):
    """Every indexable page with its own canonical address stands in the sitemap, and nothing else."""
    listed = {loc.text for loc in ET.fromstring(any_site.text("sitemap.xml")).iter(f"{{{SITEMAP}}}loc")}
    expected = {
        f"{any_site.url}/{path}"
        for path in any_site.pages()
        if "noindex" not in robots_of(any_site, path) and path != "first-published-elsewhere/"
    }

    assert listed == expected


def test_translations_name_each_other(built):
    """The hreflang links go both ways, names the page itself and a default; og:locale follows the page."""
    versions = ["translated/", "fr/translated/"]
    found = []
    for path in versions:
        links = built.page(path).find_all("link", rel="alternate", hreflang=True)
        found.append({link["hreflang"]: link["href"] for link in links})

    assert found[0] == found[1]
    assert found[0] == {
        "en-GB": f"{built.url}/translated/",
        "fr": f"{built.url}/fr/translated/",
        "x-default": f"{built.url}/translated/",
    }
    assert [dict(metas(built.page(path)))["og:locale"] for path in versions] == ["en_GB", "fr_FR"]
    assert [dict(metas(built.page(path)))["og:locale:alternate"] for path in versions] == ["fr_FR", "en_GB"]


def test_real_articles_in_other_languages(real):
    """The French translation and its original name each other, the Arabic article stands alone and right to left."""
    found = {}
    for path in ("what-is-social-media-optimisation/", "fr/what-is-social-media-optimisation/", "ar/link-preview/"):
        page = real.page(path)
        links = page.find_all("link", rel="alternate", hreflang=True)
        found[page.html["lang"], page.html["dir"]] = {link["hreflang"]: urlsplit(link["href"]).path for link in links}
    pair = {
        "en-GB": "/what-is-social-media-optimisation/",
        "fr": "/fr/what-is-social-media-optimisation/",
        "x-default": "/what-is-social-media-optimisation/",
    }

    assert found == {("en-GB", "ltr"): pair, ("fr", "ltr"): pair, ("ar", "rtl"): {}}


def test_right_to_left(built):
    """An Arabic page is marked as Arabic and right to left."""
    html = built.page("ar/arabic/").html

    assert (html["lang"], html["dir"]) == ("ar", "rtl")


def test_the_interface_speaks_the_language_of_the_page(any_site):
    """Its words and dates are in the page's language; the words of one without a table are the site's, and say so."""
    spoken = set()
    for path in any_site.pages():
        page = any_site.page(path)
        language = page.html["lang"]
        words = choose(WORDS, language, "en-GB")
        spoken.add(words.language)
        assert page.find(class_="site-header").nav["aria-label"] == words.say("main_menu"), path
        found = {"skip_link": page.find(class_="skip-link"), "share_article": page.find(id="_share")}
        for key, element in found.items():
            if element:
                assert element.get_text() == words.say(key), path
                assert language_around(element).partition("-")[0] == words.language, path
        for time in page.select(".page-head time"):
            day = date.fromisoformat(time["datetime"].partition("T")[0])
            assert time.string == format_date(day, "long", locale=language.replace("-", "_")), path

    assert spoken == {"ar", "en", "fr"}


def language_around(element) -> str:
    """Return the language that an element is in, by the nearest `lang`."""
    return next(around["lang"] for around in (element, *element.parents) if around.get("lang"))


def test_hostile_text_is_shown_as_written(built):
    """A title full of markup is text everywhere, and no element comes of it."""
    title = "Tom & \"Jerry\" </script><b>x</b> — 50% $5 $$ {{ 7*7 }} &amp; 'quoted' <!-- 😀"
    page = built.page("hostile-text/")

    assert page.h1.get_text() == title
    assert dict(metas(page))["og:title"] == title
    assert next(node["headline"] for node in graph(page) if node["@type"] == "BlogPosting") == title
    assert not [script for script in page.find_all("script") if "alert" in script.get_text()]
    assert not page.h1.find("b")


def test_ids_of_the_theme_are_its_own(any_site):
    """Whatever a heading says, "Share" or "Tags", its id is none of the theme's, as are those in drawings and tools."""
    for path in any_site.pages():
        page = any_site.page(path)
        generated = {id(tag) for made in page.select(".prose :is(svg, [data-tool])") for tag in made.find_all(id=True)}
        written = {id(tag) for tag in page.select(".prose [id]")} - generated
        names = [tag["id"] for tag in page.find_all(id=True)]
        assert len(set(names)) == len(names), path
        for tag in page.find_all(id=True):
            assert tag["id"].startswith("_") == (id(tag) not in written), (path, tag["id"])


def test_text_needs_no_javascript(any_site):
    """No script is needed: all are modules that enhance, but for the one that recalls the colours the reader chose."""
    for path in any_site.pages():
        scripts = any_site.page(path).find_all("script")
        (recalling,) = [script for script in scripts if not script.has_attr("type")]
        assert "localStorage" in recalling.string, path
        others = {script["type"] for script in scripts if script is not recalling}
        assert others <= {"application/ld+json", "module"}, path


def test_drafts_are_found_and_marked_in_the_preview(built, real):
    """Where drafts are written, the home page leads to them and they say what they are; a publish says nothing."""
    listed = built.page("").find("section", attrs={"aria-labelledby": "_unpublished"})
    draft = built.page("drafts/draft/")

    assert [link["href"] for link in listed.find_all("a")] == ["/blog/drafts/draft/"]
    assert draft.find("article").find("strong", class_="label").string == "Not published yet"
    assert "noindex" in dict(metas(draft))["robots"]
    assert "Not published yet" not in real.text("index.html")


def test_drafts_are_never_published(real):
    """A publish holds no draft; kept out of search results are 404, thanks for a form and tags with a single post."""
    hidden = [path for path in real.pages() if "noindex" in robots_of(real, path)]

    assert not (real.folder / "drafts").exists()
    for path in hidden:
        assert path in UNLISTED or len(real.page(path).main.find_all("h2")) == 1, path


def test_same_input_same_bytes(real, tmp_path_factory):
    """A second build of the real site, of the same drawings, has the same files with the same bytes."""
    again = publish(ROOT / "publishconf.py", tmp_path_factory.mktemp("again"), real.url, drawn=real)
    first = {file.relative_to(real.folder): file for file in real.folder.rglob("*") if file.is_file()}
    second = {file.relative_to(again.folder): file for file in again.folder.rglob("*") if file.is_file()}

    assert first.keys() == second.keys()
    assert [path for path in first if first[path].read_bytes() != second[path].read_bytes()] == []


def test_terms_of_translations_have_pages(built):
    """A tag that only a translation has leads to a page that lists the translation."""
    links = [a["href"] for a in built.page("tags/referencement/").main.find_all("a", href=True)]

    assert f"{urlsplit(built.url).path}/fr/translated/" in links


def test_first_page_of_home_has_one_address(built):
    """From page 2 the way back leads to the canonical address of the home page, not to its file."""
    back = built.page("page/2/").find("a", rel="prev")

    assert back["href"] == f"{urlsplit(built.url).path}/"


def test_advertisements_say_so(built):
    """A sponsored post is labelled on its page, in lists, in feeds and in what a share hands over."""
    page = built.page("long-title/")
    heading = page.h1.get_text()

    assert page.main.find(class_="label").get_text() == "Advertisement"
    assert page.find(attrs={"data-share": True})["data-title"] == f"Ad: {heading}"
    for name in ("feed.xml", "rss.xml", "feed.json"):
        assert f"Ad: {heading}" in built.text(name)
    for path in ("archives/", "", "topics/first-topic/"):
        assert "Advertisement" in built.page(path).main.get_text()


def test_pictures_of_drafts_stay_at_home(tmp_path):
    """What only a draft shows is not in what is published; what a published post shows as well is."""
    site = shutil.copytree(ROOT / "tests" / "site", tmp_path / "site")
    conf = site / "conf.py"
    source = conf.read_text(encoding="utf-8").replace("HERE.parent.parent", f"Path({str(ROOT)!r})")
    nothing = 'DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""\n'
    conf.write_text(source + nothing, encoding="utf-8")

    folder = publish(conf, tmp_path, "https://example.org").folder

    assert not (folder / "posts" / "images" / "secret.png").exists()
    assert (folder / "posts" / "images" / "small.png").exists()
