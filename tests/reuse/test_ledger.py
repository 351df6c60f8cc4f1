"""A ledger tells what a build has done: what was made, what was taken over, and how long each stage took."""

from contextlib import suppress

from reuse.ledger import Ledger, Stage, as_data, table


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_stages():
    """Time is counted to the stage in which it passes, and to none twice; a stage may come again."""
    clock = Clock()
    ledger = Ledger(clock)
    clock.now += 1
    with ledger.stage("reading", built=2, reused=8):
        clock.now += 2
        with ledger.stage("pictures") as pictures:
            clock.now += 3
            pictures.built += 5
        clock.now += 4
    clock.now += 5
    with ledger.stage("reading", reused=1):
        clock.now += 6

    assert list(ledger.stages.values()) == [Stage("reading", 2, 9, 12.0), Stage("pictures", 5, 0, 3.0)]


def test_a_stage_that_fails_is_counted():
    """Its time has passed all the same, and what comes after it is not counted to it."""
    clock = Clock()
    ledger = Ledger(clock)
    with suppress(ZeroDivisionError), ledger.stage("cards"):
        clock.now += 2
        _ = 1 / 0
    clock.now += 3
    with ledger.stage("feeds"):
        clock.now += 1

    assert [stage.seconds for stage in ledger.stages.values()] == [2.0, 1.0]


STAGES = [Stage("reading", 1, 1013, 0.1234), Stage("cards", 0, 2028, 0.05), Stage("search", 1, 0, 12.5)]


def test_table():
    """Numbers stand below each other, and nothing stands for none; the sum is below them."""
    assert table(STAGES).splitlines() == [
        "         built  reused  seconds",
        "reading      1   1,013     0.12",
        "cards            2,028     0.05",
        "search       1            12.50",
        "total                     12.67",
    ]
    assert table([]) == ""


def test_data():
    """Tools get the same numbers, to the millisecond."""
    assert as_data(STAGES)[0] == {"stage": "reading", "built": 1, "reused": 1013, "seconds": 0.123}
