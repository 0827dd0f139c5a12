"""Analyses: nothing is missed in the view and nothing invented, and what is not settled is said."""

import random
from fractions import Fraction

import pytest

from calcviz.language.expression import Call, Expression, Name
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.analysis.analyse import Analysis, analyse
from calcviz.maths.functions.building import add, divide, multiply, number, power
from calcviz.maths.functions.table import TABLE
from calcviz.maths.real import RealFunction
from tests.maths.analysis.sturm import (
    Polynomial,
    common,
    divided,
    odd_part,
    plus,
    polynomial,
    slope,
    times,
    zeros,
)

LOW, HIGH = Fraction(-100003, 10007), Fraction(100043, 10009)
"""Ends of a range at which no polynomial with small coefficients is 0."""


def analysed(text: str, low: float = -10, high: float = 10) -> Analysis:
    assert TABLE
    return analyse(RealFunction(read_expression(text, Names(), frozenset("x"))), (low, high), 960)


def places(found: Analysis, *kinds: str) -> list[float]:
    return sorted({each.x for each in found.points if each.kind in kinds})


def written(p: Polynomial) -> Expression:
    terms = [multiply(number(c), power(Name("x"), k)) if k else number(c) for k, c in enumerate(p) if c]
    return add(*terms) if len(terms) > 1 else terms[0]


def chosen(rng: random.Random) -> Polynomial:
    """A product of small factors, some of them twice, some without zeros."""
    result = polynomial(rng.choice((1, -1, 2, Fraction(1, 3))))
    for _ in range(rng.randint(1, 3)):
        root = Fraction(rng.randint(-24, 24), rng.choice((1, 1, 2, 3)))
        factor = rng.choice(
            (polynomial(-root, 1), polynomial(rng.randint(-5, 5), rng.randint(-4, 4), rng.choice((1, 2))))
        )
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            result = times(result, factor)
    return result


def quotient(rng: random.Random) -> tuple[Polynomial, Polynomial]:
    while True:
        p, q = chosen(rng), chosen(rng)
        if len(q) <= 5 and len(p) <= 6 and len(p) > 1:
            return p, q


def changing(p: Polynomial, poles: Polynomial) -> int:
    """How many zeros p changes its sign at, which are no poles."""
    if len(p) < 2:
        return 0
    odd = odd_part(p)
    odd = divided(odd, common(odd, poles))[0]
    return zeros(odd, LOW, HIGH) if len(odd) > 1 else 0


def require(found: Analysis, asked: str, kinds: tuple[str, ...], true: int, said: str) -> None:
    """As many as there are; fewer only where that is said."""
    known = len(places(found, *kinds))
    if found.doubts[asked]:  # type: ignore[index]
        assert known <= true, (said, kinds, known, true)
    else:
        assert known == true, (said, kinds, known, true)


def check(p: Polynomial, q: Polynomial) -> int:
    """Compare the analysis of p/q with exact arithmetic; answers how much of it stayed in doubt."""
    e = divide(written(p), written(q))
    found = analyse(RealFunction(e), (float(LOW), float(HIGH)), 960)
    shared = common(p, q)
    p0, q0 = divided(p, shared)[0], divided(q, shared)[0]
    said = f"{p} / {q}"
    holes = divided(q, common(q, slope(q)))[0] if len(q) > 1 else polynomial(1)
    proper = divided(p0, common(p0, holes))[0]  # a zero at a hole is none
    require(found, "root", ("root",), zeros(proper, LOW, HIGH) if len(proper) > 1 else 0, said)
    first = plus(times(slope(p0), q0), times(p0, slope(q0)), -1)
    second = plus(times(slope(first), q0), times(first, slope(q0)), -2)
    require(found, "extremum", ("minimum", "maximum"), changing(first, holes), said)
    require(found, "inflection", ("inflection",), changing(second, holes), said)
    poles = zeros(q0, LOW, HIGH) if len(q0) > 1 else 0
    gone = zeros(holes, LOW, HIGH) - poles if len(holes) > 1 else 0
    assert len(places(found, "pole")) == poles, said
    assert len(places(found, "hole")) == gone, said
    return sum(bool(spans) for spans in found.doubts.values())


def test_rational_functions_have_exactly_what_arithmetic_says() -> None:
    """Roots, extrema, inflections, poles and holes of random quotients, counted by Sturm's theorem."""
    rng = random.Random(5)
    doubts = sum(check(*quotient(rng)) for _ in range(60))
    assert doubts <= 6
