"""Curves: no false line, no false gap, at every zoom; what is singular is named."""

import math

import numpy as np
import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.curve import Curve, asymptotes, trace
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.strictness import function
from tests.maths.faithfulness import false_ink, missing


def read(text: str) -> Expression:
    return read_expression(text, Names(numbers=frozenset("a")), frozenset("x"))


def drawn(text: str, low: float = -10, high: float = 10, columns: int = 1200, rows: int = 800) -> Curve:
    height = (high - low) * rows / columns
    return trace(read(text), "x", {}, (low, high), (-height / 2, height / 2), columns, rows)


def kinds(text: str, low: float = -10, high: float = 10) -> list[str]:
    return [special.kind for special in drawn(text, low, high).specials]


FAITHFUL = """x^3-4x; sin x; tan x; 1/x; floor(x); sin(1/x); (x^2-1)/(x-1); 1/(1.000001+cos x); sqrt(sin x);
tan(x^2); 1/sin(x); exp(1/x); atan(1/x); floor(x)+sqrt(x-floor(x)); ln x; x^x; x^(1/3); x^(2/3);
x/(x-1e-9); x*floor(x); 10000*x-50000; abs(x)/x*abs(x)^(1/3); exp(-1/x^2); x(x-3)/(x-3.001); abs(100x);
sqrt(x)*sin(pi*x/2); ln(x^2); sin(exp(x)); 2^(-1/x); x sin(1/x); 1/(x^2-2); e^x; 20sin(9x)"""


@pytest.mark.parametrize("text", [part.strip() for part in FAITHFUL.split(";")])
@pytest.mark.parametrize("width", [20.0, 0.7, 0.003, 150.0])
def test_ink_lies_on_the_graph_and_the_graph_is_inked(text: str, width: float) -> None:
    columns, rows = 300, 200
    screen = Screen(-0.48 * width, 0.52 * width, -width / 3, width / 3, columns, rows)
    e = read(text)
    curve = trace(e, "x", {}, screen[:2], screen[2:4], columns, rows)
    f = function(e, "x", {}).values
    with np.errstate(all="ignore"):
        assert false_ink(f, curve, screen) == 0
        off = missing(f, curve, screen)
    assert not off.size or off.max() < 0.5
    assert np.isfinite(curve.x).all() and np.isfinite(curve.y).all()


@pytest.mark.parametrize(
    ("text", "low", "high", "count"),
    [
        ("tan x", -10, 10, 6),
        ("tan(x^2)", -5, 5, 16),
        ("1/sin(x)", -10, 10, 7),
        ("1/x", -3, 7, 1),
        ("x/(x-1e-9)", -1, 1, 1),
        ("x/(x-1e-9)", -1e6, 1e6, 1),
        ("x/(x-1e-9)", -1e-7, 1e-7, 1),
        ("1/x^2", -5, 5, 1),
        ("tan(10x)", -10, 10, 64),
        ("x + tan x", -10, 10, 6),
        ("ln(x^2)", -5, 5, 1),
        ("gamma(x)", -5.5, 5.5, 6),
        ("(x+3)/(x-2)", -10, 10, 1),
        ("1/(x^2-5x+6)", -10, 10, 2),
        ("1/(x^2-(x+4x)+6)", -10, 10, 2),
        ("1/(x^3-6x^2+11x-6)", -10, 10, 3),
    ],
)
def test_poles_are_counted_and_never_crossed(text: str, low: float, high: float, count: int) -> None:
    curve = drawn(text, low, high)
    poles = asymptotes(curve)
    assert len(poles) == count == len(curve.specials)
    assert not curve.unresolved
    ends = np.append(curve.starts[1:], curve.x.size)
    for start, end in zip(curve.starts, ends):
        assert not any(curve.x[start] < pole < curve.x[end - 1] for pole in poles)
    assert curve.starts.size == count + 1


def test_strokes_run_out_of_the_window_at_a_pole() -> None:
    curve = drawn("1/x")
    _, right = curve.starts
    assert curve.x[right - 1] == 0 == curve.x[right]
    assert curve.y[right - 1] < -13 and curve.y[right] > 13
    curve = drawn("ln x", -100, 100)
    assert curve.x[0] == 0 and curve.y[0] < -100


@pytest.mark.parametrize("text", ["floor(x)", "x - floor(x)", "mod(x, 1)"])
def test_steps_have_no_risers(text: str) -> None:
    curve = drawn(text, -5.5, 5.5)
    assert kinds(text, -5.5, 5.5) == ["jump"] * 11
    assert [special.x for special in curve.specials] == list(range(-5, 6))
    ends = np.append(curve.starts[1:], curve.x.size)
    for start, end in zip(curve.starts, ends):
        assert np.abs(np.diff(curve.y[start:end])).max() <= 1
        assert math.floor(curve.x[start]) >= math.ceil(curve.x[end - 1]) - 1


