"""Parametric and polar curves: ink where the curve is and nowhere else, at every zoom; marks at its ends."""

import mpmath
import numpy as np
import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.axis import Axis
from calcviz.maths.curves.parametric import ParametricCurve, Path, parametric_curve, polar_curve
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.window import Window, of_screen
from calcviz.maths.real import real_function

WIDTH, HEIGHT = 480, 300
ZOOMS = [20.0, 2.0, 200.0, 0.2, 4000.0]


def curve(*parts: str, **numbers: float) -> ParametricCurve:
    names = Names(numbers=frozenset(numbers))
    read = tuple(read_expression(part, names, frozenset("t")) for part in parts)
    return parametric_curve(read, "t", numbers)


def polar(text: str) -> ParametricCurve:
    return polar_curve(real_function(read_expression(text, Names(), frozenset({"theta"})), "theta", {}))


def screen(width: float, x: float = 0.03, y: float = 0.02) -> Screen:
    """A window that is wide around a place."""
    tall = width * HEIGHT / WIDTH
    return Screen(x - width / 2, x + width / 2, y - tall / 2, y + tall / 2, WIDTH, HEIGHT)


def path(c: ParametricCurve, low: float, high: float, width: float = 20.0, **ends: bool | None) -> Path:
    return c.path(low, high, of_screen(screen(width)), (ends.get("first"), ends.get("last")))


def ink(found: Path, on: Screen) -> np.ndarray:
    """Points along the strokes, a third of a pixel apart, inside the window: shape (2, n), in coordinates."""
    window = of_screen(on)
    drawn = [np.empty((2, 0))]
    for a, b in zip(found.starts, [*found.starts[1:], found.t.size], strict=True):
        px = window.pixels(found.points[:, a:b])
        for k in range(b - a - 1):
            step = px[:, k + 1] - px[:, k]
            u = np.linspace(0, 1, int(min(np.hypot(*step) * 3, 3000)) + 2)
            drawn.append(found.points[:, a + k, None] + u * np.diff(found.points[:, a + k : a + k + 2]))
    points = np.concatenate(drawn, axis=1)
    seen = (points[0] >= on.x_low) & (points[0] <= on.x_high)
    seen &= (points[1] >= on.y_low) & (points[1] <= on.y_high)
    return points[:, seen]


IMPLICIT = {
    ("cos t", "sin t"): lambda x, y: x * x + y * y - 1,
    ("t^2", "t^3"): lambda x, y: y * y - x**3,
    ("ln t", "t"): lambda x, y: y - mpmath.exp(x),
    ("1/t", "t"): lambda x, y: x * y - 1,
    ("1/cos t", "tan t"): lambda x, y: x * x - y * y - 1,
    ("cos(t)^3", "sin(t)^3"): lambda x, y: (x * x + y * y - 1) ** 3 + 27 * x * x * y * y,
}


