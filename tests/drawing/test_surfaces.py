"""Surfaces with their colours, and level curves on the floor and lifted."""

import numpy as np
import pytest

from calcviz.drawing.surfaces import floor_levels, space_contours, surface_mesh
from calcviz.maths.fields.box import Box
from tests.maths.fields.fields import field

BOX = Box(-2, 2, -2, 2, 0, 4)


def test_a_surface_is_coloured_by_its_height() -> None:
    """What lies above the box is cut off, and its rim ends at the top."""
    (mesh,) = surface_mesh(field("x^2 + y^2"), BOX)
    assert mesh.strength is mesh.z and mesh.scale is not None and mesh.rim is not None
    assert np.nanmin(mesh.z) >= 0 and np.nanmax(mesh.z) <= 4
    assert mesh.rim.z.max() == pytest.approx(4)
    assert mesh.scale.low == pytest.approx(0, abs=1e-3) and mesh.scale.high == pytest.approx(4, abs=1e-3)
    assert mesh.rim.strength is not None and (mesh.rim.strength <= 4).all()


def test_a_surface_is_coloured_by_its_slope() -> None:
    """|∇g| at each place, by the rules; at a cone's tip that of its sides."""
    (mesh,) = surface_mesh(field("x^2 + y^2"), BOX, "slope")
    x, y = np.meshgrid(mesh.x, mesh.y)
    assert mesh.strength is not None
    np.testing.assert_allclose(mesh.strength, 2 * np.hypot(x, y), atol=1e-12)
    (cone,) = surface_mesh(field("sqrt(x^2 + y^2)"), BOX, "slope")
    assert cone.strength is not None
    np.testing.assert_allclose(cone.strength, 1.0)


def test_a_surface_may_have_no_colours_or_not_be_there() -> None:
    """Nothing defined, or nothing in the box: nothing."""
    (mesh,) = surface_mesh(field("x"), Box(), "none")
    assert mesh.strength is None and mesh.scale is None
    (steps,) = surface_mesh(field("floor(1e9 x)/1e9"), Box(-1e150, 1e150, 0, 1, -1e150, 1e150), "slope")
    assert steps.strength is None and steps.scale is None
    assert surface_mesh(field("ln(-1 - x^2)"), BOX) == ()
    assert surface_mesh(field("x + 1000"), BOX) == ()


def test_level_curves_lie_on_the_floor_and_on_the_surface() -> None:
    """Those of levels outside the box are on the floor only."""
    g, levels = field("x + y"), (-1.0, 1.0, 2.0, 5.0)
    floor, raised = space_contours(g, Box(-4, 4, -4, 4, 0, 4), levels, raised=True)
    assert (floor.z == 0).all() and len(floor.starts) == 4
    assert sorted(set(raised.z)) == [1, 2] and len(raised.starts) == 2
    np.testing.assert_allclose(g.values(raised.x, raised.y), raised.z, atol=1e-9)
    assert space_contours(g, BOX, (99.0,)) == ()


def test_levels_are_those_of_the_floor() -> None:
    """About as many as are wanted."""
    assert floor_levels(field("x"), Box()) == tuple(range(-4, 5))
    assert len(floor_levels(field("x"), Box(), 30)) > 15


def test_where_no_mesh_can_follow_a_pale_sheet_lies_on_the_floor() -> None:
    box = Box(z_low=-1.0, z_high=1.0)
    (sheet,) = surface_mesh(field("sin(40x y + 1)"), Box(3.0, 5.0, 3.0, 5.0, -1.0, 1.0))[:1]
    assert sheet.role == "plane" and (sheet.z == -1).all() and sheet.rim is None
    assert [mesh.role for mesh in surface_mesh(field("sin(x y)"), box)] == ["surface"]
