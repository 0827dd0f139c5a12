"""Definite integrals, proper and improper, cut where the integrand breaks, with a bound of the error."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf, isfinite, nextafter, pi

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.language.messages import tr
from calcviz.language.notation import number_text, text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.approaching import approach
from calcviz.maths.calculus.breaks import Breaks, breaks
from calcviz.maths.calculus.gauss import Part, integrated
from calcviz.maths.calculus.integrand import Integrand, integrand
from calcviz.maths.calculus.shifting import Place, at_distance
from calcviz.maths.calculus.tails import Tail, to_infinity, to_pole
from calcviz.maths.intervals.enclosures import DEFINED

Floats = NDArray[np.float64]

NEAR = 8.0
"""Where an integral to infinity is taken apart, unless something happens farther out."""

FARTHEST = 4096.0

POOR = 1e-3
"""A relative error beyond which a value is no answer."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of an integral: the place, and how far its float may be wrong."""

    place: Place
    doubt: float = 0.0

    @property
    def value(self) -> float:
        """The float."""
        return self.place.value


class Refused(Exception):
    """There is no value; the Answer says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.reason)
        self.answer = answer


def definite(
    e: Expression, variable: str, low: Bound, high: Bound, numbers: Mapping[str, float] | None = None
) -> Answer:
    """The integral of e from low to high; the sign flips where low > high."""
    f = integrand(e, variable, numbers)
    if low.value == high.value:
        return _over_nothing(f, low)
    sign = 1.0
    if low.value > high.value:
        low, high, sign = high, low, -1.0
    try:
        part, remark = _between(f, low, high)
    except Refused as refused:
        return refused.answer
    return answered(part, sign, remark)


def answered(part: Part, sign: float = 1.0, remark: str | None = None) -> Answer:
    """The answer that a part stands for, as far as its error allows one."""
    value, error = sign * part.value + 0.0, nextafter(part.error, inf)
    if not isfinite(value) or not isfinite(error):
        return Answer("unknown", reason=tr("the integral could not be computed to any accuracy"))
    if error > POOR * max(abs(value), 1e-2 * part.size) and error > 1e-9:
        reason = tr("the accuracy could not be reached")
        return Answer("unconfirmed", value=value, error=error, reason=reason, remark=remark)
    return Answer("numeric", value=value, error=error, remark=remark)


def _over_nothing(f: Integrand, at: Bound) -> Answer:
    if isfinite(at.value) and isfinite(float(f.values(np.array([at.value]))[0])):
        return Answer("numeric", value=0.0, error=0.0)
    if isfinite(at.value) and any(approach(f, at.place, sign).kind == "finite" for sign in (-1, 1)):
        return Answer("numeric", value=0.0, error=0.0)
    return Answer("undefined", reason=_undefined_at(f, at.place))


def _undefined_at(f: Integrand, at: Place) -> str:
    where = spelled(at)
    return tr(
        "{part} is undefined at {variable} = {place}",
        part=text(f.expression),
        variable=f.variable,
        place=where,
    )


def _undefined_between(f: Integrand, begin: float, end: float, beyond: tuple[bool, bool]) -> str:
    """Where f is undefined: between two places, or on the side of one `beyond` which nobody looked."""
    left, right = (number_text(part, 6) for part in (begin, end))
    if beyond[0] != beyond[1]:
        place = f"{f.variable} = {right if beyond[0] else left}"
        side = tr("to the left of {a}", a=place) if beyond[0] else tr("to the right of {a}", a=place)
        return tr("{part} is undefined {side}", part=text(f.expression), side=side)
    return tr(
        "{part} is undefined for {variable} between {begin} and {end}",
        part=text(f.expression), variable=f.variable, begin=left, end=right,
    )  # fmt: skip


def spelled(at: Place) -> str:
    """The place as it is typed."""
    if not isfinite(at.value):
        return "∞" if at.value > 0 else "-∞"
    return text(at.written) if at.exact is not None else number_text(at.value, 6)


def _between(f: Integrand, low: Bound, high: Bound) -> tuple[Part, str | None]:
    """The integral for low < high; raises Refused."""
    a, b = low.value, high.value
    left = _start_of_tail(f, -1) if a == -inf else a
    right = _start_of_tail(f, 1) if b == inf else b
    if a == -inf and isfinite(b):
        left = min(left, b - NEAR)
    if b == inf and isfinite(a):
        right = max(right, a + NEAR)
    part = _finite(
        f,
        replace(low, place=low.place if isfinite(a) else Place(left)),
        replace(high, place=high.place if isfinite(b) else Place(right)),
        endless=(not isfinite(a), not isfinite(b)),
    )
    remark = None
    for end, start, sign in ((a, left, -1), (b, right, 1)):
        if not isfinite(end):
            rest, note = far(f, start, sign, part.size)
            part = joined(part, rest)
            remark = remark or note
    return part, remark


def _start_of_tail(f: Integrand, sign: int) -> float:
    """A place beyond which f is proven continuous, if there is one that is not too far."""
    edges = NEAR * 2.0 ** np.arange(400.0)
    lo, hi = (edges[:-1], edges[1:]) if sign > 0 else (-edges[1:], -edges[:-1])
    state = np.asarray(f.enclose(lo, hi).state)
    broken = np.flatnonzero(np.not_equal(state, DEFINED))
    broken = broken[edges[broken] < FARTHEST]
    return sign * float(edges[broken[-1] + 1] if broken.size else NEAR)


def far(f: Integrand, start: float, sign: int, size: float) -> tuple[Part, str | None]:
    """The integral from a start to infinity, or from minus infinity."""
    from calcviz.maths.calculus.oscillating import oscillates, oscillating

    g = f
    if sign < 0 or start <= 0:
        e = at_distance(f.expression, f.variable, Place(0.0, Fraction(0)), sign)
        g = Integrand(e, f.variable, f.parameters)
    begin = abs(start)
    if oscillates(g, begin):
        found = oscillating(g, begin, size)
        if found is not None:
            tail, remark = found
            return _settled(f, tail, Place(sign * inf)), remark
    return _settled(f, to_infinity(g, begin, size), Place(sign * inf)), None


def _settled(f: Integrand, tail: Tail, at: Place) -> Part:
    """The value of a tail; raises Refused where it has none."""
    if tail.outcome == "converges":
        return tail.part
    name, where = f.variable, spelled(at)
    if tail.outcome == "unknown":
        reason = tr(
            "whether the integral converges at {variable} = {place} is not decided",
            variable=name,
            place=where,
        )
        raise Refused(Answer("unknown", reason=reason))
    if not isfinite(at.value):
        if tail.towards:
            reason = tr("the area grows without bound as {variable} → {place}", variable=name, place=where)
        else:
            reason = tr(
                "the area oscillates and settles nowhere as {variable} → {place}", variable=name, place=where
            )
    else:
        reason = tr("the area grows without bound at {variable} = {place}", variable=name, place=where)
    raise Refused(Answer("diverges", reason=reason))


def joined(*parts: Part) -> Part:
    """The sum of parts."""
    return Part(
        sum(part.value for part in parts),
        sum(part.error for part in parts),
        sum(part.size for part in parts),
        all(part.proven for part in parts),
        sum(part.spent for part in parts),
    )


def _finite(f: Integrand, low: Bound, high: Bound, endless: tuple[bool, bool] = (False, False)) -> Part:
    """The integral over a finite interval, which is part of one without end to the left or the right."""
    a, b = low.value - _beyond(f, low), high.value + _beyond(f, high)
    found = breaks(f, a, b)
    if found.undefined is not None:
        begin, end = _tidy(found.undefined, b - a)
        beyond = endless[0] and begin <= a, endless[1] and end >= b
        raise Refused(Answer("undefined", reason=_undefined_between(f, begin, end, beyond)))
    lo, hi, poles = _pieces(found, low, high)
    stops = np.concatenate((found.starts, found.ends, found.cuts, found.open.ravel(), [a, b]))
    part = integrated(f, lo, hi, stops)
    tails = []
    for at, sign, room in poles:
        g = Integrand(at_distance(f.expression, f.variable, at, sign), f.variable, f.parameters)
        tails.append(_settled(f, to_pole(g, room, at.exact is not None, part.size), at))
    part = joined(part, *tails, _slivers(f, found))
    return replace(part, error=part.error + _at_ends(f, low, high))


def _beyond(f: Integrand, bound: Bound) -> float:
    """How far the interval is widened: where f breaks just beyond the float at which it shall end."""
    if not bound.doubt:
        return 0.0
    state = f.enclose(np.array([bound.value - bound.doubt]), np.array([bound.value + bound.doubt])).state
    return 0.0 if np.all(np.equal(state, DEFINED)) else bound.doubt


def _tidy(interval: tuple[float, float], width: float) -> tuple[float, ...]:
    """The ends of an interval, 0 where rounding alone keeps them from it."""
    return tuple(0.0 if abs(end) < 1e-12 * width else end for end in interval)


Pole = tuple[Place, int, float]
"""Where f is unbounded, on which side, and how far from there the tail reaches."""


def _pieces(found: Breaks, low: Bound, high: Bound) -> tuple[Floats, Floats, list[Pole]]:
    """The cells of all pieces, without the tails at poles, and these."""
    poles: list[Pole] = []
    lo, hi = [found.open[:, 0]], [found.open[:, 1]]
    for u, v in zip(found.starts.tolist(), found.ends.tolist()):
        inside = found.cuts[(found.cuts > u) & (found.cuts < v)]
        edges = np.concatenate(([u], inside, [v]))
        left, right = _pole_at(found, u, 1, low, high), _pole_at(found, v, 0, low, high)
        if left is not None or right is not None:
            edges = _without_tails(edges, left, right, poles)
        if edges.size < 9:
            parts = -(-8 // (edges.size - 1))
            grid = edges[:-1, None] + np.diff(edges)[:, None] * (np.arange(parts) / parts)
            edges = np.append(grid.ravel(), edges[-1])
        lo.append(edges[:-1])
        hi.append(edges[1:])
    return np.concatenate(lo), np.concatenate(hi), poles


def _without_tails(edges: Floats, left: Place | None, right: Place | None, poles: list[Pole]) -> Floats:
    """The edges of a piece without what belongs to the tails at its ends."""
    share = 3.0 if left is not None and right is not None else 2.0
    if left is not None:
        room = min((edges[1] - edges[0]) / share, 1.0)
        poles.append((left, 1, float(left.value + room) - left.value))
        edges = np.concatenate(([left.value + poles[-1][2]], edges[1:]))
    if right is not None:
        room = min((edges[-1] - edges[-2]) / 2.0, 1.0)
        poles.append((right, -1, right.value - float(right.value - room)))
        edges = np.concatenate((edges[:-1], [right.value - poles[-1][2]]))
    return edges


def _pole_at(found: Breaks, end: float, side: int, low: Bound, high: Bound) -> Place | None:
    """The place of the sliver that touches an end of a piece, where f may be unbounded."""
    touching = np.flatnonzero((found.slivers[:, side] == end) & ~found.bounded)
    if not touching.size:
        return None
    k = int(touching[0])
    for bound in (low, high):
        slack = 1e-13 * max(1.0, abs(bound.value))
        if found.slivers[k, 0] - slack <= bound.value <= found.slivers[k, 1] + slack:
            return bound.place
    return found.places[k]


def _slivers(f: Integrand, found: Breaks) -> Part:
    """The integral over the slivers on which f is bounded."""
    narrow = found.slivers[found.bounded]
    if not len(narrow):
        return Part(0.0, 0.0, 0.0, True)
    low, high, _ = f.enclose(narrow[:, 0], narrow[:, 1])
    width = narrow[:, 1] - narrow[:, 0]
    value, error = ((low / 2 + high / 2) * width).sum(), ((high / 2 - low / 2) * width).sum()
    return Part(float(value), float(error), float(error), True)


def _at_ends(f: Integrand, low: Bound, high: Bound) -> float:
    """What it matters that the ends are floats."""
    error = 0.0
    for bound in (low, high):
        if bound.doubt:
            near, far, _ = f.enclose(
                np.array([bound.value - bound.doubt]), np.array([bound.value + bound.doubt])
            )
            most = max(abs(float(near[0])), abs(float(far[0])))
            error += bound.doubt * (
                most
                if isfinite(most)
                else abs(float(f.values(np.array([(low.value + high.value) / 2]))[0])) / pi
            )
    return error
