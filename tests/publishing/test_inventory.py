"""An inventory says what was built in a folder, so that everything else is known to be somebody's own."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing.inventory import inventory_of, known, record, strangers

SITE = ("index.html", "about/index.html", "posts/a/index.html", "posts/a/a.png")


def fill(folder: Path, paths: tuple[str, ...]) -> Path:
    """Make these files in a folder, and a folder of each path with a slash at its end."""
    for path in paths:
        file = folder / path
        (file if path.endswith("/") else file.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            file.touch()
    return folder


def test_what_was_recorded_is_known(tmp_path):
    """An inventory is read as it was written, one path a line; it lies in the cache under the folder's name."""
    file = inventory_of(Path("output"), tmp_path / ".cache")
    record(file, [*SITE, *SITE])

    assert known(file) == frozenset(SITE)
    assert file == tmp_path / ".cache" / "output.files"
    assert file.read_text(encoding="utf-8").splitlines() == sorted(SITE)


def test_nothing_is_known_without_an_inventory(tmp_path):
    """What was built where is not guessed."""
    assert known(tmp_path / "output.files") == frozenset()


@given(st.sets(st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"]), min_size=1)))
def test_any_name_is_read_back(tmp_path_factory, names):
    """A name may hold spaces, carriage returns, and what other programs take for the end of a line."""
    file = tmp_path_factory.mktemp("cache") / "output.files"
    record(file, names)

    assert known(file) == names


@pytest.mark.skipif(os.name != "posix", reason="other systems allow neither name")
@pytest.mark.parametrize(("name", "is_known"), [(b"caf\xe9.html", True), (b"a\nthesis.doc", False)])
def test_hard_names(tmp_path, name, is_known):
    """A name that is no UTF-8 is kept; one with a line break never becomes two other files."""
    path = os.fsdecode(name)
    record(tmp_path / "output.files", [path])

    assert known(tmp_path / "output.files") == (frozenset([path]) if is_known else frozenset())


@pytest.mark.parametrize(
    ("found", "strange"),
    [
        ((), []),
        ((".DS_Store", "about/Thumbs.db", "posts/desktop.ini"), []),
        (("thesis.doc", "about/notes.txt"), ["about/notes.txt", "thesis.doc"]),
        ((".git/config", ".git/refs/", "posts/b/index.html"), [".git/", "posts/b/"]),
        (("drafts/",), ["drafts/"]),
    ],
)
def test_strangers(tmp_path, found, strange):
    """What no publish put there is named, a folder with nothing of ours as a whole."""
    assert strangers(fill(tmp_path, (*SITE, *found)), frozenset(SITE)) == strange


def test_parts_of_a_site_that_are_gone_make_no_stranger(tmp_path):
    """Whoever deletes built files, or the folder, has put nothing there."""
    fill(tmp_path / "output", ("posts/a/",))

    assert strangers(tmp_path / "output", frozenset(SITE)) == []
    assert strangers(tmp_path / "none", frozenset(SITE)) == []


def test_what_took_the_place_of_something_built(tmp_path):
    """A folder where a file was built, a file or a link where a folder was, are somebody's own."""
    folder = fill(tmp_path / "output", ("index.html/mine.txt", "about"))
    (folder / "posts").symlink_to(tmp_path)

    assert strangers(folder, frozenset(SITE)) == ["about", "index.html/", "posts"]
