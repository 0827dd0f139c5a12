"""Taylor polynomials of two variables, functions along a line, compositions, and images of squares."""

from math import cos, sin

import numpy as np
import pytest

from calcviz.maths.fields.along import along
from calcviz.maths.fields.images import (
    area_ratio,
    bent,
    block,
    determinant,
    product,
    square_image,
    whole_on_square,
)
from calcviz.maths.fields.models import model
from calcviz.maths.fields.vector import composed
from tests.maths.fields.fields import field, plane_map


def test_models_have_the_derivatives_they_were_given() -> None:
    m = model(("x", "y"), (1.0, 2.0), 7.0, (3.0, -4.0), ((2.0, 5.0), (5.0, -6.0)))
    assert m(1, 2) == 7
    assert [m.partial(name)(1, 2) for name in "xy"] == [3, -4]
    second = [m.partial(*pair)(0.3, -9) for pair in ("xx", "xy", "yx", "yy")]
    assert second == pytest.approx([2, 5, 5, -6])
    flat = model(("u", "v"), (1.0, 2.0), 7.0, (3.0, -4.0))
    assert flat(2, 3) == 6
    assert flat.variables == ("u", "v")


def test_a_function_along_a_line() -> None:
    """The chain rule: its slope at 0 is ∇g·u, with other numbers in the formula too."""
    g = field("k x^2 y + sin(y)", k=2.0)
    f = along(g, (1.0, 3.0), (0.6, 0.8))
    assert f(0) == pytest.approx(6 + sin(3))
    assert f(0.5) == pytest.approx(g(1.3, 3.4))
    assert f.slope(0.0).value == pytest.approx(0.6 * 12 + 0.8 * (2 + cos(3)))
    assert along(g, (2.0, 2.0), (1.0, 0.0)).expression is f.expression


def test_a_composition_replaces_both_variables_at_once() -> None:
    """G(u, v) = (v, u) after F(x, y) = (y, x) is the identity: no name catches the other."""
    swap = plane_map("y", "x")
    assert composed(swap, swap)(3, 4) == (3, 4)
    F, G = plane_map("x + y", "x y"), plane_map("x^2", "x - y")
    assert composed(G, F)(2, 3) == (25, -1)
    assert composed(G, F) is composed(G, F)


def test_a_block_stays_while_the_point_moves_within_a_cell() -> None:
    view = ((-5.0, 5.0), (-3.0, 3.0), (1000.0, 600.0))
    cells = block((1.1, 1.1), *view, 0.3)
    assert cells == block((1.15, 1.17), *view, 0.3)
    assert cells.x[0] < 1.1 and cells.x[-1] > 1.4
    assert np.diff(cells.x) == pytest.approx(np.diff(cells.x)[0])
    assert len(block((0.0, 0.0), *view, 1e6).x) < 12


def test_a_grid_is_bent_and_cut_at_poles() -> None:
    cells = block((0.1, 1.0), (-5.0, 5.0), (-3.0, 3.0), (1000.0, 600.0), 0.5)
    whole = bent(plane_map("x + y", "x y"), cells)
    assert not whole.cut.any()
    assert whole.u == pytest.approx(whole.x + whole.y)
    assert bent(plane_map("1/x", "y"), cells).cut.any()
    u, v, starts = whole.strokes(((-100, 100), (-100, 100)))
    assert len(starts) == len(cells.x) + len(cells.y)
    assert len(u) == len(v) == whole.u.size


def test_areas() -> None:
    """Polar coordinates: det = r, whose mean over [1, 2] is 1.5; a fold is counted twice."""
    polar = plane_map("x cos(y)", "x sin(y)")
    ratio = area_ratio(polar, (1.0, 0.0), 1.0)
    assert ratio is not None and ratio.value == pytest.approx(1.5, abs=1e-12) and not ratio.folds
    fold = area_ratio(plane_map("x^2", "y"), (-0.5, 0.0), 1.0)
    assert fold is not None and fold.folds and fold.value == pytest.approx(0.5, rel=0.01)
    assert area_ratio(plane_map("ln(x)", "y"), (-0.5, 0.0), 1.0) is None


def test_a_square_has_an_image_only_where_the_map_is_continuous() -> None:
    assert whole_on_square(plane_map("sqrt(x)", "y"), (1.0, 0.0), 1.0)
    assert square_image(plane_map("1/x", "y"), (-0.3, 0.0), 1.0) is None
    assert square_image(plane_map("floor(x)", "y"), (0.5, 0.0), 1.0) is None
    image = square_image(plane_map("x + 10", "y"), (0.0, 0.0), 1.0)
    assert image is not None and image[0].min() == 10 and image[0].max() == 11


def test_small_matrices() -> None:
    assert product(((1, 2), (3, 4)), ((0, 1), (1, 0))) == ((2, 1), (4, 3))
    assert determinant(((1, 2), (3, 4))) == -2
    assert determinant(((0.1, 0.3), (0.2, 0.6))) == 0


def test_cells_around_a_point_beyond_all_cells() -> None:
    far = block((1e308, -1e308), (-10.0, 10.0), (-6.0, 6.0), (1200.0, 750.0), 0.5)
    assert far.x and far.y and np.isfinite([*far.x, *far.y]).all()
