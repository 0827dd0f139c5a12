"""Where bounds leave room for a relation: what is shown as undecided where nothing of it was found."""

from collections.abc import Set
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED
from calcviz.maths.relations.relation import Part, Relation, Tree

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

SIDES = (16, 4, 1)
"""Cells along each side of the blocks that are tried, one size after the other."""

PARTS, TIMES, MOST = 4, 2, 6000
"""Parts along each side of a cell, how often it is divided at last, and up to how many cells."""


class Room(NamedTuple):
    """On which rectangles, (k,), a condition may hold somewhere, and on which it may fail somewhere."""

    holds: Booleans
    fails: Booleans


def possible(relation: Relation, g: Grid, never: Set[int]) -> Booleans:
    """The cells of a grid, (n - 1, m - 1), for which it is not proven that the relation holds nowhere.

    The parts `never`, counted, are equations that are known to hold nowhere: bounds take a pole for a zero.
    """
    rows, columns = len(g.y) - 1, len(g.x) - 1
    found = np.zeros((rows, columns), np.bool_)
    side = SIDES[0]
    i, j = (part.ravel() * side for part in np.indices((-(-rows // side), -(-columns // side))))
    for k, side in enumerate(SIDES):
        if k:
            i, j = _divided(i, j, SIDES[k - 1] // side, side)
            inside = (i < rows) & (j < columns)
            i, j = i[inside], j[inside]
        right, top = np.minimum(j + side, columns), np.minimum(i + side, rows)
        left = _room(relation, never, relation.tree, g.x[j], g.x[right], g.y[i], g.y[top]).holds
        i, j = i[left], j[left]
        if not len(i):
            return found
    found[i, j] = _left(relation, never, g, i, j)
    return found


def _divided(i: Integers, j: Integers, times: int, side: int) -> tuple[Integers, Integers]:
    down, across = (part.ravel() * side for part in np.indices((times, times)))
    return (i[:, None] + down).ravel(), (j[:, None] + across).ravel()


def _left(relation: Relation, never: Set[int], g: Grid, i: Integers, j: Integers) -> Booleans:
    """Which cells, (k,), still leave room after bounds were asked of their parts."""
    of, x, y = np.arange(len(i)), g.x[j], g.y[i]
    width, height = g.x[j + 1] - x, g.y[i + 1] - y
    down, across = (part.ravel() for part in np.indices((PARTS, PARTS)))
    for _ in range(TIMES):
        if not 0 < len(of) <= MOST:
            break
        width, height = width / PARTS, height / PARTS
        x = (x[:, None] + across * width[:, None]).ravel()
        y = (y[:, None] + down * height[:, None]).ravel()
        of, width, height = np.repeat(of, PARTS**2), np.repeat(width, PARTS**2), np.repeat(height, PARTS**2)
        left = _room(relation, never, relation.tree, x, x + width, y, y + height).holds
        x, y, of, width, height = x[left], y[left], of[left], width[left], height[left]
    found = np.zeros(len(i), np.bool_)
    found[of] = True
    return found


def _room(relation: Relation, never: Set[int], tree: Tree | int, *sides: Floats) -> Room:
    if isinstance(tree, int):
        room = _of_part(relation.parts[tree], *sides)
        return Room(np.zeros_like(room.holds), np.ones_like(room.fails)) if tree in never else room
    branches = [_room(relation, never, branch, *sides) for branch in tree.branches]
    if tree.operator == "not":
        return Room(branches[0].fails, branches[0].holds)
    hold, fail = [each.holds for each in branches], [each.fails for each in branches]
    if tree.operator == "and":
        return Room(reduce(np.logical_and, hold), reduce(np.logical_or, fail))
    return Room(reduce(np.logical_or, hold), reduce(np.logical_and, fail))


def _of_part(part: Part, *sides: Floats) -> Room:
    """One comparison, which does not hold where a side is undefined."""
    lo, hi, state = bounds(part.field, *sides)
    zero = (lo <= 0) & (hi >= 0)
    holds, fails = {
        "<": (lo < 0, hi >= 0),
        "<=": (lo <= 0, hi > 0),
        "=": (zero, (lo < 0) | (hi > 0)),
        "!=": ((lo < 0) | (hi > 0), zero),
    }[part.sign]
    return Room(holds & np.not_equal(state, UNDEFINED), fails | np.not_equal(state, DEFINED))
