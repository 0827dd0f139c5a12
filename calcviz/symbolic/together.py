"""What numbers know and what exact calculus knows of one question, put together."""

from collections.abc import Callable
from dataclasses import replace
from math import isfinite

from calcviz.language.expression import Comparison, Expression, Logic, Tuple, free_names
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.evaluate import value

NEAR = 1e-9


def together(found: Answer, known: Answer | None, spoken: Callable[[str | None], str | None]) -> Answer:
    """The better of two answers, never more certain than both allow; codes become sentences.

    `found` is of exact calculus, `known` of numbers. A value that contradicts a proven bound is not exact.
    """
    in_part = found.standing == "numeric" or str(found.remark).startswith("alone:")
    found = replace(found, reason=spoken(found.reason), remark=spoken(found.remark))
    if known is None or known.standing == "unknown":
        return found
    if found.standing == "unknown":
        return known
    if contradict(found, known) or missed(found, known):
        if known.standing in ("numeric", "exact"):
            return known
        return replace(found, standing="unconfirmed") if found.standing in ("exact", "numeric") else found
    if found.standing == "unconfirmed" and known.standing == "numeric" and not found.results:
        return known
    if in_part and len(found.results) == len(known.results):
        return replace(found, remark=known.remark or found.remark)
    return found


def missed(found: Answer, known: Answer) -> bool:
    """Whether numbers know a solution that is none of those found; families of solutions may hold any."""
    theirs = [_place(e) for e in found.results]
    if known.standing != "numeric" or None in theirs:
        return False
    ours = (_place(e) for e in known.results)
    return any(at is not None and not any(_is_near(at, other, known) for other in theirs) for at in ours)


def _place(e: Expression) -> tuple[float, ...] | None:
    """The number, or the numbers for several unknowns; None for a formula, a family and a condition."""
    parts = e.items if isinstance(e, Tuple) else (e,)
    if any(isinstance(part, Comparison | Logic) or free_names(part) for part in parts):
        return None
    found = tuple(value(part, {}) for part in parts)
    return found if all(map(isfinite, found)) else None


def _is_near(at: tuple[float, ...], other: tuple[float, ...] | None, known: Answer) -> bool:
    room = known.error or 0.0
    pairs = zip(at, other or (), strict=False)
    return all(abs(a - b) <= room + NEAR * (1.0 + abs(a)) for a, b in pairs)


def contradict(found: Answer, known: Answer) -> bool:
    """Whether both cannot be true."""
    definite = ("undefined", "diverges")
    if known.standing in definite or found.standing in definite:
        return found.standing != known.standing and {found.standing, known.standing} != set(definite)
    if found.value is None or known.value is None or known.standing != "numeric":
        return False
    if not (isfinite(found.value) and isfinite(known.value)):
        return found.value != known.value
    error = known.error if known.error is not None else NEAR * (1.0 + abs(known.value))
    return abs(found.value - known.value) > error + NEAR * (1.0 + abs(known.value))
