"""The real solutions of an equation or an inequality in one unknown, as far as numbers prove them."""

from fractions import Fraction
from itertools import pairwise

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
)
from calcviz.language.messages import tr
from calcviz.language.notation import number_text, text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.roots import REACH, Zeros, all_zeros, difference
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.evaluate import compiled, condition
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


def _every(variable: str) -> Expression:
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
    """The intervals on which a condition holds."""
    try:
        holds = condition(body, (variable,))
    except KeyError:
        return Answer("unknown", reason=tr("more unknowns than one stand in the inequality"))
    places, complete, beyond, error = _ends(body, variable)
    x = [each.value for each in places]
    edges = [x[0] - REACH, *x, x[-1] + REACH] if x else [-REACH, REACH]
    middles = np.array([(a + b) / 2 for a, b in pairwise(edges)])
    inside = holds(middles).tolist()
    at = [_at(body, variable, each) for each in places]
    parts = _joined(inside, at, places, variable)
    if len(parts) > MOST:
        return Answer("unknown", reason=tr("the solution has too many parts to be told"))
    if not parts:
        sentence = (
            tr("proven: no real number solves it")
            if complete and beyond
            else tr("no solution was found, which is no proof that there is none")
        )
        return Answer("numeric" if complete and beyond else "unknown", error=0.0, reason=sentence)
    remark = tr("proven: there are no others") if complete and beyond else tr("there may be others")
    return Answer("numeric" if complete else "unconfirmed", tuple(parts), error=error, remark=remark)


def _ends(body: Expression, variable: str) -> tuple[list[Place], bool, bool, float]:
    """Where the condition may change, and what is proven of there being no other places."""
    places: list[Place] = []
    complete = beyond = True
    error = 0.0
    for left, _relation, right in comparisons(body):
        g = difference(left, right)
        if variable not in free_names(g):
            continue
        found = all_zeros(g, variable)
        complete &= found.complete and found.period is None
        beyond &= found.beyond
        places += [zero.at for zero in found.zeros] + [_near(value) for value in found.breaks]
        error = max([error, *(zero.error for zero in found.zeros)])
    places.sort(key=lambda each: each.value)
    kept: list[Place] = []
    for each in places:
        if kept and abs(each.value - kept[-1].value) <= 1e-9 * max(1.0, abs(each.value)):
            kept[-1] = kept[-1] if kept[-1].exact is not None else each
        else:
            kept.append(each)
    return kept, complete, beyond, error


def _near(value: float) -> Place:
    simple = float(f"{value:.12g}")
    return place(simple if abs(simple - value) <= 1e-10 * max(1.0, abs(value)) else value)


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
        names = (variable,)
        a, b = (float(compiled(e, names)(at.value)) for e in (left, right))
        if not (abs(a) < np.inf and abs(b) < np.inf):
            return False
        equal = abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))
        holds = {"<": a < b, ">": a > b, "<=": a < b, ">=": a > b, "=": False, "!=": a != b}[relation]
        if equal:
            holds = relation in ("<=", ">=", "=")
        if not holds:
            return False
    return True


def _joined(inside: list[bool], at: list[bool], places: list[Place], variable: str) -> list[Expression]:
    """The intervals and single numbers, written as conditions."""
    x = Name(variable)
    parts: list[Expression] = []
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


def _interval(x: Name, low: Place | None, low_in: bool, high: Place | None, high_in: bool) -> Expression:
    up: Relation = "<=" if high_in else "<"
    if low is None and high is None:
        return Comparison((x, x), ("=",))
    if low is None:
        assert high is not None
        return Comparison((x, as_number(high)), (up,))
    if high is None:
        return Comparison((x, as_number(low)), (">=" if low_in else ">",))
    return Comparison((as_number(low), x, as_number(high)), ("<=" if low_in else "<", up))
