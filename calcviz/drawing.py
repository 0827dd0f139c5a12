"""The primitives that a concept shows itself with."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

Role = Literal["curve", "line", "construction", "asymptote"]
"""curve: the graph itself; line: a tangent or secant; construction: slope triangle, drop lines; asymptote."""


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """Strokes through points in mathematical coordinates; the pen is lifted before each piece.

    `x`, `y` have shape (n,) and hold finite numbers only; `starts` holds the index of the first
    point of each piece, beginning with 0.
    """

    x: Floats
    y: Floats
    starts: Integers
    role: Role = "curve"


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Columns that a curve crosses too often to be drawn as a line: x, lowest and highest value."""

    x: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Points with a meaning: "open" and "closed" circles, a plain "dot"; shape (n,)."""

    x: Floats
    y: Floats
    shape: Literal["open", "closed", "dot"]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A vertical strip low ≤ x ≤ high in which the curve cannot be told apart at this zoom."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Label:
    """A short text (LaTeX) beside a point, placed where there is room."""

    x: float
    y: float
    latex: str


@dataclass(frozen=True, slots=True)
class Handle:
    """A point that can be taken hold of; `name` says which part of the concept it moves."""

    name: str
    x: float
    y: float
    latex: str = ""
    horizontal_only: bool = False


Primitive = Polyline | Bars | Markers | Unresolved | Label | Handle


@dataclass(frozen=True, slots=True)
class Readout:
    """A result to be read: `value` is a number, `text` a formula; both None where it does not exist.

    `latex` is its left side (f'(a)), `name` its key for programs ("slope"); `reason` says why it is missing.
    """

    name: str
    latex: str
    value: float | None = None
    text: str | None = None
    text_latex: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers in rows under headings (LaTeX); None where a number does not exist."""

    headings: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]
    digits: tuple[str, ...] = field(default=())
    """A format for each column, such as ".5f"; empty for the shortest form."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What a concept shows: primitives from back to front, results, and a sentence that says it."""

    primitives: tuple[Primitive, ...] = ()
    readouts: tuple[Readout, ...] = ()
    table: Table | None = None
    sentence: str = ""
    reason: str | None = None
    """Why the thing itself does not exist here (a corner has no tangent); None where it does."""


def polyline(x: Floats, y: Floats, role: Role = "curve") -> Polyline:
    """One stroke through the points."""
    return Polyline(np.asarray(x, float), np.asarray(y, float), np.zeros(1, np.int64), role)
