"""One build of each site per run, whichever of the processes that run tests needs it first."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from exhibition import open_exhibition
from factories import BLOG, ROOT, TEST_SITE, Built, publish
from hypothesis import settings

try:
    import fcntl
except ImportError:  # Windows, where each process builds for itself
    fcntl = None

# Laws are tried on other examples in each run, but in CI on the same: a change that breaks nothing passes there.
# How long one takes is no part of a law: it is the machine's business.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="write the files in tests/golden/ anew")


Publish = Callable[[Path], Built]
"""Publishes a site into a folder."""


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Publish], Built]:
    """Return a function that publishes a site under a name, in one process for all; nobody may change it."""
    own = tmp_path_factory.getbasetemp()
    # https://pytest-xdist.readthedocs.io/en/stable/how-to.html#making-session-scoped-fixtures-execute-only-once
    shared = own.parent if fcntl and "PYTEST_XDIST_WORKER" in os.environ else own

    def found(name: str, publish: Publish) -> Built:
        folder, done = shared / name, shared / f"{name}.json"
        with (shared / f"{name}.lock").open("w") as lock:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a failure has left
                folder.mkdir()
                site = publish(folder)
                done.write_text(json.dumps([str(site.folder), site.url]), encoding="utf-8")
        place, url = json.loads(done.read_text(encoding="utf-8"))
        return Built(Path(place), url)

    return found


@pytest.fixture(scope="session")
def built(once) -> Built:
    """The tests' tiny site, published under a path."""
    return once("built", lambda folder: publish(TEST_SITE, folder, BLOG))


@pytest.fixture(scope="session")
def real(once) -> Built:
    """The real site, published at a host's root."""
    return once("real", lambda folder: publish(ROOT / "publishconf.py", folder, "https://example.org"))


@pytest.fixture(scope="session")
def real_under_path(once, real) -> Built:
    """The real site, published under a path."""
    return once("under-path", lambda folder: publish(ROOT / "publishconf.py", folder, BLOG, drawn=real))


@pytest.fixture(scope="session")
def exhibited(once) -> Built:
    """A site with a picture of every kind, published under a path."""
    return once("exhibited", open_exhibition)


@pytest.fixture(params=["built", "real"])
def any_site(request) -> Built:
    """The tiny site under a path and the real one in turn."""
    return request.getfixturevalue(request.param)
