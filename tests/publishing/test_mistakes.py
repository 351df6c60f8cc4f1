"""What a writer does wrong is told in one go, with file, line and remedy, and nothing of it is published."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from factories import BLOG, ROOT, TEST_SITE, Built, keep_drawings, run_publishing

# The test site with its content copied, published as the real one is: without drafts.
SETTINGS = f"""\
import sys
from pathlib import Path

sys.path[:0] = [{str(TEST_SITE.parent)!r}, {str(ROOT)!r}]

from conf import *
from publishconf import DRAFT_LANG_SAVE_AS, DRAFT_PAGE_LANG_SAVE_AS, DRAFT_PAGE_SAVE_AS, DRAFT_SAVE_AS

PATH = str(Path(__file__).parent / "content")
"""
POST = ["Title: A post", "Date: 2026-01-01", "Category: First topic"]

# One file of every kind, its lines, and for each mistake in it: line, code, what was found and what to write.
# tests/invalid/ has every mistake alone.
MISTAKES = {
    "posts/empty.md": (
        [],
        [
            (1, "title", "Title is missing", "add a line"),
            (1, "date", "Date is missing", "add a line"),
            (1, "category", "Category is missing", "add a line"),
            (2, "body", "there is no text", "write some, or “Draft: true”"),
        ],
    ),
    "posts/picture.md": (
        [*POST, "Image: images/missing.png", "Image_Alt: Words"],
        [(4, "image", '"images/missing.png"', "put it beside the post or into content/images/")],
    ),
    "posts/body.md": (
        [*POST, "", "First [paragraph](missing.md).", "", "![](images/small.png)"],
        [
            (5, "link", '"missing.md"', "write the path of a file, /an/address/ or https://…"),
            (7, "alt", '"images/small.png"', "write ![what it shows](images/small.png)"),
        ],
    ),
    "posts/encoding.md": (
        [*POST, "Summary: Un caf\udce9", "", "Text."],
        [(4, "encoding", "0xe9", "save the file with the encoding UTF-8")],
    ),
    "posts/never-ends.md": (
        ["---", "title: A post", "date: 2026-01-01"],
        [
            (1, "front matter", "never ends", "write --- on a line after it"),
            (1, "category", "Category is missing", "add a line"),
        ],
    ),
    "pages/unnamed.md": (["", "Text."], [(1, "title", "Title is missing", "add a line “Title: …” at the top")]),
    "topics/r-and-d-growth.md": (
        ["Title: R&D / Growth", "", "See [this](missing.md)."],
        [(3, "link", '"missing.md"', "write the path of a file")],
    ),
    "authors/robot.md": (
        ["Title: Robot", "Type: Robot", "Twitter: robot", "", "Text."],
        [
            (2, "type", '"Robot"', "write Person or Organization"),
            (3, "twitter", '"robot"', "write the handle with @"),
        ],
    ),
    "home.md": (
        ["Title: Home", "Start_Here: plain, al-keys", "", "Text."],
        [(2, "start_here", '"al-keys"', 'did you mean "all-keys"?')],
    ),
}
EXPECTED = [(file, mistake) for file, (_, mistakes) in MISTAKES.items() for mistake in mistakes]


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def write(project: Path, contents: Mapping[str, list[str]]) -> None:
    """Write files of the project's content; half a surrogate pair becomes the byte that is no UTF-8."""
    for path, lines in contents.items():
        whole = lines if "" in lines or not lines else [*lines, "", "Text."]
        (project / "content" / path).write_bytes("\n".join(whole).encode("utf-8", "surrogateescape"))


def publish(project: Path, **environment: str) -> CompletedProcess[str]:
    """Publish a project from its own folder."""
    return run_publishing(project / "tested.py", project / "output", project, **{"SITEURL": BLOG, **environment})


