"""A real function of one variable with everything that calculus asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, free_names
from calcviz.maths.curves.curve import Curve, drawn
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.strictness import function
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.derivatives.sides import Slope, slope
from calcviz.maths.evaluate import Compiled, compiled

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RealFunction:
    """x ↦ the value of an expression, with numbers for the other names in it.

    `parameters` are pairs (name, value), sorted by name, for exactly the free names of the expression
    but the variable. `text` says how the function is called ("f", "f'"); None: it has no name.
    """

    expression: Expression
    variable: str = "x"
    parameters: tuple[tuple[str, float], ...] = ()
    text: str | None = None

    @cached_property
    def _compiled(self) -> Compiled:
        return compiled(self.expression, (self.variable, *(name for name, _ in self.parameters)))

    @cached_property
    def _values(self) -> tuple[float, ...]:
        return tuple(value for _, value in self.parameters)

    def __call__(self, x: float) -> float:
        """f(x); NaN where f is undefined."""
        return float(self._compiled(x, *self._values))

    def values(self, x: Floats) -> Floats:
        """f at each x, shape (n,); NaN where f is undefined."""
        return self._compiled(x, *self._values)

    def among(self, numbers: Mapping[str, float]) -> "RealFunction":
        """The function for other values of its numbers; itself where they are the same."""
        new = tuple((name, numbers[name]) for name, _ in self.parameters)
        return self if new == self.parameters else replace(self, parameters=new)

    def derivative(self, order: int = 1) -> "RealFunction":
        """The derivative of that order; raises NoRule where a function in f has no rule, and TooLong."""
        if order == 0:
            return self
        df = derivative(self.expression, self.variable, order)
        text = None if self.text is None else self.text + "'" * order
        return real_function(df, self.variable, dict(self.parameters), text)

    def slope(self, a: float) -> Slope:
        """f'(a), or why there is none and the slopes from the left and from the right."""
        return slope(self.expression, self.variable, a, dict(self.parameters))

    def trace(
        self, x_range: tuple[float, float], y_range: tuple[float, float], columns: int, rows: int
    ) -> Curve:
        """The graph in a window of that many pixels, in certified pieces."""
        return self.drawn(Screen(*x_range, *y_range, columns, rows))

    def drawn(self, screen: Screen) -> Curve:
        """The graph on a screen, whose axes may be logarithmic, in certified pieces."""
        return drawn(function(self.expression, self.variable, dict(self.parameters)), screen)

    def at(self, argument: str) -> str:
        """How the value at an argument is written in LaTeX: f(a), f'(a), y(a) for a nameless function."""
        return f"{self.text or 'y'}({argument})"


def real_function(
    expression: Expression, variable: str, numbers: Mapping[str, float], text: str | None = None
) -> RealFunction:
    """The function of an expression, taking from `numbers` only what the expression needs."""
    needed = sorted(free_names(expression) - {variable})
    return RealFunction(expression, variable, tuple((name, numbers[name]) for name in needed), text)
