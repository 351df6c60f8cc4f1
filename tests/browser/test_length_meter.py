"""The length meter: what is typed is cut as Python cuts it, told in words, and laid out for every screen."""

import gzip
import re
from itertools import product

import pytest
from axe import in_both_schemes
from networks.counting import MEASURES, cut
from odd import ODD
from playwright.sync_api import expect
from tools.lengths import NETWORKS, shown

METER, ARABIC = "/lengths/", "/ar/lengths-rtl/"
PHONE, NARROW = (390, 844), (320, 640)
MODULES = 1638  # bytes of what the meter loads of scripts, compressed
LONG = "A title of many words that nobody shows whole, " * 8
# What the script counts and cuts, asked of it directly.
IN_BROWSER = """async ([texts, limits]) => {
    const { load } = await import(document.querySelector("script[data-counting]").dataset.counting);
    const { MEASURES, cut } = await load();
    return texts.map((text) => Object.entries(MEASURES).map(([unit, measure]) =>
        [unit, measure(text), ...limits[unit].map((limit) => cut(text, unit, limit))]));
}"""
ROWS = """rows => rows.map((row) =>
    [row.cells[0].textContent, [...row.querySelectorAll("td")].map((cell) => cell.firstChild.textContent)])"""
TOPS = """[...document.querySelectorAll("[data-tool] :is(input, textarea, output, table)")]
    .map((element) => element.getBoundingClientRect().top)"""
LIMITS = {"bytes": (1, 70, 350), "graphemes": (1, 45, 155), "characters": (1, 70), "pixels": (1, 600)}


def typed(page, title: str, description: str = "x") -> dict[str, list[str]]:
    """Fill in the fields; return what the table says then of each network."""
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Description").fill(description)
    count = f"Characters: {MEASURES['graphemes'](' '.join(title.split()))},"
    expect(page.locator("li small").first).to_have_text(re.compile(rf"^{re.escape(count)}"))
    rows = page.locator("[data-tool] tbody tr").evaluate_all(ROWS)
    return dict(rows)


def summary(page) -> str:
    """Return the summary once it has been told."""
    output = page.locator("[data-tool] output")
    expect(output).not_to_have_text(output.inner_text(), use_inner_text=True)
    return page.locator("[data-tool] output").inner_text()


@pytest.mark.parametrize(("path", "size"), [(METER, (1280, 800)), (METER, NARROW), (ARABIC, NARROW)])
def test_accessible(opened, path, size):
    """Axe finds nothing wrong with the meter, filled with more than fits, and it widens no page."""
    page = opened(path, size)
    page.locator("[data-tool] input").fill(LONG)
    page.locator("[data-tool] textarea").fill("Donaudampfschifffahrtselektrizitäten" * 8)
    summary(page)

    assert in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_counts_and_cuts_as_python(opened):
    """Of odd texts the browser counts and cuts, in every unit, what Python does."""
    texts = [" ".join(text.split()) for text in ODD.values()]
    found = opened(METER).evaluate(IN_BROWSER, [texts, LIMITS])

    for text, answer in zip(texts, found, strict=True):
        for unit, length, *parts in answer:
            assert length == MEASURES[unit](text), (text, unit)
            assert parts == [cut(text, unit, limit) for limit in LIMITS[unit]], (text, unit)


def test_shown_as_python(opened):
    """What is typed is shown on each network as the build would print it."""
    page = opened(METER)
    for title, description in zip(ODD.values(), reversed(ODD.values()), strict=True):
        table = typed(page, title, description)
        texts = [" ".join(text.split()) for text in (title, description)]
        for network, (number, within) in product(NETWORKS, enumerate(("title", "description"))):
            limits = getattr(network, within)
            part = shown(texts[number], limits) if limits is not None else ""
            whole = "whole" if texts[number] else "–"
            told = "not shown" if limits is None else whole if part == texts[number] else part
            assert table[network.name][number] == told, (network.name, texts[number])


def test_summary(opened):
    """A pause after typing, and a sentence tells on how many networks each text is whole."""
    page = opened(METER)
    before = page.locator("[data-tool] output").inner_text()
    page.get_by_role("textbox", name="Title").fill("w" * 71)

    assert before == "Shown whole: the title by 14 of the 14 networks that show one, the description by 9 of 10."
    assert summary(page) == "Shown whole: the title by 8 of the 14 networks that show one, the description by 9 of 10."
    assert page.get_by_role("status").filter(has_text="Shown whole").count() == 1


