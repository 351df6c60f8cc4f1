"""Reading a long text in a browser: its contents, headings, tables, terms and notes."""

import pytest
from axe import in_both_schemes, violations
from playwright.sync_api import expect

LONG, ARABIC = "/everything/", "/ar/rtl/"
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
TERM = ".prose p > a[href*='click-through']"
BUBBLE = "#_term"
MEANING = "Clicks divided by impressions, in percent."


@pytest.mark.parametrize(
    ("path", "size"),
    [(LONG, DESKTOP), (LONG, PHONE), (LONG, NARROW), (ARABIC, DESKTOP), (ARABIC, NARROW), ("/glossary/", NARROW)],
)
def test_accessible(opened, path, size):
    """Axe finds nothing wrong with what a text may hold, in both schemes, and nothing of it widens the page."""
    page = opened(path, size)

    assert in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def current(page) -> list[str]:
    """Return the words of the entries that are marked, once the page stands still."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
    return page.locator(".contents [aria-current=location]").all_inner_texts()


def test_contents_mark_what_is_read(opened):
    """Beside the text the entry of the section that is read is marked, upwards and downwards, after jumps too."""
    page = opened()
    contents = page.locator(".contents")

    assert contents.get_by_role("link").all_inner_texts() == [
        "Costs compared",
        "A part of it",
        "Six networks in one table with a heading of two lines",
        "Code and boxes",
        "The end of it",
    ]
    assert current(page) == []
    contents.get_by_role("link", name="Code and boxes").click()
    assert current(page) == ["Code and boxes"]
    assert contents.get_by_role("link", name="Code and boxes").bounding_box()["y"] > 0
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert current(page) == ["The end of it"]
    page.evaluate("document.getElementById('a-part-of-it').scrollIntoView()")
    assert current(page) == ["A part of it"]
    page.evaluate("scrollTo(0, 0)")
    assert current(page) == []


@pytest.mark.parametrize("path", [LONG, ARABIC])
def test_contents_stand_beside_the_text(opened, path):
    """In a wide window the table is open and stands before the text's edge, which it does not move; it is no stop."""
    page = opened(path)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.contents a, .prose')].map(e => e.getBoundingClientRect().toJSON())"
    )
    prose = boxes.pop()

    assert all(box["height"] >= 24 for box in boxes)
    if path == LONG:
        assert all(box["left"] >= 0 and box["right"] < prose["left"] for box in boxes)
    else:
        assert all(prose["right"] < box["left"] and box["right"] <= DESKTOP[0] for box in boxes)
    assert 0 < boxes[0]["top"] - prose["top"] < 60
    assert page.locator(".contents summary").is_hidden()


def test_contents_end_with_the_text(opened):
    """In a wide window the table follows the text to its end and no further: what stands below keeps its margin."""
    page = opened()
    page.evaluate("document.querySelector('.after-post').scrollIntoView()")

    bottom = "element => element.getBoundingClientRect().bottom"
    assert page.locator(".contents").evaluate(bottom) <= page.locator(".prose").evaluate(bottom)


def test_contents_on_a_phone(opened):
    """On a phone the table is one line that opens, by key too; nothing jumps before that."""
    page = opened(size=PHONE)
    line, first = page.locator(".contents summary"), page.locator(".contents a").first

    assert page.locator(".contents").bounding_box()["height"] < 60
    assert first.is_hidden()
    line.focus()
    page.keyboard.press("Enter")
    first.click()
    assert page.url.endswith("#costs-compared")


def test_contents_without_javascript(opened):
    """Without scripts the table is there, beside the text and above it."""
    assert opened(java_script_enabled=False).locator(".contents a").first.is_visible()
    page = opened(size=PHONE, java_script_enabled=False)
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()


def test_headings_lead_to_themselves(opened):
    """A heading is one link and nothing more is heard; pointed at, a sign says so and moves nothing."""
    page = opened()
    heading = page.get_by_role("heading", name="Code and boxes", exact=True)
    link = heading.get_by_role("link")
    link.scroll_into_view_if_needed()
    before = heading.bounding_box()

    link.hover()
    sign = link.evaluate("link => getComputedStyle(link, '::before').content")
    after = heading.bounding_box()
    link.click()

    assert sign.startswith('"#"')
    assert before == after
    assert page.url.endswith("#code-and-boxes")


def labels(page) -> list[str]:
    """Return what is printed before each cell of the first table."""
    script = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    return page.locator(".cards").first.locator("td").evaluate_all(script)


def test_tables_on_a_phone(opened):
    """A row is a card: each cell says what it is, empty ones are left out, and to those who hear it, it is a table."""
    page = opened(size=PHONE)
    table = page.locator(".cards").first
    cells = table.locator("tbody td")
    tops = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")

    assert [label.removesuffix(' / ""') for label in labels(page)[1:4]] == [
        '"Cost a month"',
        '"Time to a first result"',
        '"Who does it"',
    ]
    assert tops[:3] == sorted(set(tops[:3]))
    assert cells.nth(4).is_hidden()
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
    spoken = page.locator("article").aria_snapshot()
    assert 'columnheader "Cost a month"' in spoken
    assert 'rowheader "Social media marketing"' in spoken
    assert 'cell "€1,200"' in spoken


def test_tables_on_a_desktop(opened):
    """With room there is a table: cells of a row stand beside each other, figures aligned as the writer asked."""
    page = opened()
    row = page.locator(".cards tbody tr").first
    boxes = row.locator("th, td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")

    assert len(set(boxes)) == 1
    assert set(labels(page)) == {"none"}
    assert row.locator("td").first.evaluate("cell => getComputedStyle(cell).textAlign") == "end"


