"""A tree holds exactly what its build said, whatever was there before, and touches nothing that is right already."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publishing.tree import Tree, digest_of, indexes_of

SITE = {"index.html": b"home", "about/index.html": b"about", "posts/a/index.html": b"a", "posts/a/a.png": b"png"}


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder; fails on links and on folders without files."""
    found = {}
    for path in folder.rglob("*"):
        assert not path.is_symlink()
        if path.is_dir():
            assert any(path.iterdir())
        else:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return time stamp and inode of each file below a folder."""
    found = ((path.relative_to(folder).as_posix(), path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path: (known.st_mtime_ns, known.st_ino) for path, known in found}


class Turns:
    """Two folders that take turns, as publishes let them; a build writes all files, or keeps what is right."""

    def __init__(self, root: Path, *, keeps: bool) -> None:
        self.folder, self.donor = root / "build", root / "output"
        self.keeps = keeps
        self.told: list[str] = []

    def tree(self) -> Tree:
        return Tree(self.folder, self.donor, self.told.append)

    def build(self, site: dict[str, bytes]) -> Tree:
        """Write a site and let the folders change places."""
        tree = self.tree()
        for path, data in site.items():
            if not (self.keeps and tree.keep(path, digest_of(data))):
                tree.write(path, data)
        tree.finish()
        assert files(self.folder) == site
        self.swap()
        return tree

    def swap(self) -> None:
        if self.donor.exists():
            self.donor.rename(self.donor.with_name("aside"))
        self.folder.rename(self.donor)
        with suppress(FileNotFoundError):
            self.donor.with_name("aside").rename(self.folder)


@pytest.fixture(params=[False, True], ids=["written", "kept"])
def turns(tmp_path, request):
    return Turns(tmp_path, keeps=request.param)


def test_written(tmp_path):
    """A file holds what was written; its hash is the SHA-256 of that."""
    tree = Tree(tmp_path / "tree")
    digests = {path: tree.write(path, data) for path, data in SITE.items()}
    tree.finish()

    assert files(tmp_path / "tree") == SITE
    assert tree.digests == digests == {path: digest_of(data) for path, data in SITE.items()}
    assert {path: tree.read(path) for path in SITE} == SITE


def test_copied(tmp_path):
    """A file holds what another does; one whose hash is known is not even read when it is there."""
    source = tmp_path / "a.png"
    source.write_bytes(b"png")
    first = Tree(tmp_path / "tree")
    digest = first.copy(source, "images/a.png")
    first.finish()
    source.unlink()
    second = Tree(tmp_path / "tree")

    assert second.copy(source, "images/a.png", digest) == digest
    second.finish()
    assert files(tmp_path / "tree") == {"images/a.png": b"png"}


def test_kept(turns):
    """What either of the two folders has need not be written; what is not kept goes, whichever had it."""
    turns.build({"old": b"1", "changed": b"1", "same": b"1"})
    turns.build({"new": b"2", "changed": b"2", "same": b"1"})
    turns.build({"third": b"3"})
    tree = turns.tree()  # of the second; the third is published

    assert tree.keep("new", digest_of(b"2"))
    assert tree.keep("third", digest_of(b"3"))
    assert not tree.keep("changed", digest_of(b"1"))
    assert not tree.keep("none/at/all", digest_of(b"1"))
    tree.finish()
    assert files(turns.folder) == {"new": b"2", "third": b"3"}
    with pytest.raises(KeyError):
        tree.read("same")


def test_equal_files_keep_their_time_stamps(turns):
    """From one publish to the next the stamp changes with the bytes, and only with them; so it does a turn later."""
    turns.build({"same": b"s", "back": b"1", "edited": b"1"})
    turns.build({"same": b"s", "back": b"2", "edited": b"1"})
    before = stamps(turns.donor)
    tree = turns.build({"same": b"s", "back": b"1", "edited": b"3"})
    after = stamps(turns.donor)

    assert after["same"][0] == before["same"][0]
    assert after["back"][0] > before["back"][0]  # what was there two publishes ago has another stamp than then
    assert after["edited"][0] > before["edited"][0]
    assert tree.changed == {"back", "edited"}


def test_a_file_that_is_right_is_not_touched(tmp_path):
    """Neither its bytes nor its stamp are written again in a folder that takes no turns."""
    for _ in range(3):
        tree = Tree(tmp_path / "tree")
        for path, data in SITE.items():
            tree.write(path, data)
        tree.finish()
        before = stamps(tmp_path / "tree")
    time.sleep(0.02)
    tree = Tree(tmp_path / "tree")
    for path, data in SITE.items():
        assert tree.keep(path, digest_of(data))
    tree.finish()

    assert stamps(tmp_path / "tree") == before
    assert tree.changed == set()


def mess(folder: Path) -> None:
    """Put into a folder whatever may stand in the way of SITE."""
    (folder / "index.html" / "deep").mkdir(parents=True)
    (folder / "index.html" / "deep" / "file").touch()
    (folder / "about").write_bytes(b"a file in the place of a folder")
    (folder / "posts").mkdir()
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "a.png").write_bytes(b"png")
    (folder / "posts" / "a").symlink_to(folder / "elsewhere")
    (folder / "nowhere").symlink_to(folder / "none")
    (folder / ".hidden").mkdir()
    (folder / "closed").touch(mode=0o400)


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_whatever_stands_in_the_way(turns):
    """Folders where files should be and the other way round, links, files closed to writing: they go."""
    turns.folder.mkdir()
    mess(turns.folder)
    turns.build(SITE)

    assert files(turns.donor) == SITE


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_is_never_followed(tmp_path):
    """What it leads to stays as it is: files in a folder elsewhere, and a file that has the bytes already."""
    other = tmp_path / "other"
    (other / "a").mkdir(parents=True)
    (other / "a" / "a.png").write_bytes(b"old")
    (other / "index.html").write_bytes(b"home")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "posts").symlink_to(other)
    (tmp_path / "tree" / "index.html").symlink_to(other / "index.html")
    tree = Tree(tmp_path / "tree")
    for path, data in SITE.items():
        tree.write(path, data)
    tree.finish()

    assert files(tmp_path / "tree") == SITE
    assert files(other) == {"a/a.png": b"old", "index.html": b"home"}


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_tree_that_is_a_link(tmp_path):
    """The link goes; what it leads to stays."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").touch()
    (tmp_path / "tree").symlink_to(tmp_path / "mine")
    Tree(tmp_path / "tree").finish()

    assert files(tmp_path / "mine") == {"thesis.doc": b""}
    assert files(tmp_path / "tree") == {}