@pytest.mark.parametrize("width", ZOOMS)
@pytest.mark.parametrize("parts", IMPLICIT, ids=str)
def test_no_ink_is_half_a_pixel_from_the_curve(parts: tuple[str, str], width: float) -> None:
    """Measured against the equation of the curve with 30 digits: no chord across a pole, none that cuts."""
    on = screen(width, 0.6, 0.3)
    found = curve(*parts).path(-2 * np.pi, 2 * np.pi, of_screen(on))
    equation, unit = IMPLICIT[parts], WIDTH / width
    with mpmath.workdps(30):
        for x, y in ink(found, on).T[:: max(1, ink(found, on).shape[1] // 60)]:
            x, y = mpmath.mpf(x), mpmath.mpf(y)
            slopes = [mpmath.diff(equation, (x, y), n) for n in ((1, 0), (0, 1))]
            gradient = mpmath.hypot(*slopes)
            if gradient > mpmath.mpf(10) ** -9:
                assert abs(equation(x, y)) / gradient * unit < 0.5


FOLLOWED = [
    (("t cos t", "t sin t"), 0, 80 * np.pi),
    (("sin(3t)", "sin(4t)"), 0, 7),
    (("t - sin t", "1 - cos t"), -10, 10),
    (("sin(t)(exp(cos t) - 2cos(4t) - sin(t/12)^5)", "cos(t)(exp(cos t) - 2cos(4t) - sin(t/12)^5)"), -20, 20),
    (("|t|", "sqrt|t|"), -3, 3),
    (("t", "3exp(-(3000(t - 0.37777))^2)"), -3, 3),
    (("cos t", "sin t + 2exp(-(3000(t - 1.234))^2)"), 0, 6),
    (("t", "floor(t) + t"), -4, 4),
]


@pytest.mark.parametrize("width", ZOOMS[:4])
@pytest.mark.parametrize(("parts", "low", "high"), FOLLOWED, ids=str)
def test_the_whole_curve_is_inked(parts: tuple[str, str], low: float, high: float, width: float) -> None:
    """Every point of the curve in the window lies within half a pixel of a stroke: no spike is lost."""
    c, on = curve(*parts), screen(width)
    window = of_screen(on)
    found = window.pixels(ink(c.path(low, high, window), on))
    true = c.values(np.concatenate((np.linspace(low, high, 6001), 0.37777 + np.linspace(-1, 1, 99) / 3000)))
    px = window.pixels(true)
    seen = (px > 1).all(0) & (px[0] < WIDTH - 1) & (px[1] < HEIGHT - 1)
    seen[6001:] &= parts[0] == "t"
    for at in px[:, seen].T[::7]:
        assert np.hypot(*(found - at[:, None])).min() < 0.5


def test_a_jump_parts_the_strokes_and_marks_both_sides() -> None:
    """(t, floor t): open where a step ends, closed where it begins; the end that is left out is open."""
    found = path(curve("t", "floor(t)"), 0, 3, first=True, last=False)
    assert found.opened.T.tolist() == [[1, 0], [2, 1], [3, 2]]
    assert sorted(found.closed.T.tolist()) == [[0, 0], [1, 1], [2, 2]]
    ends = [*found.starts[1:], found.t.size]
    assert all(np.ptp(found.points[1, a:b]) == 0 for a, b in zip(found.starts, ends, strict=True))


def test_a_hole_is_open_and_an_end_is_closed() -> None:
    found = path(curve("(t^2 - 1)/(t - 1)", "t"), -2, 2, first=True, last=True)
    assert found.opened.T.tolist() == [[2, 1]]
    assert found.closed.T.tolist() == [[-1, -2], [3, 2]]
    root = path(curve("t", "sqrt(t)"), -1, 4, first=True, last=True)
    assert sorted(root.closed.T.tolist()) == [[0, 0], [4, 2]]


def test_a_closed_curve_has_no_ends() -> None:
    found = path(curve("cos t", "sin t"), 0, 2 * np.pi, first=True, last=True)
    assert found.closed.size == found.opened.size == 0


def test_a_line_in_polar_coordinates_is_no_stroke_across_its_poles() -> None:
    """r = 1/cos θ is the line x = 1, run through twice."""
    for width in ZOOMS:
        found = polar("1/cos(theta)").path(0, 2 * np.pi, of_screen(screen(width, 1.0)))
        x = ink(found, screen(width, 1.0))[0]
        assert x.size and abs(x - 1).max() < 1e-9 * max(width, 1)


def test_a_negative_radius_goes_the_other_way() -> None:
    found = path(polar("-2"), 0, 1, 6.0)
    assert (found.points[0] < 0).all()
    np.testing.assert_allclose(np.hypot(*found.points), 2)


def test_what_cannot_be_followed_is_covered_and_the_work_is_bounded() -> None:
    """sin(1/t) and a dense Lissajous curve: boxes that hold the whole curve, and no wrong strokes."""
    c = curve("cos(3000t)", "sin(3001t)")
    found = path(c, 0, 2 * np.pi, 3.0)
    assert found.t.size < 50_000 and found.crowded.size
    low, high = found.crowded[:, :, 0], found.crowded[:, :, 1]
    assert (low <= high).all() and low.min() >= -1.001 and high.max() <= 1.001


def test_nothing_is_drawn_where_nothing_is_defined() -> None:
    found = path(curve("t", "ln(-1 - t^2)"), -3, 3, first=True, last=True)
    assert found.t.size == found.closed.size == found.starts.size == 0


def test_points_of_few_digits_need_few_points() -> None:
    """A circle takes tens of points, not thousands; a straight line two in each block."""
    assert path(curve("cos t", "sin t"), 0, 2 * np.pi).t.size < 100
    assert path(curve("t", "2t"), -5, 5).t.size < 40


def test_logarithmic_axes_have_no_place_for_zero() -> None:
    """A curve that leaves the positive numbers runs out of the window and comes back in another stroke."""
    window = Window((Axis(0.01, 100, 400, True), Axis(0.01, 100, 300, True)))
    found = curve("t", "t^2").path(-5, 5, window)
    inside = (window.pixels(found.points) > 0).all(0)
    assert (found.points[:, inside] > 0).all()
    np.testing.assert_allclose(found.points[1, inside], found.points[0, inside] ** 2)


def test_in_space_there_are_three_axes() -> None:
    window = Window(tuple(Axis(-2, 2, 400) for _ in range(3)))
    found = curve("cos t", "sin t", "t/10").path(0, 20, window, (True, True))
    assert found.points.shape[0] == 3 and found.closed.shape == (3, 2)
    np.testing.assert_allclose(found.points[2], found.t / 10)


def test_a_curve_takes_other_numbers_and_has_a_velocity() -> None:
    c = curve("cos(a t)", "sin(a t)", a=2.0)
    assert c.among({"a": 2.0}) is c
    assert c.among({"a": 3.0})(1.0) == pytest.approx((np.cos(3), np.sin(3)))
    assert c.derivative()(0.0) == pytest.approx((0, 2))
    assert c.parameters == (("a", 2.0),)
