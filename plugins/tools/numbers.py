"""Numbers as people write them, with their units: read in any usual form, printed in that of a language.

`theme/static/js/calculator.js` reads and prints them alike: change both together, a test holds them against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol

MONEY = "€$£"
ACCEPTED = "10,000, 2.5, €75 or 40%"
LATIN_DIGITS = "latn"  # as in the rest of the interface, in Arabic too
DIGITS = 14  # a browser's numbers keep one more: https://tc39.es/ecma262/#sec-number.max_safe_integer
NO_BREAK_SPACE = "\u00a0"
MINUS = "−"
# Digits of Arabic and Persian, and the signs between them. https://www.unicode.org/charts/PDF/U0600.pdf
EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
QUANTITY = re.compile(
    rf"(?P<sign>[-{MINUS}]?)\s?(?P<before>[{MONEY}]?)\s?(?P<number>[^{MONEY}%]*?)(?P<after>(?P<space>\s?)[{MONEY}%])?"
)
GAP = re.compile(r"[\s'’](?=[0-9]{3}(?![0-9]))")  # between thousands
PLACES = re.compile(r"\.#+$")  # of a pattern such as #,##0.###


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is printed.

    Attributes:
        before, after: its unit, on one side of it, with the space that parts them.
        digits: those behind the decimal sign.
    """

    before: str = ""
    after: str = ""
    digits: int = 0

    @property
    def scale(self) -> Fraction:
        """Return what 1 in print is worth: a hundredth where the unit is %."""
        return Fraction(1, 100) if self.after.endswith("%") else Fraction(1)

    @property
    def unit(self) -> str:
        return (self.before or self.after).strip()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and how it is printed; 5% is worth a twentieth."""

    worth: Fraction
    form: Form


def quantity(text: str, language: str) -> Quantity | None:
    """Return what a text such as "€75" or "40 %" means in a language, None where it means no number."""
    found = QUANTITY.fullmatch(text.strip())
    if found is None or (found["before"] and found["after"]):
        return None
    number = plain(found["number"], language)
    if not number:
        return None
    after = NO_BREAK_SPACE * len(found["space"] or "") + (found["after"] or "").strip()
    form = Form(found["before"], after, len(number.partition(".")[2]))
    worth = Fraction(number) * form.scale
    return Quantity(-worth if found["sign"] else worth, form)


def plain(text: str, language: str) -> str:
    """Return a number without a sign as Python writes it, "" for what is none or has more digits than scripts keep.

    Thousands and decimals may be parted in the way of any language: "10,000.5", "10.000,5", "10 000,5".
    """
    found = grammar(language).fullmatch(GAP.sub("", text.translate(EASTERN)))
    if found is None:
        return ""
    number = found[0].replace(found["group"] or " ", "").replace(",", ".")
    number = f"0{number}" if number.startswith(".") else number.rstrip(".")
    return number if sum(map(str.isdigit, number)) <= DIGITS else ""


@cache
def grammar(language: str) -> re.Pattern[str]:
    """Return what a number looks like once its thousands are not parted by spaces.

    Of "1,234" alone nobody can tell what the sign parts: it is what the language makes of it.
    """
    decimal = re.escape(get_decimal_symbol(locale(language), numbering_system=LATIN_DIGITS))
    groups = r"[1-9]\d{0,2}(?P<group>[.,])(?:\d{2,3}(?P=group))*\d{3}"  # of two in India
    grouped = rf"{groups}(?:(?!(?P=group))[.,]\d*)?"
    return re.compile(rf"(?!\d{{1,3}}{decimal}(?:\d\d{decimal})*\d{{3}}$){grouped}|\d+[.,]?\d*|[.,]\d+", re.ASCII)


def printed(worth: Fraction, form: Form, language: str) -> str:
    """Return a number with its unit in the form of a language, its last digit rounded half up, away from zero."""
    units = rounded(worth, form)
    whole = PLACES.sub("", locale(language).decimal_formats[None].pattern)
    pattern = f"{whole}.{'0' * form.digits}" if form.digits else whole
    with localcontext(prec=len(str(units)) + form.digits + 1):
        number = Decimal(abs(units)).scaleb(-form.digits)
        digits = format_decimal(number, format=pattern, locale=locale(language), numbering_system=LATIN_DIGITS)
    return f"{MINUS if units < 0 else ''}{form.before}{digits}{form.after}"


def rounded(worth: Fraction, form: Form) -> int:
    """Return a number in units of the last digit that its form prints, rounded half up, away from zero.

    So people round by hand, and `Intl.NumberFormat`: https://tc39.es/ecma402/#sec-setnfdigitoptions
    """
    exact = worth / form.scale * 10**form.digits
    units: int = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return units if exact > 0 else -units


@cache
def locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
