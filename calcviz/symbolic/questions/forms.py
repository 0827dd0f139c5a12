"""Better forms of antiderivatives: ln|u|, arctangents without jumps, one branch instead of complex ones."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcviz.language.expression import Call, Expression, rebuild
from calcviz.symbolic.check.antiderivatives import Antiderivatives
from calcviz.symbolic.questions.trees import Unsayable, from_sympy


def candidates(F: Any, check: Antiderivatives) -> Iterator[Expression]:
    """Trees that say F, the best first: without jumps, with ln|u| where u is below 0 on the domain of f."""
    seen = set()
    for form in _branches(F):
        for shape in (without_steps(form), form):
            for changed in (_tidied(shape), shape):
                if changed.has(sp.I):
                    continue
                try:
                    tree = with_absolute_logarithms(from_sympy(changed), check)
                except Unsayable:
                    continue
                if tree not in seen:
                    seen.add(tree)
                    yield tree


def _branches(F: Any) -> Iterator[Any]:
    """F itself; where it has cases, what sympy says in general, then each of them."""
    folded = sp.piecewise_fold(F) if F.has(sp.Piecewise) else F
    if isinstance(folded, sp.Piecewise):
        if not any(test.has(sp.Ne, sp.Eq) for _, test in folded.args[:-1]):
            yield folded
        yield from (part for part, _ in folded.args)
        return
    yield F


def _tidied(F: Any) -> Any:
    """Without constants that were added on the way, factors together."""
    F = F.replace(lambda e: isinstance(e, sp.acosh), lambda e: _acosh(e.args[0]))
    F = F.replace(
        lambda e: isinstance(e, sp.log) and bool(e.free_symbols),
        lambda e: sp.log(e.args[0].as_content_primitive()[1]),
    )
    factor, rest = F.as_independent(*F.free_symbols, as_Add=False)
    if rest.is_Add:
        F = sp.Add(*[factor * term for term in rest.args])
    terms = [term for term in sp.Add.make_args(F) if term.free_symbols]
    return sp.Add(*terms)


def _acosh(u: Any) -> Any:
    """The arcosh of u as a logarithm, which goes on for u < -1."""
    return sp.log(u + sp.sqrt(u**2 - 1))


def with_absolute_logarithms(tree: Expression, check: Antiderivatives) -> Expression:
    """ln|u| for ln u wherever u is below 0 at a point at which f is defined."""
    tree = rebuild(tree, lambda part: with_absolute_logarithms(part, check))
    match tree:
        case Call("ln", (inner,)) if not (isinstance(inner, Call) and inner.function == "abs"):
            if check.lost(inner):
                return Call("ln", (Call("abs", (inner,)),))
    return tree


def without_steps(F: Any) -> Any:
    """F with atan(a tan u + c) as u + atan(…), which has no jumps, and without the steps that mended them.

    With k = |a| and the rotation that is nearest to the map (1, 0) → (1, c), (0, 1) → (0, k), the rest is an
    angle within (-π/2, π/2): the polar decomposition of a matrix with positive determinant.
    """
    if not F.has(sp.tan):
        return F
    tangents = F.atoms(sp.tan)
    for tangent in tangents:
        u = tangent.args[0]
        F = F.replace(
            lambda e, t=tangent: isinstance(e, sp.atan) and e.has(t),
            lambda e, t=tangent, u=u: _continuous(e, t, u),
        )
        mending = sp.floor((u - sp.pi / 2) / sp.pi)
        F = F.subs(mending, 0).subs(sp.floor(u / sp.pi - sp.Rational(1, 2)), 0)
    return F


def _continuous(e: Any, tangent: Any, u: Any) -> Any:
    """atan(a tan u + c) but for a constant, without jumps; e itself where it has another form."""
    t = sp.Dummy("t", real=True)
    inner = e.args[0].subs(tangent, t)
    if not inner.is_polynomial(t) or sp.degree(inner, t) != 1:
        return e
    a, c = inner.coeff(t, 1), inner.coeff(t, 0)
    if a.free_symbols or c.free_symbols:
        return e
    sign = sp.sign(a)
    k, c = sp.Abs(a), c * sign
    p = 1 + k
    # w = (cos u, c cos u + k sin u), turned back by u and by the constant angle of (1 + k, c)
    cosine, sine = sp.cos(2 * u), sp.sin(2 * u)
    re = (1 + k) / 2 + (1 - k) / 2 * cosine + c * sine / 2
    im = c * (1 + cosine) / 2 + (k - 1) * sine / 2
    real, imaginary = sp.expand(re * p + im * c), sp.expand(im * p - re * c)
    return sign * (u + sp.atan(sp.simplify(imaginary / real)))


def without_roots(f: Any) -> Any:
    """f with √(1 - cos u) as √2·|sin(u/2)| and its like, which sympy does not see."""
    half = sp.Rational(1, 2)
    u, c = sp.Wild("u"), sp.Wild("c", exclude=[0])
    for inside, root in (
        (c - c * sp.cos(u), sp.sqrt(2) * sp.Abs(sp.sin(u / 2))),
        (c + c * sp.cos(u), sp.sqrt(2) * sp.Abs(sp.cos(u / 2))),
        (c - c * sp.sin(u) ** 2, sp.Abs(sp.cos(u))),
        (c - c * sp.cos(u) ** 2, sp.Abs(sp.sin(u))),
        (c - c * sp.sin(u), sp.sqrt(2) * sp.Abs(sp.sin(u / 2 - sp.pi / 4))),
        (c + c * sp.sin(u), sp.sqrt(2) * sp.Abs(sp.cos(u / 2 - sp.pi / 4))),
    ):
        for node in f.atoms(sp.Pow):
            found = node.base.match(inside) if node.exp == half else None
            if found and found[c].is_number and found[c] > 0:
                f = f.subs(node, sp.sqrt(found[c]) * root.subs(u, found[u]))
    return f