@pytest.mark.parametrize("path", ["", "/", "/etc/passwd", "../x", "a/../x", "a/./x", "a//x", "a/"])
def test_no_path_of_a_file(tmp_path, path):
    """Nothing is ever written outside the folder."""
    with pytest.raises(ValueError, match="is no path of a file"):
        Tree(tmp_path / "tree").write(path, b"")


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a"), ("a/b/c", "a")])
def test_a_file_and_a_folder_at_once(tmp_path, first, second):
    """Two files of a build of which one would have to be a folder are a mistake; the first stays."""
    tree = Tree(tmp_path / "tree")
    tree.write(first, b"1")

    with pytest.raises(OSError, match="at once"):
        tree.write(second, b"2")
    assert tree.read(first) == b"1"


def test_a_file_that_is_said_twice(tmp_path):
    """The last word counts."""
    tree = Tree(tmp_path / "tree")
    tree.write("a", b"1")
    tree.write("a", b"2")
    tree.finish()

    assert files(tmp_path / "tree") == {"a": b"2"}
    assert tree.digests == {"a": digest_of(b"2")}


def test_adopted(tmp_path):
    """What somebody else has written into the folder, or a folder in it, can be taken over."""
    tree = Tree(tmp_path / "tree")
    tree.write("a", b"1")
    for path in ("found/deep/b", "c"):
        (tmp_path / "tree" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / path).write_bytes(b"2")
    tree.adopt("found")
    tree.finish()

    assert files(tmp_path / "tree") == {"a": b"1", "found/deep/b": b"2"}


