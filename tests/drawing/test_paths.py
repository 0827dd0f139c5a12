"""What is drawn of parametric curves, of graphs over y and of curves in space."""

import numpy as np
import pytest

from calcviz.drawing import Handle, Markers, Patch, Polyline
from calcviz.drawing.paths import path_drawing
from calcviz.drawing.space import SpaceLine, SpaceMarkers
from calcviz.drawing.space_paths import space_path
from calcviz.drawing.transposed import transposed
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.box import Box
from calcviz.maths.real import RealFunction, real_function
from tests.maths.curves.test_parametric import curve

SCREEN = Screen(-10, 10, -5, 5, 400, 200)


def over_y(text: str) -> RealFunction:
    return real_function(read_expression(text, Names(), frozenset("y")), "y", {})


def test_a_curve_is_strokes_with_marks_and_a_sentence() -> None:
    found = path_drawing(curve("t", "floor(t)"), (0, 2), "[)", SCREEN)
    assert {type(part) for part in found.primitives} == {Polyline, Markers, Handle}
    assert found.sentence == "a curve for t from 0 to 2" and found.reason is None


def test_a_crowd_covers_the_curve_and_is_pale() -> None:
    found = path_drawing(curve("3cos(5000t)", "2sin(5001t)"), (0, 7), "", SCREEN)
    (crowd,) = [part for part in found.primitives if isinstance(part, Patch)]
    assert crowd.role == "crowd" and found.reason == "pale: not resolved at this zoom"
    assert crowd.x.min() < -2.9 and crowd.x.max() > 2.9 and abs(crowd.x).max() < 3.3
    corners = crowd.x.reshape(-1, 4), crowd.y.reshape(-1, 4)
    areas = np.ptp(corners[0], axis=1) * np.ptp(corners[1], axis=1)
    assert areas.sum() == pytest.approx(24, rel=0.2)  # disjoint rectangles over 6 by 4


def test_a_range_that_ends_before_it_begins_draws_nothing() -> None:
    found = path_drawing(curve("t", "t"), (2, 1), "[]", SCREEN)
    assert found.primitives == () and found.reason
    assert path_drawing(curve("t", "1/0"), (0, 1), "", SCREEN).reason == "no point of this curve is defined"


def test_a_graph_over_y_is_the_graph_with_its_axes_exchanged() -> None:
    (line,) = [part for part in transposed(over_y("y^2 - 1"), SCREEN) if isinstance(part, Polyline)]
    inside = abs(line.x) < 10
    np.testing.assert_allclose(line.x[inside], line.y[inside] ** 2 - 1)
    (upright,) = [part for part in transposed(over_y("3"), SCREEN) if isinstance(part, Polyline)]
    assert set(upright.x.tolist()) == {3.0} and (upright.y.min(), upright.y.max()) == (-5, 5)


def test_steps_and_poles_over_y_are_no_strokes() -> None:
    """x = floor(y) has its circles side by side; x = tan y an asymptote that lies level."""
    parts = transposed(over_y("floor(y)"), SCREEN)
    (line,) = [part for part in parts if isinstance(part, Polyline)]
    for a, b in zip(line.starts, [*line.starts[1:], len(line.x)], strict=True):
        assert np.ptp(line.x[a:b]) == 0 and np.ptp(line.y[a:b]) <= 1 + 1e-9
    opened = next(part for part in parts if isinstance(part, Markers) and part.shape == "open")
    np.testing.assert_allclose(opened.x, opened.y - 1)
    poles = transposed(over_y("tan(y)"), SCREEN)
    (level,) = [part for part in poles if isinstance(part, Polyline) and part.role == "asymptote"]
    assert (level.x.min(), level.x.max()) == (-10, 10)
    assert sorted({round(y, 6) for y in level.y.tolist()}) == [-4.712389, -1.570796, 1.570796, 4.712389]


def test_what_is_too_fast_over_y_is_a_patch() -> None:
    parts = transposed(over_y("sin(1/y)"), SCREEN)
    patches = [part for part in parts if isinstance(part, Patch)]
    assert patches and all(abs(patch.x).max() <= 1 + 1e-9 or patch.role == "crowd" for patch in patches)


def test_a_curve_in_space_ends_at_the_box() -> None:
    box = Box(-2, 2, -2, 2, 0, 1)
    parts = space_path(curve("cos t", "sin t", "t/10"), (0, 20), "[]", box)
    (line,) = [part for part in parts if isinstance(part, SpaceLine)]
    assert line.z.min() == 0 and line.z.max() == pytest.approx(1)
    np.testing.assert_allclose(np.hypot(line.x, line.y), 1, atol=2e-3)
    (mark,) = [part for part in parts if isinstance(part, SpaceMarkers)]
    assert (mark.x.tolist(), mark.z.tolist()) == ([1], [0])
    assert space_path(curve("t", "t", "9"), (0, 1), "", box) == ()


def test_a_curve_that_leaves_the_box_comes_back_in_another_stroke() -> None:
    box = Box(-2, 2, -2, 2, 0, 1)
    (line,) = space_path(curve("4sin t", "0", "1/2"), (0, 6.4), "", box)
    assert isinstance(line, SpaceLine) and len(line.starts) == 3
    assert abs(line.x).max() == pytest.approx(2)
