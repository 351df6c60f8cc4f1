"""A publish prints the pages that would not be the same as before, and no others."""

import json
import os
import subprocess
import sys

import pytest
from commands import ROOT, run
from factories import bare_site

POST = "Title: {title}\nDate: 2026-01-0{day}\nCategory: First topic\nTags: one\nSummary: About {title}.\n\n{text}\n"
TEXT = "Some words that are long enough to be a text. "
PLUGIN = "from pelican import signals\n\n\ndef register():\n    signals.finalized.connect(id)\n"
POSTS = ("alpha", "beta", "gamma")


def told(settings):
    """Publish; return what the stage of pages printed, and what it took over."""
    result = run(
        "publishing", "html", "--settings", str(settings), "--output", str(settings.parent / "output"), "--json"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    pages = next(stage for stage in json.loads(result.stdout)["stages"] if stage["stage"] == "pages")
    return pages["built"], pages["reused"]


def edit(settings, name, old, new):
    """Change some words of a post."""
    file = settings.parent / "content" / "posts" / f"{name}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def project(folder, lines=""):
    """Make a site of three posts; return its settings."""
    settings = bare_site(folder, lines)
    posts = folder / "content" / "posts"
    posts.mkdir()
    for day, name in enumerate(POSTS, 1):
        (posts / f"{name}.md").write_text(POST.format(title=name.title(), day=day, text=TEXT * 9), encoding="utf-8")
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """A site that was published once."""
    found = project(tmp_path_factory.mktemp("printing"))
    assert told(found)[1] == 0
    return found


def test_nothing_changed(settings):
    """Where nothing has changed nothing is printed."""
    built, reused = told(settings)

    assert (built, reused > 12) == (0, True)


def test_words_of_a_post(settings):
    """Words of a post change its own page and the one on how it shares itself."""
    edit(settings, "beta", "long enough", "quite long enough")

    assert told(settings)[0] == 2


def test_a_title(settings):
    """A title changes what shows it, too: lists and neighbours; and back again."""
    edit(settings, "beta", "Title: Beta", "Title: Better")
    first = told(settings)
    edit(settings, "beta", "Title: Better", "Title: Beta")
    second = told(settings)

    assert first == second
    assert 2 < first[0] < sum(first)
    assert "Better" not in (settings.parent / "output" / "gamma" / "index.html").read_text(encoding="utf-8")


def test_time_stamps(settings):
    """Files that are written anew with the same bytes change nothing."""
    for file in (settings.parent / "content").rglob("*.md"):
        file.write_bytes(file.read_bytes())

    assert told(settings)[0] == 0


@pytest.mark.parametrize(
    "lines",
    [
        'PLUGIN_PATHS = [*PLUGIN_PATHS, "{folder}/more"]\nPLUGINS = [*PLUGINS, "other"]',
        'from random import random\nJINJA_GLOBALS = {{"chance": random}}\nTHEME_TEMPLATES_OVERRIDES = ["{folder}/own"]',
    ],
    ids=["a plugin of others", "a function of others"],
)
def test_what_nobody_knows(tmp_path, lines):
    """Pages that may be made of what nobody notes are printed each time."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "other.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "own").mkdir()
    footer = (ROOT / "theme" / "templates" / "partials" / "site-footer.html").read_text(encoding="utf-8")
    (tmp_path / "own" / "partials").mkdir()
    changed = footer + "{% if chance is defined %}{{ chance() and '' }}{% endif %}"
    (tmp_path / "own" / "partials" / "site-footer.html").write_text(changed, encoding="utf-8")
    settings = project(tmp_path, lines.format(folder=tmp_path))
    result = run("publishing", "html", "--settings", str(settings), "--output", str(tmp_path / "output"))
    assert result.returncode == 0, result.stderr
    before = {file: file.read_bytes() for file in (tmp_path / "output").rglob("*.html")}
    result = run("publishing", "html", "--settings", str(settings), "--output", str(tmp_path / "output"), "--json")
    pages = [stage["built"] for stage in json.loads(result.stdout)["stages"] if stage["stage"] == "pages"]

    assert pages == [] or pages[0] >= len(POSTS)
    assert {file: file.read_bytes() for file in (tmp_path / "output").rglob("*.html")} == before


BATCHES = "import printing.pelican; printing.pelican.AT_ONCE = 2; from publishing.__main__ import main; main()"


def test_batches(tmp_path):
    """What a site is made of does not depend on how many of its pages are printed at once."""
    settings = project(tmp_path)
    sites = []
    for name, program in (("whole", ["-m", "publishing"]), ("parts", ["-c", BATCHES])):
        folders = ["--output", str(tmp_path / name), "--cache", str(tmp_path / f"{name}.cache")]
        command = [sys.executable, *program, "html", "--settings", str(settings), *folders]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": "0"}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        files = (file for file in (tmp_path / name).rglob("*") if file.is_file())
        sites.append({file.relative_to(tmp_path / name): file.read_bytes() for file in files})

    assert sites[0] == sites[1]
