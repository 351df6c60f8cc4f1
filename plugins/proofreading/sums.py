"""Computes every sum that stands in a text again.

A sum is what has a sign of equality with numbers on both sides: `€75 ÷ 150 = €0.50`, `3 × (20 + 5) = 75`, also as a
chain. Words may stand behind a number as its unit ("20 hours × €25 = €500"). Equal means that the computed value rounds
to the digits shown. Whatever looks like a sum and cannot be read is told, so that none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

from writing.lines import SPAN

from proofreading.inline import cells, images, plain
from proofreading.model import Article, Finding, Kind

TOKEN = re.compile(
    r"""
    (?P<date>(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,4}/\d{1,2}/\d{1,4}|24/7)(?!\d))
    |(?P<number>
        (?P<before>[€$£]\s?)?
        (?<![\w.,]) (?P<digits>\d{1,3}(?:[,\xa0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+) (?![\d]|\.\d|,\d)
        (?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\^\d{1,3}(?!\d))?
        (?:\s?(?P<scale>million|thousand|billion)\b|(?P<kilo>k)\b)?
        (?P<percent>\s?%)?
        (?P<after>\s?€)?
        (?!\w)
    )
    |(?P<equal>[=≈])
    |(?P<times>[×·∙*]|(?<=\s)(?:x|times)(?=\s))
    |(?P<over>÷|(?<=\s)/(?=\s)|(?<=\d)/(?=[€$£]?\d))
    |(?P<plus>(?<=[\s\d)%])\+(?=[\s\d(€$£]))
    |(?P<minus>(?<=[\s\d)%])[-−–](?=[\s\d(€$£])|(?<!\w)[-−–](?=[€$£]?\d))
    |(?P<open>\() |(?P<close>\))
    |(?P<ratio>(?<=\d)\ :\ (?=\d)|(?<=\d):(?=\d))
    |(?P<word>[^\W\d_](?:[\w’'.-]*\w)?)
    |(?P<other>\d[\w.,]*\w|\S)
    """,
    re.VERBOSE,
)
SIGNS = re.compile(r"[=≈×÷·∙*+]|\s[-−–/x]\s|\d/[€$£]?\d|\bof\s|\btimes\s")  # a text without one of them holds no sum
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
# Say the same as "=" behind a product, quotient or sum of numbers.
EQUALS = frozenset(("is", "are", "makes", "gives", "leaves", "equals"))
UNREAD = "cannot be read"
# Before a number that an equality follows: "half of 10 = 5", "1 in 4 = 25%".
SHARES = frozenset(("of", "in", "per"))
POINTS = frozenset(("percentage", "point", "points"))
LONGEST_UNIT = 5  # words that may stand between a number and the sign behind it
SVG_TEXTS = ("title", "desc", "text")


class Sign(Enum):
    """What a token is to a sum."""

    DATE = "date"
    NUMBER = "number"
    EQUAL = "equal"
    TIMES = "times"
    OVER = "over"
    PLUS = "plus"
    MINUS = "minus"
    OPEN = "open"
    CLOSE = "close"
    RATIO = "ratio"
    WORD = "word"
    OTHER = "other"


ADDING, MULTIPLYING = (Sign.PLUS, Sign.MINUS), (Sign.TIMES, Sign.OVER)
OPERATORS = (*ADDING, *MULTIPLYING)
OPENING = (Sign.NUMBER, Sign.OPEN, Sign.MINUS)
EDGES = frozenset(".,;:!?|")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, sign or word of a text, and where it stands there."""

    sign: Sign
    match: re.Match[str]

    @property
    def text(self) -> str:
        return self.match[0]


@dataclass(frozen=True, slots=True)
class Amount:
    """What an expression comes to.

    Attributes:
        value: exact; 5% is a twentieth.
        money: how often money is a factor of it: 1 for €5, 0 for €10 ÷ €5; None where no currency is written.
        places: digits shown behind the point of a lone number, and `is_percent`: whether a percent sign follows them.
        is_lone: whether it is a number and no expression.
    """

    value: Fraction
    money: int | None = None
    places: int = 0
    is_percent: bool = False
    is_lone: bool = False

    def shows(self, exact: Fraction) -> bool:
        """Return whether a value rounds to this number as it is written; at the half either way is right."""
        unit = Fraction(10) ** -self.places / (100 if self.is_percent else 1)
        return abs(exact - self.value) <= unit / 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it is written, where it begins in its text, and what is wrong with it ("" for nothing)."""

    text: str
    start: int
    wrong: str = ""


class Unreadable(ValueError):  # noqa: N818 (nobody's error yet)
    """Raised where no expression begins."""


class Reader:
    """Reads one expression after another from the tokens of a text."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def sign(self, ahead: int = 0) -> Sign | None:
        """Return what the next token is, or the one so many further on; None behind the last."""
        return self.tokens[self.at + ahead].sign if self.at + ahead < len(self.tokens) else None

    def chain(self, start: int) -> list[Amount]:
        """Return the members of the chain of equations that begins at a token. Raises Unreadable."""
        self.at = start
        members = [self.expression()]
        while self.is_equality(members[-1]):
            self.at += 1
            members.append(self.expression())
        return members

    def is_equality(self, left: Amount) -> bool:
        if self.sign() is Sign.EQUAL:
            return True
        is_said = self.sign() is Sign.WORD and self.tokens[self.at].text in EQUALS
        return is_said and not left.is_lone and self.sign(1) is Sign.NUMBER

    def expression(self) -> Amount:
        left = self.product()
        while (sign := self.sign()) in ADDING and self.continues():
            self.at += 1
            right = self.product()
            value = left.value + right.value if sign is Sign.PLUS else left.value - right.value
            left = Amount(value, right.money if left.money is None else left.money)
        return left

    def product(self) -> Amount:
        left = self.factor()
        while (sign := self.sign()) in MULTIPLYING and self.continues():
            self.at += 1
            right = self.factor()
            if sign is Sign.OVER and not right.value:
                raise Unreadable
            value = left.value * right.value if sign is Sign.TIMES else left.value / right.value
            left = Amount(value, together(left, right, 1 if sign is Sign.TIMES else -1))
        return left

    def continues(self) -> bool:
        """Return whether an operand follows the sign."""
        return self.sign(1) in OPENING

    def factor(self) -> Amount:
        if self.sign() is Sign.MINUS:
            self.at += 1
            amount = self.factor()
            return replace(amount, value=-amount.value)
        if self.sign() is Sign.OPEN:
            return self.bracket()
        amount = self.number()
        if self.sign() is Sign.WORD and self.tokens[self.at].text == "of" and self.sign(1) is Sign.NUMBER:
            return self.part(amount)
        if self.sign() is Sign.RATIO and self.sign(1) is Sign.NUMBER:
            return self.ratio(amount)
        return self.unit(amount)

    def bracket(self) -> Amount:
        self.at += 1
        inside = self.expression()
        if self.sign() is not Sign.CLOSE:
            raise Unreadable
        self.at += 1
        return self.unit(Amount(inside.value, inside.money))

    def number(self) -> Amount:
        if self.sign() is not Sign.NUMBER:
            raise Unreadable
        self.at += 1
        return number(self.tokens[self.at - 1].match)

    def part(self, share: Amount) -> Amount:
        """Return what "40% of 20 hours" comes to, behind the share."""
        if not share.is_percent:
            raise Unreadable
        self.at += 1
        whole = self.factor()
        return Amount(share.value * whole.value, whole.money)

    def ratio(self, first: Amount) -> Amount:
        """Return what "4 : 5" comes to, behind the first number."""
        self.at += 1
        second = self.number()
        if not second.value:
            raise Unreadable
        return Amount(first.value / second.value, None, first.places, first.is_percent, second.value == 1)

    def unit(self, amount: Amount) -> Amount:
        """Pass the words behind a number where a sign of the sum follows them; return the number."""
        count = 0
        while (
            count < LONGEST_UNIT and self.sign(count) is Sign.WORD and self.tokens[self.at + count].text not in EQUALS
        ):
            count += 1
        following = self.sign(count)
        if count and self.tokens[self.at].text in POINTS and amount.is_lone:
            amount = replace(amount, value=amount.value / 100, is_percent=True)
        is_said = following is Sign.WORD and self.sign(count + 1) is Sign.NUMBER
        if following in (*OPERATORS, Sign.EQUAL, Sign.CLOSE) or is_said:
            self.at += count
        return amount


def together(left: Amount, right: Amount, sign: int) -> int | None:
    """Return how often money is a factor of a product or, where `sign` is -1, of a quotient."""
    if left.money is None and right.money is None:
        return None
    return (left.money or 0) + sign * (right.money or 0)


def number(match: re.Match[str]) -> Amount:
    """Return the number that is written in a token."""
    digits = match["digits"]
    value = Fraction(re.sub(r"[,\s]", "", digits))
    scale = SCALES.get(match["scale"] or "", 1000 if match["kilo"] else 1)
    places = len(digits.partition(".")[2]) - len(str(scale)) + 1
    if match["power"]:
        value **= int(match["power"].removeprefix("^").translate(SUPERSCRIPTS))
    is_percent = bool(match["percent"])
    money = 1 if match["before"] or match["after"] else None
    value = value * scale / (100 if is_percent else 1)
    return Amount(value, money, places, is_percent, is_lone=not match["power"])


def tokenise(text: str) -> list[Token]:
    """Return the numbers, signs and words of a text."""
    return [Token(Sign(match.lastgroup), match) for match in TOKEN.finditer(text)]


def sums(text: str) -> list[Sum]:
    """Return the sums of a text in their order, those that cannot be read among them."""
    if not SIGNS.search(text):
        return []
    tokens = tokenise(text)
    reader = Reader(tokens)
    found: list[Sum] = []
    done: set[int] = set()
    at = 0
    while at < len(tokens):
        end = 0
        if tokens[at].sign in OPENING and not is_operand(tokens, at):
            try:
                members = reader.chain(at)
                end = reader.at
            except Unreadable:
                members = []
            if len(members) > 1:
                start, stop = tokens[at].match.start(), tokens[end - 1].match.end()
                found.append(Sum(text[start:stop], start, wrong(members)))
                done.update(range(at, end))
            elif end and any(token.sign in OPERATORS for token in tokens[at:end]):
                done.update(range(at, end))
            else:
                end = 0
        at = end or at + 1
    found += unread(text, tokens, done)
    return sorted(found, key=lambda entry: entry.start)


def is_operand(tokens: list[Token], at: int) -> bool:
    """Return whether what stands before a token makes it the rest of something that could not be read."""
    if not at or tokens[at].sign is Sign.OPEN:
        return False
    before, after = tokens[at - 1], tokens[at + 1 : at + 2]
    is_share = before.text in SHARES and [token.sign for token in after] == [Sign.EQUAL]
    return is_share or before.sign in (*MULTIPLYING, Sign.PLUS)


def wrong(members: list[Amount]) -> str:
    """Return what is wrong with a chain of equations, "" for nothing."""
    exact = next((member for member in members if not member.is_lone), members[0])
    for member in members:
        if member is exact:
            continue
        shows = member.shows(exact.value) if member.is_lone else member.value == exact.value
        is_equal = shows or (exact.is_lone and exact.shows(member.value))
        if not is_equal:
            return f"comes to {shown(exact.value, member)}"
        if exact.money is not None and (exact.money == 1) != (member.money == 1):
            return "loses its currency" if exact.money == 1 else "is no amount of money"
    return ""


def shown(value: Fraction, like: Amount) -> str:
    """Return a value as a number that stood in its place would be written, with two digits more."""
    percent = "%" if like.is_percent else ""
    places = max(like.places, 0) + 2
    units = round(value * (100 if percent else 1) * 10**places)
    whole, rest = divmod(abs(units), 10**places)
    digits = f"{'-' if units < 0 else ''}{whole:,}.{rest:0{places}}"
    return digits.rstrip("0").rstrip(".") + percent


def unread(text: str, tokens: list[Token], done: set[int]) -> Iterator[Sum]:
    """Yield what a reader would call a sum though nothing has read it.

    That is a result behind a sign of equality with something to count before it, or "×" or "÷" between two numbers.
    What names a figure ("CTR = 1.5%", "CPC = €75 ÷ 150 = €0.50") or a formula ("cost ÷ impressions × 1,000") is none.
    """
    for at, token in enumerate(tokens):
        if at in done or token.sign not in (Sign.EQUAL, *MULTIPLYING):
            continue
        left, right = side(tokens, at, -1), side(tokens, at, 1)
        if token.sign is Sign.EQUAL:
            is_result = any(part.sign in OPENING for part in right[:1]) and at + 1 not in done
            is_sum = is_result and any(part.sign in (*OPERATORS, Sign.NUMBER) for part in left)
        else:
            between = all(any(part.sign is Sign.NUMBER for part in nearest[:1]) for nearest in (left, right))
            is_sum = between and token.text != "/"
        if is_sum:
            start = left[-1].match.start() if left else token.match.start()
            end = right[-1].match.end() if right else token.match.end()
            yield Sum(text[start:end], start, UNREAD)


def side(tokens: list[Token], at: int, step: int) -> list[Token]:
    """Return the tokens on one side of a sign, the nearest first, up to the next equality or the end of a phrase."""
    found = []
    at += step
    while 0 <= at < len(tokens) and tokens[at].sign is not Sign.EQUAL and tokens[at].text not in EDGES:
        found.append(tokens[at])
        at += step
    return found


def texts(article: Article, folder: Path | None = None) -> Iterator[tuple[int, str]]:
    """Yield all texts in which sums may stand, each with its line: blocks, cells, captions, drawings.

    Not code: the answers of calculators are checked by the build (tools/calculator.py). `folder` is the one that the
    paths of pictures begin at; drawings are read where it is given.
    """
    yield from article.front()
    for block in article.blocks:
        if block.kind is Kind.CODE:
            continue
        if block.kind in (Kind.HEAD, Kind.ROW):
            yield block.line, " | ".join(results(cells(block.raw)))
        else:
            yield block.line, plain(SPAN.sub(shown_sum, block.raw))
        for alternative, address, caption in images(block.raw):
            yield block.line, alternative
            yield block.line, caption
            if folder and address.endswith(".svg"):
                yield from ((block.line, words) for words in drawn(folder / address))


def shown_sum(code: re.Match[str]) -> str:
    """Return a piece of code where it shows a sum, else spaces: `utm_id=5` is none."""
    return code[0].strip("`") if re.search("[×÷]", code[0]) else re.sub(r"[^\n]", " ", code[0])


def results(row: list[str]) -> list[str]:
    """Return the cells of a row as plain words; a sum in one and its result in the next become one text."""
    found: list[str] = []
    for cell in (plain(SPAN.sub(shown_sum, part)) for part in row):
        is_result = [token.sign for token in tokenise(cell)] == [Sign.NUMBER]
        if is_result and found and is_expression(found[-1]):
            found[-1] += f" = {cell}"
        else:
            found.append(cell)
    return found


def is_expression(text: str) -> bool:
    """Return whether a text is a product, sum, quotient or difference of numbers, and nothing else."""
    tokens = tokenise(text)
    reader = Reader(tokens)
    try:
        members = reader.chain(0)
    except Unreadable:
        return False
    return reader.at == len(tokens) and len(members) == 1 and not members[0].is_lone


def drawn(file: Path) -> Iterator[str]:
    """Yield the texts of a drawing; nothing where there is no such file, or no XML in it."""
    try:
        root = ET.parse(file).getroot()  # noqa: S314 (a file of the site)
    except (OSError, ET.ParseError):
        return
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] in SVG_TEXTS:
            yield " ".join("".join(element.itertext()).split())


def sums_of(article: Article, folder: Path | None = None) -> list[tuple[int, Sum]]:
    """Return the sums of an article, each with its line."""
    return [
        (line + text.count("\n", 0, entry.start), entry)
        for line, text in texts(article, folder)
        for entry in sums(text)
    ]


def check_sums(article: Article, folder: Path | None = None) -> Iterator[Finding]:
    """Yield the sums that are wrong, and those that cannot be read. Numbers are read as English writes them."""
    if not article.is_english:
        return
    for line, entry in sums_of(article, folder):
        if not entry.wrong:
            continue
        written = " ".join(entry.text.split())
        if entry.wrong == UNREAD:
            advice = "write numbers, ÷ × + - and one result: 150 ÷ 10,000 = 1.5%"
            yield article.at(line, "sums", f'"{written}" looks like a sum and cannot be read', advice)
        else:
            yield article.at(line, "sums", f'"{written}" {entry.wrong}', "correct the sum, or the digits shown")
