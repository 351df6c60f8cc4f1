"""Whatever stops a publish, readers keep a whole site: kills at any moment, a full disk, folders closed to writing."""

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from commands import Started, environment
from factories import BLOG, ROOT, TEST_SITE
from PIL import Image
from publishing.build import Found, previous_of, publish
from publishing.inventory import known, record, strangers
from publishing.tree import Tree
from reuse.store import FILE
from writing.problems import general

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, modes and limits are those of POSIX")

# Three, so that what a kill leaves behind is never the site that the next publish builds.
EDITIONS = ("first", "second", "third")
POST = "Title: The {0} edition\nDate: 2026-01-01\nCategory: First topic\nSummary: The least.\n\nText of the {0}.\n"
# A drawing goes with the last page that names it, so that a site depends on its content and on no earlier publish.
SETTINGS = f"""\
import os, sys
sys.path[:0] = [{str(TEST_SITE.parent)!r}]
from bare import *
PATH = os.environ["EDITION"]
CARD_DAYS = -1
"""
RUN = "import runpy; runpy.run_module('publishing', run_name='__main__', alter_sys=True)"
NO_MORE_THAN = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"
# What a publish writes in the cache when all pages are there, and when all that is left to do is the swap.
WRITTEN, SWAPPING = "build.manifest.json", "build.index"
# Root may write everywhere; without these it is bound to modes as everybody is.
POWER = "-dac_override,-dac_read_search"
WITHOUT_POWER = ["setpriv", f"--bounding-set={POWER}", f"--inh-caps={POWER}"]

Process = subprocess.Popen[str] | Started


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def told(manifest: Path) -> dict:
    """Return what a manifest says, without the days of its drawings: a test may run at midnight."""
    found = json.loads(manifest.read_text(encoding="utf-8"))
    return {**found, "drawings": sorted(found["drawings"])}


@dataclass(frozen=True)
class Edition:
    """What a publish that nobody disturbs makes."""

    files: dict[str, bytes]
    manifest: dict
    largest: int