@pytest.fixture(scope="module")
def published(built, tmp_path_factory) -> Path:
    """A project of its own, published once without a mistake."""
    project = tmp_path_factory.mktemp("project").resolve()
    keep_drawings(built, project)
    shutil.copytree(TEST_SITE.parent / "content", project / "content")
    (project / "tested.py").write_text(SETTINGS, encoding="utf-8")
    result = publish(project)
    assert result.returncode == 0, result.stderr
    return project


@pytest.fixture
def project(published, tmp_path) -> Path:
    """A copy of the published project, to be spoilt."""
    return shutil.copytree(published, tmp_path / "project")


@pytest.fixture(scope="module")
def spoilt(published, tmp_path_factory) -> tuple[Path, CompletedProcess[str]]:
    """The project with every mistake at once, and what a publish of it says."""
    project = shutil.copytree(published, tmp_path_factory.mktemp("spoilt") / "project")
    write(project, {path: lines for path, (lines, _) in MISTAKES.items()})
    return project, publish(project)


@pytest.mark.parametrize(("file", "mistake"), EXPECTED, ids=[f"{file}:{mistake[1]}" for file, mistake in EXPECTED])
def test_each_mistake_is_told(spoilt, file, mistake):
    """A mistake is told once: with file and line, what was found, and what to write."""
    _, result = spoilt
    line, code, found, remedy = mistake
    place = f"content/{file}:{line}: error[{code}]: "
    told = [message for message in result.stderr.splitlines() if message.startswith(place)]

    assert len(told) == 1, result.stderr
    assert found in told[0]
    assert remedy in told[0]


def test_nothing_else_is_told(spoilt):
    """Each line is a problem with file and line, and the last one sums up; a good build's words are not said."""
    project, result = spoilt
    *problems, summary = result.stderr.splitlines()
    places = {message.split("]: ")[0] for message in problems}

    assert places == {f"content/{file}:{line}: error[{code}" for file, (line, code, *_) in EXPECTED}
    files = len({file for file, _ in EXPECTED})
    assert (
        summary == f"{len(EXPECTED)} errors in {files} files; nothing was published; {project / 'output'}/ is as it was"
    )
    assert all(": advice[" in line for line in result.stdout.splitlines())
    assert result.returncode == 1


def test_the_last_site_is_as_it_was(spoilt, published):
    """Every byte of the last site is in its place, and its manifest too."""
    project, _ = spoilt

    assert files(project / "output") == files(published / "output")
    assert (project / ".cache" / "manifest.json").read_bytes() == (published / ".cache" / "manifest.json").read_bytes()


def test_put_right_it_is_published(spoilt, published, tmp_path):
    """Without the mistakes the same project is published again, to the same bytes."""
    project = shutil.copytree(spoilt[0], tmp_path / "project")
    shutil.rmtree(project / "content")
    shutil.copytree(published / "content", project / "content")
    result = publish(project)

    assert (result.returncode, result.stderr) == (0, "")
    count = len(Built(project / "output", "").pages())
    assert result.stdout.splitlines()[-1] == f"{count} pages in {project}/output/"
    assert files(project / "output") == files(published / "output")


def test_a_first_publish_with_a_mistake_makes_no_site(project):
    """Where nothing was published yet, the summary says so."""
    shutil.rmtree(project / "output")
    write(project, {"posts/plain.md": ["Title: A post"]})
    result = publish(project)

    assert result.returncode == 1
    assert result.stderr.endswith(f"; nothing was published; there is no {project}/output/ yet\n")
    assert not (project / "output").exists()


@pytest.mark.parametrize("url", ["", "/blog", "example.org", "https://example.org/?a=1", "https://[bad"])
def test_an_address_that_is_none(project, url):
    """Without the live address no page can name its own: nothing is built, and the setting is named."""
    before = files(project / "output")
    result = publish(project, SITEURL=url)
    *problems, summary = result.stderr.splitlines()

    assert result.returncode == 1
    assert "SITEURL" in problems[-1]
    assert "https://example.org/blog" in problems[-1]
    assert summary.endswith(f"nothing was published; {project}/output/ is as it was")
    assert files(project / "output") == before
