"""The real solutions of an equation or an inequality in one unknown, as far as numbers prove them."""

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, pi
from typing import NamedTuple

import numpy as np

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Name,
    Number,
    Relation,
    free_names,
    substitute,
)
from calcviz.language.messages import tr
from calcviz.language.notation import number_text, text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.roots import REACH, Floats, Zeros, all_zeros, difference, periodic
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.evaluate import compiled, condition, value
from calcviz.maths.exact import truth
from calcviz.maths.functions.building import number
from calcviz.maths.polynomial import polynomial

MOST = 24
"""Solutions that are told one by one, those nearest to 0."""


def solve(body: Expression, variable: str) -> Answer:
    """The solutions for one unknown: numbers of an equation, conditions of an inequality."""
    if isinstance(body, Comparison) and body.relations == ("=",):
        return _equation(body.operands[0], body.operands[1], variable)
    if isinstance(body, Comparison | Logic):
        return _inequality(body, variable)
    return Answer("unknown", reason=tr("this is no equation"))


def _equation(left: Expression, right: Expression, variable: str) -> Answer:
    g = difference(left, right)
    if variable not in free_names(g):
        return _without_unknown(Comparison((left, right), ("=",)), variable)
    if left == right:
        return Answer(
            "numeric",
            (_every(variable),),
            error=0.0,
            remark=tr("every number for which both sides are defined"),
        )
    p = polynomial(g, variable)
    if p is not None and len(p) < 2:
        return _without_unknown(Comparison((number(p[0] if p else Fraction(0)), Number(0)), ("=",)), variable)
    found = all_zeros(g, variable)
    if found.level:
        return _inequality(Comparison((left, right), ("=",)), variable)
    if not found.zeros:
        return _none(found)
    shown = sorted(found.zeros, key=lambda zero: (abs(zero.x) if found.complete else -abs(zero.x), zero.x))[
        :MOST
    ]
    shown.sort(key=lambda zero: zero.x)
    error = max(zero.error for zero in shown)
    remark = _remark(found, len(shown), variable)
    results = tuple(as_number(zero.at) for zero in shown)
    single = shown[0].x if len(shown) == 1 and found.period is None else None
    proven = all(zero.proven for zero in shown)
    if proven:
        return Answer("numeric", results, single, error, remark=remark)
    reason = tr("whether both sides meet or only come near each other is not decided")
    return Answer("unconfirmed", results, single, error, reason, remark)


def as_number(at: Place) -> Expression:
    """A place as an expression: exactly, or by the digits of its float."""
    if at.exact is not None:
        return at.written
    digits = Number(Fraction(repr(abs(at.value))))
    return Call("negate", (digits,)) if at.value < 0 else digits


def _without_unknown(body: Comparison, variable: str) -> Answer:
    holds = truth(body)
    if holds is None:
        return Answer("unknown", reason=tr("{variable} does not stand in the equation", variable=variable))
    if holds:
        return Answer("numeric", (_every(variable),), error=0.0, remark=tr("every number solves it"))
    return Answer("numeric", error=0.0, reason=tr("no number solves it"))


def _every(variable: str) -> Comparison:
    """The condition that always holds."""
    return Comparison((Name(variable), Name(variable)), ("=",))


def _none(found: Zeros) -> Answer:
    if found.complete and found.beyond:
        return Answer("numeric", error=0.0, reason=tr("proven: no real number solves it"))
    reach = number_text(found.window[1], 6)
    if found.complete:
        return Answer(
            "unknown",
            reason=tr(
                "no solution lies between -{reach} and {reach}; what lies beyond is not known", reach=reach
            ),
        )
    return Answer("unknown", reason=tr("no solution was found, which is no proof that there is none"))


def _remark(found: Zeros, shown: int, variable: str) -> str | None:
    if found.period is not None:
        period = (
            text(found.period.written)
            if found.period.exact is not None
            else number_text(found.period.value, 6)
        )
        return tr("and the same plus any whole multiple of {period}", period=period)
    if shown < len(found.zeros):
        count, reach = len(found.zeros), number_text(found.window[1], 6)
        if not found.complete:
            return tr(
                "{count} solutions were found and there are more; those farthest from 0 are shown",
                count=count,
            )
        return tr(
            "{count} solutions between -{reach} and {reach}; those nearest to 0 are shown",
            count=count,
            reach=reach,
        )
    if found.complete and found.beyond:
        return tr("proven: there are no others")
    if found.complete:
        return tr("no others between -{reach} and {reach}", reach=number_text(found.window[1], 6))
    return tr("there may be others")


