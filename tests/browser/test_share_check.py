"""The share check: the browser shows what Python shows, sends nothing, and says what it finds."""

import gzip
import json
from urllib.parse import urlsplit

import pytest
from axe import in_both_schemes
from networks.head import read
from networks.rules import TABLE
from networks.shown import Shown, shown
from playwright.sync_api import expect

CHECK = "/share-check/"
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


def meta(name: str, content: str, attribute: str = "property") -> str:
    """Return a tag as writers of pages write it."""
    return f'<meta {attribute}="{name}" content="{content}">'


def graph(*keys: tuple[str, str]) -> str:
    """Return tags of Open Graph."""
    return "".join(meta(f"og:{key}", content) for key, content in keys)


def json_ld(data: object) -> str:
    """Return a JSON-LD script."""
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


USUAL = graph(("title", "A title"), ("description", "A description"), ("type", "article"))
PICTURE = graph(("image", "https://example.com/a.png"), ("image:width", "1200"), ("image:height", "630"))
LARGE = meta("twitter:card", "summary_large_image", "name")
NEWS = {"@type": "NewsArticle", "headline": "A headline", "description": "In JSON-LD", "publisher": {"name": "Paper"}}
ODD = {
    "nothing": "",
    "text": "No tag at all",
    "title": "<title>Only  a\n title</title>",
    "heading": "<body><h1>Only a <b>heading</b></h1>",
    "pair": "<title>A title</title>" + meta("description", "A description", "name"),
    "twitter": "".join(
        meta(f"twitter:{k}", v, "name") for k, v in (("title", "T"), ("description", "D"), ("image", "/i.png"))
    ),
    "twitter-first": meta("twitter:title", "First", "name") + USUAL,
    "usual": USUAL + PICTURE + LARGE,
    "small-card": USUAL + PICTURE + meta("twitter:card", "summary", "name"),
    "last-card": USUAL + PICTURE + LARGE + meta("twitter:card", "summary", "name"),
    "two-pictures": USUAL + PICTURE + graph(("image", "https://example.com/b.png")) + LARGE,
    "six-pictures": USUAL + "".join(graph(("image", f"https://example.com/{n}.png")) for n in range(6)),
    "small-picture": USUAL + graph(("image", "https://e.com/a.png"), ("image:width", "120"), ("image:height", "120")),
    "square-picture": USUAL + graph(("image", "https://e.com/a.png"), ("image:width", "600"), ("image:height", "600")),
    "tall-picture": USUAL + graph(("image", "https://e.com/a.png"), ("image:width", "600"), ("image:height", "900")),
    "wide-picture": USUAL + graph(("image", "https://e.com/a.png"), ("image:width", "3000"), ("image:height", "600")),
    "no-size": USUAL + graph(("image", "https://example.com/a.png")) + LARGE,
    "no-number": USUAL + graph(("image", "https://e.com/a.png"), ("image:width", "wide"), ("image:height", "-1")),
    "svg": USUAL + PICTURE + graph(("image:type", "image/svg+xml")) + LARGE,
    "avif": USUAL + PICTURE + graph(("image:type", "image/avif")) + LARGE,
    "secure-url": USUAL + graph(("image:secure_url", "https://example.com/s.png")),
    "icons": '<title>T</title><link rel="shortcut icon" href="/f.ico"><link rel="apple-touch-icon" href="/t.png">',
    "names": meta("og:title", "By name", "name") + meta("og:image", "https://e.com/a.png", "name"),
    "upper-case": meta("OG:Title", "Loud") + meta("DESCRIPTION", "Loud too", "NAME") + "<TITLE>Title</TITLE>",
    "empty": graph(("title", ""), ("title", "Second"), ("description", "  "), ("image", "")) + "<title></title>",
    "emoji": graph(("title", "👩‍👩‍👧‍👦" * 20), ("description", "🏳️‍🌈👍🏽é" * 90)) + f"<title>{'😀' * 40}</title>",
    "cjk": graph(("title", "日本語の題名" * 14), ("description", "説明文です。" * 70))
    + f"<title>{'漢字' * 25}</title>",
    "marks": graph(("title", "é" * 60 + "نَصٌّ" * 10), ("description", "ไทย" * 130)) + f"<title>{'ก็' * 40}</title>",
    "pixels": f"<title>{'i' * 134}{'W' * 2}</title>" + USUAL,
    "half-pixel": f"<title>{'{' * 55}{'r' * 35}</title>",  # 600.5 px
    "long": graph(("title", "word " * 90), ("description", "sentence " * 90)) + f"<title>{'Long title ' * 20}</title>",
    "site-name": USUAL + PICTURE + graph(("site_name", "n" * 300)),
    "long-address": USUAL + graph(("image", f"https://example.com/{'a' * 2100}.png")),
    "long-alt": USUAL + PICTURE + graph(("image:alt", "a" * 4100)),
    "markup": graph(("title", "&lt;/script&gt;<b>x</b> &amp;amp; &quot;q&quot;"), ("description", "{{ 7*7 }} ${x}")),
    "news": USUAL + json_ld(NEWS),
    "news-in-capitals": USUAL + json_ld(NEWS).replace("application/ld+json", " Application/LD+JSON "),
    "news-in-a-list": USUAL + json_ld([{"@type": "Thing"}, NEWS, {**NEWS, "headline": "Second"}]),
    "news-in-a-graph": USUAL + json_ld({"@graph": [NEWS, {"@type": "WebSite", "name": "A site"}]}),
    "two-types": USUAL + json_ld({**NEWS, "@type": ["NewsArticle", "WebPage"]}),
    "json-ld-pictures": json_ld({"@type": "Article", "image": [{"url": "https://e.com/1.png"}, "https://e.com/2.png"]}),
    "json-ld-empty": json_ld({"@type": "WebPage", "image": [], "primaryImageOfPage": {"url": "https://e.com/p.png"}}),
    "json-ld-broken": USUAL + json_ld("{not json") + json_ld("[]") + json_ld("null") + json_ld('"text"'),
    "noindex": USUAL + meta("robots", "NOINDEX, follow", "name"),
    "snippets": USUAL + meta("robots", "nosnippet, max-image-preview: none", "name") + PICTURE + "<title>T</title>",
    "fields": USUAL
    + "".join(meta(f"twitter:{k}", v, "name") for k, v in (("label1", "By"), ("data1", "Ann"), ("label2", "x"))),
    "byline": USUAL + meta("fediverse:creator", "@a@example.social", "name"),
    "several-keys": '<meta property="og:title" name="twitter:title" itemprop="name" content="One for all">',
    "whole-page": f"<!doctype html><html lang=en><head>{USUAL}</head><body><h1>H</h1>{meta('og:title', 'Late')}</body>",
}
IN_BROWSER = """async ([heads, script]) => {
    const { read, shown } = await import(script);
    const { readers } = await (await fetch(new URL("../networks.json", new URL(script, location)))).json();
    return heads.map(([html, url]) =>
        readers.map((reader) => ({ ...shown(read(html, url), reader), reader: reader.name }))
    );
}"""


