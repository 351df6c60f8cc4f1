"""The writer's commands, as processes: what stands in files, and where the output goes, stops none of them."""

import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment

POST = "Title: {0}\nDate: 2099-01-01\n\nText.\n"


@pytest.fixture
def project(tmp_path) -> Path:
    """Return a project with a topic that can be read and one that cannot."""
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\nTIMEZONE = 'Europe/Paris'\n", encoding="utf-8")
    for folder in ("posts", "pages", "topics"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    topics = tmp_path / "content" / "topics"
    (topics / "good.md").write_text("Title: Über uns\n\nText.\n", encoding="utf-8")
    (topics / "latin-1.md").write_bytes(b"Title: Caf\xe9\n\nText.\n")
    (topics / "unfinished.md").write_text("---\ntitle: [\n", encoding="utf-8")
    (topics / "untitled.md").write_text("Text.\n", encoding="utf-8")
    (topics / "folder.md").mkdir()
    return tmp_path


def run(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Return what came of a command."""
    command = [sys.executable, "-m", "writing", *arguments]
    return subprocess.run(command, cwd=project, env=environment(**variables), capture_output=True, check=False)


def test_new_passes_over_what_it_cannot_read(project):
    """A topic's file that is broken is left to the check; the new post names the others."""
    result = run(project, "new", "A title")

    assert (result.returncode, result.stderr) == (0, b"")
    text = (project / "content" / "posts" / "a-title.md").read_text(encoding="utf-8")
    assert 'category: "Über uns"' in text
    assert "(Über uns)" in text


def test_due_lists_posts_and_pages(project):
    """A page that is dated ahead waits as a post does."""
    for folder, name in (("posts", "post"), ("pages", "page")):
        (project / "content" / folder / f"{name}.md").write_text(POST.format(f"A {name}"), encoding="utf-8")
    result = run(project, "due")

    assert [line.split("  ")[1:] for line in result.stdout.decode().splitlines()] == [
        ["content/pages/page.md", "A page"],
        ["content/posts/post.md", "A post"],
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-8"])
def test_every_title_can_be_printed(project, encoding):
    """Into a pipe it is UTF-8, whatever encoding the system would have taken."""
    title = "日本語 🚀 – é"
    (project / "content" / "posts" / "a.md").write_text(POST.format(title), encoding="utf-8")
    result = run(project, "due", PYTHONIOENCODING=encoding)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode("utf-8").rstrip().endswith(f"  {title}")
