"""What a pointer can snap to on the curves in a window."""

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Name, substitute
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.survey import Survey
from calcviz.maths.real import RealFunction

__all__ = ["Kind", "Landmark", "intersections", "landmarks"]

Floats = NDArray[np.float64]
Range = tuple[float, float]


def landmarks(
    f: RealFunction,
    x_range: Range,
    y_range: Range,
    columns: int,
    edges: Floats | None = None,
    inflections: bool = False,
) -> tuple[Landmark, ...]:
    """The landmarks of y = f(x) in a window that many pixels wide, x rising.

    A root is reported where f is proven continuous and proven to change its sign, and where its value is
    proven to be 0; a minimum where f is proven to fall before it and to rise after it (at a corner too). What
    bounds on cells cannot decide is left out. None at all are reported where there are too many to choose
    among. `edges`, rising, are the edges of the cells that are looked at first; without them these are even.
    """
    return Survey(f, x_range, y_range, columns, edges).landmarks(inflections)


def intersections(
    f: RealFunction,
    g: RealFunction,
    x_range: Range,
    y_range: Range,
    columns: int,
    edges: Floats | None = None,
) -> tuple[Landmark, ...]:
    """Where the curves y = f(x) and y = g(x) meet in a window that many pixels wide, x rising.

    These are the zeros of f - g, with the same proofs; where the curves run together there are none.
    """
    known, renamed = dict(f.parameters), {g.variable: f.variable} if g.variable != f.variable else {}
    # Members of a family have different numbers of one name.
    renamed |= {name: f"{name}′" for name, number in g.parameters if known.get(name, number) != number}
    to = {old: Name(new) for old, new in renamed.items()}
    other = substitute(g.expression, to) if to else g.expression
    difference = Call("add", (f.expression, Call("negate", (other,))))
    known |= {renamed.get(name, name): number for name, number in g.parameters}
    numbers = tuple(sorted(known.items()))
    survey = Survey(RealFunction(difference, f.variable, numbers), x_range, y_range, columns, edges)
    return survey.intersections(Smooth(f.expression, f.variable, f.parameters))
