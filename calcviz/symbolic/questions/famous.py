"""Definite integrals that are known without an antiderivative: of Bose, of Fermi, of Euler."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

HALF = sp.Rational(1, 2)


def famous(f: Any, x: Any, low: Any, high: Any) -> Iterator[Any]:
    """What the integral is if it is one of these; numbers have to agree."""
    if (low, high) == (0, sp.oo):
        yield from _of_bose(f, x)
    if low.is_finite and high.is_finite:
        yield from _of_euler(f, x, low, high)


def _of_bose(f: Any, x: Any) -> Iterator[Any]:
    """c x^m/(e^(ax) ± 1) from 0 to ∞: m! ζ(m + 1)/a^(m + 1), for plus times 1 - 2^(-m)."""
    c, a, b = sp.Wild("c", exclude=[x, 0]), sp.Wild("a", exclude=[x, 0]), sp.Wild("b", exclude=[x, 0])
    for m in range(1, 8):
        rest = sp.simplify(x**m / f)
        found = sp.expand(rest).match(c * sp.exp(a * x) + b)
        if not found or not (found[a].is_positive and abs(found[b] / found[c]) == 1):
            continue
        share = 1 if found[b] / found[c] < 0 else 1 - HALF**m
        yield share * sp.factorial(m) * sp.zeta(m + 1) / found[a] ** (m + 1) / found[c]


def _of_euler(f: Any, x: Any, low: Any, high: Any) -> Iterator[Any]:
    """ln sin x and ln cos x over quarters of a turn between their zeros: each quarter gives -π ln 2/2."""
    c, u = sp.Wild("c", exclude=[x, 0]), sp.Wild("u")
    for wave in (sp.sin, sp.cos):
        found = f.match(c * sp.log(wave(u))) or f.match(c * sp.log(sp.Abs(wave(u))))
        rate = sp.diff(found[u], x) if found else sp.S.Zero
        if not found or rate.has(x) or rate == 0:
            continue
        ends = [2 * found[u].subs(x, at) / sp.pi for at in (low, high)]
        if all(end.is_Integer for end in ends):
            yield -found[c] * sp.pi * sp.log(2) / 2 * (ends[1] - ends[0]) / rate


def folded(f: Any, x: Any, low: Any, high: Any) -> Any:
    """Half of f(x) + f(low + high - x), whose integral is the same; raises ValueError if no simpler."""
    waves = {wave: sp.Dummy() for wave in f.atoms(sp.sin, sp.cos, sp.tan)}
    inside = f.subs(waves)
    if not (low.is_finite and high.is_finite and waves) or inside.is_polynomial(x, *waves.values()):
        raise ValueError("nothing to be folded")
    whole = sp.simplify(sp.expand_trig((f + f.subs(x, low + high - x)) / 2))
    waves = {wave: sp.Dummy() for wave in whole.atoms(sp.sin, sp.cos, sp.tan)}
    if whole.subs(waves).has(x) or whole.count_ops() > f.count_ops() + 2:
        raise ValueError("no simpler")
    return whole
