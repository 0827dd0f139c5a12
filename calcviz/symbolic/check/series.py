"""The referee of Taylor polynomials: what is left over falls faster than the last power, from both sides."""

from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.symbolic.check.value import Real, maybe

NEARNESS = 30
"""The power of ten of the distance at which the rest is looked at."""


def rest(
    f: Expression, polynomial: Expression, variable: str, at: Expression, order: int, right: bool
) -> Real:
    """|f - polynomial| / h^order at a small distance h; None where f has no value there."""
    with mp.workdps((order + 14) * NEARNESS + 40):  # a pole takes digits twice over
        a = maybe(at, {})
        if a is None or mp.isinf(a):
            return None
        h = mpf("1.2345678912") * mpf(10) ** -NEARNESS
        x = {variable: a + h if right else a - h}
        y, p = maybe(f, x), maybe(polynomial, x)
        return None if y is None or p is None else abs(y - p) / h**order


def follows(f: Expression, polynomial: Expression, variable: str, at: Expression, order: int) -> bool | None:
    """Whether the polynomial has the values of f up to that order, from both sides; None where f has none."""
    rests = [rest(f, polynomial, variable, at, order, right) for right in (False, True)]
    if any(r is None for r in rests):
        return None
    return all(r < mpf(10) ** -12 for r in rests)


def flat(f: Expression, variable: str, at: Expression) -> bool:
    """Whether f is smaller than any power near the place, and not 0: e^(-1/x²) at 0."""
    with mp.workdps(200):
        a = maybe(at, {})
        y = None if a is None else maybe(f, {variable: a + mpf(10) ** -3})
        return y is not None and y != 0 and abs(y) < mpf(10) ** -200