def test_tables_in_print(opened):
    """On paper, however narrow, tables are tables."""
    page = opened(size=PHONE)
    page.emulate_media(media="print")

    assert page.locator(".cards tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"


def test_wide_things_scroll_inside_themselves(opened):
    """Tables that are no cards scroll, by key too, and a writer's own as well; long code is broken."""
    page = opened(size=PHONE)
    box = page.get_by_role("region", name="Table: Network")
    box.focus()
    page.keyboard.press("ArrowRight")

    assert box.evaluate("box => new Promise(done => setTimeout(() => done(box.scrollLeft), 300))") > 0
    assert page.locator(".prose > table:not(.cards)").evaluate("table => table.scrollWidth > table.clientWidth")
    assert page.locator("pre").evaluate("code => code.scrollWidth <= code.clientWidth")


def test_notes_lead_there_and_back(opened):
    """A note leads back to each place that refers to it, under names that tell them apart."""
    page = opened()

    page.locator("[role=doc-noteref]").first.click()
    assert page.url.endswith("#fn:1")
    page.locator("[role=doc-backlink][aria-label='Back to note 1 in the text, place 2']").click()
    assert page.url.endswith("#fnref2:1")


def test_arrows_turn_with_the_text(opened):
    """From right to left the arrow of a note points the other way; code is read as ever."""
    page = opened(ARABIC)
    arrow = page.locator(".footnote-backref")

    assert page.locator("p code").evaluate("code => getComputedStyle(code).direction") == "ltr"
    assert arrow.evaluate("arrow => getComputedStyle(arrow).transform") == "matrix(-1, 0, 0, 1, 0, 0)"


def test_a_term_that_is_pointed_at(opened):
    """Its meaning appears below it, stays while the pointer is on it, and goes when the pointer does."""
    page = opened()
    term, bubble = page.locator(TERM), page.locator(BUBBLE)
    before = page.locator("article").bounding_box()

    term.hover()
    bubble.get_by_text(MEANING).wait_for()
    above, below = term.bounding_box(), bubble.bounding_box()
    bubble.hover()
    page.wait_for_timeout(400)
    is_kept = bubble.is_visible()
    page.mouse.move(5, 5)
    bubble.wait_for(state="hidden")

    assert 0 <= below["y"] - above["y"] - above["height"] < 24
    assert is_kept
    assert page.locator("article").bounding_box() == before


def test_a_pointer_that_passes_by(opened):
    """A pointer that only crosses a term shows nothing and asks for nothing."""
    page = opened()
    requests = []
    page.on("request", lambda request: requests.append(request.url))

    page.locator(TERM).hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)

    assert page.locator(BUBBLE).is_hidden()
    assert [url for url in requests if "glossary" in url] == []


def test_a_term_that_is_reached_by_key(opened):
    """With focus the meaning appears and describes the link; Escape closes it, Enter follows, Tab goes on."""
    page = opened()
    term, bubble = page.locator(TERM), page.locator(BUBBLE)
    page.keyboard.press("Tab")  # from here on the browser knows that keys are used
    term.focus()
    bubble.get_by_text(MEANING).wait_for()
    described = term.get_attribute("aria-describedby")
    found = violations(page)
    page.keyboard.press("Escape")
    bubble.wait_for(state="hidden")
    is_described, has_focus = term.get_attribute("aria-describedby"), term.evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(term).to_have_attribute("aria-describedby", "_term")
    page.keyboard.press("Tab")
    expect(term).not_to_have_attribute("aria-describedby", "_term")

    assert (described, is_described, has_focus) == ("_term", None, True)
    assert found == []
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#click-through-rate-ctr")


def test_a_term_that_is_tapped(opened):
    """A tap shows the meaning and a link onwards; a tap elsewhere closes it; the glossary is fetched once."""
    page = opened(size=PHONE, has_touch=True, is_mobile=True)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    bubble = page.locator(BUBBLE)

    page.locator(TERM).tap()
    bubble.get_by_text(MEANING).wait_for()
    box = bubble.bounding_box()
    page.locator("h1").tap()
    bubble.wait_for(state="hidden")
    page.locator("p > a[href$='#reach']").first.tap()
    bubble.get_by_text("How many people saw a post. Each of them counts once.").wait_for()
    bubble.get_by_role("link").tap()
    page.wait_for_url("**/glossary/#reach")

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert [url.partition("/blog")[2] for url in requests if "glossary" in url] == ["/glossary/", "/glossary/"]


def test_a_glossary_that_cannot_be_had(opened):
    """When the fetch fails nothing appears, and a tap follows the link as ever."""
    page = opened(size=PHONE, has_touch=True, is_mobile=True)
    page.route(
        "**/glossary/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )

    page.locator(TERM).tap()
    page.wait_for_url("**/glossary/#click-through-rate-ctr")


def test_terms_without_javascript(opened):
    """Without scripts a term is a link, and so is one to the glossary as a whole with them."""
    page = opened(java_script_enabled=False)
    page.locator(TERM).click()
    page.wait_for_url("**/glossary/#click-through-rate-ctr")

    assert opened().locator("[data-term]").count() == 3


def test_terms_from_right_to_left(opened):
    """The meaning stands inside the window of a page that is read from right to left, in the glossary’s language."""
    page = opened(ARABIC, NARROW)
    page.locator("a[data-term]").hover()
    bubble = page.locator(BUBBLE)
    bubble.get_by_text("لغة").wait_for()
    box = bubble.bounding_box()

    assert bubble.locator("p").get_attribute("lang") == "en-GB"
    assert box["width"] >= 200
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
