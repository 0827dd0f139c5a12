"""Level curves that no grid can tell apart are not drawn, and it is known where."""

import numpy as np
import pytest

from calcviz.maths.fields.crowding import crowded, masked, rectangles
from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.levels import level_curves, level_through
from calcviz.maths.fields.nice import level_values
from tests.maths.fields.fields import field

WINDOW = (-10.0, 10.0), (-6.0, 6.0)
LEVELS = (-0.8, -0.4, 0.0, 0.4, 0.8)


def blocks(text: str, levels: tuple[float, ...] = LEVELS) -> np.ndarray:
    g = field(text)
    return crowded(g, grid(g, *WINDOW, 256, 256), levels)


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + y^2",
        "sin(x) cos(y)",
        "100(y - x^2)^2 + (1 - x)^2",
        "arctan(50x) + y/5",
        "1/(x - y)",
        "3",
        "x",
        "floor(x) + y",
        "1/(x^2 - y)",
    ],
)
def test_what_can_be_told_apart_is_no_crowd(text: str) -> None:
    assert not blocks(text).any()


@pytest.mark.parametrize("text", ["x^12 - y^9", "(x^2 + y^2 - 9)^5/1e6 - x"])
def test_a_single_level_of_a_polynomial_is_no_crowd_however_steep_it_is(text: str) -> None:
    assert not blocks(text, (0.0,)).any()


@pytest.mark.parametrize("text", ["sin(40x y)", "sin(80x)", "cos(30(x^2 + y^2))", "mod(50x, 1)"])
def test_what_swings_within_a_cell_is_a_crowd(text: str) -> None:
    assert blocks(text).mean() > 0.5


def test_a_crowd_begins_where_the_waves_are_too_short() -> None:
    """sin(x^3) swings faster and faster: from some |x| on all is a crowd, near 0 nothing is."""
    columns = blocks("sin(x^3/2) + 0 y").mean(0)
    middle = len(columns) // 2
    assert columns[middle - 5 : middle + 5].max() == 0
    assert columns[:4].min() == columns[-4:].min() == 1


def test_poles_that_follow_each_other_closely_are_a_crowd() -> None:
    """Those of tan(x y) are π/r apart: 8 cells at r = 4.2 here, 3 at r = 11."""
    g = field("tan(x y)")
    levels = (-10.0, 0.0, 10.0)
    shown = grid(g, (-12.0, 12.0), (-12.0, 12.0), 256, 256)
    hidden = crowded(g, shown, levels)
    x = (np.arange(64) + 0.5) * 24 / 64 - 12
    r = np.hypot(x[:, None], x[None, :])
    assert hidden[r > 9].mean() > 0.9 and not hidden[r < 4].any()
    near = grid(g, (-4.0, 4.0), (-4.0, 4.0), 256, 256)
    assert not crowded(g, near, levels).any()


def test_no_line_runs_through_a_crowd() -> None:
    """A level curve read off a grid that is too coarse would be an invention; it ends within 1.6 cells."""
    g = field("sin(2x^2 y)")
    shown = grid(g, *WINDOW, 256, 256)
    own = (g(1.0, 1.0),)
    for lines, levels in (
        (level_curves(g, *WINDOW, levels=LEVELS), LEVELS),
        (level_through(g, (1.0, 1.0), *WINDOW).strokes, own),
    ):
        hidden = crowded(g, shown, levels)
        assert hidden.any() and not hidden.all() and len(lines.x)
        for (a, b), (c, d) in rectangles(shown, hidden):
            across, up = np.minimum(lines.x - a, b - lines.x), np.minimum(lines.y - c, d - lines.y)
            assert np.minimum(across * 255 / 20, up * 255 / 12).max() < 1.6


def test_rectangles_cover_the_blocks() -> None:
    g = grid(field("x"), *WINDOW, 256, 256)
    hidden = np.zeros((64, 64), bool)
    hidden[3:9, 5:20] = hidden[7:12, 40] = True
    area = sum((b - a) * (d - c) for (a, b), (c, d) in rectangles(g, hidden))
    dx, dy = 4 * (g.x[1] - g.x[0]), 4 * (g.y[1] - g.y[0])
    assert area == pytest.approx(hidden.sum() * dx * dy)
    assert np.isnan(masked(g, hidden).values).sum() == hidden.sum() * 16


@pytest.mark.parametrize("text", ["x e^(-x^2-y^2)", "e^(-x^2-y^2)"])
def test_a_hill_in_a_wide_plain_is_no_crowd(text: str) -> None:
    g = grid(field(text), (-11.0, 11.0), (-6.0, 6.0), 160, 90)
    for levels in (level_values(g.values).values, (0.1,)):
        assert not crowded(field(text), g, levels).any()
