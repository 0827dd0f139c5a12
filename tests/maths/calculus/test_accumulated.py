"""The curve of an integral: its values, its pieces, and stretches where a function is faint."""

from itertools import pairwise
from math import erf, pi, sqrt

import numpy as np
import pytest

from calcviz.maths.calculus.accumulated import accumulated, origin, up_to
from calcviz.maths.calculus.faint import below
from calcviz.maths.curves.screen import Screen
from tests.maths.functions_of import function

SCREEN = Screen(-4.0, 4.0, -3.0, 3.0, 400, 300)


def test_the_curve_of_the_error_function() -> None:
    ((x, y),) = accumulated(function("e^(-x^2)"), SCREEN)
    assert (x[0], x[-1]) == (-4.0, 4.0)
    np.testing.assert_allclose(y, [sqrt(pi) / 2 * erf(each) for each in x], atol=1e-12)


def test_it_goes_on_across_a_jump() -> None:
    strokes = accumulated(function("floor(x)"), SCREEN)
    assert len(strokes) == 8
    for (x, y), (u, v) in pairwise(strokes):
        assert x[-1] == pytest.approx(u[0]) and y[-1] == pytest.approx(v[0], abs=1e-12)
    x, y = strokes[-1]
    assert y[-1] == pytest.approx(6.0)


def test_a_pole_parts_it() -> None:
    """Each side has a constant of its own: nothing is claimed across the pole."""
    f = function("1/(e^x - 1)")
    strokes = accumulated(f, SCREEN)
    assert len(strokes) == 2 and origin(f) == 1.0
    x, y = strokes[1]
    k = len(x) // 2
    assert y[k] == pytest.approx(up_to(f, float(x[k])))
    assert up_to(f, -1.0) is None


def test_a_function_without_values_has_no_curve() -> None:
    assert accumulated(function("ln(-1 - x^2)"), SCREEN) == ()


def test_a_sigmoid_is_faint_far_out() -> None:
    slope = function("sigmoid(x) (1 - sigmoid(x))")
    left, right = below(slope, 0.05, SCREEN)
    edge = np.log((1 + sqrt(0.8)) / (1 - sqrt(0.8)))
    assert left == pytest.approx((-4.0, -edge)) and right == pytest.approx((edge, 4.0))
    assert below(slope, 0.001, SCREEN) == ()
    assert below(slope, 0.5, SCREEN) == ((-4.0, 4.0),)
