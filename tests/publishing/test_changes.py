"""The change report: two publishes compared, and what networks and search engines should read again."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from commands import run
from factories import BLOG, TEST_SITE, described, manifest_with, picture, run_publishing
from networks.caches import CACHES, Reader
from publishing.change_report import as_json, as_text
from publishing.changes import Report, Unlike, changes, compared
from publishing.redirects import Redirect
from publishing.snapshot import load, snapshot
from social.model import LocalFile, PageKind, Sourced, Visibility

FILE = "content/posts/a.md"


def post(path="post/", fields=None, /, file=FILE, **changes):
    """Return a page that is made of a file, by its output file."""
    words = {"title": "Old title", "summary": "Old words.", **(fields or {})}
    found = described(PageKind.ARTICLE, words, path=path, file=file, heading=words["title"], **changes)
    return {f"{path}index.html": found}


def tag(path="tags/smo/", **changes):
    """Return a page that lists posts, by its output file."""
    return {f"{path}index.html": described(PageKind.TAG, path=path, heading="SMO", published=None, **changes)}


def report(before, after, redirects=()) -> Report:
    """Return what has changed between two sets of pages."""
    old, new = manifest_with(before, {}, []), manifest_with(after, {}, [], [Redirect(*pair) for pair in redirects])
    return compared(snapshot(json.loads(old)), snapshot(json.loads(new)))


def told(found: Report) -> dict[str, list]:
    """Return the pages of each group that has any, each with the parts that changed."""
    groups = {name: getattr(found, name) for name in ("added", "removed", "moved", "changed", "pictures", "lists")}
    return {
        name: [
            (page.address.removeprefix(BLOG), *(one.part for one in getattr(page, "differences", ()))) for page in group
        ]
        for name, group in groups.items()
        if group
    }


def with_picture(url, digest):
    """Return a post whose shared picture is a file."""
    found = picture(url=url, file=LocalFile("images/a.png", digest))
    return {name: replace(page, share_picture=Sourced(found, "Image, line 3")) for name, page in post().items()}


PICTURE = f"{BLOG}/images/a.png"
# Before, after, old paths with the addresses that they lead to, what is told.
CASES = {
    "nothing": (post(), post(), (), {}),
    "words of the body": (post(), post(words=501), (), {}),
    "new": ({}, post(), (), {"added": [("/post/",)]}),
    "removed": (post(), {}, (), {"removed": [("/post/",)]}),
    "another address of the same file": (
        post(),
        post("new/"),
        (),
        {"moved": [("/new/",)]},
    ),
    "another file with an alias": (
        post(),
        post("new/", file="content/posts/b.md"),
        [("post/", f"{BLOG}/new/")],
        {"moved": [("/new/",)]},
    ),
    "another file at the same address": (post(), post(file="content/posts/b.md"), (), {}),
    "two files change places": (
        post("a/") | post("b/", file="content/posts/b.md"),
        post("b/") | post("a/", file="content/posts/b.md"),
        (),
        {"moved": [("/a/",), ("/b/",)]},
    ),
    "merged into a page that was there": (
        post() | post("kept/", file="content/posts/b.md"),
        post("kept/", file="content/posts/b.md"),
        [("post/", f"{BLOG}/kept/")],
        {"removed": [("/post/",)]},
    ),
    "title": (post(), post("post/", {"title": "New title"}), (), {"changed": [("/post/", "title", "share_picture")]}),
    "description": (
        post(),
        post("post/", {"summary": "New words."}),
        (),
        {"changed": [("/post/", "share_description")]},
    ),
    "description for networks alone": (
        post(),
        post("post/", {"share_description": "Other words."}),
        (),
        {"changed": [("/post/", "share_description")]},
    ),
    "title for networks alone": (
        post("post/", {"share_title": "A"}),
        post("post/", {"share_title": "B"}),
        (),
        {"changed": [("/post/", "title", "share_picture")]},
    ),
    "title for search engines alone": (
        post("post/", {"share_title": "A"}),
        post("post/", {"share_title": "A", "title": "New title"}),
        (),
        {"changed": [("/post/", "document_title")]},
    ),
    "canonical address": (
        post(),
        post("post/", {"canonical": "https://example.com/first/"}),
        (),
        {"changed": [("/post/", "url")]},
    ),
    "hidden": (
        post(),
        post(visibility=Visibility.HIDDEN),
        (),
        {"changed": [("/post/", "share_picture", "visibility", "robots")]},
    ),
    "another picture": (
        with_picture(PICTURE, "0" * 64),
        with_picture(f"{BLOG}/images/b.png", "1" * 64),
        (),
        {"pictures": [("/post/", "share_picture")]},
    ),
    "another file at the picture's address": (
        with_picture(PICTURE, "0" * 64),
        with_picture(PICTURE, "1" * 64),
        (),
        {"pictures": [("/post/", "share_picture")]},
    ),
    "a list with another post": (
        tag(entries=2, listed=("A", "B")),
        tag(entries=3, listed=("A", "B", "C")),
        (),
        {"lists": [("/tags/smo/", "share_description", "share_picture")]},
    ),
    "a list with other dates": (tag(entries=2), tag(entries=2, changed=described().published), (), {}),
    "a topic with another summary": (
        tag(about=Sourced("Old.", "topics/a.md, Summary, line 2")),
        tag(about=Sourced("New.", "topics/a.md, Summary, line 2")),
        (),
        {"changed": [("/tags/smo/", "share_description")]},
    ),
}


@pytest.mark.parametrize(("before", "after", "redirects", "wanted"), CASES.values(), ids=CASES)
def test_what_counts_as_changed(before, after, redirects, wanted):
    """Only what others keep of a page counts, and each page stands in one group."""
    assert told(report(before, after, redirects)) == wanted


def test_where_a_value_stands():
    """A difference names the line of the source file, the old value and the new one."""
    (page,) = report(post(), post("post/", {"title": "New title"})).changed
    title, card = page.differences

    assert (title.place, title.origin, title.before, title.after) == (f"{FILE}:1", "Title", "Old title", "New title")
    assert (card.place, card.hint) == ("", "")
    assert card.before.startswith("cards/")


def test_other_bytes_under_one_address():
    """Networks keep pictures by their address, which is why that is said."""
    (page,) = report(with_picture(PICTURE, "0" * 64), with_picture(PICTURE, "1" * 64)).pictures

    assert page.differences[0].before == "images/a.png (SHA-256 00000000…)"
    assert "give the file another name" in page.differences[0].hint


@pytest.mark.parametrize(
    ("redirects", "wanted"), [((), "leads nowhere"), ([("post/", f"{BLOG}/new/")], "the old address redirects")]
)
def test_old_addresses(redirects, wanted):
    """The report says whether the address that a page had leads on."""
    assert wanted in as_text(report(post(), post("new/"), redirects))


def home(card):
    """Return the home page with a card."""
    page = described(PageKind.HOME, path="", published=None, words=None)
    return {"index.html": replace(page, share_picture=Sourced(picture(url=f"{BLOG}/cards/{card}.png"), "drawn"))}


def missing(title):
    """Return the page of addresses that do not exist."""
    return {"404.html": described(PageKind.NOT_FOUND, path="404.html", heading=title, published=None, words=None)}


TO_NEW = [("post/", f"{BLOG}/new/")]
REFRESHED = {
    "title": (post(), post("post/", {"title": "New title"}), (), [("/post/", {Reader.PREVIEW, Reader.SEARCH})]),
    "picture": (
        with_picture(PICTURE, "0" * 64),
        with_picture(PICTURE, "1" * 64),
        (),
        [("/post/", {Reader.PREVIEW})],
    ),
    "moved and changed, leads nowhere": (post(), post("new/", {"title": "New"}), (), [("/post/", {Reader.SEARCH})]),
    "moved": (post(), post("new/"), TO_NEW, [("/post/", {Reader.SEARCH})]),
    "moved and changed": (
        post(),
        post("new/", {"title": "New title"}),
        TO_NEW,
        [("/post/", {Reader.PREVIEW, Reader.SEARCH})],
    ),
    "removed": (post(), {}, (), [("/post/", {Reader.SEARCH})]),
    "new": ({}, post(), (), []),
    "not for search engines": (
        post("post/", {"robots": "noindex"}),
        post("post/", {"robots": "noindex", "summary": "New."}),
        (),
        [("/post/", {Reader.PREVIEW})],
    ),
    "a list with another post": (tag(entries=2, listed=("A",)), tag(entries=3, listed=("A", "B")), (), []),
    "the home page with another card": (home("0"), home("1"), (), [("/", {Reader.PREVIEW})]),
    "the page of addresses that do not exist": (missing("Gone"), missing("Lost"), (), []),
}


@pytest.mark.parametrize(("before", "after", "redirects", "wanted"), REFRESHED.values(), ids=REFRESHED)
def test_what_is_to_be_refreshed(before, after, redirects, wanted):
    """Those who know an address and keep what has changed there."""
    found = report(before, after, redirects)

    assert [(one.address.removeprefix(BLOG), set(one.readers)) for one in found.refresh] == wanted
    assert {cache.reader for cache in found.caches} == {reader for _, readers in wanted for reader in readers}


def test_tools_open_with_the_address():
    """A link leads straight to what the network keeps of the page, whatever is in its address."""
    (one,) = report(post("a&b/"), post("a&b/", {"title": "New title"})).refresh
    links = {link.network: link.url for link in one.links}

    encoded = "https%3A%2F%2Fexample.org%2Fblog%2Fa%26b%2F"
    assert links["LinkedIn"] == f"https://www.linkedin.com/post-inspector/inspect/{encoded}"
    assert f"https://developers.facebook.com/tools/debug/?q={encoded}" in links.values()
    assert len(links) == sum(bool(cache.opens) for cache in CACHES)


@pytest.mark.parametrize("cache", CACHES, ids=lambda cache: cache.name)
def test_every_cache_has_its_source(cache):
    """No row of the table stands there without a public page behind it."""
    assert cache.source.startswith("https://")
    assert cache.keeps
    assert cache.refresh
    assert not cache.opens or cache.opens.count("{address}") == 1
    assert cache.tool or not cache.opens


def test_a_site_that_moved():
    """Another SITEURL is one line, and not a change of every page; no network knows the new addresses."""
    text = manifest_with(post(), {}, [])
    moved = text.replace(BLOG, "https://www.example.org")
    found = compared(snapshot(json.loads(text)), snapshot(json.loads(moved)))

    assert told(found) == {}
    assert found.refresh == ()
    assert found.notes[0].startswith(f"the site’s address was {BLOG} and is https://www.example.org here")


def test_order_makes_no_difference():
    """The same pages give the same report, in the order of addresses."""
    old = post("b/", file="b.md") | post("a/", file="a.md")
    new = post("b/", {"title": "B"}, file="b.md") | post("a/", {"title": "A"}, file="a.md")
    one, other = report(old, new), report(dict(reversed(old.items())), dict(reversed(new.items())))

    assert as_json(one) == as_json(other)
    assert [page.address for page in one.changed] == [f"{BLOG}/a/", f"{BLOG}/b/"]


@pytest.fixture(name="current")
def current_manifest(tmp_path) -> Path:
    """Return the manifest of a build of one page."""
    file = tmp_path / "current.json"
    file.write_text(manifest_with(post(), {}, []), encoding="utf-8")
    return file


def test_nothing_published_yet(tmp_path, current):
    """Everything is new then, and nothing is listed."""
    assert as_text(changes(tmp_path / "none.json", current)) == "nothing was published from here before: 1 page new"


def test_nothing_has_changed(current):
    """One line says so."""
    assert as_text(changes(current, current)) == "nothing has changed that networks or search engines keep"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pages": []}', "{", "null"])
def test_no_manifest(tmp_path, current, text):
    """What cannot be read is told in one line, and nothing is listed."""
    (tmp_path / "last.json").write_text(text, encoding="utf-8")
    found = changes(tmp_path / "last.json", current)

    assert found.is_first
    (line,) = as_text(found).splitlines()
    assert line.startswith("the manifest of the last publish cannot be read (it ")
    with pytest.raises(Unlike):
        snapshot(load(tmp_path / "last.json"))


@pytest.mark.parametrize(
    ("lacking", "wanted"),
    [
        (["robots"], "no “robots”"),
        (["title", "url"], "no “title” and “url”"),
        (["title", "url", "robots"], "“url”, “r"),
    ],
)
def test_an_older_format(tmp_path, current, lacking, wanted):
    """What the last manifest lacks is named in one line, the rest is compared."""
    old = json.loads(manifest_with(post("post/", {"summary": "Older words."}), {}, []))
    for page in old["pages"].values():
        for name in (*lacking, "address", "kind"):
            del page[name]
    del old["redirects"]
    (tmp_path / "last.json").write_text(json.dumps(old), encoding="utf-8")
    found = changes(tmp_path / "last.json", current)

    assert wanted in found.notes[0]
    assert len(found.notes) == 1
    assert told(found) == {"changed": [("/post/", "share_description")]}


@pytest.mark.parametrize("page", [None, [], "x", {"title": 1, "url": {"value": None}, "share_picture": {"value": 3}}])
def test_pages_of_no_format(tmp_path, current, page):
    """However a page stands in the last manifest, no traceback comes of it."""
    (tmp_path / "last.json").write_text(json.dumps({"pages": {"post/index.html": page}}), encoding="utf-8")

    assert changes(tmp_path / "last.json", current).notes


POST = "Title: {}\nDate: 2026-01-01\nCategory: First topic\nSummary: Words.\n{}\nText.\n"


def write(project: Path, name: str, title: str, lines: str = "") -> None:
    """Write a post."""
    file = project / "content" / "posts" / f"{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(POST.format(title, lines), encoding="utf-8")


def changes_told(project: Path, *arguments: str) -> CompletedProcess[str]:
    """Run the command behind `make changes`."""
    return run("publishing", "changes", "--settings", "settings.py", *arguments, cwd=project, SITEURL=BLOG)


@pytest.fixture
def project(tmp_path) -> Path:
    """Return a site of four posts that keeps its addresses."""
    for name in ("authors", "images"):
        shutil.copytree(TEST_SITE.parent / "content" / name, tmp_path / "content" / name)
    (tmp_path / "content/topics").mkdir()
    topic = "Title: First topic\nSummary: x\n\nText.\n"
    (tmp_path / "content/topics/first-topic.md").write_text(topic, encoding="utf-8")
    source = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom bare import *\n"
    (tmp_path / "settings.py").write_text(f'{source}PATH = "content"\nKEEP_ADDRESSES = True\n', encoding="utf-8")
    for name in ("kept", "titled", "renamed", "deleted"):
        write(tmp_path, name, f"The {name} post")
    return tmp_path


def test_from_publish_to_report(project):
    """A new title, a rename with an alias and a deletion are told with their places; a broken site is no report."""
    assert changes_told(project).stdout.startswith("nothing was published from here before: ")
    published = run_publishing(project / "settings.py", project / "output", cwd=project, SITEURL=BLOG)
    assert published.returncode == 0, published.stderr
    assert changes_told(project).stdout == "nothing has changed that networks or search engines keep\n"

    write(project, "titled", "Another title")
    (project / "content/posts/renamed.md").unlink()
    write(project, "other", "The renamed post", "Aliases: /renamed/\n")
    (project / "content/posts/deleted.md").unlink()
    broken = changes_told(project)
    (project / "content/gone.txt").write_text("/deleted/\n", encoding="utf-8")
    text, data = changes_told(project), json.loads(changes_told(project, "--json").stdout)

    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.splitlines()[-1] == "1 error in 1 file; nothing was compared"
    assert text.returncode == 0, text.stderr
    for line in (
        f"  {BLOG}/deleted/ (content/posts/deleted.md)",
        "    leads nowhere",
        f"  {BLOG}/renamed/ → {BLOG}/other/ (content/posts/other.md)",
        "    the old address redirects",
        "    content/posts/titled.md:1: title (Title): “The titled post” → “Another title”",
        f"  {BLOG}/renamed/",
    ):
        assert line in text.stdout.splitlines()
    assert "/kept/" not in text.stdout
    assert all(cache["source"] and cache["read"] for cache in data["caches"])
    assert [page["address"] for page in data["changed"]] == [f"{BLOG}/titled/"]
    assert [page["address"] for page in data["removed"]] == [f"{BLOG}/deleted/"]
    assert [one["address"] for one in data["refresh"]] == [
        f"{BLOG}/{name}/" for name in ("deleted", "renamed", "titled")
    ]
