"""Numbers as people write them: read in any usual form, printed in that of a language, rounded half up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.numbers import DIGITS, MONEY, Form, Quantity, printed, quantity

LANGUAGES = ("en-GB", "de", "fr", "es", "ar", "de-CH", "pt-BR", "en-IN")
DECIMAL_POINT, DECIMAL_COMMA = "en", "de"


@pytest.mark.parametrize(
    ("text", "language", "worth"),
    [
        ("10,000", DECIMAL_POINT, "10000"),
        ("10,000", DECIMAL_COMMA, "10"),
        ("10.000", DECIMAL_POINT, "10"),
        ("10.000", DECIMAL_COMMA, "10000"),
        ("1,234,567", DECIMAL_COMMA, "1234567"),
        ("12,34,567", "en-IN", "1234567"),
        ("1,234.5", DECIMAL_COMMA, "1234.5"),
        ("1.234,5", DECIMAL_POINT, "1234.5"),
        ("10 000,5", DECIMAL_POINT, "10000.5"),
        ("10 000,500", DECIMAL_POINT, "10000.5"),
        ("10\u202f000", "fr", "10000"),
        ("1’234.5", "de-CH", "1234.5"),
        ("0,500", DECIMAL_POINT, "0.5"),
        ("2,5", DECIMAL_POINT, "2.5"),
        (".5", DECIMAL_POINT, "0.5"),
        ("5.", DECIMAL_POINT, "5"),
        ("007", DECIMAL_POINT, "7"),
        ("1234,567", DECIMAL_POINT, "1234.567"),
        ("١٠٬٠٠٠٫٥", "ar", "10000.5"),
        ("۱۲۳", "ar", "123"),
        (" -5 ", DECIMAL_POINT, "-5"),
        ("−5", DECIMAL_POINT, "-5"),
    ],
)
def test_read(text, language, worth):
    """What one sign before three digits parts is a matter of the language; all else says itself what it is."""
    assert quantity(text, language).worth == Fraction(worth)


@pytest.mark.parametrize(
    ("text", "worth", "before", "after", "digits"),
    [
        ("€75", "75", "€", "", 0),
        ("€ 75.50", "75.5", "€", "", 2),
        ("75 €", "75", "", "\u00a0€", 0),
        ("-£1,234.50", "-1234.5", "£", "", 2),
        ("− $ 3", "-3", "$", "", 0),
        ("5.0%", "1/20", "", "%", 1),
        ("40 %", "2/5", "", "\u00a0%", 0),
    ],
)
def test_units(text, worth, before, after, digits):
    """A unit stands on one side; of a percentage 1 is worth a hundredth."""
    assert quantity(text, "en") == Quantity(Fraction(worth), Form(before, after, digits))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "€",
            "%",
            "ten",
            "1.2.3",
            "1,23,4.5.6",
            "1.23.456",
            "1 2",
            "1,234,5",
            "€5€",
            "%5",
            "5 kg",
            "€-5",
            "1e5",
            "0x10",
        ),
        *("--5", "1" * (DIGITS + 1)),
    ],
)
def test_no_number(text):
    """What could mean two numbers, or none, is none; nor is one with more digits than a browser keeps."""
    assert quantity(text, "en") is None


@pytest.mark.parametrize(
    ("worth", "form", "language", "text"),
    [
        ("1234567.5", Form(digits=1), "en-GB", "1,234,567.5"),
        ("1234567.5", Form(digits=1), "de", "1.234.567,5"),
        ("1234", Form(digits=2), "es", "1.234,00"),
        ("1234", Form(), "fr", "1\u202f234"),
        ("1234", Form(), "ar", "1,234"),
        ("1234567", Form(), "en-IN", "12,34,567"),
        ("-30", Form("€", "", 2), "en", "−€30.00"),
        ("-1/3", Form("", "%", 1), "en", "−33.3%"),
        # half up, away from zero, where bankers would round to even
        ("0.5", Form(), "en", "1"),
        ("2.5", Form(), "en", "3"),
        ("-2.5", Form(), "en", "−3"),
        ("1.005", Form(digits=2), "en", "1.01"),
        ("0.0145", Form("", "%", 1), "en", "1.5%"),
        # no sign before nothing
        ("-0.4", Form(), "en", "0"),
        ("0", Form("€", "", 2), "en", "€0.00"),
    ],
)
def test_printed(worth, form, language, text):
    """Digits, signs and units as the language and the writer have them."""
    assert printed(Fraction(worth), form, language) == text


UNITS = st.one_of(
    st.just(("", "")),
    st.sampled_from(MONEY).map(lambda unit: (unit, "")),
    st.sampled_from(f"{MONEY}%").map(lambda unit: ("", unit)),
)


@given(
    units=st.integers(-(10**9), 10**9),
    digits=st.integers(0, 4),
    unit=UNITS,
    language=st.sampled_from(LANGUAGES),
)
def test_what_is_printed_is_read_as_the_same(units, digits, unit, language):
    """A number in the form of a language means that number in it."""
    form = Form(*unit, digits)
    worth = Fraction(units, 10**digits) * form.scale

    assert quantity(printed(worth, form, language), language) == Quantity(worth, form)
