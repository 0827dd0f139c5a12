"""The table of integrals with c + u², c − u² and u² − c: reciprocals, roots and reciprocals of roots."""

from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from calcviz.language.expression import Call, Expression, free_names
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import TWO, add, call, divide, multiply, number, subtract


class Squares(NamedTuple):
    """c + sign·u² with c > 0, or u² − c where c is below 0."""

    c: Fraction
    u: Expression
    sign: int

    @property
    def side(self) -> Expression:
        """√|c|."""
        return _root_of(abs(self.c))

    @property
    def share(self) -> Expression:
        """u/√|c|."""
        return self.u if abs(self.c) == 1 else divide(self.u, self.side)


def squares(e: Expression) -> Squares | None:
    """e read as such a sum; None where it is none."""
    if not (isinstance(e, Call) and e.function == "add" and len(e.arguments) == 2):
        return None
    for fixed, moving in (e.arguments, e.arguments[::-1]):
        c = exact(fixed) if not free_names(fixed) else None
        negative = isinstance(moving, Call) and moving.function == "negate"
        u = _side(moving.arguments[0] if negative and isinstance(moving, Call) else moving)
        if c and u is not None and (c > 0 or not negative):
            return Squares(c, u, -1 if negative else 1)
    return None


def of_reciprocal(q: Squares) -> Expression:
    """∫ 1/q du: an arctangent, or the logarithm that partial fractions give."""
    if q.c > 0 and q.sign > 0:
        arc = call("atan", q.share)
        return arc if q.c == 1 else divide(arc, q.side)
    less, more = subtract(q.u, q.side), add(q.u, q.side)
    top, bottom = (less, more) if q.c < 0 else (more, less)
    return divide(call("ln", call("abs", divide(top, bottom))), multiply(TWO, q.side))


def of_reciprocal_root(q: Squares, root: Expression) -> Expression:
    """∫ 1/√q du; `root` is √q as it was written."""
    if q.sign < 0:
        return call("asin", q.share)
    return call("asinh", q.share) if q.c > 0 else call("ln", call("abs", add(q.u, root)))


def of_root(q: Squares, root: Expression) -> Expression:
    """∫ √q du, by parts: half of u √q and of c times the integral of 1/√q."""
    rest = of_reciprocal_root(q, root)
    if abs(q.c) != 1:
        rest = multiply(number(abs(q.c)), rest)
    joined = subtract if q.c < 0 else add
    return divide(joined(multiply(q.u, root), rest), TWO)


def _side(e: Expression) -> Expression | None:
    """The u of u², of 4 u² and u²/9 too; None where e is no such square."""
    if isinstance(e, Call) and e.function == "power" and e.arguments[1] == TWO:
        return e.arguments[0]
    if isinstance(e, Call) and e.function in ("multiply", "divide") and len(e.arguments) == 2:
        one, other = e.arguments
        k, u = (exact(one), _side(other)) if e.function == "multiply" else (exact(other), _side(one))
        side = None if k is None or k <= 0 else _rational_root(k)
        if u is not None and side is not None:
            return multiply(number(side), u) if e.function == "multiply" else divide(u, number(side))
    return None


def _root_of(c: Fraction) -> Expression:
    side = _rational_root(c)
    return call("sqrt", number(c)) if side is None else number(side)


def _rational_root(c: Fraction) -> Fraction | None:
    side = Fraction(isqrt(c.numerator), isqrt(c.denominator))
    return side if side**2 == c else None
