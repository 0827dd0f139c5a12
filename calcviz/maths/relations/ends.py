"""The ends of a curve that a further condition cuts off, and whether they belong to it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.strokes import Strokes
from calcviz.maths.relations.jumping import on_jump
from calcviz.maths.relations.lines import TAKEN, On
from calcviz.maths.relations.regions import WITHIN, round_numbers

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

NOWHERE = np.empty((0, 2))

SAME, CROWDED, MOST = 0.01, 8.0, 200
"""Ends so near, in cells, are one; those nearer than CROWDED to another are not shown, nor more than MOST."""


BEYOND, JUMP = 0.02, 0.1
"""How far beyond the end of a stroke it is looked, in cells; what is 0 there and on the jump, beside what the
difference changes in half a cell."""

MEETING, RIM = 0.1, 1.5
"""Strokes whose ends are so near, in cells, are one; and how far from the rim of the window ends are told."""

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


def broken(on: On, lines: Strokes, x_range: Range, y_range: Range) -> Ends:
    """The ends of zeros inside the window at which the difference itself jumps, or is no longer defined.

    There it is taken with the functions that jump at just that place: where it is 0 the end belongs to the
    curve; so it does not where the nearest simple number is out of its domain. Where two strokes end at one
    place the curve goes on.
    """
    if not 0 < len(lines.starts) <= MOST:
        return Ends()
    first = np.append(lines.starts, np.append(lines.starts[1:], len(lines.x)) - 1)
    inner = first + np.repeat((1, -1), len(lines.starts))
    cell = np.abs(on.cell)
    places = np.stack((lines.x[first], lines.y[first]), axis=1)
    ways = (places - np.stack((lines.x[inner], lines.y[inner]), axis=1)) / cell
    apart = np.abs(places[:, None] - places) / cell
    alone = (np.hypot(apart[..., 0], apart[..., 1]) < MEETING).sum(axis=1) == 1
    ends_ = np.array((x_range, y_range))
    alone &= (np.abs(places[:, :, None] - ends_) > RIM * cell[:, None]).all(axis=(1, 2))
    places, ways = places[alone], ways[alone]
    if not len(places):
        return Ends()
    field, (x, y) = on.relation.parts[on.k].field, places.T
    far_x, far_y = (places + BEYOND * cell * ways / np.hypot(*ways.T)[:, None]).T
    with np.errstate(invalid="ignore"):
        f, beyond = field.values(x, y), field.values(far_x, far_y)
        change = np.fmax(*(np.abs(field.values(*at) - f) for at in _beside(x, y, -ways, cell)))
        real = ~(np.abs(beyond) <= JUMP * change)
        value, found = on_jump(field, (x, y), (far_x, far_y))
        simple_x, simple_y = (_simple(part, side) for part, side in zip((x, y), cell))
        hole = np.isnan(field.values(simple_x, y)) | np.isnan(field.values(x, simple_y))
        real &= (found | hole) & (on.meaning(x, y) == TAKEN)
        held = found & (np.abs(value) <= JUMP * change)
    return Ends(places[real & held], places[real & ~held])


def _simple(x: Floats, cell: float) -> Floats:
    """The multiple of a power of ten next to each place, at most some hundredths of a cell away."""
    unit = 10.0 ** np.ceil(np.log10(BEYOND * cell))
    return np.asarray(np.round(x / unit) * unit)


def _beside(x: Floats, y: Floats, back: Floats, cell: Floats) -> list[tuple[Floats, Floats]]:
    """Places half a cell back along each axis."""
    across, up = (np.where(part < 0, -0.5, 0.5) * side for part, side in zip(back.T, cell))
    return [(x + across, y), (x, y + up)]


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
