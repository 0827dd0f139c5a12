"""Where a function comes down to 0 and turns back: bounds leave its sign open, exact numbers tell it."""

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.intervals.enclosures import DEFINED, Interval
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.landmarks.recognised import NEAR, recognised
from calcviz.maths.landmarks.signs import NARROW, Segments, ordered
from calcviz.maths.landmarks.smooth import Smooth

Ints = NDArray[np.int64]

SHORT = 1e-5
"""How long a stretch may be, beside the cells, in which such a place is sought."""

MOST = 40
"""Such places that are tried in one function: more are left open."""


def without_touches(g: Smooth, s: Segments, before: Ints, after: Ints) -> Segments:
    """The segments of g with one sign across each place at which g and its slope are exactly 0.

    As 1 + cos(x) at x = π: it falls to 0 and rises again, and its second derivative is above 0 all around.
    `before` and `after` are the proven signs at the ends of the segments, 0 where none is.
    """
    narrow = np.flatnonzero((s.kind == NARROW) & (before == 0) & (after == 0))
    narrow = narrow[(narrow > 0) & (narrow < s.a.size - 1)][:MOST]
    merged = []
    for k in narrow.tolist():
        sign = int(before[k - 1])
        joined = s.b[k - 1] == s.a[k] and s.b[k] == s.a[k + 1] and s.piece[k - 1] == s.piece[k + 1]
        short = s.b[k + 1] - s.a[k - 1] <= SHORT * (s.b[-1] - s.a[0])
        if joined and short and sign == after[k + 1] != 0 and _touches(g, s, k, sign):
            merged.append((k, sign))
    if not merged:
        return s
    kept = np.ones(s.a.size, np.bool_)
    for k, _ in merged:
        kept[k - 1 : k + 2] = False
    at, signs = (np.array(part) for part in zip(*merged))
    fresh = Segments(s.a[at - 1], s.b[at + 1], signs, s.piece[at])
    return ordered([Segments(s.a[kept], s.b[kept], s.kind[kept], s.piece[kept]), fresh])


def _touches(g: Smooth, s: Segments, k: int, sign: int) -> bool:
    """Whether g has that sign around segment k, but for one number at which it is 0."""
    dg = g.slope
    ddg = None if dg is None else dg.slope
    if dg is None or ddg is None:
        return False
    bounds = ddg.enclose(Interval(s.a[k - 1 : k], s.b[k + 1 : k + 2]))
    bent = bounds.lo[0] > 0 if sign > 0 else bounds.hi[0] < 0
    if not bent or np.not_equal(bounds.state, DEFINED).any():
        return False
    x, room = float(s.a[k] + s.b[k]) / 2, float(s.b[k] - s.a[k])
    for candidate in recognised(x, room):
        if abs(float(candidate) - x) <= 8 * room + NEAR * abs(x):
            return all(_is_zero(e, g, candidate) for e in (g.expression, dg.expression))
    return False


def _is_zero(e: Expression, g: Smooth, x: Closed) -> bool:
    """Whether e is proven to be 0 at x."""
    meant = {name: meant_number(value) for name, value in g.parameters}
    numbers = {name: closed(value) for name, value in meant.items() if value is not None}
    try:
        return Exactly({**numbers, g.variable: x}).value(e).sign == 0
    except (NoForm, Anything, ArithmeticError):
        return False
