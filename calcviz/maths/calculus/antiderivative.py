"""F(x) = ∫ f from a start to x, at many x at once and fast enough to be redrawn while a slider moves."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.breaks import breaks
from calcviz.maths.calculus.gauss import rule
from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.calculus.shifting import at_distance
from calcviz.maths.calculus.tails import to_pole

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

POINTS = 8
LEAST_CELLS = 96
"""Cells that a window is cut into at least."""

NEARER = np.concatenate((-(2.0 ** -np.arange(4.0, 40.0)), 2.0 ** -np.arange(4.0, 40.0)))
MOST_POLES = 12

ROOM = 0.5
"""Part of a window by which its breaks are looked for beyond it, so that a small change finds them known."""


@dataclass(frozen=True, slots=True, eq=False)
class Seams:
    """A window with the places at which an antiderivative needs care.

    `joints`: kinks, jumps and poles across which it goes on; `walls` (w, 2): intervals that stop it;
    `finer`: places around poles, ever nearer, between which f does not change much.
    """

    low: float
    high: float
    joints: Floats
    walls: Floats
    finer: Floats


@dataclass(eq=False)
class Antiderivative:
    """x ↦ the integral of f from `start` to x; NaN where that does not exist.

    It is continuous across kinks and jumps of f and across poles that have an area, and ends at others and
    where f is undefined.
    """

    f: Integrand
    start: float
    _seams: list[Seams] = field(default_factory=list, repr=False)

    def __call__(self, x: float) -> float:
        """F(x)."""
        return float(self.values(np.array([x]))[0])

    def values(self, x: Floats) -> Floats:
        """F at each x, shape (n,) in any order; NaN where it is undefined."""
        with np.errstate(all="ignore"):
            return self.between(np.full(np.shape(x), self.start), np.asarray(x, np.float64))

    def between(self, low: Floats, high: Floats) -> Floats:
        """The integrals from each low to each high, shapes (n,)."""
        ends = np.concatenate((low, high))
        finite = np.isfinite(ends)
        if not finite.any():
            return np.full(np.shape(high), np.nan)
        a, b = float(ends[finite].min()), float(ends[finite].max())
        if a == b:
            return np.where(finite[: low.size] & finite[low.size :] & self.continuous(a, b), 0.0, np.nan)
        seams = self._known(a, b)
        grid = np.unique(
            np.concatenate(
                (ends[finite], np.linspace(a, b, LEAST_CELLS), seams.joints, seams.walls.ravel(), seams.finer)
            )
        )
        grid = grid[(grid >= a) & (grid <= b)]
        sums = self._cells(grid, seams)
        blocked = np.zeros(grid.size - 1, np.int64)
        for u, v in seams.walls.tolist():
            touching = (grid[1:] == u) | (grid[:-1] == v)
            blocked |= ((grid[1:] > u) & (grid[:-1] < v)) | (touching if u == v else False)
        blocked |= ~np.isfinite(sums)
        total = np.concatenate(([0.0], np.cumsum(np.where(np.isfinite(sums), sums, 0.0))))
        walls = np.concatenate(([0], np.cumsum(blocked > 0)))
        at_low, at_high = (
            np.searchsorted(grid, np.where(np.isfinite(part), part, a)) for part in (low, high)
        )
        joined = (walls[at_low] == walls[at_high]) & np.isfinite(low) & np.isfinite(high)
        return np.where(joined, total[at_high] - total[at_low], np.nan)

    def _cells(self, grid: Floats, seams: Seams) -> Floats:
        """The integrals between neighbouring places; towards a joint by the fourth power of the distance."""
        x, w = rule(POINTS)
        u = (x + 1) / 2
        a, width = grid[:-1, None], np.diff(grid)[:, None]
        nodes, weights = a + width * u, width * (w / 2)
        ends = np.concatenate((seams.joints, seams.walls.ravel()))
        at_low, at_high = np.isin(grid[:-1], ends), np.isin(grid[1:], ends)
        low, high = at_low & ~at_high, at_high & ~at_low
        nodes[low], weights[low] = a[low] + width[low] * u**4, width[low] * (w / 2) * 4 * u**3
        nodes[high] = a[high] + width[high] * (1 - (1 - u) ** 4)
        weights[high] = width[high] * (w / 2) * 4 * (1 - u) ** 3
        values = self.f.values(nodes.ravel()).reshape(nodes.shape)
        sums: Floats = (values * weights).sum(1)
        return sums

    def _known(self, a: float, b: float) -> Seams:
        """The seams of a window that holds [a, b]."""
        for known in self._seams:
            if known.low <= a and b <= known.high and known.high - known.low <= 64 * (b - a):
                return known
        room = ROOM * (b - a)
        found = seams(self.f, a - room, b + room)
        self._seams = [found, *self._seams[:3]]
        return found

    def continuous(self, a: float, b: float) -> bool:
        """Whether the antiderivative goes on from a to b without a wall between."""
        if not (np.isfinite(a) and np.isfinite(b)):
            return False
        a, b = min(a, b), max(a, b)
        walls = self.walls(a, b)
        return not bool(np.any((walls[:, 0] <= b) & (walls[:, 1] >= a)))

    def bounded(self, a: float, b: float) -> bool:
        """Whether f is bounded on all pieces of a window around [a, b]."""
        return not self._known(a, b if b > a else a + max(1e-9, 1e-9 * abs(a))).finer.size

    def walls(self, a: float, b: float) -> Floats:
        """The intervals in a window around [a, b] that the antiderivative does not cross, (w, 2)."""
        return self._known(a, b if b > a else a + max(1e-9, 1e-9 * abs(a))).walls


def seams(f: Integrand, a: float, b: float) -> Seams:
    """The seams of an antiderivative of f between a and b."""
    found = breaks(f, a, b)
    walls: list[tuple[float, float]] = []
    known = np.concatenate((np.column_stack((found.starts, found.ends)), found.slivers, found.open))
    known = known[np.argsort(known[:, 0], kind="stable")]
    reached = a
    slack = 1e-12 * max(abs(a), abs(b), b - a)
    for u, v in [*known.tolist(), [b, b]]:
        if u - reached > slack:
            walls.append((reached, u))
        reached = max(reached, v)
    for k in np.flatnonzero(~found.bounded).tolist():
        at = found.places[k]
        for sign in (-1, 1):
            g = Integrand(at_distance(f.expression, f.variable, at, sign), f.variable, f.parameters)
            if not np.isfinite(g.values(np.array([1e-9 * max(1.0, abs(at.value))]))[0]):
                continue
            if to_pole(g, 1e-3 * (b - a), at.exact is not None, 0.0).outcome != "converges":
                walls.append((at.value, at.value))
                break
    ends = np.concatenate((found.starts, found.ends))
    ends = ends[~np.isin(ends, found.slivers)]  # the places themselves stand for these
    joints = np.unique(np.concatenate((ends, found.cuts, [at.value for at in found.places])))
    poles = np.array(
        [at.value for at, bounded in zip(found.places, found.bounded) if not bounded][:MOST_POLES]
    )
    finer = (poles[:, None] + (b - a) * NEARER).ravel()
    inside = joints[(joints > a) & (joints < b)]
    return Seams(a, b, inside, np.array(walls).reshape(-1, 2), finer)
