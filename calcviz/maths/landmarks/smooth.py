"""A function with its derivatives, each with values and proven bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from calcviz.language.expression import Call, Expression, longer, rebuild, size
from calcviz.maths.curves.singularities import Floats, Function
from calcviz.maths.curves.strictness import function
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.intervals.enclosures import Enclosure, Interval

MOST_NODES = 400
"""A longer expression is not differentiated: its derivative would take longer than anyone waits for."""


@dataclass(frozen=True)
class Smooth:
    """x ↦ the derivative of that order of what is written, for numbers in place of its other names."""

    written: Expression
    variable: str
    parameters: tuple[tuple[str, float], ...]
    order: int = 0

    @cached_property
    def expression(self) -> Expression:
        """The derivative, with sign(u) for u/|u|, whose bounds are closer; raises NoRule and TooLong."""
        if not self.order:
            return self.written
        return _signed(derivative(self.written, self.variable, self.order))

    @cached_property
    def function(self) -> Function:
        """The function as a curve sees it."""
        return function(self.expression, self.variable, dict(self.parameters))

    @property
    def values(self) -> Callable[[Floats], Floats]:
        """The values on arrays, NaN where undefined."""
        return self.function.values

    @property
    def enclose(self) -> Callable[[Interval], Enclosure]:
        """The bounds on cells."""
        return self.function.enclose

    @cached_property
    def size(self) -> int:
        """How many nodes the expression has: what bounds on a cell cost."""
        return size(self.expression)

    @cached_property
    def slope(self) -> "Smooth | None":
        """The derivative, None where no rule gives one, and for a very long expression."""
        if longer(self.expression, MOST_NODES):
            return None
        df = Smooth(self.written, self.variable, self.parameters, self.order + 1)
        try:
            return df if df.expression else None
        except (NoRule, TooLong):
            return None


def _signed(e: Expression) -> Expression:
    e = rebuild(e, _signed)
    match e:
        case Call("divide", (u, Call("abs", (v,)))) if u == v:
            return Call("sign", (u,))
    return e


@dataclass(frozen=True)
class Guided(Smooth):
    """A function whose slope is known by another one that has its signs and its zeros: the `guide`."""

    guide: Expression | None = None

    @cached_property
    def slope(self) -> Smooth | None:
        """The guide."""
        return None if self.guide is None else Smooth(self.guide, self.variable, self.parameters)
