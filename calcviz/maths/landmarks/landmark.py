"""What a pointer can snap to on the curves in a window."""

from dataclasses import dataclass
from typing import Literal

from calcviz.maths.real import RealFunction

Kind = Literal[
    "root",
    "minimum",
    "maximum",
    "intersection",
    "y_intercept",
    "hole",
    "jump",
    "pole",
    "end",
    "corner",
    "inflection",
]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point (x, y) of a curve that has a name of its own; y is NaN at a pole.

    `x_text` and `y_text` are texts that read back as exactly the true number ("2/3", "sqrt(2)", "pi/2"),
    None where no exact arithmetic proves one.
    """

    kind: Kind
    x: float
    y: float
    x_text: str | None = None
    y_text: str | None = None


def landmarks(
    f: RealFunction, x_range: tuple[float, float], y_range: tuple[float, float], columns: int
) -> tuple[Landmark, ...]:
    """The landmarks of y = f(x) in a window that many pixels wide, x rising."""
    return ()


def intersections(
    f: RealFunction,
    g: RealFunction,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    columns: int,
) -> tuple[Landmark, ...]:
    """Where the curves y = f(x) and y = g(x) meet in a window that many pixels wide, x rising."""
    return ()
