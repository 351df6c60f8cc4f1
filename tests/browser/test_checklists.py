"""Checklists: boxes to tick whose ticks are remembered, a line that counts them, and paper."""

import gzip
import json
import re

import pytest
from axe import in_both_schemes
from playwright.sync_api import expect

TASKS, EDITED, ARABIC = "/tasks/", "/tasks-edited/", "/ar/tasks-rtl/"
PHONE, NARROW = (390, 844), (320, 640)
TARGET = 24  # CSS px: WCAG 2.2, 2.5.8
# What a browser does that lets no page keep anything.
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"


def ticked(page) -> list[str]:
    """Return the names of the boxes that are ticked, as they are heard."""
    return [words.strip() for words in page.locator(".prose label:has(:checked)").all_inner_texts()]


def lines(page) -> list[str]:
    """Return what is said below the lists."""
    return page.locator(".checklist [role=status]").all_inner_texts()


def box(page, name: str, number: int = 0):
    """Return the box of a task."""
    return page.get_by_role("checkbox", name=name).nth(number)


@pytest.mark.parametrize(("path", "size"), [(TASKS, (1280, 800)), (TASKS, NARROW), (EDITED, PHONE), (ARABIC, NARROW)])
def test_accessible(opened, path, size):
    """Axe finds nothing wrong with boxes, labels and lines, and nothing of them widens the page."""
    page = opened(path, size)
    page.locator(".prose input").first.check()

    assert in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_tasks_are_boxes(opened):
    """Each task is a box called by its own words, ticked where the source says so; each list counts its own."""
    page = opened(TASKS)

    assert page.get_by_role("checkbox").count() == 7
    assert box(page, "A task with tasks of its own, in words so long").get_attribute("type") == "checkbox"
    assert page.get_by_role("checkbox", name="The first below it", exact=True).count() == 1
    assert ticked(page) == ["The name is the same everywhere"]
    assert lines(page) == ["1 of 5 done", "0 of 2 done"]
    assert page.get_by_role("button", name="Clear ticks").count() == 0


def test_ticks_are_remembered(opened):
    """What is ticked or unticked stays so when the page is loaded again, and is counted at once."""
    page = opened(TASKS)
    page.get_by_text("The first below it").click()
    box(page, "The name is the same everywhere").uncheck()
    box(page, "Last", 1).check()
    counted = lines(page)
    page.reload()

    assert counted == lines(page) == ["1 of 5 done", "1 of 2 done"]
    assert ticked(page) == ["The first below it", "Last"]
    assert page.evaluate("Object.keys(localStorage)") == ["checklist:/blog/tasks/"]


def test_edited_list(opened):
    """Tasks that were moved keep the ticks that are theirs; what is changed or new has none."""
    page = opened(TASKS)
    for name in (
        "The click-through rate is known",
        "A task with tasks of its own",
        "The first below it",
        "Sharp picture",
    ):
        box(page, name).check()
    box(page, "Last", 1).check()
    edited = page.request.get(page.url.replace(TASKS, EDITED)).text()
    page.route(f"**{TASKS}", lambda route: route.fulfill(response=route.fetch(), body=edited))
    page.reload()

    assert ticked(page) == [
        "The first below it",
        "The name is the same everywhere",
        "The click-through rate is known, and others say so1",
        "Sharp picture",
        "Last",
    ]
    assert not box(page, "Last", 0).is_checked()


def test_clear_and_undo(opened):
    """One button brings a list back to what the source says and then the ticks back, and leaves other lists alone."""
    page = opened(TASKS)
    box(page, "Sharp picture").check()
    box(page, "The first below it").check()
    box(page, "The name is the same everywhere").uncheck()
    page.get_by_role("button", name="Clear ticks").first.click()
    cleared = ticked(page), lines(page), page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    undone = ticked(page), page.evaluate("document.activeElement.textContent")
    page.reload()

    assert cleared == (
        ["The name is the same everywhere", "Sharp picture"],
        ["1 of 5 done", "1 of 2 done"],
        "Bring ticks back",
    )
    assert undone == (["The first below it", "Sharp picture"], "Clear ticks")
    assert ticked(page) == undone[0]


def test_undo_ends_with_the_next_tick(opened):
    """After a further tick there is nothing to bring back, and what was cleared stays so."""
    page = opened(TASKS)
    box(page, "Sharp picture").check()
    page.get_by_role("button", name="Clear ticks").click()
    box(page, "Last", 1).check()

    assert page.get_by_role("button", name="Bring ticks back").count() == 0
    page.reload()
    assert ticked(page) == ["The name is the same everywhere", "Last"]


def test_storage_refused(opened):
    """Where nothing can be kept, all works as long as the page is open."""
    page = opened(TASKS)
    page.add_init_script(REFUSED)
    page.reload()
    box(page, "Sharp picture").check()
    page.get_by_role("button", name="Clear ticks").click()
    page.get_by_role("button", name="Bring ticks back").click()

    assert lines(page) == ["1 of 5 done", "1 of 2 done"]


@pytest.mark.parametrize("kept", ["", "null", "{}", "no,such,keys", ",,,"])
def test_what_is_kept_may_be_anything(opened, kept):
    """What another script or version left under the name harms nothing."""
    page = opened(TASKS)
    page.evaluate("kept => localStorage.setItem('checklist:/blog/tasks/', kept)", kept)
    page.reload()

    assert ticked(page) == ["The name is the same everywhere"]


def test_two_windows(opened):
    """A tick in one window is seen in the other, so that neither writes over what the other has."""
    page = opened(TASKS)
    other = page.context.new_page()
    other.goto(page.url)
    box(page, "Sharp picture").check()
    expect(other.locator(".prose input:checked")).to_have_count(2)
    box(other, "Last", 1).check()
    expect(page.locator(".prose input:checked")).to_have_count(3)

    assert lines(page) == lines(other) == ["1 of 5 done", "2 of 2 done"]


