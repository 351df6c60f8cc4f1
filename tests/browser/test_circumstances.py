"""What readers change, and what comes late or never: larger letters, colours of their own, paper, a slow line."""

import time

import pytest

ARTICLE, CONTACT, FRENCH = "/smo-vs-smm/", "/contact/", "/fr/what-is-social-media-optimisation/"
PANEL = f"/sharing{ARTICLE}"
DESKTOP, PHONE = (1280, 800), (390, 844)
LATE = 0.15  # seconds; longer than a browser waits for a face before it shows another
LETTERS = "document.documentElement.style.fontSize = '200%'"
# https://wicg.github.io/layout-instability/#sec-layout-shift
SHIFTS = """
    window.shifts = [];
    const note = (list) => shifts.push(...list.getEntries().map(({ value }) => value));
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize(
    ("path", "size"),
    [("/", PHONE), (ARTICLE, PHONE), (FRENCH, DESKTOP), ("/search/", PHONE), ("/404.html", DESKTOP)],
)
def test_nothing_moves(browser, home, path, size):
    """Fonts, the second stylesheet and the search's script may come late: nothing that is shown moves."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.add_init_script(SHIFTS)

    def delay(route):
        time.sleep(LATE)
        route.continue_()

    page.route("**/*.woff2", delay)
    page.route("**/later.css*", delay)
    page.goto(home + path)
    # Not `wait_for_function`: the page's own policy refuses how it asks a second time.
    page.locator("[data-search][hidden]").wait_for(state="detached")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shifts = page.evaluate("shifts")
    page.close()

    assert shifts == []


def test_no_button_without_its_script(tab, home):
    """Where the scripts do not arrive, no button is shown that would do nothing."""
    page = tab()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(home + ARTICLE)

    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("path", ["/", ARTICLE, FRENCH, "/tags/", PANEL])
def test_letters_twice_as_large(tab, home, path):
    """With letters of twice their size no phone scrolls sideways. https://www.w3.org/TR/WCAG22/#resize-text"""
    page = tab(PHONE)
    page.goto(home + path)
    page.evaluate(LETTERS)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_contents_stay_in_the_window(tab, home):
    """Contents that letters of twice their size leave no room for stand above the text, not outside the window."""
    starts = []
    page = tab(DESKTOP)
    page.goto(home + ARTICLE)
    for change in ("null", LETTERS):
        page.evaluate(change)
        starts.append(page.evaluate("document.querySelector('.contents').getBoundingClientRect().left"))

    assert min(starts) >= 0
    assert page.locator(".contents summary").is_visible()


def test_forced_colours(tab, home):
    """In the reader's own colours a button has an edge, and of the menu only the page one is on has a bar."""
    page = tab(media={"forced_colors": "active"})
    page.goto(home + CONTACT)
    edge = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.button')).borderTopWidth)")
    bars = page.evaluate(
        """() => {
            const ground = getComputedStyle(document.body).backgroundColor;
            const links = [...document.querySelectorAll(".site-header li a")];
            const marked = links.filter((link) => getComputedStyle(link).borderBottomColor !== ground);
            return marked.map((link) => link.getAttribute("aria-current"));
        }"""
    )

    assert edge >= 1
    assert bars == ["page"]


@pytest.mark.parametrize(
    ("path", "shown", "left_out"),
    [
        (ARTICLE, "main .scan", "#_tags, .share, .contents, .next-step, .related, .call-to-action, .anatomy"),
        (CONTACT, "main a[href^='mailto:']", ".field, .button, .site-footer"),
        (PANEL, "main .preview", "nav"),
    ],
)
def test_paper(tab, home, path, shown, left_out):
    """Paper has the text and the way back to the page, in light colours, and nothing that one can only click on."""
    page = tab(media={"color_scheme": "dark"}, has_touch=True)
    page.goto(home + path)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    page.emulate_media(media="print")
    scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    is_shown = page.locator(shown).first.is_visible()
    wasted = page.locator(left_out).locator("visible=true").count() + page.locator("button:visible").count()

    assert scheme == "light"
    assert is_shown
    assert wasted == 0
