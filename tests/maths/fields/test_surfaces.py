"""Surfaces: on the function, in the box, and nothing across a pole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.maths.fields.box import Box
from calcviz.maths.fields.surfaces import Surface, heights, surface
from tests.maths.fields.fields import field

BOX = Box(-5, 5, -5, 5, -8, 8)


def area(s: Surface) -> float:
    """How much of the floor lies under or over the surface."""
    x, y, starts = s.rim.x, s.rim.y, s.rim.starts
    total = 0.0
    for a, b in zip(np.split(x, starts[1:]), np.split(y, starts[1:])):
        total += abs(np.dot(a, np.roll(b, -1)) - np.dot(b, np.roll(a, -1))) / 2
    cell = (s.x[1] - s.x[0]) * (s.y[1] - s.y[0])
    return total + float(np.count_nonzero(~s.broken)) * cell


def test_a_smooth_surface_is_all_mesh() -> None:
    s = surface(field("x - y/2"), BOX, 40)
    assert not s.broken.any() and len(s.rim.x) == 0
    assert np.array_equal(s.z, s.x[None, :] - s.y[:, None] / 2)


@pytest.mark.parametrize(
    ("written", "expected", "near"),
    [
        ("sqrt(9 - x^2 - y^2)", 9 * np.pi, 0.02),
        ("sqrt(x)", 50, 1e-4),
        ("ln(x) + 1", 50 - 10 * np.exp(-9), 1e-2),
        ("x^2 + y^2", 8 * np.pi, 0.1),
        ("1/(x - y)", 100 - 2.5 + 2 * 0.125**2 / 2, 1e-2),
        ("1/x", 97.5, 1e-3),
        ("floor(x)", 100, 1e-4),
        ("{x > y: x, x <= y: x + 1}", 100, 1e-4),
        ("x y (x^2-y^2)/(x^2+y^2)", 100, 1e-4),
        ("sin(x)/x", 100, 1e-4),
        ("1/(x^2 + y^2)", 100 - np.pi / 8, 0.05),
        ("ln(-1 - x^2)", 0, 0),
    ],
)
def test_how_much_there_is(written: str, expected: float, near: float) -> None:
    assert area(surface(field(written), BOX, 80)) == pytest.approx(expected, abs=near)


@pytest.mark.parametrize("written", ["1/(x - y)", "1/(x-y)^2", "tan(x) + y", "floor(x) + y/3", "ln(x) + y"])
def test_the_rim_lies_on_the_surface_and_in_the_box(written: str) -> None:
    f = field(written)
    s = surface(f, BOX, 60)
    rim = s.rim
    assert len(rim.starts) > 30 and (np.diff(np.append(rim.starts, len(rim.x))) >= 3).all()
    assert rim.z.min() >= BOX.z_low and rim.z.max() <= BOX.z_high
    inner = (np.abs(rim.z) < 8) & np.isfinite(f.values(rim.x, rim.y))
    assert np.abs(f.values(rim.x, rim.y) - rim.z)[inner].max() < 1e-3


def test_no_wall_across_a_pole_or_a_jump() -> None:
    for written in ("1/(x - 0.03)", "floor(x - 0.03)", "tan(x)"):
        s = surface(field(written), BOX, 60)
        assert all(np.ptp(z) < 8 for z in np.split(s.rim.z, s.rim.starts[1:]))
        whole = ~s.broken
        corners = np.stack((s.z[:-1, :-1], s.z[1:, :-1], s.z[:-1, 1:], s.z[1:, 1:]))[:, whole]
        assert np.ptp(corners, axis=0).max() < 5


def test_corners_of_whole_cells_are_there() -> None:
    s = surface(field("ln(x) + 1/(x - y)"), BOX, 50)
    for z in (s.z[:-1, :-1], s.z[1:, :-1], s.z[:-1, 1:], s.z[1:, 1:]):
        assert np.isfinite(z[~s.broken]).all()


def test_a_hidden_pole_opens_its_cell() -> None:
    box = Box(-5, 5, -5, 5, -1e9, 1e9)
    s = surface(field("1/((x - 0.03)^2 + (y - 0.04)^2)"), box, 40)
    assert s.broken.sum() == 1


def test_made_once() -> None:
    f = field("x y")
    assert surface(f, BOX, 20) is surface(f, BOX, 20)
    assert surface(f, Box(-5, 5, -5, 5, -8, 9), 20) is not surface(f, BOX, 20)


def test_heights() -> None:
    square = (-5.0, 5.0)
    assert heights(field("x^2 + y^2"), square, square) == (0, 50)
    assert heights(field("sin(x) cos(y)"), square, square) == (-1, 1)
    low, high = heights(field("1/(x^2 + y^2)"), square, square)
    assert low == 0 and 0.5 < high < 5
    assert heights(field("3"), square, square) == (1.5, 4.5)
    assert all(np.isnan(heights(field("ln(-1 - x^2)"), square, square)))


@settings(max_examples=30, deadline=None)
@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.5, 4))
def test_a_disc_anywhere(a: float, b: float, r: float) -> None:
    f = field("sqrt(r^2 - (x - a)^2 - (y - b)^2)", a=a, b=b, r=r)
    s = surface(f, Box(-8, 8, -8, 8, -1, 9), 64)
    assert area(s) == pytest.approx(np.pi * r * r, rel=0.02 + 0.02 / r)
    assert (np.hypot(s.rim.x - a, s.rim.y - b) <= r + 1e-6).all()


def test_no_piece_where_only_the_border_of_a_cell_is_in_the_domain() -> None:
    """Of a cell beside the origin three corners have the value 0."""
    s = surface(field("sqrt(x y)"), BOX, 80)
    ends = s.rim.starts[1:]
    for x, y in zip(np.split(s.rim.x, ends), np.split(s.rim.y, ends)):
        assert x.mean() * y.mean() >= 0
