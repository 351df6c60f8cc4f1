"""A real browser on the built sites. Without one these tests are left out with a word; in CI they must run."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from factories import BLOG, Built, bare_site, publish
from playwright.sync_api import sync_playwright

# Debian's `chromium` is a script that asks for drawing by the GPU, which a machine without one has to imitate: the
# program behind it opens a page in four fifths of the time.
BROWSERS = ("/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EVERYTHING, DESKTOP = "/everything/", (1280, 800)
# The background traffic of a fresh profile would be taken for requests of our pages.
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@contextmanager
def served(site: Built) -> Iterator[str]:
    """Serve a built site on a free port, under its path and its policy; yield the address of its home page."""
    base = urlsplit(site.url).path.rstrip("/")
    policy = site.text("_headers").partition("Content-Security-Policy: ")[2].partition("\n")[0]

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(site.folder))

        def translate_path(self, path):
            return super().translate_path(path.removeprefix(base))

        def end_headers(self):
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser():
    """The machine's own Chromium."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        message = "NO BROWSER FOUND: the browser tests did not run; install chromium to run them"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


class Tabs:
    """Empty pages of readers who were never here before.

    A context, and the process that draws its pages, are made once for each set of options, which costs more than all
    that a page does; what a test leaves in them is removed.
    """

    def __init__(self, browser) -> None:
        self.browser = browser
        self.contexts = {}

    def context(self, options: dict):
        """Return the context with these options, in which an empty page of our host keeps the process alive."""
        key = repr(sorted(options.items()))
        if key not in self.contexts:
            context = self.contexts[key] = self.browser.new_context(**options)
            page = context.new_page()
            page.route("**", lambda route: route.fulfill(body=""))
            page.goto("http://127.0.0.1/")
        return self.contexts[key]

    @contextmanager
    def opening(self):
        """Yield a function that opens a page; in the end all that came of it are closed, and what they stored goes."""
        contexts, pages = set(), set()

        def note(page):
            pages.add(page)

        def tab(size: tuple[int, int] = DESKTOP, media: dict[str, str] | None = None, **options):
            context = self.context(options)
            if context not in contexts:
                contexts.add(context)
                context.on("page", note)
            page = context.new_page()
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if media:
                page.emulate_media(**media)
            return page

        yield tab
        for page in pages:
            page.close()
        for context in contexts:
            context.remove_listener("page", note)
            session = context.new_cdp_session(context.pages[0])
            session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            session.detach()


@pytest.fixture(scope="session")
def tabs(browser) -> Tabs:
    """The readers of a run."""
    return Tabs(browser)


@pytest.fixture
def tab(tabs):
    """Return a function that opens an empty page: of so many px, with what `emulate_media` takes, and other options.

    Whatever is opened is closed when the test ends. What is cached stays: a test of what is loaded first, or late,
    needs a context of its own.
    """
    with tabs.opening() as opening:
        yield opening


@pytest.fixture(scope="session")
def serve():
    """What serves a built site that a test module made for itself; see `served`."""
    return served


@pytest.fixture(scope="session")
def home(real) -> Iterator[str]:
    """The address at which the real site is served."""
    with served(real) as address:
        yield address


@pytest.fixture(scope="session")
def tiny_home(built) -> Iterator[str]:
    """The address at which the tests' tiny site is served, under its path."""
    with served(built) as address:
        yield address


def published_with(texts: str) -> Callable[[Path], Built]:
    """Return what publishes a site under a path with the texts of a folder beside this file."""

    def into(folder: Path) -> Built:
        settings = bare_site(folder)
        shutil.copytree(Path(__file__).with_name(texts), folder / "content", dirs_exist_ok=True)
        return publish(settings, folder / "built", BLOG)

    return into


@pytest.fixture(scope="session")
def tools(once) -> Built:
    """A site under a path whose texts hold calculators and builders of links, in three languages."""
    return once("tools", published_with("tools"))


@pytest.fixture(scope="session")
def reading(once) -> Built:
    """A site under a path whose texts hold all that a text may hold, left to right and right to left."""
    return once("reading", published_with("reading"))


@pytest.fixture(scope="session")
def reading_home(reading) -> Iterator[str]:
    """The address at which that site is served, under its path."""
    with served(reading) as address:
        yield address


@pytest.fixture(scope="session")
def exhibited_home(exhibited) -> Iterator[str]:
    """The address at which the site with a picture of every kind is served, under its path."""
    with served(exhibited) as address:
        yield address


def is_error(message) -> bool:
    """Return whether a page's console tells of an error in the page; a request that a test refuses is none."""
    return message.type == "error" and "Failed to load resource" not in message.text


@pytest.fixture
def opened(tab, reading_home):
    """Return a function that opens a page of the site; what goes wrong ends the test."""
    pages = []

    def open_page(path: str = EVERYTHING, size: tuple[int, int] = DESKTOP, **options):
        page = tab(size, **options)
        page.set_default_timeout(5000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda message: page.complaints.append(message.text) if is_error(message) else None)
        page.goto(reading_home + path)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [complaint for page in pages for complaint in page.complaints] == []