def test_back_to_the_example(opened):
    """The example comes back with its counts and cuts."""
    page = opened(METER)
    meter = page.locator("[data-tool]")
    before = meter.inner_text()
    typed(page, LONG, LONG)
    page.get_by_role("button", name="Back to the example").click()
    expect(meter).to_have_text(before, use_inner_text=True)


def test_nothing_is_sent(opened):
    """Enter sends nothing, leaves the page where it is and what was typed in its field."""
    page = opened(METER)
    page.get_by_role("textbox", name="Title").fill("Something else")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)

    assert page.url.endswith(METER)
    assert page.get_by_role("textbox", name="Title").input_value() == "Something else"


def test_loaded_on_use(opened):
    """The rules are loaded when somebody types, from the site itself, and once."""
    page = opened(METER)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].partition("/blog")[2]))
    typed(page, "One")
    typed(page, "Another")

    assert asked == ["/theme/js/counting.js", "/theme/networks.json"]


def test_without_the_rules(opened):
    """Where the rules cannot be loaded the meter says so, and tries again with the next letter."""
    page = opened(METER)
    page.route("**/networks.json", lambda route: route.abort())
    page.get_by_role("textbox", name="Title").fill("A")
    assert summary(page).startswith("The limits could not be loaded.")
    page.unroute("**/networks.json")
    page.get_by_role("textbox", name="Title").fill("AB")

    assert summary(page).startswith("Shown whole: the title by 14 of the 14")


def test_nothing_moves(opened):
    """Neither the script nor a letter moves what stands above the table."""
    page = opened(METER)
    before = page.evaluate(TOPS)
    typed(page, "w" * 71)
    summary(page)

    assert page.evaluate(TOPS) == before


def test_empty(opened):
    """Of a text that is not there nothing is said to be whole, and its networks are not counted."""
    page = opened(METER)
    table = typed(page, "Words", " ")

    assert table["Google"] == ["whole", "–"]
    assert table["X"] == ["not shown", "not shown"]
    assert summary(page).endswith("the title by 14 of the 14 networks that show one, the description by – of 10.")


def test_on_a_phone(opened):
    """On a phone the table is a short one: limits stand where something is cut, with the end of what is left."""
    page = opened(METER, PHONE)
    before = page.locator("[data-tool]").evaluate("form => form.offsetHeight")
    shown_limits = page.locator("[data-tool] td small:visible").count()
    typed(page, LONG)
    cell = page.locator("tr:has(th:text-is('Facebook')) td").first
    cut_text = cell.locator("span")

    assert before < 2 * PHONE[1]
    assert shown_limits == 1
    assert cell.locator("small").is_visible()
    assert 'rowheader "Google"' in page.locator("[data-tool]").aria_snapshot()
    assert cut_text.evaluate("text => text.scrollWidth <= text.clientWidth + 1 && text.clientHeight < 40")
    assert cut_text.inner_text() == cut(" ".join(LONG.split()), "graphemes", 70)


def test_without_javascript(opened):
    """Without scripts there is the example with its table, and no button that would do nothing."""
    page = opened(METER, java_script_enabled=False)
    spoken = page.locator("[data-tool]").aria_snapshot()

    assert 'row "Discord whole (70 bytes) whole (350 bytes)"' in spoken
    assert 'columnheader "Description"' in spoken
    assert "Shown whole: the title by 14 of the 14 networks" in spoken
    assert page.locator("[data-tool] button").is_hidden()


def test_print(opened):
    """On paper the table is a table and shows every text up to its cut."""
    page = opened(METER, PHONE)
    typed(page, LONG)
    page.emulate_media(media="print")

    assert page.locator("[data-tool] tr").nth(1).evaluate("row => getComputedStyle(row).display") == "table-row"
    assert page.locator("[data-cut] span").first.evaluate("text => getComputedStyle(text).display") == "inline"


def test_small(reading):
    """What the meter loads of scripts is small, and its place in the page too."""
    scripts = [(reading.folder / "theme" / "js" / name).read_bytes() for name in ("length-meter.js", "counting.js")]
    html = reading.text("lengths/index.html")
    without = html.replace(str(html[html.index("<form") : html.index("</form>")]), "")

    assert len(gzip.compress(scripts[0], 9)) <= MODULES
    assert len(gzip.compress(html.encode(), 9)) - len(gzip.compress(without.encode(), 9)) <= 1024
