"""Cells: the proven, the singular and the unresolved part every interval without a gap."""

import numpy as np
import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.cells import Cells, certify, simple_number
from calcviz.maths.curves.strictness import function


def certified(text: str, low: float = -10.0, high: float = 10.0) -> Cells:
    f = function(read_expression(text, Names(), frozenset("x")), "x", {})
    return certify(f.enclose, np.linspace(low, high, 301), (high - low) / 60_000)


@pytest.mark.parametrize(
    "text",
    ["x^2", "1/x", "tan x", "floor(x)", "tan(1/x)", "sin(1/x)", "x/(x-1e-9)", "tan(10000x)", "1/(x^2-2)"],
)
def test_nothing_is_lost_and_nothing_counted_twice(text: str) -> None:
    cells = certified(text)
    strips = np.concatenate((np.column_stack((cells.starts, cells.ends)), cells.slivers))
    strips = strips[np.argsort(strips[:, 0], kind="stable")]
    assert (strips[:, 0] < strips[:, 1]).all()
    assert (strips[1:, 0] >= strips[:-1, 1]).all()
    covered = np.zeros(0)
    for low, high in np.concatenate((strips, cells.unresolved)):
        covered = np.append(covered, (low, high))
    x = np.random.default_rng(1).uniform(-10, 10, 2000)
    inside = (covered[0::2, None] <= x) & (x <= covered[1::2, None])
    assert inside.any(0).all()


def test_singular_points_are_narrowed_to_floats() -> None:
    for text in ("1/x", "tan x", "1/(x^2-2)", "floor(x)", "x/(x-1e-9)", "sqrt(x^3-2)"):
        cells = certified(text)
        assert cells.slivers.size and not cells.unresolved.size
        width = cells.slivers[:, 1] - cells.slivers[:, 0]
        assert (width <= 1e-13 * np.maximum(np.abs(cells.slivers[:, 0]), 1e-3)).all()


def test_a_continuous_function_is_one_piece_of_the_coarse_cells() -> None:
    cells = certified("sin x")
    assert cells.lo.size == 300 and not cells.slivers.size
    assert (cells.starts, cells.ends) == (-10, 10)


def test_simple_numbers_are_preferred() -> None:
    l = np.array([-0.1, 0.9, 1.56, 3.13, 0.09, 2.0001])
    r = np.array([0.1, 1.2, 1.58, 3.15, 0.11, 2.0002])
    assert np.array_equal(simple_number(l, r)[:5], [0, 1, np.pi / 2, np.pi, 0.1])
    assert np.isnan(simple_number(l, r)[5])
