"""The preview: what is watched, when it is built again, and the whole of it as a process."""

import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection

import pytest
from bs4 import BeautifulSoup
from factories import ROOT
from publishing import devserver
from publishing.devserver import Builder, changes, rebuild, report
from publishing.server import Build, Builds

LIMIT = 60  # seconds, for what takes a few, on a machine with other work
ADVICE = "content/a.md:3: advice[image]: the share card shows words alone"
GOOD = Build(broken=False, said=f"{ADVICE}\n12 pages in .cache/preview/", pages=3)
BROKEN = Build(broken=True, said="content/a.md:1: error[title]: Title is missing\n1 problem")


@pytest.fixture(name="project")
def empty_project(tmp_path):
    """The folders and files that are watched."""
    for name in ("content/posts", "plugins/social", "theme/templates", ".cache"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("pelicanconf.py", "publishconf.py", "Makefile", "content/posts/a.md"):
        (tmp_path / name).write_text("before")
    return tmp_path


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Look twenty times as often."""
    monkeypatch.setattr(devserver, "TICK", 20)
    monkeypatch.setattr(devserver, "PAUSE", 10)


@contextmanager
def watched(project):
    """Watch a project while the block lasts; gives a function that returns the next group of changes."""
    stop, found = threading.Event(), queue.SimpleQueue()

    def watch():
        for group in changes(project, stop):
            found.put(group)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: found.get(timeout=LIMIT)
    finally:
        stop.set()
        thread.join(LIMIT)


def save(project, name, text="after"):
    """Write a file as many editors and git do: a new one takes the place of the old."""
    new = project / ".cache" / "new"
    new.write_text(text)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    new.replace(project / name)


@pytest.mark.parametrize(
    "name",
    [
        "content/posts/a.md",
        "content/posts/new.md",
        "content/.htaccess",
        "theme/templates/base.html",
        "plugins/social/text.py",
        "pelicanconf.py",
        "publishconf.py",
    ],
)
def test_what_is_watched(project, name):
    """A saved file is a change, however often it is saved and whether it is written anew or in place."""
    with watched(project) as following:
        assert following() == ()
        save(project, name)
        assert following() == (name,)
        save(project, name, "once more")
        assert following() == (name,)
        (project / name).write_text("in place, and longer")
        assert following() == (name,)
        (project / name).unlink()
        assert following() == (name,)


NO_EDITS = [
    # what programs write for themselves
    "plugins/social/__pycache__/text.cpython-311.pyc",
    "theme/.cache/page.html",
    "content/.git/index",
    # what editors write while a file is open: Vim, Emacs, Kate, others
    "content/posts/.a.md.swp",
    "content/posts/4913",
    "content/posts/#a.md#",
    "content/posts/.#a.md",
    "content/posts/.a.md.kate-swp",
    "content/posts/a.md~",
    # what no page is made of
    "Makefile",
    "output/index.html",
    ".cache/preview/index.html",
    "tests/test_a.py",
]


def test_a_checkout_is_one_change(project, monkeypatch):
    """Many files that are written one after the other are waited for, though there are pauses between them."""
    monkeypatch.setattr(devserver, "TICK", 200)
    names = [f"content/posts/{number}.md" for number in range(20)]
    with watched(project) as following:
        assert following() == ()
        for name in names[:5]:
            save(project, name)
        for name in names[5:]:
            save(project, name)
            time.sleep(0.03)

        assert following() == tuple(sorted(names))


def test_what_is_not_watched(project):
    """These are no changes: nothing is heard of them before the next one or with it."""
    with watched(project) as following:
        assert following() == ()
        for name in NO_EDITS:
            save(project, name)
        time.sleep(0.1)
        save(project, "content/posts/a.md")

        assert following() == ("content/posts/a.md",)


@pytest.mark.parametrize("folder", ["content", "plugins", "theme"])
def test_folder_is_replaced(project, folder):
    """A folder may go and another take its place: what is saved in the new one is seen."""
    with watched(project) as following:
        assert following() == ()
        (project / folder).rename(project / "away")
        assert following() == (folder,)
        (project / folder).mkdir()
        assert following() == (folder,)
        save(project, f"{folder}/a.md")
        assert following() == (f"{folder}/a.md",)


def test_no_folder_yet(tmp_path):
    """A project without anything can be watched too."""
    with watched(tmp_path) as following:
        assert following() == ()
        (tmp_path / "content").mkdir()
        assert following() == ("content",)


def test_changes_during_a_build(project, capsys):
    """All that changes during a build leads to one more build, and every build is told of."""
    stop, builds, results = threading.Event(), Builds(), iter([BROKEN, GOOD])

    def build(_):
        result = next(results)
        if result is BROKEN:
            for name in ("pelicanconf.py", "content/posts/a.md", "theme/templates/b.html", "content/posts/a.md"):
                save(project, name)
                time.sleep(0.05)  # longer than the pause that ends a group of changes
        else:
            stop.set()
        return result

    rebuild(builds, build, changes(project, stop))

    assert builds.wait() is GOOD
    first, *problems, second, advice = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"first build: broken, \d+\.\d\d s", first)
    assert problems == BROKEN.said.splitlines()
    assert advice == ADVICE
    assert second.startswith("content/posts/a.md, pelicanconf.py, theme/templates/b.html: 1 post, 3 pages, ")


@pytest.mark.parametrize(
    ("changed", "build", "line"),
    [
        ((), GOOD, f"first build: 3 pages, 1.23 s\n{ADVICE}"),
        (("content/posts/a.md",), GOOD, f"content/posts/a.md: 1 post, 3 pages, 1.23 s\n{ADVICE}"),
        (("a", "b", "c"), GOOD, f"a, b, c: 3 pages, 1.23 s\n{ADVICE}"),
        (
            ("a", "b", "c", "content/posts/d.md", "content/posts/e.md"),
            GOOD,
            f"a, b, c and 2 more: 2 posts, 3 pages, 1.23 s\n{ADVICE}",
        ),
        (("a",), Build(broken=False, said="2,643 pages", pages=1643), "a: 1,643 pages, 1.23 s"),
        (("a",), Build(broken=False, said="1 page", pages=1), "a: 1 page, 1.23 s"),
        (("a",), BROKEN, f"a: broken, 1.23 s\n{BROKEN.said}"),
    ],
)
def test_report(changed, build, line):
    """One line says what changed, what came of it and how long it took; problems and advice follow it."""
    assert report(changed, build, 1.23) == line


# --- The commands, as processes ---------------------------------------------------------------------------------------

POST = "Title: A post\nDate: {date}\nCategory: Topic\nSummary: What it says.\n\n{text}\n"
CONTENT = {
    "authors/editorial-team.md": "Title: Editorial Team\nType: Organization\nSummary: They write.\n\nText.\n",
    "topics/topic.md": "Title: Topic\nSummary: What it is about.\n\nText.\n",
    "posts/post.md": POST.format(date="2026-01-01", text="The first text."),
}
TEMPLATES = (
    *("index", "categories", "tags", "authors", "archives", "404"),
    *("article", "page", "category", "tag", "author"),
)
TEMPLATE = "{{ social_head() }}\n<body>{% if article is defined %}{{ article.content|safe }}{% endif %}</body>\n"


@pytest.fixture(name="small_site")
def site_with_its_own_theme(tmp_path):
    """A copy of the settings and plugins with one post and a theme of one line."""
    shutil.copytree(ROOT / "plugins", tmp_path / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    shutil.copytree(ROOT / "content" / "images", tmp_path / "content" / "images")
    for folder in ("artwork", "cards", "static/fonts", "words"):
        shutil.copytree(ROOT / "theme" / folder, tmp_path / "theme" / folder)
    files = {f"content/{name}": text for name, text in CONTENT.items()}
    files |= {f"theme/templates/{name}.html": TEMPLATE for name in TEMPLATES}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def ctrl_c_reaches_children():
    """A process that was started with the interrupt ignored hands that down: then no child of its could be ended so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Command:
    """A command of `python -m publishing` at work; `url` is the address that it names first."""

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "publishing", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder / "plugins")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # Whatever happens the test ends: then there is nothing more to read, and what is asked for is not there.
        self.limit = threading.Timer(LIMIT, self.process.kill)
        self.limit.start()
        self.url = re.search(r"http://localhost:\d+", self.line()).group()

    def line(self):
        return self.process.stdout.readline()

    @contextmanager
    def opened(self, path):
        """Give the response while its connection is open."""
        with closing(HTTPConnection(self.url.removeprefix("http://"), timeout=LIMIT)) as connection:
            connection.request("GET", path)
            with closing(connection.getresponse()) as response:
                yield response

    def get(self, path):
        """Return status and text of a page."""
        with self.opened(path) as response:
            return response.status, response.read().decode()

    def end(self):
        """Press Ctrl-C; return the exit code and what was printed last."""
        self.process.send_signal(signal.SIGINT)
        rest = self.process.communicate(timeout=LIMIT)[0]
        return self.process.returncode, rest


