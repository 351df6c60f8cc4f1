"""The box with the problems of a build that lies over a page of the preview."""

import threading

import pytest
from axe import violations
from publishing.server import Build, Builds, Mount, Server

PROBLEM = "content/posts/a-post-with-a-rather-long-name-{0}.md:{0}: error[title]: Title is missing; add a line"
MANY = "\n".join(
    (*(PROBLEM.format(number) for number in range(1, 30)), "29 errors in 29 files; the preview is as it was")
)
CRASH = 'Traceback (most recent call last):\n  File "plugins/social/text.py", line 1\nSyntaxError: invalid syntax'
PHONE, DESKTOP = (390, 844), (1280, 800)


@pytest.fixture
def preview(real):
    """Return a function that gives the address of the real site's home page after a build that said something."""
    builds = Builds()
    with Server(Mount(real.folder), 0, builds) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def after(said: str) -> str:
            builds.finish(Build(broken=True, said=said))
            return f"http://127.0.0.1:{server.server_port}/"

        yield after
        server.shutdown()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(tab, request):
    """Return a page that is empty yet."""
    return tab(request.param, {"reduced_motion": "reduce"})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("said", [MANY, CRASH], ids=["many", "crash"])
def test_accessible(page, preview, said, scheme):
    """Axe finds nothing in the box, contrast included."""
    page.emulate_media(color_scheme=scheme)
    page.goto(preview(said))

    assert violations(page, "#build-problems") == []


def test_the_whole_page_can_be_reached(page, preview):
    """The box takes half of the screen at most and scrolls by itself; what it covers can be scrolled above it."""
    page.goto(preview(MANY))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    box, end = (page.locator(name).bounding_box() for name in ("#build-problems", "body > footer"))

    assert box["height"] <= page.viewport_size["height"] / 2
    assert end["y"] + end["height"] <= box["y"] + 1
    assert page.evaluate("(box => box.scrollHeight > box.clientHeight)(document.querySelector('#build-problems'))")


def test_the_box_is_reached_first(page, preview):
    """The first press of Tab leads to it, with a ring that is seen; it can be closed there."""
    page.goto(preview(MANY))
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(style => [style.outlineStyle, style.outlineColor])(getComputedStyle(document.activeElement))"
    )
    height = page.locator("#build-problems").bounding_box()["height"]
    page.keyboard.press("Enter")

    assert ring == ["solid", "rgb(255, 255, 255)"]
    assert page.locator("#build-problems").bounding_box()["height"] < height / 2
