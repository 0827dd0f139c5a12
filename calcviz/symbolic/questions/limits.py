"""Limits, from each side by itself: sympy's default is one side alone."""

from collections.abc import Iterator
from functools import partial
from math import isfinite, nan
from typing import Any

import sympy as sp
from mpmath import mp

from calcviz.language.expression import Expression, Question
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.limits import Side, looked
from calcviz.symbolic.check.numbers import digits
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.trees import from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried


class OneSided:
    """What is known of the limit from one side: a standing, and the limit where there is one."""

    def __init__(self, question: Question, right: bool) -> None:
        self.standing = "unknown"
        self.limit: Expression | None = None
        self.value = nan
        f, name, at = question.body, question.variables[0], question.arguments[0]
        if looked(f, name, at, right, None) == Side.UNDEFINED:
            self.standing = "empty"
            return
        for claim in _limits(to_sympy(f), symbol(name), to_sympy(at), "+" if right else "-"):
            side = looked(f, name, at, right, claim)
            if side not in (Side.DIFFERS, Side.UNDEFINED):
                self.limit, self.standing = claim, "exact" if side == Side.TENDS else "unconfirmed"
                self.value = _float(claim)
                return
        if looked(f, name, at, right, None) == Side.OSCILLATES:
            self.standing = "oscillates"


def _limits(f: Any, x: Any, at: Any, side: str) -> Iterator[Expression]:
    """The limits that sympy proposes for one form of f after the other; none for an oscillation."""
    for found in tried(
        lambda: sp.limit(f, x, at, side),
        lambda: sp.limit(sp.simplify(f), x, at, side),
        lambda: sp.limit(_with_e(f), x, at, side),
    ):
        if isinstance(found, sp.AccumBounds):
            return
        if not (found.free_symbols or found.has(sp.I, sp.nan, sp.zoo, sp.Limit, sp.AccumBounds)):
            yield from tried(partial(from_sympy, found))


def _with_e(f: Any) -> Any:
    """f with powers of e: WORKAROUND, sympy 1.14 takes 2^(1/x) from the left of 0 for infinite."""
    return f.replace(
        lambda e: e.is_Pow and e.base.is_number and e.base.is_positive and e.base != sp.E,
        lambda e: sp.exp(e.exp * sp.log(e.base)),
    )


def _float(claim: Expression) -> float:
    with mp.workdps(40):
        value = maybe(claim, {})
    return nan if value is None else float(value)


def limit(question: Question) -> Answer:
    """The limit at a place, from the side that is asked for or from both."""
    at = digits(question.arguments[0])
    if at is None:
        return Answer("unknown", reason="no_place")
    if not isfinite(at) or question.side:
        return _alone(OneSided(question, question.side == "right"))
    left, right = OneSided(question, False), OneSided(question, True)
    sides = (left.value, right.value)
    standings = {left.standing, right.standing}
    if standings == {"empty"}:
        return Answer("undefined", reason="nowhere_near")
    if "empty" in standings:
        reason = "left_only" if right.standing == "empty" else "right_only"
        known = "undefined" if standings == {"empty", "exact"} else "unknown"
        return Answer(known, reason=reason, sides=sides)  # type: ignore[arg-type]
    if left.standing == right.standing == "exact" and left.limit is not None and right.limit is not None:
        if _same(left.value, right.value):
            return Answer("exact", (min((left.limit, right.limit), key=_length),), left.value, sides=sides)
        return Answer("undefined", reason="sides_differ", sides=sides)
    if "oscillates" in standings:
        return Answer("undefined", reason="oscillates", sides=sides)
    if "unknown" in standings:
        return Answer("unknown", reason="no_form")
    if _same(left.value, right.value) and left.limit is not None:
        return Answer("unconfirmed", (left.limit,), left.value, sides=sides)
    return Answer("unconfirmed", reason="sides_differ", sides=sides)


def _length(e: Expression) -> int:
    return len(repr(e))


def _same(a: float, b: float) -> bool:
    return a == b or (isfinite(a) and isfinite(b) and abs(a - b) <= 1e-14 * max(abs(a), abs(b)))


def _alone(side: OneSided) -> Answer:
    """The answer from one side."""
    match side.standing:
        case "exact" | "unconfirmed" as standing if side.limit is not None:
            return Answer(standing, (side.limit,), side.value)
        case "empty":
            return Answer("undefined", reason="nowhere_near")
        case "oscillates":
            return Answer("undefined", reason="oscillates")
    return Answer("unknown", reason="no_form")
