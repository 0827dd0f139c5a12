"""Values on a jump, which no float need hit: floor(x + y) where x + y is a whole number."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Comparison, Expression, Name, Number, rebuild
from calcviz.maths.evaluate import compiled
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.functions.building import divide, multiply, subtract
from calcviz.maths.functions.table import TABLE

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Place = tuple[Floats, Floats]

JUMPING: dict[str, Callable[[Floats], Floats]] = {
    **dict.fromkeys(("floor", "ceil", "frac"), np.round),
    **dict.fromkeys(("sign", "heaviside", "sqrt", "ln"), np.zeros_like),
    **dict.fromkeys(("asin", "acos"), np.sign),
    "round": lambda u: np.floor(u) + 0.5,
}
"""The argument at which each function jumps or ends, nearest to a given one."""

VALUE = "value on a jump"
"""The name of what a part of the formula is on the jump, with a number: nobody can type it."""


def on_jump(field: ScalarField, one: Place, other: Place) -> tuple[Floats, Booleans]:
    """The values, (n,), on the jumps between places on both sides, and whether such a jump was found there.

    A function whose argument passes a place at which it jumps is taken at just that argument.
    """
    walked = _Walked(field, one, other)
    e = walked.settled(field.expression)
    return walked.values(e)[0], walked.found


class _Walked:
    """The places on both sides, and the parts of a formula that were settled so far."""

    def __init__(self, field: ScalarField, one: Place, other: Place) -> None:
        names, numbers = zip(*field.parameters) if field.parameters else ((), ())
        self.names: list[str] = [*field.variables, *names]
        self.sides: tuple[list[Floats], list[Floats]] = (
            [*one, *(np.full(len(one[0]), value) for value in numbers)],
            [*other, *(np.full(len(one[0]), value) for value in numbers)],
        )
        self.found = np.zeros(len(one[0]), np.bool_)

    def values(self, e: Expression) -> tuple[Floats, Floats]:
        """The values of a settled part on both sides."""
        f = compiled(e, tuple(self.names))
        one, other = (f(*side) for side in self.sides)
        return one, other

    def settled(self, e: Expression) -> Expression:
        """The part with what jumps in it replaced by a name for its value on the jump."""
        whole = rebuild(e, self.settled)
        if isinstance(whole, Call) and whole.function in JUMPING:
            sides = self.values(whole.arguments[0])
            f, least = TABLE[whole.function].numpy, JUMPING[whole.function]
            return self._named(sides, least((sides[0] + sides[1]) / 2), f)
        if isinstance(whole, Call) and whole.function == "mod":
            return self.settled(_with_frac(*whole.arguments))
        if isinstance(whole, Comparison) and len(whole.operands) == 2:
            sides = self.values(subtract(*whole.operands))
            difference = self._named(sides, np.zeros_like(sides[0]), lambda u: u)
            return Comparison((difference, Number(0)), whole.relations)
        return whole

    def _named(self, sides: tuple[Floats, Floats], jump: Floats, f: Callable[[Floats], Floats]) -> Name:
        """A new name for f of what has such values on both sides, or of the jump that lies between them."""
        with np.errstate(all="ignore"):
            between = ((sides[0] - jump) * (sides[1] - jump) <= 0) & (sides[0] != sides[1])
            self.found |= between
            for known, u in zip(self.sides, sides):
                known.append(np.asarray(f(np.where(between, jump, u)), np.float64))
        self.names.append(f"{VALUE} {len(self.names)}")
        return Name(self.names[-1])


def _with_frac(u: Expression, m: Expression) -> Expression:
    """mod(u, m) as m frac(u/m)."""
    return multiply(m, Call("frac", (divide(u, m),)))
