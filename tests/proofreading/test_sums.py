"""Every sum is computed again, to the digits shown; what looks like one and cannot be read is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proofreading.sums import UNREAD, check_sums, sums, sums_of

RIGHT = [
    "150 ÷ 10,000 = 1.5%",
    "€75 ÷ 150 = €0.50",
    "8 × €40 - €220 = €100",
    "75 ÷ 10,000 × 1,000 = €7.50",
    "3 × (20 + 5) = 75",
    "40 × 4% = 1.6",
    "(€320 + €500) ÷ 24 = €34.17",
    "€820 ÷ 12 = €68.33",
    "10,000 ÷ 6,400 = 1.56",
    "10,000 ÷ 6,400 ≈ 1.56",
    "€300 ÷ €75 = 4.0",
    "€450 ÷ €150 = 3 : 1",
    "1200 ÷ 630 = 1.90:1",
    "1 ÷ 40% = 2.5",
    "0.96^100 = 1.7%",
    "0.96¹⁰⁰ = 1.7%",
    "3 x €40 = €120",
    "3 × 40 € = 120 €",
    "1,200 / 4 = 300",
    "600-200 = 400",
    "600 − 200 = 400",
    "600 – 200 = 400",
    "€140 - €480 = -€340",
    "20 hours × €25 = €500",
    "€40 left per booking × 2.5% = €1.00",
    "4% of 400 visits = 16",
    "45% - 40% = 5 percentage points",
    "€2 million ÷ 4 = €500,000",
    "2 + 2 = 4 = 8 ÷ 2",
    "€180 - €135 = €45",
    "4 × €40 is €160",
    "1 ÷ 8 = 0.12",
    "1 ÷ 8 = 0.13",
    "0.5 = 50%",
    "1.5 million × 2 = 3 million",
    "10k + 5k = 15k",
    "10/4 = 2.5",
    "1/2 + 1/2 = 1",
    ".5 × 2 = 1",
    "10\u202f000 × 2 = 20\u202f000",
]
WRONG = [
    ("150 ÷ 10,000 = 1.4%", "comes to 1.5%"),
    ("150 ÷ 10,000 × 100 = 1.5%", "comes to 150%"),
    ("€75 ÷ 150 = €0.51", "comes to 0.5"),
    ("€75 ÷ 150 = 0.50", "loses its currency"),
    ("€75 ÷ €150 = €0.50", "is no amount of money"),
    ("2 + 2 = 4 = 9 ÷ 2", "comes to 4"),
    ("2 + 3 × 4 = 20", "comes to 14"),
    ("10,000 ÷ 6,400 = 1.57", "comes to 1.5625"),
    ("4 × €40 is €150", "comes to 160"),
    ("8 = 9", "comes to 8"),
    ("€8 per 1,000 × 40 = €320", "comes to 40,000"),
    ("10/4 = 2.6", "comes to 2.5"),
    ("1.5 million × 2 = 4 million", "comes to 3,000,000"),
    ("5 - 8 = 3", "comes to -3"),
    ("10^400 ÷ 10^399 = 11", "comes to 10"),
]
UNREADABLE = [
    "Two × €40 = €80",
    "five ÷ 2 = 2.5",
    "clicks ÷ impressions × 100 = 1.5%",
    "½ × 4 = 2",
    "€100 ÷ 0 = 5",
    "half of 10 = 5",
    "1 in 4 = 25%",
]
NONE = [
    "1200 × 630 pixels",
    "cost ÷ impressions × 1,000",
    "cost per click = cost ÷ clicks",
    "CTR = 1.5%",
    "from 3–5 posts",
    "Google+ had 52.5 million accounts",
    "16:9 or 4:5, at 09:00 on 2026-11-21",
    "a click-through rate of 3% is good",
    "We have 3 posts - all of them short",
    "03/02/2026 = 3 February, and 2026-11-21 = 3 days later",
    "open 24/7 is 168 hours a week, a 9/11 or 2/3 of it",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right(text):
    """A right sum is found, in the middle of a sentence too, and nothing is wrong with it."""
    for around in (text, f"So in 2026, {text}, and then (as {text})."):
        found = sums(around)
        assert {entry.wrong for entry in found} == {""}
        assert found[0].text.split()[0] == text.split()[0]


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_wrong(text, why):
    """A wrong sum is told with what it comes to."""
    assert [entry.wrong for entry in sums(text)] == [why]


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable(text):
    """Nothing that looks like a sum is passed over."""
    assert UNREAD in {entry.wrong for entry in sums(text)}


@pytest.mark.parametrize("text", NONE)
def test_none(text):
    """Measures, formulas, labels, ranges, ratios and names are no sums."""
    assert sums(text) == []


@given(st.integers(1, 10**6), st.integers(1, 10**4), st.integers(0, 4), st.booleans())
def test_any_quotient(dividend, divisor, places, is_percent):
    """A quotient rounded to any number of digits is right, and wrong when its last digit is off by two."""
    exact = Fraction(dividend, divisor) * (100 if is_percent else 1)
    sign = "%" if is_percent else ""
    shown = round(exact * 10**places)
    right, wrong = (
        f"{dividend:,} ÷ {divisor:,} = {Fraction(value, 10**places).__float__():,.{places}f}{sign}"
        for value in (shown, shown + 2)
    )

    assert [entry.wrong for entry in sums(right)] == [""]
    assert [bool(entry.wrong) for entry in sums(wrong)] == [True]


BODY = """\
A text: 1 + 1 = 3.

| Rate | Sum | Result |
| --- | --- | --- |
| CTR | 150 ÷ 10,000 | 1.4% |
| CPC | €75 ÷ 150 = €0.40 | |

![2 + 2 = 5](bars.svg "3 + 3 = 7")

```calculator One post
Clicks: 150
Link impressions: 10,000
Rate = Clicks ÷ Link impressions = 1.4%
Twice = 2 × Rate = 4%
```

`utm_id=5` and `4 × 4 = 17`.

```
5 + 5 = 11
```
"""


def test_everywhere(article, tmp_path):
    """Sums are found in text, cells, a cell and the next, captions and drawings; code shows none."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>6 + 6 = 13</title><text>7 + <tspan>7 = 15</tspan></text></svg>'
    )
    (tmp_path / "bars.svg").write_text(svg, encoding="utf-8")
    found = [(finding.line, finding.found) for finding in check_sums(article(BODY), tmp_path)]

    assert found == [
        (3, '"1 + 1 = 3" comes to 2'),
        (7, '"150 ÷ 10,000 = 1.4%" comes to 1.5%'),
        (8, '"€75 ÷ 150 = €0.40" comes to 0.5'),
        (10, '"2 + 2 = 5" comes to 4'),
        (10, '"3 + 3 = 7" comes to 6'),
        (10, '"6 + 6 = 13" comes to 12'),
        (10, '"7 + 7 = 15" comes to 14'),
        (19, '"4 × 4 = 17" comes to 16'),
    ]


def test_share_texts(article):
    """What networks are sent is read too."""
    found = list(check_sums(article("Text.", Summary="1 + 1 = 3", Share_Text_X="2 + 2 = 5")))

    assert [finding.line for finding in found] == [2, 3]


def test_count(article):
    """Right sums are counted, so that a report can say how many there were."""
    assert len(sums_of(article("1 + 1 = 2, then 2 + 2 = 4.\nAnd 3 + 3 = 6."))) == 3


def test_other_languages(article):
    """Numbers of other languages are written otherwise, and not read."""
    assert not list(check_sums(article("1 ÷ 8 = 0,5", Lang="fr")))
