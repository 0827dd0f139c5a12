"""Strokes: open polygons with a level each, and how marching squares make them of values."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Open polygons through (x, y), both (n,): piece k begins at starts[k] and belongs to level of[k]."""

    x: Floats
    y: Floats
    starts: Integers
    of: Integers

    @property
    def pieces(self) -> tuple[tuple[Floats, Floats], ...]:
        """The pieces, one by one."""
        return tuple(zip(np.split(self.x, self.starts[1:]), np.split(self.y, self.starts[1:])))


NOWHERE: Integers = np.empty(0, np.int64)

NOTHING = Strokes(np.empty(0), np.empty(0), np.empty(0, np.int64), np.empty(0, np.int64))


def walked(values: Floats, levels: tuple[float, ...]) -> Strokes:
    """What marching squares make of values (rows, columns), as places counted along the columns and rows."""
    from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

    finite = np.isfinite(values)
    if not levels or not finite.any():
        return NOTHING
    # made itself, on counted places: contour_generator copies places and values, as long as lines take
    source: Any = SerialContourGenerator(
        *_counted(*values.shape),
        values,
        ~finite,
        corner_mask=True,
        line_type=LineType.ChunkCombinedOffset,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )
    corners, starts, of, total = [], [], [], 0
    for k, level in enumerate(levels):
        (points,), (offsets,) = source.lines(level)
        if points is None:
            continue
        corners.append(points)
        starts.append(np.asarray(offsets[:-1], np.int64) + total)
        of.append(np.full(len(offsets) - 1, k, np.int64))
        total += len(points)
    if not corners:
        return NOTHING
    across, up = np.concatenate(corners).T
    return Strokes(across, up, np.concatenate(starts), np.concatenate(of))


@lru_cache(maxsize=4)
def _counted(rows: int, columns: int) -> tuple[Floats, Floats]:
    """The places of a grid, counted along x and along y: each (rows, columns)."""
    x, y = np.meshgrid(np.arange(columns, dtype=np.float64), np.arange(rows, dtype=np.float64))
    return x, y


def heights(lines: Strokes, levels: tuple[float, ...]) -> Floats:
    """The level of each point, (n,)."""
    return np.asarray(levels)[np.repeat(lines.of, np.diff(np.append(lines.starts, len(lines.x))))]


def without(lines: Strokes, dropped: Booleans, torn: Integers = NOWHERE) -> Strokes:
    """The strokes without the points that are dropped (n,), cut there and behind those that are torn (k,)."""
    if not (dropped.any() or torn.size):
        return lines
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    piece = np.cumsum(first) - 1
    first[torn + 1] = True
    begins = ~dropped & (first | np.concatenate(([True], dropped[:-1])))
    run = np.cumsum(begins)
    lengths = np.bincount(run[~dropped], minlength=int(run[-1]) + 1 if len(run) else 1)
    kept = ~dropped & (lengths[run] > 1)
    return Strokes(
        lines.x[kept],
        lines.y[kept],
        np.flatnonzero(begins[kept]).astype(np.int64),
        lines.of[piece[kept & begins]],
    )
