"""Polynomials over the rational numbers: how many zeros they have in an interval, by Sturm's theorem."""

from fractions import Fraction
from itertools import pairwise

Polynomial = tuple[Fraction, ...]
"""Coefficients by rising powers; the last is not 0."""


def polynomial(*coefficients: int | Fraction) -> Polynomial:
    """Without leading zeros."""
    c = [Fraction(part) for part in coefficients]
    while c and not c[-1]:
        c.pop()
    return tuple(c)


def plus(p: Polynomial, q: Polynomial, factor: int = 1) -> Polynomial:
    """p + factor·q."""
    n = max(len(p), len(q))
    padded = [(*part, *[Fraction(0)] * (n - len(part))) for part in (p, q)]
    return polynomial(*(a + factor * b for a, b in zip(*padded, strict=True)))


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    """p·q."""
    result = [Fraction(0)] * (len(p) + len(q))
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return polynomial(*result)


def slope(p: Polynomial) -> Polynomial:
    """p'."""
    return polynomial(*(k * c for k, c in enumerate(p) if k))


def divided(p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
    """The whole part of p/q and the rest."""
    rest, whole = list(p), [Fraction(0)] * max(1, len(p) - len(q) + 1)
    while len(rest) >= len(q):
        c, k = rest[-1] / q[-1], len(rest) - len(q)
        whole[k] = c
        for j, b in enumerate(q):
            rest[k + j] -= c * b
        rest.pop()
    return polynomial(*whole), polynomial(*rest)


def common(p: Polynomial, q: Polynomial) -> Polynomial:
    """The greatest common divisor, led by 1."""
    while q:
        p, q = q, divided(p, q)[1]
    return polynomial(*(c / p[-1] for c in p))


def odd_part(p: Polynomial) -> Polynomial:
    """The product of the different factors of p that stand in it an odd number of times: Yun's algorithm."""
    result = polynomial(1)
    a = common(p, slope(p))
    b, c = divided(p, a)[0], divided(slope(p), a)[0]
    d, k = plus(c, slope(b), -1), 1
    while len(b) > 1:
        a = common(b, d) if d else polynomial(*(part / b[-1] for part in b))
        if k % 2:
            result = times(result, a)
        b, c = divided(b, a)[0], divided(d, a)[0] if d else ()
        d, k = plus(c, slope(b), -1), k + 1
    return result


def at(p: Polynomial, x: Fraction) -> Fraction:
    """p(x)."""
    result = Fraction(0)
    for c in reversed(p):
        result = result * x + c
    return result


def zeros(p: Polynomial, low: Fraction, high: Fraction) -> int:
    """How many different zeros p has between low and high, which are none."""
    chain = [p, slope(p)]
    while chain[-1]:
        chain.append(polynomial(*(-c for c in divided(chain[-2], chain[-1])[1])))
    return _changes(chain, low) - _changes(chain, high)


def _changes(chain: list[Polynomial], x: Fraction) -> int:
    signs = [value for p in chain if (value := at(p, x))]
    return sum((a < 0) != (b < 0) for a, b in pairwise(signs))