# The index


def indexed(turns: Turns) -> Path:
    """Return the index of the folder that the next build works in."""
    return indexes_of(turns.folder) / str(turns.folder.stat().st_ino)


DAMAGED = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "a bit changed": lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
    "another version": lambda data: data.replace(b" 2\n", b" 1\n", 1),
    "no index": lambda _: b"{}",
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_index(turns, damage):
    """It is not used, which is told in one line; the site is what it should be."""
    for _ in range(2):
        turns.build(SITE)
    index = indexed(turns)
    index.write_bytes(damage(index.read_bytes()))
    turns.build({**SITE, "index.html": b"new"})

    assert len(turns.told) == 1
    assert "\n" not in turns.told[0]
    assert str(index) in turns.told[0]
    turns.build(SITE)
    assert len(turns.told) == 1


def test_no_index(turns):
    """A tree that came from elsewhere is compared file by file; equal ones keep their stamps."""
    for _ in range(2):
        turns.build(SITE)
    shutil.rmtree(indexes_of(turns.folder))
    before = stamps(turns.donor)
    tree = turns.build({**SITE, "index.html": b"new"})

    assert {path for path, known in stamps(turns.donor).items() if known[0] != before[path][0]} == {"index.html"}
    assert tree.changed == {"index.html"}
    assert turns.told == []


@pytest.mark.skipif(os.name != "posix", reason="files with two names")
def test_one_file_with_two_names(tmp_path, monkeypatch):
    """What is the same in both trees is there once; the next builds read none of it, and write into none of it."""
    turns = Turns(tmp_path, keeps=True)
    for _ in range(2):
        turns.build(SITE)
    assert all((turns.folder / path).samefile(turns.donor / path) for path in SITE)

    time.sleep(0.02)  # what has just been written is read again: the clock ticks seldom
    read = []
    for tree in (turns.folder, turns.donor):
        os.utime(indexes_of(turns.folder) / str(tree.stat().st_ino))
    monkeypatch.setattr("publishing.tree.bytes_of", lambda full: read.append(full) or Path(full).read_bytes())
    before = stamps(turns.donor)
    new = {**SITE, "index.html": b"new"}
    turns.build(new)

    assert files(turns.folder) == SITE
    assert not (turns.folder / "index.html").samefile(turns.donor / "index.html")
    assert {path for path, known in stamps(turns.donor).items() if known != before[path]} == {"index.html"}
    turns.build(new)
    assert files(turns.folder) == new
    assert all(full.endswith("index.html") for full in read)


def test_without_second_names(tmp_path, monkeypatch):
    """Where a file can have one name only, what is the same is copied."""

    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    turns = Turns(tmp_path, keeps=True)
    for site in (SITE, SITE, {**SITE, "index.html": b"new"}):
        turns.build(site)

    assert not (turns.folder / "posts/a/a.png").samefile(turns.donor / "posts/a/a.png")


def test_indexes_of_gone_folders_go(turns):
    """There are never more than two."""
    for _ in range(5):
        turns.build(SITE)
        if turns.folder.exists():
            turns.folder.rename(turns.folder.with_name(f"gone-{time.monotonic_ns()}"))

    assert len(list(indexes_of(turns.folder).iterdir())) <= 2


EDITS = {
    "bytes": lambda file: file.write_bytes(b"HOME"),
    "bytes under the old time": lambda file: (
        known := file.stat(),
        file.write_bytes(b"HOME"),
        os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns)),
    ),
    "another file": lambda file: (
        file.with_name("new").write_bytes(b"HOME"),
        shutil.copystat(file, file.with_name("new")),
        file.with_name("new").replace(file),
    ),
    "removed": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("which", ["folder", "donor"])
