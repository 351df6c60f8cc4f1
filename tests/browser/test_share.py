"""Sharing: the browser's own sheet, the clipboard, quotes with a link to their words, the picture, and paper."""

import io
import re
from urllib.parse import unquote

import pytest
from axe import in_both_schemes
from factories import WORDS
from PIL import Image, ImageChops

ARTICLE = "/smo-vs-smm/"
CANONICAL = "https://example.org/smo-vs-smm/"
DESKTOP, NARROW = (1280, 800), (320, 640)
CLIPBOARD = ["clipboard-read", "clipboard-write"]
CAN_SHARE = "navigator.share = async (data) => { window.shared = data; };"
CANNOT_SHARE = "delete Navigator.prototype.share;"
# Selects what stands between the marks ⟦ and ⟧, and takes the marks out.
SELECT = """() => {
    const nodes = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (nodes.nextNode()) {
        const node = nodes.currentNode;
        for (const [mark, place] of [["⟦", "setStart"], ["⟧", "setEnd"]]) {
            const at = node.data.indexOf(mark);
            if (at < 0) continue;
            node.deleteData(at, 1);
            range[place](node, at);
        }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
# Selects a part of the first paragraph.
SELECT_WORDS = """([start, end]) => {
    const paragraph = document.querySelector(".prose > p");
    const node = [...paragraph.childNodes].find((one) => one.nodeType === Node.TEXT_NODE && one.length > end);
    getSelection().setBaseAndExtent(node, start, node, end);
}"""


@pytest.fixture
def visit(tab):
    """Return a function that opens an address in a window of its own."""

    def opened(address, size=DESKTOP, script=CANNOT_SHARE, **options):
        page = tab(size, **options)
        page.add_init_script(script)
        page.goto(address)
        return page

    return opened


def status(page, words):
    """Return what the share row's live region says, once it holds some words."""
    region = page.locator(".share > [role=status]")
    region.filter(has_text=words).wait_for(timeout=3000)
    return region.inner_text()


def test_native_share_comes_first(visit, home):
    """Where the browser has a share sheet its button is the first and the most prominent; it gets the clean address."""
    page = visit(home + ARTICLE, script=CAN_SHARE)
    first, second = page.locator(".share .chips :is(a, button):visible").all()[:2]
    colours = [one.evaluate("one => getComputedStyle(one).backgroundColor") for one in (first, second)]
    first.click()

    assert first.inner_text() == "Share…"
    assert colours[0] != colours[1]
    assert page.evaluate("shared") == {"url": CANONICAL, "title": page.inner_text("h1")}


def test_copying_comes_first_elsewhere(visit, home):
    """Without a share sheet there is no button for it, and copying is the first thing to do."""
    page = visit(home + ARTICLE)
    buttons = page.locator(".share .chips :is(a, button):visible").all_inner_texts()

    assert buttons[:2] == ["Copy link", "LinkedIn"]
    assert page.locator("[data-native]:visible").count() == 0


def test_copy_link(visit, home):
    """Copy link puts the clean address on the clipboard and says so to assistive technology, each time."""
    page = visit(home + ARTICLE, permissions=CLIPBOARD)
    said = []

    def heard(words):
        said.append(words)

    page.expose_function("said", heard)
    page.evaluate(
        """() => new MutationObserver(([{ target }]) => said(target.textContent))
            .observe(document.querySelector(".share > [role=status]"), { childList: true })"""
    )
    for count in (1, 2):
        page.get_by_role("button", name="Copy link").click()
        for _ in range(100):
            page.wait_for_timeout(100)
            if len([words for words in said if words]) == count:
                break

    assert page.evaluate("navigator.clipboard.readText()") == CANONICAL
    assert [words for words in said if words] == ["Link copied."] * 2


def test_copy_without_permission(visit, home):
    """Where the clipboard is closed the old way is taken, and focus stays on the button."""
    page = visit(home + ARTICLE, script="navigator.clipboard.writeText = () => Promise.reject(new Error());")
    page.get_by_role("button", name="Copy link").click()

    assert status(page, "copied") == "Link copied."
    assert page.evaluate("document.activeElement.textContent") == "Copy link"


