"""Levels that are only touched are drawn where that is so, and nowhere else."""

import numpy as np
import pytest

from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.levels import level_curves
from calcviz.maths.fields.nice import level_values
from calcviz.maths.fields.strokes import Strokes
from calcviz.maths.relations.attained import attained_on, touches, with_zero
from tests.maths.fields.fields import field

SQUARE = (-5.0, 5.0)


def found(written: str, *levels: float, places: int = 128) -> Strokes:
    return attained_on(field(written), SQUARE, SQUARE, places, levels)


def test_a_circle_of_least_values_is_one_closed_line() -> None:
    lines = found("(x^2 + y^2 - 4)^2", 0.0)
    assert len(lines.starts) == 1 and np.abs(np.hypot(lines.x, lines.y) - 2).max() < 1e-6
    assert (lines.x[0], lines.y[0]) == (lines.x[-1], lines.y[-1])


@pytest.mark.parametrize(
    ("written", "level", "lines", "length"),
    [
        ("abs(x - 0.3)", 0.0, 1, 10),
        ("1 - (x - y)^2", 1.0, 1, 10 * 2**0.5),
        ("sin(x)", 1.0, 2, 20),
        ("cbrt((x + 2y - 1)^2) + 3", 3.0, 1, 5 * 5**0.5),
    ],
)
def test_ridges_and_valleys(written: str, level: float, lines: int, length: float) -> None:
    seen = found(written, level)
    assert len(seen.starts) == lines
    assert np.hypot(np.diff(seen.x), np.diff(seen.y))[seen.inner].sum() == pytest.approx(length, rel=1e-3)
    assert np.abs(field(written).values(seen.x, seen.y) - level).max() < 1e-4


def test_a_level_that_is_crossed_and_touched_has_both() -> None:
    lines = found("x (x^2 + y^2 - 4)^2", 0.0)
    on_axis, on_circle = np.abs(lines.x) < 1e-6, np.abs(np.hypot(lines.x, lines.y) - 2) < 1e-6
    assert (on_axis | on_circle).all() and on_axis.sum() > 100 and on_circle.sum() > 100


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("(x^2 + y^2 - 4)^2 + 1e-9", 0.0),
        ("x^2 + y^2", 0.0),
        ("e^(-x^2 - y^2)", 1.0),
        ("1/(x - y)^2", 0.0),
        ("floor(x) + 1/2", 0.0),
    ],
)
def test_nothing_is_drawn_where_the_level_is_not_reached_along_a_line(written: str, level: float) -> None:
    assert not len(found(written, level).x)


def test_what_no_turn_comes_near_to_stays_as_it_was() -> None:
    levels = (1.0, 2.0, 5.0, 25.0)
    bowl = field("x^2 + y^2")
    as_it_was = level_curves(bowl, SQUARE, SQUARE, 128, 128, levels)
    assert attained_on(bowl, SQUARE, SQUARE, 128, levels) is as_it_was


def test_two_lines_inside_of_a_cell_are_found() -> None:
    lines = found("(x + 0.01y)^2", 0.0012)  # 0.035 on both sides, in cells of 0.079
    assert np.abs(np.abs(lines.x + 0.01 * lines.y) - 0.0012**0.5).max() < 0.036
    assert np.hypot(np.diff(lines.x), np.diff(lines.y))[lines.inner].sum() == pytest.approx(20, rel=0.02)


def test_zero_becomes_a_level_where_it_is_reached_along_a_line() -> None:
    def zero(written: str) -> bool:
        g = grid(field(written), SQUARE, SQUARE, 128, 128)
        levels = with_zero(field(written), g, level_values(g.values))
        assert touches(field(written), g, 0.0) == (0.0 in levels.values)
        assert len(levels.values) == len(levels.texts) and list(levels.values) == sorted(levels.values)
        return 0.0 in levels.values

    assert zero("abs(x - y)") and zero("-(x^2 + y^2 - 4)^2")
    assert not zero("x^2 + y^2") and not zero("1/x^2")