def test_undo_beside_another_window(opened):
    """What another window has ticked meanwhile is ticked after the ticks were brought back, too."""
    page = opened(TASKS)
    box(page, "Sharp picture").check()
    page.get_by_role("button", name="Clear ticks").click()
    other = page.context.new_page()
    other.goto(page.url)
    box(other, "Sharp picture").check()
    expect(page.locator(".prose input:checked")).to_have_count(2)
    page.get_by_role("button", name="Bring ticks back").click()

    assert ticked(page) == ["The name is the same everywhere", "Sharp picture"]


def test_keyboard(opened):
    """Tab leads from box to box, links included, and on to the buttons; Space ticks."""
    page = opened(TASKS)
    box(page, "The click-through rate").focus()
    page.keyboard.press("Space")
    stops = []
    while len(stops) < 20 and "Clear ticks" not in stops:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"))

    assert box(page, "The click-through rate").is_checked()
    assert [stop for stop in stops if stop != "See it in the glossary"] == [
        "click-through rate",
        "others",
        "The name is the same everywhere",
        "A task with tasks of its own, in words so long that they take a second line on every phone",
        "The first below it",
        "Last",
        "Clear ticks",
    ]


def test_links_tick_nothing(opened):
    """A link in a task leads where it leads; what explains its term ticks nothing either."""
    page = opened(TASKS)
    task = box(page, "The click-through rate")
    page.locator(".task a[href*='glossary']").hover()
    page.locator("#_term p").click()
    explained = task.is_checked()
    page.locator(".task a", has_text="others").click()
    page.wait_for_url("**/everything/")
    page.go_back()

    assert not explained
    assert not box(page, "The click-through rate").is_checked()


def test_nothing_moves(opened):
    """The boxes and the lines below the lists take the place that was kept for them."""
    page = opened(TASKS)
    with_script = page.locator(".prose > *:not(.checklist)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().top)"
    )
    page.locator(".checklist").evaluate_all("lines => lines.forEach(line => line.remove())")
    without = page.locator(".prose > *").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")

    assert with_script == without


def test_print(opened):
    """On paper there are boxes, empty or ticked as on the screen, no buttons, and no place kept for them."""
    page = opened(TASKS)
    box(page, "Sharp picture").check()
    page.emulate_media(media="print")
    signs = page.locator(".prose input").evaluate_all(
        "all => all.map(box => getComputedStyle(box, '::before').content[1])"
    )

    assert "".join(signs) == "☐☑☐☐☐☑☐"
    assert page.locator(".checklist").first.is_hidden()
    assert page.locator(".prose > ul").evaluate("list => getComputedStyle(list).paddingBlockEnd") == "0px"


def test_below_the_last_list(opened):
    """There all lists are counted together, silently, and one button prints the page, as it says."""
    page = opened(TASKS)
    page.evaluate("window.print = () => (window.printed = true)")
    box(page, "Sharp picture").check()
    box(page, "The first below it").check()
    page.get_by_role("button", name="Print this page").click()

    assert [line.splitlines() for line in page.locator(".checklist").all_inner_texts()] == [
        ["2 of 5 done", "Clear ticks"],
        ["1 of 2 done", "Clear ticks", "3 of 7 in all", "Print this page"],
    ]
    assert page.locator("[role=status]", has_text="in all").count() == 0
    assert page.evaluate("window.printed")


def test_one_list(opened):
    """A list that is alone on its page has no further total."""
    page = opened(TASKS)
    html = re.sub(r"<ol>(?:(?!</ol>).)*data-task.*?</ol>", "", page.request.get(page.url).text(), flags=re.DOTALL)
    page.route(f"**{TASKS}", lambda route: route.fulfill(response=route.fetch(), body=html))
    page.reload()

    assert page.locator(".checklist").all_inner_texts() == ["1 of 5 done\nPrint this page"]


def test_boxes_are_large_enough(opened):
    """A box is as large by itself as a target must be, in a list with numbers too."""
    sizes = (
        opened(TASKS, NARROW)
        .locator(".prose input")
        .evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(box => Math.min(box.width, box.height))")
    )

    assert min(sizes) >= TARGET


def test_light(reading):
    """The script has but a part of the bytes that an article may load."""
    assert len(gzip.compress((reading.folder / "theme" / "js" / "checklist.js").read_bytes(), 9)) <= 1000


def test_without_javascript(opened):
    """Without scripts each task has its mark to be read, heard and ticked with a pencil, and no place is kept."""
    page = opened(TASKS, java_script_enabled=False)
    spoken = page.locator(".prose").aria_snapshot()

    assert spoken.count('img "to do"') == 6
    assert spoken.count('img "done"') == 1
    assert page.locator(".prose :is(input, button)").count() == 0
    assert page.locator(".prose > ul").evaluate("list => getComputedStyle(list).paddingBlockEnd") == "0px"


def test_only_where_there_are_tasks(reading):
    """Pages without tasks load nothing of it."""
    parts = "script[src*='checklist.js'], template[data-progress]"

    assert len(reading.page("tasks/").select(parts)) == 2
    assert reading.page("ar/rtl/").select(parts) == []


def test_feeds(reading):
    """Feeds have the marks, which nobody could tick, and no box."""
    items = json.loads(reading.text("feed.json"))["items"]
    (text,) = [item["content_html"] for item in items if item["url"].endswith(f"/blog{TASKS}")]

    assert text.count("☐") == 6
    assert "<input" not in text
