"""Numbers in closed form that a float may stand for; whether it does is for exact arithmetic to say."""

from collections.abc import Iterator
from fractions import Fraction
from math import exp, isfinite, log, pi

import numpy as np

from calcviz.maths.landmarks.closed import (
    Closed,
    NoForm,
    closed,
    generator,
    half_turn,
    logarithm,
    square_root,
)

NEAR = 1e-11
"""How far a place that was found may lie from the true one, relatively."""

SMALL, MANY_DIGITS = 1000, 10**7
LEADING, MIDDLE = 6, 40

FACTORED = 4_000_000
"""Below this every whole number is taken to its prime factors at once."""


def recognised(x: float, nothing: float, near: float = NEAR) -> Iterator[Closed]:
    """Numbers, relatively, near to x, the likeliest first; 0 alone where |x| is not above `nothing`."""
    if abs(x) <= nothing:
        yield closed(0)
        return
    value = _near_fraction(x, SMALL, near)
    if value is not None:
        yield closed(value)
    turns = _near_fraction(x / pi, 120, near)
    if turns is not None:
        yield half_turn(turns)
    turned = _near_fraction(x * pi, 120, near)
    if turned is not None:
        yield closed(turned) * generator("pi").inverse()
    square = _near_fraction(x * x, SMALL, 2 * near)
    if square is not None and square.numerator * square.denominator < FACTORED:
        root = square_root(square)
        yield root if x > 0 else -root
    yield from _quadratic(x)
    yield from _exponential(x)
    value = _near_fraction(x, MANY_DIGITS, 2.0**-51)
    if value is not None:
        yield closed(value)


def _near_fraction(x: float, most: int, near: float) -> Fraction | None:
    """The fraction with a denominator up to `most` that x is, relatively, near to: by continued fractions."""
    if not isfinite(x) or abs(x) > 1e9:
        return None
    n, d = x.as_integer_ratio()
    p, q, p_before, q_before = 1, 0, 0, 1
    while d:
        whole = n // d
        p, q, p_before, q_before = whole * p + p_before, whole * q + q_before, p, q
        if q > most:
            return None
        if p and abs(p / q - x) <= near * abs(x):
            return Fraction(p, q)
        n, d = d, n - whole * d
    return None


def _quadratic(x: float) -> Iterator[Closed]:
    """The zero of a x² + b x + c with small whole coefficients that is nearest to x."""
    if abs(x) > 1e4:
        return
    a = np.arange(1, LEADING + 1)[:, None]
    b = np.arange(-MIDDLE, MIDDLE + 1)[None, :]
    rest = (a * x + b) * x
    c = -np.rint(rest)
    near = np.abs(rest + c) <= NEAR * (np.abs(a * x * x) + np.abs(b * x))
    found = np.argwhere(near & (b != 0))
    if found.size:
        i, j = found[0]
        yield from quadratic_zeros(Fraction(int(a[i, 0])), Fraction(int(b[0, j])), Fraction(int(c[i, j])))


def quadratic_zeros(a: Fraction, b: Fraction, c: Fraction) -> Iterator[Closed]:
    """The real zeros of a x² + b x + c, where they can be written."""
    inner = b * b - 4 * a * c
    if inner < 0:
        return
    try:
        root = square_root(inner)
    except NoForm:
        return
    for sign in (root, -root):
        yield (closed(-b) + sign) * closed(1 / (2 * a))


def _exponential(x: float) -> Iterator[Closed]:
    """A logarithm of a small fraction, or a power of e."""
    if abs(x) < 20:
        value = _near_fraction(exp(x), 12, NEAR * max(1.0, abs(x)))
        if value is not None and value.numerator < 10_000:
            yield logarithm(value)
    power = _near_fraction(log(abs(x)), 4, NEAR)
    if power is not None:
        yield generator("e", power) if x > 0 else -generator("e", power)
