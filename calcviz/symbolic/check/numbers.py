"""The referee of single numbers: what is computed without sympy, and how near an exact value must be."""

from math import isfinite

from mpmath import mp, mpf

from calcviz.language.expression import Expression, Question
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.numerically import numerically
from calcviz.symbolic.check.value import maybe

DIGITS = (40, 400)

CLOSE = 1e-7
"""An error bound, relative to the value, that is small enough to tell a right value from a wrong one."""


def digits(e: Expression) -> float | None:
    """The float of an exact number; None where it has no value or the digits of sin(10^300) get lost."""
    for places in DIGITS:
        with mp.workdps(places):
            value = maybe(e, {})
        with mp.workdps(2 * places):
            closer = maybe(e, {})
        if value is None or closer is None:
            return None
        if value == closer or abs(value - closer) <= mpf(10) ** -18 * abs(closer):
            return float(closer)
        if abs(closer) < mpf(10) ** (5 - places):  # all digits cancel
            return 0.0
    return None


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
