"""The least and the greatest value of a function on each of many cells, proven by bounds where they hold."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

PARTS = 4
DEEPEST = 23
"""How often a cell is cut into PARTS before what is left of it counts as a point."""

NOISE = 1e-14
"""The part of the values by which a bound may be missed: rounding is not much smaller."""

MOST = 40_000
"""Parts of cells that may be looked at."""

GROWN = 0.05
"""By how much a value beside such a point is larger than farther away, where f is unbounded there."""


class Extremes(NamedTuple):
    """For each cell the greatest lower and the least upper bound of f there, shape (n,).

    ±inf where f is unbounded, NaN where it has gaps. `proven`: the bounds hold for certain.
    """

    low: Floats
    high: Floats
    proven: bool


def extremes(f: Integrand, df: Integrand | None, lo: Floats, hi: Floats) -> Extremes:
    """The bounds of f on closed cells.

    A cell on which f′ keeps its sign has them at its ends; the others are cut (Moore's branch and bound),
    without those parts whose bounds lie within what is known. Without f′ only bounds of f tell.
    """
    work = _Work(f, df, lo, hi)
    cells = lo, hi, np.arange(len(lo))
    for depth in range(DEEPEST):
        cells = work.open(*cells)
        if not cells[0].size:
            break
        if work.seen > MOST:
            work.proven = False
            break
        if depth == DEEPEST - 1:
            work.points(*cells)
            break
        cells = work.cut(*cells)
    gone = work.broken
    return Extremes(np.where(gone, np.nan, work.low), np.where(gone, np.nan, work.high), work.proven)


class _Work:
    """What is known by now: the least and the greatest value met on each cell."""

    def __init__(self, f: Integrand, df: Integrand | None, lo: Floats, hi: Floats) -> None:
        self.f, self.df = f, df
        self.starts, self.ends = lo, hi
        self.low, self.high = np.full(len(lo), np.inf), np.full(len(lo), -np.inf)
        self.broken = np.zeros(len(lo), bool)
        self.proven = True
        self.seen = 0
        owner = np.arange(len(lo))
        self.meet(lo, owner)
        self.meet(hi, owner)

    def meet(self, x: Floats, owner: Ints) -> None:
        """Take the values at some places into account."""
        y = self.f.values(x)
        there = np.isfinite(y)
        np.minimum.at(self.low, owner[there], y[there])
        np.maximum.at(self.high, owner[there], y[there])

    def cut(self, lo: Floats, hi: Floats, owner: Ints) -> tuple[Floats, Floats, Ints]:
        """Cells in PARTS each; the values between them are taken into account."""
        edges = lo + (hi - lo) * (np.arange(1, PARTS) / PARTS)[:, None]
        for row in edges:
            self.meet(row, owner)
        starts, ends = np.concatenate((lo[None], edges)), np.concatenate((edges, hi[None]))
        return starts.ravel(), ends.ravel(), np.tile(owner, PARTS)

    def open(self, lo: Floats, hi: Floats, owner: Ints) -> tuple[Floats, Floats, Ints]:
        """The parts of cells that may have values beyond those known."""
        alive = ~self.broken[owner]
        lo, hi, owner = lo[alive], hi[alive], owner[alive]
        if not lo.size:
            return lo, hi, owner
        self.seen += lo.size
        bounds = self.f.enclose(lo, hi)
        state = np.broadcast_to(np.asarray(bounds.state), lo.shape)
        self._lose(owner[state == UNDEFINED])
        low, high = self.low[owner], self.high[owner]
        met = low <= high
        slack = NOISE * np.maximum(np.abs(low), np.abs(high), where=met, out=np.zeros_like(low))
        inside = met & (bounds.lo >= low - slack) & (bounds.hi <= high + slack)
        settled = (state == DEFINED) & (inside | self._monotone(lo, hi, slack))
        rest = ~(settled | self.broken[owner])
        self.meet(lo[settled], owner[settled])
        self.meet(hi[settled], owner[settled])
        return lo[rest], hi[rest], owner[rest]

    def _monotone(self, lo: Floats, hi: Floats, slack: Floats) -> Bools:
        """Where f has its bounds at the ends of a cell, but for the slack."""
        if self.df is None:
            return np.zeros(lo.shape, bool)
        slope = self.df.enclose(lo, hi)
        proven = np.broadcast_to(np.asarray(slope.state), lo.shape) == DEFINED
        with np.errstate(all="ignore"):
            flat = np.maximum(np.abs(slope.lo), np.abs(slope.hi)) * (hi - lo) <= slack
        return np.asarray(proven & (flat | (slope.lo >= 0) | (slope.hi <= 0)))

    def _lose(self, owner: Ints) -> None:
        self.broken[owner] = True

    def points(self, lo: Floats, hi: Floats, owner: Ints) -> None:
        """Parts that are narrow as a point: a turn of f, a jump, or a pole."""
        bounds = self.f.enclose(lo, hi)
        bounded = np.isfinite(bounds.lo) & np.isfinite(bounds.hi)
        state = np.broadcast_to(np.asarray(bounds.state), lo.shape)
        torn = bounded & (state != DEFINED)
        if torn.any():
            self._jumps(lo[torn], hi[torn], owner[torn])
        if (~bounded).any():
            self._poles(lo[~bounded], hi[~bounded], owner[~bounded])

    def _jumps(self, lo: Floats, hi: Floats, owner: Ints) -> None:
        """Where f jumps it has its bounds beside that point, or at it: most likely a short number.

        Bounds of f around the point would reach over the edge of a cell on which it lies.
        """
        self.proven = False
        short = np.array([float(f"{x:.12g}") for x in (lo + (hi - lo) / 2).tolist()])
        inside = (lo <= short) & (short <= hi)
        self.meet(lo, owner)
        self.meet(hi, owner)
        self.meet(short[inside], owner[inside])

    def _poles(self, lo: Floats, hi: Floats, owner: Ints) -> None:
        """Where bounds say nothing: f is unbounded where its values still grow, else it has a hole."""
        self.proven = False
        for sign, side in ((-1, lo), (1, hi)):
            near, far = (self._within(side + sign * (hi - lo) * part, owner) for part in (1.0, 1024.0))
            scale = np.maximum(np.abs(far), 1.0)  # NaN compares as neither
            up, down = near - far > GROWN * scale, far - near > GROWN * scale
            self.high[owner[up]] = np.inf
            self.low[owner[down]] = -np.inf

    def _within(self, x: Floats, owner: Ints) -> Floats:
        """The values at places inside of their cells; NaN for others."""
        inside = (self.starts[owner] <= x) & (x <= self.ends[owner])
        return np.where(inside, self.f.values(np.where(inside, x, self.starts[owner])), np.nan)
