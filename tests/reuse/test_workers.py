"""Work that is spread gives what it would give in a loop."""

import logging
import os

import pytest
from reuse import workers
from reuse.workers import heard, spread, tell_again

MANY = list(range(500))


def doubled(number):
    """Return twice a number, and say so for some."""
    if number % 100 == 0:
        logging.getLogger("doubling").warning("doubled %s", number)
    return number * 2


def process(number):
    return os.getpid()


def failing(number):
    if number == 40:
        raise ValueError("forty")
    return number


@pytest.fixture(params=["fork", "spawn"])
def method(request, monkeypatch):
    """Both ways to another process."""
    if request.param == "fork" and not workers.FORKS:
        pytest.skip("nothing can be forked here")
    monkeypatch.setattr(workers, "FORKS", request.param == "fork")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    return request.param


def test_same_as_a_loop(method, caplog):
    """Results come in order, and so does what was logged, once each."""
    with caplog.at_level(logging.WARNING):
        assert spread(doubled, MANY) == [number * 2 for number in MANY]
    assert [record.getMessage() for record in caplog.records] == [f"doubled {number}" for number in range(0, 500, 100)]


def test_in_other_processes(method):
    """Many things are done elsewhere, a few in this process."""
    assert os.getpid() not in spread(process, MANY)
    assert set(spread(process, [1, 2])) == {os.getpid()}


def test_what_cannot_travel(method):
    """Work that cannot be sent anywhere is done all the same."""
    here = object()

    assert spread(lambda number: (number, here is not None), MANY)[-1] == (499, True)


def test_an_error(method):
    """What work raises is raised here."""
    with pytest.raises(ValueError, match="forty"):
        spread(failing, MANY)


def test_told_again(caplog):
    """What was kept from the log can be told again, though a filter has seen it before."""
    with heard() as records:
        logging.getLogger("again").warning("something")
    before = len(caplog.records)
    tell_again(records)

    assert (before, [record.getMessage() for record in caplog.records]) == (0, ["something"])
