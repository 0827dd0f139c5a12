"""Where a function is nearly 0 in a range."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]

DENSE = 2
"""Places for each column of pixels at which a function is asked."""

HALVINGS = 40


def below(f: RealFunction, threshold: float, screen: Screen) -> tuple[tuple[float, float], ...]:
    """The intervals on a screen in which |f| is less than a threshold, their ends found by halving.

    What is narrower than half a column may be missed.
    """
    x = screen.x.values(np.linspace(0.0, 1.0, DENSE * screen.columns + 1))
    inside = _faint(f, threshold, x)
    change = np.flatnonzero(inside[1:] != inside[:-1])
    a, b, first = x[change], x[change + 1], inside[change]
    for _ in range(HALVINGS):
        m = a + (b - a) / 2
        same = _faint(f, threshold, m) == first
        a, b = np.where(same, m, a), np.where(same, b, m)
    edges = [*([float(x[0])] if inside[0] else []), *b.tolist(), *([float(x[-1])] if inside[-1] else [])]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _faint(f: RealFunction, threshold: float, x: Floats) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return np.asarray(np.abs(f.values(x)) < threshold)
