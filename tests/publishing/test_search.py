"""The index behind the search: what is in it, that it is the same every time, and what is told when there is none."""

import gzip
import json
import random
import re
import shutil
import stat
import sys
from pathlib import Path

import pytest
from publishing import pagefind, search, search_index
from publishing.pagefind import installed
from publishing.search import LateIndex, begin
from publishing.search_index import Memory
from publishing.search_parts import MergeError
from publishing.searched import searched
from publishing.server import indexed
from publishing.tree import Tree
from reuse.store import Store

PAGE = """<!doctype html>
<html lang="{language}"><head><title>{title} | Site</title></head><body>
<nav>Menu</nav><h1>{title}</h1>
<div data-pagefind-meta="date:2026-01-02"><p{searched}>Summary.</p>
<div{searched} data-pagefind-meta="topic:Tea, or coffee"><h2 id="brew">Brew</h2>
<p>Water<sup class="footnote-ref">1</sup> boils.</p></div></div>
<footer>Share this</footer></body></html>
"""
LANGUAGES = ["en-GB", "ar", "fr", "de", "zh"]


def write(site: Path, name: str, language: str = "en-GB", *, searched: bool = True) -> None:
    """Write a page that is searched, or not."""
    file = site / name / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    marked = " data-pagefind-body" if searched else ""
    file.write_text(PAGE.format(language=language, title=f"Title {name}", searched=marked), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def fragments(index: Path) -> dict[str, dict]:
    """Return what the index holds of each page, by address."""
    found = [json.loads(gzip.decompress(file.read_bytes())[12:]) for file in (index / "fragment").iterdir()]
    return {page["url"]: page for page in found}


def make_index(site: Path, program=installed, store: Store | None = None) -> list[str]:
    """Add the index to the pages in a folder; return what was told instead."""
    if (site / "pagefind").exists():
        (site / "pagefind").rename(site.with_name("before"))
    tree = Tree(site)
    tree.adopt()
    if (site.parent / "before").exists():
        (site.parent / "before").rename(site / "pagefind")
    problems = begin(tree, store, program)()
    tree.finish()
    return [problem.message for problem in problems]


def program(folder: Path, code: str) -> Path:
    """Return a program that is run in the place of Pagefind."""
    if sys.platform == "win32":
        pytest.skip("scripts are no programs on Windows")
    file = folder / "program"
    file.write_text(f"#!{sys.executable}\nimport sys\n{code}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def site(tmp_path) -> Path:
    """A folder with two pages, one of them searched."""
    folder = tmp_path / "site"
    write(folder, "a")
    write(folder, "b", searched=False)
    return folder


def test_searched_is_what_is_marked(site, tmp_path):
    """The index holds the marked parts of the marked pages: no menu, no footer, no marks of footnotes."""
    assert make_index(site) == []

    assert fragments(site / "pagefind") == {
        "/a/": {
            "url": "/a/",
            "content": "Summary. Brew. Water boils.",
            "word_count": 4,
            "filters": {},
            "meta": {"title": "Title a", "date": "2026-01-02", "topic": "Tea, or coffee"},
            "anchors": [{"element": "h2", "id": "brew", "text": "Brew", "location": 1}],
        }
    }


def test_published_is_what_is_loaded(site, tmp_path):
    """Pagefind's own interface, its worker and programs for other languages are not among the files."""
    write(site, "c", "zh")
    make_index(site)

    assert [re.sub(r"_[0-9a-f]{6,}", "_HASH", name) for name in files(site / "pagefind")] == [
        "fragment/en-gb_HASH.pf_fragment",
        "fragment/zh_HASH.pf_fragment",
        "index/en-gb_HASH.pf_index",
        "index/zh_HASH.pf_index",
        "pagefind-entry.json",
        "pagefind.en-gb_HASH.pf_meta",
        "pagefind.js",
        "pagefind.zh_HASH.pf_meta",
        "wasm.en-gb.pagefind",
        "wasm.unknown.pagefind",
    ]


def test_same_pages_same_bytes(tmp_path):
    """Whatever order Pagefind works in, the files are the same, and so are their names."""
    indexes = []
    for folder in ("a", "b", "c"):
        for number in range(60):
            write(tmp_path / folder / "site", f"p{number}", LANGUAGES[number % len(LANGUAGES)])
        make_index(tmp_path / folder / "site")
        indexes.append(files(tmp_path / folder / "site" / "pagefind"))

    assert indexes[0] == indexes[1] == indexes[2]


def test_options_of_others_change_nothing(site, tmp_path, monkeypatch):
    """Neither variables nor files that hold options of another project's Pagefind are read."""
    make_index(site)
    one = files(site / "pagefind")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    for folder in (tmp_path, site):
        (folder / "pagefind.yml").write_text("exclude_selectors: [h2]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    make_index(site)

    assert files(site / "pagefind") == one


def test_no_search_no_index(tmp_path):
    """A site whose pages mark nothing has no search: Pagefind is not even started."""
    write(tmp_path / "site", "a", searched=False)

    assert make_index(tmp_path / "site", pytest.fail) == []
    assert not (tmp_path / "site" / "pagefind").exists()


@pytest.mark.parametrize("error", [ImportError, FileNotFoundError])
def test_not_installed(site, error):
    """Where no Pagefind is, the message says for which systems there is one, and how to do without."""

    def missing():
        raise error

    (told,) = make_index(site, missing)
    assert re.search(r"Linux, macOS and Windows.*take the page with Template: search out", told)


ANSWER = """
import base64, json
def answer(**payload):
    print(base64.b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()).decode(), end=",")
def file(path, text):
    return {"path": path, "content": base64.b64encode(text.encode()).decode()}
answer(type="NewIndex", index_id=0)
"""
ANSWERED = f"{ANSWER}answer(type='IndexedFile', page_word_count=1, page_url='/a/', page_meta={{}})\n"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("sys.exit('the disk\\nis full')", "Pagefind ended with exit code 1: the disk is full;"),
        ("sys.exit(3)", "Pagefind ended with exit code 3: it said nothing;"),
        (f"{ANSWER}sys.exit('enough')", "Pagefind ended with exit code 1: enough;"),
        ("print('no Base64,' * 3)", "Pagefind gave an answer that cannot be read"),
        (
            f"{ANSWERED}answer(type='Error', original_message=None, message='no room')",
            "Pagefind says: no room;",
        ),
        (f"{ANSWERED}answer(type='GetFiles', files=[])", "Pagefind made no pagefind-entry.json that can be read"),
        (
            f"{ANSWERED}answer(type='GetFiles', files=[file('pagefind-entry.json', '[]')])",
            "Pagefind made no pagefind-entry.json that can be",
        ),
        (
            f"{ANSWERED}answer(type='GetFiles', files=[file('pagefind-entry.json', '{{\"languages\": {{}}}}')])",
            "Pagefind made no pagefind.js",
        ),
    ],
    ids=["failed", "silent", "breaks-off", "gibberish", "error", "nothing", "no-entry", "no-script"],
)
def test_failure_is_told(site, tmp_path, code, message):
    """What goes wrong in Pagefind is told in its own words, and never as a traceback."""
    (told,) = make_index(site, lambda: program(tmp_path, code))

    assert told.startswith(message)


def test_no_program(site, tmp_path):
    """A file that is no program of this system is named."""
    broken = tmp_path / "pagefind"
    broken.write_text("", encoding="utf-8")

    (told,) = make_index(site, lambda: broken)
    assert f"cannot be started: {broken}: " in told


def test_name_is_taken(tmp_path):
    """A folder of the content with the name of the index is not overwritten."""
    tree = Tree(tmp_path / "site")
    tree.write("a/index.html", PAGE.format(language="en", title="A", searched=" data-pagefind-body").encode())
    tree.write("pagefind/mine", b"mine")

    (told,) = begin(tree, None)()
    assert "rename yours" in told.message
    assert tree.read("pagefind/mine") == b"mine"


def test_pages_are_indexed_meanwhile(site):
    """What makes the index works by itself; until it is ended, nothing of it is there."""
    tree = Tree(site)
    tree.adopt()
    ended = begin(tree, None)
    before = set(tree.digests)

    assert ended() == ()
    assert {path.partition("/")[0] for path in tree.digests.keys() - before} == {"pagefind"}


class Kept:
    """A site and what is kept from one index of it to the next."""

    def __init__(self, folder: Path) -> None:
        self.site, self.cache, self.started = folder / "site", folder / "cache", 0

    def program(self) -> Path:
        self.started += 1
        return installed()

    def index(self) -> dict[str, bytes]:
        """Add the index, and return its files, which are those that are made without anything that is kept."""
        store = Store(self.cache, "1")
        assert make_index(self.site, self.program, store) == []
        store.close(whole=True)
        found = files(self.site / "pagefind")
        make_index(self.site)
        assert files(self.site / "pagefind") == found
        return found


@pytest.mark.parametrize(
    ("before", "after", "is_made"),
    [
        ("<nav>Menu</nav>", "<nav>Another menu, <img src=a.png alt=A></nav>", False),
        ("<title>", "<meta name=x><title>", False),
        ("Share this", "Share that: <a href=/>related</a><img src=b.png alt=B>", False),
        ("boils", "cooks", True),
        ("<h1>", "<h1>On ", True),
        ("2026-01-02", "2026-01-03", True),
        ("Tea,", "Milk,", True),
        ('lang="en-GB"', 'lang="fr"', True),
    ],
)
def test_an_index_is_kept_until_what_is_searched_changes(site, tmp_path, before, after, is_made):
    """What surrounds the text may change as it likes: Pagefind is not started, and the index stays."""
    kept = Kept(tmp_path)
    write(site, "c")
    first = kept.index()
    page = site / "a" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    second = kept.index()

    assert kept.started == 1 + is_made
    assert (first != second) == is_made


def test_a_page_goes(site, tmp_path):
    """Pagefind is not needed to take a page out of the index."""
    kept = Kept(tmp_path)
    write(site, "c")
    kept.index()
    write(site, "a", searched=False)
    kept.index()

    assert list(fragments(site / "pagefind")) == ["/c/"]
    assert kept.started == 1


def test_an_index_is_made_again_when_it_is_gone(site, tmp_path):
    """What is kept are its hashes, not its files."""
    kept = Kept(tmp_path)
    first = kept.index()
    next((site / "pagefind" / "fragment").iterdir()).unlink()

    assert kept.index() == first
    assert kept.started == 2


def test_moved_pages_are_found_at_their_new_address(site, tmp_path):
    """The address of a page belongs to what is searched."""
    kept = Kept(tmp_path)
    kept.index()
    (site / "a").rename(site / "z")
    kept.index()

    assert list(fragments(site / "pagefind")) == ["/z/"]


class Late:
    """An index of a site, with what it told and how often Pagefind was started."""

    def __init__(self, site: Path, folder: Path, found=installed) -> None:
        self.told, self.started, self.found = [], 0, found
        self.index = LateIndex(site, folder / "index", self.told.append, self.program)

    def program(self) -> Path:
        self.started += 1
        return self.found()


def rebuilt(site: Path, name: str) -> None:
    """Put another build in the place of a site, as a publish does."""
    site.rename(site.with_name("old"))
    write(site, name)


def test_preview_is_indexed_once_a_build(site, tmp_path):
    """A build costs nothing until somebody searches; the next one is indexed anew."""
    late = Late(site, tmp_path)
    before = late.started
    first = list(fragments(late.index.folder())), list(fragments(late.index.folder()))
    rebuilt(site, "c")
    second = list(fragments(late.index.folder()))

    assert before == 0
    assert first == (["/a/"], ["/a/"])
    assert second == ["/c/"]
    assert late.started == 2
    assert late.told == []


def test_preview_without_a_build(tmp_path):
    """Before the first build there is nothing to search."""
    assert not Late(tmp_path / "site", tmp_path).index.folder().exists()


def test_preview_tells_once_what_is_wrong(site, tmp_path):
    """Whatever fails is told once a build, and the preview goes on."""

    def missing():
        raise ImportError

    late = Late(site, tmp_path, missing)
    late.index.folder()
    late.index.folder()

    assert len(late.told) == 1
    assert late.told[0].startswith("search: the search index is made by Pagefind, which is not installed")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/pagefind/pagefind-entry.json?ts=1", "application/json"),
        ("/pagefind/pagefind.js", "text/javascript; charset=utf-8"),
        ("/pagefind/missing", None),
        ("/pagefind/../../site/a/index.html", None),
        ("/pagefind/%2e%2e/%2e%2e/site/a/index.html", None),
        ("/a/", None),
    ],
)
def test_preview_serves_the_index(site, tmp_path, target, expected):
    """Files of the index are answered, and nothing outside it."""
    response = indexed(Late(site, tmp_path).index, target)

    assert (response and response.type) == expected


