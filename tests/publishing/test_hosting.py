"""What settings say of hosts, icons and services of others reaches what is published."""

import re
from datetime import date
from pathlib import Path
from random import Random
from tempfile import gettempdir

import pytest
from bs4 import BeautifulSoup
from factories import BLOG, ROOT, TEST_SITE, bare_site, run, run_publishing
from publishing.headers import FILES, LONGEST_LINE
from publishing.hosting import advice, header_files, policy_advice, read, site_policy, sources_in
from publishing.icons import DRAWN, MANIFEST
from reuse.store import Store
from writing.problems import SettingError
from writing.settings import OPTIONAL

POST = "Title: {}\nDate: 2026-01-01\nCategory: First topic\nSummary: Words.\n{}\nText.\n"
THREAD = "https://mastodon.example/@us/1234"
CONTENT = TEST_SITE.parent / "content"
LIGHT = {"accent": "#0b5d57", "paper": "#fcfbf7"}
BRAND = {"logo": "images/logo.svg", "colours": {"light": LIGHT}}


@pytest.fixture
def project(tmp_path) -> Path:
    """Return a site of one post, /a/."""
    bare_site(tmp_path)
    write(tmp_path, "a.md")
    return tmp_path


def write(project: Path, name: str, lines: str = "", text: str = "") -> None:
    """Write a post with further lines of front matter, and more text."""
    (project / "content" / "posts").mkdir(exist_ok=True)
    (project / "content" / "posts" / name).write_text(f"{POST.format(name, lines)}\n{text}", encoding="utf-8")


def add(project: Path, settings: str) -> None:
    """Add lines to the settings."""
    file = project / "settings.py"
    file.write_text(f"{file.read_text(encoding='utf-8')}{settings}\n", encoding="utf-8")


def publish(project: Path) -> str:
    """Publish; return what was told."""
    result = run_publishing(project / "settings.py", project / "output", cwd=project, SITEURL=BLOG)
    assert result.returncode == 0, result.stderr
    return result.stdout


def check(project: Path) -> str:
    """Return the errors that a check tells."""
    return run("publishing", "check", "--settings", "settings.py", cwd=project, SITEURL=BLOG).stderr


def output(project: Path, name: str) -> str:
    return (project / "output" / name).read_text(encoding="utf-8")


def settings(**changes) -> dict[str, object]:
    """Return the settings that are read here, with changes."""
    found = {"BRAND": BRAND, "DEFAULT_LANG": "en-GB", "PATH": CONTENT, "SITEURL": BLOG, "THEME_STATIC_DIR": "theme"}
    found["CACHE_PATH"] = gettempdir()
    return {**{name: default for name, (_, default) in OPTIONAL.items()}, **found, **changes}


def policy(project: Path) -> dict[str, str]:
    """Return the directives of the policy that was published."""
    line = re.search("Content-Security-Policy: (.*)", output(project, "_headers"))[1]
    return dict(part.split(" ", 1) for part in line.split("; "))


# By default


def test_by_default(project):
    """Headers, icons and the manifest are there; no service is named, and nothing is said to machines."""
    publish(project)

    assert all((project / "output" / name).is_file() for name in (*FILES, *DRAWN, MANIFEST))
    assert not any((project / "output" / name).exists() for name in ("llms.txt", ".well-known"))
    assert "://" not in output(project, "_headers").partition("Content-Security-Policy")[2]
    page = BeautifulSoup(output(project, "a/index.html"), "html5lib")
    assert not page.select("[data-comments], [data-comments-show], script[data-site]")


def test_settings_without_ours(project):
    """A site whose settings know none of these is built too."""
    names = ("ANALYTICS", "COMMENTS", "HEADERS", "LLMS_TXT", "POLICY_SOURCES", "SECURITY_TXT")
    add(project, "".join(f"del {name}\n" for name in names) + 'BRAND = {k: v for k, v in BRAND.items() if k != "icon"}')

    publish(project)


def test_no_style_or_handler_in_an_attribute(built, real):
    """The theme has none, and tables, footnotes and code of texts become none."""
    for site in (built, real):
        for path in site.pages():
            page = site.page(path)
            found = [
                tag for tag in page.find_all() if "style" in tag.attrs or any(key.startswith("on") for key in tag.attrs)
            ]
            assert not found, path


def test_addresses_change_with_the_files(built, real):
    """Whatever is kept for ever is asked for with a hash: pages name scripts and styles so, and no script another."""
    for site in (built, real):
        for path in site.pages():
            page = site.page(path)
            named = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[rel=stylesheet]")]
            assert all(re.search(r"\?v=[0-9a-f]{8}$", name) for name in named), path
    for script in (ROOT / "theme" / "static" / "js").glob("*.js"):
        assert not re.search(r"""\b(?:from|import)\s*\(?\s*["']""", script.read_text(encoding="utf-8")), script.name


