"""Tools in a text, in a browser: they compute what the build worked out, and what a reader types."""

import gzip
from pathlib import Path

import pytest
from axe import in_both_schemes, violations
from tools.numbers import Form, printed, quantity
from tools.utm import conventional, tagged

CALCULATORS, GERMAN, ARABIC, LINKS = "/calculators/", "/de/rechner/", "/ar/rtl/", "/links/"
DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (320, 640)
COMPUTED = "[data-tool=calculator], [data-tool=utm-builder]"
TARGET = 24  # CSS px: WCAG 2.2, 2.5.8


@pytest.fixture(scope="module")
def tools_home(tools, serve):
    with serve(tools) as address:
        yield address


@pytest.fixture
def opened(tab, tools_home):
    """Return a function that opens a page of the site; what goes wrong ends the test."""
    pages = []

    def open_page(path: str, size: tuple[int, int] = DESKTOP, home: str = tools_home, **options):
        page = tab(size, **options)
        page.set_default_timeout(5000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.goto(home + path)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [complaint for page in pages for complaint in page.complaints] == []


def answers(page) -> list[str]:
    return page.locator("output").all_inner_texts()


def note(page, label: str) -> str:
    """Return what is said of the field with a label, as it is read out behind its name."""
    field = page.get_by_label(label)
    return field.evaluate("field => document.getElementById(field.getAttribute('aria-describedby')).textContent")


@pytest.mark.parametrize(("path", "size"), [(CALCULATORS, NARROW), (LINKS, PHONE), (ARABIC, NARROW)])
def test_accessible(opened, path, size):
    """Axe finds nothing wrong in either scheme, every target is large enough, and nothing widens the page."""
    page = opened(path, size)
    sizes = page.locator("[data-tool] :is(input, select, button):visible").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )

    assert in_both_schemes(page) == []
    assert min(sizes) >= TARGET
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_wrong_fields_are_accessible(opened):
    """Axe finds nothing in fields that are wrong, nor in what is said of them."""
    calculators, links = opened(CALCULATORS), opened(LINKS)
    calculators.get_by_label("Impressions").fill("many")
    links.get_by_label("Campaign").fill("")

    assert violations(calculators) == violations(links) == []


@pytest.mark.parametrize(("site", "served_at"), [("real", "home"), ("tools", "tools_home")])
def test_examples_are_computed_as_printed(request, opened, site, served_at):
    """Each example on the site gives its printed answers when the script works it out anew."""
    built, address = request.getfixturevalue(site), request.getfixturevalue(served_at)
    holding = [path for path in built.pages() if path.endswith("/") and "data-tool=" in built.text(f"{path}index.html")]
    found = {path: built.page(path).select(f":is({COMPUTED}) output") for path in holding}
    pages = {path: outputs for path, outputs in found.items() if outputs}

    assert pages
    for path, outputs in pages.items():
        page = opened(f"/{path}", home=address)
        forms = page.locator(COMPUTED)
        for number in range(forms.count()):
            first = forms.nth(number).locator("input").first
            value = first.input_value()
            first.fill("")
            assert "–" in forms.nth(number).locator("output").all_inner_texts()
            first.fill(value)
        assert forms.locator("output").all_inner_texts() == [output.get_text() for output in outputs], path
        page.close()


def test_results_follow_what_is_typed(opened):
    """With each key the results change that depend on the field, also through others; the button brings all back."""
    page = opened(CALCULATORS)
    before = answers(page)
    page.get_by_label("Link clicks").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("60")

    assert answers(page)[:6] == ["5.0%", "0.6%", "€1.25", "€7.50", "33.3%", "€3.13"]
    page.keyboard.press("Enter")  # sends nothing
    page.get_by_role("button", name="Back to the example").first.click()
    assert answers(page) == before
    assert page.get_by_label("Link clicks").input_value() == "150"
    assert page.url.endswith(CALCULATORS)


@pytest.mark.parametrize(
    ("path", "label", "language"), [(CALCULATORS, "New followers", "en"), (GERMAN, "Abonnenten", "de")]
)
def test_numbers_are_read_as_by_the_build(opened, path, label, language):
    """What the build takes for a number means the same in the field, and what it refuses is none there."""
    page = opened(path)
    field = page.get_by_label(label)
    output = page.locator("form", has=field).locator("output").first
    spent, answer = quantity("1234.50" if language == "en" else "1234,50", language), output.inner_text()
    form = quantity(answer, language).form
    texts = [
        "10,000",
        "10.000",
        "10 000,5",
        "1.234,5",
        "1,234.5",
        "1,23,456",
        "1.23.456",
        "2,5",
        ".5",
        "5.",
        "٣٫٥",
        "-4",
        "−4",
        "€ 8",
    ]

    for text in texts:
        field.fill(text)
        number = quantity(text, language)
        assert output.inner_text() == (printed(spent.worth / number.worth, form, language) if number else "–"), text


