"""The nearest point of a curve."""

import pytest

from calcviz.maths.curves.nearest import nearest
from tests.maths.curves.test_parametric import curve


def test_the_point_is_found_to_a_pixel() -> None:
    c = curve("cos t", "sin t")
    assert nearest(c, (0.0, 5.0), 1.0) == pytest.approx(1.5708, abs=1e-4)
    assert nearest(c, (-3.0, 0.001), 2.5) == pytest.approx(3.1413, abs=2e-4)


def test_at_a_crossing_it_stays_on_its_branch() -> None:
    """The eight passes through the origin twice: at 0 (and 2π) and at π."""
    c = curve("sin t", "sin(t)cos(t)")
    assert nearest(c, (0.01, -0.009), 3.0) == pytest.approx(3.1416, abs=0.02)
    assert nearest(c, (0.01, 0.009), 0.1) == pytest.approx(0.0, abs=0.02)


def test_it_leaps_where_another_branch_is_far_nearer() -> None:
    assert nearest(curve("cos t", "sin t"), (0.0, -1.0), 1.5) == pytest.approx(4.7124, abs=1e-4)


def test_there_is_none_where_nothing_is_defined() -> None:
    assert nearest(curve("t", "ln(-1 - t^2)"), (0.0, 0.0), 1.0) is None
