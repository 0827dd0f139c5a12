"""Differences written as products: the same value, with all its digits near 0."""

import math

import numpy as np
import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.cancelling import uncancelled
from calcviz.maths.curves.curve import trace
from calcviz.maths.evaluate import value

DIFFERENCES = ("1 - cos x", "cos(x) - 1", "e^x - 1", "1 - exp(x)", "-1 + e^(2x)", "3(1 - cos(3x))/x^2")


@pytest.mark.parametrize("written", DIFFERENCES)
def test_the_value_stays_the_same(written: str) -> None:
    e = read_expression(written, Names(), frozenset("x"))
    assert uncancelled(e) != e
    for x in (-3.0, -0.5, 0.25, 2.0, 40.0):
        assert value(uncancelled(e), {"x": x}) == pytest.approx(value(e, {"x": x}), rel=1e-12)


@pytest.mark.parametrize(
    "written", ["2 - cos x", "1 + cos x", "e^x - x", "1 - sin x", "e^x + 1", "cos(x) - 1 + x"]
)
def test_others_are_left_alone(written: str) -> None:
    e = read_expression(written, Names(), frozenset("x"))
    assert uncancelled(e) == e


@pytest.mark.parametrize(
    ("written", "height"),
    [("(1 - cos x)/x^2", 0.5), ("(e^x - 1)/x", 1.0), ("(cos(x) - 1)/x^2", -0.5), ("(1 - e^x)/x", -1.0)],
)
@pytest.mark.parametrize("width", [1e-9, 1e-7, 1e-4])
def test_a_hole_at_the_origin_at_every_zoom(written: str, height: float, width: float) -> None:
    e = read_expression(written, Names(), frozenset("x"))
    curve = trace(e, "x", {}, (-width, width), (-2, 2), 600, 600)
    assert [special.kind for special in curve.specials] == ["hole"]
    assert curve.specials[0].left == curve.specials[0].right == pytest.approx(height, abs=1e-6)
    assert np.abs(curve.y - height).max() < 1e-3
    assert not math.isnan(curve.y.sum())
