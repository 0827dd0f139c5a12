"""Laws of polygons cut and grown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.views.space.rings import Rings, grown, quads, split

SQUARES = quads(
    np.array(
        [[[i, j, 0], [i + 1, j, 0], [i + 1, j + 1, 0], [i, j + 1, 0]] for i in range(3) for j in range(3)],
        float,
    )
)
numbers = st.floats(-2, 2).filter(lambda v: abs(v) > 1e-3)


def areas(rings: Rings) -> np.ndarray:
    x, y = rings.points[:, 0], rings.points[:, 1]
    _, after = rings.neighbours()
    return np.abs(np.add.reduceat(x * y[after] - x[after] * y, rings.first[:-1])) / 2


@given(numbers, numbers, numbers)
def test_the_parts_of_a_cut_make_up_the_whole_and_lie_on_one_side(a: float, b: float, c: float) -> None:
    def side(points: np.ndarray) -> np.ndarray:
        return a * (points[:, 0] - 1.5) + b * (points[:, 1] - 1.4) + c / 3

    parts, origin = split(SQUARES, side(SQUARES.points))
    assert np.bincount(origin, areas(parts), 9) == pytest.approx(1.0)
    values = side(parts.points)
    low, high = (f.reduceat(values, parts.first[:-1]) for f in (np.minimum, np.maximum))
    assert ((low > -1e-9) | (high < 1e-9)).all()


def test_nothing_is_cut_where_the_sign_stays() -> None:
    parts, origin = split(SQUARES, np.ones(36))
    assert parts is SQUARES and origin.tolist() == list(range(9))


@pytest.mark.parametrize("turn", [slice(None), slice(None, None, -1)])
def test_grown_squares_are_wider_on_all_sides_whichever_way_round(turn: slice) -> None:
    square = quads(np.array([[[0, 0, 0], [4, 0, 0], [4, 4, 0], [0, 4, 0]]], float)[:, turn])
    wide = grown(square, square.points[:, :2], 0.5)
    assert wide.min(0) == pytest.approx(-0.5) and wide.max(0) == pytest.approx(4.5)


def test_grown_needles_stay_near() -> None:
    needle = quads(np.array([[[0, 0, 0], [100, 0.01, 0], [100, 0, 0]]], float))
    assert np.abs(grown(needle, needle.points[:, :2], 0.5) - needle.points[:, :2]).max() < 2