@pytest.mark.parametrize(
    "text",
    [
        "1/(1.000001+cos(x))",
        "floor(x)+sqrt(x-floor(x))",
        "sqrt(x^2)",
        "10000*x-50000",
        "x^(1/3)",
        "x^(2/3)",
        "acos(cos(x))",
        "sqrt(1-sin(x)^2)",
        "1/((x-1)^2+1e-20)",
        "atan(10^9*(x-1))",
        "{x < 1: x^2, 2x - 1}",
        "max(x, 0)",
        "abs(x-1/3)",
        "sin(x^2)",
        "5",
        "asin(2x/(1 + x^2))",
        "acos((1 - x^2)/(1 + x^2))",
    ],
)
def test_what_is_continuous_is_one_stroke(text: str) -> None:
    curve = drawn(text)
    assert curve.starts.size == 1
    assert not curve.specials and not curve.unresolved and not curve.bars_x.size


def test_a_spike_narrower_than_a_column_reaches_its_height() -> None:
    for text, at in (("1/(1.000001+cos(40x))", math.pi / 40), ("1e-8/((x-1/7)^2+1e-9)", 1 / 7)):
        curve = drawn(text)
        near = np.abs(curve.x - at) < 0.01
        assert curve.y[near].max() > 9.5


def test_arches_end_on_the_axis() -> None:
    curve = drawn("sqrt(sin x)")
    ends = np.append(curve.starts[1:], curve.x.size) - 1
    assert curve.starts.size == 4
    assert [special.x / math.pi for special in curve.specials] == pytest.approx(list(range(-3, 4)), abs=1e-15)
    begun, ended = curve.starts[1:], ends  # the first arch comes in from the left
    assert curve.x[begun] / math.pi == pytest.approx([-2, 0, 2], abs=1e-15)
    assert curve.x[ended] / math.pi == pytest.approx([-3, -1, 1, 3], abs=1e-15)
    assert max(curve.y[begun].max(), curve.y[ended].max()) < 1e-12


@pytest.mark.parametrize("text", ["sqrt(x-3)*sqrt(1-x)", "ln(-1-x^2)", "sqrt(-1)"])
def test_what_is_defined_nowhere_draws_nothing(text: str) -> None:
    curve = drawn(text)
    assert not curve.x.size and not curve.starts.size and not curve.specials and not curve.unresolved


@pytest.mark.parametrize("text", ["tan(1/x)", "1/sin(1/x)", "floor(1/x)", "tan(10000x)", "floor(1000x)"])
def test_what_cannot_be_resolved_is_said(text: str) -> None:
    curve = drawn(text)
    assert curve.unresolved
    assert all(low < high for low, high in curve.unresolved)


def test_a_fast_oscillation_becomes_bars() -> None:
    curve = drawn("5 sin(1000x)")
    assert curve.bars_x.size == 1200 and curve.starts.size == 0
    assert curve.bars_high.min() > 4.995 and curve.bars_low.max() < -4.995
    e = read("x + 105 + sin(1000x)")
    curve = trace(e, "x", {}, (0, 1), (100, 110), 200, 200)
    assert curve.bars_low == pytest.approx(curve.bars_x + 104, abs=0.03)
    curve = drawn("sin(1/x)")
    assert np.abs(curve.bars_x).max() < 0.2
    assert [special.kind for special in curve.specials] == ["essential"]


def test_an_oscillation_in_step_with_the_columns_is_seen() -> None:
    """2 pi * 180 per unit is one turn for each sample: evenly spaced samples would see a straight line."""
    curve = drawn("0.2 sin(360 pi x)")
    assert curve.bars_x.size > 1000


def test_few_points_are_enough() -> None:
    for text in ("x^3-4x", "sin x", "e^x", "x^2"):
        assert 50 < drawn(text).x.size < 300


def test_sliders_are_parameters() -> None:
    e = read("1/(x-a)")
    for a in (0.0, 0.25, -3.7):
        curve = trace(e, "x", {"a": a}, (-5, 5), (-5, 5), 600, 600)
        assert [special.x for special in curve.specials] == pytest.approx([a], abs=1e-12)


@pytest.mark.parametrize("range_", [(1e16, 1e16 + 64), (-1e-300, 1e-300), (0.0, 5.0), (1e300, 1.5e300)])
def test_extreme_windows_raise_nothing(range_: tuple[float, float]) -> None:
    for text in ("x", "1/x", "floor(x)", "tan x", "e^x", "sin(1/x)", "x^x"):
        curve = trace(read(text), "x", {}, range_, (-5, 5), 300, 200)
        assert np.isfinite(curve.x).all() and np.isfinite(curve.y).all()
        assert (np.diff(curve.starts) > 1).all()


def test_a_pole_where_a_slider_keeps_bounds_wide() -> None:
    curve = trace(read("1/(a x^2 - 5x + 6)"), "x", {"a": 1.0}, (-10, 10), (-7, 7), 1200, 800)
    assert [(special.kind, special.x) for special in curve.specials] == [("pole", 2.0), ("pole", 3.0)]
    assert not curve.unresolved
