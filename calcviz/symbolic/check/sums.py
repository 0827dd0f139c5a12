"""The referee of sums: finite ones added up, infinite ones accelerated, growing ones watched."""

import itertools
from math import isfinite, log2

import numpy as np
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.maths.evaluate import compiled
from calcviz.symbolic.check.value import Real, Undefined, maybe, value

DIGITS = 40
MOST_TERMS = 20_000


def finite_total(f: Expression, k: str, first: int, last: int) -> Real | None:
    """The sum at 40 digits; None where a term is undefined or there are too many."""
    if last - first >= MOST_TERMS:
        return None
    with mp.workdps(DIGITS):
        terms = [maybe(f, {k: mpf(n)}) for n in range(first, last + 1)]
        return None if any(term is None for term in terms) else mp.fsum(terms)


def infinite_total(f: Expression, k: str, first: int) -> Real | None:
    """The limit of the partial sums by two ways of acceleration that agree; None where they do not."""

    def term(n: Real) -> Real:
        return value(f, {k: n})

    with mp.workdps(30):
        try:
            found = [mp.nsum(term, [first + skip, mp.inf]) for skip in (0, 7)]
            head = mp.fsum([term(mpf(n)) for n in range(first, first + 7)])
        except (ArithmeticError, ValueError, Undefined, mp.NoConvergence):
            return None
        except Exception:  # a term too large: mpmath looks far out
            return None
        total = found[1] + head
        near = all(mp.isfinite(v) for v in (*found, total)) and (total != 0 or _is_zero(f, k, first))
        return total if near and abs(found[0] - total) <= mpf(10) ** -13 * (1 + abs(total)) else None


def _is_zero(f: Expression, k: str, first: int) -> bool:
    """Whether no term far out is another number than 0, as those of {k > 1000: 1/k} are."""
    return all(maybe(f, {k: mpf(first + 2**j)}) == 0 for j in range(40))


def matches(tree: Expression, number: Real) -> bool:
    """Whether an exact value is that number, as far as its digits go."""
    with mp.workdps(DIGITS):
        exact = maybe(tree, {})
        return exact is not None and abs(exact - number) <= mpf(10) ** -13 * (abs(number) + mpf(10) ** -6)


def diverges(f: Expression, k: str, first: int) -> bool:
    """Whether the sums over doubled stretches do not shrink, or the terms do not: as with 1/k."""
    values = compiled(f, (k,))
    n = np.arange(first, first + 2**17, dtype=float)
    terms = values(n)
    if not np.isfinite(terms).all():
        return bool(abs(terms[np.isfinite(terms)][-1:]).max(initial=0) > 1e100)
    stretches = [float(np.abs(terms[2**j : 2 ** (j + 1)].sum())) for j in range(10, 17)]
    sizes = [float(np.abs(terms[2**j : 2 ** (j + 1)]).max()) for j in range(10, 17)]
    if min(sizes) > 0 and sizes[-1] >= 0.99 * sizes[0]:
        return True
    if min(stretches) <= 0 or not all(map(isfinite, stretches)):
        return False
    steps = [log2(b / a) for a, b in itertools.pairwise(stretches)]
    return min(steps) > -0.25
