"""The server: what a browser gets, asked over real connections."""

import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest
from bs4 import BeautifulSoup
from publishing import server as module
from publishing.server import HOST, RELOAD, Build, Builds, Mount, Server, answer

PAGE = "<!doctype html>\n<title>{0}</title>\n<body>\n<p>{0} &lt;/body></p>\n</body>\n</html>\n"
GOOD = Build(broken=False, said="3 pages")
PROBLEMS = (
    'a.md:1: error[title]: "<script>alert(1)</script>" & more',
    "my b.md:2: error[date]: so-so: 3: 4",
    "error[build]: on\ntwo lines",
)
SUMMARY = "3 errors in 2 files; the preview is as it was"
BROKEN = Build(broken=True, said="\n".join((*PROBLEMS, SUMMARY)))
TRACEBACK = 'Traceback (most recent call last):\n  File "a.py", line 1\n    def (\n        ^'
CRASHED = Build(broken=True, said=f"{TRACEBACK}\nSyntaxError: invalid syntax")
LIMIT = 10  # seconds, for what takes none


@pytest.fixture(name="folder")
def built_folder(tmp_path):
    """A small built site; beside it what nobody may read."""
    folder = tmp_path / "site"
    for name, text in {
        "index.html": PAGE.format("Home"),
        "404.html": PAGE.format("Lost"),
        "about/index.html": PAGE.format("About"),
        "größe/index.html": PAGE.format("Size"),
        "empty/note.txt": "A note.",
        "../secret.txt": "secret",
        "../site.build/secret.txt": "secret",
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def serving(folder, base="", builds=None):
    """Serve a folder on a free port while the block lasts."""
    with Server(Mount(folder, base), 0, builds) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(LIMIT)


@contextmanager
def opened(server, path, method="GET"):
    """Send a request as it stands and give the response while its connection is open."""
    with closing(HTTPConnection(HOST, server.server_port, timeout=LIMIT)) as connection:
        connection.request(method, path)
        with closing(connection.getresponse()) as response:
            yield response


def get(server, path, method="GET") -> tuple[HTTPResponse, str]:
    """Return a response and its text."""
    with opened(server, path, method) as response:
        return response, response.read().decode()


def finished(*results: Build) -> Builds:
    """Return builds of which the last result is the newest."""
    builds = Builds()
    for result in results:
        builds.finish(result)
    return builds


def event(response) -> str:
    """Return the next event's data; the connection's own time limit bounds the wait for each line."""
    while line := response.readline().decode():
        if line.startswith("data: "):
            return line.removeprefix("data: ").strip()
    return ""


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        # a folder is its index
        ("/", 200, "Home"),
        ("/about/", 200, "About"),
        ("/gr%C3%B6%C3%9Fe/", 200, "Size"),
        ("/about/index.html", 200, "About"),
        ("/about/?utm_source=a%2Fb", 200, "About"),
        # what is not there
        ("/nothing", 404, "Lost"),
        ("/nothing/", 404, "Lost"),
        ("/index.html/", 404, "Lost"),
        ("/empty/", 404, "Lost"),
        # what no file can be called
        ("/%00", 404, "Lost"),
        (f"/{'a' * 5000}", 404, "Lost"),
        ("/%ff%fe", 404, "Lost"),
        ("*", 404, "Lost"),
    ],
)
def test_pages(folder, path, status, title):
    """A folder is its index page, without one it is not listed; what is not there is the site's own 404 page."""
    with serving(folder) as server:
        response, text = get(server, path)

    assert (response.status, BeautifulSoup(text, "html5lib").title.text) == (status, title)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/about", "/about/"),
        ("/about?a=1&b=%20", "/about/?a=1&b=%20"),
        ("/gr%C3%B6%C3%9Fe", "/gr%C3%B6%C3%9Fe/"),
    ],
)
def test_slash_is_added(folder, path, location):
    """The address of a folder without its slash leads to the one with it, so that relative links are right."""
    with serving(folder) as server:
        response, _ = get(server, path)

    assert (response.status, response.headers["Location"]) == (301, location)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/about/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%2Fsite.build%2Fsecret.txt",
        "/link.txt",
        "//{outside}",
        "/%2F{outside}",
    ],
)
@pytest.mark.parametrize("base", ["", "/blog"])
def test_nothing_outside_the_folder(folder, path, base):
    """No path, however written, leads out of the folder; a link in the folder does not either."""
    secret = folder.parent / "secret.txt"
    (folder / "link.txt").symlink_to(secret)

    with serving(folder, base) as server:
        response, text = get(server, base + path.format(outside=str(secret).lstrip("/")))

    assert response.status == 404
    assert text == PAGE.format("Lost")