def test_pictures_may_be_shown_elsewhere(real):
    """No header keeps networks and other sites from showing a share card."""
    assert not any(
        "cross-origin" in real.text(name).lower().replace("strict-origin-when-cross-origin", "") for name in FILES
    )


def test_the_line_is_short_enough(real, built):
    """The policy fits into the line that every host reads."""
    for site in (real, built):
        assert max(map(len, site.text("_headers").splitlines())) <= LONGEST_LINE


# What texts hold


def test_what_a_text_holds(project):
    """A writer's own styles work, and pictures and players of other hosts that a text names."""
    text = (
        '<p style="color: red">Red</p>\n\n![A picture](https://img.example/a.png)\n\n'
        '<iframe src="https://frame.example/" title="x"></iframe>\n'
    )
    write(project, "a.md", text=text)
    publish(project)
    found = policy(project)

    assert found["style-src-attr"].startswith("'unsafe-hashes' 'sha256-")
    assert found["img-src"] == "'self' https://img.example"
    assert found["frame-src"] == "'self' https://frame.example"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("style-src-attr 'unsafe-inline'", "more than 20 different style attributes; the policy allows all such"),
        ("img-src " + "https://example.org " * 100, "makes a line of"),
        ("default-src 'self'", None),
    ],
)
def test_advice_on_the_policy(value, told):
    """A policy that allows more than was hashed, and one that a host would pass over, are told; both work elsewhere."""
    found = list(policy_advice(value))

    assert [problem.is_advice for problem in found] == [True] * bool(told)
    assert all(told in problem.message for problem in found)


# Settings


def test_well_known_files(project):
    """Files of content/extra/ keep their folders, /.well-known/ included; ours lie beside them."""
    extra = project / "content" / "extra"
    for name in (".well-known/proof.txt", "deep/er/file.txt", "plain.txt", ".DS_Store"):
        (extra / name).parent.mkdir(parents=True, exist_ok=True)
        (extra / name).write_text(name, encoding="utf-8")
    add(project, 'from pathlib import Path\nEXTRA_PATH_METADATA = at_the_root(Path(__file__).parent / "content")')
    add(project, 'SECURITY_TXT = {"contact": "mailto:a@example.org", "expires": "2999-01-01"}\nLLMS_TXT = True')
    told = publish(project)

    for name in (".well-known/proof.txt", "deep/er/file.txt", "plain.txt"):
        assert output(project, name) == name
    assert not (project / "output" / ".DS_Store").exists()
    assert "Contact: mailto:a@example.org\n" in output(project, ".well-known/security.txt")
    assert f"- [a.md]({BLOG}/a/): Words.\n" in output(project, "llms.txt")
    assert "security" not in told


@pytest.mark.parametrize(("day", "is_told"), [(date(2027, 10, 30), False), (date(2027, 10, 31), True)])
def test_an_expired_contact(day, is_told):
    """Once nobody may rely on security.txt any more, that is told."""
    found = list(advice(read(settings(SECURITY_TXT={"contact": "mailto:a@example.org", "expires": "2027-10-31"})), day))

    assert [problem.message.partition(";")[0] for problem in found] == [
        "SECURITY_TXT: it expired on 2027-10-31"
    ] * is_told
    assert all(problem.is_advice for problem in found)


def test_own_headers_and_sources():
    """Headers and sources of the settings reach every host."""
    hosting = read(
        settings(HEADERS={"X-Own": "1"}, POLICY_SOURCES={"connect-src": ["https://api.example"], "img-src": "data:"})
    )
    files = header_files(hosting, site_policy(hosting, Path("none"), ()))

    for name in FILES:
        text = files[name].decode()
        assert "X-Own" in text
        assert "connect-src 'self' https://api.example" in text
        assert "img-src 'self' data:" in text


