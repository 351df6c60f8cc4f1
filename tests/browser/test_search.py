"""The search: opened by key and link, over any page and on its own, in the page's language, without a script."""

import gzip
import json
import re
import shutil

import publishing.search_index
import pytest
from axe import violations
from factories import WORDS, Built
from playwright.sync_api import expect
from publishing.search import begin
from publishing.tree import Tree

ARTICLE, SEARCH = "/smo-vs-smm/", "/search/"
ARABIC, FRENCH = "/ar/arabic/", "/fr/translated/"
NAME = re.compile(f"^({'|'.join(words.say('search') for words in WORDS.values())})$")  # in any language
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
SCRIPTS = ("search.js", "/pagefind/")


@pytest.fixture
def open_page(tab):
    """A function that opens a page at an address; what goes wrong in it is kept in `page.complaints`."""

    def opening(address, size=DESKTOP, **options):
        page = tab(size, **options)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address)
        return page

    return opening


@pytest.fixture
def opened(open_page):
    """A function that opens a page, and the search over it by its key; it returns page and dialog."""

    def opening(address, size=DESKTOP, **options):
        page = open_page(address, size, **options)
        page.locator("body").press("/")
        dialog = page.get_by_role("dialog", name=NAME)
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        return page, dialog

    return opening


def search(dialog, words, status):
    """Type words and wait for what is told of their results."""
    dialog.get_by_role("searchbox").fill(words)
    expect(dialog.get_by_role("status")).to_contain_text(status)


def test_loaded_when_it_is_opened(browser, home):
    """Before the search is opened not a byte of it is asked for but what opens it."""
    context = browser.new_context()
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(home + ARTICLE, wait_until="networkidle")
    before = [url for url in requests if any(name in url for name in SCRIPTS)]
    page.get_by_role("link", name="Search", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    search(dialog, "zyzzyva", "Nothing found")
    after = [url for url in requests if any(name in url for name in SCRIPTS)]
    context.close()

    assert before == []
    assert [re.split(r"[._]", url.removeprefix(home))[0] for url in after] == [
        "/theme/js/search",
        "/pagefind/pagefind",
        "/pagefind/pagefind-entry",
        "/pagefind/pagefind",
        "/pagefind/wasm",
        "/pagefind/index/en-gb",
    ]


def test_keys(opened, home):
    """Slash opens, arrows go through results and back, Enter follows a section to its heading."""
    page, dialog = opened(home + ARTICLE)
    search(dialog, "nobody agrees", "results for “nobody agrees”")
    first = dialog.locator("ol > li").first
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    section = first.locator("ul a").first
    expect(section).to_be_focused()
    name, address = section.inner_text(), section.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    target = page.locator(":target")
    heading, complaints = target.inner_text(), page.complaints

    assert address.startswith("/why-nobody-agrees-what-smo-means/#")
    assert name in heading
    assert complaints == []


def test_focus_is_not_below_the_form(opened, home):
    """Going back through results on a phone, what has the focus never lies below the form that stays on top."""
    page, dialog = opened(home + ARTICLE, PHONE)
    search(dialog, "share", "results for “share”")
    dialog.locator("ol a").last.focus()
    hidden = []
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        hidden += page.evaluate(
            """() => {
                const [now, form] = [document.activeElement, document.querySelector("dialog form")];
                const isBelow = now.getBoundingClientRect().top < form.getBoundingClientRect().bottom;
                return now.closest("ol") && isBelow ? [now.textContent] : [];
            }"""
        )

    assert hidden == []


def test_escape_gives_the_focus_back(open_page, home):
    """Escape closes the search, whatever is typed there, and the focus is where it was."""
    page = open_page(home + ARTICLE)
    link = page.get_by_role("link", name="About", exact=True).first
    link.focus()
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog")
    search(dialog, "share", "results")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("/")
    expect(dialog.get_by_role("searchbox")).to_have_value("share")


@pytest.mark.parametrize("close", ["button", "beside"])
def test_closed_by_hand(opened, home, close):
    """A button closes the search, and so does a press beside it."""
    page, dialog = opened(home + ARTICLE)
    if close == "button":
        dialog.get_by_role("button", name="Close the search").click()
    else:
        page.mouse.click(5, 500)
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("keys", ["Control+/", "Alt+/", "Meta+/", "s"])
def test_other_keys_open_nothing(open_page, home, keys):
    """What belongs to browser and system is left to them."""
    page = open_page(home + ARTICLE)
    page.keyboard.press(keys)
    dialogs = page.get_by_role("dialog").count()

    assert dialogs == 0


def test_slash_is_typed_in_a_field(open_page, home):
    """Where somebody types, a slash is a slash."""
    page = open_page(home + "/404.html")
    field = page.get_by_role("searchbox")
    field.press("/")
    dialogs = page.get_by_role("dialog").count()
    expect(field).to_have_value("/")

    assert dialogs == 0


def test_key_can_be_switched_off(opened, home):
    """A reader may switch the key off (WCAG 2.1.4), and it stays off on the next page."""
    page, dialog = opened(home + ARTICLE)
    dialog.get_by_role("checkbox").uncheck()
    page.goto(home + "/about/")
    page.locator("body").press("/")
    dialogs = page.get_by_role("dialog").count()
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_role("checkbox")).not_to_be_checked()

    assert dialogs == 0


