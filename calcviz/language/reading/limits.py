"""How large a formula may be, decided before anything of it is computed."""

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from calcviz.language.expression import Call, Constant, Expression, Number, children
from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.language.reading.cursor import MAX_DEPTH, refuse

MAX_LENGTH = 2000
MAX_NODES = 1500
MAX_DIGITS = 320
LARGEST = 1.7976931348623157e308

_BRACKET = re.compile(r"[([{⌊⌈（［｛]|[)\]}⌋⌉）］｝]")
_LONG_NUMBER = re.compile(rf"[0-9]{{{MAX_DIGITS + 1},}}")

Spans = dict[int, tuple[int, int]]


def too_long(text: str) -> Problem:
    """Why a text beyond MAX_LENGTH is not read: the clearest of the reasons that its beginning shows."""
    depth = 0
    for match in _BRACKET.finditer(text, 0, MAX_LENGTH):
        depth += 1 if match.group() in "([{⌊⌈（［｛" else -1
        if depth > MAX_DEPTH:
            return Problem(match.start(), match.start() + 1, tr("this is nested too deeply"))
    number = _LONG_NUMBER.search(text, 0, MAX_LENGTH)
    if number:
        whole = re.compile("[0-9]+").match(text, number.start())
        end = whole.end() if whole else number.end()
        return Problem(number.start(), end, tr("this number is too long"))
    message = tr("this is too long: at most {count} characters", count=f"{MAX_LENGTH:,}")
    return Problem(MAX_LENGTH, len(text), message)


def number(digits: str, start: int, end: int) -> Number:
    """The number written as `digits`, kept exactly; raises Unreadable for one that is too long or large."""
    if digits.isdecimal():
        if len(digits) > MAX_DIGITS:
            refuse(start, end, tr("this number is too long"))
        value: int | Fraction = int(digits)
        if len(digits) > 308 and value > LARGEST:
            refuse(start, end, tr("this number is too large to compute"))
        return Number(value)
    mantissa, _, exponent = digits.replace("E", "e").partition("e")
    whole, _, decimals = mantissa.partition(".")
    power = int(exponent) if 0 < len(exponent) < 8 else 0
    if len(whole) + len(decimals) > MAX_DIGITS:
        refuse(start, end, tr("this number is too long"))
    mantissa_value = int(whole + decimals)
    if mantissa_value == 0:
        return Number(0)
    if len(exponent) >= 8 or power > MAX_DIGITS or power < -MAX_DIGITS:
        _refuse_exponent(exponent, start, end)
    power -= len(decimals)
    value = Fraction(mantissa_value * 10**power) if power >= 0 else Fraction(mantissa_value, 10**-power)
    if value > LARGEST:
        _refuse_exponent("1", start, end)
    return Number(int(value) if value.denominator == 1 else value)


def _refuse_exponent(exponent: str, start: int, end: int) -> None:
    if exponent.startswith("-"):
        refuse(start, end, tr("this number is too small to compute"))
    refuse(start, end, tr("this number is too large to compute"))


class _Measure:
    """One walk over a tree: its depth, its nodes, and the size of its constants."""

    __slots__ = ("nodes", "spans", "whole")

    def __init__(self, spans: Spans, whole: tuple[int, int]) -> None:
        self.spans = spans
        self.whole = whole
        self.nodes = 0

    def value(self, e: Expression, depth: int) -> float | None:
        """The value of a constant: inf beyond every float, None if it has a name or is not followed."""
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.refuse(e, tr("this is nested too deeply"))
        kind = type(e)
        if kind is Number:
            return float(e.value)  # type: ignore[attr-defined]
        if kind is Call:
            return self.call(e, depth)  # type: ignore[arg-type]
        if kind is Constant:
            return {"pi": math.pi, "e": math.e}.get(e.name)  # type: ignore[attr-defined]
        for part in children(e):
            if self.value(part, depth + 1) == math.inf:
                self.refuse(part, tr("this number is too large to compute"))
        return None

    def call(self, e: Call, depth: int) -> float | None:
        values = [self.value(part, depth + 1) for part in e.arguments]
        result = None if None in values else _computed(_GROWING.get(e.function), values)
        # A tower such as 9^9^9^9 is named as a whole; elsewhere the part that is too large is named.
        if math.inf in values and (result != math.inf or e.function not in _TOWERS):
            self.refuse(e.arguments[values.index(math.inf)], tr("this number is too large to compute"))
        return result

    def refuse(self, e: Expression, message: str) -> None:
        start, end = self.spans.get(id(e), self.whole)
        refuse(start, end, message)


def _computed(rule: Callable[..., float] | None, values: Sequence[float | None]) -> float | None:
    """What a rule gives: inf when it overflows, None when it gives no real number."""
    if rule is None:
        return None
    try:
        result = rule(*values)
    except OverflowError:
        return math.inf
    except (ZeroDivisionError, ValueError):
        return None
    if isinstance(result, complex) or math.isnan(result):
        return None
    return abs(result) if math.isinf(result) else result


def measure(e: Expression, spans: Spans, whole: tuple[int, int]) -> None:
    """Raise Unreadable when e is too deep, has too many parts or holds a number too large to compute.

    `spans` gives the places of parts by id; `whole` is the place of e. Takes microseconds: a tower
    of powers is followed in floats, and nothing is computed exactly.
    """
    walk = _Measure(spans, whole)
    if walk.value(e, 1) == math.inf:
        walk.refuse(e, tr("this number is too large to compute"))
    if walk.nodes > MAX_NODES:
        refuse(*whole, tr("this formula has too many parts: at most {count}", count=f"{MAX_NODES:,}"))


def _factorial(n: float) -> float:
    return math.inf if n > 170.6243769563027 else math.gamma(n + 1) if n >= 0 else 1.0


_GROWING: dict[str, Callable[..., float]] = {
    "add": lambda *terms: math.fsum(terms),
    "multiply": lambda *factors: math.prod(factors),
    "negate": lambda x: -x,
    "divide": lambda x, y: x / y,
    "power": lambda x, y: x**y,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "factorial": _factorial,
    "gamma": lambda x: _factorial(x - 1),
}
_TOWERS = frozenset({"power", "exp", "sinh", "cosh", "factorial", "gamma"})
