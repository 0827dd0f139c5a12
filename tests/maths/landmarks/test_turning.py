"""Curves that are no graphs: where they meet the axes and themselves, and where they turn."""

from math import pi, sqrt

import pytest

from calcviz.concepts import discover
from calcviz.maths.landmarks.turning import turning
from calcviz.scene.concept import way_of
from calcviz.scene.document import Document, Row
from calcviz.session import Session

discover()
WINDOW = (-10.0, 10.0), (-6.0, 6.0), 900


def found(row: str, kind: str) -> list[tuple[float, float]]:
    concept = Session(Document((Row(1, row),))).scene.items[0].concept
    assert concept is not None
    way = way_of(concept)
    assert way is not None
    marks = [each for each in turning(way, *WINDOW) if each.kind == kind]
    return [(round(each.x, 9) + 0.0, round(each.y, 9) + 0.0) for each in marks]


def near(places: list[tuple[float, float]]) -> list[object]:
    return [pytest.approx(place, abs=1e-8) for place in places]


CASES = [
    ("(cos t, sin t)", "level", [(0, -1), (0, 1)]),
    ("(cos t, sin t)", "upright", [(-1, 0), (1, 0)]),
    ("(cos t, sin t)", "x_intercept", [(-1, 0), (1, 0)]),
    ("(cos t, sin t)", "crossing", []),
    ("(t - sin t, 1 - cos t) for 0 <= t <= 12", "corner", [(0, 0), (2 * pi, 0)]),
    ("(t - sin t, 1 - cos t) for 0 <= t <= 12", "upright", []),
    ("(t^2, t^3 - t) for -2 <= t <= 2", "crossing", [(1, 0)]),
    ("(t^2, t^3 - t) for -2 <= t <= 2", "level", [(1 / 3, -2 / sqrt(27)), (1 / 3, 2 / sqrt(27))]),
    ("r = 1 + cos(theta)", "corner", [(0, 0)]),
    ("r = 1 + cos(theta)", "level", [(0.75, -sqrt(27) / 4), (0.75, sqrt(27) / 4)]),
    ("r = cos(theta/3)", "crossing", [(-0.5, 0)]),
    ("r = theta for 0 <= theta <= 7", "x_intercept", [(-pi, 0), (0, 0), (2 * pi, 0)]),
    ("x = y^3 - 2y", "upright", [(-4 * sqrt(6) / 9, sqrt(6) / 3), (4 * sqrt(6) / 9, -sqrt(6) / 3)]),
    ("x^2 + y^2 = 4", "level", [(0, -2), (0, 2)]),
    ("x^3 + y^3 = 3x y", "level", [(2 ** (1 / 3), 2 ** (2 / 3))]),
    ("y^2 = x^3 - x", "x_intercept", [(-1, 0), (0, 0), (1, 0)]),
    ("x^4 + y^4 = 1", "level", []),  # so flat there that no bound proves it
    ("x^2 + y^2 = -1", "x_intercept", []),
    ("(2, 3t)", "x_intercept", [(2, 0)]),
]


@pytest.mark.parametrize(("row", "kind", "places"), CASES)
def test_each_kind_is_found_where_it_is(row: str, kind: str, places: list[tuple[float, float]]) -> None:
    assert found(row, kind) == near(places)


def test_a_net_has_no_marks_of_its_own() -> None:
    assert found("sin(x y) = cos(x + y)", "level") == []


def test_exact_places_are_known_as_such() -> None:
    concept = Session(Document((Row(1, "r = 1 + cos(theta)"),))).scene.items[0].concept
    assert concept is not None
    way = way_of(concept)
    assert way is not None
    level = [each for each in turning(way, *WINDOW) if each.kind == "level"]
    assert [(each.x_text, each.y_text) for each in level] == [
        ("3/4", "-3*sqrt(3)/4"),
        ("3/4", "3*sqrt(3)/4"),
    ]
