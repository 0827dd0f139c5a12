"""Asymptotes: proven ones exactly, others unconfirmed, none that is not there."""

import random
from fractions import Fraction

import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.analysis.asymptotes import asymptotes
from calcviz.maths.functions.building import divide
from calcviz.maths.functions.table import TABLE
from calcviz.maths.real import RealFunction
from tests.maths.analysis.sturm import divided
from tests.maths.analysis.test_analyse import quotient, written


def lines(text: str) -> list[tuple[tuple[int, ...], str | float, str | float, bool]]:
    assert TABLE
    found = asymptotes(RealFunction(read_expression(text, Names(), frozenset("x"))))
    return [(a.sides, a.slope_text or a.slope, a.height_text or a.height, a.proven) for a in found]


BOTH, LEFT, RIGHT = (-1, 1), (-1,), (1,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(x^3-2x^2-x+4)/(2x^2-2)", [(BOTH, "1/2", "-1", True)]),
        ("1/x", [(BOTH, "0", "0", True)]),
        ("atan(x)", [(LEFT, "0", "-pi/2", True), (RIGHT, "0", "pi/2", True)]),
        ("x + atan(x)", [(LEFT, "1", "-pi/2", True), (RIGHT, "1", "pi/2", True)]),
        ("x^2 e^(-x)", [(RIGHT, "0", "0", True)]),
        ("sqrt(x^2+1)", [(LEFT, "-1", "0", True), (RIGHT, "1", "0", True)]),
        ("sin(x)/x", [(BOTH, "0", "0", True)]),
        ("abs(x-1) + 1/x", [(LEFT, "-1", "1", True), (RIGHT, "1", "-1", True)]),
        ("e^(1/x)", [(BOTH, "0", "1", True)]),
        ("sigmoid(x)", [(LEFT, "0", "0", True), (RIGHT, "0", "1", True)]),
        ("x e^(1/x)", [(BOTH, 1.0, 1.0, False)]),
        ("ln(x)/x", [(RIGHT, 0.0, 0.0, False)]),
        ("x^2", []),
        ("ln(x)", []),
        ("sqrt(x)", []),
        ("sin(x)", []),
        ("x + sin(x)", []),
        ("2x + 3", []),
        ("5", []),
        ("abs(abs(x)-3)", []),
        ("{x < 1: x + 1, 3 - x}", []),
        ("x + e^(-x^2)", [(BOTH, "1", "0", True)]),
        ("(x^2-1)/(x-1)", []),
        ("x^x", []),
        ("e^x - x^3", []),
    ],
)
def test_lines(text: str, expected: list[object]) -> None:
    assert lines(text) == expected


def test_quotients_follow_what_division_gives() -> None:
    """A line where the degrees differ by one at most; exactly the whole part of the quotient."""
    rng = random.Random(7)
    for _ in range(80):
        p, q = quotient(rng)
        whole, rest = divided(p, q)
        found = asymptotes(RealFunction(divide(written(p), written(q))))
        if len(whole) > 2 or not rest:
            assert found == ()
            continue
        (line,) = found
        height, slope = (*whole, Fraction(0), Fraction(0))[:2]
        assert line.proven and line.sides == BOTH
        assert (line.slope, line.height) == (float(slope), float(height))
