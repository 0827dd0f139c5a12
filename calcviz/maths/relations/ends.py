"""The ends of a curve that a further condition cuts off, and whether they belong to it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.relations.lines import On
from calcviz.maths.relations.regions import WITHIN, round_numbers

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

NOWHERE = np.empty((0, 2))

SAME, CROWDED, MOST = 0.01, 8.0, 200
"""Ends so near, in cells, are one; those nearer than CROWDED to another are not shown, nor more than MOST."""


NEXT = 1e-5
"""How far beyond an end, beside the step there, a difference that is 0 at it is still as good as 0."""


class Ends(NamedTuple):
    """Places, (k, 2), at which a curve ends: those that belong to it, and those that do not."""

    closed: Floats = NOWHERE
    open: Floats = NOWHERE


def ends(on: On, x: Floats, y: Floats, beyond: tuple[Floats, Floats]) -> Ends:
    """What of some ends, (n,), can be told, with places `beyond` on the zeros that are not drawn.

    No ends are those at which the curve runs into a region. At a jump or the end of a domain the condition is
    asked at the nearest round number; where that is too far away nothing is said.
    """
    if not len(x):
        return Ends()
    real = ~on.held(*beyond)
    near_x, near_y = (round_numbers(part, cell) for part, cell in zip((x, y), on.cell))
    simple_x, simple_y = (
        np.abs(near - part) <= WITHIN * abs(cell)
        for near, part, cell in zip((near_x, near_y), (x, y), on.cell)
    )
    just_beyond = (part + NEXT * (far - part) for part, far in zip((x, y), beyond))
    met = on.meets(x, y) & on.meets(*just_beyond)  # at a jump only one side is 0
    round_x, round_y = np.where(simple_x, near_x, x), np.where(simple_y, near_y, y)
    held = np.where(met, on.held(x, y), on.held(round_x, round_y))
    known = real & (met | simple_x | simple_y)
    places = np.stack((x, y), axis=1)
    return Ends(places[known & held], places[known & ~held])


def shown(found: list[Ends], cell: tuple[float, float]) -> Ends:
    """Those ends of several curves that stand alone: where two meet, one; none where they are crowded."""
    closed = np.concatenate([NOWHERE, *(each.closed for each in found)])
    open_ = np.concatenate([NOWHERE, *(each.open for each in found)])
    places = np.concatenate((closed, open_))
    if not 0 < len(places) <= MOST:
        return Ends()
    apart = np.abs(places[:, None] - places) / np.abs(cell)
    distance = np.hypot(apart[..., 0], apart[..., 1])
    first = np.argmax(distance <= SAME, axis=1) == np.arange(len(places))
    alone = first & ~((distance > SAME) & (distance < CROWDED)).any(axis=1)
    return Ends(places[: len(closed)][alone[: len(closed)]], places[len(closed) :][alone[len(closed) :]])


NO_ENDS = Ends()
