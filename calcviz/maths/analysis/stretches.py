"""Stretches of an axis on which a function rises or falls, or bends one way, and where that is not known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, rebuild
from calcviz.maths.curves.cells import certify
from calcviz.maths.curves.singularities import locate
from calcviz.maths.landmarks.graph import Sections, pieces, sections
from calcviz.maths.landmarks.signs import CROWD, NARROW, PLUS, WIDE, ZERO, Segments, point_signs, signs
from calcviz.maths.landmarks.signs import Budget as Costs
from calcviz.maths.landmarks.smooth import Guided, Smooth

Floats = NDArray[np.float64]
Span = tuple[float, float]

UNKNOWN = (WIDE, CROWD)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval on which something is proven: 1 rising or convex, -1 falling or concave, 0 neither."""

    low: float
    high: float
    sign: int


def steady(found: Sections, joints: Iterable[float], narrow: float) -> tuple[Stretch, ...]:
    """The stretches on which a function rises, falls or is constant, in order.

    `joints` are places where the function is continuous though no bounds prove it: stretches of one sign
    that meet there are one. `narrow` is what counts as one point.
    """
    known = [
        Stretch(u, v, sign)
        for u, v, sign in zip(found.u.tolist(), found.v.tolist(), found.sign.tolist(), strict=True)
        if sign in (-PLUS, ZERO, PLUS) and v - u > narrow
    ]
    return joined(known, joints, narrow)


def joined(known: list[Stretch], joints: Iterable[float], narrow: float) -> tuple[Stretch, ...]:
    """The stretches with those of one sign as one that touch, or meet at a joint."""
    places = np.array(sorted(joints), np.float64)
    result: list[Stretch] = []
    for each in known:
        last = result[-1] if result else None
        if last is not None and last.sign == each.sign and _meet(last.high, each.low, places, narrow):
            result[-1] = replace(last, high=each.high)
        else:
            result.append(each)
    return tuple(result)


def _meet(left: float, right: float, joints: Floats, narrow: float) -> bool:
    if left == right:
        return True
    return bool(np.any((joints >= left - narrow) & (joints <= right + narrow))) and right - left <= 4 * narrow


def unsettled(found: Sections, within: Span, narrow: float) -> tuple[Span, ...]:
    """Where it is not known whether a function rises or falls inside its pieces, in spans."""
    doubtful = np.isin(found.sign, UNKNOWN)
    spans = zip(found.u[doubtful].tolist(), found.v[doubtful].tolist(), strict=True)
    return merged(spans, within, narrow)


def merged(spans: Iterable[Span], within: Span, near: float) -> tuple[Span, ...]:
    """Spans in order, clipped to a range, those nearer to one another than `near` as one."""
    result: list[Span] = []
    for low, high in sorted(spans):
        low, high = max(low, within[0]), min(high, within[1])
        if low > high:
            continue
        if result and low - result[-1][1] <= near:
            result[-1] = result[-1][0], max(result[-1][1], high)
        else:
            result.append((low, high))
    return tuple(result)


def bending(
    f: Smooth, edges: Floats, narrow: float, known: tuple[Expression, Segments] | None = None
) -> tuple[Sections | None, Floats]:
    """The sections on which the slope of f rises or falls, and where bounds leave its continuity open.

    None where f has no derivative that a rule gives, or where there are too many sections. `known`: a
    function with the signs of the second derivative, and cells on which the slope is continuous.
    """
    if known is not None:
        guided = Guided(f.written, f.variable, f.parameters, 1, known[0])
        return sections(guided, known[1]), np.empty(0)
    df = Smooth(unfolded(f.written), f.variable, f.parameters).slope
    if df is None or df.slope is None:
        return None, np.empty(0)
    cells = certify(df.enclose, edges, narrow)
    middles = locate(cells.slivers) if cells.slivers.size else np.empty(0)
    return sections(df, pieces(cells, edges)), middles


def unfolded(e: Expression) -> Expression:
    """e with u·sign(u) for |u|, which has the same derivatives, and whose bounds are closer."""
    e = rebuild(e, unfolded)
    if isinstance(e, Call) and e.function == "abs":
        return Call("multiply", (*e.arguments, Call("sign", e.arguments)))
    return e


def doubtful_roots(
    f: Smooth, found: Sections, wide: Segments, roots: list[float], narrow: float
) -> list[Span]:
    """Where zeros of f may lie that are not among the roots; for steady sections at their ends.

    `roots` may hold the poles as well: a function that runs away to infinity has no zero on its way.
    """
    known = np.array(roots, np.float64)
    crowded = found.sign == CROWD
    spans: list[Span] = [*zip(found.u[crowded].tolist(), found.v[crowded].tolist(), strict=True)]
    if wide.a.size:
        df = f.slope
        costs = Costs(f.size if df is None else f.size + df.size)
        s = signs(f.enclose, None if df is None else df.enclose, wide, costs)
        open_, narrow_ = np.isin(s.kind, UNKNOWN), s.kind == NARROW
        spans += zip(s.a[open_].tolist(), s.b[open_].tolist(), strict=True)
        points = zip(s.a[narrow_].tolist(), s.b[narrow_].tolist(), strict=True)
        spans += [span for span in points if _without(span, known)]
    is_steady = np.abs(found.sign) == PLUS
    ends = np.unique(np.concatenate((found.u[is_steady], found.v[is_steady])))
    unclear = ends[point_signs(f.enclose, ends) == 0]
    return spans + [(x, x) for x in unclear.tolist() if _without((x - narrow, x + narrow), known)]


def _without(span: Span, known: Floats) -> bool:
    return not bool(np.any((known >= span[0]) & (known <= span[1])))
