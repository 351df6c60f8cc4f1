"""A publish replaces the last one as a whole, or leaves it as it was."""

from pathlib import PurePath

import pytest
from publishing.build import Found, Result, manifest_of, previous_of, publish, swap
from writing.problems import Problem, general


def wrong(message: str, file: str = "a.md") -> Problem:
    """Return a problem on line 1 of a file."""
    return Problem(PurePath(file), 1, "code", message)


def writes(text: str, problems: list[str] | None = None):
    """Return a build that writes one page and its manifest, and finds these problems."""

    def build(tree):
        tree.write("index.html", text.encode())
        tree.write("sub/style.css", b"")
        manifest_of(tree.folder).write_text(f"manifest of {text}", encoding="utf-8")
        return Found(tuple(map(wrong, problems or ())))

    return build


@pytest.fixture
def places(tmp_path):
    """Return where a site is published: output, staging, manifest."""
    cache = tmp_path / ".cache"
    return tmp_path / "output", cache / "build", cache / "manifest.json"


def files(folder) -> dict[str, bytes]:
    """Return the bytes of each file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_first_publish(places):
    """Where nothing was published yet, the build is, and its manifest is kept beside it, not in it."""
    output, staging, manifest = places
    result = publish(writes("first"), output, staging, manifest)

    assert result.published
    assert files(output) == {"index.html": b"first", "sub/style.css": b""}
    assert manifest.read_text() == "manifest of first"
    assert not staging.exists()


def test_next_publish(places):
    """No file of the last site stays in output; the folder of that waits for the next build."""
    output, staging, manifest = places
    publish(lambda tree: (writes("first")(tree), tree.write("old.html", b""))[0], output, staging, manifest)
    result = publish(writes("second"), output, staging, manifest)

    assert files(output) == {"index.html": b"second", "sub/style.css": b""}
    assert files(staging) == {"index.html": b"first", "sub/style.css": b"", "old.html": b""}
    assert manifest.read_text() == "manifest of second"
    assert result.changed == {"index.html"}
    assert result.changed_pages == 1


def test_two_folders_take_turns(places):
    """A file that stays the same is written once a folder, and has one time stamp."""
    output, staging, manifest = places
    seen = set()
    for text in ("first", "second", "third", "fourth"):
        publish(writes(text), output, staging, manifest)
        known = (output / "sub" / "style.css").stat()
        seen.add((known.st_ino, known.st_mtime_ns))

    assert len({inode for inode, _ in seen}) == 2
    assert len({stamp for _, stamp in seen}) == 1


@pytest.mark.parametrize("stranger", ["thesis.doc", ".git/config"])
@pytest.mark.parametrize("published", [True, False])
def test_what_is_not_ours_stays(places, stranger, published):
    """A file that no publish has put into output stops it, is named, and stays."""
    output, staging, manifest = places
    if published:
        publish(writes("first"), output, staging, manifest)
    (output / stranger).parent.mkdir(parents=True, exist_ok=True)
    (output / stranger).write_text("mine", encoding="utf-8")
    result = publish(writes("second"), output, staging, manifest)

    assert not result.published
    assert stranger.partition("/")[0] in result.problems[0].message
    assert (output / stranger).read_text() == "mine"


def test_what_systems_leave_is_in_nobodys_way(places):
    """A look into the folder must not stop the next publish."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    (output / ".DS_Store").touch()

    assert publish(writes("second"), output, staging, manifest).published


def test_what_is_left_of_a_build_is_not_published(places):
    """What an interrupted build has left behind is gone when the next is published."""
    output, staging, manifest = places
    (staging / "sub").mkdir(parents=True)
    (staging / "left-over.html").touch()
    publish(writes("new"), output, staging, manifest)

    assert files(output) == {"index.html": b"new", "sub/style.css": b""}


