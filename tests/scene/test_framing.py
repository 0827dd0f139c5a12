"""Fitting a range into a picture."""

import pytest

from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed


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
