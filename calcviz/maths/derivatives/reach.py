"""What the values of an expression can be at all, read off its shape: x^2 + 1 is never less than 1."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calcviz.language.expression import Call, Constant, Expression, Number

Rational = int | Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """An interval that holds every value of an expression; None is no bound, `open` ends are not attained."""

    low: Rational | None = None
    high: Rational | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def nonnegative(self) -> bool:
        return self.low is not None and self.low >= 0

    @property
    def positive(self) -> bool:
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    def __neg__(self) -> "Reach":
        return Reach(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: "Reach") -> "Reach":
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Reach(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __mul__(self, other: "Reach") -> "Reach":
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            return EVERYWHERE
        high = None if self.high is None or other.high is None else self.high * other.high
        low_open = (self.low_open and other.positive) or (other.low_open and self.positive)
        return Reach(self.low * other.low, high, low_open, self.high_open and other.high_open)


EVERYWHERE: Final = Reach()
NONNEGATIVE: Final = Reach(0)
POSITIVE: Final = Reach(0, None, True)
BETWEEN: Final = Reach(-1, 1)
INSIDE: Final = Reach(-1, 1, True, True)
PROBABILITY: Final = Reach(0, 1, True, True)

CONSTANTS: Final = {
    "pi": Reach(Fraction(314159, 100000), Fraction(314160, 100000), True, True),
    "e": Reach(Fraction(271828, 100000), Fraction(271829, 100000), True, True),
}

FUNCTIONS: Final[dict[str, Reach]] = {
    **dict.fromkeys(("abs", "sqrt", "acosh", "hypot", "relu", "gcd"), NONNEGATIVE),
    **dict.fromkeys(("exp", "softplus", "normalpdf"), POSITIVE),
    **dict.fromkeys(("sin", "cos", "sign", "sinc"), BETWEEN),
    **dict.fromkeys(("tanh", "erf"), INSIDE),
    **dict.fromkeys(("sigmoid", "normalcdf"), PROBABILITY),
    "cosh": Reach(1),
    "sech": Reach(0, 1, True),
    "heaviside": Reach(0, 1),
    "frac": Reach(0, 1, False, True),
}
"""Bounds of the functions of the language; one that is missing is taken to have none."""


def reach(e: Expression) -> Reach:
    """Bounds on the values of e where e is defined, whatever its names stand for; not always the best."""
    match e:
        case Number(value):
            return Reach(value, value)
        case Constant(name):
            return CONSTANTS.get(name, EVERYWHERE)
        case Call(function, arguments):
            rule = OPERATORS.get(function)
            return FUNCTIONS.get(function, EVERYWHERE) if rule is None else rule(arguments)
    return EVERYWHERE


def _add(arguments: tuple[Expression, ...]) -> Reach:
    total = Reach(0, 0)
    for term in arguments:
        total += reach(term)
    return total


def _negate(arguments: tuple[Expression, ...]) -> Reach:
    return -reach(arguments[0])


def _multiply(arguments: tuple[Expression, ...]) -> Reach:
    if len(arguments) == 2 and arguments[0] == arguments[1]:
        return NONNEGATIVE
    product = Reach(1, 1)
    for factor in arguments:
        product *= reach(factor)
    return product


def _divide(arguments: tuple[Expression, ...]) -> Reach:
    above, below = reach(arguments[0]), reach(arguments[1])
    if not (above.nonnegative and below.nonnegative):
        return EVERYWHERE
    return POSITIVE if above.positive else NONNEGATIVE


def _power(arguments: tuple[Expression, ...]) -> Reach:
    base, exponent = arguments
    bounds = reach(base)
    if bounds.positive:
        return POSITIVE
    whole = whole_number(exponent)
    if whole is not None and whole % 2 == 0:
        return POSITIVE if whole < 0 else NONNEGATIVE
    return NONNEGATIVE if bounds.nonnegative else EVERYWHERE


def _largest(arguments: tuple[Expression, ...]) -> Reach:
    lows = [bounds.low for bounds in map(reach, arguments) if bounds.low is not None]
    return Reach(max(lows)) if lows else EVERYWHERE


def whole_number(e: Expression) -> int | None:
    """The integer that e is written as: 3, -3, 3.0; None for anything else."""
    if isinstance(e, Number):
        return int(e.value) if e.value == int(e.value) else None
    if isinstance(e, Call) and e.function == "negate":
        inner = whole_number(e.arguments[0])
        return None if inner is None else -inner
    return None


OPERATORS: Final[dict[str, Callable[[tuple[Expression, ...]], Reach]]] = {
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "max": _largest,
}
