"""Areas as polygons: their size, their signs, and the gaps that are left in them."""

from itertools import pairwise

import numpy as np
import pytest

from calcviz.drawing import Patch
from calcviz.drawing.areas import area_under, boxes, under
from calcviz.maths.curves.screen import Screen
from tests.maths.functions_of import function

SCREEN = Screen(-10.0, 10.0, -6.0, 6.0, 800, 480)


def size(patch: Patch) -> float:
    """The area of all polygons (Gauss's shoelace formula)."""
    total = 0.0
    for a, b in pairwise([*patch.starts.tolist(), len(patch.x)]):
        x, y = patch.x[a:b], patch.y[a:b]
        total += abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    return total


def sizes(patches: tuple[Patch, ...]) -> dict[str, float]:
    return {patch.role: size(patch) for patch in patches}


def test_each_sign_has_its_patch() -> None:
    found = area_under(function("sin(x)"), 0.0, 3 * np.pi, SCREEN)
    assert sizes(found) == pytest.approx({"positive": 4.0, "negative": 2.0}, rel=5e-3)
    positive = found[0]
    assert len(positive.starts) == 2 and positive.y.min() == 0


def test_from_right_to_left_the_signs_are_turned() -> None:
    found = area_under(function("sin(x)"), 3 * np.pi, 0.0, SCREEN)
    assert sizes(found) == pytest.approx({"positive": 2.0, "negative": 4.0}, rel=5e-3)


def test_between_two_curves_it_is_cut_where_they_cross() -> None:
    found = area_under(function("x"), -1.0, 1.0, SCREEN, function("x^3"))
    assert sizes(found) == pytest.approx({"positive": 0.25, "negative": 0.25}, rel=2e-2)
    (x_low, x_high), (u_low, u_high) = ((each.x.min(), each.x.max()) for each in found)
    assert x_low == pytest.approx(0, abs=0.01) and x_high == 1.0
    assert u_low == -1.0 and u_high == pytest.approx(0, abs=0.01)


def test_nothing_is_filled_across_a_pole() -> None:
    """Every polygon lies on one side of it."""
    for patch in area_under(function("1/(x - 1)^3"), -3.0, 4.0, SCREEN):
        for a, b in pairwise([*patch.starts.tolist(), len(patch.x)]):
            assert patch.x[a:b].max() <= 1.0 or patch.x[a:b].min() >= 1.0


def test_a_jump_parts_it_and_what_is_undefined_stays_empty() -> None:
    (positive,) = area_under(function("floor(x)"), 1.0, 3.0, SCREEN)
    assert len(positive.starts) == 2 and size(positive) == pytest.approx(3.0)
    (positive,) = area_under(function("sqrt(x)"), -4.0, 4.0, SCREEN)
    assert positive.x.min() >= 0.0
    assert area_under(function("ln(-1 - x^2)"), -4.0, 4.0, SCREEN) == ()


def test_what_is_out_of_view_is_left_out() -> None:
    assert area_under(function("x^2"), 11.0, 12.0, SCREEN) == ()
    (positive,) = area_under(function("x^2"), -np.inf, 0.0, SCREEN)
    assert positive.x.min() == -10.0


def test_columns_that_a_curve_fills_are_filled() -> None:
    found = sizes(area_under(function("sin(1/x)"), -0.02, 0.02, Screen(-0.1, 0.1, -2, 2, 800, 480)))
    assert found.keys() == {"positive", "negative"}


def test_on_a_logarithmic_axis_it_reaches_below_the_view() -> None:
    (positive,) = area_under(function("x^2"), 1.0, 5.0, Screen(0.1, 10.0, 0.01, 100.0, 400, 300, True, True))
    assert 0 < positive.y.min() < 0.01


def test_boxes_by_their_signs() -> None:
    left, right = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])
    found = boxes(left, right, np.array([2.0, 0.0, -1.0]), 0.0)
    assert sizes(found) == {"positive": 2.0, "negative": 1.0}
    assert sizes(boxes(left, right, np.array([2.0, 0.0, -1.0]), 0.0, turned=True)) == {
        "negative": 2.0,
        "positive": 1.0,
    }


def test_a_trapezoid_that_crosses_the_axis_is_two_triangles() -> None:
    found = under([(np.array([0.0, 2.0]), np.array([-1.0, 1.0]))], 0.0)
    assert sizes(found) == {"positive": 0.5, "negative": 0.5}
