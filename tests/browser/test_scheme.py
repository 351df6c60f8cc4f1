"""Light and dark: as the system asks, until the reader chooses; then as chosen, from the first frame on."""

import pytest

ARTICLE = "/smo-vs-smm/"
TOGGLE = "[data-scheme-toggle]"
GROUND = "getComputedStyle(document.body).backgroundColor"
FRAME = "[...document.querySelectorAll('meta[name=theme-color]')].map(meta => meta.content)"
# Notes the ground in the first frame that has a body.
FIRST_FRAME = """requestAnimationFrame(function look() {
    if (document.body) window.first = getComputedStyle(document.body).backgroundColor;
    else requestAnimationFrame(look);
})"""


@pytest.fixture
def reader(tab):
    """A function that opens a page for a reader whose system is light or dark."""
    return lambda scheme, **options: tab(media={"color_scheme": scheme}, **options)


@pytest.fixture(scope="module")
def grounds(tabs, home):
    """The colours of the page's ground, (light, dark), as systems have it."""
    with tabs.opening() as tab:
        page, found = tab(), []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(home + ARTICLE)
            found.append(page.evaluate(GROUND))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_switch(reader, grounds, home, scheme):
    """The switch turns page and browser frame over, says so, and turns back; what the system has is not kept."""
    light, dark = grounds
    own, other = (light, dark) if scheme == "light" else (dark, light)
    page = reader(scheme)
    page.goto(home + ARTICLE)
    toggle = page.locator(TOGGLE)
    assert (page.evaluate(GROUND), toggle.get_attribute("aria-pressed")) == (own, str(scheme == "dark").lower())

    toggle.click()
    assert (page.evaluate(GROUND), toggle.get_attribute("aria-pressed")) == (other, str(scheme != "dark").lower())
    assert len(set(page.evaluate(FRAME))) == 1
    assert page.evaluate("localStorage.length") == 1

    toggle.press("Enter")
    assert (page.evaluate(GROUND), len(set(page.evaluate(FRAME)))) == (own, 2)
    assert page.evaluate("localStorage.length") == 0


def test_remembered_without_a_flash(reader, grounds, home):
    """The next page has the chosen colours in its first frame; scripts that load late do not matter."""
    _light, dark = grounds
    page = reader("light")
    page.goto(home + ARTICLE)
    page.locator(TOGGLE).click()
    page.route("**/scheme.js*", lambda route: route.abort())
    page.add_init_script(FIRST_FRAME)
    page.goto(f"{home}/about/")

    assert page.evaluate("window.first") == dark


def test_follows_the_system_until_chosen(reader, grounds, home):
    """A system that turns dark in the evening takes the page along; a reader's choice stands against it."""
    light, dark = grounds
    page = reader("light")
    page.goto(home + ARTICLE)
    page.emulate_media(color_scheme="dark")
    assert (page.evaluate(GROUND), page.locator(TOGGLE).get_attribute("aria-pressed")) == (dark, "true")

    page.locator(TOGGLE).click()
    assert page.evaluate(GROUND) == light
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == light


def test_storage_refused(reader, grounds, home):
    """Where nothing may be stored, the switch works as long as the page is open."""
    _light, dark = grounds
    page = reader("light")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(home + ARTICLE)
    page.locator(TOGGLE).click()

    assert page.evaluate(GROUND) == dark
    assert complaints == []


def test_no_switch_without_javascript(reader, home):
    """A switch that would do nothing is not shown."""
    page = reader("dark", java_script_enabled=False)
    page.goto(home + ARTICLE)

    assert not page.locator(TOGGLE).is_visible()
