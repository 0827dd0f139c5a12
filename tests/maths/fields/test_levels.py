"""Level curves lie on their levels, and never across a pole or a jump."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.levels import Strokes, heights, level_curves, level_through, traced, without
from tests.maths.fields.fields import field

SQUARE = (-5.0, 5.0)


def curves(written: str, *levels: float, places: int = 129) -> Strokes:
    return level_curves(field(written), SQUARE, SQUARE, places, places, levels)


def test_circles() -> None:
    found = curves("x^2 + y^2", 4, 9)
    assert found.of.tolist() == [0, 1]
    radii = np.hypot(found.x, found.y)
    assert np.abs(radii - np.sqrt(heights(found, (4, 9)))).max() < 1e-3
    for x, y in found.pieces:
        assert x[0] == x[-1] and y[0] == y[-1]


def test_no_line_across_a_pole() -> None:
    found = curves("1/(x - y - 0.013)", -1, 0, 1, 5)
    assert set(found.of.tolist()) == {0, 2, 3}
    level = heights(found, (-1, 0, 1, 5))
    assert np.abs(found.x - found.y - 0.013 - 1 / level).max() < 0.01
    g = grid(field("1/(x - y - 0.013)"), SQUARE, SQUARE, 129, 129)
    assert 1 in traced(g, (-1, 0, 1, 5)).of  # marching squares alone fall for it


def test_no_line_along_a_jump() -> None:
    assert len(curves("floor(x) + y/100", 0.5).x) == 0
    found = curves("{x > 0.01: x, x <= 0.01: x - 2}", -1.0, 1.0)
    assert set(found.of.tolist()) == {1} and np.allclose(found.x, 1)


def test_lines_end_where_the_function_does() -> None:
    found = curves("sqrt(4 - x^2 - y^2) + x", 0, 1)
    assert len(found.x) > 50 and np.hypot(found.x, found.y).max() <= 2 + 1e-9
    assert len(curves("ln(-x^2 - 1)", 0).x) == 0


@pytest.mark.parametrize(
    ("written", "to"), [("sqrt(x) + y", 0.0), ("{x < 1: y, x > 1: y + 5}", 1.0), ("floor(x - 1/2) + y", 0.5)]
)
def test_lines_reach_the_end_of_the_domain_and_jumps(written: str, to: float) -> None:
    found = curves(written, 0.3, 2.0)
    assert min(np.abs(found.x - to)) < 1e-3
    longest = 1.5 * 1.5 * 10 / 128
    for x, y in found.pieces:
        assert np.hypot(np.diff(x), np.diff(y)).max() < longest


def test_lines_meet_at_a_hole() -> None:
    found = curves("x y (x^2 - y^2)/(x^2 + y^2)", 0.0)
    assert np.hypot(found.x, found.y).min() < 1.5 * 10 / 128
    assert all(np.hypot(np.diff(x), np.diff(y)).max() < 0.3 for x, y in found.pieces)


def test_a_corner_and_a_steep_slope_are_no_jump() -> None:
    found = curves("abs(x) + y", 0, places=128)
    assert len(found.starts) == 1 and np.abs(np.abs(found.x) + found.y).max() < 0.05
    assert len(curves("cbrt(x) + y/1000", 0).starts) == 1
    assert len(curves("tanh(1000 x)", 0.5).starts) == 1


def test_a_removed_point_cuts_little() -> None:
    found = curves("x y (x^2 - y^2)/(x^2 + y^2)", -1, 1)
    assert len(found.starts) == 8


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(
        ["x^2 + y^2", "sin(x) cos(y)", "x y", "x^3 - 3 x y^2", "exp(x/3) - y", "tan(x) + y", "1/(x-y)"]
    ),
    st.floats(-2, 2),
)
def test_points_lie_on_their_level(written: str, level: float) -> None:
    f = field(written)
    found = curves(written, level, places=201)
    h = 10 / 200
    around = [f.values(found.x + dx, found.y + dy) - level for dx in (-h, h) for dy in (-h, h)]
    with np.errstate(invalid="ignore"):
        beside = (np.fmin.reduce(around) <= 0) & (np.fmax.reduce(around) >= 0)
        on = np.abs(f.values(found.x, found.y) - level) < 1e-2
    assert (beside | on).all()


def test_through_a_point() -> None:
    found = level_through(field("x^2 + y^2"), (3.0, 4.0), (-6.0, 6.0), (-6.0, 6.0))
    assert found.level == 25 and not found.critical
    assert np.abs(np.hypot(found.strokes.x, found.strokes.y) - 5).max() < 1e-5


def test_through_a_critical_point_and_an_undefined_one() -> None:
    saddle = level_through(field("x^2 - y^2"), (0.0, 0.0), SQUARE, SQUARE)
    assert saddle.critical and saddle.level == 0 and len(saddle.strokes.x) > 100
    assert level_through(field("x^2 + y^2"), (0.0, 0.0), SQUARE, SQUARE).critical
    nowhere = level_through(field("ln(x)"), (-1.0, 0.0), SQUARE, SQUARE)
    assert nowhere.level is None and len(nowhere.strokes.x) == 0


@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_dropping_points_cuts(dropped: list[bool]) -> None:
    lines = Strokes(np.arange(6.0), np.zeros(6), np.array([0, 3]), np.array([7, 8]))
    found = without(lines, np.array(dropped))
    for (x, _), level in zip(found.pieces, found.of):
        assert len(x) >= 2 and (np.diff(x) == 1).all() and level == (7 if x[0] < 3 else 8)
        assert not any(dropped[int(k)] for k in x) and (x[-1] < 3) == (x[0] < 3)
    expected = sum(not dropped[k] and not dropped[k + 1] for k in (0, 1, 3, 4))
    assert sum(len(x) - 1 for x, _ in found.pieces if len(x)) == expected


@pytest.mark.parametrize("levels", [(), (1.0,)])
def test_nothing_to_draw(levels: tuple[float, ...]) -> None:
    assert len(level_curves(field("3"), SQUARE, SQUARE, 33, 33, levels).starts) == 0


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("exp(1/x) + y", -4.0),
        ("round(x) sin(y)", -4.0),
        ("ceil(x) + x y", -10.0),
        ("(x^2+y^2)/(x-y)", -20.0),
        ("tan(x y)", 1.0),
    ],
)
def test_a_line_never_jumps_to_another_branch(written: str, level: float) -> None:
    """Between two points on the level, across a pole or a jump; nor along it, beside a pole of 1e11."""
    g, found = field(written), curves(written, level, places=256)
    first = np.zeros(len(found.x), np.bool_)
    first[found.starts] = True
    x, y = (((part[1:] + part[:-1]) / 2)[~first[1:]] for part in (found.x, found.y))
    assert len(x)
    cell = 10 / 255
    angles = np.arange(0.1, 2 * np.pi, 0.2)[:, None]
    around = g.values(x + cell * np.cos(angles), y + cell * np.sin(angles)) - level
    near = np.minimum(np.quantile(np.abs(around), 0.75, axis=0), 1e3)
    assert (np.abs(g.values(x, y) - level) <= near).all()
