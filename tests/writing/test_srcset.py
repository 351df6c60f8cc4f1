"""The candidates of a `srcset`, as the HTML standard reads them."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.srcset import replaced


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("", []),
        (" , ,", []),
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        ("a.png,, b.png", ["a.png", "b.png"]),
        ("a.png ,b.png", ["a.png", "b.png"]),
        ("\n a.png\t480w,\n b.png\t800w 600h,\n", ["a.png", "b.png"]),
        # commas inside an address are its own
        ("a,b.png 1x, c,d.png 2x", ["a,b.png", "c,d.png"]),
        ("a.png,b.png", ["a.png,b.png"]),
        ("data:image/png;base64,AA== 1x, b.png", ["data:image/png;base64,AA==", "b.png"]),
        # those inside brackets belong to a descriptor
        ("a.png x(1, 2), b.png", ["a.png", "b.png"]),
        ("a.png x(1, b.png", ["a.png"]),
    ],
)
def test_addresses(srcset, found):
    """Addresses end at white space, candidates at a comma behind it."""
    addresses = []
    replaced(srcset, lambda address: addresses.append(address) or address)

    assert addresses == found


def test_replaced():
    """Only addresses change."""
    assert replaced("\n a,b.png 1x ,\t c.png", str.upper) == "\n A,B.PNG 1x ,\t C.PNG"


@pytest.mark.parametrize("srcset", [",", "a,", "a,b", "a (", "(", "a.png 1x,", " "])
def test_time_grows_with_length(srcset):
    """A text of commas, however long, is read in one go."""
    text = srcset * 20_000
    start = perf_counter()
    replaced(text, str)

    assert perf_counter() - start < 1


@given(st.text(alphabet="ab,. ()\n1x", max_size=40))
def test_the_rest_stays(srcset):
    """Whatever is written, addresses that stay leave the text as it was."""
    assert replaced(srcset, str) == srcset
