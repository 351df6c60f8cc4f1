"""Other code, other files: another version."""

import os

import pytest
from reuse.versions import code, folders_digest

EDITS = {
    "bytes": lambda folder: (folder / "a.py").write_text("b = 1"),
    "a new file": lambda folder: (folder / "inner" / "c.html").touch(),
    "a name": lambda folder: (folder / "a.py").rename(folder / "b.py"),
    "a file less": lambda folder: (folder / "inner" / "b.css").unlink(),
    "a folder's name": lambda folder: (folder / "inner").rename(folder / "outer"),
}


@pytest.fixture
def folder(tmp_path):
    """A folder with a file, and one below."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.py").write_text("a = 1")
    (tmp_path / "inner" / "b.css").write_text("p {}")
    return tmp_path


@pytest.mark.parametrize("name", EDITS)
def test_edits(folder, name):
    """Any change to a file in it is another version."""
    before = folders_digest([folder]), code([folder], [])
    EDITS[name](folder)

    assert folders_digest([folder]) != before[0]
    assert code([folder], []) != before[1]


def test_no_edits(folder):
    """Time stamps and what Python compiled are no part of a version."""
    before = folders_digest([folder]), code([folder], [folder / "a.py"])
    os.utime(folder / "a.py", (0, 0))
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_bytes(b"compiled")

    assert (folders_digest([folder]), code([folder], [folder / "a.py"])) == before
