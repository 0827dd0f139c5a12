"""Flow lines: along the field, apart from one another, ended where the field ends."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from calcviz.maths.fields.flows import APART, Streamlines, streamlines
from calcviz.maths.fields.following import Directions, followed
from calcviz.maths.fields.vector import VectorField
from tests.maths.fields.fields import plane_map

X, Y, PIXELS = (-3.0, 3.0), (-2.0, 2.0), (600.0, 400.0)


def flow(F: VectorField) -> Streamlines:
    return streamlines(F, X, Y, PIXELS)


def lines(s: Streamlines) -> list[np.ndarray]:
    """The lines in pixels."""
    points = np.stack(((s.x - X[0]) * 100, (s.y - Y[0]) * 100))
    return np.split(points, s.starts[1:], axis=1)


@pytest.mark.parametrize(
    ("u", "v"),
    [("-y", "x"), ("x", "y"), ("1", "x"), ("x^2 - y", "x y"), ("y", "sin(3x) - y/5"), ("1/x", "y")],
)
def test_lines_run_along_the_field_and_apart(u: str, v: str) -> None:
    F = plane_map(u, v)
    s = flow(F)
    found = lines(s)
    assert len(found) >= 8 and len(s.arrow_x) >= len(found)
    for line in found:
        step = np.diff(line, axis=1)
        middle = (line[:, 1:] + line[:, :-1]) / 2
        a, b = F.values(middle[0] / 100 + X[0], middle[1] / 100 + Y[0])
        along = step[0] * a + step[1] * b
        assert (along > 0.9 * np.hypot(*step) * np.hypot(a, b) - 1e-9)[np.hypot(*step) > 1].mean() > 0.95
    for k, line in enumerate(found[:12]):
        for other in found[k + 1 :]:
            gap = np.hypot(line[0][:, None] - other[0], line[1][:, None] - other[1]).min()
            assert gap > 0.3 * APART
    assert np.allclose(np.hypot(s.arrow_dx * 100, s.arrow_dy * 100), 10)


def test_circles_close() -> None:
    closed = [
        line for line in lines(flow(plane_map("-y", "x"))) if np.hypot(*(line[:, 0] - line[:, -1])) < 1e-9
    ]
    assert len(closed) >= 3
    for line in closed:
        assert np.ptp(np.hypot(line[0] - 300, line[1] - 200)) < 1


def test_against_scipy() -> None:
    F = plane_map("y", "sin(3x) - y/5")
    directions = Directions(F, X, Y, PIXELS)
    found = followed(directions, np.array([150.0]), np.array([300.0]), np.array([1.0]), PIXELS)

    def right(_: float, z: np.ndarray) -> np.ndarray:
        return np.concatenate(directions(z[:1], z[1:]))

    truth = solve_ivp(right, (0, 300), (150.0, 300.0), rtol=1e-10, atol=1e-10, dense_output=True).sol
    x, y = truth(np.linspace(0, 300, 3000))
    here = np.hypot(found.x - 150, found.y - 300) < 200
    gaps = np.hypot(found.x[here][:, None] - x, found.y[here][:, None] - y).min(axis=1)
    assert gaps[: np.argmax(found.x > found.x.max() - 1)].max() < 0.5


def test_ends_at_critical_points_and_at_the_domain() -> None:
    directions = Directions(plane_map("-x", "-y"), X, Y, PIXELS)
    sink = followed(directions, np.array([500.0]), np.array([350.0]), np.array([1.0]), PIXELS)
    assert np.hypot(sink.x[-1] - 300, sink.y[-1] - 200) < 1 and len(sink.x) < 200
    s = flow(plane_map("sqrt(x)", "1"))
    assert len(s.x) and s.x.min() >= -1e-9
    poles = flow(plane_map("1/x", "1"))
    for line in lines(poles):
        assert line[0].min() > 299 or line[0].max() < 301


def test_the_other_way_round() -> None:
    F = plane_map("1", "0x")
    ahead, back = flow(F), streamlines(F, X, Y, PIXELS, sign=-1)
    assert (ahead.arrow_dx > 0).all() and (back.arrow_dx < 0).all()
    assert (np.diff(lines(back)[0][0]) <= 0).all()


@pytest.mark.parametrize(("u", "v"), [("0x", "0x"), ("ln(-1-x^2)", "1")])
def test_nothing_flows(u: str, v: str) -> None:
    assert len(flow(plane_map(u, v)).starts) == 0
