"""The last lines of a definite integral: the antiderivative at its ends, and what their difference is."""

from functools import lru_cache
from math import floor, isfinite

from calcviz.language.expression import (
    Call,
    Constant,
    Expression,
    Number,
    Question,
    Side,
    free_names,
    rebuild,
    substitute,
)
from calcviz.language.messages import mark
from calcviz.maths.calculus.integration import steps
from calcviz.maths.derivatives.derivation import LONGEST, Step
from calcviz.maths.derivatives.rules import TIDY
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.evaluate import value
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import (
    ONE,
    PI,
    ZERO,
    E,
    call,
    divide,
    multiply,
    negate,
    number,
    subtract,
)

FUNDAMENTAL = mark("fundamental theorem of calculus")
LIMITS = mark("fundamental theorem of calculus, with limits at the ends")

NEAR = 1e-9


@lru_cache(maxsize=64)
def ends(asked: Question) -> tuple[Step, ...]:
    """The lines from a definite integral of one variable by F(b) − F(a) to its value.

    No lines where the rules lead to no antiderivative, where letters have no value, and where the difference
    is not what numbers say: at a pole between the ends, or where F jumps. Where F has no value at an end the
    only line has its limit there.
    """
    variable, (low, high) = asked.variables[0], asked.arguments
    way = steps(asked.body, variable)
    if not way or free_names(asked):
        return ()
    known = _number(asked)
    if known is None:
        return ()
    F = way[-1].before
    top, bottom = (substitute(F, {variable: end}) for end in (high, low))
    if not all(isfinite(value(e, {})) for e in (top, bottom, low, high)):
        sides: tuple[Side, Side] = (
            ("left", "right") if value(low, {}) < value(high, {}) else ("right", "left")
        )
        limits = [_end(F, variable, end, side) for end, side in zip((high, low), sides)]
        return (Step(LIMITS, asked, subtract(*limits)),)
    difference = subtract(top, bottom)
    if not _is_value(difference, known):
        return ()
    short = tidy(settled(difference))
    found = [Step(FUNDAMENTAL, asked, difference)]
    if short != difference and _is_value(short, known) and len(repr(short)) < LONGEST * 40:
        found.append(Step(TIDY, difference, short))
    return tuple(found)


def _end(F: Expression, variable: str, at: Expression, side: Side) -> Expression:
    """F at an end; its limit where it has no value there."""
    put_in = substitute(F, {variable: at})
    if isfinite(value(put_in, {})) and isfinite(value(at, {})):
        return put_in
    return Question("limit", F, (variable,), (at,), side if isfinite(value(at, {})) else "")


def _number(asked: Question) -> float | None:
    """The value by numbers; None where there is none."""
    from calcviz.maths.calculus.numerically import numerically  # large, and few rows ask for it

    found = numerically(asked)
    return found.value if found.standing in ("numeric", "exact") else None


def _is_value(e: Expression, known: float) -> bool:
    return abs(value(e, {}) - known) <= NEAR * (1.0 + abs(known))


def settled(e: Expression) -> Expression:
    """e without variables, with what is known of its parts put in: cos π is −1, ln 1 is 0, arctan 1 π/4."""
    e = rebuild(e, settled)
    if isinstance(e, Call):
        if e.function == "abs" and isinstance(e.arguments[0], Constant):
            return e.arguments[0]
        if e.function == "mod" and (turns := exact(tidy(divide(*e.arguments)))) is not None:
            return tidy(multiply(number(turns - floor(turns)), e.arguments[1]))
        known = exact(e)
        if known is not None:
            return number(known)
        return _VALUES.get((e.function, *map(tidy, e.arguments)), e)
    return e


_QUARTER, _HALF = divide(PI, Number(4)), divide(PI, Number(2))
_SIXTH, _THIRD = divide(PI, Number(6)), divide(PI, Number(3))

_VALUES: dict[tuple[str | Expression, ...], Expression] = {
    ("ln", ONE): ZERO,
    ("ln", Constant("e")): ONE,
    ("power", E, ZERO): ONE,
    ("power", E, ONE): E,
    ("exp", ZERO): ONE,
    ("exp", ONE): E,
    **{(f, ZERO): ZERO for f in ("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "erf")},
    **{(f, ZERO): ONE for f in ("cos", "cosh", "sec", "sech")},
    ("atan", ONE): _QUARTER,
    ("atan", negate(ONE)): negate(_QUARTER),
    ("asin", ONE): _HALF,
    ("asin", negate(ONE)): negate(_HALF),
    ("asin", divide(ONE, Number(2))): _SIXTH,
    ("acos", ZERO): _HALF,
    ("acos", ONE): ZERO,
    ("acos", negate(ONE)): PI,
    ("acos", divide(ONE, Number(2))): _THIRD,
    ("atan", call("sqrt", Number(3))): _THIRD,
    ("atan", divide(ONE, call("sqrt", Number(3)))): _SIXTH,
}
"""Functions at places where their values have names."""
