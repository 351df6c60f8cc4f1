"""Formulas in words, read into postfix notation and worked out."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tools.calculation import FormulaError, read_formula, worth

NAMES = ("Reach", "Clicks", "Link clicks", "Click-through rate", "Clicks (all)")
VALUES = tuple(map(Fraction, (6400, 7, 150, "0.015", 11)))


@pytest.mark.parametrize(
    ("text", "words", "steps", "found"),
    [
        ("Link clicks ÷ Reach", "Link clicks ÷ Reach", (2, 0, "÷"), "150/6400"),
        ("link clicks/REACH", "link clicks ÷ REACH", (2, 0, "÷"), "150/6400"),
        ("Clicks * Link  clicks", "Clicks × Link clicks", (1, 2, "×"), "1050"),
        ("Reach - Clicks − Clicks", "Reach − Clicks − Clicks", (0, 1, "−", 1, "−"), "6386"),
        ("Reach - (Clicks - 1)", "Reach − (Clicks − 1)", (0, 1, Fraction(1), "−", "−"), "6394"),
        ("1 + 2 × 3", "1 + 2 × 3", (Fraction(1), Fraction(2), Fraction(3), "×", "+"), "7"),
        ("(1 + 2) × 3", "(1 + 2) × 3", (Fraction(1), Fraction(2), "+", Fraction(3), "×"), "9"),
        ("8 ÷ 4 ÷ 2", "8 ÷ 4 ÷ 2", (Fraction(8), Fraction(4), "÷", Fraction(2), "÷"), "1"),
        ("Click-through rate × 1,000", "Click-through rate × 1,000", (3, Fraction(1000), "×"), "15"),
        ("Clicks (all) + 5%", "Clicks (all) + 5%", (4, Fraction(1, 20), "+"), "11.05"),
        ("Reach", "Reach", (0,), "6400"),
        ("Reach x Clicks – 2 · 3", "Reach × Clicks − 2 × 3", (0, 1, "×", Fraction(2), Fraction(3), "×", "−"), "44794"),
    ],
)
def test_read(text, words, steps, found):
    """The longest name wins, in any case; × and ÷ come before + and −, else left before right."""
    formula = read_formula(text, NAMES, "en")

    assert (formula.words, formula.steps) == (words, steps)
    assert worth(formula.steps, VALUES) == Fraction(found)


@pytest.mark.parametrize(
    ("text", "message", "name"),
    [
        ("Raech ÷ 2", 'nothing above is called "Raech"', "Raech"),
        ("2 × Click-thru rate", 'nothing above is called "Click-thru rate"', "Click-thru rate"),
        ("Reachable + 1", 'nothing above is called "Reachable"', "Reachable"),
        ("Reach : 2", 'nothing above is called ": 2"; write names and numbers with ÷', ": 2"),
        ("Clicks + and more x 2", 'nothing above is called "and more"', "and more"),
        ("Reach ÷", "the formula ends too early", ""),
        ("", "the formula ends too early", ""),
        ("Reach Clicks", '"Clicks" does not fit where it stands', ""),
        ("÷ Reach", '"÷" does not fit where it stands', ""),
        ("-Reach", '"−" does not fit where it stands', ""),
        ("Reach ÷ × 2", '"×" does not fit where it stands', ""),
        ("2 (Reach)", '"(" does not fit where it stands', ""),
        ("()", '")" does not fit where it stands', ""),
        ("(Reach", "a bracket is never closed", ""),
        ("Reach)", "a bracket is closed that was never opened", ""),
        ("1.2.3 + 1", '"1.2.3" is no number', ""),
    ],
)
def test_mistakes(text, message, name):
    """A formula that cannot be read says why; a name that is none is told, so that one like it can be found."""
    with pytest.raises(FormulaError) as raised:
        read_formula(text, NAMES, "en")

    assert str(raised.value).startswith(message)
    assert raised.value.name == name


def test_division_by_zero():
    """What cannot be worked out is no number."""
    with pytest.raises(ZeroDivisionError):
        worth(read_formula("1 ÷ Reach", ["Reach"], "en").steps, [Fraction(0)])


SUMS = st.recursive(
    st.one_of(st.integers(0, 999).map(str), st.sampled_from(["a", "b"])),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner, st.booleans()).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})" if parts[3] else f"{parts[0]} {parts[1]} {parts[2]}"
    ),
    max_leaves=12,
)


@given(text=SUMS, a=st.fractions(), b=st.fractions())
def test_as_python_has_it(text, a, b):
    """Whatever a formula is made of, it gives what Python makes of it."""
    digits = re.sub(r"\d+", r"Fraction(\g<0>)", text)
    try:
        expected = eval(digits, {"Fraction": Fraction, "a": a, "b": b})  # noqa: S307 (made above)
    except ZeroDivisionError:
        assume(False)  # noqa: FBT003

    assert worth(read_formula(text, ["a", "b"], "en").steps, [a, b]) == expected
