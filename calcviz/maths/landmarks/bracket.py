"""Zeros between places of opposite sign, all at once, to the last digits that floats give."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST = 2.0**-60
STEPS = 120
"""More than enough: bisection alone halves the widest bracket of a window down to its tolerance in 60."""


def zeros(f: Callable[[Floats], Floats], a: Floats, b: Floats) -> Floats:
    """Where f changes its sign in each bracket [a, b], shape (n,), at whose ends its signs differ.

    A place where f is NaN counts as a zero: the slope of a corner is undefined just there. Beside 0, a part
    LEAST of the bracket counts as nothing. Chandrupatla, "A new hybrid quadratic/bisection algorithm for
    finding the zero of a nonlinear function", 1997.
    """
    least = LEAST * (b - a)
    x1, x2 = np.array(b, np.float64), np.array(a, np.float64)
    f1, f2 = _known(f(x1)), _known(f(x2))
    x3, f3 = x2, f2
    t = np.full(x1.shape, 0.5)
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            x = x1 + t * (x2 - x1)
            y = _known(f(x))
            same = np.sign(y) == np.sign(f1)
            x3, f3 = np.where(same, x1, x2), np.where(same, f1, f2)
            x2, f2 = np.where(same, x2, x1), np.where(same, f2, f1)
            x1, f1 = x, y
            best = np.where(np.abs(f2) < np.abs(f1), x2, x1)
            room = 2.0**-53 * np.abs(best) + least
            tolerance = room / np.abs(x2 - x1)
            done = (tolerance > 0.5) | (f1 == 0) | (f2 == 0)
            if done.all():
                break
            t = np.where(done, 0.0, np.clip(_step(x1, x2, x3, f1, f2, f3), tolerance, 1 - tolerance))
    return np.where(f1 == 0, x1, np.where(f2 == 0, x2, best))


def _known(y: Floats) -> Floats:
    result: Floats = np.where(np.isnan(y), 0.0, y)
    return result


def _step(x1: Floats, x2: Floats, x3: Floats, f1: Floats, f2: Floats, f3: Floats) -> Floats:
    """The part of the bracket to go: by inverse quadratic interpolation where that is safe, else half."""
    xi, phi = (x1 - x2) / (x3 - x2), (f1 - f2) / (f3 - f2)
    safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
    alpha = (x3 - x1) / (x2 - x1)
    t = f1 / (f1 - f2) * f3 / (f3 - f2) - alpha * f1 / (f3 - f1) * f2 / (f2 - f3)
    return np.where(safe & np.isfinite(t), t, 0.5)
