"""Paths of steepest descent: down, across the level curves, to where they end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.maths.fields.descent import Path, descent_path
from tests.maths.fields.fields import field


def path(written: str, point: tuple[float, float], half: float = 5.0, uphill: bool = False) -> Path:
    return descent_path(field(written), point, (-half, half), (-half, half), uphill)


@pytest.mark.parametrize(
    ("written", "start", "end", "last"),
    [
        ("x^2 + y^2", (3.0, 4.0), "critical", (0, 0)),
        ("x^2 + 20y^2", (4.0, 3.0), "critical", (0, 0)),
        ("(1-x)^2 + 100(y-x^2)^2", (-1.2, 1.0), "critical", (1, 1)),
        ("x^4 + y^4", (1.0, 0.5), "critical", (0, 0)),
        ("sqrt(x^2 + y^2)", (3.0, 2.0), "tip", (0, 0)),
        ("sqrt(x) + y", (1.0, 4.0), "undefined", (0, 4 - 4 / 3)),
        ("x + y", (1.0, 0.0), "edge", (-4, -5)),
        ("x^2 - y^2", (1.0, 0.0), "critical", (0, 0)),
        ("3", (1.0, 2.0), "start", (1, 2)),
        ("ln(x)", (-1.0, 2.0), "start", (-1, 2)),
        ("x^2", (9.0, 0.0), "start", (9, 0)),
    ],
)
def test_ends(written: str, start: tuple[float, float], end: str, last: tuple[float, float]) -> None:
    found = path(written, start)
    assert found.end == end and (found.x[0], found.y[0]) == start
    assert (found.x[-1], found.y[-1]) == pytest.approx(last, abs=2e-3)


def test_a_saddle_is_passed() -> None:
    found = path("x^2 - y^2", (1.0, 1e-3))
    assert found.end == "edge" and abs(found.y[-1]) == 5
    assert np.abs(found.x * found.y - 1e-3).max() < 3e-4  # its paths are hyperbolas


def test_uphill() -> None:
    found = path("1 - x^2 - y^2", (2.0, 1.0), uphill=True)
    assert found.end == "critical" and (found.x[-1], found.y[-1]) == pytest.approx((0, 0), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["x^2 + 3y^2", "sin(x) cos(y)", "(1-x)^2 + 10(y-x^2)^2", "exp(-x^2-y^2)", "x y"]),
    st.floats(-2, 2),
    st.floats(-2, 2),
)
def test_it_goes_down_across_the_level_curves(written: str, x: float, y: float) -> None:
    g = field(written)
    found = descent_path(g, (x, y), (-3.0, 3.0), (-3.0, 3.0))
    values = g.values(found.x, found.y)
    assert (np.diff(values) <= 1e-6 * (1 + abs(values[0]))).all()
    dx, dy = np.diff(found.x), np.diff(found.y)
    middle_x, middle_y = found.x[1:] - dx / 2, found.y[1:] - dy / 2
    u, v = g.partial("x").values(middle_x, middle_y), g.partial("y").values(middle_x, middle_y)
    steep = (np.hypot(dx, dy) > 1e-3) & (np.hypot(u, v) > 0.05 * np.hypot(u, v).max(initial=0))
    across = np.abs(dx * v - dy * u) / (np.hypot(dx, dy) * np.hypot(u, v) + 1e-300)
    assert not steep.any() or np.median(across[steep]) < 0.02
