"""Compiled templates that are kept, in memory and in the cache folder."""

import os
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader, pass_context
from publishing import templates
from publishing.templates import FOLDER, keep_compiled

PAGE = '{% extends "base.html" %}{% block main %}{{ "a.js" | asset }} {{ name }}{% endblock %}'


@pytest.fixture(autouse=True)
def _fresh_memory(monkeypatch):
    monkeypatch.setattr(templates, "KEPT", {})


@pytest.fixture
def theme(tmp_path):
    """A folder with two templates."""
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "base.html").write_text("<main>{% block main %}{% endblock %}</main>")
    (folder / "page.html").write_text(PAGE)
    return folder


@pytest.fixture
def compilations(monkeypatch):
    """The names of all templates that are compiled."""
    found = []

    def noted(self, source, name=None, filename=None, **options):
        found.append(name)
        return compile_template(self, source, name, filename, **options)

    compile_template = Environment.compile
    monkeypatch.setattr(Environment, "compile", noted)
    return found


def environment(theme, cache, asset=str.upper, **options):
    """Return an environment as a generator has one."""
    made = Environment(loader=FileSystemLoader(theme), autoescape=True, **options)
    made.filters["asset"] = asset
    keep_compiled(made, cache)
    return made


def printed(theme, cache, asset=str.upper, **options):
    """Return a page as an environment of its own prints it."""
    return environment(theme, cache, asset, **options).get_template("page.html").render(name="<b>")


@pytest.mark.parametrize("is_new_process", [False, True])
def test_each_template_is_compiled_once(theme, tmp_path, compilations, monkeypatch, is_new_process):
    """A second environment, and the next build, find the code that was made before."""
    first = printed(theme, tmp_path)
    if is_new_process:
        monkeypatch.setattr(templates, "KEPT", {})
    second = printed(theme, tmp_path)

    assert first == second == "<main>A.JS &lt;b&gt;</main>"
    assert compilations == ["page.html", "base.html"]


@pytest.mark.parametrize("is_new_process", [False, True])
def test_a_changed_template_shows(theme, tmp_path, compilations, monkeypatch, is_new_process):
    """Only the template that changed is compiled again; of the same time and size it may be."""
    printed(theme, tmp_path)
    if is_new_process:
        monkeypatch.setattr(templates, "KEPT", {})
    base = theme / "base.html"
    time = base.stat().st_mtime_ns
    base.write_text(base.read_text().replace("main>", "body>"))
    os.utime(base, ns=(time, time))

    assert printed(theme, tmp_path) == "<body>A.JS &lt;b&gt;</body>"
    assert compilations == ["page.html", "base.html", "base.html"]


def test_nothing_is_computed_when_a_template_is_compiled(theme, tmp_path, compilations):
    """What a filter makes of constants, such as the address of a file of the theme, is asked for on each page."""
    versions = count(1)
    (theme / "page.html").write_text(
        '{% set one = "a.js" | asset %}{{ one }} {{ "a.js" | asset }} {{ "a" ~ 1 | asset }}'
    )
    found = [printed(theme, tmp_path, lambda name: f"{name}?v={next(versions)}") for _ in range(2)]

    assert found == ["a.js?v=1 a.js?v=2 a1?v=3", "a.js?v=4 a.js?v=5 a1?v=6"]
    assert compilations == ["page.html"]


@pytest.mark.parametrize("options", [{"trim_blocks": True}, {"autoescape": str.istitle}, {"optimized": False}])
def test_code_of_other_options_is_not_taken(theme, tmp_path, options):
    """What an environment prints does not depend on who compiled before it."""
    (theme / "page.html").write_text("{% if true %}\n{{ name }}{% endif %}")
    plain = printed(theme, tmp_path)
    made = Environment(loader=FileSystemLoader(theme), **{"autoescape": True} | options)  # noqa: S701
    expected = made.get_template("page.html").render(name="<b>")
    keep_compiled(made, tmp_path)
    made.cache.clear()

    assert plain == "\n&lt;b&gt;"
    assert made.get_template("page.html").render(name="<b>") == expected


def test_a_filter_that_reads_the_page_is_called_with_it(theme, tmp_path):
    """How a filter is called is a part of the code; with another way there is other code."""

    @pass_context
    def with_page(context, name):
        return f"{name} of {context['name']}"

    assert printed(theme, tmp_path) == "<main>A.JS &lt;b&gt;</main>"
    assert printed(theme, tmp_path, with_page) == "<main>a.js of &lt;b&gt; &lt;b&gt;</main>"


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda data: data[:-9], lambda data: b"\x80" + data, lambda data: data + b"0"]
)
def test_damaged_files_are_made_anew(theme, tmp_path, compilations, monkeypatch, damage):
    """A file that is cut, foreign or otherwise not as it was written is not used, and written again."""
    expected = printed(theme, tmp_path)
    files = sorted((tmp_path / FOLDER).iterdir())
    whole = [file.read_bytes() for file in files]
    for file, data in zip(files, whole, strict=True):
        file.write_bytes(damage(data))
    monkeypatch.setattr(templates, "KEPT", {})

    assert printed(theme, tmp_path) == expected
    assert [file.read_bytes() for file in files] == whole
    assert len(compilations) == 2 * len(files)


@given(st.binary(max_size=64))
def test_any_bytes_are_no_code(tmp_path_factory, data):
    """No content of a file stops a build."""
    cache = tmp_path_factory.mktemp("cache")
    kept = templates.Compiled(cache)
    (cache / "key").write_bytes(data)

    assert kept.read("key") is None


def test_a_folder_that_cannot_be_written_keeps_nothing(theme, tmp_path, compilations):
    """A build works without the folder."""
    (tmp_path / FOLDER).write_text("no folder")

    assert printed(theme, tmp_path) == "<main>A.JS &lt;b&gt;</main>"
    assert printed(theme, tmp_path) == "<main>A.JS &lt;b&gt;</main>"
    assert compilations == ["page.html", "base.html"]


def test_templates_without_files_are_kept_too(tmp_path):
    """Templates of one name and several sources never stand for each other."""
    found = []
    for source in ("one", "two", "one"):
        made = Environment(loader=DictLoader({"page.html": source}), autoescape=True)
        keep_compiled(made, tmp_path)
        found.append(made.get_template("page.html").render())

    assert found == ["one", "two", "one"]
