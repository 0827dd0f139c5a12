"""The referee of single numbers: what is computed without sympy, and how near an exact value must be."""

from math import isfinite

from mpmath import mp

from calcviz.language.expression import Expression, Question
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.numerically import numerically
from calcviz.symbolic.check.value import maybe

DIGITS = 40

CLOSE = 1e-7
"""An error bound, relative to the value, that is small enough to tell a right value from a wrong one."""


def digits(e: Expression) -> float | None:
    """The float of an exact number, computed at 40 digits; None where it has no value."""
    with mp.workdps(DIGITS):
        value = maybe(e, {})
    return None if value is None else float(value)


def referee(question: Question) -> Answer:
    """What numbers say of a question, without sympy."""
    return numerically(question)


def agreed(value: float, known: Answer) -> bool | None:
    """Whether an exact value agrees with a number of known error; None where that cannot be decided."""
    if known.value is None or not isfinite(known.value):
        return None
    if not isfinite(value):
        return False
    error = known.error if known.error is not None else float("inf")
    room = 1.01 * error + 4e-15 * abs(value)
    if known.standing == "numeric" and abs(value - known.value) > room:
        return False
    if error <= CLOSE * max(abs(value), 1e-3) and abs(value - known.value) <= room:
        return True
    return None
