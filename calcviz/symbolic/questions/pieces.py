"""Integrals of functions that turn or jump, piece by piece between the places where they do."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import sympy as sp
from sympy.integrals.manualintegrate import manualintegrate

from calcviz.language.expression import Call, Expression, Piecewise, walk
from calcviz.symbolic.questions.forms import without_steps

STEPPING = frozenset(
    {"abs", "sign", "floor", "ceil", "round", "frac", "mod", "heaviside", "min", "max", "relu"}
    | {"leakyrelu", "elu"}
)

MOST_PIECES = 60


def steps(f: Expression) -> bool:
    """Whether f is put together from pieces."""
    return any(
        isinstance(node, Piecewise) or (isinstance(node, Call) and node.function in STEPPING)
        for node in walk(f)
    )


def over_pieces(f: Any, x: Any, low: Any, high: Any) -> Any:
    """The integral between two ends as a sum over the pieces; raises ValueError where they are too many."""
    total = sp.S.Zero
    for a, b in pairwise(_cuts(f, x, low, high)):
        F = _primitive(around(f, x, _between(a, b)), x)
        total += at_ends(without_steps(F), x, a, b)
    return total


def by_pieces(f: Any, x: Any) -> Any:
    """An antiderivative with a formula for each piece, which goes on where f is bounded.

    Raises ValueError where the pieces cannot be listed.
    """
    cuts = _cuts(f, x, -sp.oo, sp.oo)
    if len(cuts) < 3:
        raise ValueError("there is one piece only")
    pieces: list[tuple[Any, Any, Any]] = []
    before = None
    for a, b in pairwise(cuts):
        piece = around(f, x, _between(a, b))
        F = sp.nan if piece is sp.nan else without_steps(_primitive(piece, x))
        if before is not None and F is not sp.nan:
            F += _step(before, F, x, a)
        before = None if F is sp.nan else F
        pieces.append((sp.expand(F) if F.is_polynomial(x) else F, a, b))
    return _joined(pieces, x)


def _joined(pieces: list[tuple[Any, Any, Any]], x: Any) -> Any:
    """Formulas with their ends as cases; neighbours with one formula are one case."""
    joined: list[tuple[Any, Any, Any]] = []
    for F, a, b in pieces:
        if joined and joined[-1][0] == F:
            a = joined.pop()[1]
        joined.append((F, a, b))
    if all(F is not sp.nan for F, _, _ in joined):
        return sp.Piecewise(*((F, x < b) for F, _, b in joined[:-1]), (joined[-1][0], True))
    tests = ((F, [x >= a] * a.is_finite + [x <= b] * b.is_finite) for F, a, b in joined if F is not sp.nan)
    return sp.Piecewise(*((F, sp.And(*test)) for F, test in tests), (sp.nan, True))


def by_steps(f: Any, x: Any) -> Any:
    """An antiderivative of a polynomial in x and n = ⌊a x + b⌋: on each step by x, and summed up over n.

    With H(x, n) an antiderivative for fixed n, H(x, n) + c(n) goes on where c(n) - c(n-1) is the gap of H.
    """
    (floor,) = f.atoms(sp.floor)  # raises ValueError where there are several
    a, b = sp.Poly(floor.args[0], x).all_coeffs()
    n, k = sp.symbols("n k", integer=True)
    g = f.subs(floor, n)
    if not g.is_polynomial(x, n) or not a.is_positive:
        raise ValueError("no polynomial")
    H = sp.integrate(g, x)
    at = (n - b) / a
    gap = sp.expand(H.subs({x: at, n: n - 1}, simultaneous=True) - H.subs(x, at))
    return (H + sp.factor(sp.summation(gap.subs(n, k), (k, 1, n)))).subs(n, floor)


def _step(before: Any, after: Any, x: Any, at: Any) -> Any:
    """What lets `after` go on where `before` ends; 0 at a pole."""
    left, right = end(before, x, at, "-"), end(after, x, at, "+")
    return sp.simplify(left - right) if left.is_finite and right.is_finite else sp.S.Zero


def _primitive(f: Any, x: Any) -> Any:
    F = manualintegrate(f, x)
    F = sp.integrate(f, x) if F.has(sp.Integral) else F
    if F.has(sp.Integral):
        raise ValueError("a piece has no closed form")
    return sp.piecewise_fold(F).args[0][0] if F.has(sp.Piecewise) else F


def at_ends(F: Any, x: Any, low: Any, high: Any) -> Any:
    """F(high) - F(low), by limits where F has no value."""
    return end(F, x, high, "-") - end(F, x, low, "+")


def end(F: Any, x: Any, at: Any, side: str) -> Any:
    """F at a place, or its limit there from one side."""
    value = F.subs(x, at)  # at infinity too: atan and erf have values there, which take sympy long
    if not value.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.AccumBounds):
        return value
    return sp.limit(F, x, at, side)


def _cuts(f: Any, x: Any, low: Any, high: Any) -> list[Any]:
    """The ends, and the places between them at which f may turn, rising."""
    cuts = {low, high}
    for inner in _turning(f, x):
        cuts |= set(_zeros(inner, x, low, high))
    if len(cuts) > MOST_PIECES:
        raise ValueError("too many pieces")
    return sorted(cuts, key=lambda c: float(c))


def _between(a: Any, b: Any) -> Any:
    if a.is_finite and b.is_finite:
        return (a + b) / 2
    return a + 1 if a.is_finite else b - 1 if b.is_finite else sp.S.Zero


def _turning(f: Any, x: Any) -> Iterator[Any]:
    """What is 0, or (for floor) whole, where f turns."""
    for node in f.atoms(sp.Abs, sp.sign):
        yield node.args[0]
    for node in f.atoms(sp.floor, sp.ceiling):
        yield sp.sin(sp.pi * node.args[0])
    for node in f.atoms(sp.Max, sp.Min):
        yield from (a - b for a, b in zip(node.args, node.args[1:]))
    for node in f.atoms(sp.Piecewise):
        tests = [test for _, test in node.args if test not in (sp.true, sp.false)]
        relations = {r for test in tests for r in test.atoms(sp.core.relational.Relational)}
        yield from (r.lhs - r.rhs for r in relations if r.has(x))


def _zeros(inner: Any, x: Any, low: Any, high: Any) -> list[Any]:
    """The zeros between the ends; raises ValueError where they cannot be listed."""
    domain = sp.Interval(low, high)
    if inner.is_polynomial(x):
        return [root for root in sp.real_roots(sp.Poly(inner, x)) if root in domain]
    found = sp.solveset(inner, x, domain)
    if not isinstance(found, sp.FiniteSet) and found is not sp.S.EmptySet:
        raise ValueError("the zeros cannot be listed")
    return list(found)


def around(f: Any, x: Any, middle: Any) -> Any:
    """f with |u|, sign, floor, max, min and cases as they are around a point."""

    def at(node: Any) -> Any:
        return node.subs(x, middle)

    f = f.replace(lambda e: isinstance(e, sp.Piecewise), lambda e: _case(e, at))
    f = f.replace(lambda e: isinstance(e, sp.Abs), lambda e: e.args[0] * _sign(at(e.args[0])))
    f = f.replace(lambda e: isinstance(e, sp.sign), lambda e: sp.Integer(_sign(at(e.args[0]))))
    f = f.replace(lambda e: isinstance(e, sp.floor | sp.ceiling), at)
    largest = {sp.Max: 1, sp.Min: -1}
    for kind, way in largest.items():
        f = f.replace(
            lambda e, kind=kind: isinstance(e, kind),
            lambda e, way=way: max(e.args, key=lambda part: way * float(at(part))),
        )
    return f


def _case(e: Any, at: Any) -> Any:
    """The piece whose condition holds; nan where there is none."""
    return next((part for part, test in e.args if at(test) == sp.true), sp.nan)


def _sign(value: Any) -> int:
    size = float(value.evalf(30))
    return 1 if size > 0 else -1 if size < 0 else 0
