"""A real function of several variables with everything that calculus asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.language.expression import Expression, free_names
from calcviz.language.notation import partial_text as partial_text
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.evaluate import Compiled, compiled
from calcviz.maths.real import RealFunction, real_function

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ScalarField:
    """(x, y, …) ↦ the value of an expression, with numbers for the other names in it.

    `parameters` are pairs (name, value), sorted by name, for exactly the free names of the expression but the
    variables. `text` says how the function is called ("g", "∂g/∂x"); None: it has no name.
    """

    expression: Expression
    variables: tuple[str, ...] = ("x", "y")
    parameters: tuple[tuple[str, float], ...] = ()
    text: str | None = None

    @cached_property
    def _compiled(self) -> Compiled:
        return compiled(self.expression, (*self.variables, *(name for name, _ in self.parameters)))

    @cached_property
    def _values(self) -> tuple[float, ...]:
        return tuple(value for _, value in self.parameters)

    def __call__(self, *point: float) -> float:
        """The value at a point; NaN where the function is undefined."""
        return float(self._compiled(*point, *self._values))

    def values(self, *coordinates: ArrayLike) -> Floats:
        """The values at points whose coordinates broadcast; NaN where the function is undefined."""
        return self._compiled(*coordinates, *self._values)

    def among(self, numbers: Mapping[str, float]) -> "ScalarField":
        """The function for other values of its numbers; itself where they are the same."""
        new = tuple((name, numbers[name]) for name, _ in self.parameters)
        return self if new == self.parameters else replace(self, parameters=new)

    def partial(self, *variables: str) -> "ScalarField":
        """The partial derivative by these variables, one after the other, by the rules.

        Raises NoRule where a function in the formula has no rule, and TooLong. Its formula may be undefined
        at single points at which the partial derivative exists; `slope` decides those.
        """
        e, text = self.expression, self.text
        for variable in variables:
            e = derivative(e, variable)
        return scalar_field(e, self.variables, dict(self.parameters), text and partial_text(text, variables))

    def slice(self, variable: str, point: tuple[float, ...]) -> RealFunction:
        """The function of one variable that is left where the others have their values at the point."""
        fixed = {name: at for name, at in zip(self.variables, point, strict=True) if name != variable}
        return real_function(self.expression, variable, {**dict(self.parameters), **fixed}, self.text)

    def slope(self, variable: str, point: tuple[float, ...]) -> Slope:
        """The partial derivative at a point, or why there is none."""
        from calcviz.maths.fields.existence import slope_at  # which is about this class

        return slope_at(self, variable, point)


def scalar_field(
    expression: Expression, variables: tuple[str, ...], numbers: Mapping[str, float], text: str | None = None
) -> ScalarField:
    """The function of an expression, taking from `numbers` only what the expression needs."""
    needed = sorted(free_names(expression) - set(variables))
    return ScalarField(expression, variables, tuple((name, numbers[name]) for name in needed), text)
