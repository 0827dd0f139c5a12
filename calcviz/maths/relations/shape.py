"""What of a window a relation holds in: regions, curves, points, and what cannot be told."""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.levels import MOVING
from calcviz.maths.fields.strokes import NOTHING, Strokes, together
from calcviz.maths.relations.cells import corners, rectangles, widened
from calcviz.maths.relations.ends import NO_ENDS, Ends, broken, ends, shown
from calcviz.maths.relations.grazing import grazed, touching
from calcviz.maths.relations.lines import LEFT_OUT, TAKEN, On, cut, meeting
from calcviz.maths.relations.possible import possible
from calcviz.maths.relations.regions import NO_REGIONS, Regions, regions
from calcviz.maths.relations.relation import Part, Relation
from calcviz.maths.relations.slender import Edge, slender
from calcviz.maths.relations.zeros import Zeros, zeros

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Where a relation holds in a window.

    `curves` are lines of it outside its regions, `gaps` lines inside a region that do not belong to it;
    `points` and `holes`, (k, 2), the same for single points; `ends` those at which curves are cut off. `open`
    are corners of rectangles, x and y (4 k,), in which it could not be told. `coarse`: what is thinner than a
    cell of the grid may be missing.
    """

    regions: Regions
    curves: Strokes
    gaps: Strokes
    points: Floats
    holes: Floats
    open: tuple[Floats, Floats]
    coarse: bool = False
    ends: Ends = NO_ENDS

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all, not even anything undecided."""
        sizes = (self.regions.x, self.curves.x, self.gaps.x, self.points, self.holes, self.open[0])
        return not any(len(part) for part in sizes)


BEYOND = (0.3183, 0.2718), (0.1618, 0.4142)
"""Parts of a cell by which the grid is larger than the window: so that nothing simple falls on its places."""


BESIDE = 3
"""Cells around a single point that is found for which bounds leave room."""


