"""What browsers read of how wide a picture will be."""

import pytest
from pictures.places import Place, sizes


@pytest.mark.parametrize(
    ("width", "found"),
    [
        (None, "min(41.4rem, 95vw - 1rem)"),
        (1200, "min(41.4rem, 95vw - 1rem)"),
        (663, "min(41.4rem, 95vw - 1rem)"),
        (300, "min(300px, 95vw - 1rem)"),
    ],
)
def test_in_the_text(width, found):
    """A picture fills the column at most, and is never enlarged."""
    assert sizes(Place.COLUMN, width) == found


@pytest.mark.parametrize("place", [Place.CARD, Place.LEAD_CARD])
def test_on_cards(place):
    """On cards pictures fill the card, whatever their own width."""
    assert sizes(place) == sizes(place, 10)
