"""What a reader meets in a browser."""

import json

import pytest
from axe import in_both_schemes, violations

ARTICLE = "/smo-vs-smm/"
TEMPLATES = {
    "home": "/",
    "article": ARTICLE,
    "page": "/about/",
    "contact": "/contact/",
    "feeds": "/feeds/",
    "share-check": "/share-check/",
    "glossary": "/glossary/",
    "category": "/topics/social-media-optimisation/",
    "categories": "/topics/",
    "tag": "/tags/smo/",
    "tags": "/tags/",
    "author": "/authors/editorial-team/",
    "authors": "/authors/",
    "archives": "/archives/",
    "not-found": "/404.html",
}
TINY = {
    "every-key": "/all-keys/",
    "hostile-text": "/hostile-text/",
    "long-title": "/long-title/",
    "right-to-left": "/ar/arabic/",
    "page-two": "/page/2/",
    "translated": "/fr/translated/",
}
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)


def open_page(tab, address, size=DESKTOP, media=None, **options):
    """Return a page, opened at an address; what goes wrong in it is kept in `page.complaints`."""
    page = tab(size, media, **options)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: page.complaints.append(request.url))
    page.goto(address)
    return page


@pytest.fixture(scope="module", params=[*TEMPLATES, *TINY])
def page(request, tabs, home, tiny_home):
    """Each template in turn: those of the real site, then the situations of the tiny one.

    What is asked for meanwhile is kept in `page.requests`. Tests of one page share it.
    """
    name = request.param
    address = home + TEMPLATES[name] if name in TEMPLATES else tiny_home + TINY[name]
    with tabs.opening() as tab:
        page = open_page(tab, "about:blank")
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(address, wait_until="networkidle")
        yield page


def test_quiet(page):
    """Nothing fails, nothing complains, and nothing is asked of another host."""
    host = page.url.split("/")[2]
    assert page.complaints == []
    assert [url for url in page.requests if url.split("/")[2] not in (host, "example.net")] == []


def test_skip_link(page):
    """The first stop of the Tab key is a visible link to the content, and the next stop lies in it or after it."""
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    box = page.evaluate("JSON.stringify(document.activeElement.getBoundingClientRect())")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    follows = page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const now = document.activeElement;
            return now === document.body || main.contains(now) ||
                Boolean(main.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
        }"""
    )

    assert first == "#_content"
    assert json.loads(box)["top"] >= 0
    assert json.loads(box)["height"] >= 24
    assert follows


def test_accessible(page):
    """Axe finds no violation, in both schemes and both ways, and at 320 px nothing makes the page scroll sideways."""
    found = {"desktop": in_both_schemes(page)}
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found["phone"] = violations(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    width = page.evaluate("document.documentElement.scrollWidth")

    assert found == {"desktop": [], "phone": []}
    assert width <= NARROW[0]


def test_dark_follows_the_system(tab, home):
    """The page's ground is light or dark as the system asks."""
    grounds = []
    for scheme in ("light", "dark"):
        page = open_page(tab, home + ARTICLE, media={"color_scheme": scheme})
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert grounds[0] != grounds[1]


def test_focus_is_visible(tab, home):
    """Each stop of the Tab key on an article shows an outline."""
    page = open_page(tab, home + ARTICLE)
    invisible = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const now = document.activeElement;
                if (now === document.body) return null;
                const style = getComputedStyle(now);
                const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return [now.outerHTML.slice(0, 80), outlined];
            }"""
        )
        if stop is None:
            break
        if not stop[1]:
            invisible.append(stop[0])

    assert invisible == []


def test_whole_without_javascript(tab, home):
    """Without JavaScript the text and the share links are there, and no button that would do nothing."""
    texts = []
    for options in ({}, {"java_script_enabled": False}):
        page = open_page(tab, home + ARTICLE, **options)
        texts.append(len(page.inner_text("main")))

    assert texts[1] >= 0.95 * texts[0]
    assert page.locator("a[href*='utm_source']:visible").count() == 11
    assert page.locator("main button:visible").count() == 0


@pytest.mark.parametrize("path", [TINY["every-key"], TINY["right-to-left"], TINY["hostile-text"]])
def test_panel_is_accessible(tab, tiny_home, path):
    """Axe finds nothing on the page on how an article shares itself, and it fits the narrowest phone."""
    page = open_page(tab, f"{tiny_home}/sharing{path}", NARROW)

    assert in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_panel_is_loaded_when_it_is_opened(browser, home):
    """The panel is asked for once it is opened, by key as by mouse, and not before; it is as high as what it shows."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(home + ARTICLE, wait_until="networkidle")
    panel = page.locator("[data-nosnippet] summary")
    panel.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    before = [url for url in requests if "/sharing/" in url or "/cards/" in url]
    panel.focus()
    with page.expect_request(lambda request: "/cards/" in request.url):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    frame = page.frame_locator("[data-nosnippet] iframe")
    is_whole = frame.locator("img").last.evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    overflow = frame.locator("html").evaluate("root => root.scrollHeight - root.clientHeight")
    context.close()

    assert before == []
    assert is_whole == 1200
    assert overflow <= 0


def test_works_under_a_path(tab, tiny_home):
    """Under a path, styles, script and links work just the same."""
    page = open_page(tab, f"{tiny_home}/")
    page.wait_for_load_state("networkidle")  # leaving earlier would end requests half-way
    page.get_by_role("link", name="plain post").first.click()
    page.wait_for_load_state("networkidle")

    assert page.inner_text("h1") == "A plain post"
    assert page.complaints == []