def test_odd_input(opened):
    """What is no number is said to be none, and what depends on it is a dash, nothing else."""
    page = opened(CALCULATORS)
    field = page.get_by_label("Impressions")

    for text in ("", " ", "many", "1.2.3", "-", "%", "Infinity", "1e400", "NaN", "0x10", "."):
        field.fill(text)
        assert answers(page) == ["5.0%", "–", "€0.50", "–", "33.3%", "€1.25", "−€10", "£12.35"], text
        assert field.get_attribute("aria-invalid") == "true", text
        assert note(page, "Impressions") == "Please write a number here.", text
    field.fill("9" * 400)
    assert not {"NaN", "Infinity", "∞"} & set(answers(page))


@pytest.mark.parametrize(
    ("path", "label", "said"),
    [
        *(
            (CALCULATORS, "Impressions", said)
            for said in (("12.500", "12.5"), ("-1.234 ", "-1.234"), ("€12.000", "12"))
        ),
        *((CALCULATORS, "Impressions", (text, "")) for text in ("12,500", "12.50", "0.125", "1,234.567", "1.2345")),
        (CALCULATORS, "Share of buyers", ("12.500", "12.5")),
        (GERMAN, "Abonnenten", ("12,500", "12,5")),
        (GERMAN, "Abonnenten", ("12.500", "")),
    ],
)
def test_what_may_be_thousands_is_told(opened, path, label, said):
    """Decimals that others would take for thousands are read as the language has them, and said so."""
    page = opened(path)
    text, number = said
    field = page.get_by_label(label)
    field.fill(text)
    words = "Gelesen als {}." if path == GERMAN else "Read as {}."

    assert note(page, label) == (words.format(number) if number else "")
    assert field.get_attribute("aria-invalid") == "false"


def test_results_are_heard_with_their_names(opened):
    """Once the reader pauses, what has changed is heard, each result with its name; the others are silent."""
    page = opened(CALCULATORS)
    heard = page.locator("[data-tool] > [role=status]").first
    before = heard.inner_text()
    page.get_by_label("Impressions").fill("100000")
    heard.filter(has_text="CPM").wait_for(state="attached")

    assert before == ""
    assert heard.inner_text() == "Click-through rate 0.2%; CPM €0.75"
    assert set(page.locator("output").evaluate_all("all => all.slice(0, 7).map(output => output.ariaLive)")) == {"off"}


def test_division_by_zero(opened):
    """What cannot be divided is a dash, and so is what depends on it."""
    page = opened(CALCULATORS)
    page.get_by_label("Link clicks").fill("0")

    assert answers(page)[:6] == ["5.0%", "0.0%", "–", "€7.50", "33.3%", "–"]


def test_rounding(opened):
    """Halves go up, away from zero, also those that floating point only nearly holds."""
    page = opened(CALCULATORS)
    found = []
    for spent in ("1.005", "2.675", "-1.005", "8.345", "0.5", "-0.4"):
        page.get_by_label("Spent").fill(spent)
        page.get_by_label("New followers").fill("1")
        worth = quantity(spent, "en").worth
        found.append((answers(page)[-1], printed(worth, Form("£", "", 2), "en")))

    assert [shown for shown, _ in found] == [expected for _, expected in found]


@pytest.mark.parametrize("path", [CALCULATORS, LINKS, ARABIC])
def test_without_javascript(opened, tools, path):
    """Without scripts a tool is its worked example: values, formulas and results, and no button."""
    page = opened(path, java_script_enabled=False)

    assert answers(page) == [output.get_text() for output in tools.page(path.lstrip("/")).select("output")]
    assert page.locator("[data-tool] button:visible").count() == 0
    if path == CALCULATORS:
        assert page.get_by_text("= Engagements ÷ Reach =").is_visible()


def test_on_paper(opened):
    """Printed, a tool has its values and results as they are then, and no button."""
    page = opened(CALCULATORS)
    page.get_by_label("Cost (€)", exact=True).fill("150")
    page.emulate_media(media="print")

    assert page.get_by_label("Cost (€)", exact=True).is_visible()
    assert page.get_by_text("€1.00").is_visible()
    assert page.locator("[data-tool] button:visible").count() == 0


TAGS = ["LinkedIn", "Spring Sale", "Größe", "café_crème", "R&D: part (2)?", "news.example.com", "Весна", "x-"]


def test_tags_are_mended_as_by_the_build(opened):
    """A tag is put right in the link as the build would have it."""
    page = opened(LINKS)

    for value in TAGS:
        page.get_by_label("Campaign").fill(value)
        tags = {"source": "linkedin", "medium": "social", "campaign": conventional(value), "content": "card-a"}
        assert answers(page) == [tagged("https://example.com/smo-guide/", **tags)], value


