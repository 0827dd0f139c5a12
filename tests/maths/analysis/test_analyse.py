"""Analyses: nothing is missed in the view and nothing invented, and what is not settled is said."""

import random
from fractions import Fraction

import pytest

from calcviz.language.expression import Expression, Name
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
    proper = p0
    while len(shared := common(proper, holes)) > 1:  # a zero at a hole is none
        proper = divided(proper, shared)[0]
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
    doubts = sum(check(*quotient(rng)) for _ in range(40))
    assert doubts <= 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2 - 4x + 4", {"root": 1, "minimum": 1}),
        ("(3-x)/(2x^2-6x)", {"pole": 1, "hole": 1}),
        ("(x^3-2x^2-x+4)/(2x^2-2)", {"root": 1, "minimum": 1, "maximum": 1, "pole": 2}),
        ("tan(x)", {"root": 7, "inflection": 7, "pole": 6}),
        ("1/sin(x)", {"pole": 7, "minimum": 3, "maximum": 3}),
        ("x/(x-1e-9)", {"root": 1, "pole": 1}),
        ("atan(1/x)", {"jump": 1}),
        ("x/x", {"hole": 1}),
        ("(x^2-1)/(x-1)", {"root": 1, "hole": 1}),
        ("1/(1.000001 + cos(x))", {"maximum": 4, "minimum": 3, "inflection": 8}),
        ("abs(x^2-1)", {"root": 2, "minimum": 2, "maximum": 1}),
        ("x abs(x)", {"root": 1, "inflection": 1}),
        ("{x < 0: x^2, x >= 0: -x^2}", {"root": 1, "inflection": 1}),
        ("x^(1/3)", {"root": 1, "inflection": 1}),
        ("sqrt(x) sin(pi x/2)", {"root": 6, "minimum": 2, "maximum": 3, "inflection": 5, "end": 1}),
        ("sin(200x)", {"root": 1273, "minimum": 637, "maximum": 637, "inflection": 1273}),
        ("sin(x)/x", {"hole": 1, "root": 6, "minimum": 2, "maximum": 2, "inflection": 6}),
        ("(e^x - 1)/x", {"hole": 1}),
        ("x + sin(x)", {"root": 1, "inflection": 7}),
        ("cos(x) - 1 + x^2/2", {"root": 1, "minimum": 1}),
        ("tan(x) - x", {"root": 5, "inflection": 7, "pole": 6}),
        ("abs(x-1) + abs(x+1) - 2", {"corner": 2}),
        ("e^x", {}),
        ("5", {}),
    ],
)
def test_counts(text: str, expected: dict[str, int]) -> None:
    """Poles, jumps and holes of the trap lines, and what bends and turns between them; all of it settled."""
    found = analysed(text)
    assert {kind: count for kind, count in found.counts.items() if count} == expected
    assert not any(found.doubts.values())


def test_a_point_at_a_root_lies_on_the_axis() -> None:
    """x²/2 − 1/x bends at its root, which no closed form is known of."""
    (bend,) = [each for each in analysed("x^2/2 - 1/x").points if each.kind == "inflection"]
    assert bend.x == pytest.approx(2 ** (1 / 3)) and bend.y == 0


def test_jumps_of_steps() -> None:
    assert places(analysed("floor(x)", -5.5, 5.5), "jump") == list(range(-5, 6))


@pytest.mark.parametrize("text", ["sin(1/x)", "x^2 sin(1/x)", "sin(1000x)", "sin(e^(x^2))"])
def test_what_cannot_be_told_is_said(text: str) -> None:
    """There are infinitely many, or too many: nobody says that all were found."""
    found = analysed(text)
    assert found.doubts["root"] and found.doubts["extremum"] and found.doubts["inflection"]


def test_too_many_are_counted_from_below() -> None:
    """sin(1000x) has 6367 roots in view: as many sign changes as are seen are proven, and no more."""
    found = analysed("sin(1000x)")
    assert 1000 < found.at_least <= 6367 and not found.points


@pytest.mark.parametrize(
    ("text", "rising", "bending"),
    [
        ("x^3 - 3x", [(-10, -1, 1), (-1, 1, -1), (1, 10, 1)], [(-10, 0, -1), (0, 10, 1)]),
        ("x^4", [(-10, 0, -1), (0, 10, 1)], [(-10, 10, 1)]),
        ("1/x", [(-10, 0, -1), (0, 10, -1)], [(-10, 0, -1), (0, 10, 1)]),
        ("abs(x)", [(-10, 0, -1), (0, 10, 1)], [(-10, 0, 0), (0, 10, 0)]),
        ("sqrt(abs(x))", [(-10, 0, -1), (0, 10, 1)], [(-10, 0, -1), (0, 10, -1)]),
        ("ln(x)", [(0, 10, 1)], [(0, 10, -1)]),
        ("abs(x) + x", [(-10, 0, 0), (0, 10, 1)], [(-10, 0, 0), (0, 10, 0)]),
        ("max(x, 1)", [(-10, 1, 0), (1, 10, 1)], [(-10, 1, 0), (1, 10, 0)]),
        ("x^2 - abs(x)^3/100", [(-10, 0, -1), (0, 10, 1)], [(-10, 10, 1)]),
    ],
)
def test_stretches(text: str, rising: list[tuple[float, ...]], bending: list[tuple[float, ...]]) -> None:
    """Where a function rises and where it is convex; a corner parts two stretches that bend alike."""
    found = analysed(text)
    for stretches, expected in ((found.rising, rising), (found.bending, bending)):
        assert [part for each in stretches for part in (each.low, each.high, each.sign)] == pytest.approx(
            [part for each in expected for part in each], abs=1e-9
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2", [(-10, 10, False, False, ())]),
        ("ln(x)", [(0, 10, False, False, ())]),
        ("sqrt(x)", [(0, 10, True, False, ())]),
        ("sqrt(4 - x^2)", [(-2, 2, True, True, ())]),
        ("1/(x^2 - 1)", [(-10, 10, False, False, (-1, 1))]),
        ("sqrt(x^2 - 1)", [(-10, -1, False, True, ()), (1, 10, True, False, ())]),
        ("{x < 1: x, x > 2: 1}", [(-10, 1, False, False, ()), (2, 10, False, False, ())]),
        ("ln(-1 - x^2)", []),
    ],
)
def test_domains(text: str, expected: list[tuple[object, ...]]) -> None:
    found = [(part.low, part.high, *part.closed, part.without) for part in analysed(text).parts]
    assert found == expected