@contextmanager
def running(folder, *arguments):
    """Run a command while the block lasts."""
    command = Command(folder, *arguments)
    try:
        yield command
    finally:
        command.limit.cancel()
        command.process.kill()
        command.process.communicate()


def next_event(stream):
    """Return whether an event came before the stream ended."""
    return any(line.startswith(b"data: ") for line in iter(stream.readline, b""))


def test_preview_from_start_to_end(small_site):
    """Edits are shown, broken ones as their problems, whichever file they are in; the server lives on until Ctrl-C."""
    post, plugin = small_site / "content/posts/post.md", small_site / "plugins/social/text.py"
    sound = plugin.read_text()
    plugin.write_text(f"{sound}\ndef (")

    with running(small_site, "devserver", "--port", "0") as preview:
        status, text = preview.get("/post/")
        assert (status, "SyntaxError: invalid syntax" in text) == (500, True)

        with preview.opened("/__reload__") as stream:
            plugin.write_text(sound)
            assert next_event(stream)
            status, text = preview.get("/post/")
            assert (status, "The first text." in text) == (200, True)
            assert f'<link rel="canonical" href="{preview.url}/post/">' in text

            post.write_text(POST.format(date="2026-01-01", text="The second text."))
            assert next_event(stream)
            status, text = preview.get("/post/")
            assert (status, "The second text." in text) == (200, True)

            post.write_text(POST.format(date="<b>soon</b>", text="The third text."))
            assert next_event(stream)
            status, text = preview.get("/post/")
            (problem,) = BeautifulSoup(text, "html5lib").find(id="build-problems").find_all("li")
            assert problem.text.startswith("content/posts/post.md:2: error[date]: ")
            assert (status, problem.strong.text) == (200, "content/posts/post.md:2:")
            assert "<summary>1 error in 1 file; the preview is as it was</summary>" in text
            assert "The second text." in text
            assert "&lt;b&gt;soon&lt;/b&gt;" in text

            post.write_text(POST.format(date="2026-01-01", text="The fourth text."))
            assert next_event(stream)
            status, text = preview.get("/post/")
            assert (status, "The fourth text." in text) == (200, True)

        code, said = preview.end()

    assert code == 0
    *_, last = said.splitlines()
    assert re.fullmatch(r"content/posts/post\.md: 1 post, \d+ pages?, \d+\.\d\d s", last)
    assert not (small_site / "output").exists()
    assert not (small_site / ".cache" / "manifest.json").exists()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1 error; nothing was published; .cache/preview/ is as it was", "1 error; the preview is as it was"),
        ("1 error; nothing was published; there is no .cache/preview/ yet", "1 error; there is no preview yet"),
        ("12 pages in .cache/preview/", "12 pages in .cache/preview/"),
    ],
)
def test_words_of_a_publish(said, expected):
    """A preview publishes nothing, so that it is not said."""
    assert devserver.in_preview(said) == expected


