"""Old addresses redirect, none that was published vanishes unnoticed, and nothing replaces what a publish makes."""

import json
import shutil
from pathlib import Path

import pytest
from factories import BLOG, TEST_SITE, run, run_publishing

POST = "Title: {}\nDate: 2026-01-01\nCategory: First topic\nSummary: Words.\n{}\nText.\n"


@pytest.fixture
def project(tmp_path) -> Path:
    """Return a site of one post, /a/, that keeps its addresses."""
    for name in ("authors", "images"):
        shutil.copytree(TEST_SITE.parent / "content" / name, tmp_path / "content" / name)
    (tmp_path / "content" / "topics").mkdir()
    (tmp_path / "content/topics/first-topic.md").write_text(
        "Title: First topic\nSummary: x\n\nText.\n", encoding="utf-8"
    )
    source = f"import sys\nsys.path[:0] = [{str(TEST_SITE.parent)!r}]\nfrom bare import *\n"
    (tmp_path / "settings.py").write_text(f'{source}PATH = "content"\nKEEP_ADDRESSES = True\n', encoding="utf-8")
    write(tmp_path, "a.md", "")
    return tmp_path


def write(project: Path, name: str, lines: str) -> None:
    """Write a post with further lines of front matter."""
    (project / "content" / "posts").mkdir(exist_ok=True)
    (project / "content" / "posts" / name).write_text(POST.format(name, lines), encoding="utf-8")


def publish(project: Path):
    """Publish; return what came of it."""
    return run_publishing(project / "settings.py", project / "output", cwd=project, SITEURL=BLOG)


def check(project: Path) -> str:
    """Return the errors that a check tells, which builds nothing."""
    return run("publishing", "check", "--settings", "settings.py", cwd=project, SITEURL=BLOG).stderr


def addresses(project: Path) -> list[str]:
    """Return the list of published addresses."""
    lines = (project / "content" / "addresses.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_aliases_redirect_on_every_host(project):
    """A page stands at the old address, and the maps of servers name it, under the site's path."""
    without = publish(project)
    write(project, "a.md", "Aliases: /old-post/, 2019/older.html\n")
    result = publish(project)

    assert result.returncode == 0, result.stderr
    before, after = (line.split()[0] for line in (without.stdout.splitlines()[-1], result.stdout.splitlines()[-1]))
    assert before == after, "what redirects is no page"
    stub = (project / "output/old-post/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BLOG}/a/">' in stub
    assert 'content="0; url=/blog/a/"' in stub
    assert (project / "output/2019/older.html").is_file()
    assert f"/blog/old-post/ {BLOG}/a/ 301" in (project / "output/_redirects").read_text(encoding="utf-8")
    for name in ("redirects.nginx.map", "redirects.apache.conf"):
        assert f"{BLOG}/a/" in (project / "output" / name).read_text(encoding="utf-8")
    assert "/old-post/" not in (project / "output/sitemap.xml").read_text(encoding="utf-8")
    assert {"/a/", "/old-post/", "/2019/older.html"} <= set(addresses(project))


def test_the_list_is_kept_by_the_publish(project):
    """It holds posts, topics and authors, and stays as it is when nothing has changed."""
    publish(project)
    file = project / "content" / "addresses.txt"
    before = file.stat().st_mtime_ns
    publish(project)

    assert addresses(project) == ["/a/", "/authors/ada-team/", "/topics/first-topic/"]
    assert file.stat().st_mtime_ns == before


def test_a_vanished_address_is_an_error(project):
    """A renamed post would break every link to it: nothing is published, and the list stays."""
    publish(project)
    (project / "content/posts/a.md").rename(project / "content/posts/b.md")
    result = publish(project)

    assert result.returncode == 1
    (problem, summary) = result.stderr.splitlines()
    assert problem.startswith('content/addresses.txt:3: error[address]: "/a/" was published and would be gone')
    assert "write “Aliases: /a/” into the page that takes its place" in problem
    assert summary.startswith("1 error in 1 file; nothing was published")
    assert (project / "output/a/index.html").is_file()
    assert "/b/" not in addresses(project)
    assert problem in check(project)


def test_one_mistake_is_not_told_twice(project):
    """A post whose front matter cannot be read has no address just now; that is not told as a loss of its own."""
    publish(project)
    (project / "content/posts/a.md").write_text("---\ntitle: A\n", encoding="utf-8")

    assert "error[address]" not in check(project)


@pytest.mark.parametrize("way_out", ["alias", "gone"])
def test_ways_out(project, way_out):
    """An alias in the post that takes its place, or a line in gone.txt, and the publish goes on."""
    publish(project)
    (project / "content/posts/a.md").unlink()
    write(project, "b.md", "Aliases: /a/\n" if way_out == "alias" else "")
    if way_out == "gone":
        (project / "content/gone.txt").write_text("# no longer true\n/a/\n", encoding="utf-8")
    result = publish(project)

    assert result.returncode == 0, result.stderr
    assert (project / "output/a/index.html").exists() is (way_out == "alias")
    assert ("/a/" in addresses(project)) is (way_out == "alias")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Aliases: https://example.org/old/", "names a scheme or a host"),
        ("Aliases: ../old", "has a part between slashes that is empty, . or .."),
        ("Aliases: /a/", 'the alias "/a/" is the address of this very page; take it out'),
        ("Aliases: /tags/", 'the alias "/tags/" is the address of a list or a file of the site; take it out'),
        ("Aliases: /feed.xml", 'the alias "/feed.xml" is the address of a list or a file of the site; take it out'),
        ("Aliases: /topics/first-topic/", "is the address of a list or a file of the site; take it out"),
        ("Aliases: /old/, /old/", 'the alias "/old/" stands in'),
    ],
)
def test_aliases_that_cannot_be(project, lines, told):
    """What is no address, or somebody's already, is told on its line."""
    write(project, "a.md", f"{lines}\n")
    result = publish(project)

    assert result.returncode == 1
    assert result.stderr.startswith("content/posts/a.md:5: error[aliases]: ")
    assert told in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[0] in check(project)


