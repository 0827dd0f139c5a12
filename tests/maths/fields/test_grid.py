"""Grids: the values in their places, and made once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from calcviz.maths.fields.grid import Remembered, gradient_grid, grid, vector_grid
from tests.maths.fields.fields import field, plane_map

WINDOW = ((-2.0, 3.0), (-1.0, 1.0))


def test_values_stand_where_they_belong() -> None:
    g = grid(field("x + 10 y"), *WINDOW, 6, 3)
    assert g.values.shape == (3, 6)
    assert g.values[0].tolist() == [-12, -11, -10, -9, -8, -7]
    assert g.values[:, 2].tolist() == [-10, 0, 10]


def test_the_same_grid_is_made_once() -> None:
    f = field("x y")
    assert grid(f, *WINDOW, 6, 3) is grid(f, *WINDOW, 6, 3)
    assert grid(f, *WINDOW, 6, 4) is not grid(f, *WINDOW, 6, 3)
    assert grid(f, (-2.0, 4.0), WINDOW[1], 6, 3) is not grid(f, *WINDOW, 6, 3)


def test_another_parameter_is_another_grid() -> None:
    e = field("a x", a=1.0)
    other = type(e)(e.expression, e.variables, (("a", 2.0),))
    assert grid(e, *WINDOW, 6, 3).values[0, 0] == -2
    assert grid(other, *WINDOW, 6, 3).values[0, 0] == -4


def test_nobody_writes_into_a_shared_grid() -> None:
    g = grid(field("x y"), *WINDOW, 6, 3)
    with pytest.raises(ValueError):
        g.values[0, 0] = 1


def test_a_constant_has_a_whole_grid() -> None:
    assert grid(field("3"), *WINDOW, 6, 3).values.tolist() == [[3.0] * 6] * 3


def test_undefined_is_nan() -> None:
    g = grid(field("ln(x)"), *WINDOW, 6, 3)
    assert np.isnan(g.values[:, :3]).all() and len(g.finite) == 9


def test_gradient_and_components() -> None:
    g = gradient_grid(field("x^2 y"), *WINDOW, 6, 3)
    assert np.allclose(g.components[0], 2 * g.x[None, :] * g.y[:, None])
    assert np.allclose(g.components[1], np.broadcast_to(g.x**2, (3, 6)))
    F = vector_grid(plane_map("3x", "4x"), *WINDOW, 6, 3)
    assert np.allclose(F.magnitude, np.broadcast_to(5 * np.abs(F.x), (3, 6)))


def test_old_grids_are_forgotten_and_the_newest_is_kept() -> None:
    kept = Remembered(most_values=10)
    assert [kept.get(k, None, 4, lambda k=k: k) for k in (1, 2, 3)] == [1, 2, 3]
    assert kept.get(2, None, 4, lambda: "again") == 2
    assert kept.get(1, None, 4, lambda: "again") == "again"
    assert kept.get("large", None, 100, lambda: "large") == "large"
    assert kept.get("large", None, 100, lambda: "again") == "large"


def test_two_threads() -> None:
    fields = [field(f"x + {k} y") for k in range(20)]

    def corner(k: int) -> float:
        return float(grid(fields[k % 20], *WINDOW, 40, 30).values[-1, -1])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(corner, range(200))) == pytest.approx([3.0 + k % 20 for k in range(200)])
