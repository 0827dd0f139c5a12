"""Trigonometric functions of π·u by u: sin(πu) is 0 at whole u, and tan(πu) undefined halfway between."""

from typing import Any

import numpy as np

from calcviz.language.expression import Call, Constant, Expression
from calcviz.maths.functions.building import ONE
from calcviz.maths.functions.elementary import quotient


def half_turns(e: Expression) -> Expression | None:
    """u where e is written as π·u, such as 2πx or (x - 1)π/3; None for other expressions."""
    match e:
        case Constant("pi"):
            return ONE
        case Call("negate", (part,)):
            inner = half_turns(part)
            return None if inner is None else Call("negate", (inner,))
        case Call("divide", (above, below)):
            inner = half_turns(above)
            return None if inner is None else Call("divide", (inner, below))
        case Call("multiply", factors):
            return _product(factors)
        case Call("add", terms):
            parts = [half_turns(term) for term in terms]
            known = tuple(part for part in parts if part is not None)
            return Call("add", known) if len(known) == len(parts) else None
    return None


def _product(factors: tuple[Expression, ...]) -> Expression | None:
    """The product without its first factor that is a multiple of π."""
    for k, factor in enumerate(factors):
        inner = half_turns(factor)
        if inner is not None:
            rest = tuple(part for part in (*factors[:k], inner, *factors[k + 1 :]) if part != ONE)
            return Call("multiply", rest) if len(rest) > 1 else (rest or (ONE,))[0]
    return None


def sin(u: Any) -> Any:
    """sin(πu): the angle is brought to [-π/2, π/2] without rounding."""
    r = np.subtract(u, 2.0 * np.rint(np.multiply(u, 0.5)))
    return np.sin(np.pi * np.where(np.abs(r) > 0.5, np.copysign(1.0, r) - r, r))


def cos(u: Any) -> Any:
    """cos(πu)."""
    r = np.subtract(u, 2.0 * np.rint(np.multiply(u, 0.5)))
    return np.sin(np.pi * (0.5 - np.abs(r)))


def tan(u: Any) -> Any:
    """tan(πu); NaN where u is half a whole odd number."""
    return quotient(sin(u), cos(u))


def cot(u: Any) -> Any:
    """cot(πu); NaN for whole u."""
    return quotient(cos(u), sin(u))


def sec(u: Any) -> Any:
    """1/cos(πu)."""
    return quotient(1.0, cos(u))


def csc(u: Any) -> Any:
    """1/sin(πu)."""
    return quotient(1.0, sin(u))