def _inequality(body: Comparison | Logic, variable: str) -> Answer:
    """The intervals on which a condition holds; of one that repeats itself those of one period."""
    try:
        holds = condition(body, (variable,))
    except KeyError:
        return Answer("unknown", reason=tr("more unknowns than one stand in the inequality"))
    ends = _ends(body, variable)
    period = ends.period
    if period is not None and ends.places:
        places, period = _shortest(body, variable, ends.places, period)
        parts = _of_one_period(body, variable, places, period)
    else:
        inside = [bool(each) for each in holds(_middles([place.value for place in ends.places]))]
        at = [_at(body, variable, each) for each in ends.places]
        parts = _joined(inside, at, ends.places, variable)
    if len(parts) > MOST:
        return Answer("unknown", reason=tr("the solution has too many parts to be told"))
    proven = ends.complete and ends.beyond
    if not parts:
        sentence = (
            tr("proven: no real number solves it")
            if proven
            else tr("no solution was found, which is no proof that there is none")
        )
        return Answer("numeric" if proven else "unknown", error=0.0, reason=sentence)
    remark = tr("proven: there are no others") if proven else tr("there may be others")
    if period is not None and ends.places and parts != [_every(variable)]:
        parts = [_in_every_period(part, variable, period) for part in parts]
        remark = tr("k is any whole number") if ends.complete else remark
    return Answer(
        "numeric" if ends.complete else "unconfirmed", tuple(parts), error=ends.error, remark=remark
    )


def _in_every_period(part: Comparison, variable: str, period: Place) -> Comparison:
    """The condition k periods on: 2πk < x < 2πk + π."""
    k, e = Name("k" if variable != "k" else "n"), period.written
    factors = e.arguments if isinstance(e, Call) and e.function == "multiply" else (e,)
    moved = Call("multiply", (*factors, k)) if e != Number(1) else k

    def by_periods(end: Expression) -> Expression:
        return end if end == Name(variable) else moved if end == Number(0) else Call("add", (moved, end))

    return Comparison(tuple(map(by_periods, part.operands)), part.relations)


def _middles(x: list[float]) -> Floats:
    """A number between each two neighbours, and one on either side of all."""
    edges = [x[0] - REACH, *x, x[-1] + REACH] if x else [-REACH, REACH]
    return np.array([(a + b) / 2 for a, b in pairwise(edges)])


class Ends(NamedTuple):
    """Where a condition may change, rising. `complete`: there are no other such places in what was looked
    at; `beyond`: nor outside; `error` of the worst. `period`: all of it repeats, and one was looked at.
    """

    places: list[Place]
    complete: bool
    beyond: bool
    error: float
    period: Place | None


def _ends(body: Expression, variable: str) -> Ends:
    gaps = [difference(left, right) for left, _relation, right in comparisons(body)]
    gaps = [g for g in gaps if variable in free_names(g)]
    lengths = [periodic(g, variable) for g in gaps]
    whole = max((each for each in lengths if each is not None), default=None)
    if whole is None or any(each is None or abs(each - whole) > 1e-12 * whole for each in lengths):
        whole = None
    places: list[Place] = []
    complete = beyond = True
    error = 0.0
    for g, length in zip(gaps, lengths):
        found = all_zeros(g, variable)
        complete &= found.complete
        beyond &= found.beyond and (length is None or whole is not None)
        for each in (*(zero.at for zero in found.zeros), *map(_near, found.breaks)):
            reach = (-REACH, REACH) if whole is None else (-whole / 16, whole * 15 / 16)
            places += [each] if length is None else _repeated(each, found.period or _period(length), reach)
        error = max([error, *(zero.error for zero in found.zeros), *map(_error_near, found.breaks)])
    return Ends(_apart(places), complete, beyond, error, None if whole is None else _period(whole))


def _period(length: float) -> Place:
    known = place(length / pi)
    return place(length) if known.exact is None else Place(length, known.exact, True)


def _repeated(at: Place, period: Place, reach: tuple[float, float]) -> list[Place]:
    """The place and what lies whole periods from it, within the reach."""
    room = 1e-9 * period.value
    first = ceil((reach[0] - at.value - room) / period.value)
    last = floor((reach[1] - at.value - 2 * room) / period.value)
    return [_moved(at, period, k) for k in range(first, last + 1)]


def _moved(at: Place, period: Place, k: int) -> Place:
    """The place k periods on."""
    if at.exact is None or period.exact is None or (at.turned != period.turned and at.exact):
        return Place(at.value + k * period.value) if k else at
    exact = at.exact + k * period.exact
    return Place(float(exact) * (pi if period.turned else 1.0), exact, period.turned and exact != 0)


def _apart(places: list[Place]) -> list[Place]:
    """The places in order, each once."""
    kept: list[Place] = []
    for each in sorted(places, key=lambda each: each.value):
        if kept and abs(each.value - kept[-1].value) <= 1e-9 * max(1.0, abs(each.value)):
            kept[-1] = kept[-1] if kept[-1].exact is not None else each
        else:
            kept.append(each)
    return kept


