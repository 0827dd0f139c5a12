"""The functions that step, choose and count: floor, sign, min, mod, gcd and their kin."""

import math
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.vocabulary import Word
from calcviz.maths.functions.building import (
    ONE,
    TWO,
    ZERO,
    above,
    add,
    below,
    both,
    broken,
    call,
    cases,
    divide,
    either,
    negate,
    nonzero,
    whole,
)
from calcviz.maths.functions.entry import EveryArgument, FunctionEntry
from calcviz.maths.intervals import steps as enclose

MANY = None


def _mod(x: Any, m: Any) -> Any:
    """x - m·floor(x/m), with the sign of m; NaN for m = 0."""
    return np.mod(x, m)


def _frac(x: Any) -> Any:
    """x - floor(x), in [0, 1]: 1 where a tiny negative x rounds up."""
    return np.subtract(x, np.floor(x))


def _sign(x: Any) -> Any:
    """-1, 0 or 1; 0 at 0."""
    return np.sign(x)


def _minimum(*parts: Any) -> Any:
    return reduce(np.minimum, parts)


def _maximum(*parts: Any) -> Any:
    return reduce(np.maximum, parts)


def _least_by(k: int, *parts: Expression) -> Expression:
    """1 where the k-th part alone is least, 0 where another is less, undefined where two are least."""
    if len(parts) == 1:
        return ONE
    others = parts[:k] + parts[k + 1 :]
    least = both(*(below(parts[k], v) for v in others))
    return cases((ONE, least), (ZERO, either(*(above(parts[k], v) for v in others))))


def _greatest_by(k: int, *parts: Expression) -> Expression:
    """The same for the greatest."""
    if len(parts) == 1:
        return ONE
    others = parts[:k] + parts[k + 1 :]
    greatest = both(*(above(parts[k], v) for v in others))
    return cases((ONE, greatest), (ZERO, either(*(below(parts[k], v) for v in others))))


def _exact_gcd(*parts: Fraction) -> int | None:
    return math.gcd(*(int(x) for x in parts)) if all(x.denominator == 1 for x in parts) else None


def _flat(*arguments: Expression) -> Expression:
    return ZERO


ENTRIES = (
    FunctionEntry(
        Word("sign", aliases=("sgn", "signum")),
        _sign,
        enclose.sign,
        (_flat,),
        smooth=lambda u: (nonzero(u),),
        exact=lambda u: (u > 0) - (u < 0),
    ),
    FunctionEntry(
        Word("heaviside", aliases=("Heaviside",)),
        lambda x: np.heaviside(x, 0.5),
        enclose.heaviside,
        (_flat,),
        smooth=lambda u: (nonzero(u),),
        exact=lambda u: Fraction((u > 0) - (u < 0) + 1, 2),
    ),
    FunctionEntry(
        Word("floor", latex=r"\left\lfloor {0}\right\rfloor"),
        np.floor,
        enclose.floor,
        (_flat,),
        smooth=lambda u: (broken(u),),
        exact=math.floor,
    ),
    FunctionEntry(
        Word("ceil", aliases=("ceiling",), latex=r"\left\lceil {0}\right\rceil"),
        np.ceil,
        enclose.ceil,
        (_flat,),
        smooth=lambda u: (broken(u),),
        exact=math.ceil,
    ),
    FunctionEntry(
        Word("round"),
        enclose.half_up,
        enclose.round_,
        (_flat,),
        smooth=lambda u: (broken(add(u, divide(ONE, TWO))),),
        exact=lambda u: math.floor(u + Fraction(1, 2)),
    ),
    FunctionEntry(
        Word("frac"),
        _frac,
        enclose.frac,
        (lambda u: ONE,),
        smooth=lambda u: (broken(u),),
        exact=lambda u: u - math.floor(u),
    ),
    FunctionEntry(
        Word("mod", (2, 2)),
        _mod,
        enclose.mod,
        (lambda u, m: ONE, lambda u, m: negate(call("floor", divide(u, m)))),
        lambda u, m: (nonzero(m),),
        smooth=lambda u, m: (broken(divide(u, m)),),
        exact=lambda u, m: u - m * math.floor(u / m) if m else None,
    ),
    FunctionEntry(
        Word("gcd", (2, MANY)),
        enclose.common_divisor,
        enclose.gcd,
        domain=lambda *parts: tuple(whole(u) for u in parts),
        exact=_exact_gcd,
    ),
    FunctionEntry(
        Word("min", (1, MANY)),
        _minimum,
        enclose.minimum,
        EveryArgument(_least_by),
        exact=lambda *parts: min(parts),
    ),
    FunctionEntry(
        Word("max", (1, MANY)),
        _maximum,
        enclose.maximum,
        EveryArgument(_greatest_by),
        exact=lambda *parts: max(parts),
    ),
)
