"""Equations of lines as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.evaluate import value
from calcviz.scene.readouts import line_readout


@pytest.mark.parametrize(
    ("x", "y", "slope", "answer"),
    [
        (1, -1, 2, "y = 2*x - 3"),
        (0, 0, 1, "y = x"),
        (2, 2, -1, "y = -x + 4"),
        (5, 3, 0, "y = 3"),
        (1.36, 1.8496, 2 * 1.36, "y = 2.72*x - 1.8496"),
        (0.1, 0.3, 3, "y = 3*x"),
    ],
)
def test_a_line_is_written_without_noise(x, y, slope, answer):
    """1 and 0 are not written, and a difference of equal floats is 0."""
    assert line_readout(x, y, slope).text == answer


def test_a_vertical_line_and_none():
    """x = 1; nothing where there is no slope; words where the number is too large."""
    assert line_readout(1, 5, None, vertical=True).text == "x = 1"
    assert line_readout(1, 5, None).text is None
    assert line_readout(1e308, 0, 1e308).reason == "this number is too large to compute"


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100))
def test_the_equation_holds_at_its_point(x, y, slope):
    """Read back and evaluated, it passes through the point."""
    text = line_readout(x, y, slope).text
    e = parse(text.removeprefix("y = "), Names(), variables=frozenset("x"))
    assert value(e, {"x": x}) == pytest.approx(y, abs=1e-7)