@dataclass(frozen=True)
class Project:
    """A tiny site in three editions, of which the first is published.

    Attributes:
        seconds: what a publish takes.
    """

    folder: Path
    editions: dict[str, Edition]
    seconds: float = 0

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache"

    @property
    def manifest(self) -> Path:
        return self.cache / "manifest.json"

    def start(
        self,
        edition: str,
        *before: str,
        output: str = "output",
        prefix: tuple[str, ...] | list[str] = (),
        **changes: str,
    ) -> Process:
        """Start the command behind `make html` as a group of processes of its own, after some lines of Python."""
        arguments = ("html", "--settings", "settings.py", "--output", output)
        changes = {"SITEURL": BLOG, "EDITION": edition, **changes}
        if not before and not prefix:
            return Started("publishing", *arguments, cwd=self.folder, **changes)
        code = ["-c", "\n".join([*before, RUN])] if before else ["-m", "publishing"]
        return subprocess.Popen(
            [*prefix, sys.executable, *code, *arguments],
            cwd=self.folder,
            env=environment(**changes),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def publish(self, edition: str, *before: str, **options) -> tuple[int, str]:
        """Publish to the end; return the exit code and what was told on standard error."""
        process = self.start(edition, *before, **options)
        errors = process.communicate()[1]
        return process.returncode, errors

    def published(self) -> str | None:
        """Return which edition is published, None where there is no site; fails when it is no whole one."""
        return self.edition_in(self.output) if self.output.exists() else None

    def edition_in(self, folder: Path) -> str:
        """Return which edition a folder holds, byte for byte; fails when it is no whole one."""
        found = files(folder)
        for name, edition in self.editions.items():
            if found == edition.files:
                return name
        wrong = {
            name: sorted(path for path in found.keys() | edition.files if found.get(path) != edition.files.get(path))
            for name, edition in self.editions.items()
        }
        pytest.fail(f"{folder.name} is no whole site; missing, strange or different: {min(wrong.values(), key=len)}")

    def described(self) -> str:
        """Return which edition the manifest tells of; fails when it is not JSON or tells of none."""
        found = told(self.manifest)
        return next(name for name, edition in self.editions.items() if found == edition.manifest)

    def check_drawings(self) -> None:
        """Fail when a picture that is kept for the next publish is not whole."""
        known = {path: data for edition in self.editions.values() for path, data in edition.files.items()}
        kept = files(self.cache / "drawings")
        assert {path: data for path, data in kept.items() if path.endswith(".png")}.items() <= known.items()

    def check_publishes(self, edition: str) -> None:
        """Fail when a publish that nobody disturbs does not make exactly this edition, and clear what was left."""
        code, errors = self.publish(edition)
        assert (code, errors) == (0, "")
        assert (self.published(), self.described()) == (edition, edition)
        assert {path.name for path in self.cache.glob("build*")} <= {"build", "build.index"}


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Project:
    """Return the project, each edition of which was published once."""
    folder, content = tmp_path_factory.mktemp("project"), TEST_SITE.parent / "content"
    for name in EDITIONS:
        for part in ("images",):
            shutil.copytree(content / part, folder / name / part)
        for part in ("topics/first-topic.md", "authors/ada-team.md"):
            (folder / name / part).parent.mkdir()
            shutil.copy(content / part, folder / name / part)
        (folder / name / "posts").mkdir()
        (folder / name / "posts" / "plain.md").write_text(POST.format(name), encoding="utf-8")
        (folder / name / "home.md").write_text("Title: Home\nSummary: Of tests.\n\nWords.\n", encoding="utf-8")
    (folder / "settings.py").write_text(SETTINGS, encoding="utf-8")
    found = {}
    for name in (*EDITIONS, "first"):
        project, begin = Project(folder, found), time.perf_counter()
        process = project.start(name)
        errors = process.communicate()[1]
        end = time.perf_counter()
        assert process.returncode == 0, errors
        written = files(project.output)
        largest = max(project.manifest.stat().st_size, *map(len, written.values()))
        found[name] = Edition(written, told(project.manifest), largest)
    return Project(folder, found, seconds=end - begin)


@pytest.fixture
def project(reference, tmp_path) -> Project:
    """Return a copy of the project, so that each test may break it."""
    return replace(reference, folder=Path(shutil.copytree(reference.folder, tmp_path / "site")))


def test_editions_differ(reference):
    """Pages and pictures tell them apart: what follows could not fail if they were alike."""
    first, second, third = (reference.editions[name] for name in EDITIONS)

    assert first.files.keys() != second.files.keys()
    assert len({edition.files["plain/index.html"] for edition in (first, second, third)}) == len(EDITIONS)
    for path, data in second.files.items():
        if path.startswith("cards/"):
            with Image.open(io.BytesIO(data)) as image:
                image.load()  # which a picture that is cut short does not survive


# Killed


def kill(process: Process, number: int) -> int:
    """Signal a process and all that it started; return its exit code once it is gone."""
    if process.poll() is None:
        os.killpg(process.pid, number)
    process.communicate()
    return process.returncode


def wait_for(process: Process, is_reached: Callable[[], bool]) -> None:
    """Wait until a process has come so far, or has ended."""
    while process.poll() is None:
        for _ in range(20):  # to ask a process costs more than to look at a file, and would slow it down
            if is_reached():
                return
            time.sleep(0.0005)


def changed(file: Path) -> Callable[[], bool]:
    """Return what tells whether a file or folder is another than now."""

    def stamp() -> tuple[int, int] | None:
        try:
            found = file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    before = stamp()
    return lambda: stamp() not in (before, None)


def check_after_a_kill(project: Project, old: str, new: str, described: str) -> str | None:
    """Return which edition is published after a kill; fails when anything is half, or neither as it was nor new."""
    found = project.published()
    if found is None:  # between the two renames: the next publish brings it back
        assert project.edition_in(previous_of(project.cache / "build")) == old
    assert found in (old, new, None)
    assert project.described() in (described, new)
    project.check_drawings()
    return found


class Kills:
    """Publishes one edition after the other, each of them killed.

    Attributes:
        old: the edition that is published.
        found: how often the old site was found after a kill, the new one, or none.
        killed: how often a publish was not over before it could be killed.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.old = "first"
        self.found: Counter[str] = Counter()
        self.killed = 0

    def kill(self, seconds: float, reached: str = "") -> str:
        """Kill a publish so long after its start, or after it wrote a file of the cache; return whose site is there."""
        project, old, rounds = self.project, self.old, self.found.total()
        new = EDITIONS[(EDITIONS.index(old) + 1 + rounds % 2) % len(EDITIONS)]
        if rounds % 5 == 0:  # the fonts, too, are unpacked again, and perhaps halfway
            shutil.rmtree(project.cache / "fonts", ignore_errors=True)
        is_reached, described = changed(project.cache / reached), project.described()
        process = project.start(new)
        if reached:
            wait_for(process, is_reached)
        time.sleep(seconds)
        self.killed += kill(process, signal.SIGKILL) == -signal.SIGKILL
        left = check_after_a_kill(project, old, new, described)
        found = {old: "old", new: "new", None: "none"}[left]
        self.found[found] += 1
        if left is None or rounds % 10 == 0:
            project.check_publishes(new)
            left = new
        self.old = left
        return found


def test_killed_at_any_moment(project):
    """At 20 moments from the first to the last: the old site is whole or the new one is, and so is all that is kept."""
    chance = random.Random(1)  # noqa: S311 (chance, no secret)
    kills, parts, seconds = Kills(project), chance.sample(range(20), 20), project.seconds
    while (done := kills.killed) < 20:
        kills.kill(seconds * (parts[done] + chance.random()) / 20)
        if kills.killed == done:  # the machine is less busy than it was
            seconds *= 0.9

    assert kills.found["old"] >= 10
    project.check_publishes("third" if kills.old != "third" else "first")


def test_killed_while_the_site_is_swapped(project):
    """The same at 6 moments and more around the swap, which takes a thousandth of the time: found by trying."""
    chance = random.Random(2)  # noqa: S311 (chance, no secret)
    kills, aim = Kills(project), 0.01
    while kills.killed < 6 or not kills.found["new"] or not kills.found["old"] + kills.found["none"]:
        assert kills.killed < 60
        found = kills.kill(aim * chance.uniform(0.7, 1.3), SWAPPING)
        aim *= {"old": 1.5, "none": 1, "new": 1 / 1.5}[found]

    project.check_publishes("third" if kills.old != "third" else "first")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("is_written", [False, True])
def test_stopped(project, number, is_written):
    """Ctrl-C or the machine going down is as harmless as a kill, while pages are written and when they are."""
    is_reached = changed(project.cache / WRITTEN)
    process = project.start("second")
    if is_written:
        wait_for(process, is_reached)
    else:
        time.sleep(project.seconds / 2)

    assert kill(process, number) != 0
    check_after_a_kill(project, "first", "second", described="first")
    project.check_publishes("third")


# Killed, or failing, at each step of a publish with a build of our own

FILES = 40
MANY = f"""
import json, os, signal, sys, time
from pathlib import Path
from publishing.build import Found, manifest_of, publish

root = Path(sys.argv[1])

def publish_number(number):
    def build(tree):
        for file in range({FILES}):
            tree.write(f"{{file % 10}}/{{file}}.html", f"{{number}}\\n".encode() * 100)
        manifest_of(tree.folder).write_text(json.dumps([number] * 500))
        return Found()

    publish(build, root / "output", root / ".cache" / "build", root / ".cache" / "manifest.json")

for line in sys.stdin:
    number, microseconds = map(int, line.split())
    if not microseconds:
        publish_number(number)
    elif child := os.fork():
        time.sleep(microseconds / 1_000_000)
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    else:
        while True:
            publish_number(number)
            number += 1
    print("done", flush=True)
"""


def number_in(folder: Path) -> int:
    """Return which number a published folder holds; fails when it is not whole."""
    found = files(folder)
    assert len(found) == FILES
    (text,) = set(found.values())
    numbers = text.split()
    assert len(numbers) == 100
    (number,) = set(numbers)
    return int(number)


def test_killed_many_times(tmp_path):
    """At 40 moments of publishing over and over, all files are of the same publish, and no manifest is half."""
    output, cache = tmp_path / "output", tmp_path / ".cache"
    chance = random.Random(3)  # noqa: S311 (chance, no secret)
    command = [sys.executable, "-c", MANY, str(tmp_path)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    last = described = 0
    with subprocess.Popen(command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:

        def serve(number: int, seconds: float) -> None:
            """Publish this number and then the next ones until so much time has passed; 0: this number alone."""
            print(number, round(seconds * 1_000_000), file=server.stdin, flush=True)
            assert server.stdout.readline() == "done\n"

        serve(-1, 0)
        begin = time.perf_counter()
        serve(0, 0)
        seconds = time.perf_counter() - begin
        for _ in range(40):
            serve(last + 1, chance.uniform(0.0001, 2 * seconds))
            number = number_in(output if output.exists() else previous_of(cache / "build"))
            before = described
            (described,) = set(json.loads((cache / "manifest.json").read_text(encoding="utf-8")))

            assert number >= last
            assert described in (before, number - 1, number)
            seconds *= 0.9 if number > last else 1.1  # however busy the machine is: some come so far, and some do not
            last = number
        serve(last + 1, 0)

    assert number_in(output) == last + 1
    assert {path.name for path in cache.iterdir()} == {"build", "build.index", "manifest.json", "output.files"}
    assert strangers(output, known(cache / "output.files")) == []
    assert last > 3  # it was not always killed before it had published anything


STEP = """
import errno, os, sys
from pathlib import Path
from publishing.build import Found, manifest_of, publish

root, step, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
steps = 0

def writes(event, arguments):
    if event == "open":
        return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
    return event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir")

def hook(event, arguments):
    global steps
    if writes(event, arguments):
        steps += 1
        if steps == step and way == "killed":
            os._exit(9)
        if steps == step or (steps > step and way == "fails from there on"):
            raise OSError(errno.ENOSPC, "No space left on device", str(arguments[0]))

def build(tree):
    for name in ("index.html", "sub/a.css", "sub/b.css"):
        tree.write(name, b"new")
    manifest_of(tree.folder).write_text("new")
    return Found()

sys.addaudithook(hook)
try:
    publish(build, root / "output", root / ".cache" / "build", root / ".cache" / "manifest.json")
except OSError as error:
    sys.exit(1)
sys.exit(0 if steps >= step else 7)
"""
PUBLISHED, FAILED, OVER, KILLED = 0, 1, 7, 9  # exit codes
SITE = ("index.html", "sub/a.css", "sub/b.css")


def stop_at(root: Path, step: int, way: str) -> int:
    """Publish "new" over "old" with a step that writes to the disk killed or failing; return the exit code."""
    (root / "output" / "sub").mkdir(parents=True)
    (root / ".cache").mkdir()
    for name in (*(f"output/{name}" for name in SITE), ".cache/manifest.json"):
        (root / name).write_text("old", encoding="utf-8")
    record(root / ".cache" / "output.files", SITE)
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", STEP, str(root), str(step), way]
    return subprocess.run(command, env=variables, check=False).returncode


def text_in(folder: Path) -> str | None:
    """Return the text of every file of a site, None where there is no site; fails when it is not whole."""
    if not folder.exists():
        return None
    found = files(folder)
    assert found.keys() == set(SITE)
    (text,) = set(found.values())
    return text.decode()


def each_step(folder: Path, way: str):
    """Yield a folder for every step of a publish that writes to the disk, stopped at that step, and its exit code."""
    step = 0
    while (code := stop_at(folder / str(step), step + 1, way)) != OVER:
        yield folder / str(step), code
        step += 1
    assert step > 10


def broken(_: Tree) -> Found:
    """Build nothing, with a problem."""
    return Found((general("build", "a problem"),))


@pytest.mark.parametrize("way", ["killed", "fails", "fails from there on"])
def test_stopped_at_each_step(tmp_path, way):
    """Whichever step is the last or goes wrong: nothing is half, a failure left all as it was, the next mends it."""
    wrong = []
    for step, (root, code) in enumerate(each_step(tmp_path, way), 1):
        output, staging, manifest = root / "output", root / ".cache" / "build", root / ".cache" / "manifest.json"
        site, described = text_in(output), manifest.read_text(encoding="utf-8")
        whole = site or text_in(previous_of(staging))
        expected = {
            PUBLISHED: [("new", "new")],
            # Where nothing works any more, the manifest cannot follow, nor the swap be undone.
            FAILED: [("old", "old"), *([("new", "old")] if way == "fails from there on" else [])],
            KILLED: [("old", "old"), ("new", "old"), ("new", "new")],
        }
        strange = strangers(output, known(root / ".cache" / "output.files"))
        if (whole, described) not in expected[code] or strange:
            wrong.append((step, code, site, described))
        publish(broken, output, staging, manifest)
        assert text_in(output) == whole

    assert wrong == []


def test_a_half_site_is_never_brought_back(tmp_path):
    """Killed while the old site was being removed: it is no replacement for a new one that somebody deletes."""
    wrong = []
    for step, (root, _) in enumerate(each_step(tmp_path, "killed"), 1):
        output, staging = root / "output", root / ".cache" / "build"
        if text_in(output) == "new":
            shutil.rmtree(output)
            publish(broken, output, staging, root / ".cache" / "manifest.json")
            found = files(output)
            if len(found) not in (0, 3):
                wrong.append((step, sorted(found)))

    assert wrong == []


# A full disk


@pytest.mark.parametrize(
    "room_for",
    [
        pytest.param(lambda _: 0, id="none"),
        pytest.param(lambda _: 1_000, id="1 kB"),
        pytest.param(lambda _: 10_000, id="10 kB"),
        pytest.param(lambda largest: largest - 1, id="a byte too little"),
        pytest.param(lambda largest: largest, id="just enough"),
        pytest.param(lambda _: 100_000, id="100 kB"),
    ],
)
def test_no_room(project, room_for):
    """Where the largest file has no room, this is told and nothing is touched; where it has, the site is published."""
    largest = project.editions["second"].largest
    room = room_for(largest)
    # Python itself would keep halves of compiled modules.
    code, errors = project.publish("second", NO_MORE_THAN.format(room), PYTHONDONTWRITEBYTECODE="1")

    if room >= largest:
        # What is kept for the next build may be larger than any page: it is thrown away then.
        assert (code, [line for line in errors.splitlines() if FILE not in line]) == (0, [])
        assert (project.published(), project.described()) == ("second", "second")
    else:
        assert code != 0
        assert "File too large" in errors
        assert "Traceback" not in errors
        assert (project.published(), project.described()) == ("first", "first")
    project.check_drawings()


# Closed to writing


@pytest.fixture
def bound_to_modes() -> list[str]:
    """Return what makes a command heed the modes of folders; skips where root cannot be made to."""
    if os.geteuid() != 0:
        return []
    if (
        not shutil.which("setpriv")
        or subprocess.run([*WITHOUT_POWER, "true"], check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip("root ignores the modes of folders, and setpriv cannot keep it from that here")
    return WITHOUT_POWER


def check_all_or_nothing(project: Project, old: str, new: str, named: str, **options) -> str:
    """Publish and return what is published; fails unless all is as told: the new site, or an error and the old one."""
    code, errors = project.publish(new, **options)
    found = old if code else new
    assert "Traceback" not in errors
    assert (named in errors) == bool(code)
    assert (project.published(), project.described()) == (found, found)
    return found


@pytest.mark.parametrize(("closed", "named"), [(".", "output"), ("output", "output"), (".cache", ".cache")])
def test_a_folder_closed_to_writing(project, bound_to_modes, closed, named):
    """It is named, nothing is touched, and once it is open again all is well."""
    folder = project.folder / closed
    folder.chmod(0o555)
    found = check_all_or_nothing(project, "first", "second", named, prefix=bound_to_modes)
    folder.chmod(0o755)

    assert found == "first"
    project.check_publishes("third")


@pytest.mark.parametrize(("closed", "named"), [(".cache/build", ".cache/build"), ("output/theme", ".cache/build")])
def test_a_folder_that_cannot_be_removed(project, bound_to_modes, closed, named):
    """What was left of an interrupted publish, or a part of the last site: all is published or nothing, and told so."""
    folder = project.folder / closed
    if not folder.exists():
        folder.mkdir()
        (folder / "left.html").touch()
    folder.chmod(0o555)
    found = check_all_or_nothing(project, "first", "second", named, prefix=bound_to_modes)
    check_all_or_nothing(project, found, "third", named, prefix=bound_to_modes)
    for left in project.folder.rglob("*"):
        if left.is_dir():
            left.chmod(0o755)
    project.check_publishes("first")


@pytest.mark.parametrize(
    ("place", "named"),
    [
        (".cache", ".cache"),
        (".cache/drawings", ".cache/drawings"),
        (".cache/fonts", ".cache/fonts"),
        ("output", "output"),
    ],
)
def test_a_file_in_the_place_of_a_folder(project, place, named):
    """It is named and stays, and so does all else; once it is gone, all is well."""
    aside, file = project.folder / "aside", project.folder / place
    file.rename(aside)
    file.write_text("mine", encoding="utf-8")
    code, errors = project.publish("second")

    assert code != 0
    assert named in errors
    assert "Traceback" not in errors
    assert file.is_file()
    assert file.read_text(encoding="utf-8") == "mine"
    file.unlink()
    aside.rename(file)
    assert (project.published(), project.described()) == ("first", "first")
    project.check_publishes("third")


def test_a_folder_in_the_place_of_the_manifest(project):
    """It is named, and the site stays as it was: site and manifest are published together or not at all."""
    project.manifest.rename(project.folder / "aside")
    project.manifest.mkdir()
    code, errors = project.publish("second")

    assert code != 0
    assert ".cache/manifest.json" in errors
    assert "Traceback" not in errors
    assert project.published() == "first"
    project.manifest.rmdir()
    project.check_publishes("third")


def test_an_output_below_a_file(project):
    """The folder that cannot be made is named."""
    (project.folder / "file").touch()
    code, errors = project.publish("second", output="file/output")

    assert code != 0
    assert "file/" in errors
    assert "Traceback" not in errors


def test_debug_shows_where_it_failed(project):
    """With DEBUG=1 the traceback is wanted."""
    shutil.rmtree(project.cache)
    project.cache.touch()
    code, errors = project.publish("second", DEBUG="1")

    assert code != 0
    assert "Traceback" in errors


# Two at once


@pytest.mark.parametrize("later", [0, 0.1, 0.8])
def test_two_at_once(project, later):
    """Two publishes into one folder: one of the two sites is there, whole; a publish that gave way says so."""
    one = project.start("second")
    time.sleep(later * project.seconds)
    other = project.start("third")
    errors = [process.communicate()[1] for process in (one, other)]
    codes = [one.returncode, other.returncode]

    assert project.published() in ("second", "third")
    assert project.published() == project.described()
    assert 0 in codes
    assert all((code == 0) == (text == "") for code, text in zip(codes, errors, strict=True))
    assert not any("Traceback" in text for text in errors)
    project.check_publishes("first")
