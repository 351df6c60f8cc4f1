"""The previews of networks in a browser, opened from disk as `make preview` leaves them."""

import json

import pytest
from axe import in_both_schemes, violations
from factories import ROOT
from previews.findings import findings_in
from previews.origins import Sources
from previews.rendering import Previews, beside, write
from previews.site import read_site

SIZES = {"desktop": (1280, 800), "phone": (390, 844), "narrow": (320, 640)}
PAGES = {
    "all": "index.html",
    "every-key": "pages/all-keys/index.html",
    "hostile-text": "pages/hostile-text/index.html",
    "right-to-left": "pages/ar/arabic/index.html",
    "long-title": "pages/long-title/index.html",
}


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """The previews of the tests' tiny site."""
    out = tmp_path_factory.mktemp("previews")
    manifest = built.folder.parent / ".cache" / "manifest.json"
    site = read_site(built.folder, "", json.loads(manifest.read_text(encoding="utf-8")))
    findings = findings_in(built.folder, "", manifest)
    write(Previews(site, beside(built.folder, out), Sources(ROOT), findings), out)
    return out


@pytest.fixture(params=["all", "hostile-text", "right-to-left", "long-title"])
def address(request, folder) -> str:
    """The list of all pages, then previews of single ones."""
    return (folder / PAGES[request.param]).as_uri()


def opened(browser, address, size="desktop", **options):
    """Return a page of its own context, opened at an address, with all its pictures."""
    width, height = SIZES[size]
    page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
    page.requests, page.complaints = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("requestfailed", lambda request: page.complaints.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    return page


def test_accessible(browser, address):
    """Axe finds no violation, and nothing makes the page scroll sideways."""
    page = opened(browser, address)
    found = in_both_schemes(page)
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found += violations(page, only=("target-size", "scrollable-region-focusable"))
    page.context.close()

    assert found == []


def test_nothing_is_fetched(browser, address):
    """Every request is for a file on disk, and every file is there."""
    page = opened(browser, address)
    requests, complaints = page.requests, page.complaints
    loaded = page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    page.context.close()

    assert [url for url in requests if not url.startswith("file://")] == []
    assert complaints == []
    assert loaded


def test_nothing_is_cut_that_fits(browser, address):
    """Words that a network shows whole are whole: only what is too long for it is cut off."""
    page = opened(browser, address)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".card [data-fits]")]
            .filter((words) => words.scrollHeight > words.clientHeight + 1 && words.clientHeight > 0)
            .map((words) => [words.closest(".network").id, words.closest("figure").className, words.textContent])"""
    )
    page.context.close()

    assert cut == []


def test_long_titles_are_cut(browser, folder):
    """A title too long for a network's lines has exactly these lines."""
    page = opened(browser, (folder / PAGES["long-title"]).as_uri())
    lines = page.evaluate(
        """() => [...document.querySelectorAll("#facebook .phone .title")].map((words) =>
            Math.round(words.clientHeight / parseFloat(getComputedStyle(words).lineHeight)))"""
    )
    page.context.close()

    assert lines == [2, 2]


@pytest.mark.parametrize(
    ("key", "layout", "ratio"), [("facebook", "large", 1.91), ("x", "large", 2), ("bluesky", "large", 1.91)]
)
def test_crops(browser, folder, key, layout, ratio):
    """A picture has the shape to which the network cuts it, in every width."""
    page = opened(browser, (folder / PAGES["every-key"]).as_uri())
    boxes = [image.bounding_box() for image in page.locator(f".card.{key}.{layout} img").all()]
    page.context.close()

    assert len(boxes) == 4
    for box in boxes:
        assert box["width"] / box["height"] == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize(
    ("choices", "figures"),
    [
        ([], 4),
        (["only-dark"], 2),
        (["only-dark", "only-phone"], 1),
        (["only-desktop"], 2),
    ],
)
def test_choices(browser, folder, choices, figures):
    """Colours, widths and networks are chosen by styles alone: that page has no script."""
    page = opened(browser, (folder / PAGES["every-key"]).as_uri())
    for choice in choices:
        page.locator(f"#{choice}").check()
    page.locator("#show-google").uncheck()
    seen = page.locator("#facebook figure:visible").count()
    google = page.locator("#google:visible").count()
    page.context.close()

    assert (seen, google) == (figures, 0)


def test_filters(browser, folder):
    """The list of all pages is filtered by words and by network, and says how many are left."""
    page = opened(browser, (folder / "index.html").as_uri())
    everything = page.locator(".entries > li:visible").count()
    page.get_by_label("Words").fill("PLAIN")
    by_words = page.locator(".entries > li:visible").count()
    page.get_by_label("Words").fill("")
    page.get_by_label("Not whole on").select_option("google")
    by_network = page.locator(".entries > li:visible").count()
    status = page.get_by_role("status").inner_text()
    page.context.close()

    assert 0 < by_words < everything
    assert 0 < by_network < everything
    assert status == f"{by_network} of {everything} shown"


def test_whole_without_javascript(browser, folder):
    """Without JavaScript all pages are listed, and no filter that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    listed, filters = page.locator(".entries > li:visible").count(), page.locator("#filters:visible").count()
    context.close()

    assert listed > 20
    assert filters == 0
