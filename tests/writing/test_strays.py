"""A text that nobody reads is told: an article never vanishes unseen."""

from pathlib import PurePosixPath

import pytest
from writing.strays import complaint, strays


@pytest.mark.parametrize(
    ("path", "words"),
    [
        # no text that is read
        ("posts/a.txt", "rename it to a.md"),
        ("posts/a.MD", "rename it to a.md"),
        ("posts/a.md.txt", "rename it to a.md"),
        ("pages/a.mdx", "rename it to a.md"),
        ("posts/sub/a.html", "rename it to a.md"),
        ("posts/a", "rename it to a.md"),
        ("posts/a.docx", "save its words as text, as a.md"),
        # no folder that is read
        ("a.md", "move it into content/posts/"),
        ("drafts/a.md", "move it into content/posts/"),
        ("Posts/a.md", "move it into content/posts/"),
        ("images/a.md", "move it into content/posts/"),
        ("extra/a.md", "move it into content/posts/"),
        ("topics/sub/a.md", "move it up into content/topics/"),
        ("home.txt", ""),
        # read, or no text
        ("home.md", ""),
        ("posts/a.md", ""),
        ("posts/2026/a.markdown", ""),
        ("authors/a.md", ""),
        ("posts/images/a.png", ""),
        ("posts/paper.pdf", ""),
        ("addresses.txt", ""),
        ("extra/robots.txt", ""),
        # left by editors
        ("posts/a.md~", ""),
        ("posts/.a.md", ""),
        ("posts/#a.md#", ""),
        ("posts/a.md.bak", ""),
    ],
)
def test_complaint(path, words):
    """The message names the file and what to do."""
    found = complaint(PurePosixPath(path))

    assert words in found
    assert bool(found) is bool(words)


def test_strays(tmp_path):
    """Every folder is looked into but hidden ones; what a text links to is published as it is."""
    for path in ("posts/a.txt", "posts/linked.txt", "posts/a.md", ".obsidian/b.md", "posts/folder.md/c.png", "d.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()

    found = [file.relative_to(tmp_path).as_posix() for file, _ in strays(tmp_path, {"posts/linked.txt"})]
    assert found == ["d.md", "posts/folder.md", "posts/a.txt"]
