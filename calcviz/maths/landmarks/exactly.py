"""The value of an expression at a number in closed form, by exact arithmetic."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from calcviz.language.expression import Call, Comparison, Constant, Expression, Logic, Name, Number, Piecewise
from calcviz.maths.functions.powers import literal
from calcviz.maths.functions.table import TABLE
from calcviz.maths.landmarks.closed import (
    Closed,
    NoForm,
    closed,
    generator,
    half_turn,
    logarithm,
    square_root,
)

HALF = Fraction(1, 2)

SINES = {
    Fraction(0): closed(0),
    Fraction(1, 6): closed(HALF),
    Fraction(1, 4): square_root(HALF),
    Fraction(1, 3): square_root(Fraction(3, 4)),
    Fraction(1, 2): closed(1),
    Fraction(2, 3): square_root(Fraction(3, 4)),
    Fraction(3, 4): square_root(HALF),
    Fraction(5, 6): closed(HALF),
}
"""sin(rπ) for 0 <= r < 1 where it is a square root."""

DEFINED_EVERYWHERE = frozenset(
    ("add", "negate", "sin", "cos", "exp", "atan", "sinh", "cosh", "tanh", "abs", "cbrt", "erf")
)


class Anything(Exception):
    """The number exists, but has no closed form."""


class Exactly:
    """The values of expressions where their names have these values."""

    def __init__(self, numbers: Mapping[str, Closed]) -> None:
        self.numbers = numbers

    def value(self, e: Expression) -> Closed:
        """The value of e; raises Anything where there is one without a closed form, else NoForm."""
        match e:
            case Number(value):
                return closed(Fraction(value))
            case Constant("pi" | "e" as name):
                return generator(name)
            case Name(name) if name in self.numbers:
                return self.numbers[name]
            case Call("multiply", factors):
                return self._product(factors)
            case Call("power", (base, exponent)):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, arguments)
            case Piecewise(branches, otherwise):
                for branch, test in branches:
                    if self.holds(test):
                        return self.value(branch)
                if otherwise is not None:
                    return self.value(otherwise)
        raise NoForm

    def holds(self, e: Expression) -> bool:
        """Whether a condition holds; raises NoForm where that is not known."""
        match e:
            case Logic("not", (part,)):
                return not self.holds(part)
            case Logic("and", parts):
                return all(self.holds(part) for part in parts)
            case Logic(_, parts):
                return any(self.holds(part) for part in parts)
            case Comparison(operands, relations):
                values = [self._known(part) for part in operands]
                return all(_related(a, b, sign) for a, b, sign in zip(values, values[1:], relations))
        raise NoForm

    def _known(self, e: Expression) -> Closed:
        try:
            return self.value(e)
        except Anything:
            raise NoForm from None

    def _product(self, factors: tuple[Expression, ...]) -> Closed:
        """A factor 0 makes it 0 if the others exist."""
        result, anything = closed(1), False
        for factor in factors:
            try:
                result = result * self.value(factor)
            except Anything:
                anything = True
        if anything and result.terms:
            raise Anything
        return result

    def _power(self, base: Expression, exponent: Expression) -> Closed:
        n = literal(exponent)
        if n is None:
            if base == Constant("e"):
                return self._call("exp", (exponent,))
            return self._general_power(self._known(base), self._known(exponent))
        if n.denominator == 1 and n > 0:
            return self.value(base).power(int(n))
        known = self._known(base)
        if n.denominator == 1:
            if known.sign == 0 and n < 0:
                raise NoForm
            return known.power(int(n))
        if known.sign == 0 and n > 0:
            return known
        if known.rational is not None:
            found = _by_table("power", (known.rational, n))
            if found is not None:
                return closed(found)
        if n.denominator != 2 or known.sign is None or known.sign < 0:
            raise NoForm
        return known.root().power(n.numerator)

    def _general_power(self, base: Closed, exponent: Closed) -> Closed:
        """Powers of positive numbers only: there every convention agrees."""
        n = exponent.rational
        if base.sign != 1:
            raise NoForm
        if n is None or n.denominator != 1:
            raise Anything
        return base.power(int(n))

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Closed:
        values, anything = [], False
        for part in arguments:
            try:
                values.append(self.value(part))
            except Anything:
                anything = True
        if anything:
            if function in DEFINED_EVERYWHERE or (function == "divide" and self._known(arguments[1]).sign):
                raise Anything
            raise NoForm
        rule = RULES.get(function)
        try:
            if rule is not None:
                return rule(*values)
            rationals = [value.rational for value in values]
            found = _by_table(function, tuple(rationals)) if None not in rationals else None
            if found is not None:
                return closed(found)
        except NoForm:
            if function not in DEFINED_EVERYWHERE:
                raise
        if function in DEFINED_EVERYWHERE:
            raise Anything
        raise NoForm


def _by_table(function: str, values: tuple[Fraction | None, ...]) -> Fraction | None:
    rule = TABLE[function].exact
    result = None if rule is None else rule(*values)
    return None if result is None else Fraction(result)


def _related(a: Closed, b: Closed, relation: str) -> bool:
    sign = _sign(a + -b)
    return {
        "<": sign < 0,
        "<=": sign <= 0,
        ">": sign > 0,
        ">=": sign >= 0,
        "=": sign == 0,
        "!=": sign != 0,
    }[relation]


def _add(*terms: Closed) -> Closed:
    return sum(terms, Closed())


def _divide(a: Closed, b: Closed) -> Closed:
    if not b.sign:
        raise NoForm
    return a * b.inverse()


def _sign(a: Closed) -> int:
    if a.sign is None:
        raise NoForm
    return a.sign


def _sine(a: Closed, quarter: Fraction = Fraction(0)) -> Closed:
    """sin(a + quarter·π)."""
    if a.half_turns is None:
        raise NoForm
    r = a.half_turns + quarter
    value = SINES.get(r % 1)
    if value is None:
        raise NoForm
    return -value if r % 2 >= 1 else value


def _arc_sine(a: Closed) -> Closed:
    for r, value in SINES.items():
        if r <= HALF and (value.terms == a.terms or value.terms == (-a).terms):
            return half_turn(r if _sign(a) >= 0 else -r)
    raise NoForm


def _arc_tangent(a: Closed) -> Closed:
    for r in (Fraction(0), Fraction(1, 6), Fraction(1, 4), Fraction(1, 3)):
        value = _divide(SINES[r], SINES[HALF - r])
        if value.terms in (a.terms, (-a).terms):
            return half_turn(r if _sign(a) >= 0 else -r)
    raise NoForm


def _exp(a: Closed) -> Closed:
    """e to a rational power, and to whole multiples of logarithms."""
    result = closed(1)
    for (d, factors), c in a.terms.items():
        if d != 1 or len(factors) > 1:
            raise NoForm
        if not factors:
            result = result * generator("e", c)
            continue
        ((name, power),) = factors
        if not name.startswith("ln ") or power != 1 or c.denominator > 2:
            raise NoForm
        prime = closed(int(name[3:]))
        result = result * (prime.root() if c.denominator == 2 else prime).power(c.numerator)
    return result


def _ln(a: Closed) -> Closed:
    if _sign(a) != 1:
        raise NoForm
    if len(a.terms) != 1:
        raise Anything
    (((d, factors), c),) = a.terms.items()
    if any(name != "e" for name, _ in factors):
        raise Anything
    power = factors[0][1] if factors else Fraction(0)
    return logarithm(c) + closed(HALF) * logarithm(Fraction(d)) + closed(power)


def _sqrt(a: Closed) -> Closed:
    if _sign(a) < 0:
        raise NoForm
    try:
        return a.root()
    except NoForm:
        raise Anything from None


def _greatest(parts: tuple[Closed, ...], sign: int) -> Closed:
    best = parts[0]
    for part in parts[1:]:
        best = part if _sign(part + -best) == sign else best
    return best


RULES: dict[str, Callable[..., Closed]] = {
    "add": _add,
    "negate": lambda a: -a,
    "divide": _divide,
    "sqrt": _sqrt,
    "abs": lambda a: a if _sign(a) >= 0 else -a,
    "sign": lambda a: closed(_sign(a)),
    "max": lambda *parts: _greatest(parts, 1),
    "min": lambda *parts: _greatest(parts, -1),
    "sin": _sine,
    "cos": lambda a: _sine(a, HALF),
    "tan": lambda a: _divide(_sine(a), _sine(a, HALF)),
    "cot": lambda a: _divide(_sine(a, HALF), _sine(a)),
    "sec": lambda a: _divide(closed(1), _sine(a, HALF)),
    "csc": lambda a: _divide(closed(1), _sine(a)),
    "asin": _arc_sine,
    "acos": lambda a: half_turn(HALF) + -_arc_sine(a),
    "atan": _arc_tangent,
    "exp": _exp,
    "ln": _ln,
}
