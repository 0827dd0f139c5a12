"""What is integrated: a function with its values, its bounds on cells and on discs around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, free_names, size
from calcviz.maths.calculus.discs import Disc, Discs, discs
from calcviz.maths.curves.singularities import Function
from calcviz.maths.curves.strictness import function
from calcviz.maths.intervals.enclose import DEFINED, Enclosure, Interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Integrand:
    """x ↦ the value of an expression, with numbers for its other names (pairs, sorted by name)."""

    expression: Expression
    variable: str
    parameters: tuple[tuple[str, float], ...] = ()

    @cached_property
    def function(self) -> Function:
        """The function as a curve sees it."""
        return function(self.expression, self.variable, dict(self.parameters))

    def values(self, x: Floats) -> Floats:
        """The values at each x; NaN where undefined."""
        return self.function.values(x)

    def enclose(self, lo: Floats, hi: Floats) -> Enclosure:
        """The bounds of the values on cells."""
        return self.function.enclose(Interval(lo, hi))

    @cached_property
    def _discs(self) -> Discs:
        return discs(self.expression, (self.variable, *(name for name, _ in self.parameters)))

    @cached_property
    def cost(self) -> int:
        """How many nodes the expression has."""
        return size(self.expression)

    def on_discs(self, lo: Floats, hi: Floats, ratios: Floats) -> Disc:
        """The bounds on discs around the middles of cells, their radii `ratios` times half the widths."""
        centre = lo + (hi - lo) / 2
        radius = (hi - lo) / 2 * ratios[:, None]
        real = Enclosure(lo, hi, DEFINED)
        return self._discs(Disc(real, centre, radius), *(value for _, value in self.parameters))


def integrand(e: Expression, variable: str, numbers: Mapping[str, float] | None = None) -> Integrand:
    """The function of an expression, taking from `numbers` only what it needs; KeyError for others."""
    numbers = numbers or {}
    needed = sorted(free_names(e) - {variable})
    return Integrand(e, variable, tuple((name, float(numbers[name])) for name in needed))
