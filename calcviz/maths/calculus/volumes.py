"""Volumes under a function of two variables over a rectangle: the double integral, and sums of columns."""

import logging
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, Question, substitute
from calcviz.language.messages import current_language, tr
from calcviz.language.notation import fraction_expression, number_expression
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.antiderivatives import primitive
from calcviz.maths.calculus.integrals import written_end
from calcviz.maths.calculus.multiple import multiple
from calcviz.maths.exact import exact
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.functions.building import subtract
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED

Floats = NDArray[np.float64]

CELLS = 32
PARTS = np.arange(CELLS + 1)
"""Rectangles along each side on which bounds say whether a function is continuous."""

log = logging.getLogger(__name__)


class Columns(NamedTuple):
    """Columns over equal rectangles: their edges along x and y, (n + 1,) each, and their heights (n, n).

    The height stands in the middle, heights[i, j] over the i-th stretch of y and the j-th of x.
    """

    x: Floats
    y: Floats
    heights: Floats

    @property
    def sum(self) -> float | None:
        """Their volume together; None where one of them has no height."""
        area = (self.x[-1] - self.x[0]) * (self.y[-1] - self.y[0]) / self.heights.size
        total = float(self.heights.sum() * area)
        return total if isfinite(total) else None


def columns(g: ScalarField, x_range: Range, y_range: Range, n: int) -> Columns:
    """n × n columns over a rectangle."""
    x, y = (low + (high - low) * (np.arange(n + 1) / n) for low, high in (x_range, y_range))
    at_x, at_y = np.meshgrid((x[:-1] + x[1:]) / 2, (y[:-1] + y[1:]) / 2)
    return Columns(x, y, g.values(at_x.ravel(), at_y.ravel()).reshape(n, n))


def volume(g: ScalarField, x_range: Range, y_range: Range) -> Answer:
    """The double integral over a rectangle; its sign turns with each pair of ends that falls; never raises.

    "exact" and "numeric" only where the function is proven continuous on the whole rectangle.
    """
    return _volume(g, x_range, y_range, current_language())


@lru_cache(maxsize=128)
def _volume(g: ScalarField, x_range: Range, y_range: Range, language: str) -> Answer:
    body = substitute(g.expression, {name: number_expression(value) for name, value in g.parameters})
    ends = tuple(written_end(end) for end in (*x_range, *y_range))
    try:
        state, bounded = _state(g, x_range, y_range)
        if state == UNDEFINED:
            return Answer("undefined", reason=tr("the function is undefined on a part of the rectangle"))
        if not bounded:
            return Answer("unknown", reason=tr("the function may be unbounded in the rectangle"))
        with np.errstate(all="ignore"):
            found = multiple(Question("integral", body, g.variables, ends))
        fraction = _fraction(body, g.variables, ends)
    except (ArithmeticError, ValueError, KeyError, TypeError, RecursionError, MemoryError):
        log.exception("a volume could not be computed")
        return Answer("unknown", reason=tr("this could not be computed"))
    if state != DEFINED and found.value is not None:
        reason = tr("the function may jump or have gaps in the rectangle")
        return replace(found, standing="unconfirmed", reason=reason)
    if fraction is not None and found.value is not None:
        if abs(float(fraction) - found.value) <= 1e-9 * max(1.0, abs(found.value)):
            return Answer("exact", (fraction_expression(fraction),), float(fraction), 0.0)
    return found


def _state(g: ScalarField, x_range: Range, y_range: Range) -> tuple[int, bool]:
    """Whether g is proven continuous on a rectangle, undefined on a part of it, or neither; and bounded."""
    (a, b), (c, d) = sorted(x_range), sorted(y_range)
    x, y = a + (b - a) * PARTS / CELLS, c + (d - c) * PARTS / CELLS
    x_low, y_low = np.meshgrid(x[:-1], y[:-1])
    x_high, y_high = np.meshgrid(x[1:], y[1:])
    cells = (part.ravel() for part in (x_low, x_high, y_low, y_high))
    with np.errstate(all="ignore"):
        found = bounds(g, *cells)
    bounded = np.isfinite(found.lo).all() and np.isfinite(found.hi).all()
    return int(np.min(found.state)), bool(bounded)


def _fraction(body: Expression, variables: tuple[str, ...], ends: tuple[Expression, ...]) -> Fraction | None:
    """The value by the table of antiderivatives, first along x, then along y."""
    e: Expression = body
    for k, variable in enumerate(variables):
        F = primitive(e, variable, tuple((name, 1.0) for name in variables[k + 1 :]))
        if F is None:
            return None
        low, high = (substitute(F, {variable: end}) for end in ends[2 * k : 2 * k + 2])
        e = subtract(high, low)
    found = exact(e)
    return found if found is not None and found.denominator <= 10**9 else None