def shape(relation: Relation, x_range: Range, y_range: Range) -> Shape:
    """Where a relation of x and y holds in a window and a little around it; remembered."""
    x_range, y_range = (
        (low - before * (high - low) / MOVING, high + behind * (high - low) / MOVING)
        for (low, high), (before, behind) in zip((x_range, y_range), BEYOND)
    )
    parts = tuple((field_key(part.field), part.sign) for part in relation.parts)
    key = ("shape", relation.tree, parts, x_range, y_range)

    def make() -> Shape:
        return _shape(relation, x_range, y_range)

    made: Shape = remembered.get(key, relation, MOVING * MOVING // 8, make)
    return made


def _shape(relation: Relation, x_range: Range, y_range: Range) -> Shape:
    grids = [grid(part.field, x_range, y_range, MOVING, MOVING) for part in relation.parts]
    lined = _lined(relation, grids) | slender(relation, grids)
    found = [zeros(part.field, x_range, y_range, k in lined) for k, part in enumerate(relation.parts)]
    g = grids[0]
    open_ = _open(relation, found, grids)
    region = _region(relation, found, grids, open_)
    curves = gaps = NOTHING
    points, holes, cut_off = [], [], []
    for k, each in enumerate(found):
        on = On(relation, k, g.cell)
        edge = relation.parts[k].sign in ("<", "<=")
        made = cut(Edge(relation, k, g.cell) if edge else on, each.lines)
        curves, gaps = together(curves, made.taken), together(gaps, made.left_out)
        if relation.parts[k].sign == "=":
            cut_off += [ends(on, *made.ends, made.beyond), broken(on, each.lines, x_range, y_range)]
        points.append(grazed(on, each.lines))
        if len(each.points):
            meaning = on.meaning(*each.points.T)
            points.append(each.points[meaning == TAKEN])
            holes.append(each.points[meaning == LEFT_OUT])
    points += _met(relation, found, g)
    whole = Shape(
        region,
        curves,
        gaps,
        _distinct(points, g),
        _distinct(holes, g),
        rectangles(open_, g.x, g.y),
        any(each.coarse for each in found),
        shown(cut_off, g.cell),
    )
    if not whole.empty:
        return whole
    never = {k for k, part in enumerate(relation.parts) if part.sign == "=" and found[k].nowhere}
    room = possible(relation, g, never)
    alone = _distinct(touching(relation, x_range, y_range, g.cell) if room.any() else [], g)
    if len(alone):
        at, met = Crossings.on(g, *alone.T), np.zeros_like(room)
        met[at.rows, at.columns] = True
        room &= ~widened(met, BESIDE)
    return replace(whole, points=alone, open=rectangles(room, g.x, g.y))


def _lined(relation: Relation, grids: list[Grid]) -> set[int]:
    """The parts whose zeros may be lines of their own: of equations, and of inequalities that share them."""
    found = {k for k, part in enumerate(relation.parts) if part.sign in ("=", "!=")}
    below = [g.values < 0 for g in grids] if len(grids) > 1 else []
    for k, j in combinations(range(len(below)), 2):
        if (below[k] == below[j]).all() or (below[k] == (grids[j].values > 0)).all():
            found.add(k)
    return found


def _met(relation: Relation, found: list[Zeros], g: Grid) -> list[Floats]:
    """The points in which two equations hold, where neither does alone."""
    equations = [k for k, part in enumerate(relation.parts) if part.sign == "="]
    met: list[Floats] = []
    if len(equations) < 2 or On(relation, equations[0], g.cell).everywhere is not None:
        return met
    for k, j in combinations(equations, 2):
        met.append(meeting(relation, k, found[k].lines, j, g.cell))
    return met


def _distinct(points: list[Floats], g: Grid) -> Floats:
    """All of the points, those nearer than a hundredth of a cell to another left out."""
    together_ = np.concatenate(points) if points else np.empty((0, 2))
    if len(together_) < 2:
        return together_
    from scipy.spatial import cKDTree

    pairs = cKDTree(together_ / np.array(g.cell)).query_pairs(0.01, output_type="ndarray")
    return np.delete(together_, np.unique(pairs.max(axis=1)), axis=0) if len(pairs) else together_


def _open(relation: Relation, found: list[Zeros], grids: list[Grid]) -> Booleans:
    """The cells, (n - 1, m - 1), in which it cannot be told where the relation holds."""
    open_ = np.zeros_like(found[0].open)
    if not any(each.open.any() for each in found):
        return open_
    middle = [(np.asarray(g.values[:-1, :-1]), each) for g, each in zip(grids, found)]
    truths = [_judged(part, f, each.areas) for part, (f, each) in zip(relation.parts, middle)]
    for k, each in enumerate(found):
        if not each.open.any():
            continue
        answers = []
        for said in (False, True):
            tried = [*truths]
            tried[k] = np.where(each.open, said, truths[k])
            answers.append(relation.joined(tried))
        open_ |= each.open & (answers[0] != answers[1])
    return open_


def _judged(part: Part, f: Floats, areas: Booleans) -> Booleans:
    """Where a part holds beside its lines, or all over an area."""
    if not areas.any():
        return part.beside(f)
    return np.where(areas & (f == 0), part.at_zero, part.beside(f))


def _region(relation: Relation, found: list[Zeros], grids: list[Grid], open_: Booleans) -> Regions:
    marks = [corners(each.areas) if each.areas.any() else np.zeros(1, np.bool_) for each in found]
    truths = [
        np.where(mark & (g.values == 0), part.at_zero, part.beside(g.values))
        if mark.any()
        else part.beside(g.values)
        for part, mark, g in zip(relation.parts, marks, grids)
    ]
    inside = np.broadcast_to(relation.joined(truths), grids[0].values.shape)
    if open_.any():
        inside = inside & ~corners(open_)
    if not inside.any():
        return NO_REGIONS
    return regions(relation, grids[0].x, grids[0].y, inside, tuple(bool(mark.any()) for mark in marks))