def in_python(found: Shown) -> dict:
    """Return what Python shows, as far as the browser shows it too."""
    picture = found.picture
    return {
        "reader": found.reader.name,
        "layout": str(found.layout),
        **{name: in_words(getattr(found, name)) for name in ("title", "description")},
        "picture": picture and (picture.url, picture.ratio, picture.file.width, picture.file.height),
        "site": found.site and found.site.text,
        "byline": found.byline and found.byline.text,
        "fields": [list(pair) for pair in found.fields],
        "problem": found.problem,
        "remarks": list(found.remarks),
    }


def in_words(found) -> tuple | None:
    return found and (found.text, found.lines, found.is_cut, found.fits)


def from_browser(found: dict) -> dict:
    """Return the same of what the browser shows."""
    picture = found.get("picture")
    words = {name: found.get(name) for name in ("title", "description")}
    return {
        **{name: found.get(name) for name in ("reader", "layout", "site", "byline", "fields", "remarks")},
        **{k: w and (w["text"], w["lines"], w["isCut"], w["fits"]) for k, w in words.items()},
        "picture": picture and (picture["text"], picture["ratio"], picture.get("width", 0), picture.get("height", 0)),
        "problem": found.get("problem") or "",
    }


@pytest.fixture(scope="module")
def page(browser, home):
    """The share check, opened."""
    page = browser.new_page()
    page.goto(home + CHECK, wait_until="networkidle")
    yield page
    page.close()