def test_failed_copy(visit, home):
    """When nothing can be copied the address is there to be copied by hand."""
    script = "navigator.clipboard.writeText = () => Promise.reject(new Error()); document.execCommand = () => false;"
    page = visit(home + ARTICLE, script=script)
    page.get_by_role("button", name="Copy link").click()

    assert status(page, "not") == f"The link could not be copied. Its address: {CANONICAL}"


@pytest.mark.parametrize(("error", "message"), [("AbortError", ""), ("NotAllowedError", "Sharing did not work here.")])
def test_share_that_came_to_nothing(visit, home, error, message):
    """Who closes the sheet is told nothing; a sheet that does not open is told."""
    page = visit(home + ARTICLE, script=f"navigator.share = async () => {{ throw new DOMException('', '{error}'); }};")
    page.locator(".share .chips [data-native]").click()
    page.wait_for_timeout(150)

    assert page.locator(".share > [role=status]").inner_text().startswith(message)
    assert bool(page.locator(".share > [role=status]").inner_text()) == bool(message)


def test_share_at_the_top_of_a_phone(visit, home):
    """On a touch screen a button on the first screen opens the sheet; it moves nothing when it appears."""
    shifts = """new PerformanceObserver((list) => { window.shifts = list.getEntries().length; })
        .observe({ type: "layout-shift", buffered: true }); window.shifts = 0;"""
    page = visit(home + ARTICLE, (390, 844), CAN_SHARE + shifts, has_touch=True, is_mobile=True)
    button = page.locator(".page-head [data-native]")
    box = button.bounding_box()
    button.tap()

    assert box["y"] + box["height"] < 844
    assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("shared.url") == CANONICAL
    assert page.evaluate("shifts") == 0