def _of_one_period(
    body: Comparison | Logic, variable: str, places: list[Place], period: Place
) -> list[Comparison]:
    """The intervals of one period, which begins at a place that no interval reaches across."""
    at = [_at(body, variable, each) for each in places]
    x = [each.value for each in places]
    holds = condition(body, (variable,))
    inside = holds(np.array([(a + b) / 2 for a, b in pairwise([*x, x[0] + period.value])])).tolist()
    whole = [k for k in range(len(places)) if not (inside[k - 1] and at[k])]
    first = next((k for k in whole if not inside[k - 1]), whole[0] if whole else None)
    if first is None:
        return [_every(variable)]
    back = -1 if x[first] > period.value / 2 else 0
    turned = [_moved(each, period, back + (k < first)) for k, each in enumerate(places)]
    turned = [*turned[first:], *turned[:first], _moved(places[first], period, back + 1)]
    inside, at = [*inside[first:], *inside[:first]], [*at[first:], *at[:first]]
    return _joined([False, *inside, False], [*at, False], turned, variable)


def _shortest(
    body: Comparison | Logic, variable: str, places: list[Place], period: Place
) -> tuple[list[Place], Place]:
    """The places of one period that is as short as the condition allows: π for tan x, not 2π."""
    x = np.array([each.value for each in places])
    holds = condition(body, (variable,))
    inside = holds((x + np.append(x[1:], x[0] + period.value)) / 2)
    at = np.array([_at(body, variable, each) for each in places])
    for parts in (4, 3, 2):
        k, step = len(places) // parts, period.value / parts
        if len(places) % parts or not (
            np.array_equal(inside, np.roll(inside, k)) and np.array_equal(at, np.roll(at, k))
        ):
            continue
        if np.allclose(x[k:] - x[:-k], step, rtol=0, atol=1e-9 * step):
            exact = None if period.exact is None else period.exact / parts
            return places[:k], Place(step, exact, period.turned)
    return places, period


def _near(value: float) -> Place:
    """The number that is meant by a place where a function breaks, which is known less well than a zero."""
    turns = Fraction(value / pi).limit_denominator(12)
    if turns and abs(float(turns) * pi - value) <= 1e-11 * abs(value):
        return Place(float(turns) * pi, turns, True)
    simple = float(f"{value:.12g}") if abs(value) > 1e-11 else 0.0
    return place(simple if abs(simple - value) <= 1e-10 * max(1.0, abs(value)) else value)


def _error_near(value: float) -> float:
    """How far such a place may be from where it is said to be."""
    at = _near(value)
    return 1e-10 * max(1.0, abs(value)) if at.exact is None else abs(at.value - value)


def comparisons(body: Expression) -> list[tuple[Expression, Relation, Expression]]:
    """The single relations of a condition."""
    if isinstance(body, Logic):
        return [part for each in body.operands for part in comparisons(each)]
    assert isinstance(body, Comparison)
    return list(zip(body.operands, body.relations, body.operands[1:]))


def _at(body: Expression, variable: str, at: Place) -> bool:
    """Whether the condition holds at a place itself, where equality may be what counts."""
    if isinstance(body, Logic):
        parts = [_at(part, variable, at) for part in body.operands]
        return not parts[0] if body.operator == "not" else (all if body.operator == "and" else any)(parts)
    for left, relation, right in comparisons(body):
        a, b = (_value_at(e, variable, at) for e in (left, right))
        if not (abs(a) < np.inf and abs(b) < np.inf):
            return False
        equal = abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))
        holds = {"<": a < b, ">": a > b, "<=": a < b, ">=": a > b, "=": False, "!=": a != b}[relation]
        if equal:
            holds = relation in ("<=", ">=", "=")
        if not holds:
            return False
    return True


def _value_at(e: Expression, variable: str, at: Place) -> float:
    """The value of e at a place; NaN at π/2 itself for tan, which is large at the float nearest to it."""
    if at.turned:
        return value(substitute(e, {variable: at.written}), {})
    return float(compiled(e, (variable,))(at.value))


def _joined(inside: list[bool], at: list[bool], places: list[Place], variable: str) -> list[Comparison]:
    """The intervals and single numbers, written as conditions."""
    x = Name(variable)
    parts: list[Comparison] = []
    k, n = 0, len(places)
    while k <= n:
        if not inside[k]:
            if k < n and at[k] and not inside[k + 1]:
                parts.append(Comparison((x, as_number(places[k])), ("=",)))
            k += 1
            continue
        low: Place | None = places[k - 1] if k else None
        low_in = bool(k and at[k - 1])
        while k < n and at[k] and inside[k + 1]:
            k += 1
        high = places[k] if k < n else None
        parts.append(_interval(x, low, low_in, high, bool(k < n and at[k])))
        k += 1
    return parts


def _interval(x: Name, low: Place | None, low_in: bool, high: Place | None, high_in: bool) -> Comparison:
    up: Relation = "<=" if high_in else "<"
    if low is None and high is None:
        return Comparison((x, x), ("=",))
    if low is None:
        assert high is not None
        return Comparison((x, as_number(high)), (up,))
    if high is None:
        return Comparison((x, as_number(low)), (">=" if low_in else ">",))
    return Comparison((as_number(low), x, as_number(high)), ("<=" if low_in else "<", up))