def checked(page, html: str) -> list[str]:
    """Check a head as a reader does; return what is found."""
    page.get_by_label("HTML of your page").fill(html)
    page.get_by_role("button", name="Check").click()
    return page.locator("[data-check-findings] li").all_inner_texts()


def compared(page, base: str, heads: dict[str, tuple[str, str]]) -> list[tuple]:
    """Return where browser and Python differ, by head and network."""
    script = f"{urlsplit(base).path}/theme/js/share-check.js"
    answers = page.evaluate(IN_BROWSER, [list(heads.values()), script])
    return [
        (name, {key: (expected[key], found[key]) for key in expected if expected[key] != found[key]})
        for (name, (html, url)), shown_there in zip(heads.items(), answers, strict=True)
        for reader, answer in zip(TABLE, shown_there, strict=True)
        if (expected := in_python(shown(read(html, url), reader))) != (found := from_browser(answer))
    ]


def test_odd_heads(page, home):
    """Of heads of all sorts the browser shows on every network what Python shows."""
    assert compared(page, home, {name: (html, "https://www.example.com/p/") for name, html in ODD.items()}) == []


@pytest.mark.parametrize("site", ["real", "built"])
def test_own_pages(request, page, home, site):
    """Of every page of ours too."""
    found = request.getfixturevalue(site)
    heads = {
        path: (found.text(f"{path}index.html" if not path.endswith(".html") else path), f"{found.url}/{path}")
        for path in found.pages()
    }

    assert compared(page, home, heads) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("text", "title is missing: search engines show it as the headline."),
        ("pair", "og:image is missing: networks show it as the picture."),
        ("two-pictures", "og:image stands there more than once: networks take the first, the last or all."),
        ("twitter", "twitter:image is “/i.png”: it must begin with https://."),
        ("names", "og:title stands in “name”: some networks read it in “property” alone."),
        ("cjk", "Discord: the title is cut at 70 bytes."),
        (
            "no-size",
            "Facebook: the first share shows no picture, since og:image:width and og:image:height are not there.",
        ),
        ("site-name", "Discord: no preview, since the site’s name is longer than 256 characters."),
        ("noindex", "Google: no preview, since the page asks not to be listed (noindex)."),
    ],
)
def test_findings(page, name, message):
    """What is missing, doubled, relative or too long is told in a sentence."""
    assert message in checked(page, ODD[name])


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            '<link rel="canonical" href="https://e.com/a/"><meta property="og:url" content="https://e.com/b/">',
            "canonical and og:url are two addresses, https://e.com/a/ and https://e.com/b/.",
        ),
        ('<link rel="canonical" href="/a/">', "canonical is “/a/”: it must begin with https://."),
    ],
)
def test_findings_on_addresses(page, html, message):
    """The address of a page is one, and a whole one."""
    assert message in checked(page, html)


def test_broken_json_ld_is_told(page):
    """The browser's own words say what is wrong with it."""
    assert [found for found in checked(page, ODD["json-ld-broken"]) if found.startswith("JSON-LD cannot be read: ")]


def test_own_article_is_in_order(page, real):
    """In an article of ours nothing is missing, doubled or relative; what lines of a phone cut off is told."""
    found = checked(page, real.text("smo-vs-smm/index.html"))

    assert [message for message in found if not message.endswith(": the description may not be seen whole.")] == []


def test_previews_are_drawn(page):
    """Each network has its preview: words, a frame instead of the picture, and where its rules were read."""
    checked(page, ODD["usual"])
    previews = page.locator("[data-check-previews] figure")
    mastodon = previews.filter(has_text="Mastodon")

    assert previews.locator("figcaption").all_inner_texts() == [reader.name for reader in TABLE]
    assert mastodon.locator("[data-part=title]").inner_text() == "A title"
    assert mastodon.locator("[data-part=picture]").inner_text() == "Picture, 1200×630 px: https://example.com/a.png"
    assert mastodon.get_by_role("link").first.get_attribute("href").startswith("https://")
    assert previews.locator("img").count() == 0


