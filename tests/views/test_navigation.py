"""Views go where they are asked to, and no farther than floats can tell points apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.drawing import Handle, polyline
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views import navigation as nav
from tests.views.frames import VIEW, curve, row

pixel = st.floats(0, 400)


@given(st.floats(0.5, 2), st.floats(0.5, 2), pixel, pixel)
def test_the_point_under_the_pointer_stays_while_zooming(fx: float, fy: float, px: float, py: float) -> None:
    after = nav.zoomed(VIEW, fx, fy, px, py)
    assert nav.at_pixel(after, px, py) == pytest.approx(nav.at_pixel(VIEW, px, py), abs=1e-9)
    assert after.x_unit == pytest.approx(VIEW.x_unit * fx)
    assert after.y_unit == pytest.approx(VIEW.y_unit * fy)


@given(pixel, pixel)
def test_the_paper_follows_the_hand(dx: float, dy: float) -> None:
    after = nav.panned(VIEW, dx, dy)
    assert nav.at_pixel(after, 100 + dx, 100 + dy) == pytest.approx(nav.at_pixel(VIEW, 100, 100), abs=1e-9)


@given(st.integers(50, 3000), st.integers(50, 3000))
def test_resizing_keeps_scale_and_middle(width: int, height: int) -> None:
    after = nav.resized(VIEW, width, height)
    assert (after.x_unit, after.y_unit) == pytest.approx((VIEW.x_unit, VIEW.y_unit))
    assert nav.at_pixel(after, width / 2, height / 2) == pytest.approx((0, 0), abs=1e-9)
    whole = framed(VIEW, (width, height))
    assert whole.x_low <= VIEW.x_low + 1e-9 and whole.y_high >= VIEW.y_high - 1e-9
    assert whole.in_equal_scale


def test_home_is_minus_ten_to_ten_in_equal_scale() -> None:
    view = nav.home(1200, 800)
    assert view.x_range == (-10, 10)
    assert view.in_equal_scale


def test_zooming_stops_where_floats_end() -> None:
    view = Viewport(0.9, 1.1, 0.9, 1.1, 500, 500)
    for _ in range(400):
        view = nav.zoomed(view, 1.15, 1.15, 10, 10)
    assert nav.allowed(view)
    assert 1e-10 <= view.x_high - view.x_low < 2e-10
    for _ in range(900):
        view = nav.zoomed(view, 1 / 1.15, 1 / 1.15, 10, 10)
    assert nav.allowed(view)
    assert max(abs(view.x_low), abs(view.x_high)) > 1e11


def test_panning_stops_at_the_end_of_the_plane() -> None:
    view = Viewport(1e12 - 100, 1e12 - 1, 0, 100, 100, 100)
    assert nav.panned(view, -1000, 0) == view


@pytest.mark.parametrize(("axis", "start", "now"), [("x", 400, 300), ("y", 30, 60)])
def test_a_number_on_an_axis_follows_the_pointer_and_zero_stays(axis: str, start: float, now: float) -> None:
    after = nav.scaled_axis(VIEW, axis, start, now)
    spot, place = ((start, 150), (now, 150)) if axis == "x" else ((240, start), (240, now))
    assert nav.at_pixel(after, *place) == pytest.approx(nav.at_pixel(VIEW, *spot))
    assert nav.at_pixel(after, 240, 150) == pytest.approx((0, 0), abs=1e-9)
    assert (after.y_range == VIEW.y_range) == (axis == "x")
    assert not after.in_equal_scale
    assert nav.equalised(after).in_equal_scale


def test_an_axis_held_at_zero_scales_by_the_length_of_the_drag() -> None:
    assert nav.scaled_axis(VIEW, "x", 240, 340).x_unit > VIEW.x_unit
    assert nav.scaled_axis(VIEW, "y", 150, 50).y_unit > VIEW.y_unit


def test_fit_shows_points_that_are_far_away() -> None:
    rows = (row(1, curve(np.sin, VIEW)), row(2, Handle("P", 40, 30)))
    view = nav.fitted(VIEW, rows)
    assert view.x_low < -10 and view.x_high > 40 and view.y_high > 30
    assert view.in_equal_scale


def test_fit_shows_all_of_a_steep_curve_and_flattens_where_it_must() -> None:
    view = nav.fitted(VIEW, (row(1, curve(lambda x: 100 * x, VIEW)),))
    assert view.y_high > 1000
    assert view.x_high < 20


def test_fit_of_nothing_and_of_what_is_hidden_changes_nothing() -> None:
    assert nav.fitted(VIEW, ()) == VIEW
    assert nav.fitted(VIEW, (row(1, Handle("P", 40, 30), visible=False),)) == VIEW


def test_fit_of_one_point_brings_it_to_the_middle() -> None:
    view = nav.fitted(VIEW, (row(1, Handle("P", 40, 30)),))
    assert nav.at_pixel(view, 240, 150) == pytest.approx((40, 30))


def test_fit_leaves_out_what_runs_off_to_a_pole() -> None:
    x = np.linspace(0.01, 10, 400)
    view = nav.fitted(VIEW, [row(1, polyline(x, 1 / x**2))])
    assert view.y_high < 100
    parabola = nav.fitted(VIEW, [row(1, polyline(x, x**2))])
    assert parabola.y_high >= 100


def test_a_document_of_two_units_keeps_them() -> None:
    view = framed(Viewport(0, 1, 0, 100, equal=False), (700, 500))
    assert view.x_range == (0, 1) and view.y_range == (0, 100)