def test_what_a_build_says_is_utf_8(tmp_path, monkeypatch):
    """Also where the system has another encoding, and when the program broke off before it could choose one."""
    package = tmp_path / "publishing"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('日本語')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")

    builder = Builder(tmp_path, "http://localhost")
    found = builder.build()
    builder.end()

    assert (found.broken, found.said) == (True, "日本語")


COMMAND = """
import json, os, waited
def main():
    summary = f"{waited.TEXT} {os.getpid()} {os.environ['PREVIEW_URL']}"
    print(json.dumps({"problems": [], "changed": 1, "summary": summary}))
    return 0
"""


@pytest.fixture
def waiting(tmp_path, monkeypatch):
    """A builder of a project whose builds tell what `waited.py` says, and in which process."""
    package = tmp_path / "plugins" / "publishing"
    package.mkdir(parents=True)
    shutil.copy(ROOT / "plugins" / "publishing" / "waiting.py", package)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(COMMAND, encoding="utf-8")
    (package.parent / "waited.py").write_text("TEXT = 'one'", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    builder = Builder(tmp_path, "http://localhost")
    yield builder
    builder.end()


def imported(builder) -> None:
    """Wait until the process that waits has imported what the last one had."""
    time.sleep(1)


def test_the_next_build_waits(waiting):
    """It is started when one is over, has the address of the preview, and has imported what that has imported."""
    waiting.build()
    pid = waiting.waiting.pid
    imported(waiting)
    (waiting.root / "plugins" / "waited.py").write_text("TEXT = 'two'", encoding="utf-8")
    told = waiting.build(["content/a.md"])

    assert (told.broken, told.pages, told.said) == (False, 1, f"one {pid} http://localhost")


@pytest.mark.parametrize("changed", ["plugins/waited.py", "plugins", "pelicanconf.py", "theme/filters.py"])
def test_code_is_read_anew(waiting, changed):
    """After a change of code no process waits that has read the old."""
    waiting.build()
    pid = waiting.waiting.pid
    imported(waiting)
    (waiting.root / "plugins" / "waited.py").write_text("TEXT = 'two'", encoding="utf-8")
    told = waiting.build(["content/a.md", changed])

    assert told.said.startswith("two ")
    assert str(pid) not in told.said


def test_a_process_that_waits_ends_with_the_preview(waiting):
    """However the preview ends: then there is nothing more to wait for."""
    waiting.waiting.communicate(timeout=LIMIT)  # which closes its input

    assert waiting.waiting.returncode == 0


def test_published_site(small_site):
    """`serve` shows output/ under the path that it was published for."""
    (small_site / "output").mkdir()
    (small_site / "output" / "index.html").write_text("<p>Published")
    (small_site / ".cache").mkdir()
    (small_site / ".cache" / "manifest.json").write_text(json.dumps({"site": {"url": "https://example.org/blog"}}))

    with running(small_site, "serve", "--port", "0") as command:
        assert command.get("/blog/") == (200, "<p>Published")
        assert command.get("/")[0] == 301
        assert command.get("/index.html")[0] == 404
        assert command.end() == (0, "")


def run(folder, *arguments):
    """Return what came of a command that ends by itself."""
    command = [sys.executable, "-m", "publishing", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=LIMIT
    )


def test_nothing_published(tmp_path):
    """Before the first publish `serve` says what to do."""
    result = run(tmp_path, "serve", "--port", "0")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "There is no output/ with its .cache/manifest.json yet: publish first (make html).\n"


def test_port_in_use(small_site):
    """A port that is in use is said in one line; the exit code is 1."""
    with running(small_site, "devserver", "--port", "0") as preview:
        port = preview.url.rpartition(":")[2]
        result = run(small_site, "devserver", "--port", port)

    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch(rf"Port {port} cannot be used \(.+\); choose another: PORT=\d+\n", result.stderr)


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_no_port(tmp_path, port):
    """What is no port is refused before anything is begun."""
    result = run(tmp_path, "devserver", f"--port={port}")

    assert result.returncode == 2
    assert f"invalid port value: '{port}'" in result.stderr


def test_other_plugins_are_not_needed(tmp_path):
    """The preview starts without Pelican and without the other plugins, so that it can show why one is broken."""
    program = "import sys, publishing.__main__; print({'pelican', 'social', 'writing'} & sys.modules.keys())"
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}

    found = subprocess.check_output([sys.executable, "-c", program], cwd=tmp_path, env=variables, text=True)

    assert found == "set()\n"
