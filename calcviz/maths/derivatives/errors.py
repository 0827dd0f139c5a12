"""The errors of difference quotients against h: measured, and what truncation and rounding say of them."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf, isfinite, nan, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calcviz.language.notation import number_text
from calcviz.maths.derivatives.differences import Quotients
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.derivatives.taylor import taylor
from calcviz.maths.exact import exact
from calcviz.maths.real import RealFunction
from calcviz.maths.single import single

Floats = NDArray[np.float64]

UNIT = {"float64": 2.0**-53, "float32": 2.0**-24}
"""The largest relative error of one rounding."""
SMALLEST = {"float64": -16.0, "float32": -8.0}
"""The smallest h that is measured, by its power of ten; the largest one is 1."""
PER_DECADE = 12


@dataclass(frozen=True)
class Errors:
    """Everything about the error of difference quotients at one point.

    h, forward, backward, central: shape (n,), errors without sign; NaN where there is no quotient. The error
    is about `first`·h and `second`·h² by truncation (forward and backward; central), and at most about
    `rounding`/h by rounding. `slope` is what the error is counted from, as a float.
    """

    h: Floats
    forward: Floats
    backward: Floats
    central: Floats
    slope: float
    first: float
    second: float
    rounding: float

    def best(self, order: int) -> float | None:
        """The h at which truncation and rounding together are least; None where one of them is missing."""
        factor = self.first if order == 1 else self.second
        if not (factor > 0 and self.rounding > 0 and isfinite(factor) and isfinite(self.rounding)):
            return None
        if order == 1:
            return sqrt(2 * self.rounding / factor)
        return float((self.rounding / (2 * factor)) ** (1 / 3))


class Measured:
    """Difference quotients of f at a in one precision, and their errors."""

    def __init__(self, f: RealFunction, a: float, digits: str) -> None:
        self._kind: Callable[[Any], Any] = np.float32 if digits == "float32" else np.asarray
        self._f: Callable[[Any], Any] = single(f) if digits == "float32" else f.values
        self.a = float(self._kind(a))
        self.slope, self._exact = _reference(f, self.a)

    def quotients(self, h: float) -> Quotients:
        """The three quotients for one h, each computed in that precision from beginning to end."""
        ahead, back, middle = (float(part[0]) for part in self.all_quotients(np.array([h])))
        return Quotients(float(self._kind(h)), ahead, back, middle)

    def all_quotients(self, h: Floats) -> tuple[Floats, Floats, Floats]:
        """Forward, backward and central ones for each h, shape (n,); NaN where there is none."""
        step, a = self._kind(h), self._kind(np.full(len(h), self.a))
        with np.errstate(all="ignore"):
            ahead, here, back = self._f(a + step), self._f(a), self._f(a - step)
            found = (ahead - here) / step, (here - back) / step, (ahead - back) / (2 * step)
        first, second, third = (np.asarray(part, float) for part in found)
        return first, second, third

    def error(self, quotient: float) -> float:
        """A quotient minus the derivative: by exact arithmetic where that is rational; NaN without either."""
        if not isfinite(quotient) or self.slope is None:
            return nan
        if self._exact is not None:
            return float(Fraction(quotient) - self._exact)
        return quotient - self.slope


def _reference(f: RealFunction, a: float) -> tuple[float | None, Fraction | None]:
    """f'(a): exact where it is rational at this very float; else by the rules, to a few units of a float."""
    slope = f.slope(a).value
    if slope is None:
        return None, None
    numbers = {name: Fraction(number_text(value)) for name, value in f.parameters}
    try:
        df = derivative(f.expression, f.variable)
        found = exact(df, {**numbers, f.variable: Fraction(a)})
    except (NoRule, TooLong, ValueError):
        return slope, None
    return slope, found


@lru_cache(maxsize=32)
def errors(f: RealFunction, a: float, digits: str) -> Errors | None:
    """The errors for h from 1 down to where it is lost beside a; None where f has no derivative at a."""
    measured = Measured(f, a, digits)
    if measured.slope is None:
        return None
    low = SMALLEST[digits]
    h = 10.0 ** np.linspace(low, 0.0, round(-low * PER_DECADE) + 1)
    ahead, back, middle = (
        np.array([abs(measured.error(q)) for q in part.tolist()]) for part in measured.all_quotients(h)
    )
    T = taylor(f, measured.a, 3)
    c = [abs(part) for part in T.coefficients] + [nan] * (4 - len(T.coefficients))
    size = abs(f(measured.a))
    rounding = UNIT[digits] * size if isfinite(size) else inf
    return Errors(h, ahead, back, middle, measured.slope, c[2], c[3], rounding)
