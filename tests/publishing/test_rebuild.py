"""What a publish takes over from others changes nothing: whatever was edited, each makes what a first one would make.

Projects are edited at random, and after each edit what `make html` makes of them is held against a build with nothing
to go back to. `REBUILD_SEEDS=100-120` in the environment tries other edits than the usual ones.
"""

import itertools
import json
import os
import re
import shutil
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import unified_diff
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from random import Random

import pytest
from edits import EDITS, MISTAKES, Edit, Site, made, write_a_sentence
from factories import Built

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the clock is stopped in forked processes alone")

USUAL = range(1, 9)
FIRST, LAST = map(int, os.environ.get("REBUILD_SEEDS", f"{USUAL[0]}-{USUAL[-1]}").split("-"))
SEEDS = range(FIRST, LAST + 1)
EDITS_EACH, MISTAKES_EACH, STEPS = 9, 2, 25  # all edits and 200 steps with the usual seeds
TURNS = 0.6  # how likely an edit is taken back, and made once more: a clean build of what comes then is known
# Files that are named by a hash of all that makes them; the first build that needs one draws it.
DRAWN = ("drawings", "pictures", "fonts", "icons", "templates")
PICTURES = (".png", ".svg", "settings.py")
State = tuple[dict[str, bytes], dict[str, str]]
DAY = re.compile(rb"\b2020-\d\d-\d\d")
TEXT = (".html", ".xml", ".json", ".txt", ".css", ".js", ".map", ".conf", "_headers", "_redirects")


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@dataclass(frozen=True)
class Outcome:
    """What came of a publish: its exit code, what it told, and the site; None where nothing was published."""

    code: int
    told: dict
    site: dict[str, bytes] | None


def outcome(site: Site, under: str = "") -> Outcome:
    """Publish to the end, into a folder of the project."""
    process = site.publish(under)
    out, errors = process.communicate()
    assert out.startswith("{"), out + errors  # a crash
    told = json.loads(out.replace(f"{site.folder}/", "").replace("clean/", ""))
    told = {name: told[name] for name in ("published", "problems")} | {"summary": told["summary"].partition(";")[0]}
    return Outcome(process.returncode, told, None if process.returncode else files(site.folder / under / "output"))


@dataclass
class Trial:
    """A project that is edited, and what clean builds of it have made so far.

    Attributes:
        state: what people have made of it so far.
        steps: what was done to it, in words.
        published: what is in its output folder.
    """

    seed: int
    site: Site
    state: State
    published: dict[str, bytes] | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, Outcome] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    failed: int = 0

    def do(self, change: Edit) -> None:
        """Edit the project and hold what is made of it against a clean build; take the edit back now and then."""
        before = self.state
        change(self.site)
        self.look(change.__name__)
        is_good = self.check()
        assert not (is_good and change in MISTAKES), self.report("a mistake was published")
        self.failed += 0 if is_good or change in MISTAKES else 1
        after = self.state
        while not is_good or (after != before and self.site.random.random() < TURNS):
            self.site.write(*before)
            self.look(f"back, as before {change.__name__}")
            assert self.check(), self.report("it could be published before")
            if not is_good:
                return
            before, after = after, before

    def look(self, name: str) -> None:
        """Note what was done."""
        was = self.state[0]
        self.state = state(self.site)
        is_ = self.state[0]
        paths = sorted(path for path in was.keys() | is_ if was.get(path) != is_.get(path))
        self.steps.append(f"{self.site.now:%d %B}: {name}: {', '.join(paths)}")

    def check(self) -> bool:
        """Return whether the project can be published; fail when a clean build differs from the other."""
        self.site.now = self.site.now + timedelta(1)
        begin = time.perf_counter()
        found = outcome(self.site)
        self.site.seconds = time.perf_counter() - begin
        clean = self.clean()
        assert (found.code, found.told) == (clean.code, clean.told), self.report("another message")
        if clean.site is None:
            assert files(self.site.file("output")) == self.published, self.report("what was published has changed")
            return False
        assert found.site == clean.site, self.report(difference(found.site, clean.site))
        self.published = found.site
        return True

    def clean(self) -> Outcome:
        """Return what comes of the project where nothing was built before."""
        key = self.key()
        if key not in self.known:
            pictures = {path: data for path, data in self.state[0].items() if path.endswith(PICTURES)}
            cleared(self.site.file("clean"), DRAWN if pictures == self.pictures else ())
            self.pictures = pictures
            self.known[key] = outcome(self.site, "clean/")
        return self.known[key]

    def key(self) -> str:
        """Return a hash of all that a build depends on: files, environment, and which of the days in them are over."""
        found, variables = self.state
        days = {day.decode() for data in found.values() for day in DAY.findall(data)}
        today = f"{self.site.now:%Y-%m-%d}"
        over = [sum(day < today for day in days), sum(day == today for day in days)]
        files = [(path, sha256(data).digest()) for path, data in sorted(found.items())]
        return sha256(repr((files, sorted(variables.items()), over)).encode()).hexdigest()

    def report(self, what: str) -> str:
        """Return what went wrong, and after which edits."""
        steps = "\n".join(self.steps[-6:])
        return f"{what}\nREBUILD_SEEDS={self.seed}-{self.seed}, step {len(self.steps)}; the last ones:\n{steps}"


