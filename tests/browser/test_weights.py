"""docs/performance.md says what pages load."""

import pytest
from builds import KEPT
from results import load
from weights import PAGES, weigh_view

AGAIN = 'measure again: make bench OPTIONS="--parts weights --write"'


@pytest.mark.parametrize("page", PAGES)
def test_first_views_weigh_what_is_said(browser, home, page):
    """Requests of a page on a phone are as many as the document says, bytes within a tenth."""
    said = {(weight.page, weight.screen): weight for weight in load(KEPT).weights}[page, "phone"]
    found = weigh_view(browser, home, page, "phone")

    assert found.requests == said.requests, AGAIN
    assert sum(found.bytes.values()) == pytest.approx(sum(said.bytes.values()), rel=0.1), AGAIN
