"""What any theme gets: the head in one line, and names that are always defined."""

import pytest
from bs4 import BeautifulSoup
from factories import TEST_SITE, Built, publish, run_publishing

LISTS = ("index", "categories", "tags", "authors", "archives", "404", "category", "tag", "author")
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


@pytest.mark.parametrize("setting", ["SOCIAL_PROFILES = []", 'FORMS = {"contact": {"action": "https://a.example/1"}}'])
def test_theme_takes_other_settings(tmp_path, setting):
    """The theme builds, undefined names being errors, whatever the optional settings are."""
    conf = tmp_path / "conf.py"
    source = TEST_SITE.read_text(encoding="utf-8").replace("Path(__file__).parent", f"Path({str(TEST_SITE.parent)!r})")
    conf.write_text(f"{source}\n{setting}\nTWITTER_SITE = FEDIVERSE_CREATOR = ''\n", encoding="utf-8")

    result = run_publishing(conf, tmp_path / "output", SITEURL="https://example.org")

    assert result.returncode == 0, result.stderr
