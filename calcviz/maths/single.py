"""The values of a function in single precision, rounded after every operation."""

from collections.abc import Callable
from typing import Any

import numpy as np

from calcviz.maths.evaluate import compiled
from calcviz.maths.program import Program
from calcviz.maths.real import RealFunction

Value = Callable[[Any], Any]


def single(f: RealFunction) -> Value:
    """The function of float32, one number or shape (n,), with float32 in between; NaN where undefined.

    An operation that is done in double precision and rounded then gives what one in single precision does:
    for sums, products, quotients and roots that is a theorem, for other functions it holds nearly always.
    """
    names = (f.variable, *(name for name, _ in f.parameters))
    program, numbers = compiled(f.expression, names).program, [value for _, value in f.parameters]

    def at(x: Any) -> Any:
        with np.errstate(all="ignore"):
            return _run(program, [x, *numbers])

    return at


def _run(program: Program, values: list[Any]) -> Any:
    slots: list[Any] = [None if part is None else np.float32(part) for part in program.initial]
    slots[: len(values)] = [np.float32(value) for value in values]
    for operation, sources, target in program.instructions:
        slots[target] = _rounded(operation(*[slots[k] for k in sources]))
    return np.float32(slots[program.result])


def _rounded(value: Any) -> Any:
    """A number in single precision; a truth as it is."""
    return value if np.asarray(value).dtype == np.bool_ else np.float32(value)