def test_sites_that_do_not_keep_addresses(project):
    """Previews write no list."""
    settings = project / "settings.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace("= True", "= False"), encoding="utf-8")
    publish(project)

    assert not (project / "content/addresses.txt").exists()


@pytest.mark.parametrize(
    ("alias", "told", "old"),
    [(f"{BLOG}/old/", "", "old"), ("/blog/old/", f'"/blog/old/" means {BLOG}/blog/old/', "blog/old")],
)
def test_aliases_as_they_are_copied(project, alias, told, old):
    """A whole address of this site is taken; one with the site's path is most likely meant without it."""
    write(project, "a.md", f"Aliases: {alias}\n")
    result = publish(project)

    assert result.returncode == 0, result.stderr
    assert told in result.stdout
    assert ("advice[aliases]" in result.stdout) is bool(told)
    assert (project / "output" / old / "index.html").is_file()


def test_topics_and_authors_that_are_renamed(project):
    """Their old addresses redirect as those of posts do."""
    publish(project)
    topic, author = project / "content/topics/first-topic.md", project / "content/authors/ada-team.md"
    topic.write_text("Title: Renamed\nSummary: x\nAliases: /topics/first-topic/\n\nText.\n", encoding="utf-8")
    author.write_text("Title: Bea\nSummary: x\nAliases: /authors/ada-team/\n\nText.\n", encoding="utf-8")
    post = POST.format("A", "Author: Bea\n").replace("First topic", "Renamed")
    (project / "content/posts/a.md").write_text(post, encoding="utf-8")
    result = publish(project)

    assert result.returncode == 0, result.stderr
    for old, new in (("topics/first-topic", "topics/renamed"), ("authors/ada-team", "authors/bea")):
        assert f"{BLOG}/{new}/" in (project / "output" / old / "index.html").read_text(encoding="utf-8")


