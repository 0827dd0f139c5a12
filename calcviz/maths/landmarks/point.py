"""A point of a curve that a pointer can snap to."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "root",
    "minimum",
    "maximum",
    "intersection",
    "y_intercept",
    "x_intercept",
    "hole",
    "jump",
    "pole",
    "end",
    "corner",
    "inflection",
    "solution",
    "crossing",
    "level",
    "upright",
]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point (x, y) of a curve that has a name of its own; y is NaN at a pole.

    `x_text` and `y_text` are texts that read back as exactly the true number ("2/3", "sqrt(2)", "pi/2"),
    None where no exact arithmetic proves one. At a jump there is a landmark for each end of the curve. At a
    crossing a curve meets itself; level and upright are its tangents.
    """

    kind: Kind
    x: float
    y: float
    x_text: str | None = None
    y_text: str | None = None
