"""One build of each site per run."""

import os

import pytest
from exhibition import open_exhibition
from factories import BLOG, ROOT, TEST_SITE, Built, publish
from hypothesis import settings

# Laws are tried on other examples in each run, but in CI on the same: a change that breaks nothing passes there.
# How long one takes is no part of a law: it is the machine's business.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="write the files in tests/golden/ anew")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """The tests' tiny site, published under a path."""
    return publish(TEST_SITE, tmp_path_factory.mktemp("built"), BLOG)


@pytest.fixture(scope="session")
def real(tmp_path_factory) -> Built:
    """The real site, published at a host's root."""
    return publish(ROOT / "publishconf.py", tmp_path_factory.mktemp("real"), "https://example.org")


@pytest.fixture(scope="session")
def real_under_path(real, tmp_path_factory) -> Built:
    """The real site, published under a path."""
    return publish(ROOT / "publishconf.py", tmp_path_factory.mktemp("under-path"), BLOG, drawn=real)


@pytest.fixture(scope="session")
def exhibited(tmp_path_factory) -> Built:
    """A site with a picture of every kind, published under a path."""
    return open_exhibition(tmp_path_factory.mktemp("exhibited"))


@pytest.fixture(params=["built", "real"])
def any_site(request) -> Built:
    """The tiny site under a path and the real one in turn."""
    return request.getfixturevalue(request.param)
