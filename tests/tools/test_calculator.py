"""The calculator: what its lines mean, what is wrong in them, and the form that it becomes."""

import gzip
from fractions import Fraction
from xml.etree.ElementTree import tostring

import pytest
from bs4 import BeautifulSoup
from factories import WORDS
from tools.calculator import TOOL, read
from tools.model import Mistake, Place, ToolError

EXAMPLE = """\
Reach: 6,400
Engagements: 320
Cost: €75
Buyers: 40%

Rate = Engagements ÷ Reach = 5.0%
Cost per buyer = cost ÷ (Engagements * Buyers) = €0.59
Twice = Rate × 2 = 10%
"""
LOSS = "A: 1\nB: 3\nLoss = A - B = -€2"


def place(language: str = "en", **changes) -> Place:
    return Place(words=WORDS[language], language=language, **changes)


def form(text: str, language: str = "en", **changes) -> BeautifulSoup:
    """Return the form of a calculator as a browser reads it."""
    around = place(language, **changes)
    html = tostring(TOOL.element(read(text.splitlines(), around), around), encoding="unicode", method="html")
    return BeautifulSoup(html, "html5lib").form


def mistakes(text: str, language: str = "en") -> list[Mistake]:
    with pytest.raises(ToolError) as raised:
        read(text.splitlines(), place(language))
    return list(raised.value.mistakes)


def test_read():
    """Inputs have the example's values, results what follows of them, exactly."""
    calculator = read(EXAMPLE.splitlines(), place())

    assert [(given.name, given.value.worth) for given in calculator.inputs] == [
        ("Reach", 6400),
        ("Engagements", 320),
        ("Cost", 75),
        ("Buyers", Fraction(2, 5)),
    ]
    assert [(result.name, result.formula.words, result.value.worth) for result in calculator.results] == [
        ("Rate", "Engagements ÷ Reach", Fraction(1, 20)),
        ("Cost per buyer", "cost ÷ (Engagements × Buyers)", Fraction(75, 128)),
        ("Twice", "Rate × 2", Fraction(1, 10)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("A: 2\nB = A × 3 = 7", 2, "7 does not follow: A × 3 gives 6 with the values above; write 6"),
        ("A: 2\nB = A ÷ 3 = 66%", 2, "gives 67% (unrounded 66.6667) with the values above; write 67%"),
        ("A: €1\nB = A ÷ 8 = €0.12", 2, "gives €0.13 (unrounded 0.125)"),
        ("A: 3\nB = A ÷ 200 × 100 = 1.5%", 2, "1.5% is a hundredth of A ÷ 200 × 100"),
        ("A: 1\nB = A = 123456789012345", 2, "of 14 digits at most"),
        ("B = 2 × 3 = 6", 0, "the calculator has nothing to fill in"),
        ("A: 2\nB = Aa × 3 = 6", 2, 'nothing above is called "Aa"'),
        ("A: 2\nB = C × 3 = 18\nC = A × 3 = 6", 2, '"C" is worked out further down; move that line above this one'),
        ("A: 2\nB = B × A = 6", 2, '"B" is worked out further down'),
        ("A: 2\na: 3\nB = A × 3 = 6", 2, '"a" is the name of line 1 of the block too'),
        ("A: 2\nA = A × 3 = 6", 2, '"A" is the name of line 1 of the block too'),
        ("A: 2\nC: 3\nB = A × 3 = 6", 2, 'no formula uses "C"; use it in one, or take the line out'),
        ("A: 0\nB = 1 ÷ A = 6", 2, "1 ÷ A divides by zero with the values above"),
        ("A: 2\nB = A × 3", 2, '"B = A × 3" is no line of a calculator'),
        ("A: 2\nB = A × 3 = 6 = 6", 2, "is no line of a calculator"),
        ("A: 2\nHello\nB = A × 3 = 6", 2, '"Hello" is no line of a calculator'),
        ("A:\nB = 2 × 3 = 6", 1, '"A:" is no line of a calculator'),
        ("A: 2", 0, "the calculator gives no result"),
        ("", 0, "the calculator gives no result"),
        ("A: two\nB = A × 3 = 6", 1, '"two" is no number; write one such as 10,000, 2.5, €75 or 40%'),
        ("A: 2\nB = A × 3 = six", 2, '"six" is no number'),
        ("2026: 2\nB = 2 × 3 = 6", 1, '"2026" is no name; write one with a letter in it'),
        ("A: 2\nB = (A × 3 = 6", 2, "a bracket is never closed"),
        ("A: 99999999999\nB = A × A × A = 1", 2, "A × A × A has more than 14 digits"),
    ],
)
def test_mistakes(text, line, words):
    """Each is told on its line, with what to do; nothing else is told because of it."""
    (found,) = mistakes(text)

    assert found.line == line
    assert words in found.message


