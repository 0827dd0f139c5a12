"""Fitting a range into a picture."""

from math import isnan

import pytest

from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed, positive, visible


@pytest.mark.parametrize("given", [{}, {"x": (-5.0, 5.0)}, {"y": (0.0, 3.0)}])
def test_the_unit_is_the_same_on_both_axes(given):
    """Unless both ranges are asked for."""
    viewport = framed(Viewport(), (1200, 800), **given)
    assert viewport.x_unit == pytest.approx(viewport.y_unit)
    assert (viewport.width, viewport.height) == (1200, 800)


def test_ranges_that_are_asked_for_are_kept():
    """Even when circles become ellipses."""
    viewport = framed(Viewport(), (1200, 800), (0.0, 1.0), (0.0, 100.0))
    assert viewport.x_range == (0, 1)
    assert viewport.y_range == (0, 100)


def test_the_whole_range_of_a_document_is_seen():
    """A picture of another shape shows more, never less."""
    viewport = framed(Viewport(-1, 1, -10, 10), (1200, 800))
    assert viewport.y_range == (-10, 10)
    assert viewport.x_low < -1 < 1 < viewport.x_high


def test_a_logarithmic_axis_is_not_brought_to_equal_scale():
    """Its range stays, in a picture of any shape; the other one is as it was or as asked for."""
    log = Viewport(0.1, 100.0, -1.0, 1.0, x_scale="log")
    assert framed(log, (300, 900)).x_range == (0.1, 100.0)
    assert framed(log, (300, 900)).y_range == (-1.0, 1.0)
    assert framed(log, (300, 900), x=(1.0, 10.0)).y_range == (-1.0, 1.0)


@pytest.mark.parametrize(
    ("low", "high", "log", "shown"),
    [
        (0.0, 1.0, True, False),
        (1e-301, 1.0, True, False),
        (1e-300, 1e300, True, True),
        (1.0, 1.0 + 1e-11, True, False),
        (5e-324, 1e308, True, False),
        (1e-300, 1e300, False, False),
        (-1e12, 1e12, False, True),
        (float("nan"), 1.0, True, False),
    ],
)
def test_what_can_be_seen(low, high, log, shown):
    """Where floats can be told apart."""
    assert visible(low, high, log=log) is shown
    if log:
        assert isnan(low) or visible(*positive(low, high), log=True)


def test_a_narrow_picture_of_the_farthest_view_shows_no_farther():
    """It would be written into a file that nothing can read."""
    viewport = framed(Viewport(-8e11, 8e11, -1e11, 1e11), (3, 600))
    assert viewport.x_range == (-8e11, 8e11) and visible(*viewport.y_range, log=False)
    viewport = framed(Viewport(), (3, 600), (-8e11, 8e11))
    assert viewport.x_range == (-8e11, 8e11) and visible(*viewport.y_range, log=False)
