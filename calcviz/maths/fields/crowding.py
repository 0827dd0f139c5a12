"""Where level curves stand closer together than a grid can tell apart."""

from math import inf

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Constant, Expression, Name, Number
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.grid import Grid, field_key, remembered
from calcviz.maths.fields.nice import is_hill
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

BLOCK = 4
"""Cells along each side of a block that is crowded or not as a whole."""
CLOSE = 1.5
"""Level curves in one cell from which on they cannot be told apart."""
PARTS = 3
"""Where there are few levels, the function counts as having so many of them between its usual values."""
OFTEN, WIDE = 0.18, 4
"""The share of steep places from which on a region is crowded, and how far around it is counted, in blocks.

Beside a single pole too the function runs through many levels in a cell; only where poles follow each other
within some seven cells there is no telling them apart.
"""
GOLDEN = 0.6180339887498949
"""The share by which its multiples are spread most evenly over 0 to 1."""
FEW = 12
"""The degree of polynomials that never crowd a single level: no straight line meets it more often."""
_STEP = 1e-3
"""The way, in cells, on which a slope is taken: far below what a grid can tell."""


def crowded(field: ScalarField, g: Grid, levels: tuple[float, ...]) -> Booleans:
    """The blocks of a grid, (rows, columns), in which the function runs through several levels in a cell.

    There marching squares join what does not belong together. A cliff is no crowd: only regions at least
    three blocks wide are.
    """
    # of a single level only that it is one counts: a level curve that is dragged keeps its crowd
    key = ("crowded", field_key(field), id(g), levels if len(levels) > 1 else len(levels))

    def make() -> Booleans:
        found = _crowded(field, g, levels)
        found.setflags(write=False)
        return found

    found: Booleans = remembered.get(key, (field.expression, g), g.values.size // 16, make)
    return found


def _crowded(field: ScalarField, g: Grid, levels: tuple[float, ...]) -> Booleans:
    if len(levels) == 1 and _degree(field.expression) <= FEW:
        return np.zeros((len(_edges(g.y)) - 1, len(_edges(g.x)) - 1), np.bool_)
    x, y = _middles(g.x), _middles(g.y)
    dx, dy = float(g.x[1] - g.x[0]), float(g.y[1] - g.y[0])
    if not levels:
        return np.zeros((len(y), len(x)), np.bool_)
    right, above = np.stack((x, x + _STEP * dx, x)), np.stack((y, y, y + _STEP * dy))
    here, across, up = field.values(right[:, None, :], above[:, :, None])
    with np.errstate(all="ignore"):
        slopes: Floats = np.hypot(across - here, up - here) / _STEP
        if len(levels) == 1 and not _some_steep(slopes, g):
            return np.zeros(slopes.shape, np.bool_)
        lines = slopes / _gap(here, levels, *_usual(g))
    steep = np.nan_to_num(lines, nan=0.0, posinf=0.0) > CLOSE
    if not steep.any():
        return steep
    often = _share_around(steep) > OFTEN
    close = _spread(steep) & often  # a slope is 0 on every crest
    return _opened(_closed(close) & often)


def _degree(e: Expression) -> float:
    """No less than the degree of a polynomial as it is written; infinite for what is none."""
    if not isinstance(e, Call):
        return 1.0 if isinstance(e, Name) else 0.0 if isinstance(e, Number | Constant) else inf
    degrees = [_degree(part) for part in e.arguments]
    if e.function in ("add", "negate"):
        return max(degrees)
    if e.function == "multiply":
        return sum(degrees)
    if e.function == "power" and isinstance(n := e.arguments[1], Number) and n.value in range(FEW + 1):
        return float(n.value) * degrees[0]
    return degrees[0] if e.function == "divide" and degrees[1] == 0 else inf


def _some_steep(slopes: Floats, g: Grid) -> bool:
    """Whether the greatest of the slopes could be steep beside a part of the usual values, for one level.

    That part is no less than a part of the middle of a few values.
    """
    greatest = slopes.max()
    if not np.isfinite(greatest):
        greatest = np.max(slopes, where=np.isfinite(slopes), initial=-np.inf)
    some = g.finite[:: max(1, g.values.size // 1024)]
    low, high = some.size // 10, some.size - 1 - some.size // 10
    if greatest == -np.inf or low >= high:
        return True
    ordered = np.partition(some, (low, high))
    return bool(greatest * PARTS > CLOSE * (ordered[high] - ordered[low]))


def _middles(places: Floats) -> Floats:
    """A place in each block, each at another share of it, so that no period hides in the steps."""
    ends = _edges(places)
    shares = (0.382 + GOLDEN * np.arange(len(ends) - 1)) % 1
    return np.asarray(ends[:-1] + shares * np.diff(ends))


def _edges(places: Floats) -> Floats:
    """The ends of the blocks along an axis."""
    coarse = places[::BLOCK]
    return coarse if coarse[-1] == places[-1] else np.append(coarse, places[-1])


def _usual(g: Grid) -> tuple[float, float]:
    """The ends of nine of ten values, and of all where the others are those of a hill or a hollow."""
    finite = g.finite
    if not finite.size:
        return 0.0, 0.0
    some = finite[:: max(1, finite.size // 4096)]
    low, middle, high = np.quantile(some, (0.05, 0.5, 0.95)).tolist()
    least, most = float(finite.min()), float(finite.max())
    low = least if is_hill(middle - g.values, middle - least) else low
    return low, most if is_hill(g.values - middle, most - middle) else high


def _gap(values: Floats, levels: tuple[float, ...], low: float, high: float) -> Floats:
    """How far the levels around each value lie apart; infinite where a value lies beyond them all.

    At most a part of the usual values, from low to high.
    """
    parts = (high - low) / PARTS if high > low else np.inf
    if len(levels) == 1:
        return np.where((values >= low) & (values <= high), parts, np.inf)
    steps = np.diff(levels)
    k = np.clip(np.searchsorted(levels, values) - 1, 0, len(steps) - 1)
    gaps = np.minimum(steps[k], parts)
    beyond = (values < levels[0] - steps[0]) | (values > levels[-1] + steps[-1])
    return np.where(beyond, np.inf, gaps)


def _share_around(marks: Booleans) -> Floats:
    """The share of marks among the blocks up to WIDE away, beyond the edges as before them.

    At a corner at most twice what is seen: one line into it would else count four times.
    """
    beyond = np.pad(marks.astype(np.float64), WIDE, mode="reflect")
    seen = np.pad(marks.astype(np.float64), WIDE)
    return np.minimum(_sums(beyond), 2 * _sums(seen)) / (2 * WIDE + 1) ** 2


def _sums(padded: Floats) -> Floats:
    """The sums over all squares of 2 WIDE + 1 blocks."""
    sums, side = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0))), 2 * WIDE + 1
    return np.asarray(sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side])


def _closed(a: Booleans) -> Booleans:
    """With the gaps less than three blocks wide filled."""
    return ~_spread(~_spread(a))


def _opened(a: Booleans) -> Booleans:
    """Without regions less than three blocks wide; the others as they are."""
    # what was spread by _most_around is a block wider on every side: taken back first
    kept = a
    for _ in range(2):
        kept = ~_spread(~kept)
    for _ in range(2):
        kept = _spread(kept)
    opened: Booleans = kept & a
    return opened


def _most_around(a: Floats) -> Floats:
    """The largest of each value and the eight around it."""
    wide = np.pad(a, 1, mode="edge")
    tall = np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:])
    return np.maximum(np.maximum(tall[:, :-2], tall[:, 1:-1]), tall[:, 2:])