def state(site: Site) -> State:
    """Return files and environment."""
    return site.files(), dict(site.variables)


def cleared(folder: Path, kept: tuple[str, ...]) -> None:
    """Remove what a clean build has left, but for some parts of its cache."""
    if not folder.exists():
        return
    shutil.rmtree(folder / "output", ignore_errors=True)
    for part in (folder / ".cache").iterdir():
        if part.is_file():
            part.unlink()
        elif part.name not in kept:
            shutil.rmtree(part)


def difference(ours: dict[str, bytes], clean: dict[str, bytes]) -> str:
    """Return in which files two sites differ, and how the first of them does."""
    names = sorted(name for name in ours.keys() | clean if ours.get(name) != clean.get(name))
    told = [f"{len(names)} files differ: {' '.join(names[:12])}"]
    told += [
        f"{name}: {'missing' if name in clean else 'too much'}" for name in names if (name in clean) != (name in ours)
    ]
    texts = [name for name in names if name in ours and name in clean and name.endswith(TEXT)]
    if texts:
        pair = [site[texts[0]].decode("utf-8", "replace").splitlines() for site in (clean, ours)]
        told += [line[:300] for line in unified_diff(*pair, f"clean/{texts[0]}", texts[0], lineterm="", n=1)][:20]
    return "\n".join(told)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (no secret)


def dealt(table: list[Edit], count: int, seed: int) -> list[Edit]:
    """Return some of a table's edits; those of one seed after another are one shuffled pack after another."""
    packs = chain.from_iterable(chance(pack).sample(table, len(table)) for pack in itertools.count())
    return list(islice(packs, (seed - 1) * count, seed * count))


def test_the_usual_seeds_make_all_edits():
    """Each kind of edit and of mistake is made at least once, and there are 200 steps."""
    for table, each in ((EDITS, EDITS_EACH), (MISTAKES, MISTAKES_EACH)):
        assert {change for seed in USUAL for change in dealt(table, each, seed)} == set(table)
    assert len(USUAL) * STEPS >= 200


@pytest.fixture(scope="module")
def published(once) -> Site:
    """A project that was published once."""

    def publish(folder: Path) -> Built:
        site = made(folder / "site", chance(0))
        found = outcome(site)
        assert found.code == 0, found.told
        shutil.copytree(site.file("output"), site.file("clean/output"))
        shutil.copytree(site.file(".cache"), site.file("clean/.cache"))
        return Built(site.folder, site.variables["SITEURL"])

    return Site(once("rebuild", publish).folder, chance(0))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_publish_makes_what_a_first_one_would(published, tmp_path, seed):
    """Whatever was edited, taken back, touched, lost or killed since the last one; and it tells the same."""
    folder = shutil.copytree(published.folder, tmp_path / "site")
    site = replace(published, folder=folder, random=chance(seed), variables=dict(published.variables))
    trial = Trial(seed, site, state(site), files(folder / "output"))
    changes = dealt(EDITS, EDITS_EACH, seed) + dealt(MISTAKES, MISTAKES_EACH, seed)
    for change in trial.site.random.sample(changes, len(changes)):
        trial.do(change)
    while len(trial.steps) < STEPS:
        trial.do(write_a_sentence)
    assert trial.failed <= EDITS_EACH // 4, trial.report("too few of the edits could be published")
