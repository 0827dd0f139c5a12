"""Curves on logarithmic axes: as true as on linear ones, and with no ink where there is nothing."""

from itertools import pairwise

import mpmath
import numpy as np
import pytest

from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import real_function

BOTH = Screen(0.01, 1000.0, 1e-3, 1e4, 800, 500, True, True)
X_ONLY = Screen(0.01, 1000.0, -3.0, 3.0, 800, 500, True, False)
Y_ONLY = Screen(-10.0, 10.0, 1e-4, 1e6, 800, 500, False, True)
WIDE = Screen(1e-300, 1e300, 1e-300, 1e300, 960, 600, True, True)


def curve(text, screen):
    """The curve of a text."""
    return real_function(parse(text, Names(), variables=frozenset("x")), "x", {}).drawn(screen)


def strokes(made, screen):
    """The strokes in pixels, heights counted from below."""
    edges = [*made.starts.tolist(), len(made.x)]
    x, y = screen.x.pixels(made.x), screen.heights(made.y)
    return [(x[a:b], y[a:b]) for a, b in pairwise(edges)]


@pytest.mark.parametrize("screen", [BOTH, X_ONLY, Y_ONLY, WIDE], ids=["both", "x", "y", "wide"])
@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("x^2", lambda x: x**2),
        ("e^x", mpmath.exp),
        ("1/x", lambda x: 1 / x),
        ("sin(ln(x^2)) + 1.5", lambda x: mpmath.sin(mpmath.log(x**2)) + 1.5),
        ("x^2/(1 + x^3)", lambda x: x**2 / (1 + x**3)),
        ("10^(-x)", lambda x: mpmath.mpf(10) ** -x),
        ("sqrt(x)", mpmath.sqrt),
        ("sin(x) + 2", lambda x: mpmath.sin(x) + 2),
    ],
)
def test_strokes_run_within_half_a_pixel_of_the_exact_curve(text, exact, screen):
    """Between the points too; compared with thirty digits, where the curve is in view and not upright."""
    compared = 0
    with mpmath.workdps(30):
        for px, py in strokes(curve(text, screen), screen):
            inside = (px[:-1] >= 0) & (px[1:] <= screen.columns) & (np.abs(np.diff(py)) < 40)
            inside &= (py[:-1] > -5) & (py[:-1] < screen.rows + 5)
            for k in np.flatnonzero(inside)[::7]:
                middle = (px[k] + px[k + 1]) / 2
                x = screen.x.value(float(middle))
                y = float(exact(mpmath.mpf(x)))
                steep = abs(py[k + 1] - py[k]) / (px[k + 1] - px[k]) if px[k + 1] > px[k] else np.inf
                away = abs(screen.y.pixel(y) - (py[k] + py[k + 1]) / 2)
                assert away / np.hypot(1, steep) < 0.5, (text, x, away)
                compared += 1
    assert compared > 0


@pytest.mark.parametrize("screen", [BOTH, X_ONLY], ids=["both", "x"])
def test_no_ink_runs_across_a_pole(screen):
    """Each stroke of 1/(x − 3) lies on one side of 3."""
    made = curve("1/(x-3)", screen)
    edges = [*made.starts.tolist(), len(made.x)]
    assert len(made.x)
    for a, b in pairwise(edges):
        assert made.x[b - 1] <= 3 or made.x[a] >= 3
    assert [special.kind for special in made.specials] == ["pole"]
    assert made.specials[0].x == 3.0


def test_jumps_stay_open_on_logarithmic_axes():
    """The steps of floor x are not joined."""
    screen = Screen(0.5, 20.0, 0.5, 30.0, 800, 500, True, True)
    made = curve("floor(x)", screen)
    for px, py in strokes(made, screen):
        assert px.size
        assert np.ptp(py) < 1e-6
    assert sum(special.kind == "jump" for special in made.specials) >= 18


def test_what_is_not_positive_is_not_drawn():
    """Where sin x is below 0, no point of it is left but those at the band's lower edge that end its arcs."""
    made = curve("sin(x)", Y_ONLY)
    low = Y_ONLY.band()[0]
    inside = made.y > low
    assert (np.sin(made.x[inside]) > 0).all()
    edges = [*made.starts.tolist(), len(made.x)]
    for a, b in pairwise(edges):
        assert (made.y[a + 1 : b - 1] > low).all()
    assert not len(curve("-x^2 - 1", Y_ONLY).x)


def test_small_abscissas_are_as_well_seen_as_large_ones():
    """sin(1/x) oscillates towards 0: waves that are pixels wide are drawn, each to its full height."""
    made = curve("sin(1/x)", Screen(0.005, 10.0, -1.2, 1.2, 900, 500, True, False))
    for k in range(6):
        top = 1 / (np.pi / 2 + 2 * np.pi * k)
        near = np.abs(made.x / top - 1) < 0.05 / (k + 1)
        assert made.y[near].max() > 0.999


def test_a_window_of_a_few_pixels_and_a_window_of_all_floats_are_drawn():
    """No error, nothing but finite numbers."""
    for screen in (Screen(1e-300, 1e-290, 1e-3, 1e3, 3, 2, True, True), WIDE):
        for text in ("tan(x)", "1/(x-1)", "x^x", "floor(1/x)", "-x"):
            made = curve(text, screen)
            assert np.isfinite(made.x).all()
            assert np.isfinite(made.y).all()
