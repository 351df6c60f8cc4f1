"""`make clean` removes what was built, and never anything else."""

import os
import shutil
import subprocess
import sys
from errno import EACCES
from pathlib import Path

import pytest
from factories import ROOT
from publishing.clean import main
from publishing.inventory import record

BUILT = {
    "output": ("index.html", "about/index.html", "images/a.png", "empty/"),
    "cards": ("index.html", "index.png", "my-post/pin-1000x1500.png"),
}
CACHES = (
    *(".cache/drawings/a.png", ".cache/output.manifest.json", ".pytest_cache/README.md", ".mypy_cache/a.json"),
    *(".ruff_cache/a", ".hypothesis/a", "plugins/__pycache__/a.pyc", "plugins/social/card/__pycache__/a.pyc"),
    "tests/__pycache__/a.pyc",
)
OURS = (
    "content/posts/a.md",
    "plugins/social/card/text.py",
    "tests/conftest.py",
    ".venv/lib/__pycache__/a.pyc",
    "Makefile",
)


def fill(folder: Path, *paths: str) -> None:
    """Make these files in a folder, and a folder of each path with a slash at its end."""
    for path in paths:
        file = folder / path
        (file if path.endswith("/") else file.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            file.write_text(path, encoding="utf-8")


def paths(folder: Path) -> set[str]:
    """Return everything in a folder, folders with a slash at the end."""
    found = (Path(at, name) for at, folders, files in os.walk(folder) for name in (*folders, *files))
    return {f"{path.relative_to(folder).as_posix()}{'/' * path.is_dir()}" for path in found}


@pytest.fixture
def project(tmp_path) -> Path:
    """Return a project in which everything was built."""
    folder = tmp_path / "project"
    fill(folder, *OURS, *CACHES, *(f"{name}/{path}" for name, built in BUILT.items() for path in built))
    for name, built in BUILT.items():
        record(folder / ".cache" / f"{name}.files", built)
    return folder


def clean(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the command behind `make clean`, without any package that is installed."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-S", "-m", "publishing.clean"]
    return subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True, check=False)


def check_clean(project: Path, told: str = "", kept: tuple[str, ...] = ()) -> None:
    """Fail unless all that was built is gone, these paths of somebody else are there, and that is told."""
    before = {path: (project / path).read_bytes() for path in (*OURS, *kept)}
    result = clean(project)

    assert (result.returncode, result.stdout, result.stderr) == (0, told, "")
    assert {path: (project / path).read_bytes() for path in before} == before
    expected = {parent.as_posix() + "/" for path in before for parent in Path(path).parents if parent.name}
    assert paths(project) == {*before, *expected}


def test_what_was_built_is_removed(project):
    """Site, cards, caches and compiled modules go, and nothing is said; a second clean finds nothing."""
    check_clean(project)
    check_clean(project)


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        (("output/thesis.doc",), "output/thesis.doc was not built here and stays\n"),
        (
            ("output/about/notes.txt", "cards/a.psd"),
            "output/about/notes.txt was not built here and stays\ncards/a.psd was not built here and stays\n",
        ),
        (("output/.git/config", "output/.git/refs/tags/v1"), "output/.git/ was not built here and stays\n"),
        (("output/a", "output/b"), "output/a and output/b were not built here and stay\n"),
        (("output/a", "output/b", "output/c"), "output/a, output/b and output/c were not built here and stay\n"),
        (
            tuple(f"output/{name}" for name in "abcde"),
            "output/a, output/b, output/c and 2 more were not built here and stay\n",
        ),
        (("cards/mine/a.png",), "cards/mine/ was not built here and stays\n"),
    ],
)
def test_what_was_not_built_stays(project, mine, told):
    """Files of somebody else stay, byte for byte, and are named in one line a folder."""
    fill(project, *mine)

    check_clean(project, told, mine)


def test_a_folder_of_somebody_else_stays_though_it_is_empty(project):
    """A repository without a tag has such folders, and is none without them."""
    fill(project, "output/refs/tags/")
    result = clean(project)

    assert result.stdout == "output/refs/ was not built here and stays\n"
    assert (project / "output/refs/tags").is_dir()


def test_what_systems_leave_keeps_no_folder(project):
    """A folder that was looked at goes as any other."""
    fill(project, "output/.DS_Store", "output/about/Thumbs.db", "cards/desktop.ini")

    check_clean(project)


@pytest.mark.parametrize("name", ["output", "cards"])
def test_a_folder_without_inventory_stays(project, name):
    """Nobody knows what in it was built: it stays as a whole, and is named."""
    (project / ".cache" / f"{name}.files").unlink()
    before = paths(project / name)
    result = clean(project)

    assert result.stdout == f"{name}/ stays: .cache/{name}.files, the list of what was built in it, is not there\n"
    assert paths(project / name) == before


def test_what_took_the_place_of_something_built_stays(project):
    """A folder under the name of a file that was built is somebody's own."""
    (project / "output/index.html").unlink()
    fill(project, "output/index.html/mine.txt")

    check_clean(project, "output/index.html/ was not built here and stays\n", ("output/index.html/mine.txt",))


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
class TestLinks:
    """Through a link only what was built behind it is removed."""

    @pytest.fixture
    def outside(self, tmp_path) -> Path:
        """Return a folder elsewhere, with a file of the same name as one that was built."""
        folder = tmp_path / "outside"
        fill(folder, "index.html", "mine.txt")
        return folder

    def test_the_site_behind_a_link(self, project, outside):
        """An output/ that is a link loses what was built in it; the link and all else behind it stay."""
        shutil.rmtree(project / "output")
        (project / "output").symlink_to(outside)
        result = clean(project)

        assert result.stdout == "output/mine.txt was not built here and stays\n"
        assert paths(outside) == {"mine.txt"}
        assert (project / "output").is_symlink()

    def test_a_link_without_inventory(self, project, outside):
        """Nothing behind it is touched."""
        shutil.rmtree(project / "output")
        (project / "output").symlink_to(outside)
        (project / ".cache/output.files").unlink()
        before = paths(outside)

        assert clean(project).returncode == 0
        assert paths(outside) == before

    @pytest.mark.parametrize("place", ["output/about", "output/empty", "cards/my-post"])
    def test_a_link_in_the_place_of_a_folder(self, project, outside, place):
        """Paths that were recorded are not followed through it."""
        shutil.rmtree(project / place)
        (project / place).symlink_to(outside)
        before = paths(outside)

        assert clean(project).stdout == f"{place} was not built here and stays\n"
        assert paths(outside) == before

    @pytest.mark.parametrize("place", [".cache", ".pytest_cache", "plugins/__pycache__", ".cache/drawings"])
    def test_a_cache_behind_a_link(self, project, outside, place):
        """The link goes, what it leads to stays."""
        shutil.rmtree(project / place)
        (project / place).symlink_to(outside)
        before = paths(outside)

        assert clean(project).returncode == 0
        assert not (project / place).is_symlink()
        assert paths(outside) == before


def test_what_cannot_be_removed_is_named(project, monkeypatch, capsys):
    """The inventories are kept, so that the next clean ends what this one began."""

    def refuse(path: Path) -> None:
        raise PermissionError(EACCES, "Permission denied", str(path))

    monkeypatch.chdir(project)
    with monkeypatch.context() as closed:
        closed.setattr(Path, "unlink", refuse)
        assert main() == 1
    assert capsys.readouterr() == ("", f"{Path('output/about/index.html')} cannot be removed: Permission denied\n")
    check_clean(project)
