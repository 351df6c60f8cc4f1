"""Videos: a poster of ours until a reader asks, then the network's player in its place."""

import pytest
from axe import in_both_schemes

PATH = "/video/"
NETWORKS = ("youtube", "vimeo")
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


@pytest.fixture
def visit(tab, tiny_home):
    """Return a function that opens the post about a video; what it asks of networks is kept, and answered by us."""

    def opened(**options):
        page = tab(**options)
        page.asked = []

        def answer(route):
            page.asked.append(route.request)
            route.fulfill(body="<title>Player</title>", content_type="text/html")

        page.route(lambda url: any(name in url for name in NETWORKS), answer)
        page.goto(tiny_home + PATH, wait_until="networkidle")
        return page

    return opened


def test_nothing_before_a_click(visit):
    """The page asks no network for anything, though it is scrolled through and its posters are hovered over."""
    page = visit()
    for poster in page.locator(".video a").all():
        poster.scroll_into_view_if_needed()
        poster.hover()
    page.wait_for_load_state("networkidle")

    assert page.locator(".video img").count() == 2
    assert page.asked == []


def test_player_after_a_click(visit, tiny_home):
    """A click brings the player that sets no cookie, told where it is shown; it has a name, and the focus."""
    page = visit()
    before = page.locator(".video").first.bounding_box()
    page.get_by_role("button", name="Play video, loaded from YouTube").click()
    frame = page.locator(".video iframe")
    frame.wait_for()

    assert [request.url for request in page.asked] == [PLAYER]
    assert page.asked[0].headers["referer"] == tiny_home.removesuffix("/blog") + "/"
    assert frame.get_attribute("title") == "Somebody speaks"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert page.locator(".video").first.bounding_box() == before


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_player_by_keyboard(visit, key):
    """Both keys that press a button play the video."""
    page = visit()
    page.locator(".prose .video a").focus()
    page.keyboard.press(key)
    page.locator(".video iframe").wait_for()

    assert [request.url for request in page.asked] == ["https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"]


def test_another_tab(visit):
    """Who asks for a tab of its own gets the network's page there, and this one stays."""
    page = visit()
    with page.context.expect_page() as opened:
        page.locator(".video a").first.click(modifiers=["ControlOrMeta"])

    assert opened.value is not page
    assert page.locator(".video iframe").count() == 0


def test_without_javascript(visit):
    """Without a script the poster is a link to the video."""
    page = visit(java_script_enabled=False)
    links = page.get_by_role("link", name="Play video")

    assert [link.get_attribute("href") for link in links.all()] == [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
    ]


def test_accessible(visit):
    """Axe finds nothing in posters and player; they fit the narrowest phone."""
    page = visit(size=(320, 640))
    page.locator(".video a").last.click()
    page.locator(".video iframe").wait_for()
    found = in_both_schemes(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_other_pages_load_no_player(built):
    """The script comes only with a video."""
    assert "video.js" in built.text("video/index.html")
    assert "video.js" not in built.text("plain/index.html")


def test_file_of_ours(built):
    """A file beside the post plays where it is, without a script, and is not loaded before somebody asks."""
    page = built.page("film/")
    video = page.select_one("figure.video > video")

    assert (built.folder / video["src"].removeprefix("/blog/")).read_bytes()
    assert video["poster"] == "/blog/images/wide.png"
    assert (video["preload"], video["aria-label"]) == ("none", "A field")
    assert video.has_attr("controls")
    assert page.select_one("script[src*='video.js']") is None