def test_problems_leave_the_last_site_as_it_was(places):
    """Nothing of a build with problems is published: neither the pages nor the manifest."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    before, inode = files(output), output.stat().st_ino
    result = publish(writes("second", ["wrong"]), output, staging, manifest)

    assert not result.published
    assert files(output) == before
    assert output.stat().st_ino == inode
    assert manifest.read_text() == "manifest of first"


def test_problems_publish_no_first_site(places):
    """Where nothing was published yet, there is nothing after a build with problems either."""
    output, staging, manifest = places
    publish(writes("first", ["wrong"]), output, staging, manifest)

    assert not output.exists()
    assert not manifest.exists()


def test_each_problem_is_told_once(places):
    """A problem that was found twice is one; they come in the order in which they were found."""
    result = publish(writes("x", ["b", "a", "b", "c", "a"]), *places)

    assert [problem.message for problem in result.problems] == ["b", "a", "c"]


def test_advice_stops_nothing(places):
    """What could be better is told, each once, and published all the same."""

    def build(tree):
        manifest_of(tree.folder).touch()
        return Found(advice=tuple(map(wrong, "aba")))

    result = publish(build, *places)

    assert result.published
    assert [piece.message for piece in result.advice] == ["a", "b"]


def test_a_crashing_build_leaves_the_last_site_as_it_was(places):
    """An error that the build did not catch reaches the caller, and no reader."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    before = files(output)

    def crashes(tree):
        tree.write("half.html", b"")
        raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        publish(crashes, output, staging, manifest)

    assert files(output) == before
    assert manifest.read_text() == "manifest of first"
    publish(writes("second"), output, staging, manifest)
    assert files(output) == {"index.html": b"second", "sub/style.css": b""}


def test_a_swap_that_fails_restores_the_last_site(places):
    """When the new site cannot be put in its place, the last one is back there."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    before = files(output)

    with pytest.raises(FileNotFoundError):
        swap(staging, output, manifest)  # there is no new site

    assert files(output) == before


def test_a_swap_that_fails_publishes_nothing(places):
    """The manifest tells of what is published: it stays when the swap fails."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    before = files(output)

    def loses_its_folder(tree):
        manifest_of(tree.folder).write_text("manifest of nothing", encoding="utf-8")
        tree.folder.rmdir()
        return Found()

    with pytest.raises(FileNotFoundError):
        publish(loses_its_folder, output, staging, manifest)

    assert files(output) == before
    assert manifest.read_text() == "manifest of first"


def test_a_swap_that_was_interrupted_is_put_right_by_the_next(places):
    """A machine that stopped between the two renames leaves no output; the next publish makes it."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    output.rename(staging.with_name("build.previous"))
    publish(writes("second"), output, staging, manifest)

    assert files(output) == {"index.html": b"second", "sub/style.css": b""}
    assert files(staging) == {"index.html": b"first", "sub/style.css": b""}
    assert not previous_of(staging).exists()


def test_a_swap_that_was_interrupted_at_its_end_is_put_right_by_the_next(places):
    """A machine that stopped when the new site was there leaves the one before it aside; it is the next's folder."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    publish(writes("second"), output, staging, manifest)
    staging.rename(previous_of(staging))
    publish(writes("third"), output, staging, manifest)

    assert files(output) == {"index.html": b"third", "sub/style.css": b""}
    assert files(staging) == {"index.html": b"second", "sub/style.css": b""}
    assert not previous_of(staging).exists()


def test_a_killed_swap_is_undone_even_by_a_broken_build(places):
    """Between the two renames there is no output; the next publish brings the last site back, whatever it builds."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    output.rename(staging.with_name("build.previous"))
    publish(lambda _: Found((wrong("a problem"),)), output, staging, manifest)

    assert files(output) == {"index.html": b"first", "sub/style.css": b""}


def test_an_interrupted_swap_loses_no_site(places):
    """After such a stop the last site is still there for a publish that has problems."""
    output, staging, manifest = places
    publish(writes("first"), output, staging, manifest)
    before = files(output)
    output.rename(staging.with_name("build.previous"))
    publish(writes("second", ["wrong"]), output, staging, manifest)

    assert files(output if output.exists() else staging.with_name("build.previous")) == before


@pytest.mark.parametrize(
    ("pages", "problems", "summary"),
    [
        # published
        (2, (), "2 pages in {}/"),
        (1, (), "1 page in {}/"),
        # not published
        (1, (wrong("a"),), "1 error in 1 file; nothing was published; {}/ is as it was"),
        (1, (wrong("a"), wrong("b")), "2 errors in 1 file; nothing was published; {}/ is as it was"),
        (
            1,
            (wrong("a"), wrong("b", "b.md")),
            "2 errors in 2 files; nothing was published; {}/ is as it was",
        ),
        (1, (general("build", "a"),), "1 error; nothing was published; {}/ is as it was"),
        (0, (wrong("a"),), "1 error in 1 file; nothing was published; there is no {}/ yet"),
    ],
)
def test_summary(tmp_path, pages, problems, summary):
    """The closing line says what was published, or why nothing was and what readers see now."""
    output = tmp_path / "output"
    if pages:
        output.mkdir()

    assert Result(problems, (), output, pages).summary() == summary.format(output)
