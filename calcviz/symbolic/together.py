"""What numbers know and what exact calculus knows of one question, put together."""

from collections.abc import Callable
from dataclasses import replace
from math import isfinite

from calcviz.maths.calculus.answer import Answer

NEAR = 1e-9


def together(found: Answer, known: Answer | None, spoken: Callable[[str | None], str | None]) -> Answer:
    """The better of two answers, never more certain than both allow; codes become sentences.

    `found` is of exact calculus, `known` of numbers. A value that contradicts a proven bound is not exact.
    """
    found = replace(found, reason=spoken(found.reason), remark=spoken(found.remark))
    if known is None or known.standing == "unknown":
        return found
    if found.standing == "unknown":
        return known
    if contradict(found, known):
        if known.standing in ("numeric", "exact"):
            return known
        return replace(found, standing="unconfirmed") if found.standing in ("exact", "numeric") else found
    if found.standing == "unconfirmed" and known.standing == "numeric" and not found.results:
        return known
    return found


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