def test_built_site(built):
    """Of the tests' site articles, pages and topics are searched; drafts, hidden ones, lists and noindex are not."""
    found = fragments(built.folder / "pagefind")

    assert {"/all-keys/", "/plain/", "/about/", "/topics/first-topic/", "/ar/arabic/", "/fr/translated/"} <= set(found)
    assert not [url for url in found if re.search(r"hidden|draft|noindex|search|tags|authors|archives|page/", url)]
    assert found["/plain/"]["meta"]["title"] == "A plain post"
    assert found["/long-title/"]["meta"]["topic"].startswith("Advertisement · ")
    assert all("min read" not in page["content"] for page in found.values())


def write_all(site: Path, count: int, length: int = 0) -> None:
    """Write pages in two languages, with words of their own, accents, and words that many have, `length` of these."""
    for number in range(count):
        write(site, f"p{number}", "fr" if number % 4 == 3 else "en-GB")
        page = site / f"p{number}" / "index.html"
        many = " ".join(f"w{number * place % 997}" for place in range(length))
        words = f"Own{number} café cafe naïve {'shared ' * (number % 5)} {many}"
        page.write_text(page.read_text(encoding="utf-8").replace("Summary.", words), encoding="utf-8")


def content(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files as they are before they are compressed."""
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in files.items()}


@pytest.mark.parametrize(("count", "length"), [(5, 0), (9, 0), (40, 0), (40, 900)])
def test_parts_make_the_index_that_pagefind_makes_of_all(tmp_path, monkeypatch, count, length):
    """Put together, indexes of parts are that of all pages, file by file, under the same names."""
    monkeypatch.setattr(search_index, "GROUP", 3)
    monkeypatch.setattr(search_index, "BATCH", 4)
    site = tmp_path / "site"
    write_all(site, count, length)
    pages = {path: searched((site / path).read_bytes()) for path in (f"p{n}/index.html" for n in range(count))}
    parts = search_index.parts_of({path: search.text_of(page) for path, page in pages.items()})
    expected = pagefind.index_of({path: pages[path] for part in parts.values() for path in part}, installed(), {})
    make_index(site)

    assert len(parts) > 2
    assert (len([path for path in expected if path.startswith("index/en-gb")]) > 1) is bool(length)
    assert content(files(site / "pagefind")) == content(expected)


def asked(monkeypatch) -> list[str]:
    """Return a list into which the paths of pages come for which Pagefind is asked."""
    paths: list[str] = []

    def index_of(pages, *others):
        paths.extend(pages)
        return pagefind.index_of(pages, *others)

    monkeypatch.setattr(search_index, "index_of", index_of)
    return paths


def test_a_change_makes_one_page_again(tmp_path, monkeypatch):
    """Pagefind reads a page that changed, and no other, also after builds in which nothing did."""
    monkeypatch.setattr(search_index, "GROUP", 8)
    paths = asked(monkeypatch)
    store, site = tmp_path / "cache", tmp_path / "site"
    write_all(site, 20)
    indexes, read = [], []
    for before, after in [("", ""), ("boils", "boils"), ("boils", "cooks"), ("cooks", "boils")]:
        page = site / "p7" / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        paths.clear()
        kept = Store(store, "1")
        assert make_index(site, store=kept) == []
        kept.close(whole=True)
        read.append(sorted(paths))
        indexes.append(files(site / "pagefind"))

    assert len(read[0]) == 20
    assert read[1:] == [[], ["p7/index.html"], ["p7/index.html"]]
    assert indexes[0] == indexes[1] == indexes[3] != indexes[2]


def test_pages_come_and_go(tmp_path, monkeypatch):
    """With whatever number of pages, what is kept and what is made anew are the same bytes."""
    monkeypatch.setattr(search_index, "GROUP", 2)
    kept = Kept(tmp_path)
    write_all(kept.site, 2)
    few = kept.index()
    for count in (7, 9, 20):
        write_all(kept.site, count)
        assert len(fragments(kept.site / "pagefind")) < len(kept.index()) - 4
        assert len(fragments(kept.site / "pagefind")) == count
    for number in range(2, 20):
        (kept.site / f"p{number}" / "index.html").unlink()

    assert kept.index() == few


def edit(site: Path, chance: random.Random) -> None:
    """Change something that is searched, or what is around it."""
    name = f"p{chance.randrange(14)}"
    page = site / name / "index.html"
    if not page.exists() or chance.random() < 0.1:
        write(site, name, chance.choice(("en-GB", "fr")), searched=chance.random() < 0.8)
        return
    before, after = chance.choice(
        [
            ("Summary.", "Summary. café Äther naïve <em>naive</em> cafe."),
            ("boils", f"boils shared{chance.randrange(3)}"),
            ("topic:", "image:"),
            ("<h1>Title", "<h1>Heading"),
            ('data-pagefind-meta="date:2026-01-02"', ""),
            ("Share this", "Share that"),
            ("", ""),
        ]
    )
    if before:
        page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    else:
        shutil.rmtree(page.parent)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits(tmp_path, monkeypatch, seed):
    """Whatever is edited, the index is that of a site that is built for the first time."""
    monkeypatch.setattr(search_index, "GROUP", 4)
    monkeypatch.setattr(search_index, "BATCH", 3)
    chance = random.Random(seed)  # noqa: S311 (nobody must be unable to guess it)
    kept = Kept(tmp_path)
    write_all(kept.site, 12)
    for _ in range(6):
        for _ in range(chance.choice((1, 1, 3))):
            edit(kept.site, chance)
        assert "pagefind.js" in kept.index()


def test_what_is_kept_is_gone(site, monkeypatch):
    """Where a part is not kept any more, the index is made anew, and is the same."""
    monkeypatch.setattr(search_index, "GROUP", 2)
    write_all(site, 9)
    memory = Memory()
    make_index(site, store=memory)
    write(site, "p3", "fr")
    memory.values = {key: value for key, value in memory.values.items() if not isinstance(value, search_index.Kept)}
    make_index(site, store=memory)
    found = files(site / "pagefind")
    shutil.rmtree(site / "pagefind")
    make_index(site)

    assert found == files(site / "pagefind")


def test_format_that_is_not_known(site, monkeypatch):
    """Where what Pagefind makes cannot be put together, it is given all pages at once."""

    def unknown(_chunks):
        raise MergeError("another format")

    write_all(site, 5)
    monkeypatch.setattr(search_index, "read_rows", unknown)
    make_index(site)
    pages = {path: searched((site / path / "index.html").read_bytes()) for path in ("a", "p0", "p1", "p2", "p3", "p4")}

    assert files(site / "pagefind") == pagefind.index_of(
        {f"{path}/index.html": page for path, page in pages.items()}, installed(), {}
    )


def test_fields_of_few_pages(tmp_path, monkeypatch):
    """Pages may tell different things of themselves, and cease to do so."""
    monkeypatch.setattr(search_index, "GROUP", 2)
    kept = Kept(tmp_path)
    for name in "abcdef":
        write(kept.site, name)
    page = kept.site / "a" / "index.html"
    before = kept.index()
    page.write_text(page.read_text(encoding="utf-8").replace("topic:", "other:"), encoding="utf-8")
    kept.index()
    found = fragments(kept.site / "pagefind")
    page.write_text(page.read_text(encoding="utf-8").replace("other:", "topic:"), encoding="utf-8")

    assert found["/a/"]["meta"]["other"] == "Tea, or coffee"
    assert len(found) == 6
    assert kept.index() == before


def test_page_without_words(tmp_path, monkeypatch):
    """A page in which nothing can be found is not asked for again and again."""
    kept = Kept(tmp_path)
    write_all(kept.site, 3)
    (kept.site / "p1" / "index.html").write_text(EMPTY, encoding="utf-8")
    kept.index()
    write(kept.site, "p2", "fr")
    paths = asked(monkeypatch)
    store = Store(kept.cache, "1")
    make_index(kept.site, store=store)
    store.close(whole=True)

    assert paths == ["p2/index.html"]
    assert sorted(fragments(kept.site / "pagefind")) == ["/p0/", "/p2/"]


EMPTY = '<html lang="en-GB"><body><p data-pagefind-body></p></body></html>'


def test_no_words_at_all(tmp_path):
    """A site with nothing but such pages has an index in which nothing is found."""
    kept = Kept(tmp_path)
    write(kept.site, "a")
    (kept.site / "a" / "index.html").write_text(EMPTY, encoding="utf-8")

    assert sorted(kept.index()) == ["pagefind-entry.json", "pagefind.js"]


def test_pages_without_a_language(tmp_path, monkeypatch):
    """Pagefind takes them for such in the language of most, so that it is asked for all at once."""
    monkeypatch.setattr(search_index, "GROUP", 2)
    write_all(tmp_path / "site", 9)
    page = tmp_path / "site" / "p3" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(' lang="fr"', ""), encoding="utf-8")
    make_index(tmp_path / "site")

    found = [name.partition("_")[0] for name in files(tmp_path / "site" / "pagefind") if "fragment" in name]
    assert sorted(found) == ["fragment/en-gb"] * 8 + ["fragment/fr"]


def test_preview_makes_one_part_again(tmp_path, monkeypatch):
    """The preview has the index of the publish, and Pagefind reads the group of a page that changed."""
    monkeypatch.setattr(search_index, "GROUP", 4)
    site = tmp_path / "site"
    write_all(site, 20)
    late = Late(site, tmp_path)
    late.index.folder()
    first = late.started
    shutil.copytree(site, tmp_path / "next")
    site.rename(tmp_path / "old")
    (tmp_path / "next").rename(site)
    write(site, "p7", "fr")
    found = files(late.index.folder())
    make_index(site)

    assert late.started == first + 1
    assert found == files(site / "pagefind")
