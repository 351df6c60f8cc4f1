"""What builds keep is found again by its key, and whatever may be wrong with the file costs nothing but time."""

import sqlite3
from hashlib import blake2b
from multiprocessing import get_all_start_methods, get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reuse.store import AT_ONCE, FILE, Store, hashed, unpack_ahead

FORK = "fork"
PARTS = st.lists(st.text(max_size=5) | st.binary(max_size=5) | st.integers(), max_size=4)


def kept(folder, values, version="1", *, whole=True):
    """Keep values of one section, as a build does."""
    store = Store(folder, version)
    for key, value in values.items():
        store.put("section", key, value)
    store.close(whole=whole)


def found(folder, *keys, version="1"):
    """Return the values of keys, and what was told of the file."""
    told = []
    store = Store(folder, version, told.append)
    values = [store.get("section", key) for key in keys]
    store.close(whole=False)
    return values, told


def test_a_value_is_found_again(tmp_path):
    """What one build keeps the next one finds, by section and key."""
    kept(tmp_path, {"a": [1, {"b": ("c",)}], "empty": ""})

    assert found(tmp_path, "a", "empty", "other") == ([[1, {"b": ("c",)}], "", None], [])


def test_many_values(tmp_path):
    """More values than wait in memory at once are all written."""
    kept(tmp_path, {str(number): number for number in range(2 * AT_ONCE + 1)})
    values, _ = found(tmp_path, *map(str, range(2 * AT_ONCE + 1)))

    assert values == list(range(2 * AT_ONCE + 1))


@pytest.mark.parametrize(("whole", "left"), [(True, None), (False, 1)], ids=["whole", "broken off"])
def test_what_nobody_asks_for(tmp_path, whole, left):
    """A whole build drops what it did not ask for; one that was broken off drops nothing."""
    kept(tmp_path, {"old": 1})
    kept(tmp_path, {"new": 2}, whole=whole)

    assert found(tmp_path, "old", "new") == ([left, 2], [])


def garbage(file):
    file.write_bytes(b"no store at all" * 1000)


def halved(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file):
    file.write_bytes(b"")