def _spread(a: Booleans) -> Booleans:
    """The marks and all blocks beside them."""
    spread: Booleans = _most_around(a.astype(float)) > 0
    return spread


def masked(g: Grid, blocks: Booleans) -> Grid:
    """The grid without values in those blocks."""
    if not blocks.any():
        return g
    rows, columns = g.values.shape
    inner = np.repeat(np.repeat(blocks, BLOCK, 0), BLOCK, 1)[:rows, :columns]
    hidden = np.zeros(g.values.shape, np.bool_)
    hidden[: inner.shape[0], : inner.shape[1]] = inner
    return Grid(g.x, g.y, np.where(hidden, np.nan, g.values))


def rectangles(g: Grid, blocks: Booleans) -> tuple[tuple[Range, Range], ...]:
    """The blocks as rectangles, (x range, y range), joined along each row and over rows that are alike."""
    if not blocks.any():
        return ()
    x, y = _edges(g.x), _edges(g.y)
    found: list[tuple[Range, Range]] = []
    first = 0
    for i in range(1, len(blocks) + 1):
        if i < len(blocks) and (blocks[i] == blocks[first]).all():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate(([0], blocks[first].astype(np.int8), [0]))))
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist()):
            found.append(((float(x[a]), float(x[b])), (float(y[first]), float(y[i]))))
        first = i
    return tuple(found)
