"""What a browser makes of pictures: which file it takes, when, and that nothing moves for it."""

import re

import pytest

# One for each shape that a page has: a phone, a desk, a desk with twice the pixels.
SCREENS = {"phone": (390, 844, 2), "desk": (1280, 800, 1), "fine desk": (1280, 800, 2)}
# For each <picture>: the file taken, and for each candidate in that format its width; CSS px shown. What stands in a
# table or a list is narrower than the column, which its `sizes` cannot know.
TAKEN = """() => [...document.querySelectorAll('main picture:has(source[type])')]
  .filter((picture) => !picture.closest('table, ul:not([class])'))
  .map((picture) => ({
    taken: new URL(picture.querySelector('img').currentSrc).pathname,
    best: picture.querySelector('source').type,
    srcset: picture.querySelector('source').srcset,
    shown: picture.querySelector('img').getBoundingClientRect().width,
  }))"""
SCROLL = """async () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (let y = 0; y < document.body.scrollHeight; y += 300) {
    scrollTo(0, y);
    await pause();
  }
  for (let tries = 0; tries < 150 && ![...document.images].every((image) => image.complete); tries += 1) await pause();
}"""


@pytest.fixture(params=SCREENS, ids=list(SCREENS))
def screen(browser, request):
    """A page on a screen; its width, height and pixels for each CSS px."""
    width, height, ratio = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=ratio)
    yield context.new_page(), ratio
    context.close()


def narrowest(picture: dict[str, object], ratio: int) -> str:
    """Return the file of a picture that a screen with so many pixels for each CSS px should take."""
    files = {int(width): file for file, width in re.findall(r"(\S+) (\d+)w", picture["srcset"])}
    # 2 % for scroll bars, of which `sizes` knows nothing
    needed = [width for width in files if width * 1.02 >= picture["shown"] * ratio]
    return files[min(needed, default=max(files))] if files else picture["taken"]


@pytest.mark.parametrize("path", ["full/", "", "topics/first-topic/"])
def test_the_lightest_file_that_is_sharp(screen, exhibited_home, path):
    """The best format, in the narrowest width that has a pixel for each of the screen's."""
    page, ratio = screen
    page.goto(f"{exhibited_home}/{path}")
    page.evaluate(SCROLL)
    found = page.evaluate(TAKEN)

    assert "image/avif" in {picture["best"] for picture in found}
    assert all(picture["taken"].endswith(picture["best"].replace("image/", ".")) for picture in found)
    right = [narrowest(picture, ratio) for picture in found]
    wrong = [picture for picture, file in zip(found, right, strict=True) if picture["taken"] != file]
    # One that the page shows larger in another place is there already: Chromium may take it here too.
    assert [picture for picture in wrong if picture["taken"] not in right] == []
    assert len(wrong) < len(found)


def test_nothing_is_broken_and_nothing_moves(screen, exhibited_home):
    """Every picture is there in the end, has kept its room from the start, and fits into the page."""
    page, _ = screen
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{exhibited_home}/full/")
    page.evaluate(SCROLL)

    widths = "() => [...document.querySelectorAll('.lead-picture img, .prose img')].map((image) => image.naturalWidth)"
    assert all(page.evaluate(widths))
    assert page.evaluate("window.moved") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_not_seen_is_not_fetched(browser, exhibited_home):
    """Only the first picture of the page is asked for before the reader scrolls, however long the page."""
    page = browser.new_page(viewport={"width": 390, "height": 500})
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))

    def lengthen(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("The first words.", "The first words.<br>" * 400))

    page.route("**/full/", lengthen)
    page.goto(f"{exhibited_home}/full/", wait_until="networkidle")
    before = [name for name in asked if name.endswith((".avif", ".gif", ".webp", ".svg", ".png", ".jpg"))]
    page.evaluate(SCROLL)
    page.close()

    assert not {"film.gif", "film.webp", "own-colours.svg"} & set(before)
    assert len([name for name in before if name.endswith(".avif")]) == 2  # the lead, and the one that says "eager"
    assert {"film.gif", "film.webp", "own-colours.svg"} <= set(asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_follow_the_scheme(tab, exhibited_home, scheme):
    """Lines of a drawing have the colour of the words around it; one with its own colours lies on white in the dark."""
    page = tab(media={"color_scheme": scheme})
    page.goto(f"{exhibited_home}/full/")
    colours = page.evaluate(
        """() => ({
          ink: getComputedStyle(document.body).color,
          line: getComputedStyle(document.querySelector('svg[role=img] rect')).stroke,
          words: getComputedStyle(document.querySelector('svg[role=img] text')).fill,
          ground: getComputedStyle(document.querySelector('.prose img[src$=".svg"]')).backgroundColor,
        })"""
    )

    assert colours["line"] == colours["words"] == colours["ink"]
    assert colours["ground"] == ("rgb(255, 255, 255)" if scheme == "dark" else "rgba(0, 0, 0, 0)")
