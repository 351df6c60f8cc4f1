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


# Pictures that wait until they are seen are loaded at once, and waited for, whatever becomes of them.
ALL_PICTURES = """() => Promise.allSettled([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
}))"""


def opened(tab, address):
    """Return a page, opened at an address, with all its pictures; what was asked for until then is kept with it."""
    page = tab(SIZES["desktop"])
    requests, complaints = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.evaluate(ALL_PICTURES)
    page.requests, page.complaints = tuple(requests), tuple(complaints)
    return page


@pytest.fixture(scope="module", params=["all", "hostile-text", "right-to-left", "long-title"])
def shared(request, tabs, folder):
    """The list of all pages, then previews of single ones; tests of one share it."""
    with tabs.opening() as tab:
        yield opened(tab, (folder / PAGES[request.param]).as_uri())


@pytest.fixture
def page(shared):
    """One of these, on a desktop."""
    width, height = SIZES["desktop"]
    shared.set_viewport_size({"width": width, "height": height})
    return shared


def test_accessible(page):
    """Axe finds no violation, and nothing makes the page scroll sideways."""
    found = in_both_schemes(page)
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found += violations(page, only=("target-size", "scrollable-region-focusable"))

    assert found == []


def test_nothing_is_fetched(page):
    """Every request is for a file on disk, and every file is there."""
    assert [url for url in page.requests if not url.startswith("file://")] == []
    assert page.complaints == ()
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")


def test_nothing_is_cut_that_fits(page):
    """Words that a network shows whole are whole: only what is too long for it is cut off."""
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".card [data-fits]")]
            .filter((words) => words.scrollHeight > words.clientHeight + 1 && words.clientHeight > 0)
            .map((words) => [words.closest(".network").id, words.closest("figure").className, words.textContent])"""
    )

    assert cut == []


def test_long_titles_are_cut(tab, folder):
    """A title too long for a network's lines has exactly these lines."""
    page = opened(tab, (folder / PAGES["long-title"]).as_uri())
    lines = page.evaluate(
        """() => [...document.querySelectorAll("#facebook .phone .title")].map((words) =>
            Math.round(words.clientHeight / parseFloat(getComputedStyle(words).lineHeight)))"""
    )

    assert lines == [2, 2]


@pytest.mark.parametrize(
    ("key", "layout", "ratio"), [("facebook", "large", 1.91), ("x", "large", 2), ("bluesky", "large", 1.91)]
)
def test_crops(tab, folder, key, layout, ratio):
    """A picture has the shape to which the network cuts it, in every width."""
    page = opened(tab, (folder / PAGES["every-key"]).as_uri())
    boxes = [image.bounding_box() for image in page.locator(f".card.{key}.{layout} img").all()]

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
def test_choices(tab, folder, choices, figures):
    """Colours, widths and networks are chosen by styles alone: that page has no script."""
    page = opened(tab, (folder / PAGES["every-key"]).as_uri())
    for choice in choices:
        page.locator(f"#{choice}").check()
    page.locator("#show-google").uncheck()
    seen = page.locator("#facebook figure:visible").count()
    google = page.locator("#google:visible").count()

    assert (seen, google) == (figures, 0)


def test_filters(tab, folder):
    """The list of all pages is filtered by words and by network, and says how many are left."""
    page = opened(tab, (folder / "index.html").as_uri())
    everything = page.locator(".entries > li:visible").count()
    page.get_by_label("Words").fill("PLAIN")
    by_words = page.locator(".entries > li:visible").count()
    page.get_by_label("Words").fill("")
    page.get_by_label("Not whole on").select_option("google")
    by_network = page.locator(".entries > li:visible").count()
    status = page.get_by_role("status").inner_text()

    assert 0 < by_words < everything
    assert 0 < by_network < everything
    assert status == f"{by_network} of {everything} shown"


def test_whole_without_javascript(tab, folder):
    """Without JavaScript all pages are listed, and no filter that would do nothing."""
    page = tab(java_script_enabled=False)
    page.goto((folder / "index.html").as_uri())

    assert page.locator(".entries > li:visible").count() > 20
    assert page.locator("#filters:visible").count() == 0
