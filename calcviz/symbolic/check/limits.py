"""The referee of limits: the function nearer and nearer from one side, at as many digits as it takes."""

import itertools
from enum import Enum

from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.symbolic.check.value import Real, TooLarge, Undefined, value

NEARNESS = (3, 6, 12, 24, 48, 96, 192)
"""Powers of ten of the distances."""

COARSE = (1, 2, 3, 4, 5, 6)
"""The same where values nearer by are too large to be computed, as those of e^(1/x)."""

FACTORS = (mpf("1.2345678912"), mpf("0.7390851332"), mpf("1.9108430951"), mpf("0.5772156649"))
"""Places of one distance, without pattern, so that an oscillation is seen."""

FALL = 0.8
"""A distance that falls at least by this factor, while the digits double, falls to 0."""


SMALL, AIM = mpf(10) ** -6, mpf("0.2")
"""A distance that needs no further argument, and how near to the claim, in distances, others must aim."""


class Side(Enum):
    """What is seen from one side."""

    TENDS = "to the limit that is claimed"
    DIFFERS = "not to that limit"
    OSCILLATES = "the values stay apart"
    UNDEFINED = "there are no values"
    OPEN = "nobody knows"


def looked(f: Expression, variable: str, at: Expression, right: bool, claim: Expression | None) -> Side:
    """How f(variable) behaves near `at` from the right or the left, beside a claim; None claims nothing.

    The place ±inf is approached from inside. An infinite claim is one about 1/f.
    """
    rows, early = _values(f, variable, at, right, NEARNESS)
    if early:
        rows, _ = _values(f, variable, at, right, COARSE)
    usable = [row for row in rows if row]
    if not usable:
        return Side.UNDEFINED if all(row == [] for row in rows[2:]) and len(rows) > 3 else Side.OPEN
    if len(usable) < 4 or rows[-1] == [] and len(usable) < len(rows) - 3:
        return Side.OPEN
    if claim is None:
        return Side.OSCILLATES if _oscillates(usable) else Side.OPEN
    with mp.workdps(2 * NEARNESS[-1] + 60):
        return _beside(usable, value(claim, {}))


def _beside(rows: list[list[Real]], claim: Real) -> Side:
    """Whether the rows come nearer to the claim all the time."""
    if mp.isinf(claim):
        if not all(v != 0 and claim * v > 0 for v in rows[-1]):
            return Side.DIFFERS
        rows, claim = [[1 / v if v != 0 else mp.inf for v in row] for row in rows], mpf(0)
    gaps = [max(abs(v - claim) for v in row) for row in rows]
    noise = mpf(10) ** -40 * (1 + abs(claim))
    last = gaps[-4:]
    falling = all(b <= FALL * a or b <= noise for a, b in itertools.pairwise(last))
    if falling:
        return Side.TENDS if gaps[-1] < SMALL or _aimed(rows, claim, gaps[-1]) else Side.OPEN
    steady = all(b > 0.98 * a and b > noise for a, b in itertools.pairwise(last))
    return Side.DIFFERS if steady else Side.OPEN


def _aimed(rows: list[list[Real]], claim: Real, gap: Real) -> bool:
    """Whether values that come to rest slowly, as those of 1/ln x do, aim at the claim (Aitken's process)."""
    a, b, c = (row[0] for row in rows[-3:])
    bend = c - 2 * b + a
    return bool(bend != 0 and abs(c - (c - b) ** 2 / bend - claim) <= AIM * gap)


def _oscillates(rows: list[list[Real]]) -> bool:
    """Whether the values at one distance stay apart, at every distance."""
    spreads = [max(row) - min(row) for row in rows[-5:] if len(row) > 1]
    if len(spreads) < 4:
        return False
    return bool(min(spreads) > mpf("0.01") * max(spreads))


def _values(
    f: Expression, variable: str, at: Expression, right: bool, nearness: tuple[int, ...]
) -> tuple[list[list[Real]], bool]:
    """The values at each distance, none where f is undefined at all of them; whether one was too large.

    The distances end before the first value that is too large to be computed.
    """
    rows: list[list[Real]] = []
    for k in nearness:
        with mp.workdps(2 * k + 60):
            a = value(at, {})
            row = []
            for factor in FACTORS:
                h = factor * mpf(10) ** -k
                x = mp.sign(a) / h if mp.isinf(a) else a + h if right else a - h
                try:
                    row.append(value(f, {variable: x}))
                except Undefined:
                    continue
                except (TooLarge, OverflowError, ZeroDivisionError):
                    return rows, True
            rows.append(row)
    return rows, False
