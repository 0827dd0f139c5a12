"""Antiderivatives by a table of sums, multiples, powers and functions of a·x + b, else by textbook rules."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import numpy as np

from calcviz.language.expression import Call, Constant, Expression, Name, Number, free_names, longer
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.evaluate import compiled
from calcviz.maths.functions.building import ONE, add, call, divide, multiply, negate, number, power, subtract
from calcviz.maths.functions.powers import literal
from calcviz.maths.polynomial import polynomial

LONGEST = 200
"""Nodes of a formula that the table is asked for."""

_ASKED = np.linspace(-7.3, 9.1, 83)
"""Where F′ is compared with f."""


class NotInTable(Exception):
    """The table has no antiderivative for that."""


@lru_cache(maxsize=256)
def primitive(e: Expression, variable: str, numbers: tuple[tuple[str, float], ...] = ()) -> Expression | None:
    """F with F′ = e, without a constant; None where neither the table nor the rules find one.

    What they say is differentiated and compared with e for these numbers. Where e has gaps F may have
    another constant on each side of them.
    """
    if longer(e, LONGEST):
        return None
    try:
        found = tidy(_primitive(e, variable))
    except NotInTable:
        worked_out = _by_rules(e, variable)
        if worked_out is None:
            return None
        found = worked_out
    return found if _holds(found, e, variable, numbers) else None


def _by_rules(e: Expression, variable: str) -> Expression | None:
    """What the rules of the textbook lead to: the last line before the constant."""
    from calcviz.maths.calculus.integration import steps

    lines = steps(e, variable)
    return lines[-1].before if lines else None


def _holds(found: Expression, e: Expression, variable: str, numbers: tuple[tuple[str, float], ...]) -> bool:
    """Whether F′ and f agree wherever both have values, and there are such places."""
    try:
        slope = derivative(found, variable)
    except (NoRule, TooLong):
        return False
    names = (variable, *(name for name, _ in numbers))
    given = [np.full_like(_ASKED, value) for _, value in numbers]
    with np.errstate(all="ignore"):
        f, df = (np.asarray(compiled(part, names)(_ASKED, *given)) + 0 * _ASKED for part in (e, slope))
    both = np.isfinite(f) & np.isfinite(df)
    close = np.abs(f - df) <= 1e-9 * (1 + np.abs(f))
    return bool(both.any() and close[both].all())


def _primitive(e: Expression, variable: str) -> Expression:
    if variable not in free_names(e):
        return multiply(e, Name(variable))
    coefficients = polynomial(e, variable)
    if coefficients is not None:
        return _polynomial(coefficients, variable)
    match e:
        case Call("add", terms):
            return add(*(_primitive(term, variable) for term in terms))
        case Call("negate", (u,)):
            return negate(_primitive(u, variable))
        case Call("multiply", factors):
            return _product(factors, variable)
        case Call("divide", (u, v)):
            return _quotient(u, v, variable)
        case Call("power", (u, v)):
            return _power(u, v, variable)
        case Call(function, (u,)) if function in _TABLE:
            return divide(_TABLE[function](u), _rate(u, variable))
    raise NotInTable


def _polynomial(c: tuple[Fraction, ...], variable: str) -> Expression:
    terms = []
    for k in reversed(range(len(c))):
        if c[k]:
            size = abs(c[k]) / (k + 1)
            grown: Expression = Name(variable) if k == 0 else power(Name(variable), k + 1)
            if size.numerator != 1:
                grown = multiply(number(size.numerator), grown)
            if size.denominator != 1:
                grown = divide(grown, number(size.denominator))
            terms.append(negate(grown) if c[k] < 0 else grown)
    return add(*terms) if len(terms) > 1 else terms[0] if terms else number(0)


def _rate(u: Expression, variable: str) -> Expression:
    """a, where u is a·x + b; raises NotInTable for anything else."""
    try:
        slope = derivative(u, variable)
    except (NoRule, TooLong) as missing:
        raise NotInTable from missing
    if variable in free_names(slope) or not isinstance(slope, Number | Call | Name | Constant):
        raise NotInTable
    return slope


def _product(factors: tuple[Expression, ...], variable: str) -> Expression:
    fixed = [part for part in factors if variable not in free_names(part)]
    moving = [part for part in factors if variable in free_names(part)]
    if len(moving) != 1:
        raise NotInTable
    return multiply(*fixed, _primitive(moving[0], variable))


def _quotient(u: Expression, v: Expression, variable: str) -> Expression:
    if variable not in free_names(v):
        return divide(_primitive(u, variable), v)
    if variable in free_names(u):
        raise NotInTable
    match v:
        case Call("power", (base, exponent)) if variable not in free_names(exponent):
            inverse = _power(base, negate(exponent), variable)
        case Call("sqrt", (base,)):
            inverse = divide(multiply(number(2), v), _rate(base, variable))
        case _ if polynomial(v, variable) == (Fraction(1), Fraction(0), Fraction(1)):
            inverse = call("atan", Name(variable))
        case _:
            inverse = divide(call("ln", call("abs", v)), _rate(v, variable))
    return inverse if u == ONE else multiply(u, inverse)


def _power(u: Expression, v: Expression, variable: str) -> Expression:
    if variable not in free_names(v):
        if literal(v) == -1:
            return divide(call("ln", call("abs", u)), _rate(u, variable))
        n = literal(v)
        more = number(n + 1) if n is not None else add(v, ONE)
        return divide(power(u, more), multiply(more, _rate(u, variable)))
    if variable in free_names(u):
        raise NotInTable
    if u == Constant("e"):
        return divide(power(u, v), _rate(v, variable))
    return divide(power(u, v), multiply(call("ln", u), _rate(v, variable)))


def _of_ln(u: Expression) -> Expression:
    return subtract(multiply(u, call("ln", u)), u)


def _of_abs(u: Expression) -> Expression:
    return divide(multiply(u, call("abs", u)), number(2))


_TABLE: dict[str, Callable[[Expression], Expression]] = {
    "exp": lambda u: call("exp", u),
    "sin": lambda u: negate(call("cos", u)),
    "cos": lambda u: call("sin", u),
    "tan": lambda u: negate(call("ln", call("abs", call("cos", u)))),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: call("ln", call("cosh", u)),
    "ln": _of_ln,
    "abs": _of_abs,
    "sqrt": lambda u: divide(multiply(number(2), multiply(u, call("sqrt", u))), number(3)),
    "sigmoid": lambda u: call("softplus", u),
    "relu": lambda u: divide(multiply(u, call("relu", u)), number(2)),
    "heaviside": lambda u: call("relu", u),
    "normalpdf": lambda u: call("normalcdf", u),
    "atan": lambda u: subtract(
        multiply(u, call("atan", u)), divide(call("ln", add(ONE, power(u, 2))), number(2))
    ),
}
"""F(u) for f(u), each by the name of f."""
