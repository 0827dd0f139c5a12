"""Parity and period: claimed where they are proven, never where they are false."""

from math import pi

import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.analysis.symmetry import parity, period
from calcviz.maths.functions.table import TABLE
from calcviz.maths.real import RealFunction

NUMBERS = (("a", 1.5), ("w", 2.5))


def function(text: str) -> RealFunction:
    assert TABLE
    e = read_expression(text, Names(numbers=frozenset("aw")), frozenset("x"))
    return RealFunction(e, "x", tuple(pair for pair in NUMBERS if pair[0] in text.replace("tan", "")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2", "even"),
        ("x^3 - x", "odd"),
        ("e^x - e^-x", "odd"),
        ("(x-1)(x+1)", "even"),
        ("1/(1+e^-x) - 1/2", "odd"),
        ("x sin x", "even"),
        ("x^(1/3)", "odd"),
        ("x^(2/3)", "even"),
        ("abs(x-1) + abs(x+1)", "even"),
        ("asin(x/2)", "odd"),
        ("tan(x)", "odd"),
        ("sin(x + pi/2)", "even"),
        ("ln(abs(x))", "even"),
        ("a x^2", "even"),
        ("x + 1", None),
        ("sigmoid(x)", None),
        ("sqrt(x)", None),
        ("0*sqrt(x) + x^2", None),
        ("(x^2-1)/(x-1) (x-1)", None),
        ("gamma(x)", None),
        ("5", None),
    ],
)
def test_parity(text: str, expected: str | None) -> None:
    assert parity(function(text)) == expected


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("sin(x)", 2 * pi),
        ("sin(x)^2", pi),
        ("abs(sin(x))", pi),
        ("tan(x)", pi),
        ("sin(2x) + cos(3x)", 2 * pi),
        ("sin(pi x/2)", 4.0),
        ("sin(w x)", 2 * pi / 2.5),
        ("x - floor(x)", 1.0),
        ("e^sin(x)", 2 * pi),
        ("sqrt(sin(x))", 2 * pi),
        ("sin(x) + sin(pi x)", None),
        ("sin(x) + x", None),
        ("sin(x^2)", None),
        ("sqrt(x) sin(pi x/2)", None),
        ("sin(x)^2 + cos(x)^2", None),
        ("0*sqrt(x) + sin(x)", None),
        ("x^2", None),
        ("5", None),
    ],
)
def test_period(text: str, length: float | None) -> None:
    found = period(function(text))
    assert (found and found.length) == (length and pytest.approx(length))
