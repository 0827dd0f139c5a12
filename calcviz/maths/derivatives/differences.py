"""Difference quotients: forward, backward, central, and what they extrapolate to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf, isfinite
from typing import Final

Function = Callable[[float], float]

EPSILON: Final = 2.0**-52


def forward(f: Function, a: float, h: float) -> float:
    """(f(a+h) - f(a))/h; NaN where f is undefined at one of the two points."""
    return (f(a + h) - f(a)) / h


def backward(f: Function, a: float, h: float) -> float:
    """(f(a) - f(a-h))/h; NaN where f is undefined at one of the two points."""
    return (f(a) - f(a - h)) / h


def central(f: Function, a: float, h: float) -> float:
    """(f(a+h) - f(a-h))/(2h); NaN where f is undefined at one of the two points."""
    return (f(a + h) - f(a - h)) / (2 * h)


@dataclass(frozen=True, slots=True)
class Quotients:
    """One line of the table: the three quotients for one h; NaN where there is none."""

    h: float
    forward: float
    backward: float
    central: float


def table(f: Function, a: float, steps: Iterable[float]) -> tuple[Quotients, ...]:
    """The quotients of f at a for each h of `steps`."""
    return tuple(Quotients(h, forward(f, a, h), backward(f, a, h), central(f, a, h)) for h in steps)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A slope found from quotients alone, a bound on its error as far as they tell, and what it is worth."""

    value: float
    error: float
    reliable: bool


def extrapolated(f: Function, a: float, h: float = 0.125, steps: int = 12) -> Estimate:
    """The slope of f at a by Richardson's extrapolation of central quotients, h halved at each step.

    The error is what remains between neighbouring extrapolations, never less than what rounding leaves in
    a quotient. A slope is reliable when the error is below 1e-6 of its size (or of 1): a function that is
    rough at every scale, such as a partial sum of Weierstrass's, gives none. Source: Ridders, Advances in
    Engineering Software 4 (1982) 75-76.
    """
    best = Estimate(float("nan"), inf, False)
    above: list[float] = []
    for step in range(steps):
        width = h / 2**step
        row = [central(f, a, width)]
        noise = EPSILON * max(abs(f(a + width)), abs(f(a - width))) / width
        for k, previous in enumerate(above):
            row.append(row[k] + (row[k] - previous) / (4 ** (k + 1) - 1))
            doubt = max(abs(row[-1] - row[-2]), abs(row[-1] - previous)) + noise
            if isfinite(row[-1]) and doubt < best.error:
                best = Estimate(row[-1], doubt, doubt <= 1e-6 * max(1.0, abs(row[-1])))
        above = row
    return best
