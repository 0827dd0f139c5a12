"""What an expression does far out, by rules that are proofs: the line that it comes near, or where it runs.

A tail says that the expression is defined from some place on in one direction, and what it does there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from calcviz.language.expression import Call, Constant, Expression, free_names, longer
from calcviz.maths.functions.powers import literal
from calcviz.maths.landmarks.closed import Closed, NoForm, closed, half_turn, square_root
from calcviz.maths.landmarks.exactly import RULES as EXACT
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.polynomial import Coefficients, quotient

MOST_NODES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """It comes near slope·x + height."""

    slope: Closed
    height: Closed


@dataclass(frozen=True, slots=True)
class Runs:
    """It runs to infinity, upwards (1) or downwards (-1), no faster than some power of x if `tame`."""

    sign: int
    tame: bool


@dataclass(frozen=True, slots=True)
class Swings:
    """It stays bounded."""


Tail = Line | Runs | Swings

ZERO, ONE = Closed(), closed(1)
NOTHING = (Fraction(0), Fraction(0))
MOST_POWER = 12

CONTINUOUS = frozenset(("sin", "cos", "exp", "atan"))
"""Functions that tend to their value at what their argument tends to."""

ENDS: Mapping[str, tuple[Closed, Closed]] = {
    "atan": (half_turn(Fraction(-1, 2)), half_turn(Fraction(1, 2))),
    "tanh": (-ONE, ONE),
    "erf": (-ONE, ONE),
    "sigmoid": (ZERO, ONE),
}
"""What functions tend to at minus infinity and at infinity."""


class Unknown(Exception):
    """No rule tells."""


def tail(e: Expression, variable: str, numbers: Mapping[str, Fraction], side: int) -> Tail | None:
    """What e does as the variable tends to infinity (side 1) or minus infinity (-1); None where unknown."""
    if longer(e, MOST_NODES):
        return None
    try:
        return Far(variable, numbers, side).of(e)
    except (Unknown, NoForm, Anything, ArithmeticError):
        return None


def flat(height: Closed) -> Line:
    """It tends to a number."""
    return Line(ZERO, height)


def divided(p: Coefficients, q: Coefficients) -> Coefficients:
    """The whole part of p/q, by long division."""
    rest, result = list(p), [Fraction(0)] * max(0, len(p) - len(q) + 1)
    for k in reversed(range(len(result))):
        c = rest[k + len(q) - 1] / q[-1]
        result[k] = c
        for j, b in enumerate(q):
            rest[k + j] -= c * b
    return tuple(result)


class Far:
    """The rules, in one direction, for one variable and exact values of other names."""

    def __init__(self, variable: str, numbers: Mapping[str, Fraction], side: int) -> None:
        self.variable, self.numbers, self.side = variable, numbers, side
        self.exactly = Exactly({name: closed(value) for name, value in numbers.items()})

    def of(self, e: Expression) -> Tail:
        """The tail of e; raises Unknown, and what exact arithmetic raises."""
        if self.variable not in free_names(e):
            return flat(self.exactly.value(e))
        rational = quotient(e, self.variable, self.numbers)
        if rational is not None:
            return self._rational(*rational)
        match e:
            case Call("add", terms):
                return reduce(self._sum, [self.of(term) for term in terms])
            case Call("negate", (part,)):
                return _scaled(self.of(part), -ONE)
            case Call("multiply" | "divide"):
                return self._product(_factors(e, 1))
            case Call("power", (base, exponent)):
                return self._power(base, exponent)
            case Call("sqrt", (part,)):
                return self._root(part)
            case Call(function, (part,)):
                return self._called(function, self.of(part))
        raise Unknown

    def _rational(self, above: Coefficients, below: Coefficients) -> Tail:
        if not above:
            return flat(ZERO)
        whole = divided(above, below)
        if len(whole) <= 2:
            height, slope = (closed(c) for c in (*whole, *NOTHING)[:2])
            return Line(slope, height)
        odd = len(whole) % 2 == 0 and self.side < 0
        return Runs((1 if whole[-1] > 0 else -1) * (-1 if odd else 1), tame=True)

    def sign(self, there: Tail) -> int:
        """The sign that it has from some place on; raises Unknown where it may be 0 time and again."""
        sign = 0
        if isinstance(there, Runs):
            sign = there.sign
        elif isinstance(there, Line):
            sign = (there.slope.sign or 0) * self.side if there.slope.terms else there.height.sign or 0
        if not sign:
            raise Unknown
        return sign

    def _sum(self, a: Tail, b: Tail) -> Tail:
        if isinstance(a, Line) and isinstance(b, Line):
            return Line(a.slope + b.slope, a.height + b.height)
        far = [part for part in (a, b) if runs(part)]
        if not far:
            return Swings()
        signs = {self.sign(part) for part in far}
        if len(signs) > 1:
            raise Unknown
        return Runs(signs.pop(), all(map(tame, far)))

    def _product(self, factors: Sequence[tuple[Expression, int]]) -> Tail:
        """A product of factors and inverses; an exponential decides over all that is tame."""
        number, rest, growth = ONE, list[Tail](), 0
        for factor, power in factors:
            speed = self._speed(factor) * power
            if speed * growth < 0:
                raise Unknown
            if speed:
                growth = speed
                continue
            found = self.of(factor)
            if self.variable in free_names(factor):
                rest.append(found if power > 0 else self._inverse(found))
            else:
                assert isinstance(found, Line)
                number = number * (found.height if power > 0 else found.height.inverse())
        if growth and not all(map(tame, rest)):
            raise Unknown
        if growth < 0:
            return flat(ZERO)
        if growth:
            sign = reduce(lambda sign, part: sign * self.sign(part), rest, number.sign or 0)
            if not sign:
                raise Unknown
            return Runs(sign, tame=False)
        return _scaled(reduce(self._times, rest), number)

    def _speed(self, e: Expression) -> int:
        """Whether e is an exponential that outgrows all powers (1), or falls below them (-1); else 0."""
        match e:
            case Call("power", (Constant("e"), exponent)) | Call("exp", (exponent,)):
                if self.variable in free_names(exponent):
                    there = self.of(exponent)
                    if quotient(exponent, self.variable, self.numbers) is not None and runs(there):
                        return self.sign(there)
        return 0

    def _inverse(self, there: Tail) -> Tail:
        self.sign(there)
        assert isinstance(there, Line | Runs)
        return flat(ZERO) if isinstance(there, Runs) or there.slope.terms else flat(there.height.inverse())

    def _times(self, a: Tail, b: Tail) -> Tail:
        if isinstance(a, Line) and isinstance(b, Line) and not (a.slope.terms or b.slope.terms):
            return flat(a.height * b.height)
        if runs(a) or runs(b):
            return Runs(self.sign(a) * self.sign(b), tame(a) and tame(b))
        still = [part for part in (a, b) if isinstance(part, Line) and not part.height.terms]
        return flat(ZERO) if still else Swings()

    def _power(self, base: Expression, exponent: Expression) -> Tail:
        if base == Constant("e"):
            return self._called("exp", self.of(exponent))
        n = literal(exponent)
        if n is None:
            raise Unknown
        there = self.of(base)
        if n.denominator == 1 and 0 < abs(n) <= MOST_POWER:
            whole = reduce(self._times, [there] * abs(int(n)))
            return whole if n > 0 else self._inverse(whole)
        if self.sign(there) < 0 or not runs(there):
            raise Unknown
        return Runs(1, tame(there)) if n > 0 else flat(ZERO)

    def _root(self, part: Expression) -> Tail:
        """√(a x² + b x + c) comes near ±√a (x + b/(2a)); else the root of what is under it."""
        rational = quotient(part, self.variable, self.numbers)
        if rational is not None and len(rational[1]) == 1 and len(rational[0]) == 3:
            _, b, a = (c / rational[1][0] for c in rational[0])
            if a > 0:
                slope = square_root(a) * closed(self.side)
                return Line(slope, slope * closed(b / (2 * a)))
        there = self.of(part)
        if self.sign(there) < 0:
            raise Unknown
        return Runs(1, tame(there)) if runs(there) else flat(_height(there).root())

    def _called(self, function: str, there: Tail) -> Tail:
        """A function of the table, of what has a tail."""
        if not runs(there):
            if function in ("sin", "cos") and isinstance(there, Swings):
                return there
            value = _height(there)
            if function in CONTINUOUS or (function in ("ln", "abs") and value.sign in (1, -1)):
                return flat(EXACT[function](value))
            raise Unknown
        sign = self.sign(there)
        if function in ENDS:
            return flat(ENDS[function][sign > 0])
        match function:
            case "sin" | "cos":
                return Swings()
            case "exp":
                return Runs(1, tame=False) if sign > 0 else flat(ZERO)
            case "ln" if sign > 0:
                return Runs(1, tame=True)
            case "abs":
                return there if sign > 0 else _scaled(there, -ONE)
            case "cbrt" | "asinh":
                return Runs(sign, tame(there))
        raise Unknown


def runs(there: Tail) -> bool:
    """Whether it goes to infinity."""
    return isinstance(there, Runs) or (isinstance(there, Line) and bool(there.slope.terms))


def tame(there: Tail) -> bool:
    """Whether it stays below some power of x."""
    return there.tame if isinstance(there, Runs) else True


def _height(there: Tail) -> Closed:
    """The number that it tends to."""
    if not isinstance(there, Line) or there.slope.terms:
        raise Unknown
    return there.height


def _scaled(there: Tail, number: Closed) -> Tail:
    if not number.terms:
        return flat(ZERO)
    if isinstance(there, Line):
        return Line(there.slope * number, there.height * number)
    if isinstance(there, Runs):
        if number.sign is None:
            raise Unknown
        return Runs(there.sign * number.sign, there.tame)
    return there


def _factors(e: Expression, power: int) -> list[tuple[Expression, int]]:
    """The factors of a product with 1, what it is divided by with -1."""
    match e:
        case Call("multiply", parts):
            return [each for part in parts for each in _factors(part, power)]
        case Call("divide", (above, below)):
            return [*_factors(above, power), *_factors(below, -power)]
    return [(e, power)]
