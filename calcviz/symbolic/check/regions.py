"""The referee of inequalities: the condition holds where it is said to hold, and nowhere else."""

from fractions import Fraction

import numpy as np
from mpmath import mp, mpf

from calcviz.language.expression import Call, Comparison, Expression, Logic, Name, free_names, walk
from calcviz.symbolic.check.roots import edges, suspects
from calcviz.symbolic.check.signs import difference, never_zero
from calcviz.symbolic.check.value import Real, TooLarge, Undefined, maybe, truth, value

DIGITS = 40
REACH, FAR = 25.0, 1e5
STEPS = tuple(mpf(10) ** -k for k in (2, 5, 9, 14))


def agrees(asked: Expression, pieces: tuple[Expression, ...], name: str) -> bool | None:
    """Compare the condition with the pieces at points everywhere, at the ends and close beside them.

    Every place where a side may become equal to the other is an end, or is looked at as well; None where
    these cannot be listed.
    """
    with mp.workdps(DIGITS):
        ends = _ends(pieces, name)
        places = _turns(asked, name, max([abs(float(e)) for e in ends] + [1.0]))
        points = [mpf(v) for v in _spread().tolist()]
        for end in [*ends, *(places or [])]:
            points += [end, *(end + s * h for h in STEPS for s in (-1, 1))]
        exact = {*ends, *map(_simple, places or []), *_holes(asked, name)}
        points += exact
        for x in points:
            if x not in exact and places and any(abs(x - p) < mpf(10) ** -8 for p in places):
                continue  # a place that is known only so well
            if _too_large(asked, {name: x}):
                continue
            holds = _at_end(asked, {name: x}) if x in ends else truth(asked, {name: x})
            if holds != any(truth(piece, {name: x}) for piece in pieces):
                return False
    return None if places is None else True


def _at_end(e: Expression, numbers: dict[str, Real]) -> bool:
    """Whether a condition holds at an end of a piece, where sides are equal but for rounding: √2² and 2."""
    if isinstance(e, Logic):
        parts = [_at_end(part, numbers) for part in e.operands]
        return not parts[0] if e.operator == "not" else (all if e.operator == "and" else any)(parts)
    assert isinstance(e, Comparison)
    pairs = zip(e.operands, e.relations, e.operands[1:])
    for left, relation, right in pairs:
        a, b = maybe(left, numbers), maybe(right, numbers)
        equal = a is not None and b is not None and abs(a - b) <= mpf(10) ** (8 - DIGITS) * (1 + abs(a))
        holds = truth(Comparison((left, right), (relation,)), numbers)
        if not (relation in ("<=", ">=", "=") if equal else holds):
            return False
    return True


def _holes(asked: Expression, name: str) -> list[Real]:
    """Simple numbers at which something may be divided by 0."""
    below = [
        node.arguments[1] for node in walk(asked) if isinstance(node, Call) and node.function == "divide"
    ]
    cells = edges(REACH, FAR)
    found = [suspects(v, name, cells).intervals for v in dict.fromkeys(below) if name in free_names(v)]
    return [_simple(mpf(v)) for intervals in found for v in intervals[:100].mean(1).tolist()]


def _simple(x: Real) -> Real:
    """The fraction near a place that is known to ten digits: a hole at 0 or 1/2 is met exactly."""
    near = Fraction(float(x)).limit_denominator(360)
    return mpf(near.numerator) / near.denominator if abs(mpf(float(near)) - x) < mpf(10) ** -8 else x


def _too_large(asked: Expression, numbers: dict[str, Real]) -> bool:
    """Whether a side is too large to be computed: nothing is known of the condition then."""
    for node in walk(asked):
        if isinstance(node, Comparison):
            for part in node.operands:
                try:
                    value(part, numbers)
                except (TooLarge, OverflowError):
                    return True
                except (Undefined, ZeroDivisionError, ValueError):
                    continue
            if any(maybe(gap, numbers) == 0 for gap in _gaps(node) if never_zero(gap)):
                return True  # as e^x far on the left, which is taken for 0
    return False


def _gaps(e: Comparison) -> list[Expression]:
    """The differences that are 0 where the sides are equal."""
    return [difference(a, b) for a, b in zip(e.operands, e.operands[1:])]


def _ends(pieces: tuple[Expression, ...], name: str) -> list[Real]:
    """The numbers that bound the pieces."""
    parts = [e for piece in pieces for e in (piece.operands if isinstance(piece, Comparison) else ())]
    values = [maybe(e, {}) for e in parts if e != Name(name) and not free_names(e)]
    return [v for v in values if v is not None and mp.isfinite(v)]


def _turns(asked: Expression, name: str, greatest: float) -> list[Real] | None:
    """Where a comparison of the condition may change: its differences are 0, undefined or unbounded."""
    found: list[Real] = []
    for node in walk(asked):
        if isinstance(node, Comparison):
            for gap in _gaps(node):
                if never_zero(gap):
                    continue
                places = suspects(gap, name, edges(max(REACH, 2 * greatest), FAR))
                if not places.complete or len(places.intervals) > 400:
                    return None
                found += [mpf(v) for v in places.intervals.mean(1).tolist()]
    return found


def _spread() -> np.ndarray:
    near = np.linspace(-REACH, REACH, 801) + 0.00731
    far = np.geomspace(REACH, 1e9, 60) * 1.01
    return np.concatenate((near, far, -far))