def test_no_404_page(tmp_path):
    """A site without a page of its own for that says so plainly; so does a folder that is not there yet."""
    with serving(tmp_path / "none") as server:
        response, text = get(server, "/")

    assert response.status == 404
    assert "Not found" in text


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        # text
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        # data
        ("feed.xml", "application/xml"),
        ("feed.json", "application/json"),
        ("site.webmanifest", "application/manifest+json"),
        ("a.pdf", "application/pdf"),
        # pictures and fonts
        ("a.svg", "image/svg+xml"),
        ("a.png", "image/png"),
        ("A.JPG", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("favicon.ico", "image/x-icon"),
        ("a.woff2", "font/woff2"),
        # anything else
        ("a.unheard-of", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_types(folder, name, type_):
    """Each file has its media type, the same on every machine; nothing is kept by the browser."""
    (folder / name).write_bytes(b"x")

    with serving(folder) as server:
        response, _ = get(server, f"/{name}")

    assert (response.headers["Content-Type"], response.headers["Content-Length"]) == (type_, "1")
    assert response.headers["Cache-Control"] == "no-store"


def test_head(folder):
    """HEAD says what GET would, and sends no body."""
    with serving(folder) as server:
        asked, body = get(server, "/about/", "HEAD")
        got, _ = get(server, "/about/")

    assert body == ""
    assert asked.headers["Content-Length"] == got.headers["Content-Length"]


def test_only_this_machine(folder):
    """The server listens on this machine alone."""
    with serving(folder) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_port_in_use(folder):
    """A port that is in use ends the program with a line about it and exit code 1, which is what a text means to it."""
    with serving(folder) as server, pytest.raises(SystemExit, match=rf"^Port {server.server_port} cannot be used \(.+"):
        module.listen(Mount(folder), server.server_port)


@pytest.mark.parametrize(
    ("path", "status", "found"),
    [
        ("/", 301, "/blog/"),
        ("/blog", 301, "/blog/"),
        ("/blog/", 200, "Home"),
        ("/blog/about", 301, "/blog/about/"),
        ("/blog/about/", 200, "About"),
        # outside the site, as on its host
        ("/about/", 404, "Lost"),
        ("/blogger/", 404, "Lost"),
        ("/blog/blog/", 404, "Lost"),
    ],
)
def test_site_under_a_path(folder, path, status, found):
    """A site that was published under a path is served under that path, as its links mean it."""
    with serving(folder, "/blog") as server:
        response, text = get(server, path)

    assert (response.status, response.headers["Location"] or BeautifulSoup(text, "html5lib").title.text) == (
        status,
        found,
    )


def test_published_pages_are_untouched(folder):
    """Without builds a page is served byte for byte."""
    with serving(folder) as server:
        assert get(server, "/")[1] == PAGE.format("Home")
        assert get(server, RELOAD)[0].status == 404


@pytest.mark.parametrize("path", ["/", "/nothing"])
def test_script_in_pages(folder, path):
    """Live, every page, the 404 page too, ends with the script; the file has none."""
    with serving(folder, builds=finished(GOOD)) as server:
        _, text = get(server, path)

    before, script, after = text.partition("<script>")
    assert before.endswith("&lt;/body></p>\n")
    assert f'new EventSource("{RELOAD}?{GOOD.id}")' in script + after
    assert after.endswith("</script>\n</body>\n</html>\n")
    assert "EventSource" not in (folder / "index.html").read_text()


def test_page_without_end_tags(folder):
    """A page may leave </body> out; other characters than UTF-8 stay what they are."""
    (folder / "old.html").write_bytes(b"<p>\xe9")

    with serving(folder, builds=finished(GOOD)) as server, opened(server, "/old.html") as response:
        assert response.read().startswith(b"<p>\xe9<script>")


@pytest.mark.parametrize("name", ["a.svg", "a.xml", "a.txt", "a.json"])
def test_no_script_elsewhere(folder, name):
    """Only pages get the script; everything else is served as it is, also while the build is broken."""
    (folder / name).write_text("<p></body>")

    for result in (GOOD, BROKEN):
        with serving(folder, builds=finished(result)) as server:
            response, text = get(server, f"/{name}")

            assert (response.status, text) == (200, "<p></body>")


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/about/", 200), ("/nothing", 404), ("/about/index.html", 200)]
)
def test_problems_over_the_page(folder, path, status):
    """While the last build is broken every page is as it was, with the problems over it, as text; it still reloads."""
    with serving(folder, builds=finished(GOOD, BROKEN)) as server:
        response, text = get(server, path)
    page = BeautifulSoup(text, "html5lib")

    assert response.status == status
    overlay = page.body.find()
    assert (overlay["id"], overlay["lang"]) == ("build-problems", "en")
    assert overlay.summary.text == SUMMARY
    assert [problem.text for problem in overlay.find_all("li")] == list(PROBLEMS)
    assert [place.text for place in overlay.find_all("strong")] == ["a.md:1:", "my b.md:2:"]
    assert answer(Mount(folder), path).body.strip()[:40].decode() in text
    assert len(page.find_all("script")) == 1
    assert f"{RELOAD}?{BROKEN.id}" in page.script.string


def test_error_page_without_a_site(tmp_path):
    """The first build of all may be broken."""
    with serving(tmp_path / "none", builds=finished(BROKEN)) as server:
        response, text = get(server, "/")

    assert response.status == 500
    page = BeautifulSoup(text, "html5lib")
    assert page.p.text == SUMMARY
    assert [problem.text for problem in page.find_all("li")] == list(PROBLEMS)


@pytest.mark.parametrize("name", ["site", "none"])
def test_a_broken_program(folder, name):
    """The last line of a traceback says what is wrong, and comes first; the rest can be opened."""
    with serving(folder.with_name(name), builds=finished(CRASHED)) as server:
        _, text = get(server, "/")
    problem = BeautifulSoup(text, "html5lib").li

    assert problem.strong.text == "SyntaxError: invalid syntax"
    assert not problem.details.has_attr("open")
    assert problem.details.pre.text == TRACEBACK


@pytest.mark.parametrize(
    ("page", "begin"),
    [
        ("<head><title>a</title><body class='a b'>\n<p>Text", "<head><title>a</title><body class='a b'>\n<aside"),
        ("<BODY><p>Text", "<BODY>\n<aside"),
        ("<bodyguard><p>Text</body>", "<bodyguard><p>Text<script"),
        ("<p>Text", "<p>Text<script"),
    ],
)
def test_the_box_comes_first(folder, page, begin):
    """It is read before the page, in a page without <body> after it."""
    (folder / "index.html").write_text(page)

    with serving(folder, builds=finished(BROKEN)) as server:
        _, text = get(server, "/")

    assert text.startswith(begin)
    assert text.count('<aside id="build-problems"') == 1


def test_one_line(folder):
    """A build that told no problem is summed up by what it said."""
    with serving(folder, builds=finished(Build(broken=True, said="The build ended with exit code 9."))) as server:
        _, text = get(server, "/")
    overlay = BeautifulSoup(text, "html5lib").find(id="build-problems")

    assert overlay.summary.text == "The build ended with exit code 9."
    assert overlay.li is None


def test_recovery(folder):
    """The next good build brings the pages back."""
    with serving(folder, builds=finished(BROKEN, GOOD)) as server:
        response, text = get(server, "/")

    assert response.status == 200
    assert "Home" in text


def test_requests_wait_for_the_first_build(folder):
    """Who comes before the first build has ended gets its result."""
    builds = Builds()
    threading.Timer(0.1, builds.finish, [BROKEN]).start()

    with serving(folder, builds=builds) as server:
        assert "build-problems" in get(server, "/")[1]


def test_event_after_every_build(folder):
    """An open page hears of each build that ends, good or broken."""
    builds = finished(GOOD)
    with serving(folder, builds=builds) as server, opened(server, f"{RELOAD}?{GOOD.id}") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        for result in (BROKEN, Build(broken=True, said="again"), Build(broken=False, said="good")):
            builds.finish(result)
            assert event(stream) == "built"


def test_no_event_is_missed(folder):
    """A page that was loaded before a build, or before the server was started again, hears of it on connecting."""
    with serving(folder, builds=finished(GOOD, BROKEN)) as server, opened(server, f"{RELOAD}?{GOOD.id}") as stream:
        assert event(stream) == "built"


def test_no_event_without_a_build(folder, monkeypatch):
    """Nothing has happened: no event, but a sign that the server is there."""
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)

    with serving(folder, builds=finished(GOOD)) as server, opened(server, f"{RELOAD}?{GOOD.id}") as stream:
        lines = [stream.readline().decode().strip() for _ in range(8)]

    assert set(lines) == {"retry: 500", "", ": no news"}


def test_pages_that_are_left(folder, monkeypatch, capsys):
    """A browser that hangs up ends its thread, and nothing is said about it."""
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)
    before = {*threading.enumerate()}

    with serving(folder, builds=finished(GOOD)) as server:
        for _ in range(3):
            with opened(server, RELOAD) as stream:
                stream.readline()
        deadline = time.monotonic() + LIMIT
        while len({*threading.enumerate()} - before) > 1 and time.monotonic() < deadline:
            time.sleep(0.01)

        assert len({*threading.enumerate()} - before) == 1  # the server's own
    assert capsys.readouterr() == ("", "")
