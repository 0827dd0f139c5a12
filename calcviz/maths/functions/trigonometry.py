"""The trigonometric functions and their inverses, in radians."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.vocabulary import Word
from calcviz.maths.functions import angles
from calcviz.maths.functions.building import (
    ONE,
    above,
    add,
    at_least,
    between,
    call,
    divide,
    either,
    multiply,
    negate,
    nonzero,
    number,
    power,
    subtract,
)
from calcviz.maths.functions.elementary import quotient
from calcviz.maths.functions.entry import FunctionEntry, Special, undefined_where
from calcviz.maths.intervals import trigonometry as enclose


def _acot(x: Any) -> Any:
    """The angle in (0, π) whose cotangent is x: continuous, π/2 at 0."""
    return np.arctan2(1.0, x)


def _leg(x: Any) -> Any:
    """sqrt(x² - 1) without cancellation near 1; NaN for |x| < 1."""
    size = np.abs(x)
    return np.sqrt((size - 1.0) * (size + 1.0))


def _asec(x: Any) -> Any:
    """acos(1/x), by the tangent: well conditioned near |x| = 1."""
    angle = np.arctan(_leg(x))
    return np.where(np.less(x, 0.0), np.pi - angle, angle)


def _acsc(x: Any) -> Any:
    """asin(1/x), by the tangent near |x| = 1."""
    near = np.copysign(np.arctan2(1.0, _leg(x)), x)
    return np.where(np.greater(np.abs(x), 2.0), np.arcsin(np.divide(1.0, x)), near)


def _atan2(y: Any, x: Any) -> Any:
    """The angle of the point (x, y) in (-π, π]; NaN at the origin."""
    angle = np.arctan2(np.add(y, 0.0), np.add(x, 0.0))
    return undefined_where(np.equal(x, 0.0) & np.equal(y, 0.0), angle)


def _minus_square(u: Expression) -> Expression:
    return subtract(ONE, power(u, 2))


def _outer_leg(u: Expression) -> Expression:
    """|u| sqrt(u² - 1), below the derivative of asec and acsc."""
    return multiply(call("abs", u), call("sqrt", subtract(power(u, 2), ONE)))


def _within(u: Expression) -> tuple[Expression, ...]:
    return (between(number(-1), u, ONE),)


def _outside(u: Expression) -> tuple[Expression, ...]:
    return (at_least(call("abs", u), ONE),)


def _squares(y: Expression, x: Expression) -> Expression:
    return add(power(x, 2), power(y, 2))


def _arc(name: str, *aliases: str) -> Word:
    full = "arc" + name
    latex = "\\" + full if name in ("sin", "cos", "tan") else f"\\operatorname{{{{{full}}}}}"
    return Word("a" + name, aliases=(full, *aliases), latex=latex + r"\left({0}\right)")


def _at(name: str) -> Callable[[tuple[Expression, ...]], Special | None]:
    """The rule that settles a function at multiples of π."""
    return partial(angles.special, name)


DIRECT = (
    FunctionEntry(Word("sin"), np.sin, enclose.sin, (lambda u: call("cos", u),), special=_at("sin")),
    FunctionEntry(Word("cos"), np.cos, enclose.cos, (lambda u: negate(call("sin", u)),), special=_at("cos")),
    FunctionEntry(
        Word("tan", aliases=("tg",)),
        np.tan,
        enclose.tan,
        (lambda u: divide(ONE, power(call("cos", u), 2)),),
        lambda u: (nonzero(call("cos", u)),),
        special=_at("tan"),
    ),
    FunctionEntry(
        Word("cot", aliases=("ctg", "cotan")),
        lambda x: quotient(1.0, np.tan(x)),
        enclose.cot,
        (lambda u: negate(divide(ONE, power(call("sin", u), 2))),),
        lambda u: (nonzero(call("sin", u)),),
        special=_at("cot"),
    ),
    FunctionEntry(
        Word("sec"),
        lambda x: np.divide(1.0, np.cos(x)),
        enclose.sec,
        (lambda u: multiply(call("sec", u), call("tan", u)),),
        lambda u: (nonzero(call("cos", u)),),
        special=_at("sec"),
    ),
    FunctionEntry(
        Word("csc", aliases=("cosec",)),
        lambda x: quotient(1.0, np.sin(x)),
        enclose.csc,
        (lambda u: negate(multiply(call("csc", u), call("cot", u))),),
        lambda u: (nonzero(call("sin", u)),),
        special=_at("csc"),
    ),
)

INVERSE = (
    FunctionEntry(
        _arc("sin"),
        np.arcsin,
        enclose.asin,
        (lambda u: divide(ONE, call("sqrt", _minus_square(u))),),
        _within,
    ),
    FunctionEntry(
        _arc("cos"),
        np.arccos,
        enclose.acos,
        (lambda u: negate(divide(ONE, call("sqrt", _minus_square(u)))),),
        _within,
    ),
    FunctionEntry(
        _arc("tan", "arctg"), np.arctan, enclose.atan, (lambda u: divide(ONE, add(ONE, power(u, 2))),)
    ),
    FunctionEntry(_arc("cot"), _acot, enclose.acot, (lambda u: negate(divide(ONE, add(ONE, power(u, 2)))),)),
    FunctionEntry(_arc("sec"), _asec, enclose.asec, (lambda u: divide(ONE, _outer_leg(u)),), _outside),
    FunctionEntry(
        _arc("csc"), _acsc, enclose.acsc, (lambda u: negate(divide(ONE, _outer_leg(u))),), _outside
    ),
    FunctionEntry(
        Word("atan2", (2, 2), ("arctan2",)),
        _atan2,
        enclose.atan2,
        (lambda y, x: divide(x, _squares(y, x)), lambda y, x: negate(divide(y, _squares(y, x)))),
        lambda y, x: (either(nonzero(x), nonzero(y)),),
        smooth=lambda y, x: (either(above(x), nonzero(y)),),
    ),
)

ENTRIES = DIRECT + INVERSE
