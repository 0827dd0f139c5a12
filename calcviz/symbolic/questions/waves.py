"""Sums of sines and cosines over powers of k: the Fourier series of the textbook."""

from typing import Any

import sympy as sp


def waves(f: Any, k: Any, first: int) -> Any:
    """The sum of c r^k sin(a k + b)/k^s or with a cosine, from a first index on; raises ValueError otherwise.

    For s = 1 it is the imaginary or real part of -e^(ib) ln(1 - r e^(ia)); for r = 1 and the parity of s that
    fits it is a polynomial of Bernoulli's in a/2π. Source: Abramowitz and Stegun, 23.1.16 and 23.1.17.
    """
    (wave,) = f.atoms(sp.sin, sp.cos)  # raises ValueError where there are several
    if first < 1:
        raise ValueError("a term has no value")
    a, b = sp.Poly(wave.args[0], k).all_coeffs()
    constant, s, r = _weights(sp.powsimp(sp.simplify(f / wave)), k)
    if r == -1:
        a, r = a + sp.pi, sp.S.One
    a -= 2 * sp.pi * sp.floor(a / (2 * sp.pi))
    sine, cosine = _sine(a, s, r), _cosine(a, s, r)
    pair = (sine, cosine) if isinstance(wave, sp.sin) else (cosine, -sine)
    total = sum(part * w for part, w in zip(pair, (sp.cos(b), sp.sin(b))) if w != 0)
    if total.has(sp.nan, sp.zoo):
        raise ValueError("no closed form")
    before = sum((f.subs(k, j) for j in range(1, first)), sp.S.Zero)
    return sp.simplify(constant * total) - before


def _weights(rest: Any, k: Any) -> tuple[Any, int, Any]:
    """c, s and r of c r^k/k^s."""
    ratio = sp.simplify(rest.subs(k, k + 1) / rest)
    r = sp.limit(ratio, k, sp.oo)
    constant, power = sp.simplify(rest / r**k).as_independent(k)
    s = -sp.simplify(sp.log(power.subs(k, 2)) / sp.log(2)) if power.has(k) else sp.S.Zero
    if not s.is_Integer or s < 1 or sp.simplify(power * k**s) != 1 or abs(r) > 1:
        raise ValueError("no power of k")
    return constant, int(s), r


def _sine(a: Any, s: int, r: Any) -> Any:
    """The sum of r^k sin(a k)/k^s for 0 <= a < 2π; nan where there is no closed form."""
    if a == 0:
        return sp.S.Zero
    if s % 2 and r == 1:
        return _bernoulli(a, s) * (-1) ** ((s + 1) // 2)
    return sp.atan(r * sp.sin(a) / (1 - r * sp.cos(a))) if s == 1 else sp.nan


def _cosine(a: Any, s: int, r: Any) -> Any:
    if s % 2 == 0 and r == 1:
        return _bernoulli(a, s) * (-1) ** (s // 2 - 1)
    return -sp.log(1 - 2 * r * sp.cos(a) + r**2) / 2 if s == 1 else sp.nan


def _bernoulli(a: Any, s: int) -> Any:
    t = sp.Symbol("t")
    return sp.expand((2 * sp.pi) ** s / (2 * sp.factorial(s)) * sp.bernoulli(s, t).subs(t, a / (2 * sp.pi)))
