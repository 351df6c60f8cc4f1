"""What any theme gets: the head in one line, and names that are always defined."""

from pathlib import Path
from shutil import copytree

import pytest
from bs4 import BeautifulSoup
from factories import ROOT, TEST_SITE, Built, publish, run_publishing

LISTS = ("index", "categories", "tags", "authors", "archives", "404", "category", "tag", "author")
# All that a site must say; undefined names are errors, so that nobody sees an empty place instead.
LEAST = """\
import sys
sys.path[:0] = [{root!r}]
from jinja2 import StrictUndefined
from pelicanconf import BRAND
SITENAME, SITEURL, DEFAULT_LANG, TIMEZONE, PATH = "Small", "https://example.org", "en-GB", "UTC", "content"
THEME, PLUGIN_PATHS = {root!r} + "/theme", [{root!r} + "/plugins"]
PLUGINS = ["publishing.pelican", "reading.pelican", "pictures.pelican", "social.pelican", "writing.pelican"]
ORGANISATION = {{"name": "Us", "description": "We.", "email": "a@example.org", "logo": "images/logo.png"}}
SHARE_IMAGE = "images/default.png"
JINJA_ENVIRONMENT = {{"undefined": StrictUndefined}}
"""
POST = "Title: A post\nDate: 2026-01-02\nCategory: A topic\nSummary: What it says.\n\nA text.\n"
HEAD = "<!doctype html><html><head>\n{{ social_head() }}\n</head><body><h1>x</h1></body></html>\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Built:
    """The tiny site in a theme whose templates hold nothing but the one line."""
    folder = tmp_path_factory.mktemp("bare")
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True)
    (folder / "theme" / "static").mkdir()
    for name in (*LISTS, "article", "page", "glossary", "search"):
        (templates / f"{name}.html").write_text(HEAD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("THEME", str(folder / "theme"))
        return publish(TEST_SITE, folder, "https://example.org/blog")


def head(site: Built, path: str) -> list[str]:
    """Return the metadata elements of a page's head."""
    start = site.text(f"{path}index.html" if not path.endswith(".html") else path).partition("</script>")[0]
    return [str(tag) for tag in BeautifulSoup(f"{start}</script>", "html.parser").head.find_all()]


def test_another_theme_says_the_same(built, bare):
    """Every page has the same head in a theme that knows nothing of metadata."""
    assert bare.pages() == built.pages()
    for path in built.pages():
        assert head(bare, path) == head(built, path), path


def test_theme_takes_other_settings(tmp_path):
    """The theme builds, undefined names being errors, with a form service and nobody on networks."""
    conf = tmp_path / "conf.py"
    source = TEST_SITE.read_text(encoding="utf-8").replace("Path(__file__).parent", f"Path({str(TEST_SITE.parent)!r})")
    form = 'FORMS = {"contact": {"action": "https://a.example/1"}}'
    conf.write_text(f"{source}\n{form}\nTWITTER_SITE = FEDIVERSE_CREATOR = ''\n", encoding="utf-8")

    result = run_publishing(conf, tmp_path / "output", SITEURL="https://example.org")

    assert result.returncode == 0, result.stderr


@pytest.fixture
def least(tmp_path) -> Path:
    """A site that says no more than it must, of a post; returns its settings."""
    content = tmp_path / "content"
    copytree(TEST_SITE.parent / "content" / "images", content / "images")
    copytree(ROOT / "content" / "images", content / "images", dirs_exist_ok=True)
    texts = {"posts/post.md": POST, "topics/a.md": "Title: A topic\nSummary: It.\n\nText.\n"}
    for name, text in {**texts, "authors/us.md": "Title: Us\nSummary: We.\n\nText.\n"}.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    conf = tmp_path / "settings.py"
    conf.write_text(LEAST.format(root=str(ROOT)), encoding="utf-8")
    return conf


def test_theme_needs_no_more_than_a_site_must_say(least):
    """What the settings need not say has a default, and no template asks for more."""
    result = run_publishing(least, least.parent / "output")

    assert result.returncode == 0, result.stderr
    pages = {file.relative_to(least.parent / "output").as_posix() for file in (least.parent / "output").rglob("*.html")}
    assert pages >= {"index.html", "archives.html", "a-post.html", "category/a-topic.html"}


def test_a_theme_may_lack_what_is_optional(least):
    """Without panel and search, and with a template of the site's own before the theme's, the rest is as it was."""
    theme, own = least.parent / "theme", least.parent / "own"
    copytree(ROOT / "theme", theme)
    for name in ("sharing", "search", "feeds", "share-check", "glossary"):
        (theme / "templates" / f"{name}.html").unlink()
    (theme / "templates" / "partials" / "share-anatomy.html").write_text("", encoding="utf-8")
    own.mkdir()
    (own / "archives.html").write_text(HEAD, encoding="utf-8")
    text = least.read_text(encoding="utf-8")
    least.write_text(f"{text}THEME = {str(theme)!r}\nTHEME_TEMPLATES_OVERRIDES = [{str(own)!r}]\n", encoding="utf-8")

    result = run_publishing(least, least.parent / "output")

    assert result.returncode == 0, result.stderr
    assert "<h1>x</h1>" in (least.parent / "output" / "archives.html").read_text(encoding="utf-8")
    assert not (least.parent / "output" / "sharing").exists()
