"""Views on logarithmic axes: moved in pixels as on linear ones, and never to where there are no numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.drawing import Handle, polyline
from calcviz.scene.document import Viewport
from calcviz.scene.framing import with_scales
from calcviz.views import navigation as nav
from tests.views.frames import row

LOG = Viewport(0.01, 1000.0, 1e-3, 1e6, 480, 300, x_scale="log", y_scale="log")
pixel = st.floats(0, 300)


@given(st.floats(0.5, 2), st.floats(0.5, 2), pixel, pixel)
def test_the_point_under_the_pointer_stays_while_zooming(fx: float, fy: float, px: float, py: float) -> None:
    after = nav.zoomed(LOG, fx, fy, px, py)
    assert nav.at_pixel(after, px, py) == pytest.approx(nav.at_pixel(LOG, px, py), rel=1e-9)
    decades = np.log10(after.x_high / after.x_low)
    assert decades * fx == pytest.approx(np.log10(LOG.x_high / LOG.x_low))


@given(st.floats(-200, 200), st.floats(-200, 200))
def test_the_paper_follows_the_hand(dx: float, dy: float) -> None:
    after = nav.panned(LOG, dx, dy)
    assert nav.at_pixel(after, 100 + dx, 100 + dy) == pytest.approx(nav.at_pixel(LOG, 100, 100), rel=1e-9)


@given(st.integers(50, 2000), st.integers(50, 2000))
def test_resizing_keeps_the_length_of_a_decade_and_the_middle(width: int, height: int) -> None:
    after = nav.resized(LOG, width, height)
    middle = nav.at_pixel(LOG, LOG.width / 2, LOG.height / 2)
    assert nav.at_pixel(after, width / 2, height / 2) == pytest.approx(middle, rel=1e-9)
    assert after.x_axis.unit(1.0) == pytest.approx(LOG.x_axis.unit(1.0))


def test_zooming_and_panning_stop_where_floats_end() -> None:
    near = far = aside = LOG
    for _ in range(600):
        near = nav.zoomed(near, 1.2, 1.2, 20, 20)
        far = nav.zoomed(far, 1 / 1.2, 1 / 1.2, 20, 20)
        aside = nav.panned(aside, 400, -400)
        assert nav.allowed(near) and nav.allowed(far) and nav.allowed(aside)
    assert near.x_high / near.x_low - 1 < 1e-9
    assert far.y_low < 1e-200
    assert aside.y_low < 1e-285


def test_the_numbers_of_an_axis_are_dragged_about_its_middle() -> None:
    after = nav.scaled_axis(LOG, "x", 300, 360)
    assert after.y_range == LOG.y_range
    assert after.x_axis.pixel(LOG.x_axis.value(300)) == pytest.approx(360)
    assert after.x_axis.value(240) == pytest.approx(LOG.x_axis.value(240))


def test_home_shows_four_decades_and_keeps_the_kind() -> None:
    view = nav.home(600, 400, replace(LOG, y_scale="linear", y_ticks="pi", grid="none"))
    assert view.x_range == (0.01, 100.0)
    assert view.y_range == (-10 * 400 / 600, 10 * 400 / 600)
    assert (view.x_scale, view.y_scale, view.y_ticks, view.grid) == ("log", "linear", "pi", "none")


def test_fit_shows_what_is_drawn_and_positive() -> None:
    x = np.geomspace(1, 100, 50)
    seen = nav.fitted(LOG, [row(1, polyline(x, x**3), Handle("a", 5.0, -3.0))])
    assert seen.x_low < 1 < 100 < seen.x_high < 1000
    assert seen.y_low < 1 < 1e6 < seen.y_high < 1e8
    assert nav.fitted(LOG, [row(1, Handle("a", 5.0, -3.0))]) == LOG


def test_the_switch_of_equal_scale() -> None:
    view = Viewport(-10, 10, -1, 1, 400, 400)
    assert not view.in_equal_scale
    equal = nav.equalised(view)
    assert equal.in_equal_scale
    assert equal.x_range == view.x_range
    assert not replace(equal, equal=False).in_equal_scale
    assert nav.equalised(LOG) == LOG
    assert not replace(LOG, x_low=1e-3, x_high=1e6, width=300).in_equal_scale


def test_a_view_becomes_logarithmic_and_linear_again() -> None:
    view = Viewport(2.0, 50.0, -3.0, 5.0)
    log = with_scales(view, x_log=True, y_log=True)
    assert log.x_range == (2.0, 50.0)
    assert log.y_range == (0.05, 5.0)
    assert with_scales(Viewport(-5, -1, -3, 0), x_log=True, y_log=True).x_range == (0.1, 10.0)
    wide = replace(log, x_low=1e-200, x_high=1e200)
    assert nav.allowed(with_scales(wide, x_log=False, y_log=False))