def test_what_was_published_and_never_committed(project):
    """The last publish's own memory counts where its list was thrown away, as on a machine that only builds."""
    publish(project)
    (project / "content/addresses.txt").unlink()
    (project / "content/posts/a.md").rename(project / "content/posts/b.md")

    assert '"/a/" was published and would be gone' in publish(project).stderr


@pytest.mark.parametrize("lines", ["", "Lang: fr\n"])
def test_withdrawn(project, lines):
    """A post that is made a draft again is named as a way out, whatever its language."""
    write(project, "a.md", lines)
    publish(project)
    write(project, "b.md", "")
    write(project, "a.md", f"Draft: true\n{lines}")

    assert "publish content/posts/a.md again, which is no longer public" in publish(project).stderr


@pytest.mark.parametrize("name", ["addresses.txt", "gone.txt"])
def test_lists_that_cannot_be_read(project, name):
    """Every line that is no address is told at once, and bytes that are no UTF-8 with their line."""
    publish(project)
    (project / "content" / name).write_bytes(b"/a/\n<<<<<<< HEAD\n=======\n/caf\xe9/\n")
    errors = check(project)

    for line, code in ((2, "address"), (3, "address"), (4, "encoding")):
        assert f"content/{name}:{line}: error[{code}]: " in errors


def test_a_list_that_cannot_be_written(project):
    """The site is published by then, which is said; nothing is left beside the list."""
    (project / "content/addresses.txt").mkdir()
    result = publish(project)

    assert result.returncode == 1
    assert "error[address]: the site is published, but content/addresses.txt could not be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert [file.name for file in (project / "content").iterdir() if "addresses" in file.name] == ["addresses.txt"]


def test_a_copied_file_in_the_place_of_a_made_one(project):
    """A writer's own feed would replace the site's without a word."""
    (project / "content/extra").mkdir()
    (project / "content/extra/feed.xml").write_text("mine", encoding="utf-8")
    settings = project / "settings.py"
    moved = "STATIC_PATHS = ['images', 'extra']\nEXTRA_PATH_METADATA = {'extra/feed.xml': {'path': 'feed.xml'}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + moved, encoding="utf-8")

    assert 'content/extra/feed.xml:1: error[file]: the file "feed.xml" is the address of a list' in check(project)


def test_a_page_dated_ahead_waits(project):
    """Pages wait for their day as posts do."""
    (project / "content/pages").mkdir()
    page = "Title: A page\nDate: 2999-01-01\nSummary: x\n\nText.\n"
    (project / "content/pages/ahead.md").write_text(page, encoding="utf-8")
    result = publish(project)

    assert result.returncode == 0, result.stderr
    assert not (project / "output/ahead").exists()
    assert "/ahead/" not in addresses(project)


def test_a_broken_picture(project):
    """A picture that is cut short is told by the check too, which draws nothing."""
    whole = (TEST_SITE.parent / "content/images/wide.png").read_bytes()
    (project / "content/images/cut.png").write_bytes(whole[: len(whole) // 2])
    write(project, "a.md", "Image: /images/cut.png\nImage_Alt: Words\n")

    assert "content/posts/a.md:5: error[image]: the picture cannot be read to its end" in check(project)


def test_output_that_is_a_link(project, tmp_path):
    """What the link leads to is published, time and again, and the link stays."""
    target = tmp_path / "web"
    target.mkdir()
    (project / "output").symlink_to(target)
    results = [publish(project), publish(project)]

    assert [result.returncode for result in results] == [0, 0], results[-1].stderr
    assert (project / "output").is_symlink()
    assert (target / "a/index.html").is_file()


def test_broken_off_for_tools(project):
    """What stops a publish from outside is told as every other problem: here as JSON."""
    (project / "output").touch()
    done = run("publishing", "html", "--settings", "settings.py", "--json", cwd=project, SITEURL=BLOG)

    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"] == "1 error; nothing was published; output/ is as it was"
