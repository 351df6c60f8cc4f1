"""Forms by keyboard, without JavaScript, with what browsers check and fill in; and what programs fill in alone."""

import shutil
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from axe import in_both_schemes
from factories import BLOG, TEST_SITE, Built, run_publishing

SETTINGS = """\
import sys
sys.path[:0] = [{folder!r}]
from bare import *
PATH = "content"
FORMS = {{
    "contact": {{
        "action": "https://forms.example/1", "thanks": "thanks/", "trap": "_gotcha", "fields": {{"_next": "{{thanks}}"}}
    }},
    "newsletter": {{"action": "https://news.example/", "email": "EMAIL"}},
}}
"""
FILES = {
    "topics/one.md": "Title: One\nSummary: x\nPillar: a\nReading_Path: b\n\nText.\n",
    "posts/a.md": "Title: A\nDate: 2026-01-01\nCategory: One\nSummary: x\nSeries: S\nReviewed: 2026-02-01\n\nText.\n",
    "posts/b.md": "Title: B\nDate: 2026-01-02\nCategory: One\nSummary: x\nSeries: S\n\nText.\n",
    "pages/contact.md": "Title: Contact\nSummary: x\nTemplate: contact\n\nText.\n",
    "pages/feeds.md": "Title: Feeds\nSummary: x\nTemplate: feeds\n\nText.\n",
    "pages/privacy.md": "Title: Privacy\nSummary: x\n\nText.\n",
    "pages/thanks.md": "Title: Thank you\nSummary: x\nRobots: noindex\n\nText.\n",
}
ANSWERS = {
    "_name": "Ada Lovelace",
    "_email": "ada@example.org",
    "_website": "https://example.com/a",
    "_message": "Two\nlines & a “quote”",
}


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory) -> Iterator[str]:
    """The address of a small site whose forms go to services."""
    folder = tmp_path_factory.mktemp("forms")
    for name in ("authors", "images"):
        shutil.copytree(TEST_SITE.parent / "content" / name, folder / "content" / name)
    for name, text in FILES.items():
        file = folder / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "settings.py").write_text(SETTINGS.format(folder=str(TEST_SITE.parent)), encoding="utf-8")
    result = run_publishing(folder / "settings.py", folder / "output", cwd=folder, SITEURL=BLOG)
    assert result.returncode == 0, result.stderr
    with serve(Built(folder / "output", BLOG)) as home:
        yield home


BOTH = pytest.mark.parametrize("page", [True, False], ids=["script", "no-script"], indirect=True)


@pytest.fixture(params=[True], ids=[""])
def page(request, tab, address):
    """A page, with JavaScript or without, whose forms reach services that note what they get in `page.sent`.

    They send on to the page of thanks.
    """
    page = tab() if request.param else tab(java_script_enabled=False)
    page.sent = []

    def take(route):
        page.sent.append((route.request.method, route.request.url, parse_qs(route.request.post_data)))
        route.fulfill(status=303, headers={"Location": f"{address}/thanks/"})

    for service in ("https://forms.example/**", "https://news.example/**"):
        page.route(service, take)
    return page


@BOTH
def test_contact_by_keyboard(page, address):
    """Tab leads through every field, and no other; what was written arrives; the page of thanks comes."""
    page.goto(f"{address}/contact/")
    page.locator("#_name").focus()
    visited = []
    for answer in (*ANSWERS.values(),):
        visited.append(focused := page.locator(":focus").get_attribute("id"))
        page.keyboard.insert_text(answer)
        page.keyboard.press("Tab")
        if focused == "_email":
            visited.append(page.locator(":focus").get_attribute("id"))
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Send message"
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/")

    assert visited == ["_name", "_email", "_about", "_website", "_message"]
    assert page.locator("h1").inner_text() == "Thank you"
    ((method, url, fields),) = page.sent
    assert (method, url) == ("POST", "https://forms.example/1")
    assert fields == {
        "name": ["Ada Lovelace"],
        "email": ["ada@example.org"],
        "about": ["A quote for work"],
        "website": ["https://example.com/a"],
        "message": ["Two\r\nlines & a “quote”"],
        "_next": [f"{BLOG}/thanks/"],
    }


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"_name": ""}, "_name"),
        ({"_email": "ada"}, "_email"),
        ({"_website": "example.com"}, "_website"),
        ({"_message": ""}, "_message"),
        ({"_about": ""}, "_about"),
    ],
)
def test_mistakes_are_refused(page, address, wrong, refused):
    """The browser itself says what is missing or wrong, at the field, and sends nothing."""
    page.goto(f"{address}/contact/")
    for field, answer in {**ANSWERS, **wrong}.items():
        if field != "_about":
            page.locator(f"#{field}").fill(answer)
    if "_about" not in wrong:
        page.locator("#_about").select_option(index=1)
    page.get_by_role("button", name="Send message").click()

    assert page.locator(":focus").get_attribute("id") == refused
    assert page.sent == []


@BOTH
def test_newsletter(page, address):
    """An address is all that a sign-up sends."""
    page.goto(f"{address}/a/")
    form = page.locator(".newsletter")
    form.get_by_label("Your email address").fill("ada@example.org")
    form.get_by_role("button", name="Sign up").press("Enter")
    page.wait_for_url("**/thanks/")

    assert page.sent == [("POST", "https://news.example/", {"EMAIL": ["ada@example.org"]})]


@pytest.mark.parametrize("path", ["/contact/", "/a/"])
def test_the_trap_is_for_programs(page, address, path):
    """Nobody sees it, hears of it or is led to it, and no browser fills it in; yet it is a field like others."""
    page.goto(f"{address}{path}")
    trap = page.locator("main [aria-hidden=true] input")
    box = trap.locator("xpath=ancestor::p").bounding_box()

    assert (box["width"], box["height"]) == (1, 1)
    assert "Leave this field empty" not in page.locator("main").aria_snapshot()
    assert (trap.get_attribute("tabindex"), trap.get_attribute("autocomplete")) == ("-1", "off")
    assert trap.evaluate("field => field.type === 'text' && !field.closest('[hidden]')")


def test_addresses_of_feeds_are_copied(tab, address):
    """A button copies the address and says so; where no script runs there is none, and the address is in plain view."""
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/feeds/")
    page.get_by_role("button", name="Copy address").first.click()
    page.get_by_text("Address copied.").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == f"{BLOG}/feed.xml"
    page = tab(java_script_enabled=False)
    page.goto(f"{address}/feeds/")
    assert page.get_by_role("button", name="Copy address").count() == 0
    assert page.get_by_text(f"{BLOG}/feed.xml").is_visible()


@pytest.mark.parametrize("path", ["/contact/", "/a/", "/topics/one/", "/feeds/"])
def test_accessible(tab, address, path):
    """Axe finds no violation in forms, newsletter, series, path and feeds, and nothing is too wide for 320 px."""
    page = tab((320, 640), {"reduced_motion": "reduce"})
    page.goto(f"{address}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(details => (details.open = true))")
    found = in_both_schemes(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
