"""Curves of any two kinds meet where they do, once each."""

from math import tau

import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.functions.table import TABLE
from calcviz.maths.landmarks.meeting import Way, equation_way, graph_way, meetings, over_y_way, path_way
from calcviz.maths.real import RealFunction


def read(text: str, variables: str) -> Expression:
    assert TABLE
    return read_expression(text, Names(), frozenset(variables))


def graph(text: str) -> Way:
    return graph_way(RealFunction(read(text, "x")))


def over_y(text: str) -> Way:
    return over_y_way(RealFunction(read(text, "y"), "y"))


def path(x: str, y: str, low: float = 0.0, high: float = tau) -> Way:
    return path_way(RealFunction(read(x, "t"), "t"), RealFunction(read(y, "t"), "t"), (low, high))


def equation(text: str) -> Way:
    return equation_way(read(text, "xy"), ())


CIRCLE, TURN = equation("x^2 + y^2 - 1"), path("cos(t)", "sin(t)")
HALF = 0.7071067811865476


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (graph("x^2"), equation("x^2 + y^2 - 2"), [(-1, 1), (1, 1)]),
        (graph("x"), over_y("y^2"), [(0, 0), (1, 1)]),
        (over_y("1/2"), CIRCLE, [(0.5, -(0.75**0.5)), (0.5, 0.75**0.5)]),
        (TURN, graph("x"), [(-HALF, -HALF), (HALF, HALF)]),
        (path("cos(2t)", "sin(2t)"), graph("x"), [(-HALF, -HALF), (HALF, HALF)]),
        (path("t", "t"), TURN, [(HALF, HALF)]),
        (equation("x^2/4 + y^2 - 1"), equation("x y"), [(-2, 0), (0, -1), (0, 1), (2, 0)]),
        (CIRCLE, equation("2x^2 + 2y^2 - 2"), []),
        (CIRCLE, equation("x^2 + y^2 - 2"), []),
        (CIRCLE, equation("(x-2)^2 + y^2 - 1"), [(1, 0)]),
        (path("(1-cos(t)) cos(t)", "(1-cos(t)) sin(t)"), path("t^2", "t^3", -2, 1 / 2), [(0, 0)]),
        (graph("x^2 + 20"), CIRCLE, []),
    ],
)
def test_meetings(a: Way, b: Way, expected: list[tuple[float, float]]) -> None:
    for first, other in ((a, b), (b, a)):
        found = meetings(first, other, (-10, 10), (-6, 6), 960)
        assert [each.kind for each in found] == ["intersection"] * len(expected)
        assert [value for each in found for value in (each.x, each.y)] == pytest.approx(
            [value for point in expected for value in point], abs=1e-9
        )


def test_exact_coordinates_are_kept() -> None:
    found = meetings(over_y("1"), equation("x^2 + y^2 - 4"), (-10, 10), (-6, 6), 960)
    assert [(each.x_text, each.y_text) for each in found] == [("1", "-sqrt(3)"), ("1", "sqrt(3)")]
