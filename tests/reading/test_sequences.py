"""Series and reading paths: where an article stands, and where it leads on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.sequences import along, on_paths, path, places, series


def test_a_series_is_in_the_order_given():
    """Each part knows its number, all parts, and its neighbours."""
    found = series([("a", "Sharing"), ("x", "Other"), ("b", "Sharing"), ("c", "Sharing")])

    assert {item: (place.before, place.number, place.after) for item, place in found.items()} == {
        "a": (None, 1, "b"),
        "b": ("a", 2, "c"),
        "c": ("b", 3, None),
    }
    assert {place.items for place in found.values()} == {("a", "b", "c")}


def test_spellings_of_one_name_are_one_series():
    """Capitals and spaces count for nothing, and the first part's spelling is shown."""
    found = series([("a", "How  to share"), ("b", "how to Share"), ("c", "Café"), ("d", "CAFE\u0301")])

    assert {item: (place.name, place.number) for item, place in found.items()} == {
        "a": ("How  to share", 1),
        "b": ("How  to share", 2),
        "c": ("Café", 1),
        "d": ("Café", 2),
    }


@pytest.mark.parametrize("items", [(), ("a",)])
def test_one_alone_leads_nowhere(items):
    """A series or path of fewer than two is none."""
    assert places("Name", items) == {}


@pytest.mark.parametrize(
    ("pillar", "steps", "expected"),
    [
        (None, "ab", "ab"),
        ("p", "ab", "pab"),
        ("p", "apb", "apb"),
        ("p", "", "p"),
    ],
)
def test_a_path_begins_with_the_pillar(pillar, steps, expected):
    """A pillar that the path does not name comes first; one that it names stays in its place."""
    assert path(pillar, tuple(steps)) == tuple(expected)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([("One", "ab"), ("Two", "ac")], "Two"),  # its own topic's
        ([("Three", "ab"), ("Four", "ac")], "Three"),  # else the first
        ([("Two", "ca"), ("One", "ab")], "One"),  # but rather one that goes on
        ([("One", "ca"), ("Two", "da")], "Two"),
    ],
)
def test_an_article_on_several_paths(paths, expected):
    """An article goes on along its own topic's path, unless that ends with it and another goes on."""
    found = on_paths([(name, f"{name}/", tuple(steps)) for name, steps in paths], {"a": "Two"})

    assert (found["a"].name, found["a"].url) == (expected, f"{expected}/")


@given(st.lists(st.tuples(st.integers(), st.sampled_from("abcd")), unique_by=lambda pair: pair[0]))
def test_going_on_visits_each_part_once(named):
    """From the first part, the next ones lead through the whole series in its order."""
    found = series(named)
    for first in [item for item, place in found.items() if place.number == 1]:
        seen, item = [], first
        while item is not None:
            seen.append(item)
            item = found[item].after
        assert tuple(seen) == found[first].items


@pytest.mark.parametrize(
    ("steps", "items", "expected"),
    [
        ("", "ab", "ab"),
        ("ba", "ab", "ba"),
        ("cxa", "abc", "cab"),
        ("x", "ab", "ab"),
    ],
)
def test_along_a_path(steps, items, expected):
    """What is on the path comes in its order, the rest behind; what is only on the path is left out."""
    assert "".join(along(steps, items)) == expected
