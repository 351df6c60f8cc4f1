"""A real browser on the built sites. Without one these tests are left out with a word; in CI they must run."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from factories import Built
from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The background traffic of a fresh profile would be taken for requests of our pages.
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@contextmanager
def served(site: Built) -> Iterator[str]:
    """Serve a built site on a free port, under the path it was built for; yield the address of its home page."""
    base = urlsplit(site.url).path.rstrip("/")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(site.folder))

        def translate_path(self, path):
            return super().translate_path(path.removeprefix(base))

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