def test_enter_in_the_field_leads_to_the_page(opened, home):
    """Enter takes the words to the page of the search, whose address can be passed on."""
    page, dialog = opened(home + ARTICLE)
    search(dialog, "hashtags", "results")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}{SEARCH}?q=hashtags")
    expect(page.get_by_role("status")).to_contain_text("results for “hashtags”")


def test_address_and_history(open_page, home):
    """The address follows the words; after Enter, other words are another step, and Back leads to the first."""
    page = open_page(f"{home}{SEARCH}")
    field, status = page.get_by_role("searchbox"), page.get_by_role("status")
    field.fill("hashtags")
    expect(status).to_contain_text("for “hashtags”")
    first = page.url
    field.press("Enter")
    field.fill("captions & co")
    expect(status).to_contain_text("captions & co")
    second = page.url
    page.go_back()
    expect(field).to_have_value("hashtags")
    expect(status).to_contain_text("for “hashtags”")

    assert first == f"{home}{SEARCH}?q=hashtags"
    assert second == f"{home}{SEARCH}?q=captions+%26+co"


def test_slash_on_the_page_of_the_search(open_page, home):
    """There the key, and the link, lead to the field of the page."""
    page = open_page(f"{home}{SEARCH}")
    page.locator("body").press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    dialogs = page.get_by_role("dialog").count()

    assert dialogs == 0


def test_nothing_found(opened, home):
    """Who finds nothing is told, and led to topics and archive."""
    _page, dialog = opened(home + ARTICLE)
    search(dialog, "zyzzyva", "Nothing found for “zyzzyva”")
    links = dialog.locator("a:visible").evaluate_all("links => links.map((link) => link.getAttribute('href'))")

    assert links == ["/topics/", "/archives/"]


def test_index_that_cannot_be_loaded(open_page, home):
    """An index that does not arrive is told as that; the next try may go well."""
    page = open_page(home + ARTICLE)
    page.route("**/pagefind/**", lambda route: route.abort())
    page.locator("body").press("/")
    dialog = page.get_by_role("dialog")
    search(dialog, "share", "The search could not be loaded")
    expect(dialog.get_by_role("link", name="Topics")).to_be_visible()


def test_search_that_cannot_be_loaded(open_page, home):
    """Where the search does not arrive at all, its link is what it is: a link."""
    page = open_page(home + ARTICLE)
    page.route("**/search.js*", lambda route: route.abort())
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{home}{SEARCH}")


HOSTILE = "<img src=x onerror=alert(1)>"


def test_no_markup_from_words_or_titles(opened, tiny_home):
    """What is typed, and what a title holds, is shown as text."""
    page, dialog = opened(tiny_home + "/all-keys/")
    search(dialog, HOSTILE, HOSTILE)
    search(dialog, "jerry", "1 result for “jerry”")
    title = dialog.locator("ol a").first.inner_text()
    injected = dialog.locator("img, script, ol b").count()
    complaints = page.complaints

    assert title.startswith('Tom & "Jerry" </script><b>x</b>')
    assert injected == 0
    assert complaints == []


def test_no_markup_from_texts(opened, home):
    """An excerpt shows the tags that a text is about, and what was found in it is marked."""
    _page, dialog = opened(home + ARTICLE)
    search(dialog, '"title element"', "result")
    item = dialog.locator("ol > li", has_text="SEO and SMO").first
    text, marked = item.locator("[data-part=text]").inner_text(), item.locator("mark").all_inner_texts()

    assert "<title> element" in text
    assert "<title>" in marked


def test_under_a_path(opened, tiny_home):
    """Under a path the index is found, and results lead to where they are."""
    page, dialog = opened(f"{tiny_home}/")
    search(dialog, "second", "result")
    dialog.get_by_role("link", name="Second", exact=True).click()
    page.wait_for_url("**/blog/all-keys/#second")
    complaints = page.complaints

    assert complaints == []


@pytest.mark.parametrize(
    ("path", "words", "address"),
    [
        (ARABIC, "التواصل", "/blog/ar/arabic/"),
        (FRENCH, "traduit", "/blog/fr/translated/"),
    ],
)
def test_language_of_the_page(opened, tiny_home, path, words, address):
    """A page in another language searches the texts in that language."""
    _page, dialog = opened(tiny_home + path)
    search(dialog, words, words)
    results = dialog.locator("ol > li > a")
    expect(results).to_have_count(1)
    found = results.first.get_attribute("href")

    assert found == address