def test_all_mistakes_are_told_at_once():
    """They come in the order of the lines, and what depends on a mistake is none."""
    found = mistakes("A: x\nB: 2\nHello\nC = A ÷ B = 3\nD = C × B = 4\nE = Bb × 2 = 4")

    assert [mistake.line for mistake in found] == [1, 3, 6]
    assert (found[2].name, found[2].known) == ("Bb", ("A", "B", "C", "D"))


def test_form():
    """A form of labelled fields and, next to each result, its formula in words; the script finds it as steps."""
    made = form(EXAMPLE)

    assert made["aria-label"] == "Calculator"
    assert [(label.get_text(strip=True), label.input["value"]) for label in made.select("label")] == [
        ("Reach", "6,400"),
        ("Engagements", "320"),
        ("Cost (€)", "75"),
        ("Buyers (%)", "40"),
    ]
    assert {field["inputmode"] for field in made.select("input")} == {"decimal"}
    assert [field.get("data-per") for field in made.select("input")] == [None, None, None, "100"]
    assert [item.get_text() for item in made.select("li:has(output)")] == [
        "Rate = Engagements ÷ Reach = 5.0%",
        "Cost per buyer = cost ÷ (Engagements × Buyers) = €0.59",
        "Twice = Rate × 2 = 10%",
    ]
    assert [output["data-sum"] for output in made.select("output")] == ["#1 #0 ÷", "#2 #1 #3 × ÷", "#4 2 ×"]


def test_form_in_the_language_of_the_page():
    """Numbers have the form of the language, the theme's words its words, and a name of its own comes first."""
    made = form("Kosten: 1.234,50 €\nKlicks: 10000\n\nPreis = Kosten ÷ Klicks = 0,12 €", "de")

    assert [field["value"] for field in made.select("input")] == ["1.234,50", "10.000"]
    assert made.output.get_text() == "0,12\u00a0€"
    assert made.button.get_text() == "Zurück zum Beispiel"
    assert form(LOSS, title="A & B").attrs["aria-label"] == "A & B"
    assert form(LOSS).output.get_text() == "−€2"


def test_form_is_plain_text():
    """What a writer calls a value is no markup."""
    made = form('<b>"A" & B: 2\nC = <b>"A" & B × 2 = 4')

    assert made.label.get_text() == '<b>"A" & B '
    assert made.select("b") == []


def test_form_is_light():
    """A calculator of ten inputs and twelve results is small on the way."""
    names = (
        "Impressions",
        "Reach",
        "Engagements",
        "Link clicks",
        "Cost",
        "Margin",
        "Full cost",
        "Orders",
        "Sales",
        "Visits",
    )
    inputs = "".join(f"{name}: {number},000\n" for number, name in enumerate(names, 1))
    pairs = zip(names, [*names[1:], *names[:3]], strict=False)
    results = "".join(f"{a} per {b.lower()} = {a} ÷ {b} × 10,000 = {{}}\n" for a, b in pairs)
    results += "Amplified = Reach × 2 = 4,000\nEarned = Sales - Cost = 4,000\n"
    worths = (number * 10000 / (number + 1) if number < 10 else 100000 for number in range(1, 11))
    text = inputs + results.format(*(f"{worth:,.0f}" for worth in worths))
    around = place()
    html = tostring(TOOL.element(read(text.splitlines(), around), around), encoding="utf-8", method="html")

    assert len(gzip.compress(html, 9)) <= 1229
