"""The calculator: inputs with the values of an example, and results by formulas in words, whose answers are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from tools.calculation import Formula, FormulaError, Step, key, read_formula, worth
from tools.forms import form, listed, resettable
from tools.model import Mistake, Place, Tool, ToolError
from tools.numbers import ACCEPTED, DIGITS, Form, Quantity, printed, quantity, rounded

LINES = "write “Name: value” for what a reader fills in, “Name = formula = answer” for what comes of it"


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader fills in: its name, and its value in the example."""

    name: str
    value: Quantity


@dataclass(frozen=True, slots=True)
class Result:
    """What comes of it: its name, its formula, and its value in the example, which is exact."""

    name: str
    formula: Formula
    value: Quantity


@dataclass(frozen=True, slots=True)
class Calculator:
    """Inputs and results in their order; formulas count the inputs from 0, then the results."""

    inputs: tuple[Input, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the block: its number, its parts without the spaces around them."""

    number: int
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return " ".join(self.parts[0].split())


def read(lines: Sequence[str], place: Place) -> Calculator:
    """Return the calculator that lines describe. Raises ToolError."""
    return Reading(place.language).calculator(lines)


class Reading:
    """Reads the lines of one calculator and collects what is wrong in them.

    Attributes:
        names: of all values so far.
        values: theirs in the example; None where it is not known because of a mistake.
        used: places of the values that formulas name.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.mistakes: list[Mistake] = []
        self.names: list[str] = []
        self.values: list[Fraction | None] = []
        self.used: set[int] = set()

    def calculator(self, lines: Sequence[str]) -> Calculator:
        """Return the calculator. Raises ToolError."""
        inputs, results = self.told_apart(lines)
        fields = [self.input(line) for line in inputs]
        below = [line.name for line in results]
        sums = [self.result(line, below[index:]) for index, line in enumerate(results)]
        found = sorted(self.mistakes, key=lambda mistake: mistake.line) or list(self.lacking(inputs, results))
        if found:
            raise ToolError(found)
        return Calculator(tuple(filter(None, fields)), tuple(filter(None, sums)))

    def lacking(self, inputs: Sequence[Line], results: Sequence[Line]) -> Iterator[Mistake]:
        """Yield what lines lack of which each is right by itself."""
        if not results:
            yield Mistake(0, f"the calculator gives no result; {LINES}")
        elif not inputs:
            yield Mistake(0, f"the calculator has nothing to fill in; {LINES}")
        for place, line in enumerate(inputs if results else ()):
            if place not in self.used:
                yield Mistake(line.number, f'no formula uses "{line.name}"; use it in one, or take the line out')

    def told_apart(self, lines: Sequence[str]) -> tuple[list[Line], list[Line]]:
        """Return the lines of inputs and those of results; all others are mistakes, but for empty ones."""
        inputs: list[Line] = []
        results: list[Line] = []
        seen: dict[str, int] = {}
        for number, text in enumerate(lines, 1):
            if not text.strip():
                continue
            sign, most, wanted, kind = ("=", -1, 3, results) if "=" in text else (":", 1, 2, inputs)
            line = Line(number, tuple(map(str.strip, text.split(sign, most))))
            if len(line.parts) != wanted or not all(line.parts):
                self.mistakes.append(Mistake(number, f'"{text.strip()}" is no line of a calculator; {LINES}'))
            elif not re.search(r"[^\W\d_]", line.name):
                self.mistakes.append(Mistake(number, f'"{line.name}" is no name; write one with a letter in it'))
            elif first := seen.get(key(line.name)):
                message = f'"{line.name}" is the name of line {first} of the block too; give one another name'
                self.mistakes.append(Mistake(number, message))
            else:
                seen[key(line.name)] = number
                kind.append(line)
        return inputs, results

    def input(self, line: Line) -> Input | None:
        """Return an input; None where its value is none."""
        value = quantity(line.parts[1], self.language)
        self.names.append(line.name)
        self.values.append(value.worth if value else None)
        if value is None:
            self.mistakes.append(self.no_number(line, line.parts[1]))
            return None
        return Input(line.name, value)

    def result(self, line: Line, below: Sequence[str]) -> Result | None:
        """Return a result; None where it is wrong. `below` are the names of this result and those after it."""
        _, text, answer = line.parts
        value, formula = None, None
        try:
            formula = read_formula(text, self.names, self.language)
            value = self.worked_out(line, formula)
        except FormulaError as error:
            self.mistakes.append(self.misread(line, error, below))
        except ZeroDivisionError:
            self.mistakes.append(
                Mistake(line.number, f"{text} divides by zero with the values above; give other values as the example")
            )
        self.names.append(line.name)
        self.values.append(value)
        shown = quantity(answer, self.language)
        if shown is None:
            self.mistakes.append(self.no_number(line, answer))
        if formula is None or value is None or shown is None:
            return None
        if wrong := self.unlike(value, shown, answer, formula):
            self.mistakes.append(Mistake(line.number, wrong))
        return Result(line.name, formula, Quantity(value, shown.form))

    def no_number(self, line: Line, text: str) -> Mistake:
        """Return what is wrong with a text that stands where a number should."""
        accepted = f"write one such as {ACCEPTED}, of {DIGITS} digits at most"
        return Mistake(line.number, f'"{text}" is no number; {accepted}')

    def worked_out(self, line: Line, formula: Formula) -> Fraction | None:
        """Return what a formula gives with the example's values, None where one of them is not known."""
        places = {step for step in formula.steps if isinstance(step, int)}
        self.used |= places
        known = [self.values[place] for place in places]
        return None if None in known else worth(formula.steps, [value or Fraction(0) for value in self.values])

    def misread(self, line: Line, error: FormulaError, below: Sequence[str]) -> Mistake:
        """Return what is wrong with a formula."""
        if error.name and key(error.name) in map(key, below):
            return Mistake(line.number, f'"{error.name}" is worked out further down; move that line above this one')
        return Mistake(line.number, str(error), error.name, tuple(self.names))

    def unlike(self, value: Fraction, shown: Quantity, answer: str, formula: Formula) -> str:
        """Return what is wrong with an answer, or ""."""
        if abs(value) >= 10**DIGITS:
            return f"{formula.words} has more than {DIGITS} digits; give other values as the example"
        if rounded(value, shown.form) == rounded(shown.worth, shown.form):
            return ""
        if shown.form.scale != 1 and rounded(value * shown.form.scale, shown.form) == rounded(shown.worth, shown.form):
            return f"{answer} is a hundredth of {formula.words}, since % divides by 100 already; take the × 100 out"
        right = printed(value, shown.form, self.language)
        unrounded = value / shown.form.scale * 10**shown.form.digits
        exact = "" if unrounded == rounded(value, shown.form) else f" (unrounded {float(value / shown.form.scale):.6g})"
        return f"{answer} does not follow: {formula.words} gives {right}{exact} with the values above; write {right}"


def element(calculator: Calculator, place: Place) -> Element:
    """Return the form of a calculator, filled in with the example; the script finds formulas in postfix notation."""
    said = {"data-wrong": place.words.say("tool_number"), "data-odd": place.words.say("tool_odd", number="{number}")}
    made = form("calculator", place, said)
    for item, given in listed(made, calculator.inputs):
        shown = given.value.form
        label = SubElement(item, "label")
        label.text = f"{given.name} ({shown.unit}) " if shown.unit else f"{given.name} "
        number = printed(given.value.worth / shown.scale, Form(digits=shown.digits), place.language)
        field = SubElement(label, "input", {"inputmode": "decimal", "value": number})
        if shown.scale != 1:
            field.set("data-per", str(shown.scale.denominator))
    for item, result in listed(made, calculator.results):
        item.text = f"{result.name} "
        formula = SubElement(item, "small")
        formula.text, formula.tail = f"= {result.formula.words} =", " "
        steps = " ".join(token(step) for step in result.formula.steps)
        output = SubElement(item, "output", {"data-sum": steps, "data-digits": str(result.value.form.digits)})
        output.text = printed(result.value.worth, result.value.form, place.language)
    resettable(made, place)
    SubElement(made, "span", {"role": "status", "class": "visually-hidden"})
    return made


def token(step: Step) -> str:
    """Return a step as the script reads it: a sign, `#` with a value's place, or a number."""
    if isinstance(step, int):
        return f"#{step}"
    return step if isinstance(step, str) else repr(float(step)).removesuffix(".0")


TOOL = Tool(read, element, ("calculator",))