def test_a_file_that_somebody_changed(turns, which, edit):
    """It is noticed whatever its size and time stamp are, in the published site and in the one before it."""
    for _ in range(2):
        turns.build(SITE)
    edit(getattr(turns, which) / "index.html")
    tree = turns.tree()
    for path, data in SITE.items():
        if not tree.keep(path, digest_of(data)):
            tree.write(path, data)
    tree.finish()

    assert files(turns.folder) == SITE
    turns.swap()
    turns.build(SITE)
    turns.build(SITE)


def test_a_change_in_the_moment_of_the_index(turns):
    """A clock that ticks seldom must not hide it: 300 times edited as soon as the build is over."""
    for number in range(300):
        tree = Tree(turns.folder)
        tree.write("a", b"%03d" % number)
        tree.finish()
        (turns.folder / "a").write_bytes(b"xxx")
        again = Tree(turns.folder)
        assert not again.keep("a", digest_of(b"%03d" % number))


# Whatever happens

PATHS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map("/".join)
DATA = st.sampled_from([b"", b"1", b"2", b"xyz"])


def is_a_site(paths) -> bool:
    """Return whether no path would have to be a file and a folder."""
    return not any(other.startswith(f"{path}/") for path in paths for other in paths)


SITES = st.dictionaries(PATHS, DATA, max_size=6).filter(is_a_site)
WAYS = st.sampled_from(["write", "keep", "copy"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("build"), SITES, WAYS, st.none()),
        st.tuples(st.just("stop"), SITES, WAYS, st.integers(0, 6)),
        st.tuples(st.just("edit"), PATHS, DATA, st.sampled_from(["folder", "donor"])),
        st.tuples(st.just("lose"), st.sampled_from(["folder", "donor", "indexes"])),
    ),
    min_size=1,
    max_size=12,
)


def say(tree: Tree, path: str, data: bytes, way: str, source: Path) -> None:
    """Let a file of a tree hold these bytes in one of three ways."""
    if way == "copy":
        source.write_bytes(data)
        tree.copy(source, path, digest_of(data))
    elif way == "write" or not tree.keep(path, digest_of(data)):
        tree.write(path, data)


def edit(folder: Path, path: str, data: bytes) -> None:
    """Write a file as somebody would who knows nothing of trees, as far as that is possible."""
    with suppress(OSError):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_never_wrong(tmp_path_factory, steps):
    """Builds that end or stop anywhere, edits in both folders, losses: each build leaves exactly what it said.

    The donor stays as it is meanwhile, and what is told as changed is what differs from the build before.
    """
    root = tmp_path_factory.mktemp("turns")
    turns, published = Turns(root, keeps=False), {}
    is_known = True
    for kind, *rest in steps:
        if kind == "edit":
            path, data, which = rest
            edit(getattr(turns, which), path, data)
            is_known = is_known and bool(published)  # where nothing was published it is taken for that
        elif kind == "lose":
            gone = {"folder": turns.folder, "donor": turns.donor, "indexes": indexes_of(turns.folder)}[rest[0]]
            shutil.rmtree(gone, ignore_errors=True)
            is_known = is_known and rest[0] == "folder"
        else:
            site, way, stop = rest
            before = {path: path.read_bytes() for path in turns.donor.rglob("*") if path.is_file()}
            tree = turns.tree()
            for path, data in list(site.items())[:stop]:
                say(tree, path, data, way, root / "source")
            assert {path: path.read_bytes() for path in before} == before
            if kind == "build":
                tree.finish()
                assert files(turns.folder) == site
                turns.swap()
                if is_known:
                    assert tree.changed == {path for path in site if published.get(path) != site[path]}
                published, is_known = site, True
    assert turns.told == []
