"""Bounds of a function on discs of the complex plane around real cells: what makes quadrature provable."""

from collections.abc import Callable, Hashable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from calcviz.language.expression import Expression, Name
from calcviz.maths.calculus.disc import Disc, Operation, fixed
from calcviz.maths.calculus.disc_operations import OPERATIONS, exp, general_power, nothing, power
from calcviz.maths.functions.table import TABLE
from calcviz.maths.intervals.enclose import Bounding, Truth
from calcviz.maths.intervals.enclosures import Enclosure, fitted
from calcviz.maths.program import Program, run

__all__ = ["Disc", "Discs", "discs"]


class Discs:
    """A function of one variable (and parameters) as a function of Discs."""

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, variable: Disc, *parameters: float) -> Disc:
        """The bounds of the function on the discs of its variable."""
        numbers = [fixed(value) for value in parameters]
        with np.errstate(all="ignore"):
            found = run(self.program, [variable, *numbers])
        shape = np.shape(variable.rad)
        mid, rad = np.broadcast_to(found.mid, shape), np.broadcast_to(found.rad, shape)
        good = np.isfinite(mid) & np.isfinite(rad)
        low, high = (fitted(part, shape[-1:]) for part in found.real[:2])
        real = Enclosure(low, high, fitted(np.asarray(found.real.state, np.int8), shape[-1:]))
        return Disc(real, np.where(good, mid, 0.0), np.where(good, rad, np.inf))


@lru_cache(maxsize=256)
def discs(e: Expression, variables: tuple[str, ...]) -> Discs:
    """The bounds of e on discs; raises KeyError for a name that is no variable."""
    return Discs(Discing(variables).program(e))


class Discing(Bounding):
    """The walk to a program of operations on discs: bounds of the real cells go along."""

    def constant(self, e: Any) -> Any:
        """The disc of a literal."""
        real = super().constant(e)
        mid = real.lo + (real.hi - real.lo) / 2
        return Disc(real, mid, real.hi - real.lo)

    def number(self, bounds: Enclosure) -> Any:
        """The disc of a number with these bounds."""
        return Disc(bounds, bounds.lo + (bounds.hi - bounds.lo) / 2, bounds.hi - bounds.lo)

    def emit(self, name: Hashable, operation: Callable[..., Any], sources: tuple[int, ...]) -> int:
        """The slot of an operation, done on the enclosures and on the discs."""
        if isinstance(name, tuple) and name[0] == "compare" or name in ("and", "or", "not"):
            return super().emit(name, partial(_truth, operation), sources)
        return super().emit(name, partial(_both, operation, _operation(name)), sources)


def _truth(operation: Callable[..., Any], *parts: Any) -> Truth:
    reals = [part.real if isinstance(part, Disc) else part for part in parts]
    found: Truth = operation(*reals)
    return found


def _both(operation: Callable[..., Any], on_discs: Operation, *parts: Any) -> Disc:
    real = operation(*[part.real if isinstance(part, Disc) else part for part in parts])
    if not parts:
        return Disc(real, real.lo, np.float64(0.0))
    mid, rad = on_discs(*parts)
    return Disc(real, mid, rad * (1 + 1e-12) + np.abs(mid) * 1e-14)


def _operation(name: Hashable) -> Operation:
    """The operation on discs by the name that the walk gives it."""
    if isinstance(name, str):
        return OPERATIONS.get(name) or partial(_by_slopes, name)
    if not isinstance(name, tuple):
        return nothing
    function, key = name
    if function == "power":
        return _power_of(key[0])
    if key == ("half turns",):
        inner = _operation(function)
        return lambda u: inner(Disc(u.real, u.mid * np.pi, u.rad * np.pi))
    return nothing


def _power_of(key: Any) -> Operation:
    if key == "e":
        return exp
    if key == "positive":
        return general_power
    return partial(power, exponent=float(key), odd=getattr(key, "denominator", 1) % 2 == 1, whole=key)


def _by_slopes(function: str, *parts: Disc) -> tuple[Any, Any]:
    """A function by its derivatives: it strays by no more than the radius times their largest value."""
    entry = TABLE.get(function)
    if entry is None or entry.derivative is None or function in _SLOPELESS:
        return nothing()
    names = tuple(f"u{k}" for k in range(len(parts)))
    spread: Any = np.float64(0.0)
    for k, part in enumerate(parts):
        if not np.any(part.rad):
            continue
        slope = _slope(function, k, names)
        if slope is None:
            return nothing()
        found = run(slope.program, list(parts))
        spread = spread + part.rad * (np.abs(found.mid) + found.rad)
    return entry.numpy(*[part.mid for part in parts]), spread


@lru_cache(maxsize=128)
def _slope(function: str, k: int, names: tuple[str, ...]) -> Discs | None:
    derivative = TABLE[function].derivative
    rule = None if derivative is None else derivative[k]
    return None if rule is None else Discs(Discing(names).program(rule(*[Name(name) for name in names])))


_SLOPELESS = frozenset(("digamma", "polygamma", "binomial", "gcd", "acot", "atan2"))
"""Functions whose slopes are made of themselves, or jump where the function may not."""
