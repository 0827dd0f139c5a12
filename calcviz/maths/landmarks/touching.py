"""Where a function is 0 to a higher order: bounds leave its sign open around it, exact numbers tell it."""

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.intervals.enclosures import DEFINED, Interval
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.landmarks.recognised import NEAR, recognised
from calcviz.maths.landmarks.signs import NARROW, RISING, Segments, ordered
from calcviz.maths.landmarks.smooth import Smooth

Ints = NDArray[np.int64]

SHORT = 0.02
"""How long a stretch may be, beside all of the cells, in which such a place is sought."""

MOST, HIGHEST = 40, 4
"""Such places that are tried in one function, and the highest derivative that is asked: more is left open."""


def without_touches(g: Smooth, s: Segments, before: Ints, after: Ints) -> Segments:
    """The segments of g as one around each place at which g and some derivatives are exactly 0.

    As 1 + cos(x) at x = π: it falls to 0 and rises again, and its second derivative is above 0 all around;
    or x - sin(x), whose third derivative is. `before` and `after` are the proven signs at the ends of the
    segments, 0 where none is.
    """
    narrow = np.flatnonzero((s.kind == NARROW) & (before == 0) & (after == 0))
    narrow = narrow[(narrow > 0) & (narrow < s.a.size - 1)][:MOST]
    merged = []
    for k in narrow.tolist():
        joined = s.b[k - 1] == s.a[k] and s.b[k] == s.a[k + 1] and s.piece[k - 1] == s.piece[k + 1]
        if joined and s.b[k + 1] - s.a[k - 1] <= SHORT * (s.b[-1] - s.a[0]):
            order, sign = _order(g, s, k)
            if order and after[k + 1] == sign and before[k - 1] == sign * (-1) ** order:
                merged.append((k, sign if order % 2 == 0 else sign * RISING))
    if not merged:
        return s
    kept = np.ones(s.a.size, np.bool_)
    for k, _ in merged:
        kept[k - 1 : k + 2] = False
    at, kinds = (np.array(part) for part in zip(*merged))
    fresh = Segments(s.a[at - 1], s.b[at + 1], kinds, s.piece[at])
    return ordered([Segments(s.a[kept], s.b[kept], s.kind[kept], s.piece[kept]), fresh])


def _order(g: Smooth, s: Segments, k: int) -> tuple[int, int]:
    """Which derivative of g has which sign around segment k, all before it 0 at one number; 0, 0: none."""
    x, room = float(s.a[k] + s.b[k]) / 2, float(s.b[k] - s.a[k])
    near = (c for c in recognised(x, room) if abs(float(c) - x) <= 8 * room + NEAR * abs(x))
    place, f = next(near, None), g
    around = Interval(s.a[k - 1 : k], s.b[k + 1 : k + 2])
    for order in range(HIGHEST + 1):
        bounds = f.enclose(around)
        sign = int(bounds.lo[0] > 0) - int(bounds.hi[0] < 0)
        if sign:
            return (0, 0) if np.not_equal(bounds.state, DEFINED).any() else (order, sign)
        slope = f.slope
        if place is None or slope is None or not _is_zero(f.expression, g, place):
            break
        f = slope
    return 0, 0


def _is_zero(e: Expression, g: Smooth, x: Closed) -> bool:
    """Whether e is proven to be 0 at x."""
    meant = {name: meant_number(value) for name, value in g.parameters}
    numbers = {name: closed(value) for name, value in meant.items() if value is not None}
    try:
        return Exactly({**numbers, g.variable: x}).value(e).sign == 0
    except (NoForm, Anything, ArithmeticError):
        return False
