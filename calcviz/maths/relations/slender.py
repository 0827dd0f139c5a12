"""Regions and gaps too slender for the places of a grid: their edges are drawn as lines."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.relations.lines import BESIDE, LEFT_OUT, NONE, TAKEN, On
from calcviz.maths.relations.relation import Relation

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

AWAY = 0.6
"""How far to each side, in cells, a relation is asked whether it is one of something slender."""

FEW = 2
"""So many cells are a corner at which two edges of a region meet."""


def slender(relation: Relation, grids: list[Grid]) -> set[int]:
    """The inequalities, one of each pair, that change in the same cells with no place of the grid between.

    Of a ring that is thinner than a cell both edges cross most cells that one of them does.
    """
    places = [k for k, part in enumerate(relation.parts) if part.sign in ("<", "<=")]
    if len(places) < 2:
        return set()
    held = relation.joined([part.beside(g.values) for part, g in zip(relation.parts, grids)])
    none, every = _in_cells(np.broadcast_to(held, grids[0].values.shape))
    same = none | every
    changes = {k: ~np.logical_or(*_in_cells(grids[k].values < 0)) & same for k in places}
    return {k for k, j in combinations(places, 2) if np.count_nonzero(changes[k] & changes[j]) > FEW}


def _in_cells(held: Booleans) -> tuple[Booleans, Booleans]:
    """In which cells none of the corners is marked, and in which all are."""
    some, every = held[:-1] | held[1:], held[:-1] & held[1:]
    return ~(some[:, :-1] | some[:, 1:]), every[:, :-1] & every[:, 1:]


@dataclass(frozen=True, slots=True)
class Edge(On):
    """The zeros of an inequality, seen as edges of what is slender."""

    def meaning(self, x: Floats, y: Floats) -> NDArray[np.int8]:
        """TAKEN: of a region that the edge belongs to; LEFT_OUT: of one without its edge, or of a gap."""
        found = On.meaning(self, x, y)
        below, above = self._signs(x, y)
        passed = below & above
        if not passed.any():
            return found
        across, up, parts = *self._normal(x, y), self.relation.parts
        one, other = (self.relation.holds(x + way * across, y + way * up) for way in (-AWAY, AWAY))
        nowhere, everywhere = ~one & ~other, one & other
        truths = [part.exactly(self._settled(j, x, y)) for j, part in enumerate(parts)]
        before, after = truths[: self.k], truths[self.k + 1 :]
        inside, outside, here = (
            np.broadcast_to(self.relation.joined([*before, np.array(said), *after]), x.shape)
            for said in (True, False, parts[self.k].at_zero)
        )
        mine = np.where(nowhere & here, TAKEN, NONE)
        mine[nowhere & ~here & (inside | outside) | everywhere & ~(inside & outside & here)] = LEFT_OUT
        return np.where(passed, mine, found).astype(np.int8)

    def _normal(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Steps across the zeros that are one cell long, horizontal and vertical, (n,) each."""
        field, (dx, dy) = self.relation.parts[self.k].field, (BESIDE * side for side in self.cell)
        fx = field.values(x + dx, y) - field.values(x - dx, y)
        fy = field.values(x, y + dy) - field.values(x, y - dy)
        with np.errstate(all="ignore"):
            size = np.hypot(fx, fy)
            return fx / size * self.cell[0], fy / size * self.cell[1]

    def _signs(self, x: Floats, y: Floats) -> tuple[Booleans, Booleans]:
        """Whether the difference is below 0, and whether above, just beside its zeros."""
        field, (dx, dy) = self.relation.parts[self.k].field, (BESIDE * side for side in self.cell)
        around = np.array([field.values(x + u * dx, y + v * dy) for u in (-1, 0, 1) for v in (-1, 0, 1)])
        return np.asarray((around < 0).any(axis=0)), np.asarray((around > 0).any(axis=0))
