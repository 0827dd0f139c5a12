"""What is known of a function on real cells and on discs of the complex plane around them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from calcviz.maths.intervals.enclosures import Enclosure, constant


class Disc(NamedTuple):
    """A function on some cells, each with discs around its middle.

    `real` is its enclosure on the real cells. Where `rad` is finite the function agrees on the cell with one
    that is analytic on the disc and differs there from the number `mid` by at most `rad`. Cells have shape
    (n,), discs (k, n).
    """

    real: Enclosure
    mid: Any
    rad: Any


Operation = Callable[..., tuple[Any, Any]]
"""From the discs of the arguments to mid and rad; NaN counts as no bound."""


def fixed(value: float) -> Disc:
    """The disc of a number."""
    number = np.float64(value)
    return Disc(constant(value, value), number, np.float64(0.0))
