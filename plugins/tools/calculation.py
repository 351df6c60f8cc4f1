"""Formulas in words: read into postfix notation, in which they are worked out without brackets or ranks."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tools.numbers import quantity

# What may be written for each, as it is printed.
SIGNS = {"÷": "÷", "/": "÷", "×": "×", "*": "×", "·": "×", "x": "×", "+": "+", "-": "−", "–": "−", "−": "−"}
OPERATIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "÷": operator.truediv,
    "×": operator.mul,
    "+": operator.add,
    "−": operator.sub,
}
RANKS = {"÷": 2, "×": 2, "+": 1, "−": 1}
OPENED, CLOSED = "()"
NUMBER = re.compile(r"[0-9٠-٩۰-۹.](?:[0-9٠-٩۰-۹.,٫٬]|[\s'’](?=[0-9]{3}(?![0-9])))*(?:\s?%)?")
SIGN = re.compile(r"[-÷/×*·+–−()]|x(?=\s)")
UNKNOWN = re.compile(r"[^÷/×*·+–−()]+?(?=\s+[-x]\s|\s*[÷/×*·+–−()]|$)")
SUM = "write names and numbers with ÷, ×, +, − and brackets between them"

Step = str | int | Fraction
"""A step of a formula in postfix notation: a number, the place of a named value, or a sign for the last two."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula.

    Attributes:
        words: as people read it.
        steps: in postfix notation.
    """

    words: str
    steps: tuple[Step, ...]


class FormulaError(ValueError):
    """A formula that cannot be read; the message says why.

    Attributes:
        name: what stands where a name is wanted and is none that is known, or "".
    """

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


def read_formula(text: str, names: Sequence[str], language: str) -> Formula:
    """Return a formula whose names are those of earlier values, in any case; their places count from 0.

    Raises FormulaError.
    """
    tokens = tokenised(text, names, language)
    return Formula(" ".join(word for word, _ in tokens).replace("( ", "(").replace(" )", ")"), postfix(tokens))


def tokenised(text: str, names: Sequence[str], language: str) -> list[tuple[str, Step]]:
    """Return the parts of a formula, each as it is read and as a step; a bracket is a step for itself."""
    places = {key(name): place for place, name in enumerate(names)}
    longest = sorted(names, key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)", re.IGNORECASE)
    tokens: list[tuple[str, Step]] = []
    rest = " ".join(text.split())
    while rest:
        if found := named.match(rest):
            tokens.append((found[0], places[key(found[0])]))
        elif found := NUMBER.match(rest):
            number = quantity(found[0], language)
            if number is None:
                raise FormulaError(f'"{found[0]}" is no number; write one such as 1,000')
            tokens.append((found[0], number.worth))
        elif found := SIGN.match(rest):
            sign = SIGNS.get(found[0], found[0])
            tokens.append((sign, sign))
        else:
            found = UNKNOWN.match(rest)
            name = found[0] if found else rest
            raise FormulaError(f'nothing above is called "{name}"; {SUM}', name)
        rest = rest[found.end() :].lstrip()
    return tokens


def key(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(name.split()).casefold()


def check(tokens: Sequence[tuple[str, Step]]) -> None:
    """Raise FormulaError unless values and signs take turns, and every bracket has its other half."""
    depth = 0
    wants_value = True
    for word, step in tokens:
        begins_value = step == OPENED or not isinstance(step, str)
        depth += {OPENED: 1, CLOSED: -1}.get(word, 0)
        if begins_value != wants_value:
            raise FormulaError(f'"{word}" does not fit where it stands; {SUM}')
        if depth < 0:
            raise FormulaError('a bracket is closed that was never opened; write "(" where it begins')
        wants_value = step == OPENED or word in RANKS
    if wants_value:
        raise FormulaError(f"the formula ends too early; {SUM}")
    if depth:
        raise FormulaError('a bracket is never closed; write ")" behind what stands in it')


def postfix(tokens: Sequence[tuple[str, Step]]) -> tuple[Step, ...]:
    """Return the steps of a formula in postfix notation, by Dijkstra's shunting yard. Raises FormulaError."""
    check(tokens)
    steps: list[Step] = []
    waiting: list[str] = []
    for _, step in tokens:
        if not isinstance(step, str):
            steps.append(step)
        elif step == OPENED:
            waiting.append(step)
        elif step == CLOSED:
            while (sign := waiting.pop()) != OPENED:
                steps.append(sign)
        else:
            while waiting and RANKS.get(waiting[-1], 0) >= RANKS[step]:
                steps.append(waiting.pop())
            waiting.append(step)
    return (*steps, *reversed(waiting))


def worth(steps: Sequence[Step], values: Sequence[Fraction]) -> Fraction:
    """Return what a formula gives, exactly. Raises ZeroDivisionError."""
    stack: list[Fraction] = []
    for step in steps:
        if isinstance(step, str):
            second, first = stack.pop(), stack.pop()
            stack.append(OPERATIONS[step](first, second))
        else:
            stack.append(values[step] if isinstance(step, int) else step)
    return stack[0]
