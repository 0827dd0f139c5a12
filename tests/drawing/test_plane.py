"""Primitives: lines clipped to a window, graphs with their ends, and what cannot be resolved."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.drawing import Bars, Markers, Polyline, Unresolved, graph, line_across, slope_triangle
from calcviz.language.expression import Call, Name
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import real_function

VIEW = Screen(-10.0, 10.0, -6.0, 6.0, 1200, 720)
place = st.floats(-20, 20)


def parts(text):
    """The graph of a text in VIEW."""
    return graph(real_function(parse(text, Names(), variables=frozenset("x")), "x", {}), VIEW)


@given(place, place, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_line_is_clipped_to_the_window(x, y, dx, dy):
    """What is left lies in the window and on the line."""
    for line in line_across(x, y, dx, dy, VIEW):
        assert (np.abs(line.x) <= 10 + 1e-6).all()
        assert (np.abs(line.y) <= 6 + 1e-6).all()
        across = (line.x - x) * dy - (line.y - y) * dx
        assert np.abs(across / np.hypot(dx, dy)).max() < 1e-6


def test_a_line_beside_the_window_is_not_drawn():
    """Level above it, upright beside it, and no direction at all."""
    assert line_across(0, 7, 1, 0, VIEW) == ()
    assert line_across(11, 0, 0, 1, VIEW) == ()
    assert line_across(0, 0, 0, 0, VIEW) == ()


def test_steps_have_closed_and_open_ends():
    """floor x: as many of one as of the other, none in the same place."""
    opened, closed = (
        next(p for p in parts("floor(x)") if isinstance(p, Markers) and p.shape == s)
        for s in ("open", "closed")
    )
    assert len(opened.x) == len(closed.x) > 10
    np.testing.assert_allclose(closed.y, np.floor(closed.x))
    np.testing.assert_allclose(opened.y, np.floor(opened.x) - 1)


@pytest.mark.parametrize("text", ["tan(1000x)", "tan(300x) + 1/sin(500x)"])
def test_nothing_is_drawn_where_nothing_can_be_told_apart(text):
    """Only the strip: a single branch in it would be a false line."""
    strips = [part for part in parts(text) if isinstance(part, Unresolved)]
    assert sum(strip.high - strip.low for strip in strips) > 19
    for part in parts(text):
        if isinstance(part, Polyline) and part.role == "curve":
            for x in np.split(part.x, part.starts[1:]):
                assert not any(strip.low <= x[0] and x[-1] <= strip.high for strip in strips)
        assert not isinstance(part, Bars)


def test_a_slope_triangle_is_of_a_size_to_be_seen():
    """None where it would be flat or tower."""
    assert slope_triangle(0, 0, 1.0, VIEW, "m")
    assert slope_triangle(0, 0, 1e-6, VIEW, "m") == ()
    assert slope_triangle(0, 0, 1e6, VIEW, "m") == ()


@pytest.mark.parametrize(("half", "circles"), [(5, True), (50, False)])
def test_circles_at_jumps_do_not_run_into_a_band(half: float, circles: bool) -> None:
    """A hundred steps of two pixels would be a thick line."""
    screen = Screen(-half, half, -half, half, 220, 220)
    found = graph(real_function(Call("floor", (Name("x"),)), "x", {}), screen)
    assert any(isinstance(item, Markers) for item in found) == circles


def test_no_circle_stands_at_an_infinite_value() -> None:
    """∞ is a value of nothing: warnings about places without end are errors here."""
    assert not any(isinstance(part, Markers) for part in parts("inf + floor(9 x)"))
