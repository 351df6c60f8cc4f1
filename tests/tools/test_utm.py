"""Tags in an address: how they are written, and put into it."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from factories import BLOG
from hypothesis import given
from hypothesis import strategies as st
from tools.utm import conventional, percent_encoded, tagged

UTM = "utm_source=x&utm_medium=social&utm_campaign=c"
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([], ""),
        ([("a", "b"), ("c", "d")], "a=b&c=d"),
        # a space, a plus, an ampersand, a slash
        ([("a", "b c+d&e/f")], "a=b%20c%2Bd%26e%2Ff"),
        ([("a", "é 😀")], "a=%C3%A9%20%F0%9F%98%80"),
        ([("a", "x~y-z_1.2")], "a=x~y-z_1.2"),
        # empty values
        ([("a", ""), ("b", "c")], "b=c"),
        ([("a", "0")], "a=0"),
    ],
)
def test_percent_encoded(parameters, expected):
    """Each value encoded once, in order, empty ones left out."""
    assert percent_encoded(parameters) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a/", f"https://example.org/a/?{UTM}"),
        ("https://example.org", f"https://example.org?{UTM}"),
        # after the query, before the fragment
        ("https://example.org/a?b=1", f"https://example.org/a?b=1&{UTM}"),
        ("https://example.org/a#part", f"https://example.org/a?{UTM}#part"),
        ("https://example.org/a?b=1#part", f"https://example.org/a?b=1&{UTM}#part"),
        # what is encoded stays as it is
        ("https://example.org/a%20b?c=%26", f"https://example.org/a%20b?c=%26&{UTM}"),
        ("https://example.org/größe/", f"https://example.org/größe/?{UTM}"),
        # tags that are there already are replaced, others of their kind go too
        ("https://example.org/?utm_source=y&b=1&UTM_id=3", f"https://example.org/?b=1&{UTM}"),
    ],
)
def test_tagged(url, expected):
    """Own query, then utm, then the fragment."""
    assert tagged(url, source="x", medium="social", campaign="c", content="") == expected


@given(campaign=TEXTS.filter(bool))
def test_tagged_keeps_the_campaign(campaign):
    """Whatever a campaign is called, analytics read it back; tags are put in once, however often it is done."""
    url = tagged(f"{BLOG}/a?b=1#c", source="x", medium="social", campaign=campaign)

    assert dict(parse_qsl(urlsplit(url).query)) == {
        "b": "1",
        "utm_source": "x",
        "utm_medium": "social",
        "utm_campaign": campaign,
    }
    assert urlsplit(url).fragment == "c"
    assert tagged(url, source="x", medium="social", campaign=campaign) == url


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("linkedin", "linkedin"),
        ("LinkedIn", "linkedin"),
        ("Spring Sale  2026", "spring-sale-2026"),
        ("Größe", "grosse"),
        ("café_crème", "cafe-creme"),
        ("R&D: part (2)?", "r-d-part-2"),
        ("news.example.com", "news.example.com"),
        (" - ", ""),
        ("Весна йод", "весна-йод"),
        ("春の", "春の"),
    ],
)
def test_conventional(value, expected):
    """Small letters, hyphens, no accents on Latin letters; letters of other scripts stay."""
    assert conventional(value) == expected


@given(TEXTS)
def test_conventional_once(value):
    """What is written as it should be stays so."""
    assert conventional(conventional(value)) == conventional(value)