def test_status_and_focus(page):
    """Without a mouse: Tab leads from the field to the button, and the result is announced and reached."""
    page.get_by_label("HTML of your page").fill(ODD["usual"])
    page.get_by_label("HTML of your page").press("Tab")
    page.keyboard.press("Enter")

    assert page.locator("[data-check-status]").inner_text().endswith("Previews: 15.")
    assert page.locator("[data-check-status]").get_attribute("role") == "status"
    assert page.evaluate("document.activeElement.textContent") == "Findings"


HOSTILE = """<script>window.ran = 1</script><img src=x onerror="window.ran = 1"><link rel="stylesheet" href="/a.css">
<link rel="preload" href="/b.js" as="script"><iframe src="/c"></iframe><meta http-equiv="refresh" content="0; url=/d">
<base href="https://elsewhere.example/"><svg onload="window.ran = 1"></svg><video src="/e" autoplay></video>
<meta property="og:title" content="<img src=x onerror='window.ran = 1'>"><meta property="og:image" content="/f.png">
<meta property="og:site_name" content="</script><script>window.ran = 1</script>">"""


def test_nothing_is_sent_and_nothing_runs(tab, home):
    """Under the site's policy all works; a hostile page neither runs nor asks for anything, and nothing is sent."""
    page = tab()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(home + CHECK, wait_until="networkidle")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    for html in ODD.values():
        checked(page, html or " ")
    # Chromium complains of the pasted page's own handlers, which the policy keeps from running once more.
    own = list(complaints)
    checked(page, HOSTILE)
    page.wait_for_timeout(200)

    assert (requests, own, page.evaluate("window.ran")) == ([], [], None)
    assert page.url == home + CHECK


def without_policy(route) -> None:
    """Answer with the page alone, as hosts do that nobody told of the policy."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": ""})


def test_nothing_runs_without_a_policy(page):
    """Where no policy is set, a hostile page runs no more than under one."""
    page.route(f"**{CHECK}", without_policy)
    page.reload(wait_until="networkidle")
    checked(page, HOSTILE)
    page.wait_for_timeout(200)

    assert page.evaluate("window.ran") is None
    assert page.locator("[data-check-previews] img, [data-check-previews] script").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_results_are_accessible(tab, home, size):
    """Axe finds nothing in the results either."""
    page = tab(SIZES[size])
    page.goto(home + CHECK)
    checked(page, ODD["long"] + PICTURE)

    assert in_both_schemes(page) == []


@pytest.mark.parametrize("name", ["long", "emoji", "long-address", "markup"])
def test_results_fit_the_narrowest_phone(tab, home, name):
    """At 320 px nothing that a page says makes the results scroll sideways."""
    page = tab((320, 640))
    page.goto(home + CHECK)
    checked(page, ODD[name])

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript(tab, home):
    """Without JavaScript the page says that it needs it, and shows no field that would do nothing."""
    page = tab(java_script_enabled=False)
    page.goto(home + CHECK)

    assert "JavaScript is switched off here, so this check cannot run." in page.inner_text("main")
    assert page.locator("main :is(textarea, button):visible").count() == 0


def test_without_the_table(tab, home):
    """When the networks' rules cannot be loaded, the page says so and its button stays off."""
    page = tab()
    page.route("**/networks.json", lambda route: route.abort())
    page.goto(home + CHECK)

    expect(page.locator("[data-check-status]")).to_contain_text("The networks’ rules could not be loaded.")
    assert page.get_by_role("button", name="Check").is_disabled()


def test_small(real):
    """Scripts and table together are no more than 8.5 KB on the way."""
    sizes = [
        len(gzip.compress((real.folder / "theme" / name).read_bytes(), 9))
        for name in ("js/share-check.js", "js/counting.js", "networks.json")
    ]

    assert sum(sizes) <= 8704