def test_page_of_the_search_in_the_language(open_page, tiny_home):
    """The link leads to the page of the search in the language of the page, else to the site’s."""
    links = []
    for path in (FRENCH, ARABIC):
        page = open_page(tiny_home + path)
        links.append(page.get_by_role("link", name=WORDS[path[1:3]].say("search"), exact=True).get_attribute("href"))

    assert links == ["/blog/fr/search/", "/blog/search/"]


def test_language_without_an_index(open_page, home):
    """Where nothing is written in the language of the page, the results are the site’s, and that is told."""
    page = open_page(home + ARTICLE)
    page.evaluate("document.documentElement.lang = 'cy'")
    page.locator("body").press("/")
    dialog = page.get_by_role("dialog")
    search(dialog, "share", "results")
    expect(dialog.get_by_text("Nothing in Welsh can be searched yet; these results are in English.")).to_be_visible()
    language = dialog.locator("ol").get_attribute("lang")

    assert language == "en-gb"


def test_more_results(open_page, home):
    """Eight results are shown at a time; the next are added, and the focus goes to the first of them."""
    page = open_page(f"{home}{SEARCH}?q=share")
    results = page.locator(".search-results > li")
    expect(results).to_have_count(8)
    page.get_by_role("button", name="More results").click()
    expect(results.nth(8).get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("path", [SEARCH, "/404.html"])
def test_without_javascript(open_page, home, path):
    """Without JavaScript no field stands there that would do nothing: topics and archive lead on, and questions on the
    search's own page.
    """
    page = open_page(home + path, java_script_enabled=False)
    fields = page.locator("input:visible, main button:visible").count()
    topics = page.locator("main section[aria-labelledby=_topics] a:visible")
    links = topics.evaluate_all("links => links.map((a) => a.getAttribute('href'))")
    questions = page.locator("main section[aria-labelledby=_questions] li a:visible").count()
    summaries = page.locator("main section li p:visible").count()

    assert fields == 0
    assert links[-1] == "/archives/"
    assert [link.split("/")[1] for link in links[:-1]] == ["topics"] * summaries
    assert summaries >= 3
    assert (questions >= 16) is (path == SEARCH)


def test_page_not_found_searches(open_page, home):
    """On the page for what is not there the words lead to the search."""
    page = open_page(home + "/404.html")
    page.get_by_role("searchbox").fill("captions")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{home}{SEARCH}?q=captions")


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_results_are_accessible(opened, home, size, scheme):
    """Axe finds nothing in the dialog with results."""
    page, dialog = opened(home + ARTICLE, size, media={"color_scheme": scheme, "reduced_motion": "reduce"})
    search(dialog, "share", "results")
    found = violations(page)

    assert found == []


@pytest.mark.parametrize("path", [ARTICLE, ARABIC], ids=["ltr", "rtl"])
def test_fits_the_narrowest_phone(opened, home, tiny_home, path):
    """At 320 px the search fills the window, and nothing of it lies beside."""
    _page, dialog = opened((home if path == ARTICLE else tiny_home) + path, NARROW)
    dialog.get_by_role("searchbox").fill("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")
    expect(dialog.get_by_role("status")).to_contain_text("www")
    sizes = dialog.evaluate("dialog => [dialog.scrollWidth, dialog.clientWidth, dialog.clientHeight]")

    assert sizes == [NARROW[0], *NARROW]


# The results of each word: hashes of the pages, with what they score.
SEARCHED = """async ([address, words]) => {
    const pagefind = await import(address);
    await pagefind.options({ noWorker: true });
    const found = {};
    for (const word of words) {
        const { results } = await pagefind.search(word);
        found[word] = results.map(({ id, score }) => `${score.toFixed(3)} ${id}`).sort();
    }
    return found;
}"""


@pytest.fixture
def in_parts(real, serve, tmp_path, monkeypatch):
    """The address of the real site with an index that was put together, and words of all that is searched there."""
    monkeypatch.setattr(publishing.search_index, "GROUP", 4)
    folder = tmp_path / "site"
    shutil.copytree(real.folder, folder, ignore=shutil.ignore_patterns("pagefind"))
    tree = Tree(folder)
    tree.adopt()
    assert begin(tree, None)() == ()
    texts = [json.loads(gzip.decompress(file.read_bytes())[12:]) for file in folder.rglob("*.pf_fragment")]
    words = {word for text in texts for word in re.findall(r"\w+", text["content"].lower())}
    with serve(Built(folder, real.url)) as address:
        yield address, sorted(words)[::10]


def test_index_in_parts(open_page, home, in_parts):
    """An index of many parts finds for each word what an index of one finds, and shows it."""
    parts, words = in_parts
    found = []
    for address in (home, parts):
        page = open_page(f"{address}{SEARCH}?q=hashtags")
        expect(page.get_by_role("status")).to_contain_text("results for “hashtags”")
        found.append(page.evaluate(SEARCHED, [f"{address}/pagefind/pagefind.js", words]))
        assert page.complaints == []

    assert len(words) > 100
    assert found[0] == found[1]