def changed_value(file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET value = ?", (b"x" * 40,))
    connection.close()


def folder_instead(file):
    file.unlink()
    file.mkdir()
    (file / "inside").touch()


def foreign_tables(file):
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE kept (something TEXT)")
        connection.execute("CREATE TABLE version (other INT)")
    connection.close()


DAMAGES = [garbage, halved, emptied, changed_value, folder_instead, foreign_tables]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged(tmp_path, damage):
    """A damaged file gives no wrong value, is told of in one line at most, and the next build keeps values again."""
    kept(tmp_path, {"a": list(range(5000))})
    damage(tmp_path / FILE)
    values, told = found(tmp_path, "a")
    kept(tmp_path, {"a": 2})

    assert values in ([None], [list(range(5000))])
    assert len(told) <= 1
    assert found(tmp_path, "a")[0] == ([None] if damage is folder_instead else [2])


def test_other_code(tmp_path):
    """What other code has kept is thrown away, with one line that says so."""
    kept(tmp_path, {"a": 1})
    values, told = found(tmp_path, "a", version="2")

    assert values == [None]
    reason = "is thrown away, and everything built anew: another version of this project wrote it"
    assert told == [f"{tmp_path.as_posix()}/{FILE} {reason}"]
    assert found(tmp_path, "a", version="2") == ([None], [])


def test_no_place_for_it(tmp_path):
    """Where no file can be written a build goes on without."""
    (tmp_path / "cache").touch()
    kept(tmp_path / "cache", {"a": 1})

    assert found(tmp_path / "cache", "a") == ([None], [])


def test_two_at_once(tmp_path):
    """Two builds at once keep what both have worked out, or what one of them has; never anything else."""
    first, second = Store(tmp_path, "1"), Store(tmp_path, "1")
    first.put("section", "a", 1)
    second.put("section", "b", 2)
    first.close(whole=False)
    second.close(whole=False)

    assert found(tmp_path, "a", "b") == ([1, 2], [])


def test_a_class_that_is_gone(tmp_path):
    """A value that cannot be unpacked counts as none."""
    store = Store(tmp_path, "1")
    store.put("section", "a", 1)
    store.write()
    data = b"cnowhere\nNothing\n."
    store.connection.execute("UPDATE kept SET value = ?", (hash_before(data),))
    store.connection.commit()

    assert store.get("section", "a") is None


def hash_before(data):
    """Return data as the store has it: behind its hash."""
    return blake2b(data, digest_size=16).digest() + data


def in_a_child(store):
    """Return what a forked child finds, after it has tried to keep something itself."""
    reader, writer = get_context(FORK).Pipe()

    def work():
        store.put("section", "c", 3)
        writer.send([store.get("section", key) for key in "abc"])

    child = get_context(FORK).Process(target=work)
    child.start()
    child.join()
    return reader.recv()


@pytest.mark.skipif(FORK not in get_all_start_methods(), reason="nothing can be forked here")
def test_in_a_child(tmp_path):
    """A child process finds what its parent has, on disk or on the way there, and keeps nothing itself."""
    kept(tmp_path, {"a": 1})
    store = Store(tmp_path, "1")
    store.put("section", "b", 2)

    assert in_a_child(store) == [1, 2, None]
    assert [store.get("section", key) for key in "abc"] == [1, 2, None]


@pytest.mark.skipif(FORK not in get_all_start_methods(), reason="nothing can be forked here")
def test_damaged_in_a_child(tmp_path):
    """A child that finds a damaged value leaves the file to its parent."""
    kept(tmp_path, {"a": 1})
    changed_value(tmp_path / FILE)
    told = []
    store = Store(tmp_path, "1", told.append)

    assert in_a_child(store) == [None, None, None]
    assert (tmp_path / FILE).exists()
    assert store.get("section", "a") is None
    assert len(told) == 1


@pytest.mark.parametrize(
    ("version", "values"), [("1", [1, None, 3]), ("2", [None, None, None])], ids=["the same code", "other code"]
)
def test_unpacked_ahead(tmp_path, version, values):
    """What is unpacked before a build begins is what it would find, and of no other code."""
    kept(tmp_path, {"a": 1, "c": 3})
    unpack_ahead(tmp_path, ["section"])
    store = Store(tmp_path, version)
    store.fetch("section")

    assert [store.get("section", key) for key in "abc"] == values


def test_put_after_it_was_unpacked(tmp_path):
    """A newer value takes the place of one that was unpacked."""
    kept(tmp_path, {"a": 1})
    unpack_ahead(tmp_path, ["section"])
    store = Store(tmp_path, "1")
    store.put("section", "a", 2)

    assert store.get("section", "a") == 2


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_before_it_is_unpacked(tmp_path, damage):
    """Of a damaged file nothing is unpacked; the store tells of it as ever."""
    kept(tmp_path, {"a": 1})
    damage(tmp_path / FILE)
    unpack_ahead(tmp_path, ["section"])

    assert found(tmp_path, "a")[0] in ([None], [1])


def test_fetched(tmp_path):
    """Values that are fetched together are found one by one, again and again."""
    kept(tmp_path, {"a": 1, "b": 2})
    store = Store(tmp_path, "1")
    store.fetch("section")

    assert [store.get("section", key) for key in ("a", "b", "a", "other")] == [1, 2, 1, None]


@given(PARTS, PARTS)
def test_keys(one, other):
    """Keys are the same when they are made of the same parts, and of the same number of them."""
    texts = [part if isinstance(part, bytes) else str(part).encode() for part in one]
    others = [part if isinstance(part, bytes) else str(part).encode() for part in other]

    assert (hashed(*one) == hashed(*other)) == (texts == others)
