"""An expression near a place, written by the distance from it, so that nothing cancels there."""

from fractions import Fraction
from math import isfinite, pi
from typing import NamedTuple

from calcviz.language.expression import Call, Constant, Expression, Name, Number, free_names, longer, rebuild
from calcviz.maths.functions.angles import turns
from calcviz.maths.functions.building import ONE, ZERO, add, divide, multiply, negate, number, power, subtract
from calcviz.maths.functions.half_turns import half_turns
from calcviz.maths.polynomial import MOST_NODES, Coefficients, polynomial, shifted

ULPS = 16
"""Units in the last place within which a float is taken for a simple number."""

MOST_BELOW = 1000

TRIGONOMETRIC = frozenset(("sin", "cos", "tan", "cot", "sec", "csc"))


class Place(NamedTuple):
    """A number: exactly a fraction, or a fraction times pi (`turned`); else just the float."""

    value: float
    exact: Fraction | None = None
    turned: bool = False

    @property
    def written(self) -> Expression:
        """The number as an expression."""
        if self.exact is None:
            return number(Fraction(self.value)) if isfinite(self.value) else Constant("inf")
        if not self.turned:
            return number(self.exact)
        if not self.exact:
            return ZERO
        p, q = abs(self.exact.numerator), self.exact.denominator
        above = Constant("pi") if p == 1 else multiply(Number(p), Constant("pi"))
        size = above if q == 1 else divide(above, Number(q))
        return size if self.exact > 0 else negate(size)


def place(value: float, e: Expression | None = None) -> Place:
    """The number that a float stands for; `e` is what was written where that is known."""
    from calcviz.maths.exact import exact

    known = None if e is None else exact(e)
    if known is not None:
        return Place(value, known)
    r = None if e is None else turns(e)
    if r is not None:
        return Place(value, r, True)
    for unit, turned in ((1.0, False), (pi, True)):
        guess = Fraction(value / unit).limit_denominator(MOST_BELOW if not turned else 24)
        if abs(float(guess) * unit - value) <= ULPS * 2.2e-16 * abs(value):
            return Place(value, guess, turned and guess != 0)
    return Place(value)


def at_distance(e: Expression, variable: str, at: Place, sign: int) -> Expression:
    """e at place + sign·d, where d takes the name of the variable.

    Polynomials are expanded exactly around a rational place, and angles that are a multiple of a quarter turn
    there are turned back, so that small d are as good as any.
    """
    if not longer(e, MOST_NODES) and at.exact is not None and not at.turned:
        p = polynomial(e, variable)
        if p is not None and len(p) > 1:
            return _written(shifted(p, at.exact), variable, sign)
    match e:
        case Name(name) if name == variable:
            if at.exact == 0:
                return e if sign > 0 else Call("negate", (e,))
            return add(at.written, e) if sign > 0 else subtract(at.written, e)
        case Call(function, (inner,)) if function in TRIGONOMETRIC and at.exact is not None:
            turned = _turned(function, inner, variable, at, sign)
            if turned is not None:
                return turned
    if variable not in free_names(e):
        return e
    return rebuild(e, lambda part: at_distance(part, variable, at, sign))


def _written(p: Coefficients, variable: str, sign: int) -> Expression:
    """The sum of the terms c (sign·d)^k; a common power of d is a factor."""
    c = [part * sign**k for k, part in enumerate(p)]
    least = next((k for k, part in enumerate(c) if part), 0)
    d = Name(variable)
    terms = [_term(part, d, k - least) for k, part in enumerate(c) if part]
    rest = add(*terms) if len(terms) > 1 else terms[0]
    if not least:
        return rest
    factor = d if least == 1 else power(d, least)
    return factor if rest == ONE else multiply(rest, factor)


def _term(c: Fraction, d: Expression, k: int) -> Expression:
    if k == 0:
        return number(c)
    grown = d if k == 1 else power(d, k)
    return grown if c == 1 else multiply(number(c), grown)


def _turned(function: str, inner: Expression, variable: str, at: Place, sign: int) -> Expression | None:
    """A trigonometric function whose angle is a multiple of a quarter turn at the place."""
    assert at.exact is not None
    if at.turned:
        p = polynomial(inner, variable)
        if p is None or len(p) != 2 or p[0]:
            return None
        quarters = 2 * p[1] * at.exact
        rest: Expression = multiply(number(p[1] * sign), Name(variable))
    else:
        u = half_turns(inner)
        p = None if u is None else polynomial(u, variable)
        if p is None or len(p) < 2:
            return None
        by_distance = shifted(p, at.exact)
        quarters = 2 * by_distance[0]
        rest = multiply(_written((Fraction(0), *by_distance[1:]), variable, sign), Constant("pi"))
    return _by_quarters(function, int(quarters), rest) if quarters.denominator == 1 else None


def _by_quarters(function: str, quarters: int, rest: Expression) -> Expression:
    """function(quarters·π/2 + rest)."""
    match function:
        case "sec" | "csc":
            return divide(ONE, _by_quarters("cos" if function == "sec" else "sin", quarters, rest))
        case "tan" | "cot":
            if quarters % 2 == 0:
                return Call(function, (rest,))
            return Call("negate", (Call("cot" if function == "tan" else "tan", (rest,)),))
    steps = (quarters + (function == "cos")) % 4
    value = Call("cos" if steps % 2 else "sin", (rest,))
    return Call("negate", (value,)) if steps >= 2 else value
