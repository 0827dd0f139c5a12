"""Substitutions that make an integrand rational: the root of a tangent, and of (ax + b)/(cx + d)."""

from collections.abc import Iterator
from math import lcm
from typing import Any, NamedTuple

import sympy as sp


class Substitution(NamedTuple):
    """A new variable t ≥ 0, the integrand in it with dx/dt, and what t is in the old variable."""

    t: Any
    integrand: Any
    of_x: Any

    def antiderivative(self) -> Any:
        """In the old variable."""
        return sp.integrate(self.integrand, self.t).subs(self.t, self.of_x)

    def between(self, x: Any, low: Any, high: Any) -> Any:
        """The integral between two ends of the old variable."""
        ends = [sp.limit(self.of_x, x, at, side) for at, side in ((low, "+"), (high, "-"))]
        first, last = ends
        if first > last:  # sympy takes no integral from ∞ down
            return -sp.integrate(self.integrand, (self.t, last, first))
        return sp.integrate(self.integrand, (self.t, first, last))


def substitutions(f: Any, x: Any) -> Iterator[Substitution]:
    """Those after which nothing of x is left."""
    t = sp.Dummy("t", positive=True)
    for inner, n in _roots(f, x):
        for old, slope in _turned(inner, x, t**n):
            g = sp.powsimp(f.subs(inner, t**n), force=True)
            g = g.subs(x, old) if old is not None else g
            whole = sp.together(sp.simplify(g * slope * n * t ** (n - 1)))
            if not whole.has(x) and whole.is_rational_function(t):
                yield Substitution(t, whole, sp.root(inner, n))


def _roots(f: Any, x: Any) -> Iterator[tuple[Any, int]]:
    """What stands below roots, with the order of a root of which the others are powers."""
    powers = [p for p in f.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer and p.base.has(x)]
    for inner in sorted({p.base for p in powers}, key=sp.default_sort_key):
        yield inner, lcm(*(int(p.exp.q) for p in powers if p.base == inner))


def _turned(inner: Any, x: Any, u: Any) -> Iterator[tuple[Any | None, Any]]:
    """x in terms of the value u of what stands below the root, where that can be said, and dx/du."""
    if isinstance(inner, sp.tan) and not (rate := sp.diff(inner.args[0], x)).has(x):
        yield None, 1 / (rate * (1 + u**2))
    above, below = sp.fraction(sp.together(inner))
    if below.has(x) and sp.degree(above, x) <= 1 and sp.degree(below, x) == 1:
        value = sp.Dummy("u")
        (old,) = sp.solve(above - value * below, x)
        yield old.subs(value, u), sp.diff(old, value).subs(value, u)