PAGE = "<!doctype html><title>A</title>{}"
NEEDS = [
    '<img src="https://img.example/a">',
    "<style>p{}</style>",
    '<p style="color: red">',
    '<p onclick="a()">',
    '<a href="https://player.vimeo.com/video/1">A</a>',
    "<main data-pagefind-body></main>",
    "",
]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_policy_of_what_is_kept(tmp_path, monkeypatch, is_known):
    """It is that of a look at everything, whatever has changed since the last one; what has not is not read again."""
    folder, hosting = tmp_path / "site", read(settings())
    folder.mkdir()
    read_again = []

    def reading(origin, folder, file):
        read_again.append(file)
        return sources_in(origin, folder, file)

    random, policies = Random(1), set()  # noqa: S311
    for number in range(20):
        changed = f"{random.randrange(3)}.{random.choice(('html', 'svg', 'css'))}"
        text = (
            "a{background:url(https://css.example/a)}" if changed.endswith("css") else PAGE.format(random.choice(NEEDS))
        )
        (folder / changed).write_text(f"{text}<!-- {number} -->", encoding="utf-8")
        if number % 5 == 4:
            min(folder.iterdir()).unlink()
        digests = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} if is_known else {}
        fresh = site_policy(hosting, folder, ())
        store = Store(tmp_path / "store", "1")
        with monkeypatch.context() as patch:
            patch.setattr("publishing.hosting.sources_in", reading)
            kept = site_policy(hosting, folder, (), store, digests)
        store.close(whole=True)
        policies.add(kept)

        assert kept == fresh
    assert len(read_again) <= 20
    assert len(policies) > 3


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"COMMENTS": {"provider": "disqus"}}, "COMMENTS: \"provider\" is 'disqus'"),
        ({"ANALYTICS": {"provider": "matomo"}}, 'ANALYTICS: matomo needs "id"'),
        ({"HEADERS": {"X Y": "z"}}, "HEADERS: 'X Y' is no name of a header"),
        ({"POLICY_SOURCES": {"image-src": []}}, "there is no directive 'image-src'; did you mean \"img-src\"?"),
        ({"POLICY_SOURCES": {"img-src": ["a.example; script-src *"]}}, "img-src has 'a.example; script-src *'"),
        ({"SECURITY_TXT": {"contact": "x"}}, "SECURITY_TXT: \"contact\" is 'x'"),
        (
            {"BRAND": {**BRAND, "icon": "images/logo.png"}},
            'BRAND: icons are drawn from a square SVG, which "icon" names',
        ),
        ({"BRAND": {**BRAND, "icon": "images/none.svg"}}, "images/none.svg cannot be used"),
    ],
)
def test_mistakes(setting, told):
    """A setting that cannot be used is told with what to write."""
    with pytest.raises(SettingError) as error:
        read(settings(**setting))

    assert told in str(error.value)


def test_a_mistake_stops_everything(project):
    """It is told before anything is read, in one line."""
    add(project, 'COMMENTS = {"provider": "disqus"}')
    errors = check(project)

    assert errors.startswith('error[build]: COMMENTS: "provider"')
    assert "Traceback" not in errors


# Comments and analytics


def test_analytics(project):
    """A page that is found counts its visits, a draft and a missing page do not."""
    write(project, "b.md", "Draft: true\n")
    add(project, 'ANALYTICS = {"provider": "goatcounter", "site": "https://us.goatcounter.com"}')
    publish(project)
    pages = ("a/index.html", "index.html", "404.html", "drafts/b/index.html")
    counting = [name for name in pages if "gc.zgo.at" in output(project, name)]

    assert counting == ["a/index.html", "index.html"]
    assert "https://gc.zgo.at" in policy(project)["script-src"]


def test_matomo_needs_no_inline_script(project):
    """What its snippet would say stands in attributes, which our own script reads before Matomo's comes."""
    add(project, 'ANALYTICS = {"provider": "matomo", "server": "https://m.example", "id": "1"}')
    publish(project)
    page = BeautifulSoup(output(project, "a/index.html"), "html5lib")
    ours, theirs = page.select("script[src*='analytics.js'], script[src^='https://m.example/']")

    assert (ours["data-matomo"], ours["data-site"], ours["type"]) == ("https://m.example/matomo.php", "1", "module")
    assert theirs["src"] == "https://m.example/matomo.js"
    assert "defer" in theirs.attrs


def test_comments_from_mastodon(project):
    """The article that names a post there has comments and the script, and no other; the policy knows its host."""
    write(project, "b.md", f"Comments: {THREAD}\n")
    add(project, 'COMMENTS = {"provider": "mastodon"}')
    publish(project)
    with_comments, without = (BeautifulSoup(output(project, f"{name}/index.html"), "html5lib") for name in "ba")

    assert with_comments.select_one("[data-comments]")["data-comments"].startswith("https://mastodon.example/api/")
    assert with_comments.select_one(f'a[href="{THREAD}"]')
    assert with_comments.select_one("script[src*='comments.js']")
    assert not without.select("[data-comments], script[src*='comments.js']")
    assert policy(project)["connect-src"] == "'self' https://mastodon.example"


def test_a_post_on_mastodon_that_nobody_reads(project):
    """A key that the settings make no use of is told with its line."""
    write(project, "a.md", f"Comments: {THREAD}\n")

    assert "content/posts/a.md:5: advice[comments]: it is read where the settings say COMMENTS = " in publish(project)
    assert "mastodon.example" not in output(project, "_headers")


def test_no_post_on_mastodon(project):
    """What is no post there is told with what to write."""
    write(project, "a.md", "Comments: true\n")

    assert 'content/posts/a.md:5: error[comments]: Comments: "true" cannot be used; write the address' in check(project)
