"""One build of each site per run."""

import pytest
from factories import BLOG, ROOT, TEST_SITE, Built, publish


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
def real_under_path(tmp_path_factory) -> Built:
    """The real site, published under a path."""
    return publish(ROOT / "publishconf.py", tmp_path_factory.mktemp("under-path"), BLOG)