def test_picture_download(visit, home):
    """The picture for posting by hand is the page's card, under a name that says what it is."""
    page = visit(home + ARTICLE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Picture for posting by hand").click()
    with Image.open(download.value.path()) as found:
        suffix = {"PNG": "png", "JPEG": "jpg"}[found.format]
        size = found.size

    assert download.value.suggested_filename == f"smo-vs-smm-1200x630.{suffix}"
    assert size == (1200, 630)
    assert page.locator("meta[property='og:image']").get_attribute("content").endswith(download.value.url[-24:])


# Quotes


def bar(page):
    """Return the bar of a quote, once it is there."""
    language = page.locator("html").get_attribute("lang").partition("-")[0]
    found = page.get_by_role("group", name=WORDS[language].say("quote"))
    found.wait_for(timeout=3000)
    return found


def test_quote(visit, home):
    """Selected words are copied with title and address, which leads to these very words."""
    page = visit(home + ARTICLE, permissions=CLIPBOARD)
    page.evaluate(SELECT_WORDS, [7, 48])
    quote = page.evaluate("String(getSelection()).trim()")
    bar(page).get_by_role("button", name="Copy quote").click()
    bar(page).get_by_role("status").filter(has_text="Quote copied.").wait_for(timeout=3000)
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith(f"“{quote}” — {page.inner_text('h1')}, {CANONICAL}#:~:text=")
    assert page.evaluate("String(getSelection()).trim()") == quote


def test_quote_into_the_share_sheet(visit, home):
    """The sheet gets words and address each by itself."""
    page = visit(home + ARTICLE, script=CAN_SHARE)
    page.evaluate(SELECT_WORDS, [7, 48])
    quote = page.evaluate("String(getSelection()).trim()")
    bar(page).get_by_role("button", name="Share…").click()
    shared = page.evaluate("shared")

    assert shared["text"] == quote
    assert shared["url"].startswith(f"{CANONICAL}#:~:text=")


def test_quote_by_keyboard(visit, home):
    """The bar is the next stop of the Tab key behind the text that is selected; Escape takes it away."""
    page = visit(home + ARTICLE, permissions=CLIPBOARD)
    page.locator(".prose > p").first.dblclick(position={"x": 20, "y": 12})
    for _ in range(6):
        page.keyboard.press("Control+Shift+ArrowRight")
    quote = page.evaluate("String(getSelection()).trim()")
    found = bar(page)
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")
    found.get_by_role("status").filter(has_text="Quote copied.").wait_for(timeout=3000)
    page.keyboard.press("Escape")

    assert focused == "Copy quote"
    assert f"“{quote}”" in page.evaluate("navigator.clipboard.readText()")
    assert found.count() == 0


@pytest.mark.parametrize(("start", "end"), [(7, 12), (7, 7)], ids=["a word", "nothing"])
def test_nothing_to_quote(visit, home, start, end):
    """A word is no quote, and neither is a place; what was offered before goes."""
    page = visit(home + ARTICLE)
    page.evaluate(SELECT_WORDS, [7, 48])
    found = bar(page)
    page.evaluate(SELECT_WORDS, [start, end])
    found.wait_for(state="detached", timeout=3000)


def test_words_outside_the_text_are_no_quote(visit, home):
    """Titles, menus and dates are not quoted."""
    page = visit(home + ARTICLE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.standfirst'))")
    page.wait_for_timeout(500)

    assert page.locator("[data-quote]").count() == 0


def test_quotes_come_when_they_are_wanted(visit, home):
    """The script for quotes is not loaded before somebody selects something."""
    page = visit(home + ARTICLE)
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('quote.js')).length"
    before = page.evaluate(loaded)
    page.evaluate(SELECT_WORDS, [7, 48])
    bar(page)

    assert (before, page.evaluate(loaded)) == (0, 1)


@pytest.mark.parametrize("path", ["/plain/", "/ar/arabic/"])
def test_bar_is_accessible_and_fits(visit, tiny_home, path):
    """Axe finds nothing in the bar, on a phone it fits the window, and on a page that runs from right to left too."""
    page = visit(tiny_home + path, NARROW, CAN_SHARE)
    page.evaluate(
        """() => {
            const paragraph = document.querySelector(".prose > p");
            paragraph.textContent = `${paragraph.textContent} `.repeat(Math.ceil(30 / paragraph.textContent.length));
            getSelection().selectAllChildren(paragraph);
        }"""
    )
    box = bar(page).bounding_box()
    found = in_both_schemes(page)

    assert found == []
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


FAR = '<div style="block-size: 3000px"></div>'
LONG = (
    f"<p>A long one begins like this.</p>{FAR}<p id=here>And ⟦a long one begins like this, goes on and on, says the "
    "same again and again, and ends where all of it ends at last⟧.</p>"
)
TEXTS = {
    "plain": ("en", "<p id=here>Before it ⟦stands a plain sentence⟧ and after it.</p>"),
    "within a word": ("en", "<p id=here>Before it sta⟦nds a plain sent⟧ence and after it.</p>"),
    "repeated": ("en", f"<p>We share the same words twice.</p>{FAR}<p id=here>They share ⟦the same words⟧ again.</p>"),
    "repeated at the start of a block": (
        "en",
        f"<p>One.</p><p>The same words twice, here.</p>{FAR}<p>Two.</p><p id=here>⟦The same words⟧ twice, there.</p>",
    ),
    "punctuation": ("en", "<p id=here>He said: ⟦“well-known, R&amp;D – 50 % (at most)!”⟧ and left.</p>"),
    "markup inside": ("en", "<p id=here>A ⟦link <a href='#'>stands</a> in <em>these</em> words⟧ of mine.</p>"),
    "long": ("en", LONG),
    "paragraphs": ("en", "<p id=here>The first ends with ⟦a few words.</p><p>Another begins⟧ with others.</p>"),
    "items": ("en", "<ul><li>One item here</li><li id=here>Two ⟦items there</li><li>Three items⟧ more</li></ul>"),
    "cells": ("en", "<table><tr><td id=here>Left ⟦words here</td><td>right words⟧ there</td></tr></table>"),
    "lines": ("en", "<p id=here>The first ⟦line of two<br>and the second⟧ of them.</p>"),
    "code": ("en", "<pre id=here><code>first = ⟦line(of)\nsecond = line⟧(of)</code></pre>"),
    "capitals": ("en", f"<p>SAME WORDS HERE</p>{FAR}<p id=here>⟦same words here⟧</p>"),
    "folded lines": ("en", "<p id=here>Words ⟦that\n   are written\n   in lines⟧ of their own.</p>"),
    "Arabic": ("ar", f"<p>نشارك هذه الكلمات هنا.</p>{FAR}<p id=here>ثم نقرأ ⟦هذه الكلمات⟧ هناك، مرة أخرى.</p>"),
    "Japanese": (
        "ja",
        f"<p>共有する価値のあるページを作ります。</p>{FAR}<p id=here>誰でも⟦共有する価値のある⟧記事を書けます。</p>",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_link_leads_to_the_words(visit, tiny_home, built, name):
    """A browser that opens a quote's link scrolls to the words that were selected, and marks them, no others."""
    language, text = TEXTS[name]
    head, _, rest = built.text("plain/index.html").partition('<div class="prose"')
    start, _, after = rest.partition(">")
    style = "<style>::target-text { background: #f0f } .prose { padding-block: 1500px }</style>"
    whole = f'{head}<div class="prose"{start}>{style}{text}</div>{after[after.index("</article>") - 10 :]}'
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', whole)
    page = visit("about:blank")
    page.route(
        "**/plain/*",
        lambda route: route.fulfill(
            body=html.replace("⟦", "").replace("⟧", ""), content_type="text/html; charset=utf-8"
        ),
    )
    page.route("**/plain/?marked", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{tiny_home}/plain/?marked")
    page.evaluate(SELECT)
    directive = page.evaluate(
        "async () => (await import('/blog/theme/js/quote.js')).directive(getSelection().getRangeAt(0))"
    )
    page.goto("about:blank")
    page.goto(f"{tiny_home}/plain/{directive}")
    # The browser looks for the words some time after the page has loaded, and tells nobody when it has.
    for _ in range(100):
        page.wait_for_timeout(100)
        if scrolled := page.evaluate("scrollY"):
            break
    box = page.locator("#here").bounding_box()
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    red, green, blue = shot.split()
    marked = ImageChops.subtract(ImageChops.darker(red, blue), green).point(lambda value: value == 255).getbbox()

    assert directive.startswith("#:~:text=")
    assert scrolled > 0, unquote(directive)
    assert marked, unquote(directive)
    assert box["y"] - 1 <= marked[1] <= box["y"] + box["height"]


def test_paper(visit, home):
    """On paper stands the address in words beside its code, which the screen neither shows nor loads."""
    requests = []
    page = visit("about:blank")
    page.on("request", lambda request: requests.append(request.url))
    page.goto(home + ARTICLE)
    page.locator(".share").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    before = [url for url in requests if "/qr/" in url]
    visible = page.locator(".scan:visible").count()
    with page.expect_response(lambda response: "/qr/" in response.url) as loaded:
        printed = page.pdf()
    page.emulate_media(media="print")
    box = page.locator(".scan img").bounding_box()

    assert (before, visible) == ([], 0)
    assert loaded.value.status == 200
    assert len(printed) > 10_000
    assert CANONICAL in page.inner_text(".scan")
    assert box["width"] == box["height"] >= 75  # 2 cm at 96 px an inch


def test_words_to_post_are_copied(visit, home):
    """How a page shares itself: each network's text has a button that copies all of it, in the frame too."""
    page = visit(home + ARTICLE, permissions=CLIPBOARD)
    page.locator(".anatomy summary").click()
    frame = page.frame_locator(".anatomy iframe")
    post = frame.locator(".drafts li", has_text="LinkedIn").first
    post.get_by_role("button", name="Copy text").click()
    post.get_by_text("Text copied.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == post.locator("pre").inner_text()
    assert f"{CANONICAL}?utm_source=linkedin&utm_medium=social" in copied


def test_words_to_post_without_javascript(visit, home):
    """They stand there to be selected, and there is no button that does nothing."""
    page = visit(f"{home}/sharing{ARTICLE}", java_script_enabled=False)

    assert page.locator(".drafts pre").first.is_visible()
    assert page.get_by_role("button", name="Copy text").count() == 0
