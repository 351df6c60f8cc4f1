"""The previews beside a site that is being written: drawn when asked for, and always of the last build."""

import json
import os
import subprocess
import sys
import threading
from http import HTTPStatus
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from commands import environment
from factories import ROOT, TEST_SITE
from previews.live import Live
from previews.rendering import ASSETS
from publishing import devserver
from publishing.server import HTML, RELOAD, Build, Builds, Mount, Server, previewed

URL = "http://localhost:8000"


@pytest.fixture(name="live")
def previews_of_a_project(tmp_path):
    """The previews of a project that is built."""
    return build(tmp_path, {"index.html": "Home", "drafts/a/index.html": "A draft"})


def build(root, titles: dict[str, str]) -> Live:
    """Build pages with titles, as a build does; return their previews."""
    folder, manifest = root / "site", root / "manifest.json"
    for name, title in titles.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<!doctype html><html lang=en><title>{title}</title>", encoding="utf-8")
    pages = {name: {"visibility": "draft" if name.startswith("drafts/") else "public"} for name in titles}
    manifest.write_text(json.dumps({"site": {"url": URL}, "pages": pages}), encoding="utf-8")
    return Live(folder, manifest, root)


def listed(live: Live) -> list[str]:
    """Return the titles on the list of all pages, each with its mark."""
    entries = BeautifulSoup(live.file(""), "html5lib").select(".entries p:first-child")
    return [entry.get_text() for entry in entries]


def test_drafts_are_listed(live):
    """All that was built is listed, drafts with a mark."""
    assert listed(live) == ["Home", "A draft draft"]


@pytest.mark.parametrize("name", ["", "index.html", "pages/index.html", "pages/drafts/a/index.html", *ASSETS])
def test_files(live, name):
    """Every file of the previews is there."""
    assert live.file(name)


@pytest.mark.parametrize(
    "name", ["pages/", "pages/gone.html", "../site/index.html", "pages/../index.html", "page.html"]
)
def test_no_files(live, name):
    """Nothing else is."""
    assert live.file(name) is None


def test_the_last_build_is_shown(live, tmp_path):
    """After each build the previews, and what the audit finds, are those of that build."""
    before = live.file("pages/index.html")
    os.utime(live.manifest, (1, 1))
    live.file("")
    build(tmp_path, {"index.html": "Another title"})

    assert listed(live)[0] == "Another title"
    assert live.file("pages/index.html") != before


@pytest.mark.parametrize("missing", ["site", "manifest.json"])
def test_nothing_is_built_yet(live, missing):
    """Before the first build there is no preview."""
    (live.root / missing).rename(live.root / "away")

    assert live.file("") is None
    assert live.file("previews.css")


@pytest.mark.parametrize(
    ("target", "status", "location", "body"),
    [
        ("/preview/", HTTPStatus.OK, "", b""),
        ("/preview/?x=1", HTTPStatus.OK, "", b""),
        ("/preview/pages/a%20b.html", HTTPStatus.OK, "", b"pages/a b.html"),
        ("/preview", HTTPStatus.MOVED_PERMANENTLY, "/preview/", b""),
        ("/preview?x=1", HTTPStatus.MOVED_PERMANENTLY, "/preview/?x=1", b""),
    ],
)
def test_requests(tmp_path, target, status, location, body):
    """The server answers below /preview/ with the previews."""
    response = previewed(str.encode, Mount(tmp_path), target)

    assert (response.status, response.location, response.body) == (status, location, body)
    assert response.type == (HTML if status is HTTPStatus.OK else "")


@pytest.mark.parametrize("target", ["/", "/previews/", "/previewing", "/a/preview/", "/preview/gone"])
def test_other_requests(tmp_path, target):
    """Any other request is for the site."""
    assert previewed(lambda _: None, Mount(tmp_path), target) is None


def test_a_page_of_that_address_goes_first(tmp_path):
    """A site that has a page at /preview/ shows that."""
    (tmp_path / "preview").mkdir()

    assert previewed(str.encode, Mount(tmp_path), "/preview/") is None


def test_the_browser_reloads_it(live):
    """A preview waits for the next build as every page does."""
    builds = Builds()
    builds.finish(Build(broken=False, said=""))
    with Server(Mount(live.folder), 0, builds, live.file) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urlopen(f"http://127.0.0.1:{server.server_port}/preview/pages/drafts/a/index.html") as answer:
            page = answer.read().decode()
        server.shutdown()

    assert f"{RELOAD}?{builds.last.id}" in page
    assert "A draft" in page


def test_a_failure_is_shown(live, tmp_path, monkeypatch):
    """What goes wrong in drawing is shown in its place, escaped."""
    monkeypatch.setattr(devserver, "PREVIEW", live.folder)
    monkeypatch.setattr(devserver, "WORK", tmp_path)
    live.manifest.write_text('["<b>"]')
    body = devserver.network_previews(tmp_path)("").decode()

    assert "could not be drawn" in body
    assert "is no manifest" in body
    assert "<module>" not in body


def test_the_command_behind_make_preview(tmp_path):
    """It builds the site as it would be published, draws every page, and prints where."""
    command = [sys.executable, "-m", "publishing", "preview", "--settings", str(TEST_SITE)]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT / "plugins")),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ".cache/previews/index.html\n"
    page = (tmp_path / ".cache" / "previews" / "pages" / "plain" / "index.html").read_text(encoding="utf-8")
    images = {image["src"] for image in BeautifulSoup(page, "html5lib").select(".card img")}
    assert all((tmp_path / ".cache/previews/pages/plain" / image).resolve().is_file() for image in images)
    assert images