CAPITALS, ACCENTS = "Capitals became small letters.", "Accents were left out."
HYPHENS, EMPTY = "Hyphens stand for spaces and signs.", "This cannot stay empty."
NO_ADDRESS = "Write a whole address, such as https://example.com/."
SAID = (
    ("Source", "linkedin", ""),
    ("Source", "LinkedIn", CAPITALS),
    ("Campaign", "spring sale", HYPHENS),
    ("Campaign", "größe", ACCENTS),
    ("Campaign", "Été 1", f"{CAPITALS} {ACCENTS} {HYPHENS}"),
    ("Term", "весна", "Letters that no address has were encoded."),
    ("Source", "facebook.com", "The plain name is enough: facebook."),
    ("Source", "www.bbc.co.uk", "The plain name is enough: bbc."),
    ("Source", "Linkedin.com", f"{CAPITALS} The plain name is enough: linkedin."),
    ("Campaign", "example.com", ""),
    ("Source", "", EMPTY),
    ("Campaign", "???", EMPTY),
    ("Content", "", ""),
    ("Address", "", EMPTY),
    ("Address", "example.com/a", "https:// was put before it."),
    ("Address", "a page", NO_ADDRESS),
    ("Address", "mailto:a@example.com", NO_ADDRESS),
    ("Address", "https://example.com/?utm_source=x", "Tags that were in it are replaced."),
)


def test_what_was_mended_is_said(opened):
    """Below its field stands in words what was done to it, and what it lacks; without a link nothing is copied."""
    page = opened(LINKS)

    for label, value, said in SAID:
        field = page.get_by_label(label)
        before = field.input_value()
        field.fill(value)
        is_wrong = said in (EMPTY, NO_ADDRESS)
        found = note(page, label), field.get_attribute("aria-invalid"), answers(page) == ["–"]
        assert found == (said, str(is_wrong).lower(), is_wrong), value
        assert page.locator("[data-tool] [data-copied]").is_disabled() == is_wrong, value
        field.fill(before)


def test_an_address_keeps_what_it_has(opened):
    """Query and fragment stay in their places; a link within this site is advised against."""
    page = opened(LINKS)
    page.get_by_label("Address").fill("https://example.com/a?b=1&utm_medium=old&c=%C3%A9#top")
    page.get_by_label("Medium").select_option("paid_social")

    tags = "utm_source=linkedin&utm_medium=paid_social&utm_campaign=2026-11-smo-guide&utm_content=card-a"
    assert answers(page) == [f"https://example.com/a?b=1&c=%C3%A9&{tags}#top"]
    page.get_by_label("Address").fill(page.url)
    assert note(page, "Address").startswith("This is an address of this very site")


def test_link_is_copied(opened):
    """The button copies the link as it is then, by key too, and says so."""
    page = opened(LINKS, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Content").fill("Card B")
    page.locator("[data-tool] [data-copied]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-tool] li [role=status]", has_text="Link copied.").last.wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == answers(page)[0]
    assert answers(page)[0].endswith("&utm_content=card-b")


def test_scripts_come_with_their_tools(tools):
    """A page loads the scripts of the tools that it holds, and of no others."""
    loaded = {
        path: {Path(script["src"].partition("?")[0]).stem for script in tools.page(path).select("script[src]")}
        & {"calculator", "utm", "copy"}
        for path in ("calculators/", "links/", "ar/rtl/", "")
    }

    assert loaded == {
        "calculators/": {"calculator"},
        "links/": {"utm", "copy"},
        "ar/rtl/": {"calculator", "utm", "copy"},
        "": set(),
    }


def test_an_address_is_broken_before_its_tags(opened):
    """On a phone each tag stands whole on its line, and what is selected has no breaks."""
    page = opened(LINKS, PHONE)
    page.get_by_label("Content").fill("card-b")
    parts = page.locator("output span")
    page.locator("output").evaluate("output => getSelection().selectAllChildren(output)")

    assert parts.all_inner_texts()[1:3] == ["?utm_source=linkedin", "&utm_medium=social"]
    assert set(parts.evaluate_all("all => all.map(part => part.getClientRects().length)")) == {1}
    assert page.evaluate("getSelection().toString().trim()") == answers(page)[0]


# They say, by field, what is wrong or odd, and the calculator tells aloud, by name, what has changed.
@pytest.mark.parametrize(("script", "most"), [("calculator", 1600), ("utm", 1500)])
def test_scripts_are_light(tools, script, most):
    """A script has but a part of the bytes that an article may load."""
    assert len(gzip.compress((tools.folder / "theme" / "js" / f"{script}.js").read_bytes(), 9)) <= most
