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
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import unified_diff
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from random import Random

import pytest
from edits import EDITS, MISTAKES, Edit, Site, made

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the clock is stopped in forked processes alone")

FIRST, LAST = map(int, os.environ.get("REBUILD_SEEDS", "1-8").split("-"))
SEEDS = range(FIRST, LAST + 1)
EDITS_EACH, MISTAKES_EACH, STEPS = 17, 3, 25
TAKEN_BACK = 0.45  # share of the edits that are taken back: what comes then has been seen
# Files that are named by a hash of all that makes them; the first build that needs one draws it.
DRAWN = ("drawings", "pictures", "fonts", "icons")
PICTURES = (".png", ".svg", "settings.py")
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
    assert out.startswith("{"), out + errors
    told = json.loads(out.replace(f"{site.folder}/", "").replace("clean/", ""))
    told = {name: told[name] for name in ("published", "problems")} | {"summary": told["summary"].partition(";")[0]}
    return Outcome(process.returncode, told, None if process.returncode else files(site.folder / under / "output"))


@dataclass
class Trial:
    """A project that is edited, and what clean builds of it have made so far.

    Attributes:
        steps: what was done to it, in words.
        published: what is in its output folder.
    """

    seed: int
    site: Site
    published: dict[str, bytes] | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, Outcome] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    failed: Counter = field(default_factory=Counter)

    def do(self, change: Edit) -> None:
        """Edit the project and hold what is made of it against a clean build; take the edit back now and then."""
        files, variables = self.site.files(), dict(self.site.variables)
        change(self.site)
        self.log(change.__name__, files)
        is_good = self.check()
        if change in MISTAKES:
            assert not is_good, self.report("a mistake was published")
        elif not is_good:
            self.failed[change.__name__] += 1
        if not is_good or (self.site.files() != files and self.site.random.random() < TAKEN_BACK):
            self.site.go_back(files, variables)
            self.log(f"not {change.__name__}", {})
            assert self.check(), self.report("it could be published before")

    def log(self, name: str, before: dict[str, bytes]) -> None:
        """Note what was done. Each publish has a day of its own."""
        after = self.site.files()
        paths = sorted(path for path in before.keys() | after if before.get(path) != after.get(path))
        self.steps.append(f"{self.site.now:%d %B} {name}" + (f": {', '.join(paths)}" if before else ""))

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
        state = self.state()
        if state not in self.known:
            pictures = {path: data for path, data in self.site.files().items() if path.endswith(PICTURES)}
            cleared(self.site.file("clean"), DRAWN if pictures == self.pictures else ())
            self.pictures = pictures
            self.known[state] = outcome(self.site, "clean/")
        return self.known[state]

    def state(self) -> str:
        """Return a hash of all that a build depends on: files, environment, and which of the days in them are over."""
        found = self.site.files()
        days = {day.decode() for data in found.values() for day in DAY.findall(data)}
        today = f"{self.site.now:%Y-%m-%d}"
        passed = [sum(day < today for day in days), sum(day == today for day in days)]
        data = repr((sorted(found.items()), sorted(self.site.variables.items()), passed))
        return sha256(data.encode()).hexdigest()

    def report(self, what: str) -> str:
        """Return what went wrong, and after which edits."""
        steps = "\n".join(self.steps[-6:])
        return f"{what}\nREBUILD_SEEDS={self.seed}-{self.seed}, step {len(self.steps)}; the last ones:\n{steps}"


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
    return list(islice(packs, seed * count, (seed + 1) * count))


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Site:
    """A project that was published once."""
    site = made(tmp_path_factory.mktemp("project") / "site", chance(0))
    found = outcome(site)
    assert found.code == 0, found.told
    shutil.copytree(site.file("output"), site.file("clean/output"))
    shutil.copytree(site.file(".cache"), site.file("clean/.cache"))
    return site


@pytest.mark.parametrize("seed", SEEDS)
def test_each_publish_makes_what_a_first_one_would(published, tmp_path, seed):
    """Whatever was edited, taken back, touched, lost or killed since the last one; and it tells the same."""
    folder = shutil.copytree(published.folder, tmp_path / "site")
    trial = Trial(seed, replace(published, folder=folder, random=chance(seed), variables=dict(published.variables)))
    changes = dealt(EDITS, EDITS_EACH, seed) + dealt(MISTAKES, MISTAKES_EACH, seed)
    for change in trial.site.random.sample(changes, len(changes)):
        trial.do(change)
    assert len(trial.steps) >= STEPS
    assert trial.failed.total() <= EDITS_EACH // 4, f"too few of the edits could be published: {trial.failed}"
