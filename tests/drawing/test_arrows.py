"""Fields of arrows as they are drawn: true directions, colours of their strength, logarithmic axes."""

import numpy as np
import pytest

from calcviz.drawing.arrows import arrow_field, floor_arrows, strength_scale
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.box import Box
from tests.maths.fields.fields import plane_map

VIEW = Screen(-10.0, 10.0, -6.0, 6.0, 1000, 600)
LOGS = Screen(0.01, 100.0, 0.1, 1000.0, 900, 600, True, True)


def test_the_arrows_of_a_constant_field_are_all_equal() -> None:
    """In direction and in length, by length and by colour, at any zoom."""
    F = plane_map("3", "-1")
    for zoom in (1e-8, 1.0, 1e9):
        screen = Screen(*(zoom * end for end in VIEW[:4]), 1000, 600)
        for by in ("length", "color"):
            (arrows,) = arrow_field(F, screen, by)
            np.testing.assert_allclose(arrows.dx, arrows.dx[0], rtol=1e-12)
            np.testing.assert_allclose(arrows.dy, -arrows.dx / 3, rtol=1e-12)
            assert 5 < arrows.dx[0] * 1000 / (20 * zoom) < 60


def test_a_place_where_nothing_moves_is_a_dot() -> None:
    """The origin of a rotation is there, without length; a minus turns the others round."""
    F = plane_map("-y", "x")
    (arrows,) = arrow_field(F, VIEW)
    (still,) = np.flatnonzero((arrows.x == 0) & (arrows.y == 0))
    assert arrows.dx[still] == arrows.dy[still] == 0
    (turned,) = arrow_field(F, VIEW, sign=-1)
    np.testing.assert_array_equal(turned.dx, -arrows.dx)


def test_colours_tell_the_true_strength() -> None:
    """All arrows are equally long on the screen; without colours there is no scale."""
    (arrows,) = arrow_field(plane_map("x", "y"), VIEW, "color")
    assert arrows.strength is not None and arrows.scale is not None
    np.testing.assert_allclose(arrows.strength, np.hypot(arrows.x, arrows.y))
    moving = arrows.strength > 0
    lengths = np.hypot(arrows.dx, arrows.dy)[moving]
    np.testing.assert_allclose(lengths, lengths[0])
    (plain,) = arrow_field(plane_map("x", "y"), VIEW)
    assert plain.strength is None and plain.scale is None


def test_a_pole_does_not_darken_the_rest() -> None:
    """The scale ends where nearly all do; a field of zeros has a scale as well."""
    strengths = np.append(np.linspace(0, 1, 99), 1e9)
    assert strength_scale(strengths).high == pytest.approx(0.91, abs=0.05)
    assert strength_scale(np.zeros(5)).high == 1


def test_on_logarithmic_axes_the_arrows_point_as_they_are_seen() -> None:
    """(x, y) moves both logarithms equally; the strength is still that of the plane."""
    (arrows,) = arrow_field(plane_map("x", "y"), LOGS, "color")
    assert (arrows.x > 0).all() and arrows.strength is not None
    np.testing.assert_allclose(np.log1p(arrows.dx / arrows.x), np.log1p(arrows.dy / arrows.y), rtol=1e-9)
    np.testing.assert_allclose(arrows.strength, np.hypot(arrows.x, arrows.y))


def test_arrows_that_end_beyond_all_floats_are_left_out() -> None:
    """On axes that reach as far as floats do."""
    screen = Screen(1e-300, 1e300, 1e-300, 1e300, 900, 600, True, True)
    (arrows,) = arrow_field(plane_map("x^2 + y^2", "x"), screen, "color")
    assert np.isfinite([arrows.x, arrows.y, arrows.dx, arrows.dy]).all()


def test_nowhere_defined_is_nothing() -> None:
    """No arrow on the screen, none on the floor; what is beyond the box is left out there."""
    assert arrow_field(plane_map("ln(-1 - x^2)", "x"), VIEW) == ()
    assert floor_arrows(plane_map("ln(-1 - x^2)", "x"), Box()) == ()
    (arrows,) = floor_arrows(plane_map("1", "y"), Box(-1, 1, -2, 2, 3, 4))
    assert np.abs(arrows.x).max() <= 1 and np.abs(arrows.y).max() <= 2
    assert (arrows.z == 3).all() and (arrows.dz == 0).all()
